//! Nobody is passed over without a word: folders and files that no pattern finds, waivers and groups without patterns,
//! documents beside a dossier, conforme's own files among dossiers.

use super::{FORMATS, Place, json, paths};

const CONFIG: &str = "certification = \"ais\"\n[session]\ndate = 2999-12-02\n[documents]\ndossier = \"{candidat}/dossier.*\"\n";

fn place() -> Place {
    let place = Place::new();
    place
        .copy("dossiers/titre/dossier.docx", "dupont/dossier.docx")
        .copy("dossiers/titre/dossier.docx", "simon/DossierSIMON.docx")
        .write("conforme.toml", CONFIG);
    std::fs::create_dir(place.path("vide")).unwrap();
    place
}

#[test]
fn a_candidate_whom_no_pattern_finds_is_told_and_counted_in_every_format() {
    let place = place();
    let ran = place.run(&["check", "-f", "json"]);
    let report = json(&ran.out);
    assert_eq!((ran.code, &report["summary"]["illisible"]), (1, &serde_json::json!(2)), "{}", ran.out);
    let unread: Vec<(&str, &str)> = report["dossiers"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| Some((one["path"].as_str()?, one["unreadable"]["kind"].as_str()?)))
        .collect();
    assert_eq!(unread, [("simon", "no-dossier"), ("vide", "no-dossier")]);
    for format in FORMATS {
        let shown = place.run(&["check", "simon", "-f", format]);
        assert_eq!(shown.code, 1, "{format}");
        assert!(shown.out.contains("DossierSIMON.docx"), "{format}: {}", shown.out);
    }
    let ran = place.run(&["check", "vide", "-f", "junit"]);
    assert!(ran.code == 1 && ran.out.contains("errors=\"1\""), "{}", ran.out);
    assert!(ran.out.contains("Mettez-y le dossier du candidat"), "{}", ran.out);
    assert_eq!(place.run(&["count", "simon"]).code, 1);
    // Named outright, the file is checked; and what is nobody's can be said to be.
    assert_eq!(place.run(&["check", "simon/DossierSIMON.docx"]).code, 0);
    place.write("conforme.toml", &format!("ignore = [\"simon\", \"vide\"]\n{CONFIG}"));
    let ran = place.run(&["check", "-f", "json"]);
    assert_eq!((ran.code, &json(&ran.out)["summary"]["illisible"]), (0, &serde_json::json!(0)));
    assert_eq!(place.run(&["check", "simon"]).code, 2, "nothing is left to check");
}

#[test]
fn a_document_beside_those_of_a_flat_pattern_is_told_but_for_what_belongs_to_them() {
    let place = Place::new();
    place
        .copy("dossiers/titre/dossier.docx", "dupont.docx")
        .copy("dossiers/titre/dossier-typst.pdf", "dupont.pdf")
        .copy("dossiers/titre/dossier.md", "martin.md")
        .copy("dossiers/titre/resume.md", "dupont-resume.md")
        .write("README.md", "# Cohorte\n")
        .write("conforme.toml", "certification = \"ais\"\n[documents]\ndossier = \"{candidat}.docx\"\n");
    let report = json(&place.run(&["check", "-f", "json"]).out);
    assert_eq!(paths(&report), ["dupont.docx", "martin.md"]);
    assert_eq!(report["dossiers"][1]["unreadable"]["kind"], "no-dossier");
}

#[test]
fn what_programs_write_is_no_candidate() {
    let place = place();
    place
        .write("recus/dupont.json", "{}")
        .write("recus/dupont.html", "<p>")
        .write("outils/tout.sh", "ls")
        .write("outils/README.md", "# Outils\n");
    let report = json(&place.run(&["check", "-f", "json"]).out);
    assert_eq!(report["summary"]["illisible"], 2, "only simon and vide");
}

