//! From what stands on the command line, or in `conforme.toml`, to tasks.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use conforme::assess::{Companion, Input, Rules, Task, sessions};
use conforme::batch::Shelves;
use conforme::config::{Candidate, Config, Problem, Stray, names};
use conforme::discover::{DiscoverError, Found, chapters_in, discover, identity, is_markdown, together};
use conforme::document::{Notice, NoticeKind};
use conforme::handed_in::{is_nobodys_resume, vacant};
use conforme::say;

use super::args::ViewArgs;
use super::choose::{Chooser, Terms, shelf};
use super::console::Console;
use super::failure::Failure;
use super::inputs::{Given, given};
use super::neighbours::neighbours;
use super::told;
use super::within::{Within, is_under, whole};

/// What there is to do.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) tasks: Vec<Task>,
    /// What holds for each task, parallel to them.
    pub(super) terms: Vec<Terms>,
    /// The configuration of the run: that of the first path.
    pub(super) config: Option<Arc<Config>>,
    /// The configurations all of whose candidates are here.
    pub(super) whole: Vec<Arc<Config>>,
    /// Something gave nothing to check; that was told.
    pub(super) failed: bool,
    /// A candidate who is named has no dossier; that was told.
    pub(super) absent: bool,
    /// Where a candidate is looked for and there is no dossier, or no telling which: each stands in the report as
    /// unreadable.
    pub(super) strays: Vec<(Stray, Terms)>,
}

/// Finds the dossiers and chooses the rules of each. With `or_none`, a dossier whose certification nobody tells is read
/// all the same.
pub(super) fn gather(
    args: &ViewArgs,
    or_none: bool,
    console: &Console,
) -> Result<(Gathered, Shelves), Failure> {
    let mut gathering = Gathering {
        args,
        console,
        chooser: Chooser::new(&args.settings, or_none),
        or_none,
        seen: HashSet::new(),
        expanded: Vec::new(),
        by_pattern: Vec::new(),
        gathered: Gathered::default(),
    };
    gathering.all()?;
    gathering.tell_absent();
    if !or_none && !args.ensemble {
        gathering.in_sessions()?;
    }
    let Gathering { mut gathered, chooser, .. } = gathering;
    super::paged::add(&mut gathered.tasks, &args.pages)?;
    if gathered.tasks.len() > 1 {
        let nobodys = |task: &&mut Task| is_nobodys_resume(&args.paths, &task.path);
        gathered.tasks.iter_mut().filter(nobodys).for_each(|task| task.notices.push(told::nobodys_resume()));
    }
    Ok((gathered, chooser.shelves))
}

struct Gathering<'a> {
    args: &'a ViewArgs,
    console: &'a Console,
    chooser: Chooser<'a>,
    or_none: bool,
    seen: HashSet<PathBuf>,
    /// Configurations whose candidates were taken in, with the folder they were taken from.
    expanded: Vec<(PathBuf, PathBuf)>,
    /// Dossiers that a pattern found: what lies beside them was not looked at.
    by_pattern: Vec<PathBuf>,
    gathered: Gathered,
}

