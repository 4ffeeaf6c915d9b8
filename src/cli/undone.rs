//! What stands in the report for a dossier whose task could not be done.

use conforme::assess::{Task, TaskError, unreadable};
use conforme::dossier::Dossier;
use conforme::handed_in::nobodys_resume;
use conforme::message::{Lang, Message};
use conforme::read::Unreadable;
use conforme::say;

use super::told;

/// Why, and what to do.
pub(super) fn undone(task: &Task, error: &TaskError, lang: Lang) -> Dossier {
    let (what, where_to) = nobodys_resume();
    let nobodys = *error == TaskError::NoCertification && task.notices.contains(&told::nobodys_resume());
    let (id, help) = match error {
        _ if nobodys => ("no-candidate", where_to),
        TaskError::NoCertification | TaskError::Part(_) => (
            "no-certification",
            say!(
                "Dites-la avec --certification, ou dans conforme.toml (« conforme list » les nomme toutes).",
                "Say which with --certification, or in conforme.toml (“conforme list” names them all)."
            ),
        ),
        TaskError::Path(_) => (
            "no-file",
            say!(
                "Vérifiez que le fichier est là et qu'il peut être lu, puis recommencez.",
                "Check that the file is there and can be read, then try again."
            ),
        ),
        TaskError::Rules(_) => (
            "no-rules",
            say!(
                "Corrigez la certification ou le fichier de règles.",
                "Put the certification or the rule file right."
            ),
        ),
    };
    let message = match error {
        _ if nobodys => what,
        TaskError::NoCertification => say!(
            "Rien ne dit quelle certification est visée : le dossier n'a pas été vérifié.",
            "Nothing tells which certification is meant: the dossier was not checked."
        ),
        error => error.message(),
    };
    let said = |message: Message| message.get(lang).to_owned();
    unreadable(
        &task.path,
        None,
        Unreadable::Told { id: id.to_owned(), message: said(message), help: said(help) },
    )
}
