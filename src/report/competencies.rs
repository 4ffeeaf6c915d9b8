//! The competencies for a terminal: for each, where it is listed and where the text shows it. A state each, no score. The
//! passages are shown where everything is asked for; the web page has them all.

use super::Options;
use super::layout::Page;
use super::words::{self, pick};
use crate::dossier::Dossier;
use crate::finding::{Evidence, Named, Where};
use crate::message::Lang;

/// Columns of the labels.
const LABELS: usize = 13;
/// Places shown of a competency at work.
const SHOWN: usize = 3;

/// The matrix, from the finding that tells most; nothing where no requirement is about competencies, or not one
/// of them is found: the finding says that in a line.
pub(super) fn matrix(page: &mut Page, dossier: &Dossier, options: &Options) {
    let lang = options.lang;
    let evidence = dossier.findings.iter().map(|finding| &finding.competencies).max_by_key(|all| all.len());
    let seen = |one: &Evidence| one.listed != Named::Nowhere || !one.shown_at.is_empty();
    let Some(evidence) = evidence.filter(|evidence| evidence.iter().any(seen)) else { return };
    page.title(page.styles.strong, pick(lang, "Compétences, une à une", "Competencies, one by one"), '─');
    let mut activity = "";
    for one in evidence {
        if one.activity != activity {
            activity = &one.activity;
            page.gap();
            page.paragraph(page.styles.strong, "  ", "  ", activity);
        }
        let style = if is_settled(one) { page.styles.good } else { page.styles.warn };
        let need = if one.required { "" } else { pick(lang, " (facultative)", " (optional)") };
        page.tagged(style, &format!(" {}  ", sign(one)), "    ", &format!("{}{need}", one.name), &one.id);
        page.field(4, LABELS, pick(lang, "État", "State"), &told(one, options));
        if !options.verbose {
            continue;
        }
        if let Some(place) = &one.listed_at {
            page.field(4, LABELS, pick(lang, "Citée", "Listed"), &words::place(lang, &brief(place)));
        }
        for (i, place) in one.shown_at.iter().take(SHOWN).enumerate() {
            let label = if i == 0 { pick(lang, "Montrée", "Shown") } else { "" };
            page.field(4, LABELS, label, &words::passage(lang, &brief(place)));
        }
    }
}

/// The state, with the first place that shows it unless the passages follow.
fn told(one: &Evidence, options: &Options) -> String {
    let state = state(one, options.lang);
    match one.shown_at.first().filter(|_| !options.verbose) {
        Some(place) => format!("{state} ({})", words::place(options.lang, &brief(place))),
        None => state.to_owned(),
    }
}

fn brief(place: &Where) -> Where {
    Where { path: Vec::new(), ..place.clone() }
}

fn is_settled(one: &Evidence) -> bool {
    one.listed != Named::Nowhere && !one.shown_at.is_empty() || !one.required
}

fn sign(one: &Evidence) -> &'static str {
    match (one.listed != Named::Nowhere, !one.shown_at.is_empty()) {
        (true, true) => "✓",
        (false, false) => "–",
        _ => "?",
    }
}

/// « mentionnée sans preuve » and « introuvable » are two things; a name in other words is told as such.
pub(super) fn state(one: &Evidence, lang: Lang) -> &'static str {
    match (one.listed, one.shown_at.is_empty()) {
        (Named::Nowhere, true) => pick(lang, "introuvable", "not found"),
        (Named::Nowhere, false) => pick(
            lang,
            "non citée, mais le texte semble la montrer",
            "not listed, but the text seems to show it",
        ),
        (Named::Exactly, true) => {
            pick(lang, "mentionnée sans preuve vue dans le texte", "listed, no evidence seen in the text")
        }
        (Named::Exactly, false) => pick(lang, "citée et montrée", "listed and shown"),
        (Named::Paraphrased, true) => pick(
            lang,
            "citée en d'autres termes que le nom officiel ci-dessus, sans preuve vue dans le texte",
            "listed in other words than the official name above, no evidence seen in the text",
        ),
        (Named::Paraphrased, false) => pick(
            lang,
            "citée en d'autres termes que le nom officiel ci-dessus, et montrée",
            "listed in other words than the official name above, and shown",
        ),
        (Named::ByCode, true) => pick(
            lang,
            "citée par son code, sans preuve vue dans le texte",
            "listed by its code, no evidence seen in the text",
        ),
        (Named::ByCode, false) => {
            pick(lang, "citée par son code, et montrée", "listed by its code, and shown")
        }
    }
}
