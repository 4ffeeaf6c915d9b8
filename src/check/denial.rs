//! A competency that is named to say that the dossier does not show it.

use std::ops::Range;

use super::subject::Subject;
use crate::certification::Certification;
use crate::document::Block;

/// True where what stands at `place` of the text of `block`, in bytes, is denied: by its own sentence, or by all that the
/// cells behind it in its row say.
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
pub(super) fn sentence<'t>(text: &'t str, place: &Range<usize>) -> &'t str {
    let ends = |c: char| matches!(c, '.' | ';' | '!' | '?' | '\n');
    let (Some(before), Some(after)) = (text.get(..place.start), text.get(place.end..)) else { return "" };
    let start = before.rfind(ends).map_or(0, |at| at + 1);
    let end = after.find(ends).map_or(text.len(), |at| place.end + at);
    text.get(start..end).unwrap_or_default()
}

/// True where all that stands behind the name in its row, but for codes (« CP3 »), says no.
fn row_denies(subject: &Subject, certification: &Certification, block: usize) -> bool {
    let blocks = &subject.structure.document.blocks;
    let Some(cell) = blocks.get(block).and_then(|block| block.context.cell) else { return false };
    let row = Some((cell.table, cell.row));
    let behind = blocks.iter().skip(block + 1).take_while(|other| other.row() == row);
    let behind = behind.filter(|other| other.context.cell.is_some_and(|it| it.column != cell.column));
    let mut said =
        behind.filter(|other| !other.is_blank()).map(Block::text).filter(|text| !is_code(text)).peekable();
    said.peek().is_some() && said.all(|text| certification.lexicon.denials.is_cell(&text))
}

/// « CP3 », « C1.2 », « AT 1 ».
fn is_code(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
        && text.chars().any(|c| c.is_ascii_uppercase())
        && text.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, '.' | '-' | ' '))
}
