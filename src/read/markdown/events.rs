//! From the events of the Markdown parser to blocks.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::builder::Builder;
use super::elements::Elements;
use super::marks::{NOTE, NOTE_END, PAGE_BREAK};
use super::prepared::Prepared;
use super::tex;
use crate::document::{Kind, Role, Run};
use crate::hash::HashSet;
use crate::read::{Limits, Unreadable};

/// The longest underlined heading that is taken for one, in characters. A longer "heading" is a paragraph whose author
/// forgot the empty line before `---`.
const MAX_UNDERLINED: usize = 120;

/// Makes the blocks of `prepared`.
///
/// # Errors
/// Where quotes and lists nest deeper than `limits` allow.
pub(super) fn build(prepared: &Prepared, limits: &Limits) -> Result<Builder, Unreadable> {
    let mut reading = Reading {
        prepared,
        builder: Builder::default(),
        elements: Elements::default(),
        html: None,
        outer_depth: 0,
        heading: None,
        html_heading: None,
        pictures: 0,
        defined: Vec::new(),
        referenced: HashSet::default(),
    };
    let mut depth = 0usize;
    for (event, range) in Parser::new_ext(&prepared.text, super::options()).into_offset_iter() {
        match &event {
            Event::Start(Tag::BlockQuote(_) | Tag::List(_)) => depth += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_)) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > limits.recursion {
            return Err(limits.over("recursion"));
        }
        reading.event(event, range);
    }
    Ok(reading.finish())
}

struct Reading<'p> {
    prepared: &'p Prepared,
    builder: Builder,
    elements: Elements,
    /// The block of HTML that is being gathered, and the byte it starts at.
    html: Option<Range<usize>>,
    /// HTML elements that were open before the paragraph, heading or cell.
    outer_depth: usize,
    /// Source of the heading that is open.
    heading: Option<Range<usize>>,
    /// Level of the HTML heading that the last block of HTML left open.
    html_heading: Option<u8>,
    /// Pictures inside one another.
    pictures: u32,
    /// Definitions of notes: label and blocks.
    defined: Vec<(String, Range<usize>)>,
    referenced: HashSet<String>,
}

