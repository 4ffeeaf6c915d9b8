//! Text that something is painted over.

use super::Walker;
use crate::read::pdf::geometry::Rect;
use crate::read::pdf::page::Flags;

/// Glyphs of a page that are looked for under what is painted; what is painted after so many covers nothing.
pub(super) const MOST_LOOKS: usize = 20_000_000;

/// Part of the page that the picture of a scan takes at least.
const SCAN: f64 = 0.6;

/// Points by which a glyph may look out from under what covers it.
const EDGE: f64 = 0.5;

impl Walker<'_, '_, '_> {
    /// Covers what stands within `rect` with something that nobody sees through. What lies under the picture of a whole
    /// page is the text of a scan, as if it were drawn invisibly.
    pub(super) fn cover(&mut self, rect: Rect, picture: bool) {
        let state = &self.state;
        let seen_through = state.transparent || state.blended || state.blended_group || self.is_off();
        let small = rect.width() < 2.0 || rect.height() < 2.0;
        if seen_through || small || self.looks_under < self.page.glyphs.len() {
            return;
        }
        self.looks_under -= self.page.glyphs.len();
        let whole = rect.width() * rect.height() >= SCAN * self.page.width * self.page.height;
        let flag = if picture && whole { Flags::INVISIBLE } else { Flags::COVERED };
        for glyph in &mut self.page.glyphs {
            let at = glyph.rect();
            let under = rect.left - EDGE <= at.left
                && at.right <= rect.right + EDGE
                && rect.top - EDGE <= at.top
                && at.bottom <= rect.bottom + EDGE;
            if under && !glyph.flags.has(Flags::SPACE | Flags::OFF_PAGE) {
                glyph.flags.set(flag);
            }
        }
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

    /// A gradient fills all that the clip leaves.
    pub(super) fn shade(&mut self) {
        let page = Rect { left: 0.0, top: 0.0, right: self.page.width, bottom: self.page.height };
        match self.state.clip.cut(page) {
            Some(rect) => {
                self.ground.cover(rect);
                self.cover(rect, false);
            }
            None => self.ground.cover_all(),
        }
    }
}
