//! The candidates whom a configuration knows, and those whom it names and nobody is.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use conforme::assess::Input;
use conforme::config::{Candidate, Config, Problem, names};
use conforme::discover::is_version;
use conforme::document::{Notice, NoticeKind};
use conforme::say;

use super::{Beside, Gathering};
use crate::cli::choose::Terms;
use crate::cli::failure::Failure;
use crate::cli::told;
use crate::cli::within::Within;

impl Gathering<'_> {
    /// Nothing was named: the candidates of the configuration.
    pub(super) fn configured(&mut self) -> Result<(), Failure> {
        match self.gathered.config.clone().filter(|config| says_where(config)) {
            Some(config) => self.candidates(&config, &Within::Anywhere),
            None => Err(Failure::Path(say!(
                "dites quels dossiers vérifier (conforme check dossier.docx), ou où ils sont dans [documents] de conforme.toml (conforme init en écrit un).",
                "say which dossiers to check (conforme check dossier.docx), or where they lie in [documents] of conforme.toml (conforme init writes one)."
            ))),
        }
    }

    /// Tells whom a configuration names and nobody is, where all of its folder was searched and it does not say where
    /// dossiers lie. Nothing at all to check is a failure.
    pub(super) fn tell_absent(&mut self) {
        self.gathered.failed |= self.gathered.tasks.is_empty() && self.gathered.strays.is_empty();
        let terms = &self.gathered.terms;
        let mut searched: Vec<&Arc<Config>> = Vec::new();
        for config in terms.iter().filter_map(|terms| terms.config.as_ref()) {
            let covers = |root: &PathBuf| root.is_dir() && self.lies.is_under(config.folder_or_here(), root);
            let known =
                searched.iter().copied().chain(&self.gathered.whole).any(|one| Arc::ptr_eq(one, config));
            if !known && !says_where(config) && self.args.paths.iter().any(covers) {
                searched.push(config);
            }
        }
        let mut absent = false;
        for config in &searched {
            let here: Vec<&str> = terms
                .iter()
                .chain(self.gathered.strays.iter().map(|(_, terms)| terms))
                .filter(|terms| terms.config.as_ref().is_some_and(|one| Arc::ptr_eq(one, config)))
                .filter_map(|terms| terms.candidate.as_deref())
                .collect();
            for problem in config.absent(|wanted| here.iter().any(|name| names(wanted, name))) {
                absent = true;
                self.console.note(&problem.message());
            }
        }
        let searched: Vec<Arc<Config>> = searched.into_iter().cloned().collect();
        self.gathered.absent |= absent;
        self.gathered.whole.extend(searched);
    }

    /// The candidates of a configuration whose dossier lies `within`.
    pub(super) fn candidates(&mut self, config: &Arc<Config>, within: &Within<'_>) -> Result<(), Failure> {
        let mark = (config.file.clone(), within.asked().unwrap_or(Path::new("")).to_owned());
        if self.expanded.contains(&mark) {
            return Ok(());
        }
        self.expanded.push(mark);
        let (candidates, problems) = config.candidates();
        for problem in problems {
            self.take_problem(problem, config, within);
        }
        let (meant, others): (Vec<Candidate>, Vec<Candidate>) =
            candidates.into_iter().partition(|candidate| within.holds(&candidate.dossier, &self.lies));
        if others.is_empty() {
            self.gathered.whole.push(Arc::clone(config));
        }
        if let Some(asked) = within.asked().filter(|_| meant.is_empty() && self.gathered.strays.is_empty()) {
            let (asked, file) = (asked.display(), config.file.display());
            self.console.note(&say!(
                "{asked} : aucun dossier n'y répond aux motifs de {file} ; --no-config les laisse de côté.",
                "{asked}: no dossier there matches the patterns of {file}; --no-config leaves them aside."
            ));
        }
        for candidate in meant {
            let Candidate { name, dossier, others, companions, shared, .. } = candidate;
            let mut notices = told::notices(&dossier);
            let (versions, others): (Vec<PathBuf>, Vec<PathBuf>) =
                others.into_iter().partition(|other| is_version(&dossier.path, other));
            let versions = versions.into_iter().map(Input::at).collect();
            if !others.is_empty() {
                notices.push(beside(&others));
            }
            notices.extend(shared.iter().map(|path| {
                let (kind, message) = (NoticeKind::UnreadDocument, told::shared(&path.display().to_string()));
                Notice { kind, message, page: None }
            }));
            self.by_pattern.push(dossier.path.clone());
            self.add(dossier, true, Terms::of(config, name), Beside { companions, versions, notices })?;
        }
        Ok(())
    }

    fn take_problem(&mut self, problem: Problem, config: &Arc<Config>, within: &Within<'_>) {
        match problem {
            Problem::Stray(stray) if within.meets(&stray.place, &self.lies) => {
                let terms = Terms::of(config, stray.candidate.clone());
                self.gathered.strays.push((stray, terms));
            }
            Problem::Stray(_) => {}
            Problem::Loose(files) => {
                let meant = files.into_iter().filter(|file| within.meets(file, &self.lies));
                let files: Vec<PathBuf> = meant.collect();
                match files.len() {
                    0 => {}
                    // Their names may be those of candidates whom nothing else names.
                    n if self.console.holds() => self.console.note(&told::loose(n)),
                    _ => self.console.note(&Problem::Loose(files).message()),
                }
            }
            problem => {
                self.gathered.failed |= problem.is_grave();
                self.gathered.absent |= !problem.is_grave() && !problem.is_for_information();
                self.console.note(&problem.message());
            }
        }
    }
}

/// True where a configuration says where dossiers lie.
pub(in crate::cli) fn says_where(config: &Config) -> bool {
    config.dossier.is_some() || config.candidates.iter().any(|one| one.dossier.is_some())
}

/// Further files of a candidate, which were not checked.
fn beside(others: &[PathBuf]) -> Notice {
    let names: Vec<String> = others.iter().map(|path| path.display().to_string()).collect();
    let names = names.join(", ");
    let message = say!(
        "D'autres fichiers répondent au même motif et n'ont pas été vérifiés : {names}.",
        "Other files match the same pattern and were not checked: {names}."
    );
    Notice { kind: NoticeKind::Recognised, message, page: None }
}
