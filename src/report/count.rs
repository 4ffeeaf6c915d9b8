//! What was counted, and what was not: the ledger, the zones and the sections, for `conforme count`.

use std::io;

use textwrap::core::display_width;

use super::layout::{Page, pad, pad_left, widest, wrap};
use super::style::paint;
use super::{Options, RenderError, summary, words};
use crate::dossier::{Dossier, Report, ZoneSummary};
use crate::measure::{Count, LedgerLine, Measured, PROFILE};
use crate::message::Lang;

/// Columns of a figure.
const FIGURE: usize = 10;

/// Writes the count of every dossier of the report, for a person.
///
/// # Errors
/// Where `out` does not take it, or a dossier cannot be read back.
pub fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> Result<(), RenderError> {
    let mut page = Page::new(options);
    for dossier in report.dossiers.iter() {
        let dossier = &*dossier?;
        page.title(page.styles.strong, &dossier.path, '═');
        match &dossier.measured {
            Some(measured) => one(&mut page, dossier, measured, options.lang),
            None => super::outline::unreadable(&mut page, dossier, options.lang),
        }
        page.write_to(out)?;
    }
    Ok(())
}

fn one(page: &mut Page, dossier: &Dossier, measured: &Measured, lang: Lang) {
    super::outline::unsure(page, dossier, lang);
    headline(page, measured, lang);
    ledger(page, measured, lang);
    zones(page, dossier, lang);
    sections(page, dossier, measured, lang);
    page.gap();
    let text = match lang {
        Lang::Fr => format!(
            "Compté selon « {PROFILE} » : comme un traitement de texte, sans les espaces ; un mot va d'un espace au suivant."
        ),
        Lang::En => format!(
            "Counted by “{PROFILE}”: as a word processor does, without spaces; a word goes from one space to the next."
        ),
    };
    page.paragraph(page.styles.quiet, "", "", &text);
}

/// The four figures, and the pages.
fn headline(page: &mut Page, measured: &Measured, lang: Lang) {
    let rows = [
        (words::pick(lang, "sans les annexes", "without the annexes"), measured.body, &measured.body_pages),
        (
            words::pick(
                lang,
                "sans annexes, page de garde ni sommaire",
                "without annexes, cover and contents",
            ),
            measured.body_without_cover_and_contents,
            &measured.body_pages_without_cover_and_contents,
        ),
        (words::pick(lang, "annexes", "annexes"), measured.annexes, &measured.annex_pages),
        (
            words::pick(lang, "tout ce qui a été lu", "everything that was read"),
            measured.extracted,
            &measured.pages,
        ),
    ];
    let mut table = Table { page, names: widest(rows.iter().map(|row| row.0)), lang };
    table.head(words::pick(lang, "Résultat", "Result"), words::pick(lang, "pages", "pages"));
    for (name, count, pages) in rows {
        table.row(name, count, &pages.as_ref().map_or_else(|| "–".to_owned(), words::page_cell));
    }
    if let Some(pages) = summary::body_pages(measured) {
        let text = format!("Pages{}{}.", words::colon(lang), words::method(lang, pages.method));
        page.paragraph(page.styles.quiet, "", "", &text);
    }
}

/// A table of names with their characters and words, and something else in its last column.
struct Table<'p> {
    page: &'p mut Page,
    /// Columns of the names.
    names: usize,
    lang: Lang,
}