#[test]
fn waivers_and_groups_hold_without_patterns() {
    let place = Place::new();
    let waiver = |candidate: &str| {
        format!(
            "[[waiver]]\nrule = \"longueur\"\ncandidate = \"{candidate}\"\nreason = \"tiers temps\"\ngranted-by = \"Mme Roux\"\n"
        )
    };
    place
        .copy("dossiers/titre/dossier.md", "groupe-a/dupont/dossier.md")
        .copy("dossiers/titre/dossier.md", "groupe-a/durand-dossier.md")
        .write(
            "conforme.toml",
            &[
                "certification = \"ais\"\n[[group]]\nname = \"CCP\"\ncertification = \"ccp1\"\ncandidates = [\"durand\", \"durant\"]\n",
                &waiver("dupont"),
                &waiver("dupond"),
            ]
            .concat(),
        );
    let ran = place.run(&["check", ".", "-f", "json"]);
    let report = json(&ran.out);
    let of = |dossier: usize, id: &str| {
        let all = report["dossiers"][dossier]["requirements"].as_array().unwrap();
        all.iter().find(|one| one["id"] == id).unwrap()["waiver"].clone()
    };
    assert_eq!(of(0, "longueur")["granted_by"], "Mme Roux");
    assert_eq!(report["dossiers"][1]["certification"], "ais-2018/ccp1");
    let told = report["notices"].to_string();
    assert!(told.contains("aucun dossier de dupond"), "{told}");
    assert!(ran.err.contains("aucun dossier pour « durant »"), "{}", ran.err);
    assert_eq!(ran.code, 1, "somebody who is named is not there");
    // One folder of several tells nothing of the others.
    let ran = place.run(&["check", "groupe-a/dupont", "-f", "json"]);
    assert!(!ran.out.contains("dupond") && !ran.err.contains("durant"), "{}", ran.err);
}

