//! `conforme.toml`: found, checked, shown; what it says of candidates, weights and waivers.

use super::{Place, cohort, json};

const CONFIG: &str = r#"
certification = "ais-2018/titre"
fail-on = "never"
formats = ["json"]

[session]
date = 2026-12-07
zone = "67"
closed = [{ date = 2026-11-20, reason = "pont" }]

[documents]
dossier = "{candidat}/dossier.*"
resume = "{candidat}/resume.*"
"#;

#[test]
fn the_nearest_file_is_in_force_and_shown_with_where_each_value_comes_from() {
    let mut place = cohort();
    place.write("conforme.toml", CONFIG);
    let shown = place.run(&["config"]).out;
    let line = |shown: &str, key: &str| shown.lines().find(|line| line.starts_with(key)).unwrap().to_owned();
    assert!(line(&shown, "session.zone").ends_with("(conforme.toml, ligne 8)"), "{shown}");
    assert!(line(&shown, "session.zone").contains("alsace-moselle"), "{shown}");
    assert!(line(&shown, "jobs").ends_with("(par défaut)"), "{shown}");
    assert!(shown.contains("3 candidats avec un dossier"), "{shown}");
    place.variables.push(("CONFORME_FAIL_ON", "warning".to_owned()));
    let shown = place.run(&["config", "martin", "--session", "2026-12-14"]).out;
    assert!(
        line(&shown, "fail-on").ends_with("warning  (variable CONFORME_FAIL_ON)")
            || line(&shown, "fail-on").contains("CONFORME_FAIL_ON"),
        "{shown}"
    );
    assert!(line(&shown, "session.date").ends_with("(ligne de commande)"), "{shown}");
    let shown = place.run(&["config", "--no-config"]).out;
    assert!(shown.contains("aucun conforme.toml"), "{shown}");
}

#[test]
fn limits_come_from_the_flag_then_the_environment_then_the_file() {
    let mut place = cohort();
    place.write("conforme.toml", "isolation = \"process\"\n[limits]\npages = 4\nfile-bytes = \"10 ko\"\n");
    let shown = place.run(&["config"]).out;
    assert!(shown.contains("file_bytes=10000, pages=4"), "{shown}");
    assert!(
        shown.lines().any(|line| line.starts_with("isolation  ") && line.ends_with("ligne 1)")),
        "{shown}"
    );
    let refused = |place: &Place, more: &[&str]| {
        let ran = place.run(&[&["check", "-c", "ais", "--no-cache", "dupont/dossier.docx"], more].concat());
        ran.out.contains("file_bytes")
    };
    assert!(refused(&place, &[]));
    place.variables.push(("CONFORME_LIMIT", "file_bytes=10Mo,pages=900".to_owned()));
    assert!(!refused(&place, &[]));
    assert!(refused(&place, &["--limit", "file_bytes=10"]));
}

