//! Text of the dossier that is in another language than it, and text that is in none.

use std::cmp::Reverse;

use super::places::{self, number, percent};
use super::small_words::{self, Told};
use crate::check::Subject;
use crate::document::{Kind, Notice, NoticeKind, visible_letters};
use crate::lexicon::Normalised;
use crate::measure::Language;
use crate::message::{Message, language_name};
use crate::say;
use crate::structure::ZoneKind;

/// Characters of English from which it is told, together with [`SHARE`]: an abstract, and a passage that the référentiel
/// asks to be quoted and translated, stay below.
const ENGLISH_FROM: usize = 2_000;
/// Characters of any other language from which it is told, and of what is in none.
const OTHER_FROM: usize = 1_000;
/// Percent of the words of the text from which a language is told.
const SHARE: usize = 3;
/// Words of headings under which another language is what one expects.
const EXPECTED: &[&str] = &[
    "abstract",
    "summary",
    "anglais",
    "anglaise",
    "english",
    "anglophone",
    "traduction",
    "translation",
    "langue",
];

/// Text of one kind: how much of it, and where.
#[derive(Default)]
struct Part {
    characters: usize,
    words: usize,
    blocks: Vec<usize>,
}

/// What is in another language, and what is in none.
pub(super) fn of(subject: &Subject) -> Vec<Notice> {
    let (mut all, mut french) = (0, 0);
    let mut foreign: Vec<(Language, Part)> = Vec::new();
    let mut none = Part::default();
    for (at, block) in subject.structure.document.blocks.iter().enumerate() {
        let Some(words) = subject.words.get(at).filter(|_| block.kind == Kind::Paragraph) else { continue };
        if subject.zone(at) == ZoneKind::Annexes {
            continue;
        }
        all += words.len();
        if words.len() < small_words::WORDS || block.runs.iter().all(|run| run.style.monospace) {
            continue;
        }
        match small_words::told(words) {
            Told::French => french += words.len(),
            Told::NoSentences => none.take(subject, at, words.len()),
            Told::Open => match Language::of(&block.text()) {
                Some(Language::French) => french += words.len(),
                Some(language) if !is_expected(subject, at) => {
                    let known = foreign.iter().position(|(known, _)| *known == language);
                    let known = known.unwrap_or_else(|| {
                        foreign.push((language, Part::default()));
                        foreign.len() - 1
                    });
                    if let Some((_, part)) = foreign.get_mut(known) {
                        part.take(subject, at, words.len());
                    }
                }
                _ => {}
            },
        }
    }
    foreign.sort_by_key(|(_, part)| Reverse(part.characters));
    let told = |(language, part): &(Language, Part)| {
        let from = if *language == Language::English { ENGLISH_FROM } else { OTHER_FROM };
        // A dossier that is in another language has more to be told than this.
        let told = part.characters >= from && percent(part.words, all) >= SHARE && french > part.words;
        told.then(|| in_language(subject, *language, part, percent(part.words, all)))
    };
    let unlike = (none.characters >= OTHER_FROM).then(|| in_none(subject, &none, percent(none.words, all)));
    foreign.iter().filter_map(told).chain(unlike).collect()
}

impl Part {
    fn take(&mut self, subject: &Subject, at: usize, words: usize) {
        let Some(block) = subject.block(at) else { return };
        self.characters += visible_letters(&block.text());
        self.words += words;
        self.blocks.push(at);
    }

    /// How it begins.
    fn excerpt(&self, subject: &Subject) -> String {
        let first = self.blocks.first().and_then(|at| subject.block(*at));
        first.map(|block| places::cut(&block.text())).unwrap_or_default()
    }
}

fn in_language(subject: &Subject, language: Language, part: &Part, share: usize) -> Notice {
    let (name, named) = language_name(language.id());
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(part.characters), places::of(subject, &part.blocks));
    let excerpt = part.excerpt(subject);
    let message = say!(
        "{n} caractères sont en {name} hors du résumé, {share} % des mots du texte sans les annexes ({at} : « {excerpt} »). Ils sont comptés.",
        "{m} characters are in {named} outside of the abstract, {share}% of the words of the text without the annexes ({there}: “{excerpt}”). They are counted."
    );
    places::notice(subject, NoticeKind::Integrity, message, &part.blocks)
}

fn in_none(subject: &Subject, part: &Part, share: usize) -> Notice {
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(part.characters), places::of(subject, &part.blocks));
    let excerpt = part.excerpt(subject);
    let message = say!(
        "{n} caractères, {share} % des mots du texte sans les annexes, ne font pas de phrases : mots en liste ou sans ordre ({at} : « {excerpt} »). Ils sont comptés.",
        "{m} characters, {share}% of the words of the text without the annexes, make no sentences: words in a list or in no order ({there}: “{excerpt}”). They are counted."
    );
    places::notice(subject, NoticeKind::Integrity, message, &part.blocks)
}

/// True where the heading of block `at`, or one above that, announces another language.
fn is_expected(subject: &Subject, at: usize) -> bool {
    let sections = &subject.structure.sections;
    sections
        .iter()
        .filter(|section| section.blocks.contains(&at))
        .any(|section| Normalised::of(&section.heading).words().any(|word| EXPECTED.contains(&word)))
}
