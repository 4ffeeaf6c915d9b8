//! Streams as their bytes were before they were written.

use std::cell::RefCell;

use flate2::{Decompress, FlushDecompress, Status};
use lopdf::{Dictionary, Error, Object, Stream};

/// How many times larger than what is written most streams of text are.
const USUAL: usize = 5;
/// The least room that is made for a stream.
const ROOM: usize = 512;

thread_local! {
    /// Setting up a decoder costs more than most streams do.
    static DECODER: RefCell<Decompress> = RefCell::new(Decompress::new(true));
}

/// What `raw`, the bytes of a stream that `dict` describes in full names and without references, stand for, and whether
/// that is all of it, as far as can be told.
///
/// # Errors
/// Where a filter is not for text, or gives more than `limit` bytes.
pub(super) fn decoded(dict: &Dictionary, raw: &[u8], limit: usize) -> (Result<Vec<u8>, Error>, bool) {
    match plain(dict, raw, limit) {
        Some(data) => (Ok(data), true),
        None => {
            let left = Stream::new(dict.clone(), raw.to_vec()).get_plain_content_with_limit(limit);
            (left, is_whole(dict, raw, limit))
        }
    }
}

/// The same of a stream that is deflated and nothing else, or not at all; none of any other, of a damaged one, and of one
/// that gives more than `limit` bytes.
pub(super) fn plain(dict: &Dictionary, raw: &[u8], limit: usize) -> Option<Vec<u8>> {
    let dict = dict.as_hashmap();
    match dict.get(b"Filter".as_slice()) {
        None => (raw.len() <= limit).then(|| raw.to_vec()),
        Some(Object::Name(name))
            if name == b"FlateDecode" && !dict.contains_key(b"DecodeParms".as_slice()) =>
        {
            DECODER.with(|decoder| inflate(&mut *decoder.try_borrow_mut().ok()?, raw, limit))
        }
        Some(_) => None,
    }
}

/// True where nothing is missing from `raw`, the bytes of a stream that [`plain`] gave nothing of: what is deflated comes to
/// its end and to the sum that was taken of it, where that is there. What is written otherwise is taken to be whole.
fn is_whole(dict: &Dictionary, raw: &[u8], limit: usize) -> bool {
    let dict = dict.as_hashmap();
    let deflated = match dict.get(b"Filter".as_slice()) {
        Some(Object::Name(name)) => name == b"FlateDecode",
        Some(Object::Array(names)) => {
            matches!(names.as_slice(), [Object::Name(name)] if name == b"FlateDecode")
        }
        _ => false,
    };
    if !deflated || raw.is_empty() {
        return true;
    }
    let Some(body) = raw.get(2..) else { return false };
    let mut decoder = Decompress::new(false);
    let (mut sum, mut chunk) = (Adler::default(), Vec::with_capacity(CHUNK));
    loop {
        chunk.clear();
        let (read, written) = (decoder.total_in(), decoder.total_out());
        let rest = usize::try_from(read).ok().and_then(|read| body.get(read..)).unwrap_or_default();
        let Ok(status) = decoder.decompress_vec(rest, &mut chunk, FlushDecompress::None) else {
            return false;
        };
        sum.add(&chunk);
        let done = (decoder.total_in(), decoder.total_out());
        if status == Status::StreamEnd {
            let after = usize::try_from(done.0).ok().and_then(|at| body.get(at..at.checked_add(4)?));
            return after.is_none_or(|after| after == sum.bytes());
        }
        if done == (read, written) || usize::try_from(done.1).is_ok_and(|written| written > limit) {
            return false;
        }
    }
}

/// Bytes that are inflated at a time only to see whether they can be.
const CHUNK: usize = 32 << 10;

/// The sum of RFC 1950.
struct Adler(u32, u32);

impl Default for Adler {
    fn default() -> Self {
        Self(1, 0)
    }
}

impl Adler {
    fn add(&mut self, bytes: &[u8]) {
        const BASE: u32 = 65_521;
        for byte in bytes {
            self.0 = (self.0 + u32::from(*byte)) % BASE;
            self.1 = (self.1 + self.0) % BASE;
        }
    }

    fn bytes(&self) -> [u8; 4] {
        (self.1 << 16 | self.0).to_be_bytes()
    }
}

fn inflate(decoder: &mut Decompress, raw: &[u8], limit: usize) -> Option<Vec<u8>> {
    decoder.reset(true);
    let most = limit.saturating_add(1);
    let mut out = Vec::with_capacity(raw.len().saturating_mul(USUAL).max(ROOM).min(most));
    loop {
        let (read, written) = (decoder.total_in(), decoder.total_out());
        let rest = raw.get(usize::try_from(read).ok()?..)?;
        match decoder.decompress_vec(rest, &mut out, FlushDecompress::Finish).ok()? {
            Status::StreamEnd => return (out.len() <= limit).then_some(out),
            _ if out.len() >= most => return None,
            _ if out.len() == out.capacity() => out.reserve_exact(out.len().min(most - out.len())),
            _ if (read, written) == (decoder.total_in(), decoder.total_out()) => return None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn deflated(data: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    fn flate() -> Dictionary {
        let mut dict = Dictionary::new();
        dict.set("Filter", "FlateDecode");
        dict
    }

    #[test]
    fn a_stream_is_inflated_up_to_its_bound() {
        for data in [b"un texte".repeat(10_000), vec![7; 300_000], Vec::new()] {
            let raw = deflated(&data);
            assert_eq!(plain(&flate(), &raw, data.len()).as_deref(), Some(data.as_slice()));
            assert_eq!(decoded(&flate(), &raw, data.len()).0.unwrap(), data);
            if let Some(less) = data.len().checked_sub(1) {
                assert_eq!(plain(&flate(), &raw, less), None);
                assert!(decoded(&flate(), &raw, less).0.is_err());
            }
        }
    }

    #[test]
    fn a_stream_is_whole_up_to_its_sum() {
        let data: Vec<u8> = (0..50_000u32).flat_map(|i| (i * i).to_le_bytes()).collect();
        let raw = deflated(&data);
        let whole = |raw: &[u8]| is_whole(&flate(), raw, 1 << 20);
        // A program may leave the sum out, or what comes behind it in.
        assert!(whole(&raw) && whole(&raw[..raw.len() - 4]) && whole(&[raw.as_slice(), b"\r\n"].concat()));
        assert!(!whole(&raw[..raw.len() / 2]) && !whole(&raw[..1]));
        let mut turned = raw.clone();
        turned[raw.len() / 3] ^= 0x5a;
        assert!(!whole(&turned));
        assert!(is_whole(&Dictionary::new(), &raw[..1], 1 << 20));
    }

    #[test]
    fn what_is_left_of_a_damaged_stream_is_taken() {
        let data: Vec<u8> = (0..50_000u32).flat_map(|i| (i * i).to_le_bytes()).collect();
        let mut raw = deflated(&data);
        raw.truncate(raw.len() / 2);
        assert_eq!(plain(&flate(), &raw, 1 << 20), None);
        let (left, whole) = decoded(&flate(), &raw, 1 << 20);
        let left = left.unwrap();
        assert!(!whole && left.len() > 10_000 && data.starts_with(&left));
        // And the next one is not touched by it.
        assert_eq!(plain(&flate(), &deflated(b"suite"), 100).as_deref(), Some(b"suite".as_slice()));
    }
}
