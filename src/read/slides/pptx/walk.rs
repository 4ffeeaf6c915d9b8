//! The walk over the elements of a slide, or of a part beside one.

use crate::document::{Cell, Context, Kind, ListItem, NoteKind, Role};
use crate::read::appearance::TextProps;
use crate::read::flow::{Flow, Paragraph, Placeholder, image};
use crate::read::look::is_monospace_font;
use crate::read::opc;
use crate::read::paint;
use crate::read::slides::scene::Scene;
use crate::read::walk::{Steps, walk};
use crate::read::xml::{Ns, Stop, Tag, Xml};

/// An open element, as far as its end matters.
#[derive(Debug)]
enum Frame {
    Plain,
    Shape,
    Group,
    Paragraph,
    Run { number: bool },
    Text,
    Table,
    Math,
    Alternate { taken: bool },
}

/// The shape that is open.
#[derive(Debug, Default)]
struct Shape {
    placeholder: Placeholder,
    /// It is the text of a notes page.
    notes: bool,
    alternative: String,
    picture: bool,
}

/// A walk over the part of a slide.
pub(super) struct Walk<'w, 'a> {
    xml: &'w mut Xml<'a>,
    pub(super) flow: Flow,
    frames: Vec<Frame>,
    shape: Shape,
    look: TextProps,
    cell: Option<Cell>,
    /// Tables of the slides so far.
    pub(super) table_count: u32,
    math: u32,
    notes_page: bool,
    /// The slide is not shown.
    pub(super) hidden_slide: bool,
    pub(super) scene: Scene,
}

impl<'w, 'a> Walk<'w, 'a> {
    pub(super) fn new(xml: &'w mut Xml<'a>, table_count: u32, notes_page: bool) -> Self {
        Self {
            xml,
            flow: Flow::default(),
            frames: Vec::new(),
            shape: Shape::default(),
            look: TextProps::default(),
            cell: None,
            table_count,
            math: 0,
            notes_page,
            hidden_slide: false,
            scene: Scene::default(),
        }
    }

