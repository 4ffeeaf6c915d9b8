//! A part that no heading names, but that one heading holds: its sub-headings name what the part is made of.

use super::candidates::Candidate;
use crate::certification::{Asks, Certification, Presence};
use crate::lexicon::Fit;

/// How many of the parts of a whole must stand under a heading for it to be the whole.
const ENOUGH: usize = 3;
/// What a heading over all the parts is worth for one of them.
const NEAR: f32 = 0.6;

/// Makes such headings fit what they hold, where nothing else does: « Que demandait l'entreprise ? », over a context, a
/// mission and results expected, is the cahier des charges. What they hold is then found to stand in it. `all` stand in
/// reading order; `wanted` are the topics that are asked for.
pub(super) fn adopt(all: &mut [Candidate], certification: &Certification, wanted: &[String]) {
    for requirement in &certification.requirements {
        let Asks::Presence(asks) = &requirement.asks else { continue };
        let Some(topic) = asks.topics.first().filter(|_| !asks.made_of.is_empty()) else { continue };
        let named = |at: usize| {
            all.get(at).is_some_and(|it| it.is_heading() && it.is_about(topic) && !is_part_in(all, it, asks))
        };
        let is_whole = |at: usize| named(at) && (asks.within.is_some() || leads(all, at, asks));
        let stands_for_it = (0..all.len()).any(is_whole);
        if stands_for_it {
            continue;
        }
        let others = other_wholes(certification, asks);
        let whole = (0..all.len())
            .filter(|&at| holds(all, at, asks, wanted, &others))
            .min_by_key(|&at| all.get(at).map_or(0, |candidate| candidate.range.len()));
        let bare = whole.is_some_and(|at| is_bare(all, at));
        if let Some(candidate) = whole.and_then(|at| all.get_mut(at)) {
            let best = candidate.fits.iter().map(|fit| fit.score).fold(Fit::SURE, f32::max);
            candidate.fits.retain(|fit| fit.topic != *topic);
            // « La commande », over all that was asked and nothing before it, is none of its parts.
            for fit in candidate.fits.iter_mut().filter(|fit| bare && asks.made_of.contains(&fit.topic)) {
                fit.score = fit.score.min(NEAR);
            }
            candidate.fits.push(Fit { topic: topic.clone(), score: best, matched: Vec::new() });
        }
    }
}

/// True where the heading behind candidate `at` names a part of the whole: it stands under it or follows it.
fn leads(all: &[Candidate], at: usize, asks: &Presence) -> bool {
    let next = all.iter().skip(at + 1).find(|next| next.is_heading());
    next.is_some_and(|next| next.is_about_any(&asks.made_of))
}

/// True where candidate `at` names nothing itself (an introduction is one) but parts of the whole, and most of the
/// headings under it that name something asked for name parts of it, and none of them another whole.
fn holds(all: &[Candidate], at: usize, asks: &Presence, wanted: &[String], wholes: &[&String]) -> bool {
    let Some(whole) = all.get(at).filter(|candidate| candidate.is_heading()) else { return false };
    if whole.fits.iter().any(|fit| fit.is_sure() && !asks.made_of.contains(&fit.topic)) {
        return false;
    }
    let under = || headings_under(all, whole);
    if under().any(|child| child.is_about_any(wholes)) {
        return false;
    }
    let (parts, others): (Vec<_>, Vec<_>) = under()
        .filter(|child| child.is_about_any(wanted))
        .partition(|child| child.is_about_any(&asks.made_of));
    // « Présentation », over the firm, its people and its machines, holds one part.
    let are_one = asks.made_of.iter().any(|topic| parts.iter().all(|part| part.is_about(topic)));
    parts.len() >= ENOUGH && parts.len() >= 2 * others.len() && !are_one
}

/// What else the certification asks for that is made of parts and is no part of what `asks` asks for.
fn other_wholes<'c>(certification: &'c Certification, asks: &Presence) -> Vec<&'c String> {
    let presences = certification.requirements.iter().filter_map(|requirement| match &requirement.asks {
        Asks::Presence(other) if !other.made_of.is_empty() && other.topics != asks.topics => Some(other),
        _ => None,
    });
    let topics = presences.flat_map(|other| &other.topics);
    topics.filter(|topic| !asks.made_of.contains(topic) && !asks.topics.contains(topic)).collect()
}

/// True for a heading about one part of the whole, beside others under a heading that is none: « L'expression
/// fonctionnelle du besoin » is not the cahier des charges it stands in.
fn is_part_in(all: &[Candidate], candidate: &Candidate, asks: &Presence) -> bool {
    let holds_parts = |whole: &Candidate| {
        headings_under(all, whole).filter(|child| child.is_about_any(&asks.made_of)).count()
    };
    let above =
        |it: &&Candidate| it.is_heading() && it.section.is_some_and(|it| candidate.above.contains(&it));
    candidate.is_about_any(&asks.made_of)
        && holds_parts(candidate) == 0
        && all.iter().filter(above).any(|whole| holds_parts(whole) >= ENOUGH)
}

/// True where the heading behind candidate `at` follows it at once.
fn is_bare(all: &[Candidate], at: usize) -> bool {
    let Some(whole) = all.get(at) else { return false };
    headings_under(all, whole).next().is_some_and(|next| next.block == whole.block + 1)
}

fn headings_under<'a>(all: &'a [Candidate], whole: &'a Candidate) -> impl Iterator<Item = &'a Candidate> {
    let from = all.partition_point(|candidate| candidate.block <= whole.block);
    let inside = |child: &&Candidate| child.block < whole.range.end;
    all.iter().skip(from).take_while(inside).filter(|child| child.is_heading())
}
