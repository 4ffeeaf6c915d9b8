//! Where the words of a title begin and end: numbering in front and page number behind are none of them.

use std::ops::Range;

use super::words::{Joint, Normalised};

/// What a numbered part of a document is called.
const PARTS: [&str; 15] = [
    "chapitre",
    "chap",
    "partie",
    "section",
    "paragraphe",
    "article",
    "volet",
    "module",
    "axe",
    "etape",
    "phase",
    "chapter",
    "part",
    "titre",
    "point",
];

/// Numbers in words that stand before (`première partie`) or after (`partie une`).
const ORDINALS: [&str; 16] = [
    "premier",
    "premiere",
    "deuxieme",
    "second",
    "seconde",
    "troisieme",
    "quatrieme",
    "cinquieme",
    "sixieme",
    "septieme",
    "huitieme",
    "neuvieme",
    "dixieme",
    "une",
    "first",
    "third",
];

/// Bytes of a title that are looked at. The référentiel's longest sentence has 160 characters; what is much longer is
/// no title, and its end says nothing that its beginning does not.
const LONGEST: usize = 600;

/// The beginning of `title` as words, letters that are spaced out joined.
pub(super) fn normalise(title: &str) -> Normalised {
    let title = title.get(..title.floor_char_boundary(LONGEST)).unwrap_or(title);
    let mut words = Normalised::of(title);
    join_spaced_letters(title, &mut words);
    words
}

/// The words of a title that are not its number, the name of its part or its page number.
///
/// The whole title where nothing else would be left (`Chapitre 2`).
pub(super) fn core(title: &str, words: &Normalised) -> Range<usize> {
    let mut start = 0;
    while let Some(skipped) = numbering(title, words, start) {
        start += skipped;
    }
    let end = before_page_number(words).min(before_further_titles(words, start));
    if start < end { start..end } else { 0..words.len() }
}

/// The end of the first of several numbered titles in a row, which a paragraph has swallowed: `4. Tasks 4.1. Training 4.2.
/// Audit`. The end of the words where there are not several.
fn before_further_titles(words: &Normalised, start: usize) -> usize {
    let digits = |at: usize| is_number(words.word(at));
    let opens = |at: &usize| {
        digits(*at)
            && words.joint(*at) != Joint::Tight
            && digits(at + 1)
            && words.joint(at + 1) == Joint::Tight
            && at + 2 < words.len()
    };
    let mut further = (start + 1..words.len()).filter(opens);
    match (further.next(), further.next()) {
        (Some(first), Some(_)) => first,
        _ => words.len(),
    }
}

/// Endings of the names of files with code in them.
const CODE_FILES: [&str; 18] = [
    "php", "js", "ts", "jsx", "tsx", "py", "java", "cs", "css", "scss", "html", "twig", "sql", "json", "yml",
    "yaml", "xml", "sh",
];

/// True for a title with a name out of code: `searchArticle()`, `Article::find`, `user_id`, `services.yaml`.
pub(super) fn names_code(title: &str) -> bool {
    title.split_whitespace().any(|word| {
        let name = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')'));
        let file = name.rsplit_once('.').is_some_and(|(stem, ending)| {
            // « Node.js » is a product, « app.js » a file.
            CODE_FILES.contains(&ending) && (ending != "js" || stem.starts_with(char::is_lowercase))
        });
        file || name.contains("()") || name.contains("::") || name.contains('_')
    })
}

/// How many words from `at` on are numbering; none where a real word stands there.
fn numbering(title: &str, words: &Normalised, at: usize) -> Option<usize> {
    let word = words.word(at);
    if word.is_empty() {
        return None;
    }
    let numbered = |index| is_number(words.word(index)) || is_enumerator(title, words, index);
    let ordinal = |index| ORDINALS.contains(&words.word(index));
    if PARTS.contains(&word) && (numbered(at + 1) || ordinal(at + 1)) {
        return Some(2);
    }
    let counted = ordinal(at) || is_number(word) && !word.ends_with(|c: char| c.is_ascii_digit());
    if counted && PARTS.contains(&words.word(at + 1)) {
        return Some(2);
    }
    numbered(at).then_some(1)
}

/// `12`, `1er`, `2e`, `3eme`, `1a`.
pub(super) fn is_number(word: &str) -> bool {
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < word.len()
        && matches!(rest, "" | "er" | "ere" | "e" | "eme" | "nd" | "nde" | "a" | "b" | "c" | "d")
}

