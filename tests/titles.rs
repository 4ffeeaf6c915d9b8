//! What titles that candidates really write say of the parts: flat, shared, with the project's name, in own words.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use conforme::assess::assess;
use conforme::certification::Library;
use conforme::dossier::Dossier;
use conforme::finding::Status;
use conforme::read::Limits;
use conforme::source::Source;

const FRENCH: &str = "Le projet que j'ai mené pendant mon alternance porte sur le renouvellement de la plateforme de \
    serveurs d'une coopérative agricole de sept sites et de quatre cents adhérents. J'ai d'abord écouté les personnes \
    qui utilisent les machines chaque jour, et comparé trois manières d'y répondre.";

const ENGLISH: &str = "The cooperative asked me to renew its servers, because one outage had stopped the scales of \
    seven sites for a whole day and nobody knew how to start them again.";

fn judged(text: &str) -> Dossier {
    let text = text.replace("FR", FRENCH).replace("EN", ENGLISH);
    let certification = Library::built_in().load("ais-2018/titre").unwrap();
    assess(&Source::new("dossier.md", text), &certification, &[], &Limits::default())
}

fn answer(dossier: &Dossier, id: &str) -> (Status, String) {
    let finding = dossier.findings.iter().find(|finding| finding.requirement == id).unwrap();
    (finding.status, finding.message.fr.clone())
}

fn status(text: &str, id: &str) -> Status {
    answer(&judged(text), id).0
}

/// A cahier des charges with these parts, and a réalisation with those.
fn with(cahier: &str, realisation: &str) -> String {
    format!(
        "# Projet ARGOLIS\n\nCamille Exemple\n\n# Cahier des charges\n\nFR\n\n## Contexte\n\nFR\n\n## Mission\n\nFR\n\n{cahier}\n\n\
         # Réalisation\n\nFR\n\n## Choix des solutions\n\nFR\n\n## Organisation de la mise en œuvre\n\nFR\n\n{realisation}\n"
    )
}

#[test]
fn a_word_with_a_complement_is_shown_to_a_person() {
    for title in ["Les acteurs d'ARGOLIS", "Les acteurs de la coopérative", "ARGOLIS : les acteurs"] {
        let text = with("## Délais\n\nFR", &format!("## {title}\n\nFR"));
        let (status, message) = answer(&judged(&text), "acteurs");
        assert_ne!(status, Status::NotMet, "{title}: {message}");
    }
    let work = "## Le pare-feu\n\nFR\n\n## Les commutateurs\n\nFR";
    let others = "## Tâches effectuées\n\nFR\n\n## Outils\n\nFR\n\n## Critères de qualité\n\nFR\n\n## Planning et suivi\n\nFR";
    assert_eq!(status(&with("## Délais\n\nFR", &format!("{others}\n\n{work}")), "acteurs"), Status::NotMet);
}

#[test]
fn a_whole_without_text_of_its_own_is_filled_by_its_parts() {
    let flat = "# Cahier des charges\n\n# Contexte\n\nFR\n\n# Mission\n\nFR\n\n# Réalisation\n\n# Choix des solutions\n\nFR\n\n\
                # Organisation de la mise en œuvre\n\nFR\n";
    for part in ["cahier-des-charges", "realisation"] {
        assert_eq!(status(flat, part), Status::Met, "{part}");
    }
    let empty = "# Cahier des charges\n\nFR\n\n## Contexte\n\nFR\n\n# Réalisation\n\n# Conclusion\n\nFR\n";
    assert_eq!(status(empty, "realisation"), Status::NotMet);
}

#[test]
fn two_parts_in_one_title_each_need_their_share() {
    let both = "## Livrables attendus et délais\n\n### Livrables\n\nFR\n\n### Délais\n\nFR";
    let one = "## Livrables attendus et délais\n\n### Délais\n\nFR";
    assert_eq!(status(&with(both, ""), "livrables"), Status::Met);
    assert_ne!(status(&with(one, ""), "livrables"), Status::Met);
    assert_eq!(status(&with(one, ""), "delais"), Status::Met);
    assert_eq!(status(&with("## Livrables attendus et délais\n\nFR", ""), "livrables"), Status::Met);
}

