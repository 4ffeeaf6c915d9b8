//! What an earlier report tells a later run.

use super::Report;
use crate::changes::{Past, PastDossier, PastPoint};
use crate::finding::Status;

impl Report {
    /// The points of every dossier of this report.
    pub fn past(&self) -> Past {
        let status =
            |id: &str| [Status::NotMet, Status::NotJudged].into_iter().find(|status| status.id() == id);
        let dossiers = self.dossiers.iter().map(|dossier| PastDossier {
            path: dossier.path.clone(),
            unreadable: dossier.unreadable.is_some() || dossier.verdict == "illisible",
            points: dossier
                .requirements
                .iter()
                .filter(|requirement| requirement.waiver.is_none())
                .filter_map(|requirement| {
                    let status = status(&requirement.status)?;
                    Some((requirement.id.clone(), PastPoint { title: requirement.title.clone(), status }))
                })
                .collect(),
        });
        Past { dossiers: dossiers.collect() }
    }
}
