//! Markdown, for the summary of a CI job, a merge request or a message. No HTML, no link: nothing but text, headings,
//! tables and lists.

use std::io;

use super::escape::markdown as md;
use super::ids::Ids;
use super::overview::Overview;
use super::summary::{self, Group};
use super::{Options, RenderError, plain, run, words};
use crate::dossier::{Dossier, Report};
use crate::finding::{Finding, Where};
use crate::message::Lang;
use crate::own::REPORT;

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> Result<(), RenderError> {
    let lang = options.lang;
    let mut text = String::new();
    let ids = Ids::of(report);
    head(&mut text, report, lang);
    if report.dossiers.len() != 1 {
        table(&mut text, &Overview::of(report)?, lang);
    }
    for part in run::parts(report, lang) {
        text.push_str(&format!("## {}\n\n", md(part.title)));
        for line in &part.lines {
            text.push_str(&format!("- {}\n", md(line)));
        }
        text.push('\n');
    }
    for dossier in report.dossiers.iter() {
        one(&mut text, &*dossier?, ids, lang);
        out.write_all(text.as_bytes())?;
        text.clear();
    }
    text.push_str(&format!("## {}\n\n", md(words::not_verified_title(lang))));
    for line in words::not_verified(lang) {
        text.push_str(&format!("- {}\n", md(line)));
    }
    Ok(out.write_all(text.as_bytes())?)
}

fn head(out: &mut String, report: &Report, lang: Lang) {
    let title = words::pick(lang, REPORT[0], REPORT[1]);
    out.push_str(&format!("# {title}\n\n"));
    for rules in report.certifications() {
        let label = words::pick(lang, "Règles : ", "Rules: ");
        out.push_str(&format!("{label}{} ({})", md(&rules.title), md(&rules.id)));
        if !rules.source.is_empty() {
            out.push_str(&format!(" — {}", md(&rules.source)));
        }
        out.push_str("\n\n");
    }
}

/// A line for each dossier.
fn table(out: &mut String, overview: &Overview, lang: Lang) {
    let mut heads = match lang {
        Lang::Fr => vec![
            "Dossier",
            "Verdict",
            "Pages hors annexes",
            "Caractères hors annexes",
            "À corriger",
            "À regarder",
            "Dérogations",
        ],
        Lang::En => vec![
            "Dossier",
            "Verdict",
            "Pages without annexes",
            "Characters without annexes",
            "To put right",
            "To look at",
            "Waivers",
        ],
    };
    let columns = if overview.has_waivers() { 7 } else { 6 };
    heads.truncate(columns);
    let figures = " ---: |".repeat(columns - 2);
    out.push_str(&format!("| {} |\n| --- | --- |{figures}\n", heads.join(" | ")));
    for row in &overview.rows {
        let number =
            |n: usize| if row.characters.is_some() { words::number(lang, n) } else { "–".to_owned() };
        let cells = [
            md(&row.path),
            md(words::verdict(lang, row.verdict)),
            row.pages.as_ref().map_or_else(|| "–".to_owned(), words::page_cell),
            number(row.characters.unwrap_or_default()),
            number(row.tally.errors),
            number(row.tally.open),
            number(row.tally.waived),
        ];
        let shown: Vec<&str> = cells.iter().take(columns).map(String::as_str).collect();
        out.push_str(&format!("| {} |\n", shown.join(" | ")));
    }
    out.push('\n');
    let suspect: Vec<_> = overview.rates.iter().filter(|rate| rate.is_suspect()).collect();
    for rate in &suspect {
        let title = rate.title.get(lang);
        let name = md(if title.is_empty() { &rate.requirement } else { title });
        let of = rate.certification.as_ref().map(|id| format!(" ({})", md(id))).unwrap_or_default();
        out.push_str(&format!("- **{name}**{of}{}{}\n", words::colon(lang), md(&rate.alarm(lang))));
    }
    if !suspect.is_empty() {
        out.push('\n');
    }
}

fn one(out: &mut String, dossier: &Dossier, ids: Ids, lang: Lang) {
    out.push_str(&format!("## {}\n\n", md(&dossier.path)));
    if let Some(rules) = ids.rules(dossier) {
        let label = words::pick(lang, "Règles : ", "Rules: ");
        out.push_str(&format!("{label}{} ({})\n\n", md(&rules.title), md(&rules.id)));
    }
    out.push_str(&format!("**{}**\n\n", md(&summary::verdict_sentence(lang, dossier))));
    if let Some(why) = &dossier.unreadable {
        out.push_str(&format!("{} {}\n\n", md(why.message().get(lang)), md(why.help().get(lang))));
    }
    let figures = summary::figures(dossier, lang);
    let expected = summary::expected_length(dossier, lang).map(str::to_owned);
    for line in figures.iter().chain(&expected) {
        out.push_str(&format!("- {}\n", md(line)));
    }
    if !figures.is_empty() {
        out.push('\n');
    }
    for (group, findings) in summary::groups(dossier) {
        out.push_str(&format!("### {}\n\n", md(group.title(lang))));
        let tell = if matches!(group, Group::InOrder | Group::Waiting) { in_a_line } else { in_full };
        for finding in findings {
            out.push_str(&tell(finding, lang));
        }
        out.push('\n');
    }
    notices(out, dossier, lang);
}

fn in_full(finding: &Finding, lang: Lang) -> String {
    let mut text = format!("- **{}** ({})\n", md(title(finding, lang)), md(&finding.requirement));
    text.push_str(&format!("  - {}\n", md(finding.message.get(lang))));
    for (label, said) in plain::labelled(finding, lang) {
        text.push_str(&format!("  - {label}{}{}\n", words::colon(lang), md(&said)));
    }
    text
}

fn in_a_line(finding: &Finding, lang: Lang) -> String {
    let place = words::place(lang, &Where { path: Vec::new(), ..finding.place.clone() });
    let why = if place.is_empty() { finding.found.get(lang) } else { &place };
    format!(
        "- {} ({}){}{}\n",
        md(title(finding, lang)),
        md(&finding.requirement),
        words::colon(lang),
        md(why)
    )
}

fn title(finding: &Finding, lang: Lang) -> &str {
    let title = finding.title.get(lang);
    if title.is_empty() { &finding.requirement } else { title }
}

fn notices(out: &mut String, dossier: &Dossier, lang: Lang) {
    if dossier.notices.is_empty() {
        return;
    }
    out.push_str(&format!("### {}\n\n", words::notices_title(lang)));
    for notice in &dossier.notices {
        out.push_str(&format!("- {}\n", md(&words::notice(lang, notice))));
    }
    out.push('\n');
}
