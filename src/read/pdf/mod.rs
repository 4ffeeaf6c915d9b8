//! The pdf reader.

use super::{Limits, Unreadable};
use crate::document::Document;

/// Reads `bytes`.
///
/// # Errors
/// Where there is nothing to judge.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    let _ = (bytes, limits);
    Err(Unreadable::Unsupported("pdf"))
}
