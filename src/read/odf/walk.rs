//! The walk through the text of an OpenDocument file, or through one of its running heads.

use std::borrow::Cow;

use super::lists::{Counters, Lists};
use super::styles::{Family, Styled, Styles};
use crate::document::{Block, Cell, Context, Heading, Kind, KnownBy, ListItem, NoteKind, Role};
use crate::hash::{HashMap, HashSet};
use crate::read::appearance::{Around, Look, TextProps, leading};
use crate::read::breaks::Point;
use crate::read::flow::{Float, Flow, Mark, Paragraph, Placeholder, Room, image};
use crate::read::look::WHITE;
use crate::read::walk::{Steps, walk};
use crate::read::xml::{Stop, Tag, Xml};

/// Which story is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Story {
    /// The main text.
    Body,
    /// A running head.
    Head,
    /// A running foot.
    Foot,
    /// A slide, its notes included.
    Slide,
}

/// An open element, as far as its end matters.
#[derive(Debug)]
pub(super) enum Frame {
    /// Nothing to do at its end; whether character data in it is text of the paragraph.
    Plain {
        text: bool,
    },
    Paragraph {
        break_after: bool,
    },
    Span,
    Label {
        known: bool,
    },
    Note(Option<NoteKind>),
    Annotation,
    List,
    Item,
    Table,
    Row,
    Cell,
    Index,
    Section,
    Drawing,
    Shape,
    Hidden,
    Ruby,
    Math,
    PageNumber,
    Alternative,
}

/// An open table.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) number: u32,
    pub(super) row: u32,
    pub(super) column: u32,
    /// Points that each of its columns is wide, where known.
    pub(super) widths: Vec<Option<f32>>,
    /// Height in points of the open row, where it does not grow.
    pub(super) height: Option<f32>,
    /// Where the open cell begins, and how many points wide it is.
    pub(super) cell: Mark,
    pub(super) width: Option<f32>,
}

/// A picture or a frame that is open.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    pub(super) width: Option<f32>,
    pub(super) height: Option<f32>,
    pub(super) in_line: bool,
    pub(super) image: bool,
    pub(super) alternative: String,
    /// Where the flow stood when it opened.
    pub(super) start: Mark,
    /// Width and height in points of its text box, where they do not grow.
    pub(super) room: Option<Room>,
    /// Where it floats, and whether it is in front of text that makes no room for it.
    pub(super) float: Option<Float>,
    pub(super) over: bool,
}

/// The walk.
pub(in crate::read) struct Walk<'w, 'a> {
    pub(super) xml: &'w mut Xml<'a>,
    pub(in crate::read) styles: &'w mut Styles,
    pub(super) story: Story,
    pub(super) frames: Vec<Frame>,
    pub(in crate::read) flow: Flow,
    /// Looks of the open paragraphs and spans.
    pub(super) looks: Vec<TextProps>,
    /// Of each open paragraph, whether white space that comes next is to be dropped.
    pub(super) spaces: Vec<bool>,
    pub(super) lists: Lists,
    pub(super) outline: Counters,
    pub(super) tables: Vec<Table>,
    /// Open tables, rows, cells, frames and shapes.
    pub(super) around: Vec<Around>,
    pub(in crate::read) table_count: u32,
    pub(super) drawings: Vec<Drawing>,
    pub(super) shapes: u32,
    pub(super) indexes: u32,
    pub(super) hidden: u32,
    pub(super) ruby: u32,
    pub(super) math: u32,
    pub(super) annotations: u32,
    pub(super) page_numbers: u32,
    pub(super) note: Option<NoteKind>,
    /// Of each open frame, what it is on a slide.
    pub(super) placeholders: Vec<Placeholder>,
    /// Text of tracked deletions by their ids.
    pub(super) deletions: HashMap<String, String>,
    pub(in crate::read) comments: Vec<Block>,
    pub(in crate::read) master_pages: HashSet<String>,
    pub(super) characters: usize,
    pub(super) most_characters: usize,
    /// Where something last floated over or under the text.
    pub(super) floated: Option<Point>,
}

