//! The cover: the first page or pages, whose large lines are no headings.

use std::collections::HashSet;

use super::contents::{Contents, key};
use super::declared::Titles;
use super::presume;
use super::text::{fold, numbered, weight, weight_within};
use super::{annex_titles, numbering};
use crate::document::{Block, Document};

/// One behind the last block of the cover, 0 where the document begins with its text. `drawn` has the titles of headings
/// that their blocks do not hold.
pub(super) fn of(document: &Document, contents: &Contents, drawn: &Titles) -> usize {
    let blocks = &document.blocks;
    let first_contents = contents.tables.first().map_or(usize::MAX, |table| table.blocks.start);
    let titles = CoverTitles { blocks, contents, drawn, slides: document.pages.slides };
    let heads_text = |(at, block): (usize, &Block)| block.heading().is_some() && !titles.hold(at);
    let declared = blocks.iter().enumerate().position(heads_text).unwrap_or(usize::MAX);
    let opens_text = blocks.iter().position(opens_text).unwrap_or(usize::MAX);
    let limit = first_contents.min(declared).min(opens_text);
    let page = |n: u32| blocks.iter().position(|block| block.place.page.is_some_and(|page| page > n));
    let before = |end: usize| blocks.get(..end).unwrap_or_default();
    let second = match page(1) {
        Some(second) => second,
        // Where no page is known, what comes first of the contents and the text ends the cover.
        None if limit < blocks.len() && blocks.iter().all(|block| block.place.page.is_none()) => limit,
        None => return 0,
    };
    let first = second.min(limit);
    if is_prose(before(first)) {
        let any = blocks.iter().position(|block| block.heading().is_some()).unwrap_or(first).min(first);
        return if is_prose(before(any)) { 0 } else { any };
    }
    // A title page that says the same as the cover.
    match page(2).filter(|_| limit > second).map(|third| third.min(limit)) {
        Some(third) if !is_prose(before(third)) && repeats(before(first), blocks.get(first..third)) => third,
        _ => first,
    }
}

/// Tells the declared headings that are lines of the cover: title styles that a producer exports as headings.
struct CoverTitles<'a> {
    blocks: &'a [Block],
    contents: &'a Contents,
    drawn: &'a Titles,
    slides: bool,
}

impl CoverTitles<'_> {
    /// True where the declared heading at `at` is a line of the cover: it names the document itself, or it is no title
    /// of the text and either the contents behind it leave it out, or there are none and its page has nothing but it and
    /// short lines before the next part.
    fn hold(&self, at: usize) -> bool {
        let Some(block) = self.blocks.get(at) else { return false };
        let title = self.drawn.get(&at).cloned().unwrap_or_else(|| numbered(block, 300));
        let first = || self.blocks.iter().take(at).all(|block| !block.in_flow() || block.is_blank());
        if first() && names_document(&title) {
            return true;
        }
        let of_text = presume::is_usual(&title)
            || numbering::parse(&title).is_some()
            || annex_titles::says(&title) != annex_titles::Says::Other;
        if of_text || block.place.page.is_some_and(|page| page > 1) {
            return false;
        }
        let listing = self.contents.tables.iter().find(|table| table.of_headings && table.blocks.start > at);
        match listing {
            Some(_) => {
                let title = key(&title);
                self.contents.entries.len() >= 3
                    && self.contents.entries.iter().all(|entry| key(&entry.title) != title)
            }
            // A slide is a page of its own with a few lines under its title, and most are no cover.
            None => !self.slides && (self.alone_on_first_page(at) || self.is_subtitle(at)),
        }
    }

    /// True where a file without pages opens with a title and, right below it, the heading at `at`, under which nothing
    /// stands but two short lines or more, one of them with a colon: « Candidate : … », « Session : … ».
    fn is_subtitle(&self, at: usize) -> bool {
        let before = self.blocks.get(..at).unwrap_or_default();
        let mut above = before.iter().filter(|block| block.in_flow() && !block.is_blank());
        let below = self.blocks.get(at + 1..).unwrap_or_default();
        let below = below.iter().take_while(|block| block.heading().is_none());
        let text: Vec<String> = below.filter(|block| block.in_flow()).map(Block::text).collect();
        let lines: Vec<&str> = text
            .iter()
            .flat_map(|text| text.lines())
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        self.blocks.iter().all(|block| block.place.page.is_none())
            && above.next().is_some_and(|block| block.heading().is_some())
            && above.next().is_none()
            && lines.len() >= 2
            && lines.iter().all(|line| line.chars().count() <= LINE && !line.ends_with('.'))
            && lines.iter().any(|line| line.contains(':'))
    }

    /// True where the next declared heading that is not on the first page stands no deeper than the one at `at`, which
    /// has other lines under it, and no prose.
    fn alone_on_first_page(&self, at: usize) -> bool {
        let level = |block: &Block| block.heading().map(|heading| heading.level);
        let Some((next, below)) =
            self.blocks.iter().enumerate().skip(at + 1).find(|(_, block)| {
                block.heading().is_some() && block.place.page.is_some_and(|page| page > 1)
            })
        else {
            return false;
        };
        let between = self.blocks.get(at + 1..next).unwrap_or_default();
        let lines = between.iter().filter(|block| block.in_flow() && !block.is_blank());
        lines.clone().count() >= 2
            && lines.clone().all(|block| block.place.page == Some(1))
            && !is_prose(between)
            && self.blocks.get(at).and_then(level) >= level(below)
    }
}

