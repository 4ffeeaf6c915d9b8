//! Files given together, as sessions: which belong beside which dossier. Only names are looked at; what a file is in the
//! end its content decides.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::roles::{claimed, holds_annexes, owner};
use crate::certification::SessionDocument;

/// Files that are one session's, by their indices among those given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    /// The file that the session is about.
    pub main: usize,
    /// Those handed in beside it.
    pub beside: Vec<usize>,
    /// Those that hold its annexes: part of the dossier, and nothing in them is asked for.
    pub annexes: Vec<usize>,
}

/// Parts `paths` into sessions, in the order of their main files. Beside a dossier go the files of its folder that claim
/// another role, or to be its annexes: all of them where it is the only dossier there, else those of the same owner. A file that belongs to no
/// dossier is a session of its own.
pub fn sessions(documents: &[SessionDocument], paths: &[&Path]) -> Vec<Session> {
    let annexes: Vec<bool> = paths.iter().map(|path| holds_annexes(path)).collect();
    let main = |index: &usize| !annexes[*index] && claimed(documents, paths[*index]).is_none();
    let mut folders: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
    for (index, path) in paths.iter().enumerate() {
        folders.entry(path.parent().unwrap_or(path).to_owned()).or_default().push(index);
    }
    let mut beside: BTreeMap<usize, usize> = BTreeMap::new();
    for files in folders.values() {
        let (mains, others): (Vec<usize>, Vec<usize>) = files.iter().copied().partition(main);
        for index in others {
            let main = match mains.as_slice() {
                [one] => Some(*one),
                many => only(many, |main| owner(documents, paths[*main]) == owner(documents, paths[index])),
            };
            if let Some(main) = main {
                beside.insert(index, main);
            }
        }
    }
    (0..paths.len())
        .filter(|index| !beside.contains_key(index))
        .map(|main| {
            let own = beside.iter().filter(|(_, of)| **of == main).map(|(index, _)| *index);
            let (annexes, beside) = own.partition(|index| annexes[*index]);
            Session { main, beside, annexes }
        })
        .collect()
}

/// The only one of `all` that `fits`.
fn only(all: &[usize], fits: impl Fn(&usize) -> bool) -> Option<usize> {
    let mut fitting = all.iter().copied().filter(|index| fits(index));
    fitting.next().filter(|_| fitting.next().is_none())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;
    use crate::certification::Library;

    fn of(names: &[&str]) -> Vec<(String, Vec<String>)> {
        let documents = Library::built_in().load("ais-2018/titre").unwrap().documents;
        let paths: Vec<&Path> = names.iter().map(Path::new).collect();
        let name = |index: &usize| names[*index].to_owned();
        sessions(&documents, &paths)
            .iter()
            .map(|session| (name(&session.main), session.beside.iter().map(name).collect()))
            .collect()
    }

    #[test]
    fn the_only_dossier_of_a_folder_takes_all_that_claims_another_role() {
        let got = of(&["a/projet.docx", "a/soutenance.pptx", "a/resume.odt", "b/dossier.pdf"]);
        let expected =
            [("a/projet.docx", vec!["a/soutenance.pptx", "a/resume.odt"]), ("b/dossier.pdf", vec![])];
        let expected = expected.map(|(m, b)| (m.to_owned(), b.iter().map(|b| (*b).to_owned()).collect()));
        assert_eq!(got, expected);
    }

    #[test]
    fn annexes_in_a_file_of_their_own_go_with_their_dossier() {
        let documents = Library::built_in().load("ais-2018/titre").unwrap().documents;
        let sessions = |names: &[&str]| {
            let paths: Vec<&Path> = names.iter().map(Path::new).collect();
            sessions(&documents, &paths)
        };
        let one = sessions(&["Annexes.pdf", "dossier.docx", "presentation.pptx"]);
        assert_eq!(one, [Session { main: 1, beside: vec![2], annexes: vec![0] }]);
        let two = sessions(&["dossier-dupont.pdf", "dossier-martin.pdf", "Martin_annexe.pdf"]);
        assert_eq!(two[1], Session { main: 1, beside: vec![], annexes: vec![2] });
        assert_eq!(sessions(&["dossier-annexes.pdf"]).len(), 1, "alone it is what there is");
        assert_eq!(sessions(&["dossier.pdf", "dossier avec annexes.pdf"]).len(), 2);
    }

    #[test]
    fn among_several_dossiers_the_owner_decides_and_a_stranger_stays_alone() {
        let got =
            of(&["dossier-dupont.docx", "dossier-martin.docx", "martin-presentation.pptx", "resume-x.docx"]);
        let beside: Vec<usize> = got.iter().map(|(_, beside)| beside.len()).collect();
        assert_eq!(beside, [0, 1, 0]);
        assert_eq!(got[2].0, "resume-x.docx");
    }
}
