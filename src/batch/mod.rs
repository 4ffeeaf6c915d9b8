//! Many dossiers: tasks in, answers out in the same order, whatever happens to each.
//!
//! Who does a task is an [`Executor`]'s affair (see [`crate::worker`]). No document is kept once it is judged, and
//! whoever runs the batch says what is kept of an answer, so that memory holds as many as run at once.

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

/// Does `tasks`, `jobs` at once (at least one), and gives what `keep` makes of what came of each, in the order of the
/// tasks; none for those that were not begun when `watch` stopped the batch. `keep` is called with the index of the task
/// by the thread that did it, as soon as it is done.
pub fn run<T: Send>(
    tasks: &[Task],
    executor: &dyn Executor,
    jobs: usize,
    watch: &dyn Watch,
    keep: &(dyn Fn(usize, Outcome) -> T + Sync),
) -> Vec<Option<T>> {
    let kept: Vec<Mutex<Option<T>>> = tasks.iter().map(|_| Mutex::default()).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        while !watch.stops() {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let (Some(task), Some(place)) = (tasks.get(index), kept.get(index)) else { return };
            watch.begins(index, task);
            let outcome = executor.execute(task);
            watch.ends(index, task, &outcome);
            let made = keep(index, outcome);
            *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(made);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..jobs.min(tasks.len()) {
            // Where no thread can be had, those that are there do all.
            let _ = std::thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    kept.into_iter().map(|place| place.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
}

/// As many tasks at once as the machine has processors for.
pub fn default_jobs() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
