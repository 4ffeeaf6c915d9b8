//! Hand-built documents, one a trap.

mod contents;
mod cover;
mod join;
mod nesting;
mod pattern;
mod running;
mod siblings;
mod steps;
mod strays;

use super::*;
use crate::document::{
    Cell, Context, Cues, Declared, DeclaredBy, Heading, Kind, ListItem, NoticeKind, Place, Position, Role,
    Run,
};

/// A document that is put together line by line.
#[derive(Default)]
struct Page {
    blocks: Vec<Block>,
    page: u32,
    top: f32,
}

impl Page {
    /// Opens the next page.
    fn turn(&mut self) -> &mut Self {
        self.page += 1;
        self.top = 0.08;
        self
    }

    fn line(&mut self, text: &str, size: f32, bold: bool) -> &mut Self {
        let top = self.top;
        self.top += 0.03;
        self.at(text, size, bold, top)
    }

    fn at(&mut self, text: &str, size: f32, bold: bool, top: f32) -> &mut Self {
        let starts_page = self.blocks.last().is_none_or(|block| block.place.page != Some(self.page));
        let position = Position { left: 0.1, top, right: 0.9, bottom: top + 0.02 };
        self.blocks.push(Block {
            runs: vec![Run::plain(text)],
            place: Place { page: Some(self.page), ..Place::default() },
            cues: Cues {
                size: Some(size),
                bold,
                starts_page,
                position: Some(position),
                lines: Some(1),
                ..Cues::default()
            },
            ..Block::default()
        });
        self
    }

    /// Changes the block that was put last.
    fn last(&mut self, change: impl FnOnce(&mut Block)) {
        if let Some(block) = self.blocks.last_mut() {
            change(block);
        }
    }

    fn text(&mut self, count: usize) -> &mut Self {
        for _ in 0..count {
            self.line(PROSE, 11.0, false);
        }
        self
    }

    fn title(&mut self, text: &str) -> &mut Self {
        self.line(text, 18.0, true)
    }

    fn done(&self) -> Structure {
        Structure::of(Document { blocks: self.blocks.clone(), ..Document::default() })
    }
}

const PROSE: &str = "Le candidat décrit ici ce qu'il a fait, avec quels moyens et pour quel résultat, en des phrases \
                     assez longues pour que personne ne les prenne pour un titre, et qui finissent par un point.";

fn headings(structure: &Structure) -> Vec<(&str, u8)> {
    structure.sections.iter().map(|section| (section.heading.as_str(), section.level)).collect()
}

fn declared(text: &str, level: u8) -> Block {
    Block {
        kind: Kind::Heading(Heading { level: Some(level), known_by: KnownBy::Markup }),
        runs: vec![Run::plain(text)],
        ..Block::default()
    }
}

fn paragraph(text: &str) -> Block {
    Block { runs: vec![Run::plain(text)], ..Block::default() }
}

#[test]
fn declared_headings_make_a_tree_without_gaps() {
    let blocks = vec![
        declared("1. Contexte", 1),
        paragraph(PROSE),
        declared("Détail", 4),
        paragraph(PROSE),
        declared("", 2),
        declared("2. Mission", 1),
        paragraph(PROSE),
    ];
    let structure = Structure::of(Document { blocks, ..Document::default() });
    assert_eq!(headings(&structure), [("1. Contexte", 1), ("Détail", 2), ("2. Mission", 1)]);
    assert_eq!(structure.sections[0].title, "Contexte");
    assert_eq!(structure.sections[0].blocks, 0..5);
    assert_eq!(structure.sections[0].own, 1..2);
    assert_eq!(structure.sections[1].parent, Some(0));
    assert_eq!(structure.outline, OutlineTrust::Sure);
    assert_eq!(structure.section_of(3), Some(1));
}

