//! The names of one candidate, and where they are hidden.

use std::collections::BTreeSet;
use std::ops::Range;

use super::own::is_ours;
use crate::dossier::Dossier;
use crate::finding::{Waiver, Where};
use crate::message::Message;
use crate::names::{folded, own_words, words};
use crate::read::Unreadable;

/// Letters that a word of a name has at least to be looked for by itself: shorter ones are articles, too.
const NAME: usize = 3;

/// Words that programs and machines write where the author should be, folded.
const NOBODY: &str = "admin administrateur administrator acer apache apple asus author auteur centre client dell docs formation google hp inconnu lenovo libreoffice macbook \
    microsoft office openoffice organisme owner pandoc pc poste python stagiaire unknown user utilisateur windows";

/// How a candidate and their files are called, and what stands for it.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub(super) pseudonym: String,
    /// The name as it was told.
    candidate: String,
    /// Paths of files, each with what stands for it.
    files: Vec<(String, String)>,
    /// Folded words of the names.
    words: BTreeSet<String>,
    /// Words too short to be looked for by themselves.
    short: BTreeSet<String>,
}

impl Names {
    /// Those of `candidate`, for whom `pseudonym` stands.
    pub(super) fn of(candidate: &str, pseudonym: String) -> Self {
        let mut names = Self { pseudonym, candidate: candidate.to_owned(), ..Self::default() };
        names.add_words(candidate);
        names
    }

    /// True where the file at `path` is known.
    pub(super) fn has_file(&self, path: &str) -> bool {
        self.files.iter().any(|(known, _)| known == path)
    }

    /// Adds the file at `path`, the candidate's `number`th.
    pub(super) fn add_file(&mut self, path: &str, number: usize) {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let told = format!("{}-{number}.{}", self.pseudonym, extension.to_lowercase());
        self.add_words(stem);
        self.files.push((path.to_owned(), told.trim_end_matches('.').to_owned()));
    }

    /// Adds whoever a file says wrote it, where that is a person: first name and name.
    pub(super) fn add_author(&mut self, author: &str) {
        for name in author.split([',', ';', '&']) {
            let all: Vec<String> = words(name).map(folded).collect();
            let is_person = |word: &String| {
                NOBODY.split(' ').all(|other| other != word) && word.chars().all(char::is_alphabetic)
            };
            if (2..=5).contains(&all.len()) && all.iter().all(is_person) {
                self.add_words(name);
            }
        }
    }

    fn add_words(&mut self, name: &str) {
        let words = own_words(name).map(folded);
        let words = words.filter(|word| word != "candidat" && word.chars().any(char::is_alphabetic));
        let (long, short): (Vec<_>, Vec<_>) = words.partition(|word| word.chars().count() >= NAME);
        self.words.extend(long);
        self.short.extend(short);
    }

    /// Puts the pseudonym into all that is said of the dossier.
    pub(super) fn dossier(&self, dossier: &mut Dossier) {
        self.text(&mut dossier.path, Says::Document);
        dossier.documents.iter_mut().for_each(|document| self.text(&mut document.path, Says::Document));
        dossier.unreadable.iter_mut().for_each(|why| self.unreadable(why));
        let spared = of_the_rules(dossier);
        dossier.zones.iter_mut().for_each(|zone| self.optional(&mut zone.heading));
        for entry in &mut dossier.outline {
            self.text(&mut entry.heading, Says::Document);
            self.optional(&mut entry.file);
        }
        for finding in &mut dossier.findings {
            // What to do is in the words of the rules and the program.
            let messages = [&mut finding.found, &mut finding.message];
            messages.into_iter().for_each(|message| self.message(message, &spared));
            self.place(&mut finding.place);
            finding.passages.iter_mut().for_each(|place| self.place(place));
            for evidence in &mut finding.competencies {
                evidence
                    .listed_at
                    .iter_mut()
                    .chain(&mut evidence.shown_at)
                    .for_each(|place| self.place(place));
            }
            finding.waiver.iter_mut().for_each(|waiver| self.waiver(waiver));
        }
        dossier.notices.iter_mut().for_each(|notice| self.message(&mut notice.message, &spared));
    }

