//! The dossiers of several JSON reports as one list: each is put away as it is read, so that memory holds one at a time.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use conforme::discover::natural_order;
use conforme::dossier::{Kept, Lost, Spool};
use conforme::report::json::{Certification, Dossier, Passed, Report, Summary};
use conforme::say;
use conforme::source::digest;

use super::failure::Failure;
use super::previous::dossiers;

/// What several reports tell together.
pub(super) struct Joined {
    /// All but the dossiers.
    pub(super) head: Report<Passed>,
    spool: Spool,
    /// The dossiers in their order.
    kept: Vec<Kept>,
}

/// A dossier that was put away, with what is asked of it before it is wanted again.
struct One {
    digest: String,
    verdict: String,
    kept: Kept,
}

impl Joined {
    /// All dossiers in the natural order of their paths; one that stands in several reports alike is kept once.
    pub(super) fn of(reports: Vec<(&Path, Report<Passed>)>) -> Result<Self, Failure> {
        let mut certifications: Vec<Certification> = Vec::new();
        let mut notices = Vec::new();
        let mut all: BTreeMap<String, One> = BTreeMap::new();
        let spool = Spool::default();
        let mut model = None;
        for (path, mut report) in reports {
            for certification in std::mem::take(&mut report.certifications) {
                if !certifications.contains(&certification) {
                    certifications.push(certification);
                }
            }
            // What is told of the configuration, every share tells.
            for notice in std::mem::take(&mut report.notices) {
                if !notices.contains(&notice) {
                    notices.push(notice);
                }
            }
            let mut failure = None;
            dossiers(path, &mut |dossier| {
                if failure.is_none() {
                    failure = add(&mut all, &spool, path, dossier).err();
                }
            })?;
            if let Some(failure) = failure {
                return Err(failure);
            }
            model.get_or_insert(report);
        }
        let Some(model) = model else {
            return Err(Failure::Path(say!("aucun rapport à joindre.", "no report to merge.")));
        };
        let verdicts = |verdict: &str| all.values().filter(|one| one.verdict == verdict).count();
        let summary = Summary {
            conforme: verdicts("conforme"),
            non_conforme: verdicts("non-conforme"),
            a_verifier: verdicts("a-verifier"),
            illisible: verdicts("illisible"),
        };
        let certification = match certifications.as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        };
        let mut all: Vec<(String, One)> = all.into_iter().collect();
        all.sort_by(|(a, _), (b, _)| natural_order(a, b));
        let kept = all.into_iter().map(|(_, one)| one.kept).collect();
        let head =
            Report { certification, certifications, summary, notices, shard: None, changes: None, ..model };
        Ok(Self { head, spool, kept })
    }

    /// The dossiers, each read back when it is asked for.
    pub(super) fn dossiers(&self) -> impl Iterator<Item = Result<Dossier, Lost>> {
        self.kept.iter().map(|kept| {
            let bytes = self.spool.get(kept)?;
            serde_json::from_slice(&bytes).map_err(|error| Lost(error.into()))
        })
    }
}

fn add(all: &mut BTreeMap<String, One>, spool: &Spool, path: &Path, dossier: Dossier) -> Result<(), Failure> {
    let bytes = serde_json::to_vec(&dossier).map_err(|error| Failure::Report(error.to_string()))?;
    let digest = digest(&bytes);
    match all.entry(dossier.path) {
        Entry::Occupied(other) if other.get().digest != digest => {
            let (report, path) = (path.display(), other.key());
            Err(Failure::Path(say!(
                "{report} : {path} est déjà dans un autre rapport, avec d'autres réponses. Ne joignez que des parts d'une même vérification.",
                "{report}: {path} is already in another report, with other answers. Merge only shares of one check."
            )))
        }
        Entry::Occupied(_) => Ok(()),
        Entry::Vacant(free) => {
            free.insert(One { digest, verdict: dossier.verdict, kept: spool.put(bytes) });
            Ok(())
        }
    }
}