impl Gathering<'_> {
    fn all(&mut self) -> Result<(), Failure> {
        let inputs = given(self.args)?;
        let first = match inputs.first() {
            Some(Given::Path(path)) if path.is_dir() => path.clone(),
            Some(Given::Path(path) | Given::Stdin { name: path, .. }) => folder_of(path),
            None => PathBuf::from("."),
        };
        self.gathered.config = self.chooser.configs.of_folder(&first)?;
        if inputs.is_empty() {
            return self.configured();
        }
        if self.args.ensemble {
            let chapters =
                |path: &PathBuf| if path.is_dir() { chapters_in(path) } else { vec![path.clone()] };
            return match together(self.args.paths.iter().flat_map(chapters).collect()) {
                Some(found) => self.dossier(found),
                None => Ok(()),
            };
        }
        for input in inputs {
            match input {
                Given::Stdin { name, content } => self.stdin(name, content)?,
                Given::Path(path) if path.is_dir() => self.folder(&path)?,
                Given::Path(path) => self.found_in(&path)?,
            }
        }
        Ok(())
    }

    /// Nothing was named: the candidates of the configuration.
    fn configured(&mut self) -> Result<(), Failure> {
        match self.gathered.config.clone().filter(|config| says_where(config)) {
            Some(config) => self.candidates(&config, &Within::Anywhere),
            None => Err(Failure::Path(say!(
                "dites quels dossiers vérifier (conforme check dossier.docx), ou où ils sont dans [documents] de conforme.toml (conforme init en écrit un).",
                "say which dossiers to check (conforme check dossier.docx), or where they lie in [documents] of conforme.toml (conforme init writes one)."
            ))),
        }
    }

    fn folder(&mut self, folder: &Path) -> Result<(), Failure> {
        match self.chooser.configs.of_folder(folder)?.filter(|config| says_where(config)) {
            Some(config) => self.candidates(&config, &Within::Folder(folder)),
            None => {
                let before = self.gathered.tasks.len();
                self.found_in(folder)?;
                self.tell_chapters(folder, before);
                if self.or_none { Ok(()) } else { self.tell_vacant(folder, before) }
            }
        }
    }

    /// Tells how to check the chapters of one dossier together, where those of `folder`, from task `first` on, may be
    /// that: short files of Markdown and nothing else.
    fn tell_chapters(&self, folder: &Path, first: usize) {
        /// Files that make a dossier in chapters, and bytes of the longest: dossiers of Markdown are longer.
        const FEW: usize = 3;
        const SHORT: u64 = 20_000;
        let tasks = self.gathered.tasks.get(first..).unwrap_or_default();
        let is_short =
            |path: &Path| is_markdown(path) && std::fs::metadata(path).is_ok_and(|file| file.len() < SHORT);
        let many = tasks.len();
        if many >= FEW && tasks.iter().all(|task| is_short(&task.path)) {
            let folder = folder.display();
            self.console.note(&say!(
                "{many} fichiers Markdown courts sont vérifiés chacun comme un dossier. S'ils sont les chapitres d'un seul : conforme check --ensemble {folder}",
                "{many} short Markdown files are checked as a dossier each. If they are the chapters of one: conforme check --ensemble {folder}"
            ));
        }
    }

    /// Adds the candidates' folders right under `folder` in which nothing is a document, where tasks from `first` on show
    /// that it holds such folders.
    fn tell_vacant(&mut self, folder: &Path, first: usize) -> Result<(), Failure> {
        let tasks = self.gathered.tasks.get(first..).unwrap_or_default();
        if tasks.iter().any(|task| task.path == folder) {
            // It is a dossier itself, in chapters.
            return Ok(());
        }
        let files = tasks.iter().flat_map(|task| &task.files).map(|file| file.path.clone());
        for place in vacant(folder, &files.collect::<Vec<_>>()) {
            let terms = self.chooser.terms(&place)?;
            let is_nobodys = terms.config.as_ref().is_some_and(|config| config.ignores(&place));
            let is_told = self.gathered.strays.iter().any(|(other, _)| is_under(&place, &other.place));
            if !is_nobodys && !is_told {
                self.gathered.strays.push((Stray::without_document(place), terms));
            }
        }
        Ok(())
    }

    /// What discovery finds for a path. Where a configuration further down says where dossiers lie, it decides there.
    fn found_in(&mut self, path: &Path) -> Result<(), Failure> {
        let (found, errors) = discover(&[path.to_owned()]);
        for error in &errors {
            self.gathered.failed |= !matches!(error, DiscoverError::Own(_));
            self.console.note(&told::discovery(error));
        }
        let named = !path.is_dir() && path.symlink_metadata().is_ok();
        let mut configured: Vec<(Arc<Config>, Vec<PathBuf>)> = Vec::new();
        for found in found {
            let config = self.chooser.configs.of_dossier(&found.path)?;
            match config.filter(|config| !named && says_where(config)) {
                Some(config) if path.is_dir() => self.candidates(&config, &Within::Folder(path))?,
                Some(config) => match configured.iter_mut().find(|(known, _)| Arc::ptr_eq(known, &config)) {
                    Some((_, files)) => files.extend(found.files),
                    None => configured.push((config, found.files)),
                },
                None => self.dossier(found)?,
            }
        }
        for (config, files) in configured {
            let files = files.into_iter().map(|file| whole(&file)).collect();
            self.candidates(&config, &Within::Pattern { pattern: path, files })?;
        }
        Ok(())
    }

    /// Tells whom a configuration names and nobody is, where all of its folder was searched and it does not say where
    /// dossiers lie. Nothing at all to check is a failure.
    fn tell_absent(&mut self) {
        self.gathered.failed |= self.gathered.tasks.is_empty() && self.gathered.strays.is_empty();
        let terms = &self.gathered.terms;
        let mut searched: Vec<&Arc<Config>> = Vec::new();
        for config in terms.iter().filter_map(|terms| terms.config.as_ref()) {
            let covers = |root: &PathBuf| root.is_dir() && is_under(config.folder_or_here(), root);
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
    fn candidates(&mut self, config: &Arc<Config>, within: &Within<'_>) -> Result<(), Failure> {
        let mark = (config.file.clone(), within.asked().unwrap_or(Path::new("")).to_owned());
        if self.expanded.contains(&mark) {
            return Ok(());
        }
        self.expanded.push(mark);
        let (candidates, problems) = config.candidates();
        for problem in problems {
            match problem {
                Problem::Stray(stray) => {
                    if within.meets(&stray.place) {
                        let terms = Terms {
                            config: Some(Arc::clone(config)),
                            candidate: Some(stray.candidate.clone()),
                        };
                        self.gathered.strays.push((stray, terms));
                    }
                }
                Problem::Loose(files) => {
                    let files: Vec<PathBuf> = files.into_iter().filter(|file| within.meets(file)).collect();
                    match files.len() {
                        0 => {}
                        // Their names may be those of candidates whom nothing else names.
                        n if self.console.holds() => self.console.note(&told::loose(n)),
                        _ => self.console.note(&Problem::Loose(files).message()),
                    }
                }
                problem => {
                    self.gathered.failed |= problem.is_grave();
                    self.gathered.absent |= !problem.is_grave();
                    self.console.note(&problem.message());
                }
            }
        }
        let (meant, others): (Vec<Candidate>, Vec<Candidate>) =
            candidates.into_iter().partition(|candidate| within.holds(&candidate.dossier));
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
            let Candidate { name, dossier, others, companions, .. } = candidate;
            let mut notices = told::notices(&dossier);
            if !others.is_empty() {
                notices.push(beside(&others));
            }
            let terms = Terms { config: Some(Arc::clone(config)), candidate: Some(name) };
            self.by_pattern.push(dossier.path.clone());
            self.add(dossier, terms, companions, notices)?;
        }
        Ok(())
    }

    /// A dossier that was named or found, with what its configuration says of its candidate.
    fn dossier(&mut self, found: Found) -> Result<(), Failure> {
        let terms = self.chooser.terms(&found.path)?;
        let companions = match (&terms.config, &terms.candidate) {
            (Some(config), Some(candidate)) => config.companions_of(candidate),
            _ => Vec::new(),
        };
        let notices = told::notices(&found);
        self.add(found, terms, companions, notices)
    }

    fn stdin(&mut self, name: PathBuf, content: Vec<u8>) -> Result<(), Failure> {
        let terms = self.chooser.terms(&name)?;
        let files = vec![Input::holding(&name, content)];
        let task = Task { files, ..self.chooser.task(name, &terms)? };
        self.push(task, terms);
        Ok(())
    }

    fn add(
        &mut self,
        found: Found,
        terms: Terms,
        companions: Vec<Companion>,
        notices: Vec<Notice>,
    ) -> Result<(), Failure> {
        if !self.seen.insert(identity(&found.path)) {
            return Ok(());
        }
        let files = found.files.into_iter().map(Input::at).collect();
        let task = Task { files, companions, notices, ..self.chooser.task(found.path, &terms)? };
        self.push(task, terms);
        Ok(())
    }

    /// Puts beside each dossier the files that are other documents of its session, as far as their names tell.
    fn in_sessions(&mut self) -> Result<(), Failure> {
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
        Ok(())
    }

    fn push(&mut self, task: Task, terms: Terms) {
        self.gathered.tasks.push(task);
        self.gathered.terms.push(terms);
    }
}

pub(super) fn says_where(config: &Config) -> bool {
    config.dossier.is_some() || config.candidates.iter().any(|one| one.dossier.is_some())
}

pub(super) fn folder_of(path: &Path) -> PathBuf {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned()
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
