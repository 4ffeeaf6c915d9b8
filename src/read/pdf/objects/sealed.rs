//! Files whose trailer holds the dictionary of their protection itself, which the object layer looks for in an object of
//! its own.

use std::ops::Range;

use lopdf::Document;

/// The file of `bytes` with that dictionary in an object of its own, as an update at the end; none where it is not in the
/// trailer of `document`, which was made of these bytes.
pub(super) fn apart(bytes: &[u8], document: &Document) -> Option<Vec<u8>> {
    document.trailer.get(b"Encrypt").and_then(lopdf::Object::as_dict).ok()?;
    let place = dictionary(bytes)?;
    let trailer = trailer_around(bytes, &place)?;
    let before = startxref(bytes)?;
    let number = document.max_id.checked_add(1)?;
    let mut out = bytes.to_vec();
    out.push(b'\n');
    let object = out.len();
    out.extend(format!("{number} 0 obj\n").bytes());
    out.extend(bytes.get(place.clone())?);
    out.extend(b"\nendobj\n");
    let table = out.len();
    out.extend(format!("xref\n{number} 1\n{object:010} 00000 n \ntrailer\n").bytes());
    out.extend(bytes.get(trailer.start..place.start)?);
    out.extend(format!(" {number} 0 R ").bytes());
    out.extend(bytes.get(place.end..trailer.end - 2)?);
    // Of a key that is given twice, the last counts.
    out.extend(format!("/Size {} /Prev {before}>>\nstartxref\n{table}\n%%EOF\n", number + 1).bytes());
    Some(out)
}

/// Where the dictionary stands behind the last `/Encrypt` that has one.
fn dictionary(bytes: &[u8]) -> Option<Range<usize>> {
    const KEY: &[u8] = b"/Encrypt";
    let key = memchr::memmem::rfind_iter(bytes, KEY).find(|at| {
        bytes.get(at + KEY.len()..).is_some_and(|rest| rest.trim_ascii_start().starts_with(b"<<"))
    })?;
    let from = key + KEY.len();
    let start = from + bytes.get(from..)?.iter().position(|byte| *byte == b'<')?;
    Some(start..end_of(bytes, start)?)
}

/// The dictionary around `inner`: that of a trailer, or of a stream that is one.
fn trailer_around(bytes: &[u8], inner: &Range<usize>) -> Option<Range<usize>> {
    let before = bytes.get(..inner.start)?;
    let words = [&b"trailer"[..], b" obj"];
    let from = words
        .iter()
        .filter_map(|word| memchr::memmem::rfind(before, word).map(|at| at + word.len()))
        .max()?;
    let start = from + bytes.get(from..)?.iter().position(|byte| *byte == b'<')?;
    let end = end_of(bytes, start)?;
    (start < inner.start && inner.end < end).then_some(start..end)
}

/// One behind the dictionary that begins at `start`.
fn end_of(bytes: &[u8], start: usize) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, start);
    loop {
        match bytes.get(at..)? {
            [b'<', b'<', ..] => {
                depth += 1;
                at += 2;
            }
            [b'>', b'>', ..] => {
                depth = depth.checked_sub(1)?;
                at += 2;
                if depth == 0 {
                    return Some(at);
                }
            }
            [b'<', rest @ ..] => at += rest.iter().position(|byte| *byte == b'>')? + 2,
            [b'(', ..] => at = end_of_string(bytes, at)?,
            _ => at += 1,
        }
    }
}

/// One behind the string in parentheses that begins at `start`.
fn end_of_string(bytes: &[u8], start: usize) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, start);
    loop {
        match bytes.get(at)? {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
}

/// The place of the last table, as the end of the file tells it.
fn startxref(bytes: &[u8]) -> Option<usize> {
    const WORD: &[u8] = b"startxref";
    let at = memchr::memmem::rfind(bytes, WORD)? + WORD.len();
    let rest = bytes.get(at..)?.trim_ascii_start();
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(rest.get(..digits)?).ok()?.parse().ok()
}
