//! Titles of both: which only one has, which are worded otherwise, moved, or of another level.

use std::collections::VecDeque;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};
use serde::{Deserialize, Serialize};

use crate::align::{Alignment, Fate, Text, Word};
use crate::check::Subject;
use crate::document::KnownBy;
use crate::finding::Where;
use crate::hash::HashMap;
use crate::lexicon::folded;
use crate::structure::{OutlineTrust, Section, Structure, ZoneKind};

/// Words of its own, missing too, that make a title known by its look alone the title of a missing part: what is
/// drawn in a picture looks like a title as well.
const OWN_WORDS: usize = 20;
/// Share of the words of a title that must stand nowhere in the other dossier to call the title missing.
const MISSING: f64 = 0.5;

/// A title that differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeadingDifference {
    /// How.
    pub change: OutlineChange,
    /// The title in the first, or where its words stand.
    pub a: Option<HeadingPlace>,
    /// The title in the second, or where its words stand.
    pub b: Option<HeadingPlace>,
    /// It makes the outlines differ; else it may be how the file was read.
    pub weighs: bool,
}

/// A title and where it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeadingPlace {
    /// The title as read, its number in front; the text, where it is no title.
    pub heading: String,
    /// Its level; none where it is no title.
    pub level: Option<u8>,
    /// Where.
    pub place: Where,
}

/// How a title differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutlineChange {
    /// Only one has it.
    Missing,
    /// Its words are not the same.
    Reworded,
    /// It stands elsewhere.
    Moved,
    /// The other has its words, but not as a title.
    NotATitle,
    /// It has another level.
    Level,
}

impl OutlineChange {
    /// `missing`, `reworded`, `moved`, `not-a-title`, `level`: stable, never translated.
    pub fn id(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Reworded => "reworded",
            Self::Moved => "moved",
            Self::NotATitle => "not-a-title",
            Self::Level => "level",
        }
    }
}

/// The titles that are compared: those of the text and the annexes.
pub(super) fn compared(structure: &Structure) -> impl Iterator<Item = &Section> {
    let counts = |zone| matches!(zone, ZoneKind::Body | ZoneKind::Annexes);
    structure.sections.iter().filter(move |section| counts(section.zone))
}

/// One of the two dossiers while its titles are compared.
struct Outline<'a> {
    subject: &'a Subject,
    text: &'a Text,
    fates: &'a [Fate],
    sections: Vec<&'a Section>,
    keys: Vec<String>,
}

impl<'a> Outline<'a> {
    fn new((subject, text): (&'a Subject, &'a Text), fates: &'a [Fate]) -> Self {
        let sections: Vec<&Section> = compared(&subject.structure).collect();
        let keys = sections.iter().map(|section| folded(&section.title)).collect();
        Self { subject, text, fates, sections, keys }
    }

    fn place(&self, section: &Section) -> HeadingPlace {
        HeadingPlace {
            heading: section.heading.clone(),
            level: Some(section.level),
            place: self.subject.place_without_excerpt(section.block),
        }
    }

    /// The place of words that are no title.
    fn words(&self, block: usize) -> HeadingPlace {
        let place = self.subject.place(block);
        HeadingPlace { heading: place.excerpt.clone().unwrap_or_default(), level: None, place }
    }

    /// The words of blocks `blocks`, each with its fate.
    fn words_of(&self, blocks: Range<usize>) -> impl Iterator<Item = (&Word, Fate)> {
        let first = self.text.words.partition_point(|word| word.block < blocks.start);
        let words = self.text.words.iter().zip(self.fates.iter().copied()).skip(first);
        words.take_while(move |(word, _)| word.block < blocks.end)
    }

    /// Fates of the words of block `block` that are no label.
    fn fates(&self, block: usize) -> Vec<Fate> {
        let words = self.words_of(block..block + 1).filter(|(word, _)| !word.label);
        words.map(|(_, fate)| fate).collect()
    }

    /// True where the text under a title is missing in the other.
    fn lacks_text(&self, section: &Section) -> bool {
        self.words_of(section.own.clone()).filter(|(_, fate)| *fate == Fate::Alone).count() >= OWN_WORDS
    }

    /// The title that is block `block`, where it is one that is compared.
    fn at(&self, block: usize) -> Option<usize> {
        self.sections.binary_search_by_key(&block, |section| section.block).ok()
    }

    fn declared(&self, section: &Section) -> bool {
        !matches!(section.known_by, KnownBy::Look | KnownBy::Contents)
    }
}

