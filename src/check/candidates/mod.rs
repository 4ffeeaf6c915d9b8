//! What may name a part: the headings, and labels (« Délais : », a line in bold), each with the topics it fits. Fits are
//! worked out once for a dossier.

mod making;

use std::ops::Range;

use super::subject::Subject;
use super::{claims, wholes};
use crate::certification::{Asks, Certification, Requirement};
use crate::hash::HashMap;
use crate::lexicon::Fit;
use crate::structure::ZoneKind;

/// What a line by itself is worth that heads text as a heading does, and is none.
const LINE: f32 = 0.8;
/// What a run-in label is worth: it comes near, and is shown to a person, but names no part by itself.
const LABEL: f32 = 0.74;
/// Score of a title all of which comes near a topic: « Problématique » heads a context, and may state a need as well.
pub(super) const WHOLLY: f32 = 0.62;
/// How much less a heading is worth for a part when it stands within another that asks for the same topic.
const ELSEWHERE: f32 = 0.7;

/// Something that names a part.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The words, as read.
    pub(super) title: String,
    /// The section it opens; none for a label.
    pub(super) section: Option<usize>,
    /// Its block.
    pub(super) block: usize,
    /// What it names: the section's blocks, those that a line by itself heads, or the block of a run-in label.
    pub(super) range: Range<usize>,
    /// How sure it is that it names anything, 0 to 1.
    pub(super) confidence: f32,
    pub(super) zone: ZoneKind,
    /// A label that is a line by itself and heads what follows.
    line: bool,
    /// The sections it stands in, innermost first.
    pub(super) above: Vec<usize>,
    /// How many columns the table has that it is a label in; none where it is in no table.
    pub(super) columns: Option<u32>,
    pub(super) fits: Vec<Fit>,
}

/// All candidates of a dossier, in reading order.
pub(super) struct Candidates {
    pub(super) all: Vec<Candidate>,
    /// Topics that some requirement asks for.
    pub(super) wanted: Vec<String>,
    /// Topics that one sentence of the text asks for together: « les résultats ou livrables attendus, les délais ».
    pub(super) together: Vec<Vec<String>>,
    /// Pairs (topic, part) that some requirement asks for.
    pub(super) wanted_within: Vec<(String, String)>,
    /// All headings are of one level: none stands in another.
    pub(super) flat: bool,
    /// Which candidate each section is, where it is one.
    by_section: HashMap<usize, usize>,
    /// The headings of the body that are about each topic that is asked for in a part, and about these parts, by block.
    headed: HashMap<String, Vec<usize>>,
    /// The blocks of every heading of the body that is one of the parts in which others are asked for, by its block.
    pub(super) reaches: HashMap<usize, Range<usize>>,
}

/// A candidate held against topics.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match<'a> {
    pub(super) candidate: &'a Candidate,
    /// How well it fits, 0 to 1; from [`Fit::SURE`] on it is the part.
    pub(super) score: f32,
    /// It is a heading that stands in the part where it is looked for.
    pub(super) at_home: bool,
}

impl Candidates {
    pub(super) fn of(subject: &Subject, certification: &Certification, role: &str) -> Self {
        let mut all = making::all(subject, certification);
        let wanted = wanted(certification, role);
        wholes::adopt(&mut all, certification, &wanted);
        let mut candidates = Self {
            all,
            wanted,
            together: claims::together(certification, role),
            wanted_within: wanted_within(certification, role),
            flat: is_flat(subject),
            by_section: HashMap::default(),
            headed: HashMap::default(),
            reaches: HashMap::default(),
        };
        candidates.index();
        candidates
    }

    /// Works out what is asked of every candidate again and again.
    fn index(&mut self) {
        let sections = self.all.iter().enumerate().filter_map(|(at, it)| Some((it.section?, at)));
        self.by_section = sections.collect();
        let topics = self.wanted_within.iter().flat_map(|(topic, part)| [topic, part]);
        let about = |topic: &String| {
            let blocks = self.headings().filter(|it| it.is_about(topic)).map(|it| it.block);
            (topic.clone(), blocks.collect())
        };
        self.headed = topics.map(about).collect();
        let is_part = |it: &&Candidate| self.wanted_within.iter().any(|(_, part)| it.is_about(part));
        let parts = self.headings().filter(is_part);
        self.reaches = parts.map(|whole| (whole.block, self.find_reach(whole))).collect();
    }

    /// The first heading of the body behind block `block` that is about `topic`, which is one that is asked for in a part
    /// or such a part.
    pub(super) fn next_about(&self, topic: &str, block: usize) -> Option<usize> {
        let blocks = self.headed.get(topic)?;
        blocks.get(blocks.partition_point(|at| *at <= block)).copied()
    }

