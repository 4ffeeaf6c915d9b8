//! Who judges, and within what bounds: worker processes, or this one.

use std::sync::Arc;

use clap::Args;
use conforme::assess::{Shelf, Task};
use conforme::batch::{self, Executor, Shelves};
use conforme::config::Isolation;
use conforme::message::Message;
use conforme::read::{Limits, Unreadable};
use conforme::say;
use conforme::worker::{Answer, Local, Once, Pool, PoolError, Work};

use super::console::Console;
use super::failure::Failure;

/// Comment les fichiers d'autrui sont lus.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct IsolationArgs {
    /// Lire chaque dossier à part : process (dans un processus confiné), none (dans celui-ci), auto (process dès qu'il y
    /// a plusieurs dossiers, si le système le permet) [défaut : auto].
    #[arg(long, value_name = "MODE", env = "CONFORME_ISOLATION", hide_env = true, value_parser = isolation)]
    pub(super) isolation: Option<Isolation>,
    /// Changer une limite de sécurité (seconds=120, pages=8000…) ; peut être répété. Voir « conforme doctor ».
    #[arg(long, value_name = "NOM=VALEUR", env = "CONFORME_LIMIT", hide_env = true, value_delimiter = ',')]
    pub(super) limit: Vec<String>,
}

impl IsolationArgs {
    /// `limits` with those that were set by `NOM=VALEUR`.
    pub(super) fn limits(&self, mut limits: Limits) -> Result<Limits, Failure> {
        for pair in &self.limit {
            limits.set_pair(pair).map_err(|error| Failure::Setting(error.message()))?;
        }
        Ok(limits)
    }
}

pub(super) fn isolation(text: &str) -> Result<Isolation, String> {
    Isolation::from_id(text).ok_or_else(|| Isolation::ALL.map(Isolation::id).join(", "))
}

/// Who does `tasks`, `jobs` at once.
///
/// # Errors
/// Where worker processes are asked for and cannot be had.
pub(super) fn executor<'a>(
    isolation: Isolation,
    tasks: &[Task],
    jobs: usize,
    shelves: &'a Shelves,
    console: &Console,
) -> Result<Box<dyn Executor + 'a>, Failure> {
    let local = Box::new(Local { shelves });
    let wanted = match isolation {
        Isolation::None => false,
        Isolation::Process => true,
        // Whoever checks one dossier would wait for the process, and loses nothing else if it fails.
        Isolation::Auto => tasks.len() > 1,
    };
    let Some(first) = tasks.first().filter(|_| wanted) else { return Ok(local) };
    match pool(first, jobs.min(tasks.len()), shelves) {
        Ok(pool) => Ok(Box::new(pool)),
        Err(error) if isolation == Isolation::Process => Err(Failure::Isolation(error.message())),
        Err(error) => {
            unisolated(&error, console);
            Ok(local)
        }
    }
}

/// Has `work` done, apart unless `isolation` says otherwise: it costs no more than starting a process.
///
/// # Errors
/// Where a worker process is asked for and cannot be had. Inside, where whoever did the work broke down.
pub(super) fn once(
    isolation: Isolation,
    work: Work,
    shelf: &Arc<Shelf>,
    console: &Console,
) -> Result<Result<Answer, Unreadable>, Failure> {
    let here = || Once::here(Arc::clone(shelf));
    if isolation == Isolation::None {
        return Ok(here().done(work));
    }
    let apart = std::env::current_exe()
        .map_err(PoolError::Start)
        .and_then(|program| Once::apart(program, batch::default_jobs(), Arc::clone(shelf), &work));
    let once = match apart {
        Ok(once) => once,
        Err(error) if isolation == Isolation::Process => return Err(Failure::Isolation(error.message())),
        Err(error) => {
            unisolated(&error, console);
            here()
        }
    };
    Ok(once.done(work))
}

fn unisolated(error: &PoolError, console: &Console) {
    let Message { fr, en } = error.message();
    console.note(&say!(
        "les dossiers sont lus sans isolation ({fr}).",
        "dossiers are read without isolation ({en})."
    ));
}

/// Workers for tasks like `first`, `at_once` of them.
pub(super) fn pool<'a>(first: &Task, at_once: usize, shelves: &'a Shelves) -> Result<Pool<'a>, PoolError> {
    let threads = batch::default_jobs().div_ceil(at_once.max(1));
    Pool::start(std::env::current_exe()?, threads, shelves, first)
}