/// Characters of the longest line of a cover that tells who, where or when.
const LINE: usize = 90;

/// True for « Dossier de projet », « Titre professionnel … », « Page de garde ».
fn names_document(title: &str) -> bool {
    const NAMES: &[&str] = &[
        "dossier de projet",
        "dossier projet",
        "dossier professionnel",
        "titre professionnel",
        "rapport de projet",
        "rapport de stage",
        "rapport d alternance",
        "page de garde",
        "page de couverture",
        "page de titre",
        "couverture",
    ];
    let title = fold(title);
    NAMES
        .iter()
        .any(|name| title.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// True for a line that begins the text: « 1. Contexte », « Remerciements ».
fn opens_text(block: &Block) -> bool {
    if !block.in_flow()
        || block.context.cell.is_some()
        || block.context.text_box
        || weight_within(block, 120).is_none()
    {
        return false;
    }
    let text = numbered(block, 240);
    let first = |number: numbering::Numbered<'_>| {
        number.value.first() == Some(&1) && number.rest.chars().filter(|c| c.is_alphabetic()).count() > 3
    };
    presume::is_usual(&text) || numbering::parse(&text).is_some_and(first)
}

/// True where two lines of the cover stand on the next page again.
fn repeats(cover: &[Block], next: Option<&[Block]>) -> bool {
    let keys = |blocks: &[Block]| -> HashSet<String> {
        let lines = blocks.iter().filter(|block| block.in_flow() && weight_within(block, 5).is_none());
        lines.map(|block| key(&numbered(block, 300))).collect()
    };
    keys(cover).intersection(&keys(next.unwrap_or_default())).count() >= 2
}

/// True where `blocks` read like text rather than like the lines of a cover: a long paragraph, two sentences, or much
/// of anything.
pub(super) fn is_prose(blocks: &[Block]) -> bool {
    let (mut all, mut sentences) = (0, 0);
    for block in blocks.iter().filter(|block| block.in_flow()) {
        let weight = weight(block);
        all += weight;
        let full_stop = || block.runs.last().is_some_and(|run| run.text.trim_end().ends_with('.'));
        sentences += usize::from(weight > 100 && full_stop());
        if weight > 300 || sentences > 1 || all > 1500 {
            return true;
        }
    }
    false
}
