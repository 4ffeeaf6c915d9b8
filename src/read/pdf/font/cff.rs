//! Compact Font Format: charset and encoding, nothing else.

use crate::hash::HashMap;

/// The standard strings, a line each.
static STANDARD: &str = include_str!("tables/cff.txt");
/// Number of standard strings.
const STANDARD_COUNT: u16 = 391;

/// Names of the glyphs and codes of a CFF font.
pub(super) struct Cff {
    /// Name of every glyph; empty in a font whose glyphs have numbers only.
    names: Vec<Vec<u8>>,
    /// Glyph of every code.
    codes: HashMap<u8, u16>,
}

impl Cff {
    /// Reads a CFF font; none where it is damaged.
    pub(super) fn parse(data: &[u8]) -> Option<Self> {
        let header = usize::from(*data.get(2)?);
        let (_, after_names) = index(data, header)?;
        let (tops, after_tops) = index(data, after_names)?;
        let (strings, _) = index(data, after_tops)?;
        let top = Top::parse(tops.first()?);
        if top.cid_keyed {
            return Some(Self { names: Vec::new(), codes: HashMap::default() });
        }
        let (glyphs, _) = index(data, top.char_strings?)?;
        let sids = charset(data, top.charset, glyphs.len());
        let names: Vec<Vec<u8>> = sids.iter().map(|sid| string(&strings, *sid).to_vec()).collect();
        let codes = encoding(data, top.encoding, &names);
        Some(Self { names, codes })
    }

    /// The name of a glyph.
    pub(super) fn name_of_glyph(&self, glyph: u16) -> Option<&[u8]> {
        self.names.get(usize::from(glyph)).map(Vec::as_slice)
    }

    /// The name of the glyph of a code.
    pub(super) fn name_of_code(&self, code: u8) -> Option<&[u8]> {
        self.name_of_glyph(*self.codes.get(&code)?)
    }
}

/// The operators of a Top DICT that matter.
#[derive(Default)]
struct Top {
    charset: usize,
    encoding: usize,
    char_strings: Option<usize>,
    cid_keyed: bool,
}

impl Top {
    fn parse(mut data: &[u8]) -> Self {
        let mut out = Self::default();
        let mut last = 0i64;
        while let [first, rest @ ..] = data {
            data = rest;
            match *first {
                12 => {
                    out.cid_keyed |= data.first() == Some(&30);
                    data = data.get(1..).unwrap_or_default();
                }
                15 => out.charset = usize::try_from(last).unwrap_or(0),
                16 => out.encoding = usize::try_from(last).unwrap_or(0),
                17 => out.char_strings = usize::try_from(last).ok(),
                0..=21 => {}
                30 => {
                    let end =
                        data.iter().position(|b| b & 15 == 15 || b >> 4 == 15).map_or(data.len(), |i| i + 1);
                    data = data.get(end..).unwrap_or_default();
                }
                _ => {
                    let (value, length) = integer(*first, data);
                    last = value;
                    data = data.get(length..).unwrap_or_default();
                }
            }
        }
        out
    }
}

/// An integer operand that begins with `first`, and the bytes of `rest` it takes.
fn integer(first: u8, rest: &[u8]) -> (i64, usize) {
    let byte = |i: usize| i64::from(rest.get(i).copied().unwrap_or(0));
    let first = i64::from(first);
    match first {
        28 => (i64::from((byte(0) << 8 | byte(1)) as i16), 2),
        29 => (i64::from((byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3)) as i32), 4),
        32..=246 => (first - 139, 0),
        247..=250 => ((first - 247) * 256 + byte(0) + 108, 1),
        251..=254 => (-(first - 251) * 256 - byte(0) - 108, 1),
        _ => (0, 0),
    }
}

