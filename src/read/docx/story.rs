//! The walk through one story: the main text, a running head, a note, a comment.
//!
//! One pass, with a stack of open elements: paragraphs nest through text boxes, fields span paragraphs, and either
//! may stand in tables, content controls and tracked changes.

use std::borrow::Cow;

use super::drawing::Drawing;
use super::fields::{Fields, Purpose};
use super::numbering::Numbering;
use super::props::Section;
use super::styles::Styles;
use super::theme::Theme;
use crate::document::{Block, Cell, Context, Kind, NoteKind, Role};
use crate::hash::HashMap;
use crate::read::appearance::{Around, Look, TextProps};
use crate::read::breaks::Point;
use crate::read::flow::{Flow, Mark, Paragraph};
use crate::read::look::WHITE;
use crate::read::walk::{Steps, walk};
use crate::read::xml::{Stop, Xml};

/// Which story is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Story {
    /// The main text.
    Body,
    /// A running head.
    Head,
    /// A running foot.
    Foot,
    /// A note.
    Note(NoteKind),
    /// A reviewer's comment.
    Comment,
}

impl Story {
    /// A note of that kind.
    pub(super) fn of_note(key: NoteKey) -> Self {
        match key {
            NoteKey::Foot => Self::Note(NoteKind::Footnote),
            NoteKey::End => Self::Note(NoteKind::Endnote),
        }
    }
}

/// What the stories of a document share.
pub(super) struct Shared<'s> {
    pub(super) styles: &'s Styles,
    pub(super) theme: &'s Theme,
    pub(super) numbering: Numbering,
    /// Notes that were not placed yet.
    pub(super) notes: HashMap<(NoteKey, i32), Vec<Block>>,
    /// Characters of text so far, and how many there may be.
    pub(super) characters: usize,
    pub(super) most_characters: usize,
}

/// [`NoteKind`] as a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum NoteKey {
    Foot,
    End,
}

/// An open element, as far as its end matters.
#[derive(Debug)]
pub(super) enum Frame {
    Plain,
    Paragraph,
    Run,
    Text(Letters),
    Deleted,
    Math,
    Ruby,
    TextBox,
    Table,
    Row,
    Cell,
    Drawing,
    ContentControl { contents: bool },
    SimpleField,
    Alternate { taken: bool },
}

/// What the letters of a text element are by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letters {
    Shown,
    Deleted,
    Code,
}

/// An open table.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) number: u32,
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) next_column: u32,
    /// What its style leaves to text that says nothing of its own.
    pub(super) run: TextProps,
    /// Its columns are as wide as they say.
    pub(super) fixed: bool,
    /// Height in points of the open row, where it does not grow.
    pub(super) height: Option<f32>,
    /// Where the open cell begins, and how many points wide it is.
    pub(super) cell: Mark,
    pub(super) width: Option<f32>,
}

/// The walk.
pub(super) struct Walk<'w, 's, 'a> {
    pub(super) xml: &'w mut Xml<'a>,
    pub(super) shared: &'w mut Shared<'s>,
    pub(super) story: Story,
    pub(super) frames: Vec<Frame>,
    pub(super) flow: Flow,
    /// Of each open paragraph, the look of a run that says nothing of its own.
    pub(super) bases: Vec<TextProps>,
    /// Looks of the open runs.
    pub(super) runs: Vec<Look>,
    pub(super) tables: Vec<Table>,
    /// Open tables, rows, cells and text boxes.
    pub(super) around: Vec<Around>,
    pub(super) table_count: u32,
    pub(super) drawings: Vec<Drawing>,
    pub(super) fields: Fields,
    pub(super) deleted: u32,
    pub(super) math: u32,
    pub(super) ruby: u32,
    pub(super) text_boxes: u32,
    /// Open content controls that hold a table of contents whose field has not ended.
    pub(super) contents_controls: u32,
    pub(super) sections: Vec<Section>,
    /// The section that ends with the open paragraph.
    pub(super) section_due: Option<Section>,
    /// Files of another format that Word would take in when it opens the document.
    pub(super) imported: u32,
    /// The page has a colour of its own.
    pub(super) coloured_page: bool,
    /// Where something last floated over or under the text.
    floated: Option<Point>,
}

impl<'w, 's, 'a> Walk<'w, 's, 'a> {
    /// A walk through `story`, whose element is the innermost one of `xml`.
    pub(super) fn new(xml: &'w mut Xml<'a>, shared: &'w mut Shared<'s>, story: Story) -> Self {
        Self {
            xml,
            shared,
            story,
            frames: Vec::new(),
            flow: Flow::default(),
            bases: Vec::new(),
            runs: Vec::new(),
            tables: Vec::new(),
            around: Vec::new(),
            table_count: 0,
            drawings: Vec::new(),
            fields: Fields::default(),
            deleted: 0,
            math: 0,
            ruby: 0,
            text_boxes: 0,
            contents_controls: 0,
            sections: Vec::new(),
            section_due: None,
            imported: 0,
            coloured_page: false,
            floated: None,
        }
    }

