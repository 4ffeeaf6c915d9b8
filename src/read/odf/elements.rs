//! What each element does to the walk when it opens and when it closes.

use super::styles::Family;
use super::walk::{Frame, Story, Table, Walk};
use crate::document::{NoteKind, Role};
use crate::read::appearance::{Around, Look, SMALLEST};
use crate::read::xml::{Ns, Stop, Tag};

/// Spaces that one `text:s` may stand for.
const MOST_SPACES: usize = 1_000;
/// Columns of a table that are followed.
const MOST_COLUMNS: usize = 1_000;
/// Points that a cell is wide at most, where its own width is not known.
const WIDEST: f32 = 800.0;

impl<'a> Walk<'_, 'a> {
    /// Opens an element; none where it was read or passed over whole.
    pub(super) fn open(&mut self, tag: &Tag<'a>) -> Result<Option<Frame>, Stop> {
        match tag.ns {
            Ns::Text => self.open_text(tag),
            Ns::Table => Ok(Some(self.open_table_part(tag))),
            Ns::Draw => self.open_drawing(tag),
            Ns::Office => self.open_office(tag),
            Ns::Svg if matches!(tag.local, "title" | "desc") && !self.drawings.is_empty() => {
                if let Some(drawing) = self.drawings.last_mut().filter(|d| !d.alternative.is_empty()) {
                    drawing.alternative.push('\n');
                }
                Ok(Some(Frame::Alternative))
            }
            // The notes of a slide.
            Ns::Presentation if tag.local == "notes" => {
                Ok(Some(Frame::Note(self.note.replace(NoteKind::Footnote))))
            }
            Ns::MathMl => {
                self.math += 1;
                Ok(Some(Frame::Math))
            }
            _ => Ok(Some(Frame::Plain { text: false })),
        }
    }

    fn open_text(&mut self, tag: &Tag<'a>) -> Result<Option<Frame>, Stop> {
        let frame = match tag.local {
            "p" => Frame::Paragraph { break_after: self.begin_paragraph(tag, None) },
            "h" => {
                let level = tag.number("outline-level").unwrap_or(1);
                Frame::Paragraph { break_after: self.begin_paragraph(tag, Some(level)) }
            }
            "span" => self.open_span(tag),
            "s" => {
                let count = tag.number("c").unwrap_or(1).min(MOST_SPACES);
                self.sign(&" ".repeat(count));
                Frame::Plain { text: false }
            }
            "tab" => self.plain("\t"),
            "line-break" => self.plain("\n"),
            "soft-page-break" => {
                if self.in_flow() {
                    self.flow.breaks.rendered();
                }
                Frame::Plain { text: false }
            }
            "list" => {
                self.lists.open_list(tag);
                Frame::List
            }
            "list-item" | "list-header" => {
                self.lists.open_item(tag, tag.local == "list-item");
                Frame::Item
            }
            "number" => Frame::Label { known: self.flow.top().is_some_and(|p| p.has_text()) },
            _ => return self.open_text_field(tag),
        };
        Ok(Some(frame))
    }

    fn open_text_field(&mut self, tag: &Tag<'a>) -> Result<Option<Frame>, Stop> {
        let frame = match tag.local {
            "note" => {
                let kind = match tag.attr("note-class").as_deref() {
                    Some("endnote") => NoteKind::Endnote,
                    _ => NoteKind::Footnote,
                };
                Frame::Note(self.note.replace(kind))
            }
            "table-of-content" | "illustration-index" | "table-index" | "object-index" | "user-index" => {
                self.indexes += 1;
                Frame::Index
            }
            "tracked-changes" => {
                self.read_deletions()?;
                return Ok(None);
            }
            "change" => {
                let gone = tag.attr("change-id").and_then(|id| self.deletions.remove(id.as_ref()));
                if let Some(gone) = gone {
                    self.add(&gone, Role::Deleted, Look::default());
                }
                Frame::Plain { text: false }
            }
            "section" => {
                let styled = self.styles.get(Family::Section, tag.attr("style-name").as_deref());
                let hidden = match tag.attr("display").as_deref() {
                    Some("none") => true,
                    Some("condition") => {
                        tag.attr("is-hidden").as_deref() == Some("true")
                            || tag.attr("condition").is_some_and(|condition| is_always_true(&condition))
                    }
                    _ => false,
                };
                let hidden = hidden || styled.hidden;
                if !hidden {
                    self.around.push(Around { ground: styled.text.ground, ..Around::default() });
                }
                self.hidden_frame(hidden, Frame::Section)
            }
            "hidden-text" => self
                .hidden_frame(tag.attr("is-hidden").as_deref() != Some("false"), Frame::Plain { text: true }),
            "hidden-paragraph" => {
                if let (Some(look), Some("true")) = (self.looks.last_mut(), tag.attr("is-hidden").as_deref())
                {
                    look.hidden = Some(true);
                }
                Frame::Plain { text: false }
            }
            "ruby-text" => {
                self.ruby += 1;
                Frame::Ruby
            }
            "page-number" | "page-count" => {
                self.page_numbers += 1;
                Frame::PageNumber
            }
            "note-citation"
            | "script"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "dde-connection-decls"
            | "alphabetical-index-auto-mark-file"
            | "note-continuation-notice-forward"
            | "note-continuation-notice-backward" => return self.pass(),
            name if name.ends_with("-source") => return self.pass(),
            // A field that only keeps a value.
            _ if tag.attr("display").as_deref() == Some("none") => {
                self.hidden_frame(true, Frame::Plain { text: true })
            }
            _ => Frame::Plain { text: self.in_text() },
        };
        Ok(Some(frame))
    }

    fn open_table_part(&mut self, tag: &Tag<'a>) -> Frame {
        match tag.local {
            "table" => self.open_table(tag),
            "table-row" => {
                if self.in_flow() {
                    self.flow.breaks.row();
                }
                if let Some(table) = self.tables.last_mut() {
                    table.row += 1;
                    table.column = 0;
                    let styled = self.styles.get(Family::Row, tag.attr("style-name").as_deref());
                    table.height = styled.extent.filter(|_| self.story == Story::Body);
                }
                self.enter(Family::Row, tag);
                Frame::Row
            }
            "table-cell" | "covered-table-cell" => {
                if self.in_flow() {
                    self.flow.breaks.cell();
                }
                let repeated: u32 = tag.number("number-columns-repeated").unwrap_or(1);
                if let Some(table) = self.tables.last_mut() {
                    table.column = table.column.saturating_add(repeated.clamp(1, 1_000));
                }
                self.enter(Family::Cell, tag);
                let mark = self.flow.mark();
                let spanned = tag.number("number-columns-spanned").unwrap_or(1).clamp(1, MOST_COLUMNS);
                let width = self.tables.last_mut().and_then(|table| {
                    let at = usize::try_from(table.column).ok()?.checked_sub(1)?;
                    let mut widths = table.widths.get(at..)?.iter().take(spanned);
                    table.width = widths.clone().copied().sum();
                    table.cell = mark;
                    *widths.next()?
                });
                if let Some(around) = self.around.last_mut() {
                    let flat = width.is_some_and(|width| width < SMALLEST);
                    // What a cell holds that another is joined over is not shown.
                    around.hidden |= flat || tag.local == "covered-table-cell";
                }
                Frame::Cell
            }
            "table-column" => {
                let repeated: usize = tag.number("number-columns-repeated").unwrap_or(1);
                let styled = self.styles.get(Family::Column, tag.attr("style-name").as_deref());
                if let Some(table) = self.tables.last_mut().filter(|table| table.widths.len() < MOST_COLUMNS)
                {
                    table.widths.extend(std::iter::repeat_n(styled.extent, repeated.clamp(1, MOST_COLUMNS)));
                }
                Frame::Plain { text: false }
            }
            _ => Frame::Plain { text: false },
        }
    }

    fn open_table(&mut self, tag: &Tag<'a>) -> Frame {
        if self.tables.is_empty() {
            self.table_count += 1;
            if self.in_flow() {
                let styled = self.styles.get(Family::Table, tag.attr("style-name").as_deref());
                self.break_by_style(&styled);
            }
        }
        self.tables.push(Table { number: self.table_count, ..Table::default() });
        self.enter(Family::Table, tag);
        Frame::Table
    }

    fn open_office(&mut self, tag: &Tag<'a>) -> Result<Option<Frame>, Stop> {
        match tag.local {
            "annotation" => {
                self.annotations += 1;
                Ok(Some(Frame::Annotation))
            }
            "forms" | "binary-data" | "scripts" | "event-listeners" | "change-info" => self.pass(),
            _ => Ok(Some(Frame::Plain { text: false })),
        }
    }

    /// Closes an element.
    pub(super) fn close(&mut self, frame: Frame) {
        match frame {
            Frame::Paragraph { break_after } => {
                self.end_paragraph();
                if break_after && self.in_flow() && self.tables.is_empty() {
                    self.flow.breaks.explicit();
                }
            }
            Frame::Span => {
                self.looks.pop();
            }
            Frame::Note(outer) => self.note = outer,
            Frame::Annotation => self.annotations -= 1,
            Frame::List => self.lists.close_list(),
            Frame::Item => self.lists.close_item(),
            Frame::Table => {
                self.tables.pop();
                self.around.pop();
            }
            Frame::Row => {
                self.around.pop();
                if self.in_flow() {
                    self.flow.breaks.row_end();
                }
            }
            Frame::Cell => {
                self.around.pop();
                if let Some((table, height)) = self.tables.last().and_then(|t| Some((t, t.height?))) {
                    self.flow.fit(table.cell, (table.width.unwrap_or(WIDEST), height));
                }
            }
            Frame::Index => self.indexes -= 1,
            Frame::Drawing => {
                self.around.pop();
                self.finish_drawing();
                self.placeholders.pop();
            }
            Frame::Shape => {
                self.around.pop();
                self.shapes -= 1;
            }
            Frame::Hidden => self.hidden -= 1,
            Frame::Ruby => self.ruby -= 1,
            Frame::Math => self.math -= 1,
            Frame::PageNumber => self.page_numbers -= 1,
            Frame::Section => {
                self.around.pop();
            }
            Frame::Plain { .. } | Frame::Label { .. } | Frame::Alternative => {}
        }
    }

    fn open_span(&mut self, tag: &Tag<'a>) -> Frame {
        if !self.in_text() {
            return Frame::Plain { text: false };
        }
        let styled = self.styles.get(Family::Text, tag.attr("style-name").as_deref());
        let base = self.looks.last().copied().unwrap_or_default();
        self.looks.push(styled.text.over(base));
        Frame::Span
    }

    fn hidden_frame(&mut self, hidden: bool, shown: Frame) -> Frame {
        if hidden {
            self.hidden += 1;
            Frame::Hidden
        } else {
            shown
        }
    }

    fn plain(&mut self, sign: &str) -> Frame {
        self.sign(sign);
        Frame::Plain { text: false }
    }

    pub(super) fn pass(&mut self) -> Result<Option<Frame>, Stop> {
        self.xml.skip()?;
        Ok(None)
    }

    /// Takes the text of tracked deletions, which stands apart from the places it was taken from.
    fn read_deletions(&mut self) -> Result<(), Stop> {
        let depth = self.xml.depth();
        while let Some(region) = self.xml.child(depth)? {
            let id = region.attr("id").unwrap_or_default();
            while let Some(change) = self.xml.child(depth + 1)? {
                if !change.is(Ns::Text, "deletion") {
                    continue;
                }
                let mut gone = String::new();
                while let Some(part) = self.xml.child(depth + 2)? {
                    if part.ns == Ns::Text {
                        gone.push_str(&self.xml.text()?);
                        gone.push('\n');
                    }
                }
                self.deletions.insert(id.clone().into_owned(), gone.trim().to_owned());
            }
        }
        Ok(())
    }
}

/// True for a condition that no state of the document makes false: a number that is not 0, `TRUE`, two sides alike.
fn is_always_true(condition: &str) -> bool {
    let folded = condition.rsplit(':').next().unwrap_or_default().trim().to_ascii_lowercase();
    let sides = folded.split_once("==").or_else(|| folded.split_once(" eq "));
    folded == "true"
        || folded.parse::<f32>().is_ok_and(|number| number != 0.0)
        || sides.is_some_and(|(a, b)| a.trim() == b.trim())
}
