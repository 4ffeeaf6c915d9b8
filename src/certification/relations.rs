//! What binds parts of a document, and documents of a session, as it is checked: an order, an agreement.

use toml::Spanned;

use super::documents::{AgreeOn, Agreement, Order, SessionDocument, role};
use super::error::{Origin, nearest};
use super::validate::{Checked, one_of, plain, twice};
use super::written;
use crate::message::Message;
use crate::say;

/// The order of parts of one document, which requirements of kind `presence` ask for.
pub(super) fn order(
    origin: &Origin,
    item: &written::Requirement,
    written: &written::Order,
    (requirements, documents): (&[&written::Requirement], &[SessionDocument]),
) -> Checked<Order> {
    let own = item.id.get_ref();
    let role_of = |one: &written::Requirement| role(origin, one.document.as_ref(), documents);
    for (at, id) in written.of.iter().enumerate() {
        let name = id.get_ref();
        let fault = |message, label, help| Err(origin.fault(id.span(), message, label, help));
        if name == own {
            let message = say!("`{own}` se nomme elle-même", "`{own}` names itself");
            return fault(message, say!("un ordre nomme des parties", "an order names parts"), None);
        }
        twice(origin, id, written.of[..at].iter())?;
        let Some(part) = requirements.iter().find(|one| one.id.get_ref() == name) else {
            return fault(
                say!("exigence inconnue `{name}`", "unknown requirement `{name}`"),
                say!("n'est pas en vigueur", "is not in force"),
                nearest(name, requirements.iter().map(|one| one.id.get_ref().as_str())),
            );
        };
        if part.presence.is_none() {
            return fault(
                say!("`{name}` ne demande pas une partie", "`{name}` asks for no part"),
                say!("un ordre nomme des parties", "an order names parts"),
                Some(say!(
                    "nommez des exigences qui ont [requirement.presence]",
                    "name requirements that have [requirement.presence]"
                )),
            );
        }
        if role_of(part)? != role_of(item)? {
            return fault(
                say!("`{name}` est d'un autre document", "`{name}` is of another document"),
                say!("un ordre est celui d'un document", "an order is that of one document"),
                Some(say!("donnez-leur le même `document`", "give them the same `document`")),
            );
        }
    }
    if written.of.len() < 2 {
        let span = written.of.first().map_or(item.id.span(), Spanned::span);
        return Err(origin.fault(
            span,
            say!("un ordre demande deux parties au moins", "an order needs two parts at least"),
            say!("seule ici", "alone here"),
            Some(Message::same("of = [\"contexte\", \"realisation\"]")),
        ));
    }
    Ok(Order { of: plain(&written.of) })
}

/// The agreement with another document.
pub(super) fn agreement(
    origin: &Origin,
    item: &written::Requirement,
    written: &written::Agreement,
    documents: &[SessionDocument],
) -> Checked<Agreement> {
    let on = match written.on.get_ref().as_str() {
        "project" => AgreeOn::Project,
        "competencies" => AgreeOn::Competencies,
        "presence" => AgreeOn::Presence,
        other => {
            return Err(one_of(origin, written.on.span(), other, &["project", "competencies", "presence"]));
        }
    };
    let with = role(origin, Some(&written.with), documents)?;
    if with == role(origin, item.document.as_ref(), documents)? {
        return Err(origin.fault(
            written.with.span(),
            say!("`{with}` est le document lui-même", "`{with}` is the document itself"),
            say!("l'accord est avec un autre", "agreement is with another"),
            Some(say!("nommez un autre `[[document]]`", "name another `[[document]]`")),
        ));
    }
    if let Some(due) = written.due.as_ref().filter(|_| on != AgreeOn::Presence) {
        return Err(origin.fault(
            due.span(),
            say!("`due` va avec `on = \"presence\"`", "`due` goes with `on = \"presence\"`"),
            say!("ici", "here"),
            Some(Message::same("on = \"presence\", due = true")),
        ));
    }
    Ok(Agreement { with, on, due: written.due.as_ref().is_some_and(|due| *due.get_ref()) })
}
