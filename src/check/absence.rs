//! What must not be there: a part about something, or words.

use super::Context;
use super::draft::Answer;
use super::phrases::search;
use super::presence::{has_content, place};
use crate::certification::{Absence, Requirement};
use crate::finding::{Status, Where};
use crate::lexicon::Fit;
use crate::message::Message;
use crate::say;

/// How many passages are shown.
const SHOWN: usize = 4;
/// Score from which a heading may be about what must not be there.
const MAYBE: f32 = 0.6;

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Absence) -> Answer {
    let with_text = |score: f32| {
        let all = context.candidates.matching(&asks.topics, None).into_iter();
        let is_one = move |found: &super::candidates::Match<'_>| {
            found.score >= score && found.candidate.section.is_some() && has_content(context, found.candidate)
        };
        all.filter(is_one).map(|found| place(context, found.candidate)).take(SHOWN).collect::<Vec<Where>>()
    };
    let mut passages = with_text(Fit::SURE);
    let words = search(context, &asks.any_of, |_| true);
    passages.extend(words.iter().take(SHOWN).map(|block| context.dossier.place(*block)));
    let Some(first) = passages.first().cloned() else {
        return nothing(context, requirement, asks, with_text(MAYBE));
    };
    let title = first.heading.clone().unwrap_or_default();
    let (status, confidence) = if asks.for_a_person || !context.dossier.outline_is_sure() && words.is_empty()
    {
        (Status::NotJudged, 0.4)
    } else {
        (Status::NotMet, 0.8)
    };
    let message = match status {
        Status::NotMet if title.is_empty() => say!(
            "Le dossier ne doit rien contenir de tel, et on en trouve.",
            "The dossier must hold nothing of it, and there is some."
        ),
        Status::NotMet => say!(
            "Le dossier ne doit rien contenir de tel, et on en trouve sous « {title} ».",
            "The dossier must hold nothing of it, and there is some under “{title}”."
        ),
        _ => say!(
            "Le dossier ne doit pas le contenir ; relisez ces passages.",
            "The dossier must not hold it; read these passages."
        ),
    };
    Answer::new(requirement, status, confidence, message)
        .found(if title.is_empty() {
            say!("un passage à relire", "a passage to read")
        } else {
            say!("« {title} »", "“{title}”")
        })
        .expected(nothing_of_it())
        .at(first)
        .passages(passages)
}

/// The answer where nothing is surely what must not be there; `near` are the places that may be.
fn nothing(context: &Context<'_>, requirement: &Requirement, asks: &Absence, near: Vec<Where>) -> Answer {
    if let Some(first) = near.first().cloned() {
        let title = first.heading.clone().unwrap_or_default();
        let message = say!(
            "« {title} » s'approche de ce que le dossier ne doit pas contenir : vérifiez.",
            "“{title}” comes near what the dossier must not hold: check."
        );
        return Answer::open(requirement, message).expected(nothing_of_it()).at(first).passages(near);
    }
    if !asks.topics.is_empty() && !context.dossier.outline_is_sure() {
        let message = say!(
            "Rien de tel n'a été trouvé, mais les titres de ce fichier se lisent mal : vérifiez.",
            "Nothing of it was found, but the headings of this file are hard to read: check."
        );
        return Answer::open(requirement, message).expected(nothing_of_it());
    }
    Answer::new(requirement, Status::Met, 0.8, say!("Rien de tel n'a été trouvé", "Nothing of it was found"))
        .found(say!("rien de tel", "nothing of it"))
        .expected(nothing_of_it())
}

fn nothing_of_it() -> Message {
    say!("rien de tel dans le dossier, hors annexes", "nothing of it in the dossier without the annexes")
}
