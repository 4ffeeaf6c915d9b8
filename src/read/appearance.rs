//! How text of an office document looks, and whether anybody can see it.

use super::look::{AUTOMATIC, PATTERN, WHITE, is_nearly_same_colour, is_same_colour, is_symbol_font};
use crate::document::{Doubt, Style};

/// Text smaller than this many points, in height or in width, cannot be seen.
pub(super) const SMALLEST: f32 = 2.0;
/// Size in points of text whose size is not told.
const USUAL: f32 = 10.0;
/// Letters that are drawn together by more than this part of their size lie on top of one another.
const STACKED: f32 = 0.4;
/// Letters that are raised or lowered by this many points leave their line and those around it.
const OUT_OF_LINE: f32 = 200.0;

/// Size in points of running text whose size is not told, and the distance of its lines at single spacing by that.
const RUNNING: f32 = 11.0;
const SINGLE: f32 = 1.17;

/// Distance of lines by single spacing: `exact` points of text of `size`, or so many `times`.
pub(super) fn leading(exact: Option<f32>, times: Option<f32>, size: Option<f32>) -> Option<f32> {
    let exact = exact.filter(|line| line.is_finite());
    let times = exact.map(|line| line / (size.unwrap_or(RUNNING) * SINGLE)).or(times);
    times.filter(|times| (0.1..20.0).contains(times))
}

/// Height in points of lines that stand at so many `times` their usual distance; infinite where letters have room.
pub(super) fn tight(times: f32) -> f32 {
    if (0.0..0.5).contains(&times) { times * SINGLE * USUAL } else { f32::INFINITY }
}

/// The name of a font, as far as it tells one from another.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct FontName {
    bytes: [u8; 31],
    length: u8,
}

impl FontName {
    /// The first of the names in `text`, as styles write it; none where there is none.
    pub(super) fn of(text: &str) -> Option<Self> {
        let first = text.split([',', ';']).next().unwrap_or_default();
        let name = first.trim().trim_matches(['\'', '"']).trim();
        let mut bytes = [0; 31];
        let mut length = 0;
        for c in name.chars().take_while(|c| !c.is_control()) {
            let Some(room) = bytes.get_mut(length..length + c.len_utf8()) else { break };
            c.encode_utf8(room);
            length += c.len_utf8();
        }
        (length > 0).then_some(Self { bytes, length: length as u8 })
    }

    pub(super) fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..usize::from(self.length)).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

impl std::fmt::Debug for FontName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.as_str().fmt(f)
    }
}

/// What a style or a run says of its text; what it does not say is left to what it stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct TextProps {
    /// Bold.
    pub(super) bold: Option<bool>,
    /// Italic.
    pub(super) italic: Option<bool>,
    /// Hidden by attribute.
    pub(super) hidden: Option<bool>,
    /// Painted with nothing: no fill, or one that is see-through.
    pub(super) ghost: Option<bool>,
    /// In a font of fixed width.
    pub(super) monospace: Option<bool>,
    /// The font that is named for it.
    pub(super) font: Option<FontName>,
    /// Size in points.
    pub(super) size: Option<f32>,
    /// Width of its letters by that of the font.
    pub(super) scale: Option<f32>,
    /// Points added between letters.
    pub(super) spacing: Option<f32>,
    /// Points that it is raised by.
    pub(super) rise: Option<f32>,
    /// Exact height of its lines in points; infinite where they grow with what they hold.
    pub(super) line: Option<f32>,
    /// It stands where no page is.
    pub(super) away: Option<bool>,
    /// 0xRRGGBB or [`AUTOMATIC`].
    pub(super) colour: Option<u32>,
    /// What it stands on, as 0xRRGGBB or [`PATTERN`].
    pub(super) ground: Option<u32>,
}

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Look {
    /// Of the run that it becomes.
    pub(super) style: Style,
    /// The font that is named for it.
    pub(super) font: Option<FontName>,
    /// 0xRRGGBB.
    pub(super) colour: Option<u32>,
    /// It cannot be seen: hidden, too small, or in the colour of its ground.
    pub(super) hidden: bool,
    /// It stands outside the page.
    pub(super) off_page: bool,
}

