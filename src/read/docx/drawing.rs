//! Pictures and shapes: how much room they take, and their alternative text.

use crate::document::{Block, Context};
use crate::read::flow::image;
use crate::read::look::points;
use crate::read::xml::{Ns, Tag};

/// A drawing that is open.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    /// Width and height in points.
    size: Option<(f32, f32)>,
    alternative: String,
    picture: bool,
    /// It stands in the line or pushes the text down, rather than over or beside it.
    pub(super) in_flow: bool,
    /// It holds a text box.
    pub(super) boxed: bool,
}

/// English Metric Units of a point.
const EMU: f32 = 12_700.0;

impl Drawing {
    /// One that stands in the line unless it says otherwise.
    pub(super) fn in_line() -> Self {
        Self { in_flow: true, ..Self::default() }
    }

    /// Takes what an element inside the drawing tells.
    pub(super) fn take(&mut self, tag: &Tag<'_>) {
        match (tag.ns, tag.local) {
            (Ns::Wp, "inline" | "wrapTopAndBottom") => self.in_flow = true,
            (Ns::Wp, "extent") => {
                let side = |name| tag.number::<f32>(name).map(|emu| emu / EMU);
                self.size = side("cx").zip(side("cy"));
            }
            (Ns::Wp, "docPr") => self.describe(tag, "descr"),
            (Ns::Pic, "pic") | (Ns::A, "blip") | (Ns::Graphic, "chart" | "relIds") => self.picture = true,
            (Ns::Vml, "imagedata") => {
                self.picture = true;
                self.describe(tag, "title");
            }
            (Ns::Vml, "textpath") => self.describe(tag, "string"),
            (Ns::Vml, "shape" | "rect" | "group") => {
                self.describe(tag, "alt");
                if let Some(style) = tag.attr("style").filter(|_| self.size.is_none()) {
                    self.size = css(&style, "width").zip(css(&style, "height"));
                    self.in_flow = !style.contains("position:absolute");
                }
            }
            _ => {}
        }
    }

    fn describe(&mut self, tag: &Tag<'_>, attribute: &str) {
        if let Some(text) = tag.attr(attribute)
            && self.alternative.is_empty()
        {
            self.alternative = text.trim().to_owned();
        }
    }

    /// Height in points that it takes in the flow.
    pub(super) fn height(&self) -> f32 {
        match self.size {
            Some((_, height)) if self.in_flow && self.picture && height.is_finite() => {
                height.clamp(0.0, 2_000.0)
            }
            _ => 0.0,
        }
    }

    /// True where there is something to see beside the text of its text boxes.
    pub(super) fn is_image(&self) -> bool {
        self.picture || !self.boxed && !self.alternative.is_empty()
    }

    /// The block of the picture.
    pub(super) fn block(self, context: Context) -> Block {
        image(&self.alternative, context)
    }
}

/// A length of a CSS declaration in points.
fn css(style: &str, property: &str) -> Option<f32> {
    let value = style.split(';').find_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        (name.trim() == property).then_some(value.trim())
    })?;
    points(value)
}
