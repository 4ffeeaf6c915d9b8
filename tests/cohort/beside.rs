//! What lies beside a dossier and cannot be taken for what it seems to be: a résumé that is cut off, another text under
//! the same name. The dossier is judged, and nobody is told that all is in order.

use serde_json::Value;

use super::{Place, json};

const CONFIG: &str = "certification = \"ais\"\n[documents]\ndossier = \"c/{candidat}/dossier.*\"\nresume = \"c/{candidat}/resume.*\"\n";

const ALONE: [&str; 4] = ["c", "--no-config", "-c", "ais"];

/// The report on the only dossier, and the exit code.
fn checked(place: &Place, args: &[&str]) -> (Value, i32) {
    let ran = place.run(&[&["check", "-f", "json"], args].concat());
    let report = json(&ran.out);
    assert_eq!(report["dossiers"].as_array().unwrap().len(), 1, "{report}");
    (report["dossiers"][0].clone(), ran.code)
}

fn received(place: &Place, args: &[&str]) -> (Value, String) {
    let ran = place.run(&[&["receive", "--date", "2026-05-25", "-o", "recus", "--replace"], args].concat());
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    let verified = place.run(&["verify", "recus/dupont.json", "--in", "c"]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    (json(&place.read("recus/dupont.json")), ran.out)
}

#[test]
fn a_resume_that_is_cut_off_costs_itself_alone() {
    let place = Place::new();
    place
        .write("conforme.toml", CONFIG)
        .copy("dossiers/titre/dossier-libreoffice.pdf", "c/dupont/dossier.pdf")
        .copy("broken/truncated.docx", "c/dupont/resume.docx");
    let outright = ["c/dupont/dossier.pdf", "--resume", "c/dupont/resume.docx", "--no-config", "-c", "ais"];
    for args in [&[][..], &ALONE, &outright, &["c", "--isolation", "process"]] {
        let (dossier, code) = checked(&place, args);
        assert_eq!((dossier["verdict"].as_str(), code), (Some("a-verifier"), 0), "{args:?}: {dossier}");
        assert!(dossier["requirements"].as_array().unwrap().len() > 10, "{args:?}: {dossier}");
        let told = dossier["notices"].to_string();
        assert!(
            told.contains("unread-document") && told.contains("c/dupont/resume.docx"),
            "{args:?}: {told}"
        );
        assert!(told.contains("n'a pas pu être lu"), "{args:?}: {told}");
        // It was handed in, and nothing says that it was not.
        let waiting: Vec<&serde_json::Value> = dossier["requirements"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["document"] == "resume" && !one["unanswered"].is_null())
            .collect();
        assert!(
            !waiting.is_empty() && waiting.iter().all(|one| one["unanswered"] == "unread"),
            "{waiting:?}"
        );
        // It was handed in: whether it says what it should is not known.
        let all = dossier["requirements"].as_array().unwrap();
        let resume = all.iter().find(|one| one["id"] == "resume").unwrap();
        assert_ne!(resume["status"], "not-met", "{args:?}: {resume}");
    }
    std::fs::rename(place.path("c/dupont/resume.docx"), place.path("c/dupont/resume-camille.docx")).unwrap();
    let hidden = place.run(&[&["check", "--pseudonyms", "--salt", "s"], &ALONE[..]].concat());
    let hidden = [hidden.out, hidden.err].concat().to_lowercase();
    assert!(hidden.contains("n'a pas pu être lu") && !hidden.contains("camille"), "{hidden}");
    std::fs::rename(place.path("c/dupont/resume-camille.docx"), place.path("c/dupont/resume.docx")).unwrap();
    for args in [&["c"][..], &ALONE] {
        let (receipt, shown) = received(&place, args);
        assert_eq!(receipt["verdict"], "a-verifier", "{receipt}");
        assert!(receipt["answers"].as_array().unwrap().len() > 10, "{receipt}");
        let reason = "dupont : à vérifier : dupont/resume.docx illisible";
        assert!(shown.contains(reason), "{shown}");
    }
}

#[test]
fn two_texts_under_one_name_are_no_dossier_in_two_formats() {
    let place = Place::new();
    place
        .write("conforme.toml", CONFIG)
        .copy("dossiers/titre/dossier.docx", "c/dupont/dossier.docx")
        .copy("dossiers/ccp1/dossier.odt", "c/dupont/dossier.odt");
    for args in [&[][..], &["--isolation", "process"]] {
        let (dossier, code) = checked(&place, args);
        assert_eq!((dossier["verdict"].as_str(), code), (Some("a-verifier"), 0), "{dossier}");
        let told = dossier["notices"].to_string();
        assert!(told.contains("c/dupont/dossier.docx et c/dupont/dossier.odt ont le même nom"), "{told}");
    }
    let apart = place.run(&[&["check", "-f", "json"], &ALONE[..]].concat());
    let report = json(&apart.out);
    // The one that is for another certification has points to be put right as well.
    assert_eq!((&report["summary"]["a-verifier"], &report["summary"]["conforme"]), (&1.into(), &0.into()));
    assert_eq!(report.to_string().matches("\"other-version\"").count(), 2, "{report}");
    for args in [&["c"][..], &ALONE] {
        let (_, shown) = received(&place, args);
        let reason = "dupont : à vérifier : dupont/dossier.docx et dupont/dossier.odt ont le même nom";
        assert!(shown.contains(reason), "{shown}");
    }
    // The same text in another format is the same dossier.
    place.copy("dossiers/titre/dossier.odt", "c/dupont/dossier.odt");
    let same = json(&place.run(&[&["check", "-f", "json"], &ALONE[..]].concat()).out);
    assert_eq!(same["summary"]["conforme"], 2, "{same}");
    assert_eq!(checked(&place, &[]).0["verdict"], "conforme");
    place.copy("broken/truncated.docx", "c/dupont/dossier.odt");
    let (dossier, _) = checked(&place, &[]);
    assert_eq!(dossier["verdict"], "a-verifier");
    assert!(dossier["notices"].to_string().contains("du même nom que"), "{dossier}");
}
