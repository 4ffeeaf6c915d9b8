//! Fonts that draw nothing, or one and the same for everything.

use std::collections::HashMap;

use lopdf::{Dictionary, Object};

use super::truetype::TrueType;
use crate::read::pdf::file::File;
use crate::read::pdf::tokens::Tokens;

/// Bytes, as they stand in the file, of a font program without outlines: it is looked at only where it is so small.
const PROGRAM: usize = 8_000;
/// The same of a glyph that paints nothing.
const GLYPH: usize = 60;
/// Codes that one glyph may be drawn for: kinds of spaces, hyphens and signs that a font lacks.
const ALIKE: usize = 12;

/// True where nothing that `dict`, or `descendant` under it, shows can be seen.
pub(super) fn is_blank(file: &File<'_>, dict: &Dictionary) -> bool {
    let descendants = file.array(dict, b"DescendantFonts").unwrap_or_default();
    let dict = descendants.first().and_then(|font| file.to_dict(font)).unwrap_or(dict);
    if let Some(glyphs) = file.dict(dict, b"CharProcs") {
        return !glyphs.is_empty() && glyphs.iter().all(|(_, glyph)| paints_nothing(file, glyph));
    }
    let program = file.dict(dict, b"FontDescriptor").and_then(|one| file.stream(one, b"FontFile2"));
    let Some(program) = program.filter(|program| file.raw(program).len() <= PROGRAM) else { return false };
    let data = file.data(program).unwrap_or_default();
    TrueType::parse(&data).is_some_and(|font| font.is_blank())
}

fn paints_nothing(file: &File<'_>, glyph: &Object) -> bool {
    let Some(Object::Stream(stream)) = file.resolve(glyph) else { return true };
    if file.raw(stream).len() > GLYPH {
        return false;
    }
    let Some(content) = file.data(stream) else { return false };
    let mut tokens = Tokens::new(&content);
    while let Some(operator) = tokens.next_operator() {
        if matches!(
            operator,
            b"f" | b"F"
                | b"f*"
                | b"B"
                | b"B*"
                | b"b"
                | b"b*"
                | b"S"
                | b"s"
                | b"sh"
                | b"Do"
                | b"BI"
                | b"Tj"
                | b"TJ"
                | b"'"
                | b"\""
        ) {
            return false;
        }
    }
    true
}

/// True for a font that draws one glyph for many codes which stand for different texts.
pub(super) fn is_one_for_all(file: &File<'_>, dict: &Dictionary) -> bool {
    if file.get(dict, b"ToUnicode").is_none() {
        return false;
    }
    let encoding = file.dict(dict, b"Encoding");
    let names = encoding.and_then(|encoding| file.array(encoding, b"Differences")).unwrap_or_default();
    let mut counts: HashMap<&[u8], usize> = HashMap::new();
    for name in names.iter().take(1_000) {
        if let Some(Object::Name(name)) = file.resolve(name)
            && !matches!(name.as_slice(), b"space" | b".notdef")
        {
            *counts.entry(name).or_default() += 1;
        }
    }
    counts.into_values().any(|count| count > ALIKE)
}
