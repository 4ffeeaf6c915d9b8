//! The public holidays of a year in a zone.
//!
//! Metropolitan France: code du travail, L3133-1. Alsace-Moselle: L3134-13. Overseas: L3422-2, with 28 May for
//! Saint-Martin from 2018 by circular. Polynésie française, Nouvelle-Calédonie and Wallis-et-Futuna have labour codes of
//! their own; Polynésie put 20 November in the place of 29 June in 2025. Days that only custom or an agreement gives
//! (21 July in the Antilles, Muslim feasts in Mayotte) are for whoever runs the session to add.

use jiff::ToSpan as _;

use super::{Date, Zone};
use crate::message::Message;
use crate::say;

/// A public holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// Friday before Easter.
    GoodFriday,
    /// Monday after Easter.
    EasterMonday,
    /// 1 May.
    Labour,
    /// 8 May.
    Victory,
    /// Thursday, 39 days after Easter.
    Ascension,
    /// Monday, 50 days after Easter.
    WhitMonday,
    /// 14 July.
    National,
    /// 15 August.
    Assumption,
    /// 1 November.
    AllSaints,
    /// 11 November.
    Armistice,
    /// 25 December.
    Christmas,
    /// 26 December.
    SaintStephen,
    /// The overseas day that commemorates the abolition of slavery.
    Abolition,
    /// 5 March, Polynésie: the arrival of the Gospel.
    Gospel,
    /// 29 June until 2024, Polynésie.
    Autonomy,
    /// 20 November from 2025, Polynésie.
    Matarii,
    /// 24 September, Nouvelle-Calédonie.
    Citizenship,
    /// 28 April, Wallis-et-Futuna.
    SaintPeterChanel,
    /// 29 July, Wallis-et-Futuna.
    Territory,
}

impl Holiday {
    /// Its name for people.
    pub fn name(self) -> Message {
        match self {
            Self::NewYear => say!("Jour de l'an", "New Year's Day"),
            Self::GoodFriday => say!("Vendredi saint", "Good Friday"),
            Self::EasterMonday => say!("lundi de Pâques", "Easter Monday"),
            Self::Labour => say!("fête du Travail (1er mai)", "Labour Day (1 May)"),
            Self::Victory => say!("Victoire de 1945 (8 mai)", "Victory Day (8 May)"),
            Self::Ascension => say!("Ascension", "Ascension Day"),
            Self::WhitMonday => say!("lundi de Pentecôte", "Whit Monday"),
            Self::National => say!("fête nationale (14 juillet)", "National Day (14 July)"),
            Self::Assumption => say!("Assomption (15 août)", "Assumption (15 August)"),
            Self::AllSaints => say!("Toussaint (1er novembre)", "All Saints' Day (1 November)"),
            Self::Armistice => say!("Armistice de 1918 (11 novembre)", "Armistice Day (11 November)"),
            Self::Christmas => say!("Noël", "Christmas"),
            Self::SaintStephen => say!("Saint-Étienne (26 décembre)", "St Stephen's Day (26 December)"),
            Self::Abolition => say!("abolition de l'esclavage", "Abolition of slavery"),
            Self::Gospel => say!("arrivée de l'Évangile (5 mars)", "Arrival of the Gospel (5 March)"),
            Self::Autonomy => say!("fête de l'autonomie (29 juin)", "Autonomy Day (29 June)"),
            Self::Matarii => say!("Matari'i i nia (20 novembre)", "Matari'i i nia (20 November)"),
            Self::Citizenship => {
                say!("fête de la Citoyenneté (24 septembre)", "Citizenship Day (24 September)")
            }
            Self::SaintPeterChanel => say!("saint Pierre Chanel (28 avril)", "St Peter Chanel (28 April)"),
            Self::Territory => say!("fête du Territoire (29 juillet)", "Territory Day (29 July)"),
        }
    }
}

/// Easter Sunday of a year of the Gregorian calendar (the « anonymous » computus). None outside the years that dates
/// can hold.
pub fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let golden = y.rem_euclid(19);
    let (century, rest) = (y.div_euclid(100), y.rem_euclid(100));
    let correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - correction + 15).rem_euclid(30);
    let to_sunday = (32 + 2 * century.rem_euclid(4) + 2 * (rest / 4) - epact - rest % 4).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let day = epact + to_sunday - 7 * late + 114;
    let (month, day) = (i8::try_from(day / 31).ok()?, i8::try_from(day % 31 + 1).ok()?);
    Date::new(year, month, day).ok()
}

