//! What has changed since an earlier run.

use std::collections::{BTreeMap, BTreeSet};

use crate::dossier::{Change, Changes, Dossier, Dossiers, Lost};
use crate::finding::Status;

/// The id that stands for a file that cannot be read.
pub const UNREADABLE: &str = "unreadable";

/// The points of an earlier run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// Its dossiers.
    pub dossiers: Vec<PastDossier>,
}

/// The points of a dossier of an earlier run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PastDossier {
    /// Its path.
    pub path: String,
    /// It could not be read.
    pub unreadable: bool,
    /// Requirements that were not met or not judged, waived ones left out.
    pub points: BTreeMap<String, Status>,
}

impl Changes {
    /// What has changed from `past` to `dossiers`. A point that could not be judged and is now known not to be met is
    /// new; one that was not met and cannot be judged now is still there.
    ///
    /// # Errors
    /// Where a dossier cannot be read back.
    pub fn between(past: &Past, dossiers: &Dossiers) -> Result<Self, Lost> {
        let before: BTreeMap<&str, &PastDossier> =
            past.dossiers.iter().map(|one| (one.path.as_str(), one)).collect();
        let paths: BTreeSet<&str> = dossiers.briefs().map(|one| one.path.as_str()).collect();
        let mut changes = Self {
            removed: before
                .keys()
                .filter(|path| !paths.contains(*path))
                .map(|path| (*path).to_owned())
                .collect(),
            ..Self::default()
        };
        for dossier in dossiers.iter() {
            let dossier = &*dossier?;
            match before.get(dossier.path.as_str()) {
                Some(past) => changes.compare(past, dossier),
                None => {
                    changes.added.push(dossier.path.clone());
                    let unread = dossier.unreadable.is_some().then(|| point(dossier, UNREADABLE, None));
                    changes.new.extend(unread);
                    changes.new.extend(points(dossier).map(|(id, status)| point(dossier, id, Some(status))));
                }
            }
        }
        Ok(changes)
    }

    fn compare(&mut self, past: &PastDossier, dossier: &Dossier) {
        let unread = point(dossier, UNREADABLE, None);
        match (past.unreadable, dossier.unreadable.is_some()) {
            (false, true) => {
                self.new.push(unread);
                // What the earlier run found in it is neither there nor put right.
                return;
            }
            (true, true) => self.unchanged.push(unread),
            (true, false) => self.fixed.push(unread),
            (false, false) => {}
        }
        let now: BTreeMap<&str, Status> = points(dossier).collect();
        for (id, status) in points(dossier) {
            let worse = status == Status::NotMet && past.points.get(id) == Some(&Status::NotJudged);
            let known = past.points.contains_key(id) && !worse;
            let list = if known { &mut self.unchanged } else { &mut self.new };
            list.push(point(dossier, id, Some(status)));
        }
        let gone = past.points.iter().filter(|(id, _)| !now.contains_key(id.as_str()));
        self.fixed.extend(gone.map(|(id, status)| point(dossier, id, Some(*status))));
    }
}

fn points(dossier: &Dossier) -> impl Iterator<Item = (&str, Status)> {
    let open =
        dossier.findings.iter().filter(|finding| finding.status != Status::Met && !finding.is_waived());
    open.map(|finding| (finding.requirement.as_str(), finding.status))
}

fn point(dossier: &Dossier, requirement: &str, status: Option<Status>) -> Change {
    Change { path: dossier.path.clone(), requirement: requirement.to_owned(), status }
}
