//! What each element does to the walk when it opens and when it closes.

use std::borrow::Cow;

use super::drawing::Drawing;
use super::fields::Purpose;
use super::story::{Frame, Letters, NoteKey, Walk};
use super::{props, runs};
use crate::read::appearance::TextProps;
use crate::read::look::symbol;
use crate::read::opc;
use crate::read::xml::{Ns, Stop, Tag};

impl<'a> Walk<'_, '_, 'a> {
    /// Opens an element; none where it was read or passed over whole.
    pub(super) fn open(&mut self, tag: &Tag<'a>) -> Result<Option<Frame>, Stop> {
        match tag.ns {
            Ns::W => return self.open_word(tag),
            Ns::Math => return Ok(Some(self.open_math(tag))),
            Ns::Mc => return self.open_alternate(tag),
            // Text of shapes that are no text boxes: drawings within a locked canvas.
            Ns::A if tag.local == "p" => {
                self.begin_paragraph();
                if let Some(paragraph) = self.flow.top() {
                    paragraph.context.text_box = true;
                }
                return Ok(Some(Frame::Paragraph));
            }
            Ns::A if tag.local == "t" => return Ok(Some(Frame::Text(Letters::Shown))),
            _ => {}
        }
        if let Some(drawing) = self.drawings.last_mut() {
            drawing.take(tag, self.shared.theme);
            if tag.local == "wsp" {
                drawing.take_style(self.xml.ahead("wsp>"), self.shared.theme);
            }
            if tag.is(Ns::Wp, "posOffset") {
                let offset = self.xml.text()?;
                drawing.take_offset(&offset);
                return Ok(None);
            }
        }
        Ok(Some(Frame::Plain))
    }

    fn open_word(&mut self, tag: &Tag<'a>) -> Result<Option<Frame>, Stop> {
        let frame = match tag.local {
            "t" => Frame::Text(Letters::Shown),
            "r" => {
                let look = self.look(TextProps::default(), None);
                self.runs.push(look);
                Frame::Run
            }
            "rPr" => {
                let (own, style) = runs::run_props(self.xml, self.shared.theme)?;
                let look = self.look(own, style);
                if let Some(open) = self.runs.last_mut() {
                    *open = look;
                }
                return Ok(None);
            }
            "p" => {
                self.begin_paragraph();
                Frame::Paragraph
            }
            "pPr" => {
                let props = props::para_props(self.xml, self.shared.theme)?;
                self.take_paragraph_props(props);
                return Ok(None);
            }
            "delText" => Frame::Text(Letters::Deleted),
            "instrText" | "delInstrText" => Frame::Text(Letters::Code),
            "tbl" => self.open_table(),
            "tr" => self.open_row(),
            "tc" => self.open_cell(),
            "tblPr" | "trPr" | "tcPr" => {
                self.take_cell_props()?;
                return Ok(None);
            }
            "sectPr" => {
                let section = props::section(self.xml)?;
                self.sections.push(section);
                return Ok(None);
            }
            "tblGrid" => {
                self.count_columns()?;
                return Ok(None);
            }
            "tblPrEx" | "ffData" | "sectPrChange" => {
                self.xml.skip()?;
                return Ok(None);
            }
            _ => return self.open_inline(tag),
        };
        Ok(Some(frame))
    }

    fn open_inline(&mut self, tag: &Tag<'a>) -> Result<Option<Frame>, Stop> {
        let frame = match tag.local {
            "tab" | "ptab" => self.plain("\t"),
            "cr" => self.plain("\n"),
            "br" => self.line_or_page_break(tag),
            "noBreakHyphen" => self.plain("\u{2011}"),
            "softHyphen" => self.plain("\u{ad}"),
            "sym" => self.plain(&symbol_of(tag)),
            "lastRenderedPageBreak" => {
                if self.in_flow() {
                    self.flow.breaks.rendered();
                }
                Frame::Plain
            }
            "del" | "moveFrom" => {
                self.deleted += 1;
                Frame::Deleted
            }
            "rt" => {
                self.ruby += 1;
                Frame::Ruby
            }
            "fldChar" => {
                self.field_mark(tag);
                Frame::Plain
            }
            "fldSimple" => {
                self.fields.simple(&tag.attr("instr").unwrap_or_default());
                Frame::SimpleField
            }
            "sdt" => Frame::ContentControl { contents: false },
            "sdtPr" => {
                self.take_control_props()?;
                return Ok(None);
            }
            "txbxContent" => self.open_text_box(),
            "drawing" => {
                self.drawings.push(Drawing::anchored(self.flow.mark()));
                Frame::Drawing
            }
            "pict" | "object" => {
                self.drawings.push(Drawing::in_line(self.flow.mark()));
                Frame::Drawing
            }
            "footnoteReference" => self.place_note(tag, NoteKey::Foot),
            "endnoteReference" => self.place_note(tag, NoteKey::End),
            "background" => {
                self.coloured_page = true;
                Frame::Plain
            }
            "altChunk" | "subDoc" => {
                self.imported += 1;
                Frame::Plain
            }
            _ => Frame::Plain,
        };
        Ok(Some(frame))
    }

