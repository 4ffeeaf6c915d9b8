//! Documents handed in beside the one that is judged.

use super::Subject;

/// What was handed in beside the document that is judged.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// The documents.
    pub others: &'a [&'a Companion],
    /// With it, these are all that was handed in: what is not among them is not there.
    pub complete: bool,
}

/// Another document of the same session, ready to be looked at.
#[derive(Clone, Debug)]
pub struct Companion {
    /// Its role in the session.
    pub role: String,
    /// The document.
    pub subject: Subject,
}
