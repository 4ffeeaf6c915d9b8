//! Which `conforme.toml` holds for what: each is read once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use conforme::config::{Config, ConfigError};
use conforme::message::Message;
use conforme::source::{absolute, folder_of};

use super::args::ConfigFileArgs;
use super::failure::Failure;

/// The configuration files of a run.
pub(super) struct Configs {
    choice: Choice,
    read: BTreeMap<PathBuf, Arc<Config>>,
    folders: BTreeMap<PathBuf, Option<PathBuf>>,
}

enum Choice {
    None,
    One(PathBuf),
    Nearest,
}

impl Configs {
    pub(super) fn new(args: &ConfigFileArgs) -> Self {
        let choice = match &args.config {
            _ if args.no_config => Choice::None,
            Some(file) => Choice::One(file.clone()),
            None => Choice::Nearest,
        };
        Self { choice, read: BTreeMap::new(), folders: BTreeMap::new() }
    }

    /// The configuration for what lies in `folder`.
    pub(super) fn of_folder(&mut self, folder: &Path) -> Result<Option<Arc<Config>>, Failure> {
        let file = match &self.choice {
            Choice::None => None,
            Choice::One(file) => Some(file.clone()),
            Choice::Nearest => match self.folders.get(folder) {
                Some(known) => known.clone(),
                None => {
                    let found = Config::find(folder);
                    self.folders.insert(folder.to_owned(), found.clone());
                    found
                }
            },
        };
        file.map(|file| self.read(&file)).transpose()
    }

    /// The configuration for the dossier at `path`.
    pub(super) fn of_dossier(&mut self, path: &Path) -> Result<Option<Arc<Config>>, Failure> {
        self.of_folder(folder_of(path))
    }

    fn read(&mut self, file: &Path) -> Result<Arc<Config>, Failure> {
        // Two folders may tell the same file in two ways; it is one all the same.
        let key = absolute(file);
        if let Some(known) = self.read.get(&key) {
            return Ok(Arc::clone(known));
        }
        let config = Arc::new(Config::load(file)?);
        self.read.insert(key, Arc::clone(&config));
        Ok(config)
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        match error {
            ConfigError::Fault(fault) => Self::Rule(fault),
            ConfigError::Io { path, error } => Self::Path(Message::unread(&path, &error)),
        }
    }
}
