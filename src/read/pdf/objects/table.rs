//! The objects of a sound file, each read when it is asked for: of a dossier's thousands a few hundred matter to its text,
//! and the bytes of its pictures to nobody.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::scan::Scanner;
use super::xref::{self, Bounds, stream_data};
use crate::hash::HashMap;
use crate::read::Limits;
use crate::read::pdf::inflate;

/// Bytes of object streams that are kept; a file with more of them is for the patient reader, which keeps none.
const HELD: u64 = 64 << 20;

/// The objects of a file by their numbers.
pub(super) struct Table<'b> {
    bytes: &'b [u8],
    pub(super) trailer: Dictionary,
    /// In the order of their numbers.
    slots: Vec<Slot>,
    containers: HashMap<u32, OnceLock<Option<Container>>>,
    /// The most bytes that an object stream gives.
    limit: usize,
    /// Bytes of object streams so far.
    held: AtomicU64,
    /// Bytes of memory that objects may still take, however their ranges in the file overlap.
    room: AtomicU64,
    /// Something is not as it should be.
    unsound: AtomicBool,
}

/// An object, once it was asked for.
struct Slot {
    number: u32,
    place: Place,
    object: OnceLock<Option<Box<Object>>>,
}

#[derive(Clone, Copy)]
enum Place {
    Free,
    /// At an offset in the file.
    At {
        offset: u32,
        generation: u16,
    },
    /// In an object stream, so many objects in.
    Within {
        container: u32,
        index: u16,
    },
}

/// An object stream.
struct Container {
    data: Vec<u8>,
    /// The numbers of its objects, and where they begin.
    members: Vec<(u32, usize)>,
}

impl<'b> Table<'b> {
    /// The objects of `bytes`; none where the file is protected, has too many of them, or is not sound as far as can be
    /// told before they are read.
    pub(super) fn open(bytes: &'b [u8], limits: &Limits) -> Option<Self> {
        let limit = usize::try_from(limits.stream_bytes).unwrap_or(usize::MAX);
        let sections = xref::sections(bytes, Bounds { objects: limits.pdf_objects, bytes: limit })?;
        if sections.trailer.has(b"Encrypt") || sections.xref.entries.len() > limits.pdf_objects {
            return None;
        }
        let mut containers = HashMap::default();
        let mut slots = Vec::with_capacity(sections.xref.entries.len());
        for (number, entry) in sections.xref.entries {
            let place = match entry {
                XrefEntry::Free | XrefEntry::UnusableFree => Place::Free,
                XrefEntry::Normal { offset, generation } => Place::At { offset, generation },
                XrefEntry::Compressed { container, index } => {
                    containers.entry(container).or_insert_with(OnceLock::new);
                    Place::Within { container, index }
                }
            };
            slots.push(Slot { number, place, object: OnceLock::new() });
        }
        let table = Self {
            bytes,
            trailer: sections.trailer,
            slots,
            containers,
            limit,
            held: AtomicU64::new(0),
            room: AtomicU64::new(super::room(bytes, limits)),
            unsound: AtomicBool::new(false),
        };
        (table.kids().is_some() && !table.is_unsound()).then_some(table)
    }

    /// The pages of the root of the page tree that the catalogue leads to.
    fn kids(&self) -> Option<&[Object]> {
        let catalog = self.named(&self.trailer, b"Root")?.as_dict().ok()?;
        let root = self.named(catalog, b"Pages")?.as_dict().ok()?;
        self.named(root, b"Kids")?.as_array().ok().map(Vec::as_slice)
    }

    fn named<'t>(&'t self, dict: &'t Dictionary, key: &[u8]) -> Option<&'t Object> {
        match dict.as_hashmap().get(key)? {
            Object::Reference(id) => self.get(*id),
            object => Some(object),
        }
    }

    /// Something that was asked for is not as it should be: what was made of the file so far is worth nothing.
    pub(super) fn is_unsound(&self) -> bool {
        self.unsound.load(Ordering::Relaxed)
    }

    /// Takes down that it is.
    pub(super) fn doubt(&self) {
        self.unsound.store(true, Ordering::Relaxed);
    }

    /// The objects asked for take more memory than the bound: some of them are missing.
    pub(super) fn is_over(&self) -> bool {
        self.room.load(Ordering::Relaxed) == 0
    }

