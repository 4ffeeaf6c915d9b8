//! Documents handed in beside the one that is judged.

use super::Subject;

/// Another document of the same session, ready to be looked at.
#[derive(Clone, Debug)]
pub struct Companion {
    /// Its role in the session.
    pub role: String,
    /// The document.
    pub subject: Subject,
}
