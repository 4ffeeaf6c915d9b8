//! Text that printers and web designers fill pages with, and marks of what waits to be written.

use crate::lexicon::Normalised;
use crate::structure::without_number;

/// Two words in a row that stand in such text and in no other.
const PAIRS: &[(&str, &str)] = &[
    ("lorem", "ipsum"),
    ("dolor", "sit"),
    ("consectetur", "adipiscing"),
    ("ut", "perspiciatis"),
    ("quis", "nostrud"),
    ("at", "vero"),
];

/// What says so where it is the whole of a block or of a bracket, or opens one; ordinary sentences hold these words too
/// (« un formulaire à compléter »).
const MARKS: &[&str] = &[
    "a completer",
    "a rediger",
    "a inserer",
    "a verifier",
    "a faire",
    "a venir",
    "a definir",
    "a remplacer",
    "a preciser",
    "todo",
    "tbd",
    "inserer ici",
    "texte a remplacer",
    "xxx",
];
/// Words of the longest bracket or block that is a mark and nothing else.
const LONGEST: usize = 8;

/// True for words among which filler stands.
pub fn has_filler(words: &Normalised) -> bool {
    pairs(words).next().is_some()
}

/// True for filler, not for a sentence that only names it (« du texte lorem ipsum dans mes maquettes »).
pub(super) fn is_filler(words: &Normalised) -> bool {
    pairs(words).nth(1).is_some()
}

/// True for a short text that opens with a mark, or hardly holds more than one that is also the name of a column.
pub fn is_mark(words: &Normalised) -> bool {
    let names_a_column = matches!(words.word(0), "todo" | "tbd") && words.len() > 2;
    words.len() <= LONGEST
        && !names_a_column
        && MARKS.iter().any(|mark| {
            let parts = mark.split(' ');
            parts.clone().count() <= words.len() && parts.zip(words.words()).all(|(part, word)| part == word)
        })
}

/// True where `text`, of which `words` are the words, is such a mark, and not the thirtieth chapter (« XXX. Bilan »), or is
/// what somebody left for himself to do (« TODO : décrire ici la sauvegarde »).
pub fn is_mark_in(text: impl FnOnce() -> String, words: &Normalised) -> bool {
    if is_mark(words) {
        return !is_thirtieth(&text());
    }
    matches!(words.word(0), "todo" | "fixme" | "a") && is_left_to_do(&text())
}

/// True for a text that opens with a mark in capitals and a colon: in small letters it may head a list of tasks.
fn is_left_to_do(text: &str) -> bool {
    let Some((mark, rest)) = text.trim_start().split_once(':') else { return false };
    let words = Normalised::of(mark);
    let shouted = !mark.chars().any(char::is_lowercase) && words.len() <= 2;
    shouted && !rest.trim().is_empty() && (is_mark(&words) || words.word(0) == "fixme")
}

fn is_thirtieth(text: &str) -> bool {
    let numbered = text.trim_start().strip_prefix("XXX").is_some_and(|rest| rest.starts_with(['.', ')']));
    let title = without_number(text.trim());
    numbered && title.len() < text.trim().len() && title.starts_with(char::is_alphabetic) && {
        let words = Normalised::of(title);
        !is_mark(&words)
    }
}

fn pairs(words: &Normalised) -> impl Iterator<Item = (&str, &str)> {
    let opens = |word: &str| PAIRS.iter().any(|(first, _)| *first == word);
    let opened = words.words().enumerate().filter(move |(_, word)| opens(word));
    opened.map(|(at, word)| (word, words.word(at + 1))).filter(|pair| PAIRS.contains(pair))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_short() {
        let mark = |text: &str| is_mark(&Normalised::of(text));
        assert!(mark("À compléter"));
        assert!(mark("TODO capture") && !mark("TODO : les tâches prêtes à démarrer"));
        assert!(!mark("Un formulaire à compléter par l'utilisateur"));
        assert!(!mark("À faire valider par le responsable avant chaque mise en production du lot"));
    }

    #[test]
    fn what_somebody_left_to_do_is_a_mark_however_long() {
        let mark = |text: &str| is_mark_in(|| text.to_owned(), &Normalised::of(text));
        assert!(mark(
            "TODO : décrire ici la sauvegarde avec les horaires, les supports et les essais de reprise"
        ));
        assert!(mark("À FAIRE: reprendre le schéma du réseau avec les nouvelles adresses du second étage"));
        assert!(!mark(
            "À faire : relever les adresses, brancher les bornes, étiqueter les prises du second étage"
        ));
        assert!(!mark("A : relever les adresses, brancher les bornes, étiqueter les prises du second étage"));
    }

    #[test]
    fn the_thirtieth_chapter_is_no_mark() {
        let mark = |text: &str| is_mark_in(|| text.to_owned(), &Normalised::of(text));
        assert!(!mark("XXX. Essais de charge") && !mark("XXX) Bilan"));
        assert!(
            mark("XXX")
                && mark("XXX.")
                && mark("xxx. À compléter")
                && mark("XXX. À compléter")
                && mark("XXX Bilan")
        );
    }

    #[test]
    fn filler_is_known_wherever_it_begins() {
        let has = |text: &str| has_filler(&Normalised::of(text));
        assert!(has("Début. Lorem ipsum dolor") && has("Sed ut perspiciatis unde omnis iste natus"));
        assert!(!has("Il faut lire ce texte avant de le signer."));
        let is = |text: &str| is_filler(&Normalised::of(text));
        assert!(is("Lorem ipsum dolor sit amet, consectetur adipiscing elit"));
        assert!(!is("Mes maquettes portent encore du texte « lorem ipsum »."));
    }
}
