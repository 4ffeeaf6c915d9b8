//! What in a passage may not be a part of it: sentences that were already said in it, and sentences in another language.

use std::hash::BuildHasher as _;
use std::ops::Range;

use super::subject::Subject;
use crate::document::visible_letters;
use crate::hash::{HashSet, RandomState};
use crate::lexicon::Normalised;
use crate::measure::Language;

/// Words of a sentence from which it is known again, and from which its language is told.
const AGAIN: usize = 5;
const TOLD: usize = 7;
/// Words in such sentences from which they matter, and the part of the passage, one in so many, that they are then.
const FROM: usize = 15;
const ONE_IN: usize = 8;

/// What may not be a part of a passage.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Beside {
    pub(super) words: usize,
    pub(super) characters: usize,
}

/// What in `blocks` is said again, or is not in the language `wanted`.
pub(super) fn of(subject: &Subject, blocks: Range<usize>, wanted: Option<&str>) -> Beside {
    let (hasher, mut seen) = (RandomState::default(), HashSet::default());
    let (mut all, mut beside) = (0, Beside::default());
    for block in
        blocks.filter_map(|at| subject.block(at)).filter(|block| block.in_flow() && block.heading().is_none())
    {
        let text = block.text();
        for sentence in text.split_inclusive(['.', '!', '?', '\n']) {
            let words = Normalised::of(sentence);
            let length = sentence.split_whitespace().count();
            all += length;
            let again =
                words.len() >= AGAIN && !seen.insert(hasher.hash_one(words.words().collect::<Vec<_>>()));
            let other = || {
                words.len() >= TOLD
                    && wanted.is_some_and(|wanted| Language::of(sentence).is_some_and(|is| is.id() != wanted))
            };
            if again || other() {
                beside.words += length;
                beside.characters += visible_letters(sentence);
            }
        }
    }
    if beside.words >= FROM && beside.words * ONE_IN >= all { beside } else { Beside::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;
    use crate::source::Source;

    /// Sentences of eight to ten words each.
    const ENGLISH: [&str; 4] = [
        "The project gives the town a new service.",
        "People can now book a room on their phone.",
        "It was built by one person in ten weeks.",
        "Every change is tested before it goes into service.",
    ];
    const FRENCH: &str =
        "Le projet donne à la commune un service que les habitants attendaient depuis des années.";

    fn beside(sentences: &[&str], wanted: Option<&str>) -> Beside {
        let text = format!("# {0}\n\n{0}\n\n{1}\n", ENGLISH[0], sentences.join(" "));
        let subject =
            crate::assess::prepare(&Source::new("d.md", text.into_bytes()), &Limits::default()).unwrap();
        // Without the heading, which says no sentence of the passage before it.
        of(&subject, 0..subject.structure.document.blocks.len(), wanted)
    }

    #[test]
    fn what_is_said_again_is_beside_the_passage_where_there_is_much_of_it() {
        let [first, second, third, fourth] = ENGLISH;
        assert_eq!(beside(&[second, third, fourth], Some("en")), Beside::default());
        let twice = beside(&[second, third, fourth, second, third], None);
        assert_eq!((twice.words, twice.characters), (18, 66));
        // In another case and with other signs it is the same sentence.
        let again = beside(&[second, "people can now « book » a room: on their phone!", first], None);
        assert_eq!(again.words, 9 + 2 + 8);
        assert_eq!(beside(&[second, third, fourth, second], None), Beside::default());
    }

    #[test]
    fn sentences_in_another_language_are_beside_the_passage() {
        let [_, second, third, _] = ENGLISH;
        let half = [second, FRENCH, third, "Il a été construit en dix semaines par une seule personne."];
        assert_eq!(beside(&half, Some("en")).words, 15 + 11);
        assert_eq!(beside(&half, None), Beside::default());
        assert_eq!(beside(&[second, third, FRENCH], Some("en")).words, 15);
        // A name or two in it is no sentence of another language.
        assert_eq!(beside(&[second, third, "Mairie de Saint-Avit."], Some("en")), Beside::default());
    }
}
