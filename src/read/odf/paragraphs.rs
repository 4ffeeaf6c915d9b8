//! Paragraphs: what they are by their styles, their lists and what they stand in.

use super::styles::{Family, Styled};
use super::walk::{Frame, Story, Walk};
use crate::document::{Cell, Context, Heading, Kind, KnownBy, ListItem};
use crate::read::appearance::leading;
use crate::read::flow::Paragraph;
use crate::read::xml::Tag;

impl<'a> Walk<'_, 'a> {
    /// Opens a paragraph, or a heading of that outline level.
    pub(super) fn open_paragraph(&mut self, tag: &Tag<'a>, level: Option<u8>) -> Frame {
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
        Frame::Paragraph { break_after: styled.break_after == Some(true) }
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
