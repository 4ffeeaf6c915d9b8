//! What holds for a command that is about no dossier: the certification asked for, else that of the `conforme.toml` in
//! force in the current folder, with the rule files that either names.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use conforme::assess::Shelf;
use conforme::certification::Certification;
use conforme::config::Config;

use super::args::ConfigFileArgs;
use super::choose::own_file;
use super::configs::Configs;
use super::failure::Failure;

/// What holds here.
pub(super) struct Here {
    /// The configuration in force.
    pub(super) config: Option<Arc<Config>>,
    /// The built-in rule files, and those that were named.
    pub(super) shelf: Shelf,
    /// The certification, where one was asked for or configured.
    pub(super) certification: Option<Arc<Certification>>,
}

/// Finds what holds here; `overlays` are a centre's own rules that were typed.
pub(super) fn here(
    asked: Option<&str>,
    overlays: &[PathBuf],
    config: &ConfigFileArgs,
) -> Result<Here, Failure> {
    let config = Configs::new(config).of_folder(Path::new("."))?;
    let mut files = overlays.to_vec();
    let (mut name, mut folder) = (asked, Path::new(""));
    if let Some(config) = config.as_deref() {
        files.extend(config.overlays.iter().cloned());
        files.extend(config.rule_files());
        if name.is_none() {
            (name, folder) = (config.certification.as_deref(), config.folder());
        }
    }
    let own = name.and_then(|name| own_file(name, folder));
    files.extend(own.iter().filter(|file| !files.contains(file)).cloned().collect::<Vec<_>>());
    let shelf = Shelf::with(&files).map_err(|error| Failure::Path(error.told().message()))?;
    let id = own.as_deref().map(Shelf::id_of);
    let certification = id.as_deref().or(name).map(|name| shelf.find(name)).transpose()?;
    Ok(Here { config, shelf, certification })
}
