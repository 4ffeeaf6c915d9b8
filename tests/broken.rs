//! Files that cannot be read as a dossier, or are not what their name says: each is told for what it is.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use conforme::read::{Format, Limits, Unreadable, read};
use conforme::source::Source;

/// What reading a file must come to.
const EXPECTED: &[(&str, &str)] = &[
    ("archive-named.docx", "not a document"),
    ("archive.zip", "not a document"),
    ("binary.md", "not a document"),
    ("control.md", "markdown"),
    ("docx-named.pdf", "docx"),
    ("empty", "empty"),
    ("empty.docx", "empty"),
    ("empty.md", "empty"),
    ("empty.pdf", "empty"),
    ("latin1.md", "markdown"),
    ("legacy-named.docx", "legacy"),
    ("legacy.doc", "legacy"),
    ("no-body.docx", "damaged"),
    ("password.docx", "password"),
    ("password.odt", "password"),
    ("password.pdf", "password"),
    ("pdf-named.docx", "pdf"),
    ("picture-named.pdf", "not a document"),
    ("scan.pdf", "no text"),
    ("text-named.docx", "markdown"),
    ("truncated.docx", "damaged"),
    ("truncated.odt", "damaged"),
    ("truncated.pdf", "damaged"),
    ("unclosed-xml.docx", "docx"),
    ("utf16.md", "markdown"),
    ("workbook.xlsx", "not a document"),
];

#[test]
fn every_broken_file_is_told_for_what_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/broken");
    let wrong: Vec<String> = EXPECTED
        .iter()
        .filter_map(|(name, expected)| {
            let source = Source::open(&folder.join(name), u64::MAX).unwrap();
            let found = told(&source);
            (found != *expected).then(|| format!("{name}: {found}, expected {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_broken_file_is_tested() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/broken");
    let on_disk: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    let listed: BTreeSet<String> = EXPECTED.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(on_disk, listed);
}

fn told(source: &Source) -> &'static str {
    match read(source, &Limits::default()) {
        Ok(reading) => match reading.format {
            Format::Markdown => "markdown",
            Format::Docx => "docx",
            Format::Odt => "odt",
            Format::Pdf => "pdf",
            _ => "slides",
        },
        Err(Unreadable::Empty) => "empty",
        Err(Unreadable::LegacyDoc) => "legacy",
        Err(Unreadable::Password | Unreadable::Sealed) => "password",
        Err(Unreadable::Damaged(_) | Unreadable::Part { .. }) => "damaged",
        Err(Unreadable::NoText { .. }) => "no text",
        Err(Unreadable::NoUnicode { .. }) => "no unicode",
        Err(Unreadable::NotADocument(_) | Unreadable::Unsupported(_)) => "not a document",
        Err(Unreadable::Bound { .. }) => "bound",
        Err(Unreadable::Crashed(_)) => "crashed",
        Err(Unreadable::Told { .. }) => "told",
    }
}
