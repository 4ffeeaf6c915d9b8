//! Why a bound cannot be set.

use super::{BOUNDS, Bound, Unit};
use crate::message::Message;
use crate::near::near;
use crate::say;

/// A bound that cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LimitError {
    /// No bound of that name.
    #[error("no such bound: {name}")]
    Unknown {
        /// The name as typed.
        name: String,
        /// The bound that it resembles.
        nearest: Option<&'static str>,
    },
    /// No `=` and no value behind it.
    #[error("{0}: no value")]
    NoValue(String),
    /// No such number, or zero.
    #[error("{bound}: not a value: {value}")]
    Value {
        /// The bound.
        bound: &'static str,
        /// The value as typed.
        value: String,
    },
}

impl LimitError {
    pub(super) fn unknown(name: &str) -> Self {
        let typed = name.trim().replace('-', "_").to_ascii_lowercase();
        let nearest = near(&typed, BOUNDS.iter().map(|bound| bound.name));
        Self::Unknown { name: name.trim().to_owned(), nearest }
    }

    /// What is wrong and what to write instead.
    pub fn message(&self) -> Message {
        match self {
            Self::Unknown { name, nearest: Some(nearest) } => say!(
                "limite inconnue « {name} ». Vouliez-vous dire « {nearest} » ? Voir : conforme doctor",
                "unknown limit “{name}”. Did you mean “{nearest}”? See: conforme doctor"
            ),
            Self::Unknown { name, nearest: None } => {
                let known: Vec<&str> = BOUNDS.iter().map(|bound| bound.name).collect();
                let known = known.join(", ");
                say!(
                    "limite inconnue « {name} ». Limites : {known}.",
                    "unknown limit “{name}”. Limits: {known}."
                )
            }
            Self::NoValue(pair) => say!(
                "« {pair} » : une limite s'écrit NOM=VALEUR, par exemple pages=1000.",
                "“{pair}”: a limit is written NAME=VALUE, for example pages=1000."
            ),
            Self::Value { bound, value } => {
                let Message { fr, en } = expected(Bound::named(bound).map(|bound| bound.unit));
                say!(
                    "limite {bound} : « {value} » n'est pas une valeur. Attendu : {fr}.",
                    "limit {bound}: “{value}” is not a value. Expected: {en}."
                )
            }
        }
    }
}

fn expected(unit: Option<Unit>) -> Message {
    match unit {
        Some(Unit::Bytes) => say!(
            "un nombre d'octets, avec une unité ou non (64Mio, 2Go)",
            "a number of bytes, with or without a unit (64MiB, 2GB)"
        ),
        Some(Unit::Seconds) => {
            say!("une durée en secondes ou en minutes (90, 2min)", "seconds or minutes (90, 2min)")
        }
        Some(Unit::Number) | None => {
            say!("un nombre entier, à partir de 1", "a whole number from 1")
        }
    }
}