/// The titles that differ, in the order of the first, then what only the second has.
pub(super) fn differences(
    a: (&Subject, &Text),
    b: (&Subject, &Text),
    alignment: &Alignment,
) -> Vec<HeadingDifference> {
    let (a, b) = (Outline::new(a, &alignment.a), Outline::new(b, &alignment.b));
    let (pair_of_a, mut taken) = pairs(&a, &b);
    // What stands before the first title that both have is the cover, whose lines look like titles.
    let first = |pairs: &mut dyn Iterator<Item = usize>| pairs.next().unwrap_or_default();
    let covers = (
        first(&mut (0..a.sections.len()).filter(|&i| pair_of_a[i].is_some())),
        first(&mut (0..b.sections.len()).filter(|&i| taken[i])),
    );
    let mut out = Vec::new();
    for (index, (section, pair)) in a.sections.iter().zip(&pair_of_a).enumerate() {
        let difference = match pair {
            Some((other, in_order)) => of_pair((&a, section), (&b, b.sections[*other]), *in_order),
            None => {
                let (counterpart, difference) = unpaired((&a, section), &b, index < covers.0, &taken);
                counterpart.into_iter().for_each(|other| taken[other] = true);
                difference
            }
        };
        out.extend(difference);
    }
    let none = vec![false; a.sections.len()];
    for (index, section) in b.sections.iter().enumerate() {
        if !taken[index] {
            let (_, difference) = unpaired((&b, section), &a, index < covers.1, &none);
            out.extend(difference.map(|HeadingDifference { a, b, change, weighs }| HeadingDifference {
                a: b,
                b: a,
                change,
                weighs,
            }));
        }
    }
    out
}

/// For every title of `a` its title of `b` of the same words, and whether it stands in the same order; and for every title
/// of `b` whether it is taken.
fn pairs(a: &Outline<'_>, b: &Outline<'_>) -> (Vec<Option<(usize, bool)>>, Vec<bool>) {
    let mut input = InternedInput::<&str>::default();
    input.update_before(a.keys.iter().map(String::as_str));
    input.update_after(b.keys.iter().map(String::as_str));
    let diff = Diff::compute(Algorithm::Myers, &input);
    let kept_a = (0..a.keys.len()).filter(|&i| !diff.is_removed(u32::try_from(i).unwrap_or(u32::MAX)));
    let kept_b = (0..b.keys.len()).filter(|&i| !diff.is_added(u32::try_from(i).unwrap_or(u32::MAX)));
    let mut pair_of_a = vec![None; a.keys.len()];
    let mut taken = vec![false; b.keys.len()];
    for (i, j) in kept_a.zip(kept_b) {
        pair_of_a[i] = Some((j, true));
        taken[j] = true;
    }
    let mut free: HashMap<&str, VecDeque<usize>> = HashMap::default();
    for (j, key) in b.keys.iter().enumerate().filter(|(j, _)| !taken[*j]) {
        free.entry(key).or_default().push_back(j);
    }
    for (i, key) in a.keys.iter().enumerate() {
        if pair_of_a[i].is_none()
            && let Some(j) = free.get_mut(key.as_str()).and_then(VecDeque::pop_front)
        {
            pair_of_a[i] = Some((j, false));
            taken[j] = true;
        }
    }
    (pair_of_a, taken)
}

/// What differs between two titles of the same words.
fn of_pair(
    a: (&Outline<'_>, &Section),
    b: (&Outline<'_>, &Section),
    in_order: bool,
) -> Option<HeadingDifference> {
    let change = if !in_order {
        OutlineChange::Moved
    } else if a.1.level != b.1.level {
        OutlineChange::Level
    } else {
        return None;
    };
    // A level that is presumed from a look is a guess.
    let sure = a.0.declared(a.1) && b.0.declared(b.1);
    let weighs = change == OutlineChange::Moved || sure;
    Some(HeadingDifference { change, a: Some(a.0.place(a.1)), b: Some(b.0.place(b.1)), weighs })
}

/// What becomes in `other` of a title of `own` that has none of the same words there, where its titles but those `taken`
/// may be it; and which one is, where one is.
fn unpaired(
    (own, section): (&Outline<'_>, &Section),
    other: &Outline<'_>,
    on_cover: bool,
    taken: &[bool],
) -> (Option<usize>, Option<HeadingDifference>) {
    let fates = own.fates(section.block);
    let alone = fates.iter().filter(|fate| **fate == Fate::Alone).count();
    let found = fates.iter().find_map(|fate| match fate {
        Fate::Same(at) | Fate::Moved(at) => other.text.words.get(*at).map(|word| word.block),
        Fate::Alone => None,
    });
    let here = Some(own.place(section));
    let missing = alone as f64 >= MISSING * fates.len().max(1) as f64;
    let counterpart = found.and_then(|block| other.at(block)).filter(|index| !taken[*index]);
    let difference = match (counterpart.map(|index| other.sections[index]), found) {
        (Some(of_other), _) => {
            let theirs = other.fates(of_other.block);
            // Nothing is missing on either side: the file shows the same title on other lines.
            let reworded = alone > 0 || theirs.contains(&Fate::Alone);
            reworded.then(|| HeadingDifference {
                change: OutlineChange::Reworded,
                a: here,
                b: Some(other.place(of_other)),
                weighs: true,
            })
        }
        (None, Some(block)) if !missing => Some(HeadingDifference {
            change: OutlineChange::NotATitle,
            a: here,
            b: Some(other.words(block)),
            weighs: !on_cover
                && own.declared(section)
                && other.subject.structure.outline == OutlineTrust::Sure
                && other.sections.iter().all(|section| other.declared(section)),
        }),
        _ => Some(HeadingDifference {
            change: OutlineChange::Missing,
            a: here,
            b: None,
            weighs: missing && (own.declared(section) || own.lacks_text(section)),
        }),
    };
    (counterpart, difference)
}
