//! Names that stand for candidates where their own must not be seen.
//!
//! A pseudonym is worked out from the name and a salt: the same salt gives the same pseudonyms in every output and every
//! run; without the salt nobody can try names until one fits.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use crate::dossier::Dossier;
use crate::finding::Where;
use crate::message::Message;
use crate::names::{folded, own_words};
use crate::read::Unreadable;

/// Letters and digits that are not mistaken for each other when read aloud.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What makes pseudonyms differ from one organiser to another.
#[derive(Clone, Debug)]
pub struct Salt(String);

impl Salt {
    /// A salt that somebody chose, to get the same pseudonyms again.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// A salt of this run alone.
    pub fn of_this_run() -> Self {
        use std::hash::{BuildHasher, RandomState};
        let draw = || RandomState::new().hash_one(std::process::id());
        Self(format!("{:016x}{:016x}", draw(), draw()))
    }

    /// The pseudonym of the candidate called `name`; capitals, accents, hyphens and spaces of the name do not matter.
    pub fn pseudonym(&self, name: &str) -> String {
        let mut hasher = Sha256::new();
        hasher.update(self.0.as_bytes());
        hasher.update([0]);
        hasher.update(folded(name).as_bytes());
        let digest = hasher.finalize();
        let letters = digest.iter().take(7).map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
        format!("candidat-{}", letters.collect::<String>())
    }
}

/// Letters that a word of a name has at least to be looked for in texts: shorter ones are articles, too.
const NAME: usize = 3;

/// What stands for the names of candidates and files in a whole report.
#[derive(Debug)]
pub struct Disguise {
    salt: Salt,
    /// How many files of each candidate were told, by pseudonym.
    numbers: BTreeMap<String, usize>,
    known: Vec<Names>,
}

/// How a candidate and their files are called, and what stands for it.
#[derive(Debug)]
struct Names {
    pseudonym: String,
    /// The name as it was told.
    candidate: String,
    /// Paths of files, each with what stands for it.
    files: Vec<(String, String)>,
    /// Folded words of the names.
    words: BTreeSet<String>,
}

impl Disguise {
    /// With pseudonyms of `salt`, and nobody known yet.
    pub fn new(salt: Salt) -> Self {
        Self { salt, numbers: BTreeMap::new(), known: Vec::new() }
    }

    /// Makes a candidate known who has no dossier, for what is told of the run.
    pub fn know(&mut self, candidate: &str) {
        let names = Names::of(candidate, self.salt.pseudonym(candidate));
        self.known.push(names);
    }

    /// Puts pseudonyms into all that is said of the dossier of `candidate`. Its files are numbered from now on.
    pub fn dossier(&mut self, candidate: &str, dossier: &mut Dossier) {
        let mut names = Names::of(candidate, self.salt.pseudonym(candidate));
        let number = self.numbers.entry(names.pseudonym.clone()).or_default();
        let beside = dossier.documents.iter().map(|document| &document.path);
        for path in std::iter::once(&dossier.path).chain(beside) {
            if names.files.iter().all(|(known, _)| known != path) {
                *number += 1;
                names.add_file(path, *number);
            }
        }
        names.dossier(dossier);
        self.known.push(names);
    }

    /// Puts pseudonyms into a message about the run.
    pub fn message(&self, message: &mut Message) {
        for names in &self.known {
            names.text(&mut message.fr, true);
            names.text(&mut message.en, true);
        }
    }
}

impl Names {
    fn of(candidate: &str, pseudonym: String) -> Self {
        let mut names =
            Self { pseudonym, candidate: candidate.to_owned(), files: Vec::new(), words: BTreeSet::new() };
        names.add_words(candidate);
        names
    }

    fn add_file(&mut self, path: &str, number: usize) {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let told = format!("{}-{number}.{}", self.pseudonym, extension.to_lowercase());
        self.add_words(stem);
        self.files.push((path.to_owned(), told.trim_end_matches('.').to_owned()));
    }

