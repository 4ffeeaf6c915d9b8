//! What the walk over a page's content gives: its glyphs, where they stand, and what lies around them.

use std::sync::Arc;

use super::font::Font;
use super::geometry::Rect;
use crate::document::Doubt;

/// Everything of one page that its text needs.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Physical page, from 1.
    pub(super) number: u32,
    /// Width in points, as shown (after rotation).
    pub(super) width: f64,
    /// Height in points, as shown.
    pub(super) height: f64,
    /// Glyphs in content order.
    pub(super) glyphs: Vec<Glyph>,
    /// The texts of all glyphs.
    pub(super) text: String,
    /// Fonts that the glyphs index.
    pub(super) fonts: Vec<Arc<Font>>,
    /// Marked content that the glyphs index; the first stands for none.
    pub(super) marks: Vec<Mark>,
    /// Where pictures lie.
    pub(super) images: Vec<Rect>,
    /// Shapes and lines that are painted.
    pub(super) painted: usize,
    /// Glyphs that have no Unicode value.
    pub(super) unknown: usize,
    /// Where the first of those stand that are left out.
    pub(super) lost: Vec<Lost>,
    /// Some of its content is missing from the file or damaged.
    pub(super) broken: bool,
}

/// A glyph that is left out, since nothing says what it stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lost {
    /// The glyph that comes after it.
    pub(super) before: usize,
    /// Where it begins and ends along its writing direction.
    pub(super) along: (f64, f64),
    /// As [`Glyph::across`].
    pub(super) across: f64,
}

/// A glyph that stands for text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// Where its origin is along its writing direction, in points.
    pub(super) along: f32,
    /// Where its baseline is across its writing direction, growing downwards for upright text.
    pub(super) across: f32,
    /// Its width along the writing direction, without character spacing.
    pub(super) width: f32,
    /// Its size in points, as shown.
    pub(super) size: f32,
    /// Its text in [`Page::text`].
    pub(super) start: u32,
    /// Length of its text in bytes.
    pub(super) length: u16,
    /// Index into [`Page::fonts`].
    pub(super) font: u16,
    /// Index into [`Page::marks`].
    pub(super) mark: u16,
    /// Writing direction in degrees, clockwise as shown; 0 for upright text.
    pub(super) angle: i16,
    /// Colour as 0xRRGGBB; black where it is not known.
    pub(super) colour: u32,
    /// What else is known of it.
    pub(super) flags: Flags,
}

/// Facts about a glyph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flags(u16);

impl Flags {
    /// Stands for white space only.
    pub(super) const SPACE: u16 = 1;
    /// Made bold by an outline of its own colour.
    pub(super) const BOLD: u16 = 2;
    /// Drawn in text render mode 3.
    pub(super) const INVISIBLE: u16 = 4;
    /// Cannot be seen: colour of its ground, too small, a layer that is off.
    pub(super) const HIDDEN: u16 = 8;
    /// Outside the page.
    pub(super) const OFF_PAGE: u16 = 16;
    /// Drawn a second time, or part of another glyph: no text of its own.
    pub(super) const DROPPED: u16 = 32;
    /// Painted with hardly any opacity.
    pub(super) const FAINT: u16 = 64;
    /// It may be that nobody sees it.
    pub(super) const DOUBTFUL: u16 = 128;
    /// Something that nobody sees through was painted over it, or it is cut off.
    pub(super) const COVERED: u16 = 256;
    /// Doubtful because what is drawn may not be what it says.
    pub(super) const UNLIKE: u16 = 512 | Self::DOUBTFUL;
    /// Doubtful because it lies in a heap with others.
    pub(super) const HEAPED: u16 = 1024 | Self::DOUBTFUL;
    /// Doubtful because its colour is nearly that of its ground, which is known.
    pub(super) const NEAR_GROUND: u16 = 2048 | Self::DOUBTFUL;

    /// True where one of `flags` is set.
    pub(super) fn has(self, flags: u16) -> bool {
        self.0 & flags != 0
    }

    /// Of these those that are among `flags`.
    pub(super) fn only(self, flags: u16) -> Self {
        Self(self.0 & flags)
    }

