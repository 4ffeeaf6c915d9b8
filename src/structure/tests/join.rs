//! Titles on several lines of their own.

use super::*;

/// A dossier whose last heading stands on `lines`, which are set apart.
fn wrapped(lines: &[&str], listed: bool) -> Structure {
    let mut page = Page::default();
    page.turn().line("Dossier de projet", 30.0, true);
    if listed {
        page.turn().title("Sommaire");
        for line in [
            "1 Le contexte .... 3",
            "2 Le cahier des charges .... 4",
            "Chapitre 3 : La mission que le Service m'a confiée .... 5",
        ] {
            page.line(line, 11.0, false);
        }
    }
    page.turn().title("1 Le contexte").text(4);
    page.turn().title("2 Le cahier des charges").text(4).turn();
    for line in lines {
        page.title(line);
        page.top += 0.02;
    }
    page.text(4).done()
}

#[test]
fn the_contents_tell_the_lines_of_a_title_however_far_apart_they_are() {
    for lines in [
        &["Chapitre 3 : La mission que le", "Service m'a confiée"][..],
        &["Chapitre 3 :", "La mission que le Service", "m'a confiée"],
    ] {
        let structure = wrapped(lines, true);
        let last = structure.sections.last().unwrap();
        assert_eq!((structure.sections.len(), last.heading.as_str()), (3, lines.join(" ").as_str()));
        assert!(structure.blocks(last.own.clone()).iter().filter(|block| !block.is_blank()).count() == 4);
        assert!(structure.document.notices.is_empty(), "{:?}", structure.document.notices);
    }
    let other = wrapped(&["Chapitre 3 : La mission du service", "Bilan de la mission"], true);
    assert_eq!(other.sections.len(), 4, "{:?}", headings(&other));
}

#[test]
fn a_title_in_larger_type_goes_on_in_small_letters_far_below() {
    let structure = wrapped(&["3 La mission que le service m'a", "confiée"], false);
    let last = structure.sections.last().unwrap();
    assert_eq!(last.heading, "3 La mission que le service m'a confiée");
    assert_eq!(wrapped(&["3 La mission", "Le service"], false).sections.len(), 4);
}
