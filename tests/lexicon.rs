//! The built-in lexicon: its own examples, every alias and every counter-example, and titles of many shapes.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use conforme::lexicon::{BUILT_IN, Fit, Lexicon, OwnNames, Problem};

fn sure(topic: &str, title: &str) -> bool {
    Lexicon::built_in().fit(topic, title).as_ref().is_some_and(Fit::is_sure)
}

/// The phrases of one list of every topic, with the topic's id.
fn phrases(list: &str) -> Vec<(String, String)> {
    let file: toml::Table = BUILT_IN.parse().unwrap();
    let topics = file["topic"].as_array().unwrap();
    topics
        .iter()
        .flat_map(|topic| {
            let id = topic["id"].as_str().unwrap().to_owned();
            let phrases = topic.get(list).and_then(toml::Value::as_array).cloned().unwrap_or_default();
            phrases.into_iter().map(move |phrase| (id.clone(), phrase.as_str().unwrap().to_owned()))
        })
        .collect()
}

#[test]
fn the_lexicon_bears_out_its_own_examples() {
    assert_eq!(Lexicon::parse(BUILT_IN).unwrap().misfits(), []);
}

#[test]
fn every_topic_has_examples_of_both_kinds_but_for_weak_ones() {
    let file: toml::Table = BUILT_IN.parse().unwrap();
    for topic in file["topic"].as_array().unwrap() {
        for kind in ["match", "no-match"] {
            let examples = topic.get("examples").and_then(|examples| examples.get(kind));
            assert!(
                examples.is_some_and(|list| !list.as_array().unwrap().is_empty()),
                "{} {kind}",
                topic["id"]
            );
        }
    }
}

#[test]
fn every_alias_finds_its_topic_however_it_is_typed() {
    for list in ["aliases", "alone"] {
        for (topic, phrase) in phrases(list) {
            let phrase = phrase.trim_start_matches(['=', ' ']);
            for title in [
                phrase.to_owned(),
                format!("3.1.2 {}", phrase.to_uppercase()),
                format!("IV - {phrase} :"),
                format!("{}\u{a0}. . . . . . 12", phrase.replace('\'', "\u{2019}")),
            ] {
                assert!(sure(&topic, &title), "{topic}: {title}");
            }
        }
    }
}

#[test]
fn no_counter_example_finds_its_topic() {
    for (topic, phrase) in phrases("not") {
        let title = phrase.trim_start_matches(['=', ' ']);
        assert!(!sure(&topic, title), "{topic}: {title} {:?}", Lexicon::built_in().fit(&topic, title));
    }
}

#[test]
fn weak_phrases_only_come_near() {
    for (topic, phrase) in phrases("weak") {
        let fit = Lexicon::built_in().fit(&topic, &format!("{phrase} élastique trimestrielle"));
        let fit = fit.unwrap_or_else(|| panic!("{topic}: {phrase}"));
        assert!(!fit.is_sure() && fit.score > 0.3, "{topic}: {phrase} {}", fit.score);
    }
}

#[test]
fn vague_phrases_come_near_alone_and_say_nothing_in_company() {
    for (topic, phrase) in phrases("vague") {
        let phrase = phrase.trim_start_matches(['=', ' ']);
        let fit = Lexicon::built_in().fit(&topic, phrase).unwrap_or_else(|| panic!("{topic}: {phrase}"));
        assert!(!fit.is_sure() && fit.score > 0.5, "{topic}: {phrase} {}", fit.score);
        assert!(!sure(&topic, &format!("{phrase} élastique trimestrielle")), "{topic}: {phrase}");
    }
    assert_eq!(Lexicon::built_in().fit("choix-solutions", "Architecture de la grappe"), None);
}

#[test]
fn what_stands_in_quotation_marks_is_a_name() {
    assert!(!sure("moyens", "Page « Moyens fournis »"));
    assert!(sure("moyens", "« Moyens fournis »"));
    assert!(sure("moyens", "Projet : « Moyens fournis »"));
}

#[test]
fn a_title_is_about_what_it_says_first() {
    assert!(sure("contexte", "Contexte de la migration de la messagerie vers un hébergement souverain"));
    assert!(!sure("contexte", "Diagramme de contexte"));
    assert!(!sure("taches", "Écran de saisie des tâches"));
    assert!(sure("objectifs", "Présentation du contexte et des objectifs"));
    assert!(!sure("taches", "Gestion des rôles et des tâches"));
}

#[test]
fn what_a_long_title_says_late_or_in_passing_is_not_what_it_is_about() {
    assert!(!sure("organisation", "Étape 2 : lecture des lignes depuis LigneModel et sa méthode findAll()"));
    assert!(!sure("realisation", "Configuration : app/config.php"));
    assert!(sure("realisation", "Extraits de code de InvoiceController.php"));
    assert!(!sure("planning", "4. Travaux 4.1. Formation 4.2. Audit 4.3. Feuille de route"));
    assert!(!sure(
        "besoin",
        "Le serveur central se découpe en petits services indépendants et remplaçables. Les fonctionnalités attendues y sont"
    ));
    assert!(!sure("realisation", "En phase de développement"));
    assert!(sure("entreprise", "Présentation générale de l'entreprise"));
    assert!(!sure("entreprise", "Application générale de l'entreprise"));
}

