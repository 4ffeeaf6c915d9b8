//! Documents that lie beside the folders of candidates, where the patterns look into those folders only.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::strays::{Stray, Why};
use super::{Config, Pattern};
use crate::discover::{documents_in, is_markdown};
use crate::handed_in::is_dossier_by_name;
use crate::names::{folded, words};

/// Words of a name that say that a dossier is nobody's.
const MODELS: &[&str] = &["modele", "template", "exemple", "type", "trame", "vierge", "canevas", "consignes"];

/// What lies there.
#[derive(Debug, Default)]
pub(super) struct Loose {
    /// Documents whose name says that they are a dossier: somebody handed them in at the wrong place.
    pub(super) dossiers: Vec<Stray>,
    /// Documents that may be one, or what a centre keeps there for everybody.
    pub(super) others: Vec<PathBuf>,
}

impl Config {
    /// What lies loose beside the `folders` of candidates in which `pattern` looks, but for the files that are `used`. The
    /// Markdown files of a repository are none, unless their name says so.
    pub(super) fn loose(
        &self,
        pattern: &Pattern,
        folders: &[(PathBuf, String)],
        used: &dyn Fn(&Path) -> bool,
    ) -> Loose {
        let own =
            |path: &Path| if path.as_os_str().is_empty() { PathBuf::from(".") } else { path.to_owned() };
        let beside: BTreeSet<PathBuf> =
            folders.iter().filter_map(|(folder, _)| folder.parent().map(own)).collect();
        let mut loose = Loose::default();
        for path in beside.iter().flat_map(|folder| documents_in(folder)) {
            let path = path.strip_prefix(".").map(Path::to_owned).unwrap_or(path);
            if used(&path) || self.ignores(&path) || !is_dossier_by_name(&path) {
                continue;
            }
            let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let says = |names: &[&str]| words(&stem).any(|word| names.contains(&folded(word).as_str()));
            if says(&["dossier"]) && !says(MODELS) {
                loose.dossiers.push(Stray {
                    place: path,
                    candidate: stem,
                    why: Why::Loose(pattern.as_str().to_owned()),
                    found: Vec::new(),
                    better: None,
                });
            } else if !is_markdown(&path) {
                loose.others.push(path);
            }
        }
        loose
    }
}
