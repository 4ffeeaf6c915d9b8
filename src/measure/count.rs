//! Characters without spaces and words, profile `traitement-de-texte`, version 1.

use serde::{Deserialize, Serialize};

use crate::document::{is_invisible, is_letter_or_digit};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Name and version of the counting profile, printed with every result.
pub const PROFILE: &str = "traitement-de-texte/1";

/// Characters and words of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Unicode scalar values after NFC that are neither white space nor invisible.
    pub characters: usize,
    /// Maximal runs after splitting at white space and at – and —.
    pub words: usize,
}

/// A [`Count`] with what is shown apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// What counts.
    pub count: Count,
    /// Words without any letter or digit (an isolated `:` or `«`), a part of `count.words`.
    pub wordless: usize,
    /// Invisible characters (zero-width, soft hyphen, other default-ignorable), no part of `count.characters`.
    pub invisible: usize,
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.characters += other.characters;
        self.words += other.words;
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.count += other.count;
        self.wordless += other.wordless;
        self.invisible += other.invisible;
    }
}

/// The byte that begins U+0300 in UTF-8, the first combining mark; those of all that is below are less.
const COMBINING: u8 = 0xcc;

/// Counts `text`. The result does not depend on its normalisation form nor on the kind of its white space.
pub fn tally(text: &str) -> Tally {
    // Below the combining marks every text is in normal form.
    if text.bytes().all(|byte| byte < COMBINING) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        tally_chars(text.chars())
    } else {
        tally_chars(text.nfc())
    }
}

fn tally_chars(chars: impl Iterator<Item = char>) -> Tally {
    let mut tally = Tally::default();
    let (mut in_word, mut lettered) = (false, false);
    let close = |in_word: &mut bool, lettered: &mut bool, tally: &mut Tally| {
        if std::mem::take(in_word) {
            tally.count.words += 1;
            tally.wordless += usize::from(!std::mem::take(lettered));
        }
    };
    for c in chars {
        if c.is_ascii_graphic() {
            tally.count.characters += 1;
            in_word = true;
            lettered |= c.is_ascii_alphanumeric();
        } else if c.is_whitespace() {
            close(&mut in_word, &mut lettered, &mut tally);
        } else if is_invisible(c) {
            tally.invisible += 1;
        } else if c.is_control() {
            // A control code is neither text nor a space that a reader sees.
        } else {
            tally.count.characters += 1;
            if matches!(c, '\u{2013}' | '\u{2014}') {
                close(&mut in_word, &mut lettered, &mut tally);
            } else {
                in_word = true;
                lettered = lettered || is_letter_or_digit(c);
            }
        }
    }
    close(&mut in_word, &mut lettered, &mut tally);
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> (usize, usize) {
        let tally = tally(text);
        (tally.count.characters, tally.count.words)
    }

    #[test]
    fn no_break_spaces_are_spaces_and_isolated_punctuation_is_a_word() {
        assert_eq!(count("mot\u{a0}: «\u{202f}oui\u{202f}»"), (9, 5));
        assert_eq!(tally("mot : «").wordless, 2);
    }

    #[test]
    fn dashes_part_words_but_are_characters() {
        assert_eq!(count("a — b"), (3, 2));
        assert_eq!(count("2018–2020"), (9, 2));
        assert_eq!(count("aujourd'hui porte-clés"), (21, 2));
    }

    #[test]
    fn both_normalisation_forms_count_the_same() {
        assert_eq!(count("élève"), count("e\u{301}le\u{300}ve"));
    }

    #[test]
    fn invisible_characters_neither_count_nor_part_words() {
        assert_eq!(count("ré\u{200b}seau\u{ad}x"), (7, 1));
        assert_eq!(tally("a\u{200b}\u{feff}b").invisible, 2);
    }
}
