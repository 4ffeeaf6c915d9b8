//! `receive` answers as `check` does, whatever the configuration says.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Place, json};

/// The answers that `check` gives to a dossier and those on its receipt, by requirement: status, weight, waived.
fn both(place: &Place, name: &str, args: &[&str]) -> [BTreeMap<String, (String, String, bool)>; 2] {
    let ran = place.run(&[&["check", ".", "-f", "json", "--depot", "2026-05-25"], args].concat());
    let report = json(&ran.out);
    let all = report["dossiers"].as_array().unwrap();
    let one = all.iter().find(|one| one["path"].as_str().unwrap().contains(name)).unwrap();
    let of = |one: &Value, waived: bool| {
        let text = |key: &str| one[key].as_str().unwrap().to_owned();
        (text("id"), (text("status"), text("severity"), waived))
    };
    let checked = one["requirements"].as_array().unwrap().iter().filter(|one| one["unanswered"].is_null());
    let checked = checked.map(|one| of(one, !one["waiver"].is_null()));
    let receipt = receipt(place, name, args);
    let received = receipt["answers"].as_array().unwrap().iter();
    let received = received.map(|one| of(one, one["waived"].as_bool().unwrap()));
    let is_asked = |(id, _): &(String, _)| !id.starts_with("echeance");
    [checked.filter(is_asked).collect(), received.filter(is_asked).collect()]
}

fn receipt(place: &Place, name: &str, args: &[&str]) -> Value {
    let receive = ["receive", ".", "-o", "recus", "--replace", "--date", "2026-05-25"];
    let ran = place.run(&[&receive, args].concat());
    assert!(ran.code < 2, "{}", ran.err);
    json(&place.read(&format!("recus/{name}.json")))
}

