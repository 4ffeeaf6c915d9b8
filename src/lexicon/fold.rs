//! Letters as they are compared: without case, accents, ligatures or anything that nobody sees.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::document::is_invisible;

/// Appends `c` to `out` as it is compared: lower case, without accents, ligatures as the letters they stand for.
/// Appends nothing for what is no letter or digit.
pub(super) fn push_folded(c: char, out: &mut String) {
    match c {
        'a'..='z' | '0'..='9' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        'œ' | 'Œ' => out.push_str("oe"),
        'æ' | 'Æ' => out.push_str("ae"),
        'ß' | 'ẞ' => out.push_str("ss"),
        'ø' | 'Ø' => out.push('o'),
        c if c.is_ascii() => {}
        c => {
            out.extend(std::iter::once(c).nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase))
        }
    }
}

/// `text` with every character as it is compared: letters and digits only, without case, accents and ligatures.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push_folded(c, &mut out));
    out
}

/// What a character does to the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Stands in a word.
    Letter,
    /// Nobody sees it, or it is an accent that stands apart from its letter: words go on over it.
    Ignored,
    /// Parts an elided word from the next (`l'entreprise`).
    Apostrophe,
    /// Joins words (`sous-réseau`), cuts one at the end of a line, or parts phrases when it stands alone.
    Hyphen,
    /// Parts words.
    Space,
    /// Parts phrases.
    Break,
}

/// The class of `c`.
pub(super) fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Class::Letter,
        ' ' | '\n' | '\t' | '\r' | '_' | '*' | '#' => Class::Space,
        '\'' | '\u{2019}' | '\u{2018}' | '\u{201b}' | '\u{2bc}' | '\u{2b9}' | '\u{2032}' | '`' => {
            Class::Apostrophe
        }
        '-' | '\u{2010}' | '\u{2011}' => Class::Hyphen,
        c if c.is_ascii() => Class::Break,
        c if is_ignored(c) => Class::Ignored,
        c if c.is_alphanumeric() => Class::Letter,
        c if c.is_whitespace() || is_private(c) => Class::Space,
        c if is_combining_mark(c) => Class::Ignored,
        _ => Class::Break,
    }
}

/// Invisible characters, and accents drawn as characters of their own by some PDF producers.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{a8}' | '\u{b4}' | '\u{2c6}' | '\u{2ca}' | '\u{2cb}' | '\u{2d9}' | '\u{2dc}')
        || is_invisible(c)
}

/// Bullets of symbol fonts.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_case_accents_and_ligatures() {
        assert_eq!(folded("ÉLÈVE Œuvre ﬁn ﬀ"), "eleveoeuvrefinff");
        assert_eq!(folded("e\u{301}"), "e");
    }

    #[test]
    fn bullets_are_space_and_zero_width_characters_are_nothing() {
        assert_eq!(class('\u{f0b7}'), Class::Space);
        assert_eq!(class('\u{200b}'), Class::Ignored);
        assert_eq!(class('\u{202f}'), Class::Space);
        assert_eq!(class('•'), Class::Break);
    }
}
