//! The dossiers of several JSON reports as one list: each is put away as it is read, so that memory holds one at a time.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use conforme::discover::natural_order;
use conforme::dossier::{Kept, Lost, Spool};
use conforme::message::Message;
use conforme::report::json::{Certification, Dossier, Passed, Report, Summary};
use conforme::say;
use conforme::source::digest;

use super::failure::Failure;
use super::previous::dossiers;

/// What several reports tell together.
pub(super) struct Joined {
    /// All but the dossiers.
    pub(super) head: Report<Passed>,
    /// Which reports were given twice.
    pub(super) repeated: Vec<Message>,
    spool: Spool,
    /// The dossiers in their order.
    kept: Vec<Kept>,
}

/// The path of a dossier, and the certification that it was held against.
type Key = (String, Option<String>);
/// The dossiers that were put away.
type All = BTreeMap<Key, One>;

/// A dossier that was put away, with what is asked of it before it is wanted again.
struct One {
    digest: String,
    verdict: String,
    /// Its place among all in the order in which they were read.
    at: usize,
    kept: Kept,
}

impl Joined {
    /// All dossiers in the natural order of their paths; one that stands in several reports alike is kept once. The
    /// certifications are in the order in which dossiers were held against them, as a check of all has them.
    pub(super) fn of(reports: Vec<(&Path, Report<Passed>)>) -> Result<Self, Failure> {
        let mut certifications: Vec<Certification> = Vec::new();
        let mut notices = Vec::new();
        let mut all = All::new();
        let spool = Spool::default();
        let mut model = None;
        let mut read: Vec<Read<'_>> = Vec::new();
        let mut repeated = Vec::new();
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
            let mut one = Read { path, share: report.shard.clone(), digest: String::new(), any: false };
            dossiers(path, &mut |dossier| {
                if failure.is_none() {
                    match add(&mut all, &spool, path, dossier) {
                        Ok(dossier) => one.add(&dossier),
                        Err(why) => failure = Some(why),
                    }
                }
            })?;
            if let Some(failure) = failure {
                return Err(failure);
            }
            repeated.extend(one.repeats(&read)?);
            read.push(one);
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
        let mut all: Vec<(Key, One)> = all.into_iter().collect();
        // What is held against several certifications stands in their order.
        all.sort_by(|((a, _), one), ((b, _), other)| natural_order(a, b).then(one.at.cmp(&other.at)));
        certifications.sort_by_cached_key(|rules| {
            all.iter().position(|((_, id), _)| id.as_deref() == Some(rules.id.as_str()))
        });
        let certification = match certifications.as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        };
        let kept = all.into_iter().map(|(_, one)| one.kept).collect();
        let head =
            Report { certification, certifications, summary, notices, shard: None, changes: None, ..model };
        Ok(Self { head, repeated, spool, kept })
    }

    /// The dossiers, each read back when it is asked for.
    pub(super) fn dossiers(&self) -> impl Iterator<Item = Result<Dossier, Lost>> {
        self.kept.iter().map(|kept| {
            let bytes = self.spool.get(kept)?;
            serde_json::from_slice(&bytes).map_err(|error| Lost(error.into()))
        })
    }
}

/// A report that was read.
struct Read<'a> {
    path: &'a Path,
    share: Option<String>,
    /// Of all its dossiers.
    digest: String,
    /// It has dossiers.
    any: bool,
}

impl Read<'_> {
    /// Adds a dossier, by its digest.
    fn add(&mut self, dossier: &str) {
        self.any = true;
        self.digest = digest(format!("{}\n{dossier}", self.digest).as_bytes());
    }

    /// That it is one of those `before` once more. Of two that are the same share and say something else nobody can tell
    /// which is meant.
    fn repeats(&self, before: &[Self]) -> Result<Option<Message>, Failure> {
        let is_alike = |other: &&Self| other.share == self.share && other.digest == self.digest;
        let (path, share) = (self.path.display(), self.share.as_deref().unwrap_or_default());
        if let Some(other) = before.iter().find(is_alike).filter(|_| self.any || self.share.is_some()) {
            let other = other.path.display();
            let what = self
                .share
                .as_ref()
                .map_or_else(Message::default, |_| say!(" (part {share})", " (share {share})"));
            let Message { fr, en } = what;
            return Ok(Some(say!(
                "{path} répète {other}{fr}, à l'identique : il ne compte qu'une fois. Si une autre part était à joindre, donnez-la.",
                "{path} is {other}{en} again, word for word: it counts once. If another share was meant, give that one."
            )));
        }
        match before.iter().find(|other| self.share.is_some() && other.share == self.share) {
            None => Ok(None),
            Some(other) => {
                let other = other.path.display();
                Err(Failure::Path(say!(
                    "{other} et {path} sont tous deux la part {share}, et ne disent pas la même chose : l'un vient d'une autre vérification. Ne donnez que le bon.",
                    "{other} and {path} are both share {share}, and do not say the same: one is of another check. Give only the right one."
                )))
            }
        }
    }
}

/// Puts a dossier of the report at `path` away, unless it is there already; gives its digest.
fn add(all: &mut All, spool: &Spool, path: &Path, dossier: Dossier) -> Result<String, Failure> {
    let bytes = serde_json::to_vec(&dossier).map_err(|error| Failure::Report(error.to_string()))?;
    let digest = digest(&bytes);
    let at = all.len();
    let Dossier { verdict, certification, .. } = dossier;
    match all.entry((dossier.path, certification)) {
        Entry::Occupied(other) if other.get().digest != digest => {
            let (report, (path, _)) = (path.display(), other.key());
            Err(Failure::Path(say!(
                "{report} : {path} est déjà dans un autre rapport, avec d'autres réponses. Ne joignez que des parts d'une même vérification.",
                "{report}: {path} is already in another report, with other answers. Merge only shares of one check."
            )))
        }
        Entry::Occupied(_) => Ok(digest),
        Entry::Vacant(free) => {
            free.insert(One { digest: digest.clone(), verdict, at, kept: spool.put(bytes) });
            Ok(digest)
        }
    }
}
