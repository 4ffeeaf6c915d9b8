//! Has tasks done: within the bounds in force, with a progress bar, each dossier settled and put away as soon as it is
//! judged.

use std::path::{Path, PathBuf};

use conforme::assess::{Rules, Task, TaskError, unreadable};
use conforme::batch::{self, Executor, Outcome, Shelves};
use conforme::cache::{Cache, Cached};
use conforme::config::{Config, Stray};
use conforme::dossier::{Archive, Dossier, Dossiers, Filed};
use conforme::message::{Lang, Message};
use conforme::read::Unreadable;
use conforme::say;

use super::args::Settings;
use super::choose::Terms;
use super::console::Console;
use super::failure::Failure;
use super::interrupt::Interrupt;
use super::progress::Progress;
use super::settle::Judged;
use super::undone::undone;

/// What is in force for all tasks of a run.
pub(super) struct Run<'a> {
    pub(super) shelves: &'a Shelves,
    pub(super) settings: &'a Settings,
    pub(super) config: Option<&'a Config>,
    pub(super) console: &'a Console,
}

/// What is done to a dossier once it is judged, before it is put away.
pub(super) type Settle<'a> = &'a (dyn Fn(&Task, &Terms, &mut Dossier) -> Result<(), Failure> + Sync);

/// What came of a run.
pub(super) struct Done {
    pub(super) judged: Vec<Judged>,
    /// What put their dossiers away.
    pub(super) archive: Archive,
    /// Why some could not be done, to be told; they stand in the report as unreadable.
    pub(super) failures: Vec<(Message, TaskError)>,
    /// It was interrupted: some were not begun.
    pub(super) stopped: bool,
}

impl Run<'_> {
    /// Does all `tasks`, for each of which `terms` holds, settles and puts away each dossier as soon as it is judged, and
    /// tells those that could not be done.
    pub(super) fn judge(
        &self,
        tasks: Vec<Task>,
        terms: Vec<Terms>,
        settle: Settle<'_>,
    ) -> Result<Done, Failure> {
        let archive = Archive::default();
        let keep = |index: usize, outcome: Outcome| -> Result<Result<Filed, TaskError>, Failure> {
            let mut dossier = match outcome {
                Ok(dossier) => dossier,
                Err(error) => return Ok(Err(error)),
            };
            if let (Some(task), Some(terms)) = (tasks.get(index), terms.get(index)) {
                settle(task, terms, &mut dossier)?;
            }
            Ok(Ok(archive.put(dossier)))
        };
        let outcomes = self.execute(&tasks, &keep)?;
        let judged = Vec::with_capacity(outcomes.len());
        let mut done = Done { judged, archive, failures: Vec::new(), stopped: false };
        for ((task, terms), outcome) in tasks.into_iter().zip(terms).zip(outcomes) {
            match outcome.transpose()? {
                Some(Ok(filed)) => done.judged.push(Judged { task, terms, filed }),
                Some(Err(error)) => {
                    let message = about(&task, &error);
                    let dossier = undone(&task, &error, self.console.lang);
                    done.file(task, terms, dossier, settle)?;
                    done.failures.push((message, error));
                }
                None => done.stopped = true,
            }
        }
        Ok(done)
    }

    /// Does all tasks, and gives what `keep` makes of each outcome as soon as it is there (see [`batch::run`]).
    pub(super) fn execute<T: Send>(
        &self,
        tasks: &[Task],
        keep: &(dyn Fn(usize, Outcome) -> T + Sync),
    ) -> Result<Vec<Option<T>>, Failure> {
        let Self { shelves, settings, config, console } = *self;
        let jobs = jobs(settings, config);
        let isolation = settings.isolation.isolation.or(config.and_then(|config| config.isolation));
        let inner = super::isolation::executor(isolation.unwrap_or_default(), tasks, jobs, shelves, console)?;
        let progress =
            Progress::new(tasks.len(), Interrupt::listen(console.lang), console.lang, !console.holds());
        let cache = if settings.no_cache { None } else { cache(settings) };
        let outcomes = match &cache {
            Some(cache) => {
                let cached: &dyn Executor = &Cached { cache, inner };
                let outcomes = batch::run(tasks, cached, jobs, &progress, keep);
                cache.prune();
                outcomes
            }
            None => batch::run(tasks, &inner, jobs, &progress, keep),
        };
        progress.finish();
        Ok(outcomes)
    }
}

impl Done {
    /// Adds an answer on each place where a candidate is looked for and there is no dossier, or no telling which.
    pub(super) fn answer(
        &mut self,
        strays: Vec<(Stray, Terms)>,
        lang: Lang,
        settle: Settle<'_>,
    ) -> Result<(), Failure> {
        for (stray, terms) in strays {
            let task = Task::of(&stray.place, Rules::OwnWords { or_none: true });
            let dossier = unjudged(&stray.place, stray.id(), [stray.message(), stray.help()], lang);
            self.file(task, terms, dossier, settle)?;
        }
        Ok(())
    }

    /// The dossiers, in the order in which they were judged or put since.
    pub(super) fn dossiers(self) -> Dossiers {
        Dossiers::of(self.archive, self.judged.into_iter().map(|one| one.filed).collect())
    }

    fn file(
        &mut self,
        task: Task,
        terms: Terms,
        mut dossier: Dossier,
        settle: Settle<'_>,
    ) -> Result<(), Failure> {
        settle(&task, &terms, &mut dossier)?;
        self.judged.push(Judged { task, terms, filed: self.archive.put(dossier) });
        Ok(())
    }
}

/// What stands in the report for a dossier that nobody could judge: why, and what to do.
fn unjudged(path: &Path, id: &str, told: [Message; 2], lang: Lang) -> Dossier {
    let [message, help] = told.map(|message| message.get(lang).to_owned());
    unreadable(path, None, Unreadable::Told { id: id.to_owned(), message, help })
}

/// Why a task was not done, with the dossier it is about.
fn about(task: &Task, error: &TaskError) -> Message {
    let (path, Message { fr, en }) = (task.path.display(), error.message());
    match error {
        TaskError::Path(message) => message.clone(),
        _ => say!("{path} : {fr}", "{path}: {en}"),
    }
}

/// How many dossiers are checked at once.
fn jobs(settings: &Settings, config: Option<&Config>) -> usize {
    let said = settings.jobs.map(usize::from).or(config.and_then(|config| config.jobs));
    said.unwrap_or_else(batch::default_jobs)
}

/// The cache in its folder; none where the system has no place for one.
fn cache(settings: &Settings) -> Option<Cache> {
    Some(Cache::new(settings.cache_dir.clone().or_else(cache_folder)?, conforme::cache::SOURCES))
}

/// The folder of this program in the user's folder of caches.
pub(super) fn cache_folder() -> Option<PathBuf> {
    use etcetera::BaseStrategy as _;
    Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("conforme"))
}