/// The public holidays of `year` in `zone`, in order of their dates. Two may fall on one day.
pub fn holidays(year: i16, zone: Zone) -> Vec<(Date, Holiday)> {
    let mut all: Vec<(Date, Holiday)> = Vec::with_capacity(14);
    let mut fixed =
        |month, day, holiday| all.extend(Date::new(year, month, day).ok().map(|date| (date, holiday)));
    fixed(1, 1, Holiday::NewYear);
    fixed(5, 1, Holiday::Labour);
    fixed(5, 8, Holiday::Victory);
    fixed(7, 14, Holiday::National);
    fixed(8, 15, Holiday::Assumption);
    fixed(11, 1, Holiday::AllSaints);
    fixed(11, 11, Holiday::Armistice);
    fixed(12, 25, Holiday::Christmas);
    for (month, day, holiday) in local(year, zone) {
        fixed(*month, *day, *holiday);
    }
    let mut movable = |days: i64, holiday| {
        let date = easter(year).and_then(|easter| easter.checked_add(days.days()).ok());
        all.extend(date.map(|date| (date, holiday)));
    };
    if matches!(zone, Zone::AlsaceMoselle { good_friday: true } | Zone::Polynesie) {
        movable(-2, Holiday::GoodFriday);
    }
    movable(1, Holiday::EasterMonday);
    movable(39, Holiday::Ascension);
    movable(50, Holiday::WhitMonday);
    all.sort_unstable();
    all
}

/// The holidays with a fixed date that a zone has of its own: month, day.
fn local(year: i16, zone: Zone) -> &'static [(i8, i8, Holiday)] {
    match zone {
        Zone::Metropole | Zone::SaintPierreEtMiquelon => &[],
        Zone::AlsaceMoselle { .. } => &[(12, 26, Holiday::SaintStephen)],
        Zone::Guadeloupe => &[(5, 27, Holiday::Abolition)],
        Zone::Martinique => &[(5, 22, Holiday::Abolition)],
        Zone::Guyane => &[(6, 10, Holiday::Abolition)],
        Zone::Reunion => &[(12, 20, Holiday::Abolition)],
        Zone::Mayotte => &[(4, 27, Holiday::Abolition)],
        Zone::SaintBarthelemy => &[(10, 9, Holiday::Abolition)],
        Zone::SaintMartin if year >= 2018 => &[(5, 28, Holiday::Abolition)],
        Zone::SaintMartin => &[(5, 27, Holiday::Abolition)],
        Zone::WallisEtFutuna => &[(4, 28, Holiday::SaintPeterChanel), (7, 29, Holiday::Territory)],
        Zone::Polynesie if year >= 2025 => &[(3, 5, Holiday::Gospel), (11, 20, Holiday::Matarii)],
        Zone::Polynesie => &[(3, 5, Holiday::Gospel), (6, 29, Holiday::Autonomy)],
        Zone::NouvelleCaledonie => &[(9, 24, Holiday::Citizenship)],
    }
}

/// The holiday on `date` in `zone`.
pub(super) fn on(date: Date, zone: Zone) -> Option<Holiday> {
    holidays(date.year(), zone).into_iter().find(|(day, _)| *day == date).map(|(_, holiday)| holiday)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn easter_is_computed() {
        let expected = [
            date(1961, 4, 2),
            date(2008, 3, 23),
            date(2019, 4, 21),
            date(2026, 4, 5),
            date(2027, 3, 28),
            date(2028, 4, 16),
            date(2029, 4, 1),
            date(2030, 4, 21),
            date(2031, 4, 13),
            date(2032, 3, 28),
            date(2038, 4, 25),
            date(2285, 3, 22),
        ];
        for day in expected {
            assert_eq!(easter(day.year()), Some(day));
        }
    }

    #[test]
    fn metropolitan_france_has_eleven_holidays() {
        let days: Vec<Date> = holidays(2026, Zone::Metropole).into_iter().map(|(day, _)| day).collect();
        let expected =
            [(1, 1), (4, 6), (5, 1), (5, 8), (5, 14), (5, 25), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
        assert_eq!(days, expected.map(|(month, day)| date(2026, month, day)));
    }

    #[test]
    fn every_zone_adds_its_own() {
        let own = |year, zone| -> Vec<(i8, i8)> {
            let base = holidays(year, Zone::Metropole);
            let all = holidays(year, zone).into_iter().filter(|day| !base.contains(day));
            all.map(|(day, _)| (day.month(), day.day())).collect()
        };
        assert_eq!(own(2026, Zone::AlsaceMoselle { good_friday: true }), [(4, 3), (12, 26)]);
        assert_eq!(own(2026, Zone::AlsaceMoselle { good_friday: false }), [(12, 26)]);
        assert_eq!(own(2026, Zone::Guadeloupe), [(5, 27)]);
        assert_eq!(own(2026, Zone::Martinique), [(5, 22)]);
        assert_eq!(own(2026, Zone::Guyane), [(6, 10)]);
        assert_eq!(own(2026, Zone::Reunion), [(12, 20)]);
        assert_eq!(own(2026, Zone::Mayotte), [(4, 27)]);
        assert_eq!(own(2026, Zone::SaintBarthelemy), [(10, 9)]);
        assert_eq!(own(2017, Zone::SaintMartin), [(5, 27)]);
        assert_eq!(own(2018, Zone::SaintMartin), [(5, 28)]);
        assert_eq!(own(2026, Zone::SaintPierreEtMiquelon), []);
        assert_eq!(own(2026, Zone::WallisEtFutuna), [(4, 28), (7, 29)]);
        assert_eq!(own(2024, Zone::Polynesie), [(3, 5), (3, 29), (6, 29)]);
        assert_eq!(own(2026, Zone::Polynesie), [(3, 5), (4, 3), (11, 20)]);
        assert_eq!(own(2026, Zone::NouvelleCaledonie), [(9, 24)]);
    }
}
