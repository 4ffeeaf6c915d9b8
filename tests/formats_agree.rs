//! The same dossier says the same in every format and from every producer.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use std::path::Path;
use std::sync::LazyLock;

use conforme::assess::{assess, prepare};
use conforme::certification::{Certification, Library};
use conforme::check::Companion;
use conforme::dossier::Dossier;
use conforme::finding::Finding;
use conforme::read::Limits;
use conforme::source::Source;
use conforme::structure::ZoneKind;
use rayon::prelude::*;

use support::FORMATS;

/// The dossiers, with the certification that each meets.
const DOSSIERS: [(&str, &str); 4] = [
    ("titre", "ais-2018/titre"),
    ("ccp1", "ais-2018/ccp1"),
    ("ccp2", "ais-2018/ccp2"),
    ("ccp3", "ais-2018/ccp3"),
];

/// How far two counts of the same text may lie apart, in parts of a thousand.
const APART: usize = 5;

/// Every dossier in every format, under its name, the Markdown source first.
fn all() -> &'static [Vec<(String, Dossier)>] {
    static ALL: LazyLock<Vec<Vec<(String, Dossier)>>> =
        LazyLock::new(|| DOSSIERS.par_iter().map(judged).collect());
    &ALL
}

fn judged((dossier, certification): &(&str, &str)) -> Vec<(String, Dossier)> {
    let limits = Limits::default();
    let certification: Certification = Library::built_in().load(certification).unwrap();
    let folder = Path::new("fixtures/dossiers").join(dossier);
    let open = |file: &str| Source::open(&folder.join(file), u64::MAX).unwrap();
    let resume = prepare(&open("resume.md"), &limits).unwrap();
    let apart = [Companion { role: "resume".into(), subject: resume }];
    let judge =
        |file: &&str| (format!("{dossier}/{file}"), assess(&open(file), &certification, &apart, &limits));
    FORMATS.par_iter().map(judge).collect()
}

/// Holds what `say` gives for every format of every dossier against what it gives for the Markdown source.
fn same<T: PartialEq + std::fmt::Debug>(say: impl Fn(&Dossier) -> T) {
    for judged in all() {
        let (_, source) = judged.first().unwrap();
        let expected = say(source);
        for (name, dossier) in judged {
            assert_eq!(say(dossier), expected, "{name}");
        }
    }
}

/// A title without its number, which a word processor generates, and with one kind of apostrophe.
fn title(heading: &str) -> String {
    let bare = heading.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').trim_start();
    bare.replace('’', "'")
}

#[test]
fn the_outline_is_the_same() {
    same(|dossier| {
        let entries = dossier.outline.iter();
        entries.map(|entry| (title(&entry.heading), entry.level, entry.zone)).collect::<Vec<_>>()
    });
}

#[test]
fn the_zones_are_the_same() {
    // A Markdown source has no contents: the program that renders it makes them.
    same(|dossier| {
        let zones = dossier.zones.iter().filter(|zone| zone.kind != ZoneKind::Contents);
        zones.map(|zone| (zone.kind, zone.heading.as_deref().map(title))).collect::<Vec<_>>()
    });
    for judged in all() {
        for (name, dossier) in judged.iter().skip(1) {
            let contents = dossier.zones.iter().find(|zone| zone.kind == ZoneKind::Contents);
            assert_eq!(contents.and_then(|zone| zone.heading.as_deref()), Some("Sommaire"), "{name}");
        }
    }
}

#[test]
fn every_requirement_has_the_same_answer() {
    // How many pages a Markdown text makes depends on its layout, so what is said of its length may be left open.
    let paged = |id: &str| id == "longueur";
    same(|dossier| {
        let judged = dossier.findings.iter().filter(|finding| !paged(&finding.requirement));
        let answer = |finding: &Finding| {
            (finding.requirement.clone(), finding.status, finding.place.heading.as_deref().map(title))
        };
        judged.map(answer).collect::<Vec<_>>()
    });
}

#[test]
fn the_text_has_as_many_characters() {
    let counts = |dossier: &Dossier| {
        let measured = dossier.measured.as_ref().unwrap();
        let body = measured.body_without_cover_and_contents.characters;
        [body, body + measured.annexes.characters]
    };
    for judged in all() {
        let expected = counts(&judged.first().unwrap().1);
        for (name, dossier) in judged {
            for (count, expected) in counts(dossier).into_iter().zip(expected) {
                let apart = count.abs_diff(expected) * 1000;
                assert!(apart <= expected * APART, "{name}: {count} characters for {expected}");
            }
        }
    }
}
