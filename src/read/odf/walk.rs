//! The walk through the text of an OpenDocument file, or through one of its running heads.

use super::lists::{Counters, Lists};
use super::styles::{Family, Styles};
use crate::document::{Block, NoteKind};
use crate::hash::{HashMap, HashSet};
use crate::read::appearance::{Around, TextProps};
use crate::read::breaks::Point;
use crate::read::flow::{Float, Flow, Mark, Placeholder, Room};
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
    /// It fills its place with a colour that nobody sees through.
    pub(super) filled: bool,
    /// It shows a formula.
    pub(super) formula: bool,
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
    /// Texts of the formulas of the package by the names of their objects.
    pub(in crate::read) formulas: HashMap<String, String>,
    pub(in crate::read) master_pages: HashSet<String>,
    pub(super) characters: usize,
    pub(super) most_characters: usize,
    /// Where something last floated over or under the text.
    pub(super) floated: Option<Point>,
    /// What is painted on the slide that is read.
    pub(in crate::read) slide: Painted,
}

/// What is painted on a slide so far.
#[derive(Debug, Default)]
pub(in crate::read) struct Painted {
    /// The colour behind all shapes, where that is known.
    pub(in crate::read) ground: Option<u32>,
    /// Shapes move while it is shown, or go away.
    pub(in crate::read) moves: bool,
    /// Shapes and pictures that paint their places; none of those that are not known.
    pub(super) places: Vec<Option<Float>>,
    /// How many shapes there were.
    pub(super) order: i64,
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
            formulas: HashMap::default(),
            master_pages: HashSet::default(),
            characters: 0,
            most_characters,
            floated: None,
            slide: Painted::default(),
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
    pub(super) fn around(&self) -> Around {
        let floated = self.floated.is_some_and(|at| at == self.flow.breaks.here());
        let known = self.story == Story::Body && !self.styles.coloured_pages && !floated;
        let paper = if self.story == Story::Slide { self.slide.ground } else { known.then_some(WHITE) };
        Around::all(&self.around, paper)
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
}
