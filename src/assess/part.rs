//! A document that names a titre and lists the competencies of one of its parts alone.

use std::sync::Arc;

use super::Shelf;
use crate::certification::{Activity, Certification, SelectError};
use crate::document::{Block, Document};
use crate::lexicon::{Normalised, Phrases};

/// Competencies of one activity that a document must name, and of the others none, to be about that one.
const ENOUGH: usize = 2;
/// Score from which a competency may be named in other words.
const MAY_BE: f32 = 0.72;

/// The part of `whole` (a CCP) whose competencies alone `document` names; none where it names others, or too few.
///
/// # Errors
/// Where the rule file of a part has a fault.
pub(super) fn only_part(
    shelf: &Shelf,
    whole: &Certification,
    document: &Document,
) -> Result<Option<Arc<Certification>>, SelectError> {
    let Some(activity) = only_activity(whole, document) else { return Ok(None) };
    let folder = whole.id.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = |id: &&str| id.rsplit_once('/').is_some_and(|(of, _)| of == folder) && **id != whole.id;
    let ids = |of: &Activity| of.competencies.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    for id in shelf.library().certifications()?.filter(beside) {
        let part = shelf.find(id)?;
        if matches!(part.activities.as_slice(), [only] if ids(only) == ids(activity)) {
            return Ok(Some(part));
        }
    }
    Ok(None)
}

/// The only activity of `whole` some of whose competencies `document` names.
fn only_activity<'a>(whole: &'a Certification, document: &Document) -> Option<&'a Activity> {
    let phrases = Phrases::new(whole.competencies().map(|(_, competency)| competency.name.as_str()));
    let mut scanner = phrases.scanner();
    let mut best = vec![0.0_f32; phrases.len()];
    for block in document.blocks.iter().filter(|block: &&Block| block.in_flow()) {
        for (number, found) in scanner.scan(&Normalised::of(&block.text())) {
            if let Some(best) = best.get_mut(number) {
                *best = best.max(found.score);
            }
        }
    }
    let mut scores = best.into_iter();
    let of_each: Vec<(&Activity, Vec<f32>)> = whole
        .activities
        .iter()
        .map(|activity| (activity, scores.by_ref().take(activity.competencies.len()).collect()))
        .collect();
    let may_be = |scores: &[f32]| scores.iter().any(|score| *score >= MAY_BE);
    let mut named = of_each.iter().filter(|(_, scores)| may_be(scores));
    let (activity, scores) = named.next().filter(|_| of_each.len() > 1 && named.next().is_none())?;
    (scores.iter().filter(|score| **score >= 0.95).count() >= ENOUGH).then_some(*activity)
}
