//! What lies under text: enough to know the colour of its ground where that is simple, and to say so where it is not.

use std::cell::Cell;

use super::outline::{Outline, Side};
use crate::read::look::{WHITE, is_nearly_same_colour};
use crate::read::pdf::geometry::{Matrix, Rect};
use crate::read::pdf::tokens::Tokens;

/// More areas than this make the ground unknown everywhere.
const MAX_AREAS: usize = 4_096;

/// Points that a line is thick at least to be a bar that text may lie under or on.
const BAR: f64 = 7.0;
/// Points from corner to corner of a curve that is followed along its bend.
const LONG: f64 = 100.0;
/// Pieces that it is followed in.
const PIECES: u8 = 8;

/// Corners of a rectangle that comes back to where it began.
const CORNERS: usize = 5;

/// The upright rectangle of which these are the corners, one after the other.
fn rectangle(corners: &[(f64, f64)]) -> Option<Rect> {
    let same = |a: f64, b: f64| (a - b).abs() < 0.01;
    let (first, rest) = match *corners {
        [a, b, c, d] => (a, [b, c, d]),
        [a, b, c, d, e] if same(a.0, e.0) && same(a.1, e.1) => (a, [b, c, d]),
        _ => return None,
    };
    let [b, c, d] = rest;
    let across = same(first.1, b.1) && same(b.0, c.0) && same(c.1, d.1) && same(d.0, first.0);
    let down = same(first.0, b.0) && same(b.1, c.1) && same(c.0, d.0) && same(d.1, first.1);
    (across || down).then(|| Rect {
        left: first.0.min(c.0),
        top: first.1.min(c.1),
        right: first.0.max(c.0),
        bottom: first.1.max(c.1),
    })
}

/// True for a curve of which much lies beside the line between its ends.
fn is_long(bend: &[(f64, f64); 4]) -> bool {
    bend.windows(2).any(|pair| matches!(pair, [a, b] if (a.0 - b.0).hypot(a.1 - b.1) >= LONG))
}

/// The point at `t`, 0 to 1, of a Bézier curve.
fn along(bend: &[(f64, f64); 4], t: f64) -> (f64, f64) {
    let s = 1.0 - t;
    let weights = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
    bend.iter()
        .zip(weights)
        .fold((0.0, 0.0), |sum, (point, weight)| (sum.0 + weight * point.0, sum.1 + weight * point.1))
}

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

/// Where painting has an effect.
#[derive(Clone, Copy, Debug)]
pub(super) enum Clip {
    /// All over the page.
    None,
    /// Within a rectangle.
    Rect(Rect),
    /// Some shape in a rectangle.
    Within(Rect),
    /// Some shape.
    Other,
}

impl Clip {
    /// What it leaves of `rect`, where that is known.
    pub(super) fn cut(self, rect: Rect) -> Option<Rect> {
        match self {
            Self::None => Some(rect),
            Self::Rect(clip) => Some(rect.intersect(&clip)),
            Self::Within(_) | Self::Other => None,
        }
    }

    /// What is left of it within `rect`.
    pub(super) fn and(self, rect: Rect) -> Self {
        match self {
            Self::None => Self::Rect(rect),
            Self::Rect(clip) => Self::Rect(clip.intersect(&rect)),
            Self::Within(clip) => Self::Within(clip.intersect(&rect)),
            Self::Other => Self::Within(rect),
        }
    }

    /// What is left of it within what `rect` becomes by `ctm`.
    pub(super) fn within(self, ctm: &Matrix, rect: Rect) -> Self {
        let around = ctm.apply_rect(rect);
        let [a, b, c, d, ..] = ctm.0;
        match self.and(around) {
            Self::Rect(clip) if b.abs() + c.abs() > 1e-6 && a.abs() + d.abs() > 1e-6 => Self::Within(clip),
            clip => clip,
        }
    }

    /// True where nothing of `rect` is left, nor of what is a point around it.
    pub(super) fn leaves_out(self, rect: &Rect) -> bool {
        matches!(self, Self::Rect(clip) | Self::Within(clip) if rect.right < clip.left - 1.0
            || rect.left > clip.right + 1.0
            || rect.bottom < clip.top - 1.0
            || rect.top > clip.bottom + 1.0)
    }
}

