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

#[test]
fn a_long_title_in_the_look_of_the_text_is_found_before_its_sibling() {
    let long = "2.1. Le contexte de l'entreprise et la présentation détaillée du système d'information à mon arrivée";
    let document = |first: &str| {
        let mut page = Page::default();
        page.turn()
            .line("1. Introduction", 11.0, false)
            .text(3)
            .line("2. Cahier des charges", 11.0, false)
            .text(3);
        page.line(first, 11.0, false).text(3).line("2.2. La mission", 11.0, false).text(3);
        page.line("3. Bilan", 11.0, false).text(3);
        page.done().sections.len()
    };
    assert_eq!((document(long), document(&format!("{long}."))), (5, 4));
}

#[test]
fn bold_items_right_under_one_another_are_no_headings() {
    let document = |items: &[&str], depth: u8| {
        let mut blocks = vec![declared("Compétences", 1)];
        for (n, text) in (1..).zip(items) {
            let mut item = paragraph(text);
            item.runs.insert(0, Run { role: Role::Label, ..Run::plain(format!("{n}. ")) });
            (item.cues.bold, item.context.list) = (true, Some(ListItem { depth, ordered: true }));
            item.cues.colour = Some(0x1f3864);
            blocks.push(item);
        }
        for title in ["Bilan", "Suites"] {
            blocks.extend([declared(title, 1), paragraph(PROSE)]);
        }
        for block in &mut blocks {
            if let Kind::Heading(heading) = &mut block.kind {
                heading.known_by = KnownBy::Style;
            }
        }
        Structure::of(Document { blocks, ..Document::default() }).sections.len()
    };
    let items = ["Administrer le réseau", "Sauvegarder les serveurs", "Superviser les services"];
    assert_eq!(document(&items, 1), 3);
    assert_eq!(document(&items[..1], 1), 4, "one alone may be a heading");
}

#[test]
fn a_sentence_that_presents_a_table_is_no_heading_whatever_its_look() {
    let mut sentence =
        declared("Vous trouverez les compétences que j'ai mises en œuvre dans le tableau ci-dessous :", 2);
    sentence.cues = Cues { bold: true, size: Some(16.0), ..Cues::default() };
    let mut text = paragraph(PROSE);
    text.cues.size = Some(11.0);
    let blocks = vec![declared("Compétences", 2), sentence, text.clone(), declared("Bilan", 2), text];
    let structure = Structure::of(Document { blocks, ..Document::default() });
    assert_eq!(headings(&structure), [("Compétences", 1), ("Bilan", 1)]);
}
