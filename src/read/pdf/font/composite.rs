//! Type0 fonts: codes of several bytes, a descendant font of CIDs.

use lopdf::{Dictionary, Object};

use super::Code;
use super::cjk::Platform;
use super::cmap::{self, CodeMap, Unicodes};
use super::look::Look;
use super::mapped::{Mapped, Texts};
use super::program::Program;
use crate::read::pdf::file::File;

/// The codes of a Type0 font.
#[derive(Debug)]
pub(super) struct Composite {
    codes: CodeMap,
    unicodes: Unicodes,
    /// What codes are where no map tells what they stand for.
    meaning: Meaning,
    /// Width of every CID; `NAN` for the default.
    widths: Vec<f32>,
    default_width: f32,
    /// Advance downwards in vertical writing.
    default_height: f32,
}

/// What the codes of a font are by themselves.
#[derive(Clone, Copy, Debug)]
enum Meaning {
    /// Numbers of glyphs or CIDs: nothing that is known.
    Numbers,
    /// Unicode.
    Unicode,
    /// An encoding of a CJK platform.
    Platform(Platform),
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
        let (codes, mut meaning) = code_map(file, dict);
        let mut unicodes = Unicodes::default();
        match file.get(dict, b"ToUnicode") {
            Some(Object::Stream(stream)) => {
                if let Some(data) = file.data(stream) {
                    unicodes = cmap::to_unicode(&data, file.limits.font_codes, texts);
                    if unicodes.is_full() {
                        file.reach("font_codes");
                    }
                }
            }
            Some(Object::Name(name)) if name.starts_with(b"Identity") => meaning = Meaning::Unicode,
            _ => {}
        }
        if !unicodes.any && matches!(meaning, Meaning::Numbers) {
            unicodes = by_program(file, descendant, &codes, texts);
        }
        let composite = Self {
            meaning,
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
        let mut text = self.unicodes.get(code);
        if text.is_none() && !self.unicodes.any {
            text = match self.meaning {
                Meaning::Numbers => Mapped::NONE,
                Meaning::Unicode => char::from_u32(code).map_or(Mapped::NONE, single),
                Meaning::Platform(platform) => platform.char(code, length).map_or(Mapped::NONE, single),
            };
        }
        let width = if self.codes.vertical { self.default_height } else { self.width(code, length) };
        Code { text, width, length, is_space_code: length == 1 && code == 32, guessed: false }
    }

    /// Writing goes downwards.
    pub(super) fn is_vertical(&self) -> bool {
        self.codes.vertical
    }

    fn width(&self, code: u32, length: usize) -> f32 {
        if matches!(self.meaning, Meaning::Platform(_)) {
            // The CIDs of these encodings are not known here: letters take half of what ideographs do.
            return if length == 1 { self.default_width / 2.0 } else { self.default_width };
        }
        match self.widths.get(self.codes.cid(code) as usize) {
            Some(width) if !width.is_nan() => *width,
            _ => self.default_width,
        }
    }
}

/// Maps a character that a code is by itself. None of these is a ligature that a table would have to hold.
fn single(c: char) -> Mapped {
    Texts::default().map_char(c)
}

/// How strings fall into codes, and what the codes are.
fn code_map(file: &File<'_>, dict: &Dictionary) -> (CodeMap, Meaning) {
    match file.get(dict, b"Encoding") {
        Some(Object::Stream(stream)) => {
            let mut map =
                file.data(stream).map_or_else(|| CodeMap::identity(false), |data| CodeMap::parse(&data));
            map.vertical |= file.integer(&stream.dict, b"WMode") == Some(1);
            (map, Meaning::Numbers)
        }
        Some(Object::Name(name)) => {
            let vertical = name.ends_with(b"-V");
            let name = String::from_utf8_lossy(name);
            if name.contains("UCS2") || name.contains("UTF16") {
                (CodeMap::identity(vertical), Meaning::Unicode)
            } else if let Some(platform) = Platform::named(&name) {
                (CodeMap::mixed(platform.lead_bytes(), vertical), Meaning::Platform(platform))
            } else {
                (CodeMap::identity(vertical), Meaning::Numbers)
            }
        }
        _ => (CodeMap::identity(false), Meaning::Numbers),
    }
}

/// What the embedded program tells of the glyphs that codes show.
fn by_program(file: &File<'_>, descendant: &Dictionary, codes: &CodeMap, texts: &mut Texts) -> Unicodes {
    let mut out = Unicodes::of_at_most(0x1_0000);
    let Some(program) = Program::of(file, descendant) else { return out };
    let glyphs = file.stream(descendant, b"CIDToGIDMap").and_then(|stream| file.data(stream));
    let mut text = String::new();
    for code in 0..=0xffff {
        let cid = codes.cid(code) as usize;
        let glyph = match &glyphs {
            Some(map) => {
                map.get(2 * cid..2 * cid + 2).map_or(0, |pair| u16::from_be_bytes([pair[0], pair[1]]))
            }
            None => u16::try_from(cid).unwrap_or(0),
        };
        text.clear();
        if glyph != 0 && program.push_glyph(glyph, &mut text) {
            out.set(code, texts.map(&text));
        }
    }
    out
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
