//! Matrices and rectangles.

/// An affine transformation `[a b c d e f]` as PDF writes it: x' = ax + cy + e, y' = bx + dy + f.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    /// The transformation that changes nothing.
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// From single-precision numbers.
    pub(super) fn new(m: [f32; 6]) -> Self {
        Self(m.map(f64::from))
    }

    /// A move by (`x`, `y`).
    pub(super) fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// `self` first, then `next`.
    pub(super) fn then(&self, next: &Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, next.0);
        Self([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    /// Where the point lands.
    pub(super) fn apply(&self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The upright rectangle around what `rect` becomes.
    pub(super) fn apply_rect(&self, rect: Rect) -> Rect {
        let corners = [
            self.apply(rect.left, rect.top),
            self.apply(rect.right, rect.top),
            self.apply(rect.left, rect.bottom),
            self.apply(rect.right, rect.bottom),
        ];
        Rect::around(corners.into_iter()).unwrap_or_default()
    }
}

/// An upright rectangle, `left <= right` and `top <= bottom` (in page space y grows downwards).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rect {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Rect {
    /// The smallest rectangle around `points`; none where there is no point.
    pub(super) fn around(points: impl Iterator<Item = (f64, f64)>) -> Option<Self> {
        points.fold(None, |rect: Option<Self>, (x, y)| {
            Some(rect.map_or(Self { left: x, top: y, right: x, bottom: y }, |r| Self {
                left: r.left.min(x),
                top: r.top.min(y),
                right: r.right.max(x),
                bottom: r.bottom.max(y),
            }))
        })
    }

    /// From two opposite corners in any order.
    pub(super) fn corners([x0, y0, x1, y1]: [f32; 4]) -> Self {
        let (x0, y0, x1, y1) = (f64::from(x0), f64::from(y0), f64::from(x1), f64::from(y1));
        Self { left: x0.min(x1), top: y0.min(y1), right: x0.max(x1), bottom: y0.max(y1) }
    }

    /// Width.
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Height.
    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// True where the point lies inside or on the edge.
    pub(super) fn holds(&self, x: f64, y: f64) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }

    /// The common part; empty rectangles have no area.
    pub(super) fn intersect(&self, other: &Self) -> Self {
        let left = self.left.max(other.left);
        let top = self.top.max(other.top);
        Self {
            left,
            top,
            right: self.right.min(other.right).max(left),
            bottom: self.bottom.min(other.bottom).max(top),
        }
    }
}
