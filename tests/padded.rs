//! A real-size dossier with padding that nobody sees: it gains nothing in the headline, and is told.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::io::{Cursor, Read, Write};
use std::path::Path;

use conforme::assess::assess;
use conforme::certification::Library;
use conforme::document::NoticeKind;
use conforme::dossier::Dossier;
use conforme::read::Limits;
use conforme::source::Source;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dossiers/titre").join(name)).unwrap()
}

fn judged(name: &str, bytes: Vec<u8>) -> Dossier {
    let certification = Library::built_in().load("ais-2018/titre").unwrap();
    assess(&Source::new(name, bytes), &certification, &[], &Limits::default())
}

/// Characters of the headline, and what is told of text that is not seen.
fn told(dossier: &Dossier) -> (usize, Vec<String>) {
    let hidden = dossier.notices.iter().filter(|notice| notice.kind == NoticeKind::HiddenText);
    let measured = dossier.measured.as_ref().unwrap();
    (measured.body.characters, hidden.map(|notice| notice.message.fr.clone()).collect())
}

/// The archive `bytes` with `change` made to its part `part`.
fn changed(bytes: Vec<u8>, part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut entry = from.by_index(at).unwrap();
        let (name, mut content) = (entry.name().unwrap().into_owned(), Vec::new());
        entry.read_to_end(&mut content).unwrap();
        if name == part {
            content = change(std::str::from_utf8(&content).unwrap()).into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}

/// `text` with `more` before the last place where `mark` stands.
fn before_last(text: &str, mark: &str, more: &str) -> String {
    let at = text.rfind(mark).unwrap();
    format!("{}{more}{}", &text[..at], &text[at..])
}

fn padding() -> String {
    (0..300).map(|n| format!("serveur{n} réseau{} mesure{} ", n * 7, n * 13)).collect()
}

#[test]
fn unseen_text_in_a_word_document_gains_nothing_and_is_told() {
    let honest = told(&judged("dossier.docx", fixture("dossier.docx")));
    assert!(honest.1.is_empty(), "{honest:?}");
    let run = |rpr: &str| format!("<w:p><w:r><w:rPr>{rpr}</w:rPr><w:t>{}</w:t></w:r></w:p>", padding());
    let white = run("<w:color w:val=\"FFFFFF\"/>");
    let pads = [
        format!("<w:tbl><w:tr><w:tc>{white}</w:tc></w:tr></w:tbl>"),
        run("<w:color w:val=\"101010\" w:themeColor=\"background1\"/>"),
        run("<w:w w:val=\"1\"/>"),
        run("<w:sz w:val=\"3\"/>"),
        run("<w:color w:val=\"000000\"/><w:highlight w:val=\"black\"/>"),
    ];
    for pad in pads {
        let padded = changed(fixture("dossier.docx"), "word/document.xml", |text| {
            let at = text.find("<w:pStyle w:val=\"Titre1\"/>").unwrap();
            let at = text[at..].find("</w:p>").unwrap() + at + "</w:p>".len();
            format!("{}{pad}{}", &text[..at], &text[at..])
        });
        let (characters, hidden) = told(&judged("dossier.docx", padded));
        assert_eq!(characters, honest.0, "{}", &pad[..120]);
        assert!(hidden.len() == 1 && hidden[0].contains("que le lecteur ne voit pas"), "{hidden:?}");
    }
}

#[test]
fn unseen_text_in_an_open_document_gains_nothing_and_is_told() {
    let honest = told(&judged("dossier.odt", fixture("dossier.odt")));
    for properties in ["fo:color=\"#ffffff\"", "style:text-scale=\"1%\"", "fo:font-size=\"1pt\""] {
        let style = format!(
            "<style:style style:name=\"Fond\" style:family=\"paragraph\"><style:text-properties {properties}/></style:style>"
        );
        let cell = format!(
            "<table:table><table:table-row><table:table-cell><text:p text:style-name=\"Fond\">{}</text:p>\
             </table:table-cell></table:table-row></table:table>",
            padding()
        );
        let padded = changed(fixture("dossier.odt"), "content.xml", |text| {
            let text = before_last(text, "</office:automatic-styles>", &style);
            before_last(&text, "<text:h ", &cell)
        });
        let (characters, hidden) = told(&judged("dossier.odt", padded));
        assert_eq!(characters, honest.0, "{properties}");
        assert!(hidden.iter().any(|told| told.contains("que le lecteur ne voit pas")), "{hidden:?}");
    }
}

#[test]
fn unseen_text_in_markdown_gains_nothing_and_is_told() {
    let text = String::from_utf8(fixture("dossier.md")).unwrap();
    let honest = told(&judged("dossier.md", text.clone().into_bytes()));
    let pads = [
        format!("<div style=\"opacity:.01\">\n\n{}\n\n</div>", padding()),
        format!("<font color=\"white\">{}</font>", padding()),
        format!("<style>.x {{ display: none }}</style>\n\n<div class=\"x\">\n\n{}\n\n</div>", padding()),
        format!("::: {{style=\"color:white\"}}\n{}\n:::", padding()),
        format!("[{}]{{style=\"font-size:1px\"}}", padding()),
    ];
    for pad in pads {
        let padded = before_last(&text, "\n# ", &format!("\n\n{pad}\n"));
        let (characters, hidden) = told(&judged("dossier.md", padded.into_bytes()));
        assert_eq!(characters, honest.0, "{}", &pad[..60]);
        assert!(hidden.len() == 1 && hidden[0].contains("que le lecteur ne voit pas"), "{hidden:?}");
    }
}
