//! The path that is drawn before it is painted: its upright rectangles, and around everything else.

use super::outline::Outline;
use crate::read::pdf::geometry::{Matrix, Rect};
use crate::read::pdf::tokens::Tokens;

/// More areas than this make the ground unknown everywhere.
pub(super) const MAX_AREAS: usize = 4_096;

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

/// The current path.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    /// Upright rectangles.
    pub(super) rects: Vec<Rect>,
    /// Around everything that is no rectangle.
    pub(super) other: Option<Rect>,
    /// Corners of the polygon that is drawn now, at most one more than those of a rectangle.
    pub(super) corners: Vec<(f64, f64)>,
    /// What is drawn, where it is one shape.
    pub(super) outline: Outline,
}

impl Path {
    /// Takes a path operator.
    pub(super) fn take(&mut self, operator: &[u8], tokens: &Tokens<'_>, ctm: &Matrix) {
        let upright = (ctm.0[1] == 0.0 && ctm.0[2] == 0.0) || (ctm.0[0] == 0.0 && ctm.0[3] == 0.0);
        if operator == b"re" {
            let Some([x, y, w, h]) = tokens.numbers() else { return };
            let (x0, x1) = (x.min(x + w), x.max(x + w));
            let (y0, y1) = (y.min(y + h), y.max(y + h));
            let rect = ctm.apply_rect(Rect { left: x0, top: y0, right: x1, bottom: y1 });
            if upright && self.rects.len() < MAX_AREAS {
                self.rects.push(rect);
            } else {
                self.grow(rect);
                self.outline.begin(ctm.apply(x0, y0));
                for (x, y) in [(x1, y0), (x1, y1), (x0, y1)] {
                    self.outline.corner(ctm.apply(x, y));
                }
            }
            return;
        }
        if operator == b"m" {
            self.end_polygon();
        }
        if let (b"m" | b"l", Some([x, y])) = (operator, tokens.numbers()) {
            let at = ctm.apply(x, y);
            if operator == b"m" {
                self.outline.begin(at)
            } else {
                self.outline.corner(at)
            }
            if self.corners.len() <= CORNERS
                && (operator == b"m" || !self.corners.is_empty())
                && self.rects.len() < MAX_AREAS
            {
                self.corners.push(at);
            } else {
                self.give_up_polygon();
                self.grow(Rect { left: at.0, top: at.1, right: at.0, bottom: at.1 });
            }
            return;
        }
        self.give_up_polygon();
        let mut points = Vec::with_capacity(3);
        for i in 0..(tokens.operands.len() / 2).min(3) {
            if let (Some(x), Some(y)) = (tokens.number(2 * i), tokens.number(2 * i + 1)) {
                let (x, y) = ctm.apply(x, y);
                self.grow(Rect { left: x, top: y, right: x, bottom: y });
                points.push((x, y));
            }
        }
        let start = self.outline.last();
        let bend = match (operator, points.as_slice(), start) {
            (b"c", &[a, b, end], Some(start)) => Some([start, a, b, end]),
            (b"v", &[b, end], Some(start)) => Some([start, start, b, end]),
            (b"y", &[a, end], Some(start)) => Some([start, a, end, end]),
            _ => None,
        };
        if let Some(bend) = bend.filter(is_long) {
            (1..PIECES)
                .for_each(|piece| self.outline.curve(along(&bend, f64::from(piece) / f64::from(PIECES))));
        }
        if let Some(end) = points.last() {
            self.outline.curve(*end);
        }
    }

    /// The polygon is over: a rectangle, or something else.
    pub(super) fn end_polygon(&mut self) {
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
    pub(super) fn around(&self) -> Option<Rect> {
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
