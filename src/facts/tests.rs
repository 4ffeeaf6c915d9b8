//! Padded and camouflaged dossiers, and an honest one.

use super::of;
use crate::check::Subject;
use crate::document::{
    Block, Cues, Document, Doubt, Heading, Kind, KnownBy, Notice, NoticeKind, PageFacts, Place, Role, Run,
};
use crate::structure::Structure;

/// A sentence that the rules quote.
const OFFICIAL: &str = "Le candidat présente les besoins des utilisateurs, les contraintes du projet et les moyens mis en \
    œuvre pour le conduire, puis il en rend compte au jury dans un dossier de vingt pages.";

fn paragraph(text: &str) -> Block {
    Block { runs: vec![Run::plain(text)], ..Block::default() }
}

fn heading(text: &str) -> Block {
    let kind = Kind::Heading(Heading { level: Some(1), known_by: KnownBy::Style });
    Block { kind, ..paragraph(text) }
}

/// A sentence that no other number gives.
fn prose(n: usize) -> String {
    let word = |k: usize| {
        ["réseau", "serveur", "poste", "annuaire", "script", "mesure", "risque"][(n * 3 + k * k) % 7]
    };
    (0..40).map(|k| format!("{}{} ", word(k), n * 40 + k)).collect()
}

fn facts(blocks: Vec<Block>) -> Vec<Notice> {
    let official = [OFFICIAL].into_iter();
    of(&Subject::of(Structure::of(Document { blocks, ..Document::default() })), official)
}

fn only(blocks: Vec<Block>, kind: NoticeKind) -> String {
    let facts: Vec<Notice> = facts(blocks).into_iter().filter(|fact| fact.kind == kind).collect();
    assert_eq!(facts.len(), 1, "{facts:?}");
    facts[0].message.fr.clone()
}

fn honest() -> Vec<Block> {
    let mut blocks = Vec::new();
    for part in 0..6 {
        blocks.push(heading(&format!("Partie {}", ["un", "deux", "trois", "quatre", "cinq", "six"][part])));
        blocks.extend((0..4).map(|n| paragraph(&prose(part * 4 + n))));
    }
    blocks
}

#[test]
fn an_honest_dossier_has_no_fact() {
    assert_eq!(facts(honest()), []);
}

#[test]
fn what_was_deleted_while_changes_were_tracked_is_told() {
    let with = |text: &str| {
        let mut blocks = honest();
        let mut changed = paragraph("Le serveur est en service.");
        changed.runs.push(Run::with_role(text, Role::Deleted));
        blocks.push(changed);
        blocks
    };
    let told = only(with("Il tombe en panne chaque semaine."), NoticeKind::Unfinished);
    assert!(told.contains("28 caractères supprimés") && told.contains("Il tombe en panne"), "{told}");
    assert_eq!(facts(with("des,")), [], "a corrected word is nobody's business");
}

#[test]
fn hidden_text_is_told_with_its_share_and_place() {
    let mut blocks = honest();
    let mut hidden = paragraph("Visible.");
    hidden.runs.push(Run::with_role(prose(90), Role::Hidden));
    hidden.place = Place { page: Some(7), ..Place::default() };
    blocks.push(hidden);
    let fact = only(blocks, NoticeKind::HiddenText);
    assert!(fact.contains("que le lecteur ne voit pas") && fact.contains("p. 7"), "{fact}");
}

#[test]
fn text_outside_the_page_is_told() {
    let mut blocks = honest();
    blocks.push(Block { runs: vec![Run::with_role(prose(91), Role::OffPage)], ..Block::default() });
    assert!(only(blocks, NoticeKind::HiddenText).contains("hors de la page"));
}

#[test]
fn zero_width_characters_are_told_and_soft_hyphens_are_not() {
    let mut blocks = honest();
    blocks.push(paragraph(&prose(92).replace(' ', "\u{200b} ")));
    assert!(only(blocks, NoticeKind::InvisibleCharacters).starts_with("40 "));
    let mut blocks = honest();
    blocks.push(paragraph(&prose(92).replace(' ', "\u{ad} ")));
    assert_eq!(facts(blocks), []);
}

#[test]
fn letters_of_another_alphabet_are_told() {
    let mut blocks = honest();
    blocks.push(paragraph("La s\u{435}curité du rés\u{435}au et des s\u{435}rveurs"));
    let fact = only(blocks, NoticeKind::Integrity);
    assert!(fact.contains("U+0435") && fact.starts_with("3 mots"), "{fact}");
}

#[test]
fn repeated_passages_are_told_wherever_blocks_are_cut() {
    let mut blocks = honest();
    let copies: String = (0..8).map(prose).collect();
    blocks.push(paragraph(&copies));
    let fact = only(blocks, NoticeKind::Integrity);
    assert!(fact.starts_with("320 mots"), "{fact}");
}

