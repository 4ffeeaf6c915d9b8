//! From glyph names to Unicode, by the rules of the Adobe Glyph List.

/// Sorted lines of a name and its code points in hexadecimal, parted by `_`.
static GLYPHS: &str = include_str!("tables/glyphs.txt");
/// `name=hexadecimal`, names of ZapfDingbats only: elsewhere "a65" is a number.
static DINGBATS: &str = include_str!("tables/dingbats.txt");

/// Adds what the glyph `name` stands for to `out`. False, and nothing added, where the name tells nothing.
pub(super) fn push_glyph(name: &[u8], out: &mut String) -> bool {
    let Ok(name) = std::str::from_utf8(name) else { return false };
    let before = out.len();
    // A suffix tells a variant of the glyph ("a.sc"), never another letter.
    let base = match name.find('.') {
        Some(0) | None => name,
        Some(dot) => &name[..dot],
    };
    if push_component(base, out) {
        return true;
    }
    let known = base.contains('_') && base.split('_').all(|component| push_component(component, out));
    if !known {
        out.truncate(before);
    }
    known
}

/// The character of a ZapfDingbats glyph.
pub(super) fn dingbat(name: &[u8]) -> Option<char> {
    let entry = DINGBATS
        .split(' ')
        .find(|entry| entry.split_once('=').is_some_and(|(key, _)| key.as_bytes() == name))?;
    code_point(entry.split_once('=')?.1)
}

/// The code that a name made of letters and a number holds ("a65", "C0065", "cid_65"), as programs without glyph
/// names write it; `hexadecimal` where the font's names show it ("g4F").
pub(super) fn numeric(name: &[u8], hexadecimal: bool) -> Option<char> {
    let name = std::str::from_utf8(name).ok()?;
    let code = if hexadecimal {
        let digits = if name.len() == 3 { name.get(1..)? } else { name };
        (digits.len() == 2).then(|| u32::from_str_radix(digits, 16).ok())??
    } else {
        let digits = name.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '_');
        if digits.is_empty() || digits.len() > 4 || name.len() - digits.len() > 4 {
            return None;
        }
        digits.parse().ok()?
    };
    char::from_u32(code).filter(|c| *c > ' ' && code < 0x250 && !c.is_control())
}

/// True for a name like "g4F" or "4F" whose digits can only be hexadecimal.
pub(super) fn looks_hexadecimal(name: &[u8]) -> bool {
    let digits = match name {
        [letter, digits @ ..] if digits.len() == 2 && letter.is_ascii_alphabetic() => digits,
        digits if digits.len() == 2 => digits,
        _ => return false,
    };
    digits.iter().all(u8::is_ascii_hexdigit) && digits.iter().any(u8::is_ascii_alphabetic)
}

fn push_component(name: &str, out: &mut String) -> bool {
    // Most names: a letter is called what it is.
    if let [letter] = name.as_bytes()
        && letter.is_ascii_alphabetic()
    {
        out.push(char::from(*letter));
        return true;
    }
    if let Some(codes) = listed(name) {
        out.extend(codes.split('_').filter_map(code_point));
        return true;
    }
    if let Some(digits) = name.strip_prefix("uni")
        && digits.len() >= 4
        && digits.len() % 4 == 0
        && digits.bytes().all(|b| b.is_ascii_hexdigit())
    {
        let units: Vec<u16> = (0..digits.len() / 4)
            .filter_map(|i| u16::from_str_radix(digits.get(i * 4..i * 4 + 4)?, 16).ok())
            .collect();
        out.extend(char::decode_utf16(units).filter_map(Result::ok));
        return true;
    }
    if let Some(digits) = name.strip_prefix('u')
        && (4..=6).contains(&digits.len())
        && let Some(c) = code_point(digits)
    {
        out.push(c);
        return true;
    }
    false
}

fn code_point(digits: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

/// Searches the sorted lines by bisection of the text itself, so that nothing has to be built first.
fn listed(name: &str) -> Option<&'static str> {
    let bytes = GLYPHS.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start = bytes.get(..middle)?.iter().rposition(|&b| b == b'\n').map_or(0, |i| i + 1).max(low);
        let end = bytes.get(middle..)?.iter().position(|&b| b == b'\n').map_or(bytes.len(), |i| middle + i);
        let (key, codes) = GLYPHS.get(start..end)?.split_once(' ')?;
        match key.as_bytes().cmp(name.as_bytes()) {
            std::cmp::Ordering::Equal => return Some(codes),
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(name: &str) -> Option<String> {
        let mut out = String::new();
        push_glyph(name.as_bytes(), &mut out).then_some(out)
    }

    #[test]
    fn names_of_every_form() {
        assert_eq!(glyph("A").as_deref(), Some("A"));
        assert_eq!(glyph("zukatakana").as_deref(), Some("ズ"));
        assert_eq!(glyph("eacute.sc").as_deref(), Some("é"));
        assert_eq!(glyph("f_f_i").as_deref(), Some("ffi"));
        assert_eq!(glyph("uni00E900E8").as_deref(), Some("éè"));
        assert_eq!(glyph("u1F600").as_deref(), Some("😀"));
        assert_eq!(glyph("g23"), None);
        assert_eq!(glyph(".notdef"), None);
        assert_eq!(dingbat(b"a3"), Some('✄'));
    }

    #[test]
    fn every_listed_name_is_found() {
        for line in GLYPHS.lines() {
            let (name, codes) = line.split_once(' ').unwrap();
            assert_eq!(listed(name), Some(codes), "{name}");
            let text: String = codes.split('_').filter_map(code_point).collect();
            assert_eq!(glyph(name), Some(text).filter(|_| !name.contains('.')), "{name}");
        }
    }

    #[test]
    fn numbers_in_names() {
        assert_eq!(numeric(b"a65", false), Some('A'));
        assert_eq!(numeric(b"g4F", true), Some('O'));
        assert_eq!(numeric(b"foo", false), None);
        assert!(looks_hexadecimal(b"g4F") && !looks_hexadecimal(b"g45"));
    }
}
