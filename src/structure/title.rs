//! The document's own title, where it looks like a heading above all others.

use super::headings::Mark;
use super::presume;
use super::text::{numbered, weight};
use super::{annex_titles, numbering};
use crate::document::{Document, Kind};

/// Characters that may stand between the title and the first heading: names, a date, a subtitle.
const MOST_UNDER: usize = 600;
/// Headings of the second level that a title has under it at least.
const FEW: usize = 3;

/// Makes a paragraph of a heading that is the title of the whole: alone at the first level, before all others, with
/// no text of its own. The levels below move up by one.
pub(super) fn set_apart(document: &mut Document, marks: &mut Vec<Mark>, levels: &mut Vec<u8>) {
    if !is_title(document, marks, levels) {
        return;
    }
    if let Some(block) = marks.first().and_then(|mark| document.blocks.get_mut(mark.block)) {
        block.kind = Kind::Paragraph;
    }
    marks.remove(0);
    levels.remove(0);
    for level in levels {
        *level = level.saturating_sub(1).max(1);
    }
}

fn is_title(document: &Document, marks: &[Mark], levels: &[u8]) -> bool {
    let ([first, second, ..], [1, rest @ ..]) = (marks, levels) else { return false };
    if rest.contains(&1) || rest.iter().filter(|&&level| level == 2).count() < FEW {
        return false;
    }
    let Some(block) = document.blocks.get(first.block) else { return false };
    let title = numbered(block, 300);
    let own = presume::is_usual(&title) || annex_titles::says(&title) != annex_titles::Says::Other;
    let characters = |range: std::ops::Range<usize>| -> usize {
        let blocks = document.blocks.get(range).unwrap_or_default();
        blocks.iter().filter(|block| block.in_flow() && block.kind != Kind::Contents).map(weight).sum()
    };
    !own && numbering::parse(&title).is_none()
        && characters(0..first.block) <= MOST_UNDER
        && characters(first.block + 1..second.block) <= MOST_UNDER
}
