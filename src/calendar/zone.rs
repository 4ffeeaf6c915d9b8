//! The zones that have public holidays of their own.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::Offset;

use crate::message::Message;
use crate::say;

/// Where a session is held, as far as public holidays go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// Metropolitan France but Alsace and Moselle.
    #[default]
    Metropole,
    /// Moselle, Bas-Rhin, Haut-Rhin. Good Friday is a holiday only in communes that have a Protestant temple or a shared
    /// church (code du travail, L3134-13).
    AlsaceMoselle {
        /// The commune is one of those.
        good_friday: bool,
    },
    /// Guadeloupe.
    Guadeloupe,
    /// Martinique.
    Martinique,
    /// Guyane.
    Guyane,
    /// La Réunion.
    Reunion,
    /// Mayotte.
    Mayotte,
    /// Saint-Barthélemy.
    SaintBarthelemy,
    /// Saint-Martin.
    SaintMartin,
    /// Saint-Pierre-et-Miquelon.
    SaintPierreEtMiquelon,
    /// Wallis-et-Futuna.
    WallisEtFutuna,
    /// Polynésie française.
    Polynesie,
    /// Nouvelle-Calédonie.
    NouvelleCaledonie,
}

/// A name that is no zone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown zone {0}")]
pub struct UnknownZone(pub String);

impl Zone {
    /// Every zone. Good Friday in Alsace-Moselle is a zone of its own here.
    pub const ALL: [Self; 14] = [
        Self::Metropole,
        Self::AlsaceMoselle { good_friday: true },
        Self::AlsaceMoselle { good_friday: false },
        Self::Guadeloupe,
        Self::Martinique,
        Self::Guyane,
        Self::Reunion,
        Self::Mayotte,
        Self::SaintBarthelemy,
        Self::SaintMartin,
        Self::SaintPierreEtMiquelon,
        Self::WallisEtFutuna,
        Self::Polynesie,
        Self::NouvelleCaledonie,
    ];

    /// The stable name: `metropole`, `alsace-moselle`, `alsace-moselle-sans-vendredi-saint`, `guadeloupe`…
    pub fn id(self) -> &'static str {
        match self {
            Self::Metropole => "metropole",
            Self::AlsaceMoselle { good_friday: true } => "alsace-moselle",
            Self::AlsaceMoselle { good_friday: false } => "alsace-moselle-sans-vendredi-saint",
            Self::Guadeloupe => "guadeloupe",
            Self::Martinique => "martinique",
            Self::Guyane => "guyane",
            Self::Reunion => "la-reunion",
            Self::Mayotte => "mayotte",
            Self::SaintBarthelemy => "saint-barthelemy",
            Self::SaintMartin => "saint-martin",
            Self::SaintPierreEtMiquelon => "saint-pierre-et-miquelon",
            Self::WallisEtFutuna => "wallis-et-futuna",
            Self::Polynesie => "polynesie-francaise",
            Self::NouvelleCaledonie => "nouvelle-caledonie",
        }
    }

    /// The civil day there at an instant, by the clocks that are in force there today: those of metropolitan France change
    /// with the European Union's, those of Saint-Pierre-et-Miquelon with North America's, the others do not change.
    pub fn day(self, at: Timestamp) -> Date {
        Offset::from_seconds(self.offset(at) * 3600)
            .map_or_else(|_| Offset::UTC.to_datetime(at).date(), |offset| offset.to_datetime(at).date())
    }

    /// Hours ahead of universal time.
    fn offset(self, at: Timestamp) -> i32 {
        match self {
            Self::Metropole | Self::AlsaceMoselle { .. } => {
                1 + i32::from(is_between(at, (3, -1, 1), (10, -1, 1)))
            }
            Self::Guadeloupe | Self::Martinique | Self::SaintBarthelemy | Self::SaintMartin => -4,
            Self::Guyane => -3,
            Self::Reunion => 4,
            Self::Mayotte => 3,
            Self::SaintPierreEtMiquelon => -3 + i32::from(is_between(at, (3, 2, 5), (11, 1, 4))),
            Self::WallisEtFutuna => 12,
            Self::Polynesie => -10,
            Self::NouvelleCaledonie => 11,
        }
    }

    /// The zone's name for people.
    pub fn name(self) -> Message {
        match self {
            Self::Metropole => say!("métropole", "metropolitan France"),
            Self::AlsaceMoselle { good_friday: true } => {
                say!("Alsace-Moselle, Vendredi saint férié", "Alsace-Moselle, Good Friday a holiday")
            }
            Self::AlsaceMoselle { good_friday: false } => {
                say!("Alsace-Moselle, Vendredi saint travaillé", "Alsace-Moselle, Good Friday worked")
            }
            Self::Guadeloupe => Message::same("Guadeloupe"),
            Self::Martinique => Message::same("Martinique"),
            Self::Guyane => say!("Guyane", "French Guiana"),
            Self::Reunion => Message::same("La Réunion"),
            Self::Mayotte => Message::same("Mayotte"),
            Self::SaintBarthelemy => Message::same("Saint-Barthélemy"),
            Self::SaintMartin => Message::same("Saint-Martin"),
            Self::SaintPierreEtMiquelon => Message::same("Saint-Pierre-et-Miquelon"),
            Self::WallisEtFutuna => Message::same("Wallis-et-Futuna"),
            Self::Polynesie => say!("Polynésie française", "French Polynesia"),
            Self::NouvelleCaledonie => say!("Nouvelle-Calédonie", "New Caledonia"),
        }
    }
}

