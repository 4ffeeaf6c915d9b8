//! Work on its way to a worker: the bytes of its files go beside it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::work::Work;
use crate::message::Message;
use crate::source::Content;

/// Work without the content of its files, and what there is of each.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Job<'a> {
    work: Cow<'a, Work>,
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
    /// The job of `work`, whose files hold `contents`, and what is to be attached to it.
    pub(super) fn of(work: &'a Work, contents: &'a [Option<Content>]) -> (Self, Vec<&'a [u8]>) {
        let part = |content: &Option<Content>| match content {
            None => Part::Nothing,
            Some(Ok(_)) => Part::Attached,
            Some(Err(message)) => Part::Refused(message.clone()),
        };
        let attached = contents.iter().flatten().flatten().map(|bytes| bytes.as_slice()).collect();
        (Self { work: Cow::Borrowed(work), parts: contents.iter().map(part).collect() }, attached)
    }

    /// The work with its content, `attached` to it.
    pub(super) fn work(self, attached: Vec<Vec<u8>>) -> Work {
        let mut attached = attached.into_iter();
        let content = |part| match part {
            Part::Nothing => None,
            Part::Attached => attached.next().map(|bytes| Ok(bytes.into())),
            Part::Refused(message) => Some(Err(message)),
        };
        let mut work = self.work.into_owned();
        work.give_contents(self.parts.into_iter().map(content).collect());
        work
    }
}
