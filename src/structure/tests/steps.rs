//! Numbered lines in bold under one heading.

use super::*;

const STEPS: [&str; 4] = ["1. Analyser", "2. Comparer les offres", "3. Construire", "4. Transmettre"];

fn method(text: usize, size: f32) -> Structure {
    let mut page = Page::default();
    page.turn().title("Contexte").text(4).title("Démarche").text(1);
    for step in STEPS {
        page.line(step, size, true).text(text);
        if text == 0 {
            page.line("Trois scénarios ont été chiffrés avec le service.", 11.0, false);
        }
    }
    page.turn().title("Bilan").text(4);
    page.done()
}

#[test]
fn named_steps_of_a_line_each_are_a_list() {
    let structure = method(0, 11.0);
    assert_eq!(headings(&structure), [("Contexte", 1), ("Démarche", 1), ("Bilan", 1)]);
    let own = structure.sections[1].own.clone();
    assert_eq!(structure.blocks(own).len(), 9, "the steps are the text of their heading");
}

#[test]
fn numbered_titles_over_text_or_in_larger_type_are_headings() {
    assert_eq!(method(2, 11.0).sections.len(), 7);
    assert_eq!(method(0, 13.0).sections.len(), 7);
}

#[test]
fn numbered_titles_with_no_heading_above_are_headings() {
    let mut page = Page::default();
    for step in STEPS {
        page.turn().line(step, 11.0, true).line("Trois scénarios ont été chiffrés.", 11.0, false);
    }
    assert_eq!(page.done().sections.len(), 4);
}
