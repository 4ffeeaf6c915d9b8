//! Two texts held side by side, word by word: what both have, what stands elsewhere in the other, what only one has.
//!
//! Knows no file format. What formats do to the same text does not count as a difference: letters and digits are
//! compared without case, accents and ligatures; a word that one of the two cuts (hyphenation, kerning) is the same
//! word; running heads, generated labels and the table of contents are left out; and a passage that only stands
//! elsewhere (a note, a text box, the cells of a table in another order) is told apart from one that is missing.

mod join;
mod moves;
mod words;

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};
use serde::{Deserialize, Serialize};

pub use words::{Text, Word};

/// A stretch that both texts have, and one beside it that they have not, are one where the first has at most so many
/// words: words as common as « de la » meet by chance.
const ISLAND: usize = 2;

/// Two texts side by side.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    /// Stretches of both texts in order; together they cover both.
    pub pieces: Vec<Piece>,
    /// What becomes of every word of the first text.
    pub a: Vec<Fate>,
    /// What becomes of every word of the second text.
    pub b: Vec<Fate>,
}

/// A stretch of the first text and what stands in its place in the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Words of the first text.
    pub a: Range<usize>,
    /// Words of the second text.
    pub b: Range<usize>,
    /// Both are the same text.
    pub same: bool,
}

/// What becomes of a word in the other text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fate {
    /// It stands in the same place, as this word or a part of it.
    Same(usize),
    /// It stands elsewhere, as this word.
    Moved(usize),
    /// It does not stand in the other text.
    #[default]
    Alone,
}

/// How much of a text stands in the other, in letters and digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shares {
    /// In the same place.
    pub same: usize,
    /// Elsewhere.
    pub moved: usize,
    /// Nowhere; numbers of lists and titles, and the table of contents, do not weigh.
    pub alone: usize,
}

impl Alignment {
    /// Holds `a` and `b` side by side.
    pub fn of(a: &Text, b: &Text) -> Self {
        let pieces = without_islands(join::rejoin(differences(a, b), a, b));
        let pieces = join::rejoin(pieces, a, b);
        let mut alignment =
            Self { a: vec![Fate::Alone; a.words.len()], b: vec![Fate::Alone; b.words.len()], pieces };
        for piece in alignment.pieces.iter().filter(|piece| piece.same) {
            pair(&mut alignment.a, &piece.a, &piece.b);
            pair(&mut alignment.b, &piece.b, &piece.a);
        }
        moves::find(&mut alignment, a, b);
        alignment
    }

    /// How much of the first text, `a`, stands in the second.
    pub fn shares_of_a(&self, a: &Text) -> Shares {
        shares(&self.a, a)
    }

    /// How much of the second text, `b`, stands in the first.
    pub fn shares_of_b(&self, b: &Text) -> Shares {
        shares(&self.b, b)
    }
}

impl Shares {
    /// Letters and digits in all.
    pub fn total(&self) -> usize {
        self.same + self.moved + self.alone
    }

    /// The share that stands nowhere in the other text, 0 to 1.
    pub fn missing(&self) -> f64 {
        self.alone as f64 / self.total().max(1) as f64
    }
}

fn shares(fates: &[Fate], text: &Text) -> Shares {
    let mut shares = Shares::default();
    for (fate, word) in fates.iter().zip(&text.words) {
        let weight = word.key.chars().count();
        match fate {
            Fate::Same(_) => shares.same += weight,
            Fate::Moved(_) => shares.moved += weight,
            Fate::Alone if word.label || word.contents => {}
            Fate::Alone => shares.alone += weight,
        }
    }
    shares
}

/// Gives every word of `from` its word of `to`, which are the same text, cut otherwise or not.
fn pair(fates: &mut [Fate], from: &Range<usize>, to: &Range<usize>) {
    let last = to.len().saturating_sub(1);
    for (offset, at) in from.clone().enumerate() {
        let offset = if from.len() == to.len() { offset } else { offset * to.len() / from.len().max(1) };
        if let Some(fate) = fates.get_mut(at) {
            *fate = Fate::Same(to.start + offset.min(last));
        }
    }
}

/// The pieces by a comparison word by word.
fn differences(a: &Text, b: &Text) -> Vec<Piece> {
    let mut input = InternedInput::<&str>::default();
    input.update_before(a.words.iter().map(|word| &*word.key));
    input.update_after(b.words.iter().map(|word| &*word.key));
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let mut pieces = Vec::new();
    let (mut at_a, mut at_b) = (0, 0);
    for hunk in diff.hunks() {
        let (a, b) = (range(&hunk.before), range(&hunk.after));
        push(&mut pieces, at_a..a.start, at_b..b.start, true);
        push(&mut pieces, a.clone(), b.clone(), false);
        (at_a, at_b) = (a.end, b.end);
    }
    push(&mut pieces, at_a..a.words.len(), at_b..b.words.len(), true);
    pieces
}