#[test]
fn a_slip_is_told_with_its_place_and_what_was_meant() {
    let place = cohort();
    let told = |text: &str| {
        let ran = place.write("conforme.toml", text).run(&["check"]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{text}");
        ran.err
    };
    let err = told("certificaton = \"ais\"\n");
    assert!(err.contains("clé inconnue `certificaton`") && err.contains("`certification`"), "{err}");
    assert!(told("[session]\ndate = \"7 décembre\"\n").contains("AAAA-MM-JJ"));
    assert!(told("[session]\nzone = \"metropol\"\n").contains("`metropole`"));
    assert!(told("fail-on = \"erreur\"\n").contains("ici"));
    assert!(told("formats = [\"jsno\"]\n").contains("`json`"));
    assert!(told("[severities]\nabstract = \"warn\"\n").contains("`warning`"));
    assert!(told("isolation = \"oui\"\n").contains("ici"));
    assert!(told("[limits]\npage = 3\n").contains("« pages »"));
    assert!(told("[limits]\nseconds = \"1 mois\"\n").contains("2min"));
    assert!(told("[documents]\ndossier = \"{eleve}/x\"\n").contains("{candidat}"));
    assert!(told("[documents]\npresentaton = \"{candidat}/x\"\n").contains("`presentation`"));
    assert!(
        told("[[waiver]]\nrule = \"x\"\ncandidate = \"y\"\nreason = \" \"\ngranted-by = \"z\"\n")
            .contains("vide")
    );
    assert!(told("[[candidate]]\nname = \"a\"\n[[candidate]]\nname = \"a\"\n").contains("deux fois"));
}

#[test]
fn candidates_are_found_with_their_documents_and_each_by_its_certification() {
    let place = cohort();
    place
        .write(
            "conforme.toml",
            &format!(
                "{CONFIG}\n[[group]]\nname = \"CCP\"\ncertification = \"ccp1\"\ncandidates = [\"mar*\"]\n"
            ),
        )
        .write(
            "dupont/resume.md",
            "# Résumé\n\nLe projet a consisté à remplacer le pare-feu de l'entreprise.\n",
        );
    let ran = place.run(&["check"]);
    let report = json(&ran.out);
    let told: Vec<(&str, &str)> = report["dossiers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["path"].as_str().unwrap(), one["certification"].as_str().unwrap()))
        .collect();
    let expected = [
        ("dupont/dossier.docx", "ais-2018/titre"),
        ("martin/dossier.md", "ais-2018/ccp1"),
        ("petit/dossier.docx", "ais-2018/titre"),
    ];
    assert_eq!(told, expected, "{}", ran.err);
    assert_eq!(report["certification"], serde_json::Value::Null);
    assert_eq!(report["certifications"].as_array().unwrap().len(), 2);
    // The résumé was taken for what it is, and its own deadline is judged.
    let ids = report["dossiers"][0]["requirements"].as_array().unwrap();
    assert!(ids.iter().any(|one| one["id"] == "echeance-resume"));
    // The folder says the same as no path at all.
    assert_eq!(json(&place.run(&["check", "."]).out)["summary"], report["summary"]);
}

#[test]
fn any_document_of_the_session_has_its_pattern() {
    let place = cohort();
    place
        .write("conforme.toml", &format!("{CONFIG}presentation = \"{{candidat}}/diapos.*\"\n"))
        .write("dupont/diapos.md", "# L'entreprise\n\nUn atelier.\n\n# Conclusion\n\nLe projet est fini.\n");
    let report = json(&place.run(&["check"]).out);
    let documents: Vec<(&str, &str)> = report["dossiers"][0]["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["role"].as_str().unwrap(), one["recognised_by"].as_str().unwrap()))
        .collect();
    assert!(documents.contains(&("presentation", "said")), "{documents:?}");
    assert!(place.run(&["config"]).out.contains("presentation = {candidat}/diapos.*"));
}

#[test]
fn what_patterns_leave_unclear_is_told() {
    let place = cohort();
    place.write("conforme.toml", "[documents]\ndossier = \"{candidat}/dosier.*\"\n");
    let ran = place.run(&["check"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("ne désigne aucun fichier"), "{}", ran.err);
    place.write(
        "conforme.toml",
        "certification = \"ais\"\n[documents]\ndossier = \"{candidat}/dossier.*\"\n[[candidate]]\nname = \"jumeau\"\ndocuments = { dossier = \"dupont/dossier.docx\" }\n[[candidate]]\nname = \"absente\"\n",
    );
    let ran = place.run(&["check"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("est aussi à jumeau"), "{}", ran.out);
    assert!(ran.err.contains("aucun dossier pour « absente »"), "{}", ran.err);
    assert!(ran.out.contains("martin/dossier.md"), "the others are checked all the same");
}

#[test]
fn a_session_that_is_over_is_told() {
    let place = cohort();
    let ran = place.run(&["check", "-c", "ais", "--session", "2020-12-07", "dupont/dossier.docx"]);
    assert!(ran.err.contains("est passée") && ran.err.contains("--depot"), "{}", ran.err);
    let ran = place.run(&[
        "check",
        "-c",
        "ais",
        "--session",
        "2020-12-07",
        "--depot",
        "2020-11-02",
        "dupont/dossier.docx",
    ]);
    assert_eq!(ran.err, "");
}

#[test]
fn a_requirement_weighs_what_the_file_says() {
    let place = cohort();
    let count = |report: &serde_json::Value, severity: &str| {
        let all = report["dossiers"][0]["requirements"].as_array().unwrap().clone();
        all.iter().filter(|one| one["id"] == "abstract" && one["severity"] == severity).count()
    };
    let check = ["check", "-c", "ais", "-f", "json", "martin/dossier.md"];
    assert_eq!(count(&json(&place.run(&check).out), "error"), 1);
    place.write("conforme.toml", "[severities]\nabstract = \"info\"\nresultats = \"info\"\n");
    let report = json(&place.run(&check).out);
    assert_eq!(count(&report, "info"), 1);
    assert!(report["notices"][0]["message"].as_str().unwrap().contains("resultats"));
}

#[test]
fn init_writes_a_file_once() {
    let place = Place::new();
    assert_eq!(place.run(&["init"]).code, 0);
    let text = place.read("conforme.toml");
    assert!(text.contains("[[waiver]]"));
    place.write("conforme.toml", "# mine\n");
    let ran = place.run(&["init"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("existe déjà"));
    assert_eq!(place.read("conforme.toml"), "# mine\n");
}

/// The last column of a table, without its head.
fn last_column(table: &str) -> std::collections::BTreeSet<String> {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(table.as_bytes());
    assert_eq!(reader.headers().unwrap().iter().next_back(), Some("candidat"));
    reader.records().map(|row| row.unwrap().iter().next_back().unwrap().to_owned()).collect()
}

#[test]
fn a_table_tells_the_candidates_whom_the_configuration_knows() {
    let place = cohort();
    let table = |arguments: &[&str]| {
        let ran = place
            .run(&[&["check"], arguments, &["--exit-zero", "-f", "csv=t.csv", "-f", "json=r.json"]].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        last_column(&place.read("t.csv"))
    };
    assert_eq!(table(&["-c", "ais", "."]), [String::new()].into());
    place.write("conforme.toml", CONFIG);
    let known = table(&[]);
    assert!(known.contains("dupont") && known.contains("martin") && !known.contains(""), "{known:?}");
    assert_eq!(place.run(&["merge", "r.json", "-f", "csv=joint.csv"]).code, 1);
    assert_eq!(last_column(&place.read("joint.csv")), known);
    let hidden = table(&["--pseudonyms", "--salt", "s"]);
    assert_eq!(hidden.len(), known.len());
    assert!(hidden.iter().all(|name| name.starts_with("candidat-")), "{hidden:?}");
    assert!(!place.read("r.json").contains("dupont"));
}

#[test]
fn the_resume_has_a_day_of_its_own() {
    let place = cohort();
    place.copy("dossiers/titre/resume.md", "dupont/resume.md");
    let answers = |more: &[&str]| {
        let always = ["check", "-c", "ais", "dupont/dossier.docx", "--resume", "dupont/resume.md"];
        let session = ["--session", "2026-12-07", "--exit-zero", "-f", "json"];
        let report = json(&place.run(&[&always[..], &session, more].concat()).out);
        let all = report["dossiers"][0]["requirements"].as_array().unwrap().clone();
        let status = |id: &str| {
            let one = all.iter().find(|one| one["id"] == id);
            one.unwrap_or_else(|| panic!("{id}"))["status"].as_str().unwrap().to_owned()
        };
        [status("echeance-dossier"), status("echeance-resume")]
    };
    // The day of the dossier says nothing of the day on which the résumé came, only that it came no later.
    assert_eq!(answers(&["--depot", "2026-11-27"]), ["met", "not-judged"]);
    assert_eq!(answers(&["--depot", "2026-11-13"]), ["met", "met"]);
    assert_eq!(answers(&["--depot", "2026-11-27", "--resume-date", "2026-11-13"]), ["met", "met"]);
    assert_eq!(answers(&["--depot", "2026-11-13", "--resume-date", "2026-11-27"]), ["met", "not-met"]);
}

#[test]
fn what_is_typed_says_which_candidates_are_meant_and_how_paths_are_told() {
    let place = cohort();
    place.write("conforme.toml", CONFIG);
    let paths = |typed: &[&str]| {
        let ran = place.run(&[&["check", "--exit-zero", "-f", "json"], typed].concat());
        assert!(!ran.err.contains("aucun dossier n'y répond"), "{typed:?}: {}", ran.err);
        let report = json(&ran.out);
        let all = report["dossiers"].as_array().unwrap().iter();
        all.map(|one| one["path"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let all = ["dupont/dossier.docx", "martin/dossier.md", "petit/dossier.docx"];
    assert_eq!(paths(&[]), all);
    assert_eq!(paths(&["."]), all);
    assert_eq!(paths(&["*/dossier.*"]), all);
    assert_eq!(paths(&["martin"]), ["martin/dossier.md"]);
    assert_eq!(paths(&["martin/dossier.*"]), ["martin/dossier.md"]);
    assert_eq!(paths(&["dupont", "dupont/*.docx", "martin/dossier.*"]), [all[0], all[1]]);
    let none = place.run(&["check", "dupont/*.txt", "martin/*.md"]);
    assert!(none.err.contains("dupont/*.txt"), "{}", none.err);
}
