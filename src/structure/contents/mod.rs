//! Tables of contents and lists of figures, declared by the file or not.

mod bare;
mod beside;
mod entry;
mod look;
mod name;
mod scan;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use entry::Line;
use look::LONGEST;
use name::Name;
use scan::Scan;

use super::headings::Mark;
use super::text::{fold, shown, squash};
use super::{ContentsEntry, numbering, sections};
use crate::document::{Block, Document, Kind, Role, has_invisible, is_invisible};

/// What was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Contents {
    /// The entries, as printed.
    pub(super) entries: Vec<ContentsEntry>,
    /// The entries of tables that list annexes only.
    pub(super) annexed: Vec<ContentsEntry>,
    /// The blocks of each table, its heading included.
    pub(super) tables: Vec<Table>,
}

/// A table of contents or a list of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    /// Its blocks, the heading included.
    pub(super) blocks: Range<usize>,
    /// The block of its heading, where it has one.
    pub(super) heading: Option<usize>,
    /// It lists the document's headings, not figures, tables or annexes only.
    pub(super) of_headings: bool,
}

/// Finds the tables, marks their lines as [`Kind::Contents`] and their leaders as such.
pub(super) fn mark(document: &mut Document) -> Contents {
    let tables = Scan::of(&document.blocks).tables();
    let mut found = Contents { tables, ..Contents::default() };
    for table in &found.tables {
        let heading = table.heading.map(|at| shown_title(document.blocks.get(at)));
        let of_annexes = heading.as_deref().and_then(Name::of) == Some(Name::Annexes);
        let entries = if of_annexes { &mut found.annexed } else { &mut found.entries };
        for at in table.blocks.clone() {
            let Some(block) =
                document.blocks.get_mut(at).filter(|block| block.in_flow() && !block.is_blank())
            else {
                continue;
            };
            if table.heading != Some(at) && (table.of_headings || of_annexes) {
                read_entries(entries, block, at);
            }
            block.kind = Kind::Contents;
            entry::part_leaders(block);
        }
    }
    found
}

fn shown_title(block: Option<&Block>) -> String {
    block.map(|block| shown(block, LONGEST)).unwrap_or_default()
}

fn read_entries(entries: &mut Vec<ContentsEntry>, block: &Block, at: usize) {
    let text = joined(block);
    if entry::is_page_range(&text) {
        // The page number of the entry before it, in a block of its own.
        if let Some(last) = entries.last_mut().filter(|last| last.page.is_none()) {
            last.page = entry::first_number(&text);
        }
        return;
    }
    for Line { title, page, .. } in entry::lines(&text) {
        let title = squash(&title);
        if matches!(fold(&title).as_str(), "" | "p" | "page" | "pages") {
            continue;
        }
        // A title that was cut goes on in small letters with the page number behind.
        match entries.last_mut() {
            Some(last)
                if last.page.is_none() && last.block + 2 >= at && title.starts_with(char::is_lowercase) =>
            {
                last.title = format!("{} {title}", last.title);
                (last.page, last.block) = (page, at);
            }
            _ => entries.push(ContentsEntry { title, page, block: at }),
        }
    }
}

fn joined(block: &Block) -> String {
    let mut text = String::new();
    for run in &block.runs {
        match run.role {
            Role::Text | Role::Leader => text.push_str(&run.text),
            Role::Label => {
                text.push_str(run.text.trim());
                text.push(' ');
            }
            Role::PageNumber => {
                text.push('\t');
                text.push_str(&run.text);
            }
            _ => {}
        }
    }
    // Some producers bind the page number to its leaders with one.
    if has_invisible(&text) {
        text.retain(|c| !is_invisible(c));
    }
    text
}

/// True for a block that is the heading of a table of contents.
pub(super) fn is_named(block: &Block) -> bool {
    Name::of(&shown(block, 100)).is_some()
}

/// A title as it is compared: without number, folded.
pub(super) fn key(title: &str) -> String {
    fold(numbering::strip(title))
}

/// How many pages behind the printed number a page physically is, where the headings that the contents list show it.
pub(super) fn page_offset(document: &Document, marks: &[Mark], contents: &Contents) -> Option<i64> {
    let mut pages: HashMap<String, u32> = HashMap::new();
    for mark in marks {
        if let Some(block) = document.blocks.get(mark.block)
            && let Some(page) = block.place.page
        {
            pages.entry(key(&sections::heading(block, mark))).or_insert(page);
        }
    }
    let mut offsets: BTreeMap<i64, usize> = BTreeMap::new();
    let (mut most, mut all) = ((0, 0), 0);
    for entry in &contents.entries {
        if let (Some(printed), Some(&page)) = (entry.page, pages.get(&key(&entry.title))) {
            let offset = i64::from(page) - i64::from(printed);
            let count = offsets.entry(offset).or_default();
            *count += 1;
            all += 1;
            most = most.max((*count, offset));
        }
    }
    (most.0 >= 3 && most.0 * 10 >= all * 7).then_some(most.1)
}
