//! Things that a text deals with, told by phrases.

use std::ops::Range;

use super::Context;
use super::absent::NEARLY;
use super::candidates::Candidate;
use super::claims::names_several;
use super::draft::Answer;
use super::phrases::search;
use super::presence::{self, NEAR};
use crate::certification::{Mention, Requirement, Thing};
use crate::document::Kind;
use crate::finding::{Status, Where};
use crate::lexicon::Nature;
use crate::message::{Message, counted};
use crate::say;

/// The most words of a list of competencies.
const LISTING_WORDS: usize = 1_000;

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
        let missing = found.iter().filter(|found| found.blocks.is_empty()).map(|found| found.thing);
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

/// Where the things that are asked for may be shown.
struct Ground<'c> {
    context: &'c Context<'c>,
    /// The parts in which they belong; all of the dossier, where there are none.
    parts: Vec<Range<usize>>,
    /// The list of competencies, which shows nothing.
    listing: Range<usize>,
}

/// Where a thing is shown.
struct Found<'m> {
    thing: &'m Message,
    phrases: &'m [String],
    blocks: Vec<usize>,
    /// How many of these blocks are more than the heading of several things.
    times: usize,
    /// How many are asked for.
    wanted: usize,
    /// There are as many.
    is_shown: bool,
}

impl<'c> Ground<'c> {
    fn of(context: &'c Context<'c>, asks: &Mention) -> Self {
        let mut parts = parts(context, asks);
        if parts.is_empty() {
            parts.extend(near_part(context, asks));
        }
        Self { context, parts, listing: listing(context, asks) }
    }

    fn holds(&self, block: usize) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|part| part.contains(&block))
    }

    fn shows(&self, block: usize) -> bool {
        self.holds(block) && !self.listing.contains(&block)
    }

    /// True for a heading that names several things, of which the text under it may leave one out.
    fn announces(&self, block: usize) -> bool {
        let heading = self.context.dossier.block(block).filter(|it| matches!(it.kind, Kind::Heading(_)));
        heading.is_some_and(|heading| names_several(&heading.text()))
    }

    fn find<'m>(&self, thing: &'m Thing) -> Found<'m> {
        let Thing { title, any_of: phrases, at_least } = thing;
        let blocks = search(self.context, phrases, |block| self.shows(block));
        let times = blocks.iter().filter(|block| !self.announces(**block)).count();
        Found { thing: title, phrases, is_shown: times >= *at_least, times, wanted: *at_least, blocks }
    }

    /// The first block that mentions what `phrases` say, where none shows it.
    fn mentions(&self, phrases: &[String]) -> Option<usize> {
        let shows = |block: usize| self.shows(block) && !self.announces(block);
        if !search(self.context, phrases, shows).is_empty() {
            return None;
        }
        search(self.context, phrases, |block| self.holds(block)).first().copied()
    }

    /// The part in which the things belong.
    fn place(&self) -> Where {
        let part = self.parts.first();
        part.map(|part| self.context.dossier.place_without_excerpt(part.start)).unwrap_or_default()
    }
}

impl Found<'_> {
    /// The place in `block` where the thing is named.
    fn place(&self, context: &Context<'_>, block: usize) -> Where {
        match context.phrases.start(self.phrases, block) {
            Some(at) => context.dossier.place_around(block, at),
            None => context.dossier.place(block),
        }
    }
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

/// The answer where things, those of `missing`, are not shown where they belong.
fn without(ground: &Ground<'_>, requirement: &Requirement, asks: &Mention, missing: &[&Found<'_>]) -> Answer {
    let context = ground.context;
    if missing.iter().any(|found| found.times > 0) {
        return too_seldom(ground, requirement, missing);
    }
    let Message { fr, en } = join(missing.iter().map(|found| found.thing));
    // Of each of them, where the dossier at least names it.
    let named = missing.iter().map(|found| ground.mentions(found.phrases));
    if let Some(named) = named.collect::<Option<Vec<usize>>>() {
        let heading = named.iter().find(|block| !ground.listing.contains(block));
        let message = match heading {
            Some(_) => say!(
                "Seul un titre évoque {fr} : voyez si le texte qui suit en parle.",
                "Only a heading mentions {en}: see whether the text that follows is about it."
            ),
            None => say!(
                "Seule la liste des compétences évoque {fr} : voyez si le dossier le montre ailleurs.",
                "Only the list of competencies mentions {en}: see whether the dossier shows it elsewhere."
            ),
        };
        let listed = || context.dossier.place_without_excerpt(ground.listing.start);
        let place = heading.map_or_else(listed, |block| context.dossier.place(*block));
        return Answer::open(requirement, message).at(place);
    }
    if let Some(candidate) = elsewhere(context, asks) {
        let title = &candidate.title;
        let message = say!(
            "Rien n'évoque {fr} à cet endroit, mais « {title} » en parle : à vous de voir si cela suffit.",
            "Nothing mentions {en} there, but “{title}” does: see for yourself whether that is enough."
        );
        let place = presence::place(context, candidate);
        return Answer::open(requirement, message).at(place.clone()).passages(vec![place]);
    }
    if !asks.within.is_empty() && !context.dossier.outline_is_sure() {
        let message = say!(
            "Rien n'évoque {fr} à cet endroit, mais les titres de ce fichier se lisent mal : où cette partie finit n'est pas sûr.",
            "Nothing mentions {en} there, but the headings of this file are hard to read: where this part ends is not sure."
        );
        return Answer::open(requirement, message).at(ground.place());
    }
    let message = say!("Rien n'évoque {fr}.", "Nothing mentions {en}.");
    Answer::new(requirement, Status::NotMet, 0.6, message)
        .found(say!("aucun mot qui s'y rapporte", "no word about it"))
        .at(ground.place())
}

