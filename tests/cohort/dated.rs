//! Days of hand-in: what nobody said is not judged, what the configuration says holds, and a receipt tells only what was
//! handed in.

use super::{Place, json};

const CONFIG: &str = "certification = \"ais\"\n[documents]\ndossier = \"{candidat}/dossier.*\"\nresume = \"{candidat}/resume.*\"\n[session]\ndate = 2020-12-07\n";

fn place() -> Place {
    let place = Place::new();
    for name in ["alice", "bob"] {
        place.copy("dossiers/titre/dossier.docx", &format!("{name}/dossier.docx"));
    }
    place.copy("dossiers/titre/resume.md", "alice/resume.md").write("conforme.toml", CONFIG);
    place
}

/// The answer to a deadline.
fn due(place: &Place, candidate: &str, id: &str) -> String {
    let report = json(&place.run(&["check", "-f", "json"]).out);
    let all = report["dossiers"].as_array().unwrap();
    let one = all.iter().find(|one| one["candidate"] == candidate).unwrap();
    let found = one["requirements"].as_array().unwrap().iter().find(|one| one["id"] == id);
    found.map(|one| one["status"].as_str().unwrap().to_owned()).unwrap_or_default()
}

#[test]
fn a_day_that_nobody_told_makes_nobody_late() {
    let place = place();
    assert_eq!(due(&place, "alice", "echeance-dossier"), "not-judged");
    assert_eq!(due(&place, "alice", "echeance-resume"), "not-judged");
    let shown = place.run(&["check", "-f", "markdown"]).out;
    assert_eq!(shown.matches("faute du jour du dépôt").count(), 1, "{shown}");
    // What was due and is not there is named.
    let shown = place.run(&["check", "bob", "-f", "concise"]).out;
    assert!(shown.contains("Remise du résumé"), "{shown}");
    assert!(shown.contains("Rien n'a été donné ici, et la date est passée"), "{shown}");
}

#[test]
fn days_of_hand_in_come_from_the_file_of_all_or_of_one_and_from_the_environment() {
    let mut place = place();
    let days = "depot = 2020-12-04\nresume-date = 2020-11-20\n";
    place.write(
        "conforme.toml",
        &format!("{CONFIG}{days}[[candidate]]\nname = \"bob\"\ndepot = 2020-12-05\n"),
    );
    assert_eq!(due(&place, "alice", "echeance-dossier"), "met");
    assert_eq!(due(&place, "alice", "echeance-resume"), "met");
    assert_eq!(due(&place, "bob", "echeance-dossier"), "not-met");
    let shown = place.run(&["config"]).out;
    assert!(shown.contains("session.depot") && shown.contains("2020-12-04"), "{shown}");
    let received = place.run(&["receive", ".", "-o", "recus"]);
    assert!(received.code < 2, "{}", received.err);
    let receipt = |name: &str| json(&place.read(&format!("recus/{name}.json")));
    let day = |name: &str| receipt(name)["date"].as_str().unwrap().to_owned();
    assert_eq!((day("alice"), day("bob")), ("2020-12-04".to_owned(), "2020-12-05".to_owned()));
    assert_eq!(receipt("alice")["resume_date"], "2020-11-20");
    place.variables.push(("CONFORME_DEPOT", "2020-12-06".to_owned()));
    assert_eq!(due(&place, "alice", "echeance-dossier"), "not-met");
}

#[test]
fn a_receipt_tells_only_what_was_handed_in_and_every_deadline() {
    let place = place();
    place
        .copy("dossiers/titre/dossier.md", "carole/dossier.md")
        .copy("dossiers/titre/dossier.docx", "carole/dossier2.docx");
    place.write("conforme.toml", "certification = \"ais\"\n[session]\ndate = 2020-12-07\n");
    place.run(&["receive", ".", "-o", "recus", "--date", "2020-12-06", "--resume-date", "2020-11-20"]);
    assert!(place.read("recus/alice.html").contains("Résumé remis le"));
    assert!(!place.read("recus/bob.html").contains("Résumé remis le"));
    // Nobody knows which file is the dossier; when it was due is known.
    let carole = place.read("recus/carole.html");
    assert!(carole.contains("Échéances") && carole.contains("peut-être le dossier"), "{carole}");
    // Both are late: both are named.
    place.write("a/simple.md", "");
    let late =
        place.run(&["receive", "alice", "-o", "tard", "--date", "2020-12-06", "--resume-date", "2020-12-06"]);
    let receipt = json(&place.read("tard/alice.json"));
    let open = receipt["deadlines"].as_array().unwrap().iter().filter(|due| due["in_time"] == false).count();
    assert_eq!(open, 2, "{receipt}");
    if receipt["verdict"] == "conforme" {
        assert!(
            late.out.contains("Remise du résumé") && late.out.contains("Remise du dossier"),
            "{}",
            late.out
        );
    }
}
