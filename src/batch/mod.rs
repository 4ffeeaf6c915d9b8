//! Many dossiers: tasks in, answers out in the same order, whatever happens to each.
//!
//! Who does a task is an [`Executor`]'s affair (see [`crate::worker`]). No document is kept once it is judged, so
//! that memory holds the documents of as many tasks as run at once, and the answers.

mod shelves;

pub use shelves::Shelves;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::assess::{Task, TaskError};
use crate::dossier::Dossier;

/// What comes of a task.
pub type Outcome = Result<Dossier, TaskError>;

/// Does tasks, from several threads at once.
pub trait Executor: Sync {
    /// Does one task. Must come back, whatever the files hold.
    fn execute(&self, task: &Task) -> Outcome;
}

/// Who is told how a batch gets on. Called from several threads.
pub trait Watch: Sync {
    /// The task at `index` begins.
    fn begins(&self, _index: usize, _task: &Task) {}
    /// The task at `index` is done.
    fn ends(&self, _index: usize, _task: &Task, _outcome: &Outcome) {}
    /// True where no further task is to be begun.
    fn stops(&self) -> bool {
        false
    }
}

/// Nobody is told.
impl Watch for () {}

impl<E: Executor + ?Sized> Executor for Box<E> {
    fn execute(&self, task: &Task) -> Outcome {
        (**self).execute(task)
    }
}

/// Does `tasks`, `jobs` at once (at least one), and gives what came of each, in the order of the tasks; none for those
/// that were not begun when `watch` stopped the batch.
pub fn run(tasks: &[Task], executor: &dyn Executor, jobs: usize, watch: &dyn Watch) -> Vec<Option<Outcome>> {
    let outcomes: Vec<Mutex<Option<Outcome>>> = tasks.iter().map(|_| Mutex::default()).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while !watch.stops() {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let (Some(task), Some(place)) = (tasks.get(index), outcomes.get(index)) else { return };
            watch.begins(index, task);
            let outcome = executor.execute(task);
            watch.ends(index, task, &outcome);
            *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..jobs.min(tasks.len()) {
            // Where no thread can be had, those that are there do all.
            let _ = std::thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    outcomes.into_iter().map(|place| place.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
}

/// As many tasks at once as the machine has processors for.
pub fn default_jobs() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
