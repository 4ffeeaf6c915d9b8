//! Pieces: glyphs that follow one another on a baseline, in content order.

use crate::read::pdf::page::{Flags, Glyph, Page};

/// A wider gap, in ems, parts columns, cells and tab stops.
const WIDE: f32 = 2.0;

/// A stretch of glyphs on one baseline.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// First glyph.
    pub(super) first: usize,
    /// One past the last glyph.
    pub(super) last: usize,
    /// Writing direction in degrees.
    pub(super) angle: i16,
    /// Outside the page.
    pub(super) off_page: bool,
    /// Where its first glyph begins along the writing direction.
    pub(super) start: f32,
    /// Where its last visible glyph ends.
    pub(super) end: f32,
    /// Where the next glyph is expected: after spaces.
    pen: f32,
    /// Baseline of its largest glyphs.
    pub(super) across: f32,
    /// Size of its largest glyphs.
    pub(super) size: f32,
    /// Baseline and size of the glyph before.
    before: (f32, f32),
}

/// Cuts the glyphs of `page` into pieces.
pub(super) fn pieces(page: &Page) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for (i, glyph) in page.glyphs.iter().enumerate() {
        if glyph.flags.has(Flags::DROPPED) {
            continue;
        }
        let last = out.last_mut();
        if glyph.flags.has(Flags::SPACE) {
            if let Some(piece) = last {
                piece.take_space(i, glyph);
            }
            continue;
        }
        match last {
            Some(piece) if piece.goes_on(glyph, page) => piece.take(i, glyph),
            _ => out.push(Piece::new(i, glyph)),
        }
    }
    out
}

impl Piece {
    fn new(index: usize, glyph: &Glyph) -> Self {
        Self {
            first: index,
            last: index + 1,
            angle: glyph.angle,
            off_page: glyph.flags.has(Flags::OFF_PAGE),
            start: glyph.along,
            end: glyph.end(),
            pen: glyph.end(),
            across: glyph.across,
            size: glyph.size,
            before: (glyph.across, glyph.size),
        }
    }

    /// True where its glyphs are so many for its width that they must lie on one another.
    pub(super) fn is_dense(&self) -> bool {
        /// Ems that a letter takes at least.
        const NARROWEST: f32 = 0.2;
        self.end - self.start < NARROWEST * self.size * (self.last - self.first) as f32
    }

    fn take(&mut self, index: usize, glyph: &Glyph) {
        self.last = index + 1;
        self.start = self.start.min(glyph.along);
        self.end = self.end.max(glyph.end());
        self.pen = glyph.end();
        if glyph.size > self.size * 0.99 {
            (self.across, self.size) = (glyph.across, glyph.size);
        }
        self.before = (glyph.across, glyph.size);
    }

    fn take_space(&mut self, index: usize, glyph: &Glyph) {
        let gap = glyph.along - self.pen;
        let near = glyph.angle == self.angle && (glyph.across - self.before.0).abs() < 0.6 * self.size;
        if near && (-0.6 * self.size..WIDE * self.size).contains(&gap) {
            self.last = index + 1;
            self.pen = self.pen.max(glyph.end());
        }
    }

    fn goes_on(&self, glyph: &Glyph, page: &Page) -> bool {
        if glyph.angle != self.angle || glyph.flags.has(Flags::OFF_PAGE) != self.off_page {
            return false;
        }
        let gap = glyph.along - self.pen;
        let (large, small) = (self.before.1.max(glyph.size), self.before.1.min(glyph.size));
        let shift = (glyph.across - self.before.0).abs().min((glyph.across - self.across).abs());
        let level = if small < 0.85 * large || gap < 0.3 * large { 0.45 * large } else { 0.2 * small };
        let steps_back = || gap >= -1.5 * large && is_combining(page, glyph);
        shift <= level && gap <= WIDE * large && (gap >= -0.6 * large || steps_back())
    }
}

fn is_combining(page: &Page, glyph: &Glyph) -> bool {
    page.text_of(glyph).chars().next().is_some_and(unicode_normalization::char::is_combining_mark)
}
