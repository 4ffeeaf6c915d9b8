//! How the candidates of a dossier are found: its headings, and the lines and labels that are about anything.

use std::ops::Range;

use super::super::subject::Subject;
use super::super::{labels, own_names};
use super::Candidate;
use crate::certification::{Asks, Certification};
use crate::document::Block;
use crate::hash::{HashMap, HashSet};
use crate::lexicon::{Nature, Normalised, OwnNames, Phrases};
use crate::structure::{Section, ZoneKind};

/// Score from which a heading is the name of a competency or an activity.
const NAME: f32 = 0.72;

/// All candidates, in reading order.
pub(super) fn all(subject: &Subject, certification: &Certification) -> Vec<Candidate> {
    let own = own_names::of(subject, &certification.lexicon);
    let mut all = headings(subject, certification, &own);
    near_where_deep(&mut all, certification, subject);
    let listings = listings(&all, certification);
    drop_names_of_competencies(&mut all, &listings, certification);
    let glossaries = ranges_about(&all, &certification.lexicon.of(&[Nature::Glossary]));
    all.extend(labelled(subject, certification, &own, |block| {
        let listed = listings.iter().chain(&glossaries).any(|range| range.contains(&block));
        !listed && subject.zone(block) != ZoneKind::Contents
    }));
    rows_that_are_parts(&mut all, subject, certification);
    all.sort_by_key(|candidate| candidate.block);
    all
}

/// The headings.
fn headings(subject: &Subject, certification: &Certification, own: &OwnNames) -> Vec<Candidate> {
    let of = |(index, section): (usize, &Section)| Candidate {
        title: section.heading.clone(),
        section: Some(index),
        block: section.block,
        range: section.blocks.clone(),
        confidence: section.confidence,
        zone: section.zone,
        line: false,
        above: sections_above(subject, section.parent),
        columns: None,
        fits: certification.lexicon.fits_under(&section.title, above(subject, section.parent), own),
    };
    subject.structure.sections.iter().enumerate().map(of).collect()
}

/// The lines and run-in labels of the blocks that `keep` keeps that are about anything.
fn labelled(
    subject: &Subject,
    certification: &Certification,
    own: &OwnNames,
    keep: impl Fn(usize) -> bool,
) -> Vec<Candidate> {
    let columns = columns(subject);
    let of = |(index, block): (usize, &Block)| {
        let title = labels::label(block)?;
        let under = subject.structure.section_of(index);
        let fits = certification.lexicon.fits_under(&title, above(subject, under), own);
        if fits.is_empty() {
            return None;
        }
        let heads = labels::heads(subject, index);
        Some(Candidate {
            title,
            section: None,
            block: index,
            line: heads.is_some(),
            range: heads.unwrap_or(index..index + 1),
            confidence: 0.7,
            zone: subject.zone(index),
            above: sections_above(subject, under),
            columns: block.context.cell.and_then(|cell| columns.get(&cell.table).copied()),
            fits,
        })
    };
    let blocks = subject.structure.document.blocks.iter().enumerate();
    blocks.filter(|(index, _)| keep(*index)).filter_map(of).collect()
}

/// How many rows of a table must be about different things, each called just so, for its rows to be the parts they name.
const ROWS: usize = 3;

/// Makes parts of the rows of a table of two columns whose first cells name different things: « Moyens | Un serveur … »
/// stands for a heading and its text. Under a heading that is one of the parts itself, « Répartition des tâches », they
/// are what it is about.
fn rows_that_are_parts(all: &mut [Candidate], subject: &Subject, certification: &Certification) {
    let cell = |at: usize| subject.block(at).and_then(|block| block.context.cell);
    let mut named: HashMap<u32, Vec<&str>> = HashMap::default();
    let parts = topics_of_parts(certification);
    let of_a_part: HashSet<usize> =
        all.iter().filter(|it| it.is_about_any(&parts)).filter_map(|it| it.section).collect();
    let is_name = |candidate: &Candidate| {
        candidate.section.is_none()
            && candidate.columns == Some(2)
            && candidate.above.first().is_none_or(|section| !of_a_part.contains(section))
            && cell(candidate.block).is_some_and(|it| it.column == 1)
    };
    for candidate in all.iter().filter(|candidate| is_name(candidate)) {
        let best =
            candidate.fits.iter().filter(|fit| fit.is_sure()).max_by(|a, b| a.score.total_cmp(&b.score));
        if let (Some(cell), Some(fit)) = (cell(candidate.block), best) {
            let topics = named.entry(cell.table).or_default();
            if !topics.contains(&fit.topic.as_str()) {
                topics.push(&fit.topic);
            }
        }
    }
    let tables: Vec<u32> =
        named.iter().filter(|(_, topics)| topics.len() >= ROWS).map(|(table, _)| *table).collect();
    let mut rows: HashSet<(u32, u32)> = HashSet::default();
    for candidate in all.iter_mut().filter(|candidate| is_name(candidate)) {
        let Some(own) = cell(candidate.block).filter(|cell| tables.contains(&cell.table)) else { continue };
        // The first name of a row says what it is.
        if !rows.insert((own.table, own.row)) {
            continue;
        }
        let behind = subject.structure.document.blocks.iter().skip(candidate.block + 1);
        let behind = behind.take_while(|block| block.row() == Some((own.table, own.row))).count();
        let end = candidate.block + 1 + behind;
        if subject.count(candidate.block + 1..end).words > 0 {
            candidate.range = candidate.block..end;
            candidate.line = true;
        }
    }
}

