//! Headings: declared ones are looked at twice, others are presumed, the contents confirm.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::annexes;
use super::around::{self, Around};
use super::contents::{self, Contents};
use super::declared::Titles;
use super::numbering;
use super::presume::{self, ENOUGH, Ground};
use super::text::{numbered, weight_within};
use crate::document::{Block, Document, Heading, Kind, KnownBy};

/// A heading that was kept or found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark {
    /// Its block.
    pub(super) block: usize,
    /// How it is known.
    pub(super) known_by: KnownBy,
    /// How sure it is, 0 to 1.
    pub(super) confidence: f32,
    /// Its title where the block does not hold it (drawn as a graphic).
    pub(super) title: Option<String>,
}

impl Mark {
    pub(super) fn presumed(block: usize, confidence: f32) -> Self {
        Self { block, known_by: KnownBy::Look, confidence, title: None }
    }
}

/// Characters beyond which a declared heading is a paragraph in the wrong style.
const LONGEST_DECLARED: usize = 400;
/// Characters of the longest title that the contents may announce.
const LONGEST_LISTED: usize = 260;
/// Headings that the file declares, and titles that the contents list, from which they are told there.
const DECLARED: usize = 3;
const LISTED: usize = 5;

/// Finds the headings of `document` and marks them as [`Kind::Heading`]; all others are paragraphs afterwards. The first
/// `front` blocks are the cover, which has none. `pattern` are the lines that come back in a look of their own, which say
/// something where neither the file nor the contents tell the headings.
pub(super) fn mark(
    document: &mut Document,
    contents: &Contents,
    ground: &Ground,
    drawn: &Titles,
    front: usize,
    pattern: &[usize],
) -> Vec<Mark> {
    sift_declared(document, drawn, front);
    let declared = document.blocks.iter().filter(|block| block.heading().is_some()).count();
    let mut around = around::of(document);
    if declared < DECLARED && contents.entries.len() < LISTED {
        pattern.iter().for_each(|&at| around::set(&mut around, at, |around| around.pattern = true));
    }
    let scores: Vec<Option<f32>> = document
        .blocks
        .iter()
        .zip(&around)
        .enumerate()
        .map(|(at, (block, around))| presume::score(block, around, ground).filter(|_| at >= front))
        .collect();
    let announced = announced(document, contents, &scores, front);
    let openers = annexes::openers(document);
    let enough = if declared >= DECLARED { ENOUGH + 0.5 } else { ENOUGH };
    let stray = Stray::of(document, declared);
    // Who marks headings up in Markdown makes none of a bold item.
    let marked_up = |block: &Block| block.heading().is_some_and(|it| it.known_by == KnownBy::Markup);
    let no_items = declared >= DECLARED && document.blocks.iter().any(marked_up);
    let mut marks = Vec::new();
    for (at, block) in document.blocks.iter_mut().enumerate() {
        let score = scores.get(at).copied().flatten();
        let mark = match block.heading() {
            Some(heading) => declared_mark(at, heading, drawn.get(&at).cloned()),
            None if drawn.contains_key(&at) && at >= front => Mark {
                known_by: KnownBy::Contents,
                title: drawn.get(&at).cloned(),
                ..Mark::presumed(at, 0.85)
            },
            None if announced.contains(&at) => {
                Mark { known_by: KnownBy::Contents, ..Mark::presumed(at, 0.92) }
            }
            None if score.is_some_and(|score| score >= enough)
                && !(no_items && block.context.list.is_some())
                && !stray.is_one(block, around.get(at)) =>
            {
                Mark::presumed(at, (0.5 + (score.unwrap_or(enough) - enough) * 0.08).clamp(0.4, 0.85))
            }
            None if openers.binary_search(&at).is_ok() => Mark::presumed(at, 0.5),
            None => continue,
        };
        if block.heading().is_none() {
            block.kind = Kind::Heading(Heading { level: None, known_by: mark.known_by });
        }
        marks.push(mark);
    }
    marks
}

