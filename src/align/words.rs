//! The words of a text as they are compared.

use crate::lexicon::folded;
use crate::structure::{Structure, ZoneKind};

/// The words of a document that are compared: what is in the reading flow.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The words in reading order.
    pub words: Vec<Word>,
}

/// A word: what stands between two spaces, where there is a letter or a digit in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its letters and digits, without case and accents.
    pub key: Box<str>,
    /// The block it stands in.
    pub block: usize,
    /// Bytes of the block's visible text that it takes.
    pub span: (u32, u32),
    /// It is the number or letter that opens a list item or a title, which formats keep in the text or generate.
    pub label: bool,
    /// It stands in the table of contents, which a program makes or not.
    pub contents: bool,
}

impl Text {
    /// The words of `structure`, without those of the table of contents.
    pub fn of(structure: &Structure) -> Self {
        let mut text = Self::with_contents(structure);
        text.words.retain(|word| !word.contents);
        text
    }

    /// The words of `structure`, those of the table of contents too.
    pub fn with_contents(structure: &Structure) -> Self {
        let mut text = Self::default();
        for (at, block) in structure.document.blocks.iter().enumerate() {
            if block.in_flow() {
                let contents = structure.zone_of.get(at) == Some(&ZoneKind::Contents);
                text.push(at, &block.text(), contents);
            }
        }
        text
    }

    /// The words of texts that are one block each.
    #[cfg(test)]
    pub(super) fn of_blocks<'a>(blocks: impl Iterator<Item = &'a str>) -> Self {
        let mut text = Self::default();
        for (at, block) in blocks.enumerate() {
            text.push(at, block, false);
        }
        text
    }

    fn push(&mut self, block: usize, text: &str, contents: bool) {
        let first = self.words.len();
        for token in text.split_whitespace() {
            let key = folded(token);
            if key.is_empty() {
                continue;
            }
            let start = token.as_ptr() as usize - text.as_ptr() as usize;
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            self.words.push(Word {
                key: key.into_boxed_str(),
                block,
                span: (place(start), place(start + token.len())),
                label: self.words.len() == first && is_label(token),
                contents,
            });
        }
        // A number by itself is a text.
        if let [only] = self.words.get_mut(first..).unwrap_or_default() {
            only.label = false;
        }
    }
}

/// True for « 1. », « 1.2 », « a) », « IV - ».
fn is_label(token: &str) -> bool {
    let body = token.trim_matches(|c: char| !c.is_alphanumeric());
    let closed = token.ends_with(['.', ')', ':', '-', '–', '°', '/']);
    let part = |part: &str| {
        let number = part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
        let letter = part.len() == 1 && part.bytes().all(|b| b.is_ascii_alphabetic());
        number || letter || part.len() <= 5 && part.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
    };
    let parts: Vec<&str> = body.split(['.', '-']).collect();
    let numeric = body.starts_with(|c: char| c.is_ascii_digit());
    !body.is_empty() && parts.len() <= 6 && parts.into_iter().all(part) && (closed || numeric || body == "o")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_numbers_letters_and_roman_numbers() {
        for label in ["1.", "1", "1.2.3", "a)", "(a)", "IV.", "o", "3-1"] {
            assert!(is_label(label), "{label}");
        }
        for text in ["a", "A", "2024", "VLAN", "1er", "10.0.0.254/24"] {
            assert!(!is_label(text), "{text}");
        }
    }

    #[test]
    fn words_know_where_they_stand() {
        let text = Text::of_blocks(["1. L’élève : oui", "42"].into_iter());
        let words: Vec<_> = text.words.iter().map(|w| (&*w.key, w.block, w.span, w.label)).collect();
        assert_eq!(
            words,
            [
                ("1", 0, (0, 2), true),
                ("leleve", 0, (3, 14), false),
                ("oui", 0, (17, 20), false),
                ("42", 1, (0, 2), false)
            ]
        );
    }
}