/// The sections that surely are about any of `topics`.
fn ranges_about(all: &[Candidate], topics: &[impl AsRef<str>]) -> Vec<Range<usize>> {
    let about = |candidate: &&Candidate| candidate.is_about_any(topics);
    all.iter().filter(about).map(|candidate| candidate.range.clone()).collect()
}

/// The sections that list competencies.
fn listings(all: &[Candidate], certification: &Certification) -> Vec<Range<usize>> {
    let topics: Vec<&str> = listing_topics(certification).collect();
    ranges_about(all, &topics)
}

/// The names in a list of competencies label none of the parts that they sound like.
fn drop_names_of_competencies(
    all: &mut [Candidate],
    listings: &[Range<usize>],
    certification: &Certification,
) {
    let names = Phrases::new(certification.activities.iter().flat_map(|activity| {
        let competencies = activity.competencies.iter().map(|competency| competency.name.as_str());
        std::iter::once(activity.name.as_str()).chain(competencies)
    }));
    let is_name = |title: &str| {
        let words = Normalised::of(title);
        names.scanner().scan(&words).iter().any(|(_, found)| found.score >= NAME)
    };
    for candidate in all {
        let below = |range: &Range<usize>| range.start < candidate.block && range.contains(&candidate.block);
        if listings.iter().any(below) && (is_entry(&candidate.title) || is_name(&candidate.title)) {
            candidate.fits.clear();
        }
    }
}

/// Headings so many of which stand over a title make it deep.
const DEEP: usize = 3;
/// The best score of a deep title that is about the dossier as a whole elsewhere.
const NEAR_THERE: f32 = 0.6;

/// « 4.2.1.6 Résumé » sums up what stands before it there, and not the project.
fn near_where_deep(all: &mut [Candidate], certification: &Certification, subject: &Subject) {
    let topics = certification.lexicon.of(&[Nature::Whole]);
    for candidate in all {
        let section = candidate.section.and_then(|index| subject.structure.sections.get(index));
        if section.is_some_and(|section| above(subject, section.parent).count() >= DEEP) {
            let fits = candidate.fits.iter_mut().filter(|fit| topics.contains(&fit.topic));
            fits.for_each(|fit| fit.score = fit.score.min(NEAR_THERE));
        }
    }
}

/// How many columns each table has, by its number.
fn columns(subject: &Subject) -> HashMap<u32, u32> {
    let mut columns = HashMap::default();
    for cell in subject.structure.document.blocks.iter().filter_map(|block| block.context.cell) {
        let most = columns.entry(cell.table).or_insert(cell.column);
        *most = cell.column.max(*most);
    }
    columns
}

/// Section `index` and those it stands in, innermost first.
fn sections_above(subject: &Subject, index: Option<usize>) -> Vec<usize> {
    let parent = |index: &usize| subject.structure.sections.get(*index).and_then(|section| section.parent);
    std::iter::successors(index, parent).collect()
}

/// Titles of section `index` and of those it stands in, but for one that heads most of the document: it is its title
/// and says nothing of a part.
fn above(subject: &Subject, index: Option<usize>) -> impl Iterator<Item = &str> {
    let structure = &subject.structure;
    let section = |index: usize| structure.sections.get(index);
    let most = structure.document.blocks.len() / 2;
    std::iter::successors(index.and_then(section), move |below| below.parent.and_then(section))
        .filter(move |section| section.blocks.len() <= most)
        .map(|section| section.title.as_str())
}

/// True for a title that opens as the entries of a list of competencies do: « Bloc 2 — … », « Activité-type 1 », « CP3 ».
fn is_entry(title: &str) -> bool {
    let words = Normalised::of(title);
    let first = words.word(0).trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(first, "bloc" | "activite" | "at" | "competence" | "comp" | "ccp" | "cp" | "c")
}

/// Topics that are asked for within another part.
fn topics_of_parts(certification: &Certification) -> Vec<&str> {
    let parts = certification.requirements.iter().filter_map(|requirement| match &requirement.asks {
        Asks::Presence(asks) if asks.within.is_some() => Some(&asks.topics),
        _ => None,
    });
    parts.flatten().map(String::as_str).collect()
}

/// Topics of the lists of competencies that are asked for.
fn listing_topics(certification: &Certification) -> impl Iterator<Item = &str> {
    certification.requirements.iter().filter_map(|requirement| match &requirement.asks {
        Asks::Listing(listing) => Some(listing.topic.as_str()),
        _ => None,
    })
}
