//! Parts in the order that the text binds.

use std::collections::HashSet;

use super::Context;
use super::draft::Answer;
use super::presence;
use crate::certification::{Asks, Order, Requirement};
use crate::finding::{Status, Where};
use crate::lexicon::Fit;
use crate::message::Message;
use crate::say;
use crate::structure::{ZoneKind, without_number};

/// A part with every place where it stands, in blocks or in entries of the table of contents.
struct Part {
    title: Message,
    places: Vec<usize>,
    /// A title surely names it there.
    is_sure: bool,
}

/// A part that stands too early: before another that the plan has before it, and where that is.
type Early<'p> = (&'p Part, Option<(&'p Part, usize)>);

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Order) -> Answer {
    let parts: Vec<Part> = asks.of.iter().filter_map(|id| part(context, id)).collect();
    let Some(placed) = placed(&parts) else { return by_contents(context, requirement, asks) };
    if let Err((part, before)) = follow(&placed) {
        return out_of_order(context, requirement, part, before);
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

/// The parts that stand anywhere; none where they stand in fewer than two places.
fn placed(parts: &[Part]) -> Option<Vec<&Part>> {
    let placed: Vec<&Part> = parts.iter().filter(|part| !part.places.is_empty()).collect();
    // One heading that names two parts is in no order with itself.
    let places: HashSet<usize> = placed.iter().filter_map(|part| part.places.first().copied()).collect();
    (places.len() >= 2).then_some(placed)
}

/// Whether all parts can be found one behind the other, or the first that cannot.
fn follow<'p>(placed: &[&'p Part]) -> Result<(), Early<'p>> {
    let mut before: Option<(&Part, usize)> = None;
    for part in placed {
        let from = before.map_or(0, |(_, place)| place);
        match part.places.iter().copied().find(|place| *place >= from) {
            Some(place) => before = Some((part, place)),
            None => return Err((part, before)),
        }
    }
    Ok(())
}

/// The answer where the text shows too few parts by their titles: the table of contents may name them. That it has them in
/// another order is for a person to see.
fn by_contents(context: &Context<'_>, requirement: &Requirement, asks: &Order) -> Answer {
    let entries = &context.dossier.structure.contents;
    let parts: Vec<Part> = asks.of.iter().filter_map(|id| entry(context, id)).collect();
    let Some(placed) = placed(&parts) else {
        return Answer::open(
            requirement,
            say!(
                "Trop peu de parties ont été reconnues à leur titre pour juger de leur ordre.",
                "Too few parts were recognised by their titles to tell their order."
            ),
        );
    };
    let at =
        |place: usize| entries.get(place).map(|entry| context.dossier.place(entry.block)).unwrap_or_default();
    let first =
        placed.first().and_then(|part| part.places.first()).map(|place| at(*place)).unwrap_or_default();
    match follow(&placed) {
        Ok(()) => {
            let (count, all) = (placed.len(), parts.len());
            let message = say!(
                "D'après le sommaire, les parties qu'il nomme ({count} sur {all}) se suivent dans l'ordre",
                "By the table of contents, the parts that it names ({count} of {all}) follow in order"
            );
            Answer::new(requirement, Status::Met, 0.6, message).at(first)
        }
        Err((late, before)) => {
            let Message { fr, en } = &late.title;
            let title = before.map(|(part, _)| part.title.clone()).unwrap_or_default();
            let (first_fr, first_en) = (&title.fr, &title.en);
            let message = say!(
                "Le sommaire met « {fr} » avant « {first_fr} », alors que le plan le met après ; le texte ne montre pas ces titres : vérifiez.",
                "The table of contents has “{en}” before “{first_en}”; the plan has it after. The text does not show these headings: check."
            );
            let places = late.places.last().copied().into_iter().chain(before.map(|(_, place)| place));
            let places: Vec<Where> = places.map(at).collect();
            Answer::open(requirement, message)
                .at(places.first().cloned().unwrap_or_default())
                .passages(places)
        }
    }
}

/// What a requirement asks for, with the entries of the table of contents that surely name it.
fn entry(context: &Context<'_>, id: &str) -> Option<Part> {
    let requirement = context.certification.requirement(id)?;
    let Asks::Presence(presence) = &requirement.asks else { return None };
    let lexicon = &context.certification.lexicon;
    let names = |title: &str| {
        presence.topics.iter().any(|topic| lexicon.fit(topic, title).is_some_and(|fit| fit.is_sure()))
    };
    let entries = context.dossier.structure.contents.iter().enumerate();
    let places = entries.filter(|(_, entry)| names(without_number(&entry.title))).map(|(at, _)| at);
    Some(Part { title: requirement.title.clone(), places: places.collect(), is_sure: true })
}

/// What a requirement asks for, with the places where titles surely name it; else the one where it was found otherwise: by
/// what stands under a title that comes near, by the parts that it is made of, as the table of contents.
fn part(context: &Context<'_>, id: &str) -> Option<Part> {
    let requirement = context.certification.requirement(id)?;
    let Asks::Presence(presence) = &requirement.asks else { return None };
    let mut places: Vec<usize> = context
        .candidates
        .matching(&presence.topics, presence.within.as_deref())
        .into_iter()
        .filter(|found| found.score >= Fit::SURE && found.candidate.section.is_some())
        .map(|found| found.candidate.block)
        .collect();
    places.sort_unstable();
    let mut is_sure = true;
    if places.is_empty() {
        let answer = presence::check(context, requirement, presence);
        places.extend(answer.part.filter(|_| answer.finding.status == Status::Met));
        is_sure = places.iter().all(|block| context.dossier.zone(*block) == ZoneKind::Contents);
    }
    Some(Part { title: requirement.title.clone(), places, is_sure })
}

fn out_of_order(
    context: &Context<'_>,
    requirement: &Requirement,
    late: &Part,
    before: Option<(&Part, usize)>,
) -> Answer {
    let at = late.places.last().map(|block| context.dossier.place(*block)).unwrap_or_default();
    let first = before.map(|(_, block)| context.dossier.place(block)).unwrap_or_default();
    let title = before.map(|(part, _)| part.title.clone()).unwrap_or_default();
    let (late_fr, late_en) = (&late.title.fr, &late.title.en);
    let (first_fr, first_en) = (&title.fr, &title.en);
    let (page_fr, page_en) = if context.slides { ("diapositive", "slide") } else { ("page", "page") };
    let (here_fr, here_en) = (shown(&at, page_fr, "ligne"), shown(&at, page_en, "line"));
    let (there_fr, there_en) = (shown(&first, page_fr, "ligne"), shown(&first, page_en, "line"));
    if !late.is_sure || before.is_some_and(|(part, _)| !part.is_sure) {
        let message = say!(
            "« {late_fr} » ({here_fr}) semble venir avant « {first_fr} » ({there_fr}), alors que le plan le met après : leurs titres ne le disent pas sûrement, vérifiez.",
            "“{late_en}” ({here_en}) seems to come before “{first_en}” ({there_en}); the plan has it after. Their titles do not say so surely: check."
        );
        return Answer::open(requirement, message).at(at.clone()).passages(vec![at, first]);
    }
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
