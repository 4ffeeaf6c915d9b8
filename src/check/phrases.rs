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
        let blocks = self.blocks.get(number)?;
        let at = blocks.partition_point(|one| *one < block);
        blocks.get(at).filter(|one| **one == block)?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certification::Library;
    use crate::read::Limits;
    use crate::source::Source;

    #[test]
    fn a_phrase_is_found_where_it_first_stands_in_each_block() {
        let certification = Library::built_in().load("ais-2018/titre").unwrap();
        let book = certification.phrase_book();
        let phrase = "tâches récurrentes";
        assert!(book.number(phrase).is_some(), "the rules hold this phrase");
        let blocks = [
            "Rien à ce sujet.",
            "Les tâches récurrentes, puis les tâches récurrentes encore.",
            "Rien non plus.",
            "Voici d'autres tâches récurrentes.",
        ];
        let source = Source::new("d.md", blocks.join("\n\n").into_bytes());
        let subject = crate::assess::prepare(&source, &Limits::default()).unwrap();
        let index = PhraseIndex::of(&subject, &certification);
        let starts: Vec<Option<usize>> = (0..5).map(|block| index.start_of(phrase, block)).collect();
        assert_eq!(starts, [None, Some(4), None, Some(15), None]);
        assert_eq!(index.start(&[phrase.to_owned(), "rien d'autre".to_owned()], 1), Some(4));
        assert_eq!(index.start_of("une phrase que les règles n'ont pas", 1), None);
    }
}
