//! Where the annexes begin, and where they end.

use std::ops::Range;

use super::headings::Mark;
use super::numbering;
use super::sections;
use super::text::fold;
use crate::document::Document;

/// A stretch of annexes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Annexes {
    /// Its blocks, the heading included.
    pub(super) blocks: Range<usize>,
    /// The heading that opens it, as read.
    pub(super) heading: String,
    /// Physical page it begins on, where known.
    pub(super) page: Option<u32>,
    /// How sure its start is, 0 to 1.
    pub(super) confidence: f32,
}

/// What a heading says of annexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// « Annexes », « 12. Annexes », « Annexes techniques ».
    All,
    /// « Annexe 1 : … », « Annexe B ».
    One,
    /// A title that belongs to the text and to nothing else.
    Text,
    /// Anything else.
    Other,
}

/// Finds the annexes by their headings.
pub(super) fn find(document: &Document, marks: &[Mark], levels: &[u8]) -> Vec<Annexes> {
    let titles: Vec<(String, Says)> = marks
        .iter()
        .map(|mark| {
            let heading = document
                .blocks
                .get(mark.block)
                .map(|block| sections::heading(block, mark))
                .unwrap_or_default();
            let says = says(&heading);
            (heading, says)
        })
        .collect();
    let Some(start) = start(&titles, levels) else { return Vec::new() };
    let end = end(&titles, levels, start);
    let Some(mark) = marks.get(start) else { return Vec::new() };
    let stop = end.and_then(|end| marks.get(end)).map_or(document.blocks.len(), |mark| mark.block);
    let Some((heading, _)) = titles.get(start) else { return Vec::new() };
    vec![Annexes {
        blocks: mark.block..stop,
        heading: heading.clone(),
        page: document.blocks.get(mark.block).and_then(|block| block.place.page),
        confidence: mark.confidence,
    }]
}

/// The first heading of the last group of annexes: nothing but annexes and their own sub-headings, or text that is
/// clearly set behind them, follows.
fn start(titles: &[(String, Says)], levels: &[u8]) -> Option<usize> {
    let last_all = titles.iter().rposition(|(_, says)| *says == Says::All);
    let last_one = titles.iter().rposition(|(_, says)| *says == Says::One);
    let at = last_all.or(last_one)?;
    // « Annexe 1 » and its like in front of it belong to the same group while no text stands between.
    let level = levels.get(at).copied().unwrap_or(1);
    let mut first = at;
    for i in (0..at).rev() {
        match titles.get(i).map(|(_, says)| *says) {
            Some(Says::All | Says::One) => first = i,
            _ if levels.get(i).is_some_and(|&l| l > level) => {}
            _ => break,
        }
    }
    Some(first)
}

/// The heading behind the annexes that opens text again.
fn end(titles: &[(String, Says)], levels: &[u8], start: usize) -> Option<usize> {
    let level = levels.get(start).copied().unwrap_or(1);
    (start + 1..titles.len()).find(|&i| {
        levels.get(i).is_some_and(|&l| l <= level)
            && titles.get(i).is_some_and(|(_, says)| *says == Says::Text)
    })
}

fn says(heading: &str) -> Says {
    let title = fold(numbering::strip(heading));
    let mut words = title.split(' ');
    match words.next() {
        Some("annexe" | "annexes" | "appendix" | "appendices" | "annex" | "annexs") => {
            let rest: Vec<&str> = words.collect();
            let one = rest.first().is_some_and(|word| {
                word.len() <= 4
                    && (word.parse::<u32>().is_ok()
                        || numbering::roman(&word.to_ascii_uppercase()).is_some()
                        || word.len() == 1)
            });
            if one { Says::One } else { Says::All }
        }
        Some(
            "conclusion" | "conclusions" | "introduction" | "remerciements" | "bilan" | "abstract" | "resume",
        ) => Says::Text,
        _ => Says::Other,
    }
}
