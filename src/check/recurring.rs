//! Passages of a form as they come in a document: the examples of a dossier professionnel, its declaration.

use std::ops::Range;

use super::form_text::{FormText, Words, is_number, leading_numbers, phrases, position};
use crate::certification::{Certification, Passage};

/// One coming of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// The number that follows its phrase.
    pub(super) number: Option<u32>,
    /// Its blocks, the one that opens it included.
    pub(super) blocks: Range<usize>,
    /// Words of the first block that belong to what opens it.
    pub(super) opening: usize,
    /// Which coming of the passage around it, from 0; none where there is none around.
    pub(super) within: Option<usize>,
}

/// Every coming of passage `id`, in reading order.
pub(super) fn occurrences(text: &FormText, certification: &Certification, id: &str) -> Vec<Occurrence> {
    let Some(passage) = certification.passage(id) else { return Vec::new() };
    let outer = passage.within.as_deref().and_then(|id| certification.passage(id));
    let around = outer.map(|outer| openings(text, outer)).unwrap_or_default();
    let groups = outer.map(|_| merged(&around)).unwrap_or_default();
    let ends = ends(text, passage);
    let mut out: Vec<Occurrence> = Vec::new();
    let opens = openings(text, passage);
    for (index, opening) in opens.iter().enumerate() {
        let next = opens.get(index + 1).map_or(text.len(), |next| next.block);
        let outer = around.iter().map(|o| o.block).find(|block| *block > opening.block);
        let end = ends.iter().copied().find(|block| *block > opening.block);
        let until = [Some(next), outer, end].into_iter().flatten().min().unwrap_or(next);
        let within = groups.iter().rposition(|start| *start <= opening.block);
        match out.last_mut() {
            Some(last)
                if opening.number.is_some() && last.number == opening.number && last.within == within =>
            {
                last.blocks.end = until;
            }
            _ => out.push(Occurrence {
                number: opening.number,
                blocks: opening.block..until,
                opening: opening.words,
                within,
            }),
        }
    }
    out
}

/// Where a passage opens.
#[derive(Clone, Copy, Debug)]
struct Opening {
    block: usize,
    words: usize,
    number: Option<u32>,
}

fn openings(text: &FormText, passage: &Passage) -> Vec<Opening> {
    let phrases = phrases(&passage.opens);
    (0..text.len()).filter_map(|block| opening(text, passage, &phrases, block)).collect()
}

fn opening(text: &FormText, passage: &Passage, phrases: &[Words], block: usize) -> Option<Opening> {
    let words = text.opening(block);
    let start = leading_numbers(words).min(3);
    let after = phrases.iter().find_map(|phrase| {
        if passage.anywhere {
            return position(words, phrase).map(|at| at + phrase.len());
        }
        words.get(start..)?.starts_with(phrase).then_some(start + phrase.len())
    })?;
    if !passage.numbered {
        return Some(Opening { block, words: after, number: None });
    }
    let (number, taken) = number(words.get(after..)?).or_else(|| {
        // A table's next cell holds the number.
        let next = text.next_with_words(block + 1..text.len())?;
        let alone = words.len() == after && text.block(next).len() == 1;
        alone.then(|| number(text.block(next)).map(|(number, _)| (number, 0))).flatten()
    })?;
    Some(Opening { block, words: after + taken, number: Some(number) })
}

/// The number that `words` begin with ("n° 1", "1.2" of which the last counts), and how many words it takes.
fn number(words: &[String]) -> Option<(u32, usize)> {
    let sign = usize::from(words.first().is_some_and(|word| matches!(word.as_str(), "n" | "no" | "numero")));
    let digits = words.get(sign..)?.iter().take(2).take_while(|word| is_number(word)).count();
    let last = words.get(sign + digits.checked_sub(1)?)?;
    Some((last.parse().ok()?, sign + digits))
}

/// First blocks of the passages around: the same number again goes on with the same one.
fn merged(openings: &[Opening]) -> Vec<usize> {
    let mut out = Vec::new();
    let mut last = None;
    for opening in openings {
        if out.is_empty() || opening.number.is_none() || opening.number != last {
            out.push(opening.block);
        }
        last = opening.number;
    }
    out
}

fn ends(text: &FormText, passage: &Passage) -> Vec<usize> {
    let phrases = phrases(&passage.ends);
    (0..text.len())
        .filter(|block| {
            let words = text.opening(*block);
            let words = words.get(leading_numbers(words).min(3)..).unwrap_or_default();
            phrases.iter().any(|phrase| words.starts_with(phrase))
        })
        .collect()
}
