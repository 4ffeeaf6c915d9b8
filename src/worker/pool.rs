//! The workers of a batch.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::death::Death;
use super::process::Worker;
use super::work::{Answer, Work};
use super::{InForce, Setup};
use crate::assess::{Shelf, Task, TaskError, handed, unjudged};
use crate::batch::{Executor, Outcome, Shelves};
use crate::message::Message;
use crate::read::Unreadable;
use crate::say;

/// Why no worker can be had.
#[derive(Debug, thiserror::Error)]
pub enum PoolError {
    /// The program cannot be started.
    #[error("cannot start a worker: {0}")]
    Start(#[from] std::io::Error),
    /// It does not answer as a worker.
    #[error("the worker does not answer")]
    NoAnswer,
}

impl PoolError {
    /// What happened.
    pub fn message(&self) -> Message {
        match self {
            Self::Start(error) => {
                say!("processus à part impossible à lancer : {error}", "no process can be started: {error}")
            }
            Self::NoAnswer => {
                say!("le processus à part ne répond pas", "the process does not answer")
            }
        }
    }
}

/// What workers differ in: overlays of the rules, and the bound on memory.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Kind {
    overlays: Vec<PathBuf>,
    memory_bytes: u64,
}

impl Kind {
    fn of(task: &Task) -> Self {
        Self { overlays: task.overlays.clone(), memory_bytes: task.limits.memory_bytes }
    }
}

/// Workers that do tasks, as many as are asked for at once. One that is done is kept for the next task of its kind.
#[derive(Debug)]
pub struct Pool<'a> {
    program: PathBuf,
    threads: usize,
    shelves: &'a Shelves,
    idle: Mutex<Vec<(Kind, Worker)>>,
    in_force: InForce,
}

impl<'a> Pool<'a> {
    /// A pool of processes of `program`, each with `threads` threads, with one of them started for tasks like `first`.
    ///
    /// # Errors
    /// Where none can be started.
    pub fn start(
        program: PathBuf,
        threads: usize,
        shelves: &'a Shelves,
        first: &Task,
    ) -> Result<Self, PoolError> {
        let (idle, in_force) = (Mutex::default(), InForce::default());
        let mut pool = Self { program, threads, shelves, idle, in_force };
        let kind = Kind::of(first);
        let shelf = shelves.with(&kind.overlays).map_err(|error| error.error)?;
        let worker = pool.start_one(&kind, &shelf)?;
        pool.in_force = worker.in_force().clone();
        pool.idle().push((kind, worker));
        Ok(pool)
    }

    /// What is in force in its workers.
    pub fn in_force(&self) -> &InForce {
        &self.in_force
    }

    fn idle(&self) -> MutexGuard<'_, Vec<(Kind, Worker)>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn start_one(&self, kind: &Kind, shelf: &Shelf) -> Result<Worker, PoolError> {
        let (rules, memory_bytes) = (shelf.added().to_vec(), kind.memory_bytes);
        Worker::start(&self.program, &Setup { rules, memory_bytes, threads: self.threads })
    }

    /// A worker of that kind. One of another kind ends instead where there are only such, so that there never are more
    /// than tasks at once.
    fn worker(&self, kind: &Kind, shelf: &Shelf) -> Result<Worker, PoolError> {
        let (found, other) = {
            let mut idle = self.idle();
            match idle.iter().position(|(other, _)| other == kind) {
                Some(at) => (Some(idle.swap_remove(at).1), None),
                None => (None, idle.pop()),
            }
        };
        drop(other);
        found.map_or_else(|| self.start_one(kind, shelf), Ok)
    }

    fn judge(&self, task: Task, kind: &Kind, shelf: &Shelf) -> Outcome {
        let limits = task.limits.clone();
        let limit = Duration::from_secs(limits.seconds);
        // The worker has the text of its overlays.
        let mut work = Work::Judge(Box::new(Task { overlays: Vec::new(), ..task }));
        let contents = work.take_contents();
        let reason = loop {
            let mut worker = match self.worker(kind, shelf) {
                Ok(worker) => worker,
                Err(error) => break Unreadable::Crashed(error.to_string()),
            };
            let fresh = worker.is_fresh();
            match worker.ask(&work, &contents, limit) {
                Ok(Answer::Judged(outcome)) => {
                    self.idle().push((kind.clone(), worker));
                    return *outcome;
                }
                Ok(_) => break Unreadable::Crashed(PoolError::NoAnswer.to_string()),
                // What the dossiers before left in it may be to blame: only a new worker's end is held against this one.
                Err(Death::Memory | Death::Other(_)) if !fresh => {}
                Err(death) => break death.reason(&limits),
            }
        };
        work.give_contents(contents);
        let Work::Judge(task) = work else { return Err(TaskError::Path(reason.message())) };
        Ok(unjudged(&task, reason, shelf))
    }
}

impl Executor for Pool<'_> {
    fn execute(&self, task: &Task) -> Outcome {
        let shelf = self.shelves.with(&task.overlays).map_err(|error| error.told())?;
        let kind = Kind::of(task);
        handed(task, &shelf, |task| self.judge(task, &kind, &shelf))
    }
}
