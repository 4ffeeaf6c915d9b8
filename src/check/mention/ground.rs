//! Where the things that are asked for may be shown, and where they are.

use std::ops::Range;

use super::super::Context;
use super::super::absent::NEARLY;
use super::super::phrases::search;
use super::proof::{Weakness, names_the_whole, weakness};
use crate::certification::{Mention, Thing};
use crate::finding::Where;
use crate::message::Message;

/// The most words of a list of competencies.
const LISTING_WORDS: usize = 1_000;

/// Where the things that are asked for may be shown.
pub(super) struct Ground<'c> {
    pub(super) context: &'c Context<'c>,
    /// The parts in which they belong; all of the dossier, where there are none.
    pub(super) parts: Vec<Range<usize>>,
    /// The list of competencies, which shows nothing.
    pub(super) listing: Range<usize>,
}

/// Where a thing is shown.
pub(super) struct Found<'m> {
    pub(super) thing: &'m Message,
    pub(super) phrases: &'m [String],
    /// Where it is named: the blocks that show it, then those that only name it.
    pub(super) blocks: Vec<usize>,
    /// How many of these blocks show it.
    pub(super) times: usize,
    /// How many are asked for.
    pub(super) wanted: usize,
    /// There are as many.
    pub(super) is_shown: bool,
    /// The first of the blocks that only name it, and why.
    pub(super) weak: Option<(usize, Weakness)>,
}

impl<'c> Ground<'c> {
    pub(super) fn of(context: &'c Context<'c>, asks: &Mention) -> Self {
        let mut parts = parts(context, asks);
        if parts.is_empty() {
            parts.extend(near_part(context, asks));
        }
        Self { context, parts, listing: listing(context, asks) }
    }

    pub(super) fn holds(&self, block: usize) -> bool {
        self.parts.is_empty() || self.parts.iter().any(|part| part.contains(&block))
    }

    pub(super) fn find<'m>(&self, thing: &'m Thing) -> Found<'m> {
        let Thing { title, any_of: phrases, vague, at_least } = thing;
        let mut blocks =
            search(self.context, phrases, |block| self.holds(block) && !self.listing.contains(&block));
        let weaknesses: Vec<Option<Weakness>> =
            blocks.iter().map(|block| weakness(self.context, phrases, *block)).collect();
        let weak = blocks.iter().zip(&weaknesses).find_map(|(block, why)| Some((*block, (*why)?)));
        let weak = weak.or_else(|| self.vague(vague));
        let times = weaknesses.iter().filter(|why| why.is_none()).count();
        if times > 0 {
            // What shows it before what only names it.
            let mut order: Vec<(usize, bool)> =
                blocks.iter().copied().zip(weaknesses.iter().map(Option::is_some)).collect();
            order.sort_by_key(|(_, weak)| *weak);
            blocks = order.into_iter().map(|(block, _)| block).collect();
        }
        Found { thing: title, phrases, is_shown: times >= *at_least, times, wanted: *at_least, blocks, weak }
    }

    /// The first block in which a word stands that is too common to show a thing.
    fn vague(&self, words: &[String]) -> Option<(usize, Weakness)> {
        let shows = |block: usize| self.holds(block) && !self.listing.contains(&block);
        let blocks = search(self.context, words, shows);
        blocks.into_iter().find(|at| !names_the_whole(self.context, *at)).map(|at| (at, Weakness::Vague))
    }

    /// The first block of the list of competencies that names what `phrases` say.
    pub(super) fn lists(&self, phrases: &[String]) -> Option<usize> {
        let listed = |block: usize| self.holds(block) && self.listing.contains(&block);
        search(self.context, phrases, listed).first().copied()
    }

    /// The part in which the things belong.
    pub(super) fn place(&self) -> Where {
        let part = self.parts.first();
        part.map(|part| self.context.dossier.place_without_excerpt(part.start)).unwrap_or_default()
    }
}

impl Found<'_> {
    /// True where no word says that it is there, not even a common one.
    pub(super) fn is_nowhere(&self) -> bool {
        self.blocks.is_empty() && self.weak.is_none()
    }

    /// The place in `block` where the thing is named.
    pub(super) fn place(&self, context: &Context<'_>, block: usize) -> Where {
        match context.phrases.start(self.phrases, block) {
            Some(at) => context.dossier.place_around(block, at),
            None => context.dossier.place(block),
        }
    }
}

/// The list of competencies, whose names (« Maquetter une application ») show nothing of the work; none where it is as
/// long as a dossier that is told competency by competency, or where what is asked for belongs in one part.
fn listing(context: &Context<'_>, asks: &Mention) -> Range<usize> {
    let listing = context.names.listing.clone().filter(|_| asks.within.is_empty() && !asks.for_a_person);
    listing.filter(|range| context.dossier.count(range.clone()).words <= LISTING_WORDS).unwrap_or_default()
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