#[test]
fn a_counter_example_is_one_phrase() {
    assert!(sure("gestion-projet", "Gestion du projet et planning"));
    assert!(!sure("gestion-projet", "Gestion des plannings"));
}

#[test]
fn a_title_may_serve_several_topics() {
    for topic in ["contexte", "besoin"] {
        assert!(sure(topic, "Contexte et besoins"), "{topic}");
    }
    for topic in ["resultats", "livrables", "delais"] {
        assert!(sure(topic, "- les résultats ou livrables attendus, les délais"), "{topic}");
    }
    for topic in ["planning", "suivi", "gestion-projet"] {
        assert!(sure(topic, "La gestion du projet (planning et suivi)"), "{topic}");
    }
}

#[test]
fn what_a_title_is_about_depends_on_the_titles_above_it() {
    let lexicon = Lexicon::built_in();
    let sure_under = |topic: &str, title: &str, above: &str| {
        lexicon
            .fits_under(title, [above], &OwnNames::default())
            .iter()
            .any(|fit| fit.topic == topic && fit.is_sure())
    };
    assert!(sure_under("acteurs", "Acteurs", "Gestion du projet"));
    assert!(!sure_under("acteurs", "Acteurs", "6.2 Diagramme de cas d'utilisation (UML)"));
    assert!(sure_under("livrables", "Résultats attendus", "Cahier des charges"));
    assert!(!sure_under("livrables", "Résultats attendus", "VIII. Présentation du jeu d'essai"));
}

#[test]
fn a_typing_error_comes_near_and_no_more() {
    let fit = Lexicon::built_in().fit("contexte", "Contexe").unwrap();
    assert!(!fit.is_sure() && fit.score >= 0.5, "{}", fit.score);
    assert_eq!(fit.matched, ["Contexe"]);
}

#[test]
fn a_counter_example_only_covers_its_own_words() {
    assert!(sure("organisation", "Organisation du code et méthodologie"));
    assert!(sure("acteurs", "Gestion des rôles et interlocuteurs"));
}

#[test]
fn the_nearest_title_is_found_among_many() {
    let titles = ["Sommaire", "Ma démarche", "Les délais imposés", "Planning", "Annexes"];
    let (index, fit) = Lexicon::built_in().nearest("delais", titles).unwrap();
    assert_eq!((index, fit.matched.as_slice()), (2, ["délais".to_owned()].as_slice()));
    assert_eq!(Lexicon::built_in().nearest("delais", ["Sommaire", "Remerciements"]), None);
}

#[test]
fn what_is_wrong_with_a_lexicon_is_told_with_its_place() {
    let topic = |rest: &str| format!("[[topic]]\nid = \"a\"\nname = {{ fr = \"a\", en = \"a\" }}\n{rest}");
    let cases = [
        (topic("aliases = [\"besoin\"]\nalias = [\"x\"]"), None, "alias"),
        (topic("aliases = [\"de la\"]"), Some(Problem::NoWords("de la".into())), "\"de la\""),
        (
            topic("aliases = [\"besoin\", \"Les besoins\"]"),
            Some(Problem::Repeated("Les besoins".into())),
            "\"Les besoins\"",
        ),
        (topic("weak = [\"besoin\"]"), Some(Problem::NoAlias("a".into())), "\"a\""),
        (topic("includes = [\"b\"]"), Some(Problem::UnknownTopic("b".into())), "\"b\""),
        (
            topic("aliases = [\"x y\"]") + "\n" + &topic("aliases = [\"zz\"]"),
            Some(Problem::DuplicateTopic("a".into())),
            "\"a\"",
        ),
        (
            "[[topic]]\nid = \"É\"\nname = { fr = \"a\", en = \"a\" }".to_owned(),
            Some(Problem::BadId("É".into())),
            "\"É\"",
        ),
    ];
    for (text, problem, place) in cases {
        let error = Lexicon::parse(&text).unwrap_err();
        if let Some(problem) = problem {
            assert_eq!(error.problem, problem);
        }
        assert_eq!(&text[error.span.clone().unwrap()], place, "{error:?}");
        assert!(!error.message().is_empty());
    }
}

#[test]
fn hostile_titles_are_only_titles() {
    let lexicon = Lexicon::built_in();
    for title in
        [String::new(), "-\n".repeat(5000), "a ".repeat(5000), "\u{200b}".repeat(9999), "1.".repeat(9999)]
    {
        assert_eq!(lexicon.fits(&title), []);
    }
    let long = "tâches récurrentes ".repeat(2000);
    assert!(lexicon.fits(&long).len() < 60);
}
