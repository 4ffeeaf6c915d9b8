//! A session of forty candidates, as its trainer checks it and its organiser receives it: every dossier in every format,
//! dossiers with one fault, one of them waived, files that cannot be read, and a candidate who is late.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::FORMATS;
use crate::support::variants::load_all;
use crate::xsd::Schema;
use crate::{Place, json};

/// Changes that every dossier comes with, and what must not be met with them.
const FAULTS: [(&str, &str); 2] = [("sans-abstract", "abstract"), ("sans-moyens", "moyens")];

const BROKEN: [&str; 8] = [
    "truncated.docx",
    "truncated.odt",
    "truncated.pdf",
    "password.docx",
    "password.pdf",
    "scan.pdf",
    "legacy.doc",
    "empty.md",
];

/// The candidate whose fault is waived, and the one whose session is nearer.
const WAIVED: &str = "titre-sans-abstract";
const LATE: &str = "ccp1-odt";

const FACES: [(&str, &str); 5] = [
    ("sarif", "rapport.sarif"),
    ("junit", "rapport.xml"),
    ("csv", "rapport.csv"),
    ("html", "rapport.html"),
    ("github", "annotations.txt"),
];

/// The folder, and how many candidates there are of each kind: whole dossiers, with one fault, unreadable.
fn session() -> (Place, [usize; 3]) {
    let place = Place::new();
    let mut config = String::from(
        "[session]\ndate = 2027-02-01\n\n[documents]\ndossier = \"{candidat}/dossier.*\"\nresume = \"{candidat}/resume.md\"\n",
    );
    config += &format!(
        "\n[[group]]\nname = \"avancés\"\ncertification = \"ais-2018/ccp1\"\ncandidates = [\"{LATE}\"]\nsession = {{ date = 2026-11-20 }}\n"
    );
    let mut made = [0; 3];
    for dossier in load_all() {
        let name = &dossier.dossier;
        config += &format!(
            "\n[[group]]\nname = \"{name}\"\ncertification = \"{}\"\ncandidates = [\"{name}-*\"]\n",
            dossier.certification
        );
        for file in FORMATS {
            let (stem, extension) = file.split_once('.').unwrap();
            let candidate = format!("{name}-{}", stem.strip_prefix("dossier-").unwrap_or(extension));
            place
                .copy(&format!("dossiers/{name}/{file}"), &format!("{candidate}/dossier.{extension}"))
                .copy(&format!("dossiers/{name}/resume.md"), &format!("{candidate}/resume.md"));
            made[0] += 1;
        }
        for (fault, _) in FAULTS {
            let variant = dossier.all.iter().find(|variant| variant.id == fault).unwrap();
            place
                .write(&format!("{name}-{fault}/dossier.md"), &variant.apply(&dossier.original).unwrap())
                .copy(&format!("dossiers/{name}/resume.md"), &format!("{name}-{fault}/resume.md"));
            made[1] += 1;
        }
    }
    for file in BROKEN {
        let (stem, extension) = file.split_once('.').unwrap();
        place.copy(&format!("broken/{file}"), &format!("titre-{stem}-{extension}/dossier.{extension}"));
        made[2] += 1;
    }
    config += &format!(
        "\n[[waiver]]\nrule = \"abstract\"\ncandidate = \"{WAIVED}\"\nreason = \"épreuve aménagée\"\n\
         granted-by = \"Responsable de session\"\ngranted-on = 2026-11-02\nexpires-on = 2027-03-31\n"
    );
    place.write("conforme.toml", &config);
    (place, made)
}

/// The dossiers of a report by candidate.
fn by_candidate(report: &Value) -> BTreeMap<String, &Value> {
    let dossiers = report["dossiers"].as_array().unwrap();
    dossiers
        .iter()
        .map(|dossier| {
            let path = dossier["path"].as_str().unwrap();
            (path.split('/').rev().nth(1).unwrap().to_owned(), dossier)
        })
        .collect()
}

/// Requirements that a dossier does not meet, waived ones apart.
fn not_met(dossier: &Value) -> Vec<&str> {
    let open = dossier["requirements"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["status"] == "not-met" && finding["waiver"].is_null());
    open.map(|finding| finding["id"].as_str().unwrap()).collect()
}

