//! What lies where candidates are looked for and is no candidate's, as far as the patterns tell: a dossier that nobody
//! would check, without a word, if it were not told.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::loose::Loose;
use super::pattern::relative;
use super::{Config, Pattern, is_name};
use crate::discover::{documents_in, files_in, is_for_programs, is_same, may_be_a_dossier};
use crate::handed_in::{is_archive, is_dossier_by_name};
use crate::message::Message;
use crate::names::caseless;
use crate::say;

/// How many files are named before the others are only told to be there.
const SHOWN: usize = 4;

/// A place where a candidate is looked for and no dossier is found, or more than one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The folder or the file.
    pub place: PathBuf,
    /// Whose it would be.
    pub candidate: String,
    /// What is wrong there.
    pub why: Why,
    /// What was found there.
    pub found: Vec<PathBuf>,
    /// The pattern that would find dossiers there: the candidates lie further down than it looks.
    pub better: Option<String>,
}

/// Why there is no dossier to check where a candidate is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// This pattern of the dossier finds nothing there.
    NoMatch(String),
    /// Nothing there is a document.
    NoDocument,
    /// It lies beside the folders in which this pattern of the dossier looks.
    Loose(String),
    /// Several files may be the dossier.
    Several,
    /// The dossier is that of these candidates as well, as the patterns say.
    Shared(Vec<String>),
}

/// A document beside the dossier that a pattern finds, and whose it is, where the pattern says so.
struct Beside {
    file: PathBuf,
    of: Option<String>,
    pattern: Pattern,
}

impl Config {
    /// What lies where the patterns look for candidates and is nobody's, and who has something there and no dossier; and
    /// the documents that lie beside the folders of candidates and may be somebody's. `known` are the dossiers by candidate.
    pub(super) fn strays(&self, known: &BTreeMap<String, Vec<PathBuf>>) -> (Vec<Stray>, Vec<PathBuf>) {
        let Some(pattern) = &self.dossier else { return Default::default() };
        let beside = self.beside();
        let own: Vec<PathBuf> = known.values().flatten().cloned().collect();
        let has_one: BTreeSet<String> =
            known.iter().filter(|(_, files)| !files.is_empty()).map(|(name, _)| caseless(name)).collect();
        let is_alone =
            |stray: &Stray| !self.ignores(&stray.place) && !has_one.contains(&caseless(&stray.candidate));
        let mut loose = Loose::default();
        let all = match pattern.folders_of_candidates(self.folder()) {
            Some(folders) => {
                let used = |path: &Path| {
                    own.iter().chain(beside.iter().map(|one| &one.file)).any(|other| is_same(other, path))
                };
                loose = self.loose(pattern, &folders, &used);
                self.stray_folders(pattern, folders, &own, &beside)
            }
            None => self.stray_files(pattern, &own, &beside),
        };
        let mut all: Vec<Stray> = all.into_iter().filter(is_alone).collect();
        for one in self.without_dossier(pattern, &beside, &has_one) {
            if is_alone(&one) && all.iter().all(|other| !is_name(&other.candidate, &one.candidate)) {
                all.push(one);
            }
        }
        all.append(&mut loose.dossiers);
        (all, loose.others)
    }

    /// The documents beside dossiers that patterns find.
    fn beside(&self) -> Vec<Beside> {
        let mut all = Vec::new();
        for pattern in self.companions.values() {
            for file in pattern.files(self.folder()) {
                let of = self.name_in(pattern, &file).filter(|_| pattern.names_candidates());
                all.push(Beside { file, of, pattern: pattern.clone() });
            }
        }
        for listed in &self.candidates {
            for pattern in listed.companions.values() {
                for file in pattern.files_of(self.folder(), &listed.name) {
                    all.push(Beside { file, of: Some(listed.name.clone()), pattern: pattern.clone() });
                }
            }
        }
        all
    }

