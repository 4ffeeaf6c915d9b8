//! Where painting has an effect.

use crate::read::pdf::geometry::{Matrix, Rect};

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
