//! Presentations: PPTX and ODP. Slides are pages, their titles are headings, their notes are notes.

mod backdrop;
mod deck;
mod odp;
mod pptx;
mod scene;
mod shapes;
#[cfg(test)]
mod tests;

use super::package::Package;
use super::{Limits, Unreadable, opc};
use crate::document::Document;

/// Reads `bytes`.
///
/// # Errors
/// Where there is nothing to judge.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    let mut package = Package::open(bytes, limits)?;
    let mut document = Document::default();
    let slides = if package.has("content.xml") {
        odp::read(&mut package, &mut document)?
    } else {
        opc::properties(&mut package, &mut document.properties, &mut document.pages)?;
        pptx::read(&mut package)?
    };
    // What the program recorded is the number of something else: a presentation has exactly its slides.
    document.pages.recorded = None;
    deck::place(slides, &mut document);
    package.finish(document)
}