impl<'w, 'a> Walk<'w, 'a> {
    /// A walk through `story`, whose element is the innermost one of `xml`.
    pub(in crate::read) fn new(
        xml: &'w mut Xml<'a>,
        styles: &'w mut Styles,
        story: Story,
        most_characters: usize,
    ) -> Self {
        Self {
            xml,
            styles,
            story,
            frames: Vec::new(),
            flow: Flow::default(),
            looks: Vec::new(),
            spaces: Vec::new(),
            lists: Lists::default(),
            outline: Counters::default(),
            tables: Vec::new(),
            around: Vec::new(),
            table_count: 0,
            drawings: Vec::new(),
            shapes: 0,
            indexes: 0,
            hidden: 0,
            ruby: 0,
            math: 0,
            annotations: 0,
            page_numbers: 0,
            note: None,
            placeholders: Vec::new(),
            deletions: HashMap::default(),
            comments: Vec::new(),
            master_pages: HashSet::default(),
            characters: 0,
            most_characters,
            floated: None,
        }
    }

    /// Walks to the end of the innermost element. What was open where the XML broke off is finished all the same.
    pub(in crate::read) fn run(&mut self) -> Result<(), Stop> {
        let walked = self.walk();
        while self.flow.depth() > 0 {
            self.end_paragraph();
        }
        walked
    }

    fn walk(&mut self) -> Result<(), Stop> {
        let steps = Steps {
            parts: |walk: &mut Self| (&mut *walk.xml, &mut walk.frames),
            open: Self::open,
            close: Self::close,
            text: Self::text,
        };
        walk(self, &steps)
    }

    /// True where page breaks of the main text can stand.
    pub(super) fn in_flow(&self) -> bool {
        self.story == Story::Body && self.shapes == 0 && self.annotations == 0 && self.note.is_none()
    }

    /// What text stands in. The paper itself is no known ground in running heads, on slides and on pages with a colour
    /// or a floating picture.
    fn around(&self) -> Around {
        let floated = self.floated.is_some_and(|at| at == self.flow.breaks.here());
        let known = self.story == Story::Body && !self.styles.coloured_pages && !floated;
        Around::all(&self.around, known.then_some(WHITE))
    }

    /// Opens something that text stands in, of that style.
    pub(super) fn enter(&mut self, family: Family, tag: &Tag<'a>) {
        let styled = self.styles.get(family, tag.attr("style-name").as_deref());
        // On a slide, rows grow with what they hold.
        let flat = styled.hidden && self.story == Story::Body;
        let hidden = flat || matches!(tag.attr("visibility").as_deref(), Some("collapse" | "filter"));
        self.around.push(Around { ground: styled.text.ground, hidden, away: false });
    }

    /// True where character data belongs to the open paragraph.
    pub(super) fn in_text(&self) -> bool {
        match self.frames.last() {
            Some(Frame::Plain { text }) => *text,
            Some(
                Frame::Paragraph { .. }
                | Frame::Span
                | Frame::Hidden
                | Frame::Ruby
                | Frame::Math
                | Frame::PageNumber
                | Frame::Label { .. }
                | Frame::Alternative,
            ) => true,
            _ => false,
        }
    }

