//! What waits in a receipt for a part that was not found, by part.

use maud::{Markup, html};

use super::Text;
use crate::message::Lang;
use crate::receipt::Answer;
use crate::report::words::{self, pick};

/// The answers that wait, by the part that they wait for, in the order in which the parts first occur.
pub(super) fn by_part<'a>(waiting: &[&'a Answer]) -> Vec<Vec<&'a Answer>> {
    let mut all: Vec<Vec<&Answer>> = Vec::new();
    for &one in waiting {
        match all.iter_mut().find(|known| known.first().is_some_and(|first| first.waits_for == one.waits_for))
        {
            Some(answers) => answers.push(one),
            None => all.push(vec![one]),
        }
    }
    all
}

/// What waits for one part.
pub(super) fn waits(answers: &[&Answer], lang: Lang) -> Markup {
    let part = answers.first().and_then(|one| one.waits_for.as_ref());
    html! {
        p {
            (words::counted(
                lang,
                answers.len(),
                ["exigence ne peut être jugée", "exigences ne peuvent être jugées"],
                ["requirement cannot be judged", "requirements cannot be judged"],
            ))
            @match part {
                Some(part) => {
                    (pick(lang, " tant que la partie « ", " until the part “"))
                    (Text(part.get(lang)))
                    (pick(lang, " » n'est pas trouvée", "” is found"))
                }
                None => (pick(
                    lang,
                    " tant que la partie ou le document concerné n'est pas trouvé",
                    " until the part or the document concerned is found",
                )),
            }
            (words::colon(lang))
            @for (at, one) in answers.iter().enumerate() {
                @if at > 0 { (pick(lang, " ; ", "; ")) }
                (Text(one.title.get(lang))) " " code.id { (Text(&one.id)) }
            }
            "."
        }
    }
}
