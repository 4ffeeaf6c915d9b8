//! Hides in a report who the candidates are (`--pseudonyms`).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use conforme::config::Config;
use conforme::document::Notice;
use conforme::dossier::Archive;
use conforme::handed_in::candidate;
use conforme::pseudonym::{Disguise, Salt};
use conforme::source::shown;

use crate::cli::choose::Terms;
use crate::cli::failure::Failure;
use crate::cli::gather::Gathered;
use crate::cli::judge::Done;
use crate::cli::settle::Judged;

/// What hides everybody who was `gathered` at `roots`, under the names of their files as well.
pub(super) fn of(salt: Salt, gathered: &Gathered, roots: &[PathBuf]) -> Disguise {
    let mut disguise = Disguise::new(salt);
    let mut know = |candidate: &str, files: &mut dyn Iterator<Item = &PathBuf>| {
        let files: Vec<_> = files.map(|file| file.to_string_lossy()).collect();
        disguise.know(candidate, files.iter().map(|file| &**file));
    };
    for (task, terms) in gathered.tasks.iter().zip(&gathered.terms) {
        let beside = task.companions.iter().map(|one| &one.file);
        let files = task.files.iter().chain(beside).chain(&task.versions).map(|file| &file.path);
        let files = files.chain(&task.unread);
        know(&told(terms, roots, &task.path), &mut { files });
    }
    for (stray, _) in &gathered.strays {
        know(&stray.candidate, &mut stray.found.iter());
    }
    disguise
}

/// Puts pseudonyms in the place of the names of candidates and files, and the dossiers into another archive.
pub(super) fn hide(
    done: &mut Done,
    notices: &mut [Notice],
    roots: &[PathBuf],
    disguise: &mut Disguise,
) -> Result<(), Failure> {
    let hidden = Archive::default();
    for Judged { task, terms, filed } in &mut done.judged {
        let mut dossier = done.archive.open(filed)?.into_owned();
        let beside = task.companions.iter().map(|one| &one.file).chain(&task.versions);
        let others = beside.map(|file| &file.path).chain(&task.unread);
        let others: Vec<String> = others.map(|path| shown(path)).collect();
        disguise.dossier(&told(terms, roots, &task.path), &others, &mut dossier);
        *filed = hidden.put(dossier);
    }
    // What a reason names may be another's than the dossier's that could not be read.
    for one in done.judged.iter_mut().filter(|one| one.filed.brief().unreadable) {
        let mut dossier = hidden.open(&one.filed)?.into_owned();
        dossier.unreadable.iter_mut().for_each(|why| disguise.unreadable(why));
        one.filed = hidden.put(dossier);
    }
    let configs = done.judged.iter().filter_map(|one| one.terms.config.as_deref());
    let named: BTreeSet<&str> = configs.flat_map(Config::named).collect();
    named.into_iter().for_each(|name| disguise.know(name, []));
    notices.iter_mut().for_each(|notice| disguise.message(&mut notice.message));
    done.archive = hidden;
    Ok(())
}

/// How the candidate is called whose dossier is at `path`.
fn told(terms: &Terms, roots: &[PathBuf], path: &Path) -> String {
    terms.candidate.clone().unwrap_or_else(|| candidate(roots, path))
}
