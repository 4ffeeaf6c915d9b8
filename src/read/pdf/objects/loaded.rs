//! All objects of a file at once, by lopdf, with a bound on the memory that they take: ranges that overlap are read again for
//! each of them.

use std::cell::Cell;

use lopdf::xref::XrefRecovery;
use lopdf::{Dictionary, Document, Error, LoadOptions, Object, ObjectId, Stream};

use super::is_too_large;
use super::scan::Scanner;
use crate::read::pdf::inflate;
use crate::read::{Limits, Unreadable};

/// What a load may still take; lopdf asks about its objects through a function that holds nothing, on the thread of the load.
#[derive(Clone, Copy)]
struct Budget {
    room: u64,
    stream: usize,
}

thread_local! {
    static BUDGET: Cell<Budget> = const { Cell::new(Budget { room: 0, stream: 0 }) };
}

/// The document of `bytes`, its cross-reference table rebuilt where it does not lead to the pages.
///
/// # Errors
/// Where it is protected by a password, cannot be read, or is over a bound.
pub(super) fn load(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    let document = load_once(bytes, limits, false)?;
    let is_rebuilt = |document: &Document| document.xref_recovery == Some(XrefRecovery::Reconstructed);
    let is_closed = document.trailer.has(b"Encrypt");
    if !is_closed && !is_rebuilt(&document) && !leads_to_pages(&document) {
        match load_once(bytes, limits, true) {
            Ok(rebuilt) if is_rebuilt(&rebuilt) && leads_to_pages(&rebuilt) => return Ok(rebuilt),
            Err(error @ Unreadable::Bound { .. }) => return Err(error),
            _ => {}
        }
    }
    Ok(document)
}

fn load_once(bytes: &[u8], limits: &Limits, force_reconstruct: bool) -> Result<Document, Unreadable> {
    let stream = usize::try_from(limits.stream_bytes).unwrap_or(usize::MAX);
    let options = LoadOptions {
        max_decompressed_size: Some(stream),
        filter: Some(weighed),
        force_reconstruct,
        ..LoadOptions::default()
    };
    BUDGET.set(Budget { room: super::room(bytes, limits), stream });
    let loaded = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        Error::InvalidPassword => Unreadable::Password,
        error if is_too_large(&error) => limits.over("stream_bytes"),
        _ => Unreadable::Damaged("structure PDF illisible".into()),
    });
    if BUDGET.get().room == 0 { Err(limits.over("object_bytes")) } else { loaded }
}

/// The catalogue of `document` leads to the root of a page tree.
fn leads_to_pages(document: &Document) -> bool {
    let root = document
        .catalog()
        .and_then(|catalog| catalog.get(b"Pages"))
        .and_then(Object::as_reference)
        .and_then(|root| document.get_dictionary(root));
    root.and_then(|root| root.get_deref(b"Kids", document)).and_then(Object::as_array).is_ok()
}

/// `object` where there is room for it; of an object stream, where there is room for all that it holds.
fn weighed(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let Budget { room, stream: limit } = BUDGET.get();
    let mut room = room.saturating_sub(weight(object));
    if let Object::Stream(stream) = object
        && stream.dict.has_type(b"ObjStm")
        && room > 0
    {
        room = room_beside(stream, room, limit);
    }
    BUDGET.set(Budget { room, stream: limit });
    // lopdf keeps a stream itself, and of the others what it is given.
    let kept = || if matches!(object, Object::Stream(_)) { Object::Null } else { object.clone() };
    (room > 0).then(|| (id, kept()))
}

/// Bytes of memory that `object` takes.
fn weight(object: &Object) -> u64 {
    let dictionary =
        |dict: &Dictionary| dict.iter().map(|(key, value)| key.len() as u64 + weight(value)).sum::<u64>();
    size_of::<Object>() as u64
        + match object {
            Object::Array(items) => items.iter().map(weight).sum(),
            Object::Dictionary(dict) => dictionary(dict),
            Object::Stream(stream) => dictionary(&stream.dict) + stream.content.len() as u64,
            Object::String(bytes, _) | Object::Name(bytes) => bytes.len() as u64,
            _ => 0,
        }
}

/// What is left of `room` once the objects of the object stream `stream` are read, of which they take what is weighed later.
/// They are read here only to know whether there is room for all of them.
fn room_beside(stream: &Stream, room: u64, limit: usize) -> u64 {
    let (Ok(data), _) = inflate::decoded(&stream.dict, &stream.content, limit) else { return room };
    let first =
        stream.dict.get(b"First").and_then(Object::as_i64).ok().and_then(|at| usize::try_from(at).ok());
    let Some(index) = first.and_then(|first| data.get(..first)) else { return room };
    let mut left = room;
    // As lopdf reads them.
    let lines =
        index.split(|c| matches!(c, b'\r' | b'\n')).filter_map(|line| line.split(|c| *c == b'%').next());
    let words: Vec<&[u8]> =
        lines.flat_map(|line| line.split(u8::is_ascii_whitespace)).filter(|w| !w.is_empty()).collect();
    for pair in words.chunks_exact(2) {
        let Some(at) = pair.get(1).and_then(|at| Scanner::new(at, 0).unsigned()) else { continue };
        let at = usize::try_from(at).unwrap_or(usize::MAX).saturating_add(index.len());
        let mut scanner = Scanner::within(&data, at, left);
        scanner.skip_space();
        let _ = scanner.object();
        left = scanner.room();
        if left == 0 {
            return 0;
        }
    }
    room
}
