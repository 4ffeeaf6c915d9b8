//! Dossiers judged in this process: each in a thread that is given up when its time is over.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use crate::assess::{Shelf, Task, handed, run, unjudged};
use crate::batch::{Executor, Outcome, Shelves};
use crate::read::Unreadable;

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
        handed(task, &shelf, |task| in_time(task, &shelf))
    }
}

fn in_time(task: Task, shelf: &Arc<Shelf>) -> Outcome {
    let task = Arc::new(task);
    let (send, receive) = mpsc::channel();
    let (job, rules) = (Arc::clone(&task), Arc::clone(shelf));
    let work = move || {
        let outcome = catch_unwind(AssertUnwindSafe(|| run(&job, &rules)));
        // Nobody waits any more where the time was over.
        let _ = send.send(outcome);
    };
    // A thread that does not end is left behind: nothing can stop it but the end of the process.
    if std::thread::Builder::new().stack_size(STACK).spawn(work).is_err() {
        return run(&task, shelf);
    }
    match receive.recv_timeout(Duration::from_secs(task.limits.seconds)) {
        Ok(Ok(outcome)) => outcome,
        Err(RecvTimeoutError::Timeout) => Ok(unjudged(&task, task.limits.over("seconds"), shelf)),
        Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => {
            Ok(unjudged(&task, Unreadable::Crashed("panic".into()), shelf))
        }
    }
}
