//! Titles that a layout cut into several lines, put together again.

use super::contents::Contents;
use super::declared::{compared, following_lines, spelled};
use super::numbering::{self, Family};
use super::presume::{self, Ground};
use super::text::{shown, weight, weight_within};
use crate::document::{Block, Document, Heading, Kind, Run};
use crate::hash::HashMap;

/// Lines of the longest title.
const MOST_LINES: usize = 4;
/// Characters of the longest title.
const LONGEST: usize = 260;
/// White space within a title that is cut, as a part of the height of its line; and where nothing but a title can look so.
const NEAR: f32 = 0.9;
const APART: f32 = 1.7;
/// Titles that begin alike of which each is looked for.
const MOST_ALIKE: usize = 32;

/// Puts the lines of a title that stand in blocks of their own into the first of them; the others are left empty.
pub(super) fn cut_titles(document: &mut Document, contents: &Contents, ground: &Ground) {
    let blocks = &mut document.blocks;
    listed_titles(blocks, contents);
    let mut at = 0;
    while at + 1 < blocks.len() {
        let mut end = at + 1;
        while end < at + MOST_LINES && goes_on(blocks, at, end, ground) {
            merge(blocks, at, end);
            end += 1;
        }
        at = end;
    }
}

/// The titles of the contents.
struct Listed {
    /// As they are compared, in order.
    titles: Vec<String>,
    /// Those with a number, by it.
    numbered: HashMap<(Family, Vec<u32>), Vec<String>>,
}

impl Listed {
    fn of(contents: &Contents) -> Self {
        let mut titles: Vec<String> = contents.entries.iter().map(|entry| compared(&entry.title)).collect();
        titles.sort();
        titles.dedup();
        let mut numbered: HashMap<(Family, Vec<u32>), Vec<String>> = HashMap::default();
        for number in contents.entries.iter().filter_map(|entry| numbering::parse(&entry.title)) {
            let alike = numbered.entry((number.family, number.value)).or_default();
            if alike.len() < MOST_ALIKE {
                alike.push(compared(number.rest));
            }
        }
        Self { titles, numbered }
    }

    /// How many blocks behind the one at `at` are the rest of the title that `text`, which stands there, begins; of
    /// several numbers that `fit` takes the first.
    fn lines(&self, blocks: &[Block], at: usize, text: &str, fit: impl Fn(&usize) -> bool) -> usize {
        if let Some(number) = numbering::parse(text).filter(|number| number.rest.is_empty()) {
            // « Chapitre 2 » has its title on the next line.
            let titles = self.numbered.get(&(number.family, number.value)).into_iter().flatten();
            return titles.map(|title| spelled(blocks, at + 1, title)).find(fit).unwrap_or(0);
        }
        let first = compared(text);
        let from = self.titles.partition_point(|title| *title < first);
        let longer = self.titles.get(from..).unwrap_or_default();
        // The line is a title by itself.
        if first.is_empty() || longer.first().is_some_and(|title| *title == first) {
            return 0;
        }
        let longer = longer.iter().take(MOST_ALIKE).take_while(|title| title.starts_with(&first));
        longer.map(|title| following_lines(blocks, at, title)).find(fit).unwrap_or(0)
    }
}

/// Does so with what spells a title of the contents over several blocks, however far apart its lines are set.
fn listed_titles(blocks: &mut [Block], contents: &Contents) {
    if contents.entries.is_empty() {
        return;
    }
    let listed = Listed::of(contents);
    for at in 0..blocks.len() {
        let lines = blocks.get(at).map_or(0, |block| further_lines(blocks, at, block, &listed));
        for next in 1..=lines {
            merge(blocks, at, at + next);
        }
    }
}

/// How many blocks behind `block`, which is the one at `at`, are the rest of one of the titles that are listed, in its look.
fn further_lines(blocks: &[Block], at: usize, block: &Block, listed: &Listed) -> usize {
    let plain = matches!(block.kind, Kind::Heading(_) | Kind::Paragraph);
    if !plain || block.cues.position.is_none() || weight_within(block, LONGEST).is_none() {
        return 0;
    }
    listed.lines(blocks, at, &shown(block, LONGEST), |lines| {
        let rest = blocks.get(at + 1..=at + lines).unwrap_or_default();
        *lines > 0 && rest.iter().all(|next| same_look(block, next) && next.place.page == block.place.page)
    })
}

