//! What waivers let pass, and which of them serve nothing, in every format.

use super::{FORMATS, Place, cohort, json};

#[test]
fn a_waiver_lets_pass_is_shown_and_told_where_it_serves_nothing() {
    let place = Place::new();
    let waiver = |rule: &str, candidate: &str, more: &str| {
        format!(
            "[[waiver]]\nrule = \"{rule}\"\ncandidate = \"{candidate}\"\nreason = \"tiers temps\"\ngranted-by = \"Mme Roux\"\n{more}\n"
        )
    };
    place.copy("dossiers/titre/dossier.md", "dupont/dossier.md").write(
        "conforme.toml",
        &[
            "certification = \"ais\"\n[documents]\ndossier = \"{candidat}/dossier.*\"\n".to_owned(),
            waiver("longueur", "dupont", "expires-on = 2999-12-31"),
            waiver("abstract", "dupont", ""),
            waiver("resume", "dupont", "expires-on = 2020-01-01"),
            waiver("longueur", "durand", ""),
            waiver("resultats", "dupont", ""),
        ]
        .concat(),
    );
    let report = json(&place.run(&["check", "-f", "json"]).out);
    let dossier = &report["dossiers"][0];
    let of = |id: &str| {
        let all = dossier["requirements"].as_array().unwrap();
        all.iter().find(|one| one["id"] == id).unwrap()["waiver"].clone()
    };
    assert_eq!(of("longueur")["granted_by"], "Mme Roux");
    assert_eq!(of("longueur")["expires_on"], "2999-12-31");
    assert_eq!([of("abstract"), of("resume")], [serde_json::Value::Null, serde_json::Value::Null]);
    let told: Vec<&str> =
        report["notices"].as_array().unwrap().iter().map(|one| one["message"].as_str().unwrap()).collect();
    for part in [
        "abstract est respectée",
        "expirée depuis le",
        "aucun dossier de durand",
        "aucune exigence « resultats »",
    ] {
        assert!(told.iter().any(|text| text.contains(part)), "{part}: {told:?}");
    }
    assert_eq!(told.len(), 4);
    // What is told of the run is told in the formats for people too.
    for format in FORMATS.into_iter().filter(|format| *format != "json") {
        let shown = place.run(&["check", "-f", format]).out;
        assert!(
            shown.contains("durand") && shown.contains("Mme Roux")
                || format == "concise"
                || format == "github",
            "{format}: {shown}"
        );
        assert!(shown.contains("durand") && shown.contains("expirée depuis le"), "{format}: {shown}");
    }
    let without = json(&place.run(&["check", "-f", "json", "--no-waivers"]).out);
    assert_eq!(without["notices"].as_array().unwrap().len(), 0);
    assert_eq!(without["dossiers"][0]["verdict"], "a-verifier");
    assert_ne!(dossier["verdict"], "non-conforme");
}

#[test]
fn what_is_waived_is_counted_in_the_table_of_a_cohort() {
    let place = cohort();
    let heads = ["couvert par une dérogation", "À regarder | Dérogations |", "Dérogations</th>"];
    let shown = |format: &str| place.run(&["check", "-c", "ais", "-f", format, "."]).out;
    let formats = ["human", "markdown", "html"];
    for (format, head) in formats.into_iter().zip(heads) {
        assert_eq!(shown(format).contains(head), format == "html", "{format}");
    }
    place.write(
        "conforme.toml",
        "[[waiver]]\nrule = \"abstract\"\ncandidate = \"*martin/*\"\nreason = \"r\"\ngranted-by = \"c\"\n",
    );
    for (format, head) in formats.into_iter().zip(heads) {
        let shown = shown(format);
        assert!(shown.contains(head), "{format}: {shown}");
        let row = match format {
            "html" => "<td class=\"number\" data-value=\"1\">1</td></tr>",
            "human" => "1 point couvert par une dérogation : martin (1).",
            _ => "| 1 |",
        };
        let of_martin = shown.lines().find(|line| line.contains("martin") && line.contains(row));
        assert!(of_martin.is_some(), "{format}: {shown}");
    }
}
