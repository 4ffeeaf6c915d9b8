//! TrueType and OpenType: the `cmap` and `post` tables, nothing else.

use crate::hash::HashMap;

/// The glyph names of the standard Macintosh order, a line each.
static MACINTOSH: &str = include_str!("tables/mac.txt");

/// What a TrueType font says of its glyphs.
pub(super) struct TrueType {
    /// Offset and length of every table.
    tables: HashMap<[u8; 4], (usize, usize)>,
    /// Glyph of every code of the symbol or Macintosh table.
    codes: HashMap<u32, u16>,
    /// Character of every glyph, by the Unicode table.
    chars: HashMap<u16, char>,
    /// Name of every glyph, by the `post` table.
    names: Vec<Vec<u8>>,
}

/// More glyphs or characters than a table may hold.
const MAX_ENTRIES: usize = 1 << 17;

impl TrueType {
    /// Reads a font; none where it has no table directory.
    pub(super) fn parse(data: &[u8]) -> Option<Self> {
        let start = if data.starts_with(b"ttcf") { long(data, 12)? as usize } else { 0 };
        let count = usize::from(word(data, start + 4)?);
        let tables = (0..count)
            .filter_map(|i| {
                let at = start + 12 + i * 16;
                let tag = <[u8; 4]>::try_from(data.get(at..at + 4)?).ok()?;
                Some((tag, (long(data, at + 8)? as usize, long(data, at + 12)? as usize)))
            })
            .collect();
        let mut out =
            Self { tables, codes: HashMap::default(), chars: HashMap::default(), names: Vec::new() };
        if let Some(cmap) = out.table(data, b"cmap") {
            out.read_cmap(cmap);
        }
        out.names = out.table(data, b"post").map(names).unwrap_or_default();
        Some(out)
    }

    /// The bytes of a table, from its start to the end of the file: lengths are often wrong.
    pub(super) fn table<'d>(&self, data: &'d [u8], tag: &[u8; 4]) -> Option<&'d [u8]> {
        data.get(self.tables.get(tag)?.0..)
    }

    /// True where no glyph has an outline.
    pub(super) fn is_blank(&self) -> bool {
        /// Bytes that a table is filled up to.
        const FILLING: usize = 16;
        self.tables.get(b"glyf").is_some_and(|(_, length)| *length <= FILLING)
    }

    /// True where characters or names of glyphs are known.
    pub(super) fn has_characters(&self) -> bool {
        !self.chars.is_empty() || !self.names.is_empty()
    }

    /// Adds what a byte of the font's own encoding stands for to `out`.
    pub(super) fn push_code(&self, code: u8, out: &mut String) -> bool {
        let code = u32::from(code);
        let glyph = [code, 0xf000 + code, 0xf100 + code].iter().find_map(|code| self.codes.get(code));
        glyph.is_some_and(|glyph| self.push_glyph(*glyph, out))
    }

    /// Adds what a glyph stands for to `out`.
    pub(super) fn push_glyph(&self, glyph: u16, out: &mut String) -> bool {
        if glyph == 0 {
            return false;
        }
        if let Some(c) = self.chars.get(&glyph) {
            out.push(*c);
            return true;
        }
        self.names.get(usize::from(glyph)).is_some_and(|name| super::names::push_glyph(name, out))
    }

    fn read_cmap(&mut self, cmap: &[u8]) {
        let count = usize::from(word(cmap, 2).unwrap_or(0));
        for i in 0..count.min(64) {
            let at = 4 + i * 8;
            let (Some(platform), Some(kind), Some(offset)) =
                (word(cmap, at), word(cmap, at + 2), long(cmap, at + 4))
            else {
                break;
            };
            let Some(table) = cmap.get(offset as usize..) else { continue };
            let entries = entries(table);
            match (platform, kind) {
                (3, 0) | (1, _) => {
                    for (code, glyph) in entries {
                        self.codes.entry(code).or_insert(glyph);
                    }
                }
                _ => {
                    for (code, glyph) in entries {
                        if let Some(c) = char::from_u32(code).filter(|c| !c.is_control()) {
                            // The lowest character: others are compatibility forms.
                            let known = self.chars.entry(glyph).or_insert(c);
                            *known = c.min(*known);
                        }
                    }
                }
            }
        }
    }
}

