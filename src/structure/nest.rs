//! Levels that the file declares, held against the numbers of the titles: bookmarks are often flat.

use super::headings::Mark;
use super::numbering::{self, Family};
use super::sections;
use crate::document::Document;

/// How many headings back one that belongs with another is looked for: more than any dossier has of one chapter, and
/// what keeps the time of a file with nothing but headings in proportion to their number.
const REACH: usize = 1000;

/// A number that opens a title.
struct Number {
    family: Family,
    /// How its first part counts.
    first: Family,
    value: Vec<u32>,
}

impl Number {
    /// True for a number that is the beginning of `longer`.
    fn opens(&self, longer: &Self) -> bool {
        let letter =
            |number: &Self| Some(number.first).filter(|f| matches!(f, Family::Upper | Family::Lower));
        longer.value.starts_with(&self.value) && letter(self) == letter(longer)
    }
}

/// Corrects `levels`, the declared ones (0 for none): « 1.1 » stands below the « 1 » before it, « 2 » is no part of
/// « 1 » that has no other numbered alike, and what the file nests under either goes with it.
pub(super) fn settle(document: &Document, marks: &[Mark], levels: &mut [u32]) {
    let numbers: Vec<Option<Number>> = marks.iter().map(|mark| number(document, mark)).collect();
    // The declared headings that are open, with the level that each was declared at and the one it is given.
    let mut open: Vec<(u32, u32)> = Vec::new();
    for at in 0..levels.len() {
        let declared = levels.get(at).copied().unwrap_or_default();
        if declared == 0 {
            continue;
        }
        while open.last().is_some_and(|(above, _)| *above >= declared) {
            open.pop();
        }
        let mut level = open.last().map_or(declared, |(above, given)| given + (declared - above));
        if let Some(above) = above(&numbers, levels, at) {
            level = level.max(levels.get(above).map_or(1, |above| above + 1));
        } else if let Some(beside) = beside(&numbers, levels, at, level) {
            level = levels.get(beside).copied().unwrap_or(level);
        }
        open.push((declared, level));
        if let Some(slot) = levels.get_mut(at) {
            *slot = level;
        }
    }
}

fn number(document: &Document, mark: &Mark) -> Option<Number> {
    let heading = sections::heading(document.blocks.get(mark.block)?, mark);
    let number = numbering::parse(&heading)?;
    Some(Number { family: number.family, first: number.first, value: number.value })
}

/// The declared headings before `at` that have a number, from the nearest back.
fn before<'a>(
    numbers: &'a [Option<Number>],
    levels: &'a [u32],
    at: usize,
) -> impl Iterator<Item = (usize, &'a Number)> {
    let pairs = numbers.iter().zip(levels).enumerate().take(at).rev().take(REACH);
    pairs.filter(|(_, (_, level))| **level > 0).filter_map(|(at, (number, _))| Some((at, number.as_ref()?)))
}

/// The heading whose number is the beginning of that of `at`: « 1 » for « 1.1 ».
fn above(numbers: &[Option<Number>], levels: &[u32], at: usize) -> Option<usize> {
    let own = numbers.get(at)?.as_ref()?;
    // « a) » and « B. » count within what they stand in.
    let counts_through = |number: &Number| {
        number.value.len() > 1 || matches!(number.family, Family::Decimal | Family::Roman | Family::Word)
    };
    let shorter = |number: &Number| number.value.len() < own.value.len();
    let mut outer = before(numbers, levels, at).filter(|(_, number)| shorter(number));
    let (found, number) = outer.find(|(_, number)| number.opens(own) || counts_through(number))?;
    number.opens(own).then_some(found)
}

/// The heading with the number before that of `at`, where `at` would stand in it and nothing between is numbered alike.
fn beside(numbers: &[Option<Number>], levels: &[u32], at: usize, level: u32) -> Option<usize> {
    let own = numbers.get(at)?.as_ref()?;
    let (last, parts) = own.value.split_last()?;
    let alike = |number: &Number| number.family == own.family && number.value.len() == own.value.len();
    let (found, number) = before(numbers, levels, at).find(|(_, number)| alike(number))?;
    let follows = number.value.split_last().is_some_and(|(n, rest)| n + 1 == *last && rest == parts);
    let above = levels.get(found).copied().filter(|above| follows && *above < level)?;
    let between = levels.get(found + 1..at)?;
    between.iter().all(|level| *level == 0 || *level > above).then_some(found)
}