    pub(super) fn run(&mut self) -> Result<(), Stop> {
        let walked = self.walk();
        self.end_paragraph();
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

    fn text(&mut self, text: &str) -> Result<(), Stop> {
        if matches!(self.frames.last(), Some(Frame::Text)) {
            let text: String = text.chars().map(|c| if c < ' ' && c != '\t' { ' ' } else { c }).collect();
            self.add(&text);
        }
        Ok(())
    }

    fn open(&mut self, tag: &Tag<'a>) -> Result<Option<Frame>, Stop> {
        let frame = match (tag.ns, tag.local) {
            (Ns::P, "sld") => {
                self.hidden_slide = matches!(tag.attr("show").as_deref(), Some("0" | "false"));
                Frame::Plain
            }
            (Ns::P, "sp" | "pic" | "graphicFrame" | "cxnSp") => {
                self.shape = Shape { picture: tag.local == "pic", ..Shape::default() };
                self.scene.open_shape(tag.local, self.flow.mark());
                Frame::Shape
            }
            (Ns::P, "grpSp") => {
                self.scene.open_group();
                Frame::Group
            }
            (Ns::P, "bg") => {
                self.scene.take_ground(self.xml)?;
                return Ok(None);
            }
            (Ns::P, "clrMapOvr") => {
                self.xml.skip()?;
                return Ok(None);
            }
            (Ns::P, "cNvPr") => {
                self.shape.alternative = tag.attr("descr").unwrap_or_default().trim().to_owned();
                self.scene.hide(tag);
                Frame::Plain
            }
            (Ns::P, "ph") => {
                self.take_placeholder(tag);
                Frame::Plain
            }
            (Ns::Graphic, "chart") => {
                self.shape.picture = true;
                Frame::Plain
            }
            (Ns::A, _) => return self.open_drawing(tag),
            (Ns::P, "spPr" | "grpSpPr" | "style" | "xfrm") => {
                self.scene.take(tag);
                Frame::Plain
            }
            (Ns::Math, "oMath") => {
                self.math += 1;
                Frame::Math
            }
            (Ns::Math, "t") => Frame::Text,
            (Ns::Mc, _) => return self.open_alternate(tag),
            _ => Frame::Plain,
        };
        Ok(Some(frame))
    }

    fn open_drawing(&mut self, tag: &Tag<'a>) -> Result<Option<Frame>, Stop> {
        self.scene.take(tag);
        let frame = match tag.local {
            "lstStyle" => {
                self.scene.take_levels(self.xml)?;
                return Ok(None);
            }
            "p" => {
                self.begin_paragraph();
                Frame::Paragraph
            }
            "pPr" => {
                self.take_paragraph_props(tag)?;
                return Ok(None);
            }
            "r" => Frame::Run { number: false },
            "fld" => Frame::Run { number: tag.attr("type").as_deref() == Some("slidenum") },
            "rPr" => {
                self.take_run_props(tag)?;
                return Ok(None);
            }
            "t" => Frame::Text,
            "br" => {
                self.add("\n");
                Frame::Plain
            }
            "tbl" => {
                self.table_count += 1;
                self.cell = Some(Cell { table: self.table_count, row: 0, column: 0 });
                Frame::Table
            }
            "tr" => {
                if let Some(cell) = &mut self.cell {
                    (cell.row, cell.column) = (cell.row + 1, 0);
                }
                Frame::Plain
            }
            "tc" => {
                if let Some(cell) = &mut self.cell {
                    cell.column += 1;
                }
                Frame::Plain
            }
            _ => Frame::Plain,
        };
        Ok(Some(frame))
    }

    fn open_alternate(&mut self, tag: &Tag<'a>) -> Result<Option<Frame>, Stop> {
        if tag.local == "AlternateContent" {
            return Ok(Some(Frame::Alternate { taken: false }));
        }
        if let Some(Frame::Alternate { taken }) = self.frames.last_mut()
            && !opc::is_read(self.xml, tag, taken)
        {
            self.xml.skip()?;
            return Ok(None);
        }
        Ok(Some(Frame::Plain))
    }

    fn close(&mut self, frame: Frame) {
        match frame {
            Frame::Paragraph => self.end_paragraph(),
            Frame::Run { .. } => self.look = TextProps::default(),
            Frame::Shape => self.end_shape(),
            Frame::Group => self.scene.end_group(),
            Frame::Table => self.cell = None,
            Frame::Math => self.math -= 1,
            Frame::Plain | Frame::Text | Frame::Alternate { .. } => {}
        }
    }

    fn take_placeholder(&mut self, tag: &Tag<'a>) {
        let kind = tag.attr("type");
        self.shape.notes = kind.as_deref() == Some("body");
        self.shape.placeholder = match kind.as_deref() {
            Some("title" | "ctrTitle") => Placeholder::Title,
            Some("dt" | "ftr" | "hdr") => Placeholder::Foot,
            Some("sldNum") => Placeholder::Number,
            _ => Placeholder::Text,
        };
    }

    fn begin_paragraph(&mut self) {
        self.scene.level = 0;
        let note = self.notes_page.then_some(NoteKind::Footnote);
        self.flow.begin(Paragraph::new(Context { cell: self.cell, list: None, text_box: false, note }));
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.flow.take() else { return };
        // Of a notes page only the notes are the author's: the rest is the slide's picture, its date and number.
        if !self.notes_page {
            self.flow.end(paragraph, self.shape.placeholder.kind());
        } else if self.shape.notes {
            self.flow.end(paragraph, Kind::Paragraph);
        }
    }

    fn end_shape(&mut self) {
        self.end_paragraph();
        self.scene.end_shape(&mut self.flow);
        let shape = std::mem::take(&mut self.shape);
        if shape.picture && !self.notes_page {
            self.flow.hang(image(&shape.alternative, Context::default()));
        }
    }

    fn take_paragraph_props(&mut self, tag: &Tag<'a>) -> Result<(), Stop> {
        let depth_of_list: u8 = tag.number("lvl").unwrap_or(0);
        self.scene.level = depth_of_list;
        let centered = tag.attr("algn").as_deref() == Some("ctr");
        let depth = self.xml.depth();
        let mut ordered = None;
        while let Some(tag) = self.xml.child(depth)? {
            match tag.local {
                "buChar" | "buBlip" => ordered = Some(false),
                "buAutoNum" => ordered = Some(true),
                _ => {}
            }
        }
        if let Some(paragraph) = self.flow.top() {
            paragraph.cues.centered = centered;
            let depth = depth_of_list.saturating_add(1);
            paragraph.context.list = ordered.map(|ordered| ListItem { depth, ordered });
        }
        Ok(())
    }

    fn take_run_props(&mut self, tag: &Tag<'a>) -> Result<(), Stop> {
        let on = |name: &str| tag.attr(name).map(|value| matches!(value.as_ref(), "1" | "true"));
        let mut look = TextProps {
            bold: on("b"),
            italic: on("i"),
            size: tag.number::<f32>("sz").map(|hundredths| hundredths / 100.0),
            ..TextProps::default()
        };
        let depth = self.xml.depth();
        while let Some(tag) = self.xml.child(depth)? {
            if tag.is(Ns::A, "latin") {
                look.monospace = tag.attr("typeface").map(|font| is_monospace_font(&font));
            } else if let Some(paint) = paint::letters(self.xml, &tag, self.scene.theme())? {
                (look.colour, look.ghost) = (paint.colour, paint.ghost);
            }
        }
        self.look = look;
        Ok(())
    }

    fn add(&mut self, text: &str) {
        let number = self.frames.iter().rev().any(|frame| matches!(frame, Frame::Run { number: true }));
        let (look, around) = self.scene.look(self.look, self.cell.is_some());
        let look = look.look(around);
        let role = if self.math > 0 {
            Role::Math
        } else if look.off_page {
            Role::OffPage
        } else if look.hidden {
            Role::Hidden
        } else if number && self.shape.placeholder == Placeholder::Number {
            Role::PageNumber
        } else {
            Role::Text
        };
        self.flow.add(text, role, look, false);
    }
}
