//! Passages that repeat, word for word, what was already said.

use std::hash::BuildHasher as _;

use super::near;
use super::places::{self, number, percent};
use crate::check::Subject;
use crate::document::{Kind, Notice, NoticeKind};
use crate::hash::{HashMap, RandomState};
use crate::message::Message;
use crate::say;
use crate::structure::ZoneKind;

/// Words in a row that are hardly ever written twice by chance.
pub(super) const ROW: usize = 14;
/// Repeated words from which it is told, together with [`SHARE`]: the fixed questions of a form, user
/// stories that open alike, an abstract on the back cover stay below.
pub(super) const FROM: usize = 300;
/// Percent of the words of the text from which it is told.
pub(super) const SHARE: usize = 3;
/// Words that repeat others of the same paragraph from which it is told: nothing but filling does that.
const WITHIN: usize = 60;
/// Words from which the text of a cell is prose like any other.
pub(super) const LONG_CELL: usize = 30;

/// Where a word of the text stands.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub(super) block: usize,
    word: usize,
}

/// The words of the running text, ready to be compared.
pub(super) struct Prose {
    pub(super) words: Vec<At>,
    /// Of each of them, made by `hasher`.
    pub(super) hashes: Vec<u64>,
    pub(super) hasher: RandomState,
}

impl Prose {
    pub(super) fn of(subject: &Subject) -> Self {
        let (words, hasher) = (prose(subject), RandomState::default());
        let word = |at: &At| subject.words.get(at.block).map_or("", |words| words.word(at.word));
        let hashes = words.iter().map(|at| hasher.hash_one(word(at))).collect();
        Self { words, hashes, hasher }
    }
}

/// A hash of every `length` words in a row, by the hashes of the words.
pub(super) fn rows(hashes: &[u64], length: usize) -> impl Iterator<Item = u64> {
    /// Odd, so that no word is lost.
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let next = |row: u64, word: u64| row.wrapping_mul(FACTOR).wrapping_add(word);
    let oldest = (0..length).fold(1_u64, |power, _| power.wrapping_mul(FACTOR));
    let (first, rest) = hashes.split_at_checked(length).unwrap_or_default();
    let mut row = first.iter().fold(0, |row, word| next(row, *word));
    let begun = (!first.is_empty()).then_some(row);
    begun.into_iter().chain(hashes.iter().zip(rest).map(move |(old, new)| {
        row = next(row, *new).wrapping_sub(old.wrapping_mul(oldest));
        row
    }))
}

/// Prose that stands more than once, word for word or nearly.
pub(super) fn of(subject: &Subject, Prose { words, hashes, .. }: &Prose) -> Vec<Notice> {
    let mut first: HashMap<u64, usize> = HashMap::default();
    first.reserve(words.len());
    let mut repeated = vec![false; words.len()];
    let mut pair = None;
    let mut within = 0;
    for (start, row) in rows(hashes, ROW).enumerate() {
        match first.get(&row) {
            // Rows that overlap what they repeat are one word said over and over, told by the same figures.
            Some(&earlier) => {
                repeated.iter_mut().skip(start).take(ROW).for_each(|word| *word = true);
                within +=
                    usize::from(words.get(earlier).map(|at| at.block) == words.get(start).map(|at| at.block));
                pair.get_or_insert((earlier, start));
            }
            None => {
                first.insert(row, start);
            }
        }
    }
    let near = near::of(subject, words, hashes, &repeated);
    let exact = pair.and_then(|pair| exact(subject, words, &repeated, pair, within));
    exact.into_iter().chain(near).collect()
}

/// Tells of the words that are `repeated`, of which `within` repeat the same paragraph; a pair of places for example.
fn exact(
    subject: &Subject,
    words: &[At],
    repeated: &[bool],
    (earlier, later): (usize, usize),
    within: usize,
) -> Option<Notice> {
    let count = repeated.iter().filter(|&&word| word).count();
    let share = percent(count, words.len());
    if !(count >= FROM && share >= SHARE || within >= WITHIN) {
        return None;
    }
    let mut blocks: Vec<usize> =
        words.iter().zip(repeated).filter(|(_, repeated)| **repeated).map(|(at, _)| at.block).collect();
    blocks.dedup();
    let (earlier, later) = (words.get(earlier)?.block, words.get(later)?.block);
    let excerpt = places::cut(&subject.block(later)?.text());
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(count), places::of(subject, &blocks));
    let (Message { fr: source, en: origin }, Message { fr: copy, en: again }) =
        (places::of(subject, &[earlier]), places::of(subject, &[later]));
    let message = say!(
        "{n} mots, {share} % du texte, répètent mot pour mot ce qui était déjà écrit ({at}) ; par exemple « {excerpt} », {copy}, déjà {source}. Ils sont comptés à chaque fois.",
        "{m} words, {share}% of the text, repeat word for word what was already written ({there}); for example “{excerpt}”, {again}, already {origin}. They are counted every time."
    );
    Some(places::notice(subject, NoticeKind::Integrity, message, &blocks))
}

/// The words of the running text outside the annexes: no short cells, code, contents, headings or notes, which repeat
/// themselves by nature.
fn prose(subject: &Subject) -> Vec<At> {
    let mut words = Vec::new();
    for (block, at) in subject.structure.document.blocks.iter().zip(0..) {
        let many = subject.words.get(at).map_or(0, |words| words.len());
        let prose = block.context.cell.is_none() || many >= LONG_CELL;
        if block.kind == Kind::Paragraph && prose && subject.zone(at) != ZoneKind::Annexes {
            words.extend((0..many).map(|word| At { block: at, word }));
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn rows_of_the_same_words_have_the_same_hash_and_no_others() {
        let words = [7, 11, 13, 7, 11, 13, 11, 7];
        let hashes: Vec<u64> = rows(&words, 3).collect();
        assert_eq!(hashes.len(), 6);
        for (a, left) in words.windows(3).zip(&hashes) {
            for (b, right) in words.windows(3).zip(&hashes) {
                assert_eq!(a == b, left == right, "{a:?} {b:?}");
            }
        }
        assert_eq!(rows(&words[..2], 3).count(), 0);
    }
}
