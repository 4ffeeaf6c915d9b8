//! Whether a place that names a thing shows it: a title alone does not, nor does a sentence that says there is none.

use super::super::Context;
use super::super::claims::names_several;
use super::super::denial::row_denies;
use super::super::hollow::{self, Why};
use super::super::passage::FEW_WORDS;
use super::super::presence::{holds_content, is_over_next, said};
use crate::document::{Block, Kind};
use crate::lexicon::{Normalised, Phrase};
use crate::structure::ZoneKind;

/// Words under a heading that say something of it.
const SAYS: usize = 5;

/// Why a place that names a thing does not show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weakness {
    /// It is a heading without text under it, or one of several things, of which the text may leave one out.
    Heading,
    /// It is the title of the whole document.
    Title,
    /// It says that there is none.
    Denied,
    /// Its word is too common.
    Vague,
}

/// True where block `at` is the title of the whole.
pub(super) fn names_the_whole(context: &Context<'_>, at: usize) -> bool {
    context.dossier.block(at).is_some_and(|block| is_title(context, at, block))
}

/// Why block `at`, in which some of `phrases` stand, does not show what they say; none where it does.
pub(super) fn weakness(context: &Context<'_>, phrases: &[String], at: usize) -> Option<Weakness> {
    let block = context.dossier.block(at)?;
    if is_title(context, at, block) {
        return Some(Weakness::Title);
    }
    if matches!(block.kind, Kind::Heading(_)) {
        let weak = names_several(&block.text()) || !heads_text(context, at);
        return weak.then_some(Weakness::Heading);
    }
    is_denied(context, phrases, at, block).then_some(Weakness::Denied)
}

/// True for the title of the whole: the first line of the cover, or the first heading, under which all others stand.
fn is_title(context: &Context<'_>, at: usize, block: &Block) -> bool {
    let structure = &context.dossier.structure;
    if context.dossier.zone(at) == ZoneKind::Cover && block.heading().is_none() {
        let said = |block: &Block| block.in_flow() && !block.is_blank();
        let is_first = structure.document.blocks.iter().take(at).all(|block| !said(block));
        return is_first && context.dossier.count(at..at + 1).words < FEW_WORDS;
    }
    match structure.sections.as_slice() {
        [first, rest @ ..] => {
            first.block == at && !rest.is_empty() && rest.iter().all(|section| section.level > first.level)
        }
        [] => false,
    }
}

/// True where text, a list, a table, a picture or code stands under the heading `at`, or under the next one, over which it
/// may stand.
fn heads_text(context: &Context<'_>, at: usize) -> bool {
    let sections = &context.dossier.structure.sections;
    let Ok(index) = sections.binary_search_by_key(&at, |section| section.block) else { return true };
    let says = |index: usize| {
        let Some(section) = sections.get(index) else { return false };
        let below = section.block + 1..section.blocks.end.max(section.block + 1);
        let few = if context.slides { 1 } else { SAYS };
        let listed = |block: &Block| block.context.list.is_some() && !block.is_blank();
        let is_there = holds_content(context, below.clone())
            || said(context, below.clone()) >= few
            || context.dossier.structure.blocks(below.clone()).iter().any(listed)
            || (section.block..below.end).any(|block| context.dossier.is_above_picture(block));
        is_there && hollow::of(context, &below).is_none_or(|(why, _)| why == Why::Picture)
    };
    says(index) || is_over_next(context, index) && says(index + 1)
}

/// True where all that block `at` says of the thing is that there is none.
fn is_denied(context: &Context<'_>, phrases: &[String], at: usize, block: &Block) -> bool {
    let words = context.dossier.words.get(at);
    let few = words.is_some_and(|words| words.len() < FEW_WORDS);
    if few && row_denies(context.dossier, context.certification, at) {
        return true;
    }
    let denials = &context.certification.lexicon.denials;
    if !words.is_some_and(|words| denials.may_deny_thing(words)) {
        return false;
    }
    let text = block.text();
    let mut places = phrases.iter().filter_map(|phrase| Some((phrase, context.phrases.place(phrase, at)?)));
    places.all(|(phrase, place)| {
        denials.are_of_thing(&text, &place) && !is_said_elsewhere(context, phrase, &text, place.start)
    })
}

/// True where a sentence of `text` other than that at `place` names the thing and does not deny it.
fn is_said_elsewhere(context: &Context<'_>, phrase: &str, text: &str, place: usize) -> bool {
    let phrase = Phrase::new(phrase);
    let mut from = 0;
    text.split_inclusive(['.', ';', '!', '?', '\n']).any(|sentence| {
        let start = from;
        from += sentence.len();
        if (start..start + sentence.len()).contains(&place) {
            return false;
        }
        let found = phrase.find_in(&Normalised::of(sentence)).filter(|found| found.is_literal());
        found.is_some_and(|it| !context.certification.lexicon.denials.are_of_thing(sentence, &it.range))
    })
}
