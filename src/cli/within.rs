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

    pub(super) fn holds(&self, dossier: &Found) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Folder(folder) => is_under(&dossier.path, folder),
            Self::Pattern { files, .. } => dossier.files.iter().any(|file| files.contains(&whole(file))),
        }
    }

    /// True where some of `place`, or what it lies in, is meant.
    pub(super) fn meets(&self, place: &Path) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Folder(folder) => is_under(place, folder) || is_under(folder, place),
            Self::Pattern { files, .. } => files.iter().any(|file| file.starts_with(whole(place))),
        }
    }
}

/// The path told whole, so that two ways to tell it are one.
pub(super) fn whole(path: &Path) -> PathBuf {
    identity(path)
}

/// Where files lie however they are told, each asked of the system once.
#[derive(Default)]
pub(super) struct Lies(RefCell<HashMap<PathBuf, [PathBuf; 2]>>);

impl Lies {
    /// As [`is_under`].
    pub(super) fn is_under(&self, path: &Path, folder: &Path) -> bool {
        let mut known = self.0.borrow_mut();
        let mut of = |path: &Path| {
            known.entry(path.to_owned()).or_insert_with(|| [whole(path), in_its_folder(path)]).clone()
        };
        let [folder, _] = of(folder);
        of(path).iter().any(|one| one.starts_with(&folder))
    }
}

/// True where `path` lies under `folder`, be it as a link that leads elsewhere.
pub(super) fn is_under(path: &Path, folder: &Path) -> bool {
    let folder = whole(folder);
    whole(path).starts_with(&folder) || in_its_folder(path).starts_with(&folder)
}
