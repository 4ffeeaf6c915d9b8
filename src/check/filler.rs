//! Text that printers and web designers fill pages with.

use crate::lexicon::Normalised;

/// Two words in a row that stand in such text and in no other.
const PAIRS: &[(&str, &str)] = &[
    ("lorem", "ipsum"),
    ("dolor", "sit"),
    ("consectetur", "adipiscing"),
    ("ut", "perspiciatis"),
    ("quis", "nostrud"),
    ("at", "vero"),
];

/// True for words among which filler stands.
pub fn has_filler(words: &Normalised) -> bool {
    pairs(words).next().is_some()
}

/// True for filler, not for a sentence that only names it (« du texte lorem ipsum dans mes maquettes »).
pub(super) fn is_filler(words: &Normalised) -> bool {
    pairs(words).nth(1).is_some()
}

fn pairs(words: &Normalised) -> impl Iterator<Item = (&str, &str)> {
    words.words().zip(words.words().skip(1)).filter(|pair| PAIRS.contains(pair))
}

#[cfg(test)]
mod tests {
    use super::*;

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
