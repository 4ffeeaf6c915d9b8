//! What is the cover, and what begins the text.

use super::*;
use crate::document::PageFacts;

#[test]
fn a_title_style_that_is_exported_as_a_heading_is_a_line_of_the_cover() {
    let mut page = Page::default();
    let tagged = |block: &mut Block| {
        block.kind = Kind::Heading(Heading { level: Some(1), known_by: KnownBy::Tag });
    };
    page.turn().title("Renouveler l'infrastructure").last(tagged);
    page.line("Maud Trévidic", 18.0, true).line("Session de décembre 2026", 18.0, true);
    page.turn().title("Contexte").text(4).last(|_| ());
    page.blocks[3].kind = Kind::Heading(Heading { level: Some(1), known_by: KnownBy::Tag });
    page.turn().title("Mission").last(tagged);
    page.text(4);
    let structure = page.done();
    assert_eq!(headings(&structure), [("Contexte", 1), ("Mission", 1)]);
    assert_eq!(structure.zones[0].kind, ZoneKind::Cover);
    assert_eq!(structure.zones[0].blocks, 0..3);
}

#[test]
fn lines_before_the_contents_of_a_file_without_pages_are_the_cover() {
    let large = |text: &str| Block {
        cues: Cues { size: Some(24.0), bold: true, ..Cues::default() },
        ..paragraph(text)
    };
    let contents = |text: &str| Block { kind: Kind::Contents, ..paragraph(text) };
    let text = |text: &str| Block { cues: Cues { size: Some(11.0), ..Cues::default() }, ..paragraph(text) };
    let blocks = vec![
        large("Dossier de projet"),
        large("Maud Trévidic"),
        contents("Contexte\t2"),
        contents("Mission\t3"),
        declared("Contexte", 1),
        text(PROSE),
        text(PROSE),
        declared("Mission", 1),
        text(PROSE),
    ];
    let structure = Structure::of(Document { blocks, ..Document::default() });
    assert_eq!(headings(&structure), [("Contexte", 1), ("Mission", 1)]);
    let kinds: Vec<_> = structure.zones.iter().map(|zone| (zone.kind, zone.blocks.clone())).collect();
    assert_eq!(kinds, [(ZoneKind::Cover, 0..2), (ZoneKind::Contents, 2..4), (ZoneKind::Body, 4..9)]);
}

#[test]
fn a_first_page_with_a_chapter_of_its_own_is_no_cover() {
    let mut page = Page::default();
    page.turn().title("Présentation de l'entreprise").text(3);
    page.turn().title("Mission").text(4);
    for at in [0, 4] {
        page.blocks[at].kind = Kind::Heading(Heading { level: Some(1), known_by: KnownBy::Bookmark });
    }
    let structure = page.done();
    assert_eq!(headings(&structure), [("Présentation de l'entreprise", 1), ("Mission", 1)]);
    assert_eq!(structure.zones.len(), 1);
}

#[test]
fn the_first_slide_keeps_its_title() {
    let mut page = Page::default();
    for title in ["Mon parcours", "L'entreprise", "Le bilan"] {
        page.turn().title(title).line("Deux mots sur ce point", 18.0, false).line("Un second", 18.0, false);
    }
    for at in [0, 3, 6] {
        page.blocks[at].kind = Kind::Heading(Heading { level: Some(1), known_by: KnownBy::Style });
    }
    let of = |slides| {
        let pages = PageFacts { exact: Some(3), slides, ..PageFacts::default() };
        Structure::of(Document { blocks: page.blocks.clone(), pages, ..Document::default() })
    };
    assert_eq!(headings(&of(false)), [("L'entreprise", 1), ("Le bilan", 1)]);
    assert_eq!(headings(&of(true)), [("Mon parcours", 1), ("L'entreprise", 1), ("Le bilan", 1)]);
}
