//! The PDF reader: lopdf's objects, everything above them here.
//!
//! `objects` finds the objects, `inflate` what their streams hold, `file` wraps both. `pages` lists the pages, `walk` runs
//! their content and gives glyphs, `font` tells what text the glyphs stand for, `layout` makes lines and groups of them,
//! `assemble` blocks of the document. `tags` and `outline` then say which blocks the file declares as headings, `rows`
//! which stand in a table.

mod assemble;
mod file;
mod font;
mod garbled;
mod geometry;
mod headings;
mod inflate;
mod inline;
mod layers;
mod layout;
mod notices;
mod objects;
mod outline;
mod page;
mod pages;
mod rows;
mod tags;
#[cfg(test)]
mod tests;
mod tokens;
mod walk;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::AtomicUsize;

use lopdf::ObjectId;
use rayon::prelude::*;

use super::{Limits, Unreadable};
use crate::document::{Block, Document, PageFacts, Properties, Why};
use crate::hash::HashMap;
use assemble::Sheet;
use file::File;
use layout::{Habits, Line};
use pages::PageEntry;
use tags::Tags;
use walk::Shared;

/// Reads `bytes`.
///
/// # Errors
/// Where it is protected by a password, damaged beyond reading, over a bound, or holds no text.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    // The object layer is not ours, and the file may be sound all the same.
    catch_unwind(AssertUnwindSafe(|| read_file(bytes, limits)))
        .unwrap_or_else(|_| Err(Unreadable::Crashed("panic".into())))
}

/// What the walk over a page leaves behind.
struct Walked {
    sheet: Sheet,
    lines: Vec<Line>,
    report: notices::PageReport,
}

fn read_file(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    if let Some(file) = File::open(bytes, limits) {
        let found = read_objects(&file, false);
        if !file.is_unsound() {
            return found;
        }
    }
    let file = File::load(bytes, limits)?;
    read_objects(&file, file.is_cut_off())
}

/// Reads `file`, which is known to end before its end where it is `cut_off`.
fn read_objects(file: &File<'_>, cut_off: bool) -> Result<Document, Unreadable> {
    let entries = pages::pages(file);
    file.within_bounds()?;
    if entries.is_empty() {
        return Err(Unreadable::Damaged("aucune page".into()));
    }
    let numbers: HashMap<ObjectId, u32> =
        (1u32..).zip(&entries).filter_map(|(number, entry)| Some((entry.id?, number))).collect();
    let tags = Tags::of(file, &numbers);
    let (walked, fonts) = walk_all(file, &entries, &tags);
    file.within_bounds()?;
    let mut reports: Vec<notices::PageReport> = walked.iter().map(|page| page.report.clone()).collect();
    notices::pass_over_stamps(&mut reports);
    let heights: Vec<f64> = walked.iter().map(|page| page.sheet.height).collect();
    let (blocks, elements) = blocks(walked);
    let mut document = Document { blocks, properties: properties(file), ..Document::default() };
    layout::settle(&mut document.blocks);
    document.pages = PageFacts {
        exact: u32::try_from(entries.len()).ok(),
        size: pages::usual_size(&entries),
        fonts: fonts.into_iter().map(|name| (name, 0)).collect(),
        ..PageFacts::default()
    };
    notices::tell(&mut document, &reports, cut_off);
    if notices::nothing(&reports) {
        if file.is_sealed() {
            return Err(Unreadable::Sealed);
        }
        if cut_off {
            return Err(Unreadable::Damaged("fin du fichier manquante".into()));
        }
        if document.gaps.iter().any(|gap| gap.why == Why::Damaged) {
            return Err(Unreadable::Damaged("contenu des pages illisible".into()));
        }
        let pages = document.pages.exact.unwrap_or_default();
        return Err(match notices::only_glyphs(&reports) {
            true => Unreadable::NoUnicode { pages },
            false => Unreadable::NoText { pages },
        });
    }
    let bookmarks = outline::bookmarks(file, &numbers);
    headings::declare(&mut document, &elements, &tags, &bookmarks, &heights);
    rows::mark(&mut document.blocks);
    Ok(document)
}

/// All pages, and the names of the fonts that they are drawn with.
fn walk_all(file: &File<'_>, entries: &[PageEntry<'_>], tags: &Tags) -> (Vec<Walked>, Vec<String>) {
    let shared = Shared {
        file,
        fonts: font::Fonts::default(),
        layers: layers::Layers::of(file),
        glyphs: AtomicUsize::new(0),
    };
    let walked = entries
        .par_iter()
        .enumerate()
        .map(|(index, entry)| {
            super::heap::make_room();
            let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
            let mut page = walk::walk(&shared, entry, number);
            if file.is_lost() {
                // Nothing of it will be told: it need not be laid out.
                page.glyphs.clear();
            }
            let lines = layout::lines(&mut page, tags);
            Walked { sheet: Sheet::of(&page), report: notices::PageReport::of(&page, &lines), lines }
        })
        .collect();
    (walked, shared.fonts.names())
}

/// The blocks of all pages, and the tagged element that each is.
fn blocks(mut walked: Vec<Walked>) -> (Vec<Block>, Vec<Option<u32>>) {
    let mut sides: Vec<(&mut [Line], f64)> =
        walked.iter_mut().map(|page| (page.lines.as_mut_slice(), page.sheet.height)).collect();
    layout::mark_recurring(&mut sides);
    let habits = Habits::of(walked.iter().map(|page| page.lines.as_slice()));
    let pages: Vec<Vec<assemble::Tagged>> = walked
        .into_par_iter()
        .map(|page| assemble::blocks(layout::groups(page.lines, &habits), &page.sheet))
        .collect();
    pages.into_iter().flatten().unzip()
}

fn properties(file: &File<'_>) -> Properties {
    let info = file.dict(file.trailer(), b"Info");
    let text = |key: &[u8]| {
        info.and_then(|info| font::text_of(file, info, key))
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    Properties {
        title: text(b"Title"),
        author: text(b"Author"),
        language: file.catalog().and_then(|catalog| font::text_of(file, catalog, b"Lang")),
        producer: text(b"Creator").or_else(|| text(b"Producer")),
        encrypted: file.was_encrypted(),
        notes_left_out: false,
    }
}
