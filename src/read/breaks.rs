//! On which page a block starts, told from the page breaks that a word processor wrote into the text: those that the
//! author set and those that it took down when it last laid the text out.
//!
//! Marks are taken down while the text streams by and replayed at the end, because what starts a section is known
//! only where the section ends. Marks with nothing visible between them are one break. The cells of a row run side by
//! side, so a row ends on the page of its longest cell.

/// A mark in the flow of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// A page break that was rendered.
    Rendered,
    /// A page break that the author set, by hand or by style.
    Explicit,
    /// The start of the section of that number.
    Section(usize),
    /// A row of a table begins.
    Row,
    /// A cell begins.
    Cell,
    /// The row ends.
    RowEnd,
}

/// A point between the marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Point(usize);

/// The marks of a text.
#[derive(Debug, Default)]
pub(super) struct Breaks {
    /// Each mark, and whether anything visible stood between it and the mark before.
    marks: Vec<(Mark, bool)>,
    visible: bool,
    sections: usize,
}

/// What replaying the marks gave.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// Page after each mark.
    page: Vec<u32>,
    /// Number of breaks up to each mark.
    breaks: Vec<u32>,
    /// Pages in all, none where no rendered break was seen.
    pub(super) by_rendered_breaks: Option<u32>,
    /// Breaks that the author set, starts of sections included.
    pub(super) explicit: u32,
    /// Those set by hand with nothing visible since one before them.
    pub(super) empty: u32,
}

impl Breaks {
    /// Something that a reader sees stands here.
    pub(super) fn see(&mut self) {
        self.visible = true;
    }

    /// The point that the text has reached.
    pub(super) fn here(&self) -> Point {
        Point(self.marks.len())
    }

    /// A rendered page break.
    pub(super) fn rendered(&mut self) {
        self.mark(Mark::Rendered);
    }

    /// A page break that the author set.
    pub(super) fn explicit(&mut self) {
        self.mark(Mark::Explicit);
    }

    /// A section ends, another starts.
    pub(super) fn section(&mut self) {
        self.sections += 1;
        self.mark(Mark::Section(self.sections));
    }

    /// A row of a table begins.
    pub(super) fn row(&mut self) {
        self.mark(Mark::Row);
    }

    /// A cell of that row begins.
    pub(super) fn cell(&mut self) {
        self.mark(Mark::Cell);
    }

    /// The row ends.
    pub(super) fn row_end(&mut self) {
        self.mark(Mark::RowEnd);
    }

    fn mark(&mut self, mark: Mark) {
        self.marks.push((mark, std::mem::take(&mut self.visible)));
    }

    /// Replays the marks; `starts_page` tells which sections begin a new page.
    pub(super) fn replay(&self, starts_page: impl Fn(usize) -> bool) -> Pages {
        let mut replay = Replay { page: 1, ..Replay::default() };
        let mut pages = Pages { page: vec![1], breaks: vec![0], ..Pages::default() };
        let (mut rendered, mut by_hand) = (false, false);
        for (mark, visible) in &self.marks {
            replay.visible |= visible;
            by_hand &= !visible;
            match *mark {
                Mark::Rendered => {
                    rendered = true;
                    replay.turn();
                }
                Mark::Explicit => {
                    pages.explicit += 1;
                    pages.empty += u32::from(std::mem::replace(&mut by_hand, true));
                    replay.turn();
                }
                Mark::Section(section) if starts_page(section) => {
                    pages.explicit += 1;
                    replay.turn();
                }
                Mark::Section(_) => {}
                Mark::Row => replay.row(),
                Mark::Cell => replay.cell(),
                Mark::RowEnd => replay.row_end(),
            }
            pages.page.push(replay.page);
            pages.breaks.push(replay.breaks);
        }
        // A break that nothing visible follows makes no page that a reader counts.
        let last =
            if replay.visible || self.visible { replay.page } else { replay.page.saturating_sub(1).max(1) };
        pages.by_rendered_breaks = rendered.then_some(last);
        pages
    }
}

impl Pages {
    /// The page that point is on, from 1.
    pub(super) fn page(&self, point: Point) -> u32 {
        self.page.get(point.0).copied().unwrap_or(1)
    }

    /// True where a page break stands between two points.
    pub(super) fn broken_between(&self, before: Point, after: Point) -> bool {
        self.breaks.get(before.0) != self.breaks.get(after.0)
    }
}

#[derive(Default)]
struct Replay {
    page: u32,
    breaks: u32,
    visible: bool,
    rows: Vec<Row>,
}

struct Row {
    /// Page the row starts on.
    start: u32,
    /// Page its longest cell has reached.
    last: u32,
    /// Something visible stood between the last break and the row.
    visible_before: bool,
    /// Something visible stands in one of its cells.
    visible: bool,
}

impl Replay {
    fn turn(&mut self) {
        if self.visible {
            self.page += 1;
            self.breaks += 1;
        }
        self.visible = false;
    }

    fn row(&mut self) {
        self.rows.push(Row {
            start: self.page,
            last: self.page,
            visible_before: self.visible,
            visible: false,
        });
    }

    fn cell(&mut self) {
        self.leave_cell();
        if let Some(row) = self.rows.last() {
            self.page = row.start;
            self.visible = row.visible_before;
        }
    }

    fn row_end(&mut self) {
        self.leave_cell();
        if let Some(row) = self.rows.pop() {
            self.page = row.last;
            self.visible = row.visible;
        }
    }

    fn leave_cell(&mut self) {
        let (page, visible) = (self.page, self.visible);
        if let Some(row) = self.rows.last_mut() {
            if page > row.last {
                row.visible = visible;
            } else if page == row.last {
                row.visible |= visible;
            }
            row.last = row.last.max(page);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pages(script: &str) -> Option<u32> {
        let mut breaks = Breaks::default();
        for c in script.chars() {
            match c {
                'x' => breaks.see(),
                'r' => breaks.rendered(),
                'e' => breaks.explicit(),
                's' => breaks.section(),
                '[' => breaks.row(),
                '|' => breaks.cell(),
                ']' => breaks.row_end(),
                _ => {}
            }
        }
        breaks.replay(|_| true).by_rendered_breaks
    }

    #[test]
    fn a_set_break_and_the_rendered_one_after_it_are_one() {
        assert_eq!(pages("x e r x r x"), Some(3));
        assert_eq!(pages("x e s r x"), Some(2));
        assert_eq!(pages("r x"), Some(1));
        assert_eq!(pages("x r x e"), Some(2));
    }

    #[test]
    fn breaks_with_nothing_between_them_are_empty_pages() {
        let mut breaks = Breaks::default();
        for see in [true, false, false, true] {
            if see {
                breaks.see();
            }
            breaks.explicit();
            breaks.rendered();
        }
        assert_eq!(breaks.replay(|_| true).empty, 2);
    }

    #[test]
    fn cells_of_a_row_run_side_by_side() {
        assert_eq!(pages("x [|x r x|x r x|x] x r x"), Some(3));
        assert_eq!(pages("x [|r x|r x] x"), Some(2));
        assert_eq!(pages("[|x [|x r x|x] x|x] x"), Some(2));
    }

    #[test]
    fn without_a_rendered_break_the_number_is_not_known() {
        assert_eq!(pages("x e x"), None);
    }
}
