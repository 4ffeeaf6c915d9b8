//! A rule file of the centre's own, wherever a certification can be named.

use super::support::rules::GOOD;
use super::{Place, json};

const DEADLINES: &str = r#"
[[deadline]]
id = "echeance-dossier"
of = "dossier"
title = { fr = "Remise du dossier", en = "Dossier handed in" }
days = 2
unit = "ouvres"
who = "candidat"
quote = "Deux jours avant."
reference = "p. 2"

[[deadline]]
id = "convocation"
of = "convocation"
title = { fr = "Convocation", en = "Summons" }
days = 8
unit = "ouvres"
who = "organisateur"
quote = "Huit jours avant."
reference = "p. 2"
"#;

const OVERLAY: &str = r#"
schema = 1
overlay = true
title = "Centre Dupuy"
applies-to = ["essai"]
[source]
name = "Livret"
[[deadline]]
id = "centre-depot"
of = "dossier"
title = { fr = "Remise au centre", en = "Handed to the centre" }
days = 15
unit = "calendaires"
who = "candidat"
quote = "Quinze jours avant."
reference = "p. 3"
"#;

const TEXT: &str = "# Contexte\n\nL'entreprise emploie douze personnes sur deux sites, dont un atelier, et vend des pièces à des garages de toute la région depuis vingt ans.\n";

/// The centre's own rules: the small ones under a short name, and deadlines.
fn rules() -> String {
    let named = "title = \"Titre d'essai\"\nshort = [\"essai\"]";
    GOOD.replace("title = \"Essai\"", named) + DEADLINES
}

fn place() -> Place {
    let place = Place::new();
    place
        .write("regles/essai.toml", &rules())
        .write("regles/centre.toml", OVERLAY)
        .write(
            "cohorte/conforme.toml",
            "certification = \"../regles/essai.toml\"\n[session]\ndate = 2026-12-07\n",
        )
        .write("cohorte/dupont/dossier.md", TEXT);
    place
}

#[test]
fn every_command_takes_it_by_its_path() {
    let place = place();
    let file = ["-c", "regles/essai.toml"];
    let ran = |args: &[&str]| place.run(&[args, &file[..]].concat());
    assert_eq!(ran(&["check", "cohorte/dupont/dossier.md"]).code, 0);
    let deadlines = ran(&["deadlines", "--session", "2026-12-07", "--overlay", "regles/centre.toml"]);
    assert!(deadlines.out.contains("Remise au centre") && deadlines.out.contains("consigne de Centre Dupuy"));
    assert!(ran(&["explain", "contexte"]).out.contains("le contexte"));
    assert!(ran(&["explain", "echeance-dossier"]).out.contains("2 jours ouvrés avant la session"));
    let sunday = ran(&["deadlines", "--session", "2026-12-06"]);
    assert!(sunday.out.contains("le dimanche 6 décembre 2026 : vérifiez la date"), "{}", sunday.out);
    assert!(place.run(&["rules", "validate", "regles/essai.toml"]).out.contains("sans `help`"));
    let unknown = ran(&["explain", "rien-de-tel"]);
    assert!(unknown.code == 2 && unknown.err.contains("contexte, echeance-dossier"), "{}", unknown.err);
    let contested = ran(&["report-problem", "cohorte/dupont/dossier.md", "-o", "c.json"]);
    assert_eq!(contested.code, 0, "{}", contested.err);
    assert_eq!(ran(&["report-problem", "--replay", "c.json"]).code, 0);
    assert_eq!(place.run(&["rules", "show", "regles/essai.toml"]).out, rules());
    assert!(place.run(&["rules", "test", "ais"]).out.starts_with("ais-2018/titre"));
}

#[test]
fn the_configuration_chooses_it_and_gives_its_short_name() {
    let place = place();
    let ran = |args: &[&str]| place.run(&[args, &["--config", "cohorte/conforme.toml"]].concat());
    let deadlines = ran(&["deadlines"]);
    assert!(deadlines.out.contains("lundi 7 décembre 2026"), "{}{}", deadlines.out, deadlines.err);
    assert!(ran(&["deadlines", "-c", "essai"]).out.starts_with("Titre d'essai"));
    assert!(ran(&["explain", "contexte"]).out.contains("Titre d'essai"));
    assert_eq!(ran(&["check", "-c", "essai", "cohorte/dupont/dossier.md", "--depot", "2026-11-02"]).code, 0);
    place.write("conforme.toml", "certification = \"regles/essai.toml\"\n");
    assert!(place.run(&["list"]).out.contains("fichier de règles nommé par conforme.toml"));
}