#[test]
fn contents_lines_are_no_headings_and_confirm_them() {
    let mut page = Page::default();
    page.turn().line("Dossier de projet", 30.0, true);
    page.turn().title("Sommaire");
    for line in ["1. Contexte ........ 3", "2. Mission ........ 4", "3. Annexes ........ 5"] {
        page.line(line, 18.0, true);
    }
    page.turn().title("1. Contexte").text(4);
    page.turn().title("2. Mission").text(4);
    page.turn().title("3. Annexes").text(1);
    let structure = page.done();
    assert_eq!(headings(&structure), [("1. Contexte", 1), ("2. Mission", 1), ("3. Annexes", 1)]);
    assert!(structure.sections.iter().all(|section| section.known_by == KnownBy::Contents));
    assert_eq!(structure.outline, OutlineTrust::Sure);
    let kinds: Vec<_> = structure.zones.iter().map(|zone| (zone.kind, zone.first_page)).collect();
    assert_eq!(
        kinds,
        [
            (ZoneKind::Cover, Some(1)),
            (ZoneKind::Contents, Some(2)),
            (ZoneKind::Body, Some(3)),
            (ZoneKind::Annexes, Some(5))
        ]
    );
    let leaders = structure.document.blocks.iter().flat_map(|block| &block.runs);
    assert_eq!(leaders.filter(|run| run.role == Role::Leader).count(), 3);
    assert_eq!(structure.contents[1], ContentsEntry { title: "2. Mission".into(), page: Some(4), block: 3 });
}

#[test]
fn running_heads_feet_and_page_numbers_are_set_apart() {
    let mut page = Page::default();
    for n in 1..=6 {
        page.turn().at("Camille Exemple – Dossier de projet", 9.0, false, 0.03);
        page.title(["Contexte", "Besoin", "Mission", "Moyens", "Livrables", "Bilan"][n - 1]).text(5);
        page.at(&format!("Page {n} sur 6"), 9.0, false, 0.95);
    }
    let structure = page.done();
    let count = |kind: Kind| structure.document.blocks.iter().filter(|block| block.kind == kind).count();
    assert_eq!(count(Kind::RunningHead), 6);
    assert_eq!(count(Kind::PageNumber), 6);
    assert_eq!(structure.sections.len(), 6, "titles on top of pages are titles: {:?}", headings(&structure));
}

#[test]
fn numbered_annexes_on_successive_pages_are_no_running_heads() {
    let mut page = Page::default();
    page.turn().title("Contexte").text(6);
    page.turn().title("Mission").text(6);
    page.turn().title("Réalisation").text(6);
    for n in 1..=4 {
        page.turn().title(&format!("Annexe {n} : écran {n}")).text(1);
    }
    let structure = page.done();
    let annexes = structure.annexes();
    assert_eq!(annexes.and_then(|zone| zone.first_page), Some(4));
    assert_eq!(structure.sections.len(), 7);
}

#[test]
fn annexes_on_the_last_line_of_the_page_before() {
    let mut page = Page::default();
    page.turn().title("Contexte").text(6);
    page.turn().title("Mission").text(6).line("Annexes", 11.0, false);
    page.turn().line("Écran d'accueil de l'application", 11.0, false);
    let structure = page.done();
    let zone = structure.annexes();
    assert_eq!(zone.map(|zone| (zone.first_page, zone.heading.as_deref())), Some((Some(2), Some("Annexes"))));
}

#[test]
fn a_mention_of_the_annexes_is_no_heading() {
    let mut page = Page::default();
    page.turn().title("Contexte").text(3).line("Voir annexe 2 pour le schéma", 11.0, true).text(3);
    page.line("Annexe 2", 11.0, false).text(2);
    assert_eq!(page.done().annexes(), None);
}

#[test]
fn text_after_the_annexes_is_body_again() {
    let mut page = Page::default();
    page.turn().title("1. Contexte").text(5);
    page.turn().title("2. Annexes").text(2).title("Annexe 1 : code").text(1);
    page.turn().title("3. Conclusion").text(5);
    let structure = page.done();
    let kinds: Vec<_> = structure.zones.iter().map(|zone| zone.kind).collect();
    assert_eq!(kinds, [ZoneKind::Body, ZoneKind::Annexes, ZoneKind::Body]);
    assert_eq!(structure.document.notices.len(), 1);
}

