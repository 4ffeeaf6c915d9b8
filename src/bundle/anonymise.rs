//! Words replaced by others of the same length and look, one character for one.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::vocabulary::Vocabulary;
use crate::document::{Block, Kind};
use crate::lexicon::Normalised;

/// Words of the longest line that may be a title that only looks like one.
const TITLE: usize = 14;
/// Digits of the longest number that stays: numbers of parts and pages are structure, years and prices are content.
const DIGITS: usize = 3;

/// Replaces what is no word of the rules.
pub(super) struct Mask<'a> {
    vocabulary: &'a Vocabulary,
    salt: u64,
}

impl<'a> Mask<'a> {
    pub(super) fn new(vocabulary: &'a Vocabulary, salt: u64) -> Self {
        Self { vocabulary, salt }
    }

    /// Replaces the text of a block, all runs as one text so that a word in two styles stays one word.
    pub(super) fn block(&self, block: &mut Block) {
        let text: String = block.runs.iter().map(|run| run.text.as_str()).collect();
        let title =
            matches!(block.kind, Kind::Heading(_) | Kind::Contents) || Normalised::of(&text).len() <= TITLE;
        let masked: Vec<char> = self.text(&text, title).chars().collect();
        let mut at = 0;
        for run in &mut block.runs {
            let length = run.text.chars().count();
            run.text = masked.get(at..at + length).unwrap_or_default().iter().collect();
            at += length;
        }
    }

    /// Replaces the words of a title.
    pub(super) fn title(&self, title: &str) -> String {
        self.text(title, true)
    }

    fn text(&self, text: &str, title: bool) -> String {
        let words = Normalised::of(text);
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for index in 0..words.len() {
            let Some(place) = words.source(index..index + 1) else { continue };
            let (Some(gap), Some(word)) = (text.get(done..place.start), text.get(place.clone())) else {
                continue;
            };
            self.gap(&mut out, gap);
            let folded = words.word(index);
            if self.stays(folded, word, title) {
                out.push_str(word);
            } else {
                self.replace(&mut out, word, folded);
            }
            done = place.end;
        }
        self.gap(&mut out, text.get(done..).unwrap_or_default());
        out
    }

    /// What stands between words: white space, punctuation, and letters that no comparison sees.
    fn gap(&self, out: &mut String, gap: &str) {
        out.extend(
            gap.char_indices().map(|(at, c)| if c.is_alphanumeric() { self.other(c, "", at) } else { c }),
        );
    }

    fn stays(&self, folded: &str, word: &str, title: bool) -> bool {
        if folded.bytes().all(|b| b.is_ascii_digit()) {
            return folded.len() <= DIGITS;
        }
        folded.len() == 1
            || Vocabulary::is_function_word(&word.to_lowercase())
            || self.vocabulary.holds(folded, title)
    }

    fn replace(&self, out: &mut String, word: &str, folded: &str) {
        out.extend(word.chars().enumerate().map(|(at, c)| self.other(c, folded, at)));
    }

    /// A character of the same kind in the place of `c`: the same for the same word, whatever its case.
    fn other(&self, c: char, folded: &str, at: usize) -> char {
        let mut hasher = DefaultHasher::new();
        (self.salt, folded, at).hash(&mut hasher);
        let pick = |from: &str| {
            let all: Vec<char> = from.chars().collect();
            let index = usize::try_from(hasher.finish() % all.len().max(1) as u64).unwrap_or_default();
            all.get(index).copied().unwrap_or(c)
        };
        match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => pick("aeiou"),
            'b'..='z' => pick("bcdfglmnprstv"),
            'A' | 'E' | 'I' | 'O' | 'U' | 'Y' => pick("AEIOU"),
            'B'..='Z' => pick("BCDFGLMNPRSTV"),
            'é' | 'è' | 'ê' | 'ë' | 'à' | 'â' | 'î' | 'ï' | 'ô' | 'ù' | 'û' => pick("éèêàâîôùû"),
            'É' | 'È' | 'Ê' | 'Ë' | 'À' | 'Â' | 'Î' | 'Ï' | 'Ô' | 'Ù' | 'Û' => pick("ÉÈÊÀÂÎÔÙÛ"),
            '0'..='9' => pick("0123456789"),
            // Rare letters stay: a look-alike of another alphabet is told by what it is.
            c => c,
        }
    }
}
