//! A finding as a few lines of plain text, for formats that show a text as it is.

use super::escape::visible;
use super::words;
use crate::finding::{Finding, Status};
use crate::message::Lang;

/// Message, constat, attendu, où, que faire and the référentiel's sentence, one a line, each made inert.
pub(super) fn text(finding: &Finding, lang: Lang) -> String {
    let mut lines = vec![visible(finding.message.get(lang)).into_owned()];
    for (label, text) in labelled(finding, lang) {
        lines.push(format!("{label}{}{}", words::colon(lang), visible(&text)));
    }
    lines.join("\n")
}

/// What there is to say of a finding beside its message, each part with its label; nothing is made inert.
pub(super) fn labelled(finding: &Finding, lang: Lang) -> Vec<(&'static str, String)> {
    let mut parts = Vec::new();
    let mut part = |fr, en, text: String| {
        if !text.is_empty() {
            parts.push((words::pick(lang, fr, en), text));
        }
    };
    if finding.status == Status::NotMet {
        part("Constat", "Found", finding.found.get(lang).to_owned());
    }
    part("Attendu", "Expected", words::expected(lang, finding).to_owned());
    part("Où", "Where", words::place(lang, &finding.place));
    for passage in words::passages(finding) {
        part("À lire", "To read", words::passage(lang, passage));
    }
    part("Que faire", "What to do", finding.help.get(lang).to_owned());
    let label = words::rule_label(lang, finding);
    part(label, label, words::rule_text(lang, finding));
    part(
        "Dérogation",
        "Waiver",
        finding.waiver.as_ref().map(|one| words::waiver(lang, one)).unwrap_or_default(),
    );
    parts
}
