//! Text that is painted with next to no opacity.

use super::Walker;
use crate::read::pdf::page::{Flags, Glyph};

/// Such glyphs of a page that are looked at: where there are more, nobody takes them for a title.
const MOST: usize = 400;

/// True for glyphs of one line.
fn in_line(a: &Glyph, b: &Glyph) -> bool {
    a.flags.has(Flags::FAINT) && b.flags.has(Flags::FAINT) && (a.across - b.across).abs() < 1.0
}

impl Walker<'_, '_, '_> {
    /// Hides the lines of faint text in whose place nothing is drawn that could be their letters: a title in colours that no
    /// font has is drawn as shapes or as a picture, with its text over it that nobody sees.
    pub(super) fn hide_faint(&mut self) {
        // What is drawn by glyphs that do not say what they are may be those letters.
        if self.page.unknown > 0 {
            return;
        }
        let mut left = MOST;
        for line in self.page.glyphs.chunk_by_mut(in_line) {
            if !line.first().is_some_and(|glyph| glyph.flags.has(Flags::FAINT)) {
                continue;
            }
            let Some(rest) = left.checked_sub(line.len()) else { return };
            left = rest;
            let is_bare = |glyph: &&Glyph| {
                let at = glyph.rect();
                self.ground.is_bare((at.left + at.right) / 2.0, (at.top + at.bottom) / 2.0)
            };
            let letters = || line.iter().filter(|glyph| !glyph.flags.has(Flags::SPACE));
            if letters().filter(is_bare).count() * 2 > letters().count() {
                line.iter_mut().for_each(|glyph| glyph.flags.set(Flags::HIDDEN));
            }
        }
    }
}
