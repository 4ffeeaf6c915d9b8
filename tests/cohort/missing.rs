//! A candidate who handed in no dossier de projet is never in order, whatever else is there: `check`, with and without a
//! configuration, and `receive` say so in the same words.

use serde_json::Value;

use super::{FORMATS, Place, json};

const CONFIG: &str = "certification = \"ais\"\n[documents]\ndossier = \"c/{candidat}/dossier.*\"\nresume = \"c/{candidat}/resume.*\"\n";
const NONE: &str = "Aucun dossier de projet parmi ces fichiers.";

/// The text of a document that says of itself that it is the dossier professionnel.
fn professional() -> String {
    let text =
        "# Dossier professionnel\n\nCe dossier décrit les activités de l'atelier pendant deux ans.\n\n";
    text.to_owned() + &"L'équipe livre chaque semaine ce qui a été convenu avec le client.\n\n".repeat(20)
}

fn place() -> Place {
    let place = Place::new();
    place.copy("dossiers/titre/resume.md", "c/dupont/resume.md");
    place
}

/// The verdict and the remarks of the only dossier of a report.
fn checked(place: &Place, args: &[&str]) -> (String, String) {
    let ran = place.run(&[&["check", "-f", "json"], args].concat());
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let report = json(&ran.out);
    let [one] = report["dossiers"].as_array().unwrap().as_slice() else { panic!("{report}") };
    (one["verdict"].as_str().unwrap().to_owned(), one["notices"].to_string())
}

fn received(place: &Place, args: &[&str]) -> (Value, String) {
    let ran =
        place.run(&[&["receive", "c", "--date", "2026-05-25", "-o", "recus", "--replace"], args].concat());
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    let verified = place.run(&["verify", "recus/dupont.json", "--in", "c"]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    (json(&place.read("recus/dupont.json")), ran.out)
}

#[test]
fn what_stands_in_the_place_of_the_dossier_is_named_and_nothing_is_in_order() {
    let slides = ("dossiers/titre/presentation.pptx", "dossier.pptx", "d'après son format, c'est le support");
    for (fixture, name, why) in [slides] {
        let place = place();
        place.copy(fixture, &format!("c/dupont/{name}")).write("conforme.toml", CONFIG);
        let without = ["c", "--no-config", "-c", "ais"];
        for args in [&[][..], &["c"]] {
            let (verdict, told) = checked(&place, args);
            assert_eq!(verdict, "a-verifier", "{args:?}");
            assert!(told.contains(NONE) && told.contains(name) && told.contains(why), "{args:?}: {told}");
        }
        for format in FORMATS {
            let shown = place.run(&["check", "-f", format]).out;
            assert!(shown.contains("Aucun dossier de projet"), "{format}: {shown}");
            assert!(!shown.contains("est conforme"), "{format}: {shown}");
        }
        // Without a configuration nothing says that the two are one candidate's session, and neither is in order.
        let ran = place.run(&[&["check", "-f", "json"], &without[..]].concat());
        let report = json(&ran.out);
        assert_eq!(report["summary"]["conforme"], 0, "{report}");
        for args in [&[][..], &["--no-config", "-c", "ais"]] {
            let (receipt, shown) = received(&place, args);
            assert_eq!(receipt["verdict"], "a-verifier");
            let told = receipt["remarks"].to_string();
            assert!(told.contains(NONE) && told.contains(name) && told.contains(why), "{told}");
            assert!(
                shown.contains("dupont : à vérifier : Aucun dossier de projet parmi ces fichiers"),
                "{shown}"
            );
        }
    }
}

#[test]
fn an_archive_or_a_file_that_is_not_opened_is_named_beside_the_resume() {
    for (name, why) in [
        ("dossier.zip", "une archive n'est pas ouverte"),
        ("dossier.xlsx", "ne sont pas d'un genre que conforme ouvre"),
        ("dossier.html", "ne sont pas d'un genre que conforme ouvre"),
    ] {
        let place = place();
        place.write(&format!("c/dupont/{name}"), "PK");
        let (verdict, told) = checked(&place, &["c", "-c", "ais"]);
        assert_eq!(verdict, "a-verifier", "{name}");
        assert!(told.contains(NONE) && told.contains(name) && told.contains(why), "{told}");
        let (receipt, shown) = received(&place, &["-c", "ais"]);
        let told = receipt["remarks"].to_string();
        assert!(told.contains(NONE) && told.contains(name) && told.contains(why), "{told}");
        assert!(
            shown.contains("dupont : à vérifier : Aucun dossier de projet parmi ces fichiers"),
            "{shown}"
        );
    }
    let place = place();
    place.write("c/dupont/Dupont_Camille.zip", "PK");
    let hidden = place.run(&["check", "c", "-c", "ais", "--pseudonyms", "--salt", "s", "-f", "json"]);
    let hidden = format!("{}{}", hidden.out, hidden.err).to_lowercase();
    assert!(
        hidden.contains("une archive") && !hidden.contains("camille") && !hidden.contains("dupont"),
        "{hidden}"
    );
}

#[test]
fn a_dossier_professionnel_under_the_name_of_the_dossier_is_none() {
    let place = place();
    place.write("c/dupont/dossier.md", &professional()).write("conforme.toml", CONFIG);
    for args in [&[][..], &["c", "--no-config", "-c", "ais"]] {
        let ran = place.run(&[&["check", "-f", "json"], args].concat());
        let report = json(&ran.out);
        assert_eq!(report["summary"]["conforme"], 0, "{report}");
        assert!(report["dossiers"][0]["notices"].to_string().contains(NONE), "{report}");
    }
}

#[test]
fn a_document_that_is_asked_for_by_itself_is_judged_by_itself() {
    let place = place();
    place.copy("dossiers/titre/presentation.pptx", "soutenance.pptx");
    place.copy("dossiers/titre/presentation.pptx", "dossier.pptx");
    for args in [
        &["c", "-c", "ais", "--document", "resume"][..],
        &["c/dupont/resume.md", "-c", "ais"],
        &["soutenance.pptx", "-c", "ais"],
    ] {
        assert_eq!(checked(&place, args).0, "conforme", "{args:?}");
    }
    for (args, role) in
        [(&["c", "-c", "ais"][..], "resume"), (&["dossier.pptx", "-c", "ais"], "presentation")]
    {
        let (verdict, told) = checked(&place, args);
        assert_eq!(verdict, "a-verifier", "{args:?}");
        assert!(told.contains(&format!("--document {role}.")), "{args:?}: {told}");
    }
    let several = place.run(&["check", "c/dupont/resume.md", "soutenance.pptx", "-c", "ais", "-f", "json"]);
    assert_eq!(json(&several.out)["summary"]["conforme"], 0, "{}", several.out);
}
