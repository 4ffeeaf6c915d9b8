//! Headings that the file declares apart from its text (bookmarks, tags of text that is not there), held against the
//! page they point to.

use std::collections::BTreeMap;

use super::contents::key;
use super::text::{shown, weight_within};
use super::{join, numbering};
use crate::document::{
    Block, Cues, Declared, DeclaredBy, Document, Heading, Kind, KnownBy, Notice, NoticeKind, Place,
};
use crate::say;

/// Titles of heading blocks that do not hold them as text, by block.
pub(super) type Titles = BTreeMap<usize, String>;

/// Characters of the longest block that may be a declared title.
const LONGEST: usize = 300;

/// Letters of the shortest first line of a title in lines, and lines that may follow it.
const SHORTEST_LINE: usize = 6;
const MOST_LINES: usize = 4;

/// Headings that may be missing from the text before the list of them is worth nothing.
const MOST_DRAWN: usize = 200;

/// Marks the blocks that declared headings stand for, and puts an empty heading where one is drawn as a graphic.
pub(super) fn settle(document: &mut Document) -> Titles {
    let declared = std::mem::take(&mut document.declared);
    let mut titles = Titles::new();
    if !declared.is_empty() {
        let pages = pages(document);
        let found: Vec<Option<usize>> = matches(document, &declared, &pages);
        let matched = found.iter().flatten().count();
        for (heading, at) in declared.iter().zip(&found) {
            let Some(at) = *at else { continue };
            for next in 1..=following_lines(&document.blocks, at, &compared(&heading.title)) {
                join::merge(&mut document.blocks, at, at + next);
            }
            if let Some(block) = document.blocks.get_mut(at) {
                promote(block, heading);
            }
        }
        if matched * 2 >= declared.len() || declared.iter().all(|heading| heading.by == DeclaredBy::Tag) {
            titles = supply(document, &declared, &found);
        }
    }
    document.declared = declared;
    titles
}

/// The blocks of every page, by page.
fn pages(document: &Document) -> BTreeMap<u32, Vec<usize>> {
    let mut pages: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, block) in document.blocks.iter().enumerate() {
        if let (Some(page), true) = (block.place.page, may_be_title(block)) {
            pages.entry(page).or_default().push(at);
        }
    }
    pages
}

fn may_be_title(block: &Block) -> bool {
    block.in_flow()
        && weight_within(block, LONGEST).is_some_and(|weight| weight > 0)
        && block.kind != Kind::Contents
        && block.kind != Kind::Code
}

/// For every declared heading the block that holds its title, each block once.
fn matches(
    document: &Document,
    declared: &[Declared],
    pages: &BTreeMap<u32, Vec<usize>>,
) -> Vec<Option<usize>> {
    let mut taken = vec![false; document.blocks.len()];
    let mut find = |heading: &Declared| {
        let title = compared(&heading.title);
        let page = heading.page?;
        let near = [page, page + 1, page.saturating_sub(1)];
        let blocks = || near.iter().filter_map(|page| pages.get(page)).flatten().copied();
        let fits = |exact: bool| {
            blocks().find(|&at| {
                let free = taken.get(at) == Some(&false);
                free && document.blocks.get(at).is_some_and(|block| holds(block, &title, exact))
            })
        };
        let in_lines = || {
            blocks().find(|&at| {
                taken.get(at) == Some(&false) && following_lines(&document.blocks, at, &title) > 0
            })
        };
        let at = if title.is_empty() { None } else { fits(true).or_else(in_lines).or_else(|| fits(false)) }?;
        if let Some(slot) = taken.get_mut(at) {
            *slot = true;
        }
        Some(at)
    };
    declared.iter().map(&mut find).collect()
}

/// How many blocks behind the one at `at` are the further lines of the title with key `title`: together they spell all
/// of it. 0 where it is a line, or none of it.
pub(super) fn following_lines(blocks: &[Block], at: usize, title: &str) -> usize {
    let first = blocks.get(at).and_then(line).filter(|line| line.len() >= SHORTEST_LINE);
    first.and_then(|first| title.strip_prefix(first.as_str())).map_or(0, |rest| spelled(blocks, at + 1, rest))
}

/// How many blocks from the one at `from` on spell `rest`, to the end of it.
pub(super) fn spelled(blocks: &[Block], from: usize, mut rest: &str) -> usize {
    let mut lines = 0;
    while !rest.is_empty() {
        let next = blocks.get(from + lines).filter(|_| lines < MOST_LINES).and_then(line);
        let Some(after) =
            next.as_deref().filter(|next| !next.is_empty()).and_then(|next| rest.strip_prefix(next))
        else {
            return 0;
        };
        (rest, lines) = (after, lines + 1);
    }
    lines
}

