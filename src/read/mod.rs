//! From bytes to a [`Document`]: one reader a format, picked by content and never by name.
//!
//! A reader knows no other reader and no rule. Damage that it can live with is a notice in the document; what leaves
//! nothing to judge is an [`Unreadable`].

mod appearance;
mod breaks;
mod colour;
mod docx;
mod flow;
mod heap;
mod limits;
mod look;
mod markdown;
mod numerals;
mod odf;
mod odt;
mod opc;
mod package;
mod paint;
mod pdf;
mod slides;
mod sniff;
#[cfg(test)]
mod testing;
mod theme;
mod unreadable;
mod walk;
mod xml;

pub use limits::{BOUNDS, Bound, LimitError, Limits, Unit};
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
    heap::make_room();
    let format = sniff(&source.bytes)?;
    let reader = match format {
        Format::Pdf => pdf::read,
        Format::Docx => docx::read,
        Format::Odt => odt::read,
        Format::Markdown => markdown::read,
        Format::Pptx | Format::Odp => slides::read,
    };
    let mut document = reader(&source.bytes, limits)?;
    // A PDF has lines and words; whether they make a table is a guess.
    document.knows_tables = format != Format::Pdf;
    document.pages.slides = matches!(format, Format::Pptx | Format::Odp);
    if document.blocks.len() > limits.blocks {
        return Err(limits.over("blocks"));
    }
    Ok(Reading { format, document })
}

/// Reads several sources, in the order given, as one dossier. Places tell the file they are in
/// ([`Document::files`](crate::document::Document::files)); a file without any text is passed over.
///
/// # Errors
/// Where one of them cannot be read, since what it holds would be missing from the whole (the error names it), or none
/// holds anything.
pub fn read_many(sources: &[Source], limits: &Limits) -> Result<Reading, Unreadable> {
    if let [source] = sources {
        return read(source, limits);
    }
    let mut parts = Vec::with_capacity(sources.len());
    let mut format = None;
    for source in sources {
        let name = source.path.to_string_lossy().replace('\\', "/");
        match read(source, limits) {
            Ok(reading) => {
                format.get_or_insert(reading.format);
                parts.push((name, reading.document));
            }
            Err(Unreadable::Empty) => {}
            Err(bound @ Unreadable::Bound { .. }) => return Err(bound),
            Err(error) => return Err(Unreadable::Part { name, error: Box::new(error) }),
        }
    }
    let format = format.ok_or(Unreadable::Empty)?;
    Ok(Reading { format, document: Document::join(parts) })
}
