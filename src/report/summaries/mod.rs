//! The list of the résumés, as the jury gets it: DOCX to print or to change, a page, or Markdown.

mod docx;
mod markdown;

use super::html;
use super::words::pick;
use crate::calendar::{Date, english_date, french_date};
use crate::message::Lang;
use crate::own::LIST;
use crate::summaries::{Entry, Summaries};

pub use docx::{DocxError, docx};
pub use markdown::markdown;

/// The list as a web page.
pub fn page(list: &Summaries, lang: Lang) -> String {
    html::summaries(list, lang)
}

pub(super) fn title(lang: Lang) -> &'static str {
    pick(lang, LIST[0], LIST[1])
}

/// What stands under the title: certification, session, by when the jury has it.
pub(super) fn facts(list: &Summaries, lang: Lang) -> Vec<String> {
    let session = list.session.as_deref().map(|iso| {
        let day = match (iso.parse::<Date>(), lang) {
            (Ok(day), Lang::Fr) => french_date(day),
            (Ok(day), Lang::En) => english_date(day),
            (Err(_), _) => iso.to_owned(),
        };
        format!("{}{day}", pick(lang, "Session du ", "Session of "))
    });
    let due = list.due.as_ref().map(|due| due.get(lang).to_owned());
    let certification = Some(list.certification.clone()).filter(|title| !title.is_empty());
    certification.into_iter().chain(session).chain(due).collect()
}

/// The line under a candidate's name: length, and where the résumé was found.
pub(super) fn source(entry: &Entry, lang: Lang) -> String {
    let Some(resume) = &entry.resume else {
        return pick(
            lang,
            "Résumé à obtenir : il n'a pas été trouvé.",
            "Résumé to be obtained: it was not found.",
        )
        .to_owned();
    };
    let words = super::words::words(lang, resume.count.words);
    let from = match &resume.place {
        None => pick(lang, "remis à part", "handed in apart").to_owned(),
        Some(place) => {
            let place = super::words::place(lang, place);
            let from = pick(lang, "tiré du dossier", "taken from the dossier");
            if place.is_empty() { from.to_owned() } else { format!("{from}, {place}") }
        }
    };
    format!("{words}, {from}")
}
