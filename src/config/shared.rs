//! Files that the patterns say to be of several candidates, or several documents of one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::candidates::Candidate;
use super::strays::{Stray, Why};
use super::{Config, is_name};
use crate::discover::identity;

impl Config {
    /// The `candidates` without what is not theirs alone: who shares the dossier with somebody has none that can be
    /// judged, and is told apart; what is shared beside a dossier is taken for nothing.
    pub(super) fn without_shared(&self, candidates: Vec<Candidate>) -> (Vec<Candidate>, Vec<Stray>) {
        let uses = uses(&candidates);
        let is_shared = |file: &Path| uses.get(&identity(file)).is_some_and(|uses| uses.len() > 1);
        let others = |file: &Path, own: &str| -> Vec<String> {
            let all = uses.get(&identity(file)).into_iter().flatten();
            all.filter(|other| !is_name(other, own)).cloned().collect::<BTreeSet<_>>().into_iter().collect()
        };
        let mut places = BTreeSet::new();
        let (mut alone, mut strays) = (Vec::new(), Vec::new());
        for mut candidate in candidates {
            let files = &candidate.dossier.files;
            let with = files.iter().find_map(|file| {
                let others = others(file, &candidate.name);
                (!others.is_empty()).then_some((file, others))
            });
            if let Some((file, with)) = with {
                let place = self.place_of(&candidate.name, file, &mut places);
                let found = vec![file.clone()];
                let name = candidate.name.clone();
                strays.push(Stray { place, candidate: name, why: Why::Shared(with), found, better: None });
                continue;
            }
            let all = candidate.companions.into_iter();
            let (shared, own): (Vec<_>, Vec<_>) = all.partition(|one| is_shared(&one.file.path));
            candidate.companions = own;
            candidate.shared = shared.into_iter().map(|one| one.file.path).collect();
            alone.push(candidate);
        }
        (alone, strays)
    }

    /// Where somebody is told whose dossier at `file` is another's too: no two at the same place.
    fn place_of(&self, candidate: &str, file: &Path, taken: &mut BTreeSet<PathBuf>) -> PathBuf {
        let folders = self.folders_of_candidates().into_iter();
        let own = folders.filter(|(folder, name)| is_name(name, candidate) && folder.is_dir());
        let beside = || {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            file.with_file_name(format!("{name} ({candidate})"))
        };
        let mut places = own.map(|(folder, _)| folder).chain([beside()]);
        places.find(|place| taken.insert(place.clone())).unwrap_or_else(beside)
    }
}

/// Whose every file is, once for each use.
fn uses(candidates: &[Candidate]) -> BTreeMap<PathBuf, Vec<String>> {
    let mut uses: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
    for candidate in candidates {
        let beside = candidate.companions.iter().map(|one| &one.file.path);
        for file in candidate.dossier.files.iter().chain(beside) {
            uses.entry(identity(file)).or_default().push(candidate.name.clone());
        }
    }
    uses
}
