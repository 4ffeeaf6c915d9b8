//! What is to be looked at in what one candidate handed in, whatever the rules say of it.

use conforme::document::NoticeKind;
use conforme::dossier::{Dossier, HandedIn};
use conforme::handed_in::{is_archive, nobodys_resume};
use conforme::measure::PageMethod;
use conforme::message::Message;
use conforme::receipt::Role;
use conforme::say;

use super::{Beside, Received};

/// Files that a remark names before the others are only told to be there.
const NAMED: usize = 5;

impl Received {
    /// What their number tells: too many files that may be the same document, or none; `has_dossier` where one of them was
    /// judged as the dossier.
    pub(super) fn of_number(&self, has_dossier: bool) -> Vec<Message> {
        let count = |role: Role| self.of(role).count();
        let mut out = Vec::new();
        if count(Role::PerhapsDossier) > 0 {
            out.push(say!(
                "Plusieurs fichiers peuvent être le dossier de projet : aucun n'a été vérifié. Ne laissez que le bon, ou \
                 appelez les autres autrement (annexes, resume, presentation).",
                "Several files may be the dossier de projet: none was checked. Leave only the right one, or give the others \
                 other names (annexes, resume, presentation)."
            ));
        } else if !has_dossier && !self.remarks.contains(&nobodys_resume().0) {
            out.push(say!(
                "Aucun dossier de projet parmi ces fichiers.",
                "No dossier de projet among these files."
            ));
            out.extend(self.unopened());
        }
        if count(Role::Resume) > 1 {
            out.push(say!(
                "Plusieurs fichiers peuvent être le résumé : aucun n'a été vérifié.",
                "Several files may be the résumé: none was checked."
            ));
        }
        out
    }

    /// That what was taken for the dossier is, by what it holds, another document; `main` is what people call the dossier.
    pub(super) fn other_document(&self, dossier: &Dossier, main: &Message) -> Vec<Message> {
        let told = |one: &HandedIn| {
            let file = self.files.iter().find(|file| conforme::source::shown(&file.path) == one.path)?;
            let (by, from) = match one.recognised_by.as_str() {
                "words" => ("d'après ses mots, ", "by its words, "),
                "format" => ("d'après son format, ", "by its format, "),
                "name" => ("d'après son nom, ", "by its name, "),
                _ => ("", ""),
            };
            let (name, Message { fr, en }, Message { fr: not, en: not_en }) = (&file.name, &one.title, main);
            Some(say!(
                "{name} : {by}c'est {fr}, et non {not}. À vérifier : demandez {not} au candidat, ou dites quel fichier c'est.",
                "{name}: {from}it is {en}, not {not_en}. To be checked: ask the candidate for {not_en}, or say which file it is."
            ))
        };
        dossier.documents.iter().filter_map(told).collect()
    }

    /// What to do with files that are not read, where there is no dossier beside them: it may be among them.
    fn unopened(&self) -> Vec<Message> {
        let list = |files: Vec<&Beside>| {
            let names: Vec<&str> = files.iter().take(NAMED).map(|file| file.name.as_str()).collect();
            (!names.is_empty())
                .then(|| format!("{}{}", names.join(", "), if files.len() > NAMED { ", …" } else { "" }))
        };
        let (archives, others) = self.unexamined.iter().partition(|beside| is_archive(&beside.path));
        let archives = list(archives).map(|names| {
            say!(
                "À vérifier : une archive n'est pas ouverte ({names}). Décompressez-la à côté d'elle, puis recevez de nouveau avec --replace ; ou demandez au candidat ses documents eux-mêmes (DOCX, ODT ou PDF).",
                "To be checked: an archive is not opened ({names}). Unpack it beside where it lies, then receive again with --replace; or ask the candidate for the documents themselves (DOCX, ODT or PDF)."
            )
        });
        let others = list(others).map(|names| {
            say!(
                "À vérifier : ces fichiers ne sont pas d'un genre que conforme ouvre ({names}). Si le dossier en est un, demandez au candidat de l'enregistrer en DOCX, ODT ou PDF.",
                "To be checked: these files are of no kind that conforme opens ({names}). If one is the dossier, ask the candidate to save it as DOCX, ODT or PDF."
            )
        });
        archives.into_iter().chain(others).collect()
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
