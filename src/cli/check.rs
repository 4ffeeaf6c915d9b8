//! `check`, `count` and `outline`: read the files, judge them, print.

use std::path::{Path, PathBuf};

use conforme::assess::{judge, prepare, summary, unreadable};
use conforme::calendar::{Calendar, Date};
use conforme::certification::Library;
use conforme::check::{Subject, deadlines};
use conforme::document::{Notice, NoticeKind};
use conforme::dossier::{Dossier, Report};
use conforme::finding::{Severity, Status, Verdict};
use conforme::message::Message;
use conforme::read::{Limits, Reading, Unreadable, read};
use conforme::report::{self, Format};
use conforme::say;
use conforme::source::{Source, SourceError};
use conforme::structure::Structure;
use rayon::prelude::*;

use super::args::{CheckArgs, ViewArgs};
use super::choose::{Choice, choose};
use super::console::Console;
use super::failure::Failure;

pub(super) fn check(args: &CheckArgs, console: &Console) -> Result<u8, Failure> {
    let format = format(&args.files.format)?;
    let limits = Limits::default();
    let apart = match &args.resume {
        Some(path) => vec![companion(path, &limits)?],
        None => Vec::new(),
    };
    let (mut report, missing) = assess_all(&args.files, &apart, &limits, console)?;
    if let Some(session) = args.session {
        add_deadlines(&mut report, session, args)?;
    }
    let text = report::render(&report, format, &console.options(args.verbose))
        .map_err(|error| Failure::Report(error.to_string()))?;
    if !report.dossiers.is_empty() || format != Format::Human {
        console.print(&text)?;
    }
    Ok(if missing { super::FAILED } else { exit_code(&report.dossiers) })
}

/// Adds what the session's deadlines say to every dossier that could be read.
fn add_deadlines(report: &mut Report, session: Date, args: &CheckArgs) -> Result<(), Failure> {
    let certification = Library::built_in().load(&report.certification.id)?;
    let calendar = Calendar::of(super::deadlines::zone(&args.zone)?);
    let depot = args.depot.unwrap_or_else(super::deadlines::today);
    let of: &[&str] = if args.resume.is_some() { &["dossier", "resume"] } else { &["dossier"] };
    let findings = deadlines(&certification, &calendar, session, depot, of);
    for dossier in report.dossiers.iter_mut().filter(|dossier| dossier.verdict != Verdict::Illisible) {
        dossier.findings.extend(findings.iter().cloned());
        dossier.verdict = Verdict::of(&dossier.findings);
    }
    Ok(())
}

pub(super) fn count(args: &ViewArgs, console: &Console) -> Result<u8, Failure> {
    view(args, console, report::count::render)
}

pub(super) fn outline(args: &ViewArgs, console: &Console) -> Result<u8, Failure> {
    view(args, console, report::outline::render)
}

/// Prints one view of what was read; JSON holds all of them.
fn view(
    args: &ViewArgs,
    console: &Console,
    render: fn(&Report, &report::Options) -> String,
) -> Result<u8, Failure> {
    let format = format(&args.format)?;
    let (report, missing) = assess_all(args, &[], &Limits::default(), console)?;
    let options = console.options(false);
    let text = match format {
        Format::Human => render(&report, &options),
        other => {
            report::render(&report, other, &options).map_err(|error| Failure::Report(error.to_string()))?
        }
    };
    if !report.dossiers.is_empty() || format != Format::Human {
        console.print(&text)?;
    }
    let unread = report.dossiers.iter().any(|dossier| dossier.verdict == Verdict::Illisible);
    Ok(if missing { super::FAILED } else { u8::from(unread) })
}

fn format(name: &str) -> Result<Format, Failure> {
    Format::from_id(name).ok_or_else(|| Failure::Format(name.to_owned()))
}

/// A file as far as it could be read.
enum Read {
    Readable(Source, Box<Reading>),
    Unreadable(PathBuf, Option<String>, Unreadable),
    Missing(Message),
}

