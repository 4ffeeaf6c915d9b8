//! The rules that a run knows: its requirements.

use std::collections::{BTreeMap, HashSet};

use serde_json::json;

use super::model::{Bag, Configuration, Rule, Text};
use super::{UNREADABLE, level, plain, some};
use crate::dossier::{Lost, Report};
use crate::finding::Finding;
use crate::message::Lang;
use crate::report::escape::{markdown, sarif_text};
use crate::report::ids::Ids;
use crate::report::words;

/// The requirements in the order in which they are first met, one entry each.
pub(super) fn rules(report: &Report, ids: Ids, lang: Lang) -> Result<Vec<Rule>, Lost> {
    let mut rules: Vec<Rule> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    for dossier in report.dossiers.iter() {
        let dossier = &*dossier?;
        for finding in &dossier.findings {
            let id = ids.id(dossier, &finding.requirement);
            if !known.contains(&*id) {
                known.insert(id.to_string());
                rules.push(rule(id.into_owned(), finding, lang));
            }
        }
    }
    if report.dossiers.briefs().any(|brief| brief.unreadable) {
        rules.push(unreadable_rule(lang));
    }
    Ok(rules)
}

fn rule(id: String, finding: &Finding, lang: Lang) -> Rule {
    let title = some(finding.title.get(lang), &finding.requirement);
    let expected = some(finding.expected.get(lang), title);
    // The référentiel's own sentence stands once.
    let own = if finding.quote.is_empty() { expected } else { words::expected(lang, finding) };
    let (mut text, mut marked) = (sarif_text(own), markdown(own));
    if !finding.quote.is_empty() {
        if !own.is_empty() {
            text.push('\n');
            marked.push_str("\n\n");
        }
        text.push_str(&format!(
            "{} ({})",
            words::quoted(lang, &sarif_text(&finding.quote)),
            sarif_text(&finding.reference)
        ));
        marked.push_str(&format!("> {}\n>\n> — {}", markdown(&finding.quote), markdown(&finding.reference)));
    }
    Rule {
        id,
        short_description: plain(title),
        full_description: plain(some(&finding.quote, expected)),
        help: Text { text, markdown: Some(marked) },
        default_configuration: Configuration { level: level(finding.severity) },
        properties: BTreeMap::from([("reference", json!(finding.reference))]),
    }
}

fn unreadable_rule(lang: Lang) -> Rule {
    let title = words::pick(lang, "Fichier illisible", "Unreadable file");
    let why = words::pick(
        lang,
        "Un dossier qui ne peut pas être lu ne peut pas être vérifié.",
        "A dossier that cannot be read cannot be checked.",
    );
    Rule {
        id: UNREADABLE.to_owned(),
        short_description: plain(title),
        full_description: plain(why),
        help: Text { text: why.to_owned(), markdown: Some(why.to_owned()) },
        default_configuration: Configuration { level: "error" },
        properties: Bag::new(),
    }
}
