//! What the tags say of blocks, held against how the blocks look.

use std::collections::BTreeMap;

use super::{Kind, Tags};
use crate::document::{Block, Heading, Kind as BlockKind, KnownBy, Role};
use crate::hash::HashMap;
use crate::read::pdf::outline::letters;

/// A heading that is longer is none, in characters.
const LONGEST: usize = 250;

/// Characters that headings may have of all text, in percent.
const MOST: usize = 30;

/// Gives blocks the kinds that the tags tell, where look and number make them plausible. `elements` is the tagged
/// element of every block.
pub(crate) fn apply(blocks: &mut [Block], elements: &[Option<u32>], tags: &Tags) {
    for (block, element) in blocks.iter_mut().zip(elements) {
        let Some(element) = element.and_then(|i| tags.get(i)) else { continue };
        let list = element.context.list.or(block.context.list);
        block.context = crate::document::Context { list, ..element.context };
        if element.kind == Kind::Contents && block.kind == BlockKind::Paragraph {
            block.kind = BlockKind::Contents;
        }
    }
    let headings = headings(blocks, elements, tags);
    let body = Body::of(blocks);
    let total: usize = blocks.iter().map(characters).sum();
    let tagged: usize = headings.iter().filter_map(|(i, _)| blocks.get(*i)).map(characters).sum();
    if tagged * 100 > total * MOST {
        return;
    }
    let mut levels: BTreeMap<Option<u8>, (usize, usize)> = BTreeMap::new();
    for (i, level) in &headings {
        let agrees = blocks.get(*i).is_some_and(|block| body.stands_out(block));
        let counts = levels.entry(*level).or_default();
        counts.0 += usize::from(agrees);
        counts.1 += 1;
    }
    for (i, level) in headings {
        let trusted = levels.get(&level).is_some_and(|(agree, all)| agree * 2 >= *all);
        if let Some(block) = blocks.get_mut(i).filter(|block| trusted && may_be_heading(block)) {
            block.kind = BlockKind::Heading(Heading { level, known_by: KnownBy::Tag });
        }
    }
}

/// Blocks that are tagged as headings, with their levels.
fn headings(blocks: &[Block], elements: &[Option<u32>], tags: &Tags) -> Vec<(usize, Option<u8>)> {
    let mut out = Vec::new();
    for (i, (block, element)) in blocks.iter().zip(elements).enumerate() {
        let level = match element.and_then(|i| tags.get(i)).map(|element| element.kind) {
            Some(Kind::Heading(level)) => level,
            Some(Kind::Title) => None,
            _ => continue,
        };
        if !block.is_blank() && matches!(block.kind, BlockKind::Paragraph) {
            out.push((i, level));
        }
    }
    out
}

fn characters(block: &Block) -> usize {
    let text = block.runs.iter().filter(|run| run.role == Role::Text);
    text.map(|run| run.text.chars().filter(|c| !c.is_whitespace()).count()).sum()
}

fn may_be_heading(block: &Block) -> bool {
    let text = block.text();
    let text = text.trim();
    characters(block) <= LONGEST && !(text.ends_with(['.', ';', ',']) && text.split_whitespace().count() > 12)
}

/// How the body of the document looks.
struct Body {
    size: f32,
    colour: Option<u32>,
}

impl Body {
    fn of(blocks: &[Block]) -> Self {
        let mut looks: HashMap<(u32, Option<u32>), usize> = HashMap::default();
        for block in blocks {
            let size = (block.cues.size.unwrap_or(0.0) * 10.0).round() as u32;
            *looks.entry((size, block.cues.colour)).or_default() += characters(block);
        }
        let most = looks.into_iter().max_by_key(|(look, count)| (*count, *look)).map(|(look, _)| look);
        let (size, colour) = most.unwrap_or((0, None));
        Self { size: size as f32 / 10.0, colour }
    }

    /// True where size, weight, slant, colour, capitals or a number set the block apart from the body.
    fn stands_out(&self, block: &Block) -> bool {
        let cues = &block.cues;
        let text = block.text();
        let text = text.trim();
        let capitals = text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
        let numbered = text.starts_with(|c: char| c.is_ascii_digit())
            || text
                .split(['.', ' ', ')', '-'])
                .next()
                .is_some_and(|w| w.bytes().all(|b| b"IVX".contains(&b)));
        characters(block) <= LONGEST
            && (cues.size.is_some_and(|size| size > self.size * 1.04)
                || cues.bold
                || cues.italic
                || cues.colour != self.colour
                || capitals
                || numbered)
    }
}

/// A tagged heading whose text is not, or not whole, in the text of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lost {
    /// Its text by the tags.
    pub(crate) text: String,
    /// Its level.
    pub(crate) level: Option<u8>,
    /// Physical page.
    pub(crate) page: Option<u32>,
    /// The block that has a part of it, or else the block that it stands before.
    pub(crate) at: usize,
    /// The block at `at` has a part of it.
    pub(crate) partly: bool,
}

/// Headings that the tags give a text for which the page's text does not have.
pub(crate) fn lost_headings(blocks: &[Block], elements: &[Option<u32>], tags: &Tags) -> Vec<Lost> {
    let mut texts: HashMap<u32, Vec<&str>> = HashMap::default();
    for (number, element) in (0u32..).zip(&tags.elements) {
        if let (Some(text), Some(heading)) = (&element.text, heading_of(tags, number)) {
            texts.entry(heading).or_default().push(text);
        }
    }
    let mut out = Vec::new();
    for (number, element) in (0u32..).zip(&tags.elements) {
        let Kind::Heading(level) = element.kind else { continue };
        let Some(text) = texts.get(&number).map(|texts| texts.join(" ")) else { continue };
        let at = elements.iter().position(|e| *e == Some(number));
        let known = at.and_then(|i| blocks.get(i)).map(Block::text).unwrap_or_default();
        let (known, full) = (letters(&known), letters(&text));
        if full.is_empty() || full.chars().count() > LONGEST || known.contains(&full) {
            continue;
        }
        // A description of something else ("Image 3") is no more of the heading than the heading itself.
        let partly = at.is_some();
        if partly && !full.starts_with(&known) {
            continue;
        }
        let next = elements.iter().position(|e| e.is_some_and(|e| e > number));
        out.push(Lost {
            text,
            level,
            page: element.page.or_else(|| first_page(tags, number)),
            at: at.or(next).unwrap_or(blocks.len()),
            partly,
        });
    }
    out
}

/// The heading that an element is, or is a part of.
fn heading_of(tags: &Tags, element: u32) -> Option<u32> {
    let mut next = Some(element);
    for _ in 0..16 {
        let number = next?;
        let element = tags.get(number)?;
        if matches!(element.kind, Kind::Heading(_)) {
            return Some(number);
        }
        next = element.parent;
    }
    None
}

/// The page of the first content of an element.
fn first_page(tags: &Tags, element: u32) -> Option<u32> {
    tags.content.iter().filter(|(_, e)| **e == element).map(|((page, ..), _)| *page).min()
}