/// True where block `next` is the rest of the title that block `at` begins.
fn goes_on(blocks: &[Block], at: usize, next: usize, ground: &Ground) -> bool {
    let (Some(first), Some(second)) = (blocks.get(at), blocks.get(next)) else { return false };
    if !stands_out(first, ground) || !same_look(first, second) {
        return false;
    }
    let (above, below) = (shown(first, LONGEST), shown(second, LONGEST));
    let unlike_text = is_larger(first, ground) || numbering::parse(&above).is_some();
    if !follows(first, second, if unlike_text { APART } else { NEAR }) {
        return false;
    }
    let open = above.ends_with([',', '’', '\'', '(', '-', '–', '&']) || ends_with_small_word(&above);
    let goes_on = below.starts_with(|c: char| c.is_lowercase() || matches!(c, '(' | ')' | '&' | ':'));
    weight(first) + weight(second) <= LONGEST
        && !above.ends_with(['.', '!', '?', ':', ';'])
        && numbering::parse(&below).is_none()
        && (open || goes_on)
}

/// True for a line whose look no running text has. Only where a position is known: elsewhere a paragraph is whole.
fn stands_out(block: &Block, ground: &Ground) -> bool {
    let alone = block.context.cell.is_none() && block.context.list.is_none() && !presume::is_code(block);
    block.cues.position.is_some()
        && matches!(block.kind, Kind::Paragraph | Kind::Heading(_))
        && alone
        && (is_larger(block, ground) || (block.cues.bold && !ground.bold))
}

fn is_larger(block: &Block, ground: &Ground) -> bool {
    block.cues.size.zip(ground.size).is_some_and(|(size, body)| size > body * 1.08)
}

fn same_look(a: &Block, b: &Block) -> bool {
    let level = |block: &Block| block.heading().and_then(|heading: &Heading| heading.level);
    let same_size = a.cues.size.zip(b.cues.size).is_some_and(|(a, b)| (a - b).abs() < 0.3);
    let kinds = match (&a.kind, &b.kind) {
        (Kind::Heading(_), Kind::Heading(_)) => level(a) == level(b),
        (Kind::Heading(_) | Kind::Paragraph, Kind::Paragraph) => true,
        _ => false,
    };
    kinds
        && same_size
        && a.cues.bold == b.cues.bold
        && a.cues.colour == b.cues.colour
        && a.context == b.context
}

/// True where `b` stands right under `a` on the same page, with less than `most` of its height between them.
fn follows(a: &Block, b: &Block, most: f32) -> bool {
    let (Some(above), Some(below)) = (a.cues.position, b.cues.position) else { return false };
    let height = (below.bottom - below.top).max(0.005);
    a.place.page == b.place.page && (below.top - above.bottom) < height * most && below.top > above.top
}

fn ends_with_small_word(text: &str) -> bool {
    const SMALL: &[&str] = &[
        "de", "du", "des", "la", "le", "les", "l", "d", "et", "ou", "à", "au", "aux", "en", "sur", "pour",
        "par", "avec", "un", "une", "dans", "qui", "que", "of", "the", "and", "to", "for", "in", "with", "a",
    ];
    let last = text.rsplit([' ', '’', '\'']).next().unwrap_or_default();
    SMALL.contains(&last.to_lowercase().as_str())
}

/// Puts the text of block `next` behind that of block `at`, whose next line it is, and leaves it empty.
pub(super) fn merge(blocks: &mut [Block], at: usize, next: usize) {
    let Some(second) = blocks.get_mut(next) else { return };
    let runs = std::mem::take(&mut second.runs);
    let (lines, bottom) = (second.cues.lines, second.cues.position.map(|position| position.bottom));
    second.kind = Kind::Paragraph;
    second.cues.lines = second.cues.lines.map(|_| 0);
    let Some(first) = blocks.get_mut(at) else { return };
    first.runs.push(Run::plain(" "));
    first.runs.extend(runs);
    first.cues.lines = first.cues.lines.zip(lines).map(|(a, b)| a + b);
    if let (Some(position), Some(bottom)) = (first.cues.position.as_mut(), bottom) {
        position.bottom = bottom;
    }
}
