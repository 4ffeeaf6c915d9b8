//! From glyphs to lines, and from lines to blocks.

mod accents;
mod blocks;
mod columns;
mod crowded;
mod doubles;
mod hyphens;
mod items;
mod labels;
mod leaders;
mod lines;
mod order;
mod pieces;
mod recurring;
mod runs;
mod words;

pub(super) use blocks::{Group, Habits, groups};
pub(super) use hyphens::settle;
pub(super) use lines::Line;
pub(super) use recurring::mark as mark_recurring;

use super::page::{Flags, Page};
use super::tags::Tags;

/// Glyphs of a page from which what happens to them is no accident.
const MUCH: usize = 200;

/// The lines of `page` in content order.
pub(super) fn lines(page: &mut Page, tags: &Tags) -> Vec<Line> {
    settle_invisible(page);
    accents::compose_accents(page);
    let pieces = pieces::pieces(page);
    if doubles::drop_doubles(page, &pieces) {
        doubles::doubt_heaps(page);
    }
    let mut lines = lines::lines(page, pieces, tags);
    crowded::doubt(&mut lines);
    lines
}

/// Text that is drawn invisibly is the text of a scan where a picture lies in the same place, and hidden elsewhere.
/// What is painted see-through or painted over is hidden where there is much of it: with less, the letters of a title are
/// drawn over it, or a box has slipped.
fn settle_invisible(page: &mut Page) {
    let unsettled = Flags::FAINT | Flags::COVERED | Flags::INVISIBLE;
    if !page.glyphs.iter().any(|glyph| glyph.flags.has(unsettled)) {
        return;
    }
    let is_much = |flag| page.glyphs.iter().filter(|glyph| glyph.flags.has(flag)).count() >= MUCH;
    let (faint, covered) = (is_much(Flags::FAINT), is_much(Flags::COVERED));
    let images = &page.images;
    for glyph in &mut page.glyphs {
        if faint && glyph.flags.has(Flags::FAINT) || covered && glyph.flags.has(Flags::COVERED) {
            glyph.flags.set(Flags::HIDDEN);
        } else if glyph.flags.has(Flags::COVERED) {
            glyph.flags.set(Flags::DOUBTFUL);
        }
        if glyph.flags.has(Flags::INVISIBLE) {
            let rect = glyph.rect();
            let (x, y) = ((rect.left + rect.right) / 2.0, (rect.top + rect.bottom) / 2.0);
            if !images.iter().any(|image| image.holds(x, y)) {
                glyph.flags.set(Flags::HIDDEN);
            }
        }
    }
}
