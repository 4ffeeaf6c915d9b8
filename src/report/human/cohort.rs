//! The table of a cohort for a person, and what it comes to.

use std::collections::BTreeSet;

use super::verdict_style;
use crate::finding::Verdict;
use crate::message::Lang;
use crate::report::layout::{Page, ends, pad, pad_left, widest};
use crate::report::overview::{Overview, Row};
use crate::report::style::paint;
use crate::report::{Options, words};

/// Dossiers named in a sentence before it only tells that there are others.
const LISTED: usize = 20;

/// A line for each dossier, when there are several.
pub(super) fn table(page: &mut Page, overview: &Overview, options: &Options) {
    let lang = options.lang;
    let rows = &overview.rows;
    let title = words::counted(lang, rows.len(), ["dossier", "dossiers"], ["dossier", "dossiers"]);
    page.title(page.styles.strong, &title, '═');
    let heads = match lang {
        Lang::Fr => ["pages", "caractères", "à corriger", "à regarder"],
        Lang::En => ["pages", "characters", "to put right", "to look at"],
    };
    let verdicts = widest(rows.iter().map(|one| words::verdict(lang, one.verdict)));
    let columns = heads.map(|head| widest([head].into_iter()));
    let taken = verdicts + 2 + columns.iter().map(|width| width + 2).sum::<usize>();
    let called = overview.short_names();
    let whole = widest(called.iter().map(String::as_str));
    let room = whole.min(page.width.saturating_sub(taken).max(12));
    // Rather a line too long than two that are alike.
    let cut: BTreeSet<String> = called.iter().map(|name| ends(name, room)).collect();
    let names = if cut.len() == called.len() { room } else { whole };
    let head: String =
        heads.iter().zip(columns).map(|(head, width)| format!("  {}", pad(head, width))).collect();
    page.push(&paint(page.styles.quiet, &format!("{}  {}{head}", pad("", names), pad("", verdicts))));
    for (row, name) in rows.iter().zip(&called) {
        let style = verdict_style(page, row.verdict);
        let verdict = paint(style, &pad(words::verdict(lang, row.verdict), verdicts));
        let cells: String = cells(row, lang)
            .iter()
            .zip(columns)
            .map(|(cell, width)| format!("  {}", pad_left(cell, width)))
            .collect();
        page.push(&format!("{}  {verdict}{cells}", pad(&ends(name, names), names)));
    }
    page.gap();
    page.paragraph(page.styles.strong, "", "", &totals(overview, lang));
    if let Some(waived) = waived(overview, &called, lang) {
        page.paragraph(anstyle::Style::new(), "", "", &waived);
    }
    for rate in overview.rates.iter().filter(|rate| rate.is_suspect()) {
        page.gap();
        let text = format!("{}{}{}", rate.title.get(lang), words::colon(lang), rate.alarm(lang));
        page.tagged(page.styles.warn, " !  ", "    ", &text, &rate.name());
    }
}

/// Pages, characters, faults and open points; « – » for what is not known.
fn cells(row: &Row, lang: Lang) -> [String; 4] {
    let unknown = || "–".to_owned();
    let Some(characters) = row.characters else { return [unknown(), unknown(), unknown(), unknown()] };
    [
        row.pages.as_ref().map_or_else(unknown, words::page_cell),
        words::number(lang, characters),
        words::number(lang, row.tally.errors),
        words::number(lang, row.tally.open),
    ]
}

/// How many points waivers let pass, and in which dossiers, as they are `called`; nothing where none does. The table has
/// no room for a column.
fn waived(overview: &Overview, called: &[String], lang: Lang) -> Option<String> {
    let of = |row: &Row| row.tally.waived;
    let all = overview.rows.iter().map(of).sum();
    let rows = || overview.rows.iter().zip(called).filter(|(row, _)| of(row) > 0);
    let mut each: Vec<String> =
        rows().take(LISTED).map(|(row, name)| format!("{name} ({})", words::number(lang, of(row)))).collect();
    if rows().count() > LISTED {
        each.push("…".to_owned());
    }
    let points = words::counted(
        lang,
        all,
        ["point couvert par une dérogation", "points couverts par une dérogation"],
        ["point covered by a waiver", "points covered by a waiver"],
    );
    (all > 0).then(|| format!("{points}{}{}.", words::colon(lang), each.join(", ")))
}

fn totals(overview: &Overview, lang: Lang) -> String {
    let order = [Verdict::Conforme, Verdict::NonConforme, Verdict::AVerifier, Verdict::Illisible];
    let parts: Vec<String> = order
        .into_iter()
        .filter_map(|verdict| {
            let n = overview.count(verdict);
            (n > 0).then(|| format!("{} {}", words::number(lang, n), words::verdict_plural(lang, verdict, n)))
        })
        .collect();
    format!("{}.", parts.join(", "))
}
