//! Texts side by side, in the cells of a row or at one height of a page: what they make is no list of titles.

use std::collections::{HashMap, HashSet};

use super::look::{LONGEST, Look};
use crate::document::Block;
use crate::structure::text::shown;

/// Letters of the shortest text, which is no number and no mark.
const TEXT: usize = 4;
/// How far the tops of two lines of one row may lie apart, as a part of the page's height.
const SAME_HEIGHT: f32 = 0.004;
/// Lines at one height that are looked at.
const MOST: usize = 12;

/// The texts that have another beside them.
#[derive(Default)]
pub(super) struct Beside {
    /// By table and row.
    rows: HashSet<(u32, u32)>,
    /// Blocks that are in no table.
    lines: HashSet<usize>,
}

impl Beside {
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut found = Self::default();
        let mut columns: HashMap<(u32, u32), u32> = HashMap::new();
        let mut lines: Vec<(u32, f32, usize)> = Vec::new();
        for (at, block) in blocks.iter().enumerate().filter(|(_, block)| block.in_flow()) {
            let place = block.place.page.zip(block.cues.position);
            if (block.context.cell.is_none() && place.is_none()) || !is_text(block) {
                continue;
            }
            match (block.context.cell, place) {
                (Some(cell), _) => {
                    let row = (cell.table, cell.row);
                    if *columns.entry(row).or_insert(cell.column) != cell.column {
                        found.rows.insert(row);
                    }
                }
                (None, Some((page, position))) => lines.push((page, position.top, at)),
                (None, None) => {}
            }
        }
        lines.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        for (i, &(page, top, at)) in lines.iter().enumerate() {
            let near =
                lines.iter().skip(i + 1).take_while(|next| next.0 == page && next.1 - top < SAME_HEIGHT);
            for &(_, _, other) in near.take(MOST).filter(|(_, _, other)| are_apart(blocks, at, *other)) {
                found.lines.extend([at, other]);
            }
        }
        found
    }

    /// True for a cell that has another text in its row.
    pub(super) fn in_row(&self, look: &Look) -> bool {
        look.row.is_some_and(|row| self.rows.contains(&row))
    }

    /// True for a block that has another text beside it on the page.
    pub(super) fn has(&self, block: usize) -> bool {
        self.lines.contains(&block)
    }
}

fn is_text(block: &Block) -> bool {
    shown(block, LONGEST).chars().filter(|c| c.is_alphabetic()).take(TEXT).count() == TEXT
}

fn are_apart(blocks: &[Block], a: usize, b: usize) -> bool {
    let position = |at: usize| blocks.get(at).and_then(|block| block.cues.position);
    position(a).zip(position(b)).is_some_and(|(a, b)| a.right <= b.left || b.right <= a.left)
}
