//! What is found, and what only looks like it: the abstract, the résumé, the annexes, the competencies.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write;

use conforme::assess::assess;
use conforme::certification::Library;
use conforme::dossier::Dossier;
use conforme::finding::{Finding, Status};
use conforme::read::Limits;
use conforme::source::Source;
use conforme::structure::ZoneKind;

const ENGLISH: &str = "The project that I carried out during my apprenticeship is about the renewal of the whole server \
    platform of a farming cooperative with seven sites and four hundred members. I first listened to the people who \
    use the machines every day, wrote their needs down and compared three ways to meet them. I then built a cluster of \
    three nodes with replicated storage, moved every virtual machine without stopping the scales, and wrote the \
    procedures that the team now follows.";

const FRENCH: &str = "Le projet que j'ai mené pendant mon alternance porte sur le renouvellement de la plateforme de \
    serveurs d'une coopérative agricole de sept sites et de quatre cents adhérents. J'ai d'abord écouté les personnes \
    qui utilisent les machines chaque jour, noté leurs besoins et comparé trois manières d'y répondre.";

/// The competencies that the titre requires, as the référentiel names them.
const NAMES: [&str; 8] = [
    "Administrer et sécuriser le réseau d’entreprise",
    "Administrer et sécuriser une infrastructure de serveurs virtualisée",
    "Appliquer les bonnes pratiques et participer à la qualité de service",
    "Créer des scripts d’automatisation",
    "Administrer les services dans une infrastructure distribuée",
    "Proposer une solution informatique répondant à des besoins nouveaux",
    "Mesurer et analyser le niveau de sécurité de l’infrastructure",
    "Participer à l’élaboration et à la mise en œuvre de la politique de sécurité",
];

/// A small dossier: `front` before the cahier des charges, `work` at the end of the réalisation, `end` after the
/// conclusion. `EN` and `FR` stand for a passage in English and in French.
fn dossier(front: &str, work: &str, end: &str) -> Dossier {
    let text = format!(
        "# Dossier de projet\n\nCamille Exemple\n\n{front}\n\n# Cahier des charges\n\nFR\n\n## Contexte\n\nFR\n\n\
         # Réalisation\n\nFR\n\n## Choix des solutions\n\nFR\n\n{work}\n\n# Conclusion\n\nFR\n\n{end}\n"
    );
    let text = text.replace("EN", ENGLISH).replace("FR", FRENCH);
    let source = Source::new("dossier.md", text);
    assess(&source, &Library::built_in().load("ais-2018/titre").unwrap(), &[], &Limits::default())
}

fn finding<'a>(dossier: &'a Dossier, id: &str) -> &'a Finding {
    dossier.findings.iter().find(|finding| finding.requirement == id).unwrap()
}

fn status(dossier: &Dossier, id: &str) -> Status {
    finding(dossier, id).status
}

/// The answers on a dossier whose cahier des charges bears a title of its own, and holds `means` beside other parts.
fn in_own_words(means: &str) -> Dossier {
    let text = format!(
        "# Que voulait la direction ?\n\nFR\n\n## Dans quel contexte ai-je travaillé ?\n\nFR\n\n## Ma mission\n\nFR\n\n\
         ## Objectifs\n\nFR\n\n{means}\n\n## Délais\n\nFR\n\n# Réalisation\n\nFR\n\n## Avec quels acteurs ai-je échangé ?\n\nFR\n"
    );
    let text = text.replace("FR", FRENCH);
    let source = Source::new("dossier.md", text);
    assess(&source, &Library::built_in().load("ais-2018/titre").unwrap(), &[], &Limits::default())
}

/// The headings of the annexes and of the text behind them.
fn annexes(end: &str) -> (Option<String>, Option<String>) {
    let dossier = dossier("", "", end);
    let zones = &dossier.zones;
    let at = zones.iter().position(|zone| zone.kind == ZoneKind::Annexes);
    let heading = |at: usize| zones.get(at).and_then(|zone| zone.heading.clone());
    (at.and_then(heading), at.and_then(|at| heading(at + 1)))
}

