//! Which of the files that were found are handed in together.

use std::path::{Path, PathBuf};

use conforme::assess::{Companion, Input, Rules, Task, sessions};

use super::Gathering;
use crate::cli::choose::{Terms, shelf};
use crate::cli::failure::Failure;
use crate::cli::neighbours::{is_all, neighbours, tell_unread, tell_versions};
use crate::cli::told;

impl Gathering<'_> {
    /// Puts beside each dossier the files that are other documents of its session, as far as their names tell.
    pub(super) fn in_sessions(&mut self) -> Result<(), Failure> {
        let Some(first) = self.gathered.tasks.first() else { return Ok(()) };
        let shelf = shelf(&self.chooser.shelves, &first.overlays)?;
        let named = self.gathered.tasks.iter().find_map(|task| match &task.rules {
            Rules::Named { name, .. } => Some(name),
            Rules::OwnWords { .. } => None,
        });
        let documents = match named {
            Some(name) => shelf.find(name)?.documents.clone(),
            None => shelf.library().known_documents().map_err(Failure::Rule)?,
        };
        for (task, terms) in self.gathered.tasks.iter_mut().zip(&self.gathered.terms) {
            let is_told =
                |role: &str| terms.config.as_ref().is_some_and(|one| one.companions.contains_key(role));
            if self.by_pattern.contains(&task.path) {
                neighbours(task, &self.by_pattern, &documents, is_told);
                task.complete = is_all(task, &self.by_pattern);
            }
        }
        let paths: Vec<PathBuf> = self.gathered.tasks.iter().map(|task| task.path.clone()).collect();
        let paths: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
        let tasks = std::mem::take(&mut self.gathered.tasks);
        let terms = std::mem::take(&mut self.gathered.terms);
        let mut all: Vec<Option<(Task, Terms)>> = tasks.into_iter().zip(terms).map(Some).collect();
        for session in sessions(&documents, &paths) {
            let Some((mut main, terms)) = all.get_mut(session.main).and_then(Option::take) else { continue };
            for (task, _) in session.beside.into_iter().filter_map(|index| all.get_mut(index)?.take()) {
                if main.companions.iter().all(|one| one.file.path != task.path) {
                    main.companions.push(Companion { role: None, file: Input::at(task.path) });
                }
            }
            for (task, _) in session.annexes.into_iter().filter_map(|index| all.get_mut(index)?.take()) {
                main.notices.push(told::annexes(&task.path));
            }
            self.push(main, terms);
        }
        tell_versions(&mut self.gathered.tasks);
        tell_unread(&mut self.gathered.tasks, &self.args.paths, &documents);
        Ok(())
    }
}
