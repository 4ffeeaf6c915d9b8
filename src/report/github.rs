//! Annotations for GitHub Actions. GitHub shows ten of each kind a step and drops the others without a word, so that
//! what does not fit is gathered by dossier, and said; the whole list follows in the log.

use super::escape::{command_data, command_property, relative};
use super::{Options, concise, words};
use crate::dossier::{Dossier, Report};
use crate::finding::{Finding, Severity, Status};
use crate::message::Lang;

/// Annotations of one kind that GitHub shows for a step.
const SHOWN: usize = 10;

/// An annotation before it is written.
#[derive(Clone)]
struct Annotation<'a> {
    dossier: &'a Dossier,
    line: u32,
    title: String,
    text: String,
}

pub(super) fn render(report: &Report, options: &Options) -> String {
    let mut out = String::new();
    for kind in [Kind::Error, Kind::Warning, Kind::Notice] {
        let annotations =
            report.dossiers.iter().flat_map(|one| annotations(one, kind, options.lang)).collect();
        for annotation in fit(annotations, options.lang) {
            out.push_str(&command(kind, &annotation, options));
        }
    }
    let plain = Options { styles: super::Styles::plain(), ..options.clone() };
    out.push_str(&concise::render(report, &plain));
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Error,
    Warning,
    Notice,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Notice => "notice",
        }
    }

    fn of(finding: &Finding) -> Option<Self> {
        match (finding.status, finding.severity) {
            (Status::Met, _) => None,
            _ if finding.is_waived() => None,
            (Status::NotMet, Severity::Error) => Some(Self::Error),
            (Status::NotMet, Severity::Warning) => Some(Self::Warning),
            (Status::NotMet, Severity::Info) | (Status::NotJudged, _) => Some(Self::Notice),
        }
    }
}

fn annotations(dossier: &Dossier, kind: Kind, lang: Lang) -> Vec<Annotation<'_>> {
    let unreadable = dossier.unreadable.as_ref().filter(|_| kind == Kind::Error).map(|why| Annotation {
        dossier,
        line: 1,
        title: words::verdict(lang, dossier.verdict).to_owned(),
        text: format!("{}\n{}", why.message().get(lang), why.help().get(lang)),
    });
    let findings = dossier.findings.iter().filter(|finding| Kind::of(finding) == Some(kind));
    let findings = findings.map(|finding| Annotation {
        dossier,
        line: finding.place.line.unwrap_or(1).max(1),
        title: format!("{} [{}]", finding.title.get(lang), finding.requirement),
        text: super::plain::text(finding, lang),
    });
    let first = dossier.notices.iter().filter(|one| match kind {
        Kind::Error => false,
        Kind::Warning => one.comes_first(),
        Kind::Notice => one.is_fact(),
    });
    let first = first.map(|notice| Annotation {
        dossier,
        line: 1,
        title: format!("{} [{}]", words::notices_title(lang), notice.kind.id()),
        text: notice.message.get(lang).to_owned(),
    });
    unreadable.into_iter().chain(first).chain(findings).collect()
}

/// At most as many as are shown: one for each dossier where one for each finding is too many, and a last one that
/// says how many dossiers are left.
fn fit(annotations: Vec<Annotation<'_>>, lang: Lang) -> Vec<Annotation<'_>> {
    if annotations.len() <= SHOWN {
        return annotations;
    }
    let mut gathered = gather(annotations, lang);
    if gathered.len() > SHOWN {
        let left = gathered.split_off(SHOWN - 1);
        let dossiers = words::counted(
            lang,
            left.len(),
            ["autre dossier", "autres dossiers"],
            ["more dossier", "more dossiers"],
        );
        let names: Vec<&str> = left.iter().map(|one| one.dossier.path.as_str()).collect();
        gathered.extend(left.first().map(|one| Annotation {
            dossier: one.dossier,
            line: 1,
            title: dossiers,
            text: names.join("\n"),
        }));
    }
    gathered
}

/// One annotation for each dossier, with the titles of its findings.
fn gather(annotations: Vec<Annotation<'_>>, lang: Lang) -> Vec<Annotation<'_>> {
    let mut gathered: Vec<(usize, Annotation<'_>)> = Vec::new();
    for annotation in annotations {
        match gathered.last_mut() {
            Some((n, last)) if std::ptr::eq(last.dossier, annotation.dossier) => {
                *n += 1;
                last.text.push('\n');
                last.text.push_str(&annotation.title);
            }
            _ => gathered.push((1, Annotation { text: annotation.title.clone(), line: 1, ..annotation })),
        }
    }
    let titled = gathered.into_iter().map(|(n, one)| {
        let title = format!("{}{}{}", one.dossier.path, words::colon(lang), words::points(lang, n));
        Annotation { title, ..one }
    });
    titled.collect()
}

fn command(kind: Kind, annotation: &Annotation<'_>, options: &Options) -> String {
    format!(
        "::{} file={},line={},title={}::{}\n",
        kind.name(),
        command_property(relative(&annotation.dossier.path, options.base.as_deref())),
        annotation.line,
        command_property(&annotation.title),
        command_data(&annotation.text),
    )
}
