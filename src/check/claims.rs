//! Which headings what is asked for has taken, and which are free for a part that no heading names surely.

use std::ops::Range;

use super::candidates::{Candidate, Candidates, WHOLLY, of_role};
use crate::certification::{Asks, Certification, Presence};
use crate::structure::ZoneKind;

/// Score of a name that says nothing else.
const JUST_SO: f32 = 0.99;

/// How many of what belongs in a part must stand under a heading for it to be that part.
const SIBLINGS: usize = 2;

impl Candidates {
    /// True where `candidate`, which comes near one of `topics`, may be what is looked for and was only named otherwise.
    /// A heading that is surely about something else that is asked for is that, unless another heading is as well, or all
    /// of it comes near and it stands elsewhere than that other thing, or it
    /// names several things where it belongs; a label is where it belongs if anything, and a table's cells that
    /// only come near are about what the table stands under.
    pub(super) fn may_be(&self, candidate: &Candidate, topics: &[String], within: Option<&str>) -> bool {
        if candidate.section.is_some() {
            let one_of_several = || {
                let mut homes = self.homes(topics).into_iter();
                names_several(&candidate.title) && homes.any(|home| self.stands_in(candidate, &home))
            };
            let wholly = topics.iter().any(|topic| candidate.score(topic) >= WHOLLY);
            return candidate.is_about_any(topics)
                || !self.is_needed(candidate, topics, within)
                || (wholly && !self.is_at_home(candidate, |topic, _| !topics.contains(topic)))
                || one_of_several();
        }
        let misplaced = within.is_some_and(|part| {
            !self.stands_in(candidate, part)
                && self.all.iter().any(|one| one.section.is_some() && one.is_about(part))
        });
        let above = self.headings_above(candidate).next();
        let mine: Vec<String> = topics.iter().cloned().chain(self.homes(topics)).collect();
        // One of two columns that is called just so is what it says: « Délai » beside « Livrable », not « Rapport d'audit de
        // l'existant ». A table of one column is a box, which stands where its writer put it.
        let told = topics.iter().any(|topic| candidate.score(topic) >= JUST_SO);
        let one_of_them = candidate.columns.is_some_and(|columns| columns > 2 || columns == 2 && !told);
        let of_the_table = one_of_them && above.is_some_and(|above| self.is_claimed(above, &mine));
        !misplaced && !of_the_table
    }

    /// True where `candidate` surely is about something else that is asked for in another part, and stands there.
    pub(super) fn belongs_elsewhere(&self, candidate: &Candidate, asks: &Presence) -> bool {
        self.is_at_home(candidate, |topic, part| {
            !asks.topics.contains(topic) && asks.within.as_ref() != Some(part)
        })
    }

    /// True where `candidate` stands under a heading that belongs elsewhere, as « Critères de qualité » under « Choix des
    /// solutions » in the dossier de réalisation: it is about what stands there.
    pub(super) fn is_part_of_another(&self, candidate: &Candidate, asks: &Presence) -> bool {
        self.headings_above(candidate).any(|it| it.zone == ZoneKind::Body && self.belongs_elsewhere(it, asks))
    }

    /// True where `candidate` surely is about a topic that is looked for in a part, and stands in that part, of those
    /// pairs that are `meant`.
    fn is_at_home(&self, candidate: &Candidate, meant: impl Fn(&String, &String) -> bool) -> bool {
        self.wanted_within.iter().any(|(topic, part)| {
            meant(topic, part) && candidate.is_about(topic) && self.stands_in(candidate, part)
        })
    }

    /// True where `candidate` is called like the whole that is asked for and stands in another, without any part of it:
    /// « Exigences » in the dossier de réalisation is no cahier des charges.
    pub(super) fn is_astray(&self, candidate: &Candidate, asks: &Presence) -> bool {
        let mut others =
            self.wanted_within.iter().map(|(_, part)| part).filter(|part| !asks.topics.contains(part));
        let holds = self
            .inside(candidate.block + 1..candidate.range.end)
            .filter(|it| it.is_heading())
            .any(|it| it.is_about_any(&asks.made_of));
        !holds && others.any(|part| self.stands_in(candidate, part))
    }

    /// True where `candidate` surely is about something that is asked for, other than `topics`.
    fn is_claimed(&self, candidate: &Candidate, topics: &[String]) -> bool {
        self.wanted.iter().any(|topic| !topics.contains(topic) && candidate.is_about(topic))
    }

