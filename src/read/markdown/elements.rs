//! What HTML elements do to the blocks: `<h1>` is a heading, `<td>` a cell, `<b>` bold, `<br>` a line break.

use super::builder::{Builder, Look};
use super::css;
use super::html::{Piece, Tag, decode_entities, pieces};
use crate::document::Kind;

/// The HTML elements that are open around the text.
#[derive(Debug, Default)]
pub(super) struct Elements {
    open: Vec<Element>,
    /// Classes and ids, with their signs, that a style sheet of the document hides, each of an element or of all (empty).
    hidden: Vec<(String, String)>,
    /// Variables that a style sheet of the document sets.
    variables: Vec<(String, String)>,
}

#[derive(Debug)]
struct Element {
    name: String,
    look: Look,
    ends: Ends,
    /// It paints its ground, so that white text in it can be seen.
    painted: bool,
}

/// What the end of an element ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    Nothing,
    Block,
    List,
    Table,
    /// A block, and a page.
    Page,
    /// A drawing, which began on that line. What is written in it is the text of a picture.
    Picture(u32),
}

/// How deep elements are followed; deeper ones are passed over.
const MAX_DEPTH: usize = 128;

/// Elements that hold nothing.
const VOID: [&str; 12] =
    ["br", "hr", "img", "input", "meta", "link", "wbr", "area", "base", "col", "source", "track"];

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 31] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "html",
    "legend",
    "main",
    "nav",
    "p",
    "section",
    "summary",
    "tbody",
    "tfoot",
    "thead",
    "title",
    "option",
    "select",
];

/// Elements whose inside is not text of the document.
const SKIPPED: [&str; 11] = [
    "script", "style", "head", "template", "iframe", "video", "audio", "object", "canvas", "map", "textarea",
];

/// Where a piece of HTML comes from, by its byte.
pub(super) type LineOf<'a> = &'a dyn Fn(usize) -> u32;

impl Elements {
    /// Takes in a block of HTML.
    pub(super) fn block(&mut self, builder: &mut Builder, html: &str, line_of: LineOf<'_>) {
        for piece in pieces(html) {
            match piece {
                Piece::Text(text, at) => self.text(builder, text, line_of(at)),
                piece => self.piece(builder, piece, line_of),
            }
        }
    }

    /// Takes in a tag or a comment inside a paragraph.
    pub(super) fn inline(&mut self, builder: &mut Builder, html: &str, line_of: LineOf<'_>) {
        for piece in pieces(html) {
            self.piece(builder, piece, line_of);
        }
    }

