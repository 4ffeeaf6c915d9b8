//! The cover: the first page or pages, whose large lines are no headings.

use std::collections::HashSet;

use super::contents::{Contents, key};
use super::numbering;
use super::presume;
use super::text::{numbered, weight};
use crate::document::{Block, Document};

/// One behind the last block of the cover, 0 where the document begins with its text.
pub(super) fn of(document: &Document, contents: &Contents) -> usize {
    let blocks = &document.blocks;
    let first_contents = contents.tables.first().map_or(usize::MAX, |table| table.blocks.start);
    let declared = blocks.iter().position(|block| block.heading().is_some()).unwrap_or(usize::MAX);
    let opens_text = blocks.iter().position(opens_text).unwrap_or(usize::MAX);
    let limit = first_contents.min(declared).min(opens_text);
    let page = |n: u32| blocks.iter().position(|block| block.place.page.is_some_and(|page| page > n));
    let before = |end: usize| blocks.get(..end).unwrap_or_default();
    let Some(second) = page(1) else { return 0 };
    let first = second.min(limit);
    if is_prose(before(first)) {
        return 0;
    }
    // A title page that says the same as the cover.
    match page(2).filter(|_| limit > second).map(|third| third.min(limit)) {
        Some(third) if !is_prose(before(third)) && repeats(before(first), blocks.get(first..third)) => third,
        _ => first,
    }
}

/// True for a line that begins the text: « 1. Contexte », « Remerciements ».
fn opens_text(block: &Block) -> bool {
    if !block.in_flow() || block.context.cell.is_some() || block.context.text_box || weight(block) > 120 {
        return false;
    }
    let text = numbered(block, 240);
    let first = |number: numbering::Numbered<'_>| {
        number.value.first() == Some(&1) && number.rest.chars().filter(|c| c.is_alphabetic()).count() > 3
    };
    presume::is_usual(&text) || numbering::parse(&text).is_some_and(first)
}

/// True where two lines of the cover stand on the next page again.
fn repeats(cover: &[Block], next: Option<&[Block]>) -> bool {
    let keys = |blocks: &[Block]| -> HashSet<String> {
        let lines = blocks.iter().filter(|block| block.in_flow() && weight(block) > 5);
        lines.map(|block| key(&numbered(block, 300))).collect()
    };
    keys(cover).intersection(&keys(next.unwrap_or_default())).count() >= 2
}

/// True where `blocks` read like text rather than like the lines of a cover: a long paragraph, two sentences, or much
/// of anything.
pub(super) fn is_prose(blocks: &[Block]) -> bool {
    let (mut all, mut sentences) = (0, 0);
    for block in blocks.iter().filter(|block| block.in_flow()) {
        let weight = weight(block);
        all += weight;
        let full_stop = || block.runs.last().is_some_and(|run| run.text.trim_end().ends_with('.'));
        sentences += usize::from(weight > 100 && full_stop());
        if weight > 300 || sentences > 1 || all > 1500 {
            return true;
        }
    }
    false
}
