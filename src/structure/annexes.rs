//! Where the annexes begin, and where they end.

use std::collections::HashSet;
use std::ops::Range;

use super::annex_titles::{Says, says};
use super::contents::{self, Contents};
use super::headings::Mark;
use super::text::{shown, weight_within};
use super::{ContentsEntry, numbering, sections};
use crate::document::{Block, Document, Kind, Notice, NoticeKind};
use crate::say;

/// A stretch of annexes.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Annexes {
    /// Its blocks, the heading included.
    pub(super) blocks: Range<usize>,
    /// The heading that opens it, as read.
    pub(super) heading: String,
    /// How sure its start is, 0 to 1.
    pub(super) confidence: f32,
}

/// A heading as the search for annexes sees it.
struct Title {
    block: usize,
    heading: String,
    says: Says,
    level: u8,
    /// Its number, where it has a plain one.
    number: Option<(numbering::Family, u32)>,
    /// Its figures, where it has several.
    figures: Vec<u32>,
    confidence: f32,
}

/// Finds the annexes: by their headings, else by the page that the contents announce for them. A remark goes into the
/// document's notices where they are announced and found nowhere.
pub(super) fn find(
    document: &mut Document,
    marks: &[Mark],
    levels: &[u8],
    contents: &Contents,
) -> Option<Annexes> {
    let mut titles: Vec<Title> =
        marks.iter().zip(levels).filter_map(|(mark, &level)| title(document, mark, level)).collect();
    let mentions: Vec<usize> = (0..titles.len()).filter(|at| is_mention(&titles, *at)).collect();
    mentions.iter().rev().for_each(|at| drop(titles.remove(*at)));
    if let Some(start) = start(&titles).or_else(|| listed(&titles, contents)) {
        let first = titles.get(start)?;
        let end = end(&titles, start).and_then(|end| titles.get(end));
        let stop = end.map_or(document.blocks.len(), |title| title.block);
        if end.is_some() {
            tell_text_after(document, &titles, stop);
        }
        return Some(Annexes {
            blocks: first.block..stop,
            heading: first.heading.clone(),
            confidence: first.confidence,
        });
    }
    let entry = contents.entries.iter().rfind(|entry| matches!(says(&entry.title), Says::All))?;
    match announced(document, marks, contents, entry) {
        Some(block) => Some(Annexes {
            blocks: block..document.blocks.len(),
            heading: entry.title.clone(),
            confidence: 0.6,
        }),
        None => {
            tell_missing(document, entry);
            None
        }
    }
}

fn title(document: &Document, mark: &Mark, level: u8) -> Option<Title> {
    let heading = sections::heading(document.blocks.get(mark.block)?, mark);
    let parsed = numbering::parse(&heading);
    let figures = parsed.as_ref().map(|number| number.value.clone()).filter(|it| it.len() > 1);
    let number = parsed.filter(|number| number.depth == 1);
    Some(Title {
        figures: figures.unwrap_or_default(),
        block: mark.block,
        says: says(&heading),
        level,
        number: number.and_then(|number| Some((number.family, *number.value.first()?))),
        confidence: mark.confidence,
        heading,
    })
}

/// True for a line at the edge of a page that only points to an annex: the numbers of the text go on behind it, 2.5.1
/// before it and 2.5.2 or 2.6 behind.
fn is_mention(titles: &[Title], at: usize) -> bool {
    /// How sure a line is that nothing but its place makes a heading.
    const PLACE_ALONE: f32 = 0.5;
    let Some(title) = titles.get(at).filter(|it| it.says == Says::One && it.confidence <= PLACE_ALONE) else {
        return false;
    };
    let numbered = |it: &&Title| !it.figures.is_empty() && it.block != title.block;
    let before = titles.iter().take(at).rev().find(numbered);
    let behind = titles.iter().skip(at + 1).find(numbered);
    before.zip(behind).is_some_and(|(before, behind)| follows(&before.figures, &behind.figures))
}

/// True for the number right behind another: 2.5.2, 2.5.1.1, 2.6 and 3 behind 2.5.1.
fn follows(before: &[u32], behind: &[u32]) -> bool {
    let Some((last, parents)) = behind.split_last() else { return false };
    let within = parents == before;
    let beside = before.get(parents.len()).is_some_and(|own| before.starts_with(parents) && own + 1 == *last);
    within || beside
}

/// The first heading of the last group of annexes. A heading that only mentions them in the middle of the text is none:
/// the chapters' numbers go on behind it.
fn start(titles: &[Title]) -> Option<usize> {
    let at = last(titles, Says::All).or_else(|| last(titles, Says::One)).or_else(|| attached(titles))?;
    let level = titles.get(at)?.level;
    let mut first = at;
    for (i, title) in titles.iter().enumerate().take(at).rev() {
        match title.says {
            Says::All | Says::One => first = i,
            _ if title.level > level => {}
            _ => break,
        }
    }
    Some(first)
}

