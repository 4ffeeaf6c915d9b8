//! When a requirement is in force: from the first draft on, from the deposit, from the reception.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Certification;
use crate::finding::Severity;

/// A moment in the life of a dossier. A requirement is in force from its stage on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The candidate is still writing.
    #[default]
    Brouillon,
    /// It is handed in.
    Depot,
    /// The organiser receives it.
    Reception,
}

impl Stage {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Brouillon, Self::Depot, Self::Reception];

    /// `brouillon`, `depot`, `reception`: stable, never translated.
    pub fn id(self) -> &'static str {
        match self {
            Self::Brouillon => "brouillon",
            Self::Depot => "depot",
            Self::Reception => "reception",
        }
    }
}

impl FromStr for Stage {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.map(Self::id).join(", ");
        Self::ALL.into_iter().find(|stage| stage.id() == name).ok_or(known)
    }
}

impl Certification {
    /// The certification as it is in force at `stage`: what comes later is still looked at, and only told for
    /// information.
    #[must_use]
    pub fn at(mut self, stage: Stage) -> Self {
        for requirement in self.requirements.iter_mut().filter(|requirement| requirement.stage > stage) {
            requirement.not_yet = true;
            requirement.severity = Severity::Info;
        }
        self
    }
}
