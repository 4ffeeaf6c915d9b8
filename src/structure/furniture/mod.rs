//! Running heads and feet and page numbers of formats whose blocks have a position: text that comes back at the same
//! height of at least three pages, and page numbers that stand alone at the edge.

mod chapters;

use std::collections::{BTreeMap, HashSet};

use super::masked::{is_page_number, mask};
use super::text::{shown, weight_within};
use crate::document::{Block, Document, Kind};

/// How far from the edge, as a part of the page's height, furniture stands.
const BAND: f32 = 0.16;
/// How much the height of the same line may vary from page to page.
const DRIFT: f32 = 0.012;
/// Pages that make a repetition.
const REPEATED: usize = 3;
/// Characters of the longest running line.
const LONGEST: usize = 220;

/// Marks running heads, running feet and page numbers in `document`. `body` is the size of most of its text.
pub(super) fn mark(document: &mut Document, body: f32) {
    for edge in [Edge::Top, Edge::Bottom, Edge::Left, Edge::Right] {
        let mut side = Side::of(&document.blocks, edge, body);
        side.find_repeated();
        chapters::find(&mut side, &document.blocks);
        side.adopt_neighbours();
        for (line, kind) in side.lines.iter().zip(side.found) {
            if let (Some(kind), Some(block)) = (kind, document.blocks.get_mut(line.block)) {
                block.kind = kind;
            }
        }
    }
    open_pages(&mut document.blocks);
}

/// Gives the start of every page to the first of its blocks that is text, where furniture has it.
fn open_pages(blocks: &mut [Block]) {
    let mut due = None;
    for block in blocks.iter_mut().filter(|block| block.cues.position.is_some()) {
        if block.cues.starts_page && !block.in_flow() {
            block.cues.starts_page = false;
            due = block.place.page;
        } else if due.is_some() && block.in_flow() && (!block.is_blank() || block.kind == Kind::Image) {
            block.cues.starts_page |= block.place.page == due;
            due = None;
        }
    }
}

/// The edge of the page that furniture stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Top,
    Bottom,
    /// Text that runs up or down the side.
    Left,
    Right,
}

/// The blocks near one edge of all pages.
struct Side {
    edge: Edge,
    body: f32,
    last_page: u32,
    /// In the order of pages, and from the edge inwards.
    lines: Vec<Line>,
    /// What each line was found to be.
    found: Vec<Option<Kind>>,
}

/// A block near the edge of its page.
#[derive(Debug)]
struct Line {
    block: usize,
    page: u32,
    /// Distance of its outer side from the edge.
    y: f32,
    /// Its text with numbers masked, and the numbers.
    masked: String,
    numbers: Vec<u32>,
    size: Option<f32>,
    bold: bool,
    /// Lines of text that it has.
    lines: u32,
}

impl Side {
    fn of(blocks: &[Block], edge: Edge, body: f32) -> Self {
        let of_text = tables_of_text(blocks);
        let outside = |block: &Block| block.context.cell.is_none_or(|cell| !of_text.contains(&cell.table));
        let candidates = blocks.iter().enumerate().filter(|(_, block)| outside(block));
        let mut lines: Vec<Line> = candidates.filter_map(|(i, block)| Line::of(i, block, edge)).collect();
        lines.sort_by(|a, b| a.page.cmp(&b.page).then(a.y.total_cmp(&b.y)));
        let found = vec![None; lines.len()];
        let last_page = blocks.iter().filter_map(|block| block.place.page).max().unwrap_or(0);
        Self { edge, body, last_page, lines, found }
    }

