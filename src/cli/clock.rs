//! Which day it is, for who is asked by when something came. The only place that looks at the clock.

use conforme::calendar::Date;
use conforme::config::Session;
use conforme::source::regular;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// An instant, and where the machine is.
#[derive(Clone, Debug)]
pub(super) struct Clock {
    at: Timestamp,
    /// The system's own zone, where it has one that says where it is: servers and containers mostly have none.
    here: Option<TimeZone>,
}

impl Clock {
    /// Now, on this machine.
    pub(super) fn now() -> Self {
        let at = Timestamp::now();
        let is_universal = |zone: &TimeZone| {
            matches!(zone.iana_name(), Some("UTC" | "Etc/UTC" | "Etc/UCT" | "Etc/Universal"))
        };
        let here = local().or_else(|| TimeZone::try_system().ok());
        let here = here.filter(|zone| !zone.is_unknown() && !is_universal(zone));
        Self { at, here: here.filter(|zone| *zone != TimeZone::UTC) }
    }

    /// The day of `session`: in its zone where somebody said which, else the system's, else that of the session all
    /// the same (metropolitan France).
    pub(super) fn day(&self, session: &Session) -> Date {
        match &self.here {
            Some(here) if !session.zone_said => here.to_datetime(self.at).date(),
            _ => session.calendar.zone.day(self.at),
        }
    }
}

/// The zone that `/etc/localtime` leads to, where nothing says another one. Asking the library for it would read the
/// directories of all zones, which takes longer than to check a page.
fn local() -> Option<TimeZone> {
    const FILE: &str = "/etc/localtime";
    if std::env::var_os("TZ").is_some() {
        return None;
    }
    let path = std::fs::canonicalize(FILE).ok()?;
    let name = path.to_str()?.split_once("/zoneinfo/")?.1;
    TimeZone::tzif(name, &regular::bytes(&path, regular::SETTINGS).ok()?).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use conforme::calendar::{Calendar, Zone};

    use super::*;

    #[test]
    fn the_day_is_that_of_the_session_then_that_of_the_system_then_that_of_metropolitan_france() {
        let at: Timestamp = "2026-11-26T23:30:00Z".parse().unwrap();
        let tahiti = TimeZone::fixed(jiff::tz::offset(-10));
        let session =
            |zone, zone_said| Session { calendar: Calendar::of(zone), zone_said, ..Session::default() };
        let day =
            |here: Option<&TimeZone>, session| Clock { at, here: here.cloned() }.day(&session).to_string();
        // Half past midnight in Paris, 13:30 the day before in Tahiti.
        assert_eq!(day(None, session(Zone::Metropole, false)), "2026-11-27");
        assert_eq!(day(Some(&tahiti), session(Zone::Metropole, false)), "2026-11-26");
        assert_eq!(day(Some(&tahiti), session(Zone::Metropole, true)), "2026-11-27");
        assert_eq!(day(None, session(Zone::Polynesie, true)), "2026-11-26");
    }
}
