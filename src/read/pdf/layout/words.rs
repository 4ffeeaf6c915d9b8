//! What the words at the ends of a line say of where it belongs.

use super::lines::Line;

/// True where the text ends as a sentence does.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', ':', ';'])
}

/// True where a line cannot end a text: a preposition, an article, a comma, an opening or an apostrophe.
pub(super) fn joins(text: &str) -> bool {
    let text = text.trim_end();
    let word = text.rsplit(|c: char| c.is_whitespace() || c == '\'' || c == '’').next().unwrap_or_default();
    text.ends_with([',', '(', '«', '&', '\'', '’', '/', '-', '\u{ad}', '\u{2010}'])
        || matches!(
            word.to_lowercase().as_str(),
            "de" | "du"
                | "des"
                | "d"
                | "la"
                | "le"
                | "les"
                | "l"
                | "et"
                | "ou"
                | "à"
                | "au"
                | "aux"
                | "en"
                | "par"
                | "pour"
                | "sur"
                | "dans"
                | "avec"
                | "un"
                | "une"
                | "of"
                | "the"
                | "and"
                | "to"
                | "in"
                | "for"
        )
}

/// True where the line begins with a number or letter as headings and list items have ("1.2", "IV -", "a)").
pub(super) fn starts_numbered(line: &Line) -> bool {
    is_numbered(&line.text())
}

fn is_numbered(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let Some(word) = words.next() else { return false };
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        // A bare number at the start of a line is as often the end of a date or a quantity.
        let mut rest = word.chars().skip(digits);
        let chapter =
            digits <= 2 && rest.next().is_some_and(|mark| matches!(mark, '.' | ')' | '-' | '°' | '/'));
        return chapter && rest.next().is_none_or(|c| c.is_ascii_digit() || c.is_alphabetic());
    }
    let mark = word.trim_end_matches(['.', ')', '-', ':']);
    let roman = !mark.is_empty() && mark.bytes().all(|b| b"IVX".contains(&b));
    let letter = mark.chars().count() == 1 && word.ends_with(')');
    matches!(word, "-" | "–" | "—" | "*" | "+" | ">" | "→") || mark.len() < word.len() && (roman || letter)
}

#[cfg(test)]
mod tests {
    use super::is_numbered;

    #[test]
    fn numbers_of_headings_are_told_from_quantities() {
        for text in
            ["1.2 Contexte", "3.1° Qui", "2° Mission", "IV. Bilan", "a) Moyens", "4) Tests", "- un point"]
        {
            assert!(is_numbered(text), "{text}");
        }
        for text in ["", "12 serveurs", "2026. Fin", "3%", "4» suite", "2.° reste"] {
            assert!(!is_numbered(text), "{text}");
        }
    }
}
