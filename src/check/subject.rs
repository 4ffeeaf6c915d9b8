//! A document ready to be checked.

use std::ops::Range;
use std::sync::OnceLock;

use crate::document::{Block, beginning};
use crate::finding::Where;
use crate::hash::HashSet;
use crate::lexicon::Normalised;
use crate::measure::{BlockCounts, Count, Language, Measured, Shares, Tally, mostly};
use crate::structure::{OutlineTrust, Structure, ZoneKind};

/// Longest excerpt quoted in a finding, in characters.
const EXCERPT: usize = 160;

/// Blocks from which on it pays to look at function words alone before the language of each is worked out.
const MANY: usize = 50;

/// The least white space below a line that a picture leaves, as a share of the page's height.
const PICTURE: f32 = 0.15;

/// A document with its structure, its figures, and its words ready to be searched.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// Its parts.
    pub structure: Structure,
    /// Its figures.
    pub measured: Measured,
    /// What counts in every block.
    pub counts: BlockCounts,
    /// Words of every block, parallel to the blocks; empty for those outside the reading flow.
    pub words: Vec<Normalised>,
    /// Languages of every block, once somebody asks.
    shares: Vec<OnceLock<Shares>>,
}

impl Subject {
    /// Prepares a structured document.
    pub fn of(structure: Structure) -> Self {
        let counts = BlockCounts::of(&structure);
        let measured = Measured::with_counts(&structure, &counts);
        let blocks = &structure.document.blocks;
        let words = blocks
            .iter()
            .map(|block| if block.in_flow() { Normalised::of(&block.text()) } else { Normalised::default() })
            .collect();
        let shares = vec![OnceLock::new(); blocks.len()];
        Self { structure, measured, counts, words, shares }
    }

    /// How the text of a range of blocks is shared among languages.
    pub fn shares(&self, range: Range<usize>) -> Shares {
        let all = self.shares.get(range.start..range.end.min(self.shares.len())).unwrap_or_default();
        let of = |index: usize| Shares::of(&self.structure, index..index + 1);
        all.iter().zip(range).map(|(known, index)| *known.get_or_init(|| of(index))).sum()
    }

    /// The language of most of the text of a range of blocks, code left aside; none where it cannot be told.
    pub fn language(&self, range: Range<usize>) -> Option<Language> {
        let plain = || self.shares(range.clone()).majority();
        if range.len() < MANY { plain() } else { mostly(&self.structure, range.clone()).or_else(plain) }
    }

    /// Block `index`.
    pub fn block(&self, index: usize) -> Option<&Block> {
        self.structure.document.blocks.get(index)
    }

    /// What counts in a range of blocks.
    pub fn tally(&self, range: Range<usize>) -> Tally {
        self.counts.range(range)
    }

    /// Characters and words of a range of blocks.
    pub fn count(&self, range: Range<usize>) -> Count {
        self.tally(range).count
    }

    /// True where something that is no text, a picture or a drawing, must fill the page below block `index`. Only a PDF
    /// tells.
    pub(super) fn is_above_picture(&self, index: usize) -> bool {
        let bottom =
            self.block(index).and_then(|block| Some((block.place.page, block.cues.position?.bottom)));
        let next = self.structure.document.blocks.get(index + 1..).unwrap_or_default();
        let next = next.iter().find(|block| block.in_flow() && !block.is_blank());
        let top = next.and_then(|block| Some((block.place.page, block.cues.position?.top)));
        matches!((bottom, top), (Some((page, bottom)), Some((same, top))) if page == same && top - bottom > PICTURE)
    }

    /// Pages (1-based) before the annexes that are nothing but a picture, of which nothing was read.
    pub(super) fn pictured_pages(&self) -> Vec<u32> {
        let pages = &self.structure.document.pages;
        if pages.slides {
            return Vec::new();
        }
        let annexes = self.structure.annexes().and_then(|zone| zone.first_page).unwrap_or(u32::MAX);
        let is_picture = |page: &&u32| **page < annexes && pages.bare.iter().all(|bare| bare.page != **page);
        pages.without_text.iter().filter(is_picture).copied().collect()
    }

    /// Zone of block `index`.
    pub fn zone(&self, index: usize) -> ZoneKind {
        self.structure.zone_of.get(index).copied().unwrap_or_default()
    }

    /// True where most words of `range` are those of `other`, and the reverse.
    pub fn is_alike(&self, range: Range<usize>, other: &Self) -> bool {
        let of = |words: &[Normalised]| -> HashSet<String> {
            words.iter().flat_map(Normalised::words).map(str::to_owned).collect()
        };
        let (here, there) = (of(self.words.get(range).unwrap_or_default()), of(&other.words));
        let shared = here.intersection(&there).count();
        10 * shared >= 7 * here.len().max(there.len())
    }

    /// True where a heading that was not found is not there.
    pub fn outline_is_sure(&self) -> bool {
        self.structure.outline == OutlineTrust::Sure
    }

    /// The place of block `index`, under the innermost heading above it, with the beginning of its text.
    pub fn place(&self, index: usize) -> Where {
        let mut place = self.place_without_excerpt(index);
        place.excerpt = self.block(index).map(|block| excerpt(&block.text())).filter(|text| !text.is_empty());
        place
    }

    /// The place of block `index` with the text around the byte `at` of it, where the words that made it found stand.
    pub fn place_around(&self, index: usize, at: usize) -> Where {
        let text = self.block(index).map(|block| block.text()).unwrap_or_default();
        let excerpt = Some(excerpt_around(&text, at)).filter(|text| !text.is_empty());
        Where { excerpt, ..self.place_without_excerpt(index) }
    }