    /// Candidates of whom a pattern finds a document, and no dossier. A document of somebody who has one may look as if it
    /// were of another (`{candidat}*.pptx`).
    fn without_dossier(
        &self,
        dossier: &Pattern,
        beside: &[Beside],
        has_one: &BTreeSet<String>,
    ) -> Vec<Stray> {
        let mut all: Vec<Stray> = Vec::new();
        for Beside { file, of, pattern } in beside {
            let Some((candidate, inside)) = of.as_ref().zip(relative(self.folder(), file)) else { continue };
            if has_one.contains(&caseless(candidate)) || has_one.iter().any(|one| pattern.means(&inside, one))
            {
                continue;
            }
            match all.iter_mut().find(|one| is_name(&one.candidate, candidate)) {
                Some(known) => known.found.push(file.clone()),
                None => all.push(Stray {
                    place: file.clone(),
                    candidate: candidate.clone(),
                    why: Why::NoMatch(dossier.as_str().to_owned()),
                    found: vec![file.clone()],
                    better: None,
                }),
            }
        }
        all
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
        own: &[PathBuf],
        beside: &[Beside],
    ) -> Vec<Stray> {
        let is_in = |file: &Path, folder: &Path| {
            let both = relative(self.folder(), folder).zip(relative(self.folder(), file));
            both.is_some_and(|(folder, file)| file.starts_with(&format!("{folder}/")))
        };
        // What a pattern finds there of others makes it a folder of theirs (`resumes/{candidat}.docx`).
        let is_used = |folder: &Path, candidate: &str| {
            let others = beside.iter().filter(|one| one.of.as_ref().is_none_or(|of| !is_name(of, candidate)));
            own.iter().chain(others.map(|one| &one.file)).any(|file| is_in(file, folder))
        };
        folders
            .into_iter()
            .filter(|(folder, candidate)| !is_used(folder, candidate) && !is_for_programs(folder))
            .map(|(place, candidate)| {
                let found = files_in(std::slice::from_ref(&place));
                let better = pattern.seen_from(self.folder(), &place);
                Stray { place, candidate, why: Why::NoMatch(pattern.as_str().to_owned()), found, better }
            })
            .collect()
    }

    /// Documents beside those that the pattern finds. A file that its name says is something else (`resume`), and
    /// another form of a dossier that was found (its PDF), are none.
    fn stray_files(&self, pattern: &Pattern, own: &[PathBuf], beside: &[Beside]) -> Vec<Stray> {
        let stem = |path: &Path| path.with_extension("");
        let is_used = |path: &Path| {
            let mut used = own.iter().chain(beside.iter().map(|one| &one.file));
            used.any(|other| is_same(&stem(other), &stem(path)))
        };
        pattern
            .folders_of_files(self.folder())
            .iter()
            .flat_map(|folder| documents_in(folder))
            .map(|path| path.strip_prefix(".").map(Path::to_owned).unwrap_or(path))
            .filter(|path| !is_used(path) && is_dossier_by_name(path))
            .map(|place| Stray {
                candidate: place.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
                why: Why::NoMatch(pattern.as_str().to_owned()),
                found: Vec::new(),
                better: None,
                place,
            })
            .collect()
    }
}

impl Stray {
    /// Of a candidate of whom several `files` may be the dossier.
    pub(super) fn several(candidate: String, files: Vec<PathBuf>) -> Self {
        let first = files.first().map(PathBuf::as_path).unwrap_or(Path::new(""));
        let own = first.parent().filter(|folder| {
            folder.file_name().is_some_and(|name| is_name(&name.to_string_lossy(), &candidate))
        });
        let place = own.unwrap_or(first).to_owned();
        Self { place, candidate, why: Why::Several, found: files, better: None }
    }

    /// A folder among those of candidates in which nothing is a document.
    pub fn without_document(place: PathBuf) -> Self {
        let candidate = place.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let found = files_in(std::slice::from_ref(&place));
        Self { place, candidate, why: Why::NoDocument, found, better: None }
    }

