//! Styles of OpenDocument: named ones of `styles.xml`, automatic ones of either file, resolved through their parents.

use std::rc::Rc;

use super::lists::{self, ListStyle};
use crate::document::{Heading, KnownBy};
use crate::hash::HashMap;
use crate::read::appearance::{FontName, SMALLEST, TextProps};
use crate::read::look::{
    AUTOMATIC, PATTERN, WHITE, is_blank_font, is_code_style, is_contents_style, is_monospace_font,
    is_same_colour, points,
};
use crate::read::xml::{Ns, Stop, Tag, Xml};

/// Styles that one style may be based on, one upon the other.
const LONGEST_CHAIN: usize = 32;

/// Opacity below which nobody sees what is painted.
const FAINT: f32 = 0.05;
/// Points of margin that leave no room on any page.
const BEYOND: f32 = 560.0;

/// What a style is for, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Family {
    Paragraph,
    Text,
    Table,
    Section,
    /// A slide.
    Page,
    Row,
    Column,
    Cell,
    /// A frame or a shape.
    Graphic,
}

/// What a style makes of its text and its paragraphs, parents included.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::read) struct Styled {
    pub(super) text: TextProps,
    pub(super) centered: Option<bool>,
    pub(super) break_before: Option<bool>,
    pub(super) break_after: Option<bool>,
    /// Points.
    pub(super) space_before: Option<f32>,
    pub(super) space_after: Option<f32>,
    /// Distance of lines by single spacing, where it goes with the size of the text.
    pub(super) line_spacing: Option<f32>,
    /// The heading that it makes of a paragraph.
    pub(super) heading: Option<Heading>,
    pub(super) contents: bool,
    pub(super) code: bool,
    /// List that its paragraphs are in; empty for none.
    pub(super) list: Option<String>,
    /// Page style that its paragraphs begin a page of.
    pub(super) master_page: Option<String>,
    /// What has this style is not shown.
    pub(in crate::read) hidden: bool,
    /// It lies in front of text that makes no room for it; false where it lies behind it.
    pub(super) over: Option<bool>,
    /// Points that a row of this style is high, or a column wide, whatever it holds.
    pub(super) extent: Option<f32>,
}

/// A page layout, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// Height and width of the text area.
    pub(super) text_area: (f32, f32),
    /// Width and height of the page.
    pub(super) page: (f32, f32),
}

#[derive(Clone, Debug, Default)]
struct Style {
    /// As shown, in lower case.
    name: String,
    parent: Option<String>,
    /// Size in per cent of the parent's.
    relative_size: Option<f32>,
    outline: Option<u8>,
    own: Styled,
}

/// Things by the name of a style, for each [`Family`].
type ByName<T> = [HashMap<String, T>; 9];

/// The styles of a document.
#[derive(Debug, Default)]
pub(in crate::read) struct Styles {
    named: ByName<Style>,
    automatic: ByName<Style>,
    resolved: ByName<Rc<Styled>>,
    default_paragraph: Rc<Styled>,
    nothing: Rc<Styled>,
    /// Whether a declared font is of fixed width, and the name of its family.
    fonts: HashMap<String, (bool, Option<FontName>)>,
    pub(super) lists: HashMap<String, ListStyle>,
    /// Numbers of headings.
    pub(super) outline: ListStyle,
    pub(in crate::read) language: Option<String>,
    pub(super) layouts: HashMap<String, Layout>,
    /// Some page has a colour or a picture of its own.
    pub(super) coloured_pages: bool,
    /// Width and height in points that no page goes beyond.
    pub(in crate::read) page: Option<(f32, f32)>,
}