/// What is large or bold among headings that the file declares, and is none: « CONFIDENTIEL » over the text, a figure in a
/// box, a stamp on every page.
struct Stray {
    /// The file declares its headings.
    declared: bool,
    /// The largest of them, in points.
    largest: Option<f32>,
}

impl Stray {
    fn of(document: &Document, declared: usize) -> Self {
        let sizes = document.blocks.iter().filter(|block| block.heading().is_some());
        let sizes = sizes.filter_map(|block| block.cues.size);
        Self { declared: declared >= DECLARED, largest: sizes.reduce(f32::max) }
    }

    fn is_one(&self, block: &Block, around: Option<&Around>) -> bool {
        /// Times that a line comes back from which it heads nothing, and by how much one is larger than any heading.
        const AGAIN: u32 = 4;
        const LARGER: f32 = 1.1;
        let again = around.is_some_and(|around| around.repeats >= AGAIN);
        let sizes = block.cues.size.zip(self.largest);
        let larger = sizes.is_some_and(|(size, largest)| size > largest * LARGER) && !block.cues.starts_page;
        if !self.declared || !(block.context.text_box || again || larger) {
            return false;
        }
        let text = numbered(block, 2 * LONGEST_LISTED);
        let counts = numbering::parse(&text).is_some_and(|number| !number.rest.is_empty());
        !counts && !presume::is_usual(&text)
    }
}

/// The blocks that the contents announce: for every title as many as it is listed times, the most prominent ones.
fn announced(
    document: &Document,
    contents: &Contents,
    scores: &[Option<f32>],
    front: usize,
) -> HashSet<usize> {
    let mut listed: HashMap<String, usize> = HashMap::new();
    for entry in &contents.entries {
        let key = contents::key(&entry.title);
        if key.len() > 2 {
            *listed.entry(key).or_default() += 1;
        }
    }
    let mut candidates: BTreeMap<String, Vec<(f32, usize)>> = BTreeMap::new();
    for (at, block) in document.blocks.iter().enumerate().skip(front) {
        let plain = block.kind == Kind::Paragraph && block.context.note.is_none() && !presume::is_code(block);
        if !(plain || block.heading().is_some()) || weight_within(block, LONGEST_LISTED).is_none() {
            continue;
        }
        let key = contents::key(&numbered(block, 2 * LONGEST_LISTED));
        if listed.contains_key(&key) {
            // A declared heading takes its place before anything that only looks like one.
            let declared = if block.heading().is_some() { 100.0 } else { 0.0 };
            let in_table = if block.context.cell.is_some() { 3.0 } else { 0.0 };
            let score = declared + scores.get(at).copied().flatten().unwrap_or(-5.0) - in_table;
            candidates.entry(key).or_default().push((score, at));
        }
    }
    let mut announced = HashSet::new();
    for (key, mut blocks) in candidates {
        blocks.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let count = listed.get(&key).copied().unwrap_or(0);
        let best = blocks.into_iter().take(count).filter(|(score, _)| *score > -6.0);
        announced.extend(best.map(|(_, at)| at));
    }
    announced
}

/// Makes paragraphs of declared headings that are empty, full text or lines of the cover.
fn sift_declared(document: &mut Document, drawn: &Titles, front: usize) {
    for (at, block) in document.blocks.iter_mut().enumerate() {
        let empty = || block.is_blank() && !drawn.contains_key(&at);
        let no_title = || {
            at < front
                || empty()
                || weight_within(block, LONGEST_DECLARED).is_none()
                || presume::presents(&numbered(block, 2 * LONGEST_LISTED))
        };
        if block.heading().is_some() && no_title() {
            block.kind = Kind::Paragraph;
        }
    }
}

fn declared_mark(at: usize, heading: &Heading, title: Option<String>) -> Mark {
    let confidence = match heading.known_by {
        KnownBy::Look => 0.6,
        KnownBy::Contents => 0.85,
        KnownBy::Bookmark | KnownBy::Tag => 0.9,
        KnownBy::OutlineLevel | KnownBy::Style => 0.97,
        KnownBy::Markup => 1.0,
    };
    Mark { block: at, known_by: heading.known_by, confidence, title }
}
