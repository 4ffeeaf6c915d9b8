//! What HTML elements do to the blocks: `<h1>` is a heading, `<td>` a cell, `<b>` bold, `<br>` a line break.

mod kinds;
mod looks;

use super::builder::{Builder, Look};
use super::css::{self, Around, Judged, Place, Sheet};
use super::html::{Piece, Tag, decode_entities, pieces};
use crate::document::Kind;
use kinds::{BLOCKS, VOID, breaks_page, is_for_others, level, void};
use looks::{add, look_of, subtract};

/// The HTML elements that are open around the text.
#[derive(Debug, Default)]
pub(super) struct Elements {
    open: Vec<Element>,
    /// The style sheets of the document.
    sheet: Sheet,
    /// What they make of the page, and whether they leave the text on it unseen.
    page: Around,
    unseen: bool,
}

#[derive(Debug)]
struct Element {
    place: Place,
    look: Look,
    ends: Ends,
    /// What text in it stands in.
    around: Around,
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
        level(&self.open.last()?.place.name)
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
        if self.open.last().is_some_and(|element| element.place.name == "style") {
            self.sheet.add(text);
            self.take_page(builder);
            return;
        }
        if self.open.iter().any(|element| element.place.name == "pre") {
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
        let hidden = tag.attribute("hidden").is_some()
            || tag.attribute("popover").is_some()
            || is_for_others(&name, tag);
        let place = Place { name: name.clone(), attributes: tag.attributes() };
        let own = css::of_attributes(&name, tag) + ";" + &tag.attribute("style").unwrap_or_default();
        let (html, body) = (Place::named("html"), Place::named("body"));
        let open = self.open.iter().map(|element| &element.place);
        let path: Vec<&Place> = [&html, &body].into_iter().chain(open).chain([&place]).collect();
        let style = css::folded(&self.sheet.resolved(&(self.sheet.style_of(&path) + &own)));
        let hidden = hidden || self.hides_text_of(&path);
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
        let around = self.open.last().map_or(self.page, |element| element.around);
        let Judged { unseen, pale, around } = css::judge(&style, around);
        let hidden = hidden || unseen || self.is_shrunk(&name);
        let mut look = look_of(&name, tag, &style, hidden);
        look.closed += u32::from(pale);
        add(&mut builder.look, look);
        if self.open.len() < MAX_DEPTH {
            let ends = if after { Ends::Page } else { ends };
            self.open.push(Element { place, look, ends, around });
        } else {
            subtract(&mut builder.look, look);
        }
    }

    /// Takes what the style sheets make of the page.
    fn take_page(&mut self, builder: &mut Builder) {
        let (html, body, text) = (Place::named("html"), Place::named("body"), Place::named("p"));
        let judged = |path: &[&Place], around: Around| {
            css::judge(&css::folded(&self.sheet.resolved(&self.sheet.style_of(path))), around)
        };
        let of_html = judged(&[&html], Around::default());
        let of_body = judged(&[&html, &body], of_html.around);
        let of_text = judged(&[&html, &body, &text], of_body.around);
        self.page = of_body.around;
        let unseen = [of_html, of_body, of_text].iter().any(|judged| judged.unseen);
        if unseen != self.unseen {
            let look = Look { hidden: 1, ..Look::default() };
            if unseen { add(&mut builder.look, look) } else { subtract(&mut builder.look, look) }
        }
        self.unseen = unseen;
    }

    /// True where the style sheets hide the text that Markdown writes within the last element of `path`.
    fn hides_text_of(&self, path: &[&Place]) -> bool {
        let holds_text =
            |place: &&Place| matches!(place.name.as_str(), "div" | "section" | "article" | "main" | "aside");
        if !path.last().is_some_and(holds_text) {
            return false;
        }
        let text = Place::named("p");
        let path: Vec<&Place> = path.iter().copied().chain([&text]).collect();
        css::unseen(&self.sheet.resolved(&self.sheet.style_of(&path)))
    }

    /// True for an index in so many others that nothing of it can be read.
    fn is_shrunk(&self, name: &str) -> bool {
        const MOST: usize = 9;
        let small = |name: &str| matches!(name, "sub" | "sup" | "small");
        small(name) && self.open.iter().filter(|element| small(&element.place.name)).count() >= MOST
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
        while self.open.last().is_some_and(|last| ended.contains(&last.place.name.as_str())) {
            self.end_last(builder);
        }
    }

    fn close(&mut self, builder: &mut Builder, name: &str) {
        match self.open.iter().rposition(|element| element.place.name == name) {
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
            Ends::Table if self.open.iter().any(|outer| outer.place.name == "table") => builder.close(),
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