    /// What is the same in both languages is a text of the document. The texts `spared` are left as they are.
    fn message(&self, message: &mut Message, spared: &[String]) {
        let says = if message.fr == message.en { Says::Document } else { Says::Ours };
        self.text_but(&mut message.fr, says, spared);
        self.text_but(&mut message.en, says, spared);
    }

    pub(super) fn waiver(&self, waiver: &mut Waiver) {
        self.text(&mut waiver.reason, Says::Called);
    }

    pub(super) fn unreadable(&self, why: &mut Unreadable) {
        match why {
            Unreadable::Part { name, error } => {
                self.text(name, Says::Document);
                self.unreadable(error);
            }
            Unreadable::Damaged(text) | Unreadable::Crashed(text) => self.text(text, Says::Ours),
            Unreadable::Told { message, help, .. } => {
                self.text(message, Says::Called);
                self.text(help, Says::Called);
            }
            _ => {}
        }
    }

    pub(super) fn place(&self, place: &mut Where) {
        place.path.iter_mut().for_each(|title| self.text(title, Says::Document));
        let texts = [&mut place.heading, &mut place.file, &mut place.excerpt];
        texts.into_iter().for_each(|text| self.optional(text));
    }

    fn optional(&self, text: &mut Option<String>) {
        text.iter_mut().for_each(|text| self.text(text, Says::Document));
    }

    /// Files by their numbers; then every word of a name that is written as names are: with a capital, as a part of the
    /// name of a file or of an address, or beside another word of the name. Where the candidate is called by their
    /// name, that too, however it is written. Names in a row are one. Where the program speaks, words of its own are no
    /// names, but in what it quotes, in paths, and beside other words of the name.
    pub(super) fn text(&self, text: &mut String, says: Says) {
        self.text_but(text, says, &[]);
    }

    /// As [`Self::text`], but for the texts `spared` wherever the program says them.
    fn text_but(&self, text: &mut String, says: Says, spared: &[String]) {
        for (path, told) in &self.files {
            if text.contains(path.as_str()) {
                *text = text.replace(path.as_str(), told);
            }
        }
        let (tokens, rest) = tokens(text);
        let is_name = |word: &str| word == self.candidate || self.words.contains(&folded(word));
        let mut known: Vec<bool> = tokens.iter().map(|token| is_name(token.word)).collect();
        if !known.contains(&true) {
            return;
        }
        if says != Says::Document {
            let ours = ours(&tokens, rest, &self.spared_in(text, spared));
            let sure: Vec<bool> = known.iter().zip(&ours).map(|(known, ours)| *known && !ours).collect();
            for at in 0..tokens.len() {
                let called = says == Says::Called && at == 0 && self.is_called(&tokens, rest);
                known[at] &= sure[at] || called || beside(&tokens, at, &sure);
            }
        }
        let next_to = |at: usize, of: &[bool]| beside(&tokens, at, of);
        let written = |at: usize, token: &Token<'_>| {
            let after = tokens.get(at + 1).map_or(rest, |next| next.before);
            is_capital(token.word)
                || joins(token.before.chars().next_back(), token.before.chars().count() == 1 && at > 0)
                || joins(after.chars().next(), after.chars().count() == 1 && at + 1 < tokens.len())
                || next_to(at, &known)
                || (says == Says::Called && token.word == self.candidate)
        };
        let mut hidden: Vec<bool> =
            tokens.iter().enumerate().map(|(at, token)| known[at] && written(at, token)).collect();
        let short = tokens.iter().enumerate().map(|(at, token)| {
            is_capital(token.word) && self.short.contains(&folded(token.word)) && next_to(at, &hidden)
        });
        let short: Vec<bool> = short.collect();
        hidden.iter_mut().zip(short).for_each(|(hidden, short)| *hidden |= short);
        let mut out = String::with_capacity(text.len());
        let mut last = false;
        for (token, hidden) in tokens.iter().zip(hidden) {
            if !(hidden && last && in_a_row(token.before)) {
                out.push_str(token.before);
                out.push_str(if hidden { &self.pseudonym } else { token.word });
            }
            last = hidden;
        }
        out.push_str(rest);
        *text = out;
    }
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// The document, or the name of a file.
    Document,
    /// The program, which quotes the document.
    Ours,
    /// The program, which calls candidates by their names.
    Called,
}

