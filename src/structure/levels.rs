//! Levels of headings: as declared, else by the rank of their look and number, as a tree without gaps.

use super::headings::Mark;
use super::numbering::{self, Family};
use super::presume::is_capitals;
use super::text::numbered;
use crate::document::{Block, Document, KnownBy};

/// What a heading's rank goes by: larger first, then bold, then capitals, then the kind of its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    /// Size in half points, negative so that larger sorts first.
    size: i32,
    /// Parts of the number beyond the first.
    depth: u8,
    family: Option<Family>,
    light: bool,
    small: bool,
}

/// The level of every mark, 1 for the top, never more than one below the heading it stands under.
pub(super) fn of(document: &Document, marks: &[Mark]) -> Vec<u8> {
    let raw = raw(document, marks);
    gapless(&raw)
}

fn raw(document: &Document, marks: &[Mark]) -> Vec<u32> {
    let ranks: Vec<Option<Rank>> = marks
        .iter()
        .map(|mark| document.blocks.get(mark.block).filter(|_| !is_declared(document, mark)).map(rank))
        .collect();
    let mut known: Vec<Rank> = ranks.iter().flatten().copied().collect();
    known.sort_unstable();
    known.dedup();
    let mut under = 0;
    marks
        .iter()
        .zip(&ranks)
        .map(|(mark, rank)| match rank {
            None => {
                under = declared_level(document, mark);
                under
            }
            // Presumed headings stand under the declared one before them.
            Some(rank) => under + 1 + known.binary_search(rank).unwrap_or(0) as u32,
        })
        .collect()
}

fn is_declared(document: &Document, mark: &Mark) -> bool {
    mark.known_by > KnownBy::Contents && declared_level(document, mark) > 0
}

fn declared_level(document: &Document, mark: &Mark) -> u32 {
    let heading = document.blocks.get(mark.block).and_then(Block::heading);
    heading.and_then(|heading| heading.level).map_or(0, u32::from)
}

fn rank(block: &Block) -> Rank {
    let text = numbered(block, 300);
    let number = numbering::parse(&text);
    let size = block.cues.size.unwrap_or(0.0);
    Rank {
        size: -((size * 2.0).round() as i32),
        depth: number.as_ref().map_or(0, |number| number.depth - 1),
        family: number.map(|number| number.family),
        light: !block.cues.bold,
        small: !is_capitals(&text),
    }
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
