//! Who the candidates of a folder are, and which documents are theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::pattern::relative;
use super::strays::Stray;
use super::{Config, Pattern, is_name, names};
use crate::assess::{Companion, Input};
use crate::certification::DOSSIER;
use crate::discover::{Found, discover, is_same, may_be_a_dossier, preference};
use crate::handed_in::is_dossier_by_name;
use crate::message::Message;
use crate::names::{caseless, own_words};
use crate::say;

/// A candidate with their documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The name: what stands in the place of `{candidat}`, or the stem of the file.
    pub name: String,
    /// The dossier.
    pub dossier: Found,
    /// Further files that the pattern of the dossier matches, such as its PDF: not checked.
    pub others: Vec<PathBuf>,
    /// Documents handed in beside it.
    pub companions: Vec<Companion>,
    /// Documents that patterns find for them beside the dossier, and elsewhere too: taken for nothing.
    pub shared: Vec<PathBuf>,
    /// The certification, where the configuration says which.
    pub certification: Option<String>,
    /// The group.
    pub group: Option<String>,
}

/// What the patterns of a configuration leave unclear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A pattern that matches no file.
    NoMatch {
        /// What it is for (`dossier`, or a role).
        of: String,
        /// The pattern.
        pattern: String,
    },
    /// A candidate without a dossier.
    NoDossier {
        /// The name.
        candidate: String,
    },
    /// A place where a candidate is looked for and no dossier is found, or more than one.
    Stray(Stray),
    /// Documents beside the folders of candidates, which may be nobody's.
    Loose(Vec<PathBuf>),
}

/// Files that are listed before the others are only told to be there.
const SHOWN: usize = 4;

impl Config {
    /// The candidates that the patterns find, in the natural order of their names, and what is unclear. Empty where the
    /// configuration does not say where dossiers lie.
    pub fn candidates(&self) -> (Vec<Candidate>, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut files: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
        if let Some(pattern) = &self.dossier {
            let mut found = pattern.files(self.folder());
            found.retain(|file| !self.ignores(file));
            if found.is_empty() {
                problems
                    .push(Problem::NoMatch { of: DOSSIER.to_owned(), pattern: pattern.as_str().to_owned() });
            }
            for file in found {
                if let Some(name) = self.name_in(pattern, &file) {
                    files.entry(name).or_default().push(file);
                }
            }
        }
        for listed in &self.candidates {
            if let Some(pattern) = &listed.dossier {
                files.retain(|name, _| !is_name(name, &listed.name));
                files.insert(listed.name.clone(), pattern.files_of(self.folder(), &listed.name));
            }
        }
        let (strays, loose) = self.strays(&files);
        let is_stray = |name: &String| strays.iter().any(|stray| names(name, &stray.candidate));
        problems.extend(self.absent(|wanted| {
            is_stray(wanted) || files.iter().any(|(name, of)| names(wanted, name) && !of.is_empty())
        }));
        problems.extend(strays.into_iter().map(Problem::Stray));
        problems.extend((!loose.is_empty()).then_some(Problem::Loose(loose)));
        problems.extend(self.unmatched_companions());
        let mut candidates = Vec::new();
        for (name, files) in files {
            match self.candidate(name, files) {
                Some(Ok(candidate)) => candidates.push(candidate),
                Some(Err(several)) => problems.push(Problem::Stray(several)),
                None => {}
            }
        }
        candidates.sort_by(|a, b| crate::discover::natural_order(&a.name, &b.name));
        let (candidates, shared) = self.without_shared(candidates);
        problems.extend(shared.into_iter().map(Problem::Stray));
        (candidates, problems)
    }

