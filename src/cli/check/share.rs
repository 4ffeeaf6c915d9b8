//! Which share of a session (`--shard`) a dossier is of.

use std::path::{Path, PathBuf};

use conforme::shard::Shard;

use crate::cli::choose::Terms;
use crate::cli::gather::Gathered;

/// Leaves of what was `gathered` at `roots` what is of the share.
pub(super) fn keep(shard: Shard, gathered: &mut Gathered, roots: &[PathBuf]) {
    let holds = |path: &Path, terms: &Terms| shard.holds(&in_session(path, roots, terms));
    let (tasks, terms) = (std::mem::take(&mut gathered.tasks), std::mem::take(&mut gathered.terms));
    let all = tasks.into_iter().zip(terms);
    (gathered.tasks, gathered.terms) = all.filter(|(task, terms)| holds(&task.path, terms)).unzip();
    gathered.strays.retain(|(stray, terms)| holds(&stray.place, terms));
}

/// The path of a dossier within the folder that was given, or that of its configuration: the same on every machine that
/// shares a session, wherever the session lies there. Of a file that was named, the file and its folder.
fn in_session(path: &Path, roots: &[PathBuf], terms: &Terms) -> String {
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let path = whole(path);
    let configured = terms.config.iter().map(|config| config.folder_or_here());
    let given = roots.iter().map(PathBuf::as_path).filter(|root| root.is_dir());
    let within = given.chain(configured).find_map(|root| path.strip_prefix(whole(root)).ok());
    let within = within.filter(|within| !within.as_os_str().is_empty()).map(Path::to_owned);
    let named = || path.iter().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
    within.unwrap_or_else(named).to_string_lossy().into_owned()
}