    fn piece(&mut self, builder: &mut Builder, piece: Piece<'_>, line_of: LineOf<'_>) {
        match piece {
            Piece::Text(..) => {}
            Piece::Open(tag, at) => self.open(builder, &tag, line_of(at)),
            Piece::Close(name) => self.close(builder, &name.to_ascii_lowercase()),
            Piece::Comment(text, at) => {
                let said: String = text.chars().filter(char::is_ascii_alphabetic).collect();
                if matches!(said.to_ascii_lowercase().as_str(), "pagebreak" | "newpage" | "sautdepage") {
                    builder.page_break(line_of(at));
                }
            }
        }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Level of the heading that the innermost element is, if it is one.
    pub(super) fn heading_level(&self) -> Option<u8> {
        level(&self.open.last()?.name)
    }

    /// Ends the elements that were opened since there were `depth` of them.
    pub(super) fn end_down_to(&mut self, builder: &mut Builder, depth: usize) {
        while self.open.len() > depth {
            self.end_last(builder);
        }
    }

    /// Text between tags: white space is folded, as a browser does, except in `<pre>`.
    fn text(&mut self, builder: &mut Builder, text: &str, line: u32) {
        let decoded = decode_entities(text);
        if self.open.last().is_some_and(|element| element.name == "style") {
            self.variables.extend(css::variables(text).take(MAX_DEPTH));
            self.hidden.extend(css::hidden_by(&css::resolved(text, &self.variables)).take(MAX_DEPTH));
            return;
        }
        if self.open.iter().any(|element| element.name == "pre") {
            builder.text(&decoded, line);
            return;
        }
        let skipped = text.len() - text.trim_start().len();
        let line = line + u32::try_from(text[..skipped].matches('\n').count()).unwrap_or(0);
        let mut folded = String::with_capacity(decoded.len());
        let mut space = builder.ends_in_space();
        for c in decoded.chars() {
            let folds = matches!(c, ' ' | '\t' | '\n');
            if !(folds && space) {
                folded.push(if folds { ' ' } else { c });
            }
            space = folds;
        }
        if !(folded.trim().is_empty() && builder.is_at_start()) {
            builder.text(&folded, line);
        }
    }

    fn open(&mut self, builder: &mut Builder, tag: &Tag<'_>, line: u32) {
        let name = tag.name.to_ascii_lowercase();
        let hidden = tag.attribute("hidden").is_some() || self.is_hidden_by_sheet(tag);
        let style = tag.attribute("style").unwrap_or_default() + &css::of_attributes(&name, tag);
        let style = css::folded(&css::resolved(&style, &self.variables));
        if breaks_page(tag, &style, "before") {
            builder.page_break(line);
        }
        let after = breaks_page(tag, &style, "after");
        if VOID.contains(&name.as_str()) {
            void(builder, &name, tag, line);
            if after {
                builder.page_break(line);
            }
            return;
        }
        self.end_implied(builder, &name);
        let ends = start(builder, &name, line);
        let painted = style.contains("background") || tag.attribute("bgcolor").is_some();
        let on_paint = painted || self.open.iter().any(|element| element.painted);
        let hidden = hidden || css::unseen(&style, on_paint) || self.is_shrunk(&name);
        let mut look = look_of(&name, tag, &style, hidden);
        look.closed += u32::from(css::pale(&style, on_paint));
        add(&mut builder.look, look);
        if self.open.len() < MAX_DEPTH {
            let ends = if after { Ends::Page } else { ends };
            self.open.push(Element { name, look, ends, painted });
        } else {
            subtract(&mut builder.look, look);
        }
    }

    /// True for an index in so many others that nothing of it can be read.
    fn is_shrunk(&self, name: &str) -> bool {
        const MOST: usize = 9;
        let small = |name: &str| matches!(name, "sub" | "sup" | "small");
        small(name) && self.open.iter().filter(|element| small(&element.name)).count() >= MOST
    }

    /// True for an element that a style sheet of the document hides.
    fn is_hidden_by_sheet(&self, tag: &Tag<'_>) -> bool {
        if self.hidden.is_empty() {
            return false;
        }
        let named = |sign: char, name: &str| {
            self.hidden.iter().any(|(element, hidden)| {
                hidden.strip_prefix(sign) == Some(name)
                    && (element.is_empty() || element.eq_ignore_ascii_case(tag.name))
            })
        };
        tag.attribute("class")
            .is_some_and(|classes| classes.split_whitespace().any(|class| named('.', class)))
            || tag.attribute("id").is_some_and(|id| named('#', &id))
    }

    /// Ends what HTML lets authors leave open: an item at the next item, a cell at the next cell or row, a paragraph.
    fn end_implied(&mut self, builder: &mut Builder, name: &str) {
        let ended: &[&str] = match name {
            "li" => &["p", "li"],
            "td" | "th" => &["p", "td", "th"],
            "tr" => &["p", "td", "th", "tr"],
            "p" | "div" | "ul" | "ol" | "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => &["p"],
            _ => return,
        };
        while self.open.last().is_some_and(|last| ended.contains(&last.name.as_str())) {
            self.end_last(builder);
        }
    }

    fn close(&mut self, builder: &mut Builder, name: &str) {
        match self.open.iter().rposition(|element| element.name == name) {
            Some(depth) => self.end_down_to(builder, depth),
            None if BLOCKS.contains(&name) => builder.close(),
            None => {}
        }
    }

    fn end_last(&mut self, builder: &mut Builder) {
        let Some(element) = self.open.pop() else { return };
        match element.ends {
            Ends::Nothing => {}
            Ends::Block => builder.close(),
            Ends::List => builder.end_list(),
            Ends::Table if self.open.iter().any(|outer| outer.name == "table") => builder.close(),
            Ends::Table => builder.end_table(),
            Ends::Picture(line) => builder.end_picture(line),
            Ends::Page => {
                builder.close();
                builder.page_break(0);
            }
        }
        subtract(&mut builder.look, element.look);
    }
}

/// Begins what an element begins; tells what its end ends.
fn start(builder: &mut Builder, name: &str, line: u32) -> Ends {
    if let Some(level) = level(name) {
        builder.open_heading(level, line);
        return Ends::Block;
    }
    match name {
        "pre" => {
            builder.open(Kind::Code, line);
            Ends::Block
        }
        "ul" => {
            builder.start_list(None);
            Ends::List
        }
        "ol" => {
            builder.start_list(Some(1));
            Ends::List
        }
        "li" => {
            builder.start_item();
            Ends::Block
        }
        "table" => {
            if builder.cell.is_none() {
                builder.start_table();
                Ends::Table
            } else {
                builder.close();
                Ends::Block
            }
        }
        "svg" => {
            builder.start_picture();
            Ends::Picture(line)
        }
        "tr" => {
            builder.start_row();
            Ends::Block
        }
        "td" | "th" => {
            builder.start_cell();
            Ends::Block
        }
        _ if BLOCKS.contains(&name) => {
            builder.close();
            Ends::Block
        }
        _ => Ends::Nothing,
    }
}

/// The level of a heading element.
fn level(name: &str) -> Option<u8> {
    let digit = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&digit).then_some(digit)
}

