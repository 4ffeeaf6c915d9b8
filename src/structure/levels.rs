//! Levels of headings: as declared, else by how prominent they are and how they are numbered, as a tree without gaps.

use std::collections::BTreeMap;

use super::headings::Mark;
use super::nest;
use super::numbering::{self, Family};
use super::presume::{self, is_capitals};
use super::text::numbered;
use crate::document::{Block, Document, KnownBy};

/// Prominences that differ by less are the same level.
const SAME: f32 = 0.25;
/// How far numbers of as many parts may differ in prominence and be one level: weight and capitals make 0.9.
const NEAR: f32 = 1.1;
/// What a deeper number takes off the prominence where nothing else tells two levels apart.
const STEP: f32 = 0.3;

/// The level of every mark, 1 for the top, never more than one below the heading it stands under.
pub(super) fn of(document: &Document, marks: &[Mark]) -> Vec<u8> {
    let look = |mark: &Mark| Look {
        listed: mark.known_by == KnownBy::Contents,
        ..Look::of(document.blocks.get(mark.block))
    };
    let looks: Vec<Look> = marks.iter().map(look).collect();
    let mut declared: Vec<u32> = marks.iter().map(|mark| declared_level(document, mark)).collect();
    nest::settle(document, marks, &mut declared);
    let prominence = prominences(&looks, &declared);
    gapless(&raw(&prominence, &declared))
}

/// What a heading's level is told by.
#[derive(Clone, Copy, Debug, Default)]
struct Look {
    /// Size, weight and capitals on one scale, in points.
    prominence: f32,
    family: Option<Family>,
    /// How the first part of its number counts.
    first: Option<Family>,
    /// Parts of its number.
    depth: u8,
    /// It starts a page, or is a title that chapters have.
    opens: bool,
    /// The contents name it.
    listed: bool,
}

impl Look {
    fn of(block: Option<&Block>) -> Self {
        let Some(block) = block else { return Self::default() };
        let text = numbered(block, 300);
        let number = numbering::parse(&text);
        let weight = if block.cues.bold { 0.6 } else { 0.0 };
        // « Partie 1 : CONCLUSION » is in capitals like « SUMMARY ».
        let letters =
            number.as_ref().filter(|it| it.family == Family::Word).map_or(text.as_str(), |it| it.rest);
        let capitals = if is_capitals(letters) && text.chars().count() > 6 { 0.3 } else { 0.0 };
        Self {
            prominence: block.cues.size.unwrap_or(0.0) + weight + capitals,
            depth: number.as_ref().map_or(0, |number| number.depth),
            opens: block.cues.starts_page || presume::is_usual(&text),
            listed: false,
            first: number.as_ref().map(|number| number.first),
            family: number.map(|number| number.family),
        }
    }

    fn is_word(&self) -> bool {
        self.family == Some(Family::Word)
    }

    fn is_decimal(&self) -> bool {
        self.family == Some(Family::Decimal)
    }
}

/// The level that the file declares, 0 for none.
fn declared_level(document: &Document, mark: &Mark) -> u32 {
    let heading = document.blocks.get(mark.block).and_then(Block::heading);
    let level = heading.filter(|_| mark.known_by > KnownBy::Contents).and_then(|heading| heading.level);
    level.map_or(0, u32::from)
}

