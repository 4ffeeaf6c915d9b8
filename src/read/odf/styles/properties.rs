//! What the elements within a style say.

use super::fonts::Fonts;
use super::values::{colour, ground, is, length, percent};
use super::{Style, Styled};
use crate::read::appearance::{SMALLEST, tight};
use crate::read::look::{AUTOMATIC, PATTERN, is_blank_font, points};
use crate::read::xml::Tag;

/// Opacity below which nobody sees what is painted.
const FAINT: f32 = 0.05;
/// Points of margin that leave no room on any page.
const BEYOND: f32 = 560.0;

impl Style {
    /// Takes what an element within the style says.
    pub(super) fn take(&mut self, tag: &Tag<'_>, fonts: &Fonts) {
        let own = &mut self.own;
        match tag.local {
            "text-properties" => self.take_text(tag, fonts),
            "paragraph-properties" => own.take_paragraph(tag),
            "table-properties" => own.take_block(tag),
            "table-row-properties" => own.take_row(tag),
            "table-column-properties" => {
                own.extent = length(tag, "column-width");
                own.hidden = own.extent.is_some_and(|width| width < SMALLEST);
            }
            "table-cell-properties" => own.text.ground = ground(tag),
            "graphic-properties" => {
                own.take_graphic(tag);
                let gradient = is(tag, "fill", "gradient") == Some(true);
                self.gradient = tag.attr("fill-gradient-name").filter(|_| gradient).map(Into::into);
            }
            "section-properties" => {
                own.hidden = is(tag, "display", "none") == Some(true);
                own.text.ground = ground(tag);
            }
            "drawing-page-properties" => {
                own.take_graphic(tag);
                own.hidden = is(tag, "visibility", "hidden") == Some(true);
                let gradient = is(tag, "fill", "gradient") == Some(true);
                self.gradient = tag.attr("fill-gradient-name").filter(|_| gradient).map(Into::into);
            }
            _ => {}
        }
    }

    fn take_text(&mut self, tag: &Tag<'_>, fonts: &Fonts) {
        let text = &mut self.own.text;
        text.bold = tag.attr("font-weight").map(|w| w == "bold" || w.parse().unwrap_or(400) >= 600);
        text.italic = tag.attr("font-style").map(|s| s != "normal");
        text.hidden = is(tag, "display", "none");
        let automatic = is(tag, "use-window-font-color", "true") == Some(true);
        let own = tag.attr("color").and_then(|value| colour(&value));
        text.colour = if automatic { Some(AUTOMATIC) } else { own };
        // LibreOffice writes that the automatic colour has no opacity.
        text.ghost = percent(tag, "opacity").map(|opacity| opacity < FAINT && !automatic);
        text.scale = raised(tag).or_else(|| percent(tag, "text-scale"));
        text.spacing = length(tag, "letter-spacing");
        text.ground = ground(tag).or(text.ground);
        text.monospace = fonts.is_monospace(tag);
        text.font = fonts.name(tag);
        let font = tag.attr("font-name").or_else(|| tag.attr("font-family"));
        if font.is_some_and(|font| is_blank_font(font.trim_matches(['\'', '"']))) {
            text.ghost = Some(true);
        }
        if let Some(size) = tag.attr("font-size") {
            text.size = points(&size);
            self.relative_size = size.strip_suffix('%').and_then(|s| s.parse().ok());
        }
    }
}

/// The share of its size that raised or lowered text has: the second figure of its position.
fn raised(tag: &Tag<'_>) -> Option<f32> {
    let position = tag.attr("text-position")?;
    let size: f32 = position.split_whitespace().nth(1)?.trim_end_matches('%').parse().ok()?;
    Some(size / 100.0)
}

impl Styled {
    fn take_paragraph(&mut self, tag: &Tag<'_>) {
        let far = |side: &str| length(tag, side).is_some_and(|margin| margin.abs() > BEYOND);
        self.text.away = Some(["margin-left", "margin-right", "text-indent"].into_iter().any(far));
        self.take_block(tag);
    }

    /// What paragraphs and tables have alike.
    fn take_block(&mut self, tag: &Tag<'_>) {
        // A height in per cent goes with the size of the text.
        self.line_spacing = percent(tag, "line-height");
        self.text.line = tag
            .attr("line-height")
            .map(|line| points(&line).unwrap_or_else(|| tight(percent(tag, "line-height").unwrap_or(1.0))));
        self.text.ground = self.text.ground.or(ground(tag));
        self.centered = is(tag, "text-align", "center");
        self.break_before = is(tag, "break-before", "page");
        self.break_after = is(tag, "break-after", "page");
        self.space_before = length(tag, "margin-top");
        self.space_after = length(tag, "margin-bottom");
    }

    fn take_row(&mut self, tag: &Tag<'_>) {
        let grows = is(tag, "use-optimal-row-height", "true") == Some(true);
        self.extent = length(tag, "row-height").filter(|_| !grows);
        self.hidden = self.extent.is_some_and(|height| height < SMALLEST);
        self.text.ground = ground(tag);
    }

    fn take_graphic(&mut self, tag: &Tag<'_>) {
        let shares = ["opacity", "image-opacity"].into_iter().filter_map(|name| percent(tag, name));
        let is_seen_through = { shares }.any(|share| share < 1.0);
        self.over = match (tag.attr("wrap").as_deref(), tag.attr("run-through").as_deref()) {
            (Some("run-through"), Some("background")) => Some(false),
            (Some("run-through"), _) => (!is_seen_through).then_some(true),
            _ => None,
        };
        self.seen_through = is_seen_through.then_some(true);
        self.paints = match tag.attr("fill").as_deref() {
            Some("none") => Some(false),
            Some(_) => Some(true),
            None => ground(tag).map(|_| true),
        };
        self.text.ground = match tag.attr("fill").as_deref() {
            None | Some("solid") => ground(tag).or_else(|| colour(&tag.attr("fill-color")?)),
            // Nothing is painted: what lies under it shows.
            Some("none") => None,
            Some(_) => Some(PATTERN),
        };
    }
}
