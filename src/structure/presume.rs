//! Headings presumed from their look, for what the file does not declare.

use super::numbering::{self, Family};
use super::text::{fold, numbered, weight};
use crate::document::{Block, Document, Kind};

/// Characters of the longest presumed heading: candidates copy whole sentences of their référentiel.
const LONGEST: usize = 260;
/// Score from which a line is presumed to be a heading.
pub(super) const ENOUGH: f32 = 3.0;

/// What a document's text looks like, against which a heading stands out.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Ground {
    /// Size of most characters, in points; none where sizes are unknown.
    pub(super) size: Option<f32>,
    /// Most characters are bold.
    pub(super) bold: bool,
    /// Colour of most characters.
    pub(super) colour: Option<u32>,
}

impl Ground {
    /// What most characters of the running text look like.
    pub(super) fn of(document: &Document) -> Self {
        let (mut sizes, mut colours) = (Vec::<(u32, usize)>::new(), Vec::<(Option<u32>, usize)>::new());
        let (mut bold, mut all) = (0, 0);
        for block in document.blocks.iter().filter(|block| matches!(block.kind, Kind::Paragraph)) {
            let weight = weight(block);
            all += weight;
            bold += if block.cues.bold { weight } else { 0 };
            if let Some(size) = block.cues.size.filter(|size| *size > 0.0) {
                add(&mut sizes, (size * 4.0).round() as u32, weight);
            }
            add(&mut colours, block.cues.colour, weight);
        }
        let size = most(&sizes).map(|size| size as f32 / 4.0).or(document.pages.body_size);
        Self { size, bold: bold * 2 > all, colour: most(&colours).flatten() }
    }
}

fn add<T: PartialEq>(tallies: &mut Vec<(T, usize)>, value: T, weight: usize) {
    if let Some((_, sum)) = tallies.iter_mut().find(|(known, _)| *known == value) {
        *sum += weight;
    } else if tallies.len() < 256 {
        tallies.push((value, weight));
    }
}

fn most<T: Copy>(tallies: &[(T, usize)]) -> Option<T> {
    tallies.iter().max_by_key(|(_, sum)| *sum).map(|(value, _)| *value)
}

/// How much `block` looks like a heading: [`ENOUGH`] and more for one; none where it cannot be one.
pub(super) fn score(block: &Block, ground: &Ground) -> Option<f32> {
    if block.kind != Kind::Paragraph || block.context.note.is_some() || block.context.cell.is_some() {
        return None;
    }
    let weight = weight(block);
    if weight == 0 || weight > LONGEST || is_code(block) {
        return None;
    }
    let text = numbered(block, LONGEST * 2);
    if is_caption(&text) || !text.chars().any(char::is_alphabetic) || is_address(&text) {
        return None;
    }
    let look = look_score(block, ground, &text);
    if look <= 0.0 {
        return None;
    }
    Some(look + text_score(&text, weight) + place_score(block))
}

/// What size, weight, capitals and colour say. Nothing of them: it cannot be a heading.
fn look_score(block: &Block, ground: &Ground, text: &str) -> f32 {
    let cues = &block.cues;
    let mut score = match (cues.size, ground.size) {
        (Some(size), Some(body)) if size >= body * 1.3 || size >= body + 4.0 => 3.5,
        (Some(size), Some(body)) if size >= body * 1.12 || size >= body + 1.9 => 3.0,
        (Some(size), Some(body)) if size >= body * 1.04 => 1.0,
        (Some(size), Some(body)) if size < body * 0.94 => -1.5,
        _ => 0.0,
    };
    if cues.bold && !ground.bold {
        score += 2.0;
    }
    if is_capitals(text) {
        score += 1.25;
    }
    if cues.colour != ground.colour {
        score += 0.5;
    }
    score
}

/// What number, length and punctuation say.
fn text_score(text: &str, weight: usize) -> f32 {
    let mut score = match numbering::parse(text) {
        Some(number) if number.depth > 1 || number.family == Family::Word => 2.0,
        Some(number) if number.rest.is_empty() => -3.0,
        Some(_) => 1.0,
        None if text.starts_with(char::is_lowercase) => -2.0,
        None if text.starts_with(['-', '•', '–', '*', '\u{f0b7}', '\u{f0a7}', '►', '➢', '✓']) => {
            -2.5
        }
        None => 0.0,
    };
    let words = text.split(' ').count();
    score += match text.chars().next_back() {
        Some('.') if words <= 6 => -0.5,
        Some('.' | ';' | ',') => -2.5,
        Some(':') if words > 8 => -1.5,
        Some('(' | '-' | '/') => -1.0,
        _ => 0.0,
    };
    score += match weight {
        0..=2 => -2.0,
        3..=60 => 0.5,
        61..=100 => 0.0,
        101..=160 => -0.75,
        _ => -1.25,
    };
    if is_usual(text) {
        score += 1.5;
    }
    score
}

/// What its place says.
fn place_score(block: &Block) -> f32 {
    let mut score = 0.0;
    if block.cues.starts_page {
        score += 0.5;
    }
    if block.cues.space_before.is_some_and(|space| space > 10.0) {
        score += 0.5;
    }
    if let Some(item) = block.context.list {
        score -= if item.ordered { 0.5 } else { 2.0 };
    }
    if block.cues.lines.is_some_and(|lines| lines > 3) {
        score -= 1.5;
    }
    score
}

/// Titles that stand in most dossiers, whatever the certification.
fn is_usual(text: &str) -> bool {
    const USUAL: &[&str] = &[
        "introduction",
        "conclusion",
        "remerciements",
        "abstract",
        "resume",
        "annexes",
        "annexe",
        "bibliographie",
        "webographie",
        "glossaire",
        "bilan",
        "contexte",
        "cahier des charges",
    ];
    USUAL.contains(&fold(numbering::strip(text)).as_str())
}

/// True for text of which all letters are capitals, four at least.
pub(super) fn is_capitals(text: &str) -> bool {
    let (mut upper, mut lower) = (0, 0);
    for c in text.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    upper >= 4 && lower == 0
}

/// True for a listing: fixed width throughout.
pub(super) fn is_code(block: &Block) -> bool {
    block.kind == Kind::Code || (!block.runs.is_empty() && block.runs.iter().all(|run| run.style.monospace))
}

/// True for « Figure 3 : … », « Tableau 2 – … ».
pub(super) fn is_caption(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "figure",
        "fig",
        "tableau",
        "table",
        "illustration",
        "image",
        "capture",
        "photo",
        "schema",
        "source",
        "listing",
        "graphique",
        "ecran",
        "extrait",
    ];
    let mut words = text.split([' ', '\u{a0}', '.', ':', '°']).filter(|word| !word.is_empty());
    let Some(first) = words.next() else { return false };
    if !WORDS.contains(&fold(first).as_str()) {
        return false;
    }
    let next = words.find(|word| !matches!(fold(word).as_str(), "n" | "no" | "numero"));
    let numbered = next.is_some_and(|word| {
        word.starts_with(|c: char| c.is_ascii_digit()) || numbering::roman(word).is_some()
    });
    numbered || text.split_once(':').is_some_and(|(before, _)| before.trim().split(' ').count() <= 1)
}

/// True for an e-mail or web address.
fn is_address(text: &str) -> bool {
    !text.contains(' ') && (text.contains('@') || text.contains("://") || text.starts_with("www."))
}
