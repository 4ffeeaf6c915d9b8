//! Where the text mentions a part that no heading names.

use super::Context;
use super::absent::openings;
use super::phrases::search;
use super::presence::has_content;
use crate::certification::Presence;
use crate::finding::Where;

/// Words of the longest line that says little else than what it mentions.
const LINE: usize = 8;
/// How many mentions away from where a part belongs may be it.
const OFTEN: usize = 3;

/// The blocks that mention it.
pub(super) struct Mentions {
    /// Blocks in the part it belongs to, and lines by themselves; all, where that part is not known.
    home: Vec<usize>,
    /// Blocks elsewhere.
    elsewhere: Vec<usize>,
}

impl Mentions {
    pub(super) fn of(context: &Context<'_>, asks: &Presence) -> Self {
        let mut parts: Vec<_> = asks
            .within
            .iter()
            .flat_map(|topic| context.candidates.sections_about(std::slice::from_ref(topic)))
            .collect();
        // Where all headings are of one level, a part that has nothing of its own goes on under those that follow.
        if parts.iter().all(|part| !has_content(context, part.candidate)) {
            parts.clear();
        }
        let parts: Vec<_> =
            parts.into_iter().map(|found| context.candidates.reach(found.candidate)).collect();
        let openings = openings(context);
        // A line that says little else may be a heading that was not read as one.
        let is_line = |block: usize| {
            context.dossier.block(block).is_some_and(|it| it.context.cell.is_none())
                && context.dossier.words.get(block).is_some_and(|words| words.len() <= LINE)
        };
        let at_home = |&block: &usize| {
            parts.is_empty()
                || parts.iter().chain(&openings).any(|part| part.contains(&block))
                || is_line(block)
        };
        let all = search(context, &asks.mention, |_| true);
        let (home, elsewhere) = all.into_iter().partition(at_home);
        Self { home, elsewhere }
    }

    /// True where a person may find that the text deals with it.
    pub(super) fn may_be_it(&self) -> bool {
        !self.home.is_empty() || self.elsewhere.len() >= OFTEN
    }

    /// At most three places.
    pub(super) fn places(&self, context: &Context<'_>) -> Vec<Where> {
        self.home.iter().chain(&self.elsewhere).take(3).map(|block| context.dossier.place(*block)).collect()
    }
}