    /// The candidate whom the dossier at `path` is of, as far as the patterns tell: nobody, where they say so of several.
    pub fn candidate_of(&self, path: &Path) -> Option<String> {
        let has_own =
            |name: &str| self.candidates.iter().any(|one| one.dossier.is_some() && is_name(name, &one.name));
        let listed = self.candidates.iter().filter(|one| {
            let pattern = one.dossier.as_ref();
            pattern.is_some_and(|pattern| {
                pattern.files_of(self.folder(), &one.name).iter().any(|file| is_same(file, path))
            })
        });
        let found = self.dossier.as_ref().and_then(|pattern| self.name_in(pattern, path));
        let found = found.filter(|name| !has_own(name));
        let mut all = listed.map(|one| one.name.clone()).chain(found);
        all.next().filter(|_| all.next().is_none())
    }

    /// The candidate whom the dossier at `path` is of: as the patterns tell, else as one of its folders or its own name
    /// does where this configuration speaks of somebody of that name.
    pub fn candidate_at(&self, path: &Path) -> Option<String> {
        self.candidate_of(path).or_else(|| self.spoken_of_in(path))
    }

    /// Whom this configuration speaks of, in the folders of `path`, the innermost first, or in the name of its file.
    fn spoken_of_in(&self, path: &Path) -> Option<String> {
        let relative = relative(self.folder(), path)?;
        let (folders, file) = relative.rsplit_once('/').unwrap_or(("", &relative));
        let stem = Path::new(file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let own = own_words(&stem).collect::<Vec<_>>().join("-");
        let mut parts = folders.split('/').rev().map(str::to_owned).chain([stem, own]);
        parts.find(|part| !part.is_empty() && self.speaks_of(part))
    }

    fn speaks_of(&self, candidate: &str) -> bool {
        let listed = self.candidates.iter().map(|one| &one.name);
        let grouped = self.groups.iter().flat_map(|group| &group.candidates);
        let waived = self.waivers.iter().map(|grant| &grant.candidate);
        let mut all = listed.chain(grouped).chain(waived).filter(|name| *name != "*");
        all.any(|name| names(name, candidate))
    }

    /// What a candidate handed in beside the dossier.
    pub fn companions_of(&self, candidate: &str) -> Vec<Companion> {
        let own = self.candidates.iter().find(|one| is_name(&one.name, candidate));
        let mut roles: BTreeMap<&String, &Pattern> = self.companions.iter().collect();
        roles.extend(own.iter().flat_map(|one| &one.companions));
        let first = |(role, pattern): (&String, &Pattern)| {
            let path = by_preference(pattern.files_of(self.folder(), candidate)).into_iter().next()?;
            Some(Companion { role: Some(role.clone()), file: Input::at(path) })
        };
        roles.into_iter().filter_map(first).collect()
    }

    /// The candidate of that name, or what is told of several `files` of theirs of which none says that it is the dossier.
    /// A file that says of itself that it is something else, or is no document, is none of these; one that differs by its
    /// extension only is the same dossier.
    fn candidate(&self, name: String, files: Vec<PathBuf>) -> Option<Result<Candidate, Stray>> {
        let (mut meant, mut others): (Vec<PathBuf>, Vec<PathBuf>) =
            files.into_iter().partition(|file| may_be_a_dossier(file) && is_dossier_by_name(file));
        if meant.is_empty() {
            std::mem::swap(&mut meant, &mut others);
        }
        let stem = |file: &PathBuf| caseless(&file.with_extension("").to_string_lossy());
        if meant.iter().any(|file| Some(stem(file)) != meant.first().map(stem)) {
            return Some(Err(Stray::several(name, meant)));
        }
        let mut files = by_preference(meant).into_iter();
        let (mut found, _) = discover(&[files.next()?]);
        if found.is_empty() {
            return None;
        }
        Some(Ok(Candidate {
            dossier: found.swap_remove(0),
            others: files.chain(others).collect(),
            companions: self.companions_of(&name),
            shared: Vec::new(),
            certification: self.certification_of(&name).map(str::to_owned),
            group: self.group_of(&name).map(|group| group.name.clone()),
            name,
        }))
    }

    /// The candidate that `pattern` finds in the path of a file.
    pub(super) fn name_in(&self, pattern: &Pattern, file: &Path) -> Option<String> {
        let relative = relative(self.folder(), file)?;
        if pattern.names_candidates() {
            return pattern.candidate(&relative);
        }
        pattern.means(&relative, "").then_some(())?;
        Some(file.file_stem()?.to_string_lossy().into_owned())
    }

    /// Candidates who are named and, as far as `is_there` tells, have no dossier.
    pub fn absent(&self, is_there: impl Fn(&String) -> bool) -> Vec<Problem> {
        let listed = self.candidates.iter().map(|one| &one.name);
        let grouped = self.groups.iter().flat_map(|group| &group.candidates);
        let mut seen = BTreeSet::new();
        listed
            .chain(grouped)
            .filter(|wanted| seen.insert(*wanted) && !is_there(wanted))
            .map(|candidate| Problem::NoDossier { candidate: candidate.clone() })
            .collect()
    }

    fn unmatched_companions(&self) -> Vec<Problem> {
        let told = |(role, pattern): (&String, &Pattern)| Problem::NoMatch {
            of: role.clone(),
            pattern: pattern.as_str().to_owned(),
        };
        self.companions.iter().filter(|(_, one)| one.files(self.folder()).is_empty()).map(told).collect()
    }
}

impl Problem {
    /// True where there is nothing to check because of it, or no telling what.
    pub fn is_grave(&self) -> bool {
        matches!(self, Self::NoMatch { of, .. } if of == DOSSIER)
    }

