//! What is large, or stands at the edge of a page, and opens nothing.

use super::*;

/// Three chapters that the file declares, each over text, and `block` in the midst of the second.
fn with(block: Block) -> Structure {
    let sized = |text: &str, size: f32| Block {
        cues: Cues { size: Some(size), ..Cues::default() },
        ..declared(text, 1)
    };
    let text = || Block { cues: Cues { size: Some(11.0), ..Cues::default() }, ..paragraph(PROSE) };
    let blocks = vec![
        sized("Contexte", 16.0),
        text(),
        sized("Mission", 16.0),
        text(),
        block,
        text(),
        sized("Bilan", 16.0),
        text(),
    ];
    Structure::of(Document { blocks, ..Document::default() })
}

fn large(text: &str, size: f32) -> Block {
    Block { cues: Cues { size: Some(size), bold: true, ..Cues::default() }, ..paragraph(text) }
}

#[test]
fn a_box_among_declared_headings_opens_no_section() {
    let boxed = |text: &str, size| Block {
        context: Context { text_box: true, ..Context::default() },
        ..large(text, size)
    };
    for block in [boxed("Confidentiel", 28.0), boxed("À retenir", 14.0), large("CONFIDENTIEL", 60.0)] {
        let structure = with(block.clone());
        assert_eq!(headings(&structure), [("Contexte", 1), ("Mission", 1), ("Bilan", 1)], "{block:?}");
    }
    assert_eq!(headings(&with(large("Les serveurs", 14.0))).len(), 4, "a title of the text's own size");
    let opens = Block { cues: Cues { starts_page: true, ..large("", 60.0).cues }, ..large("Annexes", 60.0) };
    assert_eq!(headings(&with(opens)).len(), 4, "a title that opens a page");
}

#[test]
fn the_contents_and_a_rule_behind_a_section_are_no_part_of_it() {
    let listed = |text: &str| Block { kind: Kind::Contents, ..paragraph(text) };
    let blocks = |behind: &str| {
        vec![
            declared("Résumé", 1),
            paragraph(PROSE),
            listed("Contexte ........ 3"),
            listed("Mission ........ 4"),
            paragraph(behind),
            declared("Contexte", 1),
            paragraph(PROSE),
            declared("Mission", 1),
            paragraph(PROSE),
        ]
    };
    let own = |behind: &str| {
        Structure::of(Document { blocks: blocks(behind), ..Document::default() }).sections[0].own.clone()
    };
    assert_eq!(own("Page 2"), 1..2);
    assert_eq!(own(PROSE), 1..5, "text goes on behind it");
}

#[test]
fn a_pointer_to_an_annex_at_the_edge_of_a_page_is_none() {
    let mut page = Page::default();
    page.turn().title("2. Réalisation").title("2.5 Déploiement").title("2.5.1 Serveurs").text(6);
    page.line("Annexe R – Capture de l'écran", 11.0, false);
    page.turn().text(3).title("2.5.2 Postes").text(6);
    page.turn().title("3. Bilan").text(6);
    assert_eq!(page.done().annexes(), None);
    page.turn().title("Annexe 1 – Plan du réseau").text(6);
    assert!(
        page.done()
            .annexes()
            .is_some_and(|zone| zone.heading.as_deref() == Some("Annexe 1 – Plan du réseau"))
    );
}