#[test]
fn the_language_of_the_text_tells_the_abstract_and_not_its_heading() {
    for front in [
        "# Abstract\n\nEN",
        "**Abstract**\n\nEN",
        "# Summary\n\nEN",
        "# Résumé / Abstract\n\nFR\n\nEN",
        "# Résumé\n\nFR\n\n## English version\n\nEN",
        "# Résumé en anglais\n\nEN",
    ] {
        let dossier = dossier(front, "", "");
        let found = finding(&dossier, "abstract");
        assert_eq!((found.status, found.language.as_deref()), (Status::Met, Some("en")), "{front}");
    }
}

#[test]
fn an_abstract_that_is_none_is_told_as_what_it_is() {
    let told = |front: &str| {
        let dossier = dossier(front, "", "");
        let found = finding(&dossier, "abstract");
        (found.status, found.message.fr.clone())
    };
    let (status, message) = told("# Abstract\n");
    assert!(status == Status::NotMet && message.contains("pas de texte dessous"), "{message}");
    let (status, message) = told("# Abstract\n\nFR");
    assert!(status == Status::NotMet && message.contains("en français"), "{message}");
    let (status, message) = told("# Abstract\n\n![abstract](abstract.png)");
    assert!(status == Status::NotJudged && message.contains("image"), "{message}");
    let (status, message) = told("# Abstract\n\n```\nfor x in range(10): print(x)\n```");
    assert!(status == Status::NotMet && message.contains("pas de texte dessous"), "{message}");
    let (status, message) = told("# Introduction\n\nEN");
    assert!(status == Status::NotJudged && message.contains("pourrait en tenir lieu"), "{message}");
    let (status, message) = told("");
    assert!(
        status == Status::NotMet && message.contains("aucun passage du dossier n'est en anglais"),
        "{message}"
    );
}

#[test]
fn an_english_extract_in_a_chapter_is_no_abstract_and_not_denied() {
    for work in [
        "## Extrait anglophone\n\nFR\n\n> EN\n\n### Traduction\n\nFR",
        "## Veille\n\nFR\n\nEN",
        "## Recherche sur un site anglophone\n\nEN\n\nFR",
        "## Problème rencontré\n\nFR\n\nEN",
    ] {
        let dossier = dossier("", work, "");
        let found = finding(&dossier, "abstract");
        assert_eq!(found.status, Status::NotMet, "{work}");
        assert!(found.message.fr.contains("n'en tient pas lieu"), "{work}: {}", found.message.fr);
        assert!(found.passages.iter().any(|place| place.line.is_some()), "{work}");
    }
}

#[test]
fn an_extract_before_its_translation_is_no_abstract() {
    let dossier =
        dossier("# Interface\n\nFR\n\nEN\n\n## Traduction\n\nFR\n\n# Suite\n\nFR\n\nFR\n\nFR", "", "");
    assert_eq!(status(&dossier, "abstract"), Status::NotMet);
}

#[test]
fn a_dossier_in_english_throughout_needs_the_heading_of_its_abstract() {
    let english = |front: &str| {
        let text = format!(
            "# Report\n\n# Acknowledgements\n\nEN\n\n{front}\n\n# Company Overview\n\nEN\n\n# Implementation\n\nEN"
        );
        let source = Source::new("dossier.md", text.replace("EN", ENGLISH));
        assess(&source, &Library::built_in().load("ais-2018/titre").unwrap(), &[], &Limits::default())
    };
    let without = english("");
    assert_eq!(status(&without, "abstract"), Status::NotMet);
    assert!(finding(&without, "abstract").message.fr.contains("tout le dossier est en anglais"));
    assert_eq!(status(&english("# Executive summary\n\nEN"), "abstract"), Status::Met);
    assert_eq!(status(&without, "contexte"), Status::Met);
    assert_eq!(status(&without, "realisation"), Status::Met);
}

