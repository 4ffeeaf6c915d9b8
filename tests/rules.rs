//! The rule files that come with the program.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use conforme::certification::{BUILT_IN, Library, ToldError};
use conforme::message::Lang;

use support::rules::GOOD;

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
    [Lang::Fr, Lang::En].map(|lang| drawn(&error.told(lang, str::to_owned))).join("\n")
}

fn drawn(error: &ToldError) -> String {
    let mut out = String::new();
    miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::none())
        .with_width(100)
        .render_report(&mut out, error)
        .unwrap();
    out
}

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
fn topics_that_take_words_from_nowhere_or_from_themselves_are_told() {
    let topic = |id: &str, more: &str| {
        format!("[[topic]]\nid = \"{id}\"\nname = {{ fr = \"{id}\", en = \"{id}\" }}\n{more}\n")
    };
    let fault = |topics: &[String]| fault(&[&[GOOD.to_owned()], topics].concat().concat());
    let unknown = fault(&[topic("maquettes", "includes = [\"livrable\"]")]);
    assert!(unknown.contains("thème inconnu `livrable`"), "{unknown}");
    assert!(unknown.contains("vouliez-vous dire `livrables`"), "{unknown}");
    let circle =
        fault(&[topic("a", "includes = [\"b\"]"), topic("b", "aliases = [\"bé\"]\nincludes = [\"a\"]")]);
    assert!(circle.contains("`includes` tourne en rond") && circle.contains("[\"a\"]"), "{circle}");
    assert!(fault(&[topic("a", "includes = [\"a\"]")]).contains("tourne en rond"));
    assert!(fault(&[topic("a", "")]).contains("n'a aucun mot"));
    assert!(fault(&[topic("a", "aliases = [\"a\"]\nis = [\"resume\"]")]).contains("summary"));
}

#[test]
fn conditions_and_prohibitions_that_name_nothing_or_nobody_are_told() {
    let when = |when: &str| fault(&GOOD.replace("reference", &format!("when = {{ {when} }}\nreference")));
    assert!(when("").contains("`when` ne dit rien à chercher"), "{}", when(""));
    assert!(when("topics = [\"contxte\"]").contains("vouliez-vous dire `contexte`"));
    assert!(when("document = \"presentatoin\"").contains("document inconnu `presentatoin`"));
    assert!(when("mentions = [\"x\"]").contains("`mention`"), "{}", when("mentions = [\"x\"]"));
    let absence = |keys: &str| {
        fault(&GOOD.replace(
            "[requirement.presence]\ntopics = [\"contexte\"]",
            &format!("[requirement.absence]\n{keys}"),
        ))
    };
    assert!(absence("for-a-person = true").contains("`absence` ne dit rien à chercher"));
    assert!(absence("topics = [\"contxte\"]").contains("vouliez-vous dire `contexte`"));
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
fn the_ais_deadlines_are_the_ones_of_its_text_and_of_the_form_that_goes_with_it() {
    let ais = Library::built_in().load("ais-2018/titre").unwrap();
    let due: Vec<(&str, u32, bool)> =
        ais.deadlines.iter().map(|d| (d.id.as_str(), d.days, d.by_candidate)).collect();
    assert_eq!(
        due,
        [
            ("echeance-resume", 10, true),
            ("echeance-dossier", 1, true),
            ("echeance-jury", 5, false),
            ("echeance-dp", 0, true)
        ]
    );
}

#[test]
fn the_shipped_schema_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/schema.json");
    let current = conforme::certification::schema();
    if std::env::var_os("CONFORME_WRITE_SCHEMA").is_some() {
        std::fs::write(&path, &current).unwrap();
    }
    let shipped = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(shipped == current, "write it anew: CONFORME_WRITE_SCHEMA=1 cargo test --test rules schema");
}

/// Every requirement on the first document of every file is tried both ways: an example that meets it, unless only a
/// person can tell, and one that does not. Those on the other documents of a session, and the dossier professionnel,
/// whose pages no Markdown has, are tried in `tests/session.rs`.
#[test]
fn every_requirement_has_examples_both_ways() {
    use conforme::certification::Asks;
    use conforme::finding::Status;
    let all = Library::built_in().load_all().unwrap().into_iter();
    for certification in all.filter(|certification| certification.id != "dossier-professionnel") {
        let first = certification.requirements.first().map(|requirement| requirement.document.clone());
        let own = |requirement: &&conforme::certification::Requirement| {
            Some(&requirement.document) == first.as_ref()
        };
        for requirement in certification.requirements.iter().filter(own) {
            let expected: Vec<Status> = certification
                .examples
                .iter()
                .flat_map(|example| &example.expect)
                .filter(|(id, _)| *id == requirement.id)
                .map(|(_, status)| *status)
                .collect();
            let (certification, id) = (&certification.id, &requirement.id);
            let for_a_person = matches!(&requirement.asks, Asks::Mention(mention) if mention.for_a_person);
            assert!(
                for_a_person || expected.contains(&Status::Met),
                "{certification}: no example meets {id}"
            );
            let other = expected.iter().any(|status| *status != Status::Met);
            assert!(other, "{certification}: no example fails {id}");
        }
    }
}

