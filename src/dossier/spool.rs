//! Bytes that are put away until they are wanted again: in memory as long as all of them are few, else in a file without a
//! name, which is gone with the process however that ends. Where there is no room for such a file, they stay in memory:
//! nothing is lost but the memory.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Bytes that stay in memory.
const HELD: usize = 2 << 20;

/// What was put away, to be opened by the [`Spool`] that did so.
#[derive(Debug)]
pub enum Kept {
    /// In memory.
    Held(Box<[u8]>),
    /// In the file.
    InFile {
        /// Where it begins.
        at: u64,
        /// How long it is.
        length: usize,
    },
}

/// Where bytes are put away, by several threads at once.
#[derive(Debug)]
pub struct Spool {
    held: usize,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    held: usize,
    file: Option<File>,
    /// Where the next bytes go in the file.
    end: u64,
    /// There is no room for the file, or none left in it.
    full: bool,
}

impl Default for Spool {
    fn default() -> Self {
        Self::with(HELD)
    }
}

impl Spool {
    /// One that keeps `held` bytes in memory.
    pub(super) fn with(held: usize) -> Self {
        Self { held, inner: Mutex::default() }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts `bytes` away.
    pub fn put(&self, bytes: Vec<u8>) -> Kept {
        let mut inner = self.inner();
        if inner.held + bytes.len() > self.held
            && let Some(at) = inner.write(&bytes)
        {
            return Kept::InFile { at, length: bytes.len() };
        }
        inner.held += bytes.len();
        Kept::Held(bytes.into_boxed_slice())
    }

    /// What was put away here.
    ///
    /// # Errors
    /// Where the file that holds it cannot be read.
    pub fn get<'a>(&self, kept: &'a Kept) -> io::Result<Cow<'a, [u8]>> {
        match kept {
            Kept::Held(bytes) => Ok(Cow::Borrowed(bytes)),
            Kept::InFile { at, length } => self.inner().read(*at, *length).map(Cow::Owned),
        }
    }
}

impl Inner {
    /// Writes to the end of the file, and tells where; none where there is no room.
    fn write(&mut self, bytes: &[u8]) -> Option<u64> {
        let at = (!self.full).then(|| self.append(bytes)).and_then(Result::ok);
        self.full = at.is_none();
        at
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<u64> {
        let at = self.end;
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        file.seek(SeekFrom::Start(at))?;
        file.write_all(bytes)?;
        self.end += bytes.len() as u64;
        Ok(at)
    }

    fn read(&mut self, at: u64, length: usize) -> io::Result<Vec<u8>> {
        let file = self.file.as_mut().ok_or(io::ErrorKind::NotFound)?;
        file.seek(SeekFrom::Start(at))?;
        let mut bytes = vec![0; length];
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
impl Spool {
    /// As where the system has no room for a file.
    pub(super) fn fill(&self) {
        self.inner().full = true;
    }

    /// As where the file was cut off.
    pub(super) fn cut(&self, length: u64) -> io::Result<()> {
        self.inner().file.as_ref().map_or(Ok(()), |file| file.set_len(length))
    }
}
