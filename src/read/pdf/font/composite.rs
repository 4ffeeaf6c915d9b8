//! Type0 fonts: codes of several bytes, a descendant font of CIDs.

use lopdf::{Dictionary, Object};

use super::Code;
use super::cmap::{self, CodeMap, Unicodes};
use super::look::Look;
use super::mapped::{Mapped, Texts};
use crate::read::pdf::file::File;

/// The codes of a Type0 font.
#[derive(Debug)]
pub(super) struct Composite {
    codes: CodeMap,
    unicodes: Unicodes,
    /// Codes are UTF-16 themselves.
    utf16: bool,
    /// Width of every CID; `NAN` for the default.
    widths: Vec<f32>,
    default_width: f32,
    /// Advance downwards in vertical writing.
    default_height: f32,
}

impl Composite {
    /// Reads the font `dict`.
    pub(super) fn load(file: &File<'_>, dict: &Dictionary, texts: &mut Texts) -> (Self, Look) {
        let none = Dictionary::new();
        let descendant = match file.get(dict, b"DescendantFonts") {
            Some(Object::Array(items)) => items.first().and_then(|first| file.to_dict(first)),
            Some(Object::Dictionary(descendant)) => Some(descendant),
            _ => None,
        };
        let descendant = descendant.unwrap_or(&none);
        let look = Look::of(file, dict, descendant);
        let (codes, utf16) = code_map(file, dict);
        let unicodes = file
            .stream(dict, b"ToUnicode")
            .and_then(|stream| file.data(stream))
            .map(|data| cmap::to_unicode(&data, texts))
            .unwrap_or_default();
        let composite = Self {
            utf16: utf16 && !unicodes.any,
            unicodes,
            codes,
            widths: read_widths(file, descendant),
            default_width: file.number(descendant, b"DW").unwrap_or(1000.0),
            default_height: file.numbers::<2>(descendant, b"DW2").map_or(1000.0, |dw2| dw2[1].abs()),
        };
        (composite, look)
    }

    /// The first code of `bytes`, which are not empty.
    pub(super) fn next(&self, bytes: &[u8]) -> Code {
        let (code, length) = self.codes.next(bytes);
        let text = if self.utf16 { utf16_text(code) } else { self.unicodes.get(code) };
        let width = if self.codes.vertical { self.default_height } else { self.width(self.codes.cid(code)) };
        Code { text, width, length, is_space_code: length == 1 && code == 32 }
    }

    /// Writing goes downwards.
    pub(super) fn is_vertical(&self) -> bool {
        self.codes.vertical
    }

    fn width(&self, cid: u32) -> f32 {
        match self.widths.get(cid as usize) {
            Some(width) if !width.is_nan() => *width,
            _ => self.default_width,
        }
    }
}

fn utf16_text(code: u32) -> Mapped {
    let mut texts = Texts::default();
    char::from_u32(code).map_or(Mapped::NONE, |c| texts.map(c.encode_utf8(&mut [0; 4])))
}

/// How strings fall into codes, and whether the codes are UTF-16.
fn code_map(file: &File<'_>, dict: &Dictionary) -> (CodeMap, bool) {
    match file.get(dict, b"Encoding") {
        Some(Object::Stream(stream)) => {
            let mut map =
                file.data(stream).map_or_else(|| CodeMap::identity(false), |data| CodeMap::parse(&data));
            map.vertical |= file.integer(&stream.dict, b"WMode") == Some(1);
            (map, false)
        }
        Some(Object::Name(name)) => {
            let vertical = name.ends_with(b"-V");
            let name = String::from_utf8_lossy(name);
            (CodeMap::identity(vertical), name.contains("UCS2") || name.contains("UTF16"))
        }
        _ => (CodeMap::identity(false), false),
    }
}

fn read_widths(file: &File<'_>, descendant: &Dictionary) -> Vec<f32> {
    let mut out = Vec::new();
    let mut set = |cid: usize, width: f32| {
        if cid <= 0xffff {
            if out.len() <= cid {
                out.resize(cid + 1, f32::NAN);
            }
            out[cid] = width;
        }
    };
    let mut items = file.array(descendant, b"W").unwrap_or_default().iter();
    while let Some(first) = items.next() {
        let Some(first) = file.to_number(first).filter(|cid| *cid >= 0.0) else { continue };
        match items.next().and_then(|item| file.resolve(item)) {
            Some(Object::Array(list)) => {
                for (i, width) in list.iter().enumerate() {
                    set(first as usize + i, file.to_number(width).unwrap_or(1000.0));
                }
            }
            Some(last) => {
                let last = file.to_number(last).unwrap_or(first).min(65_535.0);
                let width = items.next().and_then(|item| file.to_number(item)).unwrap_or(1000.0);
                for cid in first as usize..=last.max(0.0) as usize {
                    set(cid, width);
                }
            }
            None => break,
        }
    }
    out
}
