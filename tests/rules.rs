//! The rule files that come with the program.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use conforme::certification::{BUILT_IN, Library, ToldError};
use conforme::message::Lang;

/// Rule files that are no certification.
const OTHERS: [&str; 1] = ["lexicon"];

#[test]
fn every_rule_file_on_disk_is_built_in() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut on_disk = BTreeSet::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "toml") {
                let id = path.strip_prefix(&root).unwrap().with_extension("");
                on_disk.insert(id.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    for other in OTHERS {
        assert!(on_disk.remove(other), "{other}.toml is missing");
    }
    let listed: BTreeSet<String> = BUILT_IN.iter().map(|(id, _)| (*id).to_owned()).collect();
    assert_eq!(on_disk, listed);
}

#[test]
fn every_built_in_certification_loads() {
    let all = Library::built_in().load_all().unwrap_or_else(|error| panic!("{error:?}"));
    assert!(all.len() >= 4);
    for certification in &all {
        assert!(!certification.requirements.is_empty(), "{}", certification.id);
        assert!(!certification.short.is_empty(), "{}", certification.id);
    }
}

#[test]
fn short_names_are_not_shared() {
    let mut seen = BTreeSet::new();
    for certification in Library::built_in().load_all().unwrap() {
        for short in certification.short {
            assert!(seen.insert(short.clone()), "{short} names two certifications");
        }
    }
}

/// A library with one more file.
fn with(id: &str, text: &str) -> Library {
    let mut library = Library::built_in();
    library.insert(id, text);
    library
}

/// What a user sees of a fault in `text`, in French, then in English.
fn fault(text: &str) -> String {
    let error = with("essai", text).load("essai").expect_err("the file has a fault");
    [Lang::Fr, Lang::En].map(|lang| drawn(&error.told(lang))).join("\n")
}

fn drawn(error: &ToldError) -> String {
    let mut out = String::new();
    miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::none())
        .with_width(100)
        .render_report(&mut out, error)
        .unwrap();
    out
}

const GOOD: &str = r#"schema = 1
title = "Essai"
[source]
name = "Texte d'essai"
[[requirement]]
id = "contexte"
title = { fr = "Contexte", en = "Context" }
severity = "error"
quote = "le contexte"
reference = "p. 1"
[requirement.presence]
topics = ["contexte"]
"#;

#[test]
fn a_small_rule_file_loads() {
    let certification = with("essai", GOOD).load("essai").unwrap();
    assert_eq!(certification.requirements.len(), 1);
}

#[test]
fn unknown_keys_are_told_with_the_nearest_one() {
    insta::assert_snapshot!(fault(&GOOD.replace("severity =", "severite =")));
}

#[test]
fn unknown_topics_are_told_with_the_nearest_one() {
    insta::assert_snapshot!(fault(&GOOD.replace("[\"contexte\"]", "[\"contxte\"]")));
}

#[test]
fn impossible_ranges_are_told() {
    let length =
        "[requirement.length]\nof = \"body\"\ndecides = [\"pages\"]\npages = { min = 60, max = 40 }\n";
    let (head, _) = GOOD.split_once("[requirement.presence]").unwrap();
    insta::assert_snapshot!(fault(&format!("{head}{length}")));
    insta::assert_snapshot!(fault(&format!("{head}{}", length.replace("min = 60, max = 40", ""))));
}

#[test]
fn dangling_ids_are_told() {
    insta::assert_snapshot!(fault(&GOOD.replace("schema = 1", "schema = 1\nrequirements = [\"contxt\"]")));
    insta::assert_snapshot!(fault(&GOOD.replace("schema = 1", "schema = 1\nextends = \"ais-2018/comun\"")));
}

#[test]
fn two_equal_ids_are_told() {
    let (_, requirement) = GOOD.split_once("[[requirement]]").unwrap();
    insta::assert_snapshot!(fault(&format!("{GOOD}[[requirement]]{requirement}")));
}

#[test]
fn a_bad_alias_is_told() {
    insta::assert_snapshot!(fault(&format!("{GOOD}[aliases]\ncontexte = [\"le décor\", \"1.2 — \"]\n")));
}

#[test]
fn files_that_extend_one_another_in_a_circle_are_told() {
    let mut library = with("a", "schema = 1\nextends = \"b\"\n");
    library.insert("b", "schema = 1\nextends = \"a\"\n");
    assert!(library.load("a").expect_err("a circle").message.fr.contains("en rond"));
}

#[test]
fn a_bad_date_is_told() {
    insta::assert_snapshot!(fault(&GOOD.replace("[source]", "[source]\nvalid-from = \"2018-02-30\"")));
}

#[test]
fn a_topic_of_the_file_itself_is_known_and_not_twice() {
    let topic =
        "[[topic]]\nid = \"maquettes\"\nname = { fr = \"m\", en = \"m\" }\naliases = [\"nos maquettes\"]\n";
    let text = GOOD.replace("[\"contexte\"]", "[\"maquettes\"]") + topic;
    let certification = with("essai", &text).load("essai").unwrap();
    assert!(certification.lexicon.fit("maquettes", "Nos maquettes").is_some_and(|fit| fit.is_sure()));
    let error = with("essai", &text.replace("maquettes\"", "contexte\"")).load("essai").unwrap_err();
    assert!(error.message.fr.contains("existe déjà"), "{error}");
}

#[test]
fn the_examples_of_the_rule_files_get_their_answers() {
    let all = Library::built_in().load_all().unwrap();
    assert!(all.iter().map(|certification| certification.examples.len()).sum::<usize>() >= 4);
    for certification in &all {
        let misfits: Vec<String> =
            conforme::assess::misfits(certification).into_iter().map(|m| m.fr).collect();
        assert!(misfits.is_empty(), "{}: {misfits:?}", certification.id);
    }
}

#[test]
fn the_schema_takes_every_rule_file() {
    let schema: serde_json::Value =
        serde_json::from_str(&conforme::certification::schema()).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (id, text) in BUILT_IN {
        let value: serde_json::Value = toml::from_str(text).unwrap();
        let faults: Vec<String> = validator.iter_errors(&value).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{id}: {faults:?}");
    }
    let wrong = serde_json::json!({"schema": 1, "titel": "x"});
    assert!(!validator.is_valid(&wrong));
}

#[test]
fn an_example_with_an_unknown_requirement_is_told() {
    let example = "[[example]]\nname = \"x\"\ntext = \"x\"\nexpect = { contxte = \"met\" }\n";
    let error = with("essai", &format!("{GOOD}{example}")).load("essai").unwrap_err();
    assert!(error.help.is_some_and(|help| help.fr.contains("contexte")), "{:?}", error.message);
}

#[test]
fn the_ais_deadlines_are_the_ones_of_its_text() {
    let ais = Library::built_in().load("ais-2018/titre").unwrap();
    let due: Vec<(&str, u32, bool)> =
        ais.deadlines.iter().map(|d| (d.id.as_str(), d.days, d.by_candidate)).collect();
    assert_eq!(
        due,
        [("echeance-resume", 10, true), ("echeance-dossier", 1, true), ("echeance-jury", 5, false)]
    );
}