impl std::str::FromStr for Zone {
    type Err = UnknownZone;

    /// Reads a zone's id or name in any case, with or without accents, or a département's number (`67`, `974`). For
    /// Alsace-Moselle as such Good Friday is taken as a holiday, which gives the earlier date.
    fn from_str(text: &str) -> Result<Self, UnknownZone> {
        let wanted = folded(text);
        let by_name = Self::ALL.into_iter().find(|zone| {
            [folded(zone.id()), folded(&zone.name().fr), folded(&zone.name().en)].contains(&wanted)
        });
        let zone = by_name.or(match wanted.as_str() {
            "57" | "67" | "68" => Some(Self::AlsaceMoselle { good_friday: true }),
            "971" => Some(Self::Guadeloupe),
            "972" => Some(Self::Martinique),
            "973" => Some(Self::Guyane),
            "974" | "reunion" => Some(Self::Reunion),
            "975" => Some(Self::SaintPierreEtMiquelon),
            "976" => Some(Self::Mayotte),
            "977" => Some(Self::SaintBarthelemy),
            "978" => Some(Self::SaintMartin),
            "986" => Some(Self::WallisEtFutuna),
            "987" | "polynesie" => Some(Self::Polynesie),
            "988" => Some(Self::NouvelleCaledonie),
            "2a" | "2b" => Some(Self::Metropole),
            number if matches!(number.parse::<u8>(), Ok(1..=95)) => Some(Self::Metropole),
            _ => None,
        });
        zone.ok_or_else(|| UnknownZone(text.to_owned()))
    }
}

/// True from the first to the second instant of the year of `at`, each a month, which of its Sundays (negative from its
/// end) and the hour of universal time.
fn is_between(at: Timestamp, from: (i8, i8, i8), to: (i8, i8, i8)) -> bool {
    let now = Offset::UTC.to_datetime(at);
    let sunday = |(month, nth, hour): (i8, i8, i8)| {
        let first = Date::new(now.year(), month, 1).ok()?;
        Some(first.nth_weekday_of_month(nth, Weekday::Sunday).ok()?.at(hour, 0, 0, 0))
    };
    sunday(from).is_some_and(|from| now >= from) && sunday(to).is_some_and(|to| now < to)
}

/// Letters and digits only, in lower case and without accents.
fn folded(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_that_of_the_place() {
        let day = |zone: Zone, at: &str| at.parse().map(|at| zone.day(at).to_string()).unwrap_or_default();
        for (zone, at, expected) in [
            (Zone::Metropole, "2026-11-26T22:59:59Z", "2026-11-26"),
            (Zone::Metropole, "2026-11-26T23:00:00Z", "2026-11-27"),
            (Zone::Metropole, "2026-03-28T22:59:00Z", "2026-03-28"),
            (Zone::Metropole, "2026-03-29T22:00:00Z", "2026-03-30"),
            (Zone::Metropole, "2026-10-24T22:00:00Z", "2026-10-25"),
            (Zone::Metropole, "2026-10-25T22:59:00Z", "2026-10-25"),
            (Zone::Polynesie, "2026-11-26T07:15:00Z", "2026-11-25"),
            (Zone::NouvelleCaledonie, "2026-11-26T13:00:00Z", "2026-11-27"),
            (Zone::WallisEtFutuna, "2026-11-26T11:59:00Z", "2026-11-26"),
            (Zone::SaintPierreEtMiquelon, "2026-07-01T01:59:00Z", "2026-06-30"),
            (Zone::SaintPierreEtMiquelon, "2026-12-01T02:59:00Z", "2026-11-30"),
            (Zone::SaintPierreEtMiquelon, "2026-07-01T02:00:00Z", "2026-07-01"),
        ] {
            assert_eq!(day(zone, at), expected, "{zone:?} {at}");
        }
    }

    #[test]
    fn zones_are_known_by_id_name_and_number() {
        for zone in Zone::ALL {
            assert_eq!(zone.id().parse(), Ok(zone));
            assert_eq!(zone.name().fr.parse(), Ok(zone));
        }
        assert_eq!("Réunion".parse(), Ok(Zone::Reunion));
        assert_eq!("67".parse(), Ok(Zone::AlsaceMoselle { good_friday: true }));
        assert_eq!("2A".parse(), Ok(Zone::Metropole));
        assert_eq!("Bretagne".parse::<Zone>(), Err(UnknownZone("Bretagne".to_owned())));
    }
}
