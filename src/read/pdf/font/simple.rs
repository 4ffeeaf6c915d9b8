//! Simple fonts: one byte a code.

use lopdf::{Dictionary, Object};

use super::cmap;
use super::encoding::Encoding;
use super::look::Look;
use super::mapped::{Mapped, Texts};
use super::{names, widths};
use crate::read::pdf::file::File;

/// The codes of a simple font.
#[derive(Debug)]
pub(super) struct Simple {
    texts: [Mapped; 256],
    widths: [f32; 256],
}

impl Simple {
    /// Reads the font `dict`.
    pub(super) fn load(file: &File<'_>, dict: &Dictionary, look: &Look, texts: &mut Texts) -> Self {
        let base = base_encoding(file, dict, look);
        let differences = differences(file, dict);
        let mut out = *base.texts();
        apply_differences(&differences, base, &mut out, texts);
        if let Some(data) = file.stream(dict, b"ToUnicode").and_then(|stream| file.data(stream)) {
            let map = cmap::to_unicode(&data, texts);
            for (code, slot) in (0u32..).zip(out.iter_mut()) {
                let mapped = map.get(code);
                if !mapped.is_none() {
                    *slot = mapped;
                }
            }
        }
        Self { texts: out, widths: read_widths(file, dict, look, base, &differences) }
    }

    /// Helvetica.
    pub(super) fn plain() -> Self {
        let base = Encoding::WinAnsi;
        Self { texts: *base.texts(), widths: widths::standard(&Look::default(), base.names()) }
    }

    /// Text and width of `code`.
    pub(super) fn get(&self, code: u8) -> (Mapped, f32) {
        (self.texts[usize::from(code)], self.widths[usize::from(code)])
    }
}

fn base_encoding(file: &File<'_>, dict: &Dictionary, look: &Look) -> Encoding {
    let declared = match file.get(dict, b"Encoding") {
        Some(Object::Name(name)) => Encoding::named(name),
        Some(Object::Dictionary(encoding)) => file.name(encoding, b"BaseEncoding").and_then(Encoding::named),
        _ => None,
    };
    declared.or_else(|| widths::own_encoding(look)).unwrap_or_else(|| {
        if file.name(dict, b"Subtype") == Some(b"TrueType") { Encoding::WinAnsi } else { Encoding::Standard }
    })
}

/// The codes that the encoding names glyphs for.
fn differences<'o>(file: &'o File<'_>, dict: &'o Dictionary) -> Vec<(u8, &'o [u8])> {
    let Some(encoding) = file.dict(dict, b"Encoding") else { return Vec::new() };
    let mut out = Vec::new();
    let mut code = 0u32;
    for item in file.array(encoding, b"Differences").unwrap_or_default() {
        match file.resolve(item) {
            Some(Object::Name(name)) => {
                if let Ok(code) = u8::try_from(code) {
                    out.push((code, name.as_slice()));
                }
                code = code.saturating_add(1);
            }
            Some(Object::Integer(next)) => code = u32::try_from(*next).unwrap_or(u32::MAX),
            _ => {}
        }
    }
    out
}

fn apply_differences(
    differences: &[(u8, &[u8])],
    base: Encoding,
    out: &mut [Mapped; 256],
    texts: &mut Texts,
) {
    let mut unknown = Vec::new();
    for &(code, name) in differences {
        let mut text = String::new();
        if base == Encoding::ZapfDingbats {
            text.extend(names::dingbat(name));
        }
        let known = !text.is_empty() || names::push_glyph(name, &mut text);
        out[usize::from(code)] = if known { texts.map(&text) } else { Mapped::NONE };
        if !known && name != b".notdef" {
            unknown.push((code, name));
        }
    }
    let hexadecimal = unknown.iter().any(|(_, name)| names::looks_hexadecimal(name));
    for (code, name) in unknown {
        if let Some(c) = names::numeric(name, hexadecimal) {
            out[usize::from(code)] = texts.map(c.encode_utf8(&mut [0; 4]));
        }
    }
}

fn read_widths(
    file: &File<'_>,
    dict: &Dictionary,
    look: &Look,
    base: Encoding,
    differences: &[(u8, &[u8])],
) -> [f32; 256] {
    let Some(listed) = file.array(dict, b"Widths") else {
        let mut glyphs = *base.names();
        for &(code, name) in differences {
            glyphs[usize::from(code)] = std::str::from_utf8(name).unwrap_or_default();
        }
        return widths::standard(look, &glyphs);
    };
    let missing = file
        .dict(dict, b"FontDescriptor")
        .and_then(|descriptor| file.number(descriptor, b"MissingWidth"))
        .unwrap_or(0.0);
    let mut out = [missing; 256];
    let first = file.integer(dict, b"FirstChar").and_then(|first| usize::try_from(first).ok()).unwrap_or(0);
    for (slot, width) in out.iter_mut().skip(first).zip(listed) {
        *slot = file.to_number(width).unwrap_or(missing);
    }
    out
}