    /// What `read` makes of a place in `data`, as far as there is room for it.
    fn scan<'d, T>(
        &self,
        data: &'d [u8],
        at: usize,
        read: impl FnOnce(&mut Scanner<'d>) -> Option<T>,
    ) -> Option<T> {
        let room = self.room.load(Ordering::Relaxed);
        if room == 0 {
            return None;
        }
        let mut scanner = Scanner::within(data, at, room);
        let found = read(&mut scanner);
        let taken = room - scanner.room();
        let _ = self
            .room
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |room| Some(room.saturating_sub(taken)));
        found
    }

    /// How many numbers are known.
    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    /// The object `id`.
    pub(super) fn get(&self, id: ObjectId) -> Option<&Object> {
        let slot = self.slot(id.0);
        if matches!(slot, Some(Slot { place: Place::Free, .. })) {
            return None;
        }
        let found = slot.and_then(|slot| {
            let generation = match slot.place {
                Place::At { generation, .. } => generation,
                _ => 0,
            };
            let object = || slot.object.get_or_init(|| self.read(slot).map(Box::new));
            (generation == id.1).then(object)?.as_deref()
        });
        if found.is_none() && !self.is_over() {
            self.doubt();
        }
        found
    }

    /// The bytes between the keywords of `stream`, one of these objects.
    pub(super) fn raw(&self, stream: &Stream) -> &'b [u8] {
        let length = match stream.dict.as_hashmap().get(b"Length".as_slice()) {
            Some(Object::Integer(length)) => usize::try_from(*length).unwrap_or_default(),
            _ => 0,
        };
        let start = stream.start_position.unwrap_or(usize::MAX);
        self.bytes.get(start..start.saturating_add(length)).unwrap_or_default()
    }

    fn slot(&self, number: u32) -> Option<&Slot> {
        // Numbers mostly follow each other.
        let first = self.slots.first()?.number;
        let direct = self.slots.get(number.checked_sub(first)? as usize);
        direct.filter(|slot| slot.number == number).or_else(|| {
            let index = self.slots.binary_search_by_key(&number, |slot| slot.number).ok()?;
            self.slots.get(index)
        })
    }

    fn read(&self, slot: &Slot) -> Option<Object> {
        match slot.place {
            Place::Free => None,
            Place::At { offset, generation } => self.read_at(offset, (slot.number, generation), true),
            Place::Within { container, index } => self.member(container, slot.number, index),
        }
    }

    /// The object `id` at `offset`. A stream is left without content: see [`Self::raw`].
    fn read_at(&self, offset: u32, id: ObjectId, may_ask: bool) -> Option<Object> {
        self.scan(self.bytes, offset as usize, |scanner| self.object(scanner, id, may_ask))
    }

    fn object(&self, scanner: &mut Scanner<'_>, id: ObjectId, may_ask: bool) -> Option<Object> {
        if scanner.header()? != id {
            return None;
        }
        let object = if scanner.is_at_dictionary() {
            let mut dict = scanner.dictionary()?;
            scanner.skip_space();
            if scanner.is_at(b"stream") {
                let length = self.length(&dict, may_ask)?;
                let (_, start) = stream_data(self.bytes, scanner, length)?;
                dict.set("Length", i64::try_from(length).ok()?);
                Object::Stream(Stream::with_position(dict, start))
            } else {
                Object::Dictionary(dict)
            }
        } else {
            scanner.object()?
        };
        scanner.skip_space();
        scanner.eat(b"endobj")?;
        Some(object)
    }

    /// The length of the stream that `dict` describes. Read without being kept, so that objects which name each other wait
    /// for nothing; for the same reason the length of an object stream is in none.
    fn length(&self, dict: &Dictionary, may_ask: bool) -> Option<usize> {
        let asked;
        let length = match dict.as_hashmap().get(b"Length".as_slice())? {
            Object::Reference(id) => {
                let slot = self.slot(id.0)?;
                asked = match slot.place {
                    Place::At { offset, generation } if generation == id.1 => self.integer_at(offset, *id),
                    Place::Within { container, index } if may_ask && id.1 == 0 => {
                        self.member(container, id.0, index)
                    }
                    _ => None,
                };
                asked.as_ref()?
            }
            length => length,
        };
        match length {
            Object::Integer(length) => usize::try_from(*length).ok(),
            _ => None,
        }
    }

    fn integer_at(&self, offset: u32, id: ObjectId) -> Option<Object> {
        let mut scanner = Scanner::new(self.bytes, offset as usize);
        if scanner.header()? != id {
            return None;
        }
        let value = scanner.unsigned()?;
        scanner.skip_space();
        scanner.eat(b"endobj")?;
        i64::try_from(value).ok().map(Object::Integer)
    }

    /// The object `number`, so many objects into the object stream `container`.
    fn member(&self, container: u32, number: u32, index: u16) -> Option<Object> {
        let container = self.container(container)?;
        let (found, start) = *container.members.get(usize::from(index))?;
        let object = |scanner: &mut Scanner<'_>| {
            scanner.skip_space();
            scanner.object()
        };
        if found == number { self.scan(&container.data, start, object) } else { None }
    }

    fn container(&self, number: u32) -> Option<&Container> {
        self.containers.get(&number)?.get_or_init(|| self.read_container(number)).as_ref()
    }

    fn read_container(&self, number: u32) -> Option<Container> {
        let Place::At { offset, generation: 0 } = self.slot(number)?.place else { return None };
        let Some(Object::Stream(stream)) = self.read_at(offset, (number, 0), false) else { return None };
        if !stream.dict.has_type(b"ObjStm") {
            return None;
        }
        let data = inflate::plain(&stream.dict, self.raw(&stream), self.limit)?;
        let held = self.held.fetch_add(data.len() as u64, Ordering::Relaxed) + data.len() as u64;
        if held > HELD {
            return None;
        }
        let natural = |key: &[u8]| match stream.dict.as_hashmap().get(key)? {
            Object::Integer(value) => usize::try_from(*value).ok(),
            _ => None,
        };
        let (first, count) = (natural(b"First")?, natural(b"N")?);
        let mut scanner = Scanner::new(data.get(..first)?, 0);
        let mut members = Vec::with_capacity(count.min(first / 4 + 1));
        for _ in 0..count {
            scanner.skip_space();
            let number = u32::try_from(scanner.unsigned()?).ok()?;
            scanner.skip_space();
            members.push((number, first.checked_add(usize::try_from(scanner.unsigned()?).ok()?)?));
        }
        Some(Container { data, members })
    }
}