    /// The heading of `section`.
    pub(super) fn heading(&self, section: usize) -> Option<&Candidate> {
        self.all.get(*self.by_section.get(&section)?)
    }

    /// The headings that `candidate` stands under.
    pub(super) fn headings_above(&self, candidate: &Candidate) -> impl Iterator<Item = &Candidate> {
        candidate.above.iter().filter_map(|section| self.heading(*section))
    }

    /// The candidates whose blocks are in `range`.
    pub(super) fn inside(&self, range: Range<usize>) -> impl Iterator<Item = &Candidate> {
        let start = self.all.partition_point(|candidate| candidate.block < range.start);
        self.all.iter().skip(start).take_while(move |candidate| candidate.block < range.end)
    }

    /// Leaves out the title of a presentation, which names no part of it: that of its first slide, unless it is about
    /// one of `topics`, with which the presentation begins.
    pub(super) fn drop_title(&mut self, subject: &Subject, topics: &[String]) {
        let on_first_slide = |block: usize| {
            let page = subject.block(block).and_then(|block| block.place.page);
            page.is_none_or(|page| page == 1)
        };
        // Markdown may say its title before its text, and makes a slide of it.
        let document = &subject.structure.document;
        let is_markdown = document.blocks.iter().any(|block| block.place.line.is_some());
        let has_title = document.properties.title.as_ref().filter(|_| is_markdown);
        self.all.retain(|candidate| {
            candidate.section != Some(0)
                || !on_first_slide(candidate.block)
                || candidate.is_about_any(topics)
                || has_title.is_some_and(|title| *title != candidate.title)
        });
        self.index();
    }

    /// Every candidate with how well it fits any of `topics`, best first, reading order among equals. Candidates in the
    /// annexes and in the contents are left out.
    pub(super) fn matching(&self, topics: &[String], within: Option<&str>) -> Vec<Match<'_>> {
        let mut out: Vec<Match<'_>> = self
            .all
            .iter()
            .filter(|candidate| matches!(candidate.zone, ZoneKind::Body | ZoneKind::Cover))
            .filter_map(|candidate| {
                let (topic, score) = candidate.best(topics)?;
                let weight = self.place_weight(candidate, topic, within);
                let at_home = weight == 1.0 && within.is_some_and(|part| self.stands_in(candidate, part));
                Some(Match { candidate, score: score * weight, at_home })
            })
            .collect();
        out.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.candidate.block.cmp(&b.candidate.block)));
        out
    }

    /// What is left of the section that `candidate` opens for the first of the topics it names in one title: without the
    /// headings under it that are about others of them alone, which have their own text. All of it, where it names but one.
    pub(super) fn share(&self, candidate: &Candidate, topics: &[String]) -> Vec<Range<usize>> {
        let others: Vec<&String> =
            self.wanted.iter().filter(|it| !topics.contains(it) && candidate.is_about(it)).collect();
        let about = |child: &&Candidate| {
            child.section.is_some() && child.is_about_any(&others) && !child.is_about_any(topics)
        };
        let mut out = Vec::new();
        let mut from = candidate.block + 1;
        for child in self.inside(candidate.block + 1..candidate.range.end).filter(about) {
            if child.block >= from {
                out.push(from..child.block);
                from = child.range.end;
            }
        }
        out.push(from.min(candidate.range.end)..candidate.range.end);
        out
    }

    /// True where headings of the section that `candidate` opens, or those that follow it where it has none, are surely
    /// about one of `topics`.
    pub(super) fn leads(&self, candidate: &Candidate, topics: &[String]) -> bool {
        // Most parts are made of nothing, and every candidate is asked.
        if topics.is_empty() {
            return false;
        }
        let next = self.inside(candidate.block + 1..usize::MAX).find(|it| it.section.is_some());
        next.is_some_and(|next| next.is_about_any(topics))
    }

    /// Sections and lines by themselves that surely are about any of `topics`, best first. A run-in label never is.
    pub(super) fn sections_about(&self, topics: &[String]) -> impl Iterator<Item = Match<'_>> {
        self.matching(topics, None).into_iter().filter(|found| found.score >= Fit::SURE)
    }

    /// Candidates in the annexes that surely fit any of `topics`.
    pub(super) fn in_annexes(&self, topics: &[String]) -> Option<&Candidate> {
        let sure =
            |(candidate, score): &(&Candidate, f32)| candidate.section.is_some() && *score >= Fit::SURE;
        self.all_in_annexes(topics).find(sure).map(|(candidate, _)| candidate)
    }

    /// Candidates in the annexes that have something of any of `topics`, each with how well it fits, in reading order.
    pub(super) fn all_in_annexes(&self, topics: &[String]) -> impl Iterator<Item = (&Candidate, f32)> {
        let annexed = self.all.iter().filter(|candidate| candidate.zone == ZoneKind::Annexes);
        annexed.filter_map(|candidate| Some((candidate, candidate.best(topics)?.1)))
    }

    /// 1, or less for a label, and for what belongs to another requirement: the heading of the whole part, a
    /// heading within another part that serves a requirement there just as well.
    fn place_weight(&self, candidate: &Candidate, topic: &str, within: Option<&str>) -> f32 {
        if candidate.section.is_none() && !candidate.line {
            return LABEL;
        }
        let whole = if candidate.line { LINE } else { 1.0 };
        let Some(within) = within else { return whole };
        let score = candidate.score(topic);
        if candidate.score(within) >= score
            && self.holds_parts(candidate, within, topic)
            && !self.stands_in(candidate, within)
        {
            return ELSEWHERE;
        }
        let serves_there = |(wanted, part): &(String, String)| {
            part != within && candidate.score(wanted) >= score && self.stands_in(candidate, part)
        };
        let elsewhere = self.wanted_within.iter().any(serves_there);
        if elsewhere && !self.stands_in(candidate, within) { ELSEWHERE * whole } else { whole }
    }

    /// True where headings about what else belongs in the part `whole` stand in the section that the candidate opens.
    fn holds_parts(&self, candidate: &Candidate, whole: &str, topic: &str) -> bool {
        let others = self.wanted_within.iter().filter(|(other, part)| part == whole && other != topic);
        let others: Vec<&str> = others.map(|(other, _)| other.as_str()).collect();
        self.inside(candidate.block + 1..candidate.range.end)
            .any(|child| child.section.is_some() && child.is_about_any(&others))
    }

    /// True where a section above the candidate surely is about `topic`.
    pub(super) fn stands_in(&self, candidate: &Candidate, topic: &str) -> bool {
        self.headings_above(candidate).any(|parent| parent.is_about(topic))
    }
}

