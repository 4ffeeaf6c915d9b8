//! What a cohort says of the rules: how often each fails, with the alarm where so many fail that the rule itself is to
//! be doubted; and who kept the deadlines.

use maud::{Markup, PreEscaped, html};

use super::{Column, GAP, Text, bar, head, scrolling};
use crate::dossier::Dossier;
use crate::finding::Finding;
use crate::message::Lang;
use crate::report::overview::Rate;
use crate::report::summary::Group;
use crate::report::words::{self, pick};

pub(super) fn rules_title(lang: Lang) -> &'static str {
    pick(lang, "Échecs par règle", "Failures by rule")
}

pub(super) fn deadlines_title(lang: Lang) -> &'static str {
    pick(lang, "Échéances", "Deadlines")
}

/// The rules that some dossier does not meet, those that fail most first; the others in a sentence.
pub(super) fn rules(rates: &[Rate], lang: Lang) -> Markup {
    let (mut shown, kept): (Vec<&Rate>, Vec<&Rate>) =
        rates.iter().partition(|rate| rate.failed > 0 || rate.open > 0);
    shown.sort_by_key(|rate| std::cmp::Reverse((rate.failed, rate.open)));
    let name = |rate: &&Rate| {
        let title = rate.title.get(lang);
        rate.certification.as_ref().map_or_else(|| title.to_owned(), |of| format!("{title} ({of})"))
    };
    let (kept, others): (Vec<&Rate>, Vec<&Rate>) = kept.into_iter().partition(|rate| rate.met == rate.all);
    let (waiting, aside): (Vec<&Rate>, Vec<&Rate>) =
        others.into_iter().partition(|rate| rate.met > 0 && rate.waived == 0);
    let [kept, waiting, aside] =
        [kept, waiting, aside].map(|rates| rates.iter().map(name).collect::<Vec<String>>());
    html! {
        section {
            h2 id="regles" { (rules_title(lang)) }
            @if !shown.is_empty() { (table(&shown, lang)) }
            @if !kept.is_empty() {
                p { (pick(lang, "Respectées par tous : ", "Met by all: ")) (Text(&kept.join(pick(lang, " ; ", "; ")))) "." }
            }
            @if !waiting.is_empty() {
                p {
                    (pick(
                        lang,
                        "Respectées partout où il y avait de quoi les vérifier : ",
                        "Met wherever there was something to check: ",
                    ))
                    (Text(&waiting.join(pick(lang, " ; ", "; ")))) "."
                }
            }
            @if !aside.is_empty() {
                p {
                    (pick(
                        lang,
                        "Rien à vérifier, ou une dérogation : ",
                        "Nothing to check, or a waiver: ",
                    ))
                    (Text(&aside.join(pick(lang, " ; ", "; ")))) "."
                }
            }
        }
    }
}

fn table(rates: &[&Rate], lang: Lang) -> Markup {
    let table = html! {
        table.figures {
            (head(&[
                Column::Words(pick(lang, "Règle", "Rule")),
                Column::Figures(pick(lang, "Non respectée", "Not met")),
                Column::Bare,
                Column::Figures(pick(lang, "À regarder", "To look at")),
                Column::Figures(pick(lang, "Dossiers", "Dossiers")),
            ]))
            tbody {
                @for rate in rates {
                    tr {
                        th scope="row" {
                            (Text(rate.title.get(lang))) " " code.id { (Text(&rate.name())) }
                            @if rate.is_suspect() { p.alarm { (Text(&rate.alarm(lang))) } }
                        }
                        td.number { (words::number(lang, rate.failed)) }
                        td { (bar(rate.failed, rate.all)) }
                        td.number { (words::number(lang, rate.open)) }
                        td.number { (words::number(lang, rate.all)) }
                    }
                }
            }
        }
    };
    scrolling(rules_title(lang), &table)
}

/// What the session's deadlines, one a column, say of every dossier; with a gap for the rows.
pub(super) fn deadlines(heads: &[Finding], lang: Lang) -> Markup {
    let table = html! {
        table {
            thead {
                tr {
                    th scope="col" { (pick(lang, "Dossier", "Dossier")) }
                    @for head in heads {
                        th scope="col" { (Text(head.title.get(lang))) br; span.where { (Text(head.expected.get(lang))) } }
                    }
                }
            }
            tbody { (PreEscaped(GAP)) }
        }
    };
    html! {
        section {
            h2 id="echeances" { (deadlines_title(lang)) }
            (scrolling(deadlines_title(lang), &table))
        }
    }
}

/// The row of a dossier in that table.
pub(super) fn deadlines_row(dossier: &Dossier, heads: &[Finding], lang: Lang) -> Markup {
    html! {
        tr {
            th scope="row" { (Text(&dossier.path)) }
            @for head in heads { (cell(dossier, head, lang)) }
        }
    }
}

fn cell(dossier: &Dossier, head: &Finding, lang: Lang) -> Markup {
    let finding = dossier.findings.iter().find(|finding| finding.requirement == head.requirement);
    let Some(finding) = finding else { return html! { td { "–" } } };
    let (class, sign) = match Group::of(finding) {
        Group::InOrder => ("good", "✓"),
        Group::ToFix | Group::ToImprove | Group::ToKnow => ("bad", "✗"),
        Group::ToLookAt | Group::Waiting | Group::Waived | Group::Centre => ("open", "?"),
    };
    html! { td.(class) { span.sign aria-hidden="true" { (sign) } " " (Text(finding.message.get(lang))) } }
}
