//! What is asked of whoever reads strangers' files, and what comes of it.

use serde::{Deserialize, Serialize};

use crate::assess::{Shelf, Task, run};
use crate::batch::Outcome;
use crate::bundle::{Contest, Contested, Replay, Replayed, Uncontested, Unreplayed};
use crate::compare::{Comparison, Pair, Uncompared};
use crate::read::Limits;
use crate::source::{Content, Input};

/// A piece of work, as plain data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Work {
    /// Judge a dossier.
    Judge(Box<Task>),
    /// Hold two side by side.
    Compare(Box<Pair>),
    /// Make the bundle of one.
    Contest(Box<Contest>),
    /// Judge a bundle.
    Replay(Box<Replay>),
}

/// What came of a [`Work`], in the same order.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "as in `Work`")]
pub enum Answer {
    Judged(Box<Outcome>),
    Compared(Box<Result<Comparison, Uncompared>>),
    Contested(Box<Result<Contested, Uncontested>>),
    Replayed(Box<Result<Replayed, Unreplayed>>),
}

impl Work {
    /// Does it.
    pub(super) fn run(&self, shelf: &Shelf) -> Answer {
        match self {
            Self::Judge(task) => Answer::Judged(Box::new(run(task, shelf))),
            Self::Compare(pair) => Answer::Compared(Box::new(pair.compare(shelf))),
            Self::Contest(contest) => Answer::Contested(Box::new(contest.bundle(shelf))),
            Self::Replay(replay) => Answer::Replayed(Box::new(replay.judge(shelf))),
        }
    }

    /// The bounds that it is done within, with time for every dossier that is read.
    pub(super) fn limits(&self) -> Limits {
        match self {
            Self::Judge(task) => task.limits.clone(),
            Self::Compare(pair) => {
                Limits { seconds: pair.limits.seconds.saturating_mul(2), ..pair.limits.clone() }
            }
            Self::Contest(contest) => contest.task.limits.clone(),
            Self::Replay(replay) => replay.limits.clone(),
        }
    }

    /// Puts the bytes of its files into it, or why they cannot be had: whoever does it opens none.
    pub(super) fn fetch(&mut self) {
        let bound = self.limits().file_bytes;
        let fetch = |file: &mut Input| file.fetch(bound);
        match self {
            Self::Judge(task) => task.files.iter_mut().for_each(fetch),
            Self::Compare(pair) => pair.a.files.iter_mut().chain(&mut pair.b.files).for_each(fetch),
            Self::Contest(contest) => contest.task.files.iter_mut().for_each(fetch),
            Self::Replay(replay) => fetch(&mut replay.file),
        }
    }

    /// Takes the content of every file out of it.
    pub(super) fn take_contents(&mut self) -> Vec<Option<Content>> {
        self.contents().into_iter().map(Option::take).collect()
    }

    /// Puts back what [`Self::take_contents`] took.
    pub(super) fn give_contents(&mut self, contents: Vec<Option<Content>>) {
        for (place, content) in self.contents().into_iter().zip(contents) {
            *place = content;
        }
    }

    fn contents(&mut self) -> Vec<&mut Option<Content>> {
        match self {
            Self::Judge(task) => task.contents().collect(),
            Self::Compare(pair) => {
                pair.a.files.iter_mut().chain(&mut pair.b.files).map(|file| &mut file.content).collect()
            }
            Self::Contest(contest) => contest.task.contents().collect(),
            Self::Replay(replay) => vec![&mut replay.file.content],
        }
    }
}
