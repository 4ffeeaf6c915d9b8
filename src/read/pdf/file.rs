//! The object layer as the rest sees it: references followed, damage taken for absence.

use std::borrow::Cow;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::inflate;
use super::objects::{Objects, is_too_large};
use crate::read::{Limits, Unreadable};

/// How many references in a row are followed before they are taken for a loop.
const REFERENCES: usize = 32;

/// A file whose objects can be asked for. Absent, null, dangling or mistyped values are all `None`.
pub(super) struct File<'l> {
    /// The bytes from the header on, which positions of objects count from.
    bytes: Cow<'l, [u8]>,
    /// Its objects.
    objects: Objects<'l>,
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
    /// Opens `bytes`, whose objects are then read as they are asked for; none where they are not known to be sound.
    pub(super) fn open(bytes: &'l [u8], limits: &'l Limits) -> Option<Self> {
        let Cow::Borrowed(bytes) = from_header(bytes) else { return None };
        Some(Self::new(Cow::Borrowed(bytes), Objects::open(bytes, limits)?, limits))
    }

    /// Loads `bytes`, repairing the cross-reference table where that is needed.
    ///
    /// # Errors
    /// Where it is protected by a password, has no readable object, or has more of them than the bound.
    pub(super) fn load(bytes: &'l [u8], limits: &'l Limits) -> Result<Self, Unreadable> {
        let bytes = from_header(bytes);
        let objects = Objects::load(&bytes, limits)?;
        Ok(Self::new(bytes, objects, limits))
    }

    fn new(bytes: Cow<'l, [u8]>, objects: Objects<'l>, limits: &'l Limits) -> Self {
        Self {
            bytes,
            objects,
            limits,
            inflated: AtomicU64::new(0),
            over: OnceLock::new(),
            undecoded: AtomicBool::new(false),
        }
    }

    /// Its objects turned out not to be sound: whatever was read of it is to be thrown away, and all of it loaded.
    pub(super) fn is_unsound(&self) -> bool {
        self.objects.are_unsound()
    }

    /// Nothing more need be read of it: a bound was reached, or it is to be loaded anew.
    pub(super) fn is_lost(&self) -> bool {
        self.over.get().is_some() || self.objects.are_over() || self.is_unsound()
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
        let over = self.over.get().copied().or(self.objects.are_over().then_some("object_bytes"));
        over.map_or(Ok(()), |name| Err(self.limits.over(name)))
    }

    /// True where the file is protected and some of it came to nothing: the protection is of a kind that is not known.
    pub(super) fn is_sealed(&self) -> bool {
        self.was_encrypted() && self.undecoded.load(Ordering::Relaxed)
    }

    /// `object` itself, or what its reference leads to.
    pub(super) fn resolve<'o>(&'o self, mut object: &'o Object) -> Option<&'o Object> {
        for _ in 0..REFERENCES {
            match object {
                Object::Reference(id) => object = self.objects.get(*id)?,
                Object::Null => return None,
                _ => return Some(object),
            }
        }
        None
    }

    /// True for a reference to an object that the file names and does not have.
    pub(super) fn is_lost_object(&self, object: &Object) -> bool {
        matches!(object, Object::Reference(id) if self.objects.get(*id).is_none())
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

    /// The trailer.
    pub(super) fn trailer(&self) -> &Dictionary {
        self.objects.trailer()
    }

    /// How many objects there are.
    pub(super) fn len(&self) -> usize {
        self.objects.len()
    }

    /// Every object with its number.
    pub(super) fn all(&self) -> impl Iterator<Item = (&ObjectId, &Object)> {
        self.objects.all()
    }

    /// It was protected, and is open to everyone.
    pub(super) fn was_encrypted(&self) -> bool {
        self.objects.was_encrypted()
    }

    /// The bytes of `stream`, one of this file, as they stand in it.
    pub(super) fn raw<'o>(&'o self, stream: &'o Stream) -> &'o [u8] {
        self.objects.raw(stream)
    }

    /// The catalogue.
    pub(super) fn catalog(&self) -> Option<&Dictionary> {
        self.dict(self.trailer(), b"Root")
    }

    /// The decoded bytes of `stream`; as much as could be decoded of a damaged one. None where a filter is not for
    /// text (an image), or a bound is reached.
    pub(super) fn data(&self, stream: &Stream) -> Option<Vec<u8>> {
        self.content(stream).0
    }

    /// As [`Self::data`], and whether that is all of it, as far as that can be told.
    pub(super) fn content(&self, stream: &Stream) -> (Option<Vec<u8>>, bool) {
        let left = self.limits.total_bytes.saturating_sub(self.inflated.load(Ordering::Relaxed));
        let limit = usize::try_from(self.limits.stream_bytes.min(left)).unwrap_or(usize::MAX);
        let mut raw = self.raw(stream);
        if raw.is_empty() {
            raw = self.without_length(stream).unwrap_or(raw);
        }
        let (data, whole) = if self.is_plain(&stream.dict) {
            inflate::decoded(&stream.dict, raw, limit)
        } else {
            inflate::decoded(&self.normalised(&stream.dict), raw, limit)
        };
        let data = match data {
            Ok(data) => {
                if data.is_empty() && !raw.is_empty() {
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
        };
        (data, whole)
    }

    /// True where the file ends in the middle of its objects: nothing that ends a file comes after the last of them.
    pub(super) fn is_cut_off(&self) -> bool {
        let last = memchr::memmem::rfind(&self.bytes, b"endobj").unwrap_or_default();
        let rest = self.bytes.get(last..).unwrap_or_default();
        [b"startxref".as_slice(), b"%%EOF", b"trailer"]
            .iter()
            .all(|end| memchr::memmem::find(rest, end).is_none())
    }

    /// What stands before the end mark of a stream whose length is missing or wrong.
    fn without_length(&self, stream: &Stream) -> Option<&[u8]> {
        let rest = self.bytes.get(stream.start_position?..)?;
        let end = memchr::memmem::find(rest, b"endstream")?;
        if end == 0 || self.was_encrypted() { None } else { rest.get(..end) }
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

    /// Of `dict` the filters by their full names, and their parameters in place.
    fn normalised(&self, dict: &Dictionary) -> Dictionary {
        let list = |keys: [&[u8]; 2]| match keys.iter().find_map(|key| self.get(dict, key)) {
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
        let mut out = Dictionary::new();
        if !filters.is_empty() {
            out.set("Filter", filters);
            out.set("DecodeParms", parameters);
        }
        out
    }
}

/// The bytes from the header on, with one where the file has lost its own.
fn from_header(bytes: &[u8]) -> Cow<'_, [u8]> {
    match bytes[..bytes.len().min(1024)].windows(5).position(|window| window == b"%PDF-") {
        Some(header) => Cow::Borrowed(bytes.get(header..).unwrap_or_default()),
        None => Cow::Owned([b"%PDF-1.4\n", bytes].concat()),
    }
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