/// What the rules say that a dossier is judged by: no text of a document.
fn of_the_rules(dossier: &Dossier) -> Vec<String> {
    let findings = || dossier.findings.iter();
    let titles = findings().flat_map(|finding| [&finding.title.fr, &finding.title.en, &finding.quote]);
    let names = findings().flat_map(|finding| &finding.competencies).map(|evidence| &evidence.name);
    let documents = dossier.documents.iter().flat_map(|one| [&one.title.fr, &one.title.en]);
    titles.chain(names).chain(documents).filter(|text| !text.is_empty()).cloned().collect()
}

impl Names {
    /// Where `spared` stand in `text`, in bytes: those with a word of a name in them.
    fn spared_in(&self, text: &str, spared: &[String]) -> Vec<Range<usize>> {
        let has_name = |one: &&String| words(one).any(|word| self.words.contains(&folded(word)));
        let places = spared.iter().filter(has_name);
        places.flat_map(|one| text.match_indices(one.as_str()).map(|(at, _)| at..at + one.len())).collect()
    }

    /// True where a message begins with the candidate's name and a colon, or a path.
    fn is_called(&self, tokens: &[Token<'_>], rest: &str) -> bool {
        let after = tokens.get(1).map_or(rest, |next| next.before);
        let is_it = tokens.first().is_some_and(|token| token.word == self.candidate);
        is_it && after.trim_start().starts_with([':', '/', '\\'])
    }
}

/// True where a word in a row with word `at` is one of `of`.
fn beside(tokens: &[Token<'_>], at: usize, of: &[bool]) -> bool {
    let before = at.checked_sub(1).filter(|_| tokens.get(at).is_some_and(|token| in_a_row(token.before)));
    let after = Some(at + 1).filter(|after| tokens.get(*after).is_some_and(|token| in_a_row(token.before)));
    before.into_iter().chain(after).any(|other| of.get(other) == Some(&true))
}

/// Which words of a message are the program's own: those of the texts `spared`, and those that it says, neither quoted nor
/// part of a path.
fn ours(tokens: &[Token<'_>], rest: &str, spared: &[Range<usize>]) -> Vec<bool> {
    let mut depth = 0_usize;
    let mut place = 0_usize;
    let mut out = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        for c in token.before.chars() {
            match c {
                '«' | '“' => depth += 1,
                '»' | '”' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        let after = tokens.get(at + 1).map_or(rest, |next| next.before);
        let in_path = token.before.ends_with(PATH) || after.starts_with(PATH);
        place += token.before.len();
        let is_spared = spared.iter().any(|range| range.contains(&place));
        place += token.word.len();
        out.push(is_spared || depth == 0 && !in_path && is_ours(&folded(token.word)));
    }
    out
}

/// What stands between the words of a path or an address, and in no sentence.
const PATH: [char; 4] = ['/', '\\', '_', '@'];

/// A word, and what stands before it.
struct Token<'t> {
    before: &'t str,
    word: &'t str,
}

/// The words of a text, and what stands after the last.
fn tokens(text: &str) -> (Vec<Token<'_>>, &str) {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_alphanumeric()).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        tokens.push(Token { before, word });
        rest = after;
    }
    (tokens, rest)
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// True for what stands between the words of one name.
fn in_a_row(between: &str) -> bool {
    !between.is_empty() && between.chars().all(|c| matches!(c, '-' | ' ' | '\u{a0}'))
}

/// True where a word beside that character is a part of the name of a file or of an address; `tight` where nothing but
/// it stands between two words.
fn joins(c: Option<char>, tight: bool) -> bool {
    c.is_some_and(|c| matches!(c, '/' | '\\' | '-' | '_' | '@') || (c == '.' && tight))
}