/// `A)`, `b.`, `III -`, `IV `: a letter or a Roman number that is no word.
fn is_enumerator(title: &str, words: &Normalised, at: usize) -> bool {
    let word = words.word(at);
    let Some(source) = words.source(at..at + 1) else { return false };
    let (text, after) =
        (title.get(source.clone()).unwrap_or_default(), title.get(source.end..).unwrap_or_default());
    let elided = matches!(words.joint(at + 1), Joint::Tight) && !after.starts_with(['.', '-']);
    let marked =
        after.trim_start().starts_with(['.', ')', '-', ':', '/', '°', '–', '—', '\u{2010}', '\u{2011}']);
    let capital = text.starts_with(|c: char| c.is_ascii_uppercase());
    if elided {
        return false;
    }
    match word.len() {
        1 => word.starts_with(|c: char| c.is_ascii_lowercase()) && (marked || capital),
        _ => is_roman(word) && (marked || capital),
    }
}

fn is_roman(word: &str) -> bool {
    word.len() <= 5 && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
}

/// The end of the words without `page 12` or `p. 12`; a bare number weighs nothing and may stay.
fn before_page_number(words: &Normalised) -> usize {
    let len = words.len();
    let named =
        len >= 3 && matches!(words.word(len - 2), "page" | "p" | "pages") && is_number(words.word(len - 1));
    if named { len - 2 } else { len }
}

/// The fewest letters in a row that show that a title is spaced out.
const SPACED: usize = 4;

fn join_spaced_letters(title: &str, words: &mut Normalised) {
    if !(0..words.len()).any(|at| spaced_run(title, words, at) >= SPACED) {
        return;
    }
    let mut at = 0;
    while at < words.len() {
        let run = spaced_run(title, words, at);
        if run >= 2 {
            words.join(at..at + run);
        }
        at += 1;
    }
}

/// How many one-letter words stand in a row from `at` on, one white space apart.
fn spaced_run(title: &str, words: &Normalised, at: usize) -> usize {
    let single = |index: usize| words.word(index).chars().count() == 1;
    let near = |index: usize| {
        words.source(index - 1..index + 1).and_then(|range| title.get(range)).is_some_and(|text| {
            let mut chars = text.chars().skip(1);
            chars.next().is_some_and(char::is_whitespace) && chars.count() == 1
        })
    };
    if !single(at) {
        return 0;
    }
    1 + (at + 1..words.len()).take_while(|&index| single(index) && near(index)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn core_of(title: &str) -> String {
        let words = normalise(title);
        core(title, &words).map(|index| words.word(index).to_owned()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn numbering_of_every_kind_is_dropped() {
        for title in [
            "1.2.3 Contexte",
            "1.2.3. Contexte",
            "III - Contexte",
            "III . Contexte",
            "IV Contexte",
            "A) Contexte",
            "b) Contexte",
            "A. Contexte",
            "1) Contexte",
            "2° Contexte",
            "Chapitre 2 : Contexte",
            "Partie 1 : Contexte",
            "PARTIE II – CONTEXTE",
            "Première partie : contexte",
            "1ère partie : Contexte",
            "• Contexte",
            "\u{f0b7} Contexte",
            "I.1.a) Contexte",
            "Chapitre premier. Contexte",
            "➢ Contexte :",
            "§ 2 Contexte",
        ] {
            assert_eq!(core_of(title), "contexte", "{title}");
        }
    }

    #[test]
    fn words_that_look_like_numbering_stay() {
        assert_eq!(core_of("L’entreprise"), "l entreprise");
        assert_eq!(core_of("2.1 Partie prenante"), "partie prenante");
        assert_eq!(core_of("à propos"), "a propos");
        assert_eq!(core_of("Chapitre 2"), "chapitre 2");
    }

    #[test]
    fn page_numbers_behind_are_dropped() {
        assert_eq!(core_of("Contexte ........ page 12"), "contexte");
        assert_eq!(core_of("Contexte . . . . p. 12"), "contexte");
    }

    #[test]
    fn the_first_of_several_titles_in_a_row_is_the_title() {
        assert_eq!(core_of("4. Travaux 4.1. Formation 4.2. Audit 4.3. Feuille de route"), "travaux");
        assert_eq!(core_of("5.3. Audit 5.3.1. Objectif et méthode"), "audit 5 3 1 objectif et methode");
    }

    #[test]
    fn names_out_of_code_are_told_from_products() {
        for title in
            ["La méthode searchArticle()", "Article::find", "La colonne user_id", "Le fichier « app.js »"]
        {
            assert!(names_code(title), "{title}");
        }
        for title in ["Node.js et Vue.js", "Choix (et critères)", "Objectifs :", "_Contexte_", "pfSense 2.7"]
        {
            assert!(!names_code(title), "{title}");
        }
    }

    #[test]
    fn spaced_letters_are_a_word() {
        assert_eq!(core_of("S O M M A I R E"), "sommaire");
        assert_eq!(core_of("I. S O M M A I R E"), "sommaire");
        assert_eq!(core_of("T A B L E  D E S  M A T I È R E S"), "table des matieres");
    }
}
