//! A file as it was handed in: its path, its bytes, its digest. Uses nothing of ours but messages.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::message::Message;
use crate::say;

/// One file, read whole. The name decides nothing about how it is read (see [`crate::read`]).
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as the user gave it, or as discovery found it; for standard input, the name given for it.
    pub path: PathBuf,
    /// The content.
    pub bytes: Vec<u8>,
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
        if meta.len() > bound {
            return Err(SourceError::TooLarge { path: path.to_owned(), size: meta.len(), bound });
        }
        Ok(Self { path: path.to_owned(), bytes: std::fs::read(path).map_err(io)? })
    }

    /// `sha256:` and the digest of the bytes in lower-case hexadecimal.
    pub fn digest(&self) -> String {
        digest(&self.bytes)
    }
}

impl SourceError {
    /// What happened, for whoever gave the path.
    pub fn message(&self) -> Message {
        match self {
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
            Self::Io { path, error } => {
                let path = path.display();
                say!("{path} : lecture impossible ({error}).", "{path}: cannot be read ({error}).")
            }
        }
    }
}

/// `sha256:` and the digest of `bytes` in lower-case hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut out = String::from("sha256:");
    for byte in Sha256::digest(bytes) {
        let _ = write!(out, "{byte:02x}");
    }
    out
}
