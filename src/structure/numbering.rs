//! Numbers that open a title: « 1.2 », « III. », « A) », « Chapitre 2 : ».

/// The number at the head of a title and what follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numbered<'a> {
    /// How it counts.
    pub(super) family: Family,
    /// How its first part counts: « B.1 » is no part of « 2 ».
    pub(super) first: Family,
    /// Number of its parts ("1.2.3" has three).
    pub(super) depth: u8,
    /// The parts.
    pub(super) value: Vec<u32>,
    /// The title without it.
    pub(super) rest: &'a str,
}

/// How a number counts, by its last part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Family {
    /// « Partie 1 », « Chapitre II ».
    Word,
    /// « III ».
    Roman,
    /// « A ».
    Upper,
    /// « 1 », « 1.2 ».
    Decimal,
    /// « 1) ».
    Paren,
    /// « a ».
    Lower,
}

/// Words that open a title together with a number.
const WORDS: &[&str] = &["partie", "chapitre", "section", "part", "chapter", "titre", "volet"];

/// The number that opens `title`, if one does and something that looks like a title may follow.
pub(super) fn parse(title: &str) -> Option<Numbered<'_>> {
    by_word(title).or_else(|| by_number(title))
}

/// True where a number opens `title`.
pub(crate) fn is_numbered(title: &str) -> bool {
    parse(title).is_some()
}

/// `title` without the number that opens it.
pub(crate) fn strip(title: &str) -> &str {
    parse(title).map_or(title, |numbered| numbered.rest).trim()
}

fn by_word(title: &str) -> Option<Numbered<'_>> {
    let (word, rest) = title.split_once([' ', '\u{a0}'])?;
    let word = super::text::fold(word);
    if !WORDS.contains(&word.as_str()) {
        return None;
    }
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    let value = number.parse().ok().or_else(|| roman(number))?;
    let rest = after
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '-' | '–' | '—' | ')'));
    Some(Numbered { family: Family::Word, first: Family::Word, depth: 1, value: vec![value], rest })
}

fn by_number(title: &str) -> Option<Numbered<'_>> {
    let (first, number, mut rest) = part(title)?;
    let (mut family, mut value) = (first, vec![number]);
    while value.len() < 6
        && let Some(next) = rest.strip_prefix(['.', '-'])
        && let Some((kind, number, after)) = part(next)
        && follows_part(after)
    {
        value.push(number);
        (family, rest) = (kind, after);
    }
    let depth = u8::try_from(value.len()).ok()?;
    let tail = rest.trim_start();
    let closed = tail.starts_with(CLOSERS) && !tail.starts_with("..");
    let body = tail.trim_start_matches(|c: char| c.is_whitespace() || CLOSERS.contains(&c));
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let opens_title = body.is_empty() || body.starts_with(|c: char| !c.is_lowercase() && !c.is_ascii_digit());
    if family == Family::Decimal && depth == 1 && tail.starts_with(')') {
        family = Family::Paren;
    }
    let plausible = match family {
        Family::Decimal | Family::Paren => {
            value.iter().all(|&n| n < 100)
                && (closed || spaced)
                && (opens_title || ((closed || depth > 1) && !digit(body)))
        }
        Family::Roman => closed || (spaced && opens_title && !body.is_empty()),
        Family::Upper | Family::Lower | Family::Word => closed || (depth > 1 && spaced),
    };
    plausible.then_some(Numbered { family, first, depth, value, rest: body })
}

/// What may stand between a number and its title.
const CLOSERS: [char; 8] = ['.', ')', ':', '/', '°', '-', '–', '—'];

fn digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// True where what follows a part shows that it was one: its end, a separator or white space.
fn follows_part(after: &str) -> bool {
    after.chars().next().is_none_or(|c| !c.is_alphanumeric())
}

/// One part of a number: digits, a roman numeral or a single letter, with what follows.
fn part(text: &str) -> Option<(Family, u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    let (token, after) = text.split_at(end);
    let digits = token.len() - token.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 {
        let (number, tail) = text.split_at(digits);
        // "3D" or "1er" are words, "1a" is not worth the doubt.
        return (digits == token.len() && digits <= 3).then_some((
            Family::Decimal,
            number.parse().ok()?,
            tail,
        ));
    }
    if after.chars().next().is_some_and(char::is_alphabetic) {
        return None;
    }
    if let Some(value) = roman(token).filter(|_| token.len() > 1 || matches!(token, "I" | "V" | "X")) {
        return Some((Family::Roman, value, after));
    }
    let mut letters = token.chars();
    match (letters.next(), letters.next()) {
        (Some(c), None) if c.is_ascii_uppercase() => Some((Family::Upper, u32::from(c) - 64, after)),
        (Some(c), None) if c.is_ascii_lowercase() => Some((Family::Lower, u32::from(c) - 96, after)),
        _ => None,
    }
}

/// The value of a roman numeral in capitals, as one would write it, up to 89.
pub(super) fn roman(token: &str) -> Option<u32> {
    const DIGITS: &[(&str, u32)] =
        &[("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)];
    let (mut rest, mut value) = (token, 0);
    for &(digit, worth) in DIGITS {
        let most = if worth == 10 || worth == 1 { 3 } else { 1 };
        for _ in 0..most {
            if let Some(after) = rest.strip_prefix(digit) {
                (rest, value) = (after, value + worth);
            }
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(title: &str) -> Option<(Family, Vec<u32>, &str)> {
        parse(title).map(|n| (n.family, n.value, n.rest))
    }

    #[test]
    fn numbers_as_candidates_write_them() {
        assert_eq!(number("1.2 Contexte"), Some((Family::Decimal, vec![1, 2], "Contexte")));
        assert_eq!(number("12. Annexes"), Some((Family::Decimal, vec![12], "Annexes")));
        assert_eq!(number("II . Résumé"), Some((Family::Roman, vec![2], "Résumé")));
        assert_eq!(number("A. Besoin"), Some((Family::Upper, vec![1], "Besoin")));
        assert_eq!(number("b) Les acteurs"), Some((Family::Lower, vec![2], "Les acteurs")));
        assert_eq!(number("III.2.a - Tests"), Some((Family::Lower, vec![3, 2, 1], "Tests")));
        assert_eq!(number("Chapitre 2 : Conception"), Some((Family::Word, vec![2], "Conception")));
        assert_eq!(number("PARTIE II – Suite"), Some((Family::Word, vec![2], "Suite")));
        assert_eq!(number("12."), Some((Family::Decimal, vec![12], "")));
    }

    #[test]
    fn words_that_only_look_like_numbers() {
        for title in [
            "A propos",
            "C# et .NET",
            "D’abord",
            "10 000 euros",
            "2018 en bref",
            "3 tables",
            "L’équipe",
            "1er jour",
        ] {
            assert_eq!(number(title), None, "{title}");
        }
    }

    #[test]
    fn roman_numerals_are_those_one_writes() {
        assert_eq!(roman("XIV"), Some(14));
        assert_eq!(roman("IIII"), None);
        assert_eq!(roman("VX"), None);
        assert_eq!(roman(""), None);
    }
}
