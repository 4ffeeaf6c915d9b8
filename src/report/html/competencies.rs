//! The competencies: where each is listed and where the text shows it. A state each, no score.

use maud::{Markup, html};

use super::{Column, Text, head, scrolling};
use crate::dossier::Dossier;
use crate::finding::{Evidence, Named, Where};
use crate::message::Lang;
use crate::report::words::{self, pick};

/// Places that are told in full for each competency; the others by their pages.
const SHOWN: usize = 2;

/// The matrix, from the finding that tells most; none where no requirement is about competencies.
pub(super) fn matrix(dossier: &Dossier, lang: Lang) -> Option<Markup> {
    let evidence =
        dossier.findings.iter().map(|finding| &finding.competencies).max_by_key(|all| all.len())?;
    if evidence.is_empty() {
        return None;
    }
    let table = html! {
        table.matrix {
            (head(&[
                Column::Words(pick(lang, "Compétence", "Competency")),
                Column::Words(pick(lang, "À couvrir", "To be covered")),
                Column::Words(pick(lang, "Dans la liste", "In the listing")),
                Column::Words(pick(lang, "Dans le texte", "In the text")),
                Column::Words(pick(lang, "État", "State")),
            ]))
            @for activity in activities(evidence) {
                tbody {
                    tr.group { th scope="rowgroup" colspan="5" { (Text(activity)) } }
                    @for one in evidence.iter().filter(|one| one.activity == activity) { (row(one, lang)) }
                }
            }
        }
    };
    Some(scrolling(pick(lang, "Compétences", "Competencies"), &table))
}

/// The activities in the order in which they first occur.
fn activities(evidence: &[Evidence]) -> Vec<&str> {
    let mut activities: Vec<&str> = Vec::new();
    for one in evidence {
        if !activities.contains(&one.activity.as_str()) {
            activities.push(&one.activity);
        }
    }
    activities
}

fn row(one: &Evidence, lang: Lang) -> Markup {
    let (class, state) = state(one, lang);
    html! {
        tr {
            th scope="row" { (Text(&one.name)) " " code.id { (Text(&one.id)) } }
            td { (if one.required { pick(lang, "oui", "yes") } else { pick(lang, "facultatif", "optional") }) }
            td {
                (named(one.listed, lang))
                @if let Some(place) = &one.listed_at { br; span.where { (Text(&brief(lang, place))) } }
            }
            td {
                @if one.shown_at.is_empty() { "–" } @else {
                    ul {
                        @for place in one.shown_at.iter().take(SHOWN) { li.where { (Text(&shown(lang, place))) } }
                        @if let Some(rest) = one.shown_at.get(SHOWN..).filter(|rest| !rest.is_empty()) {
                            li.where { (Text(&further(lang, rest))) }
                        }
                    }
                }
            }
            td class=(class) { (state) }
        }
    }
}

/// Places beyond the first ones: how many, and their pages or lines.
fn further(lang: Lang, places: &[Where]) -> String {
    let n = places.len();
    let mut text =
        words::counted(lang, n, ["autre passage", "autres passages"], ["more passage", "more passages"]);
    let mut at: Vec<u32> = places.iter().filter_map(|place| place.page.or(place.line)).collect();
    at.dedup();
    let pages = places.iter().any(|place| place.page.is_some());
    if let [first, rest @ ..] = at.as_slice() {
        let name = match (pages, rest.is_empty()) {
            (true, true) => pick(lang, "page", "page"),
            (true, false) => pick(lang, "pages", "pages"),
            (false, true) => pick(lang, "ligne", "line"),
            (false, false) => pick(lang, "lignes", "lines"),
        };
        let list: Vec<String> = std::iter::once(first).chain(rest).map(u32::to_string).collect();
        text.push_str(&format!(", {name} {}", list.join(", ")));
    }
    text
}

fn brief(lang: Lang, place: &Where) -> String {
    words::place(lang, &Where { path: Vec::new(), ..place.clone() })
}

/// A place with the words that stand there.
fn shown(lang: Lang, place: &Where) -> String {
    words::passage(lang, &Where { path: Vec::new(), ..place.clone() })
}

fn named(named: Named, lang: Lang) -> &'static str {
    match named {
        Named::Exactly => pick(lang, "mot pour mot", "word for word"),
        Named::Paraphrased => pick(lang, "en d'autres termes", "in other words"),
        Named::ByCode => pick(lang, "par son code", "by its code"),
        Named::Nowhere => pick(lang, "non trouvée", "not found"),
    }
}

fn state(one: &Evidence, lang: Lang) -> (&'static str, &'static str) {
    match (one.listed != Named::Nowhere, !one.shown_at.is_empty()) {
        (true, true) => ("good", pick(lang, "✓ citée et montrée", "✓ listed and shown")),
        (true, false) => ("open", pick(lang, "? mentionnée sans preuve", "? listed without evidence")),
        (false, true) => ("open", pick(lang, "? montrée, pas citée", "? shown, not listed")),
        (false, false) => ("none", pick(lang, "– introuvable", "– not found")),
    }
}
