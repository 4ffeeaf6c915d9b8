//! Files as the documents of a session: what each is, and which of them are judged.

use std::path::Path;

use super::headed::by_headings;
use super::roles::{Recognised, RecognisedBy, claimed, recognise};
use super::together::Document;
use super::{Companion, Task, TaskError, shown_path, structured};
use crate::certification::{Asks, Certification, SessionDocument};
use crate::check::Subject;
use crate::document::{Notice, NoticeKind};
use crate::message::Message;
use crate::read::{Format, read};
use crate::say;
use crate::structure::Structure;

/// Where somebody says what a file is to be held against, one that is only called like a document of which next to nothing
/// is asked is the dossier, under whatever name: were it judged as that document, all would seem to be in order.
fn asked_for(certification: &Certification, recognised: Recognised) -> Recognised {
    let role = &recognised.role;
    let of_its_own = |kind: &SessionDocument| kind.slides || kind.rules.is_some();
    let is_asked = certification.document(role).is_some_and(of_its_own)
        || certification.requirements.iter().any(|requirement| match &requirement.asks {
            Asks::Presence(asks) => asks.apart && asks.topics.contains(role),
            _ => false,
        });
    if is_asked || !matches!(recognised.by, RecognisedBy::Name(_)) {
        return recognised;
    }
    Recognised { role: certification.main_document().to_owned(), by: RecognisedBy::Default }
}

/// What was read, with its role: the one that was said, or the one that it shows; of the main file of a task whose rules
/// somebody named, see [`asked_for`].
pub(super) fn document(
    certification: &Certification,
    path: &Path,
    (said, is_main): (Option<&str>, bool),
    digest: Option<String>,
    format: Format,
    structure: Structure,
) -> Result<Document, TaskError> {
    let Recognised { role, by } = match said {
        Some(role) if certification.document(role).is_some() => {
            Recognised { role: role.to_owned(), by: RecognisedBy::Said }
        }
        Some(role) => return Err(unknown_role(certification, role)),
        None => {
            let recognised = recognise(&certification.documents, path, format, &structure.document);
            let recognised = by_headings(certification, recognised, &structure);
            if is_main { asked_for(certification, recognised) } else { recognised }
        }
    };
    let mut structure = structure;
    structure.document.pages.slides |= certification.document(&role).is_some_and(|kind| kind.slides);
    Ok(Document { path: path.to_owned(), format, digest, role, by, subject: Subject::of(structure) })
}

fn unknown_role(certification: &Certification, role: &str) -> TaskError {
    let (id, known) = (&certification.id, &certification.documents);
    let known: Vec<&str> = known.iter().map(|document| document.id.as_str()).collect();
    let known = known.join(", ");
    TaskError::Rules(say!(
        "la certification {id} n'a pas de document « {role} ». Elle connaît : {known}.",
        "certification {id} has no document “{role}”. It knows: {known}."
    ))
}

/// The role of a file handed in beside the dossier that could not be read.
pub(super) struct Unread {
    pub(super) role: String,
    pub(super) path: String,
}

/// The documents handed in beside the main one, and those that could not be read. Of two that claim the same role, the one of
/// which it was said has it; where nobody said so, neither has, and both are told.
pub(super) fn beside(
    task: &Task,
    certification: &Certification,
    main: &str,
    notices: &mut Vec<Notice>,
) -> Result<(Vec<Document>, Vec<Unread>), TaskError> {
    let mut all: Vec<Document> = Vec::new();
    let mut unread = Vec::new();
    for one in &task.companions {
        let reason = match companion(task, one, certification) {
            Ok(Ok(document)) => {
                all.push(document);
                continue;
            }
            Ok(Err(reason)) => reason,
            Err(error) if one.role.is_some() => return Err(error),
            Err(error) => error.message(),
        };
        let role = one.role.clone().or_else(|| claimed(&certification.documents, &one.file.path));
        notices.push(unread_beside(certification, one, role.as_deref(), reason));
        unread.extend(role.map(|role| Unread { role, path: shown_path(&one.file.path) }));
    }
    let mut out: Vec<Document> = Vec::new();
    let mut refused: Vec<(String, Vec<String>)> = Vec::new();
    while let Some(first) = (!all.is_empty()).then(|| all.remove(0)) {
        let (same, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|other| other.role == first.role);
        all = rest;
        let role = first.role.clone();
        let (said, recognised): (Vec<_>, Vec<_>) =
            std::iter::once(first).chain(same).partition(|document| document.by == RecognisedBy::Said);
        let alone = recognised.len() == 1 && role != main;
        match (said.len(), alone) {
            (0, true) => out.extend(recognised),
            (1, _) if role != main => {
                out.extend(said);
                if !recognised.is_empty() {
                    refused.push((role, names(&recognised)));
                }
            }
            (0, _) => refused.push((role, names(&recognised))),
            _ => return Err(twice(certification, &role, &names(&said))),
        }
    }
    notices.extend(
        refused.into_iter().map(|(role, paths)| told(claimed_twice(certification, &role, main, &paths))),
    );
    Ok((out, unread))
}

