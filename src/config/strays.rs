//! What lies where candidates are looked for and is no candidate's, as far as the patterns tell: a dossier that nobody
//! would check, without a word, if it were not told.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::candidates::relative;
use super::{Config, Pattern};
use crate::discover::{discover, documents_in, is_for_programs, is_same};
use crate::handed_in::is_dossier_by_name;
use crate::message::Message;
use crate::say;

/// How many files are named before the others are only told to be there.
const SHOWN: usize = 4;

/// A folder or a file where a candidate is looked for, in which the pattern of the dossier finds nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The folder or the file.
    pub place: PathBuf,
    /// Whose it would be.
    pub candidate: String,
    /// The pattern.
    pub pattern: String,
    /// Documents that were found there instead.
    pub found: Vec<PathBuf>,
}

impl Config {
    /// What lies where the pattern of the dossier looks for candidates and is nobody's. `known` are the dossiers by
    /// candidate.
    pub(super) fn strays(&self, known: &BTreeMap<String, Vec<PathBuf>>) -> Vec<Stray> {
        let Some(pattern) = &self.dossier else { return Vec::new() };
        let mut used: Vec<PathBuf> = known.values().flatten().cloned().collect();
        let listed = self.candidates.iter().flat_map(|one| one.companions.values());
        used.extend(self.companions.values().chain(listed).flat_map(|one| one.files(self.folder())));
        let all = match pattern.folders_of_candidates(self.folder()) {
            Some(folders) => self.stray_folders(pattern, folders, &used),
            None => self.stray_files(pattern, &used),
        };
        let has_one = |name: &String| known.get(name).is_some_and(|files| !files.is_empty());
        all.into_iter().filter(|stray| !self.ignores(&stray.place) && !has_one(&stray.candidate)).collect()
    }

    /// The folders that stand for candidates by the pattern of the dossier, each with whom.
    pub fn folders_of_candidates(&self) -> Vec<(PathBuf, String)> {
        let all = self.dossier.as_ref().and_then(|pattern| pattern.folders_of_candidates(self.folder()));
        all.unwrap_or_default().into_iter().filter(|(place, _)| !self.ignores(place)).collect()
    }

    /// True for what lies at a place that is nobody's, as the configuration says.
    pub fn ignores(&self, place: &Path) -> bool {
        self.ignored.iter().any(|one| one.is_of(self.folder(), place))
    }

    fn stray_folders(
        &self,
        pattern: &Pattern,
        folders: Vec<(PathBuf, String)>,
        used: &[PathBuf],
    ) -> Vec<Stray> {
        let is_used = |folder: &Path| {
            let inside = relative(self.folder(), folder);
            used.iter().any(|file| {
                let file = relative(self.folder(), file);
                inside
                    .as_ref()
                    .zip(file)
                    .is_some_and(|(folder, file)| file.starts_with(&format!("{folder}/")))
            })
        };
        folders
            .into_iter()
            .filter(|(folder, _)| !is_used(folder) && !is_for_programs(folder))
            .map(|(place, candidate)| {
                let (found, _) = discover(std::slice::from_ref(&place));
                let found = found.into_iter().flat_map(|one| one.files).collect();
                Stray { place, candidate, pattern: pattern.as_str().to_owned(), found }
            })
            .collect()
    }

    /// Documents beside those that the pattern finds. A file that its name says is something else (`resume`), and
    /// another form of a dossier that was found (its PDF), are none.
    fn stray_files(&self, pattern: &Pattern, used: &[PathBuf]) -> Vec<Stray> {
        let stem = |path: &Path| path.with_extension("");
        let is_used = |path: &Path| used.iter().any(|other| is_same(&stem(other), &stem(path)));
        pattern
            .folders_of_files(self.folder())
            .iter()
            .flat_map(|folder| documents_in(folder))
            .map(|path| path.strip_prefix(".").map(Path::to_owned).unwrap_or(path))
            .filter(|path| !is_used(path) && is_dossier_by_name(path))
            .map(|place| Stray {
                candidate: place.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
                pattern: pattern.as_str().to_owned(),
                found: Vec::new(),
                place,
            })
            .collect()
    }
}

impl Stray {
    /// What was looked for, and what there is instead.
    pub fn message(&self) -> Message {
        let pattern = &self.pattern;
        let names: Vec<String> = self
            .found
            .iter()
            .take(SHOWN)
            .map(|path| path.strip_prefix(&self.place).unwrap_or(path).display().to_string())
            .collect();
        let more = if self.found.len() > SHOWN { ", …" } else { "" };
        let list = names.join(", ");
        if !self.place.is_dir() {
            return say!(
                "Ce document ne répond pas au motif « {pattern} » : il n'a pas été vérifié.",
                "This document does not match the pattern “{pattern}”: it was not checked."
            );
        }
        if list.is_empty() {
            return say!(
                "Aucun fichier n'y répond au motif « {pattern} », et il n'y a aucun autre document.",
                "No file there matches the pattern “{pattern}”, and there is no other document."
            );
        }
        say!(
            "Aucun fichier n'y répond au motif « {pattern} » : rien n'a été vérifié. Trouvé : {list}{more}.",
            "No file there matches the pattern “{pattern}”: nothing was checked. Found: {list}{more}."
        )
    }

    /// What to do.
    pub fn help(&self) -> Message {
        if self.found.is_empty() && self.place.is_dir() {
            return say!(
                "Mettez-y le dossier du candidat ; si ce n'est celui de personne, nommez-le dans « ignore » de conforme.toml.",
                "Put the candidate's dossier there; if the folder is nobody's, name it in “ignore” of conforme.toml."
            );
        }
        say!(
            "Renommez le fichier, ou corrigez [documents] dans conforme.toml ; ce qui n'est à aucun candidat se met dans « ignore ».",
            "Rename the file, or put [documents] of conforme.toml right; what is no candidate's goes into “ignore”."
        )
    }
}
