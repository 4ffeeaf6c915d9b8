//! CMaps: from the bytes of a string to codes, from codes to CIDs, and from codes to Unicode.

use super::mapped::{Mapped, Texts};
use crate::hash::HashMap;
use crate::read::pdf::tokens::{Operand, Tokens};

/// Codes up to here are mapped in pages, those above in a table.
const PAGED: u32 = 0x1_0000;

/// A map from codes to Unicode.
#[derive(Debug, Default)]
pub(super) struct Unicodes {
    pages: Vec<Option<Box<[Mapped; 256]>>>,
    others: HashMap<u32, Mapped>,
    /// True where at least one code is mapped.
    pub(super) any: bool,
    /// Codes that may still be mapped.
    left: usize,
}

impl Unicodes {
    /// What `code` stands for.
    pub(super) fn get(&self, code: u32) -> Mapped {
        if code >= PAGED {
            return self.others.get(&code).copied().unwrap_or_default();
        }
        match self.pages.get((code >> 8) as usize) {
            Some(Some(page)) => page[(code & 0xff) as usize],
            _ => Mapped::NONE,
        }
    }

    /// Without any code, for at most `codes` of them.
    pub(super) fn of_at_most(codes: usize) -> Self {
        Self { left: codes, ..Self::default() }
    }

    /// True where there were more codes than may be mapped.
    pub(super) fn is_full(&self) -> bool {
        self.left == 0
    }

    /// Maps `code`, unless that is one too many.
    pub(super) fn set(&mut self, code: u32, mapped: Mapped) {
        let Some(left) = self.left.checked_sub(1) else { return };
        self.left = left;
        self.any = true;
        if code >= PAGED {
            self.others.insert(code, mapped);
            return;
        }
        let page = (code >> 8) as usize;
        if self.pages.len() <= page {
            self.pages.resize_with(page + 1, || None);
        }
        self.pages[page].get_or_insert_with(|| Box::new([Mapped::NONE; 256]))[(code & 0xff) as usize] =
            mapped;
    }
}

/// Reads a ToUnicode CMap of at most `codes` codes.
pub(super) fn to_unicode(data: &[u8], codes: usize, texts: &mut Texts) -> Unicodes {
    let mut map = Unicodes::of_at_most(codes);
    let mut tokens = Tokens::new(data);
    while let Some(operator) = tokens.next_operator()
        && !map.is_full()
    {
        match operator {
            b"endbfchar" => read_chars(&tokens, &mut map, texts),
            b"endbfrange" => read_ranges(&tokens, &mut map, texts),
            _ => {}
        }
    }
    map
}

fn read_chars(tokens: &Tokens<'_>, map: &mut Unicodes, texts: &mut Texts) {
    for pair in tokens.operands.chunks_exact(2) {
        match pair {
            [Operand::Text(code), Operand::Text(target)] => {
                let mapped = texts.map(&utf16(tokens.bytes(*target)));
                map.set(number(tokens.bytes(*code)), mapped);
            }
            [Operand::Text(code), Operand::Name(name)] => {
                let mut text = String::new();
                if super::names::push_glyph(tokens.bytes(*name), &mut text) {
                    map.set(number(tokens.bytes(*code)), texts.map(&text));
                }
            }
            _ => {}
        }
    }
}

fn read_ranges(tokens: &Tokens<'_>, map: &mut Unicodes, texts: &mut Texts) {
    let mut rest = tokens.operands.as_slice();
    while let [Operand::Text(low), Operand::Text(high), tail @ ..] = rest
        && !map.is_full()
    {
        let (low, high) = (number(tokens.bytes(*low)), number(tokens.bytes(*high)));
        let last = high.min(low.saturating_add(0xffff));
        match tail {
            [Operand::Text(target), tail @ ..] => {
                range_from(low, last, tokens.bytes(*target), map, texts);
                rest = tail;
            }
            [Operand::ArrayOpen, tail @ ..] => {
                let end = tail.iter().position(|o| *o == Operand::ArrayClose).unwrap_or(tail.len());
                for (code, target) in (low..=last).zip(tail.get(..end).unwrap_or_default()) {
                    if let Operand::Text(target) = target {
                        map.set(code, texts.map(&utf16(tokens.bytes(*target))));
                    }
                }
                rest = tail.get(end + 1..).unwrap_or_default();
            }
            [_, tail @ ..] => rest = tail,
            [] => break,
        }
    }
}

/// Maps `low..=high` to the texts that begin with `target` and whose last code unit counts up.
fn range_from(low: u32, high: u32, target: &[u8], map: &mut Unicodes, texts: &mut Texts) {
    let mut text = utf16(target);
    let Some(last) = text.pop() else { return };
    for (step, code) in (low..=high).enumerate() {
        let Some(c) = char::from_u32(last as u32 + step as u32) else { continue };
        text.push(c);
        map.set(code, texts.map(&text));
        text.pop();
    }
}

/// The bytes as one big-endian number; the last four where there are more.
pub(super) fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |value: u32, &b| value << 8 | u32::from(b))
}

fn utf16(bytes: &[u8]) -> String {
    match bytes {
        [one] => char::from(*one).to_string(),
        _ => {
            let units = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
        }
    }
}

/// How the strings of a Type0 font fall into codes, and which CID each is.
#[derive(Debug)]
pub(super) struct CodeMap {
    /// Length in bytes, first and last code.
    spaces: Vec<(usize, u32, u32)>,
    /// First and last code, CID of the first; sorted by the first.
    ranges: Vec<(u32, u32, u32)>,
    /// CID = code.
    identity: bool,
    /// Writing is vertical.
    pub(super) vertical: bool,
}

