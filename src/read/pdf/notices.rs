//! What the reader has to say of the pages.

use super::garbled::Words;
use super::layout::Line;
use super::page::{Flags, Glyph, Page};
use super::walk::PICTURED;
use crate::document::{Bare, Document, Gap, Notice, NoticeKind, Role, Why};
use crate::hash::HashMap;
use crate::message::{Message, counted, ranges};
use crate::say;

/// Glyphs on a page, running heads included, from which there is enough on it.
const BARE: usize = 600;
/// Part of a page that its pictures take, together, from which they are more than a logo.
const PICTURE: f64 = 0.03;
/// Part of a page that its pictures take, together, from which it may be nothing but one, and glyphs of what may be put on
/// each such page: « Scanné avec », a name, a number.
const SCANNED: f64 = 0.7;
const STAMP: usize = 80;
/// Glyphs that are left out in the middle of words from which it is told.
const LOST_IN_WORDS: usize = 5;
/// Glyphs that say nothing from which a file without any that does is no scan.
const DRAWN: usize = 20;
/// One page in so many whose text cannot be relied on makes the whole unsure.
const MATERIAL: usize = 20;

/// Facts of a page that notices are made of.
#[derive(Clone, Debug, Default)]
pub(super) struct PageReport {
    number: u32,
    /// Visible glyphs that stand for text.
    glyphs: usize,
    /// Those of them that are seen, where there are few and nothing else is on the page.
    bare: Option<usize>,
    /// Glyphs that have no Unicode value, or a guessed one.
    unknown: usize,
    /// Those of them that are left out in the middle of a word.
    lost_in_words: usize,
    /// Glyphs of a text layer that lies invisibly over a picture.
    recognised: usize,
    /// Its words, code aside.
    words: Words,
    /// Its text without figures and white space, where that is little and pictures fill the page.
    stamp: Option<String>,
    /// Some of its content is missing from the file or damaged.
    broken: bool,
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
            bare: Some(seen).filter(|seen| *seen < BARE && !drawn && !page.broken),
            broken: page.broken,
            stamp: stamp(page, glyphs, pictures),
            number: page.number,
            glyphs,
            unknown: page.unknown,
            lost_in_words: page.lost_in_words(),
            recognised,
            ..Self::default()
        };
        let runs = lines.iter().flat_map(|line| &line.runs);
        for run in runs.filter(|run| run.role == Role::Text && !run.style.monospace) {
            out.words.take(&run.text);
        }
        out
    }

    /// So many glyphs say nothing, or so many words are none, that what is read of the page cannot be relied on.
    fn is_unreliable(&self) -> bool {
        (self.unknown >= 5 && self.unknown * 50 > self.glyphs + self.unknown)
            || self.words.are_unsure(self.glyphs)
    }

    /// The same, where much of its text is lost: more than the signs before the items of a list.
    fn is_lost(&self) -> bool {
        (self.unknown >= 5 && self.unknown * 8 > self.glyphs + self.unknown)
            || self.words.are_garbled(self.glyphs)
    }

    fn is_recognised(&self) -> bool {
        self.recognised * 2 > self.glyphs
    }
}

/// The text of a page without figures and white space, where that is little and `pictures` fill it.
fn stamp(page: &Page, glyphs: usize, pictures: f64) -> Option<String> {
    if glyphs == 0 || glyphs > STAMP || pictures < SCANNED * page.width * page.height {
        return None;
    }
    let shown =
        page.glyphs.iter().filter(|glyph| !glyph.flags.has(Flags::DROPPED | Flags::SPACE | Flags::OFF_PAGE));
    Some(
        shown
            .map(|glyph| page.text_of(glyph))
            .filter(|text| !text.bytes().all(|b| b.is_ascii_digit()))
            .collect(),
    )
}

/// Leaves out of account what an application for scanning puts on every page under the picture of it.
pub(super) fn pass_over_stamps(reports: &mut [PageReport]) {
    let mut times: HashMap<String, usize> = HashMap::default();
    for stamp in reports.iter().filter_map(|report| report.stamp.clone()) {
        *times.entry(stamp).or_default() += 1;
    }
    for report in reports {
        let often = |stamp: &String| times.get(stamp).is_some_and(|times| *times > 1);
        if report.stamp.as_ref().is_some_and(often) {
            report.glyphs = 0;
        }
    }
}

/// True where no page has any text.
pub(super) fn nothing(reports: &[PageReport]) -> bool {
    reports.iter().all(|report| report.glyphs == 0)
}

/// True where the pages have no text, but glyphs that do not say what letters they are, which no scan has.
pub(super) fn only_glyphs(reports: &[PageReport]) -> bool {
    reports.iter().map(|report| report.unknown).sum::<usize>() >= DRAWN
}

