//! Finished dossiers, put away until they are reported on.
//!
//! A cohort's answers are long and are wanted one at a time. The first few stay as they are; those after are packed and
//! put away in a [`Spool`].

use std::borrow::Cow;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::spool::{Kept, Spool};
use super::{CertificationSummary, Dossier};
use crate::finding::Verdict;

/// Dossiers that stay as they are.
const WHOLE: usize = 8;

/// A finished dossier that cannot be read back.
#[derive(Debug, thiserror::Error)]
#[error("a finished dossier cannot be read back: {0}")]
pub struct Lost(#[from] pub io::Error);

/// What is known of a dossier without opening it.
#[derive(Clone, Debug, PartialEq)]
pub struct Brief {
    /// Its path.
    pub path: String,
    /// The rule file that judged it; its id is empty where none did.
    pub certification: Arc<CertificationSummary>,
    /// The verdict.
    pub verdict: Verdict,
    /// It could not be read.
    pub unreadable: bool,
    /// How many facts it has for a person to look at.
    pub facts: usize,
}

/// A dossier that was put away, to be opened by the [`Archive`] that did so.
#[derive(Debug)]
pub struct Filed {
    brief: Brief,
    pack: Pack,
}

/// What a dossier was put away as.
#[derive(Debug)]
enum Pack {
    Whole(Box<Dossier>),
    Away(Kept),
}

/// Where dossiers are put away, by several threads at once.
#[derive(Debug)]
pub struct Archive {
    whole: usize,
    spool: Spool,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    whole: usize,
    certifications: Vec<Arc<CertificationSummary>>,
}

impl Filed {
    /// What is known of it.
    pub fn brief(&self) -> &Brief {
        &self.brief
    }
}

impl Default for Archive {
    fn default() -> Self {
        Self { whole: WHOLE, spool: Spool::default(), inner: Mutex::default() }
    }
}

impl Archive {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a dossier away.
    pub fn put(&self, dossier: Dossier) -> Filed {
        let brief = Brief {
            certification: self.inner().known(&dossier.certification),
            path: dossier.path.clone(),
            verdict: dossier.verdict,
            unreadable: dossier.unreadable.is_some(),
            facts: dossier.notices.iter().filter(|notice| notice.is_fact()).count(),
        };
        Filed { brief, pack: self.pack(dossier) }
    }

    fn pack(&self, dossier: Dossier) -> Pack {
        {
            let mut inner = self.inner();
            if inner.whole < self.whole {
                inner.whole += 1;
                return Pack::Whole(Box::new(dossier));
            }
        }
        let Ok(bytes) = postcard::to_stdvec(&dossier) else { return Pack::Whole(Box::new(dossier)) };
        Pack::Away(self.spool.put(bytes))
    }

    /// A dossier that was put away here.
    ///
    /// # Errors
    /// Where the file that holds it cannot be read.
    pub fn open<'a>(&self, filed: &'a Filed) -> Result<Cow<'a, Dossier>, Lost> {
        match &filed.pack {
            Pack::Whole(dossier) => Ok(Cow::Borrowed(dossier)),
            Pack::Away(kept) => unpacked(&self.spool.get(kept)?),
        }
    }
}

fn unpacked(bytes: &[u8]) -> Result<Cow<'static, Dossier>, Lost> {
    postcard::from_bytes(bytes).map(Cow::Owned).map_err(|error| Lost(io::Error::other(error)))
}

impl Inner {
    /// The summary that all dossiers of one rule file share.
    fn known(&mut self, certification: &CertificationSummary) -> Arc<CertificationSummary> {
        let known = self.certifications.iter().find(|known| ***known == *certification);
        known.cloned().unwrap_or_else(|| {
            let new = Arc::new(certification.clone());
            self.certifications.push(Arc::clone(&new));
            new
        })
    }
}

/// Dossiers in an order. Each is put away as it comes, so that memory holds one at a time; see [`Archive`].
#[derive(Clone, Debug, Default)]
pub struct Dossiers {
    archive: Arc<Archive>,
    filed: Arc<Vec<Filed>>,
}

impl Dossiers {
    /// Those that `archive` put away, in this order.
    pub fn of(archive: Archive, filed: Vec<Filed>) -> Self {
        Self { archive: Arc::new(archive), filed: Arc::new(filed) }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.filed.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.filed.is_empty()
    }

    /// What is known of each without opening it.
    pub fn briefs(&self) -> impl Iterator<Item = &Brief> + Clone {
        self.filed.iter().map(Filed::brief)
    }

