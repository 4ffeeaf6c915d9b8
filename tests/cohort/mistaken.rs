//! What was mistaken is told: a variable or a requirement that there is not, a file that is empty or of another format.

use super::{FORMATS, Place, cohort, json};

/// The configuration of a waiver of `rule` for `candidate`.
fn waiver(rule: &str, candidate: &str) -> String {
    format!(
        "[[waiver]]\nrule = \"{rule}\"\ncandidate = \"{candidate}\"\nreason = \"r\"\ngranted-by = \"Le jury\"\n"
    )
}

#[test]
fn a_variable_that_nothing_reads_is_told_with_the_one_that_was_meant() {
    let mut place = cohort();
    let check = ["check", "-c", "ais", "dupont/dossier.docx"];
    place.variables = vec![
        ("CONFORME_SESION", "2099-05-26".to_owned()),
        ("CONFORME_LANG", "fr".to_owned()),
        ("CONFORME_IMAGE", "conforme:ci".to_owned()),
        ("CONFORME_SOURCES", "sha256:00".to_owned()),
        ("CONFORME_TRUC", "1".to_owned()),
    ];
    let ran = place.run(&check);
    assert_eq!(ran.code, 0);
    let told: Vec<&str> = ran.err.lines().collect();
    assert_eq!(
        told,
        [
            "conforme : variable d'environnement inconnue : CONFORME_SESION ; elle ne change rien. Vouliez-vous dire \
             « CONFORME_SESSION » ?",
            "conforme : variable d'environnement inconnue : CONFORME_TRUC ; elle ne change rien.",
        ]
    );
    // A shell that starts wants none of it.
    assert_eq!(place.run(&["completions", "bash"]).err, "");
    if cfg!(not(windows)) {
        place.variables = vec![("conforme_zone", "corse".to_owned())];
        assert!(place.run(&check).err.contains("« CONFORME_ZONE »"));
    }
}

#[test]
fn every_variable_of_the_templates_is_known() {
    let mut place = Place::new();
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = std::fs::read_dir(root.join(".ci/templates")).unwrap().map(|entry| entry.unwrap().path());
    let mut names = Vec::new();
    for text in files.chain([root.join("action.yml")]).map(|file| std::fs::read_to_string(file).unwrap()) {
        let found = text.split(|c: char| !c.is_ascii_uppercase() && c != '_');
        names.extend(found.filter(|word| word.starts_with("CONFORME_")).map(str::to_owned));
    }
    assert!(names.len() > 3, "{names:?}");
    for name in names.into_iter().filter(|name| name != "CONFORME_LANG") {
        place.variables = vec![(name.leak(), String::new())];
        assert!(!place.run(&["list"]).err.contains("inconnue"), "{:?}", place.variables);
    }
}

