//! What the formats for people tell of the run as a whole: what has changed since the last one, and remarks that are
//! about no dossier. Nothing here is escaped; that is for the format.

use super::words::{self, pick};
use crate::dossier::{Change, Lost, Report};
use crate::message::Lang;

/// Points listed one by one before the others are only counted.
const LISTED: usize = 20;

/// A titled list.
pub(super) struct Part {
    pub(super) title: &'static str,
    pub(super) lines: Vec<String>,
}

/// The parts there are, none of them empty.
///
/// # Errors
/// Where a dossier that something is told of cannot be read back.
pub(super) fn parts(report: &Report, lang: Lang) -> Result<Vec<Part>, Lost> {
    let changes = Part {
        title: pick(lang, "Depuis la dernière vérification", "Since the last check"),
        lines: changes(report, lang)?,
    };
    let notices = Part {
        title: pick(lang, "Remarques sur la vérification", "Remarks on the check"),
        lines: report.notices.iter().map(|notice| words::notice(lang, notice)).collect(),
    };
    let facts = Part {
        title: pick(lang, "Faits à examiner par une personne", "Facts for a person to look at"),
        lines: facts(report, lang),
    };
    Ok([facts, changes, notices].into_iter().filter(|part| !part.lines.is_empty()).collect())
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

fn changes(report: &Report, lang: Lang) -> Result<Vec<String>, Lost> {
    let Some(changes) = &report.changes else { return Ok(Vec::new()) };
    let count = |list: &[Change], fr: [&str; 2], en: &str| {
        format!("{} {}", words::points(lang, list.len()), pick(lang, fr[usize::from(list.len() > 1)], en))
    };
    let mut lines = vec![format!(
        "{}, {}, {}.",
        count(&changes.new, ["nouveau", "nouveaux"], "new"),
        count(&changes.fixed, ["corrigé", "corrigés"], "fixed"),
        count(&changes.unchanged, ["inchangé", "inchangés"], "unchanged"),
    )];
    list(&mut lines, report, &changes.new, pick(lang, "Nouveau", "New"), lang)?;
    list(&mut lines, report, &changes.fixed, pick(lang, "Corrigé", "Fixed"), lang)?;
    for (paths, label) in [
        (&changes.added, pick(lang, "Dossiers de plus", "Dossiers added")),
        (&changes.removed, pick(lang, "Dossiers absents cette fois", "Dossiers not there this time")),
    ] {
        if !paths.is_empty() {
            lines.push(format!("{label}{}{}", words::colon(lang), paths.join(", ")));
        }
    }
    Ok(lines)
}

fn list(
    lines: &mut Vec<String>,
    report: &Report,
    points: &[Change],
    label: &str,
    lang: Lang,
) -> Result<(), Lost> {
    for point in points.iter().take(LISTED) {
        let title = title(report, point, lang)?;
        let colon = words::colon(lang);
        lines.push(format!("{label}{colon}{}, {title} [{}]", point.path, point.requirement));
    }
    let more = points.len().saturating_sub(LISTED);
    if more > 0 {
        let (more, label) = (words::points(lang, more), label.to_lowercase());
        lines.push(format!("… {} {more} ({label})", pick(lang, "et encore", "and another")));
    }
    Ok(())
}

/// The name of the requirement of a point, from the findings of this run.
fn title(report: &Report, point: &Change, lang: Lang) -> Result<String, Lost> {
    for (at, _) in report.dossiers.briefs().enumerate().filter(|(_, brief)| brief.path == point.path) {
        let dossier = report.dossiers.get(at)?;
        let findings = dossier.iter().flat_map(|dossier| &dossier.findings);
        let finding = findings.into_iter().find(|finding| finding.requirement == point.requirement);
        if let Some(finding) = finding {
            return Ok(finding.title.get(lang).to_owned());
        }
    }
    Ok(match point.status {
        None => pick(lang, "fichier illisible", "unreadable file").to_owned(),
        Some(_) => point.requirement.clone(),
    })
}
