//! What shows a thing that is to be mentioned, and what only names it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use conforme::assess::assess;
use conforme::certification::Library;
use conforme::finding::{Finding, Status};
use conforme::read::Limits;
use conforme::source::Source;

const RULES: &str = r#"
schema = 1
title = "Certification d'essai"
[source]
name = "Référentiel d'essai, 2026"
[[requirement]]
id = "evacuation"
title = { fr = "Évacuation", en = "Evacuation" }
severity = "error"
quote = "un plan d'évacuation"
reference = "p. 1"
[requirement.mention]
of = [{ title = { fr = "un plan d'évacuation", en = "an evacuation plan" }, any-of = ["plan d'évacuation", "consignes de sortie"], vague = ["sortie", "porte"] }]
"#;

const REST: &str =
    "La salle reçoit deux cents personnes le samedi, et l'association en tient la caisse avec la mairie.";

/// The answer on a document with `body` between two other parts.
fn on(body: &str) -> Finding {
    let mut library = Library::built_in();
    library.insert("essai", RULES);
    let certification = library.load("essai").unwrap();
    let text = format!("# La salle\n\n{REST}\n\n{body}\n\n# Bilan\n\n{REST}\n");
    let dossier = assess(&Source::new("a.md", text), &certification, &[], &Limits::default());
    dossier.findings.into_iter().find(|finding| finding.requirement == "evacuation").unwrap()
}

#[test]
fn a_heading_shows_a_thing_with_text_under_it_alone() {
    for below in [
        "Deux bénévoles guident le public, puis chacun rejoint la place.",
        "![Le plan de la salle](plan.png)",
        "- deux portes\n- un point de rencontre",
        "| Porte | Bénévole |\n|---|---|\n| Nord | Lise |",
        "## Étapes\n\nLes portes sont ouvertes par deux bénévoles, puis chacun rejoint la place.",
    ] {
        let answer = on(&format!("# Plan d'évacuation\n\n{below}"));
        assert_eq!(answer.status, Status::Met, "{below}");
    }
    for below in ["", "À compléter.", "TODO", "Lise Roux"] {
        let answer = on(&format!("# Plan d'évacuation\n\n{below}"));
        assert_eq!(answer.status, Status::NotJudged, "{below}");
        assert!(
            answer.message.fr.contains("Seul un titre évoque un plan d'évacuation"),
            "{}",
            answer.message.fr
        );
    }
    assert_eq!(on("# Caisse\n\nElle est tenue par deux bénévoles.").status, Status::NotMet);
}

#[test]
fn the_title_of_the_document_shows_nothing() {
    let mut library = Library::built_in();
    library.insert("essai", RULES);
    let certification = library.load("essai").unwrap();
    let status = |text: String| {
        let dossier = assess(&Source::new("a.md", text), &certification, &[], &Limits::default());
        dossier.findings.into_iter().next().unwrap().status
    };
    for parts in 2..5 {
        let parts: String = (1..parts).map(|part| format!("## Partie {part}\n\n{REST}\n\n")).collect();
        assert_eq!(
            status(format!("# Plan d'évacuation de la salle\n\nLise Roux\n\n{parts}")),
            Status::NotJudged
        );
    }
}

#[test]
fn a_sentence_that_denies_a_thing_does_not_show_it() {
    for denied in [
        "Il n'y a aucun plan d'évacuation dans ce bâtiment, et la mairie le sait depuis deux ans déjà.",
        "Il n'y a ni plan d'évacuation ni alarme dans ce bâtiment, et la mairie le sait.",
        "Le plan d'évacuation n'a pas été fait, faute de temps.",
        "Nous n'avons pas écrit de plan d'évacuation. Les consignes de sortie ne sont pas rédigées.",
    ] {
        let answer = on(&format!("# Sécurité\n\n{denied}"));
        assert_eq!(answer.status, Status::NotJudged, "{denied}");
        assert!(answer.message.fr.contains("que pour dire que ce n'est pas là"), "{}", answer.message.fr);
    }
    for told in [
        "Il n'y avait aucun plan d'évacuation. J'ai écrit le plan d'évacuation au printemps.",
        "Il n'y avait aucun plan d'évacuation.\n\nLes consignes de sortie sont au mur depuis mai.",
        "Le plan d'évacuation n'a pas été simple à écrire.",
        "Aucun problème n'est apparu : le plan d'évacuation a été suivi.",
    ] {
        assert_eq!(on(&format!("# Sécurité\n\n{told}")).status, Status::Met, "{told}");
    }
}

#[test]
fn a_common_word_leaves_a_thing_to_a_person() {
    let answer = on("# Sécurité\n\nLa porte du fond ouvre sur la place.");
    assert_eq!(answer.status, Status::NotJudged);
    assert!(answer.message.fr.contains("Seul un mot courant"), "{}", answer.message.fr);
}