/// The items of the INDEX at `at`, and where it ends.
fn index(data: &[u8], at: usize) -> Option<(Vec<&[u8]>, usize)> {
    let count = usize::from(u16::from_be_bytes([*data.get(at)?, *data.get(at + 1)?]));
    if count == 0 {
        return Some((Vec::new(), at + 2));
    }
    let size = usize::from(*data.get(at + 2)?);
    if !(1..=4).contains(&size) {
        return None;
    }
    let offset = |i: usize| -> Option<usize> {
        let start = at + 3 + i * size;
        Some(data.get(start..start + size)?.iter().fold(0, |value, &b| value << 8 | usize::from(b)))
    };
    let base = at + 3 + (count + 1) * size - 1;
    let items =
        (0..count).map(|i| data.get(base + offset(i)?..base + offset(i + 1)?)).collect::<Option<Vec<_>>>()?;
    Some((items, base + offset(count)?))
}

/// The string number of every glyph.
fn charset(data: &[u8], at: usize, glyphs: usize) -> Vec<u16> {
    if at <= 2 {
        // The predefined charsets; those of expert fonts are not followed.
        return if at == 0 { (0..glyphs.min(229) as u16).collect() } else { Vec::new() };
    }
    let mut out = vec![0];
    let word = |i: usize| Some(u16::from_be_bytes([*data.get(i)?, *data.get(i + 1)?]));
    let Some(&format) = data.get(at) else { return out };
    let mut next = at + 1;
    while out.len() < glyphs {
        let Some(first) = word(next) else { break };
        let (left, step) = match format {
            0 => (Some(0), 2),
            1 => (data.get(next + 2).map(|b| u16::from(*b)), 3),
            _ => (word(next + 2), 4),
        };
        let Some(left) = left else { break };
        out.extend((first..=first.saturating_add(left)).take(glyphs - out.len()));
        next += step;
    }
    out
}

fn string<'d>(strings: &[&'d [u8]], sid: u16) -> &'d [u8] {
    match sid.checked_sub(STANDARD_COUNT) {
        Some(own) => strings.get(usize::from(own)).copied().unwrap_or_default(),
        None => STANDARD.lines().nth(usize::from(sid)).unwrap_or_default().as_bytes(),
    }
}

/// The glyph of every code.
fn encoding(data: &[u8], at: usize, names: &[Vec<u8>]) -> HashMap<u8, u16> {
    let mut out = HashMap::default();
    if at <= 1 {
        let standard = super::encoding::Encoding::Standard.names();
        let glyphs: HashMap<&[u8], u16> = (0u16..).zip(names).map(|(i, name)| (name.as_slice(), i)).collect();
        out.extend(
            (0u8..=255).zip(standard).filter_map(|(code, name)| Some((code, *glyphs.get(name.as_bytes())?))),
        );
        return out;
    }
    let byte = |i: usize| data.get(i).copied();
    let (Some(format), Some(count)) = (byte(at), byte(at + 1)) else { return out };
    let mut glyph = 1u16;
    for i in 0..usize::from(count) {
        match format & 0x7f {
            0 => {
                let Some(code) = byte(at + 2 + i) else { break };
                out.insert(code, glyph);
                glyph += 1;
            }
            _ => {
                let (Some(first), Some(left)) = (byte(at + 2 + 2 * i), byte(at + 3 + 2 * i)) else { break };
                for code in first..=first.saturating_add(left) {
                    out.insert(code, glyph);
                    glyph += 1;
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_strings_are_whole() {
        assert_eq!(STANDARD.lines().count(), usize::from(STANDARD_COUNT));
        assert_eq!(string(&[b"own"], 391), b"own");
        assert_eq!(string(&[], 1), b"space");
    }

    #[test]
    fn integers_of_every_length() {
        assert_eq!(integer(139, &[]), (0, 0));
        assert_eq!(integer(28, &[0x27, 0x10]), (10_000, 2));
        assert_eq!(integer(29, &[0xff, 0xfe, 0x79, 0x60]), (-100_000, 4));
        assert_eq!(integer(250, &[0xff]), (1_131, 1));
    }

    #[test]
    fn damage_is_no_panic() {
        assert!(Cff::parse(&[1, 0, 4, 1, 0xff, 0xff, 9]).is_none());
        assert!(Cff::parse(&[]).is_none());
    }
}