    /// The one at `index`, where there is one.
    ///
    /// # Errors
    /// As [`Archive::open`].
    pub fn get(&self, index: usize) -> Result<Option<Cow<'_, Dossier>>, Lost> {
        self.filed.get(index).map(|filed| self.archive.open(filed)).transpose()
    }

    /// One after the other, each opened when it is asked for, or why it cannot be.
    pub fn iter(&self) -> impl Iterator<Item = Result<Cow<'_, Dossier>, Lost>> {
        self.filed.iter().map(|filed| self.archive.open(filed))
    }
}

impl FromIterator<Dossier> for Dossiers {
    fn from_iter<I: IntoIterator<Item = Dossier>>(all: I) -> Self {
        let archive = Archive::default();
        let filed = all.into_iter().map(|dossier| archive.put(dossier)).collect();
        Self::of(archive, filed)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use crate::assess::{Rules, Shelf, Task, run};
    use crate::read::Unreadable;

    /// One that keeps `whole` dossiers as they are, and `held` bytes of others in memory.
    fn archive(whole: usize, held: usize) -> Archive {
        Archive { whole, spool: Spool::with(held), inner: Mutex::default() }
    }

    fn dossiers() -> Vec<Dossier> {
        let rules = Rules::Named { name: "ais".into(), why: None };
        let file = |format| Task::of(format!("fixtures/dossiers/titre/dossier.{format}"), rules.clone());
        let shelf = Shelf::built_in();
        let mut all: Vec<Dossier> = ["md", "docx"].map(|format| run(&file(format), &shelf).unwrap()).into();
        let reasons = [
            Unreadable::Empty,
            Unreadable::Unsupported("PowerPoint".into()),
            Unreadable::Damaged("fin".into()),
            Unreadable::NoText { pages: 3 },
        ];
        all.extend(reasons.map(|why| crate::assess::unreadable(std::path::Path::new("c/x.pdf"), None, why)));
        all
    }

    #[test]
    fn what_was_put_away_comes_back_as_it_was_wherever_it_was() {
        let all = dossiers();
        for (whole, held, kinds) in
            [(9, 0, "WWWWWW"), (1, 1 << 20, "WHHHHH"), (2, 1000, "WWHHHH"), (0, 0, "FFFFFF")]
        {
            let archive = archive(whole, held);
            let filed: Vec<Filed> = all.iter().map(|one| archive.put(one.clone())).collect();
            let kind = |filed: &Filed| match filed.pack {
                Pack::Whole(_) => 'W',
                Pack::Away(Kept::Held(_)) => 'H',
                Pack::Away(Kept::InFile { .. }) => 'F',
            };
            assert_eq!(filed.iter().map(kind).collect::<String>(), kinds);
            let dossiers = Dossiers::of(archive, filed);
            let back: Vec<Dossier> = dossiers.iter().map(|one| one.unwrap().into_owned()).collect();
            assert!(back == all, "{kinds}");
            assert!(dossiers.get(1).unwrap().unwrap().into_owned() == all[1]);
            assert!(dossiers.get(all.len()).unwrap().is_none());
        }
    }

    #[test]
    fn a_brief_tells_of_the_dossier_that_is_put_away() {
        let all = dossiers();
        let dossiers: Dossiers = all.iter().cloned().collect();
        for (brief, dossier) in dossiers.briefs().zip(&all) {
            assert_eq!((&brief.path, brief.verdict), (&dossier.path, dossier.verdict));
            assert_eq!(*brief.certification, dossier.certification);
            assert_eq!(brief.unreadable, dossier.unreadable.is_some());
        }
        let [first, second] = [0, 1].map(|at| dossiers.filed[at].brief.certification.clone());
        assert!(Arc::ptr_eq(&first, &second));
    }

    #[test]
    fn where_there_is_no_room_for_a_file_dossiers_stay_in_memory() {
        let archive = archive(0, 0);
        archive.spool.fill();
        let all = dossiers();
        let filed = archive.put(all[0].clone());
        assert!(matches!(filed.pack, Pack::Away(Kept::Held(_))));
        assert!(*archive.open(&filed).unwrap() == all[0]);
    }

    #[test]
    fn a_dossier_that_cannot_be_read_back_is_told() {
        let archive = archive(0, 0);
        let filed = archive.put(dossiers().swap_remove(0));
        archive.spool.cut(10).unwrap();
        assert!(archive.open(&filed).is_err());
    }
}
