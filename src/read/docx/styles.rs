//! The styles of `styles.xml`, resolved through `w:basedOn`.

use std::borrow::Cow;

use super::props::{self, ParaLook};
use super::runs;
use super::table_styles::{CellLook, CellStyles, Spot, Taken};
use crate::document::{Heading, KnownBy};
use crate::hash::HashMap;
use crate::read::Limits;
use crate::read::appearance::TextProps;
use crate::read::look::{is_code_style, is_contents_style};
use crate::read::theme::Theme;
use crate::read::xml::{Ns, Stop, Tag, Xml};

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, usize>,
    styles: Vec<Style>,
    default_paragraph: Option<usize>,
    default_table: Option<usize>,
    /// Language that the document declares.
    pub(super) language: Option<String>,
    default_run: TextProps,
    default_look: ParaLook,
}

/// A style. After [`Styles::read`] its properties hold those of the styles it is based on.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) id: String,
    /// The name, which is English for built-in styles in every language of Word, in lower case.
    name: String,
    based_on: Option<String>,
    /// Look of its text, the document's defaults included for a paragraph style.
    pub(super) run: TextProps,
    /// Look of its paragraphs, the document's defaults included.
    pub(super) look: ParaLook,
    /// The heading that it makes of a paragraph.
    pub(super) heading: Option<Heading>,
    /// It is for lines of a table of contents or of figures, or for its title.
    pub(super) contents: bool,
    /// It is for program code.
    pub(super) code: bool,
    /// What it gives to cells of tables.
    cells: CellStyles,
    /// Ids of this style and those it is based on: numbering levels name styles.
    pub(super) chain: Vec<usize>,
}

impl Styles {
    /// Reads `styles.xml`; also tells whether it was broken.
    pub(super) fn read(text: &str, limits: &Limits, theme: &Theme) -> (Self, Result<(), Stop>) {
        let mut styles = Self::default();
        let read = styles.parse(&mut Xml::new(text, limits), theme);
        styles.resolve();
        (styles, read)
    }

