//! What one dossier's check needs, as plain data.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::certification::Stage;
use crate::document::Notice;
use crate::message::Message;
use crate::pages::PagesFrom;
use crate::read::Limits;
use crate::say;
use crate::source::{Content, Input, as_shown};

/// One dossier to check. It can be written down, sent to another process, or hashed; nothing else decides the answers
/// but the bytes of the files it names and the version of the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// What to call the dossier in reports: its file, or the folder that it is.
    #[serde(serialize_with = "as_shown")]
    pub path: PathBuf,
    /// Its files in reading order: one, or the chapters of a book.
    pub files: Vec<Input>,
    /// Its role in the session, where somebody said it: `dossier`, `presentation`…
    #[serde(default)]
    pub role: Option<String>,
    /// Documents handed in beside it.
    pub companions: Vec<Companion>,
    /// These are all that the candidate handed in: a document that is due and not among them is missing.
    #[serde(default)]
    pub complete: bool,
    /// The dossier in other formats under the same name, which are to hold the same text.
    #[serde(default)]
    pub versions: Vec<Input>,
    /// They were found where candidates hand in, not named for themselves: the document that a session is mainly about is
    /// due among them.
    #[serde(default)]
    pub found: bool,
    /// Files of the same candidate that nobody opens, where none of the documents is called like the main one.
    #[serde(default)]
    pub unread: Vec<PathBuf>,
    /// What it is held against.
    pub rules: Rules,
    /// Rule files that add to the built-in ones.
    pub overlays: Vec<PathBuf>,
    /// Where the pages of a dossier that has none of its own come from, the first that can be used.
    #[serde(default)]
    pub pages: Vec<PagesFrom>,
    /// What is in force of the rules; the rest is told for information.
    pub stage: Stage,
    /// How much of each file is read.
    pub limits: Limits,
    /// Whether the digests of the files are to be told, for which every byte of them is looked at: the pictures as well.
    pub digests: bool,
    /// What whoever found the dossier had to tell, for the report.
    pub notices: Vec<Notice>,
}

/// A document handed in beside the dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Companion {
    /// Its role, where somebody said it; else its content, its format or its name tells.
    pub role: Option<String>,
    /// The file.
    pub file: Input,
}

/// How the rules that a dossier is held against are told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rules {
    /// By the id or short name of a certification.
    Named {
        /// The name.
        name: String,
        /// Who chose it, where the person who runs the check did not.
        why: Option<Message>,
    },
    /// By the document's own words.
    OwnWords {
        /// Whether a document whose words tell none is measured without being judged, rather than a failure.
        or_none: bool,
    },
}

/// Why a task could not be done at all. Faults of the dossier itself are answers in a [`Dossier`](crate::dossier::Dossier).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskError {
    /// A file is not there or the system does not give it.
    #[error("{}", .0.en)]
    Path(Message),
    /// The document's words tell no certification, and nobody named one.
    #[error("cannot tell which certification is meant")]
    NoCertification,
    /// Its words tell a titre, and its competencies one part of it.
    #[error("{}", .0.en)]
    Part(Message),
    /// There is no certification of that name, or its rule file has a fault.
    #[error("{}", .0.en)]
    Rules(Message),
}

impl TaskError {
    /// What happened, and what to do about it.
    pub fn message(&self) -> Message {
        match self {
            Self::Path(message) | Self::Part(message) | Self::Rules(message) => message.clone(),
            Self::NoCertification => say!(
                "impossible de savoir quelle certification est visée ; dites-le avec --certification.",
                "cannot tell which certification is meant; say so with --certification."
            ),
        }
    }
}

impl Task {
    /// The task of a dossier in one file, with nothing beside it.
    pub fn of(path: impl Into<PathBuf>, rules: Rules) -> Self {
        let path = path.into();
        Self {
            files: vec![Input::at(&path)],
            path,
            role: None,
            companions: Vec::new(),
            complete: false,
            versions: Vec::new(),
            found: false,
            unread: Vec::new(),
            rules,
            overlays: Vec::new(),
            pages: Vec::new(),
            stage: Stage::Depot,
            limits: Limits::default(),
            digests: true,
            notices: Vec::new(),
        }
    }
}

impl Task {
    /// The task with the bytes of its files, each opened once.
    pub(crate) fn at_hand(&self) -> Self {
        let mut task = self.clone();
        let bound = task.limits.file_bytes;
        let beside = task.companions.iter_mut().map(|one| &mut one.file);
        let twins = task.pages.iter_mut().filter_map(PagesFrom::twin_mut);
        let all = task.files.iter_mut().chain(beside).chain(&mut task.versions).chain(twins);
        all.filter(|file| file.content.is_none()).for_each(|file| file.fetch(bound));
        task
    }

    /// The content of every file: of its own, of those beside it, of its versions, of the PDFs that its pages come from.
    pub(crate) fn contents(&mut self) -> impl Iterator<Item = &mut Option<Content>> {
        let files = self.files.iter_mut().map(|file| &mut file.content);
        let beside = self.companions.iter_mut().map(|one| &mut one.file.content);
        let versions = self.versions.iter_mut().map(|file| &mut file.content);
        files.chain(beside).chain(versions).chain(self.pages.iter_mut().map(PagesFrom::content_mut))
    }
}