#[test]
fn annexes_announced_and_nowhere_are_said_to_be_elsewhere() {
    let mut page = Page::default();
    page.turn().title("Sommaire");
    for line in ["Contexte\t2", "Mission\t3", "Bilan\t4", "Annexes\t9"] {
        page.line(line, 11.0, false);
    }
    for title in ["Contexte", "Mission", "Bilan"] {
        page.turn().title(title).text(5);
    }
    let structure = page.done();
    assert_eq!(structure.annexes(), None);
    assert!(structure.document.notices[0].message.fr.contains("autre fichier"));
}

#[test]
fn a_heading_drawn_as_a_graphic_takes_the_place_of_its_number() {
    let mut page = Page::default();
    page.turn().title("1. Contexte").text(5);
    page.turn().line("2.", 18.0, true).text(2);
    let declared = Declared { title: "Annexes".into(), level: 1, page: Some(2), by: DeclaredBy::Tag };
    let document = Document { blocks: page.blocks, declared: vec![declared], ..Document::default() };
    let structure = Structure::of(document);
    assert_eq!(headings(&structure), [("1. Contexte", 1), ("2. Annexes", 1)]);
    assert_eq!(structure.annexes().and_then(|zone| zone.first_page), Some(2));
    assert_eq!(structure.document.notices[0].kind, NoticeKind::HeadingNotInText);
}

#[test]
fn a_copied_sentence_of_the_reference_is_a_heading_on_two_lines() {
    let mut page = Page::default();
    page.turn().title("I. Liste des compétences").text(4);
    page.title("II. Description d'une situation de travail ayant nécessité une recherche à partir de")
        .title("site anglophone, effectuée par le candidat")
        .text(4);
    let structure = page.done();
    assert_eq!(structure.sections.len(), 2);
    assert!(
        structure.sections[1].heading.ends_with("à partir de site anglophone, effectuée par le candidat")
    );
}

#[test]
fn captions_code_list_items_and_cells_are_no_headings() {
    let mut page = Page::default();
    page.turn().title("Contexte").text(3).line("Figure 3 : schéma de la base", 12.5, true);
    page.line("systemctl restart nginx", 12.5, true);
    page.last(|block| block.runs[0].style.monospace = true);
    page.line("Serveur", 11.5, true);
    page.last(|block| block.context.cell = Some(Cell { table: 1, row: 1, column: 2 }));
    page.line("un point important", 11.0, true);
    page.last(|block| block.context.list = Some(ListItem { depth: 1, ordered: false }));
    page.text(2);
    assert_eq!(headings(&page.done()), [("Contexte", 1)]);
}

#[test]
fn sizes_weights_and_numbers_give_levels() {
    let mut page = Page::default();
    page.turn().line("I. Contexte", 18.0, true).text(2);
    page.line("A. Entreprise", 14.0, true).text(2).line("1) Activité", 12.0, true).text(2);
    page.line("B. Équipe", 14.0, true).text(2).line("II. Mission", 18.0, true).text(2);
    let structure = page.done();
    assert_eq!(
        headings(&structure),
        [("I. Contexte", 1), ("A. Entreprise", 2), ("1) Activité", 3), ("B. Équipe", 2), ("II. Mission", 1)]
    );
}

#[test]
fn numbers_give_levels_where_sizes_do_not() {
    let mut page = Page::default();
    page.turn();
    for title in ["1 Contexte", "1.1 Entreprise", "1.1.1 Activité", "1.2 Équipe", "2 Mission"] {
        page.line(title, 11.0, true).text(2);
    }
    let levels: Vec<u8> = page.done().sections.iter().map(|section| section.level).collect();
    assert_eq!(levels, [1, 2, 3, 2, 1]);
}

#[test]
fn a_contents_list_without_page_numbers_is_told_by_its_titles_coming_back() {
    let mut blocks = vec![declared("Sommaire", 2)];
    for title in ["Contexte", "Mission", "Annexes"] {
        blocks.push(Block { context: item(), ..paragraph(title) });
    }
    for title in ["Contexte", "Mission", "Annexes"] {
        blocks.extend([declared(title, 2), paragraph(PROSE)]);
    }
    let structure = Structure::of(Document { blocks, ..Document::default() });
    let kinds: Vec<_> = structure.zones.iter().map(|zone| (zone.kind, zone.blocks.clone())).collect();
    assert_eq!(kinds, [(ZoneKind::Contents, 0..4), (ZoneKind::Body, 4..8), (ZoneKind::Annexes, 8..10)]);
}

