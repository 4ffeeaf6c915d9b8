//! Whether what is due before the session was handed in in time.

use super::draft::titled;
use crate::calendar::{Calendar, Date, english_date, french_date};
use crate::certification::{Certification, Deadline, RESUME};
use crate::finding::{Finding, Severity, Status, Where};
use crate::message::Message;
use crate::say;

/// When something was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deposit {
    /// The day.
    pub day: Date,
    /// How that day is known.
    pub known: Known,
}

/// How the day of a deposit is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Somebody told it.
    Told,
    /// Nobody said so: it is taken to be today, and too late is not for us to say.
    Today,
    /// It was told of the dossier, and this was handed in on that day or before.
    OfTheDossier,
}

impl Deposit {
    /// On a day that somebody told.
    pub fn on(day: Date) -> Self {
        Self { day, known: Known::Told }
    }
}

/// One finding for every deadline of `certification` that binds the candidate on a document in `of` (`dossier`,
/// `resume`), for that `depot` and a session whose first day is `session`.
pub fn deadlines(
    certification: &Certification,
    calendar: &Calendar,
    session: Date,
    depot: Deposit,
    of: &[&str],
) -> Vec<Finding> {
    certification
        .deadlines
        .iter()
        .filter(|deadline| deadline.by_candidate && of.contains(&deadline.of.as_str()))
        .filter_map(|deadline| {
            let due = calendar.deadline(session, deadline.days, deadline.unit)?;
            Some(finding(deadline, due.date, due.careful, depot))
        })
        .collect()
}

fn finding(deadline: &Deadline, due: Date, careful: Date, deposit: Deposit) -> Finding {
    let in_time = deposit.day <= due;
    let dates = [deposit.day, due, careful].map(|date| Message::new(french_date(date), english_date(date)));
    let last_minute = deposit.day > careful && deadline.days > 0;
    let (Message { fr, en }, amount) = (&dates[1], before(deadline));
    Finding {
        requirement: deadline.id.clone(),
        document: deadline.of.clone(),
        title: titled(&deadline.title, deadline.overlay.as_ref()),
        status: match deposit.known {
            _ if in_time => Status::Met,
            Known::Told => Status::NotMet,
            Known::Today | Known::OfTheDossier => Status::NotJudged,
        },
        severity: Severity::Error,
        confidence: 0.9,
        found: found(deposit.known, &dates[0]),
        expected: Message::new(
            format!("au plus tard le {fr} ({})", amount.fr),
            format!("by {en} ({})", amount.en),
        ),
        message: if in_time { met(deposit.known, last_minute, &dates) } else { late(deposit.known, &dates) },
        help: if in_time { Message::default() } else { help(deadline, deposit.known) },
        place: Where::default(),
        characters: None,
        words: None,
        language: None,
        quote: deadline.quote.clone(),
        reference: deadline.reference.clone(),
        passages: Vec::new(),
        competencies: Vec::new(),
        waiver: None,
        overlay: deadline.overlay.clone(),
        waits: false,
        waits_for: Message::default(),
        in_force_from: None,
    }
}

fn found(known: Known, Message { fr, en }: &Message) -> Message {
    match known {
        Known::Told => Message::new(fr.clone(), en.clone()),
        Known::Today => {
            say!(
                "{fr} (aujourd'hui, faute d'une date de dépôt)",
                "{en} (today, for want of a day of deposit)"
            )
        }
        Known::OfTheDossier => {
            say!(
                "au plus tard le {fr}, jour du dépôt du dossier",
                "by {en}, the day the dossier was handed in"
            )
        }
    }
}

/// The message on what came in time, of the day it came, the last one and the more careful one.
fn met(known: Known, last_minute: bool, [given, last, sooner]: &[Message; 3]) -> Message {
    if known == Known::OfTheDossier {
        return Message::new(
            format!(
                "Remis au plus tard le {}, jour du dépôt du dossier ; date limite le {}",
                given.fr, last.fr
            ),
            format!("Handed in by {}, the day the dossier was handed in; due by {}", given.en, last.en),
        );
    }
    if last_minute {
        return Message::new(
            format!("Dépôt du {}, le dernier jour ; plus prudent : {}", given.fr, sooner.fr),
            format!("Handed in on {}, the last day; more careful: {}", given.en, sooner.en),
        );
    }
    Message::new(
        format!("Dépôt du {}, date limite le {}", given.fr, last.fr),
        format!("Handed in on {}, due by {}", given.en, last.en),
    )
}

