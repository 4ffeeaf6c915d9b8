//! Where a table of contents ends, and what is none.

use super::*;

fn cells(table: u32, rows: &[[&str; 3]]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (row, texts) in (1u32..).zip(rows) {
        for (column, text) in (1u32..).zip(texts) {
            let context = Context { cell: Some(Cell { table, row, column }), ..Context::default() };
            blocks.push(Block { context, ..paragraph(text) });
        }
    }
    blocks
}

const SKILLS: [[&str; 3]; 4] = [
    ["Compétence", "Mise en œuvre", "Partie"],
    ["Superviser les équipements du réseau", "oui", "Supervision"],
    ["Proposer une solution à un besoin nouveau", "oui", "Sauvegarde"],
    ["Mesurer le niveau de sécurité", "oui", "Bilan"],
];

fn strong(text: &str) -> Block {
    Block { cues: Cues { bold: true, ..Cues::default() }, ..paragraph(text) }
}

fn contents(structure: &Structure) -> usize {
    structure.zone_of.iter().filter(|zone| **zone == ZoneKind::Contents).count()
}

#[test]
fn a_listed_title_over_a_table_opens_the_text() {
    let titles = ["Abstract", "Compétences", "Supervision", "Sauvegarde", "Bilan"];
    let listed = |item: bool| {
        let list = item.then_some(ListItem { depth: 1, ordered: false });
        // The abstract stands before the contents that list it: the first title comes back no more.
        let mut blocks = vec![strong("Abstract"), paragraph(PROSE), strong("Sommaire")];
        let context = Context { list, ..Context::default() };
        blocks.extend(titles.map(|title| Block { context, ..paragraph(title) }));
        blocks.push(strong("Compétences"));
        blocks.extend(cells(1, &SKILLS));
        for title in ["Supervision", "Sauvegarde", "Bilan"] {
            blocks.extend([strong(title), paragraph(PROSE)]);
        }
        Structure::of(Document { blocks, ..Document::default() })
    };
    for item in [true, false] {
        let structure = listed(item);
        assert_eq!(headings(&structure).iter().map(|(title, _)| *title).collect::<Vec<_>>(), titles);
        assert_eq!((contents(&structure), structure.outline), (6, OutlineTrust::Sure));
    }
}

#[test]
fn a_table_that_names_parts_beside_something_else_is_no_table_of_contents() {
    let parts = ["Supervision", "Sauvegarde", "Bilan", "Mise en œuvre"];
    let mut blocks = vec![declared("Compétences", 1)];
    blocks.extend(cells(1, &SKILLS));
    for title in parts {
        blocks.extend([declared(title, 1), paragraph(PROSE)]);
    }
    blocks.push(paragraph("oui"));
    let structure = Structure::of(Document { blocks, ..Document::default() });
    assert_eq!((contents(&structure), structure.sections.len()), (0, 5));

    let mut page = Page::default();
    page.turn().title("Compétences");
    for row in &SKILLS {
        let top = page.top;
        for (text, left) in row.iter().zip([0.1, 0.5, 0.7]) {
            page.at(text, 11.0, false, top).last(|block| {
                let position = Position { left, top, right: left + 0.15, bottom: top + 0.02 };
                block.cues.position = Some(position);
            });
        }
        page.top += 0.03;
    }
    for title in parts {
        page.turn().title(title).text(5).line("oui", 11.0, false);
    }
    assert_eq!(contents(&page.done()), 0);
}

#[test]
fn a_long_end_without_page_numbers_is_contents_to_its_last_line() {
    let mut page = Page::default();
    let parts = [
        "1. Accès",
        "2. Réseau",
        "3. Copies",
        "4. Alertes",
        "5. Postes",
        "6. Serveurs",
        "7. Téléphonie",
        "8. Coûts",
        "9. Suites",
        "10. Conclusion",
    ];
    page.turn().title("Sommaire");
    for title in ["Remerciements", "Avant-propos", "Glossaire"] {
        page.line(&format!("{title} ........ 3"), 11.0, false);
    }
    for part in parts {
        page.line(part, 11.0, true);
    }
    for title in ["Remerciements", "Avant-propos", "Glossaire"] {
        page.line(title, 18.0, true).text(2);
    }
    for part in parts {
        page.turn().title(part).text(4);
    }
    let structure = page.done();
    assert_eq!((contents(&structure), structure.sections.len()), (14, 13), "{:?}", headings(&structure));
}

#[test]
fn chapters_that_the_table_of_annexes_lists_are_annexes() {
    let document = |last: &str| {
        let mut blocks = Vec::new();
        for title in ["1 La société", "2 Le réseau", "Conclusion"] {
            blocks.extend([declared(title, 1), paragraph(PROSE)]);
        }
        blocks.push(declared("Table des annexes", 1));
        blocks.extend(["A Plan des étages ........ 22", "B Extraits de code ........ 23"].map(paragraph));
        for title in ["A Plan des étages", "B Extraits de code", last] {
            blocks.extend([declared(title, 1), paragraph(PROSE)]);
        }
        Structure::of(Document { blocks, ..Document::default() })
    };
    let annexes = |structure: &Structure| structure.annexes().and_then(|zone| zone.heading.clone());
    let structure = document("Remerciements");
    assert_eq!(annexes(&structure).as_deref(), Some("A Plan des étages"));
    assert_eq!(structure.annexes().map(|zone| zone.blocks.len()), Some(4));
    assert_eq!(annexes(&document("3 Les serveurs")), None, "the text goes on");
}
