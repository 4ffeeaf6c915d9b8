//! Pages of the body on which almost nothing stands.

use crate::document::{Bare, Block, Kind, visible_letters};
use crate::hash::HashMap;
use crate::structure::{Structure, ZoneKind};

/// Characters on a page, without its running heads, from which it holds something: two short lines.
const SOMETHING: usize = 80;

/// The pages (1-based) of the body that hold no picture and next to no text, in formats that have pages. The cover, the
/// contents, the annexes and pages that open a part with its title alone are none of them.
pub fn nearly_blank(structure: &Structure) -> Vec<u32> {
    let bare = &structure.document.pages.bare;
    if bare.is_empty() {
        return Vec::new();
    }
    let annexes = structure.annexes().and_then(|zone| zone.first_page).unwrap_or(u32::MAX);
    // Of every page, whether something on it speaks for it, and the letters of its running heads.
    let mut pages: HashMap<u32, (bool, usize)> = HashMap::default();
    for (block, zone) in structure.document.blocks.iter().zip(&structure.zone_of) {
        let Some(number) = block.place.page else { continue };
        let (holds, furniture) = pages.entry(number).or_default();
        *holds |= block.heading().is_some()
            || matches!(zone, ZoneKind::Cover | ZoneKind::Contents)
            || matches!(block.kind, Kind::Image | Kind::Code);
        if !block.in_flow() {
            *furniture += letters(block);
        }
    }
    let is_blank = |bare: &&Bare| {
        let (holds, furniture) = pages.get(&bare.page).copied().unwrap_or_default();
        !holds && bare.characters.saturating_sub(furniture) < SOMETHING
    };
    let inside = bare.iter().filter(|bare| bare.page > 1 && bare.page < annexes);
    inside.filter(is_blank).map(|bare| bare.page).collect()
}

fn letters(block: &Block) -> usize {
    block.runs.iter().map(|run| visible_letters(&run.text)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Heading, KnownBy, PageFacts, Place, Run};

    #[test]
    fn titles_heads_and_covers_are_no_padding_and_a_word_alone_is() {
        let on = |page, text: &str, kind| Block {
            runs: vec![Run::plain(text)],
            kind,
            place: Place { page: Some(page), ..Place::default() },
            ..Block::default()
        };
        let text = "Une phrase du dossier, assez longue. ".repeat(12);
        let heading = || Kind::Heading(Heading { level: Some(1), known_by: KnownBy::Style });
        let head = "Dossier de projet de Camille, session de juin, centre de la rue des Lilas, promotion du soir et du matin";
        let mut blocks = vec![
            on(1, "Titre", Kind::Paragraph),
            on(2, "Partie un", heading()),
            on(3, &text, Kind::Paragraph),
        ];
        blocks.extend([on(4, head, Kind::RunningHead), on(4, "Notes", Kind::Paragraph)]);
        blocks.extend([on(5, "Partie deux", heading()), on(6, &text, Kind::Paragraph)]);
        let characters = |page: u32| blocks.iter().filter(|b| b.place.page == Some(page)).map(letters).sum();
        let bare: Vec<Bare> =
            [1, 2, 4, 5, 7].map(|page| Bare { page, characters: characters(page) }).to_vec();
        let pages = PageFacts { exact: Some(7), bare, ..PageFacts::default() };
        let structure = Structure::of(Document { blocks, pages, ..Document::default() });
        assert_eq!(nearly_blank(&structure), [4, 7]);
    }
}