/// The message on what came too late, by the day it came and the last one.
fn late(known: Known, [given, last, _]: &[Message; 3]) -> Message {
    match known {
        Known::Told => Message::new(
            format!("Trop tard : dépôt du {}, date limite le {}.", given.fr, last.fr),
            format!("Too late: handed in on {}, due by {}.", given.en, last.en),
        ),
        Known::Today => Message::new(
            format!("La date limite est passée ({}) et rien ne dit quel jour le dépôt a eu lieu.", last.fr),
            format!("The last day has passed ({}) and nothing tells on which day it was handed in.", last.en),
        ),
        Known::OfTheDossier => Message::new(
            format!(
                "Le dossier a été déposé le {}, après la date limite du résumé ({}), et rien ne dit quel jour le résumé a été remis.",
                given.fr, last.fr
            ),
            format!(
                "The dossier was handed in on {}, after the last day for the résumé ({}), and nothing tells on which day the résumé was.",
                given.en, last.en
            ),
        ),
    }
}

fn help(deadline: &Deadline, known: Known) -> Message {
    match known {
        Known::Told => say!(
            "Prévenez votre centre sans attendre : lui seul peut dire ce qu'il en est d'un dépôt tardif.",
            "Tell your centre at once: only it can say what a late deposit entails."
        ),
        _ if deadline.of == RESUME => say!(
            "Dites quel jour : --resume-date AAAA-MM-JJ, ou resume-date dans [session] de conforme.toml. Si le résumé n'a pas été remis, prévenez votre centre sans attendre.",
            "Say on which day: --resume-date YYYY-MM-DD, or resume-date in [session] of conforme.toml. If the résumé was not handed in yet, tell your centre at once."
        ),
        _ => say!(
            "Dites quel jour : --depot AAAA-MM-JJ, ou depot dans [session] de conforme.toml. Si le dépôt n'a pas eu lieu, prévenez votre centre sans attendre.",
            "Say on which day: --depot YYYY-MM-DD, or depot in [session] of conforme.toml. If it was not handed in yet, tell your centre at once."
        ),
    }
}

/// How long before the session a document is due.
pub fn before(deadline: &Deadline) -> Message {
    if deadline.days == 0 {
        return say!("le jour de la session", "the day of the session");
    }
    let Message { fr, en } = deadline.unit.amount(deadline.days);
    say!("{fr} avant la session", "{en} before the session")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use crate::certification::Library;

    fn answers(depot: &str) -> Vec<(String, Status)> {
        let ais = Library::built_in().load("ais-2018/titre").unwrap();
        let session = "2026-12-07".parse().unwrap();
        let of = ["dossier", "resume"];
        deadlines(&ais, &Calendar::default(), session, Deposit::on(depot.parse().unwrap()), &of)
            .into_iter()
            .map(|finding| (finding.requirement, finding.status))
            .collect()
    }

    #[test]
    fn a_single_day_is_singular() {
        let amount = crate::calendar::Unit::Ouvres.amount(1);
        assert_eq!(amount.fr, "1 jour ouvré");
        assert_eq!(amount.en, "1 working day (Monday to Friday)");
    }

    #[test]
    fn the_form_may_come_on_the_day_itself() {
        let ais = Library::built_in().load("ais-2018/titre").unwrap();
        let session = "2026-12-07".parse().unwrap();
        let on = |depot: &str| {
            let depot = Deposit::on(depot.parse().unwrap());
            deadlines(&ais, &Calendar::default(), session, depot, &["dossier-professionnel"]).remove(0)
        };
        let same = on("2026-12-07");
        assert_eq!((same.status, same.message.fr.contains("prudent")), (Status::Met, false));
        assert!(same.expected.fr.ends_with("(le jour de la session)"), "{}", same.expected.fr);
        assert_eq!(on("2026-12-08").status, Status::NotMet);
    }

    #[test]
    fn the_last_day_is_in_time_and_the_next_is_not() {
        let of = |depot, resume, dossier| {
            let expected = [("echeance-resume".to_owned(), resume), ("echeance-dossier".to_owned(), dossier)];
            assert_eq!(answers(depot), expected, "{depot}");
        };
        of("2026-11-23", Status::Met, Status::Met);
        of("2026-11-24", Status::NotMet, Status::Met);
        of("2026-12-04", Status::NotMet, Status::Met);
        of("2026-12-05", Status::NotMet, Status::NotMet);
    }
}
