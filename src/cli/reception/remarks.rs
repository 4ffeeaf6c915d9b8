//! What is to be looked at in what one candidate handed in, whatever the rules say of it.

use conforme::assess::without_main;
use conforme::certification::Certification;
use conforme::document::{Notice, NoticeKind};
use conforme::dossier::Dossier;
use conforme::handed_in::nobodys_resume;
use conforme::measure::PageMethod;
use conforme::message::Message;
use conforme::receipt::Role;
use conforme::say;

use super::Received;

impl Received {
    /// What their number tells: too many files that may be the same document, or none; `has_dossier` where one of them may
    /// be the dossier, else `dossier` tells what they were judged as, by `rules`.
    pub(super) fn of_number(
        &self,
        has_dossier: bool,
        dossier: Option<&Dossier>,
        rules: Option<&Certification>,
    ) -> Vec<Message> {
        let count = |role: Role| self.of(role).count();
        let mut out = Vec::new();
        if let Some(shared) = &self.shared {
            out.push(shared.clone());
        } else if count(Role::PerhapsDossier) > 0 {
            out.push(say!(
                "Plusieurs fichiers peuvent être le dossier de projet : aucun n'a été vérifié. Ne laissez que le bon, ou \
                 appelez les autres autrement (annexes, resume, presentation).",
                "Several files may be the dossier de projet: none was checked. Leave only the right one, or give the others \
                 other names (annexes, resume, presentation)."
            ));
        } else if !has_dossier && !self.remarks.contains(&nobodys_resume().0) {
            let documents = dossier.iter().flat_map(|dossier| &dossier.documents);
            let named = documents.filter_map(|one| Some((self.name_of(&one.path)?, one)));
            let unread: Vec<&str> = self.unexamined.iter().map(|beside| beside.name.as_str()).collect();
            out.extend(without_main(rules, named, &unread));
        }
        if count(Role::Resume) > 1 {
            out.push(say!(
                "Plusieurs fichiers peuvent être le résumé : aucun n'a été vérifié.",
                "Several files may be the résumé: none was checked."
            ));
        }
        out
    }

    /// Under which name the file at `path`, as reports tell it, is told.
    pub(super) fn name_of(&self, path: &str) -> Option<&str> {
        let file = self.files.iter().find(|file| conforme::source::shown(&file.path) == path)?;
        Some(&file.name)
    }

    /// What leaves the dossier in doubt, as it was told of it, with the names that files have here.
    pub(super) fn doubts(&self, dossier: &Dossier) -> Vec<Message> {
        let doubts = dossier.notices.iter().filter(|notice| notice.leaves_in_doubt());
        let others = doubts.filter(|notice| notice.kind != NoticeKind::NoMainDocument);
        let named = |notice: &Notice| {
            let Message { mut fr, mut en } = notice.message.clone();
            for file in &self.files {
                let path = conforme::source::shown(&file.path);
                (fr, en) = (fr.replace(&path, &file.name), en.replace(&path, &file.name));
            }
            Message { fr, en }
        };
        others.map(named).collect()
    }

    /// Why the PDF beside the dossier did not tell its pages, where it did not.
    pub(super) fn other_pages(&self, dossier: &Dossier) -> Vec<Message> {
        let pages = dossier.measured.as_ref().and_then(|measured| measured.pages.as_ref());
        if self.twin().is_none() || pages.is_some_and(|pages| pages.method == PageMethod::TwinPdf) {
            return Vec::new();
        }
        let notices = dossier.notices.iter().filter(|notice| notice.kind == NoticeKind::Pages);
        notices.map(|notice| notice.message.clone()).collect()
    }
}
