//! The values of attributes of styles.

use crate::read::look::{PATTERN, WHITE, points};
use crate::read::xml::Tag;

/// A length in points.
pub(in crate::read::odf) fn length(tag: &Tag<'_>, name: &str) -> Option<f32> {
    tag.attr(name).and_then(|length| points(&length))
}

/// A share that is written in per cent, 1 for all.
pub(super) fn percent(tag: &Tag<'_>, name: &str) -> Option<f32> {
    let value = tag.attr(name)?;
    value.strip_suffix('%')?.parse().ok().map(|percent: f32| percent / 100.0)
}

/// Whether an attribute has that value; none where it is not there.
pub(super) fn is(tag: &Tag<'_>, name: &str, value: &str) -> Option<bool> {
    tag.attr(name).map(|found| found == value)
}

/// The ground that an element paints.
pub(super) fn ground(tag: &Tag<'_>) -> Option<u32> {
    let value = tag.attr("background-color").filter(|value| value != "transparent")?;
    Some(colour(&value).unwrap_or(PATTERN))
}

/// A colour as 0xRRGGBB.
pub(super) fn colour(value: &str) -> Option<u32> {
    u32::from_str_radix(value.trim_start_matches('#'), 16).ok().filter(|colour| *colour <= WHITE)
}
