//! Page layouts.

use super::values::{ground, length};
use crate::read::look::{WHITE, is_same_colour};
use crate::read::xml::{Ns, Stop, Tag, Xml};

/// A page layout, in points.
#[derive(Clone, Copy, Debug)]
pub(in crate::read::odf) struct Layout {
    /// Height and width of the text area: the page less margins and running heads.
    pub(in crate::read::odf) text_area: (f32, f32),
    /// Width and height of the page.
    pub(in crate::read::odf) page: (f32, f32),
}

/// What a `style:page-layout` says.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// The layout; none where the page leaves no room for text, or does not say how large it is.
    pub(super) layout: Option<Layout>,
    /// Width and height of the page in points.
    pub(super) page: Option<(f32, f32)>,
    /// The page has a colour of its own.
    pub(super) is_coloured: bool,
}

/// Reads the innermost element as a `style:page-layout`.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<Read, Stop> {
    let depth = xml.depth();
    let mut read = Read::default();
    let (mut area, mut heads) = (None, 0.0);
    while let Some(tag) = xml.child(depth)? {
        if tag.is(Ns::Style, "page-layout-properties") {
            read.page = length(&tag, "page-width").zip(length(&tag, "page-height")).or(read.page);
            read.is_coloured |= ground(&tag).is_some_and(|colour| !is_same_colour(colour, WHITE));
            area = within_margins(&tag);
        } else if matches!(tag.local, "header-style" | "footer-style") {
            while let Some(tag) = xml.child(depth + 1)? {
                heads += length(&tag, "min-height").or_else(|| length(&tag, "height")).unwrap_or(0.0);
            }
        }
    }
    let area = area.map(|(height, width)| (height - heads, width));
    let area = area.filter(|(height, width)| *height > 0.0 && *width > 0.0);
    read.layout = area.zip(read.page).map(|(text_area, page)| Layout { text_area, page });
    Ok(read)
}

/// Height and width of the page less its margins.
fn within_margins(tag: &Tag<'_>) -> Option<(f32, f32)> {
    let margin = |name: &str| length(tag, name).or_else(|| length(tag, "margin")).unwrap_or(0.0);
    let height = length(tag, "page-height").map(|h| h - margin("margin-top") - margin("margin-bottom"));
    let width = length(tag, "page-width").map(|w| w - margin("margin-left") - margin("margin-right"));
    height.zip(width)
}
