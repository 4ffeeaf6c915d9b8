//! The look that HTML elements give to the text in them.

use super::{Look, Tag};

/// Elements whose inside is not text of the document.
const SKIPPED: [&str; 11] = [
    "script", "style", "head", "template", "iframe", "video", "audio", "object", "canvas", "map", "textarea",
];

/// The look that an element gives to the text in it.
pub(super) fn look_of(name: &str, tag: &Tag<'_>, style: &str, hidden: bool) -> Look {
    let is = |names: &[&str]| u32::from(names.contains(&name));
    let says = |values: &[&str]| u32::from(values.iter().any(|value| style.contains(value)));
    let align = tag.attribute("align").is_some_and(|align| align.eq_ignore_ascii_case("center"));
    let anchor = name == "a" && tag.attribute("href").is_some_and(|to| to.starts_with('#'));
    Look {
        bold: is(&["b", "strong", "th"]) + says(&["font-weight:bold", "font-weight:7", "font-weight:8"]),
        italic: is(&["i", "em", "cite", "dfn"]) + says(&["font-style:italic"]),
        monospace: is(&["code", "kbd", "samp", "tt", "pre"]),
        hidden: u32::from(hidden),
        centered: is(&["center"]) + u32::from(align) + says(&["text-align:center"]),
        math: is(&["math"]),
        skipped: u32::from(SKIPPED.contains(&name)),
        anchor: u32::from(anchor),
        closed: u32::from(name == "details" && tag.attribute("open").is_none()),
    }
}

pub(super) fn add(look: &mut Look, more: Look) {
    each(look, more, |a, b| a.saturating_add(b));
}

pub(super) fn subtract(look: &mut Look, less: Look) {
    each(look, less, |a, b| a.saturating_sub(b));
}

fn each(look: &mut Look, other: Look, combine: impl Fn(u32, u32) -> u32) {
    look.bold = combine(look.bold, other.bold);
    look.italic = combine(look.italic, other.italic);
    look.monospace = combine(look.monospace, other.monospace);
    look.hidden = combine(look.hidden, other.hidden);
    look.centered = combine(look.centered, other.centered);
    look.math = combine(look.math, other.math);
    look.skipped = combine(look.skipped, other.skipped);
    look.anchor = combine(look.anchor, other.anchor);
    look.closed = combine(look.closed, other.closed);
}