impl Table<'_> {
    fn head(&mut self, head: &str, last: &str) {
        self.page.gap();
        let line = format!(
            "{}{}{}  {}",
            pad(head, self.names),
            pad_left(words::pick(self.lang, "caractères", "characters"), FIGURE + 2),
            pad_left(words::pick(self.lang, "mots", "words"), FIGURE),
            pad_left(last, FIGURE - 2),
        );
        self.page.push(&paint(self.page.styles.strong, line.trim_end()));
    }

    /// A line of the table. A name that is too long takes more lines, the figures stand on its last.
    fn row(&mut self, name: &str, count: Count, last: &str) {
        let text = name.trim_start_matches(' ');
        let indent = &name[..name.len() - text.len()];
        let mut lines = wrap(text, self.names, indent, &format!("{indent}  "));
        let end = lines.pop().unwrap_or_default();
        for line in lines {
            self.page.push(&line);
        }
        let figures = format!(
            "{end}{}{}{}  {}",
            " ".repeat(self.names.saturating_sub(display_width(&end))),
            pad_left(&words::number(self.lang, count.characters), FIGURE + 2),
            pad_left(&words::number(self.lang, count.words), FIGURE),
            pad_left(last, FIGURE - 2),
        );
        self.page.push(&figures);
    }
}

/// Every kind of text, counted ones first; the reasons stand under the name.
fn ledger(page: &mut Page, measured: &Measured, lang: Lang) {
    let names = widest(measured.ledger.iter().map(|line| words::ledger(lang, line.kind))).max(24);
    let mut table = Table { page, names, lang };
    for (counted, title) in [
        (true, words::pick(lang, "Compté", "Counted")),
        (false, words::pick(lang, "Non compté", "Not counted")),
    ] {
        let lines: Vec<&LedgerLine> = measured.ledger.iter().filter(|line| line.counted == counted).collect();
        if lines.is_empty() {
            continue;
        }
        table.head(title, "");
        let mut sum = Count::default();
        for line in &lines {
            table.row(words::ledger(lang, line.kind), line.count, "");
            if !counted && !line.why.is_empty() {
                let quiet = table.page.styles.quiet;
                table.page.paragraph(quiet, "    ", "    ", line.why.get(lang));
            }
            sum += line.count;
        }
        table.row(words::pick(lang, "total", "total"), sum, "");
    }
}

fn zones(page: &mut Page, dossier: &Dossier, lang: Lang) {
    if dossier.zones.is_empty() {
        return;
    }
    let names: Vec<String> = dossier.zones.iter().map(|zone| zone_name(zone, lang)).collect();
    let width = widest(names.iter().map(String::as_str)).min(page.width.saturating_sub(36)).max(12);
    let mut table = Table { page, names: width, lang };
    table.head(words::pick(lang, "Parties", "Parts"), words::pick(lang, "pages", "pages"));
    for (zone, name) in dossier.zones.iter().zip(&names) {
        table.row(name, zone.count, &span(zone));
    }
}

fn zone_name(zone: &ZoneSummary, lang: Lang) -> String {
    let kind = words::zone(lang, zone.kind);
    match &zone.heading {
        Some(heading) => format!("{kind}{}{}", words::colon(lang), words::quoted(lang, heading)),
        None => kind.to_owned(),
    }
}

/// First and last page, or the line it starts at.
fn span(zone: &ZoneSummary) -> String {
    match (zone.first_page, zone.last_page, zone.line) {
        (Some(first), Some(last), _) if first != last => format!("{first}–{last}"),
        (Some(first), _, _) => first.to_string(),
        (None, _, Some(line)) => format!("l. {line}"),
        _ => "–".to_owned(),
    }
}

/// The sections with their share of what counts.
fn sections(page: &mut Page, dossier: &Dossier, measured: &Measured, lang: Lang) {
    if dossier.outline.is_empty() {
        return;
    }
    let names = page.width.saturating_sub(36);
    let all = measured.body.characters + measured.annexes.characters;
    let mut table = Table { page, names, lang };
    table.head(words::pick(lang, "Sections", "Sections"), words::pick(lang, "part", "share"));
    for entry in &dossier.outline {
        let indent = "  ".repeat(usize::from(entry.level.saturating_sub(1)).min(6));
        let name = format!("{indent}{}", entry.heading);
        table.row(&name, entry.count, &words::share(lang, entry.count.characters, all));
    }
}