#[test]
fn weights_waivers_and_worked_days_hold_on_a_receipt_and_stay_with_it() {
    let place = Place::new();
    place.copy("dossiers/titre/dossier.docx", "dupont/dossier.docx").write(
        "conforme.toml",
        "certification = \"ais\"\n[documents]\ndossier = \"{candidat}/dossier.*\"\n[session]\ndate = 2026-05-26\nworked = \
         [2026-05-25]\n[severities]\nmoyens = \"info\"\n[[waiver]]\nrule = \"abstract\"\ncandidate = \"dupont\"\nreason = \
         \"Accord du jury\"\ngranted-by = \"Le centre\"\n[[waiver]]\nrule = \"resume\"\ncandidate = \"dupont\"\nreason = \
         \"Accord du jury\"\ngranted-by = \"Le centre\"\n",
    );
    let [checked, received] = both(&place, "dupont", &[]);
    assert!(!checked.is_empty());
    assert_eq!(checked, received);
    assert_eq!(received["moyens"].1, "info");
    let receipt = receipt(&place, "dupont", &[]);
    assert_eq!(receipt["session"]["worked"], serde_json::json!(["2026-05-25"]));
    let due =
        &receipt["deadlines"].as_array().unwrap().iter().find(|due| due["id"] == "echeance-dossier").unwrap();
    assert!(due["due"]["fr"].as_str().unwrap().contains("25 mai 2026"), "{due}");
    assert_eq!(due["in_time"], true, "{due}");
    assert!(place.read("recus/dupont.html").contains("travaillé : lundi 25 mai 2026"));
    // Without the configuration it verifies all the same: the receipt tells what was decided.
    std::fs::remove_file(place.path("conforme.toml")).unwrap();
    let verified = place.run(&["verify", "recus/dupont.json", "--in", "."]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
}

#[test]
fn a_waiver_of_a_deadline_holds_on_a_receipt() {
    let place = Place::new();
    let config = |waiver: &str| {
        format!(
            "certification = \"ais\"\n[documents]\ndossier = \"{{candidat}}/dossier.*\"\n[session]\ndate = 2026-05-26\n{waiver}"
        )
    };
    let waiver = "[[waiver]]\nrule = \"echeance-dossier\"\ncandidate = \"dupont\"\nreason = \"Panne\"\ngranted-by = \"Le jury\"\n";
    place.copy("dossiers/titre/dossier.docx", "dupont/dossier.docx").write("conforme.toml", &config(""));
    let due = |place: &Place| {
        let receipt = receipt(place, "dupont", &[]);
        let all = receipt["deadlines"].as_array().unwrap().clone();
        all.into_iter().find(|due| due["id"] == "echeance-dossier").unwrap()
    };
    assert_eq!((&due(&place)["in_time"], due(&place)["waived"].is_null()), (&false.into(), true));
    place.write("conforme.toml", &config(waiver));
    assert_eq!((&due(&place)["in_time"], &due(&place)["waived"]), (&false.into(), &true.into()));
    let page = place.read("recus/dupont.html");
    assert!(page.contains("remis après cette date, couvert par une dérogation"));
    assert!(page.contains("Panne (accordée par Le jury)"), "{page}");
}

#[test]
fn a_receipt_names_what_is_waived_with_who_granted_it_and_verifies() {
    let place = Place::new();
    let text = "# Cahier des charges\n\nPeu de chose.\n\n# Réalisation\n\nEncore moins.\n";
    place.write("dupont_jeanne/dossier.md", text).write(
        "conforme.toml",
        "certification = \"ais\"\n[[waiver]]\nrule = \"abstract\"\ncandidate = \"*dupont_jeanne/*\"\nreason = \"Accord pour \
         Jeanne Dupont\"\ngranted-by = \"Le jury\"\ngranted-on = 2026-01-05\nexpires-on = 2026-12-31\n",
    );
    let abstract_of = |receipt: &Value| {
        let answers = receipt["answers"].as_array().unwrap().clone();
        answers.into_iter().find(|one| one["id"] == "abstract").unwrap()
    };
    let plain = receipt(&place, "dupont_jeanne", &[]);
    assert_eq!(abstract_of(&plain)["waiver"]["granted_by"], "Le jury");
    let page = place.read("recus/dupont_jeanne.html");
    for part in ["1 point couvert par une dérogation", "Accord pour Jeanne Dupont", "jusqu'au 2026-12-31"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    // The receipt alone tells what was decided.
    std::fs::remove_file(place.path("conforme.toml")).unwrap();
    let verified = place.run(&["verify", "recus/dupont_jeanne.json", "--in", "."]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
}

#[test]
fn a_pseudonym_hides_the_name_in_the_reason_of_a_waiver() {
    let place = Place::new();
    place.write("dupont_jeanne/dossier.md", "# Cahier des charges\n\nPeu de chose.\n").write(
        "conforme.toml",
        "certification = \"ais\"\n[session]\ndate = 2026-05-26\n[[waiver]]\nrule = \"abstract\"\ncandidate = \
         \"*dupont_jeanne/*\"\nreason = \"Accord pour Jeanne Dupont\"\ngranted-by = \"Le jury\"\n[[waiver]]\nrule = \
         \"echeance-dossier\"\ncandidate = \"*dupont_jeanne/*\"\nreason = \"Panne chez Mme Dupont\"\ngranted-by = \"Le jury\"\n",
    );
    let ran =
        place.run(&["receive", ".", "-o", "recus", "--date", "2026-05-26", "--pseudonyms", "--salt", "s"]);
    assert!(ran.code < 2, "{}", ran.err);
    for entry in std::fs::read_dir(place.path("recus")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        assert!(text.contains("Accord pour") && text.contains("Panne chez"), "{text}");
        assert!(!text.to_lowercase().contains("jeanne") && !text.to_lowercase().contains("dupont"), "{text}");
    }
}

/// The verdict of `check` and that of the receipt on what was handed in on `day`, with the résumé on `resume`.
fn verdicts(place: &Place, day: &str, resume: Option<&str>) -> [Value; 2] {
    let resume: Vec<&str> = resume.into_iter().flat_map(|day| ["--resume-date", day]).collect();
    let check = ["check", "dupont", "-f", "json", "--depot", day];
    let checked = json(&place.run(&[&check[..], &resume].concat()).out)["dossiers"][0]["verdict"].clone();
    let receive = ["receive", "dupont", "-o", "recus", "--replace", "--date", day];
    let ran = place.run(&[&receive[..], &resume].concat());
    let receipt = json(&place.read("recus/dupont.json"));
    assert_eq!(ran.code, i32::from(receipt["verdict"] != "conforme"), "{}{}", ran.out, ran.err);
    let verified = place.run(&["verify", "recus/dupont.json", "--in", "."]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    [checked, receipt["verdict"].clone()]
}

#[test]
fn a_late_candidate_has_the_same_verdict_from_check_and_on_the_receipt_which_says_why() {
    let place = Place::new();
    let config = "certification = \"ais\"\n[documents]\ndossier = \"{candidat}/dossier.*\"\nresume = \
                  \"{candidat}/resume.*\"\n[session]\ndate = 2099-05-26\n";
    place
        .copy("dossiers/titre/dossier.docx", "dupont/dossier.docx")
        .copy("dossiers/titre/resume.md", "dupont/resume.md")
        .write("conforme.toml", config);
    for (day, resume, verdict) in [
        ("2099-05-04", None, "conforme"),
        ("2099-05-20", Some("2099-05-04"), "conforme"),
        // Nobody knows when the résumé came.
        ("2099-05-20", None, "a-verifier"),
        ("2099-05-20", Some("2099-05-20"), "non-conforme"),
        ("2099-05-26", Some("2099-05-26"), "non-conforme"),
        ("2099-05-26", None, "non-conforme"),
    ] {
        assert_eq!(verdicts(&place, day, resume), [verdict, verdict].map(Value::from), "{day} {resume:?}");
    }
    let ran = place.run(&["receive", "dupont", "-o", "recus", "--replace", "--date", "2099-05-26"]);
    let why = "à vérifier : Remise du résumé en français ; Remise du dossier de projet";
    assert!(ran.out.contains(why), "{}", ran.out);
    let waiver = |rule: &str| {
        format!(
            "[[waiver]]\nrule = \"{rule}\"\ncandidate = \"dupont\"\nreason = \"Panne\"\ngranted-by = \"Le jury\"\n"
        )
    };
    place.write("conforme.toml", &[config, &waiver("echeance-dossier"), &waiver("echeance-resume")].concat());
    assert_eq!(verdicts(&place, "2099-05-26", None), ["conforme", "conforme"].map(Value::from));
}

#[test]
fn what_a_file_is_its_name_tells_as_the_rules_know_it() {
    let place = Place::new();
    place
        .copy("dossiers/titre/dossier.docx", "dupont/dossier.docx")
        .write("dupont/cahier-des-charges.md", "# Cahier des charges\n\nMission.\n")
        .copy("dossiers/titre/resume.md", "dupont/resume.md");
    let [checked, received] = both(&place, "dupont", &["-c", "ais"]);
    assert_eq!(checked, received);
    let receipt = receipt(&place, "dupont", &["-c", "ais"]);
    let files: Vec<_> = receipt["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| (file["role"].as_str().unwrap(), file["document"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(files, [("dossier", "dossier"), ("resume", "resume"), ("other", "cahier-des-charges")]);
    let verified = place.run(&["verify", "recus/dupont.json", "--in", "."]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
}

#[test]
fn whoever_has_a_place_and_no_dossier_has_a_receipt_and_stands_on_the_list() {
    let place = Place::new();
    place
        .copy("dossiers/titre/dossier.docx", "dupont/dossier.docx")
        .copy("dossiers/titre/dossier.docx", "simon/DossierSIMON.docx")
        .write(
            "conforme.toml",
            "certification = \"ais\"\nignore = [\"recus\"]\n[documents]\ndossier = \"{candidat}/dossier.*\"\n",
        );
    std::fs::create_dir(place.path("vide")).unwrap();
    let empty = receipt(&place, "vide", &[]);
    assert_eq!((&empty["files"], &empty["verdict"]), (&serde_json::json!([]), &"a-verifier".into()));
    assert!(place.read("recus/vide.json").contains("Aucun fichier n'y répond au motif"), "{empty}");
    // What no pattern takes for the dossier is not judged as if it were.
    let simon = receipt(&place, "simon", &[]);
    assert_eq!((&simon["files"][0]["role"], &simon["answers"]), (&"other".into(), &serde_json::json!([])));
    let verified = place.run(&["verify", "recus/vide.json", "recus/simon.json", "--in", "."]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    let list = place.run(&["summaries", "."]);
    for name in ["dupont", "simon", "vide"] {
        assert!(list.out.contains(&format!(". {name}\n")), "{name}: {}{}", list.out, list.err);
    }
}

#[test]
fn a_receipt_says_where_its_day_comes_from_and_what_came_when() {
    let place = Place::new();
    place.copy("dossiers/titre/dossier.docx", "dupont/dossier.docx");
    let page = |date: &[&str], more: &[&str]| {
        let args = ["receive", "dupont", "-c", "ais", "-o", "recus", "--replace", "--session", "2026-12-07"];
        place.run(&[&args, date, more].concat());
        place.read("recus/dupont.html").replace(['\u{a0}', '\u{202f}'], " ")
    };
    let assumed = "Le jour de la réception n'a pas été donné";
    let given = ["--date", "2026-11-30"];
    assert!(page(&[], &[]).contains(assumed));
    assert!(!page(&given, &[]).contains(assumed));
    assert!(page(&given, &[]).contains("à vérifier : non remis avec ces fichiers"));
    place.copy("dossiers/titre/resume.md", "dupont/resume.md");
    let with = page(&given, &[]);
    assert!(
        with.contains("remis au plus tard le lundi 30 novembre 2026 ; dites le jour avec --resume-date"),
        "{with}"
    );
    assert!(!with.contains("non remis avec ces fichiers"));
}

#[test]
fn the_day_is_that_of_the_zone() {
    // At any instant it is one day in Wallis and another, or the same, in Polynesia, 22 hours behind.
    let mut place = Place::new();
    place.copy("dossiers/titre/dossier.docx", "dupont/dossier.docx");
    let day = |place: &Place, args: &[&str]| {
        place.run(&[&["receive", "dupont", "-c", "ais", "-o", "recus", "--replace"], args].concat());
        json(&place.read("recus/dupont.json"))["date"].as_str().unwrap().to_owned()
    };
    let far = ["wallis-et-futuna", "polynesie-francaise"]
        .map(|zone| day(&place, &["--zone", zone, "--session", "2999-12-02"]));
    place.variables.push(("TZ", "Pacific/Wallis".to_owned()));
    let here = day(&place, &[]);
    place.variables.clear();
    place.variables.push(("TZ", "Pacific/Tahiti".to_owned()));
    assert_eq!([here, day(&place, &[])], far);
}

/// The only receipt of a run on the folder of one candidate, and its page.
fn receipt_of(place: &Place, candidate: &str) -> (serde_json::Value, String) {
    let args =
        ["receive", "c", "-c", "ais", "--session", "2026-12-07", "--date", "2026-11-02", "-o", "recus"];
    let ran = place.run(&args);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    let verified = place.run(&["verify", &format!("recus/{candidate}.json"), "--in", "c"]);
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    (json(&place.read(&format!("recus/{candidate}.json"))), place.read(&format!("recus/{candidate}.html")))
}

#[test]
fn a_lone_document_is_called_what_it_is() {
    let place = Place::new();
    place.copy("dossiers/titre/presentation.pptx", "c/dupont/dossier.pptx");
    let (receipt, page) = receipt_of(&place, "dupont");
    assert_eq!(receipt["files"][0]["document"], "presentation");
    assert_eq!(receipt["verdict"], "a-verifier", "{receipt}");
    assert!(
        page.contains("<td>le support de présentation</td>") && !page.contains("<td>dossier de projet</td>")
    );
    assert!(!page.contains("à temps"), "{page}");
    let remarks = receipt["remarks"].to_string();
    assert!(remarks.contains("c'est le support de présentation, et non le dossier de projet"), "{remarks}");
    assert!(remarks.contains("Aucun dossier de projet parmi ces fichiers"), "{remarks}");
}

#[test]
fn a_file_called_a_dossier_that_is_something_else_is_called_what_it_is() {
    let place = Place::new();
    let text = "# Dossier professionnel\n\nCe dossier décrit les activités de l'atelier pendant deux ans.\n\n"
        .to_owned()
        + &"L'équipe livre chaque semaine ce qui a été convenu avec le client.\n\n".repeat(20);
    place.write("c/dupont/dossier.md", &text);
    let (receipt, page) = receipt_of(&place, "dupont");
    assert_eq!(receipt["files"][0]["document"], "dossier-professionnel", "{receipt}");
    assert!(page.contains("<td>le dossier professionnel</td>"), "{page}");
    let dossier = receipt["deadlines"].as_array().unwrap().iter().find(|due| due["of"] == "dossier").unwrap();
    assert_eq!(dossier["in_time"], Value::Null, "{receipt}");
    assert_ne!(receipt["verdict"], "conforme");
}

#[test]
fn a_lone_file_called_a_resume_is_what_it_holds() {
    let place = Place::new();
    place.copy("dossiers/titre/dossier.docx", "c/dupont/dupont_resume.docx");
    let args =
        ["receive", "c", "-c", "ais", "--session", "2026-12-07", "--date", "2026-11-02", "-o", "recus"];
    place.run(&args);
    let receipt = json(&place.read("recus/dupont.json"));
    assert_eq!(receipt["files"][0]["document"], "dossier", "{receipt}");
    assert!(!receipt["answers"].as_array().unwrap().is_empty());
    assert!(!receipt["remarks"].to_string().contains("Aucun dossier de projet"), "{receipt}");
    assert_eq!(place.run(&["verify", "recus/dupont.json", "--in", "c"]).code, 0);
    let place = Place::new();
    place.copy("dossiers/titre/resume.md", "c/dupont/dupont_resume.md");
    let (receipt, page) = receipt_of(&place, "dupont");
    assert_eq!(
        (receipt["files"][0]["document"].as_str(), receipt["verdict"].as_str()),
        (Some("resume"), Some("a-verifier"))
    );
    assert!(
        receipt["remarks"].to_string().contains("Aucun dossier de projet parmi ces fichiers"),
        "{receipt}"
    );
    assert!(page.contains("résumé en français"), "{page}");
}