/// Puts facts and notices of the pages into `document`; `cut_off` says that the file ends before its end.
pub(super) fn tell(document: &mut Document, reports: &[PageReport], cut_off: bool) {
    let numbers = |test: &dyn Fn(&PageReport) -> bool| -> Vec<u32> {
        reports.iter().filter(|report| test(report)).map(|report| report.number).collect()
    };
    let bare = |report: &PageReport| Some(Bare { page: report.number, characters: report.bare? });
    document.pages.bare = reports.iter().filter_map(bare).collect();
    document.pages.without_text = numbers(&|report| report.glyphs == 0 && !report.broken);
    let broken = numbers(&|report| report.broken);
    let mut all = Words::default();
    reports.iter().for_each(|report| all.add(&report.words));
    let mistaken = all.are_mistaken();
    let garbled =
        numbers(&|report| report.glyphs + report.unknown > 0 && (mistaken || report.is_unreliable()));
    let recognised = numbers(&|report| report.glyphs > 0 && report.is_recognised());
    document.pages.unreliable =
        numbers(&|report| garbled.contains(&report.number) || recognised.contains(&report.number));
    if cut_off {
        document.gaps.push(Gap::at_end());
        document.notices.push(Notice { kind: NoticeKind::Damaged, message: without_end(), page: None });
    }
    if !broken.is_empty() {
        document.gaps.push(Gap::on_pages(Why::Damaged, &broken));
    }
    let has_text = |report: &PageReport| report.glyphs + report.unknown > 0;
    let lost = numbers(&|report| has_text(report) && (mistaken || report.is_lost()));
    if !lost.is_empty() && lost.len() * MATERIAL >= reports.iter().filter(|report| has_text(report)).count() {
        document.gaps.push(Gap::on_pages(Why::Garbled, &lost));
    }
    let mut without = document.pages.without_text.clone();
    without.retain(|page| !garbled.contains(page));
    let in_words: usize = reports.iter().map(|report| report.lost_in_words).sum();
    let parted = numbers(&|report| {
        let lost = in_words >= LOST_IN_WORDS && report.lost_in_words > 0;
        (lost || all.are_parted() && report.words.pieces() > 0) && !garbled.contains(&report.number)
    });
    for (kind, pages, message) in [
        (NoticeKind::Damaged, &broken, damaged(&broken)),
        (NoticeKind::PagesWithoutText, &without, empty(&without)),
        (NoticeKind::UnreliableText, &garbled, unreliable(&garbled)),
        (NoticeKind::UnreliableText, &recognised, from_pictures(&recognised)),
        (NoticeKind::UnreliableText, &parted, without_ligatures(&parted)),
    ] {
        if let Some(first) = pages.first() {
            document.notices.push(Notice { kind, message, page: Some(*first) });
        }
    }
}

fn without_end() -> Message {
    say!(
        "Le fichier est incomplet : sa fin manque (copie, envoi ou téléchargement interrompu). Ce qui manque n'est ni compté ni jugé.",
        "The file is incomplete: its end is missing (a copy, an upload or a download that was interrupted). What is missing is neither counted nor judged."
    )
}

fn damaged(pages: &[u32]) -> Message {
    let names = ranges(pages);
    let (fr, en) = if pages.len() == 1 { ("de la page", "page") } else { ("des pages", "pages") };
    say!(
        "Le fichier est endommagé : le contenu {fr} {names} manque, en tout ou en partie. Ce qui manque n'est ni compté ni jugé.",
        "The file is damaged: what is on {en} {names} is missing, all of it or some. What is missing is neither counted nor judged."
    )
}

fn empty(pages: &[u32]) -> Message {
    let names = ranges(pages);
    let Message { fr, en } = counted(pages.len(), ["page", "pages"], ["page", "pages"]);
    say!(
        "{fr} sans texte (image ou page blanche) : {names}. Rien n'y est compté.",
        "{en} without text (picture or blank page): {names}. Nothing is counted there."
    )
}

fn unreliable(pages: &[u32]) -> Message {
    let names = ranges(pages);
    say!(
        "Le texte de ces pages ne peut pas être lu avec certitude (caractères sans équivalent Unicode ou mots brouillés), les comptes y sont incertains : {names}.",
        "The text of these pages cannot be read for certain (glyphs without a Unicode value, or garbled words), counts there are uncertain: {names}."
    )
}

fn from_pictures(pages: &[u32]) -> Message {
    let names = ranges(pages);
    say!(
        "Le texte de ces pages vient d'une reconnaissance de caractères sur des images, les comptes y sont incertains : {names}.",
        "The text of these pages comes from character recognition on pictures, counts there are uncertain: {names}."
    )
}

fn without_ligatures(pages: &[u32]) -> Message {
    let names = ranges(pages);
    say!(
        "Des lettres liées (« fi », « fl », « ff ») manquent dans des mots, car leur police ne dit pas ce qu'elles sont : {names}. Un mot coupé (« dé nition » pour « définition ») compte pour deux, et un titre peut ne pas être reconnu : exportez le PDF de nouveau, sans ligatures ou avec un autre programme.",
        "Joined letters (“fi”, “fl”, “ff”) are missing in words, since their font does not say what they are: {names}. A word that is cut (“dé nition” for “définition”) counts twice, and a heading may not be known: export the PDF again, without ligatures or with another program."
    )
}