    fn open_text_box(&mut self) -> Frame {
        self.text_boxes += 1;
        self.letters.push(self.drawings.last().and_then(Drawing::letters));
        self.around.push(self.drawings.last_mut().map(Drawing::open_box).unwrap_or_default());
        Frame::TextBox
    }

    fn open_math(&mut self, tag: &Tag<'a>) -> Frame {
        match tag.local {
            "oMath" | "oMathPara" => {
                self.math += 1;
                Frame::Math
            }
            "t" => Frame::Text(Letters::Shown),
            _ => Frame::Plain,
        }
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

    /// Closes an element.
    pub(super) fn close(&mut self, frame: Frame) {
        match frame {
            Frame::Paragraph => {
                self.end_paragraph();
                self.end_section();
            }
            Frame::Run => {
                self.runs.pop();
            }
            Frame::Deleted => self.deleted -= 1,
            Frame::Math => self.math -= 1,
            Frame::Ruby => self.ruby -= 1,
            Frame::TextBox => {
                self.text_boxes -= 1;
                self.letters.pop();
                self.around.pop();
            }
            Frame::Table => self.close_table(),
            Frame::Row => self.close_row(),
            Frame::Cell => self.close_cell(),
            Frame::Drawing => self.finish_drawing(),
            Frame::ContentControl { contents: true } => {
                self.contents_controls = self.contents_controls.saturating_sub(1);
            }
            Frame::SimpleField => {
                self.fields.end();
            }
            Frame::Plain | Frame::Text(_) | Frame::ContentControl { .. } | Frame::Alternate { .. } => {}
        }
    }

    fn plain(&mut self, sign: &str) -> Frame {
        self.sign(sign);
        Frame::Plain
    }

    fn line_or_page_break(&mut self, tag: &Tag<'a>) -> Frame {
        if tag.attr("type").as_deref() == Some("page") && self.in_flow() && self.deleted == 0 {
            self.flow.breaks.explicit();
        }
        self.plain("\n")
    }

    fn field_mark(&mut self, tag: &Tag<'a>) {
        match tag.attr("fldCharType").as_deref() {
            Some("begin") => self.fields.begin(),
            Some("separate") => self.fields.separate(),
            Some("end") => self.field_end(),
            _ => {}
        }
    }

    fn field_end(&mut self) {
        if self.fields.end() == Purpose::Contents {
            // What an author wrote behind the table, but within its content control, is text.
            self.contents_controls = 0;
        }
    }

    /// Tells whether a content control is a table of contents.
    fn take_control_props(&mut self) -> Result<(), Stop> {
        let depth = self.xml.depth();
        let mut gallery = None;
        while let Some(tag) = self.xml.child(depth)? {
            if tag.is(Ns::W, "docPartObj") {
                let depth = self.xml.depth();
                while let Some(tag) = self.xml.child(depth)? {
                    if tag.is(Ns::W, "docPartGallery") {
                        gallery = tag.attr("val");
                    }
                }
            }
        }
        if gallery.is_some_and(|g| g.starts_with("Table of "))
            && let Some(Frame::ContentControl { contents }) = self.frames.last_mut()
        {
            *contents = true;
            self.contents_controls += 1;
        }
        Ok(())
    }

    fn place_note(&mut self, tag: &Tag<'a>, key: NoteKey) -> Frame {
        let note = tag.number("id").and_then(|id| self.shared.notes.remove(&(key, id)));
        for block in note.unwrap_or_default() {
            self.flow.hang(block);
        }
        Frame::Plain
    }
}

/// The character of a `w:sym`.
fn symbol_of(tag: &Tag<'_>) -> Cow<'static, str> {
    let code = tag.attr("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
    let sign = code.and_then(char::from_u32).map_or('▪', symbol);
    // Whatever it stands for, a symbol is one visible character.
    if crate::document::is_visible(sign) { Cow::Owned(sign.to_string()) } else { Cow::Borrowed("▪") }
}