#[test]
fn what_lies_beside_a_dossier_that_a_pattern_found_is_read_unless_its_place_was_told() {
    let place = place();
    place.copy("dossiers/titre/resume.md", "dupont/resume.md");
    let roles = |place: &Place| -> Vec<String> {
        let report = json(&place.run(&["check", "dupont", "-f", "json"]).out);
        let documents = report["dossiers"][0]["documents"].as_array().unwrap().clone();
        documents.iter().map(|one| one["role"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(roles(&place), ["dossier", "resume"]);
    place.write("conforme.toml", &format!("{CONFIG}resume = \"{{candidat}}/remis/resume.*\"\n"));
    assert_eq!(roles(&place), ["dossier"]);
}

#[test]
fn a_waiver_of_what_is_not_judged_this_time_is_not_told_to_be_misspelt() {
    let place = place();
    place.write(
        "conforme.toml",
        &format!(
            "{CONFIG}[[waiver]]\nrule = \"echeance-resume\"\ncandidate = \"dupont\"\nreason = \"r\"\ngranted-by = \"R\"\n"
        ),
    );
    let told = json(&place.run(&["check", "dupont", "-f", "json"]).out)["notices"].to_string();
    assert!(told.contains("sans objet cette fois") && !told.contains("Vérifiez l'identifiant"), "{told}");
}

#[test]
fn conforme_takes_none_of_its_own_files_for_a_dossier() {
    let place = Place::new();
    place
        .copy("dossiers/titre/dossier.md", "dupont/dossier.md")
        .copy("dossiers/titre/resume.md", "dupont/resume.md")
        .write("conforme.toml", "certification = \"ais\"\n");
    place.run(&["check", ".", "-f", "markdown=rapport.md"]);
    place.run(&["summaries", ".", "-o", "liste.md"]);
    assert!(place.read("rapport.md").starts_with("# ") && place.read("liste.md").starts_with("# "));
    let report = json(&place.run(&["check", ".", "-f", "json"]).out);
    assert_eq!(report["dossiers"].as_array().unwrap().len(), 1, "{report}");
    let ran = place.run(&["receive", ".", "-o", "recus"]);
    assert!(ran.out.contains("1 reçu "), "{}", ran.out);
    // A shell gives what lies there.
    let ran = place.run(&["check", "conforme.toml", "dupont", "rapport.md", "-f", "json"]);
    assert_eq!(json(&ran.out)["dossiers"].as_array().unwrap().len(), 1);
    assert!(ran.code != 2 && ran.err.contains("conforme.toml : un fichier de conforme"), "{}", ran.err);
    assert_eq!(place.run(&["check", "conforme.toml"]).code, 2);
}

#[test]
fn a_document_for_another_certification_is_told_in_every_format() {
    let place = Place::new();
    place.copy("dossiers/titre/dossier.docx", "dossier.docx");
    for format in
        ["human", "concise", "github", "gitlab", "csv", "junit", "markdown", "html", "sarif", "json"]
    {
        let shown = place.run(&["check", "-c", "cda", "dossier.docx", "-f", format]).out;
        let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("vise une autre certification"), "{format}: {shown}");
    }
}

#[test]
fn a_day_of_deposit_that_nobody_told_is_said() {
    let place = Place::new();
    for name in ["a", "b", "c", "d"] {
        place.copy("dossiers/titre/dossier.md", &format!("{name}/dossier.md"));
    }
    let late = ["check", "-c", "ais", "--session", "2020-12-07", "."];
    let shown = place.run(&[&late[..], &["-f", "concise"]].concat());
    assert!(shown.out.contains("rien ne dit quel jour le dépôt a eu lieu"), "{}", shown.out);
    let told = place.run(&[&late[..], &["-f", "json", "--depot", "2020-12-06"]].concat());
    assert!(told.out.contains("Trop tard : dépôt du"), "{}", told.out);
    // Nobody handed in the résumé, which was due: that is told as well. And a date is not detected.
    let shown = place.run(&[&late[..], &["-f", "markdown"]].concat()).out;
    assert!(shown.contains("la date est passée"), "{shown}");
    assert!(!shown.contains("vérifiez la règle"), "{shown}");
}

#[test]
fn a_document_beside_the_folders_of_candidates_is_told() {
    let place = Place::new();
    place
        .copy("dossiers/titre/dossier.docx", "dupont/dossier.docx")
        .copy("dossiers/titre/dossier.docx", "dossier-martin.docx")
        .copy("dossiers/titre/dossier.docx", "dossier-modele.docx")
        .copy("dossiers/titre/dossier-typst.pdf", "planning.pdf")
        .write("README.md", "# Cohorte\n")
        .write("conforme.toml", CONFIG);
    let ran = place.run(&["check", "-f", "json"]);
    let report = json(&ran.out);
    let all = report["dossiers"].as_array().unwrap();
    let stray = all.iter().find(|one| one["path"] == "dossier-martin.docx").unwrap();
    assert_eq!((all.len(), stray["unreadable"]["kind"].as_str()), (2, Some("no-dossier")), "{}", ran.out);
    assert!(ran.err.contains("dossier-modele.docx, planning.pdf"), "{}", ran.err);
    assert!(!ran.err.contains("README"), "{}", ran.err);
    let hidden = place.run(&["check", "--pseudonyms", "--salt", "s", "-f", "json"]).err;
    assert!(hidden.contains("2 documents à côté") && !hidden.contains("planning"), "{hidden}");
    place.write("conforme.toml", &format!("ignore = [\"dossier-*.docx\", \"planning.pdf\"]\n{CONFIG}"));
    let ran = place.run(&["check", "-f", "json"]);
    assert!(ran.code == 0 && !ran.err.contains("planning"), "{}", ran.err);
}

#[test]
fn a_resume_among_dossiers_is_called_what_it_is() {
    let place = Place::new();
    place
        .copy("dossiers/titre/dossier.docx", "c/dupont-dossier.docx")
        .copy("dossiers/titre/dossier.md", "c/martin-dossier.md")
        .write("c/resume.md", "Nous avons refait le réseau de l'agence, puis formé les équipes du site.\n");
    let report = json(&place.run(&["check", "c", "-f", "json"]).out);
    let all = report["dossiers"].as_array().unwrap();
    let one = all.iter().find(|one| one["path"].as_str().unwrap().ends_with("resume.md")).unwrap();
    assert_eq!(one["unreadable"]["kind"], "no-candidate", "{one}");
    let shown = place.run(&["check", "c", "-c", "ais"]).out;
    assert!(shown.replace('\n', " ").contains("rien ne dit de quel candidat"), "{shown}");
    let ran = place.run(&["receive", "c", "-c", "ais", "-o", "recus"]);
    assert!(ran.out.contains("resume : à vérifier : C'est un résumé"), "{}", ran.out);
    // A folder, or the name, tells whose it is.
    let place = Place::new();
    place
        .copy("dossiers/titre/dossier.docx", "c/dupont-dossier.docx")
        .copy("dossiers/titre/dossier.md", "c/martin-dossier.md")
        .copy("dossiers/titre/resume.md", "c/martin-resume.md");
    let ran = place.run(&["check", "c", "-c", "ais"]);
    assert!(!ran.out.contains("de quel candidat"), "{}", ran.out);
}
