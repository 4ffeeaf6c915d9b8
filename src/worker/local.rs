//! Strangers' files read in this process: each in a thread that is given up when its time is over.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use crate::assess::{Shelf, Task, handed, run, unjudged};
use crate::batch::{Executor, Outcome, Shelves};
use crate::read::{Limits, Unreadable};

/// The stack of a thread that judges, in bytes.
const STACK: usize = 16 << 20;

/// Does tasks in this process. It bounds the time, not the memory, and does not survive a stack that overflows.
#[derive(Debug)]
pub struct Local<'a> {
    /// The rules.
    pub shelves: &'a Shelves,
}

impl Executor for Local<'_> {
    fn execute(&self, task: &Task) -> Outcome {
        let shelf = self.shelves.with(&task.overlays).map_err(|error| error.told())?;
        handed(task, &shelf, |task| judge(task, &shelf))
    }
}

/// Why work came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Its time was over.
    Late,
    /// It broke down.
    Panicked,
}

impl Ended {
    /// What it says of the file that was read within `limits`.
    pub fn reason(self, limits: &Limits) -> Unreadable {
        match self {
            Self::Late => limits.over("seconds"),
            Self::Panicked => Unreadable::Crashed("panic".into()),
        }
    }
}

fn judge(task: Task, shelf: &Arc<Shelf>) -> Outcome {
    let task = Arc::new(task);
    let (job, rules) = (Arc::clone(&task), Arc::clone(shelf));
    in_time(&task.limits, move || run(&job, &rules))
        .unwrap_or_else(|ended| Ok(unjudged(&task, ended.reason(&task.limits), shelf)))
}

/// What `work` comes to, in a thread of its own with room for deep files, within the time of `limits`.
///
/// # Errors
/// Where it panics or does not come to an end; then its thread is left behind: nothing can stop it but the end of the
/// process.
pub fn in_time<T: Send + 'static>(
    limits: &Limits,
    work: impl Fn() -> T + Send + Sync + 'static,
) -> Result<T, Ended> {
    let start = |thread: Thread| std::thread::Builder::new().stack_size(STACK).spawn(thread).map(drop);
    in_thread(limits, work, start)
}

type Thread = Box<dyn FnOnce() + Send>;

/// As [`in_time`], in a thread that `start` starts. Where it cannot, the work is done here: without an end to the time,
/// and with the stack there is, but still so that a panic is told.
fn in_thread<T: Send + 'static>(
    limits: &Limits,
    work: impl Fn() -> T + Send + Sync + 'static,
    start: impl FnOnce(Thread) -> std::io::Result<()>,
) -> Result<T, Ended> {
    let (send, receive) = mpsc::channel();
    let work = Arc::new(move || catch_unwind(AssertUnwindSafe(&work)).map_err(|_| Ended::Panicked));
    let here = Arc::clone(&work);
    let thread = move || {
        // Nobody waits any more where the time was over.
        let _ = send.send(work());
    };
    if start(Box::new(thread)).is_err() {
        return here();
    }
    match receive.recv_timeout(Duration::from_secs(limits.seconds)) {
        Ok(outcome) => outcome,
        Err(RecvTimeoutError::Timeout) => Err(Ended::Late),
        Err(RecvTimeoutError::Disconnected) => Err(Ended::Panicked),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_panics_or_does_not_end_is_told() {
        let limits = Limits { seconds: 1, ..Limits::default() };
        assert_eq!(in_time(&limits, || 7), Ok(7));
        assert_eq!(in_time(&limits, || panic!("broken")), Err::<(), _>(Ended::Panicked));
        let slow = || std::thread::sleep(Duration::from_secs(3));
        assert_eq!(in_time(&limits, slow), Err(Ended::Late));
        assert!(matches!(Ended::Late.reason(&limits), Unreadable::Bound { .. }));
    }

    #[test]
    fn work_is_done_and_a_panic_is_told_where_no_thread_can_be_had() {
        let limits = Limits::default();
        let none = |_: Thread| Err(std::io::ErrorKind::WouldBlock.into());
        assert_eq!(in_thread(&limits, || 7, none), Ok(7));
        assert_eq!(in_thread(&limits, || panic!("broken"), none), Err::<(), _>(Ended::Panicked));
    }
}