fn item() -> Context {
    Context { list: Some(ListItem { depth: 1, ordered: false }), ..Context::default() }
}

#[test]
fn a_title_of_which_only_the_number_is_text_is_completed_from_the_contents() {
    let mut page = Page::default();
    page.turn().title("Sommaire");
    for line in ["1. Contexte\t2", "2. Mission\t3", "3. Annexes\t4"] {
        page.line(line, 11.0, false);
    }
    page.turn().title("1. Contexte").text(4);
    page.turn().title("2. Mission").text(4);
    page.turn().title("3.").text(1);
    let structure = page.done();
    assert_eq!(headings(&structure), [("1. Contexte", 1), ("2. Mission", 1), ("3. Annexes", 1)]);
    assert_eq!(structure.annexes().and_then(|zone| zone.first_page), Some(4));
}

#[test]
fn the_last_lines_of_the_contents_need_no_page_number() {
    let document = |tail: &[&str], first: &str| {
        let mut blocks = vec![paragraph("Sommaire")];
        for line in ["1. Contexte\t2", "2. Mission\t3"] {
            blocks.push(Block { kind: Kind::Contents, ..paragraph(line) });
        }
        blocks.extend(tail.iter().map(|line| Block { cues: bold(), ..paragraph(line) }));
        for title in [first, "2. Mission", "3. Bilan"] {
            blocks.extend([declared(title, 1), paragraph(PROSE)]);
        }
        Structure::of(Document { blocks, ..Document::default() })
    };
    for tail in [&["ANNEXES"][..], &["XIII. ANNEXES"], &["3. Bilan", "4. Annexes"]] {
        let structure = document(tail, "1. Contexte");
        assert!(structure.annexes().is_none(), "{tail:?}");
        assert_eq!(headings(&structure), [("1. Contexte", 1), ("2. Mission", 1), ("3. Bilan", 1)]);
        assert!(structure.document.notices.iter().any(|notice| notice.kind == NoticeKind::Structure));
    }
    // What no title of the contents follows, or what comes back nowhere, opens the text.
    assert!(document(&["ANNEXES"], "Schémas").annexes().is_some());
    assert_eq!(document(&["PREMIÈRE PARTIE"], "1. Contexte").sections.len(), 4);
}

fn bold() -> Cues {
    Cues { bold: true, ..Cues::default() }
}

#[test]
fn contents_without_a_heading_and_page_numbers_over_two_pages() {
    let titles = [
        "1. Contexte",
        "2. Besoin",
        "3. Mission",
        "4. Moyens",
        "5. Livrables",
        "6. Délais",
        "7. Bilan",
        "8. Annexes",
    ];
    let mut page = Page::default();
    page.turn().line("Dossier de projet", 30.0, true);
    page.turn();
    for title in &titles[..4] {
        page.line(title, 16.0, false);
    }
    page.turn();
    for title in &titles[4..] {
        page.line(title, 16.0, false);
    }
    for title in &titles {
        page.turn().title(title).text(4);
    }
    let structure = page.done();
    assert_eq!(structure.sections.len(), 8, "{:?}", headings(&structure));
    assert_eq!(structure.contents.len(), 8);
    assert_eq!(structure.annexes().and_then(|zone| zone.first_page), Some(11));
}

#[test]
fn text_up_the_side_of_pages_is_furniture() {
    let mut page = Page::default();
    for _ in 0..4 {
        page.turn().title("Chapitre").text(5).line("Feuille de route", 20.0, true);
        page.last(|block| {
            block.cues.position = Some(Position { left: 0.05, top: 0.6, right: 0.08, bottom: 0.9 });
        });
    }
    let structure = page.done();
    assert!(structure.sections.iter().all(|section| section.heading == "Chapitre"));
}

