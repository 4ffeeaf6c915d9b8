//! The fictional dossiers: compliant as they stand, and told of just the one thing that a change breaks.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use conforme::assess::{assess, prepare};
use conforme::certification::{Certification, Library};
use conforme::check::Companion;
use conforme::finding::{Severity, Status, Verdict};
use conforme::read::Limits;
use conforme::source::Source;
use rayon::prelude::*;

use support::FORMATS;
use support::variants::{Variant, Variants, folder, load_all, load_small, small};

/// What the small dossiers are built as.
const SMALL_FORMATS: [&str; 3] = ["dossier.md", "dossier.docx", "dossier.pdf"];

#[test]
fn nothing_is_wrong_with_the_dossiers_in_any_format() {
    let library = Library::built_in();
    let limits = Limits::default();
    for variants in load_all() {
        let certification = library.load(&variants.certification).unwrap();
        let folder = folder().join(&variants.dossier);
        let resume = prepare(&Source::open(&folder.join("resume.md"), u64::MAX).unwrap(), &limits).unwrap();
        let apart = [Companion { role: "resume".into(), subject: resume }];
        for file in FORMATS {
            let source = Source::open(&folder.join(file), u64::MAX).unwrap();
            let dossier = assess(&source, &certification, &apart, &limits);
            let name = format!("{}/{file}", variants.dossier);
            // How many pages a Markdown text makes depends on its layout, so its length is left open.
            let expected = if file.ends_with("md") { Verdict::AVerifier } else { Verdict::Conforme };
            let told = dossier.findings.iter().filter(|f| f.status != Status::Met);
            let told: Vec<&str> = told.map(|f| f.requirement.as_str()).collect();
            assert_eq!(dossier.verdict, expected, "{name}: {told:?}");
        }
    }
}

#[test]
fn the_small_dossiers_lack_pages_and_nothing_else_in_any_format() {
    let library = Library::built_in();
    for variants in load_small() {
        let certification = library.load(&variants.certification).unwrap();
        for file in SMALL_FORMATS {
            let source = Source::open(&small().join(&variants.dossier).join(file), u64::MAX).unwrap();
            let dossier = assess(&source, &certification, &[], &Limits::default());
            // They are too short for all that is only to watch: annexes, extracts of every kind of code.
            let judged = dossier
                .findings
                .iter()
                .filter(|f| f.severity == Severity::Error || f.requirement == "longueur");
            let told = judged.filter(|f| f.status != Status::Met);
            let told: Vec<&str> = told.map(|f| f.requirement.as_str()).collect();
            assert_eq!(told, ["longueur"], "{}/{file}", variants.dossier);
        }
    }
}

fn all() -> impl Iterator<Item = Variants> {
    load_all().into_iter().chain(load_small())
}

#[test]
fn every_variant_changes_its_dossier() {
    for variants in all() {
        let mut ids = BTreeSet::new();
        for variant in &variants.all {
            let changed = variant.apply(&variants.original).unwrap_or_else(|error| panic!("{error}"));
            assert_ne!(changed, variants.original, "{}/{}", variants.dossier, variant.id);
            assert!(ids.insert(&variant.id), "{}/{} stands twice", variants.dossier, variant.id);
        }
    }
}

#[test]
fn every_requirement_is_broken_by_a_variant() {
    let library = Library::built_in();
    for variants in all() {
        let certification = library.load(&variants.certification).unwrap();
        let broken: BTreeSet<&String> = variants.all.iter().flat_map(|variant| &variant.broken).collect();
        let dossier = certification.main_document();
        for requirement in certification.requirements.iter().filter(|r| r.document == dossier) {
            // Due apart, so its absence from the dossier is no fault; handed in beside it, it is tested elsewhere.
            let apart = requirement.id == "resume";
            // The small dossiers stay small; the examples of the rule files try the lengths, and what is only to watch.
            let long = variants.is_small()
                && (requirement.id.starts_with("longueur") || requirement.severity == Severity::Warning);
            // Never answered by the tool.
            let for_a_person = requirement.severity == Severity::Info;
            let named = broken.contains(&requirement.id);
            assert!(
                named || apart || long || for_a_person,
                "nothing breaks {} of {}",
                requirement.id,
                certification.id
            );
        }
    }
}

#[test]
fn a_change_breaks_just_what_it_names() {
    let library = Library::built_in();
    let mut wrong = Vec::new();
    for variants in all() {
        let certification = library.load(&variants.certification).unwrap();
        let original = answers(&certification, &variants.original);
        let found: Vec<String> = variants
            .all
            .par_iter()
            .flat_map_iter(|variant| {
                let changed = answers(&certification, &variant.apply(&variants.original).unwrap());
                let name = format!("{}/{} ({})", variants.dossier, variant.id, variant.why);
                complaints(variant, &original, &changed)
                    .into_iter()
                    .map(move |complaint| format!("{name}: {complaint}"))
            })
            .collect();
        wrong.extend(found);
    }
    assert!(wrong.is_empty(), "{} wrong answers:\n{}", wrong.len(), wrong.join("\n"));
}

/// Status of every requirement.
type Answers = BTreeMap<String, Status>;

fn answers(certification: &Certification, text: &str) -> Answers {
    let source = Source::new("dossier.md", text);
    let dossier = assess(&source, certification, &[], &Limits::default());
    dossier.findings.into_iter().map(|finding| (finding.requirement, finding.status)).collect()
}

fn complaints(variant: &Variant, original: &Answers, changed: &Answers) -> Vec<String> {
    let mut out = Vec::new();
    for (id, status) in changed {
        let expected = if variant.not_met.contains(id) {
            (*status != Status::NotMet).then_some("not met")
        } else if variant.broken.contains(id) {
            (*status == Status::Met).then_some("anything but met")
        } else if variant.met.contains(id) {
            (*status != Status::Met).then_some("met")
        } else if variant.follows.contains(id) {
            None
        } else {
            (original.get(id) != Some(status)).then_some("as without the change")
        };
        if let Some(expected) = expected {
            out.push(format!("{id} is {}, expected {expected}", status.id()));
        }
    }
    out
}
