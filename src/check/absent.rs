//! A part that no heading names surely: what else may speak for it, before it is told to be missing.

use std::cell::LazyCell;
use std::ops::Range;

use super::Context;
use super::candidates::{Candidate, Match};
use super::claims::names_several;
use super::draft::Answer;
use super::mentioned::Mentions;
use super::presence::{NEAR, has_content, place};
use super::{prose, unheaded, untold};
use crate::certification::{Presence, Requirement};
use crate::finding::{Status, Where};
use crate::lexicon::{Fit, Nature};
use crate::message::{Message, ranges};
use crate::say;

/// How many parts of a whole make it.
const ENOUGH_PARTS: usize = 4;
/// How many of them may.
const SOME_PARTS: usize = 2;
/// Score from which a heading is the part where its own text speaks for it as well.
pub(super) const NEARLY: f32 = 0.66;
/// Score from which a heading with text stands beside one that says it better and has none.
const WELL: f32 = 0.6;
/// Score up to which a heading only comes near where the part belongs.
const FAINT: f32 = 0.5;
/// How many of the words that confirm a part must stand under such a heading.
pub(super) const ENOUGH_WORDS: usize = 2;
/// The same for a heading outside the part where it is looked for.
const MORE_WORDS: usize = 4;

/// The answer where no heading among `matches` is surely about the part.
pub(super) fn check(
    context: &Context<'_>,
    requirement: &Requirement,
    asks: &Presence,
    matches: &[Match<'_>],
) -> Answer {
    made_of(context, requirement, asks)
        .or_else(|| confirmed(context, requirement, asks, matches))
        .unwrap_or_else(|| nowhere(context, requirement, asks, nearest(context, asks, matches)))
}

/// The answer where the heading that surely names the part, `named`, has nothing under it, and another that has comes near.
pub(super) fn elsewhere(
    context: &Context<'_>,
    requirement: &Requirement,
    asks: &Presence,
    matches: &[Match<'_>],
    named: &Candidate,
) -> Option<Answer> {
    let all = &context.candidates;
    let free = |candidate: &Candidate| {
        all.may_be(candidate, &asks.topics, asks.within.as_deref()) && !all.belongs_elsewhere(candidate, asks)
    };
    let near = |found: &&Match<'_>| {
        (WELL..Fit::SURE).contains(&found.score)
            && found.candidate.section.is_some()
            && (names_several(&found.candidate.title) || free(found.candidate))
            && has_content(context, found.candidate)
    };
    Some(instead(context, requirement, named, matches.iter().find(near)?.candidate))
}

/// The heading `named` says it and has nothing under it; `other`, which has, may be it.
pub(super) fn instead(
    context: &Context<'_>,
    requirement: &Requirement,
    named: &Candidate,
    other: &Candidate,
) -> Answer {
    let (title, near) = (&named.title, &other.title);
    unsure(
        requirement,
        say!(
            "Le titre « {title} » est là, mais il n'y a presque rien dessous ; ce qui est demandé est peut-être sous « {near} » : vérifiez.",
            "The heading “{title}” is there, but there is hardly anything under it; what is asked for may be under “{near}”: check."
        ),
        vec![place(context, named), place(context, other)],
    )
}

/// The parts that tell beforehand what the dossier is about.
pub(super) fn openings(context: &Context<'_>) -> Vec<Range<usize>> {
    let topics = context.certification.lexicon.of(&[Nature::Opening]);
    context
        .candidates
        .sections_about(&topics)
        .map(|found| context.candidates.reach(found.candidate))
        .collect()
}

/// What comes nearest: a heading before a label, however well the label fits.
fn nearest<'a, 'm>(
    context: &Context<'_>,
    asks: &Presence,
    matches: &'m [Match<'a>],
) -> Option<&'m Match<'a>> {
    let may_be =
        |candidate: &Candidate| context.candidates.may_be(candidate, &asks.topics, asks.within.as_deref());
    // What hardly comes near is looked at where the part belongs, or where nobody knows that place.
    let homeless = LazyCell::new(|| context.candidates.home_parts(&asks.topics).is_empty());
    let here = |found: &Match<'_>| found.score > FAINT || found.at_home || *homeless;
    // Where nobody knows that place, a heading about something else may have taken it in: « Environnement technologique ».
    let taken_in = |found: &Match<'_>| {
        let fits = found.candidate.best(&asks.topics).is_some_and(|(_, score)| score >= WELL);
        fits && found.candidate.section.is_some() && asks.within.is_some() && *homeless
    };
    let openings = LazyCell::new(|| openings(context));
    // « Mission. », in bold in an introduction, says it before its own part would.
    let is_opening = |candidate: &Candidate| {
        candidate.section.is_none()
            && candidate.is_about_any(&asks.topics)
            && openings.iter().any(|part| part.contains(&candidate.block))
    };
    let near = |found: &&Match<'_>| {
        let comes_near = found.score >= NEAR && here(found) && may_be(found.candidate);
        (comes_near || taken_in(found) || is_opening(found.candidate))
            && has_content(context, found.candidate)
    };
    let mut headings = matches.iter().filter(|found| found.candidate.section.is_some());
    headings.find(near).or_else(|| matches.iter().find(near))
}