#[test]
fn an_overlay_goes_with_it_wherever_it_lies() {
    let place = place();
    let ran = place.run(&["rules", "validate", "regles/centre.toml"]);
    assert!(ran.code == 2 && ran.err.contains("rules validate essai.toml"), "{}", ran.err);
    assert_eq!(place.run(&["rules", "validate", "regles/essai.toml", "regles/centre.toml"]).code, 0);
    place.write("ici/vide.md", "");
    let overlay = ["--overlay", "cohorte/../regles/centre.toml", "-c", "cohorte/../regles/essai.toml"];
    let args =
        [&["check", "cohorte/dupont/dossier.md", "--session", "2026-12-07", "-f", "json"], &overlay[..]]
            .concat();
    let report = json(&place.run(&args).out);
    assert_eq!(report["certification"]["id"], "regles/essai");
    let ids = report["dossiers"][0]["requirements"].to_string();
    assert!(ids.contains("centre-depot"), "{ids}");
}

#[test]
fn a_receipt_is_held_against_its_own_rules_or_none() {
    let place = place();
    let made = place.run(&["receive", "cohorte", "-c", "regles/essai.toml", "--no-config", "-o", "recus"]);
    assert_eq!(made.code, 0, "{}{}", made.out, made.err);
    let verify = ["verify", "recus/dupont.json", "--in", "cohorte"];
    let with = place.run(&[&verify[..], &["-c", "regles/essai.toml"]].concat());
    assert!(with.code == 0 && with.out.contains("identique"), "{}{}", with.out, with.err);
    let without = place.run(&[&verify[..], &["--no-config"]].concat());
    assert!(without.code == 2 && without.err.contains("--certification FICHIER.toml"), "{}", without.err);
    assert!(without.out.contains("introuvables") && !without.out.contains("en ordre"), "{}", without.out);
    let gone = place.run(&["verify", "recus/dupont.json", "--in", "regles", "-c", "regles/essai.toml"]);
    assert!(gone.err.contains("ne sont pas dans regles"), "{}", gone.err);
}

