//! A file as it was handed in: its path, its bytes, its digest. Uses nothing of ours but messages.

pub mod regular;

use std::fs::File;
use std::io::{ErrorKind, Read as _, Take};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

pub use crate::digest::digest;

use crate::digest::in_words;
use crate::message::Message;
use crate::say;

/// The bytes of a file, shared so that handing them on copies nothing: a dossier may weigh many megabytes.
pub type Bytes = Arc<Vec<u8>>;

/// The bytes of a file that somebody opened before, or why they could not, as told.
pub type Content = Result<Bytes, Message>;

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Where it is; for standard input, the name given for it.
    #[serde(serialize_with = "as_shown")]
    pub path: PathBuf,
    /// Its content, where it is not to be read from `path`. It is not written down: whoever sends it sends it beside.
    #[serde(skip)]
    pub content: Option<Content>,
}

/// One file, read whole. The name decides nothing about how it is read (see [`crate::read`]).
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as the user gave it, or as discovery found it; for standard input, the name given for it.
    pub path: PathBuf,
    /// The content.
    pub bytes: Bytes,
}

/// Why a path gave no [`Source`].
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// Nothing at that path.
    #[error("{0}: no such file")]
    Missing(PathBuf),
    /// A folder where a file is wanted.
    #[error("{0}: is a folder")]
    Folder(PathBuf),
    /// A pipe, a device or a socket where a file is wanted.
    #[error("{0}: no regular file")]
    NotRegular(PathBuf),
    /// The file is larger than the bound in bytes.
    #[error("{path}: {size} bytes, over the bound of {bound}")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in bytes.
        size: u64,
        /// The bound in bytes.
        bound: u64,
    },
    /// Whoever opened it before could not; what they told.
    #[error("{}", .0.en)]
    Refused(Message),
    /// The system would not give it.
    #[error("{path}: {error}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
}

impl Source {
    /// What is already in memory, as the file `path`.
    pub fn new(path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: Arc::new(bytes.into()) }
    }

    /// Reads the file at `path` if it is at most `bound` bytes.
    ///
    /// # Errors
    /// Where there is no such file, it is a folder, it is too large or the system refuses.
    pub fn open(path: &Path, bound: u64) -> Result<Self, SourceError> {
        let mut file = opened(path, bound)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(|error| SourceError::of(path, error))?;
        if bytes.len() as u64 > bound {
            return Err(SourceError::too_large(path, bytes.len() as u64, bound));
        }
        Ok(Self { path: path.to_owned(), bytes: bytes.into() })
    }

    /// `sha256:` and the digest of the bytes in lower-case hexadecimal.
    pub fn digest(&self) -> String {
        digest(&self.bytes)
    }
}

impl Input {
    /// The file at `path`.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), content: None }
    }

    /// What is already in memory, as the file `path`.
    pub fn holding(path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), content: Some(Ok(Arc::new(bytes.into()))) }
    }

    /// Puts its bytes into it, which are not looked at, or why they cannot be had.
    pub fn fetch(&mut self, bound: u64) {
        let source = self.open(bound);
        self.content = Some(source.map(|source| source.bytes).map_err(|error| error.message()));
    }

    /// The file, if it is at most `bound` bytes.
    ///
    /// # Errors
    /// As [`Source::open`], and where it could not be opened before.
    pub fn open(&self, bound: u64) -> Result<Source, SourceError> {
        let path = self.path.clone();
        match &self.content {
            None => Source::open(&path, bound),
            Some(Err(message)) => Err(SourceError::Refused(message.clone())),
            Some(Ok(bytes)) if bytes.len() as u64 > bound => {
                Err(SourceError::TooLarge { path, size: bytes.len() as u64, bound })
            }
            Some(Ok(bytes)) => Ok(Source { path, bytes: Arc::clone(bytes) }),
        }
    }
}

/// Writes a path as reports show it, so that it can be written whatever bytes it holds.
pub(crate) fn as_shown<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&path.to_string_lossy())
}

