//! What OpenDocument texts and presentations share: styles, lists, the walk through their text, their properties.

mod drawings;
mod elements;
mod escapes;
mod letters;
mod lists;
mod paragraphs;
mod parts;
mod styles;
mod tables;
mod walk;

pub(super) use parts::{formulas, is_encrypted, read_heads, read_meta, read_styles, was_never_shown};
pub(super) use styles::{Family, Styles};
pub(super) use walk::{Story, Walk};
