//! Which shares of a session reports hold, and whether these are all.

use std::collections::BTreeSet;

use conforme::document::NoticeKind;
use conforme::message::{Lang, Message};
use conforme::report::json::{Notice, Passed, Report};
use conforme::say;
use conforme::shard::Shard;

/// The shares that several reports hold together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shares(BTreeSet<(u32, u32)>);

impl Shares {
    /// Those of one report: one, or several that were joined while others were missing.
    pub(super) fn of(report: &Report<Passed>) -> Self {
        let told = report.shard.iter().flat_map(|shares| shares.split(','));
        let shares = told.filter_map(|share| share.trim().parse::<Shard>().ok());
        Self(shares.map(|Shard { index, of }| (of, index)).collect())
    }

    /// Adds those of another report.
    pub(super) fn add(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// As a report tells them; none where the session was not shared out, or they are all of it.
    pub(super) fn told(&self) -> Option<String> {
        let told = |(of, index): &(u32, u32)| Shard { index: *index, of: *of }.to_string();
        let all: Vec<String> = self.0.iter().map(told).collect();
        self.lack().map(|_| all.join(", "))
    }

    /// What is wrong with them: some are missing, or they are of several divisions.
    pub(super) fn lack(&self) -> Option<Message> {
        let of = self.0.first()?.0;
        if let Some((other, index)) = self.0.iter().find(|share| share.0 != of) {
            let other = Shard { index: *index, of: *other };
            return Some(say!(
                "les parts ne viennent pas du même partage : {of} parts d'un côté, {other} de l'autre.",
                "the shares are not of one division: {of} shares on one side, {other} on the other."
            ));
        }
        let missing: Vec<String> = (1..=of)
            .filter(|index| !self.0.contains(&(of, *index)))
            .map(|index| format!("{index}/{of}"))
            .collect();
        let list = missing.join(", ");
        (!missing.is_empty()).then(|| {
            say!(
                "il manque des parts : {list}. Le rapport écrit est incomplet.",
                "shares are missing: {list}. The report written is incomplete."
            )
        })
    }

    /// The same for those who read the report.
    pub(super) fn notice(&self, lang: Lang) -> Option<Notice> {
        let message = self.lack()?;
        let mut letters = message.get(lang).chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        let message = first.chain(letters).collect();
        Some(Notice { kind: NoticeKind::Run.id().to_owned(), message, page: None })
    }
}
