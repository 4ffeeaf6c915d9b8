//! Fonts: from the bytes of a string to text and widths. Glyph outlines are never looked at.

mod blank;
mod cff;
mod cjk;
mod cmap;
mod composite;
mod encoding;
mod look;
mod mapped;
mod names;
mod program;
mod simple;
mod truetype;
mod widths;

use std::sync::{Arc, Mutex, PoisonError};

use lopdf::Dictionary;

pub(super) use encoding::{text_of, text_string};
pub(super) use look::Look;
pub(super) use mapped::{Mapped, push_plain};

use super::file::File;
use crate::hash::HashMap;
use mapped::Texts;

/// A font, ready to decode strings.
#[derive(Debug)]
pub(super) struct Font {
    /// Weight, slant and kind as far as name and flags tell.
    pub(super) look: Look,
    /// Text space units of one unit of width: 1/1000 but in Type 3 fonts.
    pub(super) unit: f64,
    /// Height of an em in text space units: 1 but in Type 3 fonts.
    pub(super) em: f64,
    /// It draws nothing.
    pub(super) blank: bool,
    /// It draws the same for different texts.
    pub(super) doubtful: bool,
    codes: Codes,
    texts: Texts,
}

#[derive(Debug)]
enum Codes {
    Simple(Box<simple::Simple>),
    Composite(Box<composite::Composite>),
}

/// A code of a string.
#[derive(Clone, Copy, Debug)]
pub(super) struct Code {
    /// What it stands for.
    pub(super) text: Mapped,
    /// Advance in the font's units (downwards in vertical writing).
    pub(super) width: f32,
    /// Bytes that it took, at least 1.
    pub(super) length: usize,
    /// The one-byte code 32, to which word spacing applies.
    pub(super) is_space_code: bool,
    /// The text is no more than a guess.
    pub(super) guessed: bool,
}

impl Font {
    /// Reads the font `dict`.
    fn load(file: &File<'_>, dict: &Dictionary) -> Self {
        let mut texts = Texts::default();
        let subtype = file.name(dict, b"Subtype").unwrap_or_default();
        let composite = subtype == b"Type0" || file.array(dict, b"DescendantFonts").is_some();
        let (codes, look) = if composite {
            let (composite, look) = composite::Composite::load(file, dict, &mut texts);
            (Codes::Composite(Box::new(composite)), look)
        } else {
            let look = Look::of(file, dict, dict);
            (Codes::Simple(Box::new(simple::Simple::load(file, dict, &look, &mut texts))), look)
        };
        let (mut unit, mut em) = (0.001, 1.0);
        if subtype == b"Type3" {
            let [a, _, _, d] = matrix(file, dict);
            unit = a;
            em = type3_em(&codes, a, d);
        }
        let (blank, doubtful) = (blank::is_blank(file, dict), blank::is_one_for_all(file, dict));
        let doubtful = doubtful || matches!(&codes, Codes::Simple(simple) if simple.is_contradicted());
        Self { look, unit, em, blank, doubtful, codes, texts }
    }

    /// A font for text that names none: Helvetica.
    pub(super) fn plain() -> Self {
        let (codes, look) = (simple::Simple::plain(), Look::default());
        let codes = Codes::Simple(Box::new(codes));
        Self { look, unit: 0.001, em: 1.0, blank: false, doubtful: false, codes, texts: Texts::default() }
    }

    /// The first code of `bytes`, which are not empty.
    pub(super) fn next(&self, bytes: &[u8]) -> Code {
        match &self.codes {
            Codes::Simple(simple) => {
                let code = bytes.first().copied().unwrap_or_default();
                let (text, width, guessed) = simple.get(code);
                Code { text, width, length: 1, is_space_code: code == 32, guessed }
            }
            Codes::Composite(composite) => composite.next(bytes),
        }
    }

    /// Adds what `mapped`, one of this font's, stands for to `out`.
    pub(super) fn push(&self, mapped: Mapped, out: &mut String) {
        self.texts.push(mapped, out);
    }

    /// Writing goes downwards.
    pub(super) fn is_vertical(&self) -> bool {
        matches!(&self.codes, Codes::Composite(composite) if composite.is_vertical())
    }
}

/// The linear part of the font matrix, without signs.
fn matrix(file: &File<'_>, dict: &Dictionary) -> [f64; 4] {
    let matrix = file.numbers::<6>(dict, b"FontMatrix").unwrap_or([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]);
    [matrix[0], matrix[1], matrix[2], matrix[3]].map(|v| f64::from(v).abs())
}

/// The em of a Type 3 font, which has none of its own, as high as its letters are wide.
fn type3_em(codes: &Codes, a: f64, d: f64) -> f64 {
    let units = match codes {
        Codes::Simple(simple) => simple.em(),
        Codes::Composite(_) => None,
    };
    let height = if a > 0.0 && d > 0.0 { d } else { a.max(d) };
    (f64::from(units.unwrap_or(1000.0)) * height).clamp(0.05, 20.0)
}

/// The fonts of a file, each read once, by whichever page comes first.
#[derive(Debug, Default)]
pub(super) struct Fonts(Mutex<HashMap<usize, Arc<Font>>>);

impl Fonts {
    /// The font of `dict`, a dictionary that lives in `file`.
    pub(super) fn get(&self, file: &File<'_>, dict: &Dictionary) -> Arc<Font> {
        // The objects of a loaded file never move, so that an address is a name.
        let key = std::ptr::from_ref(dict) as usize;
        if let Some(font) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Arc::clone(font);
        }
        let font = Arc::new(Font::load(file, dict));
        let mut fonts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(fonts.entry(key).or_insert(font))
    }

    /// The names of all that were asked for, in alphabetical order.
    pub(super) fn names(&self) -> Vec<String> {
        let fonts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let names: std::collections::BTreeSet<String> =
            fonts.values().map(|font| font.look.name.clone()).filter(|name| !name.is_empty()).collect();
        names.into_iter().collect()
    }
}
