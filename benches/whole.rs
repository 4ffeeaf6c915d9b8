//! How long each reader takes, and the whole way from bytes to answers, on the fixtures' dossier in every format.
//!
//! `cargo bench`. For the whole command beside other tools, see `compare.py`.

#![allow(
    clippy::unwrap_used,
    missing_docs,
    reason = "a bench fails by panicking, and divan's macros make items"
)]

use std::path::Path;

use conforme::assess::{assess, prepare};
use conforme::certification::{Certification, Library};
use conforme::lexicon::Lexicon;
use conforme::read::{Limits, read};
use conforme::source::Source;
use divan::{Bencher, black_box};

const DOSSIERS: [&str; 6] = [
    "dossier.md",
    "dossier.docx",
    "dossier.odt",
    "dossier-typst.pdf",
    "dossier-libreoffice.pdf",
    "dossier-chromium.pdf",
];

fn main() {
    divan::main();
}

fn source(name: &str) -> Source {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dossiers/titre");
    Source::open(&folder.join(name), u64::MAX).unwrap()
}

fn certification() -> Certification {
    Library::built_in().load("ais-2018/titre").unwrap()
}

/// The reader alone.
#[divan::bench(args = DOSSIERS)]
fn reading(bencher: Bencher<'_, '_>, name: &str) {
    let (source, limits) = (source(name), Limits::default());
    bencher.bench(|| read(black_box(&source), &limits).unwrap());
}

/// Reader, structure and measures.
#[divan::bench(args = DOSSIERS)]
fn preparing(bencher: Bencher<'_, '_>, name: &str) {
    let (source, limits) = (source(name), Limits::default());
    bencher.bench(|| prepare(black_box(&source), &limits).unwrap());
}

/// The whole check.
#[divan::bench(args = DOSSIERS)]
fn checking(bencher: Bencher<'_, '_>, name: &str) {
    let (source, limits, certification) = (source(name), Limits::default(), certification());
    bencher.bench(|| assess(black_box(&source), &certification, &[], &limits));
}

/// The rule file of a certification, found by its short name.
#[divan::bench]
fn loading_rules(bencher: Bencher<'_, '_>) {
    let library = Library::built_in();
    bencher.bench(|| library.find(black_box("ais")).unwrap());
}

/// The lexicon from its text, as the build script compiles it.
#[divan::bench]
fn compiling_the_lexicon() -> Lexicon {
    Lexicon::parse(black_box(conforme::lexicon::BUILT_IN)).unwrap()
}
