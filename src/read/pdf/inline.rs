//! Inline images, whose entries stand in the content of a page under short names.

use lopdf::{Dictionary, Object, StringFormat};

use super::tokens::{Operand, Tokens};

/// Arrays and dictionaries within one another that an entry may be made of.
const DEPTH: usize = 4;

/// The entries that `header`, what stands between `BI` and `ID`, gives, under the names that the same have in a file.
pub(super) fn entries(header: &[u8]) -> Dictionary {
    let mut tokens = Tokens::new(header);
    // No operator stands among entries; the operands after the last are looked at.
    while tokens.next_operator().is_some() {}
    let mut out = Dictionary::new();
    let mut at = 0;
    while let Some(operand) = tokens.operands.get(at).copied() {
        at += 1;
        let Operand::Name(key) = operand else { continue };
        let key = full_key(tokens.bytes(key)).to_vec();
        let Some(value) = object(&tokens, &mut at, DEPTH) else { break };
        out.set(key, value);
    }
    out
}

/// The object that begins with the operand `at`, which is moved behind it; none where there is none, or one too deep.
fn object(tokens: &Tokens<'_>, at: &mut usize, depth: usize) -> Option<Object> {
    let operand = tokens.operands.get(*at).copied()?;
    *at += 1;
    Some(match operand {
        Operand::Number(value) if value.fract() == 0.0 && value.abs() < 1e15 => Object::Integer(value as i64),
        Operand::Number(value) => Object::Real(value as f32),
        Operand::Name(name) => Object::Name(full_name(tokens.bytes(name)).to_vec()),
        Operand::Text(text) => Object::String(tokens.bytes(text).to_vec(), StringFormat::Hexadecimal),
        Operand::Boolean(value) => Object::Boolean(value),
        Operand::Null => Object::Null,
        Operand::ArrayOpen => Object::Array(items(tokens, at, depth, Operand::ArrayClose)?),
        Operand::DictOpen => {
            let mut dict = Dictionary::new();
            let items = items(tokens, at, depth, Operand::DictClose)?;
            for pair in items.chunks_exact(2) {
                if let [Object::Name(key), value] = pair {
                    dict.set(key.clone(), value.clone());
                }
            }
            Object::Dictionary(dict)
        }
        Operand::ArrayClose | Operand::DictClose => return None,
    })
}

/// The objects up to `end`, which is passed.
fn items(tokens: &Tokens<'_>, at: &mut usize, depth: usize, end: Operand) -> Option<Vec<Object>> {
    let depth = depth.checked_sub(1)?;
    let mut items = Vec::new();
    while *tokens.operands.get(*at)? != end {
        items.push(object(tokens, at, depth)?);
    }
    *at += 1;
    Some(items)
}

fn full_key(key: &[u8]) -> &[u8] {
    match key {
        b"BPC" => b"BitsPerComponent",
        b"CS" => b"ColorSpace",
        b"D" => b"Decode",
        b"DP" => b"DecodeParms",
        b"F" => b"Filter",
        b"H" => b"Height",
        b"IM" => b"ImageMask",
        b"W" => b"Width",
        other => other,
    }
}

fn full_name(name: &[u8]) -> &[u8] {
    match name {
        b"G" => b"DeviceGray",
        b"RGB" => b"DeviceRGB",
        b"CMYK" => b"DeviceCMYK",
        b"I" => b"Indexed",
        b"AHx" => b"ASCIIHexDecode",
        b"A85" => b"ASCII85Decode",
        b"LZW" => b"LZWDecode",
        b"Fl" => b"FlateDecode",
        b"RL" => b"RunLengthDecode",
        b"CCF" => b"CCITTFaxDecode",
        b"DCT" => b"DCTDecode",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_have_their_full_names() {
        let dict = entries(
            b" /W 2 /H 1 /BPC 8/CS/RGB /F [/A85 /Fl] /DP << /Predictor 1 >> /IM false /D [1 0] /I true",
        );
        let integer = |key: &[u8]| dict.get(key).and_then(Object::as_i64).unwrap();
        assert_eq!((integer(b"Width"), integer(b"Height"), integer(b"BitsPerComponent")), (2, 1, 8));
        assert_eq!(dict.get(b"ColorSpace").unwrap().as_name().unwrap(), b"DeviceRGB");
        let filters: Vec<&[u8]> =
            dict.get(b"Filter").unwrap().as_array().unwrap().iter().map(|f| f.as_name().unwrap()).collect();
        assert_eq!(filters, [b"ASCII85Decode".as_slice(), b"FlateDecode"]);
        assert_eq!(dict.get(b"DecodeParms").unwrap().as_dict().unwrap().len(), 1);
        assert!(!dict.get(b"ImageMask").unwrap().as_bool().unwrap());
        assert_eq!(dict.get(b"Decode").unwrap().as_array().unwrap().len(), 2);
    }

    #[test]
    fn what_is_not_well_formed_gives_what_can_be_read() {
        assert_eq!(entries(b"/W 2 /CS [/I [[[[[[/RGB").len(), 1);
        assert_eq!(entries(b"7 /W 2 (x) /H").len(), 1);
        assert!(entries(b"] >> << /W").is_empty());
    }
}
