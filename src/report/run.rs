//! What the formats for people tell of the run as a whole: what has changed since the last one, and remarks that are
//! about no dossier. Nothing here is escaped; that is for the format.

use super::words::{self, pick};
use crate::dossier::{Change, Report};
use crate::message::Lang;

/// Points listed one by one before the others are only counted.
const LISTED: usize = 20;

/// A titled list.
pub(super) struct Part {
    pub(super) title: &'static str,
    pub(super) lines: Vec<String>,
}

/// The parts there are, none of them empty.
pub(super) fn parts(report: &Report, lang: Lang) -> Vec<Part> {
    let changes = Part {
        title: pick(lang, "Depuis la dernière vérification", "Since the last check"),
        lines: changes(report, lang),
    };
    let notices = Part {
        title: pick(lang, "Remarques sur la vérification", "Remarks on the check"),
        lines: report.notices.iter().map(|notice| words::notice(lang, notice)).collect(),
    };
    let facts = Part {
        title: pick(lang, "Faits à examiner par une personne", "Facts for a person to look at"),
        lines: facts(report, lang),
    };
    [facts, changes, notices].into_iter().filter(|part| !part.lines.is_empty()).collect()
}

/// Which of several dossiers have facts to look at, and how many; in the report of one they stand already.
fn facts(report: &Report, lang: Lang) -> Vec<String> {
    if report.dossiers.len() < 2 {
        return Vec::new();
    }
    let all = report.dossiers.briefs().filter(|brief| brief.facts > 0);
    let mut lines: Vec<String> = all
        .clone()
        .take(LISTED)
        .map(|brief| {
            let count = words::counted(lang, brief.facts, ["fait", "faits"], ["fact", "facts"]);
            format!("{}{}{count}", brief.path, words::colon(lang))
        })
        .collect();
    let more = all.count().saturating_sub(LISTED);
    if more > 0 {
        let more = words::counted(
            lang,
            more,
            ["autre dossier", "autres dossiers"],
            ["more dossier", "more dossiers"],
        );
        lines.push(format!("… {} {more}", pick(lang, "et", "and")));
    }
    lines
}

fn changes(report: &Report, lang: Lang) -> Vec<String> {
    let Some(changes) = &report.changes else { return Vec::new() };
    let count = |list: &[Change], fr: [&str; 2], en: &str| {
        format!("{} {}", words::points(lang, list.len()), pick(lang, fr[usize::from(list.len() > 1)], en))
    };
    let mut counted = vec![
        count(&changes.new, ["nouveau", "nouveaux"], "new"),
        count(&changes.fixed, ["corrigé", "corrigés"], "fixed"),
        count(&changes.unchanged, ["inchangé", "inchangés"], "unchanged"),
    ];
    let waived = ["couvert par une dérogation", "couverts par une dérogation"];
    let dropped = ["qui n'est plus demandé", "qui ne sont plus demandés"];
    let waiting = ["en attente d'une partie absente", "en attente d'une partie absente"];
    for (list, fr, en) in [
        (&changes.waived, waived, "waived"),
        (&changes.dropped, dropped, "not asked any more"),
        (&changes.waiting, waiting, "waiting for a part that is not there"),
    ] {
        if !list.is_empty() {
            counted.push(count(list, fr, en));
        }
    }
    let mut lines = vec![format!("{}.", counted.join(", "))];
    for (points, label) in [
        (&changes.new, pick(lang, "Nouveau", "New")),
        (&changes.fixed, pick(lang, "Corrigé", "Fixed")),
        (&changes.waived, pick(lang, "Couvert par une dérogation", "Waived")),
        (&changes.dropped, pick(lang, "Plus demandé", "Not asked any more")),
    ] {
        list(&mut lines, points, label, lang);
    }
    for (paths, label) in [
        (&changes.added, pick(lang, "Dossiers de plus", "Dossiers added")),
        (&changes.removed, pick(lang, "Dossiers absents cette fois", "Dossiers not there this time")),
    ] {
        if !paths.is_empty() {
            lines.push(format!("{label}{}{}", words::colon(lang), paths.join(", ")));
        }
    }
    lines
}

fn list(lines: &mut Vec<String>, points: &[Change], label: &str, lang: Lang) {
    for point in points.iter().take(LISTED) {
        let title = match point.status {
            None => pick(lang, "fichier illisible", "unreadable file"),
            Some(_) => point.title.get(lang),
        };
        let colon = words::colon(lang);
        lines.push(format!("{label}{colon}{}, {title} [{}]", point.path, point.requirement));
    }
    let more = points.len().saturating_sub(LISTED);
    if more > 0 {
        let (more, label) = (words::points(lang, more), label.to_lowercase());
        lines.push(format!("… {} {more} ({label})", pick(lang, "et encore", "and another")));
    }
}