fn line(block: &Block) -> Option<String> {
    may_be_title(block).then(|| compared(&shown(block, LONGEST)))
}

/// True where `block` is the title with key `title`; if not `exact`, its beginning or the title's may do.
fn holds(block: &Block, title: &str, exact: bool) -> bool {
    let text = compared(&shown(block, LONGEST));
    if exact {
        return text == title;
    }
    let (short, long) =
        if text.len() < title.len() { (text.as_str(), title) } else { (title, text.as_str()) };
    short.len() >= 10 && short.len() * 2 >= long.len() && long.starts_with(short)
}

/// A title as it is looked for on its page. Bookmarks lose the space where a title goes on to its second line.
pub(super) fn compared(title: &str) -> String {
    key(title).replace(' ', "")
}

fn promote(block: &mut Block, heading: &Declared) {
    let known_by = known_by(heading);
    if block.heading().is_none_or(|known| known.level.is_none() || known.known_by < known_by) {
        block.kind = Kind::Heading(Heading { level: Some(heading.level), known_by });
    }
}

fn known_by(heading: &Declared) -> KnownBy {
    match heading.by {
        DeclaredBy::Bookmark => KnownBy::Bookmark,
        DeclaredBy::Tag => KnownBy::Tag,
    }
}

/// Gives the headings that are not in the text a block: the number that stands alone on their page, else an empty one
/// at the top of it.
fn supply(document: &mut Document, declared: &[Declared], found: &[Option<usize>]) -> Titles {
    let mut inserts: Vec<(usize, &Declared)> = Vec::new();
    let mut numbers: Vec<(usize, &Declared)> = Vec::new();
    let pages = pages(document);
    for (heading, _) in declared.iter().zip(found).filter(|(_, at)| at.is_none()).take(MOST_DRAWN) {
        let Some(page) = heading.page.filter(|_| key(&heading.title).chars().any(char::is_alphabetic)) else {
            continue;
        };
        let mut on_page = pages.get(&page).into_iter().flatten().copied();
        let free = |at: &usize| !numbers.iter().any(|(taken, _)| taken == at);
        let is_lone = |at: &usize| document.blocks.get(*at).is_some_and(is_lone_number);
        match on_page.find(|at| is_lone(at) && free(at)) {
            Some(at) => numbers.push((at, heading)),
            None => {
                let top = pages.range(page..).find_map(|(_, blocks)| blocks.first().copied());
                inserts.push((top.unwrap_or(document.blocks.len()), heading));
            }
        }
    }
    let mut titles = Titles::new();
    for (at, heading) in numbers {
        let shift = inserts.iter().filter(|(top, _)| *top <= at).count();
        if let Some(block) = document.blocks.get_mut(at) {
            let number = shown(block, LONGEST);
            let title = if numbering::parse(&heading.title).is_some() {
                heading.title.clone()
            } else {
                format!("{number} {}", heading.title)
            };
            titles.insert(at + shift, title);
            promote(block, heading);
        }
        tell(document, &heading.title, heading.page);
    }
    inserts.sort_by_key(|(top, _)| *top);
    for (shift, (top, heading)) in inserts.into_iter().enumerate() {
        document.blocks.insert((top + shift).min(document.blocks.len()), empty(heading));
        titles.insert(top + shift, heading.title.clone());
        tell(document, &heading.title, heading.page);
    }
    titles
}

fn is_lone_number(block: &Block) -> bool {
    let text = shown(block, 20);
    block.context.cell.is_none() && numbering::parse(&text).is_some_and(|number| number.rest.is_empty())
}

fn empty(heading: &Declared) -> Block {
    Block {
        kind: Kind::Heading(Heading { level: Some(heading.level), known_by: known_by(heading) }),
        place: Place { page: heading.page, ..Place::default() },
        cues: Cues { starts_page: true, ..Cues::default() },
        ..Block::default()
    }
}

/// Notes that `title` is not in the text of its page.
pub(super) fn tell(document: &mut Document, title: &str, page: Option<u32>) {
    // The page is told to be damaged, or to be cut off from the file.
    if page.is_some_and(|page| document.gaps.iter().any(|gap| gap.pages.contains(&page))) {
        return;
    }
    document.notices.push(Notice {
        kind: NoticeKind::HeadingNotInText,
        message: say!(
            "Le titre « {title} » est dessiné (effet de texte, image) : il n'est pas dans le texte de la page, ou pas en entier.",
            "The heading “{title}” is drawn as a graphic: it is not in the text of the page, or not all of it."
        ),
        page,
    });
}
