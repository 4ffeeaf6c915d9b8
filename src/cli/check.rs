//! `check`: judge every dossier, print the report.

use conforme::assess::{Companion, Role, Shelf, Task, TaskError};
use conforme::batch::{self, InProcess};
use conforme::calendar::{Calendar, Date};
use conforme::check::deadlines;
use conforme::dossier::{Dossier, Report};
use conforme::finding::Verdict;
use conforme::message::Message;
use conforme::report::{self, Format};
use conforme::say;

use super::args::CheckArgs;
use super::choose::unknown;
use super::console::Console;
use super::failure::Failure;
use super::gather::{Gathered, format, gather};

pub(super) fn check(args: &CheckArgs, console: &Console) -> Result<u8, Failure> {
    let format = format(&args.files.format)?;
    let Gathered { mut tasks, shelf, mut failed } = gather(&args.files, false, console)?;
    if let Some(resume) = &args.resume {
        for task in &mut tasks {
            task.companions.push(Companion { role: Role::Resume, path: resume.clone() });
        }
    }
    let (mut dossiers, undone) = judge_all(&tasks, &shelf, console)?;
    failed |= undone;
    if let Some(session) = args.session {
        add_deadlines(&mut dossiers, &shelf, session, args)?;
    }
    let report = Report::of(dossiers);
    let text = report::render(&report, format, &console.options(args.verbose))
        .map_err(|error| Failure::Report(error.to_string()))?;
    if !report.dossiers.is_empty() || format != Format::Human {
        console.print(&text)?;
    }
    Ok(if failed { super::FAILED } else { exit_code(&report.dossiers) })
}

/// Does all tasks and tells those that could not be done; true in second place where there are any.
pub(super) fn judge_all(
    tasks: &[Task],
    shelf: &Shelf,
    console: &Console,
) -> Result<(Vec<Dossier>, bool), Failure> {
    let outcomes = batch::run(tasks, &InProcess { shelf }, batch::default_jobs(), &());
    let mut dossiers = Vec::with_capacity(outcomes.len());
    let mut undone = Vec::new();
    for (task, outcome) in tasks.iter().zip(outcomes) {
        match outcome {
            Some(Ok(dossier)) => dossiers.push(dossier),
            Some(Err(error)) => undone.push((task, error)),
            None => {}
        }
    }
    if let [(_, TaskError::NoCertification)] = undone.as_slice()
        && dossiers.is_empty()
    {
        return Err(Failure::Certification(unknown(shelf.library())?));
    }
    for (task, error) in &undone {
        console.note(&about(task, error));
    }
    Ok((dossiers, !undone.is_empty()))
}

/// Why a task was not done, with the dossier it is about.
fn about(task: &Task, error: &TaskError) -> Message {
    let (path, Message { fr, en }) = (task.path.display(), error.message());
    match error {
        TaskError::Path(message) => message.clone(),
        _ => say!("{path} : {fr}", "{path}: {en}"),
    }
}

/// Adds what the session's deadlines say to every dossier that could be read.
fn add_deadlines(
    dossiers: &mut [Dossier],
    shelf: &Shelf,
    session: Date,
    args: &CheckArgs,
) -> Result<(), Failure> {
    let calendar = Calendar::of(super::deadlines::zone(&args.zone)?);
    let depot = args.depot.unwrap_or_else(super::deadlines::today);
    let of: &[&str] = if args.resume.is_some() { &["dossier", "resume"] } else { &["dossier"] };
    for dossier in dossiers.iter_mut().filter(|dossier| dossier.verdict != Verdict::Illisible) {
        let certification = shelf.find(&dossier.certification.id)?;
        dossier.findings.extend(deadlines(&certification, &calendar, session, depot, of));
        dossier.verdict = Verdict::of(&dossier.findings);
    }
    Ok(())
}

/// 1 where a dossier could not be read or breaks a requirement of severity error.
fn exit_code(dossiers: &[Dossier]) -> u8 {
    let to_fix = |dossier: &Dossier| matches!(dossier.verdict, Verdict::Illisible | Verdict::NonConforme);
    if dossiers.iter().any(to_fix) { super::FINDINGS } else { super::OK }
}
