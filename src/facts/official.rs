//! Sentences of the référentiel that were copied into the text.

use std::hash::BuildHasher as _;

use super::places::{self, number, percent};
use super::repetition::{self, Prose};
use crate::check::Subject;
use crate::document::{Notice, NoticeKind};
use crate::hash::HashSet;
use crate::lexicon::Normalised;
use crate::message::Message;
use crate::say;

/// Words in a row that are hardly ever those of the référentiel by chance.
const ROW: usize = 8;
/// Words of such rows from which they are told: a sentence quoted to answer it, and the names of competencies, stay below.
const FROM: usize = 120;

/// Prose that stands word for word in one of the sentences that the rules quote.
pub(super) fn of<'a>(
    subject: &Subject,
    prose: &Prose,
    official: impl Iterator<Item = &'a str>,
) -> Option<Notice> {
    let mut rows: HashSet<u64> = HashSet::default();
    let mut before = "";
    for quote in official.filter(|quote| std::mem::replace(&mut before, quote) != *quote) {
        let words = Normalised::of(quote);
        let hashes: Vec<u64> = words.words().map(|word| prose.hasher.hash_one(word)).collect();
        rows.extend(repetition::rows(&hashes, ROW));
    }
    if rows.is_empty() {
        return None;
    }
    let mut copied = vec![false; prose.words.len()];
    for (start, row) in repetition::rows(&prose.hashes, ROW).enumerate() {
        if rows.contains(&row) {
            copied.iter_mut().skip(start).take(ROW).for_each(|word| *word = true);
        }
    }
    let count = copied.iter().filter(|&&word| word).count();
    if count < FROM {
        return None;
    }
    let mut blocks: Vec<usize> =
        prose.words.iter().zip(&copied).filter(|(_, copied)| **copied).map(|(at, _)| at.block).collect();
    blocks.dedup();
    let share = percent(count, prose.words.len());
    let excerpt = blocks.first().and_then(|at| subject.block(*at)).map(|block| places::cut(&block.text()));
    let excerpt = excerpt.unwrap_or_default();
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(count), places::of(subject, &blocks));
    let message = say!(
        "{n} mots, {share} % du texte, sont des phrases du référentiel recopiées mot pour mot ({at} ; par exemple « {excerpt} »). Ils sont comptés.",
        "{m} words, {share}% of the text, are sentences of the référentiel copied word for word ({there}; for example “{excerpt}”). They are counted."
    );
    Some(places::notice(subject, NoticeKind::Integrity, message, &blocks))
}
