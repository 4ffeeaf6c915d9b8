//! Deadlines of a session: the vectors of the requirements, zones, closed days, units.

use conforme::calendar::{Calendar, Date, Unit, Zone};
use jiff::civil::date;
use proptest::prelude::*;

const WITH_GOOD_FRIDAY: Zone = Zone::AlsaceMoselle { good_friday: true };
const WITHOUT_GOOD_FRIDAY: Zone = Zone::AlsaceMoselle { good_friday: false };

/// Session, zone, and ten, five and one working days before it.
type Vector = (Date, Zone, Date, Option<Date>, Option<Date>);

fn due(calendar: &Calendar, session: Date, n: u32, unit: Unit) -> Date {
    calendar.deadline(session, n, unit).map(|deadline| deadline.date).unwrap_or_default()
}

#[test]
fn ten_five_and_one_working_days_before() {
    let vectors: [Vector; 13] = [
        (
            date(2026, 12, 7),
            Zone::Metropole,
            date(2026, 11, 23),
            Some(date(2026, 11, 30)),
            Some(date(2026, 12, 4)),
        ),
        (
            date(2026, 11, 24),
            Zone::Metropole,
            date(2026, 11, 9),
            Some(date(2026, 11, 17)),
            Some(date(2026, 11, 23)),
        ),
        (
            date(2026, 5, 20),
            Zone::Metropole,
            date(2026, 5, 4),
            Some(date(2026, 5, 12)),
            Some(date(2026, 5, 19)),
        ),
        (
            date(2026, 4, 15),
            Zone::Metropole,
            date(2026, 3, 31),
            Some(date(2026, 4, 8)),
            Some(date(2026, 4, 14)),
        ),
        (
            date(2026, 4, 15),
            WITH_GOOD_FRIDAY,
            date(2026, 3, 30),
            Some(date(2026, 4, 8)),
            Some(date(2026, 4, 14)),
        ),
        (date(2026, 4, 15), WITHOUT_GOOD_FRIDAY, date(2026, 3, 31), None, None),
        (
            date(2027, 1, 6),
            Zone::Metropole,
            date(2026, 12, 21),
            Some(date(2026, 12, 29)),
            Some(date(2027, 1, 5)),
        ),
        (
            date(2027, 1, 6),
            WITH_GOOD_FRIDAY,
            date(2026, 12, 21),
            Some(date(2026, 12, 29)),
            Some(date(2027, 1, 5)),
        ),
        (
            date(2027, 5, 24),
            Zone::Metropole,
            date(2027, 5, 7),
            Some(date(2027, 5, 14)),
            Some(date(2027, 5, 21)),
        ),
        (
            date(2027, 6, 1),
            Zone::Metropole,
            date(2027, 5, 18),
            Some(date(2027, 5, 25)),
            Some(date(2027, 5, 31)),
        ),
        (
            date(2027, 6, 1),
            Zone::Guadeloupe,
            date(2027, 5, 14),
            Some(date(2027, 5, 24)),
            Some(date(2027, 5, 31)),
        ),
        (
            date(2027, 6, 1),
            Zone::SaintMartin,
            date(2027, 5, 14),
            Some(date(2027, 5, 24)),
            Some(date(2027, 5, 31)),
        ),
        (
            date(2008, 5, 13),
            Zone::Metropole,
            date(2008, 4, 24),
            Some(date(2008, 5, 2)),
            Some(date(2008, 5, 9)),
        ),
    ];
    for (session, zone, ten, five, one) in vectors {
        let calendar = Calendar::of(zone);
        assert_eq!(due(&calendar, session, 10, Unit::Ouvres), ten, "{session} {zone:?} J-10");
        for (n, expected) in [(5, five), (1, one)] {
            if let Some(expected) = expected {
                assert_eq!(due(&calendar, session, n, Unit::Ouvres), expected, "{session} {zone:?} J-{n}");
            }
        }
    }
}

#[test]
fn every_skipped_day_has_its_reason() {
    let deadline = Calendar::of(Zone::Metropole).deadline(date(2026, 5, 20), 10, Unit::Ouvres);
    let reasons: Vec<_> =
        deadline.iter().flat_map(|d| &d.skipped).map(|day| (day.date, day.reason.fr.clone())).collect();
    let expected = [
        ((5, 17), "dimanche"),
        ((5, 16), "samedi"),
        ((5, 14), "Ascension"),
        ((5, 10), "dimanche"),
        ((5, 9), "samedi"),
        ((5, 8), "Victoire de 1945 (8 mai)"),
    ];
    assert_eq!(reasons, expected.map(|((month, day), why)| (date(2026, month, day), why.to_owned())));
}

