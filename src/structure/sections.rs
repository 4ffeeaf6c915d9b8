//! The tree of sections.

use super::headings::Mark;
use super::text::{numbered, weight};
use super::{Section, ZoneKind, numbering};
use crate::document::{Block, Document};

/// The sections that `marks` open, with `levels` beside them.
pub(super) fn of(document: &Document, marks: &[Mark], levels: &[u8], zone_of: &[ZoneKind]) -> Vec<Section> {
    let end = document.blocks.len();
    let mut sections: Vec<Section> = Vec::with_capacity(marks.len());
    let mut open: Vec<usize> = Vec::new();
    for (index, (mark, &level)) in marks.iter().zip(levels).enumerate() {
        let Some(block) = document.blocks.get(mark.block) else { continue };
        while let Some(&last) = open.last().filter(|&&i| sections.get(i).is_some_and(|s| s.level >= level)) {
            if let Some(section) = sections.get_mut(last) {
                section.blocks.end = mark.block;
            }
            open.pop();
        }
        let next = marks.get(index + 1).map_or(end, |next| next.block);
        let heading = heading(block, mark);
        sections.push(Section {
            block: mark.block,
            title: title(&heading),
            heading,
            level,
            known_by: mark.known_by,
            confidence: mark.confidence,
            parent: open.last().copied(),
            blocks: mark.block..end,
            own: mark.block + 1..next.max(mark.block + 1),
            zone: zone_of.get(mark.block).copied().unwrap_or_default(),
        });
        open.push(sections.len() - 1);
    }
    end_before_contents(document, &mut sections, zone_of);
    sections
}

/// Characters behind a table of contents that are a rule, a page's edge or a line beside it, and no text.
const LITTLE: usize = 150;

/// A table of contents that follows a section is no part of it: its words are none of the abstract's. What little stands
/// behind the table, before the next heading, is none either.
fn end_before_contents(document: &Document, sections: &mut [Section], zone_of: &[ZoneKind]) {
    let is_contents = |block: usize| zone_of.get(block) == Some(&ZoneKind::Contents);
    let letters = |block: usize| document.blocks.get(block).filter(|it| it.in_flow()).map_or(0, weight);
    for section in sections.iter_mut().filter(|section| !is_contents(section.block)) {
        let (start, end) = (section.own.start, section.own.end);
        let Some(first) = section.own.clone().find(|block| is_contents(*block)) else { continue };
        let behind: usize = (first..end).filter(|block| !is_contents(*block)).map(letters).sum();
        if behind > LITTLE {
            continue;
        }
        let last = (start..first).rev().find(|block| !is_contents(*block));
        section.own.end = last.map_or(start, |last| last + 1);
        // Sections under it follow the contents, and it holds them.
        if section.blocks.end == end {
            section.blocks.end = section.own.end;
        }
    }
}

/// The heading as read, its generated number in front.
pub(super) fn heading(block: &Block, mark: &Mark) -> String {
    mark.title.clone().unwrap_or_else(|| numbered(block, 1000))
}

/// A heading without number, leaders or final punctuation.
pub(super) fn title(heading: &str) -> String {
    let title = numbering::strip(heading);
    let title = if title.is_empty() { heading } else { title };
    let end = |c: char| c.is_whitespace() || matches!(c, '.' | ':' | ';' | ',' | '…' | '_' | '-' | '–' | '—');
    let start =
        |c: char| !c.is_alphanumeric() && !matches!(c, '«' | '“' | '"' | '(' | '[' | '\'' | '’' | '#' | '@');
    title.trim_end_matches(end).trim_start_matches(start).to_owned()
}