/// Reads and judges all files; true in second place where a path gave nothing at all.
fn assess_all(
    args: &ViewArgs,
    apart: &[Subject],
    limits: &Limits,
    console: &Console,
) -> Result<(Report, bool), Failure> {
    let library = Library::built_in();
    let files: Vec<Read> = args.paths.par_iter().map(|path| open(path, limits)).collect();
    let mut missing = false;
    for file in &files {
        if let Read::Missing(message) = file {
            console.note(message);
            missing = true;
        }
    }
    let first = || {
        files.iter().find_map(|file| match file {
            Read::Readable(_, reading) => Some(Subject::of(Structure::of(reading.document.clone()))),
            _ => None,
        })
    };
    let nothing = PathBuf::new();
    let near = args.paths.first().unwrap_or(&nothing);
    let Choice { certification, why } = choose(&library, args.certification.as_deref(), near, first)?;
    let mut dossiers: Vec<Dossier> = files
        .into_par_iter()
        .filter_map(|file| match file {
            Read::Readable(source, reading) => Some(judge(&source, *reading, &certification, apart)),
            Read::Unreadable(path, digest, reason) => Some(unreadable(&path, digest, reason)),
            Read::Missing(_) => None,
        })
        .collect();
    if let Some(why) = why {
        for dossier in &mut dossiers {
            dossier
                .notices
                .insert(0, Notice { kind: NoticeKind::Recognised, message: why.clone(), page: None });
        }
    }
    Ok((Report { certification: summary(&certification), dossiers }, missing))
}

fn open(path: &Path, limits: &Limits) -> Read {
    match Source::open(path, limits.file_bytes) {
        Ok(source) => match read(&source, limits) {
            Ok(reading) => Read::Readable(source, Box::new(reading)),
            Err(reason) => Read::Unreadable(path.to_owned(), Some(source.digest()), reason),
        },
        Err(SourceError::TooLarge { bound, .. }) => {
            Read::Unreadable(path.to_owned(), None, Unreadable::Bound { name: "file_bytes", value: bound })
        }
        Err(error) => Read::Missing(source_error(&error)),
    }
}

/// A document handed in beside the dossier; one that cannot be read is a failure, since nothing of it can be judged.
fn companion(path: &Path, limits: &Limits) -> Result<Subject, Failure> {
    let source =
        Source::open(path, limits.file_bytes).map_err(|error| Failure::Path(source_error(&error)))?;
    prepare(&source, limits).map_err(|reason| {
        let (path, Message { fr, en }) = (path.display(), reason.message());
        Failure::Path(say!("{path} : {fr}", "{path}: {en}"))
    })
}

fn source_error(error: &SourceError) -> Message {
    match error {
        SourceError::Missing(path) => {
            let path = path.display();
            say!("{path} : ce fichier n'existe pas.", "{path}: no such file.")
        }
        SourceError::Folder(path) => {
            let path = path.display();
            say!("{path} est un dossier, pas un fichier.", "{path} is a folder, not a file.")
        }
        SourceError::TooLarge { path, size, bound } => {
            let path = path.display();
            say!("{path} : {size} octets, au-delà de {bound}.", "{path}: {size} bytes, over {bound}.")
        }
        SourceError::Io { path, error } => {
            let path = path.display();
            say!("{path} : lecture impossible ({error}).", "{path}: cannot be read ({error}).")
        }
    }
}

/// 1 where a dossier could not be read or breaks a requirement of severity error.
fn exit_code(dossiers: &[Dossier]) -> u8 {
    let to_fix = |dossier: &Dossier| {
        dossier.verdict == Verdict::Illisible
            || dossier.findings.iter().any(|f| f.status == Status::NotMet && f.severity == Severity::Error)
    };
    if dossiers.iter().any(to_fix) { super::FINDINGS } else { super::OK }
}
