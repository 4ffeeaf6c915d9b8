//! How surely the outline was read.

use super::contents::{self, Contents};
use super::headings::Mark;
use super::{OutlineTrust, Section};
use crate::document::{Document, KnownBy};

/// Headings that a text of any length must have for its outline to be trusted.
const FEW: usize = 3;
/// Tagged headings from which tags are no accident.
const MANY: usize = 8;

/// Tells how far a heading that is not in the outline is not in the document. Beside the headings stands the number of
/// lines that look like one and were taken for labels; `pattern` are those that come back in a look of their own.
pub(super) fn of(
    document: &Document,
    (marks, labels): (&[Mark], usize),
    sections: &[Section],
    contents: &Contents,
    pattern: &[usize],
) -> OutlineTrust {
    let declared = marks.iter().filter(|mark| mark.known_by >= KnownBy::OutlineLevel).count();
    let said = marks.iter().any(|mark| mark.known_by == KnownBy::Markup) || declared >= FEW;
    if agrees(sections, contents)
        || !are_unread(document, marks, pattern) && (said || are_tagged(marks, labels))
    {
        return OutlineTrust::Sure;
    }
    let pages = document.blocks.iter().filter_map(|block| block.place.page).max().unwrap_or(1) as usize;
    if marks.len() >= FEW && marks.len() * 8 >= pages { OutlineTrust::Presumed } else { OutlineTrust::Poor }
}

/// True where more lines that look like headings are none of `marks` than are: the file declares some of them only.
fn are_unread(document: &Document, marks: &[Mark], pattern: &[usize]) -> bool {
    let unread = |at: &&usize| document.blocks.get(**at).is_some_and(|block| block.heading().is_none());
    let unread = pattern.iter().filter(unread).count();
    unread >= MANY && unread > marks.len()
}

/// True where a PDF tags its headings or names them in its bookmarks, and nearly nothing else looks like one: then its
/// producer had styles to make them of.
fn are_tagged(marks: &[Mark], labels: usize) -> bool {
    let declared = |mark: &&Mark| matches!(mark.known_by, KnownBy::Tag | KnownBy::Bookmark);
    let tagged = marks.iter().filter(declared).count();
    tagged >= MANY && (marks.len() + labels - tagged) * 10 <= marks.len() + labels
}

/// True where most entries of the contents are headings of the text.
fn agrees(sections: &[Section], contents: &Contents) -> bool {
    let titles: std::collections::HashSet<String> =
        sections.iter().map(|s| contents::key(&s.heading)).collect();
    let entries: Vec<String> = contents.entries.iter().map(|entry| contents::key(&entry.title)).collect();
    let found = entries.iter().filter(|entry| titles.contains(*entry)).count();
    entries.len() >= FEW && found * 10 >= entries.len() * 8
}
