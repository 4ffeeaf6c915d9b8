//! The search for tables of contents.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::beside::Beside;
use super::entry;
use super::look::{LONGEST, Look, Looks};
use super::name::Name;
use super::{Table, joined, key};
use crate::document::Block;
use crate::structure::annex_titles::{Says, says};
use crate::structure::text::{numbered, shown, weight_within};

/// Lines that make a table without a heading where they have leaders and page numbers.
const DENSE: usize = 4;
/// Lines of a table that are neither numbered nor come back, in a row, before it is taken to be over.
const STRAY: usize = 3;

/// The most lines behind a table that are entries of it all the same.
const TAIL: usize = 60;

/// The blocks as the search sees them.
pub(super) struct Scan<'a> {
    pub(super) blocks: &'a [Block],
    pub(super) looks: Vec<Look>,
    /// The last block that holds a title, by key.
    last: HashMap<String, usize>,
    /// What has another text beside it.
    pub(super) beside: Beside,
}

impl<'a> Scan<'a> {
    pub(super) fn of(blocks: &'a [Block]) -> Self {
        let looks: Vec<Look> = blocks.iter().map(Look::of).collect();
        let mut last = HashMap::new();
        for (at, (look, block)) in looks.iter().zip(blocks).enumerate() {
            if matches!(look.kind, Looks::Heading | Looks::Loose) {
                last.insert(key(&numbered(block, LONGEST)), at);
            }
        }
        Self { blocks, looks, last, beside: Beside::of(blocks) }
    }

    /// All tables, in reading order.
    pub(super) fn tables(&self) -> Vec<Table> {
        let mut tables = self.without_tails();
        let mut next = self.blocks.len();
        for table in tables.iter_mut().rev() {
            if table.of_headings {
                let end = self.tail(table.blocks.clone()).unwrap_or(table.blocks.end);
                table.blocks.end = end.min(next);
            }
            next = table.blocks.start;
        }
        tables
    }

    /// One behind the lines without a page number that end the table of `blocks`: « Annexes », which are in another file,
    /// and titles that come back, before the first of its own titles opens the text.
    fn tail(&self, blocks: Range<usize>) -> Option<usize> {
        let titles = |block: &Block| entry::lines(&joined(block)).into_iter().map(|line| key(&line.title));
        let listed: HashSet<String> = self.blocks.get(blocks.clone())?.iter().flat_map(titles).collect();
        let page = self.look(blocks.end.checked_sub(1)?)?.page;
        let mut end = None;
        for (i, look) in self.after(blocks.end - 1).take(TAIL + 1) {
            if listed.contains(&self.key(i)) {
                return end;
            }
            let title = || self.blocks.get(i).map(|block| numbered(block, LONGEST)).unwrap_or_default();
            let goes_on = look.is_line()
                && look.page == page
                && (matches!(says(&title()), Says::All | Says::One) || self.comes_back(i, i));
            if !goes_on {
                return None;
            }
            end = Some(i + 1);
        }
        None
    }

    fn without_tails(&self) -> Vec<Table> {
        let mut tables = Vec::new();
        let mut at = 0;
        while at < self.blocks.len() {
            match self.table_at(at) {
                Some(table) => {
                    at = table.blocks.end.max(at + 1);
                    tables.push(table);
                }
                None => at += 1,
            }
        }
        if !tables.iter().any(|table: &Table| table.of_headings)
            && let Some(table) = self.bare_table()
            && !tables
                .iter()
                .any(|known| known.blocks.start < table.blocks.end && table.blocks.start < known.blocks.end)
        {
            tables.push(table);
            tables.sort_by_key(|table| table.blocks.start);
        }
        tables
    }

    /// The table that begins at block `at`.
    fn table_at(&self, at: usize) -> Option<Table> {
        match self.look(at)?.kind {
            Looks::Nothing | Looks::Prose => None,
            Looks::Declared => {
                let end = self.extend(at, |look| look.kind == Looks::Declared);
                let heading = self.named(at).map(|_| at);
                Some(Table { blocks: at..end, heading, of_headings: self.lists_headings(at) })
            }
            _ => match self.named(at) {
                Some(name) => self.end_after_heading(at, name).map(|end| Table {
                    blocks: at..end,
                    heading: Some(at),
                    of_headings: !name.lists_other_things(),
                }),
                None => self.end_of_dense(at).map(|end| Table {
                    blocks: at..end,
                    heading: None,
                    of_headings: self.lists_headings(at),
                }),
            },
        }
    }

