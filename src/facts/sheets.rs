//! How pages are filled as they are drawn: where their text begins and ends, how far
//! paragraphs and letters stand from one another, which way they lie.

use super::places::{self, number};
use crate::check::Subject;
use crate::document::{Block, Kind, Notice, NoticeKind, Role, is_visible};
use crate::hash::HashMap;
use crate::message::Message;
use crate::say;
use crate::structure::ZoneKind;

/// Pages from which their middle one says something.
const PAGES: usize = 8;
/// Shares of the height of a page that its text begins below, or ends above, where its margins are told.
const LOW: f32 = 0.22;
const HIGH: f32 = 0.62;
/// Points between most paragraphs from which they are told, and gaps from which the middle one says something.
const GAP: f32 = 36.0;
const GAPS: usize = 30;
/// Widths of letters, gaps between words included, by their size, that no one remarks on: fonts of fixed width have 0.6.
const WIDE: f32 = 0.66;
/// Paragraphs from which the middle one says something.
const PARAGRAPHS: usize = 10;
/// Leader dots outside of a table of contents from which they are told.
const DOTS: usize = 1_500;

/// What is unusual in how pages are filled.
pub(super) fn of(subject: &Subject) -> Vec<Notice> {
    let facts = [lying(subject), margins(subject), gaps(subject), wide(subject), dots(subject)];
    let notice = |message| places::notice(subject, NoticeKind::Integrity, message, &[]);
    facts.into_iter().flatten().map(notice).collect()
}

/// The blocks of the text without the annexes.
fn body(subject: &Subject) -> impl Iterator<Item = &Block> {
    let blocks = subject.structure.document.blocks.iter().enumerate();
    blocks
        .filter(|(at, block)| block.in_flow() && subject.zone(*at) != ZoneKind::Annexes)
        .map(|(_, block)| block)
}

/// Pages that are wider than high.
fn lying(subject: &Subject) -> Option<Message> {
    let pages = subject.measured.pages.as_ref()?.value;
    let (width, height) = subject.structure.document.pages.size?;
    let lies = pages as usize >= PAGES && width > height * 1.1;
    let (width, height) = ((width * 25.4 / 72.0).round(), (height * 25.4 / 72.0).round());
    lies.then(|| {
        say!(
            "Les pages sont pour la plupart en paysage ({width} × {height} mm). Le nombre de pages en dépend.",
            "Most pages are in landscape ({width} × {height} mm). The number of pages depends on it."
        )
    })
}

/// How far down and up pages are filled: to their margins, on those that are full.
fn margins(subject: &Subject) -> Option<Message> {
    let mut pages: HashMap<u32, (f32, f32)> = HashMap::default();
    for block in body(subject).filter(|block| block.kind != Kind::Contents) {
        if let (Some(page), Some(at)) = (block.place.page, block.cues.position) {
            let (top, bottom) = pages.entry(page).or_insert((1.0, 0.0));
            (*top, *bottom) = (top.min(at.top), bottom.max(at.bottom));
        }
    }
    if pages.len() < PAGES {
        return None;
    }
    // Three pages of four end where their margin begins, or before: the last ones of parts do, and those before a picture.
    let quarter = |mut ends: Vec<f32>, at: usize| {
        ends.sort_by(f32::total_cmp);
        ends.get(ends.len() * at / 4).copied()
    };
    let top = quarter(pages.values().map(|(top, _)| *top).collect(), 1)?;
    let bottom = quarter(pages.values().map(|(_, bottom)| *bottom).collect(), 3)?;
    let unusual = top > LOW || bottom < HIGH;
    let (top, bottom) = ((top * 100.0).round(), (bottom * 100.0).round());
    unusual.then(|| {
        say!(
            "Le texte des pages pleines va de {top} à {bottom} % de leur hauteur (de 8 à 92 % avec des marges de 2,5 cm). Le nombre de pages en dépend.",
            "The text of full pages goes from {top} to {bottom}% of their height (from 8 to 92% with margins of 2.5 cm). The number of pages depends on it."
        )
    })
}

