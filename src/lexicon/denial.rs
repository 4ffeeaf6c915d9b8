//! How a text says of what it names that it is not there: « non couverte », « non » in the next cell.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::held::Held;
use super::lacking::Lacking;
use super::words::Normalised;

/// Words and cells that deny.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Denials {
    /// Words as they are compared, parted by spaces.
    phrases: Vec<Held>,
    /// Whole cells, in small letters.
    cells: Vec<Held>,
    /// Words, as the phrases are, that give the work to somebody else or to another time.
    work: Vec<Held>,
    /// Words that say of a thing that there is none.
    lacking: Lacking,
}

impl Denials {
    /// Compiles phrases and cells as they are written.
    pub(super) fn new<'a>(
        phrases: impl Iterator<Item = &'a str>,
        cells: impl Iterator<Item = &'a str>,
        work: impl Iterator<Item = &'a str>,
        lacking: Lacking,
    ) -> Self {
        Self {
            phrases: phrases.map(|phrase| Held::from(in_a_row(phrase))).collect(),
            cells: cells.map(|cell| Held::from(cell.to_lowercase())).collect(),
            work: work.map(|phrase| Held::from(in_a_row(phrase))).collect(),
            lacking,
        }
    }

    /// True where `sentence` denies something.
    pub fn are_in(&self, sentence: &str) -> bool {
        has_any(&self.phrases, sentence)
    }

    /// True where `sentence` says that the work it tells of was not done, or not by its writer.
    pub fn are_of_work(&self, sentence: &str) -> bool {
        has_any(&self.work, sentence)
    }

    /// True where `text` says of the thing that stands at `place` of it, in bytes, that there is none or that it was not
    /// done: « aucun plan de sauvegarde ».
    pub fn are_of_thing(&self, text: &str, place: &Range<usize>) -> bool {
        self.lacking.is_said(text, place)
    }

    /// True where some of `words` may say so of anything.
    pub fn may_deny_thing(&self, words: &Normalised) -> bool {
        words.words().any(|word| self.lacking.has(word))
    }

    /// True for a cell that says no and nothing else.
    pub fn is_cell(&self, cell: &str) -> bool {
        let cell = cell.trim().to_lowercase();
        self.cells.iter().any(|known| known.as_str() == cell)
    }
}

fn has_any(phrases: &[Held], sentence: &str) -> bool {
    let row = format!(" {} ", in_a_row(sentence));
    let has = |phrase: &Held| row.match_indices(phrase.as_str()).any(|(at, _)| is_whole(&row, at, phrase));
    phrases.iter().any(has)
}

fn in_a_row(text: &str) -> String {
    Normalised::of(text).words().collect::<Vec<_>>().join(" ")
}

fn is_whole(row: &str, at: usize, phrase: &Held) -> bool {
    row.get(..at).is_some_and(|before| before.ends_with(' '))
        && row.get(at + phrase.as_str().len()..).is_some_and(|after| after.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_denies_is_words_in_a_row_and_whole_cells() {
        let denials = Denials::new(
            ["pas été", "non couverte", "sauf"].into_iter(),
            ["non", "–"].into_iter(),
            ["avant mon arrivée", "pas touchés"].into_iter(),
            Lacking::default(),
        );
        assert!(denials.are_of_work("Un pare-feu, que je n'ai pas touchés"));
        assert!(denials.are_of_work("L'étude datait d'avant mon arrivée."));
        assert!(!denials.are_of_work("Le service n'a pas été coupé."));
        assert!(denials.are_in("Cette compétence n’a pas été mise en œuvre."));
        assert!(denials.are_in("Créer des scripts (NON COUVERTE)"));
        assert!(!denials.are_in("Le pas était franchi ; une zone non couvertement"));
        assert!(!denials.are_in(""));
        assert!(denials.is_cell(" Non ") && denials.is_cell("–"));
        assert!(!denials.is_cell("Non conforme") && !denials.is_cell(""));
    }
}
