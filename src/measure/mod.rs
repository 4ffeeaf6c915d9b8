//! Figures taken from a document. A measure knows no threshold; what a format cannot give is none, never 0.

mod blank;
mod count;
mod estimate;
mod figures;
mod language;
mod ledger;
mod lines;
mod pages;
mod slides;

pub use blank::nearly_blank;
pub use count::{Count, PROFILE, Tally, tally};
pub use figures::{LedgerKind, LedgerLine, Measured, PageMeasure, PageMethod};
pub(crate) use language::mostly;
pub use language::{Language, Shares, is_function_word};
pub use ledger::{BlockCounts, ledger};
pub use lines::lines;
pub use pages::marked_beyond;

use crate::structure::{Structure, ZoneKind};

impl Measured {
    /// Takes the figures of a structured document.
    pub fn of(structure: &Structure) -> Self {
        Self::with_counts(structure, &BlockCounts::of(structure))
    }

    /// Takes the figures of a structured document whose blocks are already counted.
    pub fn with_counts(structure: &Structure, counts: &BlockCounts) -> Self {
        let mut measured = Self { ledger: counts.ledger().to_vec(), ..Self::default() };
        for line in &measured.ledger {
            measured.extracted += line.count;
        }
        for zone in &structure.zones {
            let count = counts.range(zone.blocks.clone()).count;
            match zone.kind {
                ZoneKind::Annexes => measured.annexes += count,
                ZoneKind::Body => measured.body_without_cover_and_contents += count,
                ZoneKind::Cover | ZoneKind::Contents => measured.body += count,
            }
        }
        measured.body += measured.body_without_cover_and_contents;
        let pages = pages::of(structure, measured.body.characters + measured.annexes.characters);
        measured.pages = pages.total;
        measured.body_pages = pages.body;
        measured.body_pages_without_cover_and_contents = pages.body_without_cover_and_contents;
        measured.annex_pages = pages.annexes;
        measured
    }
}
