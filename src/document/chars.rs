//! Characters that nobody sees, told the same way by whoever reads, finds, matches or counts.

/// True for a character that nobody sees: Unicode `Default_Ignorable_Code_Point`, as far as text uses it, and the blank
/// Braille pattern, which is no white space by its properties.
#[inline]
pub fn is_invisible(c: char) -> bool {
    // Letters with accents and common punctuation are what most other characters are.
    !matches!(c, '\0'..='\u{ac}' | '\u{ae}'..='\u{34e}' | '\u{2010}'..='\u{2029}') && is_ignorable(c)
}

fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// True for a text with a character that nobody sees (see [`is_invisible`]).
pub fn has_invisible(text: &str) -> bool {
    // Of a text in French most bytes are ASCII or begin a letter with an accent: no other first byte is looked behind.
    let starts = text.bytes().enumerate().filter(|(_, byte)| *byte >= 0xc2 && *byte != 0xc3);
    starts.filter_map(|(at, _)| text.get(at..)?.chars().next()).any(is_invisible)
}

/// True for a character that counts: neither white space nor control nor invisible.
#[inline]
pub fn is_visible(c: char) -> bool {
    matches!(c, '!'..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{34e}' | '\u{2010}'..='\u{2027}')
        || is_rarely_visible(c)
}

fn is_rarely_visible(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !is_invisible(c)
}

/// How many characters of `text` are visible (see [`is_visible`]).
pub fn visible_letters(text: &str) -> usize {
    let plain = text.bytes().filter(u8::is_ascii_graphic).count();
    if text.is_ascii() {
        return plain;
    }
    // Of the others only the first bytes are looked at.
    let starts = text.bytes().enumerate().filter(|(_, byte)| *byte >= 0xc0);
    let others = starts.filter_map(|(at, _)| text.get(at..)?.chars().next());
    plain + others.filter(|&c| is_visible(c)).count()
}

/// As [`char::is_alphanumeric`], quicker for the letters of French.
#[inline]
pub fn is_letter_or_digit(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' => true,
        _ => c.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_answers_are_those_of_the_properties() {
        for c in '\0'..='\u{ffff}' {
            assert_eq!(is_invisible(c), is_ignorable(c), "{c:?}");
            assert_eq!(is_visible(c), is_rarely_visible(c), "{c:?}");
            assert_eq!(is_letter_or_digit(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(has_invisible(&format!("été {c}")), is_ignorable(c), "{c:?}");
        }
    }
}