#[test]
fn closed_days_are_added_and_worked_holidays_taken_away() {
    let mut calendar = Calendar::of(Zone::Metropole);
    let session = date(2026, 5, 20);
    calendar.closed.insert(date(2026, 5, 15), "pont de l'Ascension".to_owned());
    let deadline = calendar.deadline(session, 10, Unit::Ouvres);
    assert_eq!(deadline.as_ref().map(|d| d.date), Some(date(2026, 4, 30)));
    let named = |d: conforme::calendar::Deadline| {
        d.skipped.iter().any(|day| day.reason.fr.contains("pont de l'Ascension"))
    };
    assert!(deadline.is_some_and(named));
    calendar.closed.clear();
    calendar.worked.insert(date(2026, 5, 8));
    assert_eq!(due(&calendar, session, 10, Unit::Ouvres), date(2026, 5, 5));
}

#[test]
fn units_differ_as_they_should() {
    let calendar = Calendar::of(Zone::Metropole);
    let session = date(2026, 12, 7);
    assert_eq!(due(&calendar, session, 10, Unit::Ouvrables), date(2026, 11, 25));
    assert_eq!(due(&calendar, session, 10, Unit::Calendaires), date(2026, 11, 27));
    assert_eq!(due(&calendar, session, 10, Unit::Francs), date(2026, 11, 26));
    assert_eq!(due(&calendar, session, 0, Unit::Ouvres), session);
}

#[test]
fn the_careful_date_is_one_working_day_earlier() {
    let calendar = Calendar::of(Zone::Metropole);
    let careful = |unit| calendar.deadline(date(2026, 12, 7), 10, unit).map(|deadline| deadline.careful);
    assert_eq!(careful(Unit::Ouvres), Some(date(2026, 11, 20)));
    assert_eq!(careful(Unit::Calendaires), Some(date(2026, 11, 26)));
}

#[test]
fn a_period_that_no_calendar_holds_is_none() {
    let calendar = Calendar::of(Zone::Metropole);
    assert_eq!(calendar.deadline(Date::MIN, 1, Unit::Ouvres), None);
    assert_eq!(calendar.deadline(date(2026, 1, 1), u32::MAX, Unit::Francs), None);
}

proptest! {
    #[test]
    fn counting_forward_from_the_deadline_reaches_the_session(
        day in 0_i64..40_000,
        n in 0_u32..60,
        zone in prop::sample::select(Zone::ALL.to_vec()),
        unit in prop::sample::select(vec![Unit::Ouvres, Unit::Ouvrables, Unit::Calendaires, Unit::Francs]),
        closed in prop::collection::vec(0_i64..120, 0..6),
    ) {
        let session = date(1990, 1, 1).saturating_add(jiff::Span::new().days(day));
        let mut calendar = Calendar::of(zone);
        for before in closed {
            calendar.closed.insert(session.saturating_sub(jiff::Span::new().days(before)), String::new());
        }
        let deadline = calendar.deadline(session, n, unit).expect("in the calendar");
        prop_assert_eq!(calendar.left(deadline.date, session, unit), n);
        // One day later is too late, and so is every later one.
        if let Ok(later) = deadline.date.tomorrow() && n > 0 {
            prop_assert!(calendar.left(later, session, unit) < n);
        }
        prop_assert!(deadline.careful < deadline.date);
        prop_assert!(calendar.counts(deadline.date, unit) || n == 0);
        let days = deadline.date.duration_until(session).as_hours() / 24;
        let skipped = i64::try_from(deadline.skipped.len()).unwrap_or(i64::MAX);
        let clear = i64::from(n) + i64::from(unit == Unit::Francs);
        prop_assert_eq!(days, clear + skipped);
    }

    #[test]
    fn easter_is_a_sunday_between_22_march_and_25_april(year in 1583_i16..9999) {
        let easter = conforme::calendar::easter(year).expect("a date");
        prop_assert_eq!(easter.weekday(), jiff::civil::Weekday::Sunday);
        prop_assert!(easter >= date(year, 3, 22) && easter <= date(year, 4, 25));
    }
}
