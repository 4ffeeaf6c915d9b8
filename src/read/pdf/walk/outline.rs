//! The outline of a shape that is no upright rectangle, as far as text can lie on it or under it.

use crate::read::pdf::geometry::Rect;

/// Corners of an outline that is followed; what has more is a drawing.
const CORNERS: usize = 64;
/// Points that a shape is wide and high at least to hold a text.
const WIDE: f64 = 100.0;
const HIGH: f64 = 20.0;

/// One closed line of corners. Curves are cut short between their ends, so that what is within the corners is within the
/// shape where that bulges.
#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    corners: Vec<(f64, f64)>,
    curved: bool,
    /// It was given up: too many corners, or more than one part.
    lost: bool,
}

/// Where a point lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Within,
    Outside,
    /// A curve may hold it.
    Unknown,
}

impl Outline {
    /// Begins a line.
    pub(super) fn begin(&mut self, at: (f64, f64)) {
        self.lost |= !self.corners.is_empty();
        self.corner(at);
    }

    /// Adds a corner.
    pub(super) fn corner(&mut self, at: (f64, f64)) {
        if self.corners.len() < CORNERS {
            self.corners.push(at);
        } else {
            self.lost = true;
        }
    }

    /// Adds the end of a curve.
    pub(super) fn curve(&mut self, end: (f64, f64)) {
        self.curved = true;
        self.corner(end);
    }

    /// Where it has come to.
    pub(super) fn last(&self) -> Option<(f64, f64)> {
        self.corners.last().copied()
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.corners.clear();
        (self.curved, self.lost) = (false, false);
    }

    /// It, emptied, where it is one shape that a text may lie on, whose box is `around`.
    pub(super) fn take_large(&mut self, around: &Rect) -> Option<Self> {
        let large = around.width() >= WIDE && around.height() >= HIGH;
        (large && !self.lost && self.corners.len() > 2).then(|| std::mem::take(self))
    }

    /// Where the point lies.
    pub(super) fn side(&self, x: f64, y: f64) -> Side {
        let next = self.corners.iter().cycle().skip(1);
        let crossed = self.corners.iter().zip(next).filter(|((ax, ay), (bx, by))| {
            (*ay > y) != (*by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax
        });
        match crossed.count() % 2 {
            1 => Side::Within,
            _ if self.curved => Side::Unknown,
            _ => Side::Outside,
        }
    }

    /// True where all of `rect` but an `edge` lies within.
    pub(super) fn holds(&self, rect: &Rect, edge: f64) -> bool {
        let (left, right) = (rect.left + edge, rect.right - edge);
        let (top, bottom) = (rect.top + edge, rect.bottom - edge);
        [(left, top), (right, top), (left, bottom), (right, bottom)]
            .into_iter()
            .all(|(x, y)| self.side(x, y) == Side::Within)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_within_beside_or_where_a_curve_may_reach() {
        let mut outline = Outline::default();
        outline.begin((0.0, 0.0));
        for corner in [(200.0, 4.0), (196.0, 104.0), (-4.0, 100.0)] {
            outline.corner(corner);
        }
        let around = Rect { left: -4.0, top: 0.0, right: 200.0, bottom: 104.0 };
        let mut other = outline.clone();
        let outline = outline.take_large(&around).unwrap();
        assert_eq!([outline.side(100.0, 50.0), outline.side(199.0, 103.0)], [Side::Within, Side::Outside]);
        assert!(outline.holds(&Rect { left: 20.0, top: 20.0, right: 60.0, bottom: 30.0 }, 0.5));
        assert!(!outline.holds(&Rect { left: 180.0, top: 20.0, right: 220.0, bottom: 30.0 }, 0.5));
        let mut curved = other.clone();
        curved.curve((-2.0, 50.0));
        assert_eq!(curved.take_large(&around).unwrap().side(-3.0, 50.0), Side::Unknown);
        other.begin((1.0, 1.0));
        assert!(other.take_large(&around).is_none());
    }
}
