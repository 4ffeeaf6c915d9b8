//! Whose a file is where a configuration says too much, or says that it is nobody's.

use super::{FORMATS, Place, json};

const PATTERNS: &str =
    "[documents]\ndossier = \"c/{candidat}/dossier.*\"\nresume = \"c/{candidat}/resume.*\"\n";

/// Imbert is said to have the dossier that lies in Hamon's folder.
fn shared() -> Place {
    let place = Place::new();
    place
        .write(
            "conforme.toml",
            &format!("certification = \"ais\"\n{PATTERNS}[[candidate]]\nname = \"imbert\"\ndocuments = {{ dossier = \"c/hamon/dossier.pdf\" }}\n"),
        )
        .copy("dossiers/titre/dossier-libreoffice.pdf", "c/hamon/dossier.pdf")
        .copy("dossiers/titre/resume.md", "c/imbert/resume.md")
        .copy("dossiers/titre/dossier.docx", "c/keller/dossier.docx");
    place
}

#[test]
fn a_dossier_of_two_candidates_is_nobodys_in_every_output() {
    let place = shared();
    let ran = place.run(&["check", "-f", "json=r.json", "-f", "concise"]);
    assert!(ran.code == 1 && !ran.err.contains("hamon"), "{}{}", ran.out, ran.err);
    let report = json(&place.read("r.json"));
    let all = report["dossiers"].as_array().unwrap();
    let told: Vec<_> = all
        .iter()
        .map(|one| (one["candidate"].as_str().unwrap(), one["unreadable"]["kind"].as_str()))
        .collect();
    let why = Some("shared-dossier");
    assert_eq!(told, [("hamon", why), ("imbert", why), ("keller", None)], "{report}");
    for format in FORMATS {
        let shown = place.run(&["check", "-f", format]).out;
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        for other in ["est aussi à imbert", "est aussi à hamon"] {
            assert!(shown.contains(other), "{format}: {shown}");
        }
    }
    let merged = place.run(&["merge", "r.json", "-o", "m.json"]);
    assert_eq!(merged.code, 1, "{}", merged.err);
    assert_eq!(json(&place.read("m.json"))["dossiers"].as_array().unwrap().len(), 3);
    // Who is asked for alone is answered alone.
    let only = place.run(&["check", "c/keller", "-f", "json"]);
    assert_eq!(only.code, 0, "{}", only.out);

    let ran = place.run(&["receive", "c", "--date", "2026-05-25", "-o", "recus"]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    for (name, other, file) in
        [("hamon", "imbert", "hamon/dossier.pdf"), ("imbert", "hamon", "imbert/resume.md")]
    {
        assert!(ran.out.contains(&format!("{name} : à vérifier : D'après conforme.toml")), "{}", ran.out);
        let receipt = json(&place.read(&format!("recus/{name}.json")));
        assert_eq!(receipt["candidate"], name);
        let [own] = receipt["files"].as_array().unwrap().as_slice() else { panic!("{receipt}") };
        assert_eq!((&own["name"], &receipt["verdict"]), (&file.into(), &"a-verifier".into()));
        assert!(receipt["remarks"].to_string().contains(&format!("est aussi à {other}")), "{receipt}");
    }
    assert!(ran.out.contains("keller : reçu, rien à signaler"), "{}", ran.out);
    let listed = place.run(&["summaries", "c"]).out;
    for name in ["hamon", "imbert", "keller"] {
        assert_eq!(listed.matches(&format!(". {name}\n")).count(), 1, "{listed}");
    }
    assert!(listed.contains("est aussi à imbert"), "{listed}");
}

#[test]
fn pseudonyms_hide_who_else_is_said_to_have_a_file() {
    let place = shared();
    for args in [&["check", "-f", "human"][..], &["receive", "c", "-o", "recus"], &["summaries", "c"]] {
        let ran = place.run(&[args, &["--pseudonyms", "--salt", "s"]].concat());
        let said = format!("{}{}", ran.out, ran.err);
        assert!(said.contains("candidat-"), "{said}");
        for name in ["hamon", "imbert", "keller"] {
            assert!(!said.to_lowercase().contains(name), "{args:?}: {said}");
        }
    }
    for entry in std::fs::read_dir(place.path("recus")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap().to_lowercase();
        assert!(["hamon", "imbert", "keller"].iter().all(|name| !text.contains(name)), "{text}");
    }
}

#[test]
fn a_resume_of_two_candidates_is_judged_for_neither() {
    let place = Place::new();
    place
        .write(
            "conforme.toml",
            "certification = \"ais\"\n[documents]\ndossier = \"c/{candidat}/dossier.*\"\nresume = \"c/lea/resume.*\"\n",
        )
        .copy("dossiers/titre/dossier.docx", "c/lea/dossier.docx")
        .copy("dossiers/titre/resume.md", "c/lea/resume.md")
        .copy("dossiers/titre/dossier.odt", "c/zoe/dossier.odt");
    let ran = place.run(&["check", "-f", "json"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let report = json(&ran.out);
    assert_eq!(report["summary"]["a-verifier"], 2, "{report}");
    assert!(report["dossiers"][0]["notices"].to_string().contains("a plusieurs usages"), "{report}");
    let received = place.run(&["receive", "c", "--date", "2026-05-25", "-o", "recus"]);
    assert_eq!(received.out.matches("a plusieurs usages").count(), 2, "{}{}", received.out, received.err);
}

#[test]
fn what_is_nobodys_is_left_out_of_every_output() {
    for patterns in [PATTERNS, ""] {
        let place = Place::new();
        place
            .write(
                "conforme.toml",
                &format!(
                    "certification = \"ais\"\nignore = [\"c/modeles\", \"c/consignes.pdf\"]\n{patterns}"
                ),
            )
            .copy("dossiers/titre/dossier.docx", "c/modeles/dossier.docx")
            .copy("dossiers/titre/dossier-libreoffice.pdf", "c/dupont/dossier.pdf")
            .copy("dossiers/titre/dossier.odt", "c/martin/dossier.odt")
            .copy("dossiers/ccp1/presentation.pdf", "c/consignes.pdf")
            .write("c/modeles/trame.zip", "PK");
        let folder = place.path("c").to_string_lossy().into_owned();
        for root in ["c", "./c", folder.as_str()] {
            let checked = json(&place.run(&["check", root, "-f", "json"]).out);
            assert_eq!(checked["dossiers"].as_array().unwrap().len(), 2, "{root}: {checked}");
            let received = place.run(&["receive", root, "--date", "2026-05-25", "-o", "recus", "--replace"]);
            assert!(received.out.contains("2 reçus"), "{root}: {}{}", received.out, received.err);
            assert!(!received.err.contains("aucun reçu"), "{root}: {}", received.err);
            let listed = place.run(&["summaries", root]).out;
            assert_eq!(listed.matches("\n## ").count(), 2, "{root}: {listed}");
        }
        // A file that is named is checked.
        assert_eq!(place.run(&["check", "c/modeles/dossier.docx"]).code, 0);
    }
}

#[test]
fn patterns_of_documents_that_are_not_there_yet_are_no_fault() {
    let place = Place::new();
    place
        .write(
            "conforme.toml",
            &format!("certification = \"ais\"\n{PATTERNS}presentation = \"c/{{candidat}}/presentation.*\"\ndossier-professionnel = \"c/{{candidat}}/dp.*\"\n"),
        )
        .copy("dossiers/titre/dossier.docx", "c/dupont/dossier.docx")
        .copy("dossiers/titre/resume.md", "c/dupont/resume.md");
    let ran = place.run(&["check", "-f", "json"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert_eq!(ran.err.matches("pour information : aucun fichier").count(), 2, "{}", ran.err);
    assert_eq!(json(&ran.out)["summary"]["conforme"], 1, "{}", ran.out);
    // Nothing where dossiers lie is one.
    std::fs::rename(place.path("c"), place.path("d")).unwrap();
    assert_eq!(place.run(&["check"]).code, 2);
}
