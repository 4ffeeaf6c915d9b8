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

/// True where `text`, of which `words` are the words, is such a mark, and not the thirtieth chapter (« XXX. Bilan »).
pub fn is_mark_in(text: impl FnOnce() -> String, words: &Normalised) -> bool {
    is_mark(words) && !is_thirtieth(&text())
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
    words.words().zip(words.words().skip(1)).filter(|pair| PAIRS.contains(pair))
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