#[test]
fn a_list_of_resumes_is_made_only_where_one_is_asked_for() {
    let place = place();
    let ran = place.run(&["summaries", "cohorte", "-c", "regles/essai.toml"]);
    assert!(ran.code == 2 && ran.err.contains("ne demande pas de résumé"), "{}", ran.err);
    place
        .copy("broken/password.docx", "deux/laurent/dossier.docx")
        .copy("dossiers/titre/resume.md", "deux/laurent/resume.md");
    let ran = place.run(&["summaries", "deux", "-c", "ais"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("remis à part") && ran.out.contains("n'a pas pu être lu"), "{}", ran.out);
    let ran = place.run(&["summaries", "deux", "-o", "liste.docx"]);
    assert!(ran.out.is_empty() && ran.err.contains("liste.docx"), "{}{}", ran.out, ran.err);
}

#[test]
fn trying_a_rule_file_tells_what_no_example_tries() {
    let place = place();
    let none = place.run(&["rules", "test", "regles/essai.toml"]);
    assert!(none.code == 1 && none.out.contains("rien n'a été essayé"), "{}", none.out);
    let example = |expect: &str, text: &str| {
        format!(
            "{}\n[[example]]\nname = \"un\"\nexpect = {{ contexte = \"{expect}\" }}\ntext = \"\"\"\n{text}\"\"\"\n",
            rules()
        )
    };
    place.write("regles/essai.toml", &example("met", TEXT));
    let one = place.run(&["rules", "test", "regles/essai.toml"]);
    assert!(one.code == 0 && one.out.contains("contexte : aucun exemple ne montre"), "{}", one.out);
    place.write("regles/essai.toml", &example("not-met", TEXT));
    let wrong = place.run(&["rules", "test", "regles/essai.toml"]);
    assert!(wrong.code == 1 && wrong.out.contains("met, attendu not-met. "), "{}", wrong.out);
}

#[test]
fn all_the_faults_of_the_requirements_are_told_at_once() {
    let place = Place::new();
    let head = "schema = 1\ntitle = \"E\"\n[source]\nname = \"S\"\n";
    let requirement = |id: &str, more: &str| {
        format!(
            "[[requirement]]\nid = \"{id}\"\ntitle = {{ fr = \"t\", en = \"t\" }}\nseverity = \"error\"\nquote = \"q\"\nreference = \"r\"\n{more}\n"
        )
    };
    let told = |text: &str| {
        let ran = place.write("e.toml", text).run(&["rules", "validate", "e.toml"]);
        assert_eq!(ran.code, 2, "{text}");
        ran.err
    };
    let err = told(&[
        head,
        "[[requirement]]\nid = \"un\"\nseverity = \"error\"\n[requirement.presence]\ntopics = [\"contexte\"]\n",
        &requirement("deux", "[requirement.presence]\ntopics = [\"contxte\"]"),
        &requirement("trois", "[requirement.order]\nof = [\"trois\"]"),
        &requirement("quatre", "[requirement.codes]"),
    ].concat());
    for part in [
        "`un` : il manque `title`, `quote`, `reference`",
        "contxte",
        "se nomme elle-même",
        "aucune compétence",
        "aide : ",
    ] {
        assert!(err.contains(part), "{part}: {err}");
    }
    assert!(!err.contains("help:"), "{err}");
    let competency =
        |id: &str| format!("[[activity.competency]]\nid = \"{id}\"\nname = \"n\"\ncode = \"C1\"\n");
    let err = told(
        &[
            head,
            "[[activity]]\nid = \"A\"\nname = \"n\"\n",
            &competency("a"),
            &competency("b"),
            &requirement("r", "[requirement.codes]"),
        ]
        .concat(),
    );
    assert!(err.contains("`C1` est donné à deux compétences"), "{err}");
    let err = told(&[head, "title2 = \"sans fin\n"].concat());
    assert!(err.contains("TOML mal formé") && !err.contains("invalid"), "{err}");
}

#[test]
fn counts_and_outlines_are_not_told_as_a_check() {
    let place = Place::new();
    place.write("dossier.md", TEXT);
    for (command, format) in [("count", "csv"), ("outline", "sarif"), ("count", "human,junit=x.xml")] {
        let ran = place.run(&[command, "-f", format, "dossier.md"]);
        assert!(ran.code == 2 && ran.err.contains("conforme check"), "{command} {format}: {}", ran.err);
    }
    assert_eq!(place.run(&["count", "-f", "json", "dossier.md"]).code, 0);
}

/// Rules by which the slides are due with the dossier.
const DUE: &str = r#"
schema = 1
title = "Certification d'essai"
[source]
name = "Référentiel d'essai"
[[document]]
id = "dossier"
title = { fr = "le dossier", en = "the dossier" }
[[document]]
id = "resume"
title = { fr = "le résumé", en = "the résumé" }
names = ["resume"]
[[document]]
id = "presentation"
title = { fr = "le support", en = "the slides" }
names = ["presentation"]
[[requirement]]
id = "contexte"
title = { fr = "Contexte", en = "Context" }
severity = "error"
quote = "le contexte"
reference = "p. 1"
[requirement.presence]
topics = ["contexte"]
[[requirement]]
id = "support"
title = { fr = "Support remis", en = "Slides handed in" }
severity = "error"
quote = "le support est remis avec le dossier"
reference = "p. 2"
[requirement.agreement]
with = "presentation"
on = "presence"
due = true
"#;

#[test]
fn what_is_due_is_missed_where_all_that_was_handed_in_is_there() {
    let text = "# Contexte\n\nL'entreprise emploie douze personnes sur deux sites, dont un atelier, et vend des pièces.\n";
    let place = Place::new();
    place
        .write("essai.toml", DUE)
        .write("c/dupont/dossier.md", text)
        .write("c/dupont/resume.md", "# Résumé\n\nNous avons refait le réseau de l'agence.\n");
    let status = |args: &[&str]| {
        let ran = place.run(&[&["check", "-f", "json", "--no-cache"], args].concat());
        let report = json(&ran.out);
        let all =
            report["dossiers"][0]["requirements"].as_array().unwrap_or_else(|| panic!("{}", ran.err)).clone();
        let one = all.into_iter().find(|one| one["id"] == "support").unwrap();
        (one["status"].as_str().unwrap().to_owned(), one["severity"].as_str().unwrap().to_owned())
    };
    let is = |status: &str, severity: &str| (status.to_owned(), severity.to_owned());
    let (quiet, missed) = (is("not-judged", "info"), is("not-met", "error"));
    let own = ["-c", "essai.toml"];
    let files = ["c/dupont/dossier.md", "c/dupont/resume.md"];
    assert_eq!(status(&[&own[..], &files[..1]].concat()), quiet, "a lone dossier");
    assert_eq!(status(&[&own[..], &files[..1], &["--stage", "reception"]].concat()), quiet, "still alone");
    assert_eq!(status(&[&own[..], &files[..]].concat()), quiet, "nobody says that this is all");
    assert_eq!(status(&[&own[..], &files[..], &["--stage", "reception"]].concat()), missed);
    // On reception, all is there but what nobody read.
    let received = |candidate: &str| {
        place.run(&["receive", "c", "-c", "essai.toml", "-o", "recus", "--replace"]);
        let verified =
            place.run(&["verify", &format!("recus/{candidate}.json"), "--in", "c", "-c", "essai.toml"]);
        assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
        let receipt = json(&place.read(&format!("recus/{candidate}.json")));
        let all = receipt["answers"].as_array().unwrap().clone();
        all.into_iter().find(|one| one["id"] == "support").unwrap()["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(received("dupont"), "not-met");
    place.write("c/dupont/reste.zip", "PK");
    assert_eq!(received("dupont"), "not-judged", "it may be in there");
    std::fs::remove_file(place.path("c/dupont/reste.zip")).unwrap();
    // Where a configuration says where documents lie, a folder of the candidate's own is all.
    place.write(
        "conforme.toml",
        "certification = \"essai.toml\"\n[documents]\ndossier = \"c/{candidat}/dossier.*\"\n",
    );
    assert_eq!(status(&[]), missed);
    place.write("c/dupont/diapos.md", "# Le projet\n\nDouze postes.\n");
    assert_eq!(status(&[]), quiet, "it may be that one");
    place.write("c/dupont/presentation.md", "# Le projet\n\nDouze postes.\n");
    assert_eq!(status(&[]), is("met", "error"));
}