    /// The style of a paragraph: by id, else the default one.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Option<&Style> {
        let index = id.and_then(|id| self.by_id.get(id).copied()).or(self.default_paragraph)?;
        self.styles.get(index)
    }

    /// The number of the style of a table, or of the one of all tables.
    pub(super) fn table(&self, id: Option<&str>) -> Option<usize> {
        id.and_then(|id| self.by_id.get(id).copied()).or(self.default_table)
    }

    /// What the style of that number gives to the cell at `spot` of a table that takes those places of it.
    pub(super) fn cell(&self, table: Option<usize>, taken: Option<Taken>, spot: Spot) -> CellLook {
        let style = table.and_then(|index| self.styles.get(index));
        style.map_or_else(CellLook::default, |style| style.cells.at(style.run, taken, spot))
    }

    /// The look of a character style.
    pub(super) fn character(&self, id: &str) -> TextProps {
        self.by_id
            .get(id)
            .and_then(|index| self.styles.get(*index))
            .map_or_else(TextProps::default, |s| s.run)
    }

    /// Look of text without any style.
    pub(super) fn default_run(&self) -> TextProps {
        self.default_run
    }

    /// Ids of the styles in a chain.
    pub(super) fn ids<'s>(&'s self, chain: &'s [usize]) -> impl Iterator<Item = &'s str> {
        chain.iter().filter_map(|i| self.styles.get(*i)).map(|style| style.id.as_str())
    }

    fn parse(&mut self, xml: &mut Xml<'_>, theme: &Theme) -> Result<(), Stop> {
        let Some(_root) = xml.child(0)? else { return Ok(()) };
        while let Some(tag) = xml.child(1)? {
            if tag.is(Ns::W, "docDefaults") {
                self.parse_defaults(xml, theme)?;
            } else if tag.is(Ns::W, "style") {
                self.parse_style(xml, &tag, theme)?;
            }
        }
        Ok(())
    }

    fn parse_defaults(&mut self, xml: &mut Xml<'_>, theme: &Theme) -> Result<(), Stop> {
        while let Some(outer) = xml.child(2)? {
            let run = outer.is(Ns::W, "rPrDefault");
            while let Some(tag) = xml.child(3)? {
                if run && tag.is(Ns::W, "rPr") {
                    self.default_run = self.default_run_props(xml, theme)?;
                } else if tag.is(Ns::W, "pPr") {
                    self.default_look = props::para_props(xml, theme)?.look;
                }
            }
        }
        Ok(())
    }

    /// What of [`runs::run_props`] matters for all text, and the language.
    fn default_run_props(&mut self, xml: &mut Xml<'_>, theme: &Theme) -> Result<TextProps, Stop> {
        let depth = xml.depth();
        let mut run = TextProps::default();
        while let Some(tag) = xml.child(depth)? {
            match tag.local {
                "lang" => self.language = tag.attr("val").map(Cow::into_owned),
                "sz" => run.size = tag.number::<f32>("val").map(|half| half / 2.0),
                "vanish" => run.hidden = Some(props::on(&tag)),
                "color" => run.colour = theme.colour(&tag, "val", ["themeColor", "themeTint", "themeShade"]),
                _ => {}
            }
        }
        Ok(run)
    }

    fn parse_style(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>, theme: &Theme) -> Result<(), Stop> {
        let depth = xml.depth();
        let id = tag.attr("styleId").unwrap_or_default().into_owned();
        let kind = tag.attr("type").unwrap_or_default();
        let default = matches!(tag.attr("default").as_deref(), Some("1" | "true" | "on"));
        let mut style = Style { id: id.clone(), ..Style::default() };
        while let Some(tag) = xml.child(depth)? {
            if tag.ns != Ns::W {
                continue;
            }
            match tag.local {
                "name" => style.name = tag.attr("val").unwrap_or_default().trim().to_lowercase(),
                "basedOn" => style.based_on = tag.attr("val").map(Cow::into_owned),
                "rPr" => style.run = runs::run_props(xml, theme)?.0,
                "pPr" => style.look = props::para_props(xml, theme)?.look,
                "tblPr" | "tcPr" | "tblStylePr" => style.cells.take(xml, &tag, theme)?,
                _ => {}
            }
        }
        match kind.as_ref() {
            "paragraph" if default => self.default_paragraph = Some(self.styles.len()),
            "table" if default => self.default_table = Some(self.styles.len()),
            _ => {}
        }
        self.by_id.entry(id).or_insert(self.styles.len());
        self.styles.push(style);
        Ok(())
    }

    fn resolve(&mut self) {
        let chains: Vec<Vec<usize>> = (0..self.styles.len()).map(|i| self.chain(i)).collect();
        let resolved = chains.into_iter().map(|chain| self.resolved(chain)).collect();
        self.styles = resolved;
    }

    /// A style and those it is based on, nearest first; cut where they go round in a circle.
    fn chain(&self, index: usize) -> Vec<usize> {
        const LONGEST: usize = 32;
        let mut chain = vec![index];
        let mut next = index;
        while chain.len() < LONGEST
            && let Some(base) = self.styles.get(next).and_then(|style| style.based_on.as_ref())
            && let Some(&base) = self.by_id.get(base)
            && !chain.contains(&base)
        {
            chain.push(base);
            next = base;
        }
        chain
    }

    fn resolved(&self, chain: Vec<usize>) -> Style {
        let styles = || chain.iter().filter_map(|i| self.styles.get(*i));
        let mut style = styles().next().cloned().unwrap_or_default();
        for base in styles().skip(1) {
            style.run = style.run.over(base.run);
            style.look = style.look.over(base.look);
            style.cells.over(&base.cells);
        }
        style.look = style.look.over(self.default_look);
        style.contents = styles().any(|s| is_contents_style(&s.name));
        style.heading = if style.contents { None } else { styles().find_map(declared).flatten() };
        if let Some(heading) = &mut style.heading
            && styles().any(|s| built_in_level(&s.name).is_some())
        {
            heading.known_by = KnownBy::Style;
        }
        style.code = styles().any(|s| is_code_style(&s.name));
        style.chain = chain;
        style
    }
}

/// What a style says of headings by itself: `None` if nothing, `Some(None)` if that it is none.
fn declared(style: &Style) -> Option<Option<Heading>> {
    if let Some(level) = built_in_level(&style.name) {
        return Some(Some(Heading { level: Some(level), known_by: KnownBy::Style }));
    }
    let outline = style.look.outline?;
    Some((outline < 9).then_some(Heading { level: Some(outline + 1), known_by: KnownBy::OutlineLevel }))
}

/// The level of a built-in heading style.
fn built_in_level(name: &str) -> Option<u8> {
    let level = name.strip_prefix("heading ")?.trim().parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}
