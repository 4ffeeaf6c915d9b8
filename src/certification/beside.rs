//! Rule files that name others: a file of one's own may complete one that lies beside it.

use std::path::{Component, Path, PathBuf};

use serde::Deserialize;

use super::Library;

/// The id of the rule file at `path`: its path without `.toml`, told without `./` and `x/..`.
pub fn id_of(path: &Path) -> String {
    let mut out = PathBuf::new();
    for part in path.with_extension("").components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out.to_string_lossy().replace('\\', "/")
}

/// The file that the one at `path` names as `other`, whether or not it is there.
pub fn file_beside(path: &Path, other: &str) -> PathBuf {
    path.parent().unwrap_or(Path::new("")).join(format!("{other}.toml"))
}

/// The other rule files that a rule file names: what it completes, and what judges its documents. None of a file that
/// cannot be read, whose faults are told when it is loaded.
pub fn named_by(text: &str) -> Vec<String> {
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Names {
        extends: Option<String>,
        document: Vec<Document>,
    }
    #[derive(Default, Deserialize)]
    #[serde(default)]
    struct Document {
        rules: Option<String>,
    }
    let names: Names = toml::from_str(text).unwrap_or_default();
    names
        .extends
        .into_iter()
        .chain(names.document.into_iter().filter_map(|document| document.rules))
        .collect()
}

impl Library {
    /// The id of what the file `from` names as `other`: a file beside it, or else one of that id.
    pub(super) fn named(&self, from: &str, other: &str) -> Option<String> {
        let beside = id_of(&file_beside(Path::new(from), other));
        [beside, other.to_owned()].into_iter().find(|id| self.text(id).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_beside_comes_before_one_of_that_id() {
        let mut library = Library::built_in();
        library.insert("regles/base", "");
        library.insert("base", "");
        assert_eq!(library.named("regles/niveau", "base").as_deref(), Some("regles/base"));
        assert_eq!(library.named("autres/niveau", "../regles/base").as_deref(), Some("regles/base"));
        assert_eq!(library.named("autres/niveau", "base").as_deref(), Some("base"));
        assert_eq!(library.named("regles/niveau", "ais-2018/commun").as_deref(), Some("ais-2018/commun"));
        assert_eq!(library.named("regles/niveau", "rien"), None);
    }

    #[test]
    fn what_a_file_names_is_read_without_its_rules() {
        let text = "extends = \"base\"\n[[document]]\nid = \"x\"\nrules = \"dp\"\n[[document]]\nid = \"y\"\n";
        assert_eq!(named_by(text), ["base", "dp"]);
        assert!(named_by("extends = ").is_empty());
    }
}
