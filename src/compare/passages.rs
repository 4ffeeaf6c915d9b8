//! Passages that only one of two dossiers has.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::align::{Alignment, Fate, Piece, Text};
use crate::check::Subject;
use crate::finding::Where;

/// Words that both have, between two differences, that make them one change to read.
const BETWEEN: usize = 1;
/// Words of a passage that stand in the other too and are shown as part of it.
const INSIDE: usize = 2;
/// Words of a passage that stands elsewhere from which it is told: a caption or a label stands where there is room for it.
const MOVED: usize = 12;
/// Longest excerpt of a passage, in characters.
const EXCERPT: usize = 300;

/// Something that differs: a passage that only one has, or what stands in one for what stands in the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Difference {
    /// What only the first has.
    pub a: Option<Passage>,
    /// What only the second has.
    pub b: Option<Passage>,
}

/// A passage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Passage {
    /// Where it begins, with the beginning of its text.
    pub place: Where,
    /// Physical page it ends on, where known.
    pub last_page: Option<u32>,
    /// Its words that the other does not have, or has elsewhere.
    pub words: usize,
    /// The letters and digits of these words.
    pub characters: usize,
}

/// The differences in reading order.
pub(super) fn differences(
    a: (&Subject, &Text),
    b: (&Subject, &Text),
    alignment: &Alignment,
) -> Vec<Difference> {
    let is_alone = |fate: &Fate| *fate == Fate::Alone;
    let mut out = Vec::new();
    for Piece { a: in_a, b: in_b, .. } in changes(&alignment.pieces) {
        let mut of_a =
            runs(&alignment.a, a.1, in_a).into_iter().map(|run| passage(a, &alignment.a, run, is_alone));
        let mut of_b =
            runs(&alignment.b, b.1, in_b).into_iter().map(|run| passage(b, &alignment.b, run, is_alone));
        loop {
            let difference = Difference { a: of_a.next(), b: of_b.next() };
            if difference.a.is_none() && difference.b.is_none() {
                break;
            }
            out.push(difference);
        }
    }
    out
}

/// The passages that stand elsewhere in the other, in the reading order of the first. What formats place as they like is
/// none: notes, text boxes, the cells of a table.
pub(super) fn moved(a: (&Subject, &Text), b: (&Subject, &Text), alignment: &Alignment) -> Vec<Difference> {
    let flows = |subject: &Subject, block: usize| {
        let context = subject.block(block).map(|block| block.context).unwrap_or_default();
        context.cell.is_none() && context.note.is_none() && !context.text_box
    };
    let in_flow = |(subject, text): (&Subject, &Text), run: &Range<usize>| {
        let words = text.words.get(run.clone()).unwrap_or_default();
        words.iter().all(|word| flows(subject, word.block))
    };
    let runs = moved_runs(&alignment.a).into_iter();
    let runs = runs.filter(|(in_a, in_b)| in_flow(a, in_a) && in_flow(b, in_b));
    let is_moved = |fate: &Fate| matches!(fate, Fate::Moved(_));
    let passages = |(in_a, in_b): (Range<usize>, Range<usize>)| Difference {
        a: Some(passage(a, &alignment.a, in_a, is_moved)),
        b: Some(passage(b, &alignment.b, in_b, is_moved)),
    };
    runs.map(passages).collect()
}

/// Stretches of words of a text that stand elsewhere in the other, in the same order and together, and where.
fn moved_runs(fates: &[Fate]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (at, fate) in fates.iter().enumerate() {
        let Fate::Moved(to) = *fate else { continue };
        match out.last_mut() {
            Some((in_a, in_b))
                if at - in_a.end <= INSIDE && to.checked_sub(in_b.end).is_some_and(|gap| gap <= INSIDE) =>
            {
                (in_a.end, in_b.end) = (at + 1, to + 1);
            }
            _ => out.push((at..at + 1, to..to + 1)),
        }
    }
    out.retain(|(in_a, _)| in_a.len() >= MOVED);
    out
}

/// The pieces that differ, those that hardly anything parts as one.
fn changes(pieces: &[Piece]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for piece in pieces.iter().filter(|piece| !piece.same) {
        match out.last_mut() {
            Some(last) if piece.a.start - last.a.end <= BETWEEN && piece.b.start - last.b.end <= BETWEEN => {
                (last.a.end, last.b.end) = (piece.a.end, piece.b.end);
            }
            _ => out.push(piece.clone()),
        }
    }
    out
}

/// Runs of words of `range` that are alone. Numbers of lists and titles by themselves are none.
fn runs(fates: &[Fate], text: &Text, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for at in range.filter(|&at| fates.get(at) == Some(&Fate::Alone)) {
        match out.last_mut() {
            Some(run) if at - run.end <= INSIDE => run.end = at + 1,
            _ => out.push(at..at + 1),
        }
    }
    out.retain(|run| {
        let mut words = run.clone().zip(text.words.get(run.clone()).unwrap_or_default());
        words.any(|(at, word)| !word.label && fates.get(at) == Some(&Fate::Alone))
    });
    out
}

/// The passage `run`, whose words are those `of` which the fate is so.
fn passage(
    (subject, text): (&Subject, &Text),
    fates: &[Fate],
    run: Range<usize>,
    of: fn(&Fate) -> bool,
) -> Passage {
    let words = text.words.get(run.clone()).unwrap_or_default();
    let block = |word: Option<&crate::align::Word>| word.map_or(0, |word| word.block);
    let (first, last) = (block(words.first()), block(words.last()));
    let mut place = subject.place_without_excerpt(first);
    place.excerpt = Some(excerpt(subject, words)).filter(|text| !text.is_empty());
    let its = || run.clone().zip(words).filter(|(at, _)| fates.get(*at).is_some_and(of));
    Passage {
        place,
        last_page: subject.block(last).and_then(|block| block.place.page),
        words: its().count(),
        characters: its().map(|(_, word)| word.key.chars().count()).sum(),
    }
}

/// The beginning of the text of `words`, as it stands in the document.
fn excerpt(subject: &Subject, words: &[crate::align::Word]) -> String {
    let mut out = String::new();
    for of_block in words.chunk_by(|x, y| x.block == y.block) {
        let (Some(first), Some(last)) = (of_block.first(), of_block.last()) else { continue };
        let text = subject.block(first.block).map(crate::document::Block::text).unwrap_or_default();
        out.push_str(text.get(first.span.0 as usize..last.span.1 as usize).unwrap_or_default());
        out.push(' ');
        // Of a long passage no more is read than is shown.
        if out.len() > 4 * EXCERPT {
            break;
        }
    }
    crate::document::beginning(&out, EXCERPT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moved_together_is_one_passage() {
        let fate = |at: usize| if (5..25).contains(&at) { Fate::Moved(at + 100) } else { Fate::Same(at) };
        let mut fates: Vec<Fate> = (0..40).map(fate).collect();
        // A mark of a note between, and a few words that moved by themselves.
        fates[12] = Fate::Alone;
        fates[30] = Fate::Moved(3);
        assert_eq!(moved_runs(&fates), [(5..25, 105..125)]);
    }
}
