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
    assert_eq!(
        status(&with("## Délais\n\nFR", "## Le pare-feu\n\nFR\n\n## Les commutateurs\n\nFR"), "acteurs"),
        Status::NotMet
    );
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