#[test]
fn a_line_of_another_part_is_not_the_whole() {
    let text = "# Introduction\n\nFR\n\n# Réalisation\n\nFR\n\n## Choix des solutions\n\nFR\n\n## Exigences\n\nFR\n\n\
                ## Organisation de la mise en œuvre\n\nFR\n\n## Relations avec les acteurs\n\nFR\n";
    assert_ne!(status(text, "cahier-des-charges"), Status::Met);
}

#[test]
fn an_unknown_name_beside_known_parts_may_be_the_one_that_is_missing() {
    let (status, message) = answer(&judged(&with("## Le grand saut\n\nFR", "")), "delais");
    assert_eq!(status, Status::NotJudged, "{message}");
    assert!(message.contains("« Le grand saut »"), "{message}");
}

#[test]
fn a_passage_that_says_it_is_english_is_shown_wherever_it_stands() {
    let text = with("", "") + "\n# A word to my English readers\n\nEN\n";
    assert_eq!(status(&text, "abstract"), Status::NotJudged);
    let extract = with("", "") + "\n# Extrait en anglais\n\nEN\n";
    assert_eq!(status(&extract, "abstract"), Status::NotMet);
}

#[test]
fn the_text_under_a_title_of_two_parts_tells_which_it_is_about() {
    let both = "## Livrables et délais\n\n";
    let only = "Le calendrier est fixé : la recette commence le 3 mars et l'échéance est le 30 avril, date de mise en service \
                imposée par le comité, sans report possible au delà de cette semaine.";
    assert_eq!(status(&with(&format!("{both}{only}"), ""), "livrables"), Status::NotJudged);
    assert_eq!(status(&with(&format!("{both}{only}"), ""), "delais"), Status::Met);
    let full =
        format!("{both}Les livrables sont un dossier d'architecture et un manuel d'exploitation.\n\n{only}");
    assert_eq!(status(&with(&full, ""), "livrables"), Status::Met);
}

#[test]
fn where_all_headings_are_of_one_level_a_part_reaches_to_the_next() {
    let flat = "# Cahier des charges\n\nFR\n\n# Contexte\n\nFR\n\n# Mission\n\nFR\n\n# Le grand saut\n\nFR\n\n# Réalisation\n\nFR\n\n\
                # Choix des solutions\n\nFR\n\n# Organisation de la mise en œuvre\n\nFR\n";
    let (status, message) = answer(&judged(flat), "delais");
    assert_eq!(status, Status::NotJudged, "{message}");
    assert!(message.contains("« Le grand saut »"), "{message}");
    let (status, message) = answer(&judged(flat), "acteurs");
    assert_eq!(status, Status::NotMet, "{message}");
}

#[test]
fn as_many_unknown_names_as_there_are_parts_missing_may_be_them() {
    let all = "## Besoin\n\nFR\n\n## Objectifs\n\nFR\n\n## Moyens\n\nFR\n\n## Livrables et délais\n\nFR";
    let text = format!(
        "# Cahier des charges\n\nFR\n\n## Le grand saut\n\nFR\n\n## Vents et marées\n\nFR\n\n{all}\n\n## Indicateurs\n\nFR\n\n\
         # Réalisation\n\nFR\n\n## Choix des solutions\n\nFR\n\n## Organisation de la mise en œuvre\n\nFR\n"
    );
    for part in ["contexte", "mission"] {
        let (status, message) = answer(&judged(&text), part);
        assert_eq!(status, Status::NotJudged, "{part}: {message}");
        assert!(message.contains("Le grand saut") && message.contains("Vents et marées"), "{message}");
    }
    let one = text.replace("## Objectifs", "## Contexte");
    assert_eq!(status(&one, "contexte"), Status::Met);
}

#[test]
fn a_title_of_several_parts_may_name_each_by_a_lesser_word() {
    for (title, part) in [
        ("Besoin, objectifs et ressources", "moyens"),
        ("Livrables, calendrier et indicateurs d'évaluation", "delais"),
        ("Ce qu'il faut rendre, quand, et comment ce sera jugé", "delais"),
    ] {
        let (status, message) = answer(&judged(&with(&format!("## {title}\n\nFR"), "")), part);
        assert_ne!(status, Status::NotMet, "{title}: {message}");
    }
}

#[test]
fn a_row_of_a_table_in_the_part_where_it_belongs_comes_near() {
    let table = "| | |\n|---|---|\n| Moyens | deux serveurs neufs et 21 000 euros |\n| Contexte | une coopérative |\n";
    let text = format!(
        "# Cahier des charges\n\nFR\n\n{table}\n# Réalisation\n\nFR\n\n## Choix des solutions\n\nFR\n"
    );
    let (status, message) = answer(&judged(&text), "moyens");
    assert_eq!(status, Status::NotJudged, "{message}");
    assert!(message.contains("n'est pas un titre"), "{message}");
}

