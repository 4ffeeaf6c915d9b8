//! From what stands on the command line, or in `conforme.toml`, to tasks.

mod candidates;
mod sessions;
mod several;

pub(super) use candidates::says_where;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use conforme::assess::{Companion, Input, Task};
use conforme::batch::Shelves;
use conforme::config::{Config, Stray};
use conforme::discover::{DiscoverError, Found, chapters_in, discover, identity, is_markdown, together};
use conforme::document::Notice;
use conforme::handed_in::{is_nobodys_resume, vacant};
use conforme::say;
use conforme::source::folder_of;

use super::args::ViewArgs;
use super::choose::{Chooser, Terms};
use super::console::Console;
use super::failure::Failure;
use super::inputs::{Given, given};
use super::told;
use super::within::{Lies, Within};

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

/// What the dossiers are gathered for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To judge each, with what was handed in beside it.
    Check,
    /// To show what was read of each file, whether or not anybody tells its certification.
    View,
}

/// Finds the dossiers and chooses the rules of each.
pub(super) fn gather(
    args: &ViewArgs,
    purpose: Purpose,
    console: &Console,
) -> Result<(Gathered, Shelves), Failure> {
    if purpose == Purpose::View {
        args.settings.one_certification()?;
    }
    let mut gathering = Gathering {
        args,
        console,
        chooser: Chooser { or_none: purpose == Purpose::View, ..Chooser::new(&args.settings) },
        purpose,
        seen: HashSet::new(),
        expanded: Vec::new(),
        lies: Lies::default(),
        by_pattern: Vec::new(),
        gathered: Gathered::default(),
    };
    gathering.all()?;
    gathering.tell_absent();
    if purpose == Purpose::Check && !args.ensemble {
        gathering.in_sessions()?;
    }
    let Gathering { mut gathered, chooser, .. } = gathering;
    super::paged::add(&mut gathered.tasks, &args.pages)?;
    if gathered.tasks.len() > 1 {
        let nobodys = |task: &&mut Task| is_nobodys_resume(&args.paths, &task.path);
        gathered.tasks.iter_mut().filter(nobodys).for_each(|task| task.notices.push(told::nobodys_resume()));
    }
    several::by_each_certification(&mut gathered, &chooser)?;
    Ok((gathered, chooser.shelves))
}

struct Gathering<'a> {
    args: &'a ViewArgs,
    console: &'a Console,
    chooser: Chooser<'a>,
    purpose: Purpose,
    seen: HashSet<PathBuf>,
    /// Configurations whose candidates were taken in, with the folder they were taken from.
    expanded: Vec<(PathBuf, PathBuf)>,
    lies: Lies,
    /// Dossiers that a pattern found: what lies beside them was not looked at.
    by_pattern: Vec<PathBuf>,
    gathered: Gathered,
}

/// What is known of what goes with a dossier.
struct Beside {
    companions: Vec<Companion>,
    /// The dossier in other formats.
    versions: Vec<Input>,
    notices: Vec<Notice>,
}

impl Gathering<'_> {
    fn all(&mut self) -> Result<(), Failure> {
        let inputs = given(self.args)?;
        let first = match inputs.first() {
            Some(Given::Path(path)) if path.is_dir() => path.clone(),
            Some(Given::Path(path) | Given::Stdin { name: path, .. }) => folder_of(path).to_owned(),
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
                Some(found) => self.dossier(found, false),
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

    fn folder(&mut self, folder: &Path) -> Result<(), Failure> {
        match self.chooser.configs.of_folder(folder)?.filter(|config| says_where(config)) {
            Some(config) => self.candidates(&config, &Within::Folder(folder)),
            None => {
                let before = self.gathered.tasks.len();
                self.found_in(folder)?;
                self.tell_chapters(folder, before);
                match self.purpose {
                    Purpose::Check => self.tell_vacant(folder, before),
                    Purpose::View => Ok(()),
                }
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
            let is_told =
                self.gathered.strays.iter().any(|(other, _)| self.lies.is_under(&place, &other.place));
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
            if !named && config.as_ref().is_some_and(|config| config.ignores(&found.path)) {
                continue;
            }
            match config.filter(|config| !named && says_where(config)) {
                Some(config) if path.is_dir() => self.candidates(&config, &Within::Folder(path))?,
                Some(config) => match configured.iter_mut().find(|(known, _)| Arc::ptr_eq(known, &config)) {
                    Some((_, files)) => files.extend(found.files),
                    None => configured.push((config, found.files)),
                },
                None => self.dossier(found, !named || self.is_one_of_several())?,
            }
        }
        for (config, files) in configured {
            let files = files.into_iter().map(|file| identity(&file)).collect();
            self.candidates(&config, &Within::Pattern { pattern: path, files })?;
        }
        Ok(())
    }

    /// True where more than one path was named: none of them for itself.
    fn is_one_of_several(&self) -> bool {
        self.args.paths.len() > 1 || !self.args.files_from.is_empty()
    }

    /// A dossier, with what its configuration says of its candidate; `is_found` where it was not named for itself.
    fn dossier(&mut self, found: Found, is_found: bool) -> Result<(), Failure> {
        let terms = self.chooser.terms(&found.path)?;
        let companions = match (&terms.config, &terms.candidate) {
            (Some(config), Some(candidate)) => config.companions_of(candidate),
            _ => Vec::new(),
        };
        let notices = told::notices(&found);
        self.add(found, is_found, terms, Beside { companions, versions: Vec::new(), notices })
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
        is_found: bool,
        terms: Terms,
        Beside { companions, versions, notices }: Beside,
    ) -> Result<(), Failure> {
        if !self.seen.insert(identity(&found.path)) {
            return Ok(());
        }
        let files = found.files.into_iter().map(Input::at).collect();
        let bare = self.chooser.task(found.path, &terms)?;
        let task = Task { files, companions, versions, found: is_found, notices, ..bare };
        self.push(task, terms);
        Ok(())
    }

    fn push(&mut self, task: Task, terms: Terms) {
        self.gathered.tasks.push(task);
        self.gathered.terms.push(terms);
    }
}
