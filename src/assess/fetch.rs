//! A task handed to somebody who can open no file and start no program.

use super::run::{digest_of, unread};
use super::{Rules, Shelf, Task, TaskError};
use crate::dossier::Dossier;
use crate::measure::PageMethod;
use crate::pages::PagesFrom;
use crate::read::Unreadable;
use crate::source::{Input, Source, SourceError};

/// Has `judge` do `task` with the content of every file in it. A rendering is made here, and only where the pages are
/// not known without it: whoever judges starts no program, and its time is not counted as that of judging.
///
/// # Errors
/// Where a file of the dossier cannot be had or its rules are none, and where `judge` fails.
pub fn handed(
    task: &Task,
    shelf: &Shelf,
    judge: impl Fn(Task) -> Result<Dossier, TaskError>,
) -> Result<Dossier, TaskError> {
    let mut task = match fetch(task, shelf)? {
        Fetched::Task(task) => task,
        Fetched::TooLarge => return Ok(unjudged(task, task.limits.over("file_bytes"), shelf)),
    };
    let renders = |one: &PagesFrom| matches!(one, PagesFrom::LibreOffice { pdf: None, .. });
    if !task.pages.iter().any(renders) {
        return judge(*task);
    }
    let mut without = task.clone();
    without.pages.retain(|one| !renders(one));
    let outcome = judge(*without);
    if !outcome.as_ref().is_ok_and(lacks_pages) {
        return outcome;
    }
    let sources: Vec<Source> =
        task.files.iter().filter_map(|file| file.open(task.limits.file_bytes).ok()).collect();
    for one in &mut task.pages {
        if let PagesFrom::LibreOffice { renderer, pdf } = one {
            *pdf = Some(renderer.render_one(&sources));
        }
    }
    judge(*task)
}

/// True where a dossier was read and nothing was laid out to know its pages by.
pub fn lacks_pages(dossier: &Dossier) -> bool {
    let is_known = |method: PageMethod| method.is_sure() || method == PageMethod::LibreOffice;
    let measured = dossier.measured.as_ref();
    measured.is_some_and(|measured| measured.pages.as_ref().is_none_or(|pages| !is_known(pages.method)))
}

/// The answer on a dossier that could not be judged for `reason`, with the digest of its files where they are at hand.
pub fn unjudged(task: &Task, reason: Unreadable, shelf: &Shelf) -> Dossier {
    let named = match &task.rules {
        Rules::Named { name, .. } => shelf.find(name).ok(),
        Rules::OwnWords { .. } => None,
    };
    let at_hand = task.files.iter().all(|file| file.content.is_some());
    let sources = task.files.iter().map(|file| file.open(u64::MAX));
    let sources: Option<Vec<Source>> = at_hand.then(|| sources.collect::<Result<_, _>>().ok()).flatten();
    unread(task, sources.and_then(|sources| digest_of(task, &sources)), reason, named.as_deref())
}

enum Fetched {
    Task(Box<Task>),
    /// A file of the dossier is over the bound.
    TooLarge,
}

/// The task with the bytes of every file in it, which are not looked at; where one of those beside the dossier cannot be
/// had, with what is to be told of it.
fn fetch(task: &Task, shelf: &Shelf) -> Result<Fetched, TaskError> {
    if let Rules::Named { name, .. } = &task.rules {
        shelf.find(name)?;
    }
    let mut task = Box::new(task.clone());
    let bound = task.limits.file_bytes;
    for file in &mut task.files {
        match file.open(bound) {
            Ok(source) => file.content = Some(Ok(source.bytes)),
            Err(SourceError::TooLarge { .. }) => return Ok(Fetched::TooLarge),
            Err(error) => return Err(TaskError::Path(error.message())),
        }
    }
    let beside = |file: &mut Input| file.fetch(bound);
    task.companions.iter_mut().for_each(|one| beside(&mut one.file));
    task.versions.iter_mut().for_each(beside);
    task.pages.iter_mut().filter_map(PagesFrom::twin_mut).for_each(beside);
    Ok(Fetched::Task(task))
}
