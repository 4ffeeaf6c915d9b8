//! Pictures and shapes: how much room they take, and their alternative text.

use super::story::Walk;
use crate::document::{Block, Context};
use crate::read::appearance::{Around, SMALLEST};
use crate::read::flow::{Float, Mark, Room, image};
use crate::read::look::{WHITE, points};
use crate::read::paint::Paint;
use crate::read::theme::{Theme, rgb};
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
    boxed: bool,
    /// What the innermost shape paints itself with.
    paint: Paint,
    /// Points that it lies from a margin or an edge, across and down.
    offset: (f32, f32),
    /// The next offset is the one across.
    across: bool,
    /// Its size depends on the page.
    relative: bool,
    /// It says that it is not shown.
    hidden: bool,
    /// It is anchored, with a place of its own.
    floats: bool,
    /// As [`Float`].
    from: (u32, u32),
    behind: bool,
    height: i64,
    /// The text goes on under it.
    over: bool,
    /// Its picture is see-through.
    seen_through: bool,
    /// It grows with the text of its boxes, or hands over to another what they have no room for.
    grows: bool,
    /// Where the flow stood when it opened.
    pub(super) start: Mark,
}

/// English Metric Units of a point.
const EMU: f32 = 12_700.0;

impl Drawing {
    /// One that opens at that point; it is anchored there unless it says otherwise.
    pub(super) fn anchored(start: Mark) -> Self {
        Self { start, ..Self::default() }
    }

    /// One that opens at that point; it stands in the line unless it says otherwise.
    pub(super) fn in_line(start: Mark) -> Self {
        Self { in_flow: true, ..Self::anchored(start) }
    }

    /// The room that its text boxes have together; none where that is not known.
    pub(super) fn room(&self) -> Option<Room> {
        self.size.filter(|_| self.boxed && !self.grows && !self.relative)
    }

    /// Where it floats, where that is known.
    fn float(&self) -> Option<Float> {
        let size = self.size.filter(|_| self.floats && !self.relative)?;
        let Self { offset: at, from, behind, height, .. } = *self;
        Some(Float { at, size, from, behind, height })
    }

    /// Where its text boxes float.
    pub(super) fn box_float(&self) -> Option<Float> {
        self.float().filter(|_| self.boxed)
    }

    /// Where it floats, if nobody sees through it and the text does not make room for it.
    pub(super) fn cover(&self) -> Option<Float> {
        let filled = self.paint.colour().is_some() || self.picture;
        let seen_through = self.seen_through || self.paint.seen_through;
        self.float().filter(|_| filled && self.over && !seen_through && !self.hidden)
    }

    /// What the text of a text box stands in that opens now.
    pub(super) fn open_box(&mut self) -> Around {
        self.boxed = true;
        let (width, height) = self.size.unwrap_or((f32::INFINITY, f32::INFINITY));
        let flat = !self.relative && (width < SMALLEST || height < SMALLEST);
        let (x, y) = self.offset;
        // What an offset is from is not followed: beyond these points no page is, whatever it is.
        let away = x > 1_250.0 || x + width < -150.0 || y > 1_250.0 || y + height < -900.0;
        Around { ground: Some(self.paint.ground()), hidden: flat || self.hidden, away }
    }

    /// Takes the style of the shape that opens, whose text is `shape`: some programs write it behind the text that it is for.
    pub(super) fn take_style(&mut self, shape: &str, theme: &Theme) {
        let inside = shape.split_once(":style>").and_then(|(_, rest)| rest.split_once(":style>"));
        let inside = inside.and_then(|(inside, _)| inside.rsplit_once("</"));
        if let Some((style, _)) = inside {
            self.paint.take_style(style, theme);
        }
    }

    /// The colour of letters in its text boxes that have none of their own.
    pub(super) fn letters(&self) -> Option<u32> {
        self.paint.letters()
    }

