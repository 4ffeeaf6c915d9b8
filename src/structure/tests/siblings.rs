//! Presumed headings beside others.

use super::*;

fn chapter(lines: &[&str]) -> Structure {
    let mut page = Page::default();
    page.turn().title("1. Contexte").text(3).title("2. Conception");
    for line in lines {
        page.line(line, 11.0, true).text(2);
    }
    page.turn().title("3. Bilan").text(3);
    page.done()
}

#[test]
fn the_number_before_that_of_a_heading_is_a_heading_in_spite_of_its_full_stop() {
    let first = "a. Présenter les trois solutions qui peuvent servir à réaliser le projet.";
    let structure = chapter(&[first, "b. Choix de la solution retenue", "c. Architecture cible"]);
    assert_eq!(structure.sections.len(), 6, "{:?}", headings(&structure));
    assert_eq!(structure.sections[2].heading, first);
    let stranger = "Nous avons présenté trois solutions qui peuvent servir à réaliser le projet.";
    assert_eq!(chapter(&[stranger, "b. Choix de la solution", "c. Architecture cible"]).sections.len(), 5);
}

#[test]
fn a_label_over_a_list_is_no_heading_where_headings_have_numbers() {
    let document = |number: bool| {
        let mut page = Page::default();
        for n in 1..=8 {
            let title =
                ["Accès", "Réseau", "Copies", "Alertes", "Postes", "Serveurs", "Coûts", "Suites"][n - 1];
            let title = if number { format!("{n}. {title}") } else { title.to_owned() };
            page.turn().line(&title, 11.0, true).text(4);
        }
        page.line("Hors de la demande :", 11.0, true).text(1);
        page.done().sections.len()
    };
    assert_eq!((document(true), document(false)), (8, 9));
}

#[test]
fn a_bold_item_is_no_heading_where_headings_are_marked_up() {
    let mut blocks = Vec::new();
    for title in ["Accès", "Réseau", "Copies"] {
        blocks.extend([declared(title, 1), paragraph(PROSE)]);
    }
    let mut item = paragraph("Installer les dépendances");
    item.runs.insert(0, Run { role: Role::Label, ..Run::plain("2. ") });
    item.cues.bold = true;
    item.context.list = Some(ListItem { depth: 1, ordered: true });
    blocks.extend([item, Block { kind: Kind::Code, ..paragraph("npm install") }, paragraph(PROSE)]);
    let structure = Structure::of(Document { blocks, ..Document::default() });
    assert_eq!(structure.sections.len(), 3, "{:?}", headings(&structure));
}
