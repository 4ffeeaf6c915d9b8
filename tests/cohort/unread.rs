//! Whoever handed in something gets a receipt, whether it can be read or not.

use serde_json::Value;

use super::{Place, Ran, json};

fn receive(place: &Place, args: &[&str]) -> Ran {
    let receive = ["receive", "c", "-c", "ais", "--date", "2026-05-25", "-o", "recus", "--replace"];
    place.run(&[&receive, args].concat())
}

fn receipt(place: &Place, name: &str) -> Value {
    json(&place.read(&format!("recus/{name}.json")))
}

fn remarks(receipt: &Value) -> String {
    receipt["remarks"].as_array().unwrap().iter().map(|one| format!("{}\n", one["fr"])).collect()
}

#[test]
fn an_archive_alone_is_received_and_verified() {
    let place = Place::new();
    place
        .copy("dossiers/titre/dossier.docx", "c/dupont/dossier.docx")
        .write("c/martin/rendu.zip", "PK\x03\x04 du texte");
    let ran = receive(&place, &[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(
        ran.out.contains("\nmartin : à vérifier : aucun document que conforme sache ouvrir"),
        "{}",
        ran.out
    );
    let martin = receipt(&place, "martin");
    assert_eq!((&martin["date"], &martin["verdict"]), (&"2026-05-25".into(), &"a-verifier".into()));
    assert_eq!(martin["unexamined"][0]["name"], "martin/rendu.zip");
    assert_eq!(martin["unexamined"][0]["size"], 13);
    assert!(martin["unexamined"][0]["digest"].as_str().unwrap().starts_with("sha256:"));
    assert!(remarks(&martin).contains("Décompressez-la") && remarks(&martin).contains("martin/rendu.zip"));
    let page = place.read("recus/martin.html");
    assert!(page.contains("Décompressez-la") && page.contains("Fichiers non examinés"), "{page}");
    let verify = || place.run(&["verify", "recus/martin.json", "--in", "c"]);
    assert_eq!(verify().code, 0, "{}{}", verify().out, verify().err);
    place.write("c/martin/rendu.zip", "PK\x03\x04 autre chose");
    assert_eq!(verify().code, 1);
    assert!(verify().out.contains("martin/rendu.zip n'est plus le même fichier"), "{}", verify().out);
}

#[test]
fn nothing_but_files_that_are_not_read_is_received_all_the_same() {
    let place = Place::new();
    place
        .write("c/alba/photo.jpg", "\u{ff}")
        .write("c/bruno/code/app.py", "print()")
        .write("c/chloe/tableau.xlsx", "PK")
        .write("c/martin.7z", "7z")
        .write("c/notes.xlsx", "PK");
    let ran = receive(&place, &[]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);

    let told: Vec<&str> = ran
        .out
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_once(" : "))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(told, ["alba", "chloe", "martin"]);
    assert!(remarks(&receipt(&place, "chloe")).contains("de l'enregistrer en DOCX, ODT ou PDF"));
    assert!(ran.err.contains("2 fichiers sur aucun reçu (c/bruno/code/app.py, c/notes.xlsx)"), "{}", ran.err);
    assert!(!ran.err.contains("aucun document"), "{}", ran.err);
    let list = place.run(&["summaries", "c", "-c", "ais"]);
    assert!(list.out.contains("1. alba") && list.out.contains("3. martin"), "{}{}", list.out, list.err);
}

#[test]
fn the_archive_of_one_is_not_on_the_receipt_of_another() {
    let place = Place::new();
    place
        .copy("dossiers/titre/dossier.docx", "c/dupont-dossier.docx")
        .copy("dossiers/titre/dossier.md", "c/lea/dossier.md")
        .write("c/martin/rendu.zip", "PK")
        .write("c/lea/code.zip", "PK");
    assert_eq!(receive(&place, &[]).code, 1);
    let names = |name: &str| {
        let receipt = receipt(&place, name);
        receipt["unexamined"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|one| one["name"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!((names("dupont"), names("martin")), (vec![], vec!["martin/rendu.zip".into()]));
    assert_eq!(names("lea"), ["lea/code.zip"]);
    assert!(!remarks(&receipt(&place, "lea")).contains("Décompressez"));
}

#[test]
fn who_a_configuration_looks_for_has_what_they_handed_in_on_the_receipt() {
    let place = Place::new();
    place
        .write(
            "c/conforme.toml",
            "ignore = [\"modeles\"]\ncertification = \"ais\"\n[documents]\ndossier = \"{candidat}/dossier.*\"\n",
        )
        .copy("dossiers/titre/dossier.docx", "c/dupont/dossier.docx")
        .write("c/martin/rendu.zip", "PK")
        .write("c/modeles/trame.zip", "PK");
    let ran = receive(&place, &[]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("2 reçus"), "{}", ran.out);
    let martin = receipt(&place, "martin");
    assert_eq!(martin["unexamined"][0]["name"], "martin/rendu.zip");
    assert!(remarks(&martin).contains("{candidat}/dossier.*"), "{}", remarks(&martin));
}

#[test]
fn everybody_in_a_folder_of_a_group_has_a_receipt() {
    let place = Place::new();
    place
        .write(
            "c/conforme.toml",
            "certification = \"ais\"\n[documents]\ndossier = \"*/{candidat}/dossier.*\"\n",
        )
        .copy("dossiers/titre/dossier.docx", "c/matin/dupont/dossier.docx")
        .copy("dossiers/titre/resume.md", "c/matin/dupont/resume.md")
        .copy("dossiers/titre/dossier.md", "c/matin/lea/dossier.md")
        .write("c/matin/martin/rendu.zip", "PK")
        .write("c/matin/consignes.xlsx", "PK")
        .write("c/soir/zoe/rapport/code.7z", "7z");
    let ran = receive(&place, &[]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("4 reçus"), "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("1 fichier sur aucun reçu (c/matin/consignes.xlsx)"), "{}", ran.err);
    assert_eq!(receipt(&place, "dupont")["files"].as_array().unwrap().len(), 2);
    assert_eq!(receipt(&place, "lea")["files"][0]["name"], "matin/lea/dossier.md");
    for (name, file) in [("martin", "matin/martin/rendu.zip"), ("zoe", "soir/zoe/rapport/code.7z")] {
        assert_eq!(receipt(&place, name)["unexamined"][0]["name"], file);
    }
}

#[test]
fn an_archive_under_the_name_of_a_dossier_is_to_be_unpacked() {
    let place = Place::new();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("dossier.odt", zip::write::SimpleFileOptions::default()).unwrap();
    std::fs::create_dir_all(place.path("c/martin")).unwrap();
    std::fs::write(place.path("c/martin/dossier.docx"), archive.finish().unwrap().into_inner()).unwrap();
    assert_eq!(receive(&place, &[]).code, 1);
    let told = remarks(&receipt(&place, "martin"));
    assert!(told.contains("archive ZIP") && told.contains("Décompressez l'archive"), "{told}");
}

/// The memory of a process is a file that opens and cannot be read, whoever runs the test.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_the_system_does_not_let_be_read_stops_nobodys_receipt() {
    let place = Place::new();
    place.copy("dossiers/titre/dossier.docx", "c/dupont/dossier.docx").write("c/martin/notes.txt", "x");
    std::os::unix::fs::symlink("/proc/self/mem", place.path("c/martin/dossier.pdf")).unwrap();
    let ran = receive(&place, &[]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    let martin = receipt(&place, "martin");
    assert_eq!((&martin["files"][0]["digest"], &martin["verdict"]), (&"".into(), &"a-verifier".into()));
    assert!(
        remarks(&martin).contains("martin/dossier.pdf : reçu, mais il n'a pas pu être ouvert"),
        "{}",
        remarks(&martin)
    );
    assert!(place.read("recus/martin.html").contains("à vérifier : non ouvert"));
    // It can be read now: what it was is not known.
    std::fs::remove_file(place.path("c/martin/dossier.pdf")).unwrap();
    place.copy("dossiers/titre/dossier-typst.pdf", "c/martin/dossier.pdf");
    let verified = place.run(&["verify", "recus/martin.json", "--in", "c"]);
    assert_eq!(verified.code, 1, "{}{}", verified.out, verified.err);
    assert!(verified.out.contains("n'avait pas pu être ouvert à la réception"), "{}", verified.out);
}