/// The first of the chapters that the table of the annexes lists, « A Plan du réseau », where no other chapter but the
/// text's own last ones stands behind it.
fn listed(titles: &[Title], contents: &Contents) -> Option<usize> {
    let behind = contents.annexed.last()?.block;
    let annexed: HashSet<String> = contents
        .annexed
        .iter()
        .map(|entry| without_index(&entry.title))
        .filter(|key| key.len() > 2)
        .collect();
    let is_listed = |title: &Title| title.block > behind && annexed.contains(&without_index(&title.heading));
    let first = titles.iter().position(is_listed)?;
    let level = titles.get(first)?.level;
    let mut rest = titles.iter().skip(first).filter(|title| title.level <= level);
    rest.all(|title| is_listed(title) || title.says == Says::Text).then_some(first)
}

/// A title as it is compared, without the letter or number of the annex.
fn without_index(title: &str) -> String {
    let key = contents::key(title);
    match key.split_once(' ') {
        Some((index, rest)) if index.len() == 1 => rest.to_owned(),
        _ => key,
    }
}

/// The last chapter, where it holds attachments.
fn attached(titles: &[Title]) -> Option<usize> {
    let at = last(titles, Says::Attached)?;
    let level = titles.get(at)?.level;
    let behind = titles.get(at + 1..).unwrap_or_default();
    let is_last = behind.iter().all(|title| title.level > level);
    let is_chapter = titles.iter().all(|title| title.level >= level);
    (at > 0 && is_last && is_chapter).then_some(at)
}

fn last(titles: &[Title], says: Says) -> Option<usize> {
    titles.iter().rposition(|title| title.says == says)
}

/// The heading behind the annexes that opens text again: one of the text's own titles, or the next chapter's number.
fn end(titles: &[Title], start: usize) -> Option<usize> {
    let opener = titles.get(start)?;
    let before = titles.iter().take(start).rev().find(|title| title.level <= opener.level);
    let next = match (opener.number, before.and_then(|title| title.number)) {
        (Some((family, n)), _) | (None, Some((family, n))) if opener.says == Says::All => {
            Some((family, n + 1))
        }
        _ => None,
    };
    titles.iter().enumerate().skip(start + 1).find_map(|(i, title)| {
        let top = title.level <= opener.level && !matches!(title.says, Says::All | Says::One);
        let goes_on = title.number.is_some() && title.number == next;
        (top && (title.says == Says::Text || goes_on)).then_some(i)
    })
}

/// The block at the top of the page that the contents give for `entry`, where other entries show how printed and
/// physical pages go together.
fn announced(
    document: &Document,
    marks: &[Mark],
    contents: &Contents,
    entry: &ContentsEntry,
) -> Option<usize> {
    let printed = i64::from(entry.page?);
    let offset = contents::page_offset(document, marks, contents)?;
    let page = u32::try_from(printed + offset).ok()?;
    let on_page = |block: &Block| block.in_flow() && block.place.page == Some(page);
    document
        .blocks
        .iter()
        .enumerate()
        .skip(entry.block + 1)
        .find(|(_, block)| on_page(block))
        .map(|(at, _)| at)
}

fn tell_missing(document: &mut Document, entry: &ContentsEntry) {
    let title = &entry.title;
    document.notices.push(Notice {
        kind: NoticeKind::Structure,
        message: say!(
            "Le sommaire annonce « {title} », qui n'est pas dans le document : les annexes sont peut-être dans un autre fichier.",
            "The contents announce “{title}”, which is not in the document: the annexes may be in another file."
        ),
        page: document.blocks.get(entry.block).and_then(|block| block.place.page),
    });
}

fn tell_text_after(document: &mut Document, titles: &[Title], stop: usize) {
    let Some(title) = titles.iter().find(|title| title.block == stop) else { return };
    let heading = &title.heading;
    document.notices.push(Notice {
        kind: NoticeKind::Structure,
        message: say!(
            "Du texte suit les annexes à partir de « {heading} » : il est compté avec le dossier.",
            "Text follows the annexes from “{heading}” on: it is counted with the dossier."
        ),
        page: document.blocks.get(stop).and_then(|block| block.place.page),
    });
}

/// Lines that say nothing but « Annexes » or « Annexe 1 … » at the top or the bottom of a page: headings even where they
/// do not look like one.
pub(super) fn openers(document: &Document) -> Vec<usize> {
    let seen: Vec<usize> = (0..document.blocks.len())
        .filter(|&at| document.blocks.get(at).is_some_and(|block| block.in_flow() && !block.is_blank()))
        .collect();
    let block = |i: Option<usize>| i.and_then(|i| seen.get(i)).and_then(|&at| document.blocks.get(at));
    let at_edge = |i: usize| {
        let page = block(Some(i)).and_then(|block| block.place.page);
        let other = |i: Option<usize>| block(i).is_none_or(|block| block.place.page != page);
        let first = block(Some(i)).is_some_and(|block| block.cues.starts_page);
        first || (page.is_some() && (other(i.checked_sub(1)) || other(Some(i + 1))))
    };
    let opens = |i: &usize| block(Some(*i)).is_some_and(is_opener) && at_edge(*i);
    (0..seen.len()).filter(opens).filter_map(|i| seen.get(i).copied()).collect()
}

fn is_opener(block: &Block) -> bool {
    if block.kind != Kind::Paragraph || block.context.cell.is_some() || weight_within(block, 60).is_none() {
        return false;
    }
    let text = shown(block, 80);
    !text.ends_with(['.', ',', ';']) && matches!(says(&text), Says::All | Says::One)
}
