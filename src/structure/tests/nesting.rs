//! Levels that numbers and the contents tell.

use super::*;

fn bookmarked(title: &str, level: u8) -> Block {
    let known_by = KnownBy::Bookmark;
    Block { kind: Kind::Heading(Heading { level: Some(level), known_by }), ..paragraph(title) }
}

fn levels(titles: &[(&str, u8)]) -> Vec<u8> {
    let blocks = titles.iter().flat_map(|(title, level)| [bookmarked(title, *level), paragraph(PROSE)]);
    let structure = Structure::of(Document { blocks: blocks.collect(), ..Document::default() });
    structure.sections.iter().map(|section| section.level).collect()
}

#[test]
fn numbers_tell_the_levels_of_flat_bookmarks() {
    let titles = [
        ("Introduction", 1),
        ("1. Contexte", 1),
        ("1.1 L'entreprise", 1),
        ("1.1.1 Le service", 1),
        ("1.2 Le besoin", 1),
        ("II. Mission", 1),
        ("II.1 Le périmètre", 1),
        ("Conclusion", 1),
    ];
    assert_eq!(levels(&titles), [1, 1, 2, 3, 2, 1, 2, 1]);
}

#[test]
fn what_is_nested_under_a_numbered_title_goes_with_it() {
    let titles = [("1. Contexte", 1), ("1.1 Le besoin", 1), ("Détail", 2), ("2. Mission", 1), ("Suite", 2)];
    assert_eq!(levels(&titles), [1, 2, 3, 1, 2]);
}

#[test]
fn bookmarks_nested_in_one_another_by_mistake_are_put_side_by_side() {
    let titles = [("1. Contexte", 1), ("2. Mission", 2), ("2.1 Durée", 3), ("3. Bilan", 3)];
    assert_eq!(levels(&titles), [1, 1, 2, 1]);
}

#[test]
fn a_letter_is_no_beginning_of_a_number() {
    let titles = [
        ("4. Réseau", 1),
        ("4.5 Choix", 2),
        ("A. Liens", 3),
        ("D. Flux", 3),
        ("4.6 Sécurité", 2),
        ("A.1 Pare-feu", 3),
    ];
    assert_eq!(levels(&titles), [1, 2, 3, 3, 2, 3]);
}

#[test]
fn numbers_that_begin_anew_in_every_chapter_leave_the_levels_alone() {
    let titles =
        [("1. Contexte", 1), ("1. Lieu", 2), ("2. Date", 2), ("2. Mission", 1), ("1. Lieu", 2), ("Bilan", 1)];
    assert_eq!(levels(&titles), [1, 2, 2, 1, 2, 1]);
}

#[test]
fn what_the_contents_leave_out_stands_below_the_numbered_titles_of_its_look() {
    let mut page = Page::default();
    page.turn().title("Sommaire");
    for line in ["1. Planification ........ 2", "2. Suivi ........ 2", "3. Bilan ........ 3"] {
        page.line(line, 11.0, false);
    }
    page.turn().title("1. Planification").title("Trello").text(2).title("Gantt").text(3);
    page.title("2. Suivi").text(3);
    page.turn().title("3. Bilan").text(4);
    let structure = page.done();
    let expected = [("1. Planification", 1), ("Trello", 2), ("Gantt", 2), ("2. Suivi", 1), ("3. Bilan", 1)];
    assert_eq!(headings(&structure), expected);
}

#[test]
fn roman_chapters_hold_what_counts_within_them() {
    let titles = [
        "I. D'où je viens",
        "II. Le cahier des charges",
        "II.1 L'entreprise",
        "II.2 Ma mission",
        "III. Ce que j'ai réalisé",
        "III.1 Les tâches",
        "III.2 Les choix",
        "IV. Le carnet de bord",
        "IV.1 Le télétravail",
    ];
    for size in [11.0, 14.0] {
        let mut page = Page::default();
        page.turn();
        for title in titles {
            page.line(title, size, true).text(2);
        }
        let structure = page.done();
        let levels: Vec<u8> = structure.sections.iter().map(|section| section.level).collect();
        assert_eq!(levels, [1, 1, 2, 2, 1, 2, 2, 1, 2], "{:?}", headings(&structure));
    }
}

#[test]
fn a_chapter_whose_title_is_in_capitals_stands_beside_those_without_a_number() {
    let mut page = Page::default();
    for title in ["SUMMARY", "Partie 1 : LE BESOIN", "Partie 2 : LA MISSION", "Partie 3 : LE BILAN"] {
        page.turn().title(title).text(4);
        if title.ends_with("MISSION") {
            for part in ["2.1 LE CONTENU", "2.2 LES MOYENS", "2.3 LES DÉLAIS"] {
                page.line(part, 14.0, true).text(2);
            }
        }
    }
    let structure = page.done();
    let levels: Vec<u8> = structure.sections.iter().map(|section| section.level).collect();
    assert_eq!(levels, [1, 1, 1, 2, 2, 2, 1], "{:?}", headings(&structure));
}
