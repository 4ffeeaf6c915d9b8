//! Where every file is opened that somebody else may have put there: a pipe, a device or a socket is refused instead of
//! waited for, and of what is larger than its bound nothing is read.

use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Read, Take};
use std::path::Path;

/// Bytes that settings may have: a configuration, a rule file, a list of paths.
pub const SETTINGS: u64 = 8 << 20;
/// Bytes that a receipt may have.
pub const RECEIPT: u64 = 8 << 20;
/// Bytes that a report of many dossiers may have, or an answer that was kept.
pub const REPORT: u64 = 1 << 30;

/// Opens the file at `path`, whatever it is called, without ever waiting for it.
///
/// # Errors
/// What the system says; [`ErrorKind::IsADirectory`] for a folder and [`ErrorKind::Unsupported`] for anything else that is
/// no regular file.
pub fn open(path: &Path) -> io::Result<(File, Metadata)> {
    // Opening a device may already do something (rewind a tape, take a terminal): what is seen to be one is not opened.
    check(&std::fs::metadata(path)?)?;
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        // What was a file a moment ago may be a pipe by now, and opening that would wait for a writer.
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
        options.custom_flags(flags.bits().cast_signed());
    }
    let file = options.open(path)?;
    let meta = file.metadata()?;
    check(&meta)?;
    Ok((file, meta))
}

/// The file at `path`, to be read up to one byte more than `bound`.
///
/// # Errors
/// As [`open`], and [`ErrorKind::FileTooLarge`] where it has more.
pub fn reader(path: &Path, bound: u64) -> io::Result<Take<File>> {
    let (file, meta) = open(path)?;
    if meta.len() > bound {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(file.take(bound.saturating_add(1)))
}

/// The bytes of the file at `path`.
///
/// # Errors
/// As [`reader`], also where it grows while it is read.
pub fn bytes(path: &Path, bound: u64) -> io::Result<Vec<u8>> {
    let mut file = reader(path, bound)?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    if bytes.len() as u64 > bound {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// The text of the file at `path`.
///
/// # Errors
/// As [`bytes`], and [`ErrorKind::InvalidData`] where it is not in UTF-8.
pub fn text(path: &Path, bound: u64) -> io::Result<String> {
    String::from_utf8(bytes(path, bound)?).map_err(|_| ErrorKind::InvalidData.into())
}

/// At most the first `bound` bytes of the file at `path`.
///
/// # Errors
/// As [`open`].
pub fn beginning(path: &Path, bound: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.0.take(bound).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn check(meta: &Metadata) -> io::Result<()> {
    if meta.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if meta.is_file() { Ok(()) } else { Err(ErrorKind::Unsupported.into()) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn what_is_too_large_is_refused_before_it_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.zip");
        File::create(&path).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(bytes(&path, REPORT).unwrap_err().kind(), ErrorKind::FileTooLarge);
        assert_eq!(beginning(&path, 3).unwrap(), [0, 0, 0]);
        std::fs::write(&path, "é").unwrap();
        assert_eq!(text(&path, 2).unwrap(), "é");
        assert_eq!(text(&path, 1).unwrap_err().kind(), ErrorKind::FileTooLarge);
        std::fs::write(&path, [0xe9]).unwrap();
        assert_eq!(text(&path, 2).unwrap_err().kind(), ErrorKind::InvalidData);
        assert_eq!(bytes(folder.path(), 1).unwrap_err().kind(), ErrorKind::IsADirectory);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn nobody_waits_for_a_pipe_and_no_device_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("dossier.md");
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        let link = folder.path().join("dossier.pdf");
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        for path in [pipe, link] {
            assert_eq!(bytes(&path, REPORT).unwrap_err().kind(), ErrorKind::Unsupported);
        }
    }
}
