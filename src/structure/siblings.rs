//! Presumed headings held against the others of the outline: one that is missing among numbered ones, and labels among
//! them that have no number.

use super::headings::Mark;
use super::numbering;
use super::presume::{self, Ground};
use super::text::{numbered, weight_within};
use crate::document::{Block, Document, Heading, Kind, KnownBy};

/// Characters of the longest title that is found by its number.
const LONGEST: usize = 160;
/// Headings that make an outline of which it is told whether it is numbered.
const MANY: usize = 8;

/// Finds the missing ones, and makes paragraphs again of the labels, of which it gives the number.
pub(super) fn settle(document: &mut Document, marks: &mut Vec<Mark>, ground: &Ground) -> usize {
    let before = marks.len();
    drop_labels(document, marks, ground);
    let dropped = before - marks.len();
    let missing: Vec<usize> = marks
        .windows(2)
        .filter_map(|pair| missing(&document.blocks, pair.first()?, pair.last()?, ground))
        .collect();
    for at in missing {
        if let Some(block) = document.blocks.get_mut(at) {
            block.kind = Kind::Heading(Heading { level: None, known_by: KnownBy::Look });
        }
        let place = marks.partition_point(|mark| mark.block < at);
        marks.insert(place, Mark::presumed(at, 0.5));
    }
    dropped
}

/// The block between two headings that has the number before that of the second, and its look: « a) » before « b) ».
fn missing(blocks: &[Block], first: &Mark, second: &Mark, ground: &Ground) -> Option<usize> {
    let heading = blocks.get(second.block)?;
    let title = numbered(heading, LONGEST * 2);
    let number = numbering::parse(&title).filter(|number| !number.rest.is_empty())?;
    let mut wanted = number.value.clone();
    let last = wanted.last_mut().filter(|last| **last > 1)?;
    *last -= 1;
    // Of « 2.1 » the number tells enough where « 2.2 » is a heading in the look of the text.
    let by_look = heading.cues.bold && !ground.bold;
    if !by_look && number.depth < 2 || second.known_by > KnownBy::Contents {
        return None;
    }
    let same_size = |block: &Block| match (block.cues.size, heading.cues.size) {
        (Some(a), Some(b)) => (a - b).abs() < 0.3,
        (a, b) => a.is_none() == b.is_none(),
    };
    let fits = |block: &Block| {
        let plain = block.kind == Kind::Paragraph && block.context == heading.context;
        if !plain
            || block.cues.bold != heading.cues.bold
            || !same_size(block)
            || weight_within(block, LONGEST).is_none()
        {
            return false;
        }
        let text = numbered(block, LONGEST * 2);
        let own = numbering::parse(&text).filter(|own| !own.rest.is_empty());
        // A sentence in the look of the text is no title.
        let may_be = by_look || !text.ends_with(['.', ',', ';', ':']);
        may_be && own.is_some_and(|own| own.family == number.family && own.value == wanted)
    };
    let between = blocks.get(first.block + 1..second.block)?;
    between.iter().rposition(fits).map(|at| first.block + 1 + at)
}

/// Makes paragraphs of lines without a number that end in a colon and are no larger than the text, where the headings
/// have numbers and no other of that look is so: « Hors périmètre : » over a list.
fn drop_labels(document: &mut Document, marks: &mut Vec<Mark>, ground: &Ground) {
    let block = |mark: &Mark| document.blocks.get(mark.block);
    let texts: Vec<String> =
        marks.iter().map(|mark| block(mark).map(|block| numbered(block, 300)).unwrap_or_default()).collect();
    let has_number = |text: &String| numbering::parse(text).is_some();
    if marks.len() < MANY || texts.iter().filter(|text| has_number(text)).count() * 10 < marks.len() * 7 {
        return;
    }
    let is_label = |(mark, text): (&Mark, &String)| {
        let size = block(mark).and_then(|block| block.cues.size);
        let larger = size.zip(ground.size).is_some_and(|(size, body)| size > body * 1.04);
        let presumed = mark.known_by == KnownBy::Look && mark.title.is_none();
        presumed && text.ends_with(':') && !larger && !has_number(text) && !presume::is_usual(text)
    };
    let mut labels = marks.iter().zip(&texts).enumerate().filter(|(_, mark)| is_label(*mark));
    let (Some((at, _)), None) = (labels.next(), labels.next()) else { return };
    let mark = marks.remove(at);
    if let Some(block) = document.blocks.get_mut(mark.block) {
        block.kind = Kind::Paragraph;
    }
}
