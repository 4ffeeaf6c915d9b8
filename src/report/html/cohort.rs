//! Several dossiers: the table of all, how often each rule is met, then each dossier.

use maud::{Markup, html};

use super::dossier::{At, article, class, closing, sign};
use super::rates::{deadlines, deadlines_title, rules, rules_title};
use super::{Text, about_run, scrolling};
use crate::dossier::{Dossier, Report};
use crate::finding::Verdict;
use crate::message::Lang;
use crate::report::summary::{self, Tally};
use crate::report::words::{self, pick};

/// « Vérification de 12 dossiers ».
pub(super) fn title(lang: Lang, n: usize) -> String {
    let dossiers = words::counted(lang, n, ["dossier", "dossiers"], ["dossier", "dossiers"]);
    match lang {
        Lang::Fr => format!("Vérification de {dossiers}"),
        Lang::En => format!("Check of {dossiers}"),
    }
}

pub(super) fn page(report: &Report, lang: Lang) -> Markup {
    let rates = summary::rates(report);
    html! {
        header {
            p.brand { "conforme" }
            h1 { (title(lang, report.dossiers.len())) }
            (totals(report, lang))
            @for rules in report.certifications() {
                p { (pick(lang, "Règles : ", "Rules: ")) (Text(&rules.title)) " " code.id { (Text(&rules.id)) } }
            }
        }
        nav aria-label=(pick(lang, "Parties du rapport", "Parts of the report")) {
            ul {
                li { a href="#dossiers" { (pick(lang, "Tous les dossiers", "All dossiers")) } }
                @if !rates.is_empty() { li { a href="#regles" { (rules_title(lang)) } } }
                @if summary::has_deadlines(report) { li { a href="#echeances" { (deadlines_title(lang)) } } }
                li { a href="#chacun" { (pick(lang, "Dossier par dossier", "Dossier by dossier")) } }
                li { a href="#non-verifie" { (words::not_verified_title(lang)) } }
            }
        }
        main id="contenu" tabindex="-1" {
            section {
                h2 id="dossiers" { (pick(lang, "Tous les dossiers", "All dossiers")) }
                (table(report, lang))
            }
            (about_run(report, lang))
            @if !rates.is_empty() { (rules(&rates, lang)) }
            @if summary::has_deadlines(report) { (deadlines(report, lang)) }
            section {
                h2 id="chacun" { (pick(lang, "Dossier par dossier", "Dossier by dossier")) }
                @for (i, dossier) in report.dossiers.iter().enumerate() {
                    (article(dossier, At { prefix: &prefix(i), level: 3 }, lang))
                }
            }
            (closing(lang))
        }
    }
}

/// The front of the ids of a dossier.
fn prefix(index: usize) -> String {
    format!("d{}-", index + 1)
}

fn totals(report: &Report, lang: Lang) -> Markup {
    let order = [Verdict::Conforme, Verdict::NonConforme, Verdict::AVerifier, Verdict::Illisible];
    html! {
        ul.totals {
            @for verdict in order {
                @let n = report.dossiers.iter().filter(|one| one.verdict == verdict).count();
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
fn table(report: &Report, lang: Lang) -> Markup {
    let table = html! {
        table.figures data-sort="" data-filter-label=(pick(lang, "Chercher un dossier", "Search for a dossier"))
            data-all-label=(pick(lang, "Tous les verdicts", "All verdicts"))
            data-verdict-label=(pick(lang, "Verdict", "Verdict"))
            data-shown-label=(pick(lang, "dossiers affichés", "dossiers shown")) {
            thead {
                tr {
                    th scope="col" { (pick(lang, "Dossier", "Dossier")) }
                    th scope="col" { (pick(lang, "Verdict", "Verdict")) }
                    th.number scope="col" { (pick(lang, "Pages hors annexes", "Pages without annexes")) }
                    th.number scope="col" { (pick(lang, "Caractères hors annexes", "Characters without annexes")) }
                    th.number scope="col" { (pick(lang, "À corriger", "To put right")) }
                    th.number scope="col" { (pick(lang, "À regarder", "To look at")) }
                    th.number scope="col" { (pick(lang, "Dérogations", "Waivers")) }
                }
            }
            tbody { @for (i, dossier) in report.dossiers.iter().enumerate() { (row(dossier, &prefix(i), lang)) } }
        }
    };
    scrolling(pick(lang, "Tous les dossiers", "All dossiers"), &table)
}

fn row(dossier: &Dossier, prefix: &str, lang: Lang) -> Markup {
    let tally = Tally::of(&dossier.findings);
    let measured = dossier.measured.as_ref();
    let pages = measured.and_then(summary::body_pages);
    let cell = |n: usize| html! { td.number data-value=(n) { (words::number(lang, n)) } };
    let unknown = || html! { td.number data-value="-1" { "–" } };
    html! {
        tr data-verdict=(words::verdict(lang, dossier.verdict)) {
            th scope="row" { a href={ "#" (prefix) "dossier" } { (Text(&dossier.path)) } }
            td.state.(class(dossier.verdict)) {
                span.sign aria-hidden="true" { (sign(dossier.verdict)) } " " (words::verdict(lang, dossier.verdict))
            }
            @match pages {
                Some(pages) => td.number data-value=(pages.value) { (words::page_cell(pages)) },
                None => (unknown()),
            }
            @match measured {
                Some(measured) => { (cell(measured.body.characters)) (cell(tally.errors)) (cell(tally.open)) (cell(tally.waived)) },
                None => { (unknown()) (unknown()) (unknown()) (unknown()) },
            }
        }
    }
}
