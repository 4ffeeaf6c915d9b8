//! Running heads that change with the chapter.

use super::*;

const CHAPTERS: [&str; 4] = ["Contexte", "Réalisation du réseau", "Sauvegarde", "Bilan"];

/// A page of text under a running head in the text's own type, two a chapter.
fn dossier(head: impl Fn(&str) -> String) -> Structure {
    let mut page = Page::default();
    for chapter in CHAPTERS {
        page.turn().at(&head(chapter), 11.0, false, 0.05).title(chapter).text(5);
        page.turn().at(&head(chapter), 11.0, false, 0.05).text(6);
    }
    page.done()
}

fn heads(structure: &Structure) -> usize {
    structure.document.blocks.iter().filter(|block| block.kind == Kind::RunningHead).count()
}

#[test]
fn the_name_of_the_chapter_on_top_of_its_pages_is_no_heading() {
    for structure in [
        dossier(str::to_owned),
        dossier(|chapter| format!("Dossier de projet, {chapter}")),
        dossier(str::to_uppercase),
        dossier(|chapter| format!("{chapter} – Camille Exemple")),
    ] {
        assert_eq!(headings(&structure).iter().map(|(title, _)| *title).collect::<Vec<_>>(), CHAPTERS);
        assert_eq!(heads(&structure), 8);
    }
}

#[test]
fn a_chapter_of_one_page_names_its_heading() {
    let mut page = Page::default();
    for chapter in CHAPTERS {
        page.turn().at(&format!("Projet – {chapter}"), 11.0, false, 0.05).title(chapter).text(5);
    }
    assert_eq!(heads(&page.done()), 4);
    // What stands under no chapter has none to name.
    page.turn().at("Projet –", 11.0, false, 0.05).title("Table des illustrations").text(2);
    assert_eq!(heads(&page.done()), 5);
}

#[test]
fn titles_of_pages_that_no_heading_repeats_stay() {
    let mut page = Page::default();
    page.turn().title("Sommaire");
    for title in CHAPTERS {
        page.line(&format!("{title} ........ 3"), 11.0, false);
    }
    for title in CHAPTERS {
        page.turn().at(title, 18.0, true, 0.05).text(5);
        page.turn().at(&format!("{title} (suite)"), 18.0, true, 0.05).text(6);
    }
    let structure = page.done();
    assert_eq!(heads(&structure), 0);
    assert!(structure.sections.len() >= 8, "{:?}", headings(&structure));
}

#[test]
fn text_that_begins_where_others_have_a_running_head_is_text() {
    let mut page = Page::default();
    for n in 1..=6 {
        page.turn().at("Camille Exemple – Dossier de projet", 11.0, false, 0.05).text(5 + n % 2);
    }
    page.turn().at("et la recette s'est tenue le lundi suivant.", 11.0, false, 0.05).text(5);
    page.turn().at(PROSE, 11.0, false, 0.05).text(5);
    let blocks = page.blocks.iter_mut().filter(|block| block.text() == PROSE);
    blocks.for_each(|block| block.cues.lines = Some(3));
    assert_eq!(heads(&page.done()), 6);
}

#[test]
fn a_chapter_without_a_number_opens_its_page_under_a_running_head() {
    let mut page = Page::default();
    for (n, title) in ["Étude", "Réseau", "Copies"].iter().enumerate() {
        page.turn().at("Camille Exemple – Dossier de projet", 9.0, false, 0.05);
        page.line(&format!("{}. {title}", ["I", "II", "III"][n]), 18.0, true).text(3);
        for part in 1..=2 {
            page.line(&format!("{part}. Partie {part}"), 18.0, true).text(3);
        }
    }
    page.turn().at("Camille Exemple – Dossier de projet", 9.0, false, 0.05);
    page.line("Ce que je retiens", 18.0, true).text(3);
    let structure = page.done();
    assert_eq!(heads(&structure), 4);
    let last = structure.sections.last().map(|section| section.block).unwrap_or_default();
    let starts = structure.document.blocks.iter().filter(|block| block.cues.starts_page).count();
    assert!(structure.document.blocks[last].cues.starts_page);
    assert_eq!(starts, 4, "one a page");
}
