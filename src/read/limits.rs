//! How much of a stranger's file is read. Every real dossier passes by far.

use serde::{Deserialize, Serialize};

/// Bounds on one file. Reaching one is told as such ([`super::Unreadable::Bound`] or a notice), never a crash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Size of the file in bytes.
    pub file_bytes: u64,
    /// Entries of an archive.
    pub archive_entries: usize,
    /// Decompressed bytes of one entry or stream.
    pub entry_bytes: u64,
    /// Decompressed bytes of all entries or streams that were looked at.
    pub total_bytes: u64,
    /// Decompressed bytes over compressed bytes, once an entry is over 1 MiB.
    pub ratio: u64,
    /// Depth of XML elements.
    pub xml_depth: usize,
    /// Number of XML elements of one part.
    pub xml_elements: usize,
    /// Objects of a PDF.
    pub pdf_objects: usize,
    /// Depth of page trees, form XObjects, outlines and structure trees.
    pub recursion: usize,
    /// Operators of one page's content, forms included.
    pub page_operators: usize,
    /// Pages.
    pub pages: usize,
    /// Characters of text in all.
    pub characters: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 256 << 20,
            archive_entries: 20_000,
            entry_bytes: 128 << 20,
            total_bytes: 512 << 20,
            ratio: 1_000,
            xml_depth: 512,
            xml_elements: 5_000_000,
            pdf_objects: 2_000_000,
            recursion: 64,
            page_operators: 5_000_000,
            pages: 5_000,
            characters: 20_000_000,
        }
    }
}