    pub(super) fn look(&self, at: usize) -> Option<&Look> {
        self.looks.get(at)
    }

    /// The blocks behind `at` that are something.
    pub(super) fn after(&self, at: usize) -> impl Iterator<Item = (usize, &Look)> {
        self.looks.iter().enumerate().skip(at + 1).filter(|(_, look)| look.kind != Looks::Nothing)
    }

    /// False for lines right behind the heading of a list of figures.
    fn lists_headings(&self, at: usize) -> bool {
        let before = self.looks.get(..at).unwrap_or_default();
        let heading = before.iter().rposition(|look| look.kind != Looks::Nothing);
        !heading.and_then(|i| self.named(i)).is_some_and(Name::lists_other_things)
    }

    /// The name of a table of contents that block `at` is, where it is one.
    fn named(&self, at: usize) -> Option<Name> {
        let block = self.blocks.get(at).filter(|block| weight_within(block, 70).is_some())?;
        Name::of(&shown(block, 100))
    }

    /// One behind the last block that `fits` from `at` on, empty ones between them included.
    fn extend(&self, at: usize, fits: impl Fn(&Look) -> bool) -> usize {
        self.after(at).take_while(|(_, look)| fits(look)).last().map_or(at + 1, |(i, _)| i + 1)
    }

    /// The end of the table under the heading at `at`: declared lines, rows that end in a page number, lines with page
    /// numbers, or titles that come back as titles.
    fn end_after_heading(&self, at: usize, name: Name) -> Option<usize> {
        let (next, look) = self.after(at).next()?;
        if look.kind == Looks::Declared {
            return Some(self.extend(next, |look| look.kind == Looks::Declared));
        }
        self.end_of_rows(next).or_else(|| self.end_of_numbered(at)).or_else(|| self.end_of_titles(at, name))
    }

    /// The end of a table (of cells) whose rows end in page numbers, from block `at` on.
    fn end_of_rows(&self, at: usize) -> Option<usize> {
        let table = self.look(at)?.row?.0;
        let (mut rows, mut numbered, mut end, mut last) = (0, 0, at, None);
        for (i, look) in self.after(at.saturating_sub(1)) {
            let Some(row) = look.row.filter(|row| row.0 == table) else { break };
            let ends_in_number = look.number.is_some();
            if last != Some((row, true)) {
                numbered += usize::from(ends_in_number);
            }
            rows += usize::from(last.is_none_or(|(before, _)| before != row));
            last = Some((row, ends_in_number));
            if ends_in_number {
                end = i + 1;
            }
        }
        (numbered >= 3 && numbered * 2 >= rows).then_some(end)
    }

    /// The end of a table with page numbers. A few lines without one may stand between (cut titles, parts).
    fn end_of_numbered(&self, at: usize) -> Option<usize> {
        let (mut end, mut lines, mut stray, mut last) = (at + 1, 0, 0, 0);
        for (i, look) in self.after(at) {
            let goes_back = look.number.is_some_and(|n| n + 1 < last);
            match look.kind {
                Looks::Nothing | Looks::Prose => break,
                Looks::Heading if look.number.is_none() => break,
                Looks::Strong => {}
                Looks::Loose => stray += 1,
                _ if goes_back => stray += 1,
                _ => {}
            }
            if look.kind == Looks::Strong || (look.kind != Looks::Loose && !goes_back) {
                last = look.number.unwrap_or(last);
                (end, lines, stray) = (i + 1, lines + usize::from(look.number.is_some()), 0);
            }
            if stray > STRAY {
                break;
            }
        }
        (lines >= 2).then(|| self.rest_of_page(end))
    }

    /// `end`, or behind the few lines that follow it to the end of its page: entries whose number is missing.
    fn rest_of_page(&self, end: usize) -> usize {
        let page = end.checked_sub(1).and_then(|at| self.look(at)).and_then(|look| look.page);
        let rest: Vec<(usize, &Look)> =
            self.after(end - 1).take_while(|(_, look)| page.is_some() && look.page == page).take(5).collect();
        let exact = self.blocks.get(end - 1).is_some_and(|block| block.cues.position.is_some());
        let all_lines =
            rest.len() < 5 && rest.iter().all(|(i, look)| look.is_line() && self.named(*i).is_none());
        match rest.last().filter(|_| exact && all_lines) {
            Some((i, _)) => i + 1,
            None => end,
        }
    }

