//! No file is lost: neither one that is read nor one of two outputs; no dossier is missing from a report; what an
//! earlier run found is told gone only where it is.

use super::{Place, cohort, json};

#[test]
fn no_output_takes_the_place_of_a_file_that_is_read() {
    let place = Place::new();
    place
        .copy("dossiers/titre/dossier.docx", "dossier.docx")
        .copy("dossiers/titre/dossier-libreoffice.pdf", "dossier.pdf")
        .copy("dossiers/titre/resume.md", "resume.md")
        .copy("dossiers/titre/resume.md", "c/resume.md")
        .write("centre.toml", "overlay = true\n")
        .write("conforme.toml", "certification = \"ais\"\n");
    assert_eq!(
        place.run(&["check", "dossier.docx", "--no-config", "-c", "ais", "-f", "json=avant.json"]).code,
        0
    );
    let before = |name: &str| std::fs::read(place.path(name)).unwrap();
    let cases: [(&str, &[&str]); 11] = [
        ("dossier.docx", &["check", "dossier.docx", "-f", "html=dossier.docx"]),
        ("dossier.docx", &["check", "dossier.docx", "-f", "html=c/../dossier.docx"]),
        ("dossier.pdf", &["check", "dossier.docx", "-f", "html=dossier.pdf"]),
        ("resume.md", &["check", "dossier.docx", "--resume", "resume.md", "-f", "csv=resume.md"]),
        ("conforme.toml", &["check", "dossier.docx", "-f", "json=conforme.toml"]),
        ("avant.json", &["check", "dossier.docx", "--baseline", "avant.json", "-f", "html=avant.json"]),
        (
            "avant.json",
            &["check", "dossier.docx", "--shard", "1/2", "--baseline", "avant.json", "-f", "json=avant.json"],
        ),
        ("dossier.docx", &["count", "dossier.docx", "-f", "json=dossier.docx"]),
        ("avant.json", &["merge", "avant.json", "-o", "avant.json"]),
        ("c/resume.md", &["summaries", "c", "-o", "c/resume.md"]),
        ("dossier.docx", &["report-problem", "dossier.docx", "-o", "dossier.docx"]),
    ];
    for (name, args) in cases {
        let kept = before(name);
        let ran = place.run(args);
        assert_eq!(ran.code, 2, "{args:?}: {}{}", ran.out, ran.err);
        let told = ran.err.contains("est un des fichiers lus : choisissez un autre fichier")
            || ran.err.contains("existe déjà et n'a pas été touché");
        assert!(told, "{args:?}: {}", ran.err);
        assert_eq!(before(name), kept, "{args:?}");
    }
}

#[test]
fn a_report_is_held_against_the_one_whose_place_it_takes() {
    let place = cohort();
    let args = ["check", "-c", "ais", "martin", "--baseline", "etat.json", "-f", "json=c/../etat.json"];
    std::fs::create_dir(place.path("c")).unwrap();
    let first = place.run(&args);
    assert_eq!(first.code, 1, "{}", first.err);
    assert!(first.err.contains("etat.json n'existe pas encore : premier rapport"), "{}", first.err);
    assert_eq!(json(&place.read("etat.json"))["changes"], serde_json::Value::Null);
    place.write("martin/dossier.md", "# Cahier des charges\n\nPeu de chose.\n");
    let second = place.run(&args);
    assert_eq!(second.code, 1, "{}", second.err);
    let changes = json(&place.read("etat.json"))["changes"].clone();
    assert!(!changes["unchanged"].as_array().unwrap().is_empty(), "{changes}");
    // What takes the place of the earlier report is the one that the next is held against.
    let third = place.run(&args);
    let changes = json(&place.read("etat.json"))["changes"].clone();
    assert_eq!((third.code, &changes["new"], &changes["fixed"]), (1, &json("[]"), &json("[]")), "{changes}");
    let files: Vec<_> =
        std::fs::read_dir(place.folder.path()).unwrap().map(|one| one.unwrap().file_name()).collect();
    assert!(files.iter().all(|name| !name.to_string_lossy().contains(".tmp")), "{files:?}");
    // What is no report is not replaced, and another format is none.
    let kept = place.write("etat.json", "{}").read("etat.json");
    assert_eq!((place.run(&args).code, place.read("etat.json")), (2, kept));
}