    /// Finds the lines that come back: the same masked text at about the same height of three pages or more, with
    /// nothing but furniture between them and the edge.
    fn find_repeated(&mut self) {
        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, line) in self.lines.iter().enumerate() {
            groups.entry(line.masked.as_str()).or_default().push(i);
        }
        let mut bands: Vec<Vec<usize>> =
            groups.into_values().flat_map(|group| self.by_height(group)).collect();
        bands.retain(|band| self.pages(band) >= REPEATED);
        bands.sort_by(|a, b| self.height(a).total_cmp(&self.height(b)));
        for band in bands {
            if let Some(kind) = self.judge(&band).filter(|_| self.is_outermost(&band)) {
                for i in band {
                    self.set(i, kind.clone());
                }
            }
        }
    }

    /// Adopts the outermost line of a page where half of the pages have furniture at the same height and size: a
    /// running head that changes with every short chapter, a page number of the front matter.
    fn adopt_neighbours(&mut self) {
        let slots = self.slots();
        let mut page = 0;
        for i in 0..self.lines.len() {
            let Some(line) = self.lines.get(i) else { break };
            let outermost = line.page != page;
            page = line.page;
            // Where a page has no running head, its text begins in the place of one.
            let goes_on = line.masked.starts_with(char::is_lowercase);
            if !outermost || goes_on || self.found.get(i).is_some_and(Option::is_some) {
                continue;
            }
            let slot = slots.iter().find(|slot| slot.holds(line));
            if let Some(slot) = slot.filter(|slot| slot.count * 2 >= self.last_page as usize) {
                let kind = if is_page_number(&line.masked) { Kind::PageNumber } else { slot.kind.clone() };
                self.set(i, kind);
            }
        }
    }

    /// The heights at which furniture was found.
    fn slots(&self) -> Vec<Slot> {
        let mut slots: Vec<Slot> = Vec::new();
        for (line, kind) in self.lines.iter().zip(&self.found) {
            let Some(kind) = kind else { continue };
            if let Some(slot) = slots.iter_mut().find(|slot| slot.holds(line)) {
                slot.count += 1;
            } else if slots.len() < 64 {
                let Line { y, size, lines, .. } = *line;
                slots.push(Slot { y, size, lines, count: 1, kind: kind.clone() });
            }
        }
        slots
    }

    /// Parts a group of lines of the same text by their height.
    fn by_height(&self, mut group: Vec<usize>) -> Vec<Vec<usize>> {
        let y = |i: &usize| self.lines.get(*i).map_or(0.0, |line| line.y);
        group.sort_by(|a, b| y(a).total_cmp(&y(b)));
        let mut bands: Vec<Vec<usize>> = Vec::new();
        let mut last = f32::NEG_INFINITY;
        for i in group {
            let at = y(&i);
            match bands.last_mut() {
                Some(band) if at - last <= DRIFT => band.push(i),
                _ => bands.push(vec![i]),
            }
            last = at;
        }
        for band in &mut bands {
            band.sort_unstable();
        }
        bands
    }

    fn members<'a>(&'a self, band: &'a [usize]) -> impl Iterator<Item = &'a Line> {
        band.iter().filter_map(|&i| self.lines.get(i))
    }

    fn pages(&self, band: &[usize]) -> usize {
        let mut pages: Vec<u32> = self.members(band).map(|line| line.page).collect();
        pages.dedup();
        pages.len()
    }

    fn height(&self, band: &[usize]) -> f32 {
        self.members(band).map(|line| line.y).fold(f32::INFINITY, f32::min)
    }

    /// What a band of repeated lines is; none where it may be the text's own.
    fn judge(&self, band: &[usize]) -> Option<Kind> {
        let first = self.members(band).next()?;
        let numbered = follows_pages(self.members(band));
        if is_page_number(&first.masked) {
            let said = first.masked.chars().any(|c| c.is_alphabetic() || c == '/');
            return (numbered || said).then_some(Kind::PageNumber);
        }
        let constant = self.members(band).all(|line| line.numbers == first.numbers);
        let running = match self.edge {
            Edge::Bottom => Kind::RunningFoot,
            Edge::Top => Kind::RunningHead,
            Edge::Left | Edge::Right => return constant.then_some(Kind::RunningHead),
        };
        // « Annexe 1 », « Annexe 2 »… on top of successive pages are titles, and so is a title that stands on top of a
        // few pages; what stands on top of half of the pages from the start on is a running head, however large.
        let prominent = first.bold || first.size.is_some_and(|size| size > self.body * 1.15);
        let common = band.len() * 2 >= self.last_page as usize && first.page <= 3;
        let repeated = constant && (!prominent || common || band.len() >= 6);
        (repeated || (numbered && (!prominent || common))).then_some(running)
    }

    /// True where, on most of its pages, nothing but furniture stands between the band and the edge.
    fn is_outermost(&self, band: &[usize]) -> bool {
        let covered = |&&i: &&usize| {
            let Some(line) = self.lines.get(i) else { return false };
            let outside = self.lines.get(..i).unwrap_or_default().iter().zip(&self.found).rev();
            outside
                .take_while(|(other, _)| other.page == line.page)
                .any(|(other, found)| found.is_none() && line.y - other.y > DRIFT)
        };
        band.iter().filter(covered).count() * 5 <= band.len()
    }

    fn set(&mut self, index: usize, kind: Kind) {
        if let Some(slot) = self.found.get_mut(index) {
            *slot = Some(kind);
        }
    }
}