    /// The end of a table without page numbers under the heading at `at`: short lines, on its page or coming back, some
    /// of which come back as lines of their own further down.
    fn end_of_titles(&self, at: usize, name: Name) -> Option<usize> {
        let listed = self.listed(at);
        let last = *listed.last()?;
        let back = listed.iter().filter(|&&i| self.comes_back(i, last)).count();
        // A page of nothing but short lines under « Sommaire » needs little more to be one.
        let enough = if name == Name::Contents {
            back >= 2 || back * 4 >= listed.len()
        } else {
            back * 2 >= listed.len()
        };
        (listed.len() >= 3 && back > 0 && enough).then_some(last + 1)
    }

    /// The lines that may belong to the table under the heading at `at`.
    fn listed(&self, at: usize) -> Vec<usize> {
        let page = self.look(at).and_then(|look| look.page);
        let mut keys: HashSet<String> = HashSet::new();
        let mut sizes: Vec<f32> = Vec::new();
        let mut listed = Vec::new();
        let mut strangers = 0;
        for (i, look) in self.after(at).take(400) {
            if !look.is_line() || self.named(i).is_some() || self.beside.in_row(look) {
                break;
            }
            let key = self.key(i);
            let next_page = page.is_some() && look.page != page;
            // The first title again, any on another page, in another look than the lines, or for the last time: the text
            // begins.
            let begins = || next_page || self.is_first(&listed, &key) || self.is_apart(&listed, i);
            if !key.is_empty() && keys.contains(&key) && (begins() || !self.comes_back(i, i)) {
                break;
            }
            let fits = look.size.is_none_or(|size| sizes.iter().any(|known| (known - size).abs() < 0.3));
            if next_page && !(fits && (self.comes_back(i, i) || self.is_numbered(i))) {
                strangers += 1;
                if strangers > 1 {
                    break;
                }
                continue;
            }
            strangers = 0;
            sizes.extend(look.size.filter(|_| !fits));
            keys.insert(key);
            listed.push(i);
        }
        listed
    }

    fn is_first(&self, listed: &[usize], key: &str) -> bool {
        listed.first().is_some_and(|&first| self.key(first) == key)
    }

    /// True where block `at` is bold, an item or in a table, and none of the `listed` lines is so.
    fn is_apart(&self, listed: &[usize], at: usize) -> bool {
        let look = |at: usize| {
            let block = self.blocks.get(at)?;
            Some((block.cues.bold, block.context.list.is_some(), block.context.cell.is_some()))
        };
        listed.iter().all(|&line| look(line) != look(at))
    }

    fn key(&self, at: usize) -> String {
        self.blocks.get(at).map(|block| key(&numbered(block, LONGEST))).unwrap_or_default()
    }

    pub(super) fn is_numbered(&self, at: usize) -> bool {
        let text = self.blocks.get(at).map(|block| numbered(block, LONGEST)).unwrap_or_default();
        crate::structure::numbering::parse(&text).is_some_and(|number| !number.rest.is_empty())
    }

    /// True where the title of block `at` is the whole of a line behind block `end`.
    pub(super) fn comes_back(&self, at: usize, end: usize) -> bool {
        let key = self.key(at);
        key.len() > 2 && self.last.get(&key).is_some_and(|&last| last > end)
    }

    /// The end of a dense run of lines with leaders or tabs and page numbers that do not go down.
    fn end_of_dense(&self, at: usize) -> Option<usize> {
        if self.look(at)?.kind != Looks::Strong {
            return None;
        }
        let (mut end, mut lines, mut stray, mut last) = (at + 1, 1, 0, self.look(at)?.number.unwrap_or(0));
        for (i, look) in self.after(at) {
            match look.kind {
                Looks::Strong | Looks::Number if look.number.is_none_or(|n| n >= last) => {
                    last = look.number.unwrap_or(last);
                    (end, lines, stray) = (i + 1, lines + usize::from(look.kind == Looks::Strong), 0);
                }
                Looks::Weak | Looks::Loose if stray < 2 && self.named(i).is_none() => stray += 1,
                _ => break,
            }
        }
        (lines >= DENSE).then_some(end)
    }
}
