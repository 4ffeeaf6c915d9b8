//! The files that a run reads: no output may take their place.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use conforme::assess::Task;
use conforme::say;

use super::choose::Terms;
use super::failure::Failure;

/// Files that are read, wherever links lead.
#[derive(Clone, Debug, Default)]
pub(super) struct Spared {
    files: BTreeSet<PathBuf>,
    /// The report of the earlier run: read to its end before any work is done, it may give way to the JSON report of this
    /// one.
    earlier: Option<PathBuf>,
}

impl Spared {
    /// Those of `tasks` and of the configurations that hold for them.
    pub(super) fn of<'a>(tasks: &[Task], terms: impl IntoIterator<Item = &'a Terms>) -> Self {
        let mut spared = Self::default();
        for task in tasks {
            let beside = task.companions.iter().map(|one| &one.file);
            let twins = task.pages.iter().filter_map(conforme::pages::PagesFrom::twin);
            spared.add(
                task.files.iter().chain(beside).chain(&task.versions).chain(twins).map(|file| &file.path),
            );
            spared.add(&task.overlays);
        }
        spared.add(terms.into_iter().filter_map(|one| one.config.as_ref()).map(|config| &config.file));
        spared
    }

    /// Adds files, as far as they are there.
    pub(super) fn add(&mut self, paths: impl IntoIterator<Item = impl AsRef<Path>>) {
        self.files.extend(paths.into_iter().filter_map(|path| path.as_ref().canonicalize().ok()));
    }

    /// Adds the report of the earlier run. Where it is no dossier or other file that is read as well, the JSON report may
    /// take its place.
    pub(super) fn add_earlier(&mut self, report: &Path) {
        self.earlier = report.canonicalize().ok();
    }

    /// True where `output` is the report of the earlier run and nothing else that is read.
    pub(super) fn is_earlier(&self, output: &Path) -> bool {
        let output = output.canonicalize().ok();
        output.is_some_and(|output| self.earlier.as_ref() == Some(&output) && !self.files.contains(&output))
    }

    /// Refuses `output` where it is one of them.
    pub(super) fn check(&self, output: &Path) -> Result<(), Failure> {
        let is_one = |output: &PathBuf| self.files.contains(output) || self.earlier.as_ref() == Some(output);
        if !output.canonicalize().is_ok_and(|output| is_one(&output)) {
            return Ok(());
        }
        let path = output.display();
        Err(Failure::Path(say!(
            "{path} est un des fichiers lus : choisissez un autre fichier.",
            "{path} is one of the files that are read: choose another file."
        )))
    }
}