    /// True where `label` surely is about something that is asked for, is nothing of `topics`, and `heading` neither is
    /// about it nor is the part where it belongs.
    pub(super) fn is_for_another(&self, label: &Candidate, heading: &Candidate, topics: &[String]) -> bool {
        let fits = label.fits.iter().filter(|fit| fit.is_sure() && self.wanted.contains(&fit.topic));
        let belongs = |topic: &String| {
            topics.contains(topic)
                || heading.is_about(topic)
                || self.homes(std::slice::from_ref(topic)).iter().any(|home| heading.is_about(home))
        };
        let mut topics = fits.map(|fit| &fit.topic).peekable();
        topics.peek().is_some() && topics.all(|topic| !belongs(topic))
    }

    /// True where `candidate` surely is about something else that is asked for and that no other heading names as well.
    fn is_needed(&self, candidate: &Candidate, topics: &[String], within: Option<&str>) -> bool {
        self.wanted.iter().any(|topic| {
            let score = candidate.score(topic);
            let spare = |other: &Candidate| other.block != candidate.block && other.score(topic) >= score;
            candidate.is_about(topic)
                && !topics.contains(topic)
                && within != Some(topic.as_str())
                && !self.headings().any(spare)
        })
    }

    /// Headings of the body that are about nothing that is asked for, but for `topics`, what is asked for in the same
    /// sentence, and the parts in which they belong.
    pub(super) fn unclaimed(&self, topics: &[String]) -> impl Iterator<Item = &Candidate> {
        let with =
            self.together.iter().filter(|together| topics.iter().any(|topic| together.contains(topic)));
        let with: Vec<String> = with.flatten().cloned().collect();
        let mine: Vec<String> = topics.iter().cloned().chain(self.homes(topics)).collect();
        self.headings().filter(move |candidate| {
            !self.is_claimed(candidate, &mine)
                || names_several(&candidate.title) && candidate.is_about_any(&with)
        })
    }

    /// The parts in which requirements look for `topics`, where other parts of them stand as well: a chapter about one
    /// piece of work is no dossier de réalisation.
    pub(super) fn home_parts(&self, topics: &[String]) -> Vec<&Candidate> {
        let homes = self.homes(topics);
        let holds = |whole: &Candidate| {
            let siblings = self.wanted_within.iter().filter(|(_, part)| whole.is_about(part));
            let reach = self.reach(whole);
            let next = |topic: &str| self.next_about(topic, whole.block);
            let named = siblings.filter(|(topic, _)| next(topic).is_some_and(|block| block < reach.end));
            named.count() >= SIBLINGS
        };
        self.headings().filter(|whole| whole.is_about_any(&homes) && holds(whole)).collect()
    }

    /// The blocks of the part that `whole` opens: where all headings are of one level, up to the next such part.
    pub(super) fn reach(&self, whole: &Candidate) -> Range<usize> {
        self.reaches.get(&whole.block).cloned().unwrap_or_else(|| self.find_reach(whole))
    }

    /// [`Self::reach`], worked out.
    pub(super) fn find_reach(&self, whole: &Candidate) -> Range<usize> {
        if !self.flat {
            return whole.range.clone();
        }
        let parts = self.wanted_within.iter().map(|(_, part)| part);
        let others = parts.filter(|part| !whole.is_about(part));
        let end = others.filter_map(|part| self.next_about(part, whole.block)).min();
        whole.block..end.unwrap_or(usize::MAX)
    }

    /// True where `candidate` stands in the part that `whole` opens.
    pub(super) fn stands_under(&self, candidate: &Candidate, whole: &Candidate) -> bool {
        candidate.block > whole.block && self.reach(whole).contains(&candidate.block)
    }

    /// The parts in which requirements look for `topics`, as topics.
    fn homes(&self, topics: &[String]) -> Vec<String> {
        self.wanted_within
            .iter()
            .filter(|(topic, _)| topics.contains(topic))
            .map(|(_, part)| part.clone())
            .collect()
    }

    /// The headings of the body.
    pub(super) fn headings(&self) -> impl Iterator<Item = &Candidate> {
        self.all.iter().filter(|candidate| candidate.is_heading())
    }
}

/// True for a title that names several things: « Ce qui était attendu, et quand ».
pub(super) fn names_several(title: &str) -> bool {
    title.contains([',', '/', '&', '+']) || title.split_whitespace().any(|word| word == "et")
}

/// Topics of the requirements that quote the same sentence.
pub(super) fn together(certification: &Certification, role: &str) -> Vec<Vec<String>> {
    let mut by_quote: Vec<(&str, Vec<String>)> = Vec::new();
    for requirement in of_role(certification, role) {
        if let Asks::Presence(presence) = &requirement.asks
            && presence.within.is_some()
        {
            match by_quote.iter_mut().find(|(quote, _)| *quote == requirement.quote) {
                Some((_, topics)) => topics.extend(presence.topics.iter().cloned()),
                None => by_quote.push((&requirement.quote, presence.topics.clone())),
            }
        }
    }
    by_quote.into_iter().map(|(_, topics)| topics).collect()
}