#[test]
fn passages_said_again_but_for_a_few_words_are_told() {
    let mut blocks = honest();
    for copy in 0..10 {
        let words = prose(90);
        let changed = |(at, word): (usize, &str)| {
            if at % 9 == copy % 9 { format!("autre{copy}x{at}") } else { word.to_owned() }
        };
        let words: Vec<String> = words.split_whitespace().enumerate().map(changed).collect();
        blocks.push(paragraph(&words.join(" ")));
    }
    let fact = only(blocks, NoticeKind::Integrity);
    assert!(fact.contains("à quelques mots près") && fact.starts_with("360 mots"), "{fact}");
}

#[test]
fn text_that_may_not_be_seen_is_told_where_it_weighs() {
    let doubtful = |text: &str| {
        let mut block = paragraph(text);
        block.runs[0].style.doubt = Some(Doubt::Pale);
        block
    };
    let mut blocks = honest();
    blocks.push(doubtful(&(93..95).map(prose).collect::<String>()));
    assert!(only(blocks, NoticeKind::HiddenText).contains("peut-être pas"));
    let mut blocks = honest();
    blocks.push(doubtful("Un titre blanc sur une couverture"));
    assert_eq!(facts(blocks), []);
    let mut dark = honest();
    for doubt in [Doubt::Unlike, Doubt::NearGround] {
        dark.iter_mut().for_each(|block| block.runs[0].style.doubt = Some(doubt));
        assert!(only(dark.clone(), NoticeKind::HiddenText).contains("100 % de ce qui a été lu"));
    }
    dark.iter_mut().for_each(|block| block.runs[0].style.doubt = Some(Doubt::Pale));
    assert_eq!(facts(dark), []);
}

#[test]
fn headings_with_nothing_under_them_are_told() {
    let mut blocks = honest();
    blocks.extend([heading("Délais"), heading("Moyens"), heading("Conclusion"), paragraph(&prose(93))]);
    let fact = only(blocks, NoticeKind::Structure);
    assert!(fact.contains("2 titres") && fact.contains("« Délais », « Moyens »"), "{fact}");
}

#[test]
fn contents_that_promise_what_is_not_there_are_told() {
    let entry = |text: &str| Block { kind: Kind::Contents, ..paragraph(text) };
    let mut blocks = vec![heading("Sommaire")];
    for title in
        ["Partie un", "Partie deux", "Partie trois", "Partie quatre", "Partie cinq", "Cahier des charges"]
    {
        blocks.push(entry(&format!("{title} ........ 3")));
    }
    blocks.extend(honest());
    let fact = only(blocks, NoticeKind::Structure);
    assert!(fact.contains("« Cahier des charges »") && fact.contains("1 sur 6"), "{fact}");
}

fn recorded(pages: u32) -> crate::document::Recorded {
    let application = Some("Microsoft Office Word".into());
    crate::document::Recorded { pages, application, ..Default::default() }
}

#[test]
fn large_type_narrow_lines_and_an_impossible_page_count_are_told() {
    let mut blocks = honest();
    blocks.iter_mut().for_each(|block| block.cues = Cues { size: Some(16.0), ..Cues::default() });
    let recorded = recorded(55);
    let pages = PageFacts { recorded: Some(recorded), text_width: Some(300.0), ..PageFacts::default() };
    let subject = Subject::of(Structure::of(Document { blocks, pages, ..Document::default() }));
    let facts = of(&subject, std::iter::empty());
    let said: Vec<&str> = facts.iter().map(|fact| fact.message.fr.as_str()).collect();
    assert!(
        said[0].contains("corps 16") && said[1].contains("50 %") && said[2].contains("55 pages"),
        "{said:?}"
    );
}

#[test]
fn unfinished_passages_are_told() {
    let mut blocks = honest();
    blocks.push(paragraph("Le coût est de [à compléter] euros."));
    assert!(only(blocks, NoticeKind::Unfinished).contains("« Le coût est de [à compléter] euros. »"));
}

#[test]
fn repetition_within_a_paragraph_and_in_long_cells_is_told() {
    let mut blocks = honest();
    blocks.push(paragraph(
        &"The network was parted from the offices and all servers were hardened. ".repeat(9),
    ));
    let fact = only(blocks, NoticeKind::Integrity);
    assert!(fact.contains("répètent mot pour mot"), "{fact}");
    let mut blocks = honest();
    for row in 1..=12 {
        let cell = Some(crate::document::Cell { table: 1, row, column: 1 });
        let context = crate::document::Context { cell, ..Default::default() };
        blocks.push(Block { context, ..paragraph(&prose(90)) });
    }
    assert!(only(blocks, NoticeKind::Integrity).starts_with("440 mots"));
}

#[test]
fn rows_of_one_sign_and_small_type_are_told() {
    let mut blocks = honest();
    blocks.push(paragraph(&". ".repeat(700)));
    assert!(only(blocks, NoticeKind::Integrity).starts_with("700 caractères"));
    let mut blocks = honest();
    blocks.push(paragraph(&"-".repeat(80)));
    assert_eq!(facts(blocks), []);
    let mut blocks = honest();
    let mut small = paragraph(&(90..92).map(prose).collect::<String>());
    small.runs[0].style.size = Some(3.0);
    blocks.push(small);
    assert!(only(blocks, NoticeKind::Integrity).contains("plus petits que le corps 5"));
}

