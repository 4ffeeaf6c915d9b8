//! The answers where things that are asked for are not shown.

use super::super::Context;
use super::super::candidates::Candidate;
use super::super::draft::Answer;
use super::super::phrases::search;
use super::super::presence::{self, NEAR};
use super::ground::{Found, Ground};
use super::proof::Weakness;
use super::{SHOWN, join};
use crate::certification::{Mention, Requirement};
use crate::finding::{Status, Where};
use crate::message::Message;
use crate::say;

/// The answer where things, those of `missing`, are not shown where they belong.
pub(super) fn without(
    ground: &Ground<'_>,
    requirement: &Requirement,
    asks: &Mention,
    missing: &[&Found<'_>],
) -> Answer {
    let context = ground.context;
    let seldom = missing.iter().any(|found| found.times > 0);
    // Of those that the dossier does not even name, where there are any.
    let unnamed: Vec<&Found<'_>> = missing
        .iter()
        .filter(|found| found.weak.is_none() && ground.lists(found.phrases).is_none())
        .copied()
        .collect();
    if unnamed.is_empty() && !seldom {
        return only_named(ground, requirement, missing);
    }
    let Message { fr, en } = join(unnamed.iter().map(|found| found.thing));
    let Message { fr: here, en: here_en } = if seldom {
        let Message { fr, en } = figures(missing);
        say!("Évoqué trop peu de fois à cet endroit ({fr})", "Mentioned too few times there ({en})")
    } else {
        say!("Rien n'évoque {fr} à cet endroit", "Nothing mentions {en} there")
    };
    if let Some(candidate) = elsewhere(context, asks) {
        let title = &candidate.title;
        let message = say!(
            "{here}, mais « {title} » en parle : à vous de voir si cela suffit.",
            "{here_en}, but “{title}” does: see for yourself whether that is enough."
        );
        let place = presence::place(context, candidate);
        return Answer::open(requirement, message).at(place.clone()).passages(vec![place]);
    }
    if !asks.within.is_empty() && !context.dossier.outline_is_sure() {
        let message = say!(
            "{here}, mais les titres de ce fichier se lisent mal : où cette partie finit n'est pas sûr.",
            "{here_en}, but the headings of this file are hard to read: where this part ends is not sure."
        );
        return Answer::open(requirement, message).at(ground.place());
    }
    if seldom {
        return too_seldom(ground, requirement, missing);
    }
    let message = say!("Rien n'évoque {fr}.", "Nothing mentions {en}.");
    Answer::new(requirement, Status::NotMet, 0.6, message)
        .found(say!("aucun mot qui s'y rapporte", "no word about it"))
        .at(ground.place())
}

/// The answer where some things of `missing` are shown, but less often than is asked for, and all others not at all.
fn too_seldom(ground: &Ground<'_>, requirement: &Requirement, missing: &[&Found<'_>]) -> Answer {
    let Message { fr, en } = figures(missing);
    let places: Vec<Where> = missing
        .iter()
        .flat_map(|found| found.blocks.iter().map(|block| found.place(ground.context, *block)))
        .take(SHOWN)
        .collect();
    // A heading alone, or a denial, may be one of them to a person.
    let named = |found: &Found<'_>| search(ground.context, found.phrases, |block| ground.holds(block)).len();
    let may_be = missing.iter().all(|found| {
        found.blocks.len().max(named(found)) >= found.wanted
            || found.times == 0 && (found.weak.is_some() || ground.lists(found.phrases).is_some())
    });
    let answer = if may_be {
        Answer::open(
            requirement,
            say!(
                "Évoqué trop peu de fois ({fr}), à moins qu'un titre ou un passage qui le nie ne compte : à vous de voir.",
                "Mentioned too few times ({en}), unless a heading or a passage that denies it counts: see for yourself."
            ),
        )
    } else {
        let message = say!("Évoqué trop peu de fois ({fr}).", "Mentioned too few times ({en}).");
        Answer::new(requirement, Status::NotMet, 0.6, message)
    };
    answer.found(say!("{fr}", "{en}")).at(places.first().cloned().unwrap_or_default()).passages(places)
}

/// How often each thing of `missing` is shown, of how many times.
fn figures(missing: &[&Found<'_>]) -> Message {
    let each: Vec<Message> = missing
        .iter()
        .map(|found| {
            let (Message { fr, en }, times, wanted) = (found.thing, found.times, found.wanted);
            say!("{fr} : {times} sur {wanted}", "{en}: {times} of {wanted}")
        })
        .collect();
    let list = |get: fn(&Message) -> &str| each.iter().map(get).collect::<Vec<_>>().join(" ; ");
    Message::new(list(|m| &m.fr), list(|m| &m.en))
}

/// The answer where the dossier names all things of `missing`, and shows none of them.
fn only_named(ground: &Ground<'_>, requirement: &Requirement, missing: &[&Found<'_>]) -> Answer {
    let context = ground.context;
    let Message { fr, en } = join(missing.iter().map(|found| found.thing));
    let weak = || missing.iter().filter_map(|found| Some((*found, found.weak?)));
    let by = |wanted: Weakness| weak().find(|(_, (_, why))| *why == wanted);
    let all_denied = weak().count() == missing.len() && weak().all(|(_, (_, why))| why == Weakness::Denied);
    let vague = by(Weakness::Vague).filter(|_| weak().count() == missing.len());
    let heading = by(Weakness::Heading).or_else(|| by(Weakness::Title));
    let (message, place) = match (heading, by(Weakness::Denied).filter(|_| all_denied)) {
        (None, Some((found, (block, _)))) => (
            say!(
                "Le texte n'évoque {fr} que pour dire que ce n'est pas là ou pas fait : voyez si cela suffit.",
                "The text mentions {en} only to say that it is not there or not done: see whether that is enough."
            ),
            found.place(context, block),
        ),
        (Some((_, (block, Weakness::Title))), _) => (
            say!(
                "Seul le titre du document évoque {fr} : voyez si le texte en parle.",
                "Only the document's own title mentions {en}: see whether the text is about it."
            ),
            context.dossier.place(block),
        ),
        (Some((_, (block, _))), _) => (
            say!(
                "Seul un titre évoque {fr} : voyez si le texte qui suit en parle.",
                "Only a heading mentions {en}: see whether the text that follows is about it."
            ),
            context.dossier.place(block),
        ),
        (None, None) if vague.is_some() => (
            say!(
                "Seul un mot courant évoque peut-être {fr} : voyez si le texte le montre.",
                "Only a common word may mention {en}: see whether the text shows it."
            ),
            vague.map(|(_, (block, _))| context.dossier.place(block)).unwrap_or_default(),
        ),
        (None, None) if weak().next().is_some() => (
            say!(
                "Le dossier nomme {fr} sans le montrer : voyez s'il en parle ailleurs.",
                "The dossier names {en} without showing it: see whether it is dealt with elsewhere."
            ),
            weak().next().map(|(found, (block, _))| found.place(context, block)).unwrap_or_default(),
        ),
        (None, None) => (
            say!(
                "Seule la liste des compétences évoque {fr} : voyez si le dossier le montre ailleurs.",
                "Only the list of competencies mentions {en}: see whether the dossier shows it elsewhere."
            ),
            context.dossier.place_without_excerpt(ground.listing.start),
        ),
    };
    Answer::open(requirement, message).at(place)
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
