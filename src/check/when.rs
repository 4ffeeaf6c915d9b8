//! What is asked for only where something else is there.

use super::Context;
use super::draft::Answer;
use super::phrases::search;
use super::presence::{has_content, place};
use crate::certification::{Requirement, When};
use crate::finding::{Status, Where};
use crate::lexicon::Fit;
use crate::message::Message;
use crate::say;

/// Score from which a heading may be about what makes the condition.
const MAYBE: f32 = 0.5;

/// Whether a condition holds.
enum Holds {
    Yes,
    No,
    /// A place that a person has to look at, where there is one.
    Perhaps(Option<Where>),
}

/// `answer`, as far as it is asked for: what is met is met, and nothing else weighs where the condition does not hold.
pub(super) fn apply(context: &Context<'_>, requirement: &Requirement, when: &When, answer: Answer) -> Answer {
    if answer.finding.status == Status::Met {
        return answer;
    }
    let Message { fr, en } = when.told(context.certification);
    match holds(context, requirement, when) {
        Holds::Yes => answer,
        Holds::No => {
            let message = say!(
                "Sans objet : ce n'est demandé que si {fr}.",
                "Does not apply: it is asked for only where {en}."
            );
            Answer::new(requirement, Status::Met, 0.7, message).found(say!("sans objet", "does not apply"))
        }
        Holds::Perhaps(place) => {
            let Message { fr: why, en: why_en } = &answer.finding.message;
            let message = say!(
                "Ce n'est demandé que si {fr}, ce qui n'est pas sûr : à vous de voir. {why}",
                "It is asked for only where {en}, which is not sure: see for yourself. {why_en}"
            );
            let answer = Answer::open(requirement, message);
            match place {
                Some(place) => answer.at(place.clone()).passages(vec![place]),
                None => answer,
            }
        }
    }
}

fn holds(context: &Context<'_>, requirement: &Requirement, when: &When) -> Holds {
    let is_handed_in = |role: &String| {
        requirement.document == *role || context.others.iter().any(|other| other.role == *role)
    };
    if when.document.as_ref().is_some_and(is_handed_in)
        || !search(context, &when.mention, |_| true).is_empty()
    {
        return Holds::Yes;
    }
    let about = context.candidates.matching(&when.topics, None);
    let mut with_text = about
        .iter()
        .filter(|found| found.candidate.section.is_some() && has_content(context, found.candidate));
    match with_text.next() {
        Some(found) if found.score >= Fit::SURE => Holds::Yes,
        Some(found) if found.score >= MAYBE => Holds::Perhaps(Some(place(context, found.candidate))),
        _ if !when.topics.is_empty() && !context.dossier.outline_is_sure() => Holds::Perhaps(None),
        _ => Holds::No,
    }
}
