//! What stands around a block: what the look of a line alone cannot tell.

use super::contents::key;
use super::numbering;
use super::text::{numbered, shown, weight_within};
use crate::document::{Block, Document, Kind};
use crate::hash::HashMap;

/// What stands around one block.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Around {
    /// Another short line stands at the same height of its page: a row of a table, most likely.
    pub(super) beside: bool,
    /// It is in a table whose row holds nothing else.
    pub(super) banner: bool,
    /// Text of another look follows.
    pub(super) heads_text: bool,
    /// The short line before it counts the same way: two items of a list.
    pub(super) sequence: bool,
    /// It is one of several items of a list that stand under one another with nothing between.
    pub(super) in_run: bool,
    /// It is the only item of its list at this place.
    pub(super) lone_item: bool,
    /// Nothing else stands on its page.
    pub(super) alone_on_page: bool,
    /// It is one of many lines of its look that stand over text, each alone.
    pub(super) pattern: bool,
    /// Short lines of the document with the same words.
    pub(super) repeats: u32,
}

/// How far the tops of two lines in one row may lie apart, as a part of the page's height.
const SAME_HEIGHT: f32 = 0.004;
/// Characters of the longest line that may be a cell beside another.
const SHORT: usize = 120;
/// Characters of a paragraph from which what stands over it heads it; of more no more is told.
const MUCH: usize = 150;
/// Items under one another that are a list, not the headings of chapters yet to be written.
const RUN: usize = 3;

/// What stands around every block.
pub(super) fn of(document: &Document) -> Vec<Around> {
    let weights: Vec<usize> =
        document.blocks.iter().map(|block| weight_within(block, MUCH).unwrap_or(MUCH + 1)).collect();
    let mut around = vec![Around::default(); document.blocks.len()];
    mark_beside(document, &weights, &mut around);
    mark_banners(document, &weights, &mut around);
    mark_repeats(document, &weights, &mut around);
    mark_following(document, &weights, &mut around);
    around
}

pub(super) fn set(around: &mut [Around], at: usize, change: impl FnOnce(&mut Around)) {
    if let Some(around) = around.get_mut(at) {
        change(around);
    }
}

fn is_text(block: &Block, weight: usize) -> bool {
    block.in_flow() && weight > 0 && block.context.note.is_none()
}

fn mark_beside(document: &Document, weights: &[usize], around: &mut [Around]) {
    let mut lines: Vec<(u32, f32, usize)> = Vec::new();
    for (at, (block, &weight)) in document.blocks.iter().zip(weights).enumerate() {
        if let (Some(page), Some(position)) = (block.place.page, block.cues.position)
            && is_text(block, weight)
            && weight <= SHORT
        {
            lines.push((page, position.top, at));
        }
    }
    lines.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let apart = |a: usize, b: usize| {
        let position = |at: usize| document.blocks.get(at).and_then(|block| block.cues.position);
        position(a).zip(position(b)).is_some_and(|(a, b)| a.right <= b.left || b.right <= a.left)
    };
    for (i, &(page, top, at)) in lines.iter().enumerate() {
        let near = lines.iter().skip(i + 1).take_while(|next| next.0 == page && next.1 - top < SAME_HEIGHT);
        for &(_, _, other) in near.take(12) {
            if apart(at, other) {
                set(around, at, |around| around.beside = true);
                set(around, other, |around| around.beside = true);
            }
        }
    }
}

fn mark_banners(document: &Document, weights: &[usize], around: &mut [Around]) {
    let mut rows: HashMap<(u32, u32), Option<u32>> = HashMap::default();
    let cells = || {
        document.blocks.iter().zip(weights).enumerate().filter_map(|(at, (block, &weight))| {
            block.context.cell.filter(|_| is_text(block, weight)).map(|cell| (at, cell))
        })
    };
    for (_, cell) in cells() {
        let column = rows.entry((cell.table, cell.row)).or_insert(Some(cell.column));
        if *column != Some(cell.column) {
            *column = None;
        }
    }
    for (at, cell) in cells() {
        if rows.get(&(cell.table, cell.row)).is_some_and(Option::is_some) {
            set(around, at, |around| around.banner = true);
        }
    }
}

fn mark_repeats(document: &Document, weights: &[usize], around: &mut [Around]) {
    let mut lines: HashMap<String, Vec<usize>> = HashMap::default();
    for (at, (block, &weight)) in document.blocks.iter().zip(weights).enumerate() {
        if is_text(block, weight) && weight <= 60 && block.kind != Kind::Contents && block.kind != Kind::Code
        {
            lines.entry(key(&shown(block, 80))).or_default().push(at);
        }
    }
    for (at, count) in lines.values().flat_map(|all| all.iter().map(|&at| (at, all.len()))) {
        set(around, at, |around| around.repeats = count as u32);
    }
}

fn mark_following(document: &Document, weights: &[usize], around: &mut [Around]) {
    let seen: Vec<usize> = (0..document.blocks.len())
        .filter(|&at| {
            let weight = weights.get(at).copied().unwrap_or(0);
            document.blocks.get(at).is_some_and(|block| is_text(block, weight) || block.kind == Kind::Image)
        })
        .collect();
    for (i, &at) in seen.iter().enumerate() {
        let index = |i: Option<usize>| i.and_then(|i| seen.get(i)).copied();
        let block = |i: Option<usize>| index(i).and_then(|at| document.blocks.get(at));
        let weight = |i: Option<usize>| index(i).and_then(|at| weights.get(at)).copied().unwrap_or(0);
        let (above, below) = (i.checked_sub(1), Some(i + 1));
        let (Some(this), before, next) = (block(Some(i)), block(above), block(below)) else {
            continue;
        };
        let other_look = |next: &Block| {
            let sizes = next.cues.size.zip(this.cues.size);
            next.cues.bold != this.cues.bold || sizes.is_some_and(|(a, b)| (a - b).abs() > 0.3)
        };
        let heads = next.is_some_and(|next| {
            next.context.cell != this.context.cell || other_look(next) || weight(below) > MUCH
        });
        let sequence = before.is_some_and(|before| weight(above) <= SHORT && counts_alike(before, this));
        let ordered = |block: &Block| block.context.list.map(|item| item.ordered);
        let in_list = |block: Option<&Block>| block.is_some_and(|block| ordered(block) == ordered(this));
        let lone = this.context.list.is_some() && !in_list(before) && !in_list(next);
        let run = |step: &dyn Fn(usize) -> Option<usize>| {
            let items = |next: &usize| {
                let other = block(step(*next));
                other.is_some_and(|other| {
                    other.context.list == this.context.list && other.context.cell == this.context.cell
                })
            };
            (1..RUN).take_while(items).count()
        };
        let in_run = this.context.list.is_some()
            && run(&|step| i.checked_sub(step)) + run(&|step| Some(i + step)) + 1 >= RUN;
        let elsewhere = |block: Option<&Block>| block.is_none_or(|block| block.place.page != this.place.page);
        let alone = this.place.page.is_some() && elsewhere(before) && elsewhere(next);
        set(around, at, |around| around.alone_on_page = alone);
        set(around, at, |around| {
            (around.heads_text, around.lone_item, around.sequence) = (heads, lone, sequence);
            around.in_run = in_run;
        });
    }
}

/// True for « 2. … » behind « 1. … ».
fn counts_alike(before: &Block, this: &Block) -> bool {
    let text = numbered(this, 40);
    if !text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return false;
    }
    let above = numbered(before, 40);
    match (numbering::parse(&above), numbering::parse(&text)) {
        (Some(a), Some(b)) => a.family == b.family && a.depth == b.depth,
        _ => false,
    }
}
