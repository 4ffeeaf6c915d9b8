//! A competency that is named to say that the dossier does not show it.

use std::ops::Range;

use super::subject::Subject;
use crate::certification::Certification;
use crate::document::Block;

/// True where what stands at `place` of the text of `block`, in bytes, is denied: by its own sentence, or by all that the
/// other cells of its row say.
pub(super) fn is_denied(
    subject: &Subject,
    certification: &Certification,
    block: usize,
    place: &Range<usize>,
) -> bool {
    let Some(text) = subject.block(block).map(Block::text) else { return false };
    certification.lexicon.denials.are_in(sentence(&text, place)) || row_denies(subject, certification, block)
}

/// The sentence or line of `text` around `place`.
fn sentence<'t>(text: &'t str, place: &Range<usize>) -> &'t str {
    let ends = |c: char| matches!(c, '.' | ';' | '!' | '?' | '\n');
    let (Some(before), Some(after)) = (text.get(..place.start), text.get(place.end..)) else { return "" };
    let start = before.rfind(ends).map_or(0, |at| at + 1);
    let end = after.find(ends).map_or(text.len(), |at| place.end + at);
    text.get(start..end).unwrap_or_default()
}

fn row_denies(subject: &Subject, certification: &Certification, block: usize) -> bool {
    let blocks = &subject.structure.document.blocks;
    let Some(cell) = blocks.get(block).and_then(|block| block.context.cell) else { return false };
    let of_row = |at: &usize| {
        blocks
            .get(*at)
            .and_then(|block| block.context.cell)
            .is_some_and(|other| (other.table, other.row) == (cell.table, cell.row))
    };
    let before = (0..block).rev().take_while(of_row);
    let after = (block + 1..blocks.len()).take_while(of_row);
    let others: Vec<String> = before
        .chain(after)
        .filter_map(|at| blocks.get(at))
        .filter(|other| {
            other.context.cell.is_some_and(|other| other.column != cell.column) && !other.is_blank()
        })
        .map(Block::text)
        .collect();
    !others.is_empty() && others.iter().all(|text| certification.lexicon.denials.is_cell(text))
}
