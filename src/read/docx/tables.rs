//! Tables: which cell is open, what it paints, and how much room it gives.

use super::props::{self, BEYOND, twips};
use super::story::{Frame, Table, Walk};
use super::table_styles::{self, Spot, Taken};
use crate::read::appearance::{Around, SMALLEST};
use crate::read::xml::{Stop, Tag};

/// Points from the edge of a page from which no page goes on, a large one that lies on its side included.
const FARTHEST: f32 = 900.0;
/// Points that a cell is wide at most, where its own width is not known.
const WIDEST: f32 = 800.0;

impl Walk<'_, '_, '_> {
    pub(super) fn open_table(&mut self) -> Frame {
        if self.tables.is_empty() {
            self.table_count += 1;
        }
        self.tables.push(Table { number: self.table_count, ..Table::default() });
        let style = self.shared.styles.table(None);
        if let Some(table) = self.tables.last_mut() {
            table.style = style;
        }
        self.around.push(Around::default());
        Frame::Table
    }

    pub(super) fn open_row(&mut self) -> Frame {
        if self.in_flow() {
            self.flow.breaks.row();
        }
        if let Some(table) = self.tables.last_mut() {
            table.row += 1;
            table.next_column = 1;
            table.last_row = None;
        }
        self.around.push(Around::default());
        Frame::Row
    }

    pub(super) fn open_cell(&mut self) -> Frame {
        if self.in_flow() {
            self.flow.breaks.cell();
        }
        if let Some(table) = self.tables.last_mut() {
            table.column = table.next_column;
            table.next_column += 1;
            (table.cell, table.width) = (self.flow.mark(), None);
        }
        self.around.push(Around::default());
        self.style_cell(None);
        Frame::Cell
    }

    /// Gives the open cell what the style of its table has for it, which is `last` or not.
    fn style_cell(&mut self, last: Option<[Option<bool>; 2]>) {
        let (Some(table), Some(around)) = (self.tables.last_mut(), self.around.last_mut()) else { return };
        let [row, column] = last.unwrap_or_default();
        let Table { row: at, column: across, columns, .. } = *table;
        let spot = Spot { row: at, column: across, columns, last: [row.or(table.last_row), column] };
        let look = self.shared.styles.cell(table.style, table.taken, spot);
        table.run = look.run;
        around.ground = look.ground;
    }

    /// Counts the columns of the open table.
    pub(super) fn count_columns(&mut self) -> Result<(), Stop> {
        let depth = self.xml.depth();
        let mut columns = 0;
        while let Some(tag) = self.xml.child(depth)? {
            columns += u32::from(tag.local == "gridCol");
        }
        if let Some(table) = self.tables.last_mut() {
            table.columns = (columns > 0).then_some(columns);
        }
        Ok(())
    }

    pub(super) fn close_table(&mut self) {
        self.tables.pop();
        self.around.pop();
    }

    pub(super) fn close_row(&mut self) {
        self.around.pop();
        if let Some(table) = self.tables.last_mut() {
            table.height = None;
        }
        if self.in_flow() {
            self.flow.breaks.row_end();
        }
    }

    pub(super) fn close_cell(&mut self) {
        self.around.pop();
        let Some(table) = self.tables.last() else { return };
        let width = table.width.unwrap_or(WIDEST);
        // Some programs widen a column that is too narrow for anything.
        let narrow = (table.fixed && width < SMALLEST).then_some((WIDEST, 0.0));
        if let Some(room) = narrow.or(table.height.map(|height| (width, height))) {
            self.flow.fit(table.cell, room);
        }
    }

    /// What a table, a row or a cell paints; cells that span columns, columns left out in front of a row.
    pub(super) fn take_cell_props(&mut self) -> Result<(), Stop> {
        const MOST_COLUMNS: u32 = 1_000;
        let depth = self.xml.depth();
        while let Some(tag) = self.xml.child(depth)? {
            let (Some(table), Some(around)) = (self.tables.last_mut(), self.around.last_mut()) else {
                continue;
            };
            let columns = |from: u32| tag.number("val").unwrap_or(from).min(MOST_COLUMNS);
            match tag.local {
                "gridSpan" => table.next_column = table.column.saturating_add(columns(1).max(1)),
                "shd" => around.ground = Some(props::shade(&tag, self.shared.theme)),
                "tblStyle" => table.style = self.shared.styles.table(tag.attr("val").as_deref()),
                "tblLook" => table.taken = Some(Taken::of(&tag)),
                "cnfStyle" => {
                    let last = table_styles::last(&tag);
                    if matches!(self.frames.last(), Some(Frame::Cell)) {
                        self.style_cell(Some(last));
                    } else {
                        table.last_row = last[0];
                    }
                }
                "tblInd" => {
                    let indent = |tag: &Tag<'_>| tag.number::<f32>("w").map(twips);
                    around.away |= indent(&tag).is_some_and(|indent| indent.abs() > BEYOND);
                }
                "tblpPr" => {
                    let far = |side: &str| {
                        tag.number::<f32>(side).is_some_and(|at| !(-BEYOND..FARTHEST).contains(&twips(at)))
                    };
                    around.away |= far("tblpX") || far("tblpY");
                }
                "trHeight" => {
                    let exact = tag.attr("hRule").as_deref() == Some("exact");
                    let height = twips(tag.number("val").unwrap_or(f32::INFINITY));
                    around.hidden |= exact && height < SMALLEST;
                    table.height = Some(height).filter(|_| exact);
                }
                "tblLayout" => table.fixed = tag.attr("type").as_deref() == Some("fixed"),
                "tcW" => {
                    let points = tag.attr("type").as_deref() == Some("dxa");
                    table.width = tag.number("w").map(twips).filter(|width| points && *width > 0.0);
                }
                "hidden" => around.hidden |= props::on(&tag),
                // What a cell holds that another is joined over is not shown.
                "vMerge" => around.hidden |= tag.attr("val").as_deref() != Some("restart"),
                "gridBefore" => table.next_column = table.next_column.saturating_add(columns(0)),
                _ => {}
            }
        }
        Ok(())
    }
}
