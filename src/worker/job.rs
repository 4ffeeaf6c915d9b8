//! A task on its way to a worker: the bytes of its files go beside it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::assess::Task;
use crate::message::Message;
use crate::source::Content;

/// A task without the content of its files, and what there is of each.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Job<'a> {
    task: Cow<'a, Task>,
    parts: Vec<Part>,
}

/// What there is of a file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Part {
    /// Nothing was asked for.
    Nothing,
    /// Its bytes, which are attached.
    Attached,
    /// Why it cannot be had.
    Refused(Message),
}

impl<'a> Job<'a> {
    /// The job of `task`, whose files hold `contents`, and what is to be attached to it.
    pub(super) fn of(task: &'a Task, contents: &'a [Option<Content>]) -> (Self, Vec<&'a [u8]>) {
        let part = |content: &Option<Content>| match content {
            None => Part::Nothing,
            Some(Ok(_)) => Part::Attached,
            Some(Err(message)) => Part::Refused(message.clone()),
        };
        let attached = contents.iter().flatten().flatten().map(|bytes| bytes.as_slice()).collect();
        (Self { task: Cow::Borrowed(task), parts: contents.iter().map(part).collect() }, attached)
    }

    /// The task with its content, `attached` to it.
    pub(super) fn task(self, attached: Vec<Vec<u8>>) -> Task {
        let mut attached = attached.into_iter();
        let content = |part| match part {
            Part::Nothing => None,
            Part::Attached => attached.next().map(|bytes| Ok(bytes.into())),
            Part::Refused(message) => Some(Err(message)),
        };
        let mut task = self.task.into_owned();
        task.give_contents(self.parts.into_iter().map(content).collect());
        task
    }
}
