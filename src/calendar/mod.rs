//! Working days and French public holidays: by when a document is due for a session. Pure: no clock, no network.
//!
//! « Au moins dix jours ouvrés avant » is counted back from the session, its own day excluded. No text says whether
//! the day of deposit itself counts, so that beside the date there is a careful one, one working day earlier.

mod deadline;
mod holidays;
mod words;
mod zone;

use std::collections::{BTreeMap, BTreeSet};

pub use deadline::{Deadline, Skipped};
pub use holidays::{Holiday, easter, holidays};
pub use jiff::civil::Date;
pub use words::{english_date, french_date, is_written_as_a_day, short_date};
pub use zone::{UnknownZone, Zone};

use jiff::civil::Weekday;
use serde::{Deserialize, Serialize};

use crate::message::Message;
use crate::say;

/// Which days are worked: a zone's holidays, and what a training centre adds or takes away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Where the session is held.
    pub zone: Zone,
    /// Further closed days with the reason people know them by ("pont de l'Ascension"); may be empty.
    pub closed: BTreeMap<Date, String>,
    /// Public holidays that are worked all the same (lundi de Pentecôte as journée de solidarité).
    pub worked: BTreeSet<Date>,
}

/// What a period is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Unit {
    /// Monday to Friday but holidays and closed days.
    #[default]
    Ouvres,
    /// Monday to Saturday but holidays and closed days.
    Ouvrables,
    /// Every day.
    Calendaires,
    /// Every day, and neither the day of deposit nor that of the session counts.
    Francs,
}

impl Unit {
    /// `ouvres`, `ouvrables`, `calendaires`, `francs`: stable, never translated.
    pub fn id(self) -> &'static str {
        match self {
            Self::Ouvres => "ouvres",
            Self::Ouvrables => "ouvrables",
            Self::Calendaires => "calendaires",
            Self::Francs => "francs",
        }
    }

    /// "jours ouvrés", "working days (Monday to Friday)".
    pub fn name(self) -> Message {
        match self {
            Self::Ouvres => say!("jours ouvrés", "working days (Monday to Friday)"),
            Self::Ouvrables => say!("jours ouvrables", "working days (Monday to Saturday)"),
            Self::Calendaires => say!("jours calendaires", "calendar days"),
            Self::Francs => say!("jours francs", "clear days"),
        }
    }
}

impl Unit {
    /// "10 jours ouvrés", "1 jour ouvré".
    pub fn amount(self, days: u32) -> Message {
        let Message { fr, en } = self.name();
        if days == 0 {
            return say!("le jour même", "the same day");
        }
        if days > 1 {
            return Message::new(format!("{days} {fr}"), format!("{days} {en}"));
        }
        let fr: Vec<&str> = fr.split(' ').map(|word| word.trim_end_matches('s')).collect();
        Message::new(format!("{days} {}", fr.join(" ")), format!("{days} {}", en.replacen("days", "day", 1)))
    }
}

impl Calendar {
    /// The calendar of a zone, with nothing added.
    pub fn of(zone: Zone) -> Self {
        Self { zone, ..Self::default() }
    }

    /// Why `date` does not count as a day of `unit`; none where it does.
    pub fn skips(&self, date: Date, unit: Unit) -> Option<Message> {
        match (unit, date.weekday()) {
            (Unit::Calendaires | Unit::Francs, _) => return None,
            (_, Weekday::Sunday) => return Some(say!("dimanche", "Sunday")),
            (Unit::Ouvres, Weekday::Saturday) => return Some(say!("samedi", "Saturday")),
            _ => {}
        }
        if let Some(reason) = self.closed.get(&date) {
            return Some(closure(reason));
        }
        let holiday = holidays::on(date, self.zone)?;
        (!self.worked.contains(&date)).then(|| holiday.name())
    }

    /// True where `date` counts as a day of `unit`.
    pub fn counts(&self, date: Date, unit: Unit) -> bool {
        self.skips(date, unit).is_none()
    }
}

fn closure(reason: &str) -> Message {
    if reason.trim().is_empty() {
        say!("jour de fermeture", "closed day")
    } else {
        say!("fermeture : {reason}", "closed: {reason}")
    }
}
