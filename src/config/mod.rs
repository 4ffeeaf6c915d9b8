//! `conforme.toml`: what holds for the dossiers of a folder, so that nobody types it.
//!
//! [`Config`] is the file as checked: dates read, zones and severities known, patterns sound. What a key may say is in
//! `written`; a fault points into the file, as those of rule files do. The file of the nearest folder upwards is in
//! force, by itself: files of further folders add nothing.

mod candidates;
mod loose;
mod pattern;
mod shared;
mod strays;
mod template;
mod validate;
mod waivers;
mod written;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

pub use candidates::{Candidate, Problem};
pub use pattern::Pattern;
pub use strays::{Stray, Why};
pub use template::TEMPLATE;
pub use waivers::{Grant, Moment, Standing, apply};

use crate::calendar::{Calendar, Date};
use crate::certification::RuleError;
use crate::finding::Severity;
use crate::names::caseless;
use crate::read::Limits;
use crate::source::{absolute, or_here, regular};

/// The name of the file.
pub const FILE_NAME: &str = crate::own::CONFIG;

/// What a `conforme.toml` says.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The file.
    pub file: PathBuf,
    /// The certification of those of whom nothing else is said.
    pub certification: Option<String>,
    /// Rule files of the training centre.
    pub overlays: Vec<PathBuf>,
    /// Formats of output, as `--format` takes them; files relative to the folder of the file.
    pub formats: Vec<String>,
    /// What makes the exit code 1.
    pub fail_on: Option<FailOn>,
    /// How many dossiers are checked at once.
    pub jobs: Option<usize>,
    /// Where dossiers are read.
    pub isolation: Option<Isolation>,
    /// The session.
    pub session: Option<Session>,
    /// Where dossiers lie.
    pub dossier: Option<Pattern>,
    /// Where documents handed in beside them lie, by role.
    pub companions: BTreeMap<String, Pattern>,
    /// Folders and files beside them that are nobody's.
    pub ignored: Vec<Pattern>,
    /// What requirements weigh, by id, other than their rule file says.
    pub severities: BTreeMap<String, Severity>,
    /// Bounds of one file.
    pub limits: Limits,
    /// Candidates who sit for the same.
    pub groups: Vec<Group>,
    /// Candidates of whom more is said.
    pub candidates: Vec<Listed>,
    /// Waivers.
    pub waivers: Vec<Grant>,
    /// Lines of the keys that are set, by their name (`session.date`).
    pub lines: BTreeMap<String, usize>,
}

/// A session: its first day, where it is known, and the days that are worked there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    /// Its first day.
    pub date: Option<Date>,
    /// The days.
    pub calendar: Calendar,
    /// Somebody said which zone it is in.
    pub zone_said: bool,
    /// When what is due was handed in, as far as somebody said.
    pub handed_in: HandedInOn,
}

/// When what is due before a session was handed in, as far as somebody said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HandedInOn {
    /// The dossier, and what came with it.
    pub depot: Option<Date>,
    /// The résumé, where that was another day.
    pub resume: Option<Date>,
}

impl HandedInOn {
    /// These days; where one was not said, that of `other`.
    pub fn or(self, other: Self) -> Self {
        Self { depot: self.depot.or(other.depot), resume: self.resume.or(other.resume) }
    }
}

/// Candidates who sit for the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its certification.
    pub certification: Option<String>,
    /// Names of its candidates; `*` and `?` stand for any letters.
    pub candidates: Vec<String>,
    /// Its own session.
    pub session: Option<Session>,
}

/// What is said of one candidate.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The name.
    pub name: String,
    /// The certification.
    pub certification: Option<String>,
    /// Where the dossier lies.
    pub dossier: Option<Pattern>,
    /// Where documents handed in beside it lie, by role.
    pub companions: BTreeMap<String, Pattern>,
    /// When they were handed in.
    pub handed_in: HandedInOn,
}

/// From which weight on what is not met makes the exit code 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum FailOn {
    /// Nothing does.
    Never,
    /// A dossier that is not in order, or cannot be read.
    #[default]
    Error,
    /// What could not be judged, too.
    NotJudged,
    /// And what should be better.
    Warning,
    /// And what is only worth knowing.
    Info,
}

/// Where dossiers are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Isolation {
    /// In worker processes where there are several and the system has them, else in this one.
    #[default]
    Auto,
    /// In worker processes.
    Process,
    /// In this process.
    None,
}

/// Why no configuration could be had.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The system does not give the file.
    #[error("{path}: {error}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
    /// The file has a fault.
    #[error(transparent)]
    Fault(#[from] Box<RuleError>),
}

