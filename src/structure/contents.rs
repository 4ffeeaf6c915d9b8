//! Tables of contents and lists of figures, declared by the file or not.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::entry::{self, Line};
use super::headings::Mark;
use super::text::{fold, shown, weight};
use super::{ContentsEntry, numbering, sections};
use crate::document::{Block, Document, Kind, KnownBy, Role};

/// What was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Contents {
    /// The entries, as printed.
    pub(super) entries: Vec<ContentsEntry>,
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

/// Characters of the longest line of contents.
const LONGEST: usize = 260;
/// Lines that make a table without a heading.
const DENSE: usize = 4;

/// Finds the tables, marks their lines as [`Kind::Contents`] and their leaders as such.
pub(super) fn mark(document: &mut Document) -> Contents {
    let tables = Scan::of(&document.blocks).tables();
    let mut found = Contents { entries: Vec::new(), tables };
    for table in &found.tables {
        let heading = table.heading.map(|at| shown_title(document.blocks.get(at)));
        for at in table.blocks.clone() {
            let Some(block) =
                document.blocks.get_mut(at).filter(|block| block.in_flow() && !block.is_blank())
            else {
                continue;
            };
            if table.heading != Some(at) && heading.is_some() || table.heading.is_none() {
                read_entries(&mut found.entries, block, at, table.of_headings);
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

fn read_entries(entries: &mut Vec<ContentsEntry>, block: &Block, at: usize, of_headings: bool) {
    if !of_headings {
        return;
    }
    for Line { title, page, .. } in entry::lines(&joined(block)) {
        let title = super::text::squash(&title);
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
    text
}

/// What a block looks like to the search for contents.
#[derive(Clone, Debug)]
struct Look {
    kind: Looks,
    page: Option<u32>,
    number: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looks {
    /// Not in the flow, or blank.
    Nothing,
    /// Declared as a line of contents.
    Declared,
    /// A title, leaders or a tab, a page number.
    Strong,
    /// A title and a page number.
    Weak,
    /// Short, without a page number.
    Loose,
    /// A heading that the file declares.
    Heading,
    /// Text.
    Prose,
}

/// The blocks as the search sees them.
struct Scan<'a> {
    blocks: &'a [Block],
    looks: Vec<Look>,
}

impl<'a> Scan<'a> {
    fn of(blocks: &'a [Block]) -> Self {
        let looks = blocks.iter().map(look).collect();
        Self { blocks, looks }
    }

    /// All tables, in reading order.
    fn tables(&self) -> Vec<Table> {
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
        tables
    }

    /// The table that begins at block `at`.
    fn table_at(&self, at: usize) -> Option<Table> {
        let look = self.looks.get(at)?;
        match look.kind {
            Looks::Nothing | Looks::Prose => None,
            Looks::Declared => {
                let end = self.end_of_declared(at);
                Some(Table {
                    blocks: at..end,
                    heading: self.named(at).map(|_| at),
                    of_headings: self.lists_headings(at),
                })
            }
            _ => match self.named(at) {
                Some(name) => self.end_after_heading(at).map(|end| Table {
                    blocks: at..end,
                    heading: Some(at),
                    of_headings: !name.lists_other_things(),
                }),
                None => self.end_of_dense(at).map(|end| Table {
                    blocks: at..end,
                    heading: None,
                    of_headings: true,
                }),
            },
        }
    }

    fn lists_headings(&self, at: usize) -> bool {
        // Declared lines right behind the heading of a list of figures are that list.
        let before =
            self.looks.get(..at).unwrap_or_default().iter().rposition(|look| look.kind != Looks::Nothing);
        !before.and_then(|i| self.named(i)).is_some_and(Name::lists_other_things)
    }

    /// The name of a table of contents that block `at` is, where it is one.
    fn named(&self, at: usize) -> Option<Name> {
        let block = self.blocks.get(at).filter(|block| weight(block) <= 70)?;
        Name::of(&shown(block, 100))
    }

    fn end_of_declared(&self, at: usize) -> usize {
        self.extend(at, |look| look.kind == Looks::Declared)
    }

    /// One behind the last block that `fits` from `at` on, empty ones between them included.
    fn extend(&self, at: usize, fits: impl Fn(&Look) -> bool) -> usize {
        let mut end = at + 1;
        for (i, look) in self.looks.iter().enumerate().skip(at + 1) {
            if look.kind == Looks::Nothing {
                continue;
            }
            if !fits(look) {
                break;
            }
            end = i + 1;
        }
        end
    }

    /// The end of the table under the heading at `at`: lines with page numbers, or titles that come back as titles.
    fn end_after_heading(&self, at: usize) -> Option<usize> {
        let next = (at + 1..self.looks.len())
            .find(|&i| self.looks.get(i).is_some_and(|l| l.kind != Looks::Nothing))?;
        if self.looks.get(next).is_some_and(|look| look.kind == Looks::Declared) {
            return Some(self.end_of_declared(next));
        }
        self.end_of_numbered(at).or_else(|| self.end_of_titles(at))
    }

    /// The end of a table with page numbers. Up to three loose lines may stand between two numbered ones (cut titles,
    /// parts without a number).
    fn end_of_numbered(&self, at: usize) -> Option<usize> {
        let (mut end, mut lines, mut loose, mut last) = (at + 1, 0, 0, 0);
        for (i, look) in self.looks.iter().enumerate().skip(at + 1) {
            match look.kind {
                Looks::Nothing => continue,
                Looks::Prose => break,
                Looks::Heading if look.number.is_none() => break,
                Looks::Loose if loose == 3 => break,
                Looks::Loose => loose += 1,
                Looks::Weak if look.number.is_some_and(|n| n + 1 < last) => loose += 1,
                _ => {
                    last = look.number.unwrap_or(last);
                    (end, lines, loose) = (i + 1, lines + 1, 0);
                }
            }
            if loose > 3 {
                break;
            }
        }
        (lines >= 2).then_some(end)
    }

    /// The end of a table without page numbers: short lines on the same page, most of which come back as lines of
    /// their own further down.
    fn end_of_titles(&self, at: usize) -> Option<usize> {
        let page = self.looks.get(at)?.page;
        let mut listed: Vec<(usize, String)> = Vec::new();
        for (i, look) in self.looks.iter().enumerate().skip(at + 1).take(200) {
            match look.kind {
                Looks::Nothing => continue,
                Looks::Prose | Looks::Heading => break,
                _ if page.is_some() && look.page != page => break,
                _ => {}
            }
            let Some(block) = self.blocks.get(i) else { break };
            let title = key(&shown(block, LONGEST));
            // The first title again: the text begins.
            if listed.first().is_some_and(|(_, first)| *first == title) {
                break;
            }
            listed.push((i, title));
        }
        let later = listed.last().map(|(last, _)| self.titles_after(*last))?;
        let comes_back = |(_, title): &&(usize, String)| later.contains(title);
        let back = listed.iter().filter(comes_back).count();
        let end = listed.iter().rfind(comes_back).map(|(i, _)| i + 1)?;
        (listed.len() >= 3 && back * 2 >= listed.len())
            .then_some(end.max(listed.last().map_or(end, |(i, _)| i + 1)))
    }

    /// Keys of the short blocks behind block `at`.
    fn titles_after(&self, at: usize) -> HashSet<String> {
        let short = |look: &Look| !matches!(look.kind, Looks::Nothing | Looks::Prose);
        let blocks = self.looks.iter().zip(self.blocks).skip(at + 1);
        blocks.filter(|(look, _)| short(look)).map(|(_, block)| key(&shown(block, LONGEST))).collect()
    }

    /// The end of a dense run of lines with leaders or tabs and page numbers that do not go down.
    fn end_of_dense(&self, at: usize) -> Option<usize> {
        if self.looks.get(at)?.kind != Looks::Strong {
            return None;
        }
        let (mut end, mut lines, mut loose, mut last) = (at, 0, 0, 0);
        for (i, look) in self.looks.iter().enumerate().skip(at) {
            match look.kind {
                Looks::Nothing => continue,
                Looks::Strong if look.number.is_none_or(|n| n >= last) => {
                    last = look.number.unwrap_or(last);
                    (end, lines, loose) = (i + 1, lines + 1, 0);
                }
                Looks::Weak | Looks::Loose if loose < 2 => loose += 1,
                _ => break,
            }
        }
        (lines >= DENSE).then_some(end)
    }
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

fn look(block: &Block) -> Look {
    let page = block.place.page;
    let nothing = Look { kind: Looks::Nothing, page, number: None };
    if !block.in_flow() || block.is_blank() || block.kind == Kind::Image || block.context.note.is_some() {
        return nothing;
    }
    if block.kind == Kind::Contents {
        return Look { kind: Looks::Declared, ..nothing };
    }
    let text = joined(block);
    let may_end_in_number = text.trim_end().ends_with(|c: char| c.is_ascii_alphanumeric());
    let lines =
        if may_end_in_number && text.len() <= LONGEST * 12 { entry::lines(&text) } else { Vec::new() };
    let strong = lines.iter().filter(|line| line.strong).count();
    let number = lines.iter().rev().find_map(|line| line.page);
    let kind = if block.kind == Kind::Code {
        Looks::Prose
    } else if strong > 0 && strong * 2 >= lines.len() {
        Looks::Strong
    } else if is_declared(block) {
        Looks::Heading
    } else if weight(block) > LONGEST || ends_like_prose(&text) {
        Looks::Prose
    } else if number.is_some() {
        Looks::Weak
    } else {
        Looks::Loose
    };
    Look { kind, page, number }
}

fn is_declared(block: &Block) -> bool {
    block.heading().is_some_and(|heading| heading.known_by > KnownBy::Contents)
}

fn ends_like_prose(text: &str) -> bool {
    let text = text.trim_end();
    text.ends_with(['.', ';', '!', '?']) && !text.ends_with("..") && text.split_whitespace().count() > 8
}

/// The name of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    Contents,
    Figures,
    Annexes,
}

impl Name {
    fn of(title: &str) -> Option<Self> {
        const CONTENTS: &[&str] = &[
            "sommaire",
            "table des matieres",
            "table de matieres",
            "table of contents",
            "contents",
            "plan du dossier",
            "plan du rapport",
            "plan du memoire",
            "plan detaille",
            "plan",
            "toc",
        ];
        const LISTS: &[&str] = &["table des", "liste des", "index des", "list of", "sommaire des"];
        const THINGS: &[&str] =
            &["figures", "illustrations", "tableaux", "images", "tables", "captures", "schemas"];
        let title = key(title);
        let name = |words: &[&str]| {
            words.iter().any(|word| {
                title
                    .strip_prefix(word)
                    .is_some_and(|rest| rest.is_empty() || (rest.starts_with(' ') && word.len() > 5))
            })
        };
        let list = LISTS.iter().find_map(|list| title.strip_prefix(list)).map(str::trim);
        match list {
            Some(things) if things.split(' ').any(|word| THINGS.contains(&word)) => {
                return Some(Self::Figures);
            }
            Some(things) if things.starts_with("annexe") => return Some(Self::Annexes),
            _ => {}
        }
        let long = title.split(' ').count() > 8;
        (name(CONTENTS) && !long).then_some(Self::Contents)
    }

    fn lists_other_things(self) -> bool {
        self != Self::Contents
    }
}
