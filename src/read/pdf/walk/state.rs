//! The graphics state, as far as text depends on it.

use super::clip::Clip;
use crate::read::look::WHITE;
use crate::read::pdf::geometry::Matrix;

/// What `q` saves and `Q` restores.
#[derive(Clone, Debug)]
pub(super) struct State {
    /// From user space to page space (points, origin at the top left).
    pub(super) ctm: Matrix,
    /// Colour of fills.
    pub(super) fill: Paint,
    /// Colour of outlines.
    pub(super) stroke: Paint,
    /// Where painting has an effect.
    pub(super) clip: Clip,
    /// Fills are see-through.
    pub(super) transparent: bool,
    /// Width of lines, in units of the page's content.
    pub(super) line_width: f64,
    /// Lines are see-through.
    pub(super) line_transparent: bool,
    /// What is painted is blended with what lies under it, or masked.
    pub(super) blended: bool,
    /// It is blended so that nothing of it shows on white.
    pub(super) lightens: bool,
    /// So is all that the group paints.
    pub(super) lightens_group: bool,
    /// It is masked.
    pub(super) masked: bool,
    /// So is the group that paints, or it is see-through.
    pub(super) blended_group: bool,
    /// How much of a fill shows, 0 to 1.
    pub(super) alpha: f64,
    /// Lines are so see-through that nobody sees them.
    pub(super) line_faint: bool,
    /// Fills are so see-through that nobody sees them.
    pub(super) faint: bool,
    /// So is all that the group paints.
    pub(super) faint_group: bool,
    /// Fills are so see-through that few see them.
    pub(super) pale: bool,
    /// Index into the page's fonts.
    pub(super) font: Option<u16>,
    /// `Tf` size.
    pub(super) size: f64,
    /// `Tc`.
    pub(super) character_spacing: f64,
    /// `Tw`.
    pub(super) word_spacing: f64,
    /// `Tz` as a factor.
    pub(super) stretch: f64,
    /// `TL`.
    pub(super) leading: f64,
    /// `Ts`.
    pub(super) rise: f64,
    /// `Tr`.
    pub(super) mode: i32,
}

/// A colour, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paint {
    /// How operands of `sc` and `scn` are read.
    pub(super) space: Space,
    /// 0xRRGGBB; none for patterns and spaces that are not followed.
    pub(super) colour: Option<u32>,
    /// A gradient, which has no holes.
    pub(super) shaded: bool,
    /// All of its colours are dark.
    pub(super) dark: bool,
}

/// A colour space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    Gray,
    Rgb,
    Cmyk,
    /// CIE L*a*b*, of which the lightness is looked at.
    Lab,
    /// Inks of their own: none of them leaves paper.
    Inks,
    /// An ink that no printer has.
    Nothing,
    /// An indexed space, by its place among the palettes of the walk.
    Palette(u16),
    /// Patterns.
    Pattern,
    Unknown,
}

impl State {
    /// The state at the start of a page.
    pub(super) fn new(ctm: Matrix) -> Self {
        Self {
            ctm,
            fill: Space::Gray.paint(&[0.0]),
            stroke: Space::Gray.paint(&[0.0]),
            clip: Clip::None,
            transparent: false,
            line_width: 1.0,
            line_transparent: false,
            blended: false,
            lightens: false,
            lightens_group: false,
            masked: false,
            blended_group: false,
            alpha: 1.0,
            line_faint: false,
            faint: false,
            faint_group: false,
            pale: false,
            font: None,
            size: 0.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }
}

impl Space {
    /// The space of `components` components, where a profile does not tell more.
    pub(super) fn of_components(components: i64) -> Self {
        match components {
            1 => Self::Gray,
            3 => Self::Rgb,
            4 => Self::Cmyk,
            _ => Self::Unknown,
        }
    }

    /// The first colour of the space.
    pub(super) fn initial(self) -> Paint {
        let black = matches!(self, Self::Gray | Self::Rgb | Self::Cmyk | Self::Lab);
        Paint { space: self, colour: black.then_some(0), shaded: false, dark: false }
    }

    /// The colour with these `components`.
    pub(super) fn paint(self, components: &[f64]) -> Paint {
        let colour = match (self, components) {
            (Self::Gray, [gray]) => Some(rgb([*gray; 3])),
            (Self::Rgb, [r, g, b]) => Some(rgb([*r, *g, *b])),
            (Self::Cmyk, [c, m, y, k]) => Some(rgb([c, m, y].map(|ink| (1.0 - ink) * (1.0 - k)))),
            (Self::Lab, [lightness, ..]) if *lightness >= 97.0 => Some(WHITE),
            (Self::Lab, [lightness, ..]) if *lightness <= 3.0 => Some(0),
            (Self::Inks, inks) if !inks.is_empty() && inks.iter().all(|ink| *ink <= 0.01) => Some(WHITE),
            _ => None,
        };
        Paint { space: self, colour, shaded: false, dark: false }
    }
}

fn rgb(parts: [f64; 3]) -> u32 {
    parts.iter().fold(0, |colour, part| colour << 8 | (part.clamp(0.0, 1.0) * 255.0).round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_of_every_space() {
        assert_eq!(Space::Gray.paint(&[1.0]).colour, Some(0xff_ffff));
        assert_eq!(Space::Rgb.paint(&[1.0, 0.5, 0.0]).colour, Some(0xff_8000));
        assert_eq!(Space::Cmyk.paint(&[0.0, 0.0, 0.0, 1.0]).colour, Some(0));
        assert_eq!(Space::Lab.paint(&[99.0, 0.0, 0.0]).colour, Some(WHITE));
        assert_eq!(Space::Inks.paint(&[0.0, 0.0]).colour, Some(WHITE));
        assert_eq!(Space::Inks.paint(&[0.0, 0.4]).colour, None);
        assert_eq!(Space::Unknown.paint(&[0.5]).colour, None);
    }
}