    /// Walks to the end of the innermost element. What was open where the XML broke off is finished all the same.
    pub(super) fn run(&mut self) -> Result<(), Stop> {
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
            text: |walk, text| match walk.frames.last() {
                Some(Frame::Text(letters)) => walk.text(text, *letters),
                _ => Ok(()),
            },
        };
        walk(self, &steps)
    }

    /// True where page breaks of the main text can stand.
    pub(super) fn in_flow(&self) -> bool {
        self.story == Story::Body && self.text_boxes == 0
    }

    /// What text stands in. The paper itself is no known ground in running heads and on a page with a colour or a
    /// floating picture.
    fn around(&self) -> Around {
        let floated = self.floated.is_some_and(|at| at == self.flow.breaks.here());
        let known = matches!(self.story, Story::Body | Story::Note(_)) && !self.coloured_page && !floated;
        Around::all(&self.around, known.then_some(WHITE))
    }

    /// Begins a paragraph.
    pub(super) fn begin_paragraph(&mut self) {
        let cell = self.tables.first().map(|table| Cell {
            table: table.number,
            row: table.row.max(1),
            column: table.column.max(1),
        });
        let note = match self.story {
            Story::Note(kind) => Some(kind),
            _ => None,
        };
        let context = Context { cell, list: None, text_box: self.text_boxes > 0, note };
        let mut paragraph = Paragraph::new(context);
        let base = self.style_paragraph(&mut paragraph, None);
        self.bases.push(base);
        self.fields.paragraph();
        self.flow.begin(paragraph);
    }

    /// Gives the paragraph what its style says; gives the look of its text.
    pub(super) fn style_paragraph(&self, paragraph: &mut Paragraph, id: Option<&str>) -> TextProps {
        let default = self.shared.styles.default_run();
        let default = self.tables.last().map_or(default, |table| TextProps {
            colour: table.run.colour.or(default.colour),
            hidden: table.run.hidden.or(default.hidden),
            ghost: table.run.ghost.or(default.ghost),
            ..default
        });
        let Some(style) = self.shared.styles.paragraph(id) else { return default };
        paragraph.heading.clone_from(&style.heading);
        paragraph.code_style = style.code;
        paragraph.contents_style = style.contents;
        paragraph.cues.centered = style.look.centered.unwrap_or(false);
        paragraph.cues.space_before = style.look.space_before;
        paragraph.cues.space_after = style.look.space_after;
        let base = style.run.over(style.look.text()).over(default);
        paragraph.base_size = base.size;
        paragraph.cues.line_spacing = style.look.leading(base.size);
        base
    }

    /// Look of a run with those properties of its own and that character style.
    pub(super) fn look(&self, own: TextProps, style: Option<Cow<'a, str>>) -> Look {
        let base = self.bases.last().copied().unwrap_or_default();
        let styled = match style {
            Some(id) => self.shared.styles.character(&id).toggled_over(base),
            None => base,
        };
        own.over(styled).look(self.around())
    }

    /// Takes letters of the open run.
    pub(super) fn text(&mut self, text: &str, letters: Letters) -> Result<(), Stop> {
        match letters {
            Letters::Code => self.fields.code(text),
            Letters::Shown => self.fields.shown(),
            Letters::Deleted => {}
        }
        self.shared.characters += text.len();
        if self.shared.characters > self.shared.most_characters {
            return Err(Stop::Bound("characters", self.shared.most_characters as u64));
        }
        let look = self.runs.last().copied().unwrap_or_default();
        let role = self.role(letters, look);
        // A line end or tab in the file is a space on the page; those of the page are elements.
        let text =
            if text.bytes().any(|b| b < b' ') { Cow::Owned(spaced(text)) } else { Cow::Borrowed(text) };
        self.push(&text, role, look);
        Ok(())
    }

    /// Adds a character that is written as an element.
    pub(super) fn sign(&mut self, sign: &str) {
        let look = self.runs.last().copied().unwrap_or_default();
        let role = self.role(Letters::Shown, look);
        self.push(sign, role, look);
    }

    fn push(&mut self, text: &str, role: Role, look: Look) {
        let loose = self.flow.depth() == 0;
        if loose {
            // Letters outside of any paragraph: not valid, but there.
            if text.trim().is_empty() {
                return;
            }
            self.begin_paragraph();
        }
        let in_contents = self.in_contents();
        self.flow.add(text, role, look, in_contents);
        if loose {
            self.end_paragraph();
        }
    }

    fn role(&self, letters: Letters, look: Look) -> Role {
        let in_head = matches!(self.story, Story::Head | Story::Foot);
        match letters {
            _ if self.deleted > 0 => Role::Deleted,
            Letters::Deleted => Role::Deleted,
            Letters::Code => Role::FieldCode,
            Letters::Shown if self.fields.in_code() => Role::FieldCode,
            Letters::Shown if self.math > 0 => Role::Math,
            Letters::Shown if self.ruby > 0 => Role::Ruby,
            Letters::Shown if look.off_page => Role::OffPage,
            Letters::Shown if look.hidden || self.fields.within(Purpose::Unseen) => Role::Hidden,
            Letters::Shown if in_head && self.fields.within(Purpose::PageNumber) => Role::PageNumber,
            Letters::Shown => Role::Text,
        }
    }

    fn in_contents(&self) -> bool {
        self.contents_controls > 0 || self.fields.within(Purpose::Contents)
    }

    /// Ends the innermost paragraph.
    pub(super) fn end_paragraph(&mut self) {
        let Some(paragraph) = self.flow.take() else { return };
        self.bases.pop();
        let kind = self.kind(&paragraph);
        if self.flow.end(paragraph, kind) {
            self.fields.give_up_contents();
        }
    }

    fn kind(&self, paragraph: &Paragraph) -> Kind {
        match self.story {
            Story::Head => Kind::RunningHead,
            Story::Foot => Kind::RunningFoot,
            Story::Comment => Kind::Comment,
            Story::Note(_) => Kind::Paragraph,
            Story::Body if paragraph.contents_style => Kind::Contents,
            Story::Body => match &paragraph.heading {
                Some(heading) => Kind::Heading(heading.clone()),
                None if paragraph.in_contents.unwrap_or_else(|| self.in_contents()) => Kind::Contents,
                None => Kind::Paragraph,
            },
        }
    }

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

/// `text` with a space for every control character.
fn spaced(text: &str) -> String {
    text.chars().map(|c| if c < ' ' { ' ' } else { c }).collect()
}
