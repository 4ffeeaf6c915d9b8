//! Text that something is painted over.

use lopdf::Dictionary;

use super::Walker;
use super::colour::{all_dark, one_of};
use super::outline::Outline;
use crate::read::pdf::geometry::Rect;
use crate::read::pdf::page::{Flags, Glyph};
use crate::read::pdf::tokens::Tokens;

/// Glyphs of a page that are looked for under what is painted; what is painted after so many covers nothing.
pub(super) const MOST_LOOKS: usize = 20_000_000;

/// Part of the page that the picture of a scan takes at least.
const SCAN: f64 = 0.6;

/// Bytes, as they stand in the file, of the mask of a picture that is looked at: one that hides nothing is small.
const MASK: usize = 100_000;
/// Samples of a mask from which nobody sees through.
const OPAQUE: u8 = 250;

/// Glyphs that are looked at together first.
const TOGETHER: usize = 32;

/// Points by which a glyph may look out from under what covers it.
const EDGE: f64 = 0.5;

/// Areas that are waited with for one that goes on with them.
const MOST_AREAS: usize = 64;

/// The rectangle that two make which have a side in common.
fn joined(a: &Rect, b: &Rect) -> Option<Rect> {
    let near = |x: f64, y: f64| (x - y).abs() <= EDGE;
    let columns = near(a.left, b.left) && near(a.right, b.right);
    let rows = near(a.top, b.top) && near(a.bottom, b.bottom);
    let touch = columns && (near(a.bottom, b.top) || near(b.bottom, a.top))
        || rows && (near(a.right, b.left) || near(b.right, a.left));
    touch.then(|| Rect {
        left: a.left.min(b.left),
        top: a.top.min(b.top),
        right: a.right.max(b.right),
        bottom: a.bottom.max(b.bottom),
    })
}

impl<'f> Walker<'_, 'f, '_> {
    /// Covers what stands within `rect` with something that nobody sees through. What lies under the picture of a whole
    /// page is the text of a scan, as if it were drawn invisibly.
    pub(super) fn cover(&mut self, rect: Rect, picture: bool) {
        self.cover_within(rect, None, picture);
    }

    /// As [`Self::cover`], with what was filled just before where both are one larger rectangle: many small ones side by side
    /// cover what none of them does.
    pub(super) fn cover_joined(&mut self, rect: Rect) {
        if self.is_seen_through() {
            return;
        }
        let (since, areas) = &mut self.joined;
        if *since != self.page.glyphs.len() {
            *since = self.page.glyphs.len();
            areas.clear();
        }
        let mut whole = rect;
        while let Some(joined) = areas.last().and_then(|last| joined(last, &whole)) {
            areas.pop();
            whole = joined;
        }
        if areas.len() < MOST_AREAS {
            areas.push(whole);
        }
        self.cover(whole, false);
    }

    /// True where what is painted now hides nothing.
    fn is_seen_through(&self) -> bool {
        let state = &self.state;
        state.transparent || state.blended || state.blended_group || self.is_off()
    }

    /// As [`Self::cover`], for the part of `rect` that is within `outline`.
    pub(super) fn cover_within(&mut self, rect: Rect, outline: Option<&Outline>, picture: bool) {
        let small = rect.width() < 2.0 || rect.height() < 2.0;
        if small || self.is_seen_through() || self.looks_under < self.page.glyphs.len() {
            return;
        }
        self.looks_under -= self.page.glyphs.len();
        let whole = rect.width() * rect.height() >= SCAN * self.page.width * self.page.height;
        let flag = if picture && whole { Flags::INVISIBLE } else { Flags::COVERED };
        self.know_reaches();
        let (left, right) = (rect.left - EDGE, rect.right + EDGE);
        let (top, bottom) = (rect.top - EDGE, rect.bottom + EDGE);
        let reaches = self.reaches.iter().map(Some).chain(std::iter::repeat(None));
        for (glyphs, reach) in self.page.glyphs.chunks_mut(TOGETHER).zip(reaches) {
            let beside = |reach: &Rect| {
                reach.right < left || right < reach.left || reach.bottom < top || bottom < reach.top
            };
            if reach.is_some_and(beside) {
                continue;
            }
            for glyph in glyphs {
                let at = glyph.rect();
                let under = left <= at.left && at.right <= right && top <= at.top && at.bottom <= bottom;
                let within = || outline.is_none_or(|outline| outline.holds(&at, EDGE));
                if under && !glyph.flags.has(Flags::SPACE | Flags::OFF_PAGE) && within() {
                    glyph.flags.set(flag);
                }
            }
        }
    }