impl Reading<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let line = self.prepared.line_at(range.start);
        match event {
            Event::Start(tag) => self.start(tag, range, line),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) => self.text(&text, range, line),
            Event::Code(text) => {
                self.builder.look.monospace += 1;
                self.builder.text(&text, line);
                self.builder.look.monospace -= 1;
            }
            Event::InlineMath(text) if is_formula(&text) => {
                self.builder.text_of(tex::role_of_formula(&text), &text, line);
            }
            Event::InlineMath(text) => self.builder.text(&format!("${text}$"), line),
            Event::DisplayMath(text) => self.builder.text_of(tex::role_of_formula(&text), &text, line),
            Event::Html(_) => {
                let html = self.html.get_or_insert(range.clone());
                html.end = html.end.max(range.end);
            }
            Event::InlineHtml(html) => {
                self.elements.inline(&mut self.builder, &html, &|at| self.prepared.line_at(range.start + at));
            }
            Event::FootnoteReference(label) => {
                self.referenced.insert(label.to_string());
            }
            Event::SoftBreak => self.builder.text(" ", line),
            Event::HardBreak => self.builder.line_break(self.prepared.line_at(range.end)),
            Event::Rule => self.builder.rule(),
            // Word would show, and count, the box that pandoc and every renderer draw.
            Event::TaskListMarker(done) => self.builder.text(if done { "☒ " } else { "☐ " }, line),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>, line: u32) {
        match tag {
            Tag::Paragraph => {
                self.outer_depth = self.elements.depth();
                match self.html_heading.take() {
                    Some(level) => self.builder.open_heading(level, line),
                    None => self.builder.open(Kind::Paragraph, line),
                }
            }
            Tag::Heading { level, .. } => {
                self.outer_depth = self.elements.depth();
                self.heading = Some(range);
                self.builder.open_heading(level as u8, line);
            }
            Tag::CodeBlock(_) => {
                self.builder.open(Kind::Code, line);
                self.builder.look.monospace += 1;
            }
            Tag::HtmlBlock => self.html = None,
            Tag::List(first) => self.builder.start_list(first),
            Tag::Item => self.builder.start_item(),
            Tag::FootnoteDefinition(label) => {
                self.builder.close();
                self.builder.in_note = true;
                self.defined.push((label.to_string(), self.builder.blocks.len()..0));
            }
            Tag::Table(_) => self.builder.start_table(),
            Tag::TableHead | Tag::TableRow => self.builder.start_row(),
            Tag::TableCell => {
                self.outer_depth = self.elements.depth();
                self.builder.start_cell();
                self.builder.ensure_open(line);
            }
            Tag::Emphasis => self.builder.look.italic += 1,
            Tag::Strong => self.builder.look.bold += 1,
            Tag::Link { dest_url, .. } if dest_url.starts_with('#') => self.builder.look.anchor += 1,
            Tag::Image { .. } => {
                self.pictures += 1;
                self.builder.start_picture();
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::TableCell => self.end_inline(),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::CodeBlock => {
                self.builder.close();
                self.builder.look.monospace = self.builder.look.monospace.saturating_sub(1);
            }
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::List(_) => self.builder.end_list(),
            TagEnd::Item | TagEnd::BlockQuote(_) => self.builder.close(),
            TagEnd::FootnoteDefinition => {
                self.builder.close();
                self.builder.in_note = false;
                if let Some((_, blocks)) = self.defined.last_mut() {
                    blocks.end = self.builder.blocks.len();
                }
            }
            TagEnd::Table => self.builder.end_table(),
            TagEnd::Emphasis => self.builder.look.italic = self.builder.look.italic.saturating_sub(1),
            TagEnd::Strong => self.builder.look.bold = self.builder.look.bold.saturating_sub(1),
            TagEnd::Link => self.builder.look.anchor = self.builder.look.anchor.saturating_sub(1),
            TagEnd::Image => {
                self.pictures = self.pictures.saturating_sub(1);
                if self.pictures == 0 {
                    self.builder.end_picture(self.prepared.line_at(range.start));
                }
            }
            _ => {}
        }
    }

    /// The paragraph, heading or cell is over, and with it the HTML elements that it left open.
    fn end_inline(&mut self) {
        self.elements.end_down_to(&mut self.builder, self.outer_depth);
        self.builder.close();
    }

    fn end_heading(&mut self) {
        let source = self.heading.take().and_then(|range| self.prepared.text.get(range)).unwrap_or_default();
        let underlined = !source.trim_start().starts_with('#');
        let lines = source.trim_end().lines().count();
        if underlined && (lines > 2 || source.chars().count() > MAX_UNDERLINED) {
            self.builder.demote_heading();
        }
        self.end_inline();
    }

    fn end_html(&mut self) {
        let Some(range) = self.html.take() else { return };
        let html = self.prepared.text.get(range.clone()).unwrap_or_default();
        self.elements.block(&mut self.builder, html, &|at| self.prepared.line_at(range.start + at));
        self.builder.close();
        self.html_heading = self.elements.heading_level();
    }

    /// Text, with the marks that the preparation left in it.
    fn text(&mut self, text: &str, range: Range<usize>, line: u32) {
        if self.prepared.text.get(range).is_some_and(|source| source.starts_with('&')) {
            // What a reference names may be a control character, or one of the marks.
            self.builder.text(&super::visible(text), line);
            return;
        }
        let mut rest = text;
        while let Some(at) = rest.find([NOTE, NOTE_END, PAGE_BREAK]) {
            let (before, after) = rest.split_at(at);
            self.builder.text(before, line);
            let mut after = after.chars();
            match after.next() {
                Some(NOTE) => self.builder.start_inline_note(line),
                Some(NOTE_END) => self.builder.end_inline_note(),
                _ => self.builder.page_break(line),
            }
            rest = after.as_str();
        }
        self.builder.text(rest, line);
    }

    fn finish(mut self) -> Builder {
        self.elements.end_down_to(&mut self.builder, 0);
        self.builder.close();
        for (label, blocks) in &self.defined {
            if !self.referenced.contains(label) {
                let blocks = self.builder.blocks.get_mut(blocks.clone()).unwrap_or_default();
                blocks.iter_mut().flat_map(|block| &mut block.runs).for_each(hide);
            }
        }
        self.builder
    }
}

/// A note that nothing refers to is not shown.
fn hide(run: &mut Run) {
    if run.role == Role::Text {
        run.role = Role::Hidden;
    }
}

/// True where what stands between two `$` is a formula rather than prices or shell variables.
fn is_formula(text: &str) -> bool {
    let symbol = |word: &str| word.chars().count() <= 2;
    text.contains(['\\', '^', '=', '<', '>', '+', '×', '÷', '≤', '≥', '≈', '∑'])
        || text.chars().count() <= 3 && !text.ends_with(['/', ':', '.', '-', ','])
        || text.split_once('_').is_some_and(|(base, index)| symbol(base) && !index.contains('_'))
}
