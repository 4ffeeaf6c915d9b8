//! Bookmarks: what the outline of the file declares as headings, and the blocks that they are.

use lopdf::{Dictionary, Object, ObjectId};

use super::file::File;
use super::font::text_of;
use crate::document::{Block, Declared, DeclaredBy, Heading, Kind, KnownBy};
use crate::hash::{HashMap, HashSet};

/// More bookmarks than a dossier has.
const MAX_BOOKMARKS: usize = 10_000;

/// A heading that is longer is none, in characters.
const LONGEST: usize = 250;

/// Lines of the longest title, and letters from which a program may have cut it.
const MOST_LINES: usize = 4;
const CUT: usize = 40;

/// A bookmark with the place it leads to.
#[derive(Clone, Debug)]
pub(super) struct Bookmark {
    /// What the document declares.
    pub(super) declared: Declared,
    /// Height on its page, from the bottom in user space, where it is told.
    top: Option<f32>,
}

/// The bookmarks of `file`, whose `pages` have these numbers.
pub(super) fn bookmarks(file: &File<'_>, pages: &HashMap<ObjectId, u32>) -> Vec<Bookmark> {
    let mut out = Vec::new();
    let root = file.catalog().and_then(|catalog| file.dict(catalog, b"Outlines"));
    let Some(first) = root.and_then(|root| root.as_hashmap().get(b"First".as_slice())) else { return out };
    let names = Names::of(file);
    let mut seen = HashSet::default();
    let mut stack = vec![(first, 1u8)];
    while let Some((object, level)) = stack.pop() {
        if let Object::Reference(id) = object
            && !seen.insert(*id)
        {
            continue;
        }
        let Some(item) = file.to_dict(object) else { continue };
        let title =
            text_of(file, item, b"Title").map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
        if let Some(title) = title.filter(|title| !title.is_empty()) {
            let (page, top) = destination(file, item, &names, pages);
            let declared = Declared { title, level, page, by: DeclaredBy::Bookmark };
            out.push(Bookmark { declared, top });
        }
        if out.len() >= MAX_BOOKMARKS {
            break;
        }
        let next = |key: &[u8]| item.as_hashmap().get(key);
        stack.extend(next(b"Next").map(|next| (next, level)));
        stack.extend(next(b"First").map(|first| (first, level.saturating_add(1))));
    }
    out
}

/// Page and height that a bookmark leads to.
fn destination(
    file: &File<'_>,
    item: &Dictionary,
    names: &Names<'_>,
    pages: &HashMap<ObjectId, u32>,
) -> (Option<u32>, Option<f32>) {
    let direct = file.get(item, b"Dest");
    let action = file.dict(item, b"A").filter(|action| file.name(action, b"S") == Some(b"GoTo"));
    let target = direct.or_else(|| action.and_then(|action| file.get(action, b"D")));
    let target = match target {
        Some(Object::String(name, _) | Object::Name(name)) => names.get(file, name),
        other => other,
    };
    let list = match target {
        Some(Object::Array(items)) => Some(items.as_slice()),
        Some(Object::Dictionary(dict)) => file.array(dict, b"D"),
        _ => None,
    };
    let Some([page, rest @ ..]) = list else { return (None, None) };
    let page = match page {
        Object::Reference(id) => pages.get(id).copied(),
        Object::Integer(index) => u32::try_from(*index).ok().map(|index| index.saturating_add(1)),
        _ => None,
    };
    let top = match rest.first().and_then(|kind| file.resolve(kind)) {
        Some(Object::Name(kind)) if kind == b"XYZ" => rest.get(2).and_then(|top| file.to_number(top)),
        Some(Object::Name(kind)) if kind == b"FitH" || kind == b"FitBH" => {
            rest.get(1).and_then(|top| file.to_number(top))
        }
        _ => None,
    };
    (page, top)
}

/// Named destinations.
struct Names<'f> {
    tree: HashMap<&'f [u8], &'f Object>,
    dict: Option<&'f Dictionary>,
}

impl<'f> Names<'f> {
    fn of(file: &'f File<'_>) -> Self {
        let catalog = file.catalog();
        let root = catalog.and_then(|c| file.dict(c, b"Names")).and_then(|names| file.dict(names, b"Dests"));
        let mut tree = HashMap::default();
        let mut stack: Vec<(&'f Dictionary, usize)> = root.into_iter().map(|root| (root, 0)).collect();
        // A node that is named again, by one below it or by another, holds nothing new.
        let mut seen: HashSet<ObjectId> = HashSet::default();
        while let Some((node, depth)) = stack.pop() {
            for pair in file.array(node, b"Names").unwrap_or_default().chunks_exact(2) {
                if let (Some(Object::String(name, _)), Some(target)) =
                    (file.resolve(&pair[0]), file.resolve(&pair[1]))
                {
                    tree.insert(name.as_slice(), target);
                }
            }
            if depth < file.limits.recursion && stack.len() < MAX_BOOKMARKS {
                let kids = file.array(node, b"Kids").unwrap_or_default();
                let new = kids.iter().filter(|kid| kid.as_reference().ok().is_none_or(|id| seen.insert(id)));
                stack.extend(new.filter_map(|kid| Some((file.to_dict(kid)?, depth + 1))));
            }
        }
        Self { tree, dict: catalog.and_then(|c| file.dict(c, b"Dests")) }
    }

    fn get(&self, file: &'f File<'_>, name: &[u8]) -> Option<&'f Object> {
        self.tree.get(name).copied().or_else(|| file.get(self.dict?, name))
    }
}

