//! What the reader has to say of the pages.

use super::page::{Flags, Page};
use crate::document::{Document, Notice, NoticeKind};
use crate::say;

/// Facts of a page that notices are made of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PageReport {
    number: u32,
    /// Visible glyphs that stand for text.
    glyphs: usize,
    /// Glyphs that have no Unicode value.
    unknown: usize,
    /// A bound was reached.
    cut: bool,
}

impl PageReport {
    pub(super) fn of(page: &Page) -> Self {
        let glyphs = page
            .glyphs
            .iter()
            .filter(|glyph| !glyph.flags.has(Flags::DROPPED | Flags::SPACE | Flags::OFF_PAGE))
            .count();
        Self { number: page.number, glyphs, unknown: page.unknown, cut: page.cut }
    }

    /// So many glyphs say nothing that what is read of the page cannot be relied on.
    fn is_unreliable(&self) -> bool {
        self.unknown >= 5 && self.unknown * 50 > self.glyphs + self.unknown
    }
}

/// Puts facts and notices of the pages into `document`. `bound` is the number of pages where there were more.
pub(super) fn tell(document: &mut Document, reports: &[PageReport], bound: Option<usize>) {
    let numbers = |test: &dyn Fn(&PageReport) -> bool| -> Vec<u32> {
        reports.iter().filter(|report| test(report)).map(|report| report.number).collect()
    };
    document.pages.without_text = numbers(&|report| report.glyphs == 0);
    document.pages.unreliable = numbers(&|report| report.is_unreliable());
    let cut = numbers(&|report| report.cut);
    let without = &document.pages.without_text;
    if let Some(first) = without.first() {
        let (list, count) = (list(without), without.len());
        document.notices.push(Notice {
            kind: NoticeKind::PagesWithoutText,
            message: say!(
                "{count} page(s) sans texte (image ou page blanche) : {list}. Rien n'y est compté.",
                "{count} page(s) without text (picture or blank page): {list}. Nothing is counted there."
            ),
            page: Some(*first),
        });
    }
    if let Some(first) = document.pages.unreliable.first() {
        let list = list(&document.pages.unreliable);
        document.notices.push(Notice {
            kind: NoticeKind::UnreliableText,
            message: say!(
                "Le texte des pages {list} ne peut pas être lu avec certitude (caractères sans équivalent Unicode) : les comptes y sont incertains.",
                "The text of pages {list} cannot be read for certain (glyphs without a Unicode value): counts there are uncertain."
            ),
            page: Some(*first),
        });
    }
    if let Some(first) = cut.first() {
        let list = list(&cut);
        document.notices.push(Notice {
            kind: NoticeKind::Bound,
            message: say!(
                "Pages lues en partie seulement (limite de sécurité atteinte) : {list}.",
                "Pages that were read only in part (a safety bound was reached): {list}."
            ),
            page: Some(*first),
        });
    }
    if let Some(bound) = bound {
        document.notices.push(Notice {
            kind: NoticeKind::Bound,
            message: say!(
                "Seules les {bound} premières pages ont été lues.",
                "Only the first {bound} pages were read."
            ),
            page: None,
        });
    }
}

/// "3, 7-9, 12"
fn list(pages: &[u32]) -> String {
    let ranges: Vec<String> = pages
        .chunk_by(|a, b| a + 1 == *b)
        .filter_map(|range| Some((range.first()?, range.last()?)))
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") })
        .collect();
    ranges.join(", ")
}