    /// What was looked for, and what there is instead.
    pub fn message(&self) -> Message {
        let is_folder = self.place.is_dir();
        let inside = |path: &PathBuf| {
            let folder = if is_folder { Some(self.place.as_path()) } else { self.place.parent() };
            let inside = folder.and_then(|folder| path.strip_prefix(folder).ok()).unwrap_or(path);
            inside.display().to_string()
        };
        let names: Vec<String> = self.found.iter().take(SHOWN).map(inside).collect();
        let more = if self.found.len() > SHOWN { ", …" } else { "" };
        let list = names.join(", ");
        if let (Why::NoMatch(pattern), Some(better)) = (&self.why, &self.better) {
            return say!(
                "Aucun fichier n'y répond au motif « {pattern} » : les candidats sont plus bas. Dans [documents] de conforme.toml, écrivez dossier = \"{better}\", et de même pour les autres documents.",
                "No file there matches the pattern “{pattern}”: the candidates lie further down. In [documents] of conforme.toml, write dossier = \"{better}\", and so for the other documents."
            );
        }
        match &self.why {
            Why::Shared(with) => {
                let others = with.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
                let more = if with.len() > SHOWN { ", …" } else { "" };
                let file = self.found.first().map(|path| path.display().to_string()).unwrap_or_default();
                say!(
                    "D'après conforme.toml, {file} est aussi à {others}{more} : rien ne dit de qui il est, et il n'a été vérifié pour personne.",
                    "By conforme.toml, {file} belongs to {others}{more} as well: nothing tells whose it is, and it was checked for nobody."
                )
            }
            Why::Several => say!(
                "Plusieurs fichiers peuvent être le dossier de projet : aucun n'a été vérifié. Trouvé : {list}{more}.",
                "Several files may be the dossier de projet: none was checked. Found: {list}{more}."
            ),
            Why::Loose(pattern) => say!(
                "Ce document est à côté des dossiers de candidats, où le motif « {pattern} » ne cherche pas : il n'a pas été vérifié.",
                "This document lies beside the folders of candidates, where the pattern “{pattern}” does not look: it was not checked."
            ),
            Why::NoMatch(pattern) if !is_folder && list.is_empty() => say!(
                "Ce document ne répond pas au motif « {pattern} » : il n'a pas été vérifié.",
                "This document does not match the pattern “{pattern}”: it was not checked."
            ),
            Why::NoMatch(pattern) if !is_folder => say!(
                "Aucun fichier de ce candidat ne répond au motif « {pattern} » : rien n'a été vérifié. Trouvé : {list}{more}.",
                "No file of this candidate matches the pattern “{pattern}”: nothing was checked. Found: {list}{more}."
            ),
            Why::NoMatch(pattern) if list.is_empty() => say!(
                "Aucun fichier n'y répond au motif « {pattern} », et il n'y a aucun autre document.",
                "No file there matches the pattern “{pattern}”, and there is no other document."
            ),
            Why::NoMatch(pattern) => say!(
                "Aucun fichier n'y répond au motif « {pattern} » : rien n'a été vérifié. Trouvé : {list}{more}.",
                "No file there matches the pattern “{pattern}”: nothing was checked. Found: {list}{more}."
            ),
            Why::NoDocument if list.is_empty() => {
                say!(
                    "Ce dossier est vide : rien n'a été remis ici.",
                    "This folder is empty: nothing was handed in here."
                )
            }
            Why::NoDocument => say!(
                "Rien ici n'est un document (DOCX, ODT, PDF, Markdown) : rien n'a été vérifié. Trouvé : {list}{more}.",
                "Nothing here is a document (DOCX, ODT, PDF, Markdown): nothing was checked. Found: {list}{more}."
            ),
        }
    }

    /// What to do.
    pub fn help(&self) -> Message {
        match &self.why {
            Why::Shared(_) => say!(
                "Corrigez les motifs de conforme.toml (« documents ») pour que chaque fichier soit d'un seul candidat, puis recommencez.",
                "Put the patterns of conforme.toml right (“documents”), so that each file is of one candidate, and try again."
            ),
            Why::Several => say!(
                "Ne laissez que le bon, ou appelez les autres autrement (annexes, resume, presentation) ; pour voir une version, nommez-la : conforme check FICHIER.",
                "Leave only the right one, or give the others other names (annexes, resume, presentation); to see one version, name it: conforme check FILE."
            ),
            Why::Loose(_) => say!(
                "Mettez-le dans le dossier de son candidat ; s'il n'est à personne, nommez-le dans « ignore » de conforme.toml.",
                "Put it into the folder of its candidate; if it is nobody's, name it in “ignore” of conforme.toml."
            ),
            Why::NoMatch(_) | Why::NoDocument if self.is_in_an_archive() => say!(
                "Une archive n'est pas ouverte : décompressez-la à cet endroit, ou demandez au candidat ses documents eux-mêmes.",
                "An archive is not opened: unpack it there, or ask the candidate for the documents themselves."
            ),
            Why::NoMatch(_) | Why::NoDocument if self.found.is_empty() && self.place.is_dir() => say!(
                "Mettez-y le dossier du candidat ; si ce n'est celui de personne, nommez-le dans « ignore » de conforme.toml.",
                "Put the candidate's dossier there; if the folder is nobody's, name it in “ignore” of conforme.toml."
            ),
            Why::NoDocument => say!(
                "Demandez au candidat un DOCX, un ODT ou un PDF ; si ce dossier n'est celui de personne, nommez-le dans « ignore » de conforme.toml.",
                "Ask the candidate for a DOCX, an ODT or a PDF; if the folder is nobody's, name it in “ignore” of conforme.toml."
            ),
            Why::NoMatch(_) => say!(
                "Renommez le fichier, ou corrigez [documents] dans conforme.toml ; ce qui n'est à aucun candidat se met dans « ignore ».",
                "Rename the file, or put [documents] of conforme.toml right; what is no candidate's goes into “ignore”."
            ),
        }
    }

    /// True where there is an archive and no document: what is looked for may be in it.
    fn is_in_an_archive(&self) -> bool {
        let mut found = self.found.iter();
        self.found.iter().any(|path| is_archive(path)) && !found.any(|path| may_be_a_dossier(path))
    }

    /// The stable name of the reason.
    pub fn id(&self) -> &'static str {
        match self.why {
            Why::NoMatch(_) | Why::NoDocument | Why::Loose(_) => "no-dossier",
            Why::Several => "several-dossiers",
            Why::Shared(_) => "shared-dossier",
        }
    }
}