/// An element that holds nothing.
fn void(builder: &mut Builder, name: &str, tag: &Tag<'_>, line: u32) {
    match name {
        "br" => builder.line_break(line),
        "hr" => builder.close(),
        "img" => {
            let points =
                |name| tag.attribute(name)?.trim_end_matches("px").parse::<f32>().ok().map(|px| px * 0.75);
            let height = points("height").or_else(|| points("width").map(|width| width * 0.6));
            let alternative = tag.attribute("alt").unwrap_or_default();
            builder.add_picture(
                &alternative,
                line,
                height.filter(|h| h.is_finite()).map(|h| h.clamp(0.0, 700.0)),
            );
        }
        _ => {}
    }
}

/// True where the element asks for a page break before or after itself.
fn breaks_page(tag: &Tag<'_>, style: &str, side: &str) -> bool {
    let asks = |property: &str, values: &[&str]| {
        values.iter().any(|value| style.contains(&format!("{property}-{side}:{value}")))
    };
    let class = || tag.attribute("class").unwrap_or_default().to_ascii_lowercase();
    asks("page-break", &["always", "page", "left", "right"])
        || asks("break", &["page", "always", "left", "right"])
        || side == "after"
            && class().split_whitespace().any(|class| {
                matches!(class, "page-break" | "pagebreak" | "page_break" | "newpage" | "page-break-after")
            })
        || side == "before" && class().split_whitespace().any(|class| class == "page-break-before")
}

/// The look that an element gives to the text in it.
fn look_of(name: &str, tag: &Tag<'_>, style: &str, hidden: bool) -> Look {
    let is = |names: &[&str]| u32::from(names.contains(&name));
    let says = |values: &[&str]| u32::from(values.iter().any(|value| style.contains(value)));
    let align = tag.attribute("align").is_some_and(|align| align.eq_ignore_ascii_case("center"));
    let anchor = name == "a" && tag.attribute("href").is_some_and(|to| to.starts_with('#'));
    Look {
        bold: is(&["b", "strong", "th"]) + says(&["font-weight:bold", "font-weight:7", "font-weight:8"]),
        italic: is(&["i", "em", "cite", "dfn"]) + says(&["font-style:italic"]),
        monospace: is(&["code", "kbd", "samp", "tt", "pre"]),
        hidden: u32::from(hidden),
        centered: is(&["center"]) + u32::from(align) + says(&["text-align:center"]),
        math: is(&["math"]),
        skipped: u32::from(SKIPPED.contains(&name)),
        anchor: u32::from(anchor),
        closed: u32::from(name == "details" && tag.attribute("open").is_none()),
    }
}

fn add(look: &mut Look, more: Look) {
    each(look, more, |a, b| a.saturating_add(b));
}

fn subtract(look: &mut Look, less: Look) {
    each(look, less, |a, b| a.saturating_sub(b));
}

fn each(look: &mut Look, other: Look, combine: impl Fn(u32, u32) -> u32) {
    look.bold = combine(look.bold, other.bold);
    look.italic = combine(look.italic, other.italic);
    look.monospace = combine(look.monospace, other.monospace);
    look.hidden = combine(look.hidden, other.hidden);
    look.centered = combine(look.centered, other.centered);
    look.math = combine(look.math, other.math);
    look.skipped = combine(look.skipped, other.skipped);
    look.anchor = combine(look.anchor, other.anchor);
    look.closed = combine(look.closed, other.closed);
}