    /// Takes down how far the glyphs reach that came since: a page may have thousands of fills, each over little of it.
    fn know_reaches(&mut self) {
        let whole = self.page.glyphs.chunks_exact(TOGETHER).skip(self.reaches.len());
        for glyphs in whole {
            let corners = glyphs.iter().map(Glyph::rect).flat_map(|r| [(r.left, r.top), (r.right, r.bottom)]);
            self.reaches.push(Rect::around(corners).unwrap_or_default());
        }
    }

    /// To be called where glyph `first` has got another place.
    pub(super) fn forget_reaches(&mut self, first: usize) {
        self.reaches.truncate(first / TOGETHER);
    }

    /// Covers what stands in `place` with the picture that `image` describes.
    pub(super) fn cover_with_image(&mut self, image: &Dictionary, place: Rect) {
        let holes = [b"Mask".as_slice(), b"SMaskInData"];
        let whole = !self.is_stencil(image)
            && !holes.into_iter().any(|key| image.has(key))
            && (!image.has(b"SMask") || self.has_under(place) && self.is_opaque(image));
        self.cover_with_picture(place, whole);
    }

    /// True where some glyph stands in `place`.
    fn has_under(&mut self, place: Rect) -> bool {
        let looks = self.looks_under.checked_sub(self.page.glyphs.len());
        self.looks_under = looks.unwrap_or(0);
        looks.is_some()
            && self.page.glyphs.iter().any(|glyph| {
                let at = glyph.rect();
                place.holds((at.left + at.right) / 2.0, (at.top + at.bottom) / 2.0)
            })
    }

    /// True where nothing can be seen through the mask of `image`, as in a picture that only has room for one.
    fn is_opaque(&self, image: &Dictionary) -> bool {
        let Some(mask) = self.file.stream(image, b"SMask") else { return false };
        let plain = self.file.integer(&mask.dict, b"BitsPerComponent") == Some(8)
            && !mask.dict.has(b"Decode")
            && self.file.raw(mask).len() <= MASK;
        let samples = plain.then(|| self.file.data(mask)).flatten().unwrap_or_default();
        !samples.is_empty() && samples.iter().all(|sample| *sample >= OPAQUE)
    }

    /// Covers what stands in `place` with a picture, where that is `whole`, without holes, and stands upright.
    pub(super) fn cover_with_picture(&mut self, place: Rect, whole: bool) {
        let [a, b, c, d, ..] = self.state.ctm.0;
        let upright = b == 0.0 && c == 0.0 || a == 0.0 && d == 0.0;
        if upright
            && whole
            && let Some(rect) = self.state.clip.cut(place)
        {
            self.cover(rect, true);
        }
    }

    /// Covers what stands under the line that the path is, where it is drawn as thick as a bar.
    pub(super) fn cover_with_bar(&mut self) {
        let [a, b, c, d, ..] = self.state.ctm.0;
        let thick = self.state.line_width * (a * d - b * c).abs().sqrt();
        let colour = self.state.stroke.colour.filter(|_| !self.state.line_transparent);
        if let Some(colour) = colour
            && let Some(bar) = self.ground.bar(thick)
            && let Some(rect) = self.state.clip.cut(bar)
        {
            self.ground.paint(rect, colour);
            self.cover(rect, false);
        }
    }

    /// A gradient fills all that the clip leaves.
    pub(super) fn shade(&mut self, tokens: &Tokens<'_>, resources: Option<&'f Dictionary>) {
        let page = Rect { left: 0.0, top: 0.0, right: self.page.width, bottom: self.page.height };
        let found = tokens.last_name().and_then(|name| self.resource(resources, b"Shading", name));
        let found = found.and_then(|shading| self.file.to_dict(shading));
        let whole = found.filter(|shading| !self.state.transparent && self.is_extended(shading));
        let colours = whole.and_then(|shading| self.of_shading(shading)).unwrap_or_default();
        match self.state.clip.cut(page) {
            Some(rect) => {
                match one_of(&colours) {
                    Some(colour) => self.ground.paint(rect, colour),
                    None => self.ground.cover(rect, all_dark(&colours)),
                }
                self.cover(rect, false);
            }
            None => self.ground.cover_all(),
        }
    }
}
