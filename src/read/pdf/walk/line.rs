//! What all glyphs of one string share: where they stand, how large they are, whether they can be seen.

use super::Walker;
use super::state::{Paint, Space, State};
use crate::read::pdf::font::Font;
use crate::read::pdf::page::Flags;

/// Text smaller than this, in points as shown, cannot be read.
const TINY: f64 = 2.0;

/// What the letters are painted with, where that is one thing.
fn painted_with(state: &State) -> Option<Paint> {
    match state.mode {
        0 | 4 => Some(state.fill),
        1 | 5 => Some(state.stroke),
        2 | 6 => Some(state.fill).filter(|fill| fill.colour == state.stroke.colour),
        _ => None,
    }
}

/// What all glyphs of one string share.
pub(super) struct Line {
    pub(super) angle: i16,
    /// Page units along the writing direction for one unit of text space.
    pub(super) scale: f64,
    /// Position of the next glyph.
    pub(super) along: f64,
    pub(super) across: f64,
    pub(super) size: f64,
    pub(super) flags: Flags,
    /// Check every glyph against its ground.
    pub(super) check_ground: bool,
    pub(super) colour: u32,
    pub(super) font_index: u16,
    pub(super) mark: u16,
}

impl Walker<'_, '_, '_> {
    /// What the glyphs of a string that is shown now share; none where nothing sensible can be shown.
    pub(super) fn line_of(&self, font: &Font, font_index: u16, vertical: bool) -> Option<Line> {
        let state = &self.state;
        let whole = self.text.then(&state.ctm);
        let [a, b, c, d, _, _] = whole.0;
        let (x, y) = whole.apply(0.0, state.rise);
        // The direction of writing: text space x, or downwards in vertical writing.
        let (dx, dy) = if vertical { (-c, -d) } else { (a, b) };
        // Most text stands upright; roots and angles are for the rest.
        let length = |x: f64, y: f64| if x == 0.0 { y.abs() } else { x.hypot(y) };
        let scale = length(dy, dx);
        let size = state.size.abs() * length(c, d).min(1e4) * font.em;
        if ![x, y, scale, size].iter().all(|v| v.is_finite() && v.abs() < 1e7) {
            return None;
        }
        let sign = if state.size * state.stretch < 0.0 && !vertical { -1.0 } else { 1.0 };
        let upright = dy == 0.0 && dx * sign > 0.0;
        let angle = if upright { 0 } else { (dy * sign).atan2(dx * sign).to_degrees().round() as i16 };
        let angle = if (-2..=2).contains(&angle) { 0 } else { angle };
        let (sin, cos) = if angle == 0 { (0.0, 1.0) } else { f64::from(angle).to_radians().sin_cos() };
        let mut flags = Flags::default();
        match state.mode {
            2 | 6 => flags.set(Flags::BOLD),
            3 => flags.set(Flags::INVISIBLE),
            // It only cuts what is painted after it.
            7 => flags.set(Flags::UNLIKE),
            _ => {}
        }
        if font.blank {
            flags.set(Flags::INVISIBLE);
        }
        if font.doubtful {
            flags.set(Flags::UNLIKE);
        }
        let paint = painted_with(state);
        if matches!(state.mode, 0 | 4) && state.faint
            || matches!(state.mode, 1 | 5) && state.line_faint
            || paint.is_some_and(|paint| paint.space == Space::Nothing)
        {
            flags.set(Flags::FAINT);
        }
        let colour = paint.and_then(|paint| paint.colour);
        if matches!(state.mode, 0 | 4) && state.pale {
            flags.set(Flags::DOUBTFUL);
        }
        if state.masked || state.lightens {
            flags.set(Flags::UNLIKE);
        }
        let width = if vertical { size } else { state.size.abs() * state.stretch.abs() * scale * font.em };
        // Letters that lean so much that they lie flat are no higher than what is left across their line.
        let size_across = state.size.abs() * font.em * (a * d - b * c).abs() / scale.max(f64::MIN_POSITIVE);
        if self.is_off() || size < TINY || width < TINY || size_across < TINY {
            flags.set(Flags::HIDDEN);
        }
        Some(Line {
            angle,
            scale: scale * sign,
            along: x * cos + y * sin,
            across: y * cos - x * sin,
            size,
            flags,
            check_ground: colour.is_some_and(|colour| self.ground.may_be(colour)),
            colour: colour.unwrap_or(0),
            font_index,
            mark: self.mark(),
        })
    }
}
