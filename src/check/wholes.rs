//! A part that no heading names, but that one heading holds: its sub-headings name what the part is made of.

use super::candidates::Candidate;
use crate::certification::{Asks, Certification, Presence};
use crate::lexicon::Fit;
use crate::structure::ZoneKind;

/// How many of the parts of a whole must stand under a heading for it to be the whole.
const ENOUGH: usize = 3;

/// Makes such headings fit what they hold, where nothing else does: « Que demandait l'entreprise ? », over a context, a
/// mission and results expected, is the cahier des charges. What they hold is then found to stand in it. `all` stand in
/// reading order; `wanted` are the topics that are asked for.
pub(super) fn adopt(all: &mut [Candidate], certification: &Certification, wanted: &[String]) {
    for requirement in &certification.requirements {
        let Asks::Presence(asks) = &requirement.asks else { continue };
        let Some(topic) = asks.topics.first().filter(|_| !asks.made_of.is_empty()) else { continue };
        let named = |at: usize| all.get(at).is_some_and(|it| is_heading(it) && it.is_about(topic));
        let is_whole = |at: usize| named(at) && (asks.within.is_some() || leads(all, at, asks));
        let stands_for_it = (0..all.len()).any(is_whole);
        if stands_for_it {
            continue;
        }
        let whole = (0..all.len())
            .filter(|&at| holds(all, at, asks, wanted))
            .min_by_key(|&at| all.get(at).map_or(0, |candidate| candidate.range.len()));
        if let Some(candidate) = whole.and_then(|at| all.get_mut(at)) {
            let best = candidate.fits.iter().map(|fit| fit.score).fold(Fit::SURE, f32::max);
            candidate.fits.retain(|fit| fit.topic != *topic);
            candidate.fits.push(Fit { topic: topic.clone(), score: best, matched: Vec::new() });
        }
    }
}

/// True where the heading behind candidate `at` names a part of the whole: it stands under it or follows it.
fn leads(all: &[Candidate], at: usize, asks: &Presence) -> bool {
    let next = all.iter().skip(at + 1).find(|next| is_heading(next));
    next.is_some_and(|next| asks.made_of.iter().any(|topic| next.is_about(topic)))
}

/// True where candidate `at` names nothing itself (an introduction is one), and most of the headings under it that name
/// something asked for name parts of the whole.
fn holds(all: &[Candidate], at: usize, asks: &Presence, wanted: &[String]) -> bool {
    let Some(whole) = all.get(at).filter(|candidate| is_heading(candidate)) else { return false };
    let about = |candidate: &Candidate, topics: &[String]| topics.iter().any(|it| candidate.is_about(it));
    if whole.fits.iter().any(Fit::is_sure) {
        return false;
    }
    let under = all.iter().skip(at + 1).skip_while(|child| child.block <= whole.block);
    let under = under.take_while(|child| child.block < whole.range.end);
    let named = under.filter(|child| is_heading(child) && about(child, wanted));
    let (parts, others): (Vec<_>, Vec<_>) = named.partition(|child| about(child, &asks.made_of));
    parts.len() >= ENOUGH && parts.len() >= 2 * others.len()
}

fn is_heading(candidate: &Candidate) -> bool {
    candidate.section.is_some() && candidate.zone == ZoneKind::Body
}
