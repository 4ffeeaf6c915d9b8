//! GitLab code quality: a list of what is not in order, each with a fingerprint that text added above does not change.

use std::io;

use serde::Serialize;

use super::escape::{relative, visible};
use super::ids::Ids;
use super::waiting::{ID, waiting, waits};
use super::{Options, RenderError, fingerprint, json, words};
use crate::document::Notice;
use crate::dossier::{Dossier, Report};
use crate::finding::{Finding, Severity, Status};
use crate::own::CONFIG;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> Result<(), RenderError> {
    let ids = Ids::of(report);
    let of_dossiers = || json::each(&report.dossiers, move |_, dossier| issues(dossier, ids, options));
    let of_run = || report.notices.iter().map(|notice| Ok(of_run(notice, options)));
    json::write_escaped(&json::Streamed(|| of_dossiers().chain(of_run())), out)
}

/// What there is to tell of the run as a whole, at the place where something can be done about it: GitLab wants one.
fn of_run(notice: &Notice, options: &Options) -> Issue {
    let kind = notice.kind.id();
    Issue {
        description: visible(notice.message.get(options.lang)).into_owned(),
        check_name: kind.to_owned(),
        fingerprint: fingerprint::of([CONFIG, kind, &notice.message.fr]),
        severity: "info",
        location: location(CONFIG, None),
    }
}

fn issues(dossier: &Dossier, ids: Ids, options: &Options) -> Vec<Issue> {
    let path = relative(&dossier.path, options.base.as_deref());
    let unreadable = dossier.unreadable.as_ref().map(|why| Issue {
        description: visible(&format!(
            "{} {}",
            why.message().get(options.lang),
            why.help().get(options.lang)
        ))
        .into_owned(),
        check_name: "illisible".to_owned(),
        fingerprint: fingerprint::of([path, "illisible"]),
        severity: "critical",
        location: location(path, None),
    });
    let first = dossier.notices.iter().filter(|notice| notice.is_told_everywhere()).map(|notice| Issue {
        description: visible(notice.message.get(options.lang)).into_owned(),
        check_name: notice.kind.id().to_owned(),
        fingerprint: match notice.is_fact() {
            true => fingerprint::of([path, notice.kind.id(), &notice.message.fr]),
            false => fingerprint::of([path, &dossier.certification.id, notice.kind.id()]),
        },
        severity: if notice.is_fact() { "info" } else { "minor" },
        location: location(path, None),
    });
    let is_open = |one: &&Finding| one.status != Status::Met && !waits(one);
    let open = dossier.findings.iter().filter(is_open);
    let waiting = waiting(dossier).into_iter().map(|one| {
        let (title, ids) = (one.title(options.lang), one.ids());
        let text = one.text(options.lang);
        Issue {
            description: visible(&format!("{title} [{ids}]{}{text}", words::colon(options.lang)))
                .into_owned(),
            check_name: ID.to_owned(),
            fingerprint: fingerprint::of([path, &dossier.certification.id, ID, one.document, one.part()]),
            severity: "info",
            location: location(path, None),
        }
    });
    unreadable
        .into_iter()
        .chain(first)
        .chain(open.map(|finding| issue(path, dossier, finding, ids, options)))
        .chain(waiting)
        .collect()
}

fn issue(path: &str, dossier: &Dossier, finding: &Finding, ids: Ids, options: &Options) -> Issue {
    let lang = options.lang;
    let place = words::place(lang, &finding.place);
    let place = if place.is_empty() { place } else { format!(" ({place})") };
    let waiver = finding.waiver.as_ref().filter(|_| finding.is_waived());
    let waiver = waiver.map(|waiver| format!(" [{}]", words::waived(lang, waiver))).unwrap_or_default();
    Issue {
        description: visible(&format!("{}{place}{waiver}", words::titled(lang, finding))).into_owned(),
        check_name: ids.id(dossier, &finding.requirement).into_owned(),
        fingerprint: fingerprint::of_finding(path, dossier, finding),
        severity: match (finding.status, finding.severity) {
            _ if finding.is_waived() => "info",
            (Status::NotMet, Severity::Error) => "major",
            (Status::NotMet, Severity::Warning) => "minor",
            _ => "info",
        },
        location: location(path, finding.place.line),
    }
}

fn location(path: &str, line: Option<u32>) -> Location {
    Location { path: path.to_owned(), lines: Lines { begin: line.unwrap_or(1).max(1) } }
}
