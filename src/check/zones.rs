//! Parts that are zones of a document: the table of contents, the annexes.

use super::Context;
use super::draft::Answer;
use crate::certification::Requirement;
use crate::finding::{Status, Where};
use crate::lexicon::Nature;
use crate::say;
use crate::structure::ZoneKind;

/// The table of contents or the annexes, where one of `topics` is these and they are there.
pub(super) fn find(context: &Context<'_>, requirement: &Requirement, topics: &[String]) -> Option<Answer> {
    let is_meant =
        |nature: Nature| context.certification.lexicon.of(&[nature]).iter().any(|it| topics.contains(it));
    let structure = &context.dossier.structure;
    let lexicon = &context.certification.lexicon;
    let is_called = |heading: &String| {
        topics.iter().any(|topic| lexicon.fit(topic, heading).is_some_and(|fit| fit.is_sure()))
    };
    // « Table des matières », by a topic of the certification's own.
    let mut own = structure.zones.iter().filter(|zone| zone.kind == ZoneKind::Contents);
    let own = own.find(|zone| zone.heading.as_ref().is_some_and(is_called));
    let contents = || structure.zones.iter().find(|zone| zone.kind == ZoneKind::Contents);
    let (zone, untitled) = if is_meant(Nature::Contents) {
        (contents()?, say!("Un sommaire, sans titre", "A table of contents without a title"))
    } else if is_meant(Nature::Annexes) {
        (structure.annexes()?, say!("Des annexes, sans titre", "Annexes without a title"))
    } else {
        (own?, say!("Un sommaire, sans titre", "A table of contents without a title"))
    };
    let count = context.dossier.count(zone.blocks.clone());
    let message = match &zone.heading {
        Some(heading) => say!("« {heading} »", "“{heading}”"),
        None => untitled,
    };
    let place =
        Where { heading: zone.heading.clone(), ..context.dossier.place_without_excerpt(zone.blocks.start) };
    let answer = Answer::new(requirement, Status::Met, zone.confidence.clamp(0.5, 0.95), message);
    Some(answer.at(place).part(zone.blocks.start).counts(count.characters, count.words))
}
