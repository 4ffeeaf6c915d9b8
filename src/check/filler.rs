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
    let mut before = "";
    words.words().any(|word| PAIRS.contains(&(std::mem::replace(&mut before, word), word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filler_is_known_wherever_it_begins() {
        let has = |text: &str| has_filler(&Normalised::of(text));
        assert!(has("Début. Lorem ipsum dolor") && has("Sed ut perspiciatis unde omnis iste natus"));
        assert!(!has("Il faut lire ce texte avant de le signer."));
    }
}