impl Styles {
    /// Reads one of the elements at the top of `styles.xml` or `content.xml`, if it holds styles. True where it was
    /// read.
    pub(in crate::read) fn take(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<bool, Stop> {
        if tag.ns != Ns::Office {
            return Ok(false);
        }
        match tag.local {
            "font-face-decls" => self.read_fonts(xml)?,
            "styles" => self.read_styles(xml, false)?,
            "automatic-styles" => self.read_styles(xml, true)?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Forgets the automatic styles: those of `styles.xml` are for its running heads alone.
    pub(in crate::read) fn drop_automatic(&mut self) {
        self.automatic = ByName::default();
        self.resolved = ByName::default();
    }

    /// What the style of that name makes of its text; the default of the family where there is no such style.
    pub(in crate::read) fn get(&mut self, family: Family, name: Option<&str>) -> Rc<Styled> {
        let Some(name) = name else { return Rc::clone(self.default(family)) };
        if let Some(known) = self.resolved[family as usize].get(name) {
            return Rc::clone(known);
        }
        let styled = Rc::new(self.resolve(family, name));
        self.resolved[family as usize].insert(name.to_owned(), Rc::clone(&styled));
        styled
    }

    fn default(&self, family: Family) -> &Rc<Styled> {
        if family == Family::Paragraph { &self.default_paragraph } else { &self.nothing }
    }

    fn resolve(&self, family: Family, name: &str) -> Styled {
        let mut chain: Vec<&Style> = Vec::new();
        let mut next = Some(name);
        while let Some(name) = next
            && chain.len() < LONGEST_CHAIN
        {
            let automatic = self.automatic[family as usize].get(name).filter(|_| chain.is_empty());
            let Some(style) = automatic.or_else(|| self.named[family as usize].get(name)) else { break };
            chain.push(style);
            next = style.parent.as_deref();
        }
        let mut styled = Styled::clone(self.default(family));
        for style in chain.iter().rev() {
            styled.layer(style);
        }
        styled.code = chain.iter().any(|style| is_code_style(&style.name));
        styled.contents = chain.iter().any(|style| is_contents_style(&style.name));
        styled.heading = if styled.contents { None } else { chain.iter().find_map(|s| heading(s)) };
        styled
    }

    fn read_fonts(&mut self, xml: &mut Xml<'_>) -> Result<(), Stop> {
        let depth = xml.depth();
        while let Some(tag) = xml.child(depth)? {
            if let (true, Some(name)) = (tag.is(Ns::Style, "font-face"), tag.attr("name")) {
                let fixed = tag.attr("font-pitch").as_deref() == Some("fixed")
                    || is_monospace_font(&name)
                    || tag.attr("font-family").is_some_and(|family| is_monospace_font(&family));
                let family = tag.attr("font-family").and_then(|family| FontName::of(&family));
                self.fonts.insert(name.into_owned(), (fixed, family));
            }
        }
        Ok(())
    }

    fn read_styles(&mut self, xml: &mut Xml<'_>, automatic: bool) -> Result<(), Stop> {
        let depth = xml.depth();
        while let Some(tag) = xml.child(depth)? {
            match (tag.ns, tag.local) {
                (Ns::Style, "style" | "default-style") => self.read_style(xml, &tag, automatic)?,
                (Ns::Text, "list-style") => {
                    let name = tag.attr("name").unwrap_or_default().into_owned();
                    let style = lists::read_style(xml)?;
                    self.lists.insert(name, style);
                }
                (Ns::Style, "page-layout") => {
                    let name = tag.attr("name").unwrap_or_default().into_owned();
                    let area = read_layout(xml, &mut self.coloured_pages, &mut self.page)?;
                    self.layouts.extend(area.map(|area| (name, area)));
                }
                (Ns::Text, "outline-style") => self.outline = lists::read_style(xml)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn read_style(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>, automatic: bool) -> Result<(), Stop> {
        let family = match tag.attr("family").as_deref() {
            Some("paragraph") => Family::Paragraph,
            Some("text") => Family::Text,
            Some("table") => Family::Table,
            Some("section") => Family::Section,
            Some("drawing-page") => Family::Page,
            Some("table-row") => Family::Row,
            Some("table-column") => Family::Column,
            Some("table-cell") => Family::Cell,
            Some("graphic") => Family::Graphic,
            _ => return Ok(()),
        };
        let name = tag.attr("name").unwrap_or_default();
        let shown = tag.attr("display-name").map_or_else(|| decoded(&name), std::borrow::Cow::into_owned);
        let mut style = Style {
            name: shown.to_lowercase(),
            parent: tag.attr("parent-style-name").map(std::borrow::Cow::into_owned),
            outline: tag.number("default-outline-level"),
            ..Style::default()
        };
        style.own.list = tag.attr("list-style-name").map(std::borrow::Cow::into_owned);
        style.own.master_page = tag.attr("master-page-name").filter(|n| !n.is_empty()).map(Into::into);
        let depth = xml.depth();
        while let Some(tag) = xml.child(depth)? {
            self.read_properties(&tag, &mut style);
        }
        if tag.local == "default-style" {
            if family == Family::Paragraph {
                self.default_paragraph = Rc::new(style.own);
            }
        } else if automatic {
            self.automatic[family as usize].insert(name.into_owned(), style);
        } else {
            self.named[family as usize].insert(name.into_owned(), style);
        }
        Ok(())
    }

    fn read_properties(&mut self, tag: &Tag<'_>, style: &mut Style) {
        let is = |name: &str, value: &str| tag.attr(name).map(|found| found == value);
        let percent = |name: &str| {
            let value = tag.attr(name)?;
            value.strip_suffix('%')?.parse().ok().map(|percent: f32| percent / 100.0)
        };
        match tag.local {
            "text-properties" => {
                let text = &mut style.own.text;
                text.bold = tag.attr("font-weight").map(|w| w == "bold" || w.parse().unwrap_or(400) >= 600);
                text.italic = tag.attr("font-style").map(|s| s != "normal");
                text.hidden = is("display", "none");
                let automatic = is("use-window-font-color", "true") == Some(true);
                let own = tag.attr("color").and_then(|value| colour(&value));
                text.colour = if automatic { Some(AUTOMATIC) } else { own };
                // LibreOffice writes that the automatic colour has no opacity.
                text.ghost = percent("opacity").map(|opacity| opacity < FAINT && !automatic);
                text.scale = percent("text-scale");
                // The second figure is the size of what is raised or lowered.
                let raised = tag.attr("text-position").and_then(|position| {
                    position.split_whitespace().nth(1)?.trim_end_matches('%').parse::<f32>().ok()
                });
                text.scale = raised.map(|size| size / 100.0).or(text.scale);
                text.spacing = tag.attr("letter-spacing").and_then(|spacing| points(&spacing));
                text.ground = ground(tag).or(text.ground);
                text.monospace = self.font(tag);
                text.font = self.font_name(tag);
                let font = tag.attr("font-name").or_else(|| tag.attr("font-family"));
                if font.is_some_and(|font| is_blank_font(font.trim_matches(['\'', '"']))) {
                    text.ghost = Some(true);
                }
                if let Some(size) = tag.attr("font-size") {
                    text.size = points(&size);
                    style.relative_size = size.strip_suffix('%').and_then(|s| s.parse().ok());
                }
                if let (None, Some(language)) = (&self.language, tag.attr("language")) {
                    let country = tag.attr("country").filter(|c| *c != "none");
                    self.language = (language != "none").then(|| match country {
                        Some(country) => format!("{language}-{country}"),
                        None => language.into_owned(),
                    });
                }
            }
            "table-column-properties" => {
                style.own.extent = length(tag, "column-width");
                style.own.hidden = style.own.extent.is_some_and(|width| width < SMALLEST);
            }
            "table-cell-properties" => style.own.text.ground = ground(tag),
            "table-row-properties" => {
                let grows = is("use-optimal-row-height", "true") == Some(true);
                style.own.extent = length(tag, "row-height").filter(|_| !grows);
                style.own.hidden = style.own.extent.is_some_and(|height| height < SMALLEST);
                style.own.text.ground = ground(tag);
            }
            "graphic-properties" => {
                let see_through =
                    ["opacity", "image-opacity"].into_iter().filter_map(percent).any(|part| part < 1.0);
                style.own.over = match (tag.attr("wrap").as_deref(), tag.attr("run-through").as_deref()) {
                    (Some("run-through"), Some("background")) => Some(false),
                    (Some("run-through"), _) => (!see_through).then_some(true),
                    _ => None,
                };
                style.own.text.ground = match tag.attr("fill").as_deref() {
                    None | Some("solid") => ground(tag).or_else(|| colour(&tag.attr("fill-color")?)),
                    // See-through.
                    Some("none") => None,
                    Some(_) => Some(PATTERN),
                };
            }
            "paragraph-properties" | "table-properties" => {
                let own = &mut style.own;
                // A height in per cent goes with the size of the text.
                own.line_spacing = percent("line-height");
                own.text.line = tag.attr("line-height").map(|line| points(&line).unwrap_or(f32::INFINITY));
                let far = |side: &str| length(tag, side).is_some_and(|margin| margin.abs() > BEYOND);
                own.text.away = Some(["margin-left", "margin-right", "text-indent"].into_iter().any(far))
                    .filter(|_| tag.local.starts_with('p'));
                own.text.ground = own.text.ground.or(ground(tag));
                own.centered = is("text-align", "center");
                own.break_before = is("break-before", "page");
                own.break_after = is("break-after", "page");
                own.space_before = length(tag, "margin-top");
                own.space_after = length(tag, "margin-bottom");
            }
            "section-properties" => {
                style.own.hidden = is("display", "none") == Some(true);
                style.own.text.ground = ground(tag);
            }
            "drawing-page-properties" => style.own.hidden = is("visibility", "hidden") == Some(true),
            _ => {}
        }
    }

    /// Whether the font that a style names is of fixed width.
    fn font(&self, tag: &Tag<'_>) -> Option<bool> {
        if let Some(name) = tag.attr("font-name") {
            return Some(
                self.fonts.get(name.as_ref()).map_or_else(|| is_monospace_font(&name), |font| font.0),
            );
        }
        tag.attr("font-family").map(|family| is_monospace_font(&family))
    }

    /// The font that a style names.
    fn font_name(&self, tag: &Tag<'_>) -> Option<FontName> {
        match tag.attr("font-name") {
            Some(name) => {
                self.fonts.get(name.as_ref()).and_then(|font| font.1).or_else(|| FontName::of(&name))
            }
            None => FontName::of(&tag.attr("font-family")?),
        }
    }
}

impl Styled {
    /// Lays what `style` says itself over this.
    fn layer(&mut self, style: &Style) {
        let own = &style.own;
        let size = style.relative_size.zip(self.text.size).map(|(percent, size)| size * percent / 100.0);
        self.text = own.text.over(self.text);
        self.text.size = size.or(self.text.size);
        self.centered = own.centered.or(self.centered);
        // A break belongs to the style that sets it and to its children, a page style as well.
        self.break_before = own.break_before.or(self.break_before);
        self.break_after = own.break_after.or(self.break_after);
        self.space_before = own.space_before.or(self.space_before);
        self.space_after = own.space_after.or(self.space_after);
        self.line_spacing = own.line_spacing.or(self.line_spacing);
        self.list = own.list.clone().or(self.list.take());
        self.master_page = own.master_page.clone().or(self.master_page.take());
        self.hidden |= own.hidden;
        self.extent = own.extent.or(self.extent);
        self.over = own.over.or(self.over);
    }
}

/// Height and width of the text area of a page layout in points: the page less margins and running heads. Tells where
/// the page is `coloured`, and makes `largest` as large as it.
fn read_layout(
    xml: &mut Xml<'_>,
    coloured: &mut bool,
    largest: &mut Option<(f32, f32)>,
) -> Result<Option<Layout>, Stop> {
    let depth = xml.depth();
    let (mut page, mut heads, mut size) = (None, 0.0, None);
    while let Some(tag) = xml.child(depth)? {
        if tag.is(Ns::Style, "page-layout-properties") {
            let margin = |name: &str| length(&tag, name).or_else(|| length(&tag, "margin")).unwrap_or(0.0);
            let height =
                length(&tag, "page-height").map(|h| h - margin("margin-top") - margin("margin-bottom"));
            let width =
                length(&tag, "page-width").map(|w| w - margin("margin-left") - margin("margin-right"));
            page = height.zip(width);
            if let Some((width, height)) = length(&tag, "page-width").zip(length(&tag, "page-height")) {
                size = Some((width, height));
                let (wide, high) = largest.unwrap_or_default();
                *largest = Some((wide.max(width), high.max(height)));
            }
            *coloured |= ground(&tag).is_some_and(|colour| !is_same_colour(colour, WHITE));
        } else if matches!(tag.local, "header-style" | "footer-style") {
            while let Some(tag) = xml.child(depth + 1)? {
                heads += length(&tag, "min-height").or_else(|| length(&tag, "height")).unwrap_or(0.0);
            }
        }
    }
    let area = page.map(|(height, width)| (height - heads, width));
    let area = area.filter(|(height, width)| *height > 0.0 && *width > 0.0);
    Ok(area.zip(size).map(|(text_area, page)| Layout { text_area, page }))
}

/// The ground that an element paints.
fn ground(tag: &Tag<'_>) -> Option<u32> {
    let value = tag.attr("background-color").filter(|value| value != "transparent")?;
    Some(colour(&value).unwrap_or(PATTERN))
}

fn colour(value: &str) -> Option<u32> {
    u32::from_str_radix(value.trim_start_matches('#'), 16).ok().filter(|colour| *colour <= WHITE)
}

/// A length in points.
fn length(tag: &Tag<'_>, name: &str) -> Option<f32> {
    tag.attr(name).and_then(|length| points(&length))
}

/// The heading that a style is for, by its name or its outline level.
fn heading(style: &Style) -> Option<Heading> {
    let by_name = style.name.strip_prefix("heading ").and_then(|level| level.trim().parse().ok());
    let by_outline = style.outline.filter(|level| *level > 0);
    let (level, known_by) = match (by_name, by_outline) {
        (Some(level), _) => (level, KnownBy::Style),
        (None, Some(level)) => (level, KnownBy::OutlineLevel),
        (None, None) => return None,
    };
    (1..=10).contains(&level).then_some(Heading { level: Some(level), known_by })
}

/// A style's name with its `_20_` as the characters they stand for.
fn decoded(name: &str) -> String {
    let mut out = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('_') {
        out.push_str(before);
        match after.split_once('_').and_then(|(code, tail)| Some((u32::from_str_radix(code, 16).ok()?, tail)))
        {
            Some((code, tail)) => {
                out.extend(char::from_u32(code));
                rest = tail;
            }
            None => {
                out.push('_');
                rest = after;
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_names_are_decoded() {
        assert_eq!(decoded("Heading_20_1"), "Heading 1");
        assert_eq!(decoded("mon_style"), "mon_style");
        assert_eq!(decoded("a_"), "a_");
    }
}