#[test]
fn the_head_of_a_table_without_borders_is_no_heading() {
    let mut page = Page::default();
    page.turn().title("Contexte").text(3);
    for (left, text) in [(0.1, "Critère"), (0.5, "Exigence")] {
        page.at(text, 11.0, true, 0.5);
        page.last(|block| {
            block.cues.position = Some(Position { left, top: 0.5, right: left + 0.2, bottom: 0.52 })
        });
    }
    page.text(2);
    assert_eq!(headings(&page.done()), [("Contexte", 1)]);
}

#[test]
fn the_title_of_the_document_is_no_section() {
    let mut blocks = vec![declared("Dossier de projet : un réseau", 1), paragraph("Camille Exemple")];
    for title in ["Contexte", "Mission", "Bilan"] {
        blocks.extend([declared(title, 2), paragraph(PROSE)]);
    }
    let structure = Structure::of(Document { blocks, ..Document::default() });
    assert_eq!(headings(&structure), [("Contexte", 1), ("Mission", 1), ("Bilan", 1)]);
    assert_eq!(structure.zones[0].kind, ZoneKind::Cover);
}

#[test]
fn an_empty_abstract_heading_stays_a_heading() {
    let mut page = Page::default();
    page.turn().line("1 Introduction", 12.0, false);
    page.turn().line("2 Abstract", 12.0, false);
    page.turn().line("3 Analyse du besoin", 18.0, true).text(4);
    let structure = page.done();
    let abstracts = structure.sections.iter().find(|section| section.title == "Abstract");
    assert!(abstracts.is_some_and(|section| section.own.is_empty()), "{:?}", headings(&structure));
}

#[test]
fn a_banner_alone_in_its_row_heads_a_form_that_is_one_table() {
    let cell = |row, column| Context { cell: Some(Cell { table: 1, row, column }), ..Context::default() };
    let mut page = Page::default();
    page.turn().line("Déclaration sur l'honneur", 20.0, true).last(|block| block.context = cell(1, 1));
    page.line("Nom", 14.0, true).last(|block| block.context = cell(2, 1));
    page.line("Exemple", 14.0, true).last(|block| block.context = cell(2, 2));
    for row in 3..6 {
        page.line(PROSE, 11.0, false).last(|block| block.context = cell(row, 1));
    }
    assert_eq!(headings(&page.done()), [("Déclaration sur l'honneur", 1)]);
}

#[test]
fn labels_of_a_form_on_top_of_several_pages_are_text() {
    let mut page = Page::default();
    for n in 1..=8 {
        page.turn().at("DOSSIER PROFESSIONNEL (DP)", 9.0, false, 0.03);
        let in_row = |row: u32| {
            move |block: &mut Block| {
                let cell = Cell { table: n, row, column: 1 };
                block.context = Context { cell: Some(cell), ..Context::default() };
            }
        };
        page.at("3. Avec qui avez-vous travaillé ?", 11.0, false, 0.1).last(in_row(1));
        page.at(PROSE, 11.0, false, 0.4).last(in_row(2));
        page.at(PROSE, 11.0, false, 0.6).last(in_row(3));
    }
    let structure = page.done();
    let heads = structure.document.blocks.iter().filter(|block| block.kind == Kind::RunningHead);
    assert!(heads.clone().all(|block| block.text() == "DOSSIER PROFESSIONNEL (DP)"));
    assert_eq!(heads.count(), 8);
}

#[test]
fn a_bookmark_takes_all_the_lines_of_its_title() {
    let mut page = Page::default();
    page.turn().text(2);
    page.line("Choix des solutions : critères et indicateurs de qualité", 11.0, false);
    page.line("et de sécurité", 11.0, false);
    page.text(3);
    let title = "Choix des solutions : critères et indicateurs de qualité et de sécurité";
    let declared = vec![Declared { title: title.into(), level: 1, page: Some(1), by: DeclaredBy::Bookmark }];
    let structure = Structure::of(Document { blocks: page.blocks.clone(), declared, ..Document::default() });
    assert_eq!(headings(&structure), [(title, 1)]);
}
