//! Which certification each dossier is held against: the flag or the environment, the nearest `conforme.toml`, the
//! document's own words.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use conforme::assess::Rules;
use conforme::certification::Library;
use conforme::message::Message;
use conforme::say;

use super::failure::Failure;

/// Chooses for one dossier after the other; what a folder says is read once.
pub(super) struct Chooser<'a> {
    asked: Option<&'a str>,
    or_none: bool,
    folders: BTreeMap<PathBuf, Option<(PathBuf, String)>>,
}

impl<'a> Chooser<'a> {
    /// With what was asked for on the command line, if anything was.
    pub(super) fn new(asked: Option<&'a str>, or_none: bool) -> Self {
        Self { asked, or_none, folders: BTreeMap::new() }
    }

    /// How the rules of the dossier at `path` are told.
    pub(super) fn rules(&mut self, path: &Path) -> Result<Rules, Failure> {
        if let Some(name) = self.asked {
            return Ok(Rules::Named { name: name.to_owned(), why: None });
        }
        let start = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = start.parent().unwrap_or(&start).to_owned();
        let said = match self.folders.get(&folder) {
            Some(known) => known.clone(),
            None => {
                let said = configured(&folder)?;
                self.folders.insert(folder, said.clone());
                said
            }
        };
        Ok(match said {
            Some((file, name)) => {
                let file = file.display();
                let why = say!(
                    "Certification {name}, choisie par {file}.",
                    "Certification {name}, chosen by {file}."
                );
                Rules::Named { name, why: Some(why) }
            }
            None => Rules::OwnWords { or_none: self.or_none },
        })
    }
}

/// The `certification` of the nearest `conforme.toml`, from `folder` upwards.
fn configured(folder: &Path) -> Result<Option<(PathBuf, String)>, Failure> {
    for folder in folder.ancestors() {
        let file = folder.join("conforme.toml");
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let (file, error) = (file.display(), error.to_string());
            Failure::Path(say!("{file} : {error}", "{file}: {error}"))
        })?;
        return Ok(table.get("certification").and_then(|v| v.as_str()).map(|name| (file, name.to_owned())));
    }
    Ok(None)
}

/// What to say where no certification could be chosen: the ones there are.
pub(super) fn unknown(library: &Library) -> Result<Message, Failure> {
    let mut lines = Vec::new();
    for certification in library.load_all()? {
        let short = certification.short.first().map(String::as_str).unwrap_or_default();
        lines.push(format!("  {short:<8} {}", certification.title));
    }
    let lines = lines.join("\n");
    Ok(say!(
        "impossible de savoir quelle certification est visée. Dites-le avec --certification :\n{lines}",
        "cannot tell which certification is meant. Say so with --certification:\n{lines}"
    ))
}
