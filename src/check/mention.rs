//! Things that a text deals with, told by phrases; and the search for phrases that other checks share.

use std::ops::Range;

use super::Context;
use super::absent::NEARLY;
use super::candidates::Candidate;
use super::draft::Answer;
use super::presence::{self, NEAR};
use super::subject::Subject;
use crate::certification::{Certification, Mention, PhraseBook, Requirement};
use crate::document::Kind;
use crate::finding::{Status, Where};
use crate::lexicon::Nature;
use crate::message::Message;
use crate::say;
use crate::structure::ZoneKind;

/// The most words of a list of competencies.
const LISTING_WORDS: usize = 1_000;

/// How many passages are shown for a person to read.
const SHOWN: usize = 4;

/// Where every phrase of a certification stands in a dossier, found in one pass.
pub(super) struct PhraseIndex<'a> {
    book: &'a PhraseBook,
    /// Blocks in which each phrase stands, in reading order.
    blocks: Vec<Vec<usize>>,
    /// Where it first stands in each, in bytes of its text, parallel to them.
    starts: Vec<Vec<usize>>,
}

impl<'a> PhraseIndex<'a> {
    pub(super) fn of(subject: &Subject, certification: &'a Certification) -> Self {
        let book = certification.phrase_book();
        let mut blocks = vec![Vec::new(); book.phrases.len()];
        let mut starts = blocks.clone();
        let mut scanner = book.phrases.scanner();
        for (block, words) in subject.words.iter().enumerate() {
            if words.is_empty() || subject.zone(block) == ZoneKind::Contents {
                continue;
            }
            for (phrase, found) in scanner.scan(words) {
                if found.is_literal() {
                    blocks[phrase].push(block);
                    starts[phrase].push(found.range.start);
                }
            }
        }
        Self { book, blocks, starts }
    }

    /// Where the first of `phrases` stands in `block`, in bytes of its text.
    fn start(&self, phrases: &[String], block: usize) -> Option<usize> {
        let of = |phrase: &String| {
            let number = self.book.number(phrase)?;
            let at = self.blocks.get(number)?.iter().position(|one| *one == block)?;
            self.starts.get(number)?.get(at).copied()
        };
        phrases.iter().filter_map(of).min()
    }

