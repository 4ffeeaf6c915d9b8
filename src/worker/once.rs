//! Work that is done once, by a worker of its own.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::process::Worker;
use super::work::{Answer, Work};
use super::{PoolError, Setup, in_time};
use crate::assess::Shelf;
use crate::read::Unreadable;

/// Whoever does a piece of work.
#[derive(Debug)]
pub struct Once {
    shelf: Arc<Shelf>,
    /// None where it is done in this process.
    worker: Option<Worker>,
}

impl Once {
    /// A process of `program` with `threads` threads, that has the rules of `shelf` and the memory that `work` may use.
    ///
    /// # Errors
    /// Where none can be started.
    pub fn apart(
        program: PathBuf,
        threads: usize,
        shelf: Arc<Shelf>,
        work: &Work,
    ) -> Result<Self, PoolError> {
        let (rules, memory_bytes) = (shelf.added().to_vec(), work.limits().memory_bytes);
        let worker = Worker::start(&program, &Setup { rules, memory_bytes, threads })?;
        Ok(Self { shelf, worker: Some(worker) })
    }

    /// This process. It bounds the time, not the memory, and does not survive a stack that overflows.
    pub fn here(shelf: Arc<Shelf>) -> Self {
        Self { shelf, worker: None }
    }

    /// Opens the files of `work`, and has it done.
    ///
    /// # Errors
    /// Where whoever did it came to a bound or broke down.
    pub fn done(self, mut work: Work) -> Result<Answer, Unreadable> {
        work.fetch();
        let limits = work.limits();
        let Some(mut worker) = self.worker else {
            let shelf = self.shelf;
            return in_time(&limits, move || work.run(&shelf)).map_err(|ended| ended.reason(&limits));
        };
        let contents = work.take_contents();
        worker
            .ask(&work, &contents, Duration::from_secs(limits.seconds))
            .map_err(|death| death.reason(&limits))
    }
}
