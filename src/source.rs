//! A file as it was handed in: its path, its bytes, its digest. Uses nothing of ours but messages.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};
use sha2::{Digest, Sha256};

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
        let io = |error: std::io::Error| match error.kind() {
            std::io::ErrorKind::NotFound => SourceError::Missing(path.to_owned()),
            _ => SourceError::Io { path: path.to_owned(), error },
        };
        let meta = std::fs::metadata(path).map_err(io)?;
        if meta.is_dir() {
            return Err(SourceError::Folder(path.to_owned()));
        }
        let too_large = |size| SourceError::TooLarge { path: path.to_owned(), size, bound };
        if meta.len() > bound {
            return Err(too_large(meta.len()));
        }
        // A pipe or a device has no size, and may have no end.
        let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or_default());
        let file = std::fs::File::open(path).map_err(io)?;
        file.take(bound.saturating_add(1)).read_to_end(&mut bytes).map_err(io)?;
        if bytes.len() as u64 > bound {
            return Err(too_large(bytes.len() as u64));
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

/// `sha256:` and the digest of `bytes` in lower-case hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    in_words(&Sha256::digest(bytes))
}

/// The size of the file at `path`, and its digest as [`digest`] tells it, however large it is.
///
/// # Errors
/// Where it cannot be read.
pub fn digest_of(path: &Path) -> std::io::Result<(u64, String)> {
    let mut file = std::fs::File::open(path)?;
    let (mut hasher, mut size, mut piece) = (Sha256::new(), 0, vec![0; 64 << 10]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok((size, in_words(&hasher.finalize()))),
            read => {
                hasher.update(piece.get(..read).unwrap_or_default());
                size += read as u64;
            }
        }
    }
}

fn in_words(digest: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut out = String::from("sha256:");
    for byte in digest {
        let _ = write!(out, "{byte:02x}");
    }
    out
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
        assert_eq!(digest_of(&path).unwrap(), (200_000, digest(&bytes)));
        assert!(digest_of(folder.path()).is_err());
    }
}
