//! Lines that come back in one look, each alone over text: headings, where the file declares none.

use super::numbering;
use super::presume::{self, Ground};
use super::text::{numbered, weight_within};
use crate::document::{Block, Document, Kind};
use crate::hash::HashMap;

/// Lines that make a pattern, and how many times as many as others of their look.
const LINES: usize = 6;
const TIMES: usize = 3;
/// Characters of the shortest and the longest of them, and of the text under one.
const SHORTEST: usize = 4;
const LONGEST: usize = 120;
const TEXT: usize = 150;
/// Times that a label comes back from which it is one.
const LABEL: usize = 4;
/// White space above a line that stands apart, in its own size, and how many times that above paragraphs.
const APART: f32 = 1.0;
const WIDER: f32 = 1.5;
/// Blocks before and behind a line that may stand beside it.
const NEAR: usize = 3;

/// How a line looks, if not like the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Look {
    bold: bool,
    italic: bool,
    capitals: bool,
    /// In half points.
    size: Option<u32>,
}

impl Look {
    fn of(block: &Block, text: &str, ground: &Ground) -> Self {
        Self {
            bold: block.cues.bold && !ground.bold,
            italic: block.cues.italic,
            capitals: presume::is_capitals(text),
            size: block.cues.size.map(|size| (size * 2.0).round() as u32),
        }
    }

    fn is_plain(&self) -> bool {
        !self.bold && !self.italic && !self.capitals
    }
}

/// A block of running text.
struct Line<'d> {
    at: usize,
    block: &'d Block,
    /// What it begins with, number included.
    text: String,
    look: Look,
    /// Characters; of more than make a text under a line no more is told.
    weight: usize,
    /// A short line as it is compared.
    key: Option<String>,
}

impl<'d> Line<'d> {
    fn of(at: usize, block: &'d Block, ground: &Ground) -> Self {
        let text = numbered(block, LONGEST * 2);
        let weight = weight_within(block, TEXT).unwrap_or(TEXT + 1);
        let key = (weight <= LONGEST).then(|| super::contents::key(&text));
        Self { at, block, look: Look::of(block, &text, ground), text, weight, key }
    }

    /// True for a line that may be a heading, by itself.
    fn may_be_one(&self) -> bool {
        let text = self.text.as_str();
        let begins = numbering::strip(text).chars().find(|c| c.is_alphanumeric());
        (SHORTEST..=LONGEST).contains(&self.weight)
            && begins.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
            && !text.ends_with(['.', ',', ';', ':', '!'])
            && !text.starts_with(['-', '–', '—', '•', '*', '«', '"', '('])
            && !presume::is_caption(text)
    }
}

/// The blocks that are such lines, in order.
pub(super) fn lines(document: &Document, ground: &Ground) -> Vec<usize> {
    let blocks = document.blocks.iter().enumerate().filter(|(_, block)| is_prose(block));
    let flow: Vec<Line<'_>> = blocks.map(|(at, block)| Line::of(at, block, ground)).collect();
    let usual = usual_space(&flow);
    let labels = labels(&flow);
    let mut looks: HashMap<Look, (Vec<usize>, usize)> = HashMap::default();
    for (i, line) in flow.iter().enumerate() {
        let (block, look) = (line.block, line.look);
        let apart = block.cues.space_before.map(|space| {
            space >= APART * block.cues.size.unwrap_or(11.0)
                && usual.is_some_and(|usual| space >= WIDER * usual)
        });
        let heads = flow.get(i + 1).is_some_and(|next| {
            let alike = next.look == look;
            if alike && next.weight <= LONGEST { !look.is_plain() } else { next.weight > TEXT || !alike }
        });
        // Where pages are known, the space above tells; bold tells without.
        let stands = if look.is_plain() { apart == Some(true) } else { look.bold || apart != Some(false) };
        let placed = block.cues.position.is_some() || look.bold;
        let (found, others) = looks.entry(look).or_default();
        let is_label = || line.key.as_ref().is_some_and(|key| labels.contains_key(key.as_str()));
        if line.may_be_one() && heads && stands && placed && !is_beside(&flow, i) && !is_label() {
            found.push(line.at);
        } else if !look.is_plain() || apart == Some(true) {
            *others += 1;
        }
    }
    let known =
        looks.into_values().filter(|(found, others)| found.len() >= LINES && found.len() >= others * TIMES);
    let mut lines: Vec<usize> = known.flat_map(|(found, _)| found).collect();
    lines.sort_unstable();
    lines
}

/// Running text: no cell, item, note or listing.
fn is_prose(block: &Block) -> bool {
    block.in_flow()
        && block.kind == Kind::Paragraph
        && block.context.cell.is_none()
        && block.context.list.is_none()
        && block.context.note.is_none()
        && !presume::is_code(block)
        && !block.is_blank()
}

/// True where something stands beside the line: a row of a table.
fn is_beside(flow: &[Line<'_>], i: usize) -> bool {
    let block = |i: usize| flow.get(i).map(|line| line.block);
    let Some((this, own)) = block(i).and_then(|this| Some((this, this.cues.position?))) else { return false };
    (i.saturating_sub(NEAR)..=i + NEAR).filter(|other| *other != i).filter_map(block).any(|other| {
        let position = other.cues.position.filter(|_| other.place.page == this.place.page);
        position.is_some_and(|it| {
            it.top < own.bottom && own.top < it.bottom && (it.left >= own.right || it.right <= own.left)
        })
    })
}

/// The white space that most paragraphs have above them.
fn usual_space(flow: &[Line<'_>]) -> Option<f32> {
    let placed = flow.iter().filter(|line| line.block.cues.position.is_some() && line.weight > TEXT);
    let mut spaces: Vec<f32> = placed.filter_map(|line| line.block.cues.space_before).collect();
    spaces.sort_by(f32::total_cmp);
    spaces.get(spaces.len() / 2).copied()
}

/// The short lines that come back word for word.
fn labels<'l>(flow: &'l [Line<'_>]) -> HashMap<&'l str, usize> {
    let mut all: HashMap<&str, usize> = HashMap::default();
    for key in flow.iter().filter_map(|line| line.key.as_deref()) {
        *all.entry(key).or_default() += 1;
    }
    all.retain(|_, count| *count >= LABEL);
    all
}