/// Codes and glyphs of a subtable.
fn entries(table: &[u8]) -> Vec<(u32, u16)> {
    let found = match word(table, 0) {
        Some(0) => (0u32..256).filter_map(|c| Some((c, u16::from(*table.get(6 + c as usize)?)))).collect(),
        Some(4) => segments(table),
        Some(6) => {
            let first = u32::from(word(table, 6).unwrap_or(0));
            let count = u32::from(word(table, 8).unwrap_or(0));
            (0..count).filter_map(|i| Some((first + i, word(table, 10 + 2 * i as usize)?))).collect()
        }
        Some(12) => groups(table),
        _ => Vec::new(),
    };
    found.into_iter().filter(|(_, glyph)| *glyph != 0).collect()
}

fn segments(table: &[u8]) -> Vec<(u32, u16)> {
    let mut out = Vec::new();
    let count = usize::from(word(table, 6).unwrap_or(0) / 2);
    for i in 0..count {
        let field = |part: usize| 14 + part * 2 * count + usize::from(part > 0) * 2 + 2 * i;
        let (Some(end), Some(start), Some(delta), Some(range)) =
            (word(table, field(0)), word(table, field(1)), word(table, field(2)), word(table, field(3)))
        else {
            break;
        };
        for code in start..=end {
            if out.len() >= MAX_ENTRIES || code == 0xffff {
                break;
            }
            let glyph = if range == 0 {
                code.wrapping_add(delta)
            } else {
                let at = field(3) + usize::from(range) + 2 * usize::from(code - start);
                match word(table, at) {
                    Some(0) | None => 0,
                    Some(glyph) => glyph.wrapping_add(delta),
                }
            };
            out.push((u32::from(code), glyph));
        }
    }
    out
}

fn groups(table: &[u8]) -> Vec<(u32, u16)> {
    let mut out = Vec::new();
    let count = long(table, 12).unwrap_or(0) as usize;
    for i in 0..count.min(MAX_ENTRIES) {
        let at = 16 + 12 * i;
        let (Some(start), Some(end), Some(glyph)) =
            (long(table, at), long(table, at + 4), long(table, at + 8))
        else {
            break;
        };
        for code in start..=end.min(start.saturating_add(0xffff)) {
            if out.len() >= MAX_ENTRIES {
                return out;
            }
            out.push((code, glyph.wrapping_add(code - start) as u16));
        }
    }
    out
}

/// The glyph names of a `post` table of version 2; of version 1, the standard order.
fn names(post: &[u8]) -> Vec<Vec<u8>> {
    let standard: Vec<Vec<u8>> = MACINTOSH.lines().map(|name| name.as_bytes().to_vec()).collect();
    match long(post, 0) {
        Some(0x1_0000) => standard,
        Some(0x2_0000) => {
            let count = usize::from(word(post, 32).unwrap_or(0));
            let mut own = Vec::new();
            let mut at = 34 + 2 * count;
            while let Some(&length) = post.get(at)
                && let Some(name) = post.get(at + 1..at + 1 + usize::from(length))
                && own.len() < MAX_ENTRIES
            {
                own.push(name);
                at += 1 + usize::from(length);
            }
            (0..count)
                .map(|i| {
                    let index = usize::from(word(post, 34 + 2 * i).unwrap_or(0));
                    let own = || own.get(index.checked_sub(standard.len())?).map(|name| name.to_vec());
                    standard.get(index).cloned().or_else(own).unwrap_or_default()
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes([*data.get(at)?, *data.get(at.checked_add(1)?)?]))
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(word(data, at)?) << 16 | u32::from(word(data, at.checked_add(2)?)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_table_is_read_both_ways() {
        // One segment, A..C to glyphs 1..3, and the closing one.
        let words: [u16; 16] =
            [4, 32, 0, 4, 0, 0, 0, 67, 0xffff, 0, 65, 0xffff, 1u16.wrapping_sub(65), 1, 0, 0];
        let table: Vec<u8> = words.iter().flat_map(|w| w.to_be_bytes()).collect();
        assert_eq!(entries(&table), [(65, 1), (66, 2), (67, 3)]);
    }

    #[test]
    fn names_of_the_standard_order() {
        let post = [0, 1, 0, 0];
        assert_eq!(names(&post).get(36).map(Vec::as_slice), Some(b"A".as_slice()));
        assert_eq!(MACINTOSH.lines().count(), 258);
    }

    #[test]
    fn damage_is_no_panic() {
        assert!(TrueType::parse(&[0, 1, 0, 0]).is_none());
        assert!(TrueType::parse(&[0, 1, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, b'c', b'm']).is_some());
    }
}
