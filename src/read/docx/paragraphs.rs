//! Paragraphs: what they are by their styles, their lists and what they stand in.

use super::props::ParaProps;
use super::story::{Story, Walk};
use super::styles::Style;
use super::table_styles::seen;
use crate::document::{Cell, Context, Heading, Kind, KnownBy, ListItem};
use crate::read::appearance::TextProps;
use crate::read::flow::Paragraph;

/// The deepest level of an outline.
const BODY_TEXT: u8 = 9;

impl<'a> Walk<'_, '_, 'a> {
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
    fn style_paragraph(&self, paragraph: &mut Paragraph, id: Option<&str>) -> TextProps {
        let default = self.shared.styles.default_run();
        let letters = self.letters.last().copied().flatten();
        let default = TextProps { colour: letters.or(default.colour), ..default };
        let default = self.tables.last().map_or(default, |table| seen(table.run, default));
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

    /// Gives the open paragraph what a `w:pPr` says.
    pub(super) fn take_paragraph_props(&mut self, props: ParaProps<'a>) {
        let Some(mut paragraph) = self.flow.take() else { return };
        let mut base = self.style_paragraph(&mut paragraph, props.style.as_deref());
        base = props.look.text().over(base);
        if let Some(open) = self.bases.last_mut() {
            *open = base;
        }
        let style = self.shared.styles.paragraph(props.style.as_deref());
        let look = props.look.over(style.map(|s| s.look).unwrap_or_default());
        paragraph.room = look.room;
        paragraph.cues.centered = look.centered.unwrap_or(false);
        paragraph.cues.space_before = look.space_before;
        paragraph.cues.space_after = look.space_after;
        paragraph.cues.line_spacing = look.leading(base.size);
        if let Some(outline) = props.look.outline
            && paragraph.heading.as_ref().is_none_or(|h| h.known_by == KnownBy::OutlineLevel)
        {
            let heading = Heading { level: Some(outline.saturating_add(1)), known_by: KnownBy::OutlineLevel };
            paragraph.heading = (outline < BODY_TEXT).then_some(heading);
        }
        // A number of its own says on which level; else the style does.
        let level = if props.look.num_id.is_some() { props.look.num_level } else { look.num_level };
        self.number(&mut paragraph, look.num_id, level, style);
        self.flow.begin(paragraph);
        if props.section.is_some() {
            self.section_due = props.section;
        }
        if look.page_break_before == Some(true) && self.in_flow() && self.tables.is_empty() {
            self.flow.break_before();
        }
    }

    /// Gives a paragraph in list `num_id` its number or bullet.
    fn number(
        &mut self,
        paragraph: &mut Paragraph,
        num_id: Option<i32>,
        level: Option<u8>,
        style: Option<&Style>,
    ) {
        let Some(num_id) = num_id.filter(|id| *id != 0) else { return };
        let styles = self.shared.styles;
        let Some(label) = self.shared.numbering.next(num_id, level, style, styles) else { return };
        paragraph.push_label(&label.text);
        if paragraph.heading.is_none() {
            paragraph.context.list = Some(ListItem { depth: label.depth, ordered: label.ordered });
        }
    }

    /// Ends the section whose properties the last paragraph held.
    pub(super) fn end_section(&mut self) {
        if self.flow.depth() == 0
            && let Some(section) = self.section_due.take()
        {
            self.sections.push(section);
            self.flow.breaks.section();
        }
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
}
