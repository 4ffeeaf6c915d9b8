//! What each element does to the walk when it opens and when it closes.

use super::styles::Family;
use super::walk::{Frame, Walk};
use crate::document::{NoteKind, Role};
use crate::read::appearance::{Around, Look};
use crate::read::xml::{Ns, Stop, Tag};

/// Spaces that one `text:s` may stand for.
const MOST_SPACES: usize = 1_000;
/// Elements of texts in which nothing is text of the page.
const PASSED: [&str; 9] = [
    "note-citation",
    "script",
    "sequence-decls",
    "variable-decls",
    "user-field-decls",
    "dde-connection-decls",
    "alphabetical-index-auto-mark-file",
    "note-continuation-notice-forward",
    "note-continuation-notice-backward",
];

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
            "p" => self.open_paragraph(tag, None),
            "h" => self.open_paragraph(tag, Some(tag.number("outline-level").unwrap_or(1))),
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
                let is_endnote = tag.attr("note-class").as_deref() == Some("endnote");
                let kind = if is_endnote { NoteKind::Endnote } else { NoteKind::Footnote };
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
            "section" => self.open_section(tag),
            "hidden-text" if holds(tag).unwrap_or(tag.attr("is-hidden").as_deref() != Some("false")) => {
                self.hide()
            }
            "hidden-text" => Frame::Plain { text: true },
            "hidden-paragraph" => {
                let hidden = holds(tag).unwrap_or(tag.attr("is-hidden").as_deref() == Some("true"));
                if let (Some(look), true) = (self.looks.last_mut(), hidden) {
                    look.hidden = Some(true);
                }
                Frame::Plain { text: false }
            }
            "conditional-text" if shows_nothing(tag) => self.hide(),
            "ruby-text" => {
                self.ruby += 1;
                Frame::Ruby
            }
            "page-number" | "page-count" => {
                self.page_numbers += 1;
                Frame::PageNumber
            }
            name if PASSED.contains(&name) || name.ends_with("-source") => return self.pass(),
            // A field that only keeps a value.
            _ if tag.attr("display").as_deref() == Some("none") => self.hide(),
            _ => Frame::Plain { text: self.in_text() },
        };
        Ok(Some(frame))
    }

    fn open_section(&mut self, tag: &Tag<'a>) -> Frame {
        let styled = self.styles.get(Family::Section, tag.attr("style-name").as_deref());
        let hidden = styled.hidden
            || match tag.attr("display").as_deref() {
                Some("none") => true,
                Some("condition") => {
                    tag.attr("is-hidden").as_deref() == Some("true") || holds(tag) == Some(true)
                }
                _ => false,
            };
        if hidden {
            return self.hide();
        }
        self.around.push(Around { ground: styled.text.ground, ..Around::default() });
        Frame::Section
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
            Frame::Table => self.close_table(),
            Frame::Row => self.close_row(),
            Frame::Cell => self.close_cell(),
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

    fn hide(&mut self) -> Frame {
        self.hidden += 1;
        Frame::Hidden
    }

    fn plain(&mut self, sign: &str) -> Frame {
        self.sign(sign);
        Frame::Plain { text: false }
    }

    /// Passes over an element and all that it holds.
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

/// Whether the condition of `tag` holds, where that is so in every state of the document: a number, `TRUE`, two sides that
/// are both written out.
fn holds(tag: &Tag<'_>) -> Option<bool> {
    let condition = tag.attr("condition")?;
    // The name of its language stands in front.
    let folded =
        condition.split_once(':').map_or(condition.as_ref(), |(_, rest)| rest).trim().to_ascii_lowercase();
    let folded = folded.trim_start_matches('(').trim_end_matches(')').trim();
    let constant = |side: &str| {
        let quoted = side.len() >= 2 && side.starts_with('"') && side.ends_with('"');
        quoted || matches!(side, "true" | "false") || side.parse::<f64>().is_ok()
    };
    let sides = |sign: &str| folded.split_once(sign).map(|(a, b)| (a.trim(), b.trim()));
    let equal = sides("==").or_else(|| sides(" eq "));
    let same =
        |a: &str, b: &str| a == b || matches!((a.parse::<f64>(), b.parse::<f64>()), (Ok(a), Ok(b)) if a == b);
    if let Some((a, b)) = equal {
        return if same(a, b) { Some(true) } else { (constant(a) && constant(b)).then_some(false) };
    }
    if let Some((a, b)) = sides("!=").or_else(|| sides(" neq ")) {
        return if same(a, b) { Some(false) } else { (constant(a) && constant(b)).then_some(true) };
    }
    match folded {
        "true" => Some(true),
        "false" => Some(false),
        number => number.parse::<f32>().ok().map(|number| number != 0.0),
    }
}

/// True for a text of which the condition, as it always turns out, shows nothing.
fn shows_nothing(tag: &Tag<'_>) -> bool {
    let value = match holds(tag) {
        Some(true) => tag.attr("string-value-if-true"),
        Some(false) => tag.attr("string-value-if-false"),
        None => return false,
    };
    value.is_some_and(|value| value.trim().is_empty())
}
