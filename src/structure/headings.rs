//! Headings: declared ones are looked at twice, others are presumed, the contents confirm.

use std::collections::HashMap;

use super::annexes;
use super::contents::{self, Contents};
use super::declared::Titles;
use super::join;
use super::presume::{self, ENOUGH, Ground};
use super::text::{shown, weight};
use super::zones;
use crate::document::{Block, Document, Heading, Kind, KnownBy};

/// A heading that was kept or found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    /// Its block.
    pub(super) block: usize,
    /// How it is known.
    pub(super) known_by: KnownBy,
    /// How sure it is, 0 to 1.
    pub(super) confidence: f32,
    /// Its title where the block does not hold it (drawn as a graphic).
    pub(super) title: Option<String>,
}

impl Mark {
    fn presumed(block: usize, confidence: f32) -> Self {
        Self { block, known_by: KnownBy::Look, confidence, title: None }
    }
}

/// Characters beyond which a declared heading is a paragraph in the wrong style.
const LONGEST_DECLARED: usize = 400;

/// Finds the headings of `document` and marks them as [`Kind::Heading`]; all others are paragraphs afterwards.
pub(super) fn mark(
    document: &mut Document,
    contents: &Contents,
    ground: &Ground,
    drawn: &Titles,
) -> Vec<Mark> {
    sift_declared(document, drawn);
    join::cut_titles(document, ground);
    let declared = document.blocks.iter().filter(|block| block.heading().is_some()).count();
    let titles = titles(contents);
    let front = front(document, contents);
    let openers = annexes::openers(document);
    let mut marks = Vec::new();
    for (at, block) in document.blocks.iter_mut().enumerate() {
        let mark = match block.heading() {
            Some(heading) => Some(declared_mark(at, heading, drawn.get(&at).cloned())),
            None => presumed_mark(at, block, ground, &titles, declared >= 3, at < front),
        };
        let opener = || openers.binary_search(&at).ok().map(|_| Mark::presumed(at, 0.5));
        if let Some(mark) = mark.or_else(opener) {
            if block.heading().is_none() {
                block.kind = Kind::Heading(Heading { level: None, known_by: mark.known_by });
            }
            marks.push(mark);
        }
    }
    marks
}

/// Makes paragraphs of declared headings that are empty or full text.
fn sift_declared(document: &mut Document, drawn: &Titles) {
    for (at, block) in document.blocks.iter_mut().enumerate() {
        let empty = || block.is_blank() && !drawn.contains_key(&at);
        if block.heading().is_some() && (empty() || weight(block) > LONGEST_DECLARED) {
            block.kind = Kind::Paragraph;
        }
    }
}

/// Titles that the contents announce, by key.
fn titles(contents: &Contents) -> HashMap<String, Option<u32>> {
    let entries = contents.entries.iter().map(|entry| (contents::key(&entry.title), entry.page));
    entries.filter(|(key, _)| key.len() > 2).collect()
}

/// One behind the last block of the cover, on which lines are large without being headings.
fn front(document: &Document, contents: &Contents) -> usize {
    let blocks = &document.blocks;
    let first_contents = contents.tables.first().map_or(usize::MAX, |table| table.blocks.start);
    let first_page_end = blocks.iter().position(|block| block.place.page.is_some_and(|page| page > 1));
    let declared = blocks.iter().position(|block| block.heading().is_some()).unwrap_or(usize::MAX);
    let end = first_page_end.unwrap_or(0).min(first_contents).min(declared);
    if zones::is_prose(blocks.get(..end).unwrap_or_default()) { 0 } else { end }
}

fn declared_mark(at: usize, heading: &Heading, title: Option<String>) -> Mark {
    let confidence = match heading.known_by {
        KnownBy::Look => 0.6,
        KnownBy::Contents => 0.85,
        KnownBy::Bookmark | KnownBy::Tag => 0.9,
        KnownBy::OutlineLevel | KnownBy::Style => 0.97,
        KnownBy::Markup => 1.0,
    };
    Mark { block: at, known_by: heading.known_by, confidence, title }
}

fn presumed_mark(
    at: usize,
    block: &Block,
    ground: &Ground,
    titles: &HashMap<String, Option<u32>>,
    declared: bool,
    front: bool,
) -> Option<Mark> {
    if front || block.kind != Kind::Paragraph {
        return None;
    }
    let score = presume::score(block, ground);
    let announced = weight(block) <= 260 && !presume::is_code(block) && {
        let key = contents::key(&shown(block, 520));
        !key.is_empty() && titles.contains_key(&key)
    };
    if announced && (score.is_some_and(|score| score > 0.5) || block.context.cell.is_none()) {
        return Some(Mark { block: at, known_by: KnownBy::Contents, confidence: 0.92, title: None });
    }
    let enough = if declared { ENOUGH + 0.5 } else { ENOUGH };
    let score = score.filter(|score| *score >= enough)?;
    let confidence = (0.5 + (score - ENOUGH) * 0.08).clamp(0.4, 0.85);
    Some(Mark::presumed(at, confidence))
}