#[test]
fn a_line_in_bold_or_with_a_number_heads_what_follows_it() {
    for (work, expected) in [
        ("**Organisation de la migration**\n\nFR", Status::Met),
        ("**Organisation de la migration :**\n\nFR", Status::Met),
        ("4.2 Organisation de la migration\n\nFR", Status::Met),
        ("**Organisation de la migration**\n\n- un\n- deux\n- trois", Status::Met),
        ("**Organisation de la migration**", Status::NotJudged),
        ("**Organisation de la migration**\n\n**Autre chose**\n\nFR", Status::NotJudged),
        ("- **Organisation de la migration**\n\nFR", Status::NotJudged),
        ("Organisation de la migration\n\nFR", Status::NotMet),
    ] {
        let found = status(&dossier("", work, ""), "organisation");
        assert_eq!(found, expected, "{work}");
    }
}

#[test]
fn a_list_under_a_heading_is_content() {
    let work =
        |list: &str| status(&dossier("", &format!("## Gestion de projet\n\n{list}"), ""), "gestion-projet");
    assert_eq!(work("- Planning\n- Suivi\n- Réunions"), Status::Met);
    assert_eq!(work("Planning"), Status::NotJudged);
    assert_eq!(work(""), Status::NotMet);
}

#[test]
fn an_abstract_among_the_annexes_is_shown_to_a_person() {
    let dossier = dossier("", "", "# Annexes\n\n## Abstract\n\nEN");
    assert_eq!(status(&dossier, "abstract"), Status::NotJudged);
}

#[test]
fn the_french_resume_is_found_beside_the_abstract() {
    for front in [
        "# Résumé\n\nFR FR\n\n# Abstract\n\nEN",
        "# Résumé du projet en français\n\nFR FR\n\n# Project summary\n\nEN",
        "# Résumé / Abstract\n\nFR FR\n\nEN",
    ] {
        let dossier = dossier(front, "", "");
        assert_eq!(status(&dossier, "resume"), Status::Met, "{front}");
        assert_eq!(status(&dossier, "abstract"), Status::Met, "{front}");
    }
    assert_eq!(status(&dossier("# Résumé\n\nEN", "", ""), "resume"), Status::NotJudged);
    assert_eq!(status(&dossier("", "", ""), "resume"), Status::NotJudged);
}

#[test]
fn annexes_are_found_however_they_are_announced() {
    for (end, heading) in [
        ("# Annexe\n\nFR", "Annexe"),
        ("# 12. Annexes\n\nFR", "12. Annexes"),
        ("# Annexe 1 : plan\n\nFR", "Annexe 1 : plan"),
        ("# Annexe A – Plan\n\nFR\n\n# Annexe B – Code\n\nFR", "Annexe A – Plan"),
        ("**ANNEXES**\n\n**Annexe 1 : plan**\n\nFR", "ANNEXES"),
        (
            "# Liste des annexes\n\n- Annexe 1 : plan\n- Annexe 2 : code\n\n# Annexe 1 : plan\n\nFR",
            "Annexe 1 : plan",
        ),
    ] {
        assert_eq!(annexes(end), (Some(heading.to_owned()), None), "{end}");
    }
    assert_eq!(annexes("## Voir annexe 2\n\nFR"), (None, None));
}

#[test]
fn text_behind_the_annexes_is_text() {
    for (end, heading) in [
        ("# Annexes\n\n## Annexe 1\n\nFR\n\n# Remerciements\n\nFR", "Remerciements"),
        ("# 5. Annexes\n\nFR\n\n# 6. Bilan personnel\n\nFR", "6. Bilan personnel"),
    ] {
        assert_eq!(annexes(end).1.as_deref(), Some(heading), "{end}");
    }
}