/// The answer where some things of `missing` are shown, but less often than is asked for, and all others not at all.
fn too_seldom(ground: &Ground<'_>, requirement: &Requirement, missing: &[&Found<'_>]) -> Answer {
    let each: Vec<Message> = missing
        .iter()
        .map(|found| {
            let (Message { fr, en }, times, wanted) = (found.thing, found.times, found.wanted);
            say!("{fr} : {times} sur {wanted}", "{en}: {times} of {wanted}")
        })
        .collect();
    let list = |get: fn(&Message) -> &str| each.iter().map(get).collect::<Vec<_>>().join(" ; ");
    let (fr, en) = (list(|m| &m.fr), list(|m| &m.en));
    let places: Vec<Where> = missing
        .iter()
        .flat_map(|found| found.blocks.iter().map(|block| found.place(ground.context, *block)))
        .take(SHOWN)
        .collect();
    Answer::new(
        requirement,
        Status::NotMet,
        0.6,
        say!("Évoqué trop peu de fois ({fr}).", "Mentioned too few times ({en})."),
    )
    .found(say!("{fr}", "{en}"))
    .at(places.first().cloned().unwrap_or_default())
    .passages(places)
}

/// The list of competencies, whose names (« Maquetter une application ») show nothing of the work; none where it is as
/// long as a dossier that is told competency by competency, or where what is asked for belongs in one part.
fn listing(context: &Context<'_>, asks: &Mention) -> Range<usize> {
    let listing = context.names.listing.clone().filter(|_| asks.within.is_empty() && !asks.for_a_person);
    listing.filter(|range| context.dossier.count(range.clone()).words <= LISTING_WORDS).unwrap_or_default()
}

/// The block to show of those that mention a thing: the first heading, or else the first.
fn best(context: &Context<'_>, blocks: &[usize]) -> Option<usize> {
    let is_heading = |block: &&usize| {
        context.dossier.block(**block).is_some_and(|b| matches!(b.kind, Kind::Heading { .. }))
    };
    blocks.iter().find(is_heading).or(blocks.first()).copied()
}

/// A section without sub-sections, about nothing else asked for, that mentions all the things, where the part belongs or
/// under a title that comes near: a candidate may have written it under a title of his own.
fn elsewhere<'a>(context: &'a Context<'_>, asks: &'a Mention) -> Option<&'a Candidate> {
    if asks.within.is_empty() {
        return None;
    }
    let sections = &context.dossier.structure.sections;
    let homes = context.candidates.home_parts(&asks.within);
    let near = |candidate: &Candidate| candidate.best(&asks.within).is_some_and(|(_, score)| score >= NEAR);
    context
        .candidates
        .unclaimed(&asks.within)
        .filter(|candidate| near(candidate) || homes.iter().any(|home| home.range.contains(&candidate.block)))
        .filter(|candidate| sections.iter().all(|section| section.parent != candidate.section))
        .find(|candidate| {
            let inside = |block: usize| candidate.range.contains(&block);
            asks.of.iter().all(|thing| search(context, &thing.any_of, inside).len() >= thing.at_least)
        })
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

/// The sections that surely are about one of the topics in which the things belong.
fn parts(context: &Context<'_>, asks: &Mention) -> Vec<Range<usize>> {
    context.candidates.sections_about(&asks.within).map(|found| found.candidate.range.clone()).collect()
}

/// A section that comes so near one of the topics that it is taken for it, where all the things are in it.
fn near_part(context: &Context<'_>, asks: &Mention) -> Option<Range<usize>> {
    let near = context.candidates.matching(&asks.within, None).into_iter();
    let near = near.filter(|found| found.score >= NEARLY && found.candidate.section.is_some());
    let holds = |part: &Range<usize>| {
        asks.of.iter().all(|thing| {
            search(context, &thing.any_of, |block| part.contains(&block)).len() >= thing.at_least
        })
    };
    near.map(|found| found.candidate.range.clone()).find(holds)
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
