//! What is said is what was asked, and the same wherever it is said.

use serde_json::Value;

use super::{Place, json};

#[test]
fn the_calendar_tells_of_the_day_of_the_resume_too() {
    let place = Place::new();
    let told = |args: &[&str]| {
        let ran = place.run(&[&["deadlines", "-c", "ais", "--session", "2026-12-07"], args].concat());
        (ran.code, ran.out.matches("remis le").count(), ran.out.contains("trop tard"))
    };
    assert_eq!(told(&[]), (0, 0, false));
    assert_eq!(told(&["--resume-date", "2026-11-13"]), (0, 1, false));
    assert_eq!(told(&["--resume-date", "2026-12-01"]), (1, 1, true));
    assert_eq!(told(&["--resume-date", "2026-11-13", "--depot", "2026-12-01"]), (0, 1, false));
}

#[test]
fn settings_are_told_to_programs_where_that_is_asked() {
    let place = Place::new();
    place.write("conforme.toml", "certification = \"ais\"\n\n[session]\ndate = 2026-12-07\n");
    let ran = place.run(&["config", "-f", "json", "--jobs", "3"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let told = json(&ran.out);
    assert!(told["file"].as_str().unwrap().ends_with("conforme.toml"), "{told}");
    let setting = |key: &str| -> Value {
        let all = told["settings"].as_array().unwrap();
        all.iter().find(|one| one["key"] == key).unwrap_or_else(|| panic!("{key}")).clone()
    };
    assert_eq!(setting("certification")["value"], "ais");
    assert_eq!(
        (&setting("session.date")["from"], &setting("session.date")["line"]),
        (&json("\"file\""), &json("4"))
    );
    assert_eq!(setting("jobs")["from"], "flag");
    assert_eq!(
        (&setting("overlays")["value"], &setting("overlays")["from"]),
        (&Value::Null, &json("\"default\""))
    );
    let english = place.run(&["config", "-f", "json", "--jobs", "3", "--lang", "en"]);
    assert_eq!(english.out, ran.out);
    let table = place.run(&["config"]).out;
    assert!(table.contains("certification") && !table.starts_with('{'), "{table}");
    // The format of reports, which the file says, is no request.
    place.write("conforme.toml", "certification = \"ais\"\nformats = [\"json\"]\n");
    assert!(place.run(&["config"]).out.contains("formats"));
}

#[test]
fn every_exit_code_is_in_the_help() {
    let place = Place::new();
    for (lang, interrupted) in [("fr", "130 interrompu"), ("en", "130 interrupted")] {
        let help = place.run(&["--help", "--lang", lang]).out;
        assert!(help.replace('\n', " ").contains(interrupted), "{help}");
    }
}

#[test]
fn what_merely_waits_is_neither_new_nor_fixed() {
    let place = Place::new();
    let whole = place.copy("dossiers/titre/dossier.md", "d/dossier.md").read("d/dossier.md");
    let (before, after) = whole.split_once("# Abstract").unwrap();
    let before = before.trim_end_matches('#').trim_end();
    let rest = after.split_once("\n#").map(|(_, rest)| format!("#{rest}")).unwrap();
    let without = format!("{before}\n\n{rest}");
    let check = |more: &[&str]| {
        place.run(&[&["check", "d", "-c", "ais", "--no-cache", "-f"], more].concat());
    };
    let ids = |changes: &Value, list: &str| -> Vec<String> {
        let all = changes[list].as_array().unwrap();
        all.iter().map(|one| one["requirement"].as_str().unwrap().to_owned()).collect()
    };
    check(&["json=whole.json"]);
    place.write("d/dossier.md", &without);
    check(&["json=without.json", "--baseline", "whole.json"]);
    let lost = json(&place.read("without.json"))["changes"].clone();
    let waiting = ids(&lost, "waiting");
    assert!(waiting.contains(&"abstract-longueur".to_owned()), "{lost}");
    assert_eq!(ids(&lost, "new"), ["abstract"], "{lost}");
    let shown = place.run(&["check", "d", "-c", "ais", "--no-cache", "--baseline", "whole.json"]).out;
    let words: Vec<&str> = shown.split_whitespace().collect();
    assert!(words.join(" ").contains("en attente d'une partie absente"), "{shown}");
    place.write("d/dossier.md", &whole);
    check(&["json=again.json", "--baseline", "without.json"]);
    let found = json(&place.read("again.json"))["changes"].clone();
    assert_eq!(ids(&found, "fixed"), ["abstract"], "{found}");
    assert!(!ids(&found, "waiting").iter().any(|id| id.starts_with("abstract")), "{found}");
}

#[test]
fn a_resume_in_another_language_is_not_asked_for_again() {
    let place = Place::new();
    place.copy("dossiers/titre/dossier.docx", "dossier.docx").write(
        "resume.md",
        "# Résumé\n\nThe project was to renew the network of a small company with twelve people. We cabled the workshop, \
         mounted a rack, tested each socket and wrote the documentation in three weeks.\n",
    );
    let report =
        json(&place.run(&["check", "dossier.docx", "--resume", "resume.md", "-c", "ais", "-f", "json"]).out);
    let all = report["dossiers"][0]["requirements"].as_array().unwrap();
    let resume = all.iter().find(|one| one["id"] == "resume").unwrap();
    assert_eq!(resume["status"], "not-met", "{resume}");
    let told = resume.to_string();
    assert!(told.contains("Écrivez ce texte en français") && !told.contains("--resume"), "{told}");
}

#[test]
fn pages_of_a_presentation_are_its_slides() {
    let place = Place::new();
    place.copy("dossiers/titre/presentation.pptx", "p.pptx").copy("dossiers/titre/presentation.pdf", "p.pdf");
    let method = |name: &str| {
        let report =
            json(&place.run(&["check", name, "-c", "ais", "--document", "presentation", "-f", "json"]).out);
        report["dossiers"][0]["pages"]["total"]["method"].clone()
    };
    assert_eq!((method("p.pptx"), method("p.pdf")), (Value::from("slides"), Value::from("pdf")));
}
