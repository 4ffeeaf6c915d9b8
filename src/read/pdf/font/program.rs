//! What font programs say of their glyphs' names and characters. Outlines are never read; a program is only looked at
//! where nothing else tells what its codes stand for.

use super::cff::Cff;
use super::truetype::TrueType;
use crate::hash::HashMap;
use crate::read::pdf::file::File;
use crate::read::pdf::tokens::{Operand, Tokens};
use lopdf::Dictionary;
use memchr::memmem;

/// A font program.
pub(super) enum Program {
    /// Type 1: names of codes.
    Type1(HashMap<u8, String>),
    /// Compact Font Format.
    Cff(Cff),
    /// TrueType or OpenType.
    TrueType(TrueType),
}

impl Program {
    /// The program that the descriptor of `font` embeds.
    pub(super) fn of(file: &File<'_>, font: &Dictionary) -> Option<Self> {
        let descriptor = file.dict(font, b"FontDescriptor")?;
        let stream = [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"]
            .iter()
            .find_map(|key| file.stream(descriptor, key))?;
        let data = file.data(stream)?;
        // Writers have put every kind under every key: the first bytes tell.
        match data.get(..4)? {
            [b'O', b'T', b'T', b'O'] => {
                let font = TrueType::parse(&data)?;
                match font.table(&data, b"CFF ").and_then(Cff::parse) {
                    Some(cff) if !font.has_characters() => Some(Self::Cff(cff)),
                    _ => Some(Self::TrueType(font)),
                }
            }
            [0, 1, 0, 0] | [b't', b'r', b'u', b'e'] | [b't', b't', b'c', b'f'] => {
                TrueType::parse(&data).map(Self::TrueType)
            }
            [1, 0, _, 1..=4] => Cff::parse(&data).map(Self::Cff),
            _ => Some(Self::Type1(type1_encoding(&data))),
        }
    }

    /// Adds what the byte `code` stands for in the program's own encoding to `out`.
    pub(super) fn push_code(&self, code: u8, out: &mut String) -> bool {
        match self {
            Self::Type1(names) => {
                names.get(&code).is_some_and(|name| super::names::push_glyph(name.as_bytes(), out))
            }
            Self::Cff(cff) => cff.name_of_code(code).is_some_and(|name| super::names::push_glyph(name, out)),
            Self::TrueType(font) => font.push_code(code, out),
        }
    }

    /// The name of the glyph of the byte `code`, in programs that have names.
    pub(super) fn name_of_code(&self, code: u8) -> Option<&[u8]> {
        match self {
            Self::Type1(names) => names.get(&code).map(String::as_bytes),
            Self::Cff(cff) => cff.name_of_code(code),
            Self::TrueType(_) => None,
        }
    }

    /// Adds what glyph number `glyph` stands for to `out`.
    pub(super) fn push_glyph(&self, glyph: u16, out: &mut String) -> bool {
        match self {
            Self::Type1(_) => false,
            Self::Cff(cff) => {
                cff.name_of_glyph(glyph).is_some_and(|name| super::names::push_glyph(name, out))
            }
            Self::TrueType(font) => font.push_glyph(glyph, out),
        }
    }
}

/// The encoding in the clear part of a Type 1 program: `dup CODE /NAME put`.
fn type1_encoding(data: &[u8]) -> HashMap<u8, String> {
    let clear = memmem::find(data, b"eexec").map_or(data, |end| &data[..end]);
    let mut out = HashMap::default();
    let Some(start) = memmem::find(clear, b"/Encoding") else { return out };
    let mut tokens = Tokens::new(clear.get(start + b"/Encoding".len()..).unwrap_or_default());
    while let Some(operator) = tokens.next_operator() {
        match (operator, tokens.operands.as_slice()) {
            (b"StandardEncoding", _) => {
                let names = super::encoding::Encoding::Standard.names();
                return (0u8..=255).zip(names).map(|(code, name)| (code, (*name).to_owned())).collect();
            }
            (b"put", [.., Operand::Number(code), Operand::Name(name)]) if (0.0..256.0).contains(code) => {
                out.insert(*code as u8, String::from_utf8_lossy(tokens.bytes(*name)).into_owned());
            }
            (b"def" | b"readonly", _) if !out.is_empty() => break,
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_of_a_type_1_program() {
        let names = type1_encoding(
            b"%!PS /Encoding 256 array 0 1 255 {1 index exch /.notdef put} for\ndup 12 /fi put\ndup 65 /A put\n\
              readonly def currentfile eexec dup 66 /B put",
        );
        assert_eq!(names.len(), 2);
        assert_eq!(names[&12], "fi");
    }
}
