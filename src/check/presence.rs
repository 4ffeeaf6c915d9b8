//! A part that must be there.

use std::ops::Range;

use super::Context;
use super::absent::{self, unsure};
use super::candidates::{Candidate, Match};
use super::draft::Answer;
use super::filler::is_filler;
use super::passage::{FEW_WORDS, Passage, passages};
use super::stray;
use super::subject::{Subject, excerpt};
use crate::certification::{Asks, Presence, Requirement};
use crate::document::{Block, Kind};
use crate::finding::{Severity, Status, Where};
use crate::lexicon::Fit;
use crate::message::{Message, language_name};
use crate::say;
use crate::structure::ZoneKind;

/// Score from which a heading is worth showing as the nearest one.
pub(super) const NEAR: f32 = 0.45;

/// Items of a list that are content, however short.
const ITEMS: usize = 3;

/// Words of another part of its title that a text must have to be about that one alone.
const OTHERS_WORDS: usize = 2;

/// Words that make a sentence, which may say in short what is asked.
const SENTENCE: usize = 6;

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Presence) -> Answer {
    match &asks.language {
        Some(language) => in_language(context, requirement, asks, language),
        None => by_heading(context, requirement, asks),
    }
}

/// The topic of the table of contents, which is no section of the outline.
const CONTENTS: &str = "contents";

/// The table of contents, where one of `topics` is that and there is one.
fn contents(context: &Context<'_>, requirement: &Requirement, topics: &[String]) -> Option<Answer> {
    let zones = &context.dossier.structure.zones;
    let zone = zones.iter().find(|zone| zone.kind == ZoneKind::Contents)?;
    if !topics.iter().any(|topic| topic == CONTENTS) {
        return None;
    }
    let count = context.dossier.count(zone.blocks.clone());
    let message = match &zone.heading {
        Some(heading) => say!("« {heading} »", "“{heading}”"),
        None => say!("Un sommaire, sans titre", "A table of contents without a title"),
    };
    let place =
        Where { heading: zone.heading.clone(), ..context.dossier.place_without_excerpt(zone.blocks.start) };
    let answer = Answer::new(requirement, Status::Met, zone.confidence.clamp(0.5, 0.95), message);
    Some(answer.at(place).counts(count.characters, count.words))
}

/// A part known by its heading.
fn by_heading(context: &Context<'_>, requirement: &Requirement, asks: &Presence) -> Answer {
    let matches = context.candidates.matching(&asks.topics, asks.within.as_deref());
    let mut sure: Vec<&Match<'_>> = matches.iter().filter(|found| found.score >= Fit::SURE).collect();
    sure.retain(|found| asks.made_of.is_empty() || !context.candidates.is_astray(found.candidate, asks));
    // A whole is where its parts are, rather than a line in another part that is called like one.
    sure.sort_by_key(|found| !context.candidates.leads(found.candidate, &asks.made_of));
    let filled = |found: &&&Match<'_>| {
        has_share(context, found.candidate, &asks.topics)
            || context.candidates.leads(found.candidate, &asks.made_of)
    };
    if let Some(found) = sure.iter().find(filled) {
        if is_silent(context, asks, found.candidate) {
            return half(context, requirement, found.candidate);
        }
        return met(context, requirement, found, &sure);
    }
    if let Some(found) = sure.first() {
        return empty(context, requirement, found.candidate);
    }
    let is_contents = || contents(context, requirement, &asks.topics);
    is_contents().unwrap_or_else(|| absent::check(context, requirement, asks, &matches))
}

