//! Dossiers are found in folders, patterns and lists of chapters, and read as one where they are one.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use conforme::discover::{DiscoverError, Found, FoundBy, discover, twin_pdf};
use conforme::read::{Limits, Unreadable, read_many};
use conforme::source::Source;

/// A folder with files of the given names, each holding its own name as a heading unless a content is given.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = root.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let content = if content.is_empty() { format!("# {name}\n\ntexte\n") } else { (*content).to_owned() };
        std::fs::write(path, content).unwrap();
    }
    root
}

fn found(root: &Path) -> Vec<Found> {
    let (found, errors) = discover(&[root.to_owned()]);
    assert!(errors.is_empty(), "{errors:?}");
    found
}

/// Paths below `root`, with `/`.
fn below<'a>(root: &Path, paths: impl IntoIterator<Item = &'a PathBuf>) -> Vec<String> {
    paths
        .into_iter()
        .map(|path| path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"))
        .collect()
}

#[test]
fn a_folder_too_deep_to_be_searched_is_told() {
    let deep = "d/".repeat(40) + "dossier.md";
    let root = folder(&[("un.md", ""), (&deep, "")]);
    let (found, errors) = discover(&[root.path().to_owned()]);
    assert_eq!(found.len(), 1);
    assert!(
        matches!(errors.as_slice(), [DiscoverError::TooDeep(folder)] if root.path().join(&deep).starts_with(folder))
    );
}

#[test]
fn every_document_of_a_folder_is_a_dossier() {
    let root = folder(&[
        ("lot10/dupont.pdf", ""),
        ("lot2/martin.docx", ""),
        ("lot2/~$martin.docx", ""),
        ("lot2/.~lock.martin.odt#", ""),
        ("lot2/notes.txt", ""),
        ("README.md", ""),
        (".git/x.md", ""),
        ("node_modules/a/dossier.md", ""),
        ("ancien.doc", ""),
        ("01-dupont.odt", ""),
        ("Zoé/dossier.md", ""),
    ]);
    let found = found(root.path());
    let paths = below(root.path(), found.iter().map(|found| &found.path));
    assert_eq!(
        paths,
        ["01-dupont.odt", "ancien.doc", "lot2/martin.docx", "lot10/dupont.pdf", "Zoé/dossier.md"]
    );
    assert!(found.iter().all(|found| found.by == FoundBy::File && found.files == [found.path.clone()]));
}

#[test]
fn a_book_is_one_dossier_in_the_order_of_its_list() {
    let summary = "# Summary\n\n[Avant](avant.md)\n\n- [Deux](b%20b.md)\n  - [Un](a.md#x)\n- [Brouillon]()\n- [Loin](../../secret.md)\n- [Absent](absent.md)\n- [Deux encore](b%20b.md)\n";
    let root = folder(&[
        ("livre/book.toml", "[book]"),
        ("livre/src/SUMMARY.md", summary),
        ("livre/src/a.md", ""),
        ("livre/src/b b.md", ""),
        ("livre/src/avant.md", ""),
        ("secret.md", ""),
    ]);
    let book = &found(&root.path().join("livre"))[0];
    assert_eq!(book.by, FoundBy::Summary);
    assert_eq!(below(root.path(), &book.files), ["livre/src/avant.md", "livre/src/b b.md", "livre/src/a.md"]);
    assert_eq!(book.missing, ["absent.md"]);
}

#[test]
fn a_mkdocs_site_is_one_dossier() {
    let nav = "nav:\n  - index.md\n  - Suite:\n    - cdc/moyens.md\n";
    let root = folder(&[
        ("mkdocs.yml", nav),
        ("docs/index.md", ""),
        ("docs/cdc/moyens.md", ""),
        ("docs/hors.md", ""),
        ("dossier.pdf", ""),
    ]);
    let book = &found(root.path())[0];
    assert_eq!((book.by, &book.path), (FoundBy::MkDocs, &root.path().to_owned()));
    assert_eq!(below(root.path(), &book.files), ["docs/index.md", "docs/cdc/moyens.md"]);
    assert_eq!(below(root.path(), &book.left_out), ["dossier.pdf", "docs/hors.md"]);

    std::fs::write(root.path().join("mkdocs.yml"), "site_name: sans liste\n").unwrap();
    let book = &found(root.path())[0];
    assert_eq!(below(root.path(), &book.files), ["docs/index.md", "docs/cdc/moyens.md", "docs/hors.md"]);
}

#[test]
fn numbered_chapters_are_one_dossier() {
    let root = folder(&[
        ("2-realisation.md", ""),
        ("10-conclusion.md", ""),
        ("01-contexte.md", ""),
        ("annexes.md", ""),
        ("abstract.md", ""),
        ("README.md", ""),
        ("brouillon.md", ""),
        ("img/x.png", ""),
    ]);
    let book = &found(root.path())[0];
    assert_eq!(book.by, FoundBy::Numbered);
    let files = below(root.path(), &book.files);
    assert_eq!(
        files,
        ["abstract.md", "01-contexte.md", "2-realisation.md", "10-conclusion.md", "annexes.md"]
    );
    assert_eq!(below(root.path(), &book.left_out), ["brouillon.md"]);
}

#[test]
fn numbered_dossiers_of_several_people_are_not_one() {
    let whole = "# Dossier\n\n## Sommaire\n\n## Contexte\n\n## Annexes\n";
    let root = folder(&[("01-dupont.md", whole), ("02-martin.md", whole)]);
    assert_eq!(found(root.path()).len(), 2);
    let years = folder(&[("2024-dossier.md", ""), ("2025-dossier.md", "")]);
    assert_eq!(found(years.path()).len(), 2);
}

#[test]
fn patterns_match_and_what_matches_nothing_is_told() {
    let root =
        folder(&[("a/dossier.md", ""), ("b/dossier.pdf", ""), ("b/image.png", ""), ("c/notes.txt", "")]);
    let all = |pattern: &str| discover(&[root.path().join(pattern)]);
    let (found, errors) = all("*/dossier.*");
    assert_eq!(below(root.path(), found.iter().map(|f| &f.path)), ["a/dossier.md", "b/dossier.pdf"]);
    assert!(errors.is_empty());
    assert_eq!(all("**/*").0.len(), 2);
    assert_eq!(all("*/*.txt").0.len(), 1);
    assert!(matches!(all("*.odt").1[..], [DiscoverError::NoMatch(_)]));
    assert!(matches!(all("absent.md").1[..], [DiscoverError::Missing(_)]));
    assert!(matches!(all("c").1[..], [DiscoverError::NoDocument(_)]));
}

#[test]
fn nothing_is_found_twice_and_one_error_stops_nothing() {
    let root = folder(&[("dossier.md", ""), ("dossier.pdf", ""), ("autre/README.md", "")]);
    let path = |name: &str| root.path().join(name);
    let (found, errors) =
        discover(&[path("absent"), path("dossier.md"), root.path().to_owned(), path("autre")]);
    let paths = below(root.path(), found.iter().map(|f| &f.path));
    assert_eq!(paths, ["dossier.md", "autre/README.md"]);
    assert_eq!(errors.len(), 1);
    assert_eq!(twin_pdf(&path("dossier.md")), Some(path("dossier.pdf")));
    assert_eq!(twin_pdf(&path("dossier.pdf")), None);
}

#[test]
fn a_pdf_beside_the_document_it_was_made_from_is_the_same_dossier() {
    let root = folder(&[
        ("dossier.docx", ""),
        ("dossier.pdf", ""),
        ("dossier-v2.pdf", ""),
        ("support.PPTX", ""),
        ("support.PDF", ""),
        ("ailleurs/dossier.pdf", ""),
        ("ailleurs/dossier.doc", ""),
    ]);
    let path = |name: &str| root.path().join(name);
    let all = found(root.path());
    let paths = below(root.path(), all.iter().map(|found| &found.path));
    assert_eq!(
        paths,
        ["ailleurs/dossier.doc", "ailleurs/dossier.pdf", "dossier-v2.pdf", "dossier.docx", "support.PPTX"]
    );
    let twins: Vec<_> = all.iter().map(|found| found.twin.clone()).collect();
    assert_eq!(twins, [None, None, None, Some(path("dossier.pdf")), Some(path("support.PDF"))]);

    let names = |paths: &[&str]| {
        let paths: Vec<PathBuf> = paths.iter().map(|name| path(name)).collect();
        let (found, errors) = discover(&paths);
        assert!(errors.is_empty(), "{errors:?}");
        below(root.path(), found.iter().map(|found| &found.path))
    };
    assert_eq!(names(&["dossier.*"]), ["dossier.docx"]);
    assert_eq!(names(&["dossier.pd*"]), ["dossier.pdf"], "a pattern that means PDFs only");
    assert_eq!(names(&["dossier.docx", "dossier.pdf"]), ["dossier.docx", "dossier.pdf"], "both were named");
}

#[test]
fn several_files_are_read_as_one_document_with_places_in_each() {
    let source = |name: &str, text: &str| Source::new(name, text);
    let sources = [
        source("01.md", "---\ntitle: Le dossier\n---\n# Un\n\n| a |\n|---|\n"),
        source("02.md", "<!-- vide -->"),
        source("03.md", "texte\n\n## Deux\n\n| b |\n|---|\n"),
    ];
    let document = read_many(&sources, &Limits::default()).unwrap().document;
    assert_eq!(document.files, ["01.md", "03.md"]);
    assert_eq!(document.properties.title.as_deref(), Some("Le dossier"));
    let places: Vec<_> = document.blocks.iter().map(|b| (b.place.file, b.place.line, b.text())).collect();
    let expected = [(0, 4, "Un"), (0, 6, "a"), (1, 1, "texte"), (1, 3, "Deux"), (1, 5, "b")];
    assert_eq!(places, expected.map(|(file, line, text)| (file, Some(line), text.to_owned())));
    assert_eq!(document.blocks[4].context.cell.map(|cell| cell.table), Some(2));

    let broken = [source("01.md", "texte"), source("image.md", "\u{89}PNG")];
    assert!(read_many(&broken, &Limits::default()).is_ok(), "text that looks odd is still text");
    let picture = [source("01.md", "texte"), Source::new("02.md", b"\x89PNG\r\n\x1a\n")];
    let error = read_many(&picture, &Limits::default()).unwrap_err();
    assert!(matches!(&error, Unreadable::Part { name, .. } if name == "02.md"));
    assert_eq!(read_many(&[], &Limits::default()).map(|_| ()), Err(Unreadable::Empty));
}