/// Makes headings of the blocks that bookmarks name on their pages. Gives the titles that no block has.
pub(super) fn apply(blocks: &mut [Block], bookmarks: &[Bookmark], heights: &[f64]) -> Vec<Declared> {
    let mut lost = Vec::new();
    let mut by_page: HashMap<u32, Vec<usize>> = HashMap::default();
    for (i, block) in blocks.iter().enumerate() {
        if let Some(page) = block.place.page {
            by_page.entry(page).or_default().push(i);
        }
    }
    for bookmark in bookmarks {
        let title = key(&bookmark.declared.title);
        let cut = bookmark.declared.title.ends_with(['…', '.']) && title.len() > 40;
        let Some(page) = bookmark.declared.page.filter(|_| !title.is_empty()) else { continue };
        let candidates = by_page.get(&page).map_or(&[] as &[usize], Vec::as_slice);
        let wanted = bookmark.top.and_then(|top| {
            let height = *heights.get(page as usize - 1)?;
            (height > 0.0).then(|| 1.0 - top / height as f32)
        });
        let found = candidates
            .iter()
            .copied()
            .filter(|&i| blocks.get(i).is_some_and(|block| is_title(block, &title, cut)))
            .min_by(|&a, &b| distance(&blocks[a], wanted).total_cmp(&distance(&blocks[b], wanted)));
        let in_lines = found.is_none() && candidates.iter().any(|&i| is_in_lines(blocks, i, &title));
        match found.and_then(|i| blocks.get_mut(i)) {
            Some(block) => {
                if block.kind == Kind::Paragraph && !cut {
                    let level = Some(bookmark.declared.level);
                    block.kind = Kind::Heading(Heading { level, known_by: KnownBy::Bookmark });
                }
            }
            None if in_lines => {}
            None => lost.push(bookmark.declared.clone()),
        }
    }
    lost
}

/// True where the block has the title as its text; `cut` titles are its beginning.
fn is_title(block: &Block, title: &str, cut: bool) -> bool {
    let text = block.text();
    matches!(block.kind, Kind::Paragraph | Kind::Heading(_))
        && text.len() <= 4 * LONGEST
        && (key(&text) == title || cut && key(&text).starts_with(title))
}

/// True where the block at `at` and those right behind it on its page are the lines of the title.
fn is_in_lines(blocks: &[Block], at: usize, title: &str) -> bool {
    let page = blocks.get(at).and_then(|block| block.place.page);
    let mut rest = title;
    for (line, block) in blocks.iter().skip(at).take(MOST_LINES).enumerate() {
        let plain = matches!(block.kind, Kind::Paragraph | Kind::Heading(_)) && block.place.page == page;
        let text = Some(block.text()).filter(|text| plain && text.len() <= 4 * LONGEST);
        let text = text.map(|text| if line == 0 { key(&text) } else { letters(&text) });
        // Some programs cut a title, in the middle of a word.
        if title.len() >= CUT && text.as_deref().is_some_and(|text| text.starts_with(rest)) {
            return true;
        }
        let Some(after) =
            text.as_deref().filter(|text| !text.is_empty()).and_then(|text| rest.strip_prefix(text))
        else {
            return false;
        };
        rest = after;
        if rest.is_empty() {
            return true;
        }
    }
    false
}

/// How far a block is from where its bookmark leads; of blocks that are as far, the larger type is nearer.
fn distance(block: &Block, wanted: Option<f32>) -> f32 {
    let top = block.cues.position.map_or(0.0, |position| position.top);
    let size = block.cues.size.unwrap_or(0.0);
    wanted.map_or(0.0, |wanted| ((top - wanted).abs() * 20.0).floor()) - size / 1000.0
}

/// Letters and digits only, in small letters, without a number in front.
fn key(text: &str) -> String {
    let text = text.trim();
    let rest = text.trim_start_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, '.' | ')' | '-' | ' ' | '\u{a0}' | '\t')
    });
    let rest = match rest.split_once(['.', ')', ' ', '-']) {
        Some((number, tail)) if !number.is_empty() && number.bytes().all(|b| b"IVXLC".contains(&b)) => tail,
        _ => rest,
    };
    letters(if rest.chars().any(char::is_alphanumeric) { rest } else { text })
}

/// Letters and digits only, in small letters.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_may_stand_on_several_lines() {
        let line = |text: &str| Block { runs: vec![crate::document::Run::plain(text)], ..Block::default() };
        let blocks = ["2 Le contenu", "de la mission", "2 serveurs", "confiée"].map(line);
        let is_in = |at: usize, title: &str| is_in_lines(&blocks, at, &key(title));
        assert!(is_in(0, "2 Le contenu de la mission") && is_in(1, "De la mission : 2 serveurs"));
        let long = ["Renouveler et mettre à l'abri le réseau d'une", "coopérative agricole"].map(line);
        let cut = key("Renouveler et mettre à l'abri le réseau d'une coopérative agri");
        assert!(
            is_in_lines(&long, 0, &cut)
                && !is_in_lines(&long, 0, &key("Renouveler et mettre à l'abri le ré"))
        );
        assert!(!is_in(0, "2 Le contenu de la mission confiée") && !is_in(0, "2 Le contenu de la mi"));
    }

    #[test]
    fn numbers_and_punctuation_do_not_matter() {
        assert_eq!(key("1.2.3  Le contexte :"), key("Le\u{a0}contexte"));
        assert_eq!(key("IV. Annexes"), "annexes");
        assert_eq!(key("2024"), "2024");
        assert_ne!(key("Annexe 1"), key("Annexe 2"));
    }
}
