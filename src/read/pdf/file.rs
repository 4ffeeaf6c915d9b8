//! The object layer: what lopdf gives, with references followed and damage taken for absence.

use std::borrow::Cow;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use lopdf::{DecompressError, Dictionary, Document, Error, LoadOptions, Object, ObjectId, Stream};

use crate::read::{Limits, Unreadable};

/// How many references in a row are followed before they are taken for a loop.
const REFERENCES: usize = 32;

/// A loaded file. Absent, null, dangling or mistyped values are all `None`.
pub(super) struct File<'l> {
    /// The bytes from the header on, which positions of objects count from.
    bytes: Cow<'l, [u8]>,
    /// Every object of the file.
    pub(super) doc: Document,
    /// The bounds on it.
    pub(super) limits: &'l Limits,
    /// Bytes that streams have given so far.
    inflated: AtomicU64,
    /// The first bound that was reached.
    over: OnceLock<&'static str>,
    /// A stream that holds something gave nothing.
    undecoded: AtomicBool,
}

impl<'l> File<'l> {
    /// Loads `bytes`, repairing the cross-reference table where that is needed.
    ///
    /// # Errors
    /// Where it is protected by a password, has no readable object, or has more of them than the bound.
    pub(super) fn load(bytes: &'l [u8], limits: &'l Limits) -> Result<Self, Unreadable> {
        let options = LoadOptions {
            max_decompressed_size: Some(usize::try_from(limits.stream_bytes).unwrap_or(usize::MAX)),
            ..LoadOptions::default()
        };
        let bytes = from_header(bytes);
        let doc = Document::load_mem_with_options(&bytes, options).map_err(|error| match error {
            Error::InvalidPassword => Unreadable::Password,
            error if is_too_large(&error) => limits.over("stream_bytes"),
            _ => Unreadable::Damaged("structure PDF illisible".into()),
        })?;
        if doc.is_encrypted() {
            return Err(Unreadable::Password);
        }
        if doc.objects.len() > limits.pdf_objects {
            return Err(limits.over("pdf_objects"));
        }
        Ok(Self {
            bytes,
            doc,
            limits,
            inflated: AtomicU64::new(0),
            over: OnceLock::new(),
            undecoded: AtomicBool::new(false),
        })
    }

    /// Takes down that the bound `name` was reached, so that something of the text is missing.
    pub(super) fn reach(&self, name: &'static str) {
        let _ = self.over.set(name);
    }

    /// Nothing where no bound was reached.
    ///
    /// # Errors
    /// The first bound that was.
    pub(super) fn within_bounds(&self) -> Result<(), Unreadable> {
        self.over.get().map_or(Ok(()), |name| Err(self.limits.over(name)))
    }

    /// True where the file is protected and some of it came to nothing: the protection is of a kind that is not known.
    pub(super) fn is_sealed(&self) -> bool {
        self.doc.was_encrypted() && self.undecoded.load(Ordering::Relaxed)
    }

    /// `object` itself, or what its reference leads to.
    pub(super) fn resolve<'o>(&'o self, mut object: &'o Object) -> Option<&'o Object> {
        for _ in 0..REFERENCES {
            match object {
                Object::Reference(id) => object = self.doc.objects.get(id)?,
                Object::Null => return None,
                _ => return Some(object),
            }
        }
        None
    }

    /// The value of `key`.
    pub(super) fn get<'o>(&'o self, dict: &'o Dictionary, key: &[u8]) -> Option<&'o Object> {
        self.resolve(dict.as_hashmap().get(key)?)
    }

    /// The reference that stands under `key`, unresolved.
    pub(super) fn reference(dict: &Dictionary, key: &[u8]) -> Option<ObjectId> {
        match dict.as_hashmap().get(key)? {
            Object::Reference(id) => Some(*id),
            _ => None,
        }
    }

    /// The dictionary (or the dictionary of the stream) under `key`.
    pub(super) fn dict<'o>(&'o self, dict: &'o Dictionary, key: &[u8]) -> Option<&'o Dictionary> {
        as_dict(self.get(dict, key)?)
    }

    /// The dictionary (or the dictionary of the stream) that `object` is or leads to.
    pub(super) fn to_dict<'o>(&'o self, object: &'o Object) -> Option<&'o Dictionary> {
        as_dict(self.resolve(object)?)
    }

    /// The stream under `key`.
    pub(super) fn stream<'o>(&'o self, dict: &'o Dictionary, key: &[u8]) -> Option<&'o Stream> {
        match self.get(dict, key)? {
            Object::Stream(stream) => Some(stream),
            _ => None,
        }
    }

