//! Lines in one look over text, where the file declares no heading or a few.

use super::*;

const TITLES: [&str; 9] = [
    "L'entreprise",
    "Le besoin du service",
    "Ce que je devais rendre",
    "Les moyens",
    "Le choix des outils",
    "La mise en service",
    "Les essais de reprise",
    "Les suites",
    "Ce que j'en retiens",
];

/// Titles set apart by `space`, changed by `change`, over text whose paragraphs stand 6 points apart.
fn spaced(space: f32, change: impl Fn(&mut Block)) -> Structure {
    let mut page = Page::default();
    page.turn().text(1);
    for title in TITLES {
        page.line(title, 11.0, false).last(|block| {
            block.cues.space_before = Some(space);
            change(block);
        });
        for _ in 0..2 {
            page.text(1).last(|block| block.cues.space_before = Some(6.0));
        }
    }
    page.done()
}

#[test]
fn white_space_above_short_lines_that_come_back_makes_headings() {
    assert_eq!(spaced(24.0, |_| ()).sections.len(), TITLES.len());
    assert_eq!(spaced(24.0, |block| block.cues.italic = true).sections.len(), TITLES.len());
    assert!(spaced(6.0, |_| ()).sections.is_empty());
    let sentences = |block: &mut Block| block.runs.push(Run::plain("."));
    assert!(spaced(24.0, sentences).sections.is_empty());
}

/// Headings of which the first `declared` have a style, and the rest are paragraphs in bold.
fn bold(declared_ones: usize) -> Structure {
    let blocks = TITLES.iter().enumerate().flat_map(|(i, title)| {
        let mut heading = if i < declared_ones { declared(title, 1) } else { paragraph(title) };
        if let Kind::Heading(known) = &mut heading.kind {
            known.known_by = KnownBy::Style;
        }
        // Smaller than the text, as in a template that nobody used for its titles.
        heading.cues = Cues { bold: true, size: Some(11.0), ..Cues::default() };
        let mut text = paragraph(PROSE);
        text.cues.size = Some(12.0);
        [heading, text.clone(), text]
    });
    // Twice as many bold ones as there are titles.
    let more = TITLES.iter().flat_map(|title| {
        let mut heading = paragraph(&format!("{title} en détail"));
        heading.cues = Cues { bold: true, size: Some(11.0), ..Cues::default() };
        let mut text = paragraph(PROSE);
        text.cues.size = Some(12.0);
        [heading, text]
    });
    Structure::of(Document { blocks: blocks.chain(more).collect(), ..Document::default() })
}

#[test]
fn bold_lines_are_headings_where_none_is_declared() {
    assert_eq!(bold(0).sections.len(), 2 * TITLES.len());
}

#[test]
fn an_outline_is_not_sure_where_more_bold_lines_stand_unread_than_headings_are_declared() {
    let structure = bold(5);
    assert_eq!((structure.sections.len(), structure.outline), (5, OutlineTrust::Presumed));
    assert_eq!(bold(9).outline, OutlineTrust::Sure);
}

#[test]
fn a_row_of_bold_names_is_no_pattern() {
    let mut page = Page::default();
    page.turn().text(2);
    for name in TITLES {
        let top = page.top;
        page.at(name, 11.0, true, top).last(|block| {
            if let Some(position) = &mut block.cues.position {
                position.right = 0.3;
            }
        });
        page.at(PROSE, 11.0, false, top).last(|block| {
            if let Some(position) = &mut block.cues.position {
                position.left = 0.35;
                position.bottom = top + 0.06;
            }
        });
        page.top = top + 0.08;
    }
    let ground = presume::Ground::default();
    let document = Document { blocks: page.blocks, ..Document::default() };
    assert!(super::super::pattern::lines(&document, &ground).is_empty());
}
