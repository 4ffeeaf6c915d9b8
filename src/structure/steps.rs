//! Numbered steps with a bold name and a line or two of text each: items of a list under one heading, not headings.

use std::ops::Range;

use super::headings::Mark;
use super::numbering::{self, Family};
use super::presume::{self, Ground};
use super::text::{numbered, weight, weight_within};
use crate::document::{Block, Document, Kind, KnownBy};

/// Steps that make a list.
const STEPS: usize = 3;
/// Characters of the longest name of a step, and of the text under it.
const LONGEST: usize = 60;
const LITTLE: usize = 250;

/// Makes paragraphs again of presumed headings that are such steps.
pub(super) fn sift(document: &mut Document, marks: &mut Vec<Mark>, ground: &Ground) {
    let mut is_one = vec![false; marks.len()];
    let mut at = 1;
    while at < marks.len() {
        let end =
            (at..marks.len()).take_while(|&i| is_step(document, marks, i, 1 + i - at, ground)).count() + at;
        if end - at >= STEPS && is_below(document, marks, at) && say_little(document, marks, at..end) {
            is_one.iter_mut().take(end).skip(at).for_each(|step| *step = true);
        }
        at = end.max(at + 1);
    }
    let mut steps = is_one.into_iter();
    marks.retain(|mark| {
        let step = steps.next() == Some(true);
        if let Some(block) = document.blocks.get_mut(mark.block).filter(|_| step) {
            block.kind = Kind::Paragraph;
        }
        !step
    });
}

fn block<'d>(document: &'d Document, marks: &[Mark], at: usize) -> Option<&'d Block> {
    document.blocks.get(marks.get(at)?.block)
}

/// True where mark `at` is a short line in the text's own size that only its weight and the number `wanted` make a heading.
fn is_step(document: &Document, marks: &[Mark], at: usize, wanted: usize, ground: &Ground) -> bool {
    let (Some(mark), Some(block)) = (marks.get(at), block(document, marks, at)) else { return false };
    let text = numbered(block, LONGEST * 2);
    let larger = block.cues.size.zip(ground.size).is_some_and(|(size, body)| size > body * 1.04);
    mark.known_by == KnownBy::Look
        && mark.title.is_none()
        && !larger
        && weight_within(block, LONGEST).is_some()
        && !presume::is_usual(&text)
        && !presume::is_capitals(&text)
        && numbering::parse(&text).is_some_and(|number| {
            matches!(number.family, Family::Decimal | Family::Paren)
                && number.depth == 1
                && number.value.first().is_some_and(|&value| value as usize == wanted)
        })
}

/// True where the heading before mark `first` stands above it: the file declares it, or it is larger.
fn is_below(document: &Document, marks: &[Mark], first: usize) -> bool {
    let Some(above) = first.checked_sub(1) else { return false };
    let size = |at: usize| block(document, marks, at).and_then(|block| block.cues.size);
    let larger = size(above).zip(size(first)).is_some_and(|(above, own)| above > own * 1.1);
    larger || marks.get(above).is_some_and(|mark| mark.known_by > KnownBy::Look)
}

/// True where hardly any text stands under each of `steps` but the last, whose end is not known.
fn say_little(document: &Document, marks: &[Mark], steps: Range<usize>) -> bool {
    let places = marks.get(steps).unwrap_or_default();
    places.windows(2).all(|pair| {
        let own = document.blocks.get(pair[0].block + 1..pair[1].block).unwrap_or_default();
        let shown =
            |block: &Block| matches!(block.kind, Kind::Image | Kind::Code) || block.context.cell.is_some();
        let text: usize = own.iter().map(weight).sum();
        text <= LITTLE && !own.iter().any(shown)
    })
}