    /// True for what is told for information: slides are not there weeks before the session, and what is due and missing
    /// is told of each candidate by the rules.
    pub fn is_for_information(&self) -> bool {
        matches!(self, Self::NoMatch { of, .. } if of != DOSSIER)
    }

    /// What is unclear, and what to do.
    pub fn message(&self) -> Message {
        match self {
            Self::NoMatch { of, pattern } if of != DOSSIER => say!(
                "pour information : aucun fichier ne répond encore au motif « {pattern} » ({of}) ; si ces documents sont déjà remis, corrigez-le dans [documents] de conforme.toml.",
                "for information: no file matches the pattern “{pattern}” ({of}) yet; if these documents were handed in already, put it right in [documents] of conforme.toml."
            ),
            Self::NoMatch { of, pattern } => say!(
                "le motif « {pattern} » ({of}) ne désigne aucun fichier ; corrigez-le dans [documents] de conforme.toml, ou vérifiez que les fichiers sont là.",
                "the pattern “{pattern}” ({of}) matches no file; put it right in [documents] of conforme.toml, or check that the files are there."
            ),
            Self::NoDossier { candidate } => say!(
                "aucun dossier pour « {candidate} », que conforme.toml nomme.",
                "no dossier of “{candidate}”, whom conforme.toml names."
            ),
            Self::Loose(files) => {
                let names: Vec<String> =
                    files.iter().take(SHOWN).map(|path| path.display().to_string()).collect();
                let (names, more) = (names.join(", "), if files.len() > SHOWN { ", …" } else { "" });
                say!(
                    "à côté des dossiers de candidats, et lu pour aucun : {names}{more}. Ce qui est à quelqu'un va dans son dossier ; ce qui n'est à personne se met dans « ignore » de conforme.toml.",
                    "beside the folders of candidates, and read for none: {names}{more}. What is somebody's goes into their folder; what is nobody's goes into “ignore” of conforme.toml."
                )
            }
            Self::Stray(stray) => {
                let (place, Message { fr, en }) = (stray.place.display(), stray.message());
                say!("{place} : {fr}", "{place}: {en}")
            }
        }
    }
}

fn by_preference(mut files: Vec<PathBuf>) -> Vec<PathBuf> {
    files.sort_by_key(|file| preference(file));
    files
}
