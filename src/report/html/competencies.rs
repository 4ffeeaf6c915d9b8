//! The competencies: where each is listed and where the text shows it. A state each, no score.

use maud::{Markup, html};

use super::{Text, scrolling};
use crate::dossier::Dossier;
use crate::finding::{Evidence, Named, Where};
use crate::message::Lang;
use crate::report::words::{self, pick};

/// The matrix, from the finding that tells most; none where no requirement is about competencies.
pub(super) fn matrix(dossier: &Dossier, lang: Lang) -> Option<Markup> {
    let evidence =
        dossier.findings.iter().map(|finding| &finding.competencies).max_by_key(|all| all.len())?;
    if evidence.is_empty() {
        return None;
    }
    let table = html! {
        table {
            thead {
                tr {
                    th scope="col" { (pick(lang, "Compétence", "Competency")) }
                    th scope="col" { (pick(lang, "À couvrir", "To be covered")) }
                    th scope="col" { (pick(lang, "Dans la liste", "In the listing")) }
                    th scope="col" { (pick(lang, "Dans le texte", "In the text")) }
                    th scope="col" { (pick(lang, "État", "State")) }
                }
            }
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
                    ul { @for place in &one.shown_at { li.where { (Text(&brief(lang, place))) } } }
                }
            }
            td class=(class) { (state) }
        }
    }
}

fn brief(lang: Lang, place: &Where) -> String {
    words::place(lang, &Where { path: Vec::new(), ..place.clone() })
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
        (true, false) => ("open", pick(lang, "? citée, pas montrée", "? listed, not shown")),
        (false, true) => ("open", pick(lang, "? montrée, pas citée", "? shown, not listed")),
        (false, false) => ("none", pick(lang, "– non trouvée", "– not found")),
    }
}
