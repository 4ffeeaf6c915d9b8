//! Text of the part where something belongs that stands under no heading of its own: what is asked for may be in it.

use super::Context;
use super::absent::{NEARLY, unsure};
use super::draft::Answer;
use super::presence::place;
use crate::certification::{Presence, Requirement};
use crate::say;

/// Words of such text from which it may hold a part.
const WORDS: usize = 80;

/// The answer where the part that `asks` belongs to is found, and most of what it says stands right under its heading.
pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Presence) -> Option<Answer> {
    let whole = asks.within.as_ref()?;
    let structure = &context.dossier.structure;
    let half = structure.document.blocks.len() / 2;
    let about = context.candidates.matching(std::slice::from_ref(whole), None);
    let home = about.into_iter().find(|found| found.candidate.section.is_some()).filter(|found| {
        if found.score < NEARLY {
            return false;
        }
        let section = found.candidate.section.and_then(|at| structure.sections.get(at));
        section.is_some_and(|section| {
            // A chapter, which stands under nothing but the title of the dossier.
            let above = section.parent.and_then(|parent| structure.sections.get(parent));
            let own = context.dossier.count(section.own.clone()).words;
            let all = context.dossier.count(section.block + 1..section.blocks.end).words;
            above.is_none_or(|title| title.blocks.len() > half) && own >= WORDS && own * 2 >= all
        })
    })?;
    let title = &home.candidate.title;
    Some(unsure(
        requirement,
        say!(
            "Aucun titre ne le nomme, mais l'essentiel de « {title} » est un texte sans sous-titres, où cela se trouve peut-être : à vous de voir.",
            "No heading names it, but most of “{title}” is text without headings of its own, in which it may be: see for yourself."
        ),
        vec![place(context, home.candidate)],
    ))
}
