//! Annotations for GitHub Actions. GitHub shows ten of each kind a step and drops the others without a word, so that
//! what does not fit is gathered by dossier, and said; the whole list follows in the log.

use std::io;

use super::escape::{command_data, command_property, relative, visible};
use super::waiting::{ID, Waiting, by_document, title, waits};
use super::{Options, RenderError, concise, words};
use crate::dossier::{Dossier, Report};
use crate::finding::{Finding, Severity, Status};
use crate::message::Lang;

/// Annotations of one kind that GitHub shows for a step.
const SHOWN: usize = 10;

/// An annotation before it is written.
struct Annotation {
    path: String,
    line: u32,
    title: String,
    text: String,
}

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> Result<(), RenderError> {
    let mut all = [Kind::Error, Kind::Warning, Kind::Notice].map(|kind| (kind, Fitted::default()));
    for dossier in report.dossiers.iter() {
        let dossier = &*dossier?;
        for (kind, fitted) in &mut all {
            fitted.add(annotations(dossier, *kind, options.lang), options.lang);
        }
    }
    for (kind, fitted) in all {
        for annotation in fitted.done(options.lang) {
            out.write_all(command(kind, &annotation, options).as_bytes())?;
        }
    }
    let plain = Options { styles: super::Styles::plain(), ..options.clone() };
    concise::write(report, &plain, out)
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
            _ if finding.is_waived() || waits(finding) => None,
            (Status::NotMet, Severity::Error) => Some(Self::Error),
            (Status::NotMet, Severity::Warning) => Some(Self::Warning),
            (Status::NotMet, Severity::Info) | (Status::NotJudged, _) => Some(Self::Notice),
        }
    }
}

fn annotations(dossier: &Dossier, kind: Kind, lang: Lang) -> Vec<Annotation> {
    let path = || dossier.path.clone();
    let unreadable = dossier.unreadable.as_ref().filter(|_| kind == Kind::Error).map(|why| Annotation {
        path: path(),
        line: 1,
        title: words::verdict(lang, dossier.verdict).to_owned(),
        text: format!("{}\n{}", why.message().get(lang), why.help().get(lang)),
    });
    let findings = dossier.findings.iter().filter(|finding| Kind::of(finding) == Some(kind));
    let findings = findings.map(|finding| Annotation {
        path: path(),
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
        path: path(),
        line: 1,
        title: format!("{} [{}]", words::notices_title(lang), notice.kind.id()),
        text: notice.message.get(lang).to_owned(),
    });
    let said = |one: &Waiting<'_>| {
        let (title, colon) = (one.title(lang), words::colon(lang));
        format!("{title}{colon}{} [{}]", visible(&one.text(lang)), visible(&one.ids()))
    };
    let waiting = by_document(dossier).into_iter().filter(|_| kind == Kind::Notice).map(|all| Annotation {
        path: path(),
        line: 1,
        title: format!("{} [{ID}]", title(&all, lang)),
        text: all.iter().map(said).collect::<Vec<_>>().join("\n"),
    });
    unreadable.into_iter().chain(first).chain(findings).chain(waiting).collect()
}

/// The annotations of a kind that will be shown: one for each dossier where one for each finding is too many, and a last
/// one that says which dossiers are left.
#[derive(Default)]
struct Fitted {
    /// How many there are in all.
    all: usize,
    /// Each, as long as they are not too many.
    each: Vec<Annotation>,
    /// One for each dossier.
    gathered: Vec<Annotation>,
    /// Dossiers after those.
    left: Vec<String>,
}

impl Fitted {
    /// Adds those of a dossier.
    fn add(&mut self, annotations: Vec<Annotation>, lang: Lang) {
        let Some(first) = annotations.first() else { return };
        let path = first.path.clone();
        self.all += annotations.len();
        if self.gathered.len() < SHOWN {
            let points = words::points(lang, annotations.len());
            let titles: Vec<&str> = annotations.iter().map(|one| one.title.as_str()).collect();
            self.gathered.push(Annotation {
                title: format!("{path}{}{points}", words::colon(lang)),
                text: titles.join("\n"),
                line: 1,
                path,
            });
        } else {
            self.left.push(path);
        }
        if self.all <= SHOWN {
            self.each.extend(annotations);
        }
    }

    fn done(mut self, lang: Lang) -> Vec<Annotation> {
        if self.all <= SHOWN {
            return self.each;
        }
        if self.left.is_empty() {
            return self.gathered;
        }
        if let Some(last) = self.gathered.pop() {
            self.left.insert(0, last.path.clone());
            let title = words::counted(
                lang,
                self.left.len(),
                ["autre dossier", "autres dossiers"],
                ["more dossier", "more dossiers"],
            );
            self.gathered.push(Annotation { title, text: self.left.join("\n"), ..last });
        }
        self.gathered
    }
}

fn command(kind: Kind, annotation: &Annotation, options: &Options) -> String {
    format!(
        "::{} file={},line={},title={}::{}\n",
        kind.name(),
        command_property(relative(&annotation.path, options.base.as_deref())),
        annotation.line,
        command_property(&annotation.title),
        command_data(&annotation.text),
    )
}
