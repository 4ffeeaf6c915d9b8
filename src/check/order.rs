//! Parts in the order that the text binds.

use std::collections::HashSet;

use super::Context;
use super::draft::Answer;
use crate::certification::{Asks, Order, Requirement};
use crate::finding::{Status, Where};
use crate::lexicon::Fit;
use crate::message::Message;
use crate::say;

/// A part with every place where a title surely names it.
struct Part {
    title: Message,
    blocks: Vec<usize>,
}

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Order) -> Answer {
    let parts: Vec<Part> = asks.of.iter().filter_map(|id| part(context, id)).collect();
    let placed: Vec<&Part> = parts.iter().filter(|part| !part.blocks.is_empty()).collect();
    // One heading that names two parts is in no order with itself.
    let places: HashSet<usize> = placed.iter().filter_map(|part| part.blocks.first().copied()).collect();
    if places.len() < 2 {
        return Answer::open(
            requirement,
            say!(
                "Trop peu de parties ont été reconnues à leur titre pour juger de leur ordre.",
                "Too few parts were recognised by their titles to tell their order."
            ),
        );
    }
    let mut before: Option<(&Part, usize)> = None;
    for part in &placed {
        let from = before.map_or(0, |(_, block)| block);
        match part.blocks.iter().copied().find(|block| *block >= from) {
            Some(block) => before = Some((part, block)),
            None => return out_of_order(context, requirement, part, before),
        }
    }
    let (count, all) = (placed.len(), parts.len());
    let message = if count == all {
        say!("Les {all} parties se suivent dans l'ordre", "The {all} parts follow in order")
    } else {
        say!(
            "Les {count} parties reconnues (sur {all}) se suivent dans l'ordre",
            "The {count} parts recognised (of {all}) follow in order"
        )
    };
    Answer::new(requirement, Status::Met, 0.8, message)
}

/// What a requirement asks for, with the places where titles surely name it.
fn part(context: &Context<'_>, id: &str) -> Option<Part> {
    let requirement = context.certification.requirement(id)?;
    let Asks::Presence(presence) = &requirement.asks else { return None };
    let mut blocks: Vec<usize> = context
        .candidates
        .matching(&presence.topics, presence.within.as_deref())
        .into_iter()
        .filter(|found| found.score >= Fit::SURE && found.candidate.section.is_some())
        .map(|found| found.candidate.block)
        .collect();
    blocks.sort_unstable();
    Some(Part { title: requirement.title.clone(), blocks })
}

fn out_of_order(
    context: &Context<'_>,
    requirement: &Requirement,
    late: &Part,
    before: Option<(&Part, usize)>,
) -> Answer {
    let at = late.blocks.last().map(|block| context.dossier.place(*block)).unwrap_or_default();
    let first = before.map(|(_, block)| context.dossier.place(block)).unwrap_or_default();
    let title = before.map(|(part, _)| part.title.clone()).unwrap_or_default();
    let (late_fr, late_en) = (&late.title.fr, &late.title.en);
    let (first_fr, first_en) = (&title.fr, &title.en);
    let (here_fr, here_en) = (shown(&at, "diapositive", "ligne"), shown(&at, "slide", "line"));
    let (there_fr, there_en) = (shown(&first, "diapositive", "ligne"), shown(&first, "slide", "line"));
    Answer::new(
        requirement,
        Status::NotMet,
        0.8,
        say!(
            "« {late_fr} » ({here_fr}) vient avant « {first_fr} » ({there_fr}), alors que le plan le met après.",
            "“{late_en}” ({here_en}) comes before “{first_en}” ({there_en}); the plan has it after."
        ),
    )
    .found(say!("« {late_fr} » avant « {first_fr} »", "“{late_en}” before “{first_en}”"))
    .at(at.clone())
    .passages(vec![at, first])
}

/// « diapositive 4, « Le planning » ».
fn shown(place: &Where, page: &str, line: &str) -> String {
    let heading = place.heading.clone().unwrap_or_default();
    match (place.page, place.line) {
        (Some(number), _) => format!("{page} {number}, « {heading} »"),
        (None, Some(number)) => format!("{line} {number}, « {heading} »"),
        (None, None) => format!("« {heading} »"),
    }
}