impl SourceError {
    /// What the system said of the file at `path`.
    fn of(path: &Path, error: std::io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::NotFound => Self::Missing(path),
            ErrorKind::IsADirectory => Self::Folder(path),
            ErrorKind::Unsupported => Self::NotRegular(path),
            _ => Self::Io { path, error },
        }
    }

    fn too_large(path: &Path, size: u64, bound: u64) -> Self {
        Self::TooLarge { path: path.to_owned(), size, bound }
    }

    /// What happened, without the path.
    pub fn reason(&self) -> Message {
        match self {
            Self::Refused(message) => message.clone(),
            Self::Missing(_) => Message::system(&ErrorKind::NotFound.into()),
            Self::Folder(_) => Message::system(&ErrorKind::IsADirectory.into()),
            Self::NotRegular(_) => Message::system(&ErrorKind::Unsupported.into()),
            Self::TooLarge { size, bound, .. } => {
                say!("{size} octets, au-delà de {bound}", "{size} bytes, over {bound}")
            }
            Self::Io { error, .. } => Message::system(error),
        }
    }

    /// What happened, for whoever gave the path.
    pub fn message(&self) -> Message {
        match self {
            Self::Refused(message) => message.clone(),
            Self::Missing(path) => {
                let path = path.display();
                say!("{path} : ce fichier n'existe pas.", "{path}: no such file.")
            }
            Self::Folder(path) => {
                let path = path.display();
                say!("{path} est un dossier, pas un fichier.", "{path} is a folder, not a file.")
            }
            Self::NotRegular(path) => {
                let path = path.display();
                say!(
                    "{path} n'est pas un fichier ordinaire mais un tube, un périphérique ou autre chose qui n'a pas de fin ; ce qui vient d'un tube se donne avec « - ».",
                    "{path} is no regular file but a pipe, a device or something else without an end; what comes from a pipe is given as “-”."
                )
            }
            Self::TooLarge { path, size, bound } => {
                let path = path.display();
                say!("{path} : {size} octets, au-delà de {bound}.", "{path}: {size} bytes, over {bound}.")
            }
            Self::Io { path, error } => Message::unread(path, error),
        }
    }
}

/// A path as it is shown, with `/` between its parts on every system. Elsewhere than on Windows `\` is a letter.
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

/// The folder in which `path` lies: the one we are in where it is a bare name.
pub fn folder_of(path: &Path) -> &Path {
    or_here(path.parent().unwrap_or(Path::new("")))
}

/// `folder`, told so that the system finds it: empty, it is the one we are in.
pub fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// The path from the root on, links left as they are.
pub fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// The size of the file at `path`, and its digest as [`digest`] tells it, where it is at most `bound` bytes.
///
/// # Errors
/// As [`Source::open`].
pub fn digest_of(path: &Path, bound: u64) -> Result<(u64, String), SourceError> {
    let told = |error| SourceError::of(path, error);
    let mut file = opened(path, bound)?;
    let (mut hasher, mut size, mut piece) = (Sha256::new(), 0, vec![0; 64 << 10]);
    loop {
        match file.read(&mut piece).map_err(told)? {
            0 if size > bound => return Err(SourceError::too_large(path, size, bound)),
            0 => return Ok((size, in_words(&hasher.finalize()))),
            read => {
                hasher.update(piece.get(..read).unwrap_or_default());
                size += read as u64;
            }
        }
    }
}

/// The size of the file at `path`.
///
/// # Errors
/// As [`Source::open`].
pub fn size_of(path: &Path) -> Result<u64, SourceError> {
    std::fs::metadata(path).map(|meta| meta.len()).map_err(|error| SourceError::of(path, error))
}

/// The file at `path`, to be read up to one byte more than `bound`.
fn opened(path: &Path, bound: u64) -> Result<Take<File>, SourceError> {
    let (file, meta) = regular::open(path).map_err(|error| SourceError::of(path, error))?;
    if meta.len() > bound {
        return Err(SourceError::too_large(path, meta.len(), bound));
    }
    Ok(file.take(bound.saturating_add(1)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_backslash_in_a_name_is_a_letter() {
        assert_eq!(shown(Path::new("c/du\\pont.md")), "c/du\\pont.md");
    }

    #[test]
    fn a_file_has_the_digest_of_its_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("dossier.pdf");
        let bytes: Vec<u8> = (0..200_000_u32).map(|n| (n % 251) as u8).collect();
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(digest_of(&path, 200_000).unwrap(), (200_000, digest(&bytes)));
        assert!(matches!(digest_of(&path, 199_999), Err(SourceError::TooLarge { .. })));
        assert!(matches!(digest_of(folder.path(), 1), Err(SourceError::Folder(_))));
    }
}