#[test]
fn an_empty_title_is_not_all_where_another_comes_near() {
    let text = with("", "## Gestion de projet\n\n## Méthodologie de gestion de projet\n\nFR");
    let (found, message) = answer(&judged(&text), "gestion-projet");
    assert_eq!(found, Status::NotJudged, "{message}");
    assert!(message.contains("« Méthodologie de gestion de projet »"), "{message}");
    assert_eq!(
        status(&with("", "## Gestion de projet\n\n## Le pare-feu\n\nFR"), "gestion-projet"),
        Status::NotMet
    );
}

#[test]
fn criteria_of_the_choice_are_no_indicators_of_the_cahier_des_charges() {
    for title in
        ["Choix des solutions : critères et indicateurs de qualité et de sécurité", "Choix des solutions"]
    {
        let text = format!(
            "# Cahier des charges\n\nFR\n\n## Contexte\n\nFR\n\n## Mission\n\nFR\n\n# Réalisation\n\nFR\n\n## {title}\n\nFR\n\n\
             ### Critères et indicateurs de qualité\n\nFR\n\n## Organisation de la mise en œuvre\n\nFR\n"
        );
        assert_ne!(status(&text, "indicateurs"), Status::Met, "{title}");
        assert_eq!(status(&text, "choix-solutions"), Status::Met, "{title}");
    }
}

#[test]
fn the_text_of_the_next_part_does_not_fill_an_empty_one() {
    let run_in = "**Contenu de la mission.** FR";
    for title in ["**Contexte.**", "## Contexte"] {
        let text = format!(
            "# Cahier des charges\n\nFR\n\n{title}\n\n{run_in}\n\n# Réalisation\n\nFR\n\n## Choix des solutions\n\nFR\n"
        );
        assert_ne!(status(&text, "contexte"), Status::Met, "{title}");
    }
}

#[test]
fn the_rows_of_a_table_of_two_columns_are_the_parts_that_their_first_cells_name() {
    let table = |rows: &[&str]| {
        let rows: String = rows.iter().map(|name| format!("| {name} | {FRENCH} |\n")).collect();
        format!("# Cahier des charges\n\n| Rubrique | Contenu |\n|---|---|\n{rows}\n# Réalisation\n\nFR\n")
    };
    let all = table(&["Contexte", "Mission", "Moyens fournis", "Délais"]);
    for part in ["contexte", "mission", "moyens", "delais"] {
        assert_eq!(status(&all, part), Status::Met, "{part}");
    }
    assert_ne!(status(&table(&["Contexte", "Délais"]), "delais"), Status::Met, "two rows make no pattern");
    let empty = all.replacen(&format!("Délais | {FRENCH} |"), "Délais |  |", 1);
    assert_ne!(status(&empty, "delais"), Status::Met);
}

#[test]
fn the_chapter_that_holds_the_parts_is_the_whole_whatever_else_it_says() {
    let parts = "## Contexte\n\nFR\n\n## Délais\n\nFR\n\n## Livrables\n\nFR\n\n## À quoi on verra la réussite\n\nFR\n";
    let text = format!("# Première partie : la commande\n\n{parts}\n# Réalisation\n\nFR\n");
    assert_eq!(status(&text, "cahier-des-charges"), Status::Met);
    assert_ne!(status(&text, "mission"), Status::Met, "nothing stands under its heading but other parts");
    // What holds the réalisation as well is no cahier des charges.
    let body = format!("# Corps du travail\n\n{parts}\n## Réalisation\n\nFR\n");
    assert_ne!(answer(&judged(&body), "cahier-des-charges").1, "« Corps du travail »");
    assert_eq!(status(&body, "realisation"), Status::Met);
}

#[test]
fn the_need_has_headings_of_its_own_under_it() {
    let text = with("## Expression du besoin\n\nFR\n\n### Ce que voulait la direction\n\nFR", "");
    assert_eq!(status(&text, "besoin"), Status::Met);
}

