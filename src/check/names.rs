//! Where a dossier names the competencies of a certification: in the list of them, or else anywhere.

use std::ops::Range;

use super::candidates::Candidates;
use super::denial;
use super::subject::Subject;
use crate::certification::{Asks, Certification, Competency};
use crate::document::Block;
use crate::finding::Named;
use crate::hash::HashSet;
use crate::lexicon::{Nature, Normalised, Phrase};
use crate::structure::ZoneKind;

/// Score from which other words are taken for a paraphrase of a name.
const PARAPHRASE: f32 = 0.72;

/// Where the competencies of a certification are named in a dossier.
pub(super) struct Names {
    /// Blocks of the listing, where there is a section about it.
    pub(super) listing: Option<Range<usize>>,
    /// For every competency: how and in which block the listing names it, or else any block.
    pub(super) named: Vec<(Named, Option<usize>)>,
    /// For every competency the block that names it to say that it is not shown, where nothing else names it.
    pub(super) denied: Vec<Option<usize>>,
}

impl Names {
    pub(super) fn of(subject: &Subject, certification: &Certification, candidates: &Candidates) -> Self {
        let competencies: Vec<&Competency> = certification.competencies().map(|(_, c)| c).collect();
        let mut scanner = certification.phrase_book().names.scanner();
        let codes: Vec<Option<Normalised>> =
            competencies.iter().map(|c| c.code.as_deref().map(Normalised::of)).collect();
        let mut finds: Vec<Find> = vec![Find::default(); competencies.len()];
        let mut places: Vec<Place> = Vec::new();
        let mut denied: Vec<Option<usize>> = vec![None; competencies.len()];
        for (block, words) in subject.words.iter().enumerate() {
            if words.is_empty() || matches!(subject.zone(block), ZoneKind::Contents) {
                continue;
            }
            for (number, found) in scanner.scan(words) {
                if found.score >= PARAPHRASE && denial::is_denied(subject, certification, block, &found.range)
                {
                    denied[number].get_or_insert(block);
                } else {
                    places.push(Place { block, number, score: found.score });
                }
            }
            for number in 0..competencies.len() {
                if codes[number].as_ref().is_some_and(|code| holds(words, code)) {
                    finds[number].code.get_or_insert(block);
                }
            }
        }
        let listing = listing(certification, candidates, &places);
        for place in &places {
            let listed = listing.as_ref().is_some_and(|range| range.contains(&place.block));
            finds[place.number].offer(place.score, place.block, listed);
        }
        // Names that a table's cells or a page's lines cut apart are whole in the listing read as one text.
        if let Some(range) = &listing {
            let text: Vec<String> =
                subject.structure.blocks(range.clone()).iter().map(|b| b.text()).collect();
            // A row that a page's end cuts has the heads of the columns, said again, in its middle.
            let mut said = HashSet::default();
            let once: Vec<&str> =
                text.iter().map(String::as_str).filter(|line| said.insert(line.trim().to_owned())).collect();
            let whole = scanner.scan(&Normalised::of(&text.join(" ")));
            let whole = whole.into_iter().chain(scanner.scan(&Normalised::of(&once.join(" "))));
            for (number, found) in whole.collect::<Vec<_>>() {
                if found.score > finds[number].score && denied[number].is_none() {
                    finds[number].offer(found.score, range.start, true);
                }
            }
        }
        if let Some(range) = &listing {
            for (number, block) in shortened(subject, range, &competencies) {
                if denied[number] != Some(block) {
                    finds[number].offer(PARAPHRASE, block, true);
                }
            }
        }
        for (find, denied) in finds.iter_mut().zip(&denied) {
            find.code.take_if(|block| *denied == Some(*block));
        }
        let named: Vec<(Named, Option<usize>)> = finds.iter().map(Find::named).collect();
        for ((state, _), denied) in named.iter().zip(&mut denied) {
            denied.take_if(|_| *state != Named::Nowhere);
        }
        Self { listing, named, denied }
    }
}

/// Lines of the listing that are the name of one competency cut short (« Contribuer à la gestion d'un projet »), which a
/// reader takes for it, with its number.
fn shortened(subject: &Subject, listing: &Range<usize>, competencies: &[&Competency]) -> Vec<(usize, usize)> {
    let names: Vec<Phrase> = competencies.iter().map(|competency| Phrase::new(&competency.name)).collect();
    let of_block = |(at, block): (usize, &Block)| {
        let text = block.text();
        let bare = text.trim_start_matches(|c: char| !c.is_alphabetic());
        let line = Phrase::new(bare);
        let mut fitting = names.iter().enumerate().filter(|(_, name)| line.shortens(name));
        let (number, _) = fitting.next()?;
        fitting.next().is_none().then_some((number, listing.start + at))
    };
    subject.structure.blocks(listing.clone()).iter().enumerate().filter_map(of_block).collect()
}

/// True where the words of `code` ("C1.1" makes two) stand in a row.
fn holds(words: &Normalised, code: &Normalised) -> bool {
    let last = words.len().checked_sub(code.len()).filter(|_| !code.is_empty());
    last.is_some_and(|last| {
        (0..=last).any(|at| code.words().enumerate().all(|(i, word)| words.word(at + i) == word))
    })
}

/// Where a competency is named, by its number.
struct Place {
    block: usize,
    number: usize,
    score: f32,
}

/// The best place of a name so far.
#[derive(Clone, Debug, Default)]
struct Find {
    score: f32,
    block: Option<usize>,
    listed: bool,
    code: Option<usize>,
}

impl Find {
    /// A place in the listing is better than another unless much less alike.
    fn offer(&mut self, score: f32, block: usize, listed: bool) {
        let better = if listed == self.listed {
            score > self.score
        } else if listed {
            score >= PARAPHRASE || score > self.score
        } else {
            self.score < PARAPHRASE && score > self.score
        };
        if better {
            (self.score, self.block, self.listed) = (score, Some(block), listed);
        }
    }

    fn named(&self) -> (Named, Option<usize>) {
        if self.score >= 0.95 {
            (Named::Exactly, self.block)
        } else if self.score >= PARAPHRASE {
            (Named::Paraphrased, self.block)
        } else if let Some(block) = self.code {
            (Named::ByCode, Some(block))
        } else {
            (Named::Nowhere, None)
        }
    }
}

/// The section that a listing is asked for in; where none is asked for, the one that announces competencies.
/// Of several such sections the one that names most of them, and of those the one whose heading fits best.
fn listing(certification: &Certification, candidates: &Candidates, places: &[Place]) -> Option<Range<usize>> {
    let asked = certification.requirements.iter().find_map(|requirement| match &requirement.asks {
        Asks::Listing(listing) => Some(listing.topic.clone()),
        _ => None,
    });
    let topics = asked.map_or_else(|| certification.lexicon.of(&[Nature::Competencies]), |topic| vec![topic]);
    let about: Vec<Range<usize>> =
        candidates.sections_about(&topics).map(|found| found.candidate.range.clone()).collect();
    let names = |range: &Range<usize>| {
        let named = places.iter().filter(|place| place.score >= PARAPHRASE && range.contains(&place.block));
        named.map(|place| place.number).collect::<HashSet<_>>().len()
    };
    let best = about.iter().rev().max_by_key(|range| names(range))?;
    // The whole part, where it is a section of it that fits best.
    let around = about.iter().filter(|range| range.start <= best.start && best.end <= range.end);
    around.max_by_key(|range| range.len()).cloned()
}
