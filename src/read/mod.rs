//! From bytes to a [`Document`]: one reader a format, picked by content and never by name.
//!
//! A reader knows no other reader and no rule. Damage that it can live with is a notice in the document; what leaves
//! nothing to judge is an [`Unreadable`].

mod breaks;
mod docx;
mod limits;
mod look;
mod markdown;
mod numerals;
mod odt;
mod opc;
mod package;
mod pdf;
mod slides;
mod sniff;
mod unreadable;
mod xml;

pub use limits::Limits;
pub use sniff::{Format, sniff};
pub use unreadable::Unreadable;

use crate::document::Document;
use crate::source::Source;

/// A file that could be read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The format that its content shows.
    pub format: Format,
    /// What was read.
    pub document: Document,
}

/// Reads `source` within `limits`.
///
/// # Errors
/// Where there is nothing to judge: see [`Unreadable`].
pub fn read(source: &Source, limits: &Limits) -> Result<Reading, Unreadable> {
    let format = sniff(&source.bytes)?;
    let reader = match format {
        Format::Pdf => pdf::read,
        Format::Docx => docx::read,
        Format::Odt => odt::read,
        Format::Markdown => markdown::read,
        Format::Pptx | Format::Odp => slides::read,
    };
    Ok(Reading { format, document: reader(&source.bytes, limits)? })
}
