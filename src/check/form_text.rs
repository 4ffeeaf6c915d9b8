//! The text of a form as it stands in the file, block by block: what opens and ends its passages, and what was written
//! into it. A form fills the tops and bottoms of its pages, so that nothing read there is left out.

use std::ops::Range;

use super::subject::Subject;
use crate::document::{Block, Kind};
use crate::lexicon::Normalised;
use crate::structure::ZoneKind;

/// Words of a phrase, as they are compared.
pub(super) type Words = Vec<String>;

/// The words of a document's blocks, comments left out.
#[derive(Clone, Debug, Default)]
pub(super) struct FormText {
    blocks: Vec<Words>,
    /// Which of them are the contents, which only name what stands elsewhere.
    contents: Vec<bool>,
}

/// The words of `text`.
pub(super) fn words(text: &str) -> Words {
    Normalised::of(text).words().map(str::to_owned).collect()
}

/// The words of each of `texts`, longest first.
pub(super) fn phrases<'a>(texts: impl IntoIterator<Item = &'a String>) -> Vec<Words> {
    let mut out: Vec<Words> = texts.into_iter().map(|text| words(text)).filter(|w| !w.is_empty()).collect();
    out.sort_by_key(|words| std::cmp::Reverse(words.len()));
    out
}

/// How many leading words of `words` are numbers ("4" of « 4. Contexte »).
pub(super) fn leading_numbers(words: &[String]) -> usize {
    words.iter().take_while(|word| is_number(word)).count()
}

pub(super) fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Where `phrase` stands in `words`.
pub(super) fn position(words: &[String], phrase: &[String]) -> Option<usize> {
    if phrase.is_empty() {
        return None;
    }
    words.windows(phrase.len()).position(|window| window == phrase)
}

/// `words` without any of `phrases`.
pub(super) fn without(words: &[String], phrases: &[Words]) -> Words {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        match phrases.iter().find(|phrase| rest.starts_with(phrase)) {
            Some(phrase) => at += phrase.len(),
            None => {
                out.extend(rest.first().cloned());
                at += 1;
            }
        }
    }
    out
}

impl FormText {
    pub(super) fn of(subject: &Subject) -> Self {
        let blocks = &subject.structure.document.blocks;
        let read = |block: &Block| match block.kind {
            Kind::Comment => Words::new(),
            _ => words(&block.text()),
        };
        let is_contents = |(index, block): (usize, &Block)| {
            block.kind == Kind::Contents || subject.zone(index) == ZoneKind::Contents
        };
        Self {
            blocks: blocks.iter().map(read).collect(),
            contents: blocks.iter().enumerate().map(is_contents).collect(),
        }
    }

    /// How many blocks there are.
    pub(super) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// The words of block `index`.
    pub(super) fn block(&self, index: usize) -> &[String] {
        self.blocks.get(index).map(Vec::as_slice).unwrap_or_default()
    }

    /// The words of block `index` that may open or end something: none in the contents.
    pub(super) fn opening(&self, index: usize) -> &[String] {
        if self.contents.get(index).copied().unwrap_or_default() { &[] } else { self.block(index) }
    }

    /// The first block of `range` that holds a word.
    pub(super) fn next_with_words(&self, mut range: Range<usize>) -> Option<usize> {
        range.find(|index| !self.block(*index).is_empty())
    }

    /// All words with their blocks, in reading order.
    pub(super) fn stream(&self) -> Vec<(&str, usize)> {
        self.blocks
            .iter()
            .enumerate()
            .flat_map(|(index, words)| words.iter().map(move |word| (word.as_str(), index)))
            .collect()
    }
}
