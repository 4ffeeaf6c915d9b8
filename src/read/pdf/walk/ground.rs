//! What lies under text: enough to know the colour of its ground where that is simple, and to say so where it is not.

use std::cell::Cell;

use super::clip::Clip;
use super::outline::{Outline, Side};
use super::path::{MAX_AREAS, Path};
use crate::read::look::{WHITE, is_nearly_same_colour};
use crate::read::pdf::geometry::{Matrix, Rect};
use crate::read::pdf::tokens::Tokens;

/// Points that a line is thick at least to be a bar that text may lie under or on.
const BAR: f64 = 7.0;
/// The areas painted so far.
#[derive(Debug, Default)]
pub(super) struct Ground {
    areas: Vec<Area>,
    /// Colours that areas have.
    colours: Vec<u32>,
    /// Around what was drawn by lines that make no rectangle.
    drawn: Vec<Rect>,
    /// The colour that was asked for last, and whether one of those is about the same.
    asked: Cell<Option<(u32, bool)>>,
    lost: bool,
    path: Path,
    clip_next: bool,
}

/// A painted area; no colour where it is not one plain colour all over.
#[derive(Clone, Debug)]
struct Area {
    rect: Rect,
    colour: Option<u32>,
    /// Dark all over, whatever its colours.
    dark: bool,
    /// Its shape, where it is no rectangle.
    outline: Option<Box<Outline>>,
}

/// What a fill paints with.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fill {
    /// Its one colour, where that is known and covers.
    pub(super) colour: Option<u32>,
    /// It is dark all over.
    pub(super) dark: bool,
    /// Nothing shows through it.
    pub(super) opaque: bool,
}

/// A shape that was filled in one piece.
pub(super) enum Filled {
    Rect(Rect),
    Outline(Outline, Rect),
}

/// The colour under a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Under {
    Colour(u32),
    /// Some dark colour.
    Dark,
    Unknown,
}

impl Ground {
    /// Takes a path operator.
    pub(super) fn path(&mut self, operator: &[u8], tokens: &Tokens<'_>, ctm: &Matrix) {
        self.path.take(operator, tokens, ctm);
    }

    /// Fills the path within `clip`. Gives the area that is one plain shape, where the fill is opaque; of several, some
    /// may be holes in others.
    pub(super) fn fill(&mut self, fill: Fill, clip: &mut Clip) -> Option<Filled> {
        self.path.end_polygon();
        let Fill { colour, dark, opaque } = fill;
        let plain = match (self.path.rects.as_slice(), self.path.other) {
            ([rect], None) => clip.cut(*rect).map(Filled::Rect),
            ([], Some(around)) if opaque || dark => {
                let outline = self.path.outline.take_large(&around);
                outline.zip(clip.cut(around)).map(|(outline, rect)| Filled::Outline(outline, rect))
            }
            _ => None,
        };
        for rect in std::mem::take(&mut self.path.rects) {
            match *clip {
                Clip::None => self.add(rect, colour, dark),
                Clip::Rect(clip) => self.add(rect.intersect(&clip), colour, dark),
                Clip::Within(clip) => self.add(rect.intersect(&clip), None, false),
                Clip::Other => self.add(rect, None, false),
            }
        }
        match (&plain, self.path.other) {
            (Some(Filled::Outline(outline, rect)), _) => {
                let outline = Some(Box::new(outline.clone()));
                self.push(Area { rect: *rect, colour, dark, outline });
            }
            (_, Some(rect)) => self.add(rect, None, false),
            _ => {}
        }
        self.end_path(clip);
        plain.filter(|_| opaque)
    }

    /// The area of the path where that is one upright line, drawn as `thick` as a bar.
    pub(super) fn bar(&self, thick: f64) -> Option<Rect> {
        let Path { rects, other: None, corners, .. } = &self.path else { return None };
        let (&[from, to], true) = (corners.as_slice(), rects.is_empty() && thick >= BAR) else { return None };
        let (across, down) = (from.1 == to.1, from.0 == to.0);
        let half = thick / 2.0;
        let (wide, high) = if across { (0.0, half) } else { (half, 0.0) };
        (across != down).then(|| Rect {
            left: from.0.min(to.0) - wide,
            top: from.1.min(to.1) - high,
            right: from.0.max(to.0) + wide,
            bottom: from.1.max(to.1) + high,
        })
    }

