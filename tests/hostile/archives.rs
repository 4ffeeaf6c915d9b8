//! Archives that are larger than they look.

use conforme::read::{Limits, Unreadable};

use crate::targets::archive;
use crate::{assert_over, judged, judged_within};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A DOCX file whose body is `body`.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>");
    archive(&[("word/document.xml", document.as_bytes())])
}

/// A part that inflates a thousand times.
fn bomb(megabytes: usize) -> Vec<u8> {
    let mut part = format!("<w:document xmlns:w=\"{W}\"><w:body><w:p><w:r><w:t>").into_bytes();
    part.resize(megabytes << 20, b'a');
    part
}

#[test]
fn a_flat_bomb_is_stopped_by_its_ratio_its_size_and_its_sum() {
    let flat = archive(&[("word/document.xml", &bomb(24))]);
    assert!(flat.len() < 32 << 10);
    assert_over(&judged("flat.docx", flat.clone()), "ratio");
    let lax = Limits { ratio: u64::MAX, entry_bytes: 4 << 20, ..Limits::default() };
    assert_over(&judged_within("flat.docx", flat.clone(), lax), "entry_bytes");
    let lax = Limits { ratio: u64::MAX, total_bytes: 4 << 20, ..Limits::default() };
    assert_over(&judged_within("flat.docx", flat.clone(), lax), "total_bytes");
    let lax = Limits { ratio: u64::MAX, characters: 1 << 20, ..Limits::default() };
    assert_over(&judged_within("flat.docx", flat, lax), "characters");
}

#[test]
fn a_bomb_in_any_part_that_is_read_is_stopped() {
    let body = format!("<w:document xmlns:w=\"{W}\"><w:body><w:p/></w:body></w:document>");
    for part in ["word/styles.xml", "word/numbering.xml", "docProps/app.xml", "word/_rels/document.xml.rels"]
    {
        let bytes = archive(&[("word/document.xml", body.as_bytes()), (part, &bomb(16))]);
        assert_over(&judged(part, bytes), "ratio");
    }
    let odt = [("mimetype", b"application/vnd.oasis.opendocument.text".as_slice())];
    for part in ["content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"] {
        let mut parts = odt.to_vec();
        let content = bomb(16);
        parts.push((part, &content));
        if part != "content.xml" {
            parts.push(("content.xml", b"<a/>"));
        }
        assert_over(&judged(&format!("odt {part}"), archive(&parts)), "ratio");
    }
}

#[test]
fn an_archive_within_an_archive_is_not_opened() {
    let inner = docx("<w:p><w:r><w:t>Bonjour</w:t></w:r></w:p>");
    let mut nested = inner;
    for _ in 0..8 {
        nested = archive(&[("word/document.xml", &nested), ("0.zip", &nested)]);
    }
    let dossier = judged("nested.docx", nested);
    assert!(matches!(dossier.unreadable, Some(Unreadable::Damaged(_))), "{:?}", dossier.unreadable);
}

#[test]
fn entries_that_lie_over_one_another_are_bounded_like_any() {
    let one = archive(&[("word/document.xml", &bomb(2))]);
    for (names, limits, expected) in [
        (
            (0..30_000).map(|i| format!("word/{i}.xml")).collect::<Vec<_>>(),
            Limits::default(),
            "archive_entries",
        ),
        (
            (0..40).map(|i| format!("word/header{i}.xml")).chain(["word/document.xml".to_owned()]).collect(),
            Limits { ratio: u64::MAX, total_bytes: 1 << 20, ..Limits::default() },
            "total_bytes",
        ),
    ] {
        let dossier = judged_within("overlapping.docx", overlapping(&one, &names), limits);
        // A reader may as well refuse such an archive.
        if !matches!(dossier.unreadable, Some(Unreadable::Damaged(_) | Unreadable::NotADocument(_))) {
            assert_over(&dossier, expected);
        }
    }
}

/// The archive `one`, of one entry, with a directory that has an entry for each of `names`, all of them that one.
fn overlapping(one: &[u8], names: &[String]) -> Vec<u8> {
    let find = |mark: &[u8]| one.windows(4).rposition(|window| window == mark).unwrap();
    let (directory, end) = (find(b"PK\x01\x02"), find(b"PK\x05\x06"));
    let head = &one[directory..directory + 46];
    let mut out = one[..directory].to_vec();
    for name in names {
        let mut entry = head.to_vec();
        entry[28..30].copy_from_slice(&u16::try_from(name.len()).unwrap().to_le_bytes());
        entry[30..34].fill(0);
        out.extend(entry);
        out.extend(name.as_bytes());
    }
    let size = u32::try_from(out.len() - directory).unwrap();
    let mut tail = one[end..].to_vec();
    let count = u16::try_from(names.len()).unwrap().to_le_bytes();
    tail[8..10].copy_from_slice(&count);
    tail[10..12].copy_from_slice(&count);
    tail[12..16].copy_from_slice(&size.to_le_bytes());
    out.extend(tail);
    out
}

#[test]
fn a_directory_that_promises_too_much_costs_nothing() {
    let mut bytes = docx("<w:p><w:r><w:t>Bonjour</w:t></w:r></w:p>");
    let directory = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    // Four gigabytes, by what the directory says.
    bytes[directory + 24..directory + 28].copy_from_slice(&[0xfe, 0xff, 0xff, 0xff]);
    judged("promise.docx", bytes.clone());
    let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06").unwrap();
    bytes[end + 8..end + 12].fill(0xff);
    judged("many.docx", bytes);
}