fn met(context: &Context<'_>, requirement: &Requirement, found: &Match<'_>, sure: &[&Match<'_>]) -> Answer {
    let candidate = found.candidate;
    let count = context.dossier.count(candidate.range.clone());
    let title = &candidate.title;
    let served =
        sure.iter().filter(|other| other.score >= found.score - 0.1).filter_map(|m| m.candidate.section);
    Answer::new(
        requirement,
        Status::Met,
        found.score.min(1.0) * candidate.confidence.max(0.5),
        say!("« {title} »", "“{title}”"),
    )
    .found(Message::same(title.clone()))
    .at(place(context, candidate))
    .counts(count.characters, count.words)
    .serves(served)
}

/// True where the heading names other parts as well, and the text under it has the words of one of those and none of this.
fn is_silent(context: &Context<'_>, asks: &Presence, candidate: &Candidate) -> bool {
    let says = |asks: &Presence| absent::confirmations(context, asks, &candidate.range);
    if asks.confirmed_by.is_empty() || candidate.section.is_none() || says(asks) > 0 {
        return false;
    }
    context.certification.requirements.iter().any(|other| match &other.asks {
        Asks::Presence(other) if other.topics != asks.topics => {
            other.topics.iter().any(|topic| candidate.is_about(topic)) && says(other) >= OTHERS_WORDS
        }
        _ => false,
    })
}

fn half(context: &Context<'_>, requirement: &Requirement, candidate: &Candidate) -> Answer {
    let title = &candidate.title;
    unsure(
        requirement,
        say!(
            "Le titre « {title} » l'annonce avec autre chose, dont seul le texte semble parler : voyez s'il en dit assez.",
            "The heading “{title}” announces it with something else, which alone the text seems to be about: see whether it says enough."
        ),
        vec![place(context, candidate)],
    )
}

/// The heading is there, and nothing under it.
fn empty(context: &Context<'_>, requirement: &Requirement, candidate: &Candidate) -> Answer {
    let title = &candidate.title;
    // A slide may show what no reader sees: a chart, a drawing.
    let below = candidate.block + 1..candidate.range.end.max(candidate.block + 1);
    let words = context.dossier.count(below.clone()).words.saturating_sub(filler(context, below));
    let sure = context.dossier.outline_is_sure()
        && candidate.section.is_some()
        && !context.slides
        && words < SENTENCE
        && !may_be_drawn(context, candidate);
    let status = if sure { Status::NotMet } else { Status::NotJudged };
    let count = context.dossier.count(candidate.range.clone());
    let message = if filler(context, candidate.range.clone()) > 0 {
        say!(
            "Le titre « {title} » est là, mais il n'y a dessous que du faux texte (« lorem ipsum »…).",
            "The heading “{title}” is there, but under it is only filler text (“lorem ipsum”…)."
        )
    } else if words >= SENTENCE {
        say!(
            "Le titre « {title} » est là, mais il n'y a qu'une phrase dessous : voyez si elle suffit.",
            "The heading “{title}” is there, but only one sentence stands under it: see whether it is enough."
        )
    } else {
        say!(
            "Le titre « {title} » est là, mais il n'y a presque rien dessous.",
            "The heading “{title}” is there, but there is hardly anything under it."
        )
    };
    Answer::new(requirement, status, if sure { 0.8 } else { 0.4 }, message)
        .found(if words >= SENTENCE {
            say!("« {title} », {words} mots", "“{title}”, {words} words")
        } else {
            say!("« {title} », sans texte", "“{title}”, without text")
        })
        .at(place(context, candidate))
        .counts(count.characters, count.words)
        .help(say!(
            "Écrivez cette partie sous son titre, ou supprimez le titre si elle est traitée ailleurs.",
            "Write this part under its heading, or remove the heading if it is dealt with elsewhere."
        ))
}

/// True where a page ends under the heading, in a format that tells no pictures: one may follow on the next page.
fn may_be_drawn(context: &Context<'_>, candidate: &Candidate) -> bool {
    let document = &context.dossier.structure.document;
    let page = |block: usize| document.blocks.get(block).and_then(|block| block.place.page);
    !document.knows_tables && page(candidate.block) != page(candidate.range.end)
}

/// A passage that must be in a language: its text decides.
fn in_language(context: &Context<'_>, requirement: &Requirement, asks: &Presence, language: &str) -> Answer {
    if let Some(answer) = apart(context, requirement, asks, language) {
        return answer;
    }
    for topic in &asks.topics {
        let found = passages(context, topic, Some(language));
        let Some(best) = found.first() else { continue };
        if best.tally.count.words < FEW_WORDS {
            return empty_passage(context, requirement, asks, best);
        }
        return match best.language {
            Some(is) if is.id() == language => met_passage(context, requirement, best, is.id()),
            Some(is) => other_language(context, requirement, asks, best, is.id()),
            None => too_short(context, requirement, best),
        };
    }
    if asks.apart {
        return Answer::new(
            requirement,
            Status::NotJudged,
            0.5,
            say!(
                "Il n'est pas dans le dossier et n'a pas été donné à part : rien à vérifier ici.",
                "It is not in the dossier and was not given apart: nothing to check here."
            ),
        )
        .weighs(Severity::Info);
    }
    stray::check(context, requirement, asks, language)
}

fn met_passage(
    context: &Context<'_>,
    requirement: &Requirement,
    passage: &Passage<'_>,
    language: &str,
) -> Answer {
    let title = &passage.candidate.title;
    let count = passage.tally.count;
    let words = count.words;
    Answer::new(requirement, Status::Met, 0.95, say!("« {title} », {words} mots", "“{title}”, {words} words"))
        .found(Message::same(title.clone()))
        .at(place(context, passage.candidate))
        .counts(count.characters, count.words)
        .language(Some(language))
        .serves(passage.candidate.section)
}

fn empty_passage(
    context: &Context<'_>,
    requirement: &Requirement,
    asks: &Presence,
    passage: &Passage<'_>,
) -> Answer {
    let title = &passage.candidate.title;
    let blocks = context.dossier.structure.blocks(passage.candidate.range.clone());
    if blocks.iter().any(|block| block.kind == Kind::Image) {
        return unsure(
            requirement,
            say!(
                "Sous « {title} », il n'y a qu'une image : son texte ne se lit pas. Regardez-la, et remplacez-la par du texte.",
                "Under “{title}” there is only a picture: its text cannot be read. Look at it, and put text in its place."
            ),
            vec![place(context, passage.candidate)],
        );
    }
    let status = if asks.apart { Status::NotJudged } else { Status::NotMet };
    Answer::new(
        requirement,
        status,
        0.85,
        say!(
            "Le titre « {title} » est là, mais il n'y a pas de texte dessous.",
            "The heading “{title}” is there, but no text under it."
        ),
    )
    .found(say!("« {title} », sans texte", "“{title}”, without text"))
    .at(place(context, passage.candidate))
    .counts(passage.tally.count.characters, passage.tally.count.words)
}

fn other_language(
    context: &Context<'_>,
    requirement: &Requirement,
    asks: &Presence,
    passage: &Passage<'_>,
    is: &str,
) -> Answer {
    let title = &passage.candidate.title;
    let (fr, en) = language_name(is);
    let status = if asks.apart { Status::NotJudged } else { Status::NotMet };
    let count = passage.tally.count;
    Answer::new(
        requirement,
        status,
        0.9,
        say!("Sous « {title} », le texte est en {fr}.", "The text under “{title}” is in {en}."),
    )
    .found(say!("un texte en {fr}", "a text in {en}"))
    .at(place(context, passage.candidate))
    .counts(count.characters, count.words)
    .language(Some(is))
    .serves(passage.candidate.section)
}

fn too_short(context: &Context<'_>, requirement: &Requirement, passage: &Passage<'_>) -> Answer {
    let title = &passage.candidate.title;
    let words = passage.tally.count.words;
    Answer::new(
        requirement,
        Status::NotJudged,
        0.4,
        say!(
            "Sous « {title} » ({words} mots), la langue ne se laisse pas déterminer.",
            "Under “{title}” ({words} words), the language cannot be told."
        ),
    )
    .at(place(context, passage.candidate))
    .passages(vec![place(context, passage.candidate)])
}

/// The passage as a document of its own, handed in beside the dossier.
fn apart(
    context: &Context<'_>,
    requirement: &Requirement,
    asks: &Presence,
    language: &str,
) -> Option<Answer> {
    if !asks.apart {
        return None;
    }
    context.apart(&asks.topics).map(|subject| alone(requirement, subject, language))
}

/// What a document of its own answers: its language decides.
pub(super) fn alone(requirement: &Requirement, subject: &Subject, language: &str) -> Answer {
    let all = 0..subject.structure.document.blocks.len();
    let count = subject.count(all.clone());
    let is = crate::measure::Shares::of(&subject.structure, all).majority();
    let words = count.words;
    let answer = match is {
        Some(is) if is.id() == language => Answer::new(
            requirement,
            Status::Met,
            0.95,
            say!("Remis à part, {words} mots", "Handed in apart, {words} words"),
        ),
        Some(is) => {
            let (fr, en) = language_name(is.id());
            Answer::new(
                requirement,
                Status::NotMet,
                0.9,
                say!("Le document remis à part est en {fr}.", "The document handed in apart is in {en}."),
            )
        }
        None => Answer::new(
            requirement,
            Status::NotJudged,
            0.4,
            say!(
                "La langue du document remis à part ne se laisse pas déterminer.",
                "The language of the document handed in apart cannot be told."
            ),
        ),
    };
    answer.counts(count.characters, count.words).language(is.map(|is| is.id()))
}

/// Content under the heading for `topics`, where it names others as well whose own headings stand under it.
fn has_share(context: &Context<'_>, candidate: &Candidate, topics: &[String]) -> bool {
    if candidate.section.is_none() {
        return true;
    }
    let share = context.candidates.share(candidate, topics);
    match share.as_slice() {
        [_] => has_content(context, candidate),
        parts => parts.iter().any(|part| holds_content(context, part.clone())),
    }
}

/// Text, a list, a table, a picture or code under the heading.
pub(super) fn has_content(context: &Context<'_>, candidate: &Candidate) -> bool {
    if candidate.section.is_none() {
        return true;
    }
    let range = (candidate.block + 1).min(candidate.range.end)..candidate.range.end;
    holds_content(context, range)
        || (candidate.block..candidate.range.end).any(|block| context.dossier.is_above_picture(block))
}

/// Text, a list, a table, a picture or code among the blocks `range`.
fn holds_content(context: &Context<'_>, range: Range<usize>) -> bool {
    let blocks = context.dossier.structure.blocks(range.clone());
    let few = if context.slides { 1 } else { FEW_WORDS };
    context.dossier.count(range.clone()).words.saturating_sub(filler(context, range)) >= few
        || blocks.iter().any(|b| matches!(b.kind, Kind::Image | Kind::Code) || b.context.cell.is_some())
        || blocks.iter().filter(|block| is_item(block)).count() >= ITEMS
}

/// An item of a list that says something; a PDF has its bullet as text.
fn is_item(block: &Block) -> bool {
    let listed =
        block.context.list.is_some() || block.text().trim_start().starts_with(['•', '●', '▪', '◦', '■', '➢']);
    listed && !block.is_blank()
}

/// Words of the blocks of `range` that are filler.
fn filler(context: &Context<'_>, range: Range<usize>) -> usize {
    let dossier = context.dossier;
    range
        .filter(|&at| dossier.words.get(at).is_some_and(is_filler))
        .map(|at| dossier.count(at..at + 1).words)
        .sum()
}

pub(super) fn place(context: &Context<'_>, candidate: &Candidate) -> Where {
    let mut place = context.dossier.place_without_excerpt(candidate.block);
    if candidate.section.is_none() {
        place.excerpt = context.dossier.block(candidate.block).map(|block| excerpt(&block.text()));
    }
    place
}
