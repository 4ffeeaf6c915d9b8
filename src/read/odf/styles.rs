//! Styles of OpenDocument: named ones of `styles.xml`, automatic ones of either file, resolved through their parents.

mod fonts;
mod layout;
mod masters;
mod properties;
mod values;

use std::borrow::Cow;
use std::rc::Rc;

use super::escapes::replaced;
use super::lists::{self, ListStyle};
use crate::document::{Heading, KnownBy};
use crate::hash::HashMap;
use crate::read::appearance::TextProps;
use crate::read::colour::middle;
use crate::read::look::{PATTERN, is_code_style, is_contents_style};
use crate::read::xml::{Ns, Stop, Tag, Xml};
use fonts::Fonts;
use values::colour;

pub(super) use layout::Layout;
pub(super) use masters::Masters;
pub(super) use values::length;

/// Styles that one style may be based on, one upon the other.
const LONGEST_CHAIN: usize = 32;

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

impl Family {
    /// The family of that name.
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "paragraph" => Self::Paragraph,
            "text" => Self::Text,
            "table" => Self::Table,
            "section" => Self::Section,
            "drawing-page" => Self::Page,
            "table-row" => Self::Row,
            "table-column" => Self::Column,
            "table-cell" => Self::Cell,
            // The places for text of a slide.
            "graphic" | "presentation" => Self::Graphic,
            _ => return None,
        })
    }
}

/// Where a style comes from.
#[derive(Clone, Copy)]
enum Origin {
    /// Somebody named it.
    Named,
    /// The program made it for what somebody set by hand.
    Automatic,
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
    /// It says that it paints its place, or that it does not.
    pub(super) paints: Option<bool>,
    /// Some of what it paints is see-through.
    pub(super) seen_through: Option<bool>,
    /// Points that a row of this style is high, or a column wide, whatever it holds.
    pub(super) extent: Option<f32>,
}

#[derive(Clone, Debug, Default)]
struct Style {
    /// As shown, in lower case.
    name: String,
    parent: Option<String>,
    /// Size in per cent of the parent's.
    relative_size: Option<f32>,
    outline: Option<u8>,
    /// The gradient that it fills its place with.
    gradient: Option<String>,
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
    fonts: Fonts,
    pub(super) lists: HashMap<String, ListStyle>,
    /// Numbers of headings.
    pub(super) outline: ListStyle,
    pub(in crate::read) language: Option<String>,
    pub(super) layouts: HashMap<String, Layout>,
    /// Some page has a colour or a picture of its own.
    pub(super) coloured_pages: bool,
    /// Width and height in points that no page goes beyond.
    pub(in crate::read) page: Option<(f32, f32)>,
    /// The colours between which gradients go, by their names.
    gradients: HashMap<String, Vec<u32>>,
    /// What is known of the slides of each master.
    pub(in crate::read) masters: Masters,
}

impl Styles {
    /// Reads one of the elements at the top of `styles.xml` or `content.xml`, if it holds styles. True where it was
    /// read.
    pub(in crate::read) fn take(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<bool, Stop> {
        if tag.ns != Ns::Office {
            return Ok(false);
        }
        match tag.local {
            "font-face-decls" => self.fonts.read(xml)?,
            "styles" => self.read_styles(xml, Origin::Named)?,
            "automatic-styles" => self.read_styles(xml, Origin::Automatic)?,
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
            if let Some(name) = &style.gradient {
                let colours = self.gradients.get(name).map_or(&[][..], Vec::as_slice);
                styled.text.ground = middle(colours).or(Some(PATTERN));
            }
        }
        styled.code = chain.iter().any(|style| is_code_style(&style.name));
        styled.contents = chain.iter().any(|style| is_contents_style(&style.name));
        styled.heading = if styled.contents { None } else { chain.iter().find_map(|s| heading(s)) };
        styled
    }

    fn read_styles(&mut self, xml: &mut Xml<'_>, origin: Origin) -> Result<(), Stop> {
        let depth = xml.depth();
        while let Some(tag) = xml.child(depth)? {
            match (tag.ns, tag.local) {
                (Ns::Style, "style" | "default-style") => self.read_style(xml, &tag, origin)?,
                (Ns::Text, "list-style") => {
                    let name = tag.attr("name").unwrap_or_default().into_owned();
                    let style = lists::read_style(xml)?;
                    self.lists.insert(name, style);
                }
                (Ns::Style, "page-layout") => {
                    let name = tag.attr("name").unwrap_or_default().into_owned();
                    let read = layout::read(xml)?;
                    self.layouts.extend(read.layout.map(|layout| (name, layout)));
                    self.coloured_pages |= read.is_coloured;
                    if let Some((width, height)) = read.page {
                        let (wide, high) = self.page.unwrap_or_default();
                        self.page = Some((wide.max(width), high.max(height)));
                    }
                }
                (Ns::Draw, "gradient") => self.read_gradient(xml, &tag)?,
                (Ns::Text, "outline-style") => self.outline = lists::read_style(xml)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn read_gradient(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<(), Stop> {
        let name = tag.attr("name").unwrap_or_default().into_owned();
        let ends = ["start-color", "end-color"].map(|end| tag.attr(end).and_then(|value| colour(&value)));
        let mut colours: Vec<u32> = ends.into_iter().flatten().collect();
        let depth = xml.depth();
        while let Some(stop) = xml.child(depth)? {
            colours.extend(stop.attr("color-value").and_then(|value| colour(&value)));
        }
        self.gradients.insert(name, colours);
        Ok(())
    }

    fn read_style(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>, origin: Origin) -> Result<(), Stop> {
        let Some(family) = tag.attr("family").and_then(|family| Family::of(&family)) else { return Ok(()) };
        let name = tag.attr("name").unwrap_or_default();
        let shown = tag.attr("display-name").map_or_else(|| decoded(&name), Cow::into_owned);
        let mut style = Style {
            name: shown.to_lowercase(),
            parent: tag.attr("parent-style-name").map(Cow::into_owned),
            outline: tag.number("default-outline-level"),
            ..Style::default()
        };
        style.own.list = tag.attr("list-style-name").map(Cow::into_owned);
        style.own.master_page = tag.attr("master-page-name").filter(|n| !n.is_empty()).map(Into::into);
        let depth = xml.depth();
        while let Some(tag) = xml.child(depth)? {
            if tag.local == "text-properties" && self.language.is_none() {
                self.language = language(&tag);
            }
            style.take(&tag, &self.fonts);
        }
        if tag.local != "default-style" {
            let styles = match origin {
                Origin::Named => &mut self.named,
                Origin::Automatic => &mut self.automatic,
            };
            styles[family as usize].insert(name.into_owned(), style);
        } else if family == Family::Paragraph {
            self.default_paragraph = Rc::new(style.own);
        }
        Ok(())
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
        self.seen_through = own.seen_through.or(self.seen_through);
        if own.paints == Some(false) {
            self.text.ground = None;
        }
        self.paints = own.paints.or(self.paints);
    }
}

/// The language that a `style:text-properties` names.
fn language(tag: &Tag<'_>) -> Option<String> {
    let language = tag.attr("language").filter(|language| *language != "none")?;
    Some(match tag.attr("country").filter(|country| *country != "none") {
        Some(country) => format!("{language}-{country}"),
        None => language.into_owned(),
    })
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
    replaced(name, '_', |code| {
        let code = u32::from_str_radix(code, 16).ok()?;
        Some(char::from_u32(code).map(String::from).unwrap_or_default())
    })
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
