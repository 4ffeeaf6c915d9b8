//! What the reader has to say of the pages.

use super::layout::Line;
use super::page::{Flags, Glyph, Page};
use super::walk::PICTURED;
use crate::document::{Bare, Document, Notice, NoticeKind, Role};
use crate::message::{Message, counted, ranges};
use crate::say;

/// Glyphs on a page, running heads included, from which there is enough on it.
const BARE: usize = 600;
/// Part of a page that its pictures take, together, from which they are more than a logo.
const PICTURE: f64 = 0.03;

/// Facts of a page that notices are made of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PageReport {
    number: u32,
    /// Visible glyphs that stand for text.
    glyphs: usize,
    /// Those of them that are seen, where there are few and nothing else is on the page.
    bare: Option<usize>,
    /// Glyphs that have no Unicode value, or a guessed one.
    unknown: usize,
    /// Glyphs of a text layer that lies invisibly over a picture.
    recognised: usize,
    /// Characters that no French or English text has within words.
    strange: usize,
    /// Words, and those of them that nobody could pronounce.
    words: (usize, usize),
}

impl PageReport {
    /// Of a page whose lines have been made.
    pub(super) fn of(page: &Page, lines: &[Line]) -> Self {
        let (mut glyphs, mut recognised, mut seen) = (0, 0, 0);
        let shown = |glyph: &&Glyph| !glyph.flags.has(Flags::DROPPED | Flags::SPACE | Flags::OFF_PAGE);
        for flags in page.glyphs.iter().filter(shown).map(|glyph| glyph.flags) {
            glyphs += 1;
            recognised += usize::from(flags.has(Flags::INVISIBLE) && !flags.has(Flags::HIDDEN));
            seen += usize::from(!flags.has(Flags::HIDDEN | Flags::INVISIBLE));
        }
        let pictures: f64 = page.images.iter().map(|image| image.width() * image.height()).sum();
        let drawn = pictures >= PICTURE * page.width * page.height || page.painted >= PICTURED;
        let mut out = Self {
            bare: Some(seen).filter(|seen| *seen < BARE && !drawn),
            number: page.number,
            glyphs,
            unknown: page.unknown,
            recognised,
            ..Self::default()
        };
        let runs = lines.iter().flat_map(|line| &line.runs);
        for run in runs.filter(|run| run.role == Role::Text && !run.style.monospace) {
            out.take(&run.text);
        }
        out
    }

    fn take(&mut self, text: &str) {
        if text.is_ascii() {
            text.as_bytes().split(|b| !b.is_ascii_alphabetic()).for_each(|word| self.take_word(word));
        } else {
            self.strange += text.chars().filter(|c| is_strange(*c)).count();
            text.split(|c: char| !c.is_alphabetic()).for_each(|word| self.take_word(word.as_bytes()));
        }
    }

    fn take_word(&mut self, word: &[u8]) {
        if word.len() >= 4 && word.iter().skip(1).all(u8::is_ascii_lowercase) {
            self.words.0 += 1;
            self.words.1 += usize::from(!word.iter().any(|b| b"aeiouyAEIOUY".contains(b)));
        }
    }

    /// So many glyphs say nothing, or so many words are none, that what is read of the page cannot be relied on.
    fn is_unreliable(&self) -> bool {
        (self.unknown >= 5 && self.unknown * 50 > self.glyphs + self.unknown)
            || (self.strange >= 3 && self.strange * 200 > self.glyphs)
            || (self.words.0 >= 40 && self.words.1 * 6 > self.words.0)
    }

    fn is_recognised(&self) -> bool {
        self.recognised * 2 > self.glyphs
    }
}

/// True for a letter that stands for a ligature in fonts that do not say so ("Ɵ" for "ti"), for private codes and for
/// the mark of what could not be decoded.
fn is_strange(c: char) -> bool {
    matches!(c, '\u{180}'..='\u{217}' | '\u{21c}'..='\u{24f}' | '\u{e000}'..='\u{f8ff}' | '\u{fffd}')
}

/// Puts facts and notices of the pages into `document`.
pub(super) fn tell(document: &mut Document, reports: &[PageReport]) {
    let numbers = |test: &dyn Fn(&PageReport) -> bool| -> Vec<u32> {
        reports.iter().filter(|report| test(report)).map(|report| report.number).collect()
    };
    let bare = |report: &PageReport| Some(Bare { page: report.number, characters: report.bare? });
    document.pages.bare = reports.iter().filter_map(bare).collect();
    document.pages.without_text = numbers(&|report| report.glyphs == 0);
    let garbled = numbers(&|report| report.is_unreliable());
    let recognised = numbers(&|report| report.glyphs > 0 && report.is_recognised());
    document.pages.unreliable =
        numbers(&|report| report.is_unreliable() || (report.glyphs > 0 && report.is_recognised()));
    let without = document.pages.without_text.clone();
    let (count, names) = (without.len(), ranges(&without));
    let Message { fr, en } = counted(count, ["page", "pages"], ["page", "pages"]);
    let mut tell = |kind: NoticeKind, pages: &[u32], message: Message| {
        if let Some(first) = pages.first() {
            document.notices.push(Notice { kind, message, page: Some(*first) });
        }
    };
    tell(
        NoticeKind::PagesWithoutText,
        &without,
        say!(
            "{fr} sans texte (image ou page blanche) : {names}. Rien n'y est compté.",
            "{en} without text (picture or blank page): {names}. Nothing is counted there."
        ),
    );
    let names = ranges(&garbled);
    tell(
        NoticeKind::UnreliableText,
        &garbled,
        say!(
            "Le texte de ces pages ne peut pas être lu avec certitude (caractères sans équivalent Unicode ou mots brouillés), les comptes y sont incertains : {names}.",
            "The text of these pages cannot be read for certain (glyphs without a Unicode value, or garbled words), counts there are uncertain: {names}."
        ),
    );
    let names = ranges(&recognised);
    tell(
        NoticeKind::UnreliableText,
        &recognised,
        say!(
            "Le texte de ces pages vient d'une reconnaissance de caractères sur des images, les comptes y sont incertains : {names}.",
            "The text of these pages comes from character recognition on pictures, counts there are uncertain: {names}."
        ),
    );
}
