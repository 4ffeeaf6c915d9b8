//! The objects of a file: read one by one where the file is sound, all at once by lopdf, which repairs what it can, where
//! it is protected or damaged.

mod loaded;
mod scan;
mod sealed;
mod table;
mod xref;

use lopdf::{DecompressError, Dictionary, Document, Error, Object, ObjectId, Stream};

use crate::read::{Limits, Unreadable};
use table::Table;

/// The objects of a file.
pub(super) struct Objects<'b>(Kind<'b>);

enum Kind<'b> {
    /// Each as it is asked for.
    Asked(Table<'b>),
    /// All of them.
    All(Box<Document>),
}

impl<'b> Objects<'b> {
    /// The objects of the sound file `bytes`, none of them read; none where it is not known to be one.
    pub(super) fn open(bytes: &'b [u8], limits: &Limits) -> Option<Self> {
        Table::open(bytes, limits).map(|table| Self(Kind::Asked(table)))
    }

    /// Loads all of `bytes`, repairing the cross-reference table where that is needed.
    ///
    /// # Errors
    /// Where it is protected by a password, has no readable object, or has more of them than the bound.
    pub(super) fn load(bytes: &[u8], limits: &Limits) -> Result<Self, Unreadable> {
        let mut document = loaded::load(bytes, limits)?;
        if let Some(bytes) = sealed::apart(bytes, &document) {
            document = loaded::load(&bytes, limits)?;
        }
        if document.is_encrypted() {
            return Err(Unreadable::Password);
        }
        if document.objects.len() > limits.pdf_objects {
            return Err(limits.over("pdf_objects"));
        }
        Ok(Self(Kind::All(Box::new(document))))
    }

    /// The object `id`.
    pub(super) fn get(&self, id: ObjectId) -> Option<&Object> {
        match &self.0 {
            Kind::Asked(table) => table.get(id),
            Kind::All(document) => document.objects.get(&id),
        }
    }

    /// Every object with its number; none where they are not all read, after which the file is not taken to be sound.
    pub(super) fn all(&self) -> impl Iterator<Item = (&ObjectId, &Object)> {
        let all = match &self.0 {
            Kind::Asked(table) => {
                table.doubt();
                None
            }
            Kind::All(document) => Some(document.objects.iter()),
        };
        all.into_iter().flatten()
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match &self.0 {
            Kind::Asked(table) => table.len(),
            Kind::All(document) => document.objects.len(),
        }
    }

    /// The trailer.
    pub(super) fn trailer(&self) -> &Dictionary {
        match &self.0 {
            Kind::Asked(table) => &table.trailer,
            Kind::All(document) => &document.trailer,
        }
    }

    /// The bytes of `stream` as they stand in the file.
    pub(super) fn raw<'o>(&'o self, stream: &'o Stream) -> &'o [u8] {
        match &self.0 {
            Kind::Asked(table) => table.raw(stream),
            Kind::All(_) => &stream.content,
        }
    }

    /// The file was protected, and is open to everyone.
    pub(super) fn was_encrypted(&self) -> bool {
        matches!(&self.0, Kind::All(document) if document.was_encrypted())
    }

    /// Those that were asked for take more memory than the bound `object_bytes`: some of them are missing.
    pub(super) fn are_over(&self) -> bool {
        matches!(&self.0, Kind::Asked(table) if table.is_over())
    }

    /// The file turned out not to be sound: what was read of it is to be read again, of all its objects.
    pub(super) fn are_unsound(&self) -> bool {
        matches!(&self.0, Kind::Asked(table) if table.is_unsound())
    }
}

/// Bytes of memory that the objects of the file `bytes` may take.
fn room(bytes: &[u8], limits: &Limits) -> u64 {
    limits.object_bytes.saturating_add((bytes.len() as u64).saturating_mul(4))
}

/// True where a stream gives more than the bound.
pub(super) fn is_too_large(error: &Error) -> bool {
    matches!(error, Error::Decompress(DecompressError::MemoryLimitExceeded { .. }))
}
