//! Figures taken from a document. A measure knows no threshold; what a format cannot give is none, never 0.

mod count;
mod figures;

pub use count::{Count, PROFILE, Tally, is_invisible, tally};
pub use figures::{LedgerKind, LedgerLine, Measured, PageMeasure, PageMethod};

use crate::structure::Structure;

impl Measured {
    /// Takes the figures of a structured document.
    pub fn of(structure: &Structure) -> Self {
        let mut measured = Self::default();
        for block in &structure.document.blocks {
            measured.extracted += tally(&block.text()).count;
        }
        measured
    }
}