    /// The place of block `index` without its text.
    pub fn place_without_excerpt(&self, index: usize) -> Where {
        let place = self.block(index).map(|block| block.place).unwrap_or_default();
        let section = self.structure.section_of(index);
        Where {
            heading: section
                .and_then(|i| self.structure.sections.get(i))
                .map(|section| section.heading.clone()),
            path: section.map(|i| self.structure.path(i)).unwrap_or_default(),
            page: place.page,
            line: place.line,
            file: self.structure.document.files.get(usize::from(place.file)).cloned(),
            excerpt: None,
        }
    }
}

/// As much of a text as is quoted, on one line, so that the word at byte `at` is in it: its beginning where that reaches
/// so far, else from some words before on.
fn excerpt_around(text: &str, at: usize) -> String {
    const BEFORE: usize = 8;
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let words: Vec<&str> = before.split_whitespace().collect();
    let length: usize = words.iter().map(|word| word.chars().count() + 1).sum();
    if length + 20 < EXCERPT || words.len() <= BEFORE {
        return excerpt(text);
    }
    let near = words.get(words.len() - BEFORE..).unwrap_or_default().join(" ");
    let space = if before.ends_with(char::is_whitespace) { " " } else { "" };
    excerpt(&format!("… {near}{space}{after}"))
}

/// As much of the beginning of a text as is quoted.
pub(super) fn excerpt(text: &str) -> String {
    beginning(text, EXCERPT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;
    use crate::source::Source;

    /// A document of as many paragraphs of each text as told.
    fn of(paragraphs: &[(&str, usize)]) -> Subject {
        let all: Vec<&str> =
            paragraphs.iter().flat_map(|(text, times)| std::iter::repeat_n(*text, *times)).collect();
        crate::assess::prepare(&Source::new("d.md", all.join("\n\n").into_bytes()), &Limits::default())
            .unwrap()
    }

    #[test]
    fn pages_that_are_a_picture_and_texts_above_one_are_known() {
        use crate::document::{Bare, Document, Kind, PageFacts, Place, Position, Run};
        let on = |page: u32, (top, bottom): (f32, f32), kind: Kind, text: &str| {
            let mut block = Block { runs: vec![Run::plain(text)], kind, ..Block::default() };
            block.place = Place { page: Some(page), ..Place::default() };
            block.cues.position = Some(Position { left: 0.1, top, right: 0.9, bottom });
            block
        };
        let text = "Le service est installé sur le serveur, et les agents en ont été avertis.";
        let heading = Kind::Heading(crate::document::Heading {
            level: Some(1),
            known_by: crate::document::KnownBy::Style,
        });
        let blocks = vec![
            on(1, (0.1, 0.2), Kind::Paragraph, text),
            on(1, (0.21, 0.3), Kind::Paragraph, text),
            on(1, (0.3, 0.3), Kind::Paragraph, ""),
            on(1, (0.8, 0.9), Kind::Paragraph, text),
            on(3, (0.1, 0.2), Kind::Paragraph, text),
            on(5, (0.1, 0.2), heading, "Annexes"),
            on(5, (0.3, 0.4), Kind::Paragraph, text),
        ];
        let subject = |slides: bool| {
            let pages = PageFacts {
                exact: Some(6),
                slides,
                without_text: vec![2, 4, 6],
                bare: vec![Bare { page: 4, characters: 0 }],
                ..PageFacts::default()
            };
            Subject::of(Structure::of(Document { blocks: blocks.clone(), pages, ..Document::default() }))
        };
        // The fourth page has nothing on it, and the sixth belongs to the annexes.
        assert_eq!(subject(false).pictured_pages(), [2]);
        assert!(subject(true).pictured_pages().is_empty());
        let above: Vec<bool> = (0..blocks.len()).map(|at| subject(false).is_above_picture(at)).collect();
        assert_eq!(above, [false, true, true, false, false, false, false]);
    }

    #[test]
    fn the_language_of_a_long_range_is_that_of_most_of_its_text() {
        let french = "Le service est installé sur le serveur de la mairie, et les agents en ont été avertis.";
        let english =
            "The service has been installed on the server of the town, and they were told about it.";
        let spanish = "Servidor instalado durante mes enero; empleados fueron avisados antes: copias seguridad \
                       cada noche, disco externo guardado bajo llave despacho secretario municipal.";
        let short = "Linux, Docker.";
        for share in 0..=8 {
            let share = share * 10;
            for all in [
                [(french, share), (english, 80 - share), (short, 10)],
                [(english, share), (spanish, 80 - share), (french, 5)],
                [(short, share * 20), (french, 80 - share), (english, 3)],
            ] {
                let subject = of(&all);
                let whole = 0..subject.structure.document.blocks.len();
                assert_eq!(subject.language(whole.clone()), subject.shares(whole).majority(), "{all:?}");
            }
        }
    }

    #[test]
    fn an_excerpt_holds_the_words_that_made_it_found() {
        let text = format!(
            "{} puis le script de sauvegarde tourne chaque nuit.",
            "des mots sans rapport ".repeat(20)
        );
        let at = text.find("script").unwrap_or_default();
        let cut = excerpt_around(&text, at);
        assert!(cut.starts_with("… ") && cut.contains("le script de sauvegarde"), "{cut}");
        assert!(cut.chars().count() < 200);
        assert_eq!(excerpt_around("Un script court.", 3), "Un script court.");
    }
}
