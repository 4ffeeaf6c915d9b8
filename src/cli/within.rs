//! Which of the candidates whom a configuration knows are meant by what was typed.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use conforme::discover::{Found, identity, in_its_folder};

/// Which candidates of a configuration are meant.
pub(super) enum Within<'a> {
    Anywhere,
    Folder(&'a Path),
    /// Those whose files a pattern found, each told whole.
    Pattern {
        pattern: &'a Path,
        files: HashSet<PathBuf>,
    },
}

impl Within<'_> {
    /// What was typed, where something was.
    pub(super) fn asked(&self) -> Option<&Path> {
        match self {
            Self::Anywhere => None,
            Self::Folder(path) | Self::Pattern { pattern: path, .. } => Some(path),
        }
    }

    /// True where the dossier is meant.
    pub(super) fn holds(&self, dossier: &Found, lies: &Lies) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Folder(folder) => lies.is_under(&dossier.path, folder),
            Self::Pattern { files, .. } => dossier.files.iter().any(|file| files.contains(&identity(file))),
        }
    }

    /// True where some of `place`, or what it lies in, is meant.
    pub(super) fn meets(&self, place: &Path, lies: &Lies) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Folder(folder) => lies.meet(place, folder),
            Self::Pattern { files, .. } => files.iter().any(|file| file.starts_with(identity(place))),
        }
    }
}

/// Where files and folders lie, however they are told: each is asked of the system once.
#[derive(Default)]
pub(super) struct Lies(RefCell<HashMap<PathBuf, Place>>);

/// Where one lies: as what it is, wherever links lead, and as what stands in its folder.
#[derive(Clone)]
struct Place {
    itself: PathBuf,
    in_its_folder: PathBuf,
}

impl Lies {
    /// True where `path` lies under `folder`, be it as a link that leads elsewhere.
    pub(super) fn is_under(&self, path: &Path, folder: &Path) -> bool {
        let (path, folder) = (self.of(path), self.of(folder).itself);
        path.itself.starts_with(&folder) || path.in_its_folder.starts_with(&folder)
    }

    /// True where one of them lies under the other.
    pub(super) fn meet(&self, a: &Path, b: &Path) -> bool {
        self.is_under(a, b) || self.is_under(b, a)
    }

    fn of(&self, path: &Path) -> Place {
        let mut known = self.0.borrow_mut();
        let place = || Place { itself: identity(path), in_its_folder: in_its_folder(path) };
        known.entry(path.to_owned()).or_insert_with(place).clone()
    }
}
