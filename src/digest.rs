//! The digest of bytes. Uses nothing of ours.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// `sha256:` and the digest of `bytes` in lower-case hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    in_words(&Sha256::digest(bytes))
}

/// A digest as it is told.
pub(crate) fn in_words(digest: &[u8]) -> String {
    let mut out = String::from("sha256:");
    for byte in digest {
        let _ = write!(out, "{byte:02x}");
    }
    out
}
