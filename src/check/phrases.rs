//! The search for phrases that checks share.

use std::ops::Range;

use super::Context;
use super::subject::Subject;
use crate::certification::{Certification, PhraseBook};
use crate::structure::ZoneKind;

/// Where every phrase of a certification stands in a dossier, found in one pass.
pub(super) struct PhraseIndex<'a> {
    book: &'a PhraseBook,
    /// Blocks in which each phrase stands, in reading order.
    blocks: Vec<Vec<usize>>,
    /// Where it stands best in each, in bytes of its text, parallel to them.
    places: Vec<Vec<Range<usize>>>,
}

impl<'a> PhraseIndex<'a> {
    pub(super) fn of(subject: &Subject, certification: &'a Certification) -> Self {
        let book = certification.phrase_book();
        let mut blocks = vec![Vec::new(); book.phrases.len()];
        let mut places = vec![Vec::new(); book.phrases.len()];
        let mut scanner = book.phrases.scanner();
        for (block, words) in subject.words.iter().enumerate() {
            if words.is_empty() || subject.zone(block) == ZoneKind::Contents {
                continue;
            }
            for (phrase, found) in scanner.scan(words) {
                if found.is_literal() {
                    blocks[phrase].push(block);
                    places[phrase].push(found.range);
                }
            }
        }
        Self { book, blocks, places }
    }

    /// Where the first of `phrases` stands in `block`, in bytes of its text.
    pub(super) fn start(&self, phrases: &[String], block: usize) -> Option<usize> {
        phrases.iter().filter_map(|phrase| self.start_of(phrase, block)).min()
    }

    /// Where `phrase` begins to stand in `block`, in bytes of its text.
    pub(super) fn start_of(&self, phrase: &str, block: usize) -> Option<usize> {
        self.place(phrase, block).map(|place| place.start)
    }

    /// Where `phrase` stands in `block`, in bytes of its text.
    pub(super) fn place(&self, phrase: &str, block: usize) -> Option<Range<usize>> {
        let number = self.book.number(phrase)?;
        let at = self.blocks.get(number)?.iter().position(|one| *one == block)?;
        self.places.get(number)?.get(at).cloned()
    }

    /// Blocks in which `phrase` stands.
    pub(super) fn blocks(&self, phrase: &str) -> &[usize] {
        let number = self.book.number(phrase);
        number.and_then(|number| self.blocks.get(number)).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Blocks outside the annexes in which any of `phrases` stands and that `keep` keeps, in reading order.
pub(super) fn search(context: &Context<'_>, phrases: &[String], keep: impl Fn(usize) -> bool) -> Vec<usize> {
    search_anywhere(context, phrases, |block| context.dossier.zone(block) != ZoneKind::Annexes && keep(block))
}

/// As [`search`], in the annexes as well.
pub(super) fn search_anywhere(
    context: &Context<'_>,
    phrases: &[String],
    keep: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let mut blocks: Vec<usize> =
        phrases.iter().flat_map(|phrase| context.phrases.blocks(phrase)).copied().collect();
    blocks.retain(|block| keep(*block));
    blocks.sort_unstable();
    blocks.dedup();
    blocks
}
