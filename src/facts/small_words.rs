//! The small words that hold sentences together.
//!
//! About one word in three of French or English is one of them, and an article is never followed by another article or
//! by a preposition. Words from a list have hardly any of the former, words that were shuffled many of the latter.

use crate::lexicon::Normalised;
use crate::measure::is_function_word;

/// Words of a paragraph from which its small words say something.
pub(super) const WORDS: usize = 25;
/// Percent of the commonest small words from which a paragraph is French.
const COMMONEST: usize = 8;
/// Words from which what has hardly any small ones is a list that nobody reads, and the percent of these: lists of tools
/// and of references are shorter.
const LIST: usize = 150;
const FEW: usize = 6;
/// Words of a paragraph whose order says something, and the number and the thousandth part of pairs that no sentence has
/// from which there is none.
const ORDER: usize = 60;
const PAIRS: usize = 3;
const PAIRS_PART: usize = 20;

/// What the small words of a paragraph tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// Sentences of French.
    French,
    /// Nothing yet: another language, or too few of them.
    Open,
    /// No sentences of any language.
    NoSentences,
}

/// What the small words of `words` tell; they are as compared, without accents.
pub(super) fn told(words: &Normalised) -> Told {
    let (mut common, mut pairs, mut article) = (0, 0, None);
    for word in words.words() {
        // None of them is longer.
        let small = if word.len() <= 5 { of(word) } else { None };
        common += usize::from(matches!(small, Some((true, _))));
        pairs += usize::from(article.is_some() && article == small.map(|(french, _)| french));
        article = small.filter(|(_, article)| *article).map(|(french, _)| french);
    }
    let all = words.len();
    if all >= ORDER && pairs >= PAIRS && pairs * 1000 >= all * PAIRS_PART {
        Told::NoSentences
    } else if common * 100 >= all * COMMONEST {
        Told::French
    } else if all >= LIST && is_list(words) {
        Told::NoSentences
    } else {
        Told::Open
    }
}

/// Percent of `words` that are small ones, of French or English.
pub(super) fn share(words: &Normalised) -> usize {
    let small = words.words().filter(|word| of(word).is_some() || is_function_word(word)).count();
    small * 100 / words.len().max(1)
}

/// True where hardly any word is a small one, though nearly all are words: no figures, addresses or names of files.
fn is_list(words: &Normalised) -> bool {
    let named = words.words().filter(|word| word.chars().all(char::is_alphabetic)).count();
    let small = words.words().filter(|word| of(word).is_some() || is_function_word(word)).count();
    named * 10 >= words.len() * 9 && small * 100 < words.len() * FEW
}

/// For a word that stands after no article of its language: whether it is French rather than English, and an article.
fn of(word: &str) -> Option<(bool, bool)> {
    Some(match word {
        "le" | "la" | "les" | "un" | "une" | "des" | "du" | "au" | "aux" | "cette" => (true, true),
        "de" | "et" | "est" | "sont" | "dans" | "pour" | "par" | "sur" | "qui" | "que" | "ont" | "avec" => {
            (true, false)
        }
        "the" | "my" | "our" | "their" => (false, true),
        "of" | "and" | "is" | "was" | "were" | "by" | "with" | "from" | "to" | "that" | "which" => {
            (false, false)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCES: &str = "Le service reçoit les demandes des agences et les transmet au technicien de garde. Avant le \
        projet, une demande pouvait rester deux jours dans la file, car personne ne voyait qui devait la prendre. Nous \
        avons donc réuni les équipes pour décider des règles, puis la file a été refaite dans le nouvel outil avec un \
        délai par type de demande.";

    fn of_text(text: &str) -> Told {
        told(&Normalised::of(text))
    }

    #[test]
    fn sentences_are_told_from_words_in_no_order() {
        assert_eq!(of_text(SENTENCES), Told::French);
        let mut words: Vec<&str> = SENTENCES.split_whitespace().collect();
        words.sort_unstable_by_key(|word| (word.len(), *word));
        assert_eq!(of_text(&words.join(" ")), Told::NoSentences);
        let english = "The agency asked our team to build the new portal, and the work was done by three people in the \
            spring. My part was the database, the tests and the pages that show the bookings of the week to the staff \
            of the agency, which had been using paper. The users were trained by my tutor and the portal is in use.";
        assert_eq!(of_text(english), Told::Open);
    }

    #[test]
    fn long_lists_of_words_are_no_sentences_and_short_ones_are_open() {
        let letters = |n: usize| ["ba", "de", "fo", "gu", "li", "mo"].map(|s| s.repeat(n % 3 + 2)).concat();
        let list = |n: usize| (0..n).map(letters).collect::<Vec<_>>().join(", ");
        assert_eq!(of_text(&list(160)), Told::NoSentences);
        assert_eq!(of_text(&list(60)), Told::Open);
        let log: String = (0..200).map(|n| format!("10.0.0.{n} eth{n} up ")).collect();
        assert_eq!(of_text(&log), Told::Open);
    }
}