fn names(documents: &[Document]) -> Vec<String> {
    documents.iter().map(|document| shown_path(&document.path)).collect()
}

/// Somebody said of several files that they have one role.
fn twice(certification: &Certification, role: &str, paths: &[String]) -> TaskError {
    let Message { fr, en } = certification.title_of(role);
    let paths = paths.join(", ");
    TaskError::Path(say!(
        "plusieurs fichiers sont donnés pour {fr} ({role}) : {paths}. N'en donnez qu'un.",
        "several files are given for {en} ({role}): {paths}. Give one."
    ))
}

/// Several files look like the document of one role.
fn claimed_twice(certification: &Certification, role: &str, main: &str, paths: &[String]) -> Message {
    let Message { fr, en } = certification.title_of(role);
    let list = paths.join(", ");
    if role == main {
        return say!(
            "{list} : aussi {fr}, à ce qu'il semble ; non jugé ici. Dites ce que c'est avec --with RÔLE=FICHIER.",
            "{list}: {en} as well, it seems; not judged here. Say what it is with --with ROLE=FILE."
        );
    }
    say!(
        "Plusieurs fichiers semblent être {fr} : {list}. Aucun n'a été jugé ; dites lequel avec --with {role}=FICHIER.",
        "Several files seem to be {en}: {list}. None was judged; say which with --with {role}=FILE."
    )
}

fn told(message: Message) -> Notice {
    Notice { kind: NoticeKind::Recognised, message, page: None }
}

/// That a document handed in beside the dossier could not be read, and why.
fn unread_beside(
    certification: &Certification,
    companion: &Companion,
    role: Option<&str>,
    reason: Message,
) -> Notice {
    let path = &companion.file.path;
    let title = role.map(|role| certification.title_of(role)).unwrap_or_default();
    let (fr, en) = if title.is_empty() {
        (String::new(), String::new())
    } else {
        (format!(" ({})", title.fr), format!(" ({})", title.en))
    };
    let (path, Message { fr: why, en: why_en }) = (shown_path(path), reason);
    let message = say!(
        "À vérifier : {path}{fr} n'a pas pu être lu, et rien n'y a été jugé. {why}",
        "To be checked: {path}{en} could not be read, and nothing in it was judged. {why_en}"
    );
    Notice { kind: NoticeKind::UnreadDocument, message, page: None }
}

/// A document handed in beside the dossier; inside, why nobody can read it.
fn companion(
    task: &Task,
    companion: &Companion,
    certification: &Certification,
) -> Result<Result<Document, Message>, TaskError> {
    let path = &companion.file.path;
    let source =
        companion.file.open(task.limits.file_bytes).map_err(|error| TaskError::Path(error.message()))?;
    let reading = match read(&source, &task.limits) {
        Ok(reading) => reading,
        Err(reason) => {
            let (Message { fr, en }, help) = (reason.message(), reason.help());
            return Ok(Err(Message::new(format!("{fr} {}", help.fr), format!("{en} {}", help.en))));
        }
    };
    let structure = structured(reading.document);
    document(
        certification,
        path,
        (companion.role.as_deref(), false),
        task.digests.then(|| source.digest()),
        reading.format,
        structure,
    )
    .map(Ok)
}
