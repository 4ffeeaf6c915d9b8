//! Which certification a dossier is held against: the flag or the environment, its `conforme.toml`, its own words.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use conforme::assess::{Rules, Shelf};
use conforme::batch::Shelves;
use conforme::certification::{Certification, Library};
use conforme::config::Config;
use conforme::handed_in::HandedIn;
use conforme::message::Message;
use conforme::say;

use super::configs::Configs;
use super::failure::Failure;

/// How the rules of a candidate's dossier are told. With `or_none`, a dossier whose certification nobody tells is read
/// all the same.
pub(super) fn rules(
    asked: Option<&str>,
    config: Option<&Config>,
    candidate: Option<&str>,
    or_none: bool,
) -> Rules {
    if let Some(name) = asked {
        return Rules::Named { name: name.to_owned(), why: None };
    }
    let said = config.and_then(|config| {
        let name = config.certification_of(candidate.unwrap_or_default())?;
        Some((name.to_owned(), config.file.display()))
    });
    match said {
        Some((name, file)) => {
            let why =
                say!("Certification {name}, choisie par {file}.", "Certification {name}, chosen by {file}.");
            Rules::Named { name, why: Some(why) }
        }
        None => Rules::OwnWords { or_none },
    }
}

/// The rule file that a certification is named by, where it is (`--certification mon-titre.toml`), from `folder`.
pub(super) fn own_file(name: &str, folder: &Path) -> Option<PathBuf> {
    Path::new(name).extension().is_some_and(|extension| extension == "toml").then(|| folder.join(name))
}

/// The certification of that id, short name or rule file.
pub(super) fn certification(name: &str, shelf: &Shelf) -> Result<Arc<Certification>, Failure> {
    match own_file(name, Path::new("")) {
        Some(path) => {
            let shelf = Shelf::with(std::slice::from_ref(&path));
            let shelf = shelf.map_err(|error| Failure::Path(error.told().message()))?;
            Ok(shelf.find(&Shelf::id_of(&path))?)
        }
        None => Ok(shelf.find(name)?),
    }
}

/// Chooses for one dossier after the other, by the nearest `conforme.toml` of each.
pub(super) struct Chooser<'a> {
    asked: Option<&'a str>,
    configs: Configs,
}

impl<'a> Chooser<'a> {
    /// With what was asked for on the command line, if anything was.
    pub(super) fn new(asked: Option<&'a str>) -> Self {
        Self { asked, configs: Configs::nearest() }
    }

    /// Gives what was handed in the name and the dossier that its configuration says, where it says so.
    pub(super) fn name(&mut self, handed_in: &mut HandedIn) -> Result<(), Failure> {
        let mut named = Vec::new();
        for (at, found) in handed_in.dossiers.iter().enumerate() {
            let config = self.configs.of_dossier(&found.path)?;
            named.extend(config.and_then(|config| Some((at, config.candidate_of(&found.path)?))));
        }
        if let [(at, _)] = named.as_slice() {
            let dossier = handed_in.dossiers.swap_remove(*at);
            let others = std::mem::replace(&mut handed_in.dossiers, vec![dossier]);
            handed_in.others.extend(others.into_iter().flat_map(|found| found.files));
        }
        if let Some((_, name)) = named.into_iter().next() {
            handed_in.candidate = name;
        }
        Ok(())
    }

    /// How the rules of the dossier at `path` are told.
    pub(super) fn rules(&mut self, path: &Path) -> Result<Rules, Failure> {
        let config = self.configs.of_dossier(path)?;
        let candidate = config.as_ref().and_then(|config| config.candidate_of(path));
        Ok(rules(self.asked, config.as_deref(), candidate.as_deref(), false))
    }
}

/// The rule files that come with the program.
pub(super) fn built_in(shelves: &Shelves) -> Result<Arc<Shelf>, Failure> {
    shelves.with(&[]).map_err(|error| Failure::Path(error.told().message()))
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