    /// The array under `key`.
    pub(super) fn array<'o>(&'o self, dict: &'o Dictionary, key: &[u8]) -> Option<&'o [Object]> {
        match self.get(dict, key)? {
            Object::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The name under `key`.
    pub(super) fn name<'o>(&'o self, dict: &'o Dictionary, key: &[u8]) -> Option<&'o [u8]> {
        match self.get(dict, key)? {
            Object::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The number under `key`.
    pub(super) fn number(&self, dict: &Dictionary, key: &[u8]) -> Option<f32> {
        self.to_number(dict.as_hashmap().get(key)?)
    }

    /// The number that `object` is or leads to.
    pub(super) fn to_number(&self, object: &Object) -> Option<f32> {
        match self.resolve(object)? {
            Object::Integer(value) => Some(*value as f32),
            Object::Real(value) if value.is_finite() => Some(*value),
            _ => None,
        }
    }

    /// The whole number under `key`.
    pub(super) fn integer(&self, dict: &Dictionary, key: &[u8]) -> Option<i64> {
        match self.get(dict, key)? {
            Object::Integer(value) => Some(*value),
            Object::Real(value) if value.fract() == 0.0 && value.abs() < 1e15 => Some(*value as i64),
            _ => None,
        }
    }

    /// The numbers of the array under `key`, if it holds at least `N`.
    pub(super) fn numbers<const N: usize>(&self, dict: &Dictionary, key: &[u8]) -> Option<[f32; N]> {
        let items = self.array(dict, key)?;
        let mut out = [0.0; N];
        for (slot, item) in out.iter_mut().zip(items.get(..N)?) {
            *slot = self.to_number(item)?;
        }
        Some(out)
    }

    /// The catalogue.
    pub(super) fn catalog(&self) -> Option<&Dictionary> {
        self.dict(&self.doc.trailer, b"Root")
    }

    /// The decoded bytes of `stream`; as much as could be decoded of a damaged one. None where a filter is not for
    /// text (an image), or a bound is reached.
    pub(super) fn data(&self, stream: &Stream) -> Option<Vec<u8>> {
        let left = self.limits.total_bytes.saturating_sub(self.inflated.load(Ordering::Relaxed));
        let limit = usize::try_from(self.limits.stream_bytes.min(left)).unwrap_or(usize::MAX);
        let found;
        let stream = if stream.content.is_empty() {
            found = self.without_length(stream);
            found.as_ref().unwrap_or(stream)
        } else {
            stream
        };
        let data = if self.is_plain(&stream.dict) {
            stream.get_plain_content_with_limit(limit)
        } else {
            self.normalised(stream)?.get_plain_content_with_limit(limit)
        };
        match data {
            Ok(data) => {
                if data.is_empty() && !stream.content.is_empty() {
                    self.undecoded.store(true, Ordering::Relaxed);
                }
                self.inflated.fetch_add(data.len() as u64, Ordering::Relaxed);
                Some(data)
            }
            Err(error) => {
                if is_too_large(&error) {
                    self.reach(if left < self.limits.stream_bytes { "total_bytes" } else { "stream_bytes" });
                }
                self.undecoded.store(true, Ordering::Relaxed);
                None
            }
        }
    }

    /// A stream whose length is missing or wrong, with what stands before its end mark.
    fn without_length(&self, stream: &Stream) -> Option<Stream> {
        let rest = self.bytes.get(stream.start_position?..)?;
        let end = rest.windows(9).position(|window| window == b"endstream")?;
        if end == 0 || self.doc.was_encrypted() {
            return None;
        }
        let mut found = Stream::new(stream.dict.clone(), rest.get(..end)?.to_vec());
        found.allows_compression = false;
        Some(found)
    }

    /// True where lopdf reads the filters as they stand: full names, nothing by reference.
    fn is_plain(&self, dict: &Dictionary) -> bool {
        let full = |name: &[u8]| name.ends_with(b"Decode");
        let filter = match dict.as_hashmap().get(b"Filter".as_slice()) {
            None => return true,
            Some(Object::Name(name)) => full(name),
            Some(Object::Array(names)) => names.iter().all(|name| matches!(name, Object::Name(n) if full(n))),
            Some(_) => false,
        };
        let parameters = match dict.as_hashmap().get(b"DecodeParms".as_slice()) {
            None => !dict.has(b"DP"),
            Some(Object::Dictionary(_)) => true,
            Some(Object::Array(items)) => items.iter().all(|item| !matches!(item, Object::Reference(_))),
            Some(_) => false,
        };
        filter && parameters
    }

    /// `stream` with its filters by their full names and its parameters in place.
    fn normalised(&self, stream: &Stream) -> Option<Stream> {
        let list = |keys: [&[u8]; 2]| match keys.iter().find_map(|key| self.get(&stream.dict, key)) {
            Some(Object::Array(items)) => items.iter().map(|i| self.resolve(i).cloned()).collect(),
            Some(object) => vec![Some(object.clone())],
            None => Vec::new(),
        };
        let filters: Vec<Object> = list([b"Filter", b"F"])
            .into_iter()
            .map(|filter| match filter {
                Some(Object::Name(name)) => Object::Name(full_name(&name).to_vec()),
                _ => Object::Null,
            })
            .collect();
        let parameters: Vec<Object> =
            list([b"DecodeParms", b"DP"]).into_iter().map(|p| p.unwrap_or(Object::Null)).collect();
        let mut dict = Dictionary::new();
        if !filters.is_empty() {
            dict.set("Filter", filters);
            dict.set("DecodeParms", parameters);
        }
        let mut copy = Stream::new(dict, stream.content.clone());
        copy.allows_compression = false;
        Some(copy)
    }
}

/// The bytes from the header on, with one where the file has lost its own.
fn from_header(bytes: &[u8]) -> Cow<'_, [u8]> {
    match bytes[..bytes.len().min(1024)].windows(5).position(|window| window == b"%PDF-") {
        Some(header) => Cow::Borrowed(bytes.get(header..).unwrap_or_default()),
        None => Cow::Owned([b"%PDF-1.4\n", bytes].concat()),
    }
}

fn is_too_large(error: &Error) -> bool {
    matches!(error, Error::Decompress(DecompressError::MemoryLimitExceeded { .. }))
}

fn as_dict(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

fn full_name(name: &[u8]) -> &[u8] {
    match name {
        b"Fl" => b"FlateDecode",
        b"LZW" => b"LZWDecode",
        b"A85" => b"ASCII85Decode",
        b"AHx" => b"ASCIIHexDecode",
        b"RL" => b"RunLengthDecode",
        other => other,
    }
}
