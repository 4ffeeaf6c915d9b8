//! Several documents as one: a dossier of several files.

use super::{Bare, Document, Gap, PageFacts, Recorded};
use crate::message::Message;
use crate::say;

impl Document {
    /// Joins the documents of several files, in order, each with the name that places in it are told by. Pages and
    /// tables are numbered through; what one part cannot tell of its pages, the whole cannot.
    pub fn join(parts: Vec<(String, Self)>) -> Self {
        let mut whole = Self::default();
        let mut tables = 0;
        let mut first = true;
        for (name, part) in parts {
            let file = u16::try_from(whole.files.len()).unwrap_or(u16::MAX);
            let before = if first { Some(0) } else { page_count(&whole) };
            whole.knows_tables = part.knows_tables && (first || whole.knows_tables);
            whole.pages = if first { part.pages.clone() } else { joined(&whole.pages, &part.pages) };
            let last_table = tables;
            for mut block in part.blocks {
                block.place.file = file;
                block.place.page = later(block.place.page, before);
                if let Some(cell) = &mut block.context.cell {
                    cell.table += last_table;
                    tables = tables.max(cell.table);
                }
                whole.blocks.push(block);
            }
            whole.declared.extend(part.declared.into_iter().map(|mut declared| {
                declared.page = later(declared.page, before);
                declared
            }));
            whole.notices.extend(part.notices.into_iter().map(|mut notice| {
                notice.page = later(notice.page, before);
                let Message { fr, en } = notice.message;
                notice.message = say!("{name} : {fr}", "{name}: {en}");
                notice
            }));
            whole.gaps.extend(part.gaps.into_iter().map(|gap| Gap {
                part: if gap.part.is_empty() { name.clone() } else { format!("{name}, {}", gap.part) },
                pages: gap.pages.iter().filter_map(|page| later(Some(*page), before)).collect(),
                ..gap
            }));
            let own = part.properties;
            let all = &mut whole.properties;
            all.title = all.title.take().or(own.title);
            all.author = all.author.take().or(own.author);
            all.language = all.language.take().or(own.language);
            all.producer = all.producer.take().or(own.producer);
            all.encrypted |= own.encrypted;
            all.notes_left_out |= own.notes_left_out;
            whole.files.push(name);
            first = false;
        }
        whole
    }
}

/// Pages of what was joined so far, as the pages of its blocks count them.
fn page_count(document: &Document) -> Option<u32> {
    document.pages.exact.or_else(|| document.blocks.iter().filter_map(|block| block.place.page).max())
}

fn later(page: Option<u32>, before: Option<u32>) -> Option<u32> {
    Some(page? + before?)
}

fn joined(a: &PageFacts, b: &PageFacts) -> PageFacts {
    let sum = |a: Option<u32>, b: Option<u32>| Some(a? + b?);
    let recorded = a.recorded.as_ref().zip(b.recorded.as_ref());
    let through =
        |pages: &[u32]| -> Vec<u32> { pages.iter().filter_map(|&page| later(Some(page), a.exact)).collect() };
    PageFacts {
        exact: sum(a.exact, b.exact),
        laid_out: None,
        recorded: recorded.map(|(a, b)| Recorded {
            pages: a.pages.saturating_add(b.pages),
            characters: a.characters.zip(b.characters).map(|(a, b)| a.saturating_add(b)),
            application: a.application.clone(),
            shown: a.shown && b.shown,
        }),
        by_rendered_breaks: sum(a.by_rendered_breaks, b.by_rendered_breaks),
        counted_slides: a.counted_slides && b.counted_slides,
        slides: a.slides && b.slides,
        rules: a.rules.saturating_add(b.rules),
        explicit_breaks: a.explicit_breaks.saturating_add(b.explicit_breaks),
        image_height: a.image_height + b.image_height,
        text_height: a.text_height.or(b.text_height),
        text_width: a.text_width.or(b.text_width),
        size: a.size.or(b.size),
        empty_breaks: a.empty_breaks.saturating_add(b.empty_breaks),
        body_size: a.body_size.or(b.body_size),
        fonts: [a.fonts.as_slice(), &b.fonts].concat(),
        without_text: [a.without_text.clone(), through(&b.without_text)].concat(),
        bare: {
            let shift = a.exact.unwrap_or_default();
            let b = b.bare.iter().map(|bare| Bare { page: bare.page.saturating_add(shift), ..*bare });
            a.bare.iter().copied().chain(b).collect()
        },
        unreliable: [a.unreliable.clone(), through(&b.unreliable)].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Cell, Context, Place};

    fn part(pages: Option<u32>, page: Option<u32>) -> Document {
        let cell = Some(Cell { table: 1, row: 1, column: 1 });
        let block = Block {
            place: Place { page, line: Some(3), file: 0 },
            context: Context { cell, ..Context::default() },
            ..Block::default()
        };
        let pages = PageFacts { exact: pages, ..PageFacts::default() };
        Document { blocks: vec![block], pages, ..Document::default() }
    }

    #[test]
    fn pages_and_tables_are_numbered_through() {
        let whole = Document::join(vec![
            ("a.pdf".to_owned(), part(Some(5), Some(2))),
            ("b.pdf".to_owned(), part(Some(3), Some(1))),
        ]);
        assert_eq!(whole.pages.exact, Some(8));
        assert_eq!(whole.files, ["a.pdf", "b.pdf"]);
        let block = &whole.blocks[1];
        assert_eq!((block.place.page, block.place.line, block.place.file), (Some(6), Some(3), 1));
        assert_eq!(block.context.cell.map(|cell| cell.table), Some(2));
    }

    #[test]
    fn what_one_part_cannot_tell_the_whole_cannot() {
        let whole = Document::join(vec![
            ("a.md".to_owned(), part(None, None)),
            ("b.pdf".to_owned(), part(Some(3), Some(1))),
        ]);
        assert_eq!(whole.pages.exact, None);
        assert_eq!(whole.blocks[1].place.page, None);
    }
}
