//! What is due, against the documents of a session.

use super::{Checked, message, one_of};
use crate::calendar::Unit;
use crate::certification::load::{Merged, Resolved};
use crate::certification::{Deadline, SessionDocument, written};
use crate::message::Message;
use crate::say;

/// What a candidate hands in is one of the certification's `documents`; an organiser's duty may be about another paper.
pub(super) fn deadline(
    resolved: &Resolved,
    merged: &Merged<written::Deadline>,
    documents: &[SessionDocument],
    overlay: Option<&str>,
) -> Checked<Deadline> {
    const UNITS: [Unit; 4] = [Unit::Ouvres, Unit::Ouvrables, Unit::Calendaires, Unit::Francs];
    let origin = &resolved.chain[merged.origin].origin;
    let item = &merged.item;
    if resolved.known.contains(item.id.get_ref()) {
        let id = item.id.get_ref();
        return Err(origin.fault(
            item.id.span(),
            say!("`{id}` est déjà une exigence", "`{id}` is a requirement already"),
            say!("une échéance a un identifiant à elle", "a deadline has an id of its own"),
            Some(Message::same(format!("id = \"echeance-{id}\""))),
        ));
    }
    let unit = UNITS.into_iter().find(|unit| unit.id() == item.unit.get_ref());
    let Some(unit) = unit else {
        let known = UNITS.map(Unit::id);
        return Err(one_of(origin, item.unit.span(), item.unit.get_ref(), &known));
    };
    let who = item.who.get_ref().as_str();
    if !["candidat", "organisateur"].contains(&who) {
        return Err(one_of(origin, item.who.span(), who, &["candidat", "organisateur"]));
    }
    let of = item.of.get_ref();
    if who == "candidat" && !documents.iter().any(|document| document.id == *of) {
        let known: Vec<&str> = documents.iter().map(|document| document.id.as_str()).collect();
        return Err(one_of(origin, item.of.span(), of, &known));
    }
    Ok(Deadline {
        id: item.id.get_ref().clone(),
        of: of.clone(),
        title: message(&item.title),
        days: item.days,
        unit,
        by_candidate: who == "candidat",
        quote: item.quote.clone(),
        reference: item.reference.clone(),
        overlay: overlay.map(str::to_owned),
    })
}