impl CodeMap {
    /// Two bytes a code, CID = code.
    pub(super) fn identity(vertical: bool) -> Self {
        Self { spaces: vec![(2, 0, 0xffff)], ranges: Vec::new(), identity: true, vertical }
    }

    /// One or two bytes a code by the ranges of lead bytes, as the encodings of CJK platforms do; CIDs unknown.
    pub(super) fn mixed(lead: &[(u8, u8)], vertical: bool) -> Self {
        let mut spaces = Vec::new();
        let mut next = 0u32;
        for &(low, high) in lead {
            spaces.push((1, next, u32::from(low).saturating_sub(1)));
            spaces.push((2, u32::from(low) << 8, u32::from(high) << 8 | 0xff));
            next = u32::from(high) + 1;
        }
        spaces.push((1, next, 0xff));
        Self { spaces, ranges: Vec::new(), identity: true, vertical }
    }

    /// Reads an embedded CMap.
    pub(super) fn parse(data: &[u8]) -> Self {
        let mut map = Self { spaces: Vec::new(), ranges: Vec::new(), identity: false, vertical: false };
        let mut tokens = Tokens::new(data);
        while let Some(operator) = tokens.next_operator() {
            match operator {
                b"endcodespacerange" => map.read_spaces(&tokens),
                b"endcidrange" => map.read_cids(&tokens, true),
                b"endcidchar" => map.read_cids(&tokens, false),
                b"usecmap" => map.identity |= tokens.last_name().is_some_and(|n| n.starts_with(b"Identity")),
                b"def" => map.read_definition(&tokens),
                _ => {}
            }
        }
        map.ranges.sort_by_key(|range| range.0);
        if map.spaces.is_empty() {
            map.spaces.push((2, 0, 0xffff));
        }
        map
    }

    fn read_spaces(&mut self, tokens: &Tokens<'_>) {
        for pair in tokens.operands.chunks_exact(2) {
            if let [Operand::Text(low), Operand::Text(high)] = pair {
                let (low, high) = (tokens.bytes(*low), tokens.bytes(*high));
                if (1..=4).contains(&low.len()) && self.spaces.len() < 256 {
                    self.spaces.push((low.len(), number(low), number(high)));
                }
            }
        }
    }

    fn read_cids(&mut self, tokens: &Tokens<'_>, ranges: bool) {
        for entry in tokens.operands.chunks_exact(if ranges { 3 } else { 2 }) {
            let (low, high, cid) = match entry {
                [Operand::Text(low), Operand::Text(high), Operand::Number(cid)] => (low, high, cid),
                [Operand::Text(code), Operand::Number(cid)] => (code, code, cid),
                _ => continue,
            };
            self.ranges.push((number(tokens.bytes(*low)), number(tokens.bytes(*high)), *cid as u32));
        }
    }

    fn read_definition(&mut self, tokens: &Tokens<'_>) {
        if let [.., Operand::Name(key), Operand::Number(value)] = tokens.operands.as_slice()
            && tokens.bytes(*key) == b"WMode"
        {
            self.vertical = *value == 1.0;
        }
    }

    /// The next code of `bytes` and its length, at least 1; `bytes` is not empty.
    pub(super) fn next(&self, bytes: &[u8]) -> (u32, usize) {
        let mut code = 0;
        for (i, &b) in bytes.iter().take(4).enumerate() {
            code = code << 8 | u32::from(b);
            if self
                .spaces
                .iter()
                .any(|&(length, low, high)| length == i + 1 && in_space(code, low, high, length))
            {
                return (code, i + 1);
            }
        }
        // No code space holds it: as many bytes as the shortest code has are lost with it.
        let length = self.spaces.iter().map(|space| space.0).min().unwrap_or(1).min(bytes.len()).max(1);
        (number(bytes.get(..length).unwrap_or_default()), length)
    }

    /// The CID of `code`.
    pub(super) fn cid(&self, code: u32) -> u32 {
        let after = self.ranges.partition_point(|range| range.0 <= code);
        match after.checked_sub(1).and_then(|i| self.ranges.get(i)) {
            Some(&(low, high, cid)) if code <= high => cid.saturating_add(code - low),
            _ if self.identity => code,
            _ => 0,
        }
    }
}

/// True where every byte of `code` lies between the bytes of `low` and `high`.
fn in_space(code: u32, low: u32, high: u32, length: usize) -> bool {
    (0..length).all(|i| {
        let byte = |value: u32| (value >> (8 * i)) & 0xff;
        byte(low) <= byte(code) && byte(code) <= byte(high)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chars_ranges_and_arrays() {
        let mut texts = Texts::default();
        let map = to_unicode(
            b"1 beginbfchar <0003> <0020> <0004> <D83DDE00> endbfchar
              2 beginbfrange <0010> <0012> <0041> <0020> <0021> [<00660066> <FB01>] endbfrange",
            100,
            &mut texts,
        );
        let text = |code| {
            let mut out = String::new();
            texts.push(map.get(code), &mut out);
            out
        };
        assert_eq!([3, 4, 0x12, 0x20, 0x21].map(text), [" ", "😀", "C", "ff", "fi"]);
        assert!(map.get(0x13).is_none());
    }

    #[test]
    fn codes_of_mixed_length() {
        let map = CodeMap::parse(
            b"2 begincodespacerange <00> <80> <8140> <9ffc> endcodespacerange
              1 begincidrange <20> <7e> 1 endcidrange 1 begincidchar <8140> 633 endcidchar",
        );
        assert_eq!(map.next(b"A\x81\x40"), (0x41, 1));
        assert_eq!(map.next(b"\x81\x40A"), (0x8140, 2));
        assert_eq!((map.cid(0x41), map.cid(0x8140), map.cid(0x9000)), (34, 633, 0));
    }
}
