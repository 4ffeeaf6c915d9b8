//! Passages that say again what was already said, but for a few words.
//!
//! The text is cut into pieces of some forty words. A piece is nearly a copy where most of its pairs of words stand in one
//! place before it: pieces next to one another count as one place, so that it matters little where the cuts fall.

use std::cmp::Reverse;
use std::hash::BuildHasher as _;
use std::ops::Range;

use super::places::{self, number, percent};
use super::repetition::{At, FROM, SHARE};
use crate::check::Subject;
use crate::document::{Notice, NoticeKind};
use crate::hash::HashMap;
use crate::message::Message;
use crate::say;

/// Words of a piece.
const PIECE: usize = 40;
/// Words from which the end of a paragraph is a piece.
const SHORTEST: usize = 20;
/// Places that are kept of a pair of words; the most common pairs stand in many and tell nothing.
const PLACES: usize = 4;
/// The pieces that a pair of words stands in.
type Places = [Option<u32>; PLACES];
/// Part of the pairs, in percent, that makes a copy: about one word in five may differ.
const SAME: usize = 55;

/// Tells of the `words` that nearly copy what stands before them, but for those that are `repeated` word for word.
pub(super) fn of(subject: &Subject, words: &[At], hashes: &[u64], repeated: &[bool]) -> Option<Notice> {
    let pieces = pieces(words);
    let block = |piece: usize| Some(words.get(pieces.get(piece)?.start)?.block);
    let mut index: HashMap<u64, Places> = HashMap::default();
    let hasher = index.hasher().clone();
    let (mut count, mut blocks, mut pair) = (0, Vec::new(), None);
    for (at, piece) in pieces.iter().enumerate() {
        let mut pairs: Vec<u64> = hashes
            .get(piece.clone())
            .unwrap_or_default()
            .windows(2)
            .map(|pair| hasher.hash_one(pair))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let fresh = repeated.get(piece.clone()).unwrap_or_default().iter().filter(|&&again| !again).count();
        if let Some(source) = source(&pairs, &index)
            && fresh * 2 > piece.len()
            && let (Some(before), Some(here)) = (block(source), block(at))
        {
            count += fresh;
            blocks.push(here);
            pair.get_or_insert((before, here));
        }
        for pair in pairs {
            let places = index.entry(pair).or_default();
            if let Some(free) = places.iter_mut().find(|place| place.is_none()) {
                *free = u32::try_from(at).ok();
            }
        }
    }
    let share = percent(count, words.len());
    let (earlier, later) = pair.filter(|_| count >= FROM && share >= SHARE)?;
    blocks.dedup();
    let excerpt =
        |block: usize| subject.block(block).map(|block| places::cut(&block.text())).unwrap_or_default();
    let (source, copy) = (excerpt(earlier), excerpt(later));
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(count), places::of(subject, &blocks));
    let message = say!(
        "{n} mots, {share} % du texte, redisent à quelques mots près ce qui était déjà écrit ({at}) ; par exemple « {copy} », après « {source} ». Ils sont comptés à chaque fois.",
        "{m} words, {share}% of the text, say again, but for a few words, what was already written ({there}); for example “{copy}”, after “{source}”. They are counted every time."
    );
    Some(places::notice(subject, NoticeKind::Integrity, message, &blocks))
}

/// The pieces of the text, as ranges of `words`; none goes over the end of a paragraph.
fn pieces(words: &[At]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for paragraph in words.chunk_by(|a, b| a.block == b.block) {
        for piece in paragraph.chunks(PIECE) {
            if piece.len() >= SHORTEST {
                pieces.push(start..start + piece.len());
            }
            start += piece.len();
        }
    }
    pieces
}

/// The earlier piece that, with the one after it, has most of `pairs`, if there is one.
fn source(pairs: &[u64], index: &HashMap<u64, Places>) -> Option<usize> {
    let mut shared: HashMap<usize, usize> = HashMap::default();
    for place in pairs.iter().filter_map(|pair| index.get(pair)).flatten().flatten() {
        *shared.entry(*place as usize).or_default() += 1;
    }
    let of = |place: usize| shared.get(&place).copied().unwrap_or_default();
    let (most, Reverse(place)) = shared.keys().map(|&at| (of(at) + of(at + 1), Reverse(at))).max()?;
    (most * 100 >= pairs.len() * SAME).then_some(place)
}
