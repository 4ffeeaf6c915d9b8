//! Headings that nobody knows, where a part belongs that no heading names: one of them may be it.

use super::Context;
use super::absent::{ENOUGH_WORDS, at_page, confirmations, unsure};
use super::candidates::Candidate;
use super::draft::Answer;
use super::presence::{NEAR, has_content, place};
use crate::certification::{Asks, Presence, Requirement};
use crate::lexicon::Fit;
use crate::message::Message;
use crate::say;

/// How many headings that nobody knows may each be the part, at the most.
const UNTOLD: usize = 3;

/// The answer that shows what may be the part under another name, where something may.
pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Presence) -> Option<Answer> {
    let told = speaking(context, asks).map(|candidate| vec![candidate]);
    let told = told.unwrap_or_else(|| untold(context, asks));
    if let [candidate, other, ..] = told.as_slice() {
        let (title, second) = (&candidate.title, &other.title);
        let more = if told.len() > 2 { "…" } else { "" };
        return Some(unsure(
            requirement,
            say!(
                "Aucun titre ne le dit, mais ce qui est écrit sous « {title} », sous « {second} »{more} pourrait en tenir lieu : à vous de voir.",
                "No heading says it, but what stands under “{title}”, under “{second}”{more} may be it: see for yourself."
            ),
            told.iter().map(|candidate| place(context, candidate)).collect(),
        ));
    }
    if let [candidate] = told.as_slice() {
        let title = &candidate.title;
        let Message { fr, en } = at_page(&place(context, candidate));
        return Some(unsure(
            requirement,
            say!(
                "Aucun titre ne le dit, mais ce qui est écrit sous « {title} »{fr} pourrait en tenir lieu : à vous de voir.",
                "No heading says it, but what stands under “{title}”{en} may be it: see for yourself."
            ),
            vec![place(context, candidate)],
        ));
    }
    None
}

/// A heading of the part where this belongs that is about nothing else asked for, and under it the words that such a
/// passage is written with.
fn speaking<'a>(context: &'a Context<'_>, asks: &'a Presence) -> Option<&'a Candidate> {
    let homes = context.candidates.home_parts(&asks.topics);
    let sections = &context.dossier.structure.sections;
    let words = |candidate: &Candidate| {
        let below = sections.iter().find(|section| section.parent == candidate.section);
        confirmations(context, asks, &(candidate.block..below.map_or(candidate.range.end, |it| it.block)))
    };
    context
        .candidates
        .unclaimed(&asks.topics)
        .filter(|candidate| is_child(context, candidate, &homes))
        .map(|candidate| (words(candidate), candidate))
        .filter(|(words, _)| *words >= ENOUGH_WORDS)
        .max_by_key(|(words, candidate)| (*words, std::cmp::Reverse(candidate.block)))
        .map(|(_, candidate)| candidate)
}

/// The headings of the part where this belongs that come near nothing, nor are written with the words of anything else:
/// one may be this under a name that nobody thought of. Where there are more of them than things that no heading names
/// there, they are the work itself.
fn untold<'a>(context: &'a Context<'_>, asks: &'a Presence) -> Vec<&'a Candidate> {
    let homes = context.candidates.home_parts(&asks.topics);
    let all = context.candidates.unclaimed(&asks.topics).filter(|candidate| {
        is_child(context, candidate, &homes)
            && candidate.fits.iter().all(|fit| fit.score < NEAR || asks.topics.contains(&fit.topic))
            && has_content(context, candidate)
            && !speaks_of_another(context, asks, candidate)
    });
    let all: Vec<&Candidate> = all.take(UNTOLD + 1).collect();
    if all.len() > 1 && all.len() > unnamed(context, asks).min(UNTOLD) { Vec::new() } else { all }
}

/// How many of the things that are asked for where `asks` belongs have no heading that surely names them.
fn unnamed(context: &Context<'_>, asks: &Presence) -> usize {
    let presences =
        context.certification.requirements.iter().filter_map(|requirement| match &requirement.asks {
            Asks::Presence(other) if other.within == asks.within => Some(other),
            _ => None,
        });
    presences.filter(|other| !is_named(context, other)).count()
}

fn is_named(context: &Context<'_>, asks: &Presence) -> bool {
    let matches = context.candidates.matching(&asks.topics, asks.within.as_deref());
    matches.iter().any(|found| found.score >= Fit::SURE)
}

/// True where `candidate` stands in one of `homes`, and in nothing between.
fn is_child(context: &Context<'_>, candidate: &Candidate, homes: &[&Candidate]) -> bool {
    if context.candidates.flat {
        return homes.iter().any(|home| context.candidates.stands_under(candidate, home));
    }
    let section = candidate.section.and_then(|section| context.dossier.structure.sections.get(section));
    let parent = section.and_then(|section| section.parent);
    parent.is_some_and(|parent| homes.iter().any(|home| home.section == Some(parent)))
}

/// True where the text under `candidate` is written with the words of another part that is asked for and that no heading
/// names either.
fn speaks_of_another(context: &Context<'_>, asks: &Presence, candidate: &Candidate) -> bool {
    context.certification.requirements.iter().any(|requirement| match &requirement.asks {
        Asks::Presence(other) if other.topics != asks.topics => {
            confirmations(context, other, &candidate.range) >= ENOUGH_WORDS && !is_named(context, other)
        }
        _ => false,
    })
}
