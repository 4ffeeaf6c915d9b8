//! A part that must be there.

use std::ops::Range;

use super::Context;
use super::absent::{self, unsure};
use super::candidates::{Candidate, Match};
use super::draft::Answer;
use super::filler::{is_filler, is_mark_in};
use super::hollow;
use super::labels;
use super::passage::FEW_WORDS;
use super::subject::excerpt;
use super::{written_in, zones};
use crate::certification::{Asks, Presence, Requirement};
use crate::document::{Block, Kind, KnownBy};
use crate::finding::{Status, Where};
use crate::lexicon::{Fit, Phrase};
use crate::message::Message;
use crate::say;
use crate::structure::{Section, is_numbered};

/// Score from which a heading is worth showing as the nearest one.
pub(super) const NEAR: f32 = 0.45;

/// Items of a list that are content, however short.
const ITEMS: usize = 3;

/// Words of another part of its title that a text must have to be about that one alone.
const OTHERS_WORDS: usize = 2;

/// How much better a heading names a part than another that may be it as well.
const PLAINLY: f32 = 0.08;

/// How alike a heading and the sentence of the text are where one is the other.
const QUOTED: f32 = 0.8;

/// Words that make a sentence, which may say in short what is asked.
const SENTENCE: usize = 6;

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Presence) -> Answer {
    match &asks.language {
        Some(language) => written_in::check(context, requirement, asks, language),
        None if asks.apart => apart(context, requirement, asks),
        None => by_heading(context, requirement, asks),
    }
}

/// A document of its own, or else a part of this one.
fn apart(context: &Context<'_>, requirement: &Requirement, asks: &Presence) -> Answer {
    if let Some(other) = context.apart(&asks.topics) {
        return written_in::handed_in(requirement, other);
    }
    let answer = by_heading(context, requirement, asks);
    if answer.finding.status == Status::NotMet { written_in::not_given(requirement) } else { answer }
}

/// A part known by its heading.
fn by_heading(context: &Context<'_>, requirement: &Requirement, asks: &Presence) -> Answer {
    let matches = context.candidates.matching(&asks.topics, asks.within.as_deref());
    let mut sure: Vec<&Match<'_>> = matches.iter().filter(|found| found.score >= Fit::SURE).collect();
    // « Choix des solutions : critères et indicateurs », where the choice belongs, is what is asked for there.
    sure.retain(|found| {
        let (all, candidate) = (&context.candidates, found.candidate);
        found.at_home || !(all.belongs_elsewhere(candidate, asks) || all.is_part_of_another(candidate, asks))
    });
    sure.retain(|found| asks.made_of.is_empty() || !context.candidates.is_astray(found.candidate, asks));
    // A whole is where its parts are, rather than a line in another part that is called like one.
    sure.sort_by_key(|found| !context.candidates.leads(found.candidate, &asks.made_of));
    let filled = |found: &&&Match<'_>| {
        has_share(context, found.candidate, &asks.topics)
            || context.candidates.leads(found.candidate, &asks.made_of)
    };
    let said = |found: &&&Match<'_>| hollow::of(context, &below(found.candidate)).is_none();
    let mut full = sure.iter().filter(filled);
    if let Some(found) = full.clone().find(said).or_else(|| full.next()) {
        // « Tâches effectuées », with nothing under it, beside a title that only comes near.
        let bare =
            sure.iter().find(|it| it.score >= found.score + PLAINLY && is_surely_bare(context, it.candidate));
        if let Some(bare) = bare {
            return absent::instead(context, requirement, bare.candidate, found.candidate);
        }
        if let Some(answer) = hollow::check(context, requirement, found.candidate, &below(found.candidate)) {
            return answer;
        }
        if is_silent(context, asks, found.candidate) && !is_quoted(requirement, found.candidate) {
            return half(context, requirement, found.candidate);
        }
        return met(context, requirement, found, &sure);
    }
    if let Some(found) = sure.first() {
        return absent::elsewhere(context, requirement, asks, &matches, found.candidate)
            .unwrap_or_else(|| empty(context, requirement, found.candidate));
    }
    let is_zone = || zones::find(context, requirement, &asks.topics);
    is_zone().unwrap_or_else(|| absent::check(context, requirement, asks, &matches))
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
    .part(candidate.block)
    .counts(count.characters, count.words)
    .serves(served)
}

/// The blocks that the heading stands over.
fn below(candidate: &Candidate) -> Range<usize> {
    candidate.block + 1..candidate.range.end.max(candidate.block + 1)
}

/// True where the heading names other parts as well, and the text under it has the words of one of those and none of this.
fn is_silent(context: &Context<'_>, asks: &Presence, candidate: &Candidate) -> bool {
    let says = |asks: &Presence| absent::confirmations(context, asks, &candidate.range);
    if asks.confirmed_by.is_empty() || candidate.section.is_none() || says(asks) > 0 {
        return false;
    }
    context.certification.requirements.iter().any(|other| match &other.asks {
        Asks::Presence(other) if other.topics != asks.topics => {
            candidate.is_about_any(&other.topics) && says(other) >= OTHERS_WORDS
        }
        _ => false,
    })
}