fn range(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// Adds a piece, or makes the last one longer where both are of one kind.
fn push(pieces: &mut Vec<Piece>, a: Range<usize>, b: Range<usize>, same: bool) {
    if a.is_empty() && b.is_empty() {
        return;
    }
    // The same text cut otherwise stays apart, so that words keep their pairs.
    let even = |a: &Range<usize>, b: &Range<usize>| !same || a.len() == b.len();
    match pieces.last_mut() {
        Some(last) if last.same == same && even(&last.a, &last.b) && even(&a, &b) => {
            (last.a.end, last.b.end) = (a.end, b.end);
        }
        _ => pieces.push(Piece { a, b, same }),
    }
}

/// The pieces without short meetings between longer differences.
fn without_islands(pieces: Vec<Piece>) -> Vec<Piece> {
    let size = |piece: Option<&Piece>| piece.filter(|p| !p.same).map_or(0, |p| p.a.len() + p.b.len());
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for (i, piece) in pieces.iter().enumerate() {
        let around = size(out.last()).min(size(pieces.get(i + 1)));
        let island = piece.same && piece.a.len() <= ISLAND && around > 3 * piece.a.len();
        push(&mut out, piece.a.clone(), piece.b.clone(), piece.same && !island);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Text {
        Text::of_blocks(words.split('|'))
    }

    fn alone(a: &str, b: &str) -> (Vec<String>, Vec<String>) {
        let (a, b) = (text(a), text(b));
        let alignment = Alignment::of(&a, &b);
        let left = |fates: &[Fate], text: &Text| {
            let words = fates.iter().zip(&text.words).filter(|(fate, _)| **fate == Fate::Alone);
            words.map(|(_, word)| word.key.to_string()).collect()
        };
        (left(&alignment.a, &a), left(&alignment.b, &b))
    }

    #[test]
    fn cut_words_ligatures_and_case_are_no_difference() {
        let a = "Le sous-réseau de l’entreprise est con\u{fb01}guré, aujourd’hui.";
        let b = "LE SOUS- RÉSEAU de l'entre prise est configuré aujourd' hui";
        assert_eq!(alone(a, b), (vec![], vec![]));
    }

    #[test]
    fn what_only_one_has_is_told() {
        let (a, b) = alone("un deux trois quatre cinq six", "un deux trois sept quatre cinq six");
        assert_eq!((a.len(), b), (0, vec!["sept".to_owned()]));
        assert_eq!(alone("un deux", ""), (vec!["un".to_owned(), "deux".to_owned()], vec![]));
        assert_eq!(alone("", ""), (vec![], vec![]));
    }

    #[test]
    fn a_passage_elsewhere_is_not_missing() {
        let a = "la note du bas de page|le texte qui suit est long et reste entier";
        let b = "le texte qui suit est long et reste entier|la note du bas de page";
        assert_eq!(alone(a, b), (vec![], vec![]));
        let rows = "nom âge ville|Ana 31 Brest|Bob 42 Lille";
        let columns = "nom Ana Bob|âge 31 42|ville Brest Lille";
        assert_eq!(alone(rows, columns), (vec![], vec![]));
    }

    #[test]
    fn a_word_that_stands_once_only_matches_once() {
        let (a, b) = alone("alpha beta beta gamma", "alpha beta gamma");
        assert_eq!((a, b), (vec!["beta".to_owned()], vec![]));
    }

    #[test]
    fn marks_of_notes_are_no_part_of_a_word() {
        assert_eq!(alone("le texte juridique.5 suit", "le texte juridique. suit"), (vec![], vec![]));
        assert_eq!(alone("la norme IPv4 suit", "la norme IPv6 suit").0.len(), 1);
    }

    #[test]
    fn numbers_of_lists_do_not_weigh() {
        let (a, b) = (text("1. Contexte du projet|a) le besoin"), text("Contexte du projet|le besoin"));
        let shares = Alignment::of(&a, &b).shares_of_a(&a);
        assert_eq!(shares.alone, 0);
    }

    proptest::proptest! {
        #[test]
        fn every_word_of_both_stands_in_exactly_one_piece(
            a in "([a-e]{1,2}[ |]){0,40}", b in "([a-e]{1,2}[ |]){0,40}"
        ) {
            let (a, b) = (text(&a), text(&b));
            let alignment = Alignment::of(&a, &b);
            let (mut at_a, mut at_b) = (0, 0);
            for piece in &alignment.pieces {
                assert_eq!((piece.a.start, piece.b.start), (at_a, at_b));
                (at_a, at_b) = (piece.a.end, piece.b.end);
                if piece.same {
                    let joined = |text: &Text, range: &Range<usize>| -> String {
                        text.words[range.clone()].iter().map(|word| &*word.key).collect()
                    };
                    proptest::prop_assert_eq!(joined(&a, &piece.a), joined(&b, &piece.b));
                }
            }
            assert_eq!((at_a, at_b), (a.words.len(), b.words.len()));
            let alone = Alignment::of(&a, &a).shares_of_a(&a).alone;
            assert_eq!(alone, 0);
        }
    }
}
