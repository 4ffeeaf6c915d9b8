//! Running heads and feet that carry the name of the chapter: each chapter has its own, too few of them for a repetition,
//! so that the place tells them together with the headings and with their neighbours.

use std::collections::BTreeSet;

use super::{DRIFT, Edge, Line, REPEATED, Side};
use crate::document::{Block, Kind};
use crate::hash::HashMap;
use crate::structure::contents::key;
use crate::structure::masked::mask;
use crate::structure::text::{shown, weight_within};

/// Characters of the longest such line, and of the longest heading that it may name.
const LONGEST: usize = 140;
/// Places of one title that are looked at.
const MOST: usize = 200;
/// Letters of the shortest heading that it may name.
const SHORTEST: usize = 3;
/// Places at one edge that are looked at.
const PLACES: usize = 64;

/// Finds them on one side of the pages.
pub(super) fn find(side: &mut Side, blocks: &[Block]) {
    let kind = match side.edge {
        Edge::Top => Kind::RunningHead,
        Edge::Bottom => Kind::RunningFoot,
        Edge::Left | Edge::Right => return,
    };
    let headings = headings(side, blocks);
    for place in places(side) {
        for at in named(side, &place, &headings) {
            side.set(at, kind.clone());
        }
    }
}

/// Lines at one height, of one size and weight, one a page.
struct Place {
    /// Those that are not known yet.
    open: Vec<usize>,
    /// Pages that have one, known or not.
    pages: usize,
}

fn alike(a: &Line, b: &Line) -> bool {
    let same_size = a.size.zip(b.size).is_some_and(|(a, b)| (a - b).abs() < 0.3);
    same_size && a.bold == b.bold && (a.y - b.y).abs() < DRIFT / 3.0
}

/// The places of single lines that have nothing but furniture between them and the edge, on half of the pages at least.
fn places(side: &Side) -> Vec<Place> {
    let mut all: Vec<(usize, Place)> = Vec::new();
    let (mut page, mut edge) = (0, f32::INFINITY);
    for (i, line) in side.lines.iter().enumerate() {
        if line.page != page {
            (page, edge) = (line.page, f32::INFINITY);
        }
        let known = side.found.get(i).and_then(Option::as_ref);
        if known.is_none() {
            edge = edge.min(line.y);
        }
        let may_be = line.lines <= 1 && line.y - edge < DRIFT / 3.0 && line.masked.chars().count() <= LONGEST;
        if !may_be || known == Some(&Kind::PageNumber) {
            continue;
        }
        let first = |(first, _): &(usize, Place)| side.lines.get(*first).is_some_and(|it| alike(it, line));
        let at = all.iter().position(first).unwrap_or(all.len());
        if at == all.len() && at < PLACES {
            all.push((i, Place { open: Vec::new(), pages: 0 }));
        }
        if let Some((_, place)) = all.get_mut(at) {
            place.open.extend(known.is_none().then_some(i));
            place.pages += 1;
        }
    }
    let places = all.into_iter().map(|(_, place)| place);
    places.filter(|it| it.pages >= REPEATED && it.pages * 2 >= side.last_page as usize).collect()
}

/// Titles of the document, without their numbers: the pages that each stands on, and how it looks there.
struct Headings(HashMap<String, Vec<Title>>);

struct Title {
    page: u32,
    size: f32,
    bold: bool,
    declared: bool,
}

fn headings(side: &Side, blocks: &[Block]) -> Headings {
    let at_edge: BTreeSet<usize> = side
        .lines
        .iter()
        .zip(&side.found)
        .filter(|(_, it)| it.is_some())
        .map(|(line, _)| line.block)
        .collect();
    let mut titles: HashMap<String, Vec<Title>> = HashMap::default();
    for (at, block) in blocks.iter().enumerate() {
        let may_be = matches!(block.kind, Kind::Paragraph | Kind::Heading(_)) && !at_edge.contains(&at);
        let (Some(page), true) =
            (block.place.page, may_be && weight_within(block, LONGEST).is_some_and(|weight| weight > 0))
        else {
            continue;
        };
        let title = key(&mask(&shown(block, LONGEST)).0);
        if title.len() >= SHORTEST {
            let (size, declared) = (block.cues.size.unwrap_or(0.0), block.heading().is_some());
            let known = titles.entry(title).or_default();
            if known.len() < MOST {
                known.push(Title { page, size, bold: block.cues.bold, declared });
            }
        }
    }
    Headings(titles)
}

impl Headings {
    /// True where `title` is that of a heading on the page of `line` or before it: a line that stands out more than it,
    /// or that the file declares, at another place than such lines have.
    fn name(&self, title: &str, line: &Line) -> bool {
        let size = line.size.unwrap_or(0.0);
        let titles = self.0.get(title).into_iter().flatten();
        titles.filter(|it| it.page <= line.page).any(|it| {
            let larger = it.size > size * 1.1;
            larger
                || (it.size > size * 0.95 && it.bold && !line.bold)
                || (it.declared && !same_look(it, line))
        })
    }
}

fn same_look(title: &Title, line: &Line) -> bool {
    title.bold == line.bold && line.size.is_some_and(|size| (size - title.size).abs() < 0.3)
}

/// The open lines of `place` that name the current heading, or that their neighbours of the same chapter repeat; none
/// where most of them do neither.
fn named(side: &Side, place: &Place, headings: &Headings) -> Vec<usize> {
    let lines: Vec<(usize, &Line)> =
        place.open.iter().filter_map(|&i| Some((i, side.lines.get(i)?))).collect();
    let keys: Vec<String> = lines.iter().map(|(_, line)| key(&line.masked)).collect();
    let words: Vec<Vec<&str>> = keys.iter().map(|key| key.split(' ').collect()).collect();
    let (before, behind) = common(&words);
    let large = |line: &Line| line.bold || line.size.is_some_and(|size| size > side.body * 1.15);
    let told = |at: usize| {
        let (Some((_, line)), Some(key), Some(words)) = (lines.get(at), keys.get(at), words.get(at)) else {
            return false;
        };
        let neighbour = |other: Option<usize>| {
            other.and_then(|other| lines.get(other)).is_some_and(|(_, other)| {
                other.page != line.page && other.page.abs_diff(line.page) <= 2 && other.masked == line.masked
            })
        };
        let repeated = !large(line) && (neighbour(at.checked_sub(1)) || neighbour(Some(at + 1)));
        // Before the first chapter such a line has nothing but what all have.
        let own = words.get(before..words.len() - behind).unwrap_or_default().join(" ");
        let bare = own.is_empty() && before + behind > 0;
        repeated || bare || headings.name(key, line) || headings.name(&own, line)
    };
    let found: Vec<usize> = (0..lines.len()).filter(|&at| told(at)).collect();
    if found.len() * 10 < lines.len() * 7 {
        return Vec::new();
    }
    found.into_iter().filter_map(|at| lines.get(at).map(|(i, _)| *i)).collect()
}

/// How many words all `titles` begin with and end with; none where they are all the same.
fn common(titles: &[Vec<&str>]) -> (usize, usize) {
    let Some(first) = titles.first().filter(|first| titles.iter().any(|title| title != *first)) else {
        return (0, 0);
    };
    let (mut before, mut behind) = (first.len(), first.len());
    for title in titles {
        before = before.min(first.iter().zip(title).take_while(|(a, b)| a == b).count());
        behind = behind.min(first.iter().rev().zip(title.iter().rev()).take_while(|(a, b)| a == b).count());
    }
    let shortest = titles.iter().map(Vec::len).min().unwrap_or(0);
    (before, behind.min(shortest - before))
}
