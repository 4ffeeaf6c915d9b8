//! What a name that nothing has was most likely meant for.

use conforme::message::Message;
use conforme::near::near;
use conforme::say;

/// « Vouliez-vous dire … ? », with a space in front; empty where nothing among `known` is near.
pub(super) fn meant<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Message {
    match near(name, known) {
        Some(id) => say!(" Vouliez-vous dire « {id} » ?", " Did you mean “{id}”?"),
        None => Message::default(),
    }
}