impl Config {
    /// Reads and checks the file at `path`.
    ///
    /// # Errors
    /// Where it cannot be read, or has a fault.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = regular::text(path, regular::SETTINGS)
            .map_err(|error| ConfigError::Io { path: path.to_owned(), error })?;
        Ok(Self::parse(path, &text)?)
    }

    /// Checks `text`, which stands at `path`.
    ///
    /// # Errors
    /// Its first fault.
    pub fn parse(path: &Path, text: &str) -> Result<Self, Box<RuleError>> {
        validate::validate(path, text)
    }

    /// The file in force for what lies in `folder`: its own, or that of the nearest folder upwards.
    pub fn find(folder: &Path) -> Option<PathBuf> {
        let start = absolute(folder);
        let found = start
            .ancestors()
            .map(|folder| folder.join(FILE_NAME))
            .find(|file| file.exists() && !file.is_dir())?;
        // Told as short as it was asked for: a path under the folder, or here, stays relative to it.
        if let Ok(rest) = found.strip_prefix(&start) {
            return Some(folder.join(rest));
        }
        let here = std::path::absolute(".").ok().filter(|_| folder.is_relative());
        let rest = here.as_ref().and_then(|here| found.strip_prefix(here).ok()).map(Path::to_owned);
        Some(rest.unwrap_or(found))
    }

    /// The folder that its paths are relative to.
    pub fn folder(&self) -> &Path {
        self.file.parent().unwrap_or(Path::new(""))
    }

    /// The folder that its paths are relative to, told so that the system finds it.
    pub fn folder_or_here(&self) -> &Path {
        or_here(self.folder())
    }

    /// The candidates that it names outright: of whom more is said, or who have a waiver.
    pub fn named(&self) -> impl Iterator<Item = &str> {
        let waived = self.waivers.iter().map(|grant| grant.candidate.as_str());
        let listed = self.candidates.iter().map(|one| one.name.as_str());
        listed.chain(waived).filter(|name| !name.contains(['*', '?']))
    }

    /// The certification of a candidate: their own, that of their group, that of all.
    pub fn certification_of(&self, candidate: &str) -> Option<&str> {
        let own = self.candidates.iter().find(|one| is_name(&one.name, candidate));
        own.and_then(|one| one.certification.as_deref())
            .or_else(|| self.group_of(candidate)?.certification.as_deref())
            .or(self.certification.as_deref())
    }

    /// The rule files of its own that certifications are named by, where they are.
    pub fn rule_files(&self) -> Vec<PathBuf> {
        let groups = self.groups.iter().filter_map(|group| group.certification.as_ref());
        let candidates = self.candidates.iter().filter_map(|one| one.certification.as_ref());
        let names = self.certification.iter().chain(groups).chain(candidates);
        let mut files: Vec<PathBuf> = names
            .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "toml"))
            .map(|name| self.folder().join(name))
            .filter(|file| file.is_file())
            .collect();
        files.sort();
        files.dedup();
        files
    }

    /// The first group that a candidate is in.
    pub fn group_of(&self, candidate: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.candidates.iter().any(|name| names(name, candidate)))
    }

    /// The session of a candidate: that of their group, or that of all. When they handed in what is due, they may have
    /// days of their own.
    pub fn session_of(&self, candidate: &str) -> Option<Session> {
        let group = self.group_of(candidate).and_then(|group| group.session.as_ref());
        let own = self.candidates.iter().find(|one| is_name(&one.name, candidate)).map(|one| one.handed_in);
        let session = group.or(self.session.as_ref()).cloned();
        let Some(own) = own else { return session };
        let session = session.unwrap_or_default();
        Some(Session { handed_in: own.or(session.handed_in), ..session })
    }
}

impl FailOn {
    /// Every choice, the mildest first.
    pub const ALL: [Self; 5] = [Self::Never, Self::Error, Self::NotJudged, Self::Warning, Self::Info];

    /// `never`, `error`, `not-judged`, `warning`, `info`: stable, never translated.
    pub fn id(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Error => "error",
            Self::NotJudged => "not-judged",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }

    /// The choice of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }
}

impl Isolation {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Process, Self::None];

    /// `auto`, `process`, `none`: stable, never translated.
    pub fn id(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Process => "process",
            Self::None => "none",
        }
    }

    /// The choice of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }
}

/// True where `pattern` (a name, with `*` and `?`) is meant for `name`, whatever its capitals.
pub fn names(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (caseless(pattern), caseless(name));
    pattern == name || glob::Pattern::new(&pattern).is_ok_and(|pattern| pattern.matches(&name))
}

/// True where both are the same name, whatever its capitals.
fn is_name(a: &str, b: &str) -> bool {
    a == b || caseless(a) == caseless(b)
}
