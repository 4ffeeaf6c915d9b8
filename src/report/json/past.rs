//! What an earlier report tells a later run: read off the file, so that what it says beside is never in memory.

use std::io;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{SCHEMA_VERSION, Tool};
use crate::changes::{Past, PastDossier, PastPoint};
use crate::finding::Status;

/// As much of a report as a later run asks for.
#[derive(Deserialize)]
struct Earlier {
    schema_version: u32,
    #[serde(rename = "tool")]
    _tool: Tool,
    dossiers: Vec<EarlierDossier>,
}

#[derive(Deserialize)]
struct EarlierDossier {
    path: String,
    #[serde(default)]
    certification: Option<String>,
    verdict: String,
    unreadable: Option<IgnoredAny>,
    requirements: Vec<EarlierRequirement>,
}

#[derive(Deserialize)]
struct EarlierRequirement {
    id: String,
    #[serde(default)]
    title: String,
    status: String,
    #[serde(default)]
    waits: bool,
    waiver: Option<IgnoredAny>,
    unanswered: Option<IgnoredAny>,
}

impl Past {
    /// The points of every dossier of the JSON report that `json` holds; none where it is of another version.
    ///
    /// # Errors
    /// Where it is no report, or a damaged one.
    pub fn read(json: impl io::Read) -> Result<Option<Self>, serde_json::Error> {
        let Earlier { schema_version, dossiers, .. } = serde_json::from_reader(io::BufReader::new(json))?;
        let dossiers = dossiers.into_iter().map(EarlierDossier::points).collect();
        Ok((schema_version == SCHEMA_VERSION).then_some(Self { dossiers }))
    }
}

impl EarlierDossier {
    fn points(self) -> PastDossier {
        let status =
            |id: &str| [Status::NotMet, Status::NotJudged].into_iter().find(|status| status.id() == id);
        let is_point = |one: &EarlierRequirement| one.waiver.is_none() && one.unanswered.is_none();
        let open = self.requirements.into_iter().filter(is_point);
        PastDossier {
            path: self.path,
            certification: self.certification,
            unreadable: self.unreadable.is_some() || self.verdict == "illisible",
            points: open
                .filter_map(|one| {
                    Some((
                        one.id,
                        PastPoint { status: status(&one.status)?, title: one.title, waits: one.waits },
                    ))
                })
                .collect(),
        }
    }
}
