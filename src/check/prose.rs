//! Parts that stand in the text of the whole they belong to, without headings of their own.

use std::ops::Range;

use super::Context;
use super::absent::{ENOUGH_WORDS, at_page, confirmations, unsure};
use super::candidates::Candidate;
use super::draft::Answer;
use super::presence::place;
use crate::certification::{Asks, Presence, Requirement};
use crate::message::Message;
use crate::say;

/// Score of a heading that names the whole, rather than something in it.
const NAMED: f32 = 0.9;
/// Words that the own text of a whole has where it is more than an introduction.
const LONG: usize = 60;
/// Parts of a whole whose words its text has where it tells them all in one.
const SEVERAL: usize = 3;

/// The answer that shows the text of the whole where its own text, under no further heading, may be the part.
pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Presence) -> Option<Answer> {
    let named = context.candidates.sections_about(asks.within.as_slice());
    let wholes: Vec<&Candidate> =
        named.filter(|found| found.score >= NAMED).map(|found| found.candidate).collect();
    let level = |whole: &Candidate| Some(context.dossier.structure.sections.get(whole.section?)?.level);
    let highest = wholes.iter().filter_map(|whole| level(whole)).min()?;
    // A chapter further down, or one that is called less like the whole, is one of its parts.
    let whole = wholes.into_iter().find(|whole| level(whole) == Some(highest))?;
    let own = own_text(context, whole)?;
    if confirmations(context, asks, &own) < ENOUGH_WORDS && !is_told_in_one(context, asks, whole, &own) {
        return None;
    }
    let title = &whole.title;
    let Message { fr, en } = at_page(&place(context, whole));
    Some(unsure(
        requirement,
        say!(
            "Aucun titre ne le dit, mais le texte qui suit « {title} »{fr} en parle peut-être : à vous de voir.",
            "No heading says it, but the text that follows “{title}”{en} may be about it: see for yourself."
        ),
        vec![place(context, whole)],
    ))
}

/// True where nothing under `whole` has a heading, and its text, `own`, has the words of several of its parts: then no
/// heading is missing.
fn is_told_in_one(context: &Context<'_>, asks: &Presence, whole: &Candidate, own: &Range<usize>) -> bool {
    let sections = &context.dossier.structure.sections;
    let parts = context.certification.requirements.iter().filter(|requirement| match &requirement.asks {
        Asks::Presence(part) => part.within == asks.within && confirmations(context, part, own) > 0,
        _ => false,
    });
    sections.iter().all(|section| section.parent != whole.section) && parts.count() >= SEVERAL
}

/// The blocks that `whole` opens, itself in front, up to its first sub-section; none where they are an introduction.
fn own_text(context: &Context<'_>, whole: &Candidate) -> Option<Range<usize>> {
    let section = context.dossier.structure.sections.get(whole.section?)?;
    let own = section.block..section.own.end;
    (context.dossier.count(section.own.clone()).words >= LONG).then_some(own)
}
