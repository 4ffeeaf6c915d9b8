//! What has changed since an earlier run.

use std::collections::{BTreeMap, BTreeSet};

use crate::dossier::{Change, Changes, Dossier, Dossiers, Lost};
use crate::finding::{Finding, Status};
use crate::message::Message;

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
    /// Id of the certification that it was held against; none where that is not known.
    pub certification: Option<String>,
    /// It could not be read.
    pub unreadable: bool,
    /// Requirements that were not met or not judged, waived ones left out.
    pub points: BTreeMap<String, PastPoint>,
}

/// A point of an earlier run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastPoint {
    /// The short name of the requirement, in the language of that run.
    pub title: String,
    /// The answer.
    pub status: Status,
    /// Nothing was there to be judged: what it is about was missing, which another point told.
    pub waits: bool,
}

impl Changes {
    /// What has changed from `past` to `dossiers`. A point that could not be judged and is now known not to be met is
    /// new; one that was not met and cannot be judged now, its document not handed in again, is still there. One that merely waits is apart, and so it is new
    /// where it waited before and is there now; where it waited before and is met now, nothing was put right.
    ///
    /// # Errors
    /// Where a dossier cannot be read back.
    pub fn between(past: &Past, dossiers: &Dossiers) -> Result<Self, Lost> {
        let mut before: BTreeMap<&str, Vec<&PastDossier>> = BTreeMap::new();
        for one in &past.dossiers {
            before.entry(one.path.as_str()).or_default().push(one);
        }
        let mut paths: BTreeMap<&str, usize> = BTreeMap::new();
        for one in dossiers.briefs() {
            *paths.entry(one.path.as_str()).or_default() += 1;
        }
        let mut changes = Self {
            removed: before
                .keys()
                .filter(|path| !paths.contains_key(*path))
                .map(|path| (*path).to_owned())
                .collect(),
            ..Self::default()
        };
        for dossier in dossiers.iter() {
            let dossier = &*dossier?;
            let then = before.get(dossier.path.as_str()).map(Vec::as_slice).unwrap_or_default();
            let is_alone = paths.get(dossier.path.as_str()) == Some(&1);
            match earlier(then, dossier, is_alone) {
                Some(past) => changes.compare(past, dossier),
                None => {
                    if then.is_empty() && !changes.added.contains(&dossier.path) {
                        changes.added.push(dossier.path.clone());
                    }
                    let unread = dossier.unreadable.is_some().then(|| unread(dossier));
                    changes.new.extend(unread);
                    let (waiting, open): (Vec<_>, Vec<_>) = points(dossier).partition(|point| waits(point));
                    changes.new.extend(open.into_iter().map(|finding| asked(dossier, finding)));
                    changes.waiting.extend(waiting.into_iter().map(|finding| asked(dossier, finding)));
                }
            }
        }
        Ok(changes)
    }

    fn compare(&mut self, past: &PastDossier, dossier: &Dossier) {
        let unread = unread(dossier);
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
        let open: BTreeSet<&str> = points(dossier).map(|finding| finding.requirement.as_str()).collect();
        for finding in points(dossier) {
            let then = past.points.get(&finding.requirement).filter(|point| !point.waits);
            let worse =
                finding.status == Status::NotMet && then.is_some_and(|it| it.status == Status::NotJudged);
            let list = match then {
                _ if waits(finding) => &mut self.waiting,
                Some(_) if !worse => &mut self.unchanged,
                _ => &mut self.new,
            };
            list.push(asked(dossier, finding));
        }
        let gone = past.points.iter().filter(|(id, _)| !open.contains(id.as_str()));
        for (id, then) in gone.filter(|(_, point)| !point.waits) {
            let now: Vec<&Finding> = dossier.findings.iter().filter(|one| one.requirement == *id).collect();
            let mut unanswered = dossier.unanswered.iter().map(|one| &one.finding);
            let list = match (now.as_slice(), unanswered.find(|one| one.requirement == *id)) {
                ([], Some(still)) => {
                    self.unchanged.push(asked(dossier, still));
                    continue;
                }
                ([], None) => &mut self.dropped,
                (all, _) if all.iter().any(|one| one.is_waived()) => &mut self.waived,
                _ => &mut self.fixed,
            };
            let title =
                now.first().map_or_else(|| Message::same(then.title.clone()), |one| one.title.clone());
            list.push(Change {
                path: dossier.path.clone(),
                requirement: id.clone(),
                title,
                status: Some(then.status),
            });
        }
    }
}

/// The one of `then`, which are of the path of `dossier`, that it is to be held against: by the same certification, else
/// the only one where this is the only one too.
fn earlier<'p>(then: &[&'p PastDossier], dossier: &Dossier, is_alone: bool) -> Option<&'p PastDossier> {
    let own = Some(dossier.certification.id.as_str()).filter(|id| !id.is_empty());
    let same = then.iter().find(|past| past.certification.as_deref() == own);
    match (same, then) {
        (Some(same), _) => Some(same),
        (None, [only]) if is_alone => Some(only),
        _ => None,
    }
}

fn points(dossier: &Dossier) -> impl Iterator<Item = &Finding> {
    dossier.findings.iter().filter(|finding| finding.status != Status::Met && !finding.is_waived())
}

/// True for a point that merely waits for a part that is not there.
fn waits(finding: &Finding) -> bool {
    finding.waits && finding.status == Status::NotJudged
}

fn asked(dossier: &Dossier, finding: &Finding) -> Change {
    Change {
        path: dossier.path.clone(),
        requirement: finding.requirement.clone(),
        title: finding.title.clone(),
        status: Some(finding.status),
    }
}

fn unread(dossier: &Dossier) -> Change {
    Change {
        path: dossier.path.clone(),
        requirement: UNREADABLE.to_owned(),
        title: Message::default(),
        status: None,
    }
}