#[test]
fn the_entries_of_a_list_of_competencies_name_no_parts() {
    let text = "# Compétences du projet\n\nFR\n\n## Bloc 2 : déployer en continu une application\n\nFR\n\n# Contexte\n\nFR\n";
    assert_ne!(status(text, "realisation"), Status::Met);
}

#[test]
fn of_two_parts_on_competencies_the_one_that_names_them_counts() {
    let table = "| Activité | Compétence |\n|---|---|\n| Administrer et sécuriser les composants constituant l'infrastructure | Administrer et sécuriser le réseau d'entreprise |\n\
                 | Intégrer, administrer et sécuriser une infrastructure distribuée | Créer des scripts d'automatisation |\n\
                 | Faire évoluer et optimiser l'infrastructure et son niveau de sécurité | Mesurer et analyser le niveau de sécurité de l'infrastructure |\n";
    let text = format!(
        "# Liste des compétences mises en œuvre\n\n{table}\n# Retour d'expérience\n\nFR\n\n## Compétences développées\n\nFR\n\n- écouter\n- écrire\n"
    );
    assert_eq!(status(&text, "competences-tableau"), Status::Met);
}

#[test]
fn a_title_page_of_headings_holds_no_part() {
    let text = "# Dossier de projet\n\n## Développement d'une plateforme d'échange\n\n**Candidate :** Maud Exemple  \n**Session :** mai 2026\n\n\
         ## 1. Introduction\n\nFR\n\n## 2. Contexte\n\nFR\n";
    assert_ne!(status(text, "realisation"), Status::Met);
    assert_eq!(status(text, "contexte"), Status::Met);
}

#[test]
fn a_section_in_english_under_an_english_title_may_be_the_abstract_wherever_it_stands() {
    let text = with("", "") + "\n# What this project was about\n\nEN\n";
    assert_eq!(status(&text, "abstract"), Status::NotJudged);
}

#[test]
fn a_sentence_is_no_list_of_competencies() {
    let text = |below: &str| format!("# Compétences mises en œuvre\n\n{below}\n\n# Contexte\n\nFR\n");
    let sentence = "Les compétences du référentiel ont été largement couvertes par ce projet, à différents degrés et au fil de l'eau.";
    assert_eq!(status(&text(sentence), "competences"), Status::NotJudged);
    assert_eq!(
        status(&text("- écouter les usagers\n- câbler les baies\n- écrire la documentation"), "competences"),
        Status::Met
    );
}

#[test]
fn a_chapter_without_headings_of_its_own_may_hold_a_part() {
    let cahier = |text: &str| {
        format!(
            "# Projet ARGOLIS\n\nCamille Exemple\n\n# Cahier des charges\n\n{text}\n\n# Réalisation\n\nFR\n\n## Choix des solutions\n\nFR\n"
        )
    };
    let (status, message) = answer(&judged(&cahier("FR\n\nFR\n\nFR\n\nFR")), "moyens");
    assert_eq!(status, Status::NotJudged, "{message}");
    assert!(message.contains("sans sous-titres"), "{message}");
    // What stands under headings about other things is not that part.
    let parted =
        cahier("FR\n\n## Contexte\n\nFR\n\n## Mission\n\nFR\n\n## Objectifs\n\nFR\n\n## Délais\n\nFR");
    assert_eq!(answer(&judged(&parted), "moyens").0, Status::NotMet);
}

#[test]
fn an_abstract_goes_on_under_a_second_heading() {
    let english = |n: usize| "EN\n\n".repeat(n);
    let text =
        |second: &str| format!("# Abstract\n\n{}# {second}\n\n{}# Contexte\n\nFR\n", english(5), english(4));
    let whole = judged(&text("Abstract (continued)"));
    let (_, message) = answer(&whole, "abstract-longueur");
    assert!(!message.contains("Trop court"), "{message}");
    let (_, message) = answer(&judged(&text("Contents of the site")), "abstract-longueur");
    assert!(message.contains("Trop court"), "{message}");
}

#[test]
fn competencies_stand_in_one_row() {
    let row = |items: &str| format!("# Compétences mises en œuvre\n\n{items}\n\n# Contexte\n\nFR\n");
    let items = "Réseau d'entreprise · scripts en Python · virtualisation · supervision et alertes · sauvegarde des \
        serveurs · analyse des risques · documentation technique";
    assert_eq!(status(&row(items), "competences"), Status::Met);
    assert_eq!(status(&row("Réseau et scripts, pour l'essentiel."), "competences"), Status::NotJudged);
}