#[test]
fn wide_line_spacing_and_too_few_declared_pages_are_told() {
    let mut blocks = honest();
    for block in blocks.iter_mut().filter(|block| block.heading().is_none()) {
        let position =
            crate::document::Position { left: 0.1, top: 0.1, right: 0.9, bottom: 0.1 + 153.0 / 842.0 };
        block.cues = Cues { size: Some(11.0), lines: Some(5), position: Some(position), ..Cues::default() };
    }
    assert!(only(blocks, NoticeKind::Integrity).contains("interligne du texte courant est d'environ 2,8"));
    let recorded = recorded(2);
    let pages = PageFacts { recorded: Some(recorded), ..PageFacts::default() };
    let blocks = (0..8).flat_map(|_| honest()).collect();
    let subject = Subject::of(Structure::of(Document { blocks, pages, ..Document::default() }));
    let facts = of(&subject, std::iter::empty());
    assert!(facts.iter().any(|fact| fact.message.fr.contains("déclare 2 pages")), "{facts:?}");
}

#[test]
fn sentences_of_the_rules_that_fill_the_text_are_told() {
    let mut blocks = honest();
    blocks.push(paragraph(OFFICIAL));
    assert_eq!(facts(blocks), []);
    let mut blocks = honest();
    let differently = |n: usize| format!("Partie {n}. {OFFICIAL} Voir la figure {n}.");
    blocks.extend((0..5).map(|n| paragraph(&differently(n))));
    let told = facts(blocks);
    assert!(told.iter().any(|fact| fact.message.fr.contains("phrases du référentiel")), "{told:?}");
}

#[test]
fn pages_that_are_made_of_air_are_told() {
    let mut blocks = honest();
    blocks.extend((0..90).map(|_| Block::default()));
    blocks.push(paragraph(&prose(93)));
    for block in &mut blocks {
        block.cues = Cues { space_before: Some(20.0), space_after: Some(40.0), ..Cues::default() };
    }
    let recorded = Some(recorded(55));
    let pages = PageFacts { recorded, size: Some((298.0, 420.0)), empty_breaks: 5, ..PageFacts::default() };
    let subject = Subject::of(Structure::of(Document { blocks, pages, ..Document::default() }));
    let facts = of(&subject, std::iter::empty());
    let said = |what: &str| facts.iter().any(|fact| fact.message.fr.contains(what));
    assert!(said("90 paragraphes vides") && said("2 pages"), "{facts:?}");
    assert!(said("Un blanc de 60 points") && said("5 sauts de page"), "{facts:?}");
}

/// Rows of one table, each of some cells.
fn table(number: u32, rows: &[Vec<String>]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (row, cells) in (1..).zip(rows) {
        for (column, text) in (1..).zip(cells) {
            let cell = Some(crate::document::Cell { table: number, row, column });
            let context = crate::document::Context { cell, ..Default::default() };
            blocks.push(Block { context, ..paragraph(text) });
        }
    }
    blocks
}

fn cells(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn heads_of_tables_questions_of_forms_and_equal_cells_are_no_padding() {
    let head = cells(&["Numéro du test", "Ce qui est fait", "Ce qui est attendu", "Ce qui est vu"]);
    let first =
        |n: usize, words: usize| prose(100 + n).split_whitespace().take(words).collect::<Vec<_>>().join(" ");
    let entered = |n: usize| cells(&[&format!("essai{n}"), &first(n, 10), "liste affichée", "vu"]);
    let question = "Dites dans quelles conditions ces tâches ont été faites, avec qui, avec quels moyens et en combien de temps";
    let answer = |n: usize| first(n, 24);
    let with = |table_of: &dyn Fn(usize) -> Vec<Vec<String>>| {
        let mut blocks = honest();
        blocks.extend((0..40).flat_map(|n| table(n as u32 + 1, &table_of(n))));
        facts(blocks)
    };
    assert_eq!(with(&|n| vec![head.clone(), entered(2 * n), entered(2 * n + 1)]), []);
    assert_eq!(with(&|n| vec![cells(&[question]), vec![answer(n)]]), []);
    assert_eq!(with(&|n| vec![vec![question.to_owned(), answer(n)]]), []);
    assert_eq!(with(&|_| vec![cells(&["non"; 8])]), []);
    // With nothing entered below them, and by the thousand, they are.
    let told = with(&|_| vec![head.clone(), cells(&[question])]);
    assert!(told.iter().any(|fact| fact.message.fr.contains("mots de tableaux")), "{told:?}");
    let told = with(&|_| vec![cells(&["non"; 8]); 6]);
    assert!(told.iter().any(|fact| fact.message.fr.contains("912 mots")), "{told:?}");
}
