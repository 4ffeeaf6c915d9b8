//! What the outputs are written in, and under which names.

use super::{Place, json};

#[test]
fn the_help_and_its_errors_are_in_the_language_asked_for() {
    let mut place = Place::new();
    let french = place.run(&["check", "--help"]).out;
    assert!(french.contains("Vérifie un ou plusieurs dossiers") && french.contains("<FICHIER>"), "{french}");
    let english = place.run(&["check", "--help", "--lang", "en"]).out;
    assert!(english.contains("Checks one or several dossiers") && english.contains("<FILE>"), "{english}");
    assert!(english.contains("On a terminal only"), "{english}");
    let error = |place: &Place| place.run(&["compare", "a", "b", "--tolerance", "300"]).err;
    assert!(error(&place).contains("un nombre entre 0 et 100"), "{}", error(&place));
    place.variables.push(("CONFORME_LANG", "en".to_owned()));
    assert!(error(&place).contains("a number between 0 and 100"), "{}", error(&place));
    assert_eq!(place.run(&["check", "--help"]).out, english);
    assert_eq!(place.run(&["--lang=fr", "check", "--help"]).out, french);
    assert!(place.run(&["man", "receive"]).out.contains("Day of the reception"));
    assert!(!place.run(&["completions", "zsh"]).out.contains("Jour"));
}

#[test]
fn requirements_of_several_rule_files_are_told_apart() {
    let place = Place::new();
    place.copy("dossiers/titre/dossier.docx", "dupont/dossier.docx");
    place.copy("dossiers/ccp1/dossier.docx", "martin/dossier.docx");
    let ids = |paths: &[&str]| {
        let report = json(&place.run(&[&["check", "-f", "sarif"], paths].concat()).out);
        let rules = report["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap().clone();
        for result in report["runs"][0]["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"]);
        }
        rules.iter().map(|rule| rule["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let alone = ids(&["martin"]);
    assert!(alone.contains(&"abstract".to_owned()) && alone.iter().all(|id| !id.contains('/')), "{alone:?}");
    let both = ids(&["dupont", "martin"]);
    for id in &alone {
        assert!(both.contains(&format!("ais-2018/ccp1/{id}")), "{id}: {both:?}");
    }
    assert!(both.contains(&"ais-2018/titre/abstract".to_owned()), "{both:?}");
    let junit = place.run(&["check", "-f", "junit", "dupont", "martin"]).out;
    assert!(junit.contains("[ais-2018/titre/abstract]") && junit.contains("[ais-2018/ccp1/abstract]"));
    // What GitLab knows a finding by holds the rule file, whatever else is in the run.
    let prints = |args: &[&str]| {
        let issues = json(&place.run(&[&["check", "-f", "gitlab"], args].concat()).out);
        let issues = issues.as_array().unwrap().iter();
        issues.map(|one| one["fingerprint"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    place.write("petit.md", "# Cahier des charges\n\nRien.\n");
    let titre = prints(&["-c", "ais", "petit.md"]);
    assert_eq!(titre, prints(&["-c", "ais", "petit.md"]));
    assert!(prints(&["-c", "ccp1", "petit.md"]).iter().all(|print| !titre.contains(print)));
}

#[test]
fn pseudonyms_leave_no_name_in_any_format() {
    let place = Place::new();
    let text =
        "# Dossier de Jeanne DUPONT\n\nDupont, cahier des charges.\n\n# Réalisation\n\nPar J. Dupont.\n";
    place
        .write("dupont_jeanne/Dupont-dossier.md", text)
        .write("dupont_jeanne/presentation.md", "# Soutenance de Dupont\n")
        .copy("broken/truncated.docx", "martin/martin.docx")
        .write("livre-dupont/1-Dupont.md", "# Dossier de DUPONT\n\nCahier des charges.\n")
        .write("livre-dupont/2-fin.md", "# Conclusion de Dupont\n\nFin.\n")
        .write(
            "c03/dossier.md",
            "---\nauthor: Élodie Quéméner\n---\n# Cahier des charges de QUEMENER Elodie\n\nelodie quéméner, e.quemener@exemple.fr\n",
        )
        .write(
            "conforme.toml",
            "certification = \"ais\"\n\n[documents]\ndossier = \"{candidat}/*dossier.*\"\n\n\
             [[waiver]]\nrule = \"abstract\"\ncandidate = \"durand\"\nreason = \"r\"\ngranted-by = \"M. Roux\"\n",
        );
    let run = |paths: &[&str], format: &str| {
        let args = [&["check", "-f", format, "--pseudonyms", "--salt", "s", "--no-cache"], paths].concat();
        place.run(&args)
    };
    for format in
        ["human", "concise", "json", "sarif", "junit", "github", "gitlab", "markdown", "csv", "html"]
    {
        for paths in [
            &[][..],
            &["--no-config", "-c", "ais", "."],
            &["--no-config", "-c", "ais", "--ensemble", "livre-dupont/1-Dupont.md", "livre-dupont/2-fin.md"],
        ] {
            let ran = run(paths, format);
            let shown = (ran.out + &ran.err).to_lowercase();
            for name in ["dupont", "jeanne", "martin", "durand", "elodie", "élodie", "quemener", "quéméner"]
            {
                assert!(!shown.contains(name), "{name} in {format} of {paths:?}: {shown}");
            }
            assert!(shown.contains("candidat-") || format == "github", "{format} of {paths:?}: {shown}");
        }
    }
    // The same salt gives the same names, so that a later run can be held against an earlier one.
    place.write("earlier.json", &run(&[], "json").out);
    let again = json(&run(&["--baseline", "earlier.json"], "json").out);
    assert_eq!(again["changes"]["added"], serde_json::json!([]));
    assert_eq!(again["changes"]["new"], serde_json::json!([]));
}

#[test]
fn chapters_in_a_folder_are_checked_together_and_whoever_forgets_it_is_told() {
    let place = Place::new();
    for (name, title) in
        [("a/besoin.md", "Besoin"), ("a/moyens.md", "Moyens fournis"), ("fin.md", "Conclusion")]
    {
        place
            .write(&format!("projet/{name}"), &format!("# {title}\n\nUne phrase qui dit ce qu'il en est.\n"));
    }
    let apart = place.run(&["check", "--no-config", "-c", "ais", "-f", "json", "projet"]);
    assert_eq!(json(&apart.out)["dossiers"].as_array().unwrap().len(), 3);
    assert!(apart.err.contains("conforme check --ensemble projet"), "{}", apart.err);
    let whole = place.run(&["check", "--no-config", "-c", "ais", "-f", "json", "--ensemble", "projet"]);
    let dossiers = json(&whole.out)["dossiers"].clone();
    assert_eq!(dossiers.as_array().unwrap().len(), 1);
    assert_eq!(dossiers[0]["outline"].as_array().map_or(0, Vec::len), 3, "{}", dossiers[0]["outline"]);
    assert!(!whole.err.contains("--ensemble"), "{}", whole.err);
}
