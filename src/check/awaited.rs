//! The part that has to be found before a requirement about it can be judged.

use crate::certification::{Asks, Certification, Extent, Requirement};
use crate::message::Message;

/// What the requirement is called that asks for the part of which `waiting` asks something; none where nothing does.
pub(super) fn part(certification: &Certification, waiting: &Requirement) -> Option<Message> {
    let topics: &[String] = match &waiting.asks {
        Asks::Language(asks) => std::slice::from_ref(&asks.of),
        Asks::Length(asks) => match &asks.of {
            Extent::Topic(topic) => std::slice::from_ref(topic),
            _ => return None,
        },
        Asks::Mention(asks) => &asks.within,
        _ => return None,
    };
    let asks_for = |other: &&Requirement| match &other.asks {
        Asks::Presence(asks) => asks.topics.iter().any(|topic| topics.contains(topic)),
        _ => false,
    };
    certification.requirements.iter().find(asks_for).map(|other| other.title.clone())
}
