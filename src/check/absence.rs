//! What must not be there: a part about something, or words.

use super::Context;
use super::candidates::Candidate;
use super::draft::Answer;
use super::phrases::search_anywhere;
use super::presence::{has_content, place};
use crate::certification::{Absence, Ground, Requirement};
use crate::finding::{Status, Where};
use crate::lexicon::Fit;
use crate::message::Message;
use crate::say;
use crate::structure::ZoneKind;

/// How many passages are shown.
const SHOWN: usize = 4;
/// Score from which a heading may be about what must not be there.
const MAYBE: f32 = 0.6;

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Absence) -> Answer {
    let with_text = |score: f32| {
        let in_body = context.candidates.matching(&asks.topics, None).into_iter();
        let in_body = in_body.filter(|_| asks.of != Ground::Annexes);
        let in_body = in_body.map(|found| (found.candidate, found.score));
        let annexed = context.candidates.all_in_annexes(&asks.topics).filter(|_| asks.of != Ground::Body);
        let is_one = |(candidate, found): &(&Candidate, f32)| {
            *found >= score && candidate.section.is_some() && has_content(context, candidate)
        };
        let all = in_body.chain(annexed).filter(is_one);
        all.map(|(candidate, _)| place(context, candidate)).take(SHOWN).collect::<Vec<Where>>()
    };
    let mut passages = with_text(Fit::SURE);
    let words = search_anywhere(context, &asks.any_of, |block| holds(asks.of, context.dossier.zone(block)));
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
    let (fr, en) = forbidden(asks.of);
    let message = match status {
        Status::NotMet if title.is_empty() => {
            say!("{fr} rien contenir de tel, et on en trouve.", "{en} hold nothing of it, and there is some.")
        }
        Status::NotMet => say!(
            "{fr} rien contenir de tel, et on en trouve sous « {title} ».",
            "{en} hold nothing of it, and there is some under “{title}”."
        ),
        _ => say!("{fr} pas le contenir ; relisez ces passages.", "{en} not hold it; read these passages."),
    };
    Answer::new(requirement, status, confidence, message)
        .found(if title.is_empty() {
            say!("un passage à relire", "a passage to read")
        } else {
            say!("« {title} »", "“{title}”")
        })
        .expected(nothing_of_it(asks.of))
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
        return Answer::open(requirement, message).expected(nothing_of_it(asks.of)).at(first).passages(near);
    }
    if !asks.topics.is_empty() && !context.dossier.outline_is_sure() {
        let message = say!(
            "Rien de tel n'a été trouvé, mais les titres de ce fichier se lisent mal : vérifiez.",
            "Nothing of it was found, but the headings of this file are hard to read: check."
        );
        return Answer::open(requirement, message).expected(nothing_of_it(asks.of));
    }
    Answer::new(requirement, Status::Met, 0.8, say!("Rien de tel n'a été trouvé", "Nothing of it was found"))
        .found(say!("rien de tel", "nothing of it"))
        .expected(nothing_of_it(asks.of))
}

fn nothing_of_it(ground: Ground) -> Message {
    match ground {
        Ground::Body => {
            say!(
                "rien de tel dans le dossier, hors annexes",
                "nothing of it in the dossier without the annexes"
            )
        }
        Ground::Annexes => say!("rien de tel dans les annexes", "nothing of it in the annexes"),
        Ground::Document => say!(
            "rien de tel dans le dossier, annexes comprises",
            "nothing of it in the dossier, annexes included"
        ),
    }
}

/// The beginning of a sentence that says what a document must not hold.
fn forbidden(ground: Ground) -> (&'static str, &'static str) {
    match ground {
        Ground::Annexes => ("Les annexes ne doivent", "The annexes must"),
        Ground::Body | Ground::Document => ("Le dossier ne doit", "The dossier must"),
    }
}

/// True where `ground` takes in what stands in the zone `zone`.
fn holds(ground: Ground, zone: ZoneKind) -> bool {
    match ground {
        Ground::Body => zone != ZoneKind::Annexes,
        Ground::Annexes => zone == ZoneKind::Annexes,
        Ground::Document => true,
    }
}
