//! What a block looks like to the search for tables of contents.

use super::entry;
use super::joined;
use crate::document::{Block, Kind, KnownBy};
use crate::structure::text::weight_within;

/// Characters of the longest line of contents.
pub(super) const LONGEST: usize = 260;

/// What a block looks like.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    pub(super) kind: Looks,
    pub(super) page: Option<u32>,
    /// The page number that it ends with.
    pub(super) number: Option<u32>,
    /// The table it stands in, and its row.
    pub(super) row: Option<(u32, u32)>,
    pub(super) size: Option<f32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Looks {
    /// Not in the flow, or blank.
    Nothing,
    /// Declared as a line of contents.
    Declared,
    /// A title, leaders or a tab, a page number; or leaders at the end.
    Strong,
    /// A title and a page number.
    Weak,
    /// A page number, or a range of them, alone.
    Number,
    /// Short, without a page number.
    Loose,
    /// A heading that the file declares.
    Heading,
    /// Text.
    Prose,
}

impl Look {
    pub(super) fn of(block: &Block) -> Self {
        let row = block.row();
        let nothing =
            Self { kind: Looks::Nothing, page: block.place.page, number: None, row, size: block.cues.size };
        if !block.in_flow() || block.is_blank() || block.kind == Kind::Image || block.context.note.is_some() {
            return nothing;
        }
        match block.kind {
            Kind::Contents => Self { kind: Looks::Declared, ..nothing },
            Kind::Code => Self { kind: Looks::Prose, ..nothing },
            _ => Self::of_text(block, nothing),
        }
    }

    fn of_text(block: &Block, nothing: Self) -> Self {
        let text = joined(block);
        let trimmed = text.trim_end();
        // Prose ends in punctuation: it need not be taken apart.
        let may_be_entry = trimmed.len() <= LONGEST * 12
            && (trimmed.ends_with(|c: char| c.is_ascii_alphanumeric()) || entry::has_leader(trimmed));
        let lines = if may_be_entry { entry::lines(trimmed) } else { Vec::new() };
        let strong = lines.iter().filter(|line| line.strong).count();
        let number = lines.iter().rev().find_map(|line| line.page);
        let declared = block.heading().is_some_and(|heading| heading.known_by > KnownBy::Contents);
        let kind = if strong > 0 && strong * 2 >= lines.len() {
            Looks::Strong
        } else if declared {
            Looks::Heading
        } else if entry::is_page_range(trimmed) {
            return Self { kind: Looks::Number, number: entry::first_number(trimmed), ..nothing };
        } else if weight_within(block, LONGEST).is_none() || is_sentence(trimmed) {
            Looks::Prose
        } else if number.is_some() {
            Looks::Weak
        } else {
            Looks::Loose
        };
        Self { kind, number, ..nothing }
    }

    /// True for a short line of whatever kind, a declared heading aside.
    pub(super) fn is_line(&self) -> bool {
        matches!(self.kind, Looks::Declared | Looks::Strong | Looks::Weak | Looks::Number | Looks::Loose)
    }
}

fn is_sentence(text: &str) -> bool {
    text.ends_with(['.', ';', '!', '?', ',']) && !text.ends_with("..") && text.split_whitespace().count() > 8
}
