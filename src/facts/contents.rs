//! Titles that the table of contents promises and the text does not hold.

use std::collections::{HashMap, HashSet};

use super::places::{self, number};
use crate::check::Subject;
use crate::document::{Kind, Notice, NoticeKind};
use crate::lexicon::Normalised;
use crate::message::Message;
use crate::say;
use crate::structure::ContentsEntry;

/// Entries from which a table of contents is one.
const ENTRIES: usize = 5;
/// Titles that are searched at most: no dossier has as many that are no heading.
const SEARCHED: usize = 1000;
/// Names of the tables themselves, which a table of contents may list.
const TABLES: &[&str] = &["liste des", "table des", "index des"];
/// Words of a title below which it stands in any text, and bytes of one word that may be missing all the same: « Abstract ».
const WORDS: usize = 2;
const LONG_WORD: usize = 7;

/// Entries of the contents whose words, in this order, stand nowhere else.
pub(super) fn of(subject: &Subject) -> Option<Notice> {
    let structure = &subject.structure;
    let all = structure.contents.len();
    if all < ENTRIES {
        return None;
    }
    let text = text(subject);
    // Nearly every entry is a heading, so that the whole text is hardly ever searched.
    let headings: HashSet<String> =
        structure.sections.iter().filter_map(|section| key(&section.heading)).collect();
    let mut searched: HashMap<String, bool> = HashMap::new();
    let mut stands = |title: String| {
        if headings.contains(&title) || searched.len() >= SEARCHED {
            return true;
        }
        *searched.entry(title).or_insert_with_key(|title| text.contains(title.as_str()))
    };
    // Without page numbers, a list is one of the parts of the text where most of it is.
    let numbered = structure.contents.iter().any(|entry| entry.page.is_some());
    let headed = |entry: &&ContentsEntry| key(&entry.title).is_some_and(|title| headings.contains(&title));
    if !numbered && structure.contents.iter().filter(headed).count() * 2 <= all {
        return None;
    }
    // Those of a format with pages are read from lines, of which some are badly read.
    let may_be =
        |entry: &ContentsEntry| entry.page.is_some() || !numbered && structure.document.pages.exact.is_none();
    let mut lost: Vec<_> = structure
        .contents
        .iter()
        .filter(|entry| may_be(entry) && key(&entry.title).is_some_and(|title| !stands(title)))
        .collect();
    // What is written by hand is hardly ever written twice in the same words.
    let headings: Vec<Normalised> =
        subject.structure.sections.iter().map(|section| Normalised::of(&section.heading)).collect();
    let mut akin: HashMap<String, bool> = HashMap::new();
    lost.retain(|entry| {
        entry.page.is_some()
            || !*akin.entry(entry.title.clone()).or_insert_with(|| is_akin(&headings, &entry.title))
    });
    if lost.is_empty() {
        return None;
    }
    let titles: Vec<&str> = lost.iter().map(|entry| entry.title.as_str()).collect();
    let blocks: Vec<usize> = lost.iter().map(|entry| entry.block).collect();
    let Message { fr, en } = places::titles(&titles);
    let (Message { fr: n, en: m }, Message { fr: of, en: out_of }) = (number(lost.len()), number(all));
    let message = say!(
        "Titres du sommaire qui ne sont nulle part dans le texte : {n} sur {of} ({fr}). Le sommaire n'est peut-être pas à jour.",
        "Titles of the table of contents that stand nowhere in the text: {m} of {out_of} ({en}). It may be out of date."
    );
    Some(places::notice(subject, NoticeKind::Structure, message, &blocks))
}

/// A table of contents that stands more than once.
pub(super) fn repeated(subject: &Subject) -> Option<Notice> {
    /// Letters of entries that were there before from which it is told: a part may have its own table.
    const FROM: usize = 800;
    let mut before: HashSet<String> = HashSet::new();
    let (mut characters, mut blocks) = (0, Vec::new());
    for entry in &subject.structure.contents {
        let Some(title) = key(&entry.title) else { continue };
        let length = title.chars().count();
        if !before.insert(title) {
            characters += length;
            blocks.push(entry.block);
        }
    }
    if characters < FROM || blocks.len() < ENTRIES {
        return None;
    }
    let (Message { fr: n, en: m }, Message { fr: entries, en: of }) =
        (number(characters), number(blocks.len()));
    let Message { fr: at, en: there } = places::of(subject, &blocks);
    let message = say!(
        "Le sommaire est là plusieurs fois : {entries} lignes redisent ce qui y était déjà ({at}), {n} lettres. Elles sont comptées.",
        "The table of contents stands there several times: {of} lines say again what it already held ({there}), {m} letters. They are counted."
    );
    Some(places::notice(subject, NoticeKind::Integrity, message, &blocks))
}

/// True where one of `headings` has most of the words of `title`.
fn is_akin(headings: &[Normalised], title: &str) -> bool {
    /// Bytes from which a word is more than a small one, and the percent of them that makes most.
    const WORD: usize = 4;
    const MOST: usize = 60;
    let title = Normalised::of(title);
    let words: Vec<&str> = title.words().filter(|word| word.len() >= WORD).collect();
    headings.iter().any(|heading| {
        let shared = words.iter().filter(|word| heading.words().any(|other| other == **word)).count();
        shared * 100 >= words.len().max(1) * MOST
    })
}

/// The words of everything but the contents, run together so that neither spaces nor cuts matter.
fn text(subject: &Subject) -> String {
    let mut text = String::new();
    let blocks = &subject.structure.document.blocks;
    for (_, words) in blocks.iter().zip(&subject.words).filter(|(block, _)| block.kind != Kind::Contents) {
        words.words().for_each(|word| text.push_str(word));
    }
    for section in &subject.structure.sections {
        Normalised::of(&section.heading).words().for_each(|word| text.push_str(word));
    }
    text
}

/// A title as it is searched: its words without the numbers that open it, run together. None where there are too few,
/// or it names a table.
fn key(title: &str) -> Option<String> {
    let words = Normalised::of(title);
    let words: Vec<&str> = words.words().skip_while(|word| is_number(word)).collect();
    let title = words.join(" ");
    let names_a_table = title == "sommaire" || TABLES.iter().any(|table| title.starts_with(table));
    let long = words.len() >= WORDS || words.iter().any(|word| word.len() >= LONG_WORD);
    (long && !names_a_table).then(|| words.concat())
}

/// True for « 12 », « iv » and « b ».
fn is_number(word: &str) -> bool {
    let roman = word.len() <= 4 && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    word.len() == 1 || roman || word.bytes().all(|b| b.is_ascii_digit())
}
