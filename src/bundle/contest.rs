//! Making a bundle and judging one again, as pieces of work that can be done elsewhere.

use serde::{Deserialize, Serialize};

use super::Bundle;
use crate::assess::{Shelf, Task, TaskError, run_showing};
use crate::certification::SelectError;
use crate::dossier::Dossier;
use crate::finding::Status;
use crate::message::Message;
use crate::read::{Limits, Unreadable};
use crate::source::Input;

/// A dossier whose answers are contested.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contest {
    /// How it is judged.
    pub task: Task,
    /// Ids of the requirements whose answers are contested; all where none is named.
    pub requirements: Vec<String>,
    /// Decides the letters that replace others, and is not kept.
    pub salt: u64,
}

/// What came of a [`Contest`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Contested {
    /// The bundle.
    pub bundle: Bundle,
    /// The answers that it does not give as the file did (see [`Bundle::differences`]).
    pub differences: Vec<(String, Status, Option<Status>)>,
}

/// Why there is no bundle.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Uncontested {
    /// The dossier could not be judged at all.
    #[error(transparent)]
    Task(TaskError),
    /// It cannot be read; where nobody knows why, none.
    #[error("there is nothing to make anonymous")]
    Unreadable(Option<Unreadable>),
    /// The certification has no such requirement.
    #[error("{certification} has no requirement {id}")]
    Requirement {
        /// Id of the certification.
        certification: String,
        /// What was asked for.
        id: String,
    },
}

impl Contest {
    /// Judges the dossier and makes its bundle.
    ///
    /// # Errors
    /// Where there is nothing to make one of.
    pub fn bundle(&self, shelf: &Shelf) -> Result<Contested, Uncontested> {
        let mut document = None;
        let judged = run_showing(&self.task, shelf, |read| document = Some(read.clone()));
        let dossier = judged.map_err(Uncontested::Task)?;
        let (None, Some(document)) = (&dossier.unreadable, document) else {
            return Err(Uncontested::Unreadable(dossier.unreadable));
        };
        let certification = shelf
            .find(&dossier.certification.id)
            .map_err(|error: SelectError| Uncontested::Task(TaskError::from(error)))?;
        if let Some(id) = self.requirements.iter().find(|id| certification.requirement(id).is_none()) {
            let certification = certification.id.clone();
            return Err(Uncontested::Requirement { certification, id: id.clone() });
        }
        let bundle = Bundle::of(&document, &dossier, &certification, self.requirements.clone(), self.salt);
        let differences = bundle.differences(&certification);
        Ok(Contested { bundle, differences })
    }
}

/// A bundle to be judged again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Replay {
    /// Its file.
    pub file: Input,
    /// Id of the certification that is meant where there is none of the id that the bundle names: a rule file of one's own
    /// is called after its place.
    pub otherwise: Option<String>,
    /// How much of it is read.
    pub limits: Limits,
}

/// What came of a [`Replay`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Replayed {
    /// The answers.
    pub dossier: Dossier,
    /// Id of the certification.
    pub certification: String,
    /// The rules are not those that it was made with.
    pub rules_changed: bool,
}

/// Why a file could not be judged as a bundle.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unreplayed {
    /// It is not there or the system does not give it.
    #[error("{}", .0.en)]
    Path(Message),
    /// It is no bundle; the text says how.
    #[error("{0}")]
    NoBundle(String),
    /// The rules that it names cannot be had.
    #[error("{}", .0.en)]
    Rules(Message),
}

impl Replay {
    /// Judges the document of the bundle.
    ///
    /// # Errors
    /// Where it is none, or its rules cannot be had.
    pub fn judge(&self, shelf: &Shelf) -> Result<Replayed, Unreplayed> {
        let source =
            self.file.open(self.limits.file_bytes).map_err(|error| Unreplayed::Path(error.message()))?;
        let text =
            std::str::from_utf8(&source.bytes).map_err(|error| Unreplayed::NoBundle(error.to_string()))?;
        let bundle = Bundle::parse(text).map_err(|error| Unreplayed::NoBundle(error.to_string()))?;
        drop(source);
        let known = shelf.library().text(&bundle.certification).is_some();
        let name = self.otherwise.as_ref().filter(|_| !known).unwrap_or(&bundle.certification);
        let certification =
            shelf.find(name).map_err(|error| Unreplayed::Rules(TaskError::from(error).message()))?;
        let rules_changed = certification.digest != bundle.rules;
        let path = self.file.path.to_string_lossy().into_owned();
        let dossier = Dossier { path, ..bundle.judge(&certification) };
        Ok(Replayed { dossier, certification: certification.id.clone(), rules_changed })
    }
}
