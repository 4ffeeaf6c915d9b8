//! What lies beside a dossier that a pattern of `conforme.toml` found.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use conforme::assess::{Companion, Input, Task, claimed, sessions};
use conforme::certification::SessionDocument;
use conforme::discover::{documents_in, files_in, is_markdown, is_same, is_version, may_be_a_dossier};
use conforme::handed_in::{candidate, is_of};
use conforme::source::folder_of;

/// Puts beside a dossier that a pattern found the documents of its folder whose names claim another role, but for those
/// whose place was told. `mains` are the dossiers that patterns found.
pub(super) fn neighbours(
    task: &mut Task,
    mains: &[PathBuf],
    documents: &[SessionDocument],
    is_told: impl Fn(&str) -> bool,
) {
    if task.path.is_dir() {
        return;
    }
    let folder = folder_of(&task.path);
    let others = documents_in(folder).into_iter().filter(|path| {
        claimed(documents, path).is_some_and(|role| !is_told(&role))
            && task.companions.iter().all(|one| !is_same(&one.file.path, path))
    });
    let own = std::iter::once(task.path.clone());
    let others: Vec<PathBuf> = others.filter(|path| !is_of_dossier(path, task)).collect();
    let mains = mains.iter().filter(|path| **path != task.path && is_same(folder_of(path), folder)).cloned();
    let paths: Vec<PathBuf> = own.chain(mains).chain(others).collect();
    let all: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let session = sessions(documents, &all).into_iter().find(|session| session.main == 0);
    for index in session.iter().flat_map(|session| &session.beside) {
        if let Some(path) = paths.get(*index) {
            task.companions.push(Companion { role: None, file: Input::at(path) });
        }
    }
}

/// True where the folder of a dossier that a pattern found is that of its candidate alone, and every file there is one of
/// the task's, or the same document in another format: nothing else was handed in. `mains` are as above.
pub(super) fn is_all(task: &Task, mains: &[PathBuf]) -> bool {
    let folder = folder_of(&task.path);
    let is_shared = mains.iter().any(|path| *path != task.path && folder_of(path) == folder);
    if is_shared || task.path.is_dir() {
        return false;
    }
    let own = || task.files.iter().chain(task.companions.iter().map(|one| &one.file)).map(|file| &file.path);
    let is_own = |path: &PathBuf| {
        own().any(|own| is_same(own, path) || own.with_extension("") == path.with_extension(""))
    };
    files_in(&[folder.to_owned()]).iter().all(is_own)
}

/// Gives every task of one file that was found the others of its name that were found as dossiers of their own: they are to
/// hold the same text.
pub(super) fn tell_versions(tasks: &mut [Task]) {
    let stem = |path: &Path| path.with_extension("").to_string_lossy().to_lowercase();
    let mut by_stem: HashMap<String, Vec<PathBuf>> = HashMap::new();
    for task in tasks.iter().filter(|task| task.found && task.files.len() == 1) {
        by_stem.entry(stem(&task.path)).or_default().push(task.path.clone());
    }
    for task in tasks.iter_mut().filter(|task| task.found && task.files.len() == 1) {
        let all = by_stem.get(&stem(&task.path)).into_iter().flatten();
        let others = all.filter(|other| **other != task.path && is_version(&task.path, other));
        task.versions.extend(others.map(Input::at));
    }
}

/// Gives every task that was found, and whose file is called like another document than the dossier, the files of the same
/// candidate that nobody opens: the dossier may be one of them. `roots` are the paths that were searched.
pub(super) fn tell_unread(tasks: &mut [Task], roots: &[PathBuf], documents: &[SessionDocument]) {
    let mut in_folder: HashMap<PathBuf, usize> = HashMap::new();
    for task in tasks.iter() {
        *in_folder.entry(folder_of(&task.path).to_owned()).or_default() += 1;
    }
    let is_root = |folder: &Path| roots.iter().any(|root| is_same(root, folder));
    for task in tasks.iter_mut().filter(|task| task.found && claimed(documents, &task.path).is_some()) {
        let folder = folder_of(&task.path).to_owned();
        let is_shared = in_folder.get(&folder).is_some_and(|n| *n > 1) || is_root(&folder);
        let own = candidate(roots, &task.path);
        let is_own = |path: &PathBuf| !is_shared || is_of(roots, path, &own);
        let is_opened = |path: &PathBuf| may_be_a_dossier(path) || is_markdown(path);
        let all = files_in(std::slice::from_ref(&folder)).into_iter();
        task.unread = all.filter(|path| !is_opened(path) && is_own(path)).collect();
    }
}

/// True for a file of the dossier itself.
fn is_of_dossier(path: &Path, task: &Task) -> bool {
    task.files.iter().any(|file| is_same(&file.path, path))
}