    /// Begins a paragraph, or a heading of that outline level.
    pub(super) fn begin_paragraph(&mut self, tag: &Tag<'a>, level: Option<u8>) -> bool {
        let styled = self.styles.get(Family::Paragraph, tag.attr("style-name").as_deref());
        let cell = self.tables.first().map(|table| Cell {
            table: table.number,
            row: table.row.max(1),
            column: table.column.max(1),
        });
        let in_item = self.lists.depth() > 0 && level.is_none() && self.note.is_none();
        let list = in_item.then(|| ListItem {
            depth: u8::try_from(self.lists.depth()).unwrap_or(u8::MAX),
            ordered: self.lists.ordered(&self.styles.lists, styled.list.as_deref()),
        });
        let mut paragraph = Paragraph::new(Context {
            cell,
            list,
            text_box: self.shapes > 0 && self.story != Story::Slide,
            note: self.note,
        });
        paragraph.base_size = styled.text.size;
        paragraph.heading = heading(level, &styled);
        paragraph.code_style = styled.code;
        paragraph.contents_style = styled.contents;
        paragraph.cues.centered = styled.centered.unwrap_or(false);
        paragraph.cues.space_before = styled.space_before;
        paragraph.cues.space_after = styled.space_after;
        paragraph.cues.line_spacing = leading(styled.text.line, styled.line_spacing, styled.text.size);
        if let Some(label) = self.label(tag, level, &styled) {
            paragraph.push_label(&label);
        }
        self.looks.push(styled.text);
        self.spaces.push(true);
        self.flow.begin(paragraph);
        if self.in_flow() && self.tables.is_empty() {
            self.break_by_style(&styled);
        }
        styled.break_after == Some(true)
    }

    /// The break that a style sets before what has it; a page style begins a page.
    pub(super) fn break_by_style(&mut self, styled: &Styled) {
        if let Some(page) = &styled.master_page {
            self.master_pages.insert(page.clone());
        }
        if styled.break_before == Some(true) || styled.master_page.is_some() {
            self.flow.break_before();
        }
    }

    /// The number or bullet of a paragraph: of its list item, else of its heading level.
    fn label(&mut self, tag: &Tag<'a>, level: Option<u8>, styled: &Styled) -> Option<String> {
        if self.lists.depth() > 0 {
            return self.lists.label(&self.styles.lists, styled.list.as_deref());
        }
        let level = usize::from(level?).checked_sub(1)?;
        let off = tag.attr("is-list-header").as_deref() == Some("true") || styled.list.as_deref() == Some("");
        if off {
            return None;
        }
        let restart = tag.attr("restart-numbering").as_deref() == Some("true");
        let start = if restart { tag.number("start-value").or(Some(1)) } else { None };
        Some(self.styles.outline.next(&mut self.outline, level, start))
    }

    /// Takes character data: white space is folded as the format says.
    fn text(&mut self, text: &str) -> Result<(), Stop> {
        self.characters += text.len();
        if self.characters > self.most_characters {
            return Err(Stop::Bound("characters", self.most_characters as u64));
        }
        if !self.in_text() {
            return Ok(());
        }
        if let Some(Frame::Alternative) = self.frames.last() {
            if let Some(drawing) = self.drawings.last_mut() {
                drawing.alternative.push_str(text);
            }
            return Ok(());
        }
        let Some(drop) = self.spaces.last_mut() else { return Ok(()) };
        let folded = folded(text, drop);
        self.push(&folded);
        Ok(())
    }

