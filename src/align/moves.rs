//! What stands elsewhere in the other text.

use super::words::{Text, Word};
use super::{Alignment, Fate};
use crate::hash::{HashMap, HashSet};

/// Words in a row that make a passage found elsewhere the same one.
const RUN: usize = 3;
/// Places that a passage of common words is looked for at.
const PLACES: usize = 64;
/// Letters from which a word is a passage by itself (an address, an identifier).
const LONG: usize = 14;
/// How far, in words, a single word may stand from its place: the cells of a table that is read in another order.
const NEAR: usize = 400;

/// Marks what is alone in both texts and stands in both.
pub(super) fn find(alignment: &mut Alignment, a: &Text, b: &Text) {
    passages(alignment, a, b);
    let anchors = anchors(alignment);
    near(&mut alignment.a, &mut alignment.b, a, b, &anchors.0);
    near(&mut alignment.b, &mut alignment.a, b, a, &anchors.1);
}

fn is_alone(fates: &[Fate], at: usize) -> bool {
    fates.get(at) == Some(&Fate::Alone)
}

fn key(text: &Text, at: usize) -> &str {
    text.words.get(at).map_or("", |word| &word.key)
}

/// Passages of at least [`RUN`] words, the longest first at each place.
fn passages(alignment: &mut Alignment, a: &Text, b: &Text) {
    let Alignment { a: fates_a, b: fates_b, .. } = alignment;
    let gram = |words: &[Word]| -> [Box<str>; RUN] {
        std::array::from_fn(|i| words.get(i).map(|word| word.key.clone()).unwrap_or_default())
    };
    let mut places: HashMap<[Box<str>; RUN], Vec<usize>> = HashMap::default();
    for (at, words) in b.words.windows(RUN).enumerate() {
        if (at..at + RUN).all(|at| is_alone(fates_b, at)) {
            let list = places.entry(gram(words)).or_default();
            if list.len() < PLACES {
                list.push(at);
            }
        }
    }
    let mut at = 0;
    while let Some(words) = a.words.get(at..at + RUN) {
        let free = (at..at + RUN).all(|at| is_alone(fates_a, at));
        let found = places.get(&gram(words)).filter(|_| free).map(Vec::as_slice).unwrap_or_default();
        let length = |from: usize| {
            let same = |i: &usize| {
                let (x, y) = (at + i, from + i);
                is_alone(fates_a, x) && is_alone(fates_b, y) && key(a, x) == key(b, y)
            };
            (0..).take_while(same).count()
        };
        let best = found.iter().map(|&from| (length(from), from)).max_by_key(|&(length, _)| length);
        match best.filter(|&(length, _)| length >= RUN) {
            Some((length, from)) => {
                for i in 0..length {
                    fates_a[at + i] = Fate::Moved(from + i);
                    fates_b[from + i] = Fate::Moved(at + i);
                }
                at += length;
            }
            None => at += 1,
        }
    }
}

/// For every word of each text, where it would stand in the other: behind the last word before it that both have.
fn anchors(alignment: &Alignment) -> (Vec<usize>, Vec<usize>) {
    let of = |fates: &[Fate]| {
        let mut last = 0;
        let anchor = |fate: &Fate| {
            if let Fate::Same(at) = fate {
                last = at + 1;
            }
            last
        };
        fates.iter().map(anchor).collect()
    };
    (of(&alignment.a), of(&alignment.b))
}

/// Runs of words of `a` that are alone, all of which stand alone in `b` near their place (numbers of notes and labels
/// aside), and long words by themselves.
fn near(fates_a: &mut [Fate], fates_b: &mut [Fate], a: &Text, b: &Text, anchors: &[usize]) {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::default();
    for at in (0..b.words.len()).filter(|&at| is_alone(fates_b, at)) {
        places.entry(key(b, at)).or_default().push(at);
    }
    let mut start = 0;
    while start < a.words.len() {
        let end = (start..a.words.len()).find(|&at| !is_alone(fates_a, at)).unwrap_or(a.words.len());
        let (mut taken, mut used) = (Vec::new(), HashSet::default());
        let mut whole = true;
        for at in start..end {
            let anchor = anchors.get(at).copied().unwrap_or_default();
            let list = places.get(key(a, at)).map(Vec::as_slice).unwrap_or_default();
            let from = list.partition_point(|&place| place + NEAR < anchor);
            let within = list[from..].iter().take_while(|&&place| place <= anchor + NEAR);
            let free = |place: &&usize| is_alone(fates_b, **place) && !used.contains(*place);
            match within.filter(free).min_by_key(|place| place.abs_diff(anchor)) {
                Some(&place) => {
                    used.insert(place);
                    taken.push((at, place));
                }
                None => whole &= a.words.get(at).is_none_or(is_number),
            }
        }
        for (at, place) in taken {
            if whole || key(a, at).len() >= LONG {
                fates_a[at] = Fate::Moved(place);
                fates_b[place] = Fate::Moved(at);
            }
        }
        start = end + 1;
    }
}

/// The number of a note, a page or a list, which a reader gives a place of its own.
fn is_number(word: &Word) -> bool {
    word.label || word.key.len() <= 3 && word.key.bytes().all(|b| b.is_ascii_digit())
}