/// White space between paragraphs and between the rows of tables, as drawn.
fn gaps(subject: &Subject) -> Option<Message> {
    let height = subject.structure.document.pages.size?.1;
    let blocks: Vec<&Block> = body(subject).collect();
    let told = |block: &Block| block.kind == Kind::Paragraph;
    let mut gaps: Vec<f32> = blocks
        .windows(2)
        .filter_map(|pair| {
            let [above, below] = pair else { return None };
            let same = above.place.page == below.place.page && told(above) && told(below);
            let (over, under) = (above.cues.position?, below.cues.position?);
            let gap = (under.top - over.bottom) * height;
            // What stands beside is no space between.
            (same && gap > -2.0 && under.left < over.right && over.left < under.right).then_some(gap.max(0.0))
        })
        .collect();
    if gaps.len() < GAPS {
        return None;
    }
    gaps.sort_by(f32::total_cmp);
    let middle = gaps.get(gaps.len() / 2)?.round();
    (middle > GAP).then(|| {
        say!(
            "Un blanc de {middle} points sépare la plupart des paragraphes et des lignes de tableaux ; l'usage est de 6 à 18. Le nombre de pages en dépend.",
            "White space of {middle} points parts most paragraphs and rows of tables; 6 to 18 is usual. The number of pages depends on it."
        )
    })
}

/// How far letters stand from one another, where the format knows it.
fn wide(subject: &Subject) -> Option<Message> {
    let (page, _) = subject.structure.document.pages.size?;
    let running = body(subject).filter(|block| block.kind == Kind::Paragraph && block.context.cell.is_none());
    let mut widths: Vec<f32> = running
        .filter(|block| !block.runs.iter().any(|run| run.style.monospace))
        .filter_map(|block| {
            let (lines, at) = (block.cues.lines.filter(|lines| *lines >= 3)?, block.cues.position?);
            let size = block.cues.size.filter(|size| *size > 0.0)?;
            let letters = block.text().chars().count() as f32;
            // The last line is half full, on the whole.
            Some((at.right - at.left) * page * (lines as f32 - 0.5) / letters / size)
        })
        .collect();
    if widths.len() < PARAGRAPHS {
        return None;
    }
    widths.sort_by(f32::total_cmp);
    let middle = *widths.get(widths.len() / 2)?;
    let percent = (middle * 100.0).round();
    (middle > WIDE).then(|| {
        say!(
            "Une lettre du texte courant, les espaces comprises, prend {percent} % de sa hauteur ; l'usage est d'environ 50 % (espacement des lettres ou des mots ?). Le nombre de pages en dépend.",
            "A letter of the running text, spaces included, takes {percent}% of its height; about 50% is usual (spacing of letters or of words?). The number of pages depends on it."
        )
    })
}

