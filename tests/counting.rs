//! What never changes a count, whatever the text: its normalisation form, its kind of white space, its format, its file's
//! name; and what follows from what a count is: lines of the ledger add up, and less text is never more.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{Cursor, Write};

use conforme::assess::prepare;
use conforme::check::Subject;
use conforme::measure::{Count, tally};
use conforme::read::Limits;
use conforme::source::Source;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

const ALL: std::ops::Range<usize> = 0..usize::MAX;

/// A text of any characters, most of them such as dossiers have.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[a-zéèêçœàù0-9]{1,9}",
        4 => "[ \t\n\u{a0}\u{202f}\u{2009}]",
        2 => "[«»’'—–:;,.!?-]",
        1 => "[\u{200b}\u{ad}\u{301}\u{308}]",
        1 => "\\PC",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Paragraphs without anything that Markdown takes for its own.
fn paragraphs() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        6 => "[a-zéèêçàù]{2,9}",
        1 => Just("«\u{a0}d’accès\u{a0}»".to_owned()),
        1 => Just("œuvre – porte-clés".to_owned()),
        1 => Just("n\u{303}e\u{301}".to_owned()),
    ];
    let paragraph = prop::collection::vec(word, 1..30).prop_map(|words| words.join(" "));
    prop::collection::vec(paragraph, 1..12)
}

fn read(name: &str, bytes: Vec<u8>) -> Subject {
    prepare(&Source::new(name, bytes), &Limits::default()).unwrap()
}

fn markdown(paragraphs: &[String]) -> Vec<u8> {
    paragraphs.join("\n\n").into_bytes()
}

fn docx(paragraphs: &[String]) -> Vec<u8> {
    let body: String =
        paragraphs.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let part = format!("<w:document xmlns:w=\"{space}\"><w:body>{body}</w:body></w:document>");
    archive(&[("word/document.xml", &part)])
}

fn odt(paragraphs: &[String]) -> Vec<u8> {
    let body: String = paragraphs.iter().map(|text| format!("<text:p>{text}</text:p>")).collect();
    let space = "urn:oasis:names:tc:opendocument:xmlns";
    let part = format!(
        "<office:document-content xmlns:office=\"{space}:office:1.0\" xmlns:text=\"{space}:text:1.0\">\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &part)])
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

proptest! {
    #[test]
    fn a_count_does_not_depend_on_the_normalisation_form(text in any_text()) {
        let composed: String = text.nfc().collect();
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(tally(&composed), tally(&decomposed));
        prop_assert_eq!(tally(&composed), tally(&text));
    }

    #[test]
    fn a_count_does_not_depend_on_the_kind_of_white_space(text in any_text(), kind in "[ \t\n\u{a0}\u{202f}\u{3000}]{1,3}") {
        let other: String = text.chars().map(|c| if c.is_whitespace() { kind.clone() } else { c.into() }).collect();
        prop_assert_eq!(tally(&other), tally(&text));
    }

    #[test]
    fn less_text_never_counts_for_more(text in any_text(), from in 0..80_usize, many in 0..20_usize) {
        let seen: Vec<&str> = text.graphemes(true).collect();
        let left: String = seen.iter().enumerate().filter(|(i, _)| !(from..from + many).contains(i)).map(|(_, g)| *g).collect();
        prop_assert!(tally(&left).count.characters <= tally(&text).count.characters);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_count_depends_neither_on_the_format_nor_on_the_name(paragraphs in paragraphs(), name in "[a-z]{1,8}\\.(pdf|docx|odt|md|txt)") {
        let mut expected = Count::default();
        paragraphs.iter().for_each(|text| expected += tally(text).count);
        for bytes in [markdown(&paragraphs), docx(&paragraphs), odt(&paragraphs)] {
            let plain = read("dossier", bytes.clone());
            prop_assert_eq!(plain.count(ALL), expected);
            let named = read(&name, bytes);
            prop_assert_eq!(named.measured, plain.measured);
        }
    }

    #[test]
    fn a_paragraph_less_never_counts_for_more(paragraphs in paragraphs(), out in any::<prop::sample::Index>()) {
        let mut fewer = paragraphs.clone();
        let gone = fewer.remove(out.index(paragraphs.len()));
        prop_assume!(!fewer.is_empty());
        for format in [markdown, docx, odt] {
            let mut whole = read("dossier", format(&fewer)).count(ALL);
            whole += tally(&gone).count;
            prop_assert_eq!(whole, read("dossier", format(&paragraphs)).count(ALL));
        }
    }

    #[test]
    fn the_ledger_adds_up(paragraphs in paragraphs()) {
        for format in [markdown, docx, odt] {
            let subject = read("dossier", format(&paragraphs));
            let mut counted = Count::default();
            subject.measured.ledger.iter().filter(|line| line.counted).for_each(|line| counted += line.count);
            prop_assert_eq!(counted, subject.count(ALL));
            let mut all = Count::default();
            subject.measured.ledger.iter().for_each(|line| all += line.count);
            prop_assert_eq!(all, subject.measured.extracted);
            let mut zones = Count::default();
            subject.structure.zones.iter().for_each(|zone| zones += subject.count(zone.blocks.clone()));
            prop_assert_eq!(zones, counted);
        }
    }
}
