//! Where the objects of a sound file stand: its cross-reference tables and streams, the newest first.

use lopdf::xref::{Xref, XrefEntry, XrefType, decode_xref_stream_with_limit};
use lopdf::{Dictionary, Object, Stream};

use super::scan::Scanner;

/// Sections of a file that was changed again and again; those with more are for the patient reader.
const SECTIONS: usize = 64;
/// Bytes at the end of a file that its last mark stands in.
const TAIL: usize = 1024;

/// What the sections of a file say together.
pub(super) struct Sections {
    pub(super) xref: Xref,
    pub(super) trailer: Dictionary,
}

/// Bounds on the sections of a file.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    /// Objects.
    pub(super) objects: usize,
    /// Bytes that a section gives.
    pub(super) bytes: usize,
}

/// The sections of the file `bytes`; none where one of them is not as it should be, or not where it should be.
pub(super) fn sections(bytes: &[u8], bounds: Bounds) -> Option<Sections> {
    let start = start(bytes)?;
    let mut reader = Reader { bytes, bounds, left: bytes.len() };
    let (mut xref, mut trailer) = reader.with_stream(start)?;
    let mut seen = vec![start];
    let mut before = trailer.remove(b"Prev");
    trailer.remove(b"XRefStm");
    while let Some(offset) = before {
        let offset = offset_of(&offset)?;
        if seen.contains(&offset) || seen.len() >= SECTIONS {
            return None;
        }
        seen.push(offset);
        let (older, mut its_trailer) = reader.with_stream(offset)?;
        xref.merge(older);
        before = its_trailer.remove(b"Prev");
        if xref.entries.len() > bounds.objects {
            return None;
        }
    }
    Some(Sections { xref, trailer })
}

/// Where the newest section is said to begin.
fn start(bytes: &[u8]) -> Option<usize> {
    let end = bytes.iter().rposition(|c| !matches!(c, b' ' | b'\t' | b'\n' | b'\r' | 0 | 12))? + 1;
    let tail = end.saturating_sub(TAIL);
    let mark = last(bytes.get(tail..end)?, b"%%EOF")? + tail;
    let near = mark.checked_sub(25)?;
    let word = last(bytes.get(near..mark)?, b"startxref")? + near;
    let mut scanner = Scanner::new(bytes, word);
    scanner.keyword(b"startxref")?;
    scanner.skip_space();
    let start = usize::try_from(scanner.unsigned()?).ok()?;
    // A comment to the scanner: nothing but white space may stand between.
    let between = bytes.get(scanner.at..mark)?;
    between.iter().all(u8::is_ascii_whitespace).then_some(start)
}

fn last(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).rposition(|window| window == needle)
}

fn offset_of(object: &Object) -> Option<usize> {
    match object {
        Object::Integer(value) => usize::try_from(*value).ok(),
        _ => None,
    }
}

/// Reads section after section.
struct Reader<'b> {
    bytes: &'b [u8],
    bounds: Bounds,
    /// Bytes that sections may still take: they lie one after the other in the file.
    left: usize,
}

impl Reader<'_> {
    /// The section at `offset`, and the stream beside its table that tells of the objects in object streams.
    fn with_stream(&mut self, offset: usize) -> Option<(Xref, Dictionary)> {
        let (mut xref, trailer) = self.section(offset)?;
        if let Some(beside) = trailer.as_hashmap().get(b"XRefStm".as_slice()) {
            let (stream, _) = self.section(offset_of(beside)?)?;
            xref.merge_hybrid(stream);
        }
        Some((xref, trailer))
    }

    fn section(&mut self, offset: usize) -> Option<(Xref, Dictionary)> {
        let mut scanner = Scanner::new(self.bytes, offset);
        let is_table = scanner.keyword(b"xref").is_some();
        let found = if is_table { self.table(&mut scanner) } else { self.stream(&mut scanner) }?;
        self.left = self.left.checked_sub(scanner.at.checked_sub(offset)?)?;
        Some(found)
    }

    fn table(&self, scanner: &mut Scanner<'_>) -> Option<(Xref, Dictionary)> {
        let mut xref = Xref::new(0, XrefType::CrossReferenceTable);
        scanner.skip_space();
        while scanner.keyword(b"trailer").is_none() {
            let first = u32::try_from(scanner.unsigned()?).ok()?;
            scanner.skip_space();
            let count = u32::try_from(scanner.unsigned()?).ok()?;
            if count as usize > self.bounds.objects || xref.entries.len() > self.bounds.objects {
                return None;
            }
            for number in first..first.checked_add(count)? {
                xref.insert(number, entry(scanner)?);
            }
            scanner.skip_space();
        }
        scanner.skip_space();
        Some((xref, scanner.dictionary()?))
    }

    fn stream(&self, scanner: &mut Scanner<'_>) -> Option<(Xref, Dictionary)> {
        scanner.header()?;
        let dict = scanner.dictionary()?;
        let natural = |key: &[u8]| offset_of(dict.as_hashmap().get(key)?);
        let listed = match dict.as_hashmap().get(b"Index".as_slice()) {
            Some(Object::Array(parts)) => {
                let counts = parts.iter().skip(1).step_by(2).map(offset_of);
                counts.sum::<Option<usize>>()?
            }
            _ => natural(b"Size")?,
        };
        let (data, _) = stream_data(self.bytes, scanner, natural(b"Length")?)?;
        if !dict.has_type(b"XRef") || listed > self.bounds.objects {
            return None;
        }
        let stream = Stream::new(dict, data.to_vec());
        decode_xref_stream_with_limit(stream, Some(self.bounds.bytes)).ok()
    }
}

fn entry(scanner: &mut Scanner<'_>) -> Option<XrefEntry> {
    scanner.skip_space();
    let offset = u32::try_from(scanner.unsigned()?).ok()?;
    scanner.skip_space();
    let generation = scanner.unsigned()?;
    scanner.skip_space();
    if scanner.keyword(b"n").is_some() {
        return Some(XrefEntry::Normal { offset, generation: u16::try_from(generation).ok()? });
    }
    scanner.keyword(b"f")?;
    Some(XrefEntry::Free)
}

/// The `length` bytes between the keywords of a stream, whose dictionary was passed, and where they begin.
pub(super) fn stream_data<'b>(
    bytes: &'b [u8],
    scanner: &mut Scanner<'_>,
    length: usize,
) -> Option<(&'b [u8], usize)> {
    scanner.skip_space();
    scanner.eat(b"stream")?;
    while scanner.eat(b" ").or_else(|| scanner.eat(b"\t")).is_some() {}
    scanner.end_of_line()?;
    let start = scanner.at;
    let end = start.checked_add(length)?;
    let data = bytes.get(start..end)?;
    scanner.at = end;
    let _ = scanner.end_of_line();
    scanner.keyword(b"endstream")?;
    Some((data, start))
}
