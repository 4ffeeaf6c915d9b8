//! The same dossier in two formats is the same; a change of it is told, with its place in both.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

mod support;

use conforme::assess::prepare;
use conforme::certification::Library;
use conforme::compare::{Aspect, Comparison, OutlineChange, Party, TOLERANCE, compare};
use conforme::read::{Format, Limits, sniff};
use conforme::report::{self, Options};
use conforme::source::Source;
use rayon::prelude::*;

use support::FORMATS;

fn party(name: &str, bytes: Vec<u8>) -> Party {
    let source = Source::new(name, bytes);
    let format = sniff(&source.bytes).unwrap();
    let subject = prepare(&source, &Limits::default()).unwrap();
    Party { path: name.to_owned(), format, digest: Some(source.digest()), subject }
}

fn file(path: &Path) -> Party {
    party(path.file_name().unwrap().to_str().unwrap(), std::fs::read(path).unwrap())
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dossiers")
}

/// A fixture's dossier and the same without its abstract side by side.
fn without_abstract() -> Comparison {
    let original = std::fs::read_to_string(folder().join("titre/dossier.md")).unwrap();
    let start = original.find("# Abstract\n").unwrap();
    let next = original[start + 1..].find("\n# ").unwrap();
    let changed = format!("{}{}", &original[..start], &original[start + 2 + next..]);
    let certification = Library::built_in().load("ais-2018/titre").unwrap();
    let (a, b) = (original.into_bytes(), changed.into_bytes());
    compare(&party("a.md", a), &party("b.md", b), Some(&certification), TOLERANCE)
}

#[test]
fn a_dossier_is_the_same_in_every_format() {
    let others = &FORMATS[1..];
    ["titre", "ccp1", "ccp2", "ccp3"].par_iter().for_each(|name| {
        // One of them is enough for the competencies.
        let certification = (*name == "ccp1").then(|| Library::built_in().load("ais-2018/ccp1").unwrap());
        let dossier = folder().join(name);
        let source = file(&dossier.join("dossier.md"));
        assert_eq!(source.format, Format::Markdown);
        for other in others {
            let comparison = compare(&source, &file(&dossier.join(other)), certification.as_ref(), TOLERANCE);
            assert!(comparison.is_same(), "{name}/{other}: {:?}", comparison.differs_in);
            assert!(comparison.common() > 0.999, "{name}/{other}: {}", comparison.common());
        }
    });
}

#[test]
fn another_dossier_is_not_the_same() {
    let (a, b) = (folder().join("ccp1/dossier.docx"), folder().join("ccp2/dossier-typst.pdf"));
    let comparison = compare(&file(&a), &file(&b), None, TOLERANCE);
    assert!(comparison.common() < 0.3, "{}", comparison.common());
    assert_eq!(comparison.differs_in, [Aspect::Text, Aspect::Counts, Aspect::Outline]);
}

#[test]
fn a_missing_part_is_told_with_its_place() {
    let comparison = without_abstract();
    assert!(
        comparison.differs_in.contains(&Aspect::Outline) && comparison.differs_in.contains(&Aspect::Text)
    );
    let heading = comparison.outline.iter().find(|one| one.weighs).unwrap();
    assert_eq!(heading.change, OutlineChange::Missing);
    assert!(heading.b.is_none() && heading.a.as_ref().unwrap().place.line.is_some());
    let text = report::comparison::render(&comparison, &Options::default());
    insta::assert_snapshot!(text);
}

#[test]
fn a_small_change_is_listed_though_the_dossier_is_the_same() {
    let original = std::fs::read_to_string(folder().join("ccp2/dossier.md")).unwrap();
    let changed = original.replacen("serveur", "routeur", 1);
    assert_ne!(original, changed);
    let comparison =
        compare(&party("a.md", original.into()), &party("b.md", changed.into()), None, TOLERANCE);
    assert!(comparison.is_same());
    let [difference] = comparison.passages.as_slice() else { panic!("{:?}", comparison.passages) };
    let word = |passage: &Option<conforme::compare::Passage>| passage.as_ref().unwrap().place.excerpt.clone();
    assert!(word(&difference.a).unwrap().contains("serveur"));
    assert!(word(&difference.b).unwrap().contains("routeur"));
    let none = compare(
        &file(&folder().join("ccp2/dossier.md")),
        &file(&folder().join("ccp2/dossier.odt")),
        None,
        0.0,
    );
    assert!(none.is_same(), "not a letter differs");
}

#[test]
fn a_passage_in_another_place_is_listed_with_both_places() {
    const FIREWALL: &str =
        "Le pare-feu a été remplacé en mars, avec deux règles de moins et un journal que tous lisent.";
    const SERVER: &str =
        "Chaque serveur garde maintenant trois copies de ses données, dont une loin du bâtiment principal.";
    const USERS: &str =
        "Nous avons demandé aux agents ce qui les gênait, puis classé leurs réponses par ordre d'urgence.";
    const COSTS: &str =
        "Les coûts ont été suivis chaque mois par la comptable, qui n'a relevé aucun écart notable.";
    let dossier = |order: [&str; 4]| {
        let text = format!("# Choix\n\n{}\n\n# Suite\n\nLe reste est le même.\n", order.join("\n\n"));
        party("d.md", text.into_bytes())
    };
    let (a, b) = (dossier([FIREWALL, SERVER, USERS, COSTS]), dossier([FIREWALL, USERS, SERVER, COSTS]));
    let comparison = compare(&a, &b, None, TOLERANCE);
    assert!(comparison.is_same() && comparison.passages.is_empty());
    let [moved] = comparison.moved.as_slice() else { panic!("{:?}", comparison.moved) };
    let line = |of: &Option<conforme::compare::Passage>| of.as_ref().unwrap().place.line.unwrap();
    assert_ne!(line(&moved.a), line(&moved.b));
    let shown = report::comparison::render(&comparison, &Options::default());
    assert!(shown.contains("Passages déplacés"), "{shown}");
    assert!(compare(&a, &a, None, TOLERANCE).moved.is_empty());
}

#[test]
fn the_json_of_a_comparison_is_what_its_schema_says() {
    let schema = serde_json::to_value(schemars::schema_for!(report::comparison::json::Comparison)).unwrap();
    let json = report::comparison::json::render(&without_abstract()).unwrap();
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(jsonschema::is_valid(&schema, &value));
    assert_eq!(value["same"], false);
    assert_eq!(value["outline"][0]["change"], "missing");
}
