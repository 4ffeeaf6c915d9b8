//! Things that a text deals with, told by phrases.

mod ground;
mod lacking;
mod proof;

use std::ops::Range;

use super::Context;
use super::draft::Answer;
use crate::certification::{Mention, Requirement};
use crate::document::Kind;
use crate::finding::{Status, Where};
use crate::lexicon::Nature;
use crate::message::{Message, counted};
use crate::say;
use ground::{Found, Ground};
use lacking::without;

/// Words below which a document without pictures, tables and code says nothing.
const HARDLY_ANY: usize = 15;

/// How many passages are shown for a person to read.
const SHOWN: usize = 4;

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Mention) -> Answer {
    let ground = Ground::of(context, asks);
    if !asks.within.is_empty() && ground.parts.is_empty() {
        let message = say!(
            "La partie où cela doit figurer n'a pas été trouvée : rien à vérifier ici.",
            "The part where this belongs was not found: nothing to check here."
        );
        return Answer::open(requirement, message).waits();
    }
    let found: Vec<Found<'_>> = asks.of.iter().map(|thing| ground.find(thing)).collect();
    let passages = passages(context, asks, &found);
    if asks.for_a_person {
        if let Some(answer) = hardly_anything(context, requirement) {
            return answer;
        }
        let missing = found.iter().filter(|found| found.is_nowhere()).map(|found| found.thing);
        return for_a_person(requirement, missing.collect()).passages(passages);
    }
    let missing: Vec<&Found<'_>> = found.iter().filter(|found| !found.is_shown).collect();
    if !missing.is_empty() {
        return without(&ground, requirement, asks, &missing);
    }
    let place = found.iter().find_map(|found| Some(found.place(context, best(context, &found.blocks)?)));
    let Message { fr, en } = join(found.iter().map(|found| found.thing));
    let message = say!("Le texte évoque {fr}", "The text mentions {en}");
    Answer::new(requirement, Status::Met, 0.7, message).at(place.unwrap_or_default()).passages(passages)
}

/// Passages to read on the things that were found.
fn passages(context: &Context<'_>, asks: &Mention, found: &[Found<'_>]) -> Vec<Where> {
    // What speaks of the work without showing it.
    let topics = context.certification.lexicon.of(&[Nature::Summary, Nature::Thanks]);
    let sections = context.candidates.sections_about(&topics).map(|found| found.candidate.range.clone());
    let aside: Vec<Range<usize>> = sections.chain(context.names.listing.clone()).collect();
    let of_each = |found: &Found<'_>| {
        // The work itself before what announces it or gives thanks for it.
        let mut blocks = found.blocks.clone();
        blocks.sort_by_key(|block| aside.iter().any(|range| range.contains(block)));
        blocks.truncate(if asks.for_a_person { 2 } else { 1 });
        blocks.into_iter().map(|block| found.place(context, block)).collect::<Vec<_>>()
    };
    found.iter().flat_map(of_each).take(SHOWN).collect()
}

/// The block to show of those that mention a thing: the first heading, or else the first.
fn best(context: &Context<'_>, blocks: &[usize]) -> Option<usize> {
    let is_heading = |block: &&usize| {
        context.dossier.block(**block).is_some_and(|b| matches!(b.kind, Kind::Heading { .. }))
    };
    blocks.iter().find(is_heading).or(blocks.first()).copied()
}

/// The answer where there is nothing for a person to judge.
fn hardly_anything(context: &Context<'_>, requirement: &Requirement) -> Option<Answer> {
    let dossier = context.dossier;
    let blocks = &dossier.structure.document.blocks;
    let words = dossier.count(0..blocks.len()).words;
    let is_drawn = || {
        blocks
            .iter()
            .any(|block| matches!(block.kind, Kind::Image | Kind::Code) || block.context.cell.is_some())
            || !dossier.pictured_pages().is_empty()
            || (0..blocks.len()).any(|block| dossier.is_above_picture(block))
    };
    if words >= HARDLY_ANY || is_drawn() {
        return None;
    }
    let Message { fr, en } = counted(words, ["mot", "mots"], ["word", "words"]);
    let message = say!(
        "Ce document est presque vide ({fr}) : il n'y a rien à y juger.",
        "This document is almost empty ({en}): there is nothing in it to judge."
    );
    Some(Answer::new(requirement, Status::NotMet, 0.9, message).found(say!("{fr}", "{en}")))
}

/// What only a person can judge: the passages to read.
fn for_a_person(requirement: &Requirement, missing: Vec<&Message>) -> Answer {
    let message = if missing.is_empty() {
        say!(
            "C'est une question de fond : relisez ces passages.",
            "This is a matter of substance: read these passages."
        )
    } else {
        let Message { fr, en } = join(missing.into_iter());
        Message::new(
            format!("C'est une question de fond ; aucun passage n'évoque {fr}."),
            format!("This is a matter of substance; no passage mentions {en}."),
        )
    };
    Answer::new(requirement, Status::NotJudged, 0.3, message)
}

/// « a, b et c ».
fn join<'m>(things: impl Iterator<Item = &'m Message>) -> Message {
    let things: Vec<&Message> = things.collect();
    let list = |get: fn(&Message) -> &str, and: &str| {
        let words: Vec<&str> = things.iter().map(|thing| get(thing)).collect();
        match words.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} {and} {last}", rest.join(", ")),
            Some((last, _)) => (*last).to_owned(),
            None => String::new(),
        }
    };
    Message::new(list(|m| &m.fr, "et"), list(|m| &m.en, "and"))
}
