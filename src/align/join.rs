//! Words that one of the two texts cuts, or runs together.

use std::ops::Range;

use super::words::{Text, Word};
use super::{Piece, push};

/// Longest run of words that is looked at for words cut otherwise, from each end of a difference.
const REACH: usize = 400;

/// The pieces with what is the same text cut otherwise taken out of the differences.
pub(super) fn rejoin(pieces: Vec<Piece>, a: &Text, b: &Text) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if piece.same {
            push(&mut out, piece.a, piece.b, true);
            continue;
        }
        let (mut left, mut right) = (piece.a, piece.b);
        while let Some((in_a, in_b)) = head(&a.words[left.clone()], &b.words[right.clone()]) {
            push(&mut out, left.start..left.start + in_a, right.start..right.start + in_b, true);
            (left.start, right.start) = (left.start + in_a, right.start + in_b);
        }
        let mut tail: Vec<(Range<usize>, Range<usize>)> = Vec::new();
        while let Some((in_a, in_b)) = foot(&a.words[left.clone()], &b.words[right.clone()]) {
            tail.push((left.end - in_a..left.end, right.end - in_b..right.end));
            (left.end, right.end) = (left.end - in_a, right.end - in_b);
        }
        push(&mut out, left, right, false);
        for (in_a, in_b) in tail.into_iter().rev() {
            push(&mut out, in_a, in_b, true);
        }
    }
    out
}

/// How many words of each, from the front, are the shortest same text.
fn head(a: &[Word], b: &[Word]) -> Option<(usize, usize)> {
    if let (Some(first), Some(second)) = (a.first(), b.first())
        && (is_noted(first, second) || is_noted(second, first))
    {
        return Some((1, 1));
    }
    meet(a.iter().map(|word| word.key.bytes()), b.iter().map(|word| word.key.bytes()))
}

/// How many words of each, from the back, are the shortest same text.
fn foot(a: &[Word], b: &[Word]) -> Option<(usize, usize)> {
    meet(a.iter().rev().map(|word| word.key.bytes().rev()), b.iter().rev().map(|word| word.key.bytes().rev()))
}

/// True where `noted` is `word` with the mark of a note behind it, which some formats write as a digit of the word.
fn is_noted(noted: &Word, word: &Word) -> bool {
    let mark = noted.key.strip_prefix(&*word.key).unwrap_or_default();
    let is_mark = (1..=2).contains(&mark.len()) && mark.bytes().all(|b| b.is_ascii_digit());
    is_mark && word.key.len() >= 3 && word.key.bytes().all(|b| !b.is_ascii_digit())
}

/// How many words of each it takes until their letters, which are the same, end together.
fn meet<W: ExactSizeIterator<Item = u8>>(
    a: impl Iterator<Item = W>,
    b: impl Iterator<Item = W>,
) -> Option<(usize, usize)> {
    let (mut a, mut b) = (Letters::new(a.take(REACH)), Letters::new(b.take(REACH)));
    loop {
        if a.next()? != b.next()? {
            return None;
        }
        if a.word_is_over() && b.word_is_over() {
            return Some((a.words, b.words));
        }
    }
}

/// The letters of words one after the other.
struct Letters<I, W> {
    rest: I,
    word: Option<W>,
    words: usize,
}

impl<W: ExactSizeIterator<Item = u8>, I: Iterator<Item = W>> Letters<I, W> {
    fn new(rest: I) -> Self {
        Self { rest, word: None, words: 0 }
    }

    fn word_is_over(&self) -> bool {
        self.word.as_ref().is_none_or(|word| word.len() == 0)
    }
}

impl<W: ExactSizeIterator<Item = u8>, I: Iterator<Item = W>> Iterator for Letters<I, W> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        while self.word_is_over() {
            self.word = Some(self.rest.next()?);
            self.words += 1;
        }
        self.word.as_mut()?.next()
    }
}