#[test]
fn forty_candidates_are_checked_as_a_trainer_does() {
    let (place, made) = session();
    assert_eq!(made, [24, 8, 8]);
    let faces: Vec<String> = FACES.iter().map(|(format, file)| format!("{format}={file}")).collect();
    let mut arguments = vec!["check", ".", "--depot", "2026-11-20", "--format", "json=rapport.json"];
    faces.iter().for_each(|face| arguments.extend(["--format", face]));
    let ran = place.run(&arguments);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let report = json(&place.read("rapport.json"));
    let dossiers = by_candidate(&report);
    assert_eq!(dossiers.len(), 40, "{:?}", dossiers.keys());
    for (candidate, dossier) in &dossiers {
        let fault = FAULTS.iter().find(|(fault, _)| candidate.ends_with(fault));
        let expected: Vec<&str> = match fault {
            _ if candidate == WAIVED => vec![],
            Some((_, requirement)) => vec![requirement],
            None if candidate == LATE => vec!["echeance-dossier"],
            None => vec![],
        };
        assert_eq!(not_met(dossier), expected, "{candidate}");
        let broken = BROKEN.iter().any(|file| candidate.ends_with(&file.replace('.', "-")));
        assert_eq!(dossier["verdict"] == "illisible", broken, "{candidate}: {}", dossier["verdict"]);
    }
    let waived = dossiers[WAIVED]["requirements"].as_array().unwrap();
    let waived = waived.iter().find(|finding| finding["id"] == "abstract").unwrap();
    assert_eq!(waived["waiver"]["granted_by"], "Responsable de session");

    let schema = std::fs::read_to_string("fixtures/schemas/sarif-2.1.0.json").unwrap();
    let schema = serde_json::from_str(&schema.replace("{2}]?$", "{2}$")).unwrap();
    let sarif = json(&place.read("rapport.sarif"));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let faults: Vec<String> =
        validator.iter_errors(&sarif).map(|fault| format!("{}: {fault}", fault.instance_path())).collect();
    assert_eq!(faults, Vec::<String>::new());
    let schema = Schema::read(&std::fs::read_to_string("fixtures/schemas/junit-10.xsd").unwrap());
    assert_eq!(schema.faults(&place.read("rapport.xml")), Vec::<String>::new());
    let html = place.read("rapport.html");
    dossiers.keys().for_each(|candidate| assert!(html.contains(candidate), "{candidate}"));

    let first: Vec<String> = FACES.iter().map(|(_, file)| place.read(file)).collect();
    arguments.extend(["--jobs", "1", "--no-cache"]);
    assert_eq!(place.run(&arguments).code, 1);
    for ((_, file), first) in FACES.iter().zip(first) {
        assert!(place.read(file) == first, "{file} differs between two runs");
    }
}

#[test]
fn forty_candidates_are_received_as_an_organiser_does() {
    let (place, _) = session();
    let received = place.run(&["receive", ".", "--date", "2026-11-20", "-o", "recus"]);
    assert_eq!(received.code, 1, "{}", received.err);
    let receipts: Vec<String> = std::fs::read_dir(place.path("recus"))
        .unwrap()
        .map(|entry| format!("recus/{}", entry.unwrap().file_name().to_string_lossy()))
        .filter(|name| name.ends_with(".json"))
        .collect();
    assert_eq!(receipts.len(), 40, "{}", received.out);
    for word in ["non conforme", "faute", "fraude", "triche"] {
        assert!(!received.out.contains(word), "{word}");
    }
    let mut arguments = vec!["verify", "--in", "."];
    arguments.extend(receipts.iter().map(String::as_str));
    place.write("ccp2-md/dossier.md", "# Autre chose\n\nUn texte.\n");
    let verified = place.run(&arguments);
    assert_eq!(verified.code, 1, "{}", verified.err);
    assert_eq!(verified.out.matches(" : identique").count(), 39, "{}", verified.out);
    assert_eq!(verified.out.matches(" : différent").count(), 1, "{}", verified.out);

    let listed = place.run(&["summaries", ".", "-o", "resumes.md"]);
    assert!(listed.code <= 1, "{}", listed.err);
    let list = place.read("resumes.md");
    assert!(list.matches("\n## ").count() >= 32, "{list}");
}