    /// Blocks in which `phrase` stands.
    pub(super) fn blocks(&self, phrase: &str) -> &[usize] {
        let number = self.book.number(phrase);
        number.and_then(|number| self.blocks.get(number)).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Blocks outside the annexes in which any of `phrases` stands and that `keep` keeps, in reading order.
pub(super) fn search(context: &Context<'_>, phrases: &[String], keep: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut blocks: Vec<usize> =
        phrases.iter().flat_map(|phrase| context.phrases.blocks(phrase)).copied().collect();
    blocks.retain(|block| context.dossier.zone(*block) != ZoneKind::Annexes && keep(*block));
    blocks.sort_unstable();
    blocks.dedup();
    blocks
}

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Mention) -> Answer {
    let mut parts = parts(context, asks);
    if parts.is_empty() {
        parts.extend(near_part(context, asks));
    }
    if !asks.within.is_empty() && parts.is_empty() {
        return Answer::new(
            requirement,
            Status::NotJudged,
            0.4,
            say!(
                "La partie où cela doit figurer n'a pas été trouvée : rien à vérifier ici.",
                "The part where this belongs was not found: nothing to check here."
            ),
        )
        .waits();
    }
    let inside = |block: usize| parts.is_empty() || parts.iter().any(|part| part.contains(&block));
    let listing = listing(context, asks);
    let shown = |block: usize| inside(block) && !listing.contains(&block);
    let found: Vec<(&Message, Vec<usize>)> =
        asks.of.iter().map(|(thing, phrases)| (thing, search(context, phrases, shown))).collect();
    let place_of = |block: usize, phrases: &[String]| match context.phrases.start(phrases, block) {
        Some(at) => context.dossier.place_around(block, at),
        None => context.dossier.place(block),
    };
    let place = found
        .iter()
        .zip(&asks.of)
        .find_map(|((_, blocks), (_, phrases))| best(context, blocks).map(|block| place_of(block, phrases)));
    // What speaks of the work without showing it.
    let topics = context.certification.lexicon.of(&[Nature::Summary, Nature::Thanks]);
    let sections = context.candidates.sections_about(&topics).map(|found| found.candidate.range.clone());
    let aside: Vec<Range<usize>> = sections.chain(context.names.listing.clone()).collect();
    let passages: Vec<_> = found
        .iter()
        .zip(&asks.of)
        .flat_map(|((_, blocks), (_, phrases))| {
            // The work itself before what announces it or gives thanks for it.
            let mut blocks = blocks.clone();
            blocks.sort_by_key(|block| aside.iter().any(|range| range.contains(block)));
            let shown = blocks.iter().take(if asks.for_a_person { 2 } else { 1 });
            shown.map(|block| place_of(*block, phrases)).collect::<Vec<_>>()
        })
        .take(SHOWN)
        .collect();
    let missing: Vec<&Message> =
        found.iter().filter(|(_, blocks)| blocks.is_empty()).map(|(thing, _)| *thing).collect();
    if asks.for_a_person {
        return for_a_person(requirement, &missing).passages(passages);
    }
    let place = place.unwrap_or_default();
    if missing.is_empty() {
        let Message { fr, en } = join(found.iter().map(|(thing, _)| *thing));
        return Answer::new(
            requirement,
            Status::Met,
            0.7,
            Message::new(format!("Le texte évoque {fr}"), format!("The text mentions {en}")),
        )
        .at(place)
        .passages(passages);
    }
    let Message { fr, en } = join(missing.into_iter());
    let only_listed = |(_, phrases): &(Message, Vec<String>)| {
        search(context, phrases, shown).is_empty() && !search(context, phrases, inside).is_empty()
    };
    if asks.of.iter().any(only_listed) {
        return Answer::new(
            requirement,
            Status::NotJudged,
            0.4,
            Message::new(
                format!(
                    "Seule la liste des compétences évoque {fr} : voyez si le dossier le montre ailleurs."
                ),
                format!(
                    "Only the list of competencies mentions {en}: see whether the dossier shows it elsewhere."
                ),
            ),
        )
        .at(context.dossier.place_without_excerpt(listing.start));
    }
    if let Some(candidate) = elsewhere(context, asks) {
        let title = &candidate.title;
        return Answer::new(
            requirement,
            Status::NotJudged,
            0.4,
            Message::new(
                format!("Rien n'évoque {fr} à cet endroit, mais « {title} » en parle : à vous de voir si cela suffit."),
                format!("Nothing mentions {en} there, but “{title}” does: see for yourself whether that is enough."),
            ),
        )
        .at(presence::place(context, candidate))
        .passages(vec![presence::place(context, candidate)]);
    }
    if !asks.within.is_empty() && !context.dossier.outline_is_sure() {
        return Answer::new(
            requirement,
            Status::NotJudged,
            0.4,
            Message::new(
                format!("Rien n'évoque {fr} à cet endroit, mais les titres de ce fichier se lisent mal : où cette partie finit n'est pas sûr."),
                format!("Nothing mentions {en} there, but the headings of this file are hard to read: where this part ends is not sure."),
            ),
        )
        .at(place_of_part(context, &parts));
    }
    Answer::new(
        requirement,
        Status::NotMet,
        0.6,
        Message::new(format!("Rien n'évoque {fr}."), format!("Nothing mentions {en}.")),
    )
    .found(say!("aucun mot qui s'y rapporte", "no word about it"))
    .at(place_of_part(context, &parts))
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
            asks.of.iter().all(|(_, phrases)| !search(context, phrases, inside).is_empty())
        })
}

fn place_of_part(context: &Context<'_>, parts: &[Range<usize>]) -> Where {
    parts.first().map(|part| context.dossier.place_without_excerpt(part.start)).unwrap_or_default()
}

/// What only a person can judge: the passages to read.
fn for_a_person(requirement: &Requirement, missing: &[&Message]) -> Answer {
    let message = if missing.is_empty() {
        say!(
            "C'est une question de fond : relisez ces passages.",
            "This is a matter of substance: read these passages."
        )
    } else {
        let Message { fr, en } = join(missing.iter().copied());
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
        asks.of.iter().all(|(_, phrases)| !search(context, phrases, |block| part.contains(&block)).is_empty())
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