    /// Why nobody may see it.
    pub(super) fn doubt(self) -> Option<Doubt> {
        let all = |flags: u16| self.0 & flags == flags;
        if !self.has(Self::DOUBTFUL) {
            None
        } else if all(Self::COVERED) {
            Some(Doubt::Covered)
        } else if all(Self::HEAPED) {
            Some(Doubt::Crowded)
        } else if all(Self::UNLIKE) {
            Some(Doubt::Unlike)
        } else if all(Self::NEAR_GROUND) {
            Some(Doubt::NearGround)
        } else {
            Some(Doubt::Pale)
        }
    }

    /// Sets `flags`.
    pub(super) fn set(&mut self, flags: u16) {
        self.0 |= flags;
    }

    /// Clears `flags`.
    pub(super) fn clear(&mut self, flags: u16) {
        self.0 &= !flags;
    }
}

impl Page {
    /// Glyphs that are left out in the middle of a word, as where a font does not say that one of its glyphs is « fi ».
    pub(super) fn lost_in_words(&self) -> usize {
        /// Part of its size that a letter may stand away from what it touches.
        const NEAR: f64 = 0.12;
        let letter = |at: usize| {
            let glyph = self.glyphs.get(at)?;
            self.text_of(glyph).chars().all(char::is_lowercase).then_some(glyph)
        };
        let in_word = |lost: &&Lost| {
            let around = lost.before.checked_sub(1).and_then(letter).zip(letter(lost.before));
            around.is_some_and(|(left, right)| {
                let size = f64::from(right.size);
                let near = |a: f64, b: f64| (a - b).abs() <= NEAR * size;
                let of = |glyph: &Glyph| f64::from(glyph.across);
                near(f64::from(left.end()), lost.along.0)
                    && near(lost.along.1, f64::from(right.along))
                    && near(of(left), lost.across)
                    && near(of(right), lost.across)
            })
        };
        self.lost.iter().filter(in_word).count()
    }
}

impl Glyph {
    /// Where it ends along its writing direction.
    pub(super) fn end(&self) -> f32 {
        self.along + self.width
    }

    /// The box around it on the page.
    pub(super) fn rect(&self) -> Rect {
        let (top, bottom) = (self.across - 0.75 * self.size, self.across + 0.22 * self.size);
        turn_back(self.angle, self.along, self.end(), top, bottom)
    }
}

/// The upright rectangle around a stretch `along`..`end`, `top`..`bottom` of text that is written at `angle`.
pub(super) fn turn_back(angle: i16, along: f32, end: f32, top: f32, bottom: f32) -> Rect {
    let (u0, u1, v0, v1) = (f64::from(along), f64::from(end), f64::from(top), f64::from(bottom));
    if angle == 0 {
        return Rect { left: u0.min(u1), top: v0.min(v1), right: u0.max(u1), bottom: v0.max(v1) };
    }
    let (sin, cos) = f64::from(angle).to_radians().sin_cos();
    let corner = |u: f64, v: f64| (u * cos - v * sin, u * sin + v * cos);
    Rect::around([corner(u0, v0), corner(u1, v0), corner(u0, v1), corner(u1, v1)].into_iter())
        .unwrap_or_default()
}

/// Marked content that glyphs stand in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// Number of the innermost marked content that the structure tree may name.
    pub(super) mcid: Option<u32>,
    /// Address of the form that numbers it; 0 for the page itself.
    pub(super) owner: usize,
    /// It is no part of the document's content.
    pub(super) artifact: Option<Artifact>,
}

/// A kind of artifact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Artifact {
    /// A running head.
    Header,
    /// A running foot.
    Footer,
    /// Pagination of a kind that is not told.
    Pagination,
    /// Anything else.
    Other,
}

impl Page {
    /// The text of `glyph`.
    pub(super) fn text_of(&self, glyph: &Glyph) -> &str {
        let start = glyph.start as usize;
        self.text.get(start..start + usize::from(glyph.length)).unwrap_or_default()
    }

    /// Adds the text of `glyph` to `out`.
    pub(super) fn push_text(&self, glyph: &Glyph, out: &mut String) {
        match self.text.as_bytes().get(glyph.start as usize) {
            // As most are.
            Some(byte) if glyph.length == 1 && byte.is_ascii() => out.push(char::from(*byte)),
            _ => out.push_str(self.text_of(glyph)),
        }
    }
}
