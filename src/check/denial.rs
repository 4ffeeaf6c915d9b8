//! A competency that is named to say that the dossier does not show it.

use std::ops::Range;

use super::subject::Subject;
use crate::certification::Certification;
use crate::document::{Block, Position};

/// Words of the longest cell that only answers.
const SHORT: usize = 6;
/// Blocks before and behind a name among which those beside it are.
const AROUND: usize = 60;

/// True where what stands at `place` of the text of `block`, in bytes, is denied: by its own sentence, or by all that the
/// cells behind it in its row say.
pub(super) fn is_denied(
    subject: &Subject,
    certification: &Certification,
    block: usize,
    place: &Range<usize>,
) -> bool {
    let Some(text) = subject.block(block).map(Block::text) else { return false };
    certification.lexicon.denials.are_in(sentence(&text, place))
        || behind(&text, place).is_some_and(|answer| certification.lexicon.denials.is_cell(answer))
        || row_denies(subject, certification, block)
}

/// What answers a name on its own line: « Non » in « Administrer le réseau : Non ».
fn behind<'t>(text: &'t str, place: &Range<usize>) -> Option<&'t str> {
    let rest = text.get(place.end..)?.lines().next()?.trim_start();
    let answer = rest.trim_start_matches([':', '=', '→', '-', '–', '—']);
    // A dash alone is an answer itself.
    let answer = if answer.trim().is_empty() { rest.trim_start_matches(':') } else { answer };
    (answer.len() < rest.len()).then(|| answer.trim()).filter(|answer| !answer.is_empty())
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
pub(super) fn row_denies(subject: &Subject, certification: &Certification, block: usize) -> bool {
    let blocks = &subject.structure.document.blocks;
    let Some(cell) = blocks.get(block).and_then(|block| block.context.cell) else {
        return line_denies(blocks, block, |text| certification.lexicon.denials.is_cell(text));
    };
    let row = Some((cell.table, cell.row));
    let behind = blocks.iter().skip(block + 1).take_while(|other| other.row() == row);
    let behind = behind.filter(|other| other.context.cell.is_some_and(|it| it.column != cell.column));
    let mut said =
        behind.filter(|other| !other.is_blank()).map(Block::text).filter(|text| !is_code(text)).peekable();
    let denials = &certification.lexicon.denials;
    // « Non couverte par le projet »; a sentence in a cell tells of the work.
    let is_short = |text: &str| text.split_whitespace().count() <= SHORT;
    said.peek().is_some()
        && said.all(|text| denials.is_cell(&text) || is_short(&text) && denials.are_in(&text))
}

/// True where all that stands to the right of the name on the lines of it says no: a PDF has no cells.
fn line_denies(blocks: &[Block], at: usize, says_no: impl Fn(&str) -> bool) -> bool {
    let place = |block: &Block| block.place.page.zip(block.cues.position);
    let Some((page, name)) = blocks.get(at).and_then(place) else { return false };
    let beside = |other: &Position| {
        let middle = (other.top + other.bottom) / 2.0;
        other.left >= name.right && (name.top..=name.bottom).contains(&middle)
    };
    let near = blocks.iter().skip(at.saturating_sub(AROUND)).take(2 * AROUND + 1);
    let row = near.filter(|other| {
        !other.is_blank() && place(other).is_some_and(|(on, position)| on == page && beside(&position))
    });
    let mut said = row.map(Block::text).filter(|text| !is_code(text)).peekable();
    said.peek().is_some() && said.all(|text| says_no(&text))
}

/// « CP3 », « C1.2 », « AT 1 ».
fn is_code(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
        && text.chars().any(|c| c.is_ascii_uppercase())
        && text.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, '.' | '-' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cues, Place, Run};

    fn block(text: &str, left: f32, top: f32, bottom: f32) -> Block {
        let position = Position { left, top, right: left + 0.3, bottom };
        Block {
            runs: vec![Run::plain(text)],
            place: Place { page: Some(4), ..Place::default() },
            cues: Cues { position: Some(position), ..Cues::default() },
            ..Block::default()
        }
    }

    #[test]
    fn a_name_is_answered_on_its_own_line() {
        let answer = |text: &str| behind(text, &(0..2)).map(str::to_owned);
        assert_eq!(answer("AB : Non").as_deref(), Some("Non"));
        assert_eq!(answer("AB — néant").as_deref(), Some("néant"));
        assert_eq!(answer("AB : —").as_deref(), Some("—"));
        assert_eq!(answer("AB et la suite"), None);
        assert_eq!(answer("AB"), None);
    }

    #[test]
    fn what_stands_on_the_lines_of_a_name_denies_it_in_a_row_without_cells() {
        let rows = |second: &str, code: &str| {
            [
                block("Administrer le réseau", 0.1, 0.10, 0.12),
                block("Oui", 0.6, 0.10, 0.12),
                block("Sauvegarder les serveurs de tous les sites", 0.1, 0.14, 0.18),
                block(code, 0.5, 0.15, 0.17),
                block(second, 0.8, 0.15, 0.17),
                block("Non", 0.6, 0.20, 0.22),
            ]
        };
        let denied = |blocks: &[Block], at: usize| line_denies(blocks, at, |text| text == "Non");
        assert!(denied(&rows("Non", "CP 3"), 2) && !denied(&rows("Non", "CP 3"), 0));
        assert!(!denied(&rows("Oui", "CP 3"), 2) && !denied(&rows("Non", "Chapitre 4"), 2));
        let mut elsewhere = rows("Non", "CP 3");
        elsewhere[4].place.page = Some(5);
        assert!(!denied(&elsewhere, 2));
    }
}
