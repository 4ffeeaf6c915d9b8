//! One line a finding that is not met or not judged (all of them on demand), one for what waits, and one a dossier: for
//! `grep` and for an editor.

use std::io;

use super::escape::{line_starts, visible};
use super::ids::Ids;
use super::style::paint;
use super::waiting::{Waiting, waiting, waits};
use super::{Options, RenderError, run, summary, words};
use crate::document::Notice;
use crate::dossier::{Dossier, Report};
use crate::finding::{Finding, Severity, Status, Verdict};

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> Result<(), RenderError> {
    let ids = Ids::of(report);
    for dossier in report.dossiers.iter() {
        out.write_all(line_starts(one(&*dossier?, ids, options)).as_bytes())?;
    }
    for text in run::parts(report, options.lang).iter().flat_map(|part| &part.lines) {
        out.write_all(line_starts(format!("conforme: {}\n", visible(text))).as_bytes())?;
    }
    Ok(())
}

fn one(dossier: &Dossier, ids: Ids, options: &Options) -> String {
    let mut out = String::new();
    for notice in dossier.notices.iter().filter(|notice| notice.is_told_everywhere()) {
        out.push_str(&first(dossier, notice, options));
        out.push('\n');
    }
    let is_told = |one: &&Finding| options.verbose || one.status != Status::Met && !waits(one);
    for finding in dossier.findings.iter().filter(is_told) {
        out.push_str(&line(dossier, finding, ids, options));
        out.push('\n');
    }
    for one in waiting(dossier).iter().filter(|_| !options.verbose) {
        out.push_str(&gathered(dossier, one, options));
        out.push('\n');
    }
    out.push_str(&verdict(dossier, ids, options));
    out.push('\n');
    out
}

/// `path:line: weight: title: message [id]`, with `p.12` in the place of the line where the format has pages and no lines.
fn line(dossier: &Dossier, finding: &Finding, ids: Ids, options: &Options) -> String {
    let lang = options.lang;
    let styles = options.styles;
    let place = match (finding.place.line, finding.place.page) {
        (Some(line), _) => format!("{line}:"),
        (None, Some(page)) => format!("p.{page}:"),
        (None, None) => String::new(),
    };
    let style = match (finding.status, finding.severity) {
        (Status::NotMet, Severity::Error) => styles.bad,
        (Status::Met, _) => styles.good,
        _ => styles.warn,
    };
    format!(
        "{}:{place} {} {} {}",
        visible(finding.place.file.as_deref().unwrap_or(&dossier.path)),
        paint(style, &format!("{}{}", words::status(lang, finding), words::colon(lang).trim_end())),
        visible(&words::titled(lang, finding)),
        paint(styles.quiet, &format!("[{}]", visible(&ids.id(dossier, &finding.requirement)))),
    )
}

/// What waits, in the form of an answer.
fn gathered(dossier: &Dossier, waiting: &Waiting<'_>, options: &Options) -> String {
    let lang = options.lang;
    let title = format!("{}{}", waiting.title(lang), words::colon(lang).trim_end());
    format!(
        "{}: {} {} {}",
        visible(&dossier.path),
        paint(options.styles.warn, &title),
        visible(&waiting.text(lang)),
        paint(options.styles.quiet, &format!("[{}]", visible(&waiting.ids()))),
    )
}

/// What comes before all answers, in the form of one.
fn first(dossier: &Dossier, notice: &Notice, options: &Options) -> String {
    let lang = options.lang;
    let label = words::pick(lang, "à regarder :", "to be looked at:");
    format!(
        "{}: {} {} {}",
        visible(&dossier.path),
        paint(options.styles.warn, label),
        visible(notice.message.get(lang)),
        paint(options.styles.quiet, &format!("[{}]", notice.kind.id())),
    )
}

fn verdict(dossier: &Dossier, ids: Ids, options: &Options) -> String {
    let lang = options.lang;
    let style = match dossier.verdict {
        Verdict::Conforme => options.styles.good,
        Verdict::NonConforme | Verdict::Illisible => options.styles.bad,
        Verdict::AVerifier => options.styles.warn,
    };
    let why = match &dossier.unreadable {
        Some(why) => why.message().get(lang).to_owned(),
        None => summary::verdict_sentence(lang, dossier),
    };
    let verdict = paint(style, words::verdict(lang, dossier.verdict));
    let rules = ids.rules(dossier).map(|rules| format!(" [{}]", visible(&rules.id))).unwrap_or_default();
    format!("{}: {verdict}. {}{}", visible(&dossier.path), visible(&why), paint(options.styles.quiet, &rules))
}