const OVERLAY: &str = r#"schema = 1
overlay = true
title = "Centre d'essai"
applies-to = ["essai"]
[source]
name = "Livret du centre"
[[requirement]]
id = "centre-longueur"
title = { fr = "Soixante-dix pages", en = "Seventy pages" }
severity = "error"
quote = "Soixante-dix pages au moins."
reference = "Livret, p. 3"
[requirement.length]
of = "body"
decides = ["pages"]
pages = { parameter = "pages" }
[parameters]
pages = { min = 70 }
"#;

/// The test certification with an overlay.
fn overlaid(overlay: &str) -> Result<conforme::certification::Certification, String> {
    let mut library = with("essai", GOOD);
    library.insert("centre", overlay);
    library.load("essai").map_err(|error| {
        let mut out = String::new();
        let handler = miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::none());
        handler
            .with_width(100)
            .render_report(&mut out, &error.told(conforme::message::Lang::Fr, str::to_owned))
            .unwrap();
        out
    })
}

#[test]
fn an_overlay_stands_beside_the_official_rules() {
    let certification = overlaid(OVERLAY).unwrap_or_else(|error| panic!("{error}"));
    let ids: Vec<(&str, Option<&str>)> =
        certification.requirements.iter().map(|r| (r.id.as_str(), r.overlay.as_deref())).collect();
    assert_eq!(ids, [("contexte", None), ("centre-longueur", Some("Centre d'essai"))]);
    assert_ne!(certification.digest, with("essai", GOOD).load("essai").unwrap().digest);
    let elsewhere = overlaid(&OVERLAY.replace("[\"essai\"]", "[\"ais-2018\"]")).unwrap();
    assert_eq!(elsewhere.requirements.len(), 1);
}

#[test]
fn an_overlay_weighs_nothing_in_the_verdict() {
    use conforme::finding::{Status, Verdict};
    let certification = overlaid(OVERLAY).unwrap();
    let text = "# Contexte\n\nL'entreprise emploie douze personnes sur deux sites, dont un atelier, et vend des pièces à des \
                garages de la région ; elle existe depuis vingt ans.\n";
    let source = conforme::source::Source::new("a.md", text);
    let dossier = conforme::assess::assess(&source, &certification, &[], &conforme::read::Limits::default());
    assert_eq!(dossier.verdict, Verdict::Conforme);
    let centre = &dossier.findings[1];
    assert_eq!((centre.status, centre.overlay.as_deref()), (Status::NotMet, Some("Centre d'essai")));
    assert!(centre.title.fr.contains("consigne : Centre d'essai"), "{}", centre.title.fr);
}

#[test]
fn an_overlay_cannot_touch_the_official_rules() {
    let errors = [
        OVERLAY.replace("centre-longueur", "contexte"),
        OVERLAY.replace("overlay = true", "overlay = true\nextends = \"essai\""),
        format!("{OVERLAY}[aliases]\ncontexte = [\"le décor\"]\n"),
        OVERLAY.replace("[\"essai\"]", "[\"esai\"]"),
        OVERLAY.replace("parameter = \"pages\"", "parameter = \"page\""),
    ]
    .map(|text| overlaid(&text).expect_err("the overlay has a fault"));
    insta::assert_snapshot!(errors.join("\n"));
}

#[test]
fn what_is_not_in_force_yet_is_told_for_information() {
    use conforme::certification::Stage;
    use conforme::finding::{Severity, Verdict};
    let later = GOOD.replace("severity = \"error\"", "severity = \"error\"\nstage = \"depot\"");
    let judged = |stage| {
        let certification = with("essai", &later).load("essai").unwrap().at(stage);
        let source = conforme::source::Source::new(
            "a.md",
            "# Introduction\n\nVoici le projet que nous avons mené cette année dans l'atelier.\n\n# Bilan\n\nLe projet est fini.\n",
        );
        conforme::assess::assess(&source, &certification, &[], &conforme::read::Limits::default())
    };
    let draft = judged(Stage::Brouillon);
    assert_eq!((draft.findings[0].severity, draft.verdict), (Severity::Info, Verdict::Conforme));
    assert_eq!(draft.findings[0].in_force_from.as_deref(), Some("depot"));
    assert_eq!(judged(Stage::Depot).findings[0].severity, Severity::Error);
}