/// True where the heading is the text's own sentence.
fn is_quoted(requirement: &Requirement, candidate: &Candidate) -> bool {
    Phrase::new(&requirement.quote).similarity(&Phrase::new(&candidate.title)) >= QUOTED
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
    let below = below(candidate);
    let words = said(context, below);
    let sure = context.dossier.outline_is_sure()
        && candidate.section.is_some()
        && !context.slides
        && words == 0
        && !may_be_drawn(context, candidate)
        && !may_be_over_next(context, candidate);
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
    } else if words > 0 {
        say!(
            "Le titre « {title} » est là, mais il n'y a que quelques mots dessous : voyez s'ils suffisent.",
            "The heading “{title}” is there, but only a few words stand under it: see whether they are enough."
        )
    } else {
        say!(
            "Le titre « {title} » est là, mais il n'y a presque rien dessous.",
            "The heading “{title}” is there, but there is hardly anything under it."
        )
    };
    Answer::new(requirement, status, if sure { 0.8 } else { 0.4 }, message)
        .found(if words > 0 {
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

/// True where there is nothing under the heading, in a file whose own levels say where its part ends.
fn is_surely_bare(context: &Context<'_>, candidate: &Candidate) -> bool {
    let sections = &context.dossier.structure.sections;
    let section = candidate.section.and_then(|at| sections.get(at));
    section.is_some_and(|section| section.known_by >= KnownBy::OutlineLevel)
        && !has_content(context, candidate)
        && !may_be_over_next(context, candidate)
}

/// True where a page ends under the heading, in a format that tells no pictures: one may follow on the next page.
fn may_be_drawn(context: &Context<'_>, candidate: &Candidate) -> bool {
    let document = &context.dossier.structure.document;
    let page = |block: usize| document.blocks.get(block).and_then(|block| block.place.page);
    !document.knows_tables && page(candidate.block) != page(candidate.range.end)
}

/// True where another heading follows at once that may stand under this one: one of the two has a number, or a level of its
/// own, and the other has none, or no heading of the dossier stands under another.
fn may_be_over_next(context: &Context<'_>, candidate: &Candidate) -> bool {
    candidate.section.is_some_and(|at| is_over_next(context, at))
}

/// [`may_be_over_next`], of section `at`.
pub(super) fn is_over_next(context: &Context<'_>, at: usize) -> bool {
    let structure = &context.dossier.structure;
    let (Some(this), Some(next)) = (structure.sections.get(at), structure.sections.get(at + 1)) else {
        return false;
    };
    let between = structure.blocks(this.block + 1..next.block);
    let at_once = between.iter().all(|block| !block.in_flow() || block.is_blank());
    let has_own_level = |section: &Section| section.known_by > KnownBy::Contents;
    let unlike = has_own_level(this) != has_own_level(next)
        || is_numbered(&this.heading) != is_numbered(&next.heading);
    at_once && (context.candidates.flat || unlike)
}

/// Content under the heading for `topics`, where it names others as well whose own headings stand under it.
fn has_share(context: &Context<'_>, candidate: &Candidate, topics: &[String]) -> bool {
    if candidate.section.is_none() {
        return true;
    }
    if is_taken(context, candidate, topics) {
        return false;
    }
    let share = context.candidates.share(candidate, topics);
    match share.as_slice() {
        [_] => has_content(context, candidate),
        parts => parts.iter().any(|part| holds_content(context, part.clone())),
    }
}

/// True where what follows the heading at once is, by its own label, about something else that is asked for and does not
/// belong under it.
fn is_taken(context: &Context<'_>, candidate: &Candidate, topics: &[String]) -> bool {
    let below = below(candidate);
    let blocks = || below.clone().filter_map(|at| Some((at, context.dossier.block(at)?)));
    let Some((first, block)) = blocks().find(|(_, block)| block.in_flow() && !block.is_blank()) else {
        return false;
    };
    let label = context.candidates.all.iter().find(|it| it.block == first && it.section.is_none());
    labels::opens_with_label(block)
        && label.is_some_and(|label| context.candidates.is_for_another(label, candidate, topics))
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
pub(super) fn holds_content(context: &Context<'_>, range: Range<usize>) -> bool {
    let blocks = context.dossier.structure.blocks(range.clone());
    let few = if context.slides { 1 } else { FEW_WORDS };
    said(context, range) >= few
        || blocks.iter().any(|b| matches!(b.kind, Kind::Image | Kind::Code) || b.context.cell.is_some())
        || blocks.iter().filter(|block| is_item(block)).count() >= ITEMS
}

/// An item of a list that says something; a PDF has its bullet as text.
fn is_item(block: &Block) -> bool {
    let listed =
        block.context.list.is_some() || block.text().trim_start().starts_with(['•', '●', '▪', '◦', '■', '➢']);
    listed && !block.is_blank()
}

/// Words of the blocks of `range`, without filler and marks of what waits to be written.
pub(super) fn said(context: &Context<'_>, range: Range<usize>) -> usize {
    let dossier = context.dossier;
    let says = |at: usize| {
        let text = || dossier.block(at).map(|block| block.text()).unwrap_or_default();
        dossier.words.get(at).is_some_and(|words| !is_filler(words) && !is_mark_in(text, words))
    };
    range.filter(|&at| says(at)).map(|at| dossier.count(at..at + 1).words).sum()
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
