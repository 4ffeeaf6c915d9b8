//! A comparison from the files on, as one piece of work that can be done elsewhere.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Comparison, Party, compare};
use crate::assess::{Shelf, TaskError, opening, structured};
use crate::certification::SelectError;
use crate::check::Subject;
use crate::message::Message;
use crate::read::{Limits, Unreadable, read_many};
use crate::source::{Input, Source, as_shown};

/// The stack of a thread that reads, in bytes.
const STACK: usize = 16 << 20;

/// Two dossiers to be held side by side, as plain data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// The first.
    pub a: Files,
    /// The second.
    pub b: Files,
    /// Id of the certification whose competencies are compared; else the one that the words of the first tell.
    pub certification: Option<String>,
    /// The share of characters that may differ, 0 to 1.
    pub tolerance: f64,
    /// How much of each file is read.
    pub limits: Limits,
}

/// The files of one of the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Files {
    /// The path as given.
    #[serde(serialize_with = "as_shown")]
    pub path: PathBuf,
    /// One, or the chapters of a book in reading order.
    pub files: Vec<Input>,
}

/// Why two dossiers could not be held side by side.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Uncompared {
    /// A file is not there or the system does not give it.
    #[error("{}", .0.en)]
    Path(Message),
    /// One of the two cannot be read.
    #[error("{path}: {reason}")]
    Unreadable {
        /// Which.
        #[serde(serialize_with = "as_shown")]
        path: PathBuf,
        /// Why.
        reason: Unreadable,
    },
    /// The rules of the certification cannot be had.
    #[error("{}", .0.en)]
    Rules(Message),
}

impl Pair {
    /// Reads both and holds them side by side.
    ///
    /// # Errors
    /// Where one of them cannot be read, and where the certification cannot be had.
    pub fn compare(&self, shelf: &Shelf) -> Result<Comparison, Uncompared> {
        let (a, b) = self.both();
        let (a, b) = (a?, b?);
        let rules = |error: SelectError| Uncompared::Rules(TaskError::from(error).message());
        let id = match &self.certification {
            Some(id) => Some(id.clone()),
            None => {
                let told = shelf.recognise(&opening(&a.subject.structure.document));
                told.map_err(|error| rules(SelectError::Rule(error)))?.map(|told| told.id)
            }
        };
        let certification = id.map(|id| shelf.find(&id)).transpose().map_err(rules)?;
        Ok(compare(&a, &b, certification.as_deref(), self.tolerance))
    }
}

impl Pair {
    /// Reads both at once where a second thread can be had, with as much room for deep files as the first.
    fn both(&self) -> (Result<Party, Uncompared>, Result<Party, Uncompared>) {
        let read = |files: &Files| files.read(&self.limits);
        std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(STACK);
            let b = thread.spawn_scoped(scope, || read(&self.b));
            let a = read(&self.a);
            let b = match b {
                Ok(b) => b.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
                Err(_) => read(&self.b),
            };
            (a, b)
        })
    }
}

impl Files {
    fn read(&self, limits: &Limits) -> Result<Party, Uncompared> {
        let open = |file: &Input| file.open(limits.file_bytes);
        let sources: Vec<Source> = self
            .files
            .iter()
            .map(|file| open(file).map_err(|error| Uncompared::Path(error.message())))
            .collect::<Result<_, _>>()?;
        let digest = match sources.as_slice() {
            [source] => Some(source.digest()),
            _ => None,
        };
        let unreadable = |reason| Uncompared::Unreadable { path: self.path.clone(), reason };
        let reading = read_many(&sources, limits).map_err(unreadable)?;
        let subject = Subject::of(structured(reading.document));
        let path = self.path.to_string_lossy().replace('\\', "/");
        Ok(Party { path, format: reading.format, digest, subject })
    }
}