    /// Takes down what the path is, which is drawn by its lines.
    pub(super) fn stroke(&mut self) {
        self.path.end_polygon();
        if let Some(around) = self.path.other.filter(|_| self.drawn.len() < MAX_AREAS) {
            self.drawn.push(around);
        }
    }

    /// Paints `rect` in `colour`.
    pub(super) fn paint(&mut self, rect: Rect, colour: u32) {
        self.add(rect, Some(colour), false);
    }

    /// Covers `rect` with something of no known colour, which is `dark` or not.
    pub(super) fn cover(&mut self, rect: Rect, dark: bool) {
        self.add(rect, None, dark);
    }

    /// Covers an unknown part of the page.
    pub(super) fn cover_all(&mut self) {
        self.lost = true;
    }

    /// The path clips once it has been painted.
    pub(super) fn clip(&mut self) {
        self.clip_next = true;
    }

    /// Ends the path; where it was to clip, `clip` becomes smaller.
    pub(super) fn end_path(&mut self, clip: &mut Clip) {
        self.path.end_polygon();
        if std::mem::take(&mut self.clip_next) {
            *clip = match (*clip, self.path.rects.as_slice(), self.path.other) {
                (Clip::None, [rect], None) => Clip::Rect(*rect),
                (Clip::Rect(clip), [rect], None) => Clip::Rect(clip.intersect(rect)),
                (clip, _, _) => match (clip, self.path.around()) {
                    (Clip::None, Some(around)) => Clip::Within(around),
                    (Clip::Rect(clip) | Clip::Within(clip), Some(around)) => {
                        Clip::Within(clip.intersect(&around))
                    }
                    (Clip::Rect(clip) | Clip::Within(clip), None) => Clip::Within(clip),
                    _ => Clip::Other,
                },
            };
        }
        self.path.rects.clear();
        self.path.corners.clear();
        self.path.outline.clear();
        self.path.other = None;
    }

    /// True where some area has about `colour`, or the page itself has it.
    pub(super) fn may_be(&self, colour: u32) -> bool {
        match self.asked.get() {
            Some((asked, may)) if asked == colour => may,
            _ => {
                let grounds = &mut self.colours.iter().chain(&[WHITE]);
                let may = grounds.any(|ground| is_nearly_same_colour(*ground, colour));
                self.asked.set(Some((colour, may)));
                may
            }
        }
    }

    /// What lies under the point; the page is white.
    pub(super) fn under(&self, x: f64, y: f64) -> Under {
        if self.lost {
            return Under::Unknown;
        }
        for area in self.areas.iter().rev().filter(|area| area.rect.holds(x, y)) {
            match area.outline.as_ref().map(|outline| outline.side(x, y)) {
                Some(Side::Outside) => continue,
                Some(Side::Unknown) => return Under::Unknown,
                _ => {}
            }
            return match area.colour {
                Some(colour) => Under::Colour(colour),
                None if area.dark => Under::Dark,
                None => Under::Unknown,
            };
        }
        Under::Colour(WHITE)
    }

    /// True where nothing but plain areas is drawn at the point.
    pub(super) fn is_bare(&self, x: f64, y: f64) -> bool {
        matches!(self.under(x, y), Under::Colour(_)) && !self.drawn.iter().any(|rect| rect.holds(x, y))
    }

    fn add(&mut self, rect: Rect, colour: Option<u32>, dark: bool) {
        self.push(Area { rect, colour, dark, outline: None });
    }

    fn push(&mut self, area: Area) {
        let Area { rect, colour, .. } = area;
        if rect.width() <= 0.0 || rect.height() <= 0.0 {
            return;
        }
        if self.areas.len() >= MAX_AREAS {
            self.lost = true;
            return;
        }
        if let Some(colour) = colour
            && !self.colours.contains(&colour)
        {
            self.colours.push(colour);
            self.asked.set(None);
        }
        self.areas.push(area);
    }
}
