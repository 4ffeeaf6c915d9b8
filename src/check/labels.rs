//! Labels that name a part without being headings: run in (« Délais : », the bold beginning of a paragraph), or a line by
//! themselves.

use std::ops::Range;

use super::passage::FEW_WORDS;
use super::subject::Subject;
use crate::document::{Block, Kind, Role};
use crate::structure::without_number;

/// Longest label, in characters.
const LONGEST: usize = 70;

/// The label that opens a paragraph: its first words in bold, or what stands before a colon, or the whole of a line in
/// bold or with a number, or of a short first cell of a table's row.
pub(super) fn label(block: &Block) -> Option<String> {
    if block.kind != Kind::Paragraph || block.is_blank() {
        return None;
    }
    let text = block.text();
    let trimmed = text.trim();
    let bold: String = block
        .runs
        .iter()
        .filter(|run| run.role == Role::Text)
        .take_while(|run| run.style.bold || run.text.trim().is_empty())
        .map(|run| run.text.as_str())
        .collect();
    if !bold.trim().is_empty() && bold.trim().len() < trimmed.len() {
        return short(&bold);
    }
    let in_margin = block.context.cell.is_some_and(|cell| cell.column == 1 || cell.row == 1);
    if block.cues.bold || in_margin || is_line(block) {
        return short(trimmed);
    }
    let (head, _) = trimmed.split_once(':')?;
    let words = head.split_whitespace().count();
    if words <= 6 && !head.contains(". ") { short(head) } else { None }
}

/// The blocks that the label `index` heads where it is a line by itself, in bold or with a number, and text, a table or a
/// picture follows: the line and what follows up to the next such line or heading.
pub(super) fn heads(subject: &Subject, index: usize) -> Option<Range<usize>> {
    let blocks = &subject.structure.document.blocks;
    if !blocks.get(index).is_some_and(is_line) {
        return None;
    }
    let sections = &subject.structure.sections;
    let heading = sections.get(sections.partition_point(|section| section.block <= index));
    let most = heading.map_or(blocks.len(), |section| section.block);
    let line = |at: &usize| blocks.get(*at).is_some_and(|block| is_line(block) || opens_with_label(block));
    let end = (index + 1..most).find(line).unwrap_or(most);
    let shown = |block: &Block| {
        matches!(block.kind, Kind::Image | Kind::Code)
            || block.context.cell.is_some()
            || block.context.list.is_some()
    };
    let follows = subject.is_above_picture(index)
        || subject.count(index + 1..end).words >= FEW_WORDS
        || subject.structure.blocks(index + 1..end).iter().any(shown);
    follows.then_some(index..end)
}

/// True for a paragraph that begins with a name in bold for what it says, closed by a full stop or a colon: « **Mission.**
/// Il m'a été confié… ».
pub(super) fn opens_with_label(block: &Block) -> bool {
    let mut runs = block.runs.iter().filter(|run| run.role == Role::Text).peekable();
    let mut bold = String::new();
    while let Some(run) = runs.next_if(|run| run.style.bold || run.text.trim().is_empty()) {
        bold.push_str(&run.text);
    }
    let after = runs.peek().is_some_and(|run| run.text.trim_start().starts_with(':'));
    let closed = bold.trim_end().ends_with(['.', ':']) || after;
    block.kind == Kind::Paragraph && runs.peek().is_some() && closed && short(&bold).is_some()
}

/// True for a short line by itself that is set apart as a title is: in bold throughout, or with a number before it.
fn is_line(block: &Block) -> bool {
    let context = &block.context;
    let apart = block.kind == Kind::Paragraph
        && context.cell.is_none()
        && context.list.is_none()
        && context.note.is_none();
    if !apart || block.is_blank() {
        return false;
    }
    let text = block.text();
    let text = text.trim();
    let title = without_number(text);
    let numbered = title.len() < text.len() && !text.ends_with(['.', ';', ',']);
    (block.cues.bold || numbered) && short(text).is_some()
}

/// `label` without the punctuation behind it, where it is short and has letters.
fn short(label: &str) -> Option<String> {
    let label = label.trim().trim_end_matches([':', '.', ' ', '\u{a0}', '\u{202f}']).trim();
    (label.chars().count() <= LONGEST && label.chars().any(char::is_alphabetic)).then(|| label.to_owned())
}
