//! The report as one web page: self-contained, readable without script, printable, and accessible.
//!
//! One dossier gives its page; several give a table of all, then each. Templates escape by themselves, and everything
//! that may come from a document is a [`Text`], which also shows what cannot be seen. A content policy forbids the
//! page all but its own style and its own script, so that even a fault in escaping could not act.

mod cohort;
mod competencies;
mod dossier;
mod ledger;
mod outline;
mod policy;
mod rates;
mod receipt;
mod summaries;
mod waiting;

pub(super) use receipt::page as receipt;
pub(super) use summaries::page as summaries;

use std::io;

use maud::{DOCTYPE, Markup, PreEscaped, Render, html};

use super::escape::visible;
use super::overview::Overview;
use super::{Options, RenderError, run, words};
use crate::dossier::Report;
use crate::measure::PROFILE;
use crate::message::Lang;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("sort.js");

/// A text of others, or of ours with French punctuation.
pub(super) struct Text<'a>(pub(super) &'a str);

impl Render for Text<'_> {
    fn render_to(&self, buffer: &mut String) {
        words::bound(&visible(self.0), '\u{a0}').render_to(buffer);
    }
}

/// Where something is left out of a page that is written piece by piece. No [`Text`] holds it: control characters are
/// shown as what they are.
const GAP: &str = "\u{0}";

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> Result<(), RenderError> {
    let lang = options.lang;
    let runs = about_run(report, lang);
    if report.dossiers.len() == 1
        && let Some(one) = report.dossiers.get(0)?
    {
        let body = dossier::page(&one, &runs, lang);
        let verdict = words::verdict(lang, one.verdict);
        let title = format!("{}{}{verdict}", dossier::name(&one), words::colon(lang));
        return Ok(out.write_all(shell(report, &title, &body, lang).as_bytes())?);
    }
    let overview = Overview::of(report)?;
    let body = cohort::page(report, &overview, &runs, lang);
    let page = shell(report, &cohort::title(lang, report.dossiers.len()), &body, lang);
    let mut pieces = page.split(GAP);
    let mut next = || pieces.next().unwrap_or_default().as_bytes();
    out.write_all(next())?;
    if !overview.deadlines.is_empty() {
        for dossier in report.dossiers.iter() {
            let row = rates::deadlines_row(&*dossier?, &overview.deadlines, lang);
            out.write_all(row.into_string().as_bytes())?;
        }
        out.write_all(next())?;
    }
    for (i, dossier) in report.dossiers.iter().enumerate() {
        out.write_all(cohort::one(i, &*dossier?, lang).into_string().as_bytes())?;
    }
    Ok(out.write_all(next())?)
}

/// A page without script that is not about checks; `body` has its own landmarks.
fn stand_alone(title: &str, body: &Markup, lang: Lang) -> String {
    let body = html! { (body) (footer(&Report::default(), lang)) };
    frame(title, &body, None, lang)
}

fn shell(report: &Report, title: &str, body: &Markup, lang: Lang) -> String {
    let body = html! { (body) (footer(report, lang)) };
    frame(title, &body, Some(SCRIPT).filter(|_| report.dossiers.len() > 1), lang)
}

/// The whole page, with its line end.
fn frame(title: &str, body: &Markup, script: Option<&str>, lang: Lang) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(words::pick(lang, "fr", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content=(policy::of(STYLE, SCRIPT));
                meta name="generator" content={ "conforme " (env!("CARGO_PKG_VERSION")) };
                meta name="color-scheme" content="light dark";
                // Behind a name, the tool's own would read as the verdict.
                title { (Text(title)) " – " (words::pick(lang, "fait avec l'outil conforme", "made with the tool conforme")) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#contenu" { (words::pick(lang, "Aller au contenu", "Skip to content")) }
                (body)
                @if let Some(script) = script { script { (PreEscaped(script)) } }
            }
        }
    };
    let mut page = page.into_string();
    page.push('\n');
    page
}

/// What there is to tell of the run as a whole.
fn about_run(report: &Report, lang: Lang) -> Markup {
    let parts = run::parts(report, lang);
    html! {
        @for (i, part) in parts.iter().enumerate() {
            @let id = format!("verification-{i}");
            section {
                h2 id=(id) { (part.title) }
                ul { @for text in &part.lines { li { (Text(text)) } } }
            }
        }
    }
}

/// What made the page, so that it can be made again.
fn footer(report: &Report, lang: Lang) -> Markup {
    let all = report.certifications();
    html! {
        footer {
            p {
                "conforme " (env!("CARGO_PKG_VERSION")) " · "
                (words::pick(lang, "comptage", "counting")) " " (PROFILE)
                @for rules in &all {
                    " · " (words::pick(lang, "règles", "rules")) " " (Text(&rules.id)) " "
                    code { (Text(&rules.digest)) }
                }
            }
            @for rules in all.iter().filter(|rules| !rules.source.is_empty()) { p { (Text(&rules.source)) } }
        }
    }
}

/// Which tool made the page: its name alone would read like a verdict.
fn brand(lang: Lang) -> Markup {
    html! { p.brand { (words::pick(lang, "Outil conforme", "The tool conforme")) } }
}

/// A heading of a level that depends on where its section stands.
fn heading(level: u8, id: &str, text: &str) -> Markup {
    html! {
        @match level {
            0 | 1 => h1 id=(id) { (Text(text)) },
            2 => h2 id=(id) { (Text(text)) },
            3 => h3 id=(id) { (Text(text)) },
            _ => h4 id=(id) { (Text(text)) },
        }
    }
}

/// What stands in a column of a table, by its heading.
enum Column<'a> {
    Words(&'a str),
    Figures(&'a str),
    /// It needs no heading.
    Bare,
}

/// The head of a table.
fn head(columns: &[Column<'_>]) -> Markup {
    html! {
        thead {
            tr {
                @for column in columns {
                    @match column {
                        Column::Words(name) => th scope="col" { (name) },
                        Column::Figures(name) => th.number scope="col" { (name) },
                        Column::Bare => td {},
                    }
                }
            }
        }
    }
}

/// A table that may be wider than the window: it scrolls by itself, also from the keyboard.
fn scrolling(label: &str, table: &Markup) -> Markup {
    html! {
        div.scroll role="group" tabindex="0" aria-label=(Text(label)) { (table) }
    }
}

/// A bar of `part` in `whole`, for the eye only: the figure stands beside it.
fn bar(part: usize, whole: usize) -> Markup {
    let width = (part * 100).checked_div(whole).unwrap_or_default().min(100);
    html! {
        svg.bar viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.track x="0" y="0" width="100" height="8" {}
            rect.part x="0" y="0" width=(width) height="8" {}
        }
    }
}
