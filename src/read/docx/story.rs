//! The walk through one story: the main text, a running head, a note, a comment.
//!
//! One pass, with a stack of open elements: paragraphs nest through text boxes, fields span paragraphs, and either
//! may stand in tables, content controls and tracked changes.

use super::drawing::Drawing;
use super::fields::Fields;
use super::numbering::Numbering;
use super::props::Section;
use super::styles::Styles;
use super::table_styles::Taken;
use crate::document::{Block, NoteKind};
use crate::hash::HashMap;
use crate::read::appearance::{Around, Look, TextProps};
use crate::read::breaks::Point;
use crate::read::flow::{Flow, Mark};
use crate::read::look::WHITE;
use crate::read::theme::Theme;
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
    /// The number of its style, what of that it takes, and how many columns it has.
    pub(super) style: Option<usize>,
    pub(super) taken: Option<Taken>,
    pub(super) columns: Option<u32>,
    /// The open row is said to be the last one.
    pub(super) last_row: Option<bool>,
    /// What its style leaves to text of the open cell that says nothing of its own.
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
    /// Of each open text box, the colour of letters that have none.
    pub(super) letters: Vec<Option<u32>>,
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
    pub(super) floated: Option<Point>,
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
            letters: Vec::new(),
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
    pub(super) fn around(&self) -> Around {
        let floated = self.floated.is_some_and(|at| at == self.flow.breaks.here());
        let known = matches!(self.story, Story::Body | Story::Note(_)) && !self.coloured_page && !floated;
        Around::all(&self.around, known.then_some(WHITE))
    }
}
