//! Every candidate who has a place is answered, by `check`, `receive` and `summaries` alike: whom one pattern finds and
//! another does not, whose folder is empty or holds an archive, who handed in two versions, or a file of somebody else.

use super::{FORMATS, Place, json};

const PATTERNS: &str = "certification = \"ais\"\n[documents]\ndossier = \"{candidat}/dossier.*\"\nresume = \"{candidat}/resume.*\"\n";

/// Alice has all that is asked; nobody else has.
fn place() -> Place {
    let place = Place::new();
    place
        .copy("dossiers/titre/dossier.docx", "alice/dossier.docx")
        .copy("dossiers/titre/resume.md", "alice/resume.md");
    place
}

fn unread(place: &Place, args: &[&str]) -> Vec<(String, String)> {
    let report = json(&place.run(&[&["check", "-f", "json"], args].concat()).out);
    let all = report["dossiers"].as_array().unwrap().iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    all.filter(|one| one["unreadable"].is_object())
        .map(|one| (text(&one["path"]), text(&one["unreadable"]["kind"])))
        .collect()
}

#[test]
fn who_has_a_resume_and_no_dossier_by_the_patterns_is_told() {
    let place = place();
    place
        .copy("dossiers/titre/dossier.docx", "bob/projet-bob.docx")
        .copy("dossiers/titre/resume.md", "bob/resume.md")
        .write("conforme.toml", PATTERNS);
    let ran = place.run(&["check", "-f", "concise"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("bob: illisible"), "{}", ran.out);
    assert!(ran.out.contains("Trouvé : projet-bob.docx, resume.md"), "{}", ran.out);
    // A folder for the documents of all is nobody's; a résumé there of somebody without a dossier is somebody's.
    let place = place_with_resumes();
    assert_eq!(unread(&place, &[]), [("resumes/zoe.md".to_owned(), "no-dossier".to_owned())]);
    // Beside folders that have a front of their own there may be others.
    let place = Place::new();
    place
        .copy("dossiers/titre/dossier.docx", "DP-alice/dossier.docx")
        .copy("dossiers/titre/dossier.docx", "bob/dossier.docx")
        .write(
            "conforme.toml",
            "certification = \"ais\"\n[documents]\ndossier = \"DP-{candidat}/dossier.*\"\n",
        );
    assert_eq!(unread(&place, &[]), [("bob".to_owned(), "no-dossier".to_owned())]);
}

fn place_with_resumes() -> Place {
    let place = place();
    place
        .copy("dossiers/titre/resume.md", "resumes/alice.md")
        .copy("dossiers/titre/resume.md", "resumes/zoe.md")
        .write("conforme.toml", &PATTERNS.replace("{candidat}/resume.*", "resumes/{candidat}.*"));
    place
}

#[test]
fn capitals_make_no_difference_to_patterns() {
    let place = place();
    place
        .copy("dossiers/titre/dossier.docx", "Bob/Dossier.DOCX")
        .copy("dossiers/titre/resume.md", "Bob/RESUME.md")
        .write(
            "conforme.toml",
            &format!("{PATTERNS}[[candidate]]\nname = \"bob\"\ncertification = \"ais-2018/ccp1\"\n"),
        );
    let report = json(&place.run(&["check", "-f", "json"]).out);
    assert_eq!(report["summary"]["illisible"], 0, "{report}");
    let bob = report["dossiers"].as_array().unwrap().iter().find(|one| one["candidate"] == "Bob").unwrap();
    assert_eq!(bob["certification"], "ais-2018/ccp1");
    assert_eq!(bob["documents"].as_array().unwrap().len(), 2, "{bob}");
    // A name without anything to choose from is found as well.
    place.write(
        "conforme.toml",
        "certification = \"ais\"\n[documents]\ndossier = \"{candidat}/dossier.docx\"\n",
    );
    assert_eq!(unread(&place, &[]), []);
}

#[test]
fn among_the_folders_of_candidates_an_empty_one_and_an_archive_are_answered_without_a_configuration() {
    let place = place();
    std::fs::create_dir(place.path("vide")).unwrap();
    place.write("zip/dossier.zip", "PK");
    let shown = place.run(&["check", ".", "-c", "ais", "-f", "concise"]);
    assert_eq!(shown.code, 1);
    for told in ["./vide: illisible", "./zip: illisible", "Trouvé : dossier.zip"] {
        assert!(shown.out.contains(told), "{}", shown.out);
    }
    let received = place.run(&["receive", ".", "-c", "ais", "-o", "recus"]);
    assert!(received.out.contains("vide : à vérifier : rien n'a été remis"), "{}", received.out);
    assert!(received.out.contains("zip : à vérifier : aucun document"), "{}", received.out);
    assert_eq!(json(&place.read("recus/zip.json"))["unexamined"][0]["digest"].as_str().unwrap().len(), 71);
    let listed = place.run(&["summaries", ".", "-c", "ais"]);
    assert_eq!(listed.out.matches("\n## ").count(), 3, "{}", listed.out);
    assert!(listed.err.contains("2 résumés à obtenir"), "{}", listed.err);
    place.write("conforme.toml", "ignore = [\"vide\", \"zip\"]\n");
    assert_eq!(unread(&place, &[".", "-c", "ais"]), []);
}

#[test]
fn the_folders_of_one_persons_work_are_no_candidates() {
    let place = Place::new();
    place
        .copy("dossiers/titre/dossier.docx", "rendu/dossier.docx")
        .write("images/schema.png", "PNG")
        .write("annexes/plan.zip", "PK")
        .write("scripts/a.py", "");
    assert_eq!(unread(&place, &[".", "-c", "ais"]), []);
    place.copy("dossiers/titre/dossier.docx", "dossier.docx").write("sauvegardes/v1.zip", "PK");
    assert_eq!(unread(&place, &[".", "-c", "ais"]), []);
}

#[test]
fn two_versions_of_a_dossier_are_told_in_every_format_and_neither_is_judged() {
    let place = place();
    place
        .copy("dossiers/titre/dossier.docx", "bob/dossier-v1.docx")
        .copy("dossiers/titre/dossier.md", "bob/dossier-v2-final.md")
        .copy("dossiers/titre/dossier-typst.pdf", "alice/dossier.pdf")
        .write("alice/dossier-professionnel.pdf", "")
        .write("conforme.toml", &PATTERNS.replace("/dossier.*", "/dossier*"));
    assert_eq!(unread(&place, &[]), [("bob".to_owned(), "several-dossiers".to_owned())]);
    for format in FORMATS {
        let shown = place.run(&["check", "bob", "-f", format]);
        assert_eq!(shown.code, 1, "{format}");
        assert!(shown.out.contains("dossier-v2-final.md"), "{format}: {}", shown.out);
    }
    let received = place.run(&["receive", ".", "-o", "recus"]);
    assert!(
        received.out.contains("bob : à vérifier : Plusieurs fichiers peuvent être le dossier de projet"),
        "{}",
        received.out
    );
}

#[test]
fn a_file_that_two_candidates_are_said_to_have_is_told_by_receive_as_by_check() {
    let place = place();
    let one = |name: &str| {
        format!("[[candidate]]\nname = \"{name}\"\ndocuments = {{ dossier = \"alice/dossier.docx\" }}\n")
    };
    place.write("conforme.toml", &format!("certification = \"ais\"\n{}{}", one("alice"), one("bob")));
    for args in [&["check"][..], &["receive", ".", "-o", "recus"]] {
        let ran = place.run(args);
        let said = [ran.out, ran.err].concat();
        assert!(ran.code == 1 && said.contains("D'après conforme.toml"), "{args:?}: {said}");
    }
}

#[test]
fn patterns_that_look_one_folder_too_high_say_what_to_write() {
    let place = Place::new();
    place.copy("dossiers/titre/dossier.docx", "cohorte/alice/dossier.docx").write("conforme.toml", PATTERNS);
    let ran = place.run(&["check", "cohorte", "-f", "concise"]);
    assert!(ran.code > 0 && ran.out.contains("dossier = \"cohorte/{candidat}/dossier.*\""), "{}", ran.out);
    // What init writes is so.
    std::fs::remove_file(place.path("conforme.toml")).unwrap();
    assert_eq!(place.run(&["init"]).code, 0);
    let written = std::fs::read_to_string(place.path("conforme.toml")).unwrap();
    place.write(
        "conforme.toml",
        &written.replace("# [documents]", "[documents]").replace("# dossier = ", "dossier = "),
    );
    assert_eq!(unread(&place, &["cohorte", "-c", "ais"]), []);
}

#[test]
fn a_receipt_is_never_held_against_a_file_of_another_candidate() {
    let place = place();
    place.copy("dossiers/titre/dossier.md", "aaron/dossier.docx");
    assert!(place.run(&["receive", "alice", "-c", "ais", "-o", "recus"]).code < 2);
    let verify = || place.run(&["verify", "recus/alice.json", "--in", "."]);
    assert!(verify().out.contains("identique"), "{}", verify().out);
    // Moved to another folder, it is found by what it holds; changed in its own, it is told; gone, it is not another's.
    std::fs::create_dir(place.path("archives")).unwrap();
    std::fs::rename(place.path("alice"), place.path("archives/2026")).unwrap();
    assert!(verify().out.contains("identique"), "{}", verify().out);
    // Another file stands in its place: the receipt is of the one that is elsewhere.
    place.copy("dossiers/ccp1/dossier.docx", "alice/dossier.docx");
    let replaced = verify();
    assert!(replaced.code == 1 && !replaced.out.contains("identique"), "{}", replaced.out);
    let told = "le fichier nommé dossier.docx en est un autre ; celui qui a été reçu est là : ";
    assert!(replaced.out.contains(told), "{}", replaced.out);
    std::fs::remove_dir_all(place.path("alice")).unwrap();
    std::fs::rename(place.path("archives/2026"), place.path("alice")).unwrap();
    place.write("alice/dossier.docx", "autre chose");
    let changed = verify();
    assert!(changed.code == 1 && changed.out.contains("différent"), "{}", changed.out);
    std::fs::remove_file(place.path("alice/dossier.docx")).unwrap();
    let gone = verify();
    assert!(gone.code == 2 && gone.out.contains("aaron/dossier.docx"), "{}{}", gone.out, gone.err);
    assert!(gone.out.contains("pas été comparé"), "{}", gone.out);
}
