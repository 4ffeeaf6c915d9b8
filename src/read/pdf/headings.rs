//! Headings that the file declares, by its tags and by its bookmarks, put into the document.

use super::outline::{self, Bookmark};
use super::tags::{self, Lost, Tags};
use crate::document::{
    Block, Declared, DeclaredBy, Document, Heading, Kind, KnownBy, Notice, NoticeKind, Place, Role, Run,
};
use crate::say;

/// Titles that one notice names.
const NAMED: usize = 5;

/// A bookmark that is longer is a paragraph, in characters.
const LONGEST: usize = 100;

/// Bookmarks that a document has at least for those without a text to mean something.
const FEW: usize = 3;

/// Marks the headings that tags and bookmarks declare, and says which of them have no text on their page. `elements`
/// is the tagged element of every block, `heights` the height of every page.
pub(super) fn declare(
    document: &mut Document,
    elements: &[Option<u32>],
    tags: &Tags,
    bookmarks: &[Bookmark],
    heights: &[f64],
) {
    tags::apply(&mut document.blocks, elements, tags);
    let lost = tags::lost_headings(&document.blocks, elements, tags);
    restore(&mut document.blocks, &lost);
    document.declared.extend(bookmarks.iter().map(|bookmark| bookmark.declared.clone()));
    let unmatched = outline::apply(&mut document.blocks, bookmarks, heights);
    document.declared.extend(lost.iter().map(|heading| Declared {
        title: heading.text.clone(),
        level: heading.level.unwrap_or(1),
        page: heading.page,
        by: DeclaredBy::Tag,
    }));
    let mut missing: Vec<(&str, Option<u32>)> = lost.iter().map(|h| (h.text.as_str(), h.page)).collect();
    // Bookmarks that mostly name no text are no headings (one a page, one a file).
    if bookmarks.len() >= FEW && unmatched.len() * 3 <= bookmarks.len() {
        let short = unmatched.iter().filter(|declared| declared.title.chars().count() <= LONGEST);
        missing.extend(short.map(|declared| (declared.title.as_str(), declared.page)));
    }
    // What is missing from a damaged page is not drawn on it, which is told.
    let broken: Vec<u32> = document.gaps.iter().flat_map(|gap| gap.pages.iter().copied()).collect();
    missing.retain(|(_, page)| page.is_none_or(|page| !broken.contains(&page)));
    if let Some(notice) = notice(&missing) {
        document.notices.push(notice);
    }
}

/// Puts headings whose text only the tags have where they stand.
fn restore(blocks: &mut Vec<Block>, lost: &[Lost]) {
    for heading in lost.iter().rev() {
        let kind = Kind::Heading(Heading { level: heading.level, known_by: KnownBy::Tag });
        if heading.partly {
            if let Some(block) = blocks.get_mut(heading.at) {
                let rest = rest(&block.text(), &heading.text);
                let style = block.runs.last().map(|run| run.style).unwrap_or_default();
                block.runs.push(Run { text: format!(" {rest}"), role: Role::Text, style });
                block.kind = kind;
            }
            continue;
        }
        let after = |block: &Block| block.place.page > heading.page;
        let end = blocks.iter().position(after).unwrap_or(blocks.len());
        let start = blocks.iter().position(|block| block.place.page >= heading.page).unwrap_or(end);
        let place = Place { page: heading.page, ..Place::default() };
        let runs = vec![Run::plain(heading.text.clone())];
        blocks.insert(heading.at.clamp(start, end), Block { kind, runs, place, ..Block::default() });
    }
}

/// What `full` has after the letters and digits of `known`.
fn rest<'t>(known: &str, full: &'t str) -> &'t str {
    let count = known.chars().filter(|c| c.is_alphanumeric()).count();
    let mut seen = 0;
    for (i, c) in full.char_indices() {
        if seen == count {
            return full[i..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ')' | ':'));
        }
        seen += usize::from(c.is_alphanumeric());
    }
    ""
}

fn notice(missing: &[(&str, Option<u32>)]) -> Option<Notice> {
    let (_, page) = missing.first()?;
    let list = |page: &str| {
        let name = |(title, number): &(&str, Option<u32>)| match number {
            Some(number) => format!("« {title} » ({page} {number})"),
            None => format!("« {title} »"),
        };
        let mut names: Vec<String> = missing.iter().take(NAMED).map(name).collect();
        names.extend((missing.len() > NAMED).then(|| "…".to_owned()));
        names.join(", ")
    };
    let (fr, en) = (list("p."), list("p."));
    Some(Notice {
        kind: NoticeKind::HeadingNotInText,
        message: say!(
            "Titres déclarés par le fichier dont le texte n'est pas sur la page (dessinés, masqués ou changés depuis) : {fr}.",
            "Headings that the file declares but whose text is not on the page (drawn, covered or changed since): {en}."
        ),
        page: *page,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_a_heading() {
        assert_eq!(rest("12.", "12. Annexes"), "Annexes");
        assert_eq!(rest("", "Annexes"), "Annexes");
    }
}