/// The prominence of every heading with its number reckoned in: all « 1.2 » of much the same look alike and below all
/// « 1 », of several ways to number in one look the one that comes first on top, and what the contents leave out below
/// the numbered titles of its look that they name.
fn prominences(looks: &[Look], declared: &[u32]) -> Vec<f32> {
    let presumed = || looks.iter().zip(declared).filter(|(_, level)| **level == 0).map(|(look, _)| look);
    let outlined = presumed().filter(|look| look.is_decimal() && look.depth > 1).count() >= 3;
    let depths = if outlined { Depth::all(presumed()) } else { Vec::new() };
    let orders = orders(presumed(), outlined);
    let chapter = chapter(looks, &depths);
    let named = named(looks);
    let of = |(at, look): (usize, &Look)| {
        if let Some(depth) = depths.iter().find(|depth| depth.holds(look)) {
            return depth.prominence;
        }
        let order =
            orders.iter().find(|(at, family, _)| same(*at, look.prominence) && *family == look.family);
        let left_out = look.family.is_none() && !look.listed && !look.opens;
        let under_named = left_out && named.iter().any(|at| same(*at, look.prominence));
        let below = STEP * order.map_or(f32::from(u8::from(under_named)), |(_, _, order)| f32::from(*order));
        // In the look of « 1.1.1 », another number or none stands below it; in the look of « 1 », none beside it.
        let mut alike = depths.iter().filter(|depth| same(depth.middle, look.prominence));
        let (first, last) = (alike.next(), alike.next_back());
        match (first, last.or(first)) {
            (Some(first), _)
                if look.family.is_none() && (look.opens || (last.is_none() && first.depth == 1)) =>
            {
                first.prominence
            }
            (_, Some(depth)) => depth.prominence - STEP - below,
            _ => match chapter {
                // A title in a picture is larger than the chapters and yet none.
                Some((first, top)) if look.family.is_none() && !look.opens && at > first => {
                    look.prominence.min(top - STEP) - below
                }
                _ => look.prominence - below,
            },
        }
    };
    looks.iter().enumerate().map(of).collect()
}

/// The prominences of the numbered titles that the contents name.
fn named(looks: &[Look]) -> Vec<f32> {
    let mut all: Vec<f32> = Vec::new();
    for look in looks.iter().filter(|look| look.listed && look.family.is_some()) {
        if all.len() < 64 && !all.iter().any(|at| same(*at, look.prominence)) {
            all.push(look.prominence);
        }
    }
    all
}

/// The first numbered chapter and the prominence of chapters, where there are three or more of one look.
fn chapter(looks: &[Look], depths: &[Depth]) -> Option<(usize, f32)> {
    let numbered = |look: &&Look| look.family.is_some() && look.depth == 1;
    // Looks are few, however many headings there are.
    let mut kinds: Vec<(&Look, usize)> = Vec::new();
    for look in looks.iter().filter(numbered) {
        let known = |(kind, _): &&mut (&Look, usize)| {
            kind.family == look.family && kind.prominence == look.prominence
        };
        match kinds.iter_mut().find(known) {
            Some((_, count)) => *count += 1,
            None => kinds.push((look, 1)),
        }
    }
    let count = |top: &Look| -> usize {
        let alike = |look: &Look| look.family == top.family && same(look.prominence, top.prominence);
        kinds.iter().filter(|(look, _)| alike(look)).map(|(_, count)| count).sum()
    };
    let top = looks
        .iter()
        .filter(numbered)
        .filter(|look| count(look) >= 3)
        .max_by(|a, b| a.prominence.total_cmp(&b.prominence))?;
    let first =
        looks.iter().position(|look| look.family == top.family && same(look.prominence, top.prominence))?;
    Some((first, depths.first().map_or(top.prominence, |depth| depth.prominence)))
}

/// All numbers of so many parts, « 1.1 » say.
#[derive(Clone, Copy, Debug)]
struct Depth {
    depth: u8,
    /// The middle prominence that they have.
    middle: f32,
    /// The one they are given: below the depth above.
    prominence: f32,
    /// How they count by their last part.
    family: Family,
}