    fn add_words(&mut self, name: &str) {
        let words = own_words(name).map(folded).filter(|word| word.chars().count() >= NAME);
        self.words.extend(words.filter(|word| word != "candidat" && word.chars().any(char::is_alphabetic)));
    }

    fn dossier(&self, dossier: &mut Dossier) {
        self.text(&mut dossier.path, false);
        dossier.documents.iter_mut().for_each(|document| self.text(&mut document.path, false));
        dossier.unreadable.iter_mut().for_each(|why| self.unreadable(why));
        dossier.zones.iter_mut().for_each(|zone| self.optional(&mut zone.heading));
        for entry in &mut dossier.outline {
            self.text(&mut entry.heading, false);
            self.optional(&mut entry.file);
        }
        for finding in &mut dossier.findings {
            let messages = [&mut finding.found, &mut finding.message, &mut finding.help];
            messages.into_iter().for_each(|message| self.message(message));
            self.place(&mut finding.place);
            finding.passages.iter_mut().for_each(|place| self.place(place));
            for evidence in &mut finding.competencies {
                evidence
                    .listed_at
                    .iter_mut()
                    .chain(&mut evidence.shown_at)
                    .for_each(|place| self.place(place));
            }
            finding.waiver.iter_mut().for_each(|waiver| self.text(&mut waiver.reason, true));
        }
        dossier.notices.iter_mut().for_each(|notice| self.message(&mut notice.message));
    }

    fn message(&self, message: &mut Message) {
        self.text(&mut message.fr, false);
        self.text(&mut message.en, false);
    }

    fn unreadable(&self, why: &mut Unreadable) {
        match why {
            Unreadable::Part { name, error } => {
                self.text(name, false);
                self.unreadable(error);
            }
            Unreadable::Damaged(text) | Unreadable::Crashed(text) => self.text(text, false),
            _ => {}
        }
    }

    fn place(&self, place: &mut Where) {
        place.path.iter_mut().for_each(|title| self.text(title, false));
        let texts = [&mut place.heading, &mut place.file, &mut place.excerpt];
        texts.into_iter().for_each(|text| self.optional(text));
    }

    fn optional(&self, text: &mut Option<String>) {
        text.iter_mut().for_each(|text| self.text(text, false));
    }

    /// Files by their numbers; then every word of a name that is written as names are: with a capital, or as a part of
    /// the name of a file. Where the candidate is `called` by their name, that too, however it is written.
    fn text(&self, text: &mut String, called: bool) {
        for (path, told) in &self.files {
            if text.contains(path.as_str()) {
                *text = text.replace(path.as_str(), told);
            }
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some(start) = rest.find(char::is_alphanumeric) {
            let (between, from) = rest.split_at(start);
            let end = from.find(|c: char| !c.is_alphanumeric()).unwrap_or(from.len());
            let (word, after) = from.split_at(end);
            let joins = |c: Option<char>| c.is_some_and(|c| matches!(c, '/' | '\\' | '-' | '_'));
            let is_name = word.chars().next().is_some_and(char::is_uppercase)
                || joins(between.chars().next_back())
                || joins(after.chars().next())
                || (called && word == self.candidate);
            out.push_str(between);
            let hidden = is_name && (word == self.candidate || self.words.contains(&folded(word)));
            out.push_str(if hidden { &self.pseudonym } else { word });
            rest = after;
        }
        out.push_str(rest);
        *text = out;
    }
}

#[cfg(test)]
mod tests {
    use super::Salt;

    #[test]
    fn a_pseudonym_depends_on_the_letters_and_the_salt_alone() {
        let salt = Salt::new("session de décembre");
        assert_eq!(salt.pseudonym("Éloïse Le-Gall"), salt.pseudonym("eloise_le gall"));
        assert_ne!(salt.pseudonym("dupont"), salt.pseudonym("martin"));
        assert_ne!(salt.pseudonym("dupont"), Salt::new("autre").pseudonym("dupont"));
        assert_ne!(Salt::of_this_run().pseudonym("dupont"), Salt::of_this_run().pseudonym("dupont"));
    }
}