/// A height at which furniture stands.
struct Slot {
    y: f32,
    size: Option<f32>,
    lines: u32,
    count: usize,
    kind: Kind,
}

impl Slot {
    fn holds(&self, line: &Line) -> bool {
        let same_size = match (self.size, line.size) {
            (Some(a), Some(b)) => (a - b).abs() < 0.3,
            (a, b) => a.is_none() == b.is_none(),
        };
        same_size && line.lines <= self.lines && (self.y - line.y).abs() < DRIFT / 3.0
    }
}

impl Line {
    fn of(index: usize, block: &Block, edge: Edge) -> Option<Self> {
        let position = block.cues.position?;
        let page = block.place.page?;
        let (y, inner) = match edge {
            Edge::Top => (position.top, position.bottom),
            Edge::Bottom => (1.0 - position.bottom, 1.0 - position.top),
            Edge::Left => (position.left, position.right),
            Edge::Right => (1.0 - position.right, 1.0 - position.left),
        };
        let tall = position.bottom - position.top > 2.0 * (position.right - position.left);
        if tall != matches!(edge, Edge::Left | Edge::Right) {
            return None;
        }
        if y > BAND || inner > BAND * 1.5 || !matches!(block.kind, Kind::Paragraph | Kind::Heading(_)) {
            return None;
        }
        weight_within(block, LONGEST).filter(|weight| *weight > 0)?;
        let (masked, numbers) = mask(&shown(block, LONGEST));
        let lines = block.cues.lines.unwrap_or(1);
        Some(Self {
            block: index,
            page,
            y,
            masked,
            numbers,
            size: block.cues.size,
            bold: block.cues.bold,
            lines,
        })
    }
}

/// The tables that have two rows or more away from the edges: the label of a form that stands on top of several pages is
/// text, « 3. Avec qui avez-vous travaillé ? ».
fn tables_of_text(blocks: &[Block]) -> HashSet<u32> {
    let inner = |block: &&Block| {
        let position = block.cues.position;
        position.is_some_and(|position| position.top > BAND * 1.5 && position.bottom < 1.0 - BAND * 1.5)
    };
    let mut rows: BTreeMap<u32, u32> = BTreeMap::new();
    let mut of_text = HashSet::new();
    for cell in blocks.iter().filter(inner).filter_map(|block| block.context.cell) {
        if *rows.entry(cell.table).or_insert(cell.row) != cell.row {
            of_text.insert(cell.table);
        }
    }
    of_text
}

/// True where a number of the lines follows the number of their page on most of them.
fn follows_pages<'a>(lines: impl Iterator<Item = &'a Line>) -> bool {
    let mut offsets: BTreeMap<(usize, i64), usize> = BTreeMap::new();
    let mut count = 0;
    for line in lines {
        count += 1;
        for (i, &number) in line.numbers.iter().enumerate() {
            *offsets.entry((i, i64::from(number) - i64::from(line.page))).or_default() += 1;
        }
    }
    let most = offsets.values().copied().max().unwrap_or(0);
    most >= REPEATED && most * 10 >= count * 6
}
