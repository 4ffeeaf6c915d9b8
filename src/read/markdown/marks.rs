//! Marks that the preparation leaves in the text for the builder: non-characters that no text may hold (decoding
//! takes them out) and that mean nothing to Markdown.

/// What follows is an inline note, up to [`NOTE_END`].
pub(super) const NOTE: char = '\u{fdd0}';
/// End of an inline note.
pub(super) const NOTE_END: char = '\u{fdd1}';
/// An explicit page break.
pub(super) const PAGE_BREAK: char = '\u{fdd2}';
/// A line that is nothing but a [`PAGE_BREAK`].
pub(super) const PAGE_BREAK_LINE: &str = "\u{fdd2}";
