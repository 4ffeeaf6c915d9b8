//! Tables of contents without heading and page numbers.

use super::Table;
use super::look::{Look, Looks};
use super::scan::Scan;
use crate::structure::text::weight;

/// Lines that make a table without heading and page numbers, where their titles come back.
const BARE: usize = 6;
/// Characters of text before a table without heading and page numbers: acknowledgements, a foreword.
const BEFORE: usize = 3000;

impl Scan<'_> {
    /// A table without heading and page numbers: a run of short lines before the text, most of which come back.
    pub(super) fn bare_table(&self) -> Option<Table> {
        let (mut at, mut before) = (0, 0);
        while at < self.looks.len() && before < BEFORE {
            let alone = |i: usize, look: &Look| !self.beside.in_row(look) && !self.beside.has(i);
            let run = self.after(at).take_while(|(i, look)| look.kind == Looks::Loose && alone(*i, look));
            let run: Vec<usize> = run.map(|(i, _)| i).collect();
            if let Some(table) = self.bare_table_in(&run) {
                return Some(table);
            }
            let next = run.last().map_or(at + 1, |last| last + 1);
            before += self.blocks.get(at..next).unwrap_or_default().iter().map(weight).sum::<usize>();
            at = next;
        }
        None
    }

    fn bare_table_in(&self, run: &[usize]) -> Option<Table> {
        let end = *run.last()?;
        let back: Vec<usize> = run.iter().copied().filter(|&i| self.comes_back(i, end)).collect();
        let (first, last) = (*back.first()?, *back.last()?);
        let inside = run.iter().filter(|&&i| (first..=last).contains(&i)).count();
        if back.len() < BARE || back.len() * 10 < inside * 6 {
            return None;
        }
        // Numbered lines of the same size right above are entries whose heading cannot be read.
        let size = self.look(first).and_then(|look| look.size);
        let alike =
            |i: &&usize| self.look(**i).is_some_and(|look| look.size == size) && self.is_numbered(**i);
        let start =
            run.iter().rev().filter(|&&i| i < first).take_while(alike).last().copied().unwrap_or(first);
        let stop = run.iter().filter(|&&i| i > last).take_while(alike).last().copied().unwrap_or(last);
        Some(Table { blocks: start..stop + 1, heading: None, of_headings: true })
    }
}
