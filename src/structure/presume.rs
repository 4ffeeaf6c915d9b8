//! Headings presumed from their look, for what the file does not declare.

use super::around::Around;
use super::numbering::{self, Family, Numbered};
use super::text::{fold, numbered, weight, weight_within};
use crate::document::{Block, Document, Kind, is_letter_or_digit};

/// Characters of the longest presumed heading: candidates copy whole sentences of their référentiel.
const LONGEST: usize = 260;
/// Score from which a line is presumed to be a heading.
pub(super) const ENOUGH: f32 = 3.0;

/// What a document's text looks like, against which a heading stands out.
#[derive(Clone, Debug, Default)]
pub(super) struct Ground {
    /// Size of most characters, in points; none where sizes are unknown.
    pub(super) size: Option<f32>,
    /// Every size that much of the prose has, ascending.
    sizes: Vec<f32>,
    /// Most characters are bold.
    pub(super) bold: bool,
    /// Colour of most characters.
    colour: Option<u32>,
}

impl Ground {
    /// What most characters of the running text look like.
    pub(super) fn of(document: &Document) -> Self {
        let (mut sizes, mut colours) = (Vec::<(u32, usize)>::new(), Vec::<(Option<u32>, usize)>::new());
        let (mut bold, mut all) = (0, 0);
        let mut prose: Vec<(u32, usize)> = Vec::new();
        for block in document.blocks.iter().filter(|block| block.kind == Kind::Paragraph) {
            let weight = weight(block);
            all += weight;
            bold += if block.cues.bold { weight } else { 0 };
            if let Some(size) = block.cues.size.filter(|size| *size > 0.0) {
                let size = (size * 4.0).round() as u32;
                add(&mut sizes, size, weight);
                if weight > 150 {
                    add(&mut prose, size, weight);
                }
            }
            add(&mut colours, block.cues.colour, weight);
        }
        let size = most(&sizes).map(|size| size as f32 / 4.0).or(document.pages.body_size);
        let much = prose.iter().map(|(_, weight)| weight).sum::<usize>() / 10;
        let mut sizes: Vec<f32> =
            prose.iter().filter(|(_, weight)| *weight > much).map(|(size, _)| *size as f32 / 4.0).collect();
        sizes.extend(size);
        sizes.sort_by(f32::total_cmp);
        Self { size, sizes, bold: bold * 2 > all, colour: most(&colours).flatten() }
    }

    /// The size of the text that a line of `size` has to stand out from: the largest that is not above it.
    fn under(&self, size: f32) -> Option<f32> {
        self.sizes.iter().rev().copied().find(|body| *body <= size + 0.3).or(self.size)
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
pub(super) fn score(block: &Block, around: &Around, ground: &Ground) -> Option<f32> {
    let in_table = block.context.cell.is_some();
    if block.kind != Kind::Paragraph || block.context.note.is_some() || (in_table && !around.banner) {
        return None;
    }
    let weight = weight_within(block, LONGEST).filter(|weight| *weight > 0 && !is_code(block))?;
    let text = numbered(block, LONGEST * 2);
    if presents(&text) || is_caption(&text) || !text.chars().any(char::is_alphabetic) || is_address(&text) {
        return None;
    }
    let number = numbering::parse(&text);
    let look = look_score(block, ground, &text);
    let least = if in_table {
        4.0
    } else if around.pattern {
        -2.0
    } else {
        0.25
    };
    let by_number = !in_table && look >= 0.0 && stands_by_number(block, around, &text, number.as_ref());
    if look < least && !by_number {
        return None;
    }
    Some(
        look + text_score(&text, weight, number.as_ref())
            + place_score(block)
            + around_score(block, around, look, number.as_ref()),
    )
}

/// True for a short line of the text's own look that its number makes a heading: alone before text, or a title that most
/// dossiers have.
fn stands_by_number(block: &Block, around: &Around, text: &str, number: Option<&Numbered<'_>>) -> bool {
    let numbered = number.is_some_and(|number| !number.rest.is_empty()) && weight_within(block, 70).is_some();
    let usual = is_usual(text) && (block.cues.starts_page || around.heads_text || around.alone_on_page);
    numbered && (usual || (around.heads_text && !around.sequence))
}

/// What size, weight, capitals and colour say.
fn look_score(block: &Block, ground: &Ground, text: &str) -> f32 {
    let cues = &block.cues;
    let body = cues.size.and_then(|size| ground.under(size));
    let mut score = match (cues.size, body) {
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
fn text_score(text: &str, weight: usize, number: Option<&Numbered<'_>>) -> f32 {
    let mut score = match number {
        Some(number) if number.rest.is_empty() => -3.0,
        Some(number) if number.depth > 1 || number.family == Family::Word => 2.0,
        Some(_) => 1.0,
        None if text.starts_with(char::is_lowercase) => -2.0,
        None if text.starts_with(['-', '–', '_', '*', '+', '[']) => -2.5,
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
    if block.cues.lines.is_some_and(|lines| lines > 3) {
        score -= 1.5;
    }
    score
}

/// What stands around it says.
fn around_score(block: &Block, around: &Around, look: f32, number: Option<&Numbered<'_>>) -> f32 {
    let mut score = match block.context.list {
        None => 0.0,
        Some(item) if around.lone_item => {
            if item.ordered {
                0.5
            } else {
                -0.5
            }
        }
        Some(item) => {
            if item.ordered {
                -0.5
            } else {
                -2.0
            }
        }
    };
    // « 8.2.5 » counts within chapters, not within a list.
    let counts_through = number.is_some_and(|number| number.depth > 1);
    if around.in_run && look < 3.0 && !counts_through {
        score -= 2.0;
    }
    if around.pattern {
        score += 2.0;
    }
    if around.beside {
        score -= 2.5;
    }
    if around.heads_text || around.alone_on_page {
        score += if look < 0.25 { 1.5 } else { 0.5 };
    }
    // « À retenir », « Légende »: a label that comes back again and again, no larger than the text.
    if around.repeats >= 4 && look < 3.0 {
        score -= 2.0;
    }
    score
}

/// Titles that stand in most dossiers, whatever the certification.
pub(super) fn is_usual(text: &str) -> bool {
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

/// True for a sentence that presents what follows it, in the look of a heading: « Vous trouverez les dates dans le tableau
/// ci-dessous : ».
pub(super) fn presents(text: &str) -> bool {
    const LEAST: usize = 8;
    const POINTS: [&str; 9] = [
        "ci dessous",
        "ci apres",
        "tableau suivant",
        "liste suivante",
        "schema suivant",
        "figure suivante",
        "suivants",
        "table below",
        "following table",
    ];
    const TELLS: [&str; 8] = ["vous", "voir", "voici", "je", "j", "nous", "on", "you"];
    if text.chars().filter(|&c| !is_letter_or_digit(c)).count() + 1 < LEAST {
        return false;
    }
    let text = fold(text);
    let words = || text.split(' ');
    words().count() >= LEAST
        && POINTS.iter().any(|point| text.contains(point))
        && words().any(|word| TELLS.contains(&word))
}

/// True for an e-mail or web address.
fn is_address(text: &str) -> bool {
    text.contains("://") || (!text.contains(' ') && (text.contains('@') || text.starts_with("www.")))
}
