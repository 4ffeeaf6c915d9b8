//! The JSON report owes every requirement of the certification an entry, whatever was handed in; nothing else changes by
//! it.

use std::collections::BTreeMap;

use conforme::certification::{Certification, Library};
use serde_json::Value;

use super::{FORMATS, Place, Ran, cohort, json};

/// Slides in which nothing of what is asked stands.
const SLIDES: &str = "# Soutenance\n\nBonjour.\n\n# Fin\n\nMerci.\n";

fn titre() -> Certification {
    Library::built_in().load("ais-2018/titre").unwrap()
}

/// The ids of its requirements as a report has them: document by document.
fn asked(rules: &Certification) -> Vec<String> {
    let of = |role: &str| -> Vec<String> {
        let own = rules.requirements.iter().filter(|one| one.document == role);
        own.map(|one| one.id.clone()).collect()
    };
    rules.documents.iter().flat_map(|document| of(&document.id)).collect()
}

fn requirements(report: &Value) -> &Vec<Value> {
    report["dossiers"][0]["requirements"].as_array().unwrap()
}

fn ids(report: &Value) -> Vec<String> {
    requirements(report).iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

/// Why nothing was held against each requirement of which that is so.
fn unanswered(report: &Value) -> BTreeMap<String, String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let all = requirements(report).iter().filter(|one| !one["unanswered"].is_null());
    all.map(|one| (text(&one["id"]), text(&one["unanswered"]))).collect()
}

fn check(place: &Place, args: &[&str]) -> Ran {
    place.run(&[&["check", "-c", "ais", "--no-cache", "-f", "json"], args].concat())
}

#[test]
fn a_lone_dossier_has_an_entry_for_what_is_asked_of_the_documents_that_did_not_come() {
    let place = cohort();
    let ran = check(&place, &["dupont/dossier.docx"]);
    let report = json(&ran.out);
    let rules = titre();
    assert_eq!(ids(&report), asked(&rules));
    assert_eq!((ran.code, &report["dossiers"][0]["verdict"]), (0, &"conforme".into()));
    let elsewhere = rules.requirements.iter().filter(|one| one.document != "dossier").count();
    let unanswered = unanswered(&report);
    assert_eq!(unanswered.len(), elsewhere);
    assert!(elsewhere > 5 && unanswered.values().all(|why| why == "not-handed-in"), "{unanswered:?}");
    let slides = requirements(&report).iter().find(|one| one["id"] == "plan-ordre").unwrap();
    assert_eq!((&slides["status"], &slides["document"]), (&"not-judged".into(), &"presentation".into()));
    assert!(slides["message"].as_str().unwrap().starts_with("Pas donné ici : "), "{slides}");
    assert!(!slides["quote"].as_str().unwrap().is_empty());
}

#[test]
fn a_file_that_cannot_be_read_has_an_entry_for_every_requirement() {
    let place = cohort();
    let ran = check(&place, &["petit/dossier.docx"]);
    let report = json(&ran.out);
    assert_eq!((ran.code, &report["dossiers"][0]["verdict"]), (1, &"illisible".into()));
    assert_eq!(ids(&report), asked(&titre()));
    let why = unanswered(&report);
    assert!(why.len() == ids(&report).len() && why.values().all(|why| why == "unread"), "{why:?}");
    // Without a certification nothing is asked.
    let report = json(&place.run(&["check", "-f", "json", "--no-cache", "martin/dossier.md"]).out);
    assert_eq!(report["dossiers"][0]["unreadable"]["kind"], "no-certification");
    assert!(ids(&report).is_empty());
}