/// A heading that comes near, and under it the words that such a part is written with.
fn confirmed(
    context: &Context<'_>,
    requirement: &Requirement,
    asks: &Presence,
    matches: &[Match<'_>],
) -> Option<Answer> {
    let near = matches.iter().take_while(|found| found.score >= NEARLY);
    let near = near.filter(|found| !context.candidates.belongs_elsewhere(found.candidate, asks));
    let candidate = near
        .filter(|found| found.candidate.section.is_some() && has_content(context, found.candidate))
        .find_map(|found| {
            let enough = if found.at_home { ENOUGH_WORDS } else { MORE_WORDS };
            let candidate = found.candidate;
            (confirmations(context, asks, &candidate.range) >= enough).then_some(candidate)
        })?;
    let count = context.dossier.count(candidate.range.clone());
    let title = &candidate.title;
    Some(
        Answer::new(
            requirement,
            Status::Met,
            0.65,
            say!("« {title} », dont le texte en parle", "“{title}”, whose text is about it"),
        )
        .found(Message::same(title.clone()))
        .at(place(context, candidate))
        .part(candidate.block)
        .counts(count.characters, count.words)
        .serves(candidate.section),
    )
}

/// No heading names the whole, but enough of its parts have theirs.
fn made_of(context: &Context<'_>, requirement: &Requirement, asks: &Presence) -> Option<Answer> {
    let parts = parts_of(context, asks);
    let first = parts.first().filter(|_| parts.len() >= ENOUGH_PARTS)?;
    let titles = titles(&parts);
    let message = say!(
        "Aucun titre ne le nomme, mais ses éléments sont là : {titles}",
        "No heading names it, but its elements are there: {titles}"
    );
    Some(
        Answer::new(requirement, Status::Met, 0.6, message)
            .found(Message::same(titles))
            .at(place(context, first))
            .part(first.block)
            .serves(parts.iter().filter_map(|part| part.section)),
    )
}

/// The answer where some of its parts have headings, too few to make the whole.
fn partly(context: &Context<'_>, requirement: &Requirement, asks: &Presence) -> Option<Answer> {
    let parts = parts_of(context, asks);
    if parts.len() < SOME_PARTS {
        return None;
    }
    let titles = titles(&parts);
    let message = say!(
        "Aucun titre ne le nomme, mais une partie de ses éléments est là ({titles}) : à vous de voir si cela suffit.",
        "No heading names it, but some of its elements are there ({titles}): see for yourself whether that is enough."
    );
    Some(unsure(requirement, message, parts.iter().map(|part| place(context, part)).collect()))
}

/// The headings with text that are about a part of what is asked for each, in reading order.
fn parts_of<'a>(context: &'a Context<'_>, asks: &Presence) -> Vec<&'a Candidate> {
    let mut parts: Vec<&Candidate> = Vec::new();
    for topic in &asks.made_of {
        let mut about = context.candidates.sections_about(std::slice::from_ref(topic));
        let found = about.find(|found| has_content(context, found.candidate));
        parts.extend(
            found.map(|found| found.candidate).filter(|it| parts.iter().all(|part| part.block != it.block)),
        );
    }
    parts.sort_by_key(|part| part.block);
    parts
}

fn titles(parts: &[&Candidate]) -> String {
    let titles: Vec<String> = parts.iter().take(4).map(|part| format!("« {} »", part.title)).collect();
    titles.join(", ")
}

/// Nothing names it surely.
fn nowhere(
    context: &Context<'_>,
    requirement: &Requirement,
    asks: &Presence,
    nearest: Option<&Match<'_>>,
) -> Answer {
    if let Some(answer) = in_annexes(context, requirement, &asks.topics) {
        return answer;
    }
    if let Some(answer) = partly(context, requirement, asks) {
        return answer;
    }
    if let Some(found) = nearest {
        return near(context, requirement, found.candidate);
    }
    if let Some(answer) = untold::check(context, requirement, asks) {
        return answer;
    }
    if let Some(answer) = prose::check(context, requirement, asks) {
        return answer;
    }
    let mentions = Mentions::of(context, asks);
    if mentions.may_be_it() {
        return unsure(
            requirement,
            say!(
                "Aucun titre n'en parle, mais le texte l'évoque : à vous de voir si cela suffit.",
                "No heading is about it, but the text mentions it: see for yourself whether that is enough."
            ),
            mentions.places(context),
        );
    }
    if let Some(answer) = unheaded::check(context, requirement, asks) {
        return answer;
    }
    missing(context, requirement, mentions.places(context))
}

/// What comes nearest is shown.
fn near(context: &Context<'_>, requirement: &Requirement, candidate: &Candidate) -> Answer {
    let title = &candidate.title;
    let Message { fr, en } = at_page(&place(context, candidate));
    if candidate.section.is_none() {
        return unsure(
            requirement,
            say!(
                "Aucun titre ne le dit ; le plus proche{fr} n'est pas un titre, mais le début d'un paragraphe ou une case de tableau : « {title} ».",
                "No heading says it; the nearest{en} is no heading but the beginning of a paragraph or a cell of a table: “{title}”."
            ),
            vec![place(context, candidate)],
        );
    }
    unsure(
        requirement,
        say!(
            "Aucun titre ne le dit clairement. Titre le plus proche{fr} : « {title} ».",
            "No heading says it clearly. Nearest heading{en}: “{title}”."
        ),
        vec![place(context, candidate)],
    )
}

/// Nothing may be it; `places` only mention it.
fn missing(context: &Context<'_>, requirement: &Requirement, places: Vec<Where>) -> Answer {
    if let Some(answer) = in_picture(context, requirement) {
        return answer;
    }
    if context.dossier.outline_is_sure() {
        let (confidence, message) = if places.is_empty() {
            let message = say!(
                "Cette partie n'a pas été trouvée : aucun titre ne la nomme, et le texte n'a aucune des expressions qui l'annoncent d'ordinaire.",
                "This part was not found: no heading names it, and the text has none of the expressions that usually announce it."
            );
            (0.85, message)
        } else {
            let message = say!(
                "Aucun titre n'en parle ; le texte ne l'évoque qu'en passant, ailleurs.",
                "No heading is about it; the text only mentions it in passing, elsewhere."
            );
            (0.75, message)
        };
        let found = if places.is_empty() {
            say!("aucun titre correspondant", "no matching heading")
        } else {
            message.clone()
        };
        Answer::new(requirement, Status::NotMet, confidence, message).found(found).passages(places)
    } else {
        unsure(
            requirement,
            say!(
                "Cette partie n'a pas été trouvée, mais les titres de ce fichier se lisent mal : vérifiez vous-même.",
                "This part was not found, but the headings of this file are hard to read: check for yourself."
            ),
            Vec::new(),
        )
    }
}

/// The answer where pages of the dossier are pictures, on one of which what is missing may be.
pub(super) fn in_picture(context: &Context<'_>, requirement: &Requirement) -> Option<Answer> {
    let pages = context.dossier.pictured_pages();
    if pages.is_empty() {
        return None;
    }
    let names = ranges(&pages);
    let message = match pages.len() {
        1 => say!(
            "Cette partie n'a pas été trouvée, mais la page {names} n'est qu'une image, dont rien n'a été lu : voyez si elle y est.",
            "This part was not found, but page {names} is nothing but a picture, of which nothing was read: see whether it is there."
        ),
        _ => say!(
            "Cette partie n'a pas été trouvée, mais les pages {names} ne sont que des images, dont rien n'a été lu : voyez si elle y est.",
            "This part was not found, but pages {names} are nothing but pictures, of which nothing was read: see whether it is there."
        ),
    };
    Some(unsure(requirement, message, Vec::new()))
}

/// How many of the words that confirm a part stand in the blocks `range`, behind the first.
pub(super) fn confirmations(context: &Context<'_>, asks: &Presence, range: &Range<usize>) -> usize {
    let inside = |block: &usize| range.contains(block) && *block != range.start;
    let speaks = |phrase: &&String| context.phrases.blocks(phrase).iter().any(inside);
    asks.confirmed_by.iter().filter(speaks).count()
}

/// A part that is only in the annexes.
pub(super) fn in_annexes(
    context: &Context<'_>,
    requirement: &Requirement,
    topics: &[String],
) -> Option<Answer> {
    let candidate = context.candidates.in_annexes(topics)?;
    let title = &candidate.title;
    Some(unsure(
        requirement,
        say!(
            "Cette partie semble se trouver dans les annexes (« {title} »), qui ne comptent pas dans le dossier.",
            "This part seems to be in the annexes (“{title}”), which are no part of the dossier proper."
        ),
        vec![place(context, candidate)],
    ))
}

pub(super) fn unsure(requirement: &Requirement, message: Message, passages: Vec<Where>) -> Answer {
    let place = passages.first().cloned().unwrap_or_default();
    Answer::open(requirement, message).at(place).passages(passages)
}

/// « , p. 12 » or « , ligne 40 ».
pub(super) fn at_page(place: &Where) -> Message {
    match (place.page, place.line) {
        (Some(page), _) => say!(", p. {page}", ", p. {page}"),
        (None, Some(line)) => say!(", ligne {line}", ", line {line}"),
        (None, None) => Message::default(),
    }
}
