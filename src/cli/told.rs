//! What discovery finds and does not find, in words.

use std::path::Path;

use conforme::discover::{DiscoverError, Found, FoundBy, bad_pattern};
use conforme::document::{Notice, NoticeKind};
use conforme::handed_in;
use conforme::message::{Message, counted};
use conforme::say;

/// What is to be told of a dossier of several files.
pub(super) fn notices(found: &Found) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut tell = |kind, message| notices.push(Notice { kind, message, page: None });
    let Message { fr: files, en: files_en } =
        counted(found.files.len(), ["fichier", "fichiers"], ["file", "files"]);
    let list = match found.by {
        FoundBy::File => None,
        FoundBy::Summary => Some(say!("d'après SUMMARY.md", "by SUMMARY.md")),
        FoundBy::MkDocs => Some(say!("d'après mkdocs.yml", "by mkdocs.yml")),
        FoundBy::Numbered => Some(say!("d'après leurs numéros", "by their numbers")),
    };
    if let Some(Message { fr, en }) = list {
        tell(
            NoticeKind::Recognised,
            Message::new(
                format!("Un seul dossier, en {files}, {fr}."),
                format!("One dossier, in {files_en}, {en}."),
            ),
        );
    }
    if !found.missing.is_empty() {
        let names = found.missing.join(", ");
        tell(
            NoticeKind::Structure,
            say!("Chapitres annoncés et absents : {names}.", "Chapters announced and missing: {names}."),
        );
    }
    if !found.left_out.is_empty() {
        let names: Vec<String> = found.left_out.iter().map(|path| path.display().to_string()).collect();
        let names = names.join(", ");
        tell(
            NoticeKind::Recognised,
            say!("Documents du même endroit, non lus : {names}.", "Documents beside it, not read: {names}."),
        );
    }
    if let Some(twin) = &found.twin {
        let name = twin.file_name().unwrap_or_default().to_string_lossy();
        tell(
            NoticeKind::Recognised,
            say!(
                "{name}, du même nom, est pris pour le même dossier : il n'est pas vérifié à part (nommez-le pour qu'il le soit).",
                "{name}, of the same name, is taken for the same dossier: it is not checked apart (name it to have it checked)."
            ),
        );
    }
    notices
}

/// What is to be told of annexes in a file of their own.
pub(super) fn annexes(path: &Path) -> Notice {
    let name = path.display();
    let message = say!(
        "{name} : des annexes à part, d'après son nom. Elles font partie du dossier, et rien n'y est demandé : elles ne sont pas lues.",
        "{name}: annexes apart, by its name. They are part of the dossier, and nothing is asked for in them: they are not read."
    );
    Notice { kind: NoticeKind::Recognised, message, page: None }
}

/// What is to be told of a résumé among dossiers of which nothing says whose it is.
pub(super) fn nobodys_resume() -> Notice {
    let (Message { fr, en }, Message { fr: what, en: to_do }) = handed_in::nobodys_resume();
    let message = Message::new(format!("{fr} {what}"), format!("{en} {to_do}"));
    Notice { kind: NoticeKind::Recognised, message, page: None }
}

/// That a document beside a dossier is, by a configuration, somebody else's too, or another document.
pub(super) fn shared(name: &str) -> Message {
    say!(
        "À vérifier : d'après conforme.toml, {name} a plusieurs usages (un autre candidat, ou un autre document) : il n'a pas été vérifié. Corrigez les motifs pour que chaque fichier n'en ait qu'un.",
        "To be checked: by conforme.toml, {name} has several uses (another candidate, or another document): it was not checked. Put the patterns right, so that each file has one."
    )
}

/// That documents lie beside the folders of candidates, where names are not to be seen.
pub(super) fn loose(n: usize) -> Message {
    let Message { fr, en } = counted(n, ["document", "documents"], ["document", "documents"]);
    say!(
        "{fr} à côté des dossiers de candidats, hors de tout motif de conforme.toml : lu pour aucun candidat.",
        "{en} beside the folders of candidates, outside of every pattern of conforme.toml: read for no candidate."
    )
}

/// Why a path gave no dossier, and what to do.
pub(super) fn discovery(error: &DiscoverError) -> Message {
    match error {
        DiscoverError::Missing(path) => {
            let path = path.display();
            say!("{path} : ce fichier n'existe pas.", "{path}: no such file.")
        }
        DiscoverError::NoMatch(pattern) => {
            say!("{pattern} : ce motif ne désigne aucun fichier.", "{pattern}: this pattern matches no file.")
        }
        DiscoverError::BadPattern { pattern, reason } => {
            let Message { fr, en } = bad_pattern(reason);
            say!("{pattern} : motif mal formé : {fr}.", "{pattern}: not a pattern: {en}.")
        }
        DiscoverError::NoDocument(path) => {
            let path = path.display();
            say!(
                "{path} : aucun document (DOCX, ODT, PDF, Markdown) dans ce dossier.",
                "{path}: no document (DOCX, ODT, PDF, Markdown) in this folder."
            )
        }
        DiscoverError::Own(path) => {
            let path = path.display();
            say!(
                "{path} : un fichier de conforme lui-même (configuration, rapport ou liste), laissé de côté.",
                "{path}: a file of conforme's own (configuration, report or list), left aside."
            )
        }
        DiscoverError::TooDeep(path) => {
            let path = path.display();
            say!(
                "{path} : ce dossier est trop profond pour être parcouru ; donnez-le directement à conforme.",
                "{path}: this folder lies too deep to be searched; give it to conforme directly."
            )
        }
        DiscoverError::Io { path, error } => Message::unread(path, error),
    }
}
