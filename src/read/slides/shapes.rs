//! Where the shapes of a PPTX slide lie, through the groups that they stand in.

use crate::read::flow::Float;
use crate::read::xml::Tag;

/// English Metric Units of a point.
pub(super) const EMU: f32 = 12_700.0;

/// What places something, as it is written: where, how large, and the same for what a group holds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Transform {
    at: Option<(f32, f32)>,
    size: Option<(f32, f32)>,
    inner_at: Option<(f32, f32)>,
    inner_size: Option<(f32, f32)>,
    turned: bool,
}

/// From the units of a group to points of the slide.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    scale: (f32, f32),
    shift: (f32, f32),
    /// Something around it is turned.
    turned: bool,
}

impl Default for Placed {
    fn default() -> Self {
        Self { scale: (1.0 / EMU, 1.0 / EMU), shift: (0.0, 0.0), turned: false }
    }
}

impl Transform {
    /// Takes what an element of a transformation says.
    pub(super) fn take(&mut self, tag: &Tag<'_>) {
        let pair = |x, y| tag.number::<f32>(x).zip(tag.number::<f32>(y));
        match tag.local {
            "xfrm" => self.turned |= tag.number::<f32>("rot").is_some_and(|rot| rot != 0.0),
            "off" => self.at = pair("x", "y").or(self.at),
            "ext" => self.size = pair("cx", "cy").or(self.size),
            "chOff" => self.inner_at = pair("x", "y").or(self.inner_at),
            "chExt" => self.inner_size = pair("cx", "cy").or(self.inner_size),
            _ => {}
        }
    }

    /// Where it lies on the slide, `order` shapes above its ground; none where that is not told, or it is turned.
    pub(super) fn float(&self, placed: &Placed, order: i64) -> Option<Float> {
        let (at, size) = self.at.zip(self.size).filter(|_| !self.turned && !placed.turned)?;
        let Placed { scale, shift, .. } = *placed;
        Some(Float {
            at: (at.0 * scale.0 + shift.0, at.1 * scale.1 + shift.1),
            size: ((size.0 * scale.0).abs(), (size.1 * scale.1).abs()),
            from: (1, 1),
            behind: false,
            height: order,
        })
    }
}

impl Placed {
    /// What a group that is placed by `group` does to what it holds.
    pub(super) fn within(&self, group: &Transform) -> Self {
        let turned = self.turned || group.turned;
        let (Some(at), Some(size)) = (group.at, group.size) else { return Self { turned, ..*self } };
        let (inner_at, inner_size) = (group.inner_at.unwrap_or(at), group.inner_size.unwrap_or(size));
        let part = |outer: f32, inner: f32| if inner == 0.0 { 1.0 } else { outer / inner };
        let times = (part(size.0, inner_size.0), part(size.1, inner_size.1));
        Self {
            scale: (self.scale.0 * times.0, self.scale.1 * times.1),
            shift: (
                self.shift.0 + (at.0 - inner_at.0 * times.0) * self.scale.0,
                self.shift.1 + (at.1 - inner_at.1 * times.1) * self.scale.1,
            ),
            turned,
        }
    }
}

/// True where nothing of `float` lies on a slide of that width and height.
pub(super) fn is_off(float: &Float, (width, height): (f32, f32)) -> bool {
    let beside = |at: f32, size: f32, side: f32| at >= side || at + size <= 0.0;
    beside(float.at.0, float.size.0, width) || beside(float.at.1, float.size.1, height)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_place_what_they_hold() {
        let emu = |points: f32| points * EMU;
        let square = |at: f32, size: f32| Transform {
            at: Some((emu(at), emu(at))),
            size: Some((emu(size), emu(size))),
            ..Transform::default()
        };
        let group = Transform {
            inner_at: Some((0.0, 0.0)),
            inner_size: Some((emu(200.0), emu(200.0))),
            ..square(100.0, 100.0)
        };
        let placed = Placed::default().within(&group);
        let float = square(100.0, 100.0).float(&placed, 1).unwrap();
        assert_eq!((float.at, float.size), ((150.0, 150.0), (50.0, 50.0)));
        assert!(is_off(&float, (150.0, 500.0)) && !is_off(&float, (151.0, 170.0)));
        let other = square(190.0, 5.0).float(&Placed::default(), 2).unwrap();
        assert!(float.touches(&other) && other.touches(&float));
        assert!(!float.touches(&square(300.0, 5.0).float(&Placed::default(), 2).unwrap()));
        assert!(Transform { turned: true, ..group }.float(&placed, 1).is_none());
    }
}