/// Rows of dots where there is no page number to lead to.
fn dots(subject: &Subject) -> Option<Message> {
    let led = |block: &&Block| {
        block.kind != Kind::Contents && !block.runs.iter().any(|run| run.role == Role::PageNumber)
    };
    let leaders =
        body(subject).filter(led).flat_map(|block| &block.runs).filter(|run| run.role == Role::Leader);
    let count: usize = leaders.map(|run| run.text.chars().filter(|&c| is_visible(c)).count()).sum();
    let Message { fr: n, en: m } = number(count);
    (count >= DOTS).then(|| {
        say!(
            "{n} points de conduite sont hors d'un sommaire. Ils ne sont pas comptés ; le nombre de pages en dépend.",
            "{m} leader dots stand outside of a table of contents. They are not counted; the number of pages depends on them."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cues, Document, PageFacts, Place, Position, Run};
    use crate::structure::Structure;

    const A4: (f32, f32) = (595.0, 842.0);

    /// Pages that are all alike.
    struct Pages {
        pages: u32,
        size: (f32, f32),
        /// Share of the height that the first paragraph begins at, and from one to the next.
        top: f32,
        step: f32,
        /// Paragraphs on a page, of a tenth of its height and three lines each, and letters of each.
        paragraphs: u16,
        letters: usize,
        /// What every other one has beside its text: lines of leaders one after the other are a table of contents.
        more: Vec<Run>,
    }

    impl Default for Pages {
        /// As a word processor sets them.
        fn default() -> Self {
            Self {
                pages: 10,
                size: A4,
                top: 0.08,
                step: 0.105,
                paragraphs: 8,
                letters: 205,
                more: Vec::new(),
            }
        }
    }

    /// A word of five letters that no other number has, and a space.
    fn word(n: usize) -> String {
        let letter = |place: u32| char::from(b'a' + (n / 26_usize.pow(place) % 26) as u8);
        (0..5).rev().map(letter).chain([' ']).collect()
    }

    impl Pages {
        fn told(&self) -> Vec<String> {
            let block = |page: u32, at: u16| {
                let top = self.top + self.step * f32::from(at);
                let position = Position { left: 0.12, top, right: 0.88, bottom: top + 0.1 };
                let cues =
                    Cues { size: Some(11.0), lines: Some(3), position: Some(position), ..Cues::default() };
                // No two are alike, or they would be running heads.
                let first = 40 * (page as usize * 10 + usize::from(at));
                let words: String = (first..first + self.letters.div_ceil(6)).map(word).collect();
                let text = Run::plain(words + "fin.");
                let more = if at.is_multiple_of(2) { self.more.clone() } else { Vec::new() };
                let runs = [vec![text], more].concat();
                Block {
                    runs,
                    cues,
                    place: Place { page: Some(page), ..Place::default() },
                    ..Block::default()
                }
            };
            let blocks = (1..=self.pages).flat_map(|page| (0..self.paragraphs).map(move |at| (page, at)));
            let blocks = blocks.map(|(page, at)| block(page, at)).collect();
            let pages = PageFacts { exact: Some(self.pages), size: Some(self.size), ..PageFacts::default() };
            let subject = Subject::of(Structure::of(Document { blocks, pages, ..Document::default() }));
            of(&subject).into_iter().map(|notice| notice.message.fr).collect()
        }
    }

    #[test]
    fn pages_as_they_are_usually_set_are_not_told() {
        assert_eq!(Pages::default().told(), Vec::<String>::new());
    }

    #[test]
    fn margins_gaps_and_letters_that_make_pages_are_told_with_their_figures() {
        let low = Pages { top: 0.3, step: 0.08, ..Pages::default() };
        let short = Pages { step: 0.06, ..Pages::default() };
        let airy = Pages { step: 0.24, paragraphs: 4, ..Pages::default() };
        let wide = Pages { letters: 120, ..Pages::default() };
        let lying = Pages { size: (842.0, 595.0), letters: 290, ..Pages::default() };
        for (pages, expected) in [
            (low, "va de 30 à 96 % de leur hauteur"),
            (short, "va de 8 à 60 % de leur hauteur"),
            (airy, "Un blanc de 118 points"),
            (wide, "prend 83 % de sa hauteur"),
            (lying, "en paysage (297 × 210 mm)"),
        ] {
            let told = pages.told();
            assert!(told.len() == 1 && told[0].contains(expected), "{expected}: {told:?}");
        }
    }

    #[test]
    fn a_few_pages_tell_nothing_of_the_rest() {
        let few =
            Pages { pages: 3, size: (842.0, 595.0), top: 0.3, step: 0.08, letters: 290, ..Pages::default() };
        assert_eq!(few.told(), Vec::<String>::new());
        assert_eq!(Pages { pages: 10, ..few }.told().len(), 2);
    }

    #[test]
    fn leader_dots_that_lead_nowhere_are_told() {
        let dots = |behind: Run| {
            let leader = Run::with_role(".".repeat(40), Role::Leader);
            Pages { more: vec![leader, behind], ..Pages::default() }.told()
        };
        let told = dots(Run::plain("suite du texte, qui n'est pas une page"));
        assert!(told.len() == 1 && told[0].contains("points de conduite"), "{told:?}");
        assert_eq!(dots(Run::with_role("12", Role::PageNumber)), Vec::<String>::new());
    }
}