    /// Adds white space that is written as an element.
    pub(super) fn sign(&mut self, sign: &str) {
        if self.in_text() {
            if let Some(drop) = self.spaces.last_mut() {
                *drop = false;
            }
            self.push(sign);
        }
    }

    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let look = self.looks.last().copied().unwrap_or_default().look(self.around());
        match self.frames.last() {
            Some(Frame::Label { known: true }) => {}
            Some(Frame::Label { known: false }) => self.add(text, Role::Label, look),
            _ => {
                let role = self.role(look);
                self.add(text, role, look);
            }
        }
    }

    /// Adds text of a role to the open paragraph.
    pub(super) fn add(&mut self, text: &str, role: Role, look: Look) {
        let in_contents = self.indexes > 0;
        self.flow.add(text, role, look, in_contents);
    }

    fn role(&self, look: Look) -> Role {
        if self.math > 0 {
            Role::Math
        } else if self.ruby > 0 {
            Role::Ruby
        } else if look.off_page {
            Role::OffPage
        } else if look.hidden || self.hidden > 0 {
            Role::Hidden
        } else if self.page_numbers > 0 && matches!(self.story, Story::Head | Story::Foot) {
            Role::PageNumber
        } else {
            Role::Text
        }
    }

    /// Ends the innermost paragraph.
    pub(super) fn end_paragraph(&mut self) {
        let Some(paragraph) = self.flow.take() else { return };
        self.looks.pop();
        self.spaces.pop();
        let kind = self.kind(&paragraph);
        if kind == Kind::Comment {
            self.comments.extend(paragraph.into_block(kind));
        } else {
            self.flow.end(paragraph, kind);
        }
    }

    fn kind(&self, paragraph: &Paragraph) -> Kind {
        match self.story {
            _ if self.annotations > 0 => Kind::Comment,
            Story::Slide => self.placeholders.last().copied().unwrap_or_default().kind(),
            Story::Head => Kind::RunningHead,
            Story::Foot => Kind::RunningFoot,
            Story::Body if self.note.is_some() => Kind::Paragraph,
            Story::Body if paragraph.contents_style || self.indexes > 0 => Kind::Contents,
            Story::Body => paragraph.heading.clone().map_or(Kind::Paragraph, Kind::Heading),
        }
    }

    /// Ends the innermost frame or picture.
    pub(super) fn finish_drawing(&mut self) {
        let Some(drawing) = self.drawings.pop() else { return };
        // On a slide, a frame grows with what it holds.
        if let Some(room) = drawing.room.filter(|_| self.story == Story::Body) {
            self.flow.fit(drawing.start, room);
        }
        if let Some(float) = drawing.float {
            self.flow.set_float(drawing.start, float);
        }
        if !drawing.image {
            return;
        }
        if let Some(cover) = drawing.float.filter(|_| drawing.over && self.in_flow()) {
            self.flow.cover(cover);
        }
        let in_contents = self.indexes > 0;
        self.flow.see(in_contents);
        if self.in_flow() && drawing.in_line {
            self.flow.image_height += drawing.height.unwrap_or(0.0).clamp(0.0, 2_000.0);
        }
        let context = self.flow.top().map(|paragraph| paragraph.context).unwrap_or_default();
        self.flow.hang(image(drawing.alternative.trim(), context));
    }
}

/// The heading of a `text:h`, whose level its style confirms, or of a paragraph whose style is for headings.
fn heading(level: Option<u8>, styled: &Styled) -> Option<Heading> {
    match (level, &styled.heading) {
        (Some(level), Some(by_style)) if by_style.known_by == KnownBy::Style => {
            Some(Heading { level: Some(level), known_by: KnownBy::Style })
        }
        (Some(level), _) => Some(Heading { level: Some(level), known_by: KnownBy::OutlineLevel }),
        (None, by_style) => by_style.clone(),
    }
}

/// `text` with every stretch of white space as one space; none where the text before ended with one, or began.
fn folded<'t>(text: &'t str, drop: &mut bool) -> Cow<'t, str> {
    let white = |b: u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n');
    let bytes = text.as_bytes();
    let uneven = bytes.iter().any(|b| *b < b' ') || bytes.windows(2).any(|pair| pair == b"  ");
    let starts = *drop && text.starts_with(' ');
    if !uneven && !starts {
        *drop = bytes.last().map_or(*drop, |b| *b == b' ');
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let space = u8::try_from(c).is_ok_and(white);
        if !space {
            out.push(if c < ' ' { ' ' } else { c });
        } else if !*drop {
            out.push(' ');
        }
        *drop = space;
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_across_pieces() {
        let mut drop = true;
        assert_eq!(folded("\n  un\t deux ", &mut drop), "un deux ");
        assert_eq!(folded(" trois", &mut drop), "trois");
        assert_eq!(folded("", &mut drop), "");
        assert_eq!(folded(" quatre", &mut drop), " quatre");
    }
}
