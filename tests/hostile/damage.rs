//! Sound files cut off and altered: every one is answered, and none takes the others with it.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use crate::judged;
use crate::targets::archive;

/// How many times as many files are tried.
pub(crate) fn rounds() -> usize {
    std::env::var("CONFORME_HOSTILE").ok().and_then(|value| value.parse().ok()).unwrap_or(1)
}

pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

pub(crate) fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(fixtures().join(name)).unwrap()
}

/// Numbers that look random and are the same in every run.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(below.max(1)).unwrap()).unwrap()
    }
}

/// Small files of every format.
const SOUND: &[&str] = &[
    "docx-features/table.docx",
    "docx-features/footnote.docx",
    "dossiers/ccp1/presentation.odp",
    "dossiers/ccp1/resume.md",
    "broken/scan.pdf",
];

#[test]
fn a_file_cut_off_anywhere_is_answered() {
    for name in SOUND {
        let bytes = fixture(name);
        for percent in 0..100 {
            judged(&format!("{name} {percent} %"), bytes[..bytes.len() * percent / 100].to_vec());
        }
    }
}

#[test]
fn a_file_with_one_bit_altered_is_answered() {
    let mut numbers = Numbers(0x5eed);
    for name in SOUND {
        let sound = fixture(name);
        for _ in 0..60 * rounds() {
            let (at, bit) = (numbers.next(sound.len()), numbers.next(8));
            let mut bytes = sound.clone();
            bytes[at] ^= 1 << bit;
            judged(&format!("{name} bit {bit} of {at}"), bytes);
        }
    }
}

/// Behind the checksum of the archive: the parts themselves are altered and packed again.
#[test]
fn an_archive_with_altered_parts_is_answered() {
    let mut numbers = Numbers(0xdeca1);
    for name in SOUND.iter().filter(|name| name.contains(".docx") || name.contains(".od")) {
        let parts = parts(&fixture(name));
        for _ in 0..40 * rounds() {
            let mut altered = parts.clone();
            let part = numbers.next(altered.len());
            for _ in 0..=numbers.next(4) {
                alter(&mut altered[part].1, &mut numbers);
            }
            let entries: Vec<(&str, &[u8])> =
                altered.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
            judged(&format!("{name} altered {}", entries[part].0), archive(&entries));
        }
    }
}

fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|i| {
            let mut entry = zip.by_index(i).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().unwrap().to_string(), content)
        })
        .filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels") || name == "mimetype")
        .collect()
}

/// Alters a stretch of `bytes`: a bit, a copy, a cut, a number.
pub(crate) fn alter(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
    if bytes.is_empty() {
        return;
    }
    let at = numbers.next(bytes.len());
    let length = numbers.next(40).min(bytes.len() - at);
    match numbers.next(5) {
        0 => bytes[at] ^= 1 << numbers.next(8),
        1 => {
            let copy = bytes[at..at + length].to_vec();
            let to = numbers.next(bytes.len());
            bytes.splice(to..to, copy);
        }
        2 => drop(bytes.drain(at..at + length)),
        3 => {
            if let Some(digit) = bytes[at..].iter().position(u8::is_ascii_digit) {
                let number = [b"0".as_slice(), b"-1", b"4294967295", b"99999999999", b"1e9"][numbers.next(5)];
                bytes.splice(at + digit..=at + digit, number.iter().copied());
            }
        }
        _ => {
            let piece =
                [b"<".as_slice(), b">", b"/>", b"\"", b"&#0;", b"]]>", b"<!--", b"\xff"][numbers.next(8)];
            bytes.splice(at..at, piece.iter().copied());
        }
    }
}
