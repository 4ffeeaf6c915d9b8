//! The encodings that PDF names.

use std::sync::OnceLock;

use lopdf::{Dictionary, Object};

use super::names;
use crate::read::pdf::file::File;

/// A line per encoding: its name and 256 glyph names, `.` for none.
static ENCODINGS: &str = include_str!("tables/encodings.txt");

/// An encoding that PDF defines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Standard,
    WinAnsi,
    MacRoman,
    MacExpert,
    Symbol,
    ZapfDingbats,
    PdfDoc,
}

impl Encoding {
    /// The encoding that a font names.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        match name {
            b"StandardEncoding" => Some(Self::Standard),
            b"WinAnsiEncoding" => Some(Self::WinAnsi),
            b"MacRomanEncoding" => Some(Self::MacRoman),
            b"MacExpertEncoding" => Some(Self::MacExpert),
            b"PDFDocEncoding" => Some(Self::PdfDoc),
            _ => None,
        }
    }

    /// The glyph name of every code; an empty name for none.
    pub(super) fn names(self) -> &'static [&'static str; 256] {
        static NAMES: [OnceLock<[&str; 256]>; 7] = [const { OnceLock::new() }; 7];
        NAMES[self as usize].get_or_init(|| {
            let mut out = [""; 256];
            let line = ENCODINGS.lines().nth(self as usize).unwrap_or_default();
            for (slot, name) in out.iter_mut().zip(line.split(' ').skip(1)) {
                *slot = if name == "." { "" } else { name };
            }
            out
        })
    }

    /// The character of every code, ligatures as one.
    pub(super) fn chars(self) -> &'static [Option<char>; 256] {
        static CHARS: [OnceLock<[Option<char>; 256]>; 7] = [const { OnceLock::new() }; 7];
        CHARS[self as usize].get_or_init(|| {
            self.names().map(|name| {
                let mut text = String::new();
                if self == Self::ZapfDingbats
                    && let Some(c) = names::dingbat(name.as_bytes())
                {
                    return Some(c);
                }
                names::push_glyph(name.as_bytes(), &mut text).then(|| text.chars().next())?
            })
        })
    }
}

/// The text string under `key` of `dict`, decoded.
pub(crate) fn text_of(file: &File<'_>, dict: &Dictionary, key: &[u8]) -> Option<String> {
    match file.get(dict, key)? {
        Object::String(bytes, _) => Some(text_string(bytes)),
        _ => None,
    }
}

/// A PDF text string (of an outline, of `ActualText`, of a property) as Unicode.
pub(crate) fn text_string(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => {
            let table = Encoding::PdfDoc.chars();
            bytes
                .iter()
                .map(|&b| match b {
                    b'\t' | b'\n' | b'\r' => char::from(b),
                    _ => table.get(usize::from(b)).copied().flatten().unwrap_or('\u{fffd}'),
                })
                .collect()
        }
    };
    without_language_codes(text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
}

/// Takes out the language codes that a text string may hold between two U+001B.
fn without_language_codes(text: String) -> String {
    if !text.contains('\u{1b}') {
        return text;
    }
    text.split('\u{1b}').step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Encoding; 7] = [
        Encoding::Standard,
        Encoding::WinAnsi,
        Encoding::MacRoman,
        Encoding::MacExpert,
        Encoding::Symbol,
        Encoding::ZapfDingbats,
        Encoding::PdfDoc,
    ];

    #[test]
    fn tables_are_whole() {
        for encoding in ALL {
            assert!(encoding.names().iter().filter(|name| !name.is_empty()).count() > 140, "{encoding:?}");
        }
        assert_eq!(Encoding::WinAnsi.chars()[0x80], Some('€'));
        assert_eq!(Encoding::WinAnsi.chars()[0xe9], Some('é'));
        assert_eq!(Encoding::Symbol.chars()[0xb7], Some('•'));
    }

    #[test]
    fn text_strings_of_every_form() {
        assert_eq!(text_string(b"\xfe\xff\0E\x20\xac"), "E€");
        assert_eq!(text_string(b"\xef\xbb\xbf\xc3\xa9"), "é");
        assert_eq!(text_string(b"caf\xe9 \x80"), "café •");
        assert_eq!(text_string(b"\xfe\xff\0\x1b\0f\0r\0\x1b\0a"), "a");
    }
}
