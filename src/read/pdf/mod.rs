//! The PDF reader: lopdf for the objects, everything above them here.
//!
//! `file` wraps the objects, `pages` lists the pages, `walk` runs their content and gives glyphs, `font` tells what
//! text the glyphs stand for, `layout` makes lines and blocks of them, `assemble` blocks of the document.

mod assemble;
mod file;
mod font;
mod geometry;
mod layers;
mod layout;
mod notices;
mod page;
mod pages;
mod tokens;
mod walk;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::AtomicUsize;

use rayon::prelude::*;

use super::{Limits, Unreadable};
use crate::document::{Block, Document, PageFacts, Properties};
use assemble::Sheet;
use file::File;
use layout::{Leadings, Line};
use walk::Shared;

/// Reads `bytes`.
///
/// # Errors
/// Where it is protected by a password, damaged beyond reading, over a bound, or holds no text.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    // The object layer is not ours: what it does not survive is a damaged file to us.
    catch_unwind(AssertUnwindSafe(|| read_file(bytes, limits)))
        .unwrap_or_else(|_| Err(Unreadable::Damaged("structure PDF illisible".into())))
}

/// What the walk over a page leaves behind.
struct Walked {
    sheet: Sheet,
    lines: Vec<Line>,
    report: notices::PageReport,
}

fn read_file(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    let file = File::load(bytes, limits)?;
    let (entries, more) = pages::pages(&file);
    if entries.is_empty() {
        return Err(Unreadable::Damaged("aucune page".into()));
    }
    let shared = Shared {
        file: &file,
        fonts: font::Fonts::default(),
        layers: layers::Layers::of(&file),
        glyphs: AtomicUsize::new(0),
    };
    let walked: Vec<Walked> = entries
        .par_iter()
        .enumerate()
        .map(|(index, entry)| {
            let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
            let mut page = walk::walk(&shared, entry, number);
            let report = notices::PageReport::of(&page);
            Walked { sheet: Sheet::of(&page), lines: layout::lines(&mut page), report }
        })
        .collect();
    let reports: Vec<notices::PageReport> = walked.iter().map(|page| page.report).collect();
    let mut blocks = blocks(walked);
    layout::settle(&mut blocks);
    let mut document = Document { blocks, properties: properties(&file), ..Document::default() };
    document.pages = PageFacts { exact: u32::try_from(entries.len()).ok(), ..PageFacts::default() };
    notices::tell(&mut document, &reports, more.then_some(limits.pages));
    if document.pages.without_text.len() == entries.len() {
        return Err(Unreadable::NoText { pages: document.pages.exact.unwrap_or_default() });
    }
    Ok(document)
}

fn blocks(walked: Vec<Walked>) -> Vec<Block> {
    let leadings = Leadings::of(walked.iter().map(|page| page.lines.as_slice()));
    let pages: Vec<Vec<Block>> = walked
        .into_par_iter()
        .map(|page| assemble::blocks(layout::groups(page.lines, &leadings), &page.sheet))
        .collect();
    pages.into_iter().flatten().collect()
}

fn properties(file: &File<'_>) -> Properties {
    let info = file.dict(&file.doc.trailer, b"Info");
    let text = |key: &[u8]| {
        info.and_then(|info| file.text(info, key))
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
    };
    Properties {
        title: text(b"Title"),
        author: text(b"Author"),
        language: file.catalog().and_then(|catalog| file.text(catalog, b"Lang")),
        producer: text(b"Creator").or_else(|| text(b"Producer")),
        encrypted: file.doc.was_encrypted(),
        notes_left_out: false,
    }
}
