//! Counting back from a session.

use super::{Calendar, Date, Unit};
use crate::message::Message;

/// By when something is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The last day that leaves the whole period before the session, the session's own day excluded.
    pub date: Date,
    /// One working day earlier, for whoever reads the rule more strictly.
    pub careful: Date,
    /// The days between `date` and the session that do not count, latest first, with the reason.
    pub skipped: Vec<Skipped>,
}

/// A day that does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The day.
    pub date: Date,
    /// Why ("samedi", "Ascension", "fermeture : pont").
    pub reason: Message,
}

impl Calendar {
    /// The day by which something is due « au moins `n` jours avant » the session.
    ///
    /// None where that lies before the first date that can be held (thousands of years back).
    pub fn deadline(&self, session: Date, n: u32, unit: Unit) -> Option<Deadline> {
        let clear = if unit == Unit::Francs { n.checked_add(1)? } else { n };
        let mut date = session;
        let mut skipped = Vec::new();
        let mut left = clear;
        while left > 0 {
            date = date.yesterday().ok()?;
            match self.skips(date, unit) {
                Some(reason) => skipped.push(Skipped { date, reason }),
                None => left -= 1,
            }
        }
        let careful = self.working_day_before(date, unit)?;
        Some(Deadline { date, careful, skipped })
    }

    /// How many days of `unit` a deposit leaves before the session: the day of deposit counts and the session's does not
    /// (neither does for clear days). 0 where the deposit is not before the session.
    ///
    /// A deposit keeps a period exactly where it leaves at least as many days:
    /// `left(deposit, session, unit) >= n` is `deposit <= deadline(session, n, unit).date`.
    pub fn left(&self, deposit: Date, session: Date, unit: Unit) -> u32 {
        let days = u32::try_from(deposit.duration_until(session).as_hours() / 24).unwrap_or(0);
        match unit {
            Unit::Calendaires => days,
            Unit::Francs => days.saturating_sub(1),
            Unit::Ouvres | Unit::Ouvrables => {
                let period = deposit.series(jiff::Span::new().days(1)).take_while(|day| *day < session);
                u32::try_from(period.filter(|day| self.counts(*day, unit)).count()).unwrap_or(u32::MAX)
            }
        }
    }

    /// The last working day before `date`; for units that count every day, a Monday to Friday one.
    fn working_day_before(&self, date: Date, unit: Unit) -> Option<Date> {
        let unit = if unit == Unit::Ouvrables { Unit::Ouvrables } else { Unit::Ouvres };
        let mut day = date.yesterday().ok()?;
        while !self.counts(day, unit) {
            day = day.yesterday().ok()?;
        }
        Some(day)
    }
}