#[test]
fn what_is_handed_in_is_answered_and_nothing_has_two_entries() {
    let place = cohort();
    place.write("slides.md", SLIDES).copy("dossiers/titre/resume.md", "resume.md");
    let mut all = asked(&titre());
    all.sort();
    for args in [
        &["slides.md", "--document", "presentation"][..],
        &["resume.md", "--document", "resume"],
        &["dupont/dossier.docx", "--presentation", "slides.md", "--resume", "resume.md"],
    ] {
        let report = json(&check(&place, args).out);
        let mut ids = ids(&report);
        ids.sort();
        assert_eq!(ids, all, "{args:?}");
    }
    let alone = json(&check(&place, &["slides.md", "--document", "presentation"]).out);
    let why = unanswered(&alone);
    assert!(why.contains_key("abstract") && !why.contains_key("plan-ordre"), "{why:?}");
    // What agrees with a document that did not come has nothing to agree with.
    assert!(why.contains_key("presentation-projet"), "{why:?}");
}

#[test]
fn no_other_format_lists_what_nothing_was_held_against() {
    let place = cohort();
    for path in ["dupont/dossier.docx", "petit/dossier.docx"] {
        for format in FORMATS.into_iter().filter(|format| *format != "json") {
            let shown = place.run(&["check", "-c", "ais", "-f", format, path]).out;
            assert!(!shown.contains("plan-ordre"), "{path} in {format}: {shown}");
        }
    }
}

#[test]
fn a_merged_report_is_that_of_one_run_in_every_format() {
    let place = cohort();
    let of = |format: &str, place: &Place| place.run(&["check", "-c", "ais", "-f", format, "."]).out;
    place.write("whole.json", &of("json", &place));
    assert_eq!(json(&place.run(&["merge", "whole.json"]).out), json(&place.read("whole.json")));
    for format in ["junit", "csv", "gitlab", "markdown", "sarif", "html"] {
        let merged = place.run(&["merge", "whole.json", "-f", format]).out;
        assert_eq!(merged, of(format, &place), "{format}");
    }
}

#[test]
fn a_document_that_comes_or_stays_away_makes_no_point_new_or_fixed() {
    let place = cohort();
    place.write("slides.md", SLIDES);
    let with = ["dupont/dossier.docx", "--presentation", "slides.md"];
    let alone = ["dupont/dossier.docx"];
    place.write("with.json", &check(&place, &with).out).write("alone.json", &check(&place, &alone).out);
    let changes = |args: &[&str], earlier: &str| {
        let report = json(&check(&place, &[args, &["--baseline", earlier]].concat()).out);
        let ids = |list: &str| -> Vec<String> {
            let all = report["changes"][list].as_array().unwrap().iter();
            all.map(|one| one["requirement"].as_str().unwrap().to_owned()).collect()
        };
        ["new", "fixed", "dropped", "unchanged"].map(ids)
    };
    let [new, fixed, dropped, unchanged] = changes(&alone, "alone.json");
    assert!([&new, &fixed, &dropped].iter().all(|list| list.is_empty()), "{new:?} {fixed:?} {dropped:?}");
    assert!(!unchanged.contains(&"plan-conclusion".to_owned()), "{unchanged:?}");
    // What was open in the slides still is, and nothing else became so.
    let [new, fixed, dropped, unchanged] = changes(&alone, "with.json");
    assert!([&new, &fixed, &dropped].iter().all(|list| list.is_empty()), "{new:?} {fixed:?} {dropped:?}");
    assert!(unchanged.contains(&"plan-conclusion".to_owned()), "{unchanged:?}");
    let [new, fixed, ..] = changes(&with, "alone.json");
    assert!(new.contains(&"plan-conclusion".to_owned()) && fixed.is_empty(), "{new:?} {fixed:?}");
}

#[test]
fn a_document_whose_certification_nobody_knows_is_not_said_to_be_in_order() {
    let place = cohort();
    for command in ["count", "outline"] {
        let report = json(&place.run(&[command, "-f", "json", "martin/dossier.md"]).out);
        assert_eq!(report["dossiers"][0]["certification"], Value::Null, "{command}");
        assert_eq!(report["dossiers"][0]["verdict"], "a-verifier", "{command}");
        assert_eq!(report["summary"]["conforme"], 0, "{command}");
    }
}