#[test]
fn one_file_holds_one_format_however_its_path_is_told() {
    let place = cohort();
    std::fs::create_dir(place.path("sortie")).unwrap();
    for other in ["json=./rapport", "json=sortie/../rapport"] {
        let ran = place.run(&["check", "-c", "ais", "dupont", "-f", "html=rapport", "-f", other]);
        assert_eq!(ran.code, 2, "{other}: {}", ran.err);
        let path = other.trim_start_matches("json=");
        assert!(
            ran.err.contains(&format!("{path} : deux formats pour un seul fichier")),
            "{other}: {}",
            ran.err
        );
    }
    let ran = place.run(&["check", "-c", "ais", "dupont", "-f", "html=rapport", "-f", "json=sortie/rapport"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("rapport html écrit : rapport\n"), "{}", ran.err);
    let empty = place.run(&["check", "-c", "ais", "dupont", "-f", "json="]);
    assert!(empty.code == 2 && empty.err.contains("il manque le fichier"), "{}", empty.err);
}

#[test]
fn a_dossier_whose_certification_nobody_tells_stands_in_every_report() {
    let place = Place::new();
    place
        .copy("dossiers/titre/dossier.docx", "b/dossier.docx")
        .write("a/dossier.md", "# Salut\n\nRien de particulier.\n");
    let ran = place.run(&["check", ".", "-f", "json"]);
    let report = json(&ran.out);
    assert_eq!((ran.code, &report["summary"]["illisible"]), (2, &1.into()), "{}", ran.out);
    let one = &report["dossiers"][0];
    assert_eq!(
        (&one["path"], &one["unreadable"]["kind"]),
        (&"./a/dossier.md".into(), &"no-certification".into())
    );
    for format in ["human", "concise", "junit", "markdown", "html", "csv", "github", "gitlab", "sarif"] {
        let shown = place.run(&["check", ".", "-f", format]);
        assert!(shown.out.contains("quelle certification est visée"), "{format}: {}", shown.out);
    }
    // Shares that were joined tell it as well.
    for part in ["1/2", "2/2"] {
        let file = format!("json={}.json", part.replace('/', "-"));
        place.run(&["check", ".", "--shard", part, "-f", &file]);
    }
    let merged = json(&place.run(&["merge", "1-2.json", "2-2.json"]).out);
    assert_eq!(merged["dossiers"].as_array().unwrap().len(), 2);
    // Alone and for a person, what can be chosen is told.
    let alone = place.run(&["check", "a"]);
    assert!(alone.code == 2 && alone.out.is_empty() && alone.err.contains("conforme list"), "{}", alone.err);
}

#[test]
fn a_point_is_put_right_only_where_what_it_asks_is_met() {
    let place = Place::new();
    place.write("d/dossier.md", "# Cahier des charges\n\nPeu de chose.\n\n# Réalisation\n\nEncore moins.\n");
    let first = [
        "check",
        "d",
        "-c",
        "ais",
        "--session",
        "2026-11-27",
        "--depot",
        "2026-11-27",
        "-f",
        "json=avant.json",
    ];
    assert_eq!(place.run(&first).code, 1);
    let since = |args: &[&str]| {
        let ran = place.run(&[&["check", "d", "--baseline", "avant.json", "-f", "json"], args].concat());
        let changes = json(&ran.out)["changes"].clone();
        let human = place.run(&[&["check", "d", "--baseline", "avant.json"], args].concat()).out;
        let ids = |list: &str| -> Vec<String> {
            changes[list]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["requirement"].as_str().unwrap().to_owned())
                .collect()
        };
        (["fixed", "dropped", "waived"].map(ids), human)
    };
    // No date of the session this time: nothing is known of the deadline.
    let ([fixed, dropped, _], human) = since(&["-c", "ais"]);
    assert!(fixed.is_empty(), "{fixed:?}");
    assert_eq!(dropped, ["echeance-dossier", "echeance-resume"]);
    assert!(
        human.contains("Plus demandé : d/dossier.md, ") && human.contains("[echeance-dossier]"),
        "{human}"
    );
    assert!(!human.contains("Plus demandé : d/dossier.md, echeance-dossier"), "the title is told: {human}");
    // Another certification asks other things.
    let ([fixed, dropped, _], _) = since(&["-c", "cda"]);
    assert!(
        !fixed.contains(&"scripts".to_owned()) && dropped.contains(&"scripts".to_owned()),
        "{fixed:?} {dropped:?}"
    );
    place.write(
        "conforme.toml",
        "certification = \"ais\"\n[[waiver]]\nrule = \"abstract\"\ncandidate = \"d/dossier.md\"\nreason = \"Accord\"\ngranted-by = \"Le jury\"\n",
    );
    let ([fixed, _, waived], human) = since(&[]);
    assert!(fixed.is_empty() && waived == ["abstract"], "{fixed:?} {waived:?}");
    assert!(human.contains("Couvert par une dérogation : d/dossier.md, "), "{human}");
}

#[test]
fn a_waiver_holds_from_the_day_on_which_it_is_granted() {
    let place = Place::new();
    place.write("d/dossier.md", "# Cahier des charges\n\nPeu de chose.\n\n# Réalisation\n\nEncore moins.\n");
    let run = |granted: &str, args: &[&str]| {
        let config = format!(
            "certification = \"ais\"\n[[waiver]]\nrule = \"abstract\"\ncandidate = \"d/dossier.md\"\nreason = \"Accord\"\n\
             granted-by = \"Le jury\"\ngranted-on = {granted}\n"
        );
        place.write("conforme.toml", &config);
        let report = json(&place.run(&[&["check", "d", "-f", "json"], args].concat()).out);
        let all = report["dossiers"][0]["requirements"].as_array().unwrap();
        let waived = all.iter().any(|one| one["id"] == "abstract" && !one["waiver"].is_null());
        (waived, report["notices"].to_string())
    };
    let (waived, notices) = run("2998-01-01", &[]);
    assert!(!waived && notices.contains("pas encore en vigueur"), "{notices}");
    assert!(run("2020-01-01", &[]).0);
    // One granted after the deposit is for that deposit.
    assert!(run("2020-01-02", &["--depot", "2020-01-01"]).0);
    assert!(place.run(&["config"]).out.contains("dérogation : abstract"));
}

#[test]
fn a_contestation_is_called_after_nobody_and_replaces_nothing() {
    let place = Place::new();
    place.write("martin-lea.md", "# Cahier des charges\n\nPeu de chose.\n\n# Réalisation\n\nEncore moins.\n");
    let contest = || place.run(&["report-problem", "-c", "ais", "martin-lea.md"]);
    let first = contest();
    assert_eq!(first.code, 0, "{}", first.err);
    let written: Vec<String> = std::fs::read_dir(place.folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("contestation-"))
        .collect();
    assert_eq!(written.len(), 1, "{written:?}");
    assert!(!written[0].contains("martin") && !place.read(&written[0]).contains("martin"), "{written:?}");
    let again = contest();
    assert!(again.code == 2 && again.err.contains("existe déjà et n'a pas été touché"), "{}", again.err);
}
