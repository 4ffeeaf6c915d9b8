//! Several dossiers: the table of all, how often each rule is met, then each dossier.

use maud::{Markup, PreEscaped, html};

use super::dossier::{At, article, class, closing, sign};
use super::rates::{deadlines, deadlines_title, rules, rules_title};
use super::{Column, GAP, Text, head, scrolling};
use crate::dossier::{Dossier, Report};
use crate::finding::Verdict;
use crate::message::Lang;
use crate::report::overview::{Overview, Row};
use crate::report::words::{self, pick};

/// « Vérification de 12 dossiers ».
pub(super) fn title(lang: Lang, n: usize) -> String {
    let dossiers = words::counted(lang, n, ["dossier", "dossiers"], ["dossier", "dossiers"]);
    match lang {
        Lang::Fr => format!("Vérification de {dossiers}"),
        Lang::En => format!("Check of {dossiers}"),
    }
}

/// The page, with a gap for the rows of the deadlines, where there are any, and one for what [`one`] makes of each
/// dossier. `runs` is what there is to tell of the run as a whole.
pub(super) fn page(report: &Report, overview: &Overview, runs: &Markup, lang: Lang) -> Markup {
    let rates = &overview.rates;
    let due = &overview.deadlines;
    html! {
        header {
            (super::brand(lang))
            h1 { (title(lang, report.dossiers.len())) }
            (totals(overview, lang))
            @for rules in report.certifications() {
                p { (pick(lang, "Règles : ", "Rules: ")) (Text(&rules.title)) " " code.id { (Text(&rules.id)) } }
            }
        }
        nav aria-label=(pick(lang, "Parties du rapport", "Parts of the report")) {
            ul {
                li { a href="#dossiers" { (pick(lang, "Tous les dossiers", "All dossiers")) } }
                @if !rates.is_empty() { li { a href="#regles" { (rules_title(lang)) } } }
                @if !due.is_empty() { li { a href="#echeances" { (deadlines_title(lang)) } } }
                li { a href="#chacun" { (pick(lang, "Dossier par dossier", "Dossier by dossier")) } }
                li { a href="#non-verifie" { (words::not_verified_title(lang)) } }
            }
        }
        main id="contenu" tabindex="-1" {
            section {
                h2 id="dossiers" { (pick(lang, "Tous les dossiers", "All dossiers")) }
                (table(overview, lang))
            }
            (runs)
            @if !rates.is_empty() { (rules(rates, lang)) }
            @if !due.is_empty() { (deadlines(due, lang)) }
            section {
                h2 id="chacun" { (pick(lang, "Dossier par dossier", "Dossier by dossier")) }
                (PreEscaped(GAP))
            }
            (closing(lang))
        }
    }
}

/// The dossier at `index` among others.
pub(super) fn one(index: usize, dossier: &Dossier, lang: Lang) -> Markup {
    article(dossier, At { prefix: &prefix(index), level: 3 }, lang)
}

/// The front of the ids of a dossier.
fn prefix(index: usize) -> String {
    format!("d{}-", index + 1)
}

fn totals(overview: &Overview, lang: Lang) -> Markup {
    let order = [Verdict::Conforme, Verdict::NonConforme, Verdict::AVerifier, Verdict::Illisible];
    html! {
        ul.totals {
            @for verdict in order {
                @let n = overview.count(verdict);
                @if n > 0 {
                    li class=(class(verdict)) {
                        span.sign aria-hidden="true" { (sign(verdict)) } " "
                        (words::number(lang, n)) " " (words::verdict_plural(lang, verdict, n))
                    }
                }
            }
        }
    }
}

/// A row for each dossier. The script adds sorting and filters; what it says stands in the attributes.
fn table(overview: &Overview, lang: Lang) -> Markup {
    let table = html! {
        table.figures data-sort="" data-filter-label=(pick(lang, "Chercher un dossier", "Search for a dossier"))
            data-all-label=(pick(lang, "Tous les verdicts", "All verdicts"))
            data-verdict-label=(pick(lang, "Verdict", "Verdict"))
            data-shown-label=(pick(lang, "dossiers affichés", "dossiers shown")) {
            (head(&[
                Column::Words(pick(lang, "Dossier", "Dossier")),
                Column::Words(pick(lang, "Verdict", "Verdict")),
                Column::Figures(pick(lang, "Pages hors annexes", "Pages without annexes")),
                Column::Figures(pick(lang, "Caractères hors annexes", "Characters without annexes")),
                Column::Figures(pick(lang, "À corriger", "To put right")),
                Column::Figures(pick(lang, "À regarder", "To look at")),
                Column::Figures(pick(lang, "Dérogations", "Waivers")),
            ]))
            tbody { @for (i, one) in overview.rows.iter().enumerate() { (row(one, &prefix(i), lang)) } }
        }
    };
    scrolling(pick(lang, "Tous les dossiers", "All dossiers"), &table)
}

fn row(row: &Row, prefix: &str, lang: Lang) -> Markup {
    let tally = &row.tally;
    let cell = |n: usize| html! { td.number data-value=(n) { (words::number(lang, n)) } };
    let unknown = || html! { td.number data-value="-1" { "–" } };
    html! {
        tr data-verdict=(words::verdict(lang, row.verdict)) {
            th scope="row" { a href={ "#" (prefix) "dossier" } { (Text(&row.path)) } }
            td.state.(class(row.verdict)) {
                span.sign aria-hidden="true" { (sign(row.verdict)) } " " (words::verdict(lang, row.verdict))
            }
            @match &row.pages {
                Some(pages) => td.number data-value=(pages.value) { (words::page_cell(pages)) },
                None => (unknown()),
            }
            @match row.characters {
                Some(characters) => { (cell(characters)) (cell(tally.errors)) (cell(tally.open)) (cell(tally.waived)) },
                None => { (unknown()) (unknown()) (unknown()) (unknown()) },
            }
        }
    }
}
