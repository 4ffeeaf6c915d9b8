//! Levels of headings: as declared, else by how prominent they are and how they are numbered, as a tree without gaps.

use std::collections::BTreeMap;

use super::headings::Mark;
use super::numbering::{self, Family};
use super::presume::is_capitals;
use super::text::numbered;
use crate::document::{Block, Document, KnownBy};

/// Prominences that differ by less are the same level.
const SAME: f32 = 0.25;
/// What a deeper number takes off the prominence where nothing else tells two levels apart.
const STEP: f32 = 0.3;

/// The level of every mark, 1 for the top, never more than one below the heading it stands under.
pub(super) fn of(document: &Document, marks: &[Mark]) -> Vec<u8> {
    let looks: Vec<Look> = marks.iter().map(|mark| Look::of(document.blocks.get(mark.block))).collect();
    let declared: Vec<u32> = marks.iter().map(|mark| declared_level(document, mark)).collect();
    let prominence = prominences(&looks, &declared);
    gapless(&raw(&prominence, &declared))
}

/// What a heading's level is told by.
#[derive(Clone, Copy, Debug, Default)]
struct Look {
    /// Size, weight and capitals on one scale, in points.
    prominence: f32,
    family: Option<Family>,
    /// Parts of its number.
    depth: u8,
}

impl Look {
    fn of(block: Option<&Block>) -> Self {
        let Some(block) = block else { return Self::default() };
        let text = numbered(block, 300);
        let number = numbering::parse(&text);
        let weight = if block.cues.bold { 0.6 } else { 0.0 };
        let capitals = if is_capitals(&text) && text.chars().count() > 6 { 0.3 } else { 0.0 };
        Self {
            prominence: block.cues.size.unwrap_or(0.0) + weight + capitals,
            depth: number.as_ref().map_or(0, |number| number.depth),
            family: number.map(|number| number.family),
        }
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

/// The prominence of every heading with its number reckoned in: all « 1.2 » alike and below all « 1 », and of several
/// ways to number in the same look the one that comes first on top.
fn prominences(looks: &[Look], declared: &[u32]) -> Vec<f32> {
    let presumed = || looks.iter().zip(declared).filter(|(_, level)| **level == 0).map(|(look, _)| look);
    let outlined = presumed().filter(|look| look.is_decimal() && look.depth > 1).count() >= 3;
    let depths = if outlined { of_depths(presumed()) } else { BTreeMap::new() };
    let orders = orders(presumed(), outlined);
    let of = |look: &Look| match depths.get(&look.depth).filter(|_| look.is_decimal()) {
        Some(&prominence) => prominence,
        None => {
            let order =
                orders.iter().find(|(at, family, _)| same(*at, look.prominence) && *family == look.family);
            look.prominence - STEP * order.map_or(0.0, |(_, _, order)| f32::from(*order))
        }
    };
    looks.iter().map(of).collect()
}

/// The prominence of « 1 », « 1.1 », « 1.1.1 »: the middle one of each, every one below the one before.
fn of_depths<'a>(looks: impl Iterator<Item = &'a Look>) -> BTreeMap<u8, f32> {
    let mut all: BTreeMap<u8, Vec<f32>> = BTreeMap::new();
    for look in looks.filter(|look| look.is_decimal()) {
        all.entry(look.depth).or_default().push(look.prominence);
    }
    let mut above = f32::INFINITY;
    let mut depths = BTreeMap::new();
    for (depth, mut values) in all {
        values.sort_by(f32::total_cmp);
        let middle = values.get(values.len() / 2).copied().unwrap_or_default();
        above = middle.min(above - STEP);
        depths.insert(depth, above);
    }
    depths
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
