//! Pages estimated from text, sizes, pictures and breaks, for formats that do not say.

use crate::document::{Block, Kind};
use crate::structure::Structure;

/// Height of a line over the size of its type, spacing of word processors included.
const LEADING: f32 = 1.25;
/// Height of a line of single spacing over the size of its type: what a file that asks for a spacing multiplies.
const SINGLE: f32 = 1.17;
/// Mean width of a character, spaces included, over the size of its type.
const CHARACTER_WIDTH: f32 = 0.48;
/// White space after a paragraph, in points, where the format does not say, and at least.
const AFTER_PARAGRAPH: f32 = 7.0;

/// The page that blocks are poured on.
struct Page {
    width: f32,
    height: f32,
    size: f32,
    image: f32,
}

/// Estimated pages; none for a document without any text.
pub(super) fn pages(structure: &Structure) -> Option<u32> {
    let end = poured(structure, structure.document.blocks.len(), true);
    (end > 0.0).then(|| (end.ceil() as u32).max(1))
}

/// As [`pages`], of the text and the pictures alone, wherever the file says that a page begins.
pub(super) fn filled(structure: &Structure) -> Option<u32> {
    let end = poured(structure, structure.document.blocks.len(), false);
    (end > 0.0).then(|| (end.ceil() as u32).max(1))
}

/// The share of the estimated pages that stands before block `block`, 0 to 1.
pub(super) fn share_before(structure: &Structure, block: usize) -> f64 {
    let all = poured(structure, structure.document.blocks.len(), true);
    if all > 0.0 { f64::from(poured(structure, block, true) / all) } else { 0.0 }
}

/// Pages that the first `count` blocks fill, where those that start a page do or not.
fn poured(structure: &Structure, count: usize, starts: bool) -> f32 {
    let page = Page::of(structure);
    let (mut filled, mut row) = (0.0f32, Row::default());
    for block in structure.document.blocks.iter().take(count).filter(|block| block.in_flow()) {
        if starts && block.cues.starts_page {
            filled = row.close(filled).ceil();
        }
        let height = page.height_of(block) / page.height;
        filled = row.add(block, filled, height);
    }
    row.close(filled)
}

/// The row of a table that is being filled: as high as its highest cell.
#[derive(Default)]
struct Row {
    at: Option<(u32, u32, u32)>,
    cell: f32,
    highest: f32,
}

impl Row {
    fn add(&mut self, block: &Block, filled: f32, height: f32) -> f32 {
        let Some(cell) = block.context.cell else { return self.close(filled) + height };
        let filled = match self.at {
            Some((table, row, _)) if (table, row) != (cell.table, cell.row) => self.close(filled),
            Some((_, _, column)) if column != cell.column => {
                self.highest = self.highest.max(self.cell);
                self.cell = 0.0;
                filled
            }
            _ => filled,
        };
        self.at = Some((cell.table, cell.row, cell.column));
        self.cell += height;
        filled
    }

    fn close(&mut self, filled: f32) -> f32 {
        let row = std::mem::take(self);
        filled + row.highest.max(row.cell)
    }
}

impl Page {
    fn of(structure: &Structure) -> Self {
        let facts = &structure.document.pages;
        let images = structure.document.blocks.iter().filter(|block| block.kind == Kind::Image).count();
        let positive = |value: Option<f32>, default: f32| value.filter(|v| *v > 1.0).unwrap_or(default);
        let height = positive(facts.text_height, 700.0);
        let image = match (facts.image_height > 0.0, images) {
            (true, 1..) => (facts.image_height / images as f32).min(height),
            (false, 1..) => height / 3.0,
            _ => 0.0,
        };
        Self {
            width: positive(facts.text_width, 453.0),
            height,
            size: positive(facts.body_size, 11.0),
            image,
        }
    }

    fn height_of(&self, block: &Block) -> f32 {
        if block.kind == Kind::Image {
            return self.image;
        }
        let size = block.cues.size.unwrap_or(self.size * heading_factor(block));
        let width = block.context.cell.map_or(self.width, |_| self.width / 3.0);
        let per_line = (width / (size * CHARACTER_WIDTH)).max(1.0);
        let lines: f32 = block
            .runs
            .iter()
            .filter(|run| run.role == crate::document::Role::Text)
            .flat_map(|run| run.text.split('\n'))
            .map(|line| (line.chars().count() as f32 / per_line).ceil().max(1.0))
            .sum();
        let after = match block.cues.space_after {
            _ if block.kind == Kind::Code || block.context.list.is_some() => 0.0,
            // In a cell the next cell stands beside it.
            Some(after) if block.context.cell.is_none() => after.max(AFTER_PARAGRAPH).min(self.height),
            _ => AFTER_PARAGRAPH,
        };
        let leading = block.cues.line_spacing.map_or(LEADING, |times| LEADING.max(times * SINGLE));
        let before = block.cues.space_before.unwrap_or_default().max(0.0).min(self.height);
        lines.max(1.0) * size * leading + after + before
    }
}

/// How much larger than the text a heading of unknown size is.
fn heading_factor(block: &Block) -> f32 {
    match block.heading() {
        Some(heading) => 1.6 - 0.15 * f32::from(heading.level.unwrap_or(2).min(4)),
        None => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cues, Document, Run};

    fn estimated(cues: Cues) -> Option<u32> {
        let block = Block { runs: vec![Run::plain("mot ".repeat(120))], cues, ..Block::default() };
        pages(&Structure::of(Document { blocks: vec![block; 60], ..Document::default() }))
    }

    #[test]
    fn wide_lines_and_paragraphs_fill_more_pages() {
        let spaced = |times| estimated(Cues { line_spacing: Some(times), ..Cues::default() });
        let plain = estimated(Cues::default());
        assert_eq!(plain, Some(8));
        assert_eq!((spaced(1.0), spaced(1.5), spaced(2.5)), (plain, Some(11), Some(18)));
        let apart = estimated(Cues { space_after: Some(30.0), ..Cues::default() });
        assert!(apart > plain, "{apart:?}");
    }
}
