//! Which certification a dossier is held against: the flag or the environment, its `conforme.toml`, its own words.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use conforme::assess::{Rules, Shelf, Task};
use conforme::batch::Shelves;
use conforme::certification::{Library, SelectError, SessionDocument};
use conforme::config::Config;
use conforme::message::Message;
use conforme::read::Limits;
use conforme::say;

use super::args::Settings;
use super::configs::Configs;
use super::console::Console;
use super::failure::Failure;
use super::judge::Run;

/// The rules for a candidate's dossier, where what was `asked` for or the configuration names them.
pub(super) fn named(asked: Option<&str>, config: Option<&Config>, candidate: Option<&str>) -> Option<Rules> {
    if let Some(name) = asked {
        return Some(Rules::Named { name: name.to_owned(), why: None });
    }
    let config = config?;
    let name = config.certification_of(candidate.unwrap_or_default())?.to_owned();
    let file = config.file.display();
    let why = say!("Certification {name}, choisie par {file}.", "Certification {name}, chosen by {file}.");
    Some(Rules::Named { name, why: Some(why) })
}

/// The rule file that a certification is named by, where it is (`--certification mon-titre.toml`), from `folder`.
pub(super) fn own_file(name: &str, folder: &Path) -> Option<PathBuf> {
    Path::new(name).extension().is_some_and(|extension| extension == "toml").then(|| folder.join(name))
}

/// What holds for a dossier beside its rules.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    pub(super) config: Option<Arc<Config>>,
    pub(super) candidate: Option<String>,
}

impl Terms {
    /// What holds for a candidate whom a configuration knows.
    pub(super) fn of(config: &Arc<Config>, candidate: String) -> Self {
        Self { config: Some(Arc::clone(config)), candidate: Some(candidate) }
    }
}

/// Chooses for one dossier after the other: the flag or the environment, else the `conforme.toml` of each.
pub(super) struct Chooser<'a> {
    pub(super) settings: &'a Settings,
    /// A dossier whose certification nobody tells is read all the same.
    pub(super) or_none: bool,
    pub(super) configs: Configs,
    pub(super) shelves: Shelves,
}

impl<'a> Chooser<'a> {
    pub(super) fn new(settings: &'a Settings) -> Self {
        let configs = Configs::new(&settings.config);
        Self { settings, or_none: false, configs, shelves: Shelves::default() }
    }

    /// What its configuration says of the dossier at `path`.
    pub(super) fn terms(&mut self, path: &Path) -> Result<Terms, Failure> {
        let config = self.configs.of_dossier(path)?;
        let candidate = config.as_ref().and_then(|config| config.candidate_at(path));
        Ok(Terms { config, candidate })
    }

    /// The task of judging the dossier at `path`, which holds no files yet.
    pub(super) fn task(&self, path: PathBuf, terms: &Terms) -> Result<Task, Failure> {
        self.task_by(self.settings.certification.first().map(String::as_str), path, terms)
    }

    /// As [`Self::task`], where `asked` is the certification that was asked for, if any was.
    pub(super) fn task_by(&self, asked: Option<&str>, path: PathBuf, terms: &Terms) -> Result<Task, Failure> {
        let config = terms.config.as_deref();
        let named = named(asked, config, terms.candidate.as_deref());
        let mut rules = named.unwrap_or(Rules::OwnWords { or_none: self.or_none });
        let mut overlays = config.map(|config| config.overlays.clone()).unwrap_or_default();
        if let Rules::Named { name, .. } = &mut rules {
            let folder = config.filter(|_| asked.is_none()).map(Config::folder).unwrap_or(Path::new(""));
            if let Some(file) = own_file(name, folder) {
                *name = Shelf::id_of(&file);
                overlays.push(file);
            }
        }
        // A name that is none, or a fault in a rule file, concerns all dossiers: it is told before any work is done.
        let mut shelf = self::shelf(&self.shelves, &overlays)?;
        if let Rules::Named { name, .. } = &rules {
            if matches!(shelf.find(name), Err(SelectError::Unknown { .. })) {
                // It may be the short name of a rule file that the configuration names.
                let own = config.map(Config::rule_files).unwrap_or_default();
                overlays.extend(own.into_iter().filter(|file| !overlays.contains(file)).collect::<Vec<_>>());
                shelf = self::shelf(&self.shelves, &overlays)?;
            }
            shelf.find(name)?;
        }
        let limits = config.map_or_else(Limits::default, |config| config.limits.clone());
        let limits = self.settings.isolation.limits(limits)?;
        Ok(Task { files: Vec::new(), overlays, limits, ..Task::of(path, rules) })
    }

    /// The run of tasks that were chosen here, the first under `terms`.
    pub(super) fn run<'r>(&'r self, terms: &'r Terms, console: &'r Console) -> Run<'r> {
        let Self { settings, shelves, .. } = self;
        Run { shelves, settings, config: terms.config.as_deref(), console }
    }
}

/// The rule files that come with the program, and `overlays`.
pub(super) fn shelf(shelves: &Shelves, overlays: &[PathBuf]) -> Result<Arc<Shelf>, Failure> {
    shelves.with(overlays).map_err(|error| Failure::Path(error.told().message()))
}

/// The documents of a session as what the rules name knows them, else as any certification does.
pub(super) fn documents(shelf: &Shelf, rules: &Rules) -> Result<Vec<SessionDocument>, Failure> {
    let own = match rules {
        Rules::Named { name, .. } => shelf.find(name)?.documents.clone(),
        Rules::OwnWords { .. } => Vec::new(),
    };
    if own.is_empty() { shelf.library().known_documents().map_err(Failure::Rule) } else { Ok(own) }
}

/// What to say where no certification could be chosen: the short names there are, by référentiel.
pub(super) fn unknown(library: &Library) -> Result<Message, Failure> {
    const NAMED: usize = 6;
    let all = library.load_all()?;
    let folder = |id: &str| id.split_once('/').map_or(id, |(folder, _)| folder).to_owned();
    let mut lines = Vec::new();
    for group in all.chunk_by(|a, b| folder(&a.id) == folder(&b.id)) {
        let mut names: Vec<&str> =
            group.iter().filter_map(|one| one.short.first()).map(String::as_str).collect();
        let of_title = group.iter().find(|one| one.id.ends_with("/titre"));
        let title = match (of_title, group) {
            (Some(whole), _) => whole.title.as_str(),
            (None, [first, .., last]) => shared(&first.title, &last.title),
            (None, _) => group.first().map_or("", |one| one.title.as_str()),
        };
        names.sort_by_key(|name| name.len());
        let more = if names.len() > NAMED { "…" } else { "" };
        names.truncate(NAMED);
        lines.push(format!("  {title}\n      {}{more}", names.join(", ")));
    }
    let lines = lines.join("\n");
    Ok(say!(
        "impossible de savoir quelle certification est visée. Dites-le avec --certification et un nom court (tous : conforme list) :\n{lines}",
        "cannot tell which certification is meant. Say so with --certification and a short name (all: conforme list):\n{lines}"
    ))
}

/// What two titles begin with alike, whole words.
fn shared<'t>(a: &'t str, b: &str) -> &'t str {
    let same = a.char_indices().zip(b.chars()).find(|((_, a), b)| a != b).map_or(a.len(), |((at, _), _)| at);
    let words = a.get(..same).unwrap_or(a);
    let words = words.rsplit_once([',', ':']).map_or(words, |(words, _)| words);
    words.trim()
}