impl Depth {
    /// The depths of decimal numbers, from the top down. « Chapitre 2 » is the first where « 2.1 » is the second, and
    /// « II. » where « II.1 » is.
    fn all<'a>(looks: impl Iterator<Item = &'a Look> + Clone) -> Vec<Self> {
        let mut all: BTreeMap<u8, Vec<f32>> = BTreeMap::new();
        let most = |word: bool| {
            let first = looks
                .clone()
                .filter(|look| look.depth == 1 && if word { look.is_word() } else { look.is_decimal() });
            first.map(|look| look.prominence).fold(0.0, f32::max)
        };
        let words = looks.clone().filter(|look| look.is_word()).count() >= 2 && most(true) >= most(false);
        let top = if words { Family::Word } else { Self::lettered(looks.clone()).unwrap_or(Family::Decimal) };
        let family = |depth: u8| if depth == 1 { top } else { Family::Decimal };
        for look in looks.filter(|look| look.family == Some(family(look.depth))) {
            all.entry(look.depth).or_default().push(look.prominence);
        }
        let mut above = f32::INFINITY;
        let mut depths = Vec::new();
        for (depth, mut values) in all {
            // Of « 1 » the chapters count, not the steps of some list in smaller type.
            values.sort_by(f32::total_cmp);
            let middle =
                values.get(values.len() * if depth == 1 { 3 } else { 2 } / 4).copied().unwrap_or_default();
            above = middle.min(above - STEP);
            depths.push(Self { depth, middle, prominence: above, family: family(depth) });
        }
        depths
    }

    /// How chapters count where most of « II.1 » or « B.1 » have another first part than a number, and chapters count so.
    fn lettered<'a>(looks: impl Iterator<Item = &'a Look> + Clone) -> Option<Family> {
        let parts = || looks.clone().filter(|look| look.is_decimal() && look.depth > 1);
        let counts = |family: Family| parts().filter(|look| look.first == Some(family)).count();
        [Family::Roman, Family::Upper].into_iter().find(|&family| {
            let chapters = looks.clone().filter(|look| look.depth == 1 && look.family == Some(family));
            counts(family) * 2 > parts().count() && chapters.count() >= 2
        })
    }

    fn holds(&self, look: &Look) -> bool {
        look.family == Some(self.family)
            && look.depth == self.depth
            && (look.prominence - self.middle).abs() <= NEAR
    }
}

/// The ways to number within each prominence, in the order of their first appearance; no number counts as the first.
fn orders<'a>(looks: impl Iterator<Item = &'a Look>, outlined: bool) -> Vec<(f32, Option<Family>, u8)> {
    let mut orders: Vec<(f32, Option<Family>, u8)> = Vec::new();
    for look in looks.filter(|look| look.family.is_some() && !(outlined && look.is_decimal())) {
        let alike = || orders.iter().filter(|(at, _, _)| same(*at, look.prominence));
        if alike().all(|(_, family, _)| *family != look.family) && orders.len() < 64 {
            let order = alike().count() as u8;
            orders.push((look.prominence, look.family, order));
        }
    }
    orders
}

fn same(a: f32, b: f32) -> bool {
    (a - b).abs() < SAME
}

/// Levels as declared, and for the others the place of their prominence: among the declared levels where those have a
/// size, else below the declared heading before them.
fn raw(prominence: &[f32], declared: &[u32]) -> Vec<u32> {
    let known = declared_prominence(prominence, declared);
    let presumed = || prominence.iter().zip(declared).filter(|(_, level)| **level == 0).map(|(p, _)| *p);
    let steps = steps(presumed());
    let mut under = 0;
    prominence
        .iter()
        .zip(declared)
        .map(|(&prominence, &level)| {
            if level > 0 {
                under = level;
                return level;
            }
            let step = steps.iter().position(|step| prominence > step - SAME).unwrap_or(steps.len()) as u32;
            match known.iter().find(|(_, known)| prominence >= known - SAME) {
                Some((level, _)) => *level,
                None => under + 1 + step,
            }
        })
        .collect()
}

/// The middle prominence of every declared level that has a size, from the top down.
fn declared_prominence(prominence: &[f32], declared: &[u32]) -> Vec<(u32, f32)> {
    let mut all: BTreeMap<u32, Vec<f32>> = BTreeMap::new();
    for (&prominence, &level) in prominence.iter().zip(declared) {
        if level > 0 && prominence > 2.0 {
            all.entry(level).or_default().push(prominence);
        }
    }
    all.into_iter()
        .map(|(level, mut values)| {
            values.sort_by(f32::total_cmp);
            (level, values.get(values.len() / 2).copied().unwrap_or_default())
        })
        .collect()
}

/// The distinct prominences, from the most prominent down.
fn steps(prominences: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut all: Vec<f32> = prominences.collect();
    all.sort_by(|a, b| b.total_cmp(a));
    all.dedup_by(|next, kept| *kept - *next < SAME);
    all
}

/// Levels without gaps from those that may have some.
fn gapless(raw: &[u32]) -> Vec<u8> {
    let mut stack: Vec<u32> = Vec::new();
    let mut levels = Vec::with_capacity(raw.len());
    for &level in raw {
        while stack.last().is_some_and(|&above| above >= level) {
            stack.pop();
        }
        stack.push(level);
        levels.push(u8::try_from(stack.len()).unwrap_or(u8::MAX));
    }
    levels
}