/// What text stands in: a cell, a row, a table, a box.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Around {
    /// As [`TextProps::ground`].
    pub(super) ground: Option<u32>,
    /// It is too small for what it holds, or hidden.
    pub(super) hidden: bool,
    /// It stands where no page is.
    pub(super) away: bool,
}

impl Around {
    /// What all of `open` come to for what stands in the innermost; on nothing else than `paper`.
    pub(super) fn all(open: &[Self], paper: Option<u32>) -> Self {
        Self {
            ground: open.iter().rev().find_map(|one| one.ground).or(paper),
            hidden: open.iter().any(|one| one.hidden),
            away: open.iter().any(|one| one.away),
        }
    }
}

impl TextProps {
    /// These, and what they leave open from `base`.
    pub(super) fn over(self, base: Self) -> Self {
        Self {
            bold: self.bold.or(base.bold),
            italic: self.italic.or(base.italic),
            hidden: self.hidden.or(base.hidden),
            ghost: self.ghost.or(base.ghost),
            monospace: self.monospace.or(base.monospace),
            font: self.font.or(base.font),
            size: self.size.or(base.size),
            scale: self.scale.or(base.scale),
            spacing: self.spacing.or(base.spacing),
            rise: self.rise.or(base.rise),
            line: self.line.or(base.line),
            away: self.away.or(base.away),
            colour: self.colour.or(base.colour),
            ground: self.ground.or(base.ground),
        }
    }

    /// These of a DOCX character style over `base` of a paragraph style: bold, italic and hidden are toggles, which
    /// two styles that both set them cancel.
    pub(super) fn toggled_over(self, base: Self) -> Self {
        let toggle = |mine: Option<bool>, base: Option<bool>| match (mine, base) {
            (Some(mine), Some(base)) => Some(mine != base),
            (mine, base) => mine.or(base),
        };
        Self {
            bold: toggle(self.bold, base.bold),
            italic: toggle(self.italic, base.italic),
            hidden: toggle(self.hidden, base.hidden),
            ..self.over(base)
        }
    }

    /// The look that they come to within `around`. The automatic colour contrasts with any ground.
    pub(super) fn look(self, around: Around) -> Look {
        let ground = self.ground.or(around.ground).unwrap_or(PATTERN);
        let has = |other: u32| self.colour.is_some_and(|colour| is_same_colour(colour, other));
        let nearly = |other: u32| self.colour.is_some_and(|colour| is_nearly_same_colour(colour, other));
        let style = Style {
            bold: self.bold.unwrap_or(false),
            italic: self.italic.unwrap_or(false),
            monospace: self.monospace.unwrap_or(false),
            doubt: match ground {
                PATTERN if nearly(WHITE) => Some(Doubt::Pale),
                ground if nearly(ground) => Some(Doubt::NearGround),
                _ if self.font.is_some_and(|font| is_symbol_font(font.as_str())) => Some(Doubt::Unlike),
                _ => self.is_crowded().then_some(Doubt::Crowded),
            },
            size: self.size,
        };
        let told = self.hidden.unwrap_or(false) || self.ghost.unwrap_or(false) || around.hidden;
        Look {
            style,
            font: self.font,
            colour: self.colour.map(|colour| if colour == AUTOMATIC { 0 } else { colour }),
            hidden: told || self.is_squeezed() || has(ground),
            off_page: self.away.unwrap_or(false) || around.away,
        }
    }

    /// True for text whose letters or lines lie on one another so much that it may not be read.
    fn is_crowded(self) -> bool {
        let size = self.size.unwrap_or(USUAL);
        self.scale.is_some_and(|scale| scale < 0.3)
            || self.line.is_some_and(|line| line < 0.5 * size)
            || self.spacing.is_some_and(|spacing| spacing < -0.25 * size)
    }

    /// True for text that is too small, too narrow or too crowded to be seen.
    fn is_squeezed(self) -> bool {
        let size = self.size.unwrap_or(USUAL);
        size < SMALLEST
            || self.scale.is_some_and(|scale| size * scale < SMALLEST)
            || self.line.is_some_and(|line| line < SMALLEST)
            || self.spacing.is_some_and(|spacing| spacing < -STACKED * size)
            || self.rise.is_some_and(|rise| rise.abs() >= OUT_OF_LINE)
    }
}