#[test]
fn competencies_are_found_quoted_paraphrased_in_a_table_a_list_or_a_sentence() {
    let table = NAMES.iter().fold("| AT | Compétence |\n|---|---|\n".to_owned(), |mut table, name| {
        writeln!(table, "| AT1 | {name} |").unwrap();
        table
    });
    let list: String = NAMES.iter().map(|name| format!("- {name}\n")).collect();
    let sentence = format!("Pendant ce projet, j'ai pu {}.", NAMES.map(str::to_lowercase).join(", "));
    let paraphrased = "- Administration et sécurisation du réseau de l'entreprise\n\
        - Administration d'une infrastructure de serveurs virtualisés, sécurisée\n\
        - Application des bonnes pratiques et participation à la qualité des services\n\
        - Création de scripts d'automatisation\n\
        - Administration des services d'une infrastructure distribuée\n\
        - Proposition d'une solution informatique répondant aux besoins nouveaux\n\
        - Mesure et analyse du niveau de sécurité de l'infrastructure\n\
        - Participation à l'élaboration et à la mise en œuvre de la politique de sécurité\n";
    for (listing, in_table) in [
        (table.as_str(), Status::Met),
        (list.as_str(), Status::NotMet),
        (sentence.as_str(), Status::NotMet),
        (paraphrased, Status::NotMet),
    ] {
        let dossier = dossier(&format!("# Compétences mobilisées\n\n{listing}"), "", "");
        assert_eq!(status(&dossier, "competences"), Status::Met, "{listing}");
        assert_eq!(status(&dossier, "competences-tableau"), in_table, "{listing}");
        assert_eq!(status(&dossier, "couverture-competences"), Status::Met, "{listing}");
    }
    let dossier = dossier(&format!("# Introduction\n\nFR\n\n{table}"), "", "");
    assert_eq!(status(&dossier, "competences"), Status::Met, "no heading announces it");
    assert_eq!(status(&dossier, "couverture-competences"), Status::Met);
}

#[test]
fn a_competency_that_is_said_not_to_be_covered_is_left_to_a_person() {
    let list = |last: &str| {
        let named: String = NAMES[..NAMES.len() - 1].iter().map(|name| format!("- {name}\n")).collect();
        let dossier = dossier(&format!("# Compétences mobilisées\n\n{named}{last}"), "", "");
        (
            status(&dossier, "couverture-competences"),
            finding(&dossier, "couverture-competences").message.fr.clone(),
        )
    };
    let name = NAMES[NAMES.len() - 1];
    assert_eq!(list(&format!("- {name}\n")).0, Status::Met);
    for last in [
        format!("- {name} (non couverte)\n"),
        format!("\nLa compétence « {name} » n'a pas été mise en œuvre.\n"),
    ] {
        let (status, message) = list(&last);
        assert_eq!(status, Status::NotJudged, "{last}: {message}");
        assert!(message.contains("ne couvre pas"), "{message}");
    }
    let table = |cell: &str| {
        let rows: String =
            NAMES[..NAMES.len() - 1].iter().map(|name| format!("| {name} | oui |\n")).collect();
        let table = format!("| Compétence | Couverte |\n|---|---|\n{rows}| {name} | {cell} |\n");
        status(&dossier(&format!("# Compétences mobilisées\n\n{table}"), "", ""), "couverture-competences")
    };
    assert_eq!(table("oui"), Status::Met);
    assert_eq!(table("page 12"), Status::Met);
    assert_eq!(table("non"), Status::NotJudged);
    let wide = |cells: &str| {
        let rows: String =
            NAMES[..NAMES.len() - 1].iter().map(|name| format!("| CP1 | {name} | oui | 3.1 |\n")).collect();
        let table = format!(
            "| Code | Compétence | Couverte | Où |\n|---|---|---|---|\n{rows}| CP9 | {name} | {cells} |\n"
        );
        status(&dossier(&format!("# Compétences mobilisées\n\n{table}"), "", ""), "couverture-competences")
    };
    assert_eq!(wide("oui | 3.2"), Status::Met);
    assert_eq!(wide("non | –"), Status::NotJudged);
    assert_eq!(table("–"), Status::NotJudged);
}

#[test]
fn a_competency_in_short_is_left_to_a_person() {
    let list = |scripts: &str| {
        let names = NAMES.iter().filter(|name| !name.contains("scripts"));
        let named: String = names.map(|name| format!("- {name}\n")).collect();
        let dossier = dossier(&format!("# Compétences mobilisées\n\n{named}{scripts}"), "", "");
        status(&dossier, "couverture-competences")
    };
    for line in ["Créer des scripts", "CP6 Scripts", "Automatiser avec des scripts"] {
        assert_eq!(list(&format!("- {line}\n")), Status::NotJudged, "{line}");
    }
    for line in ["- Créer une documentation\n", "- Rédiger des scripts de théâtre\n", ""] {
        assert_eq!(list(line), Status::NotMet, "{line}");
    }
}