#[test]
fn a_waiver_or_a_weight_for_a_requirement_that_no_rules_have_stops_the_run() {
    let place = cohort();
    for (config, meant) in [
        (waiver("longeur", "dupont"), "« longueur »"),
        ("[severities]\nabstrat = \"info\"\n".to_owned(), "« abstract »"),
        (waiver("echeance-dosier", "dupont"), "« echeance-dossier »"),
    ] {
        place.write("conforme.toml", &config);
        for args in [
            &["check", "-c", "ais", "dupont/dossier.docx", "-f", "json=r.json"][..],
            &["receive", "-c", "ais", "dupont", "-o", "recus"],
        ] {
            let ran = place.run(args);
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{config}{}", ran.err);
            assert!(ran.err.contains("aucune exigence") && ran.err.contains(meant), "{}", ran.err);
            assert!(!place.path("r.json").exists() && !place.path("recus").exists());
        }
    }
    // Of another certification than this one it is merely idle here; so is one of a document that did not come.
    let rules =
        [waiver("resultats", "dupont/*"), "[severities]\nplan-ordre = \"info\"\n".to_owned()].concat();
    place.write("conforme.toml", &rules);
    let ran = place.run(&["check", "-c", "ais", "dupont/dossier.docx"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("aucune exigence « resultats »"), "{}", ran.out);
    assert!(!ran.out.contains("« plan-ordre »"), "{}", ran.out);
    // A rule file of one's own has its own.
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/rules/atelier.toml");
    place.write("conforme.toml", &waiver("nom-de-famille", "dupont/*"));
    let ran = place.run(&["check", "-c", root, "dupont/dossier.docx"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    let own =
        json(&place.run(&["check", "--no-config", "-c", root, "-f", "json", "dupont/dossier.docx"]).out);
    let id = own["dossiers"][0]["requirements"][0]["id"].as_str().unwrap();
    place.write("conforme.toml", &waiver(id, "dupont/*"));
    let ran = place.run(&["check", "-c", root, "dupont/dossier.docx"]);
    assert!(ran.code < 2, "{}", ran.err);
}

#[test]
fn a_waiver_by_path_holds_however_the_folder_is_told() {
    let place = cohort();
    place.write("conforme.toml", &waiver("abstract", "martin/*"));
    for args in [&["."][..], &["martin"], &["./martin/dossier.md"]] {
        let report = json(&place.run(&[&["check", "-c", "ais", "-f", "json"], args].concat()).out);
        let all = report["dossiers"].as_array().unwrap();
        let martin = all.iter().find(|one| one["path"].as_str().unwrap().contains("martin")).unwrap();
        let waived = martin["requirements"].as_array().unwrap();
        assert!(waived.iter().any(|one| !one["waiver"].is_null()), "{args:?}");
    }
}

#[test]
fn what_is_empty_or_cut_off_is_not_told_to_be_in_time() {
    let place = Place::new();
    place
        .write("dupont/dossier.docx", "")
        .copy("dossiers/titre/dossier.docx", "martin/dossier.docx")
        .write("martin/resume.docx", "")
        .copy("dossiers/titre/dossier.docx", "petit/dossier.docx")
        .copy("broken/truncated.docx", "petit/resume.docx")
        .copy("dossiers/titre/dossier.docx", "zola/dossier.docx")
        .write("zola/presentation.pptx", "");
    let args =
        ["receive", ".", "-c", "ais", "--session", "2099-05-26", "--date", "2099-05-04", "-o", "recus"];
    let ran = place.run(&args);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("0 sans remarque, 4 à vérifier"), "{}", ran.out);
    // Two empty files are no file of two candidates.
    let told = ran.err.lines().filter(|line| line.contains("même fichier est arrivé"));
    assert_eq!(told.filter(|line| line.contains("dupont")).count(), 0, "{}", ran.err);
    for (name, file, deadline, verdict) in [
        ("dupont", 0, "echeance-dossier", "illisible"),
        ("martin", 1, "echeance-resume", "a-verifier"),
        ("petit", 1, "echeance-resume", "a-verifier"),
    ] {
        let receipt = json(&place.read(&format!("recus/{name}.json")));
        assert_eq!(receipt["verdict"], verdict, "{name}");
        assert!(!receipt["files"][file]["unread"]["fr"].as_str().unwrap().is_empty(), "{name}");
        let due = receipt["deadlines"].as_array().unwrap();
        let due = due.iter().find(|due| due["id"] == deadline).unwrap();
        assert_eq!(due["in_time"], serde_json::Value::Null, "{name}");
        let page = place.read(&format!("recus/{name}.html")).replace(['\u{a0}', '\u{202f}'], " ");
        assert!(page.contains("à vérifier : reçu, mais le fichier ne peut pas être lu"), "{name}: {page}");
        assert!(page.contains("illisible : "), "{name}: {page}");
        let verified = place.run(&["verify", &format!("recus/{name}.json"), "--in", "."]);
        assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    }
    let slides = place.run(&["verify", "recus/zola.json", "--in", "."]);
    assert_eq!(slides.code, 0, "{}{}", slides.out, slides.err);
    assert!(
        ran.out.contains("martin : à vérifier : Remise du résumé en français ; martin/resume.docx illisible")
    );
    // check tells the same, first, and does not say that all is in order.
    let checked = json(&place.run(&["check", "petit", "-c", "ais", "-f", "json"]).out);
    assert_eq!(checked["dossiers"][0]["verdict"], "a-verifier");
    for format in FORMATS {
        let shown = place.run(&["check", "petit", "-c", "ais", "-f", format]).out;
        assert!(shown.contains("petit/resume.docx") && shown.contains("endommagé"), "{format}: {shown}");
    }
}

#[test]
fn a_presentation_of_another_format_is_told_once() {
    let place = cohort();
    place.copy("small/cda/dossier.docx", "slides.docx");
    let args = ["check", "-c", "ais", "dupont/dossier.docx", "--presentation", "slides.docx"];
    let shown = place.run(&args);
    assert_eq!(shown.code, 0, "{}", shown.err);
    let text = shown.out.replace('\n', " ");
    assert_eq!(text.matches("Ce fichier est un DOCX").count(), 1, "{}", shown.out);
    for (format, times) in [("concise", 1), ("gitlab", 1), ("csv", 1), ("markdown", 1)] {
        let out = place.run(&[&args[..], &["-f", format]].concat()).out;
        let out: String = match format {
            // What comes first stands in every row.
            "csv" => out.lines().filter(|line| line.contains("plan-entreprise")).collect(),
            _ => out,
        };
        assert_eq!(out.matches("Ce fichier est un DOCX").count(), times, "{format}: {out}");
    }
    let report = json(&place.run(&[&args[..], &["-f", "json"]].concat()).out);
    assert_eq!(report["dossiers"][0]["verdict"], "a-verifier");
    let all = report["dossiers"][0]["requirements"].as_array().unwrap();
    let slides: Vec<_> = all.iter().filter(|one| one["document"] == "presentation").collect();
    assert!(slides.len() > 3 && slides.iter().all(|one| one["status"] == "not-judged"), "{slides:?}");
}