#[test]
fn stages_parameters_and_kinds_that_are_wrong_are_told() {
    let stage = GOOD.replace("severity = \"error\"", "severity = \"error\"\nstage = \"dépot\"");
    let help = GOOD.replace("quote =", "help = { fr = \"entre {pages.min} et 3\", en = \"x\" }\nquote =");
    let two = format!("{GOOD}[requirement.protection]\npassword = true\n");
    let codes =
        GOOD.replace("[requirement.presence]\ntopics = [\"contexte\"]", "[requirement.codes]\nof = [\"C1\"]");
    let empty = GOOD.replace("[\"contexte\"]", "[]");
    insta::assert_snapshot!([stage, help, two, codes, empty].map(|text| fault(&text)).join("\n"));
}

#[test]
fn an_edition_tells_its_dates_and_the_later_one() {
    let ais = Library::built_in().load("ais-2018/titre").unwrap();
    let told = |day: &str| -> Vec<String> {
        ais.edition(day.parse().unwrap()).into_iter().map(|message| message.fr).collect()
    };
    assert!(told("2026-12-07").iter().any(|text| text.contains("RNCP37680")));
    assert!(told("2018-01-01")[0].contains("à partir du"));
}

#[test]
fn words_that_no_example_tries_are_reported() {
    let text = format!("{GOOD}[aliases]\ncontexte = [\"le décor du projet\"]\n");
    let silent = conforme::assess::silent_aliases(&with("essai", &text).load("essai").unwrap());
    assert_eq!(silent.len(), 1);
    assert!(silent[0].fr.contains("le décor du projet"), "{silent:?}");
    let tried = format!(
        "{text}[[example]]\nname = \"x\"\nexpect = {{ contexte = \"met\" }}\ntext = \"\"\"\n# Le décor du projet\n\n{{{{60 mots}}}}\n\"\"\"\n"
    );
    let certification = with("essai", &tried).load("essai").unwrap();
    assert!(conforme::assess::silent_aliases(&certification).is_empty());
    assert!(conforme::assess::misfits(&certification).is_empty());
}

#[test]
fn every_word_of_the_rule_files_can_match_something() {
    for certification in Library::built_in().load_all().unwrap() {
        for told in conforme::assess::silent_aliases(&certification) {
            assert!(!told.fr.contains("ne reconnaît jamais"), "{}: {}", certification.id, told.fr);
        }
    }
}

#[test]
fn an_overlay_for_another_certification_is_idle() {
    let mut library = with("essai", GOOD);
    library.insert("centre", OVERLAY);
    assert_eq!(library.idle_overlays(&["essai"]).unwrap(), []);
    let idle = library.idle_overlays(&["ais-2018/titre"]).unwrap();
    assert_eq!(idle, [("centre.toml".to_owned(), "essai".to_owned())]);
}

#[test]
fn the_page_names_every_topic_and_kind() {
    let page =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/README.md")).unwrap();
    for topic in Library::built_in().lexicon().topics() {
        assert!(page.contains(&format!("`{}`", topic.id)), "{} is not in rules/README.md", topic.id);
    }
    let schema: serde_json::Value = serde_json::from_str(&conforme::certification::schema()).unwrap();
    for kind in schema["$defs"]["Requirement"]["properties"].as_object().unwrap().keys() {
        assert!(page.contains(kind), "{kind} is not in rules/README.md");
    }
}

#[test]
fn slips_of_a_trainer_are_told_in_the_words_of_the_page() {
    let one_language =
        GOOD.replace("title = { fr = \"Contexte\", en = \"Context\" }", "title = \"Contexte\"");
    assert!(fault(&one_language).contains("{ fr = \"…\", en = \"…\" }"), "{}", fault(&one_language));
    let due = format!(
        "{GOOD}[[deadline]]\nid = \"echeance\"\nof = \"dosier\"\ntitle = {{ fr = \"x\", en = \"x\" }}\ndays = 1\n\
         unit = \"ouvres\"\nwho = \"candidat\"\nquote = \"x\"\nreference = \"x\"\n"
    );
    assert!(fault(&due).contains("`dossier`"), "{}", fault(&due));
}

#[test]
fn an_overlay_for_a_short_name_or_a_file_is_told_the_id() {
    let library = Library::built_in();
    let mut certification = library.load("ais-2018/titre").unwrap();
    for (wanted, meant) in [("ais", "ais-2018/titre"), ("dwwm-2023.toml", "dwwm-2023")] {
        let text = OVERLAY.replace("applies-to = [\"essai\"]", &format!("applies-to = [\"{wanted}\"]"));
        let error = library.overlay(&mut certification, "centre.toml", &text).expect_err("no such id");
        let told = drawn(&error.told(Lang::Fr, str::to_owned));
        assert!(told.contains(&format!("vouliez-vous dire `{meant}`")), "{told}");
    }
}
