//! Names of tables: « Sommaire », « Table des figures ».

use crate::structure::text::fold;

/// What a table lists, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// The document's headings.
    Contents,
    /// The same by a word that may also mean something else (« Plan »).
    Plan,
    /// Figures, tables, pictures.
    Figures,
    /// Annexes only.
    Annexes,
}

const CONTENTS: &[&str] = &[
    "sommaire",
    "table des matieres",
    "table de matieres",
    "table of contents",
    "table of content",
    "contents",
    "toc",
];
const PLAN: &[&str] = &["plan du dossier", "plan du rapport", "plan du memoire", "plan detaille", "plan"];
const LISTS: &[&str] = &["table des", "liste des", "index des", "list of", "table of", "sommaire des"];
const THINGS: &[&str] = &[
    "figures",
    "illustrations",
    "tableaux",
    "images",
    "tables",
    "captures",
    "schemas",
    "graphiques",
    "diagrammes",
];

impl Name {
    /// The kind of table that `title` names, where it names one.
    pub(super) fn of(title: &str) -> Option<Self> {
        let title = fold(crate::structure::numbering::strip(title));
        if title.split(' ').count() > 8 {
            return None;
        }
        let things = LISTS.iter().find_map(|list| title.strip_prefix(list)).map(str::trim_start);
        if let Some(things) = things {
            let first = things.split(' ').next().unwrap_or_default();
            if THINGS.contains(&first) {
                return Some(Self::Figures);
            }
            if matches!(first, "annexes" | "annexe" | "appendices") {
                return Some(Self::Annexes);
            }
        }
        if begins(&title, CONTENTS) {
            Some(Self::Contents)
        } else {
            begins(&title, PLAN).then_some(Self::Plan)
        }
    }

    /// True for a table whose entries are not the document's headings.
    pub(super) fn lists_other_things(self) -> bool {
        matches!(self, Self::Figures | Self::Annexes)
    }
}

fn begins(title: &str, names: &[&str]) -> bool {
    names.iter().any(|name| {
        title
            .strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || (rest.starts_with(' ') && name.len() > 5))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_tables() {
        assert_eq!(Name::of("TABLE DES MATIÈRES :"), Some(Name::Contents));
        assert_eq!(Name::of("Sommaire (à adapter selon le projet)"), Some(Name::Contents));
        assert_eq!(Name::of("Liste des illustrations"), Some(Name::Figures));
        assert_eq!(Name::of("Table des annexes"), Some(Name::Annexes));
        assert_eq!(Name::of("Plan"), Some(Name::Plan));
        assert_eq!(Name::of("Plan de sauvegarde"), None);
        assert_eq!(Name::of("Liste des compétences"), None);
    }
}
