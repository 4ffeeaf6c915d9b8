//! A file of which it is known that not all was read is never judged as if it were whole.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::io::Cursor;
use std::path::Path;

use conforme::assess::{assess, prepare};
use conforme::certification::Library;
use conforme::compare::{Party, TOLERANCE, compare};
use conforme::document::NoticeKind;
use conforme::dossier::{Dossier, Report};
use conforme::finding::{Status, Verdict};
use conforme::read::{Format, Limits};
use conforme::report::{self, Options};
use conforme::source::Source;
use zip::ZipArchive;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dossiers/titre").join(name)).unwrap()
}

fn judged(name: &str, bytes: Vec<u8>) -> Dossier {
    let certification = Library::built_in().load("ais-2018/titre").unwrap();
    assess(&Source::new(name, bytes), &certification, &[], &Limits::default())
}

/// That a dossier is told to be damaged, and nothing is held against it, nor its length for it.
fn is_open(dossier: &Dossier, name: &str) {
    assert_eq!(dossier.verdict, Verdict::AVerifier, "{name}: {:?}", dossier.unreadable);
    assert!(dossier.notices.iter().any(|notice| notice.kind == NoticeKind::Damaged), "{name}");
    for finding in &dossier.findings {
        assert_ne!(finding.status, Status::NotMet, "{name}: {} {}", finding.requirement, finding.message.fr);
    }
    let length = dossier.findings.iter().find(|finding| finding.requirement == "longueur").unwrap();
    assert_eq!(length.status, Status::NotJudged, "{name}");
    assert!(length.message.fr.contains("en partie"), "{name}: {}", length.message.fr);
}

/// The archive `bytes` with a few bytes changed in its entry `part`, after so much of it.
fn turned(bytes: &[u8], part: &str, share: f64) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let entry = archive.by_name(part).unwrap();
    let start = usize::try_from(entry.data_start().unwrap()).unwrap();
    let at = start + (entry.compressed_size() as f64 * share) as usize;
    let mut out = bytes.to_vec();
    out[at..at + 6].iter_mut().for_each(|byte| *byte ^= 0x5a);
    out
}

#[test]
fn a_text_that_breaks_off_is_judged_by_what_is_there_only() {
    for (name, part) in [("dossier.docx", "word/document.xml"), ("dossier.odt", "content.xml")] {
        for share in [0.5, 0.9] {
            is_open(&judged(name, turned(&fixture(name), part, share)), &format!("{name} at {share}"));
        }
    }
}

#[test]
fn a_pdf_whose_end_is_missing_is_judged_by_what_is_there_only() {
    for name in ["dossier-chromium.pdf", "dossier-libreoffice.pdf"] {
        let bytes = fixture(name);
        let dossier = judged(name, bytes[..bytes.len() * 9 / 10].to_vec());
        match dossier.unreadable {
            None => is_open(&dossier, name),
            Some(why) => assert_eq!(why.id(), "damaged", "{name}"),
        }
    }
}

#[test]
fn a_page_whose_content_is_damaged_is_told() {
    for name in ["dossier-chromium.pdf", "dossier-libreoffice.pdf", "dossier-typst.pdf"] {
        let mut bytes = fixture(name);
        let file = lopdf::Document::load_mem(&bytes).unwrap();
        let page = file.get_pages()[&20];
        let content = file.get_page_contents(page)[0];
        let raw = file.get_object(content).unwrap().as_stream().unwrap().content.clone();
        let at = bytes.windows(raw.len()).position(|window| window == raw).unwrap();
        let turn = at + raw.len() / 3;
        bytes[turn..turn + 8].iter_mut().for_each(|byte| *byte ^= 0x5a);
        let dossier = judged(name, bytes);
        is_open(&dossier, name);
        let told = dossier.notices.iter().find(|notice| notice.kind == NoticeKind::Damaged).unwrap();
        assert_eq!(told.page, Some(20), "{name}");
        let drawn = |kind| matches!(kind, NoticeKind::HeadingNotInText | NoticeKind::PagesWithoutText);
        assert!(dossier.notices.iter().all(|notice| !drawn(notice.kind)), "{name}");
    }
}

#[test]
fn whoever_counts_or_compares_is_told() {
    let cut = turned(&fixture("dossier.docx"), "word/document.xml", 0.5);
    let report = Report::of([judged("coupé.docx", cut.clone())]);
    for write in [report::count::write, report::outline::write] {
        let mut out = Vec::new();
        write(&report, &Options::default(), &mut out).unwrap();
        assert!(String::from_utf8(out).unwrap().contains("endommagé"));
    }
    let party = |name: &str, bytes: Vec<u8>| {
        let source = Source::new(name, bytes);
        let subject = prepare(&source, &Limits::default()).unwrap();
        Party { path: name.to_owned(), format: Format::Docx, digest: None, subject }
    };
    let comparison =
        compare(&party("coupé.docx", cut), &party("dossier.docx", fixture("dossier.docx")), None, TOLERANCE);
    assert_eq!((comparison.a.in_part, comparison.b.in_part), (true, false));
    let text = report::comparison::render(&comparison, &Options::default());
    assert!(text.contains("A n'a pu être lu qu'en partie"), "{text}");
}