#[test]
fn codes_alone_are_left_to_a_person() {
    for listing in [
        "C1, C3, C4, C5, C7, C9, C10, C11.",
        "| AT | Compétences |\n|---|---|\n| AT1 | CP1, CP3, CP4 |\n| AT2 | CP5, CP7 |\n| AT3 | CP9, CP10, CP11 |",
    ] {
        let dossier = dossier(&format!("# Compétences mobilisées\n\n{listing}"), "", "");
        assert_eq!(status(&dossier, "competences"), Status::Met, "{listing}");
        let coverage = finding(&dossier, "couverture-competences");
        assert_eq!(coverage.status, Status::NotJudged, "{listing}");
        assert!(coverage.message.fr.contains("codes"), "{}", coverage.message.fr);
    }
    let list: String =
        NAMES.iter().enumerate().skip(4).map(|(n, name)| format!("- CP{n} {name}\n")).collect();
    let dossier = dossier(&format!("# Compétences mobilisées\n\n{list}"), "", "");
    assert_eq!(status(&dossier, "couverture-competences"), Status::NotMet, "codes with their names");
}

#[test]
fn a_question_is_about_what_it_asks() {
    let dossier = in_own_words("");
    for id in ["contexte", "acteurs"] {
        assert_eq!(status(&dossier, id), Status::Met, "{id}");
    }
}

#[test]
fn a_heading_that_holds_the_parts_is_the_whole() {
    let dossier = in_own_words("");
    let found = finding(&dossier, "cahier-des-charges");
    assert_eq!(found.status, Status::Met);
    assert_eq!(found.found.fr, "Que voulait la direction ?");
}

#[test]
fn a_part_under_a_title_of_its_own_is_shown_and_not_denied() {
    let title = "Ce qu'il y avait sur la table";
    let means = "Un budget de 9 000 euros et douze licences étaient mis à disposition dès le premier jour, avec un local.";
    let shown = in_own_words(&format!("## {title}\n\n{means}"));
    let found = finding(&shown, "moyens");
    assert_eq!(found.status, Status::NotJudged);
    assert!(found.message.fr.contains(title), "{}", found.message.fr);
    assert_eq!(status(&in_own_words(""), "moyens"), Status::NotMet);
}

#[test]
fn one_sentence_is_left_to_a_person_and_a_bare_heading_is_not() {
    let one = in_own_words("## Moyens fournis\n\nUn budget de 9 000 euros et un local.");
    assert_eq!(status(&one, "moyens"), Status::NotJudged);
    assert_eq!(status(&in_own_words("## Moyens fournis\n\n[À compléter]"), "moyens"), Status::NotMet);
}

#[test]
fn an_abstract_that_is_mostly_french_is_shown_to_a_person() {
    let short =
        "This project renewed the servers of a cooperative because one outage had stopped all of its sites.";
    let mixed = dossier(&format!("# Abstract\n\n{short}\n\nFR\n\nFR\n\nFR"), "", "");
    assert_eq!(status(&mixed, "abstract-langue"), Status::NotJudged);
    let both = dossier("# Abstract\n\nEN\n\nFR", "", "");
    assert_eq!(status(&both, "abstract-langue"), Status::Met);
}

#[test]
fn the_language_and_not_the_heading_tells_an_abstract() {
    let english = dossier("# Résumé\n\nEN", "", "");
    assert_eq!(status(&english, "abstract"), Status::Met);
    assert_eq!(status(&english, "abstract-langue"), Status::Met);
    assert_eq!(status(&english, "resume"), Status::NotJudged);
    // On the back cover, without a heading: a person looks.
    assert_eq!(status(&dossier("", "", "# Bilan\n\nFR\n\nEN"), "abstract"), Status::NotJudged);
    assert_eq!(status(&dossier("", "", "# Bilan\n\nEN\n\nFR"), "abstract"), Status::NotMet);
}
