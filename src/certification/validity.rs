//! Whether an edition of a référentiel is the one of a session.

use super::Certification;
use crate::calendar::{Date, english_date, french_date, short_date};
use crate::message::Message;
use crate::say;

impl Certification {
    /// What whoever is judged by this edition must know: `day` (the session, or today) lies outside its validity, a
    /// later edition exists.
    pub fn edition(&self, day: Date) -> Vec<Message> {
        let mut out = Vec::new();
        let date = |written: &Option<String>| -> Option<Date> { written.as_ref()?.parse().ok() };
        let name = &self.source.name;
        if let Some(from) = date(&self.source.valid_from).filter(|from| day < *from) {
            let (fr, en, since, start) =
                (french_date(day), english_date(day), french_date(from), english_date(from));
            out.push(say!(
                "Cette édition du référentiel ({name}) n'est en vigueur qu'à partir du {since} ; la date retenue est le {fr}.",
                "This edition of the référentiel ({name}) is in force only from {start}; the date at hand is {en}."
            ));
        }
        if let Some(until) = date(&self.source.valid_until).filter(|until| day > *until) {
            let (fr, en, last, end) =
                (french_date(day), english_date(day), french_date(until), english_date(until));
            out.push(say!(
                "Cette édition du référentiel ({name}) n'est plus en vigueur après le {last} ; la date retenue est le {fr}.",
                "This edition of the référentiel ({name}) was in force until {end}; the date at hand is {en}."
            ));
        }
        if let Some(Message { fr, en }) = &self.source.later {
            let (more, more_en) = match date(&self.source.later_until) {
                Some(until) if day > until => (
                    format!(
                        " Elle-même n'était enregistrée que jusqu'au {} : une autre peut l'avoir remplacée.",
                        short_date(until)
                    ),
                    format!(
                        " It was itself registered until {until} only: another may have taken its place."
                    ),
                ),
                Some(until) => (
                    format!(" Elle est enregistrée jusqu'au {}.", short_date(until)),
                    format!(" It is registered until {until}."),
                ),
                None => Default::default(),
            };
            out.push(Message::new(format!("{fr}{more}"), format!("{en}{more_en}")));
        }
        if let Some(Message { fr, en }) = &self.source.confidence {
            out.push(say!("Source de ces règles, confiance {fr}", "Source of these rules, confidence {en}"));
        }
        out
    }
}
