//! What is fuzzed: for each target, what is done with arbitrary bytes, and what must hold whatever they are.
//!
//! The fuzzer's programs in `fuzz_targets/` and the test suite (`tests/fuzz.rs`, on the stable toolchain) share it.

use std::io::{Cursor, Write};
use std::path::Path;
use std::sync::LazyLock;

use conforme::assess::assess;
use conforme::bundle::Bundle;
use conforme::certification::{Certification, Library};
use conforme::config::Config;
use conforme::read::Limits;
use conforme::source::Source;
use zip::write::SimpleFileOptions;

/// A target.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    run: fn(&[u8]),
    /// The files it starts from, under `fixtures/`; after `!`, the part of an archive.
    pub(crate) seeds: &'static [&'static str],
}

/// Tries an input on the target of that name; panics where something does not hold.
pub(crate) fn run(name: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name);
    (target.unwrap_or_else(|| panic!("no target {name}")).run)(data);
}

pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "any_file",
        run: any_file,
        seeds: &[
            "docx-features/table.docx",
            "dossiers/ccp1/presentation.odp",
            "broken/control.md",
            "broken/legacy.doc",
        ],
    },
    Target { name: "pdf", run: pdf, seeds: &["broken/scan.pdf", "broken/truncated.pdf"] },
    Target {
        name: "docx",
        run: docx,
        seeds: &[
            "docx-features/table.docx!word/document.xml",
            "docx-features/footnote.docx!word/document.xml",
        ],
    },
    Target { name: "odt", run: odt, seeds: &["dossiers/ccp1/presentation.odp!content.xml"] },
    Target { name: "markdown", run: markdown, seeds: &["dossiers/ccp1/resume.md", "broken/control.md"] },
    Target {
        name: "rules",
        run: rules,
        seeds: &["../rules/ais-2018/ccp1.toml", "../rules/dossier-professionnel.toml"],
    },
    Target { name: "configuration", run: configuration, seeds: &["configuration/conforme.toml"] },
    Target { name: "bundle", run: bundle, seeds: &["configuration/bundle.json"] },
];

static AIS: LazyLock<Certification> = LazyLock::new(|| Library::built_in().load("ais-2018/titre").unwrap());

/// Bounds that are reached within the time that a fuzzer gives to one input.
fn limits() -> Limits {
    Limits { total_bytes: 8 << 20, entry_bytes: 4 << 20, characters: 1 << 20, ..Limits::default() }
}

/// Reads and judges a file, and looks at what must hold for every answer.
fn judge(name: &str, bytes: Vec<u8>) {
    let source = Source::new(name, bytes);
    let dossier = assess(&source, &AIS, &[], &limits());
    assert_eq!(dossier.unreadable.is_some(), dossier.measured.is_none(), "read, or said why not");
    let renamed = Source { path: "autrement.xyz".into(), ..source };
    let again = assess(&renamed, &AIS, &[], &limits());
    assert_eq!(
        (dossier.verdict, dossier.findings),
        (again.verdict, again.findings),
        "the name decides nothing"
    );
}

fn any_file(data: &[u8]) {
    judge("dossier", data.to_vec());
}

fn pdf(data: &[u8]) {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.extend(data.strip_prefix(b"%PDF-1.7\n").unwrap_or(data));
    judge("dossier.pdf", bytes);
}

/// The body of a DOCX file, behind the archive's checksums.
fn docx(data: &[u8]) {
    judge("dossier.docx", archive(&[("word/document.xml", data)]));
}

/// The content of an ODT file, behind the archive's checksums.
fn odt(data: &[u8]) {
    let kind = b"application/vnd.oasis.opendocument.text".as_slice();
    judge("dossier.odt", archive(&[("mimetype", kind), ("content.xml", data)]));
}

fn markdown(data: &[u8]) {
    judge("dossier.md", data.to_vec());
}

/// A rule file is loaded or refused with a place that lies within it.
fn rules(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut library = Library::built_in();
    library.insert("essai", text);
    if let Err(error) = library.load("essai") {
        assert!(!error.to_string().is_empty());
    }
}

fn configuration(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Err(error) = Config::parse(Path::new("conforme.toml"), text) {
        assert!(!error.to_string().is_empty());
    }
}

/// A bundle comes from a stranger as well.
fn bundle(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let _ = Bundle::parse(text);
}

/// An archive of those entries.
pub(crate) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
