//! A résumé that lies among dossiers, and nothing says whose it is.

use std::path::{Path, PathBuf};

use super::{HandedIn, KNOWN, Places, Role, own_folder, role};
use crate::message::Message;
use crate::names::own_words;
use crate::say;

/// True for a résumé, by its name, that lies loose under one of `roots` and whose name does not say whose it is.
pub fn is_nobodys_resume(roots: &[PathBuf], path: &Path) -> bool {
    role(&KNOWN, path) == Role::Resume && is_nobodys(roots, path)
}

/// True for what lies loose and whose name tells only what it is.
fn is_nobodys(roots: &[PathBuf], path: &Path) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    own_folder(roots, path).is_none() && own_words(&stem).next().is_none()
}

/// What to tell of a résumé of which nothing says whose it is, and what to do.
pub fn nobodys_resume() -> (Message, Message) {
    (
        say!(
            "C'est un résumé, d'après son nom, et rien ne dit de quel candidat.",
            "It is a résumé, by its name, and nothing says whose."
        ),
        say!(
            "Mettez-le dans le dossier de son candidat, ou donnez-lui son nom (dupont-resume.docx à côté de dupont-dossier.docx).",
            "Put it into the folder of its candidate, or give it their name (dupont-resume.docx beside dupont-dossier.docx)."
        ),
    )
}

impl HandedIn {
    /// Tells of a résumé alone that nothing says whose it is; what it is called is the only name there is.
    pub(super) fn know_nobodys_resume(&mut self, places: &Places) {
        let [path] = self.resumes.as_slice() else { return };
        let alone = self.files().count() == 1 && self.home.is_none() && is_nobodys(&places.roots, path);
        if alone {
            self.candidate = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let (what, help) = nobodys_resume();
            self.remarks.extend([what, help]);
        }
    }
}