    /// Takes what an element inside the drawing tells.
    pub(super) fn take(&mut self, tag: &Tag<'_>, theme: &Theme) {
        self.paint.take(tag, theme);
        match (tag.ns, tag.local) {
            (Ns::Wp, "anchor") => {
                self.floats = true;
                self.behind = tag.attr("behindDoc").is_some_and(|behind| matches!(&*behind, "1" | "true"));
                self.height = tag.number("relativeHeight").unwrap_or_default();
            }
            (Ns::Wp, "wrapNone") => self.over = true,
            (_, "alphaModFix" | "clrChange") => self.seen_through = true,
            (Ns::Wp, "positionH") => {
                self.across = true;
                self.from.0 = origin(tag);
            }
            (Ns::Wp, "positionV") => {
                self.across = false;
                self.from.1 = origin(tag);
            }
            // Its place is not told in points.
            (Ns::Wp, "align") => self.floats = false,
            (_, "sizeRelH" | "sizeRelV") => self.relative = true,
            (_, "spAutoFit" | "linkedTxbx") => self.grows = true,
            // Another box may take over what this one has no room for.
            (_, "txbx") => self.grows |= tag.attr("id").is_some(),
            (Ns::Wp, "inline" | "wrapTopAndBottom") => self.in_flow = true,
            (Ns::Wp, "extent") => {
                let side = |name| tag.number::<f32>(name).map(|emu| emu / EMU);
                self.size = side("cx").zip(side("cy"));
            }
            (Ns::Wp, "docPr") => {
                self.hidden |=
                    tag.attr("hidden").is_some_and(|hidden| matches!(hidden.as_ref(), "1" | "true"));
                self.describe(tag, "descr");
            }
            (Ns::Pic, "pic") | (Ns::A, "blip") | (Ns::Graphic, "chart" | "relIds") => self.picture = true,
            (Ns::Vml, _) => self.take_vml(tag),
            _ => {}
        }
    }

    fn take_vml(&mut self, tag: &Tag<'_>) {
        match tag.local {
            "textbox" => self.grows |= tag.attr("style").is_some_and(|style| grows(&style)),
            "fill" => self.paint.forget(),
            "imagedata" => {
                self.picture = true;
                self.describe(tag, "title");
            }
            "textpath" => self.describe(tag, "string"),
            "shape" | "rect" | "group" => {
                self.describe(tag, "alt");
                self.paint = Paint::plain(match (tag.attr("filled").as_deref(), tag.attr("fillcolor")) {
                    (Some("f" | "false"), _) => None,
                    (_, None) if tag.local != "group" => Some(WHITE),
                    (_, colour) => colour.and_then(|colour| rgb(&colour)),
                });
                if let Some(style) = tag.attr("style") {
                    self.hidden |= style.replace(' ', "").contains("visibility:hidden");
                    if self.size.is_none() {
                        self.size = css(&style, "width").zip(css(&style, "height"));
                        self.in_flow = !style.contains("position:absolute");
                        let side = |name| css(&style, name).filter(|_| !self.in_flow).unwrap_or_default();
                        self.offset = (side("margin-left"), side("margin-top"));
                    }
                }
            }
            _ => {}
        }
    }

    /// Takes how far it lies from a margin or an edge, in English Metric Units.
    pub(super) fn take_offset(&mut self, text: &str) {
        let side = if self.across { &mut self.offset.0 } else { &mut self.offset.1 };
        *side = text.trim().parse::<f32>().map_or(0.0, |emu| emu / EMU);
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

impl Walk<'_, '_, '_> {
    /// Ends the innermost drawing.
    pub(super) fn finish_drawing(&mut self) {
        let Some(drawing) = self.drawings.pop() else { return };
        if let Some(room) = drawing.room() {
            self.flow.fit(drawing.start, room);
        }
        if let Some(float) = drawing.box_float() {
            self.flow.set_float(drawing.start, float);
        }
        if let Some(cover) = drawing.cover().filter(|_| self.in_flow() && self.deleted == 0) {
            self.flow.cover(cover);
        }
        if !drawing.in_flow {
            self.floated = Some(self.flow.breaks.here());
        }
        if !drawing.is_image() || self.deleted > 0 {
            return;
        }
        let in_contents = self.in_contents();
        self.flow.see(in_contents);
        if self.in_flow() {
            self.flow.image_height += drawing.height();
        }
        let context = self.flow.top().map(|paragraph| paragraph.context).unwrap_or_default();
        self.flow.hang(drawing.block(context));
    }
}

/// What a place is told from, as [`Float`] has it.
fn origin(tag: &Tag<'_>) -> u32 {
    match tag.attr("relativeFrom").as_deref() {
        Some("page") => 1,
        Some("margin" | "column") => 2,
        Some("paragraph") => 3,
        Some("line") => 4,
        Some("character") => 5,
        _ => 0,
    }
}

/// True for the style of a VML text box that makes its shape as high as its text, or continues in another.
fn grows(style: &str) -> bool {
    let style = style.replace(' ', "");
    style.contains("mso-fit-shape-to-text:t") || style.contains("mso-next-textbox:")
}

/// A length of a CSS declaration in points.
fn css(style: &str, property: &str) -> Option<f32> {
    let value = style.split(';').find_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        (name.trim() == property).then_some(value.trim())
    })?;
    points(value)
}
