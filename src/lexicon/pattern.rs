//! A phrase of the lexicon, and where it stands in a title.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::grammar::{Function, function};
use super::held::Held;
use super::stem::stem;
use super::words::Normalised;
use crate::hash::HashMap;

/// Words that say something and may stand between those of a phrase, all in all.
const LARGEST_GAP: usize = 2;

/// The part a phrase plays for its topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum Part {
    /// A title it opens or covers is about the topic.
    Alias,
    /// Only a title that says nothing else is about the topic.
    Alone,
    /// A title with it is near the topic at most.
    Weak,
    /// A title that says nothing else is near the topic at most.
    Vague,
    /// Whatever it covers in a title is not about the topic.
    Not,
    /// A title under a title with it is near the topic at most.
    NotUnder,
}

impl Part {
    /// True where a phrase of this part speaks for its topic.
    pub(super) fn speaks_for(self) -> bool {
        matches!(self, Self::Alias | Self::Alone | Self::Weak | Self::Vague)
    }

    /// True where a phrase of this part may be all that a title needs.
    pub(super) fn speaks_surely(self) -> bool {
        matches!(self, Self::Alias | Self::Alone)
    }
}

/// A phrase of the lexicon.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Pattern {
    pub(super) topic: usize,
    pub(super) part: Part,
    pub(super) words: Atoms,
    /// The words must stand in a row, as written.
    pub(super) literal: bool,
}

/// What is compared: a number for a stem or a word, given by [`Vocabulary`].
pub(super) type Atom = u32;

/// The words of a phrase; few have more than four.
pub(super) type Atoms = SmallVec<[Atom; 4]>;

/// A word of a title, ready to be compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct TitleWord {
    /// Its stem, where the lexicon knows it.
    pub(super) stem: Option<Atom>,
    /// The word as it stands, where the lexicon knows it.
    pub(super) literal: Option<Atom>,
    pub(super) function: Function,
    /// What it adds to what the title says: 0 for numbers and grammar.
    pub(super) weight: f32,
    /// May stand before what a title is about.
    pub(super) lead_in: bool,
    /// Parted from the word before by punctuation.
    pub(super) opens: bool,
    /// Taken for a word of the lexicon that is one letter away.
    pub(super) typo: bool,
    /// It is a name that the document has for itself.
    pub(super) own: bool,
    /// Who does what the title tells: « Ce que le cabinet attendait ».
    pub(super) subject: bool,
}

/// Where a pattern stands in a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// Indexes of the title's words, in the pattern's order.
    pub(super) at: Vec<usize>,
    /// Words between them that say something.
    pub(super) skipped: usize,
}

impl Hit {
    /// True where nothing between the words says much.
    pub(super) fn is_close(&self, title: &[TitleWord]) -> bool {
        let parted = self.at.iter().skip(1).any(|at| title.get(*at).is_some_and(|word| word.opens));
        self.skipped == 0 && !parted
    }

    /// True where the words stand in one phrase: « gestion des plannings » and « résumé du projet en anglais », not
    /// « gestion du projet et planning ».
    pub(super) fn is_one_phrase(&self, title: &[TitleWord]) -> bool {
        let (Some(first), Some(last)) = (self.at.first(), self.at.last()) else { return true };
        let mut between = (*first..*last).filter(|at| !self.at.contains(at)).filter_map(|at| title.get(at));
        let joined = between.clone().any(|word| word.function == Function::Conjunction);
        !(joined && between.any(|word| word.function == Function::Content))
    }
}

impl Pattern {
    /// Finds the pattern in `title` with its first word at `first`.
    pub(super) fn find(&self, title: &[TitleWord], first: usize) -> Option<Hit> {
        if self.literal {
            return self.find_literal(title, first);
        }
        self.find_in_order(title, first)
    }

    fn find_literal(&self, title: &[TitleWord], first: usize) -> Option<Hit> {
        let row = title.get(first..first + self.words.len())?;
        let same = row.iter().zip(&self.words).all(|(word, atom)| word.literal == Some(*atom));
        same.then(|| Hit { at: (first..first + self.words.len()).collect(), skipped: 0 })
    }

