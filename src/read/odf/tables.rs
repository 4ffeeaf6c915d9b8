//! Tables: which cell is open, and how much room it gives.

use super::styles::Family;
use super::walk::{Frame, Story, Table, Walk};
use crate::read::appearance::SMALLEST;
use crate::read::xml::Tag;

/// Columns of a table that are followed.
const MOST_COLUMNS: usize = 1_000;
/// Points that a cell is wide at most, where its own width is not known.
const WIDEST: f32 = 800.0;

impl<'a> Walk<'_, 'a> {
    /// Opens a table or a part of one.
    pub(super) fn open_table_part(&mut self, tag: &Tag<'a>) -> Frame {
        match tag.local {
            "table" => self.open_table(tag),
            "table-row" => self.open_row(tag),
            "table-cell" | "covered-table-cell" => self.open_cell(tag),
            "table-column" => {
                self.take_columns(tag);
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

    fn take_columns(&mut self, tag: &Tag<'a>) {
        let repeated: usize = tag.number("number-columns-repeated").unwrap_or(1);
        let styled = self.styles.get(Family::Column, tag.attr("style-name").as_deref());
        if let Some(table) = self.tables.last_mut().filter(|table| table.widths.len() < MOST_COLUMNS) {
            table.widths.extend(std::iter::repeat_n(styled.extent, repeated.clamp(1, MOST_COLUMNS)));
        }
    }

    fn open_row(&mut self, tag: &Tag<'a>) -> Frame {
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

    fn open_cell(&mut self, tag: &Tag<'a>) -> Frame {
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

    pub(super) fn close_table(&mut self) {
        self.tables.pop();
        self.around.pop();
    }

    pub(super) fn close_row(&mut self) {
        self.around.pop();
        if self.in_flow() {
            self.flow.breaks.row_end();
        }
    }

    pub(super) fn close_cell(&mut self) {
        self.around.pop();
        if let Some((table, height)) = self.tables.last().and_then(|table| Some((table, table.height?))) {
            self.flow.fit(table.cell, (table.width.unwrap_or(WIDEST), height));
        }
    }
}
