//! Titles that a layout cut into several lines, put together again.

use super::numbering;
use super::presume::{self, Ground};
use super::text::{shown, weight};
use crate::document::{Block, Document, Heading, Kind, Run};

/// Lines of the longest title.
const MOST_LINES: usize = 4;
/// Characters of the longest title.
const LONGEST: usize = 260;

/// Puts the lines of a title that stand in blocks of their own into the first of them; the others are left empty.
pub(super) fn cut_titles(document: &mut Document, ground: &Ground) {
    let blocks = &mut document.blocks;
    let mut at = 0;
    while at + 1 < blocks.len() {
        let mut end = at + 1;
        while end < at + MOST_LINES && goes_on(blocks, at, end, ground) {
            merge(blocks, at, end);
            end += 1;
        }
        at = end;
    }
}

/// True where block `next` is the rest of the title that block `at` begins.
fn goes_on(blocks: &[Block], at: usize, next: usize, ground: &Ground) -> bool {
    let (Some(first), Some(second)) = (blocks.get(at), blocks.get(next)) else { return false };
    if !stands_out(first, ground) || !same_look(first, second) || !follows(first, second) {
        return false;
    }
    let (above, below) = (shown(first, LONGEST), shown(second, LONGEST));
    let open = above.ends_with([',', '’', '\'', '(', '-', '–', '&']) || ends_with_small_word(&above);
    let goes_on = below.starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | ')' | '&' | ':'));
    weight(first) + weight(second) <= LONGEST
        && !above.ends_with(['.', '!', '?', ':', ';'])
        && numbering::parse(&below).is_none()
        && (open || goes_on)
}

/// True for a line whose look no running text has. Only where a position is known: elsewhere a paragraph is whole.
fn stands_out(block: &Block, ground: &Ground) -> bool {
    let size = block.cues.size.zip(ground.size).is_some_and(|(size, body)| size > body * 1.08);
    let alone = block.context.cell.is_none() && block.context.list.is_none() && !presume::is_code(block);
    block.cues.position.is_some()
        && matches!(block.kind, Kind::Paragraph | Kind::Heading(_))
        && alone
        && (size || (block.cues.bold && !ground.bold))
}

fn same_look(a: &Block, b: &Block) -> bool {
    let level = |block: &Block| block.heading().and_then(|heading: &Heading| heading.level);
    let same_size = a.cues.size.zip(b.cues.size).is_some_and(|(a, b)| (a - b).abs() < 0.3);
    let kinds = match (&a.kind, &b.kind) {
        (Kind::Heading(_), Kind::Heading(_)) => level(a) == level(b),
        (Kind::Heading(_) | Kind::Paragraph, Kind::Paragraph) => true,
        _ => false,
    };
    kinds
        && same_size
        && a.cues.bold == b.cues.bold
        && a.cues.colour == b.cues.colour
        && a.context == b.context
}

/// True where `b` stands right under `a` on the same page.
fn follows(a: &Block, b: &Block) -> bool {
    let (Some(above), Some(below)) = (a.cues.position, b.cues.position) else { return false };
    let height = (below.bottom - below.top).max(0.005);
    a.place.page == b.place.page && (below.top - above.bottom) < height * 0.9 && below.top > above.top
}

fn ends_with_small_word(text: &str) -> bool {
    const SMALL: &[&str] = &[
        "de", "du", "des", "la", "le", "les", "l", "d", "et", "ou", "à", "au", "aux", "en", "sur", "pour",
        "par", "avec", "un", "une", "dans", "qui", "que", "of", "the", "and", "to", "for", "in", "with", "a",
    ];
    let last = text.rsplit([' ', '’', '\'']).next().unwrap_or_default();
    SMALL.contains(&last.to_lowercase().as_str())
}

/// Puts the text of block `next` behind that of block `at`, whose next line it is, and leaves it empty.
pub(super) fn merge(blocks: &mut [Block], at: usize, next: usize) {
    let Some(second) = blocks.get_mut(next) else { return };
    let runs = std::mem::take(&mut second.runs);
    let (lines, bottom) = (second.cues.lines, second.cues.position.map(|position| position.bottom));
    second.kind = Kind::Paragraph;
    second.cues.lines = second.cues.lines.map(|_| 0);
    let Some(first) = blocks.get_mut(at) else { return };
    first.runs.push(Run::plain(" "));
    first.runs.extend(runs);
    first.cues.lines = first.cues.lines.zip(lines).map(|(a, b)| a + b);
    if let (Some(position), Some(bottom)) = (first.cues.position.as_mut(), bottom) {
        position.bottom = bottom;
    }
}