    fn find_in_order(&self, title: &[TitleWord], first: usize) -> Option<Hit> {
        let mut at = vec![first];
        let (mut next, mut skipped) = (first + 1, 0);
        for atom in self.words.get(1..)? {
            loop {
                let word = title.get(next)?;
                next += 1;
                if word.stem == Some(*atom) {
                    break;
                }
                skipped += usize::from(word.weight >= 1.0);
                if skipped > LARGEST_GAP {
                    return None;
                }
            }
            at.push(next - 1);
        }
        Some(Hit { at, skipped })
    }
}

/// The stems and the literal words that the lexicon's phrases are made of.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Vocabulary {
    #[serde(serialize_with = "super::in_order")]
    stems: HashMap<Held, Atom>,
    #[serde(serialize_with = "super::in_order")]
    literals: HashMap<Held, Atom>,
    /// Words as they were interned, so that none is stemmed twice.
    #[serde(serialize_with = "super::in_order")]
    words: HashMap<Held, Atom>,
    /// Long words by their first letter, for titles with a typing error.
    long: BTreeMap<u8, Vec<(Held, Atom)>>,
}

/// The fewest letters of a word in which one wrong letter is forgiven.
const FORGIVEN: usize = 6;

impl Vocabulary {
    /// The content words of `phrase` as stems. Empty where it has none.
    pub(super) fn intern_stems(&mut self, phrase: &str) -> Atoms {
        let words = Normalised::of(phrase);
        words
            .words()
            .filter(|word| function(word) == Function::Content)
            .map(|word| self.intern_stem(word))
            .collect()
    }

    /// The words of `phrase` as they stand.
    pub(super) fn intern_literals(&mut self, phrase: &str) -> Atoms {
        let words = Normalised::of(phrase);
        words
            .words()
            .map(|word| {
                let next = self.literals.len() as Atom;
                *self.literals.entry(word.into()).or_insert(next)
            })
            .collect()
    }

    fn intern_stem(&mut self, word: &str) -> Atom {
        if let Some(atom) = self.words.get(word) {
            return *atom;
        }
        let next = self.stems.len() as Atom;
        let atom = *self.stems.entry(stem(word).into()).or_insert(next);
        self.words.insert(word.into(), atom);
        if let (FORGIVEN.., Some(first)) = (word.len(), word.bytes().next()) {
            self.long.entry(first).or_default().push((word.into(), atom));
        }
        atom
    }

    pub(super) fn stem(&self, word: &str) -> Option<Atom> {
        self.words.get(word).or_else(|| self.stems.get(stem(word).as_str())).copied()
    }

    pub(super) fn literal(&self, word: &str) -> Option<Atom> {
        self.literals.get(word).copied()
    }

    /// The stem of the word of the lexicon that `word` is one edit away from. The first letter is taken to be right.
    pub(super) fn nearly(&self, word: &str) -> Option<Atom> {
        if word.len() < FORGIVEN {
            return None;
        }
        let near = self.long.get(&word.bytes().next()?)?;
        near.iter()
            .find(|(known, _)| one_edit(known.as_str().as_bytes(), word.as_bytes()))
            .map(|(_, atom)| *atom)
    }
}

/// True where one insertion, deletion, substitution or swap of neighbours makes `a` of `b`.
fn one_edit(a: &[u8], b: &[u8]) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = long.iter().zip(short).take_while(|(x, y)| x == y).count();
    let (long, short) = (&long[same..], &short[same..]);
    match (long, short) {
        ([], []) => false,
        ([_, long @ ..], short) if long == short => true,
        ([_, long @ ..], [_, short @ ..]) if long == short => true,
        ([x, y, long @ ..], [v, w, short @ ..]) => x == w && y == v && long == short,
        _ => false,
    }
}

/// Splits the mark of a literal phrase off: `= ce que j'ai fait`.
pub(super) fn literal(phrase: &str) -> Option<&str> {
    phrase.trim_start().strip_prefix('=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_is_a_letter_more_less_other_or_swapped() {
        for (a, b, near) in [
            ("contexte", "contexe", true),
            ("contexte", "conttexte", true),
            ("contexte", "comtexte", true),
            ("contexte", "contxete", true),
            ("contexte", "contexte", false),
            ("contexte", "context", true),
            ("contexte", "cotexe", false),
            ("livrable", "livraisons", false),
        ] {
            assert_eq!(one_edit(a.as_bytes(), b.as_bytes()), near, "{a} {b}");
        }
    }
}