/// The current path.
#[derive(Clone, Debug, Default)]
struct Path {
    rects: Vec<Rect>,
    /// Around everything that is no rectangle.
    other: Option<Rect>,
    /// Corners of the polygon that is drawn now, at most one more than those of a rectangle.
    corners: Vec<(f64, f64)>,
    /// What is drawn, where it is one shape.
    outline: Outline,
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
        let upright = (ctm.0[1] == 0.0 && ctm.0[2] == 0.0) || (ctm.0[0] == 0.0 && ctm.0[3] == 0.0);
        if operator == b"re" {
            let Some([x, y, w, h]) = tokens.numbers() else { return };
            let (x0, x1) = (x.min(x + w), x.max(x + w));
            let (y0, y1) = (y.min(y + h), y.max(y + h));
            let rect = ctm.apply_rect(Rect { left: x0, top: y0, right: x1, bottom: y1 });
            if upright && self.path.rects.len() < MAX_AREAS {
                self.path.rects.push(rect);
            } else {
                self.path.grow(rect);
                self.path.outline.begin(ctm.apply(x0, y0));
                for (x, y) in [(x1, y0), (x1, y1), (x0, y1)] {
                    self.path.outline.corner(ctm.apply(x, y));
                }
            }
            return;
        }
        if operator == b"m" {
            self.path.end_polygon();
        }
        if let (b"m" | b"l", Some([x, y])) = (operator, tokens.numbers()) {
            let at = ctm.apply(x, y);
            if operator == b"m" {
                self.path.outline.begin(at)
            } else {
                self.path.outline.corner(at)
            }
            if self.path.corners.len() <= CORNERS
                && (operator == b"m" || !self.path.corners.is_empty())
                && self.path.rects.len() < MAX_AREAS
            {
                self.path.corners.push(at);
            } else {
                self.path.give_up_polygon();
                self.path.grow(Rect { left: at.0, top: at.1, right: at.0, bottom: at.1 });
            }
            return;
        }
        self.path.give_up_polygon();
        let mut points = Vec::with_capacity(3);
        for i in 0..(tokens.operands.len() / 2).min(3) {
            if let (Some(x), Some(y)) = (tokens.number(2 * i), tokens.number(2 * i + 1)) {
                let (x, y) = ctm.apply(x, y);
                self.path.grow(Rect { left: x, top: y, right: x, bottom: y });
                points.push((x, y));
            }
        }
        let start = self.path.outline.last();
        let bend = match (operator, points.as_slice(), start) {
            (b"c", &[a, b, end], Some(start)) => Some([start, a, b, end]),
            (b"v", &[b, end], Some(start)) => Some([start, start, b, end]),
            (b"y", &[a, end], Some(start)) => Some([start, a, end, end]),
            _ => None,
        };
        if let Some(bend) = bend.filter(is_long) {
            (1..PIECES).for_each(|piece| {
                self.path.outline.curve(along(&bend, f64::from(piece) / f64::from(PIECES)))
            });
        }
        if let Some(end) = points.last() {
            self.path.outline.curve(*end);
        }
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

impl Path {
    /// The polygon is over: a rectangle, or something else.
    fn end_polygon(&mut self) {
        match rectangle(&self.corners) {
            Some(rect) => {
                self.rects.push(rect);
                self.corners.clear();
            }
            None => self.give_up_polygon(),
        }
    }

    /// What is drawn is no rectangle.
    fn give_up_polygon(&mut self) {
        for (x, y) in std::mem::take(&mut self.corners) {
            self.grow(Rect { left: x, top: y, right: x, bottom: y });
        }
    }

    fn grow(&mut self, rect: Rect) {
        self.other = Some(self.other.map_or(rect, |known| both(&known, &rect)));
    }

    /// Around all of it.
    fn around(&self) -> Option<Rect> {
        self.rects.iter().chain(&self.other).copied().reduce(|a, b| both(&a, &b))
    }
}

/// The rectangle around both.
fn both(a: &Rect, b: &Rect) -> Rect {
    Rect {
        left: a.left.min(b.left),
        top: a.top.min(b.top),
        right: a.right.max(b.right),
        bottom: a.bottom.max(b.bottom),
    }
}
