//! The same dossier as DOCX and as ODT is the same document.

#![expect(clippy::unwrap_used, reason = "a fixture that cannot be read fails the test")]

use std::path::Path;

use conforme::document::{Document, Kind, Role};
use conforme::measure::tally;
use conforme::read::{Limits, read};
use conforme::source::Source;

fn document(path: &Path) -> Document {
    let source = Source::open(path, u64::MAX).unwrap();
    read(&source, &Limits::default()).unwrap().document
}

/// Characters of the text that counts, and headings with their numbers and levels.
fn summary(document: &Document) -> (usize, Vec<String>) {
    let flow = || document.blocks.iter().filter(|block| block.in_flow());
    let runs = flow().flat_map(|block| &block.runs).filter(|run| run.role == Role::Text);
    let characters = runs.map(|run| tally(&run.text).count.characters).sum();
    let headings = flow()
        .filter_map(|block| {
            let Kind::Heading(heading) = &block.kind else { return None };
            Some(format!("{:?} {:?} {}", heading.level, block.label(), block.text()))
        })
        .collect();
    (characters, headings)
}

#[test]
fn a_dossier_as_docx_and_as_odt_has_the_same_text_and_outline() {
    for name in ["titre", "ccp1", "ccp2", "ccp3"] {
        let folder = Path::new("fixtures/dossiers").join(name);
        let (docx, odt) = (folder.join("dossier.docx"), folder.join("dossier.odt"));
        let (docx, odt) = (summary(&document(&docx)), summary(&document(&odt)));
        assert!(docx.1.len() > 10, "{name}: {} headings", docx.1.len());
        assert_eq!(docx, odt, "{name}");
    }
}
