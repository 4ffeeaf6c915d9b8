//! What in a passage may not be a part of it: sentences that were already said in it, and sentences in another language.

use std::hash::BuildHasher as _;
use std::ops::Range;

use super::subject::Subject;
use crate::document::visible_letters;
use crate::hash::{HashSet, RandomState};
use crate::lexicon::Normalised;
use crate::measure::Language;

/// Words of a sentence from which it is known again, and from which its language is told.
const AGAIN: usize = 5;
const TOLD: usize = 7;
/// Words in such sentences from which they matter, and the part of the passage, one in so many, that they are then.
const FROM: usize = 15;
const ONE_IN: usize = 8;

/// What may not be a part of a passage.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Beside {
    pub(super) words: usize,
    pub(super) characters: usize,
}

/// What in `blocks` is said again, or is not in the language `wanted`.
pub(super) fn of(subject: &Subject, blocks: Range<usize>, wanted: Option<&str>) -> Beside {
    let (hasher, mut seen) = (RandomState::default(), HashSet::default());
    let (mut all, mut beside) = (0, Beside::default());
    for block in
        blocks.filter_map(|at| subject.block(at)).filter(|block| block.in_flow() && block.heading().is_none())
    {
        let text = block.text();
        for sentence in text.split_inclusive(['.', '!', '?', '\n']) {
            let words = Normalised::of(sentence);
            let length = sentence.split_whitespace().count();
            all += length;
            let again =
                words.len() >= AGAIN && !seen.insert(hasher.hash_one(words.words().collect::<Vec<_>>()));
            let other = || {
                words.len() >= TOLD
                    && wanted.is_some_and(|wanted| Language::of(sentence).is_some_and(|is| is.id() != wanted))
            };
            if again || other() {
                beside.words += length;
                beside.characters += visible_letters(sentence);
            }
        }
    }
    if beside.words >= FROM && beside.words * ONE_IN >= all { beside } else { Beside::default() }
}