impl Candidate {
    /// How well it fits any of `topics`.
    pub(super) fn best(&self, topics: &[String]) -> Option<(&str, f32)> {
        self.fits
            .iter()
            .filter(|fit| topics.contains(&fit.topic))
            .map(|fit| (fit.topic.as_str(), fit.score))
            .max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// How well it fits `topic`; 0 where nothing speaks for it.
    pub(super) fn score(&self, topic: &str) -> f32 {
        self.fits.iter().find(|fit| fit.topic == topic).map_or(0.0, |fit| fit.score)
    }

    /// True for a heading of the body.
    pub(super) fn is_heading(&self) -> bool {
        self.section.is_some() && self.zone == ZoneKind::Body
    }

    /// True where it surely is about any of `topics`.
    pub(super) fn is_about_any(&self, topics: &[impl AsRef<str>]) -> bool {
        topics.iter().any(|topic| self.is_about(topic.as_ref()))
    }

    /// True where it surely is about `topic`.
    pub(super) fn is_about(&self, topic: &str) -> bool {
        self.score(topic) >= Fit::SURE
    }
}

/// True where all of many headings are of one level.
fn is_flat(subject: &Subject) -> bool {
    /// Headings from which their having one level is no accident.
    const MANY: usize = 6;
    let sections = &subject.structure.sections;
    sections.len() >= MANY && sections.windows(2).all(|two| two[0].level == two[1].level)
}

/// Topics that requirements look for in the document `role`.
fn wanted(certification: &Certification, role: &str) -> Vec<String> {
    let topics = |asks: &Asks| match asks {
        Asks::Presence(presence) => presence.topics.clone(),
        Asks::Listing(listing) => vec![listing.topic.clone()],
        Asks::Mention(mention) => mention.within.clone(),
        _ => Vec::new(),
    };
    of_role(certification, role).flat_map(|requirement| topics(&requirement.asks)).collect()
}

/// What is asked of the document `role`; a heading of it is about nothing that another document is to hold.
pub(super) fn of_role<'a>(
    certification: &'a Certification,
    role: &'a str,
) -> impl Iterator<Item = &'a Requirement> {
    certification.requirements.iter().filter(move |requirement| requirement.document == role)
}

/// Topics with the parts in which requirements look for them.
fn wanted_within(certification: &Certification, role: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for requirement in of_role(certification, role) {
        if let Asks::Presence(presence) = &requirement.asks
            && let Some(within) = &presence.within
        {
            out.extend(presence.topics.iter().map(|topic| (topic.clone(), within.clone())));
        }
    }
    out
}
