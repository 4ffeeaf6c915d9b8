//! From a [`Task`] to a [`Dossier`].

use std::path::Path;

use super::choose::{choose, other_words};
use super::headed::by_headings;
use super::roles::{Recognised, RecognisedBy, claimed, opening, recognise};
use super::together::{self, Document};
use super::{Companion, Rules, Shelf, Task, TaskError, judged, shown_path, structured, unreadable};
use crate::certification::{Asks, Certification, SessionDocument};
use crate::check::{Checked, Subject};
use crate::document::{self, Notice, NoticeKind};
use crate::dossier::Dossier;
use crate::message::Message;
use crate::pages::{lay_out, other_version};
use crate::read::{Format, Unreadable, read, read_many};
use crate::say;
use crate::source::{Source, SourceError, digest};
use crate::structure::Structure;

/// Does the task: reads the dossier and what is beside it, finds its rules, judges it. The rules come from `shelf`, which
/// is to hold the overlays that the task names.
///
/// # Errors
/// Where it could not be done at all; a dossier that cannot be read is an answer.
pub fn run(task: &Task, shelf: &Shelf) -> Result<Dossier, TaskError> {
    run_showing(task, shelf, |_| ())
}

/// As [`run`], and shows the document to `see` as it was read.
///
/// # Errors
/// As [`run`].
pub fn run_showing(
    task: &Task,
    shelf: &Shelf,
    see: impl FnOnce(&document::Document),
) -> Result<Dossier, TaskError> {
    let named = match &task.rules {
        Rules::Named { name, .. } => Some(shelf.find_at(name, task.stage)?),
        Rules::OwnWords { .. } => None,
    };
    let opened = task.files.iter().map(|file| file.open(task.limits.file_bytes));
    let sources = match opened.collect::<Result<Vec<_>, _>>() {
        Ok(sources) => sources,
        Err(SourceError::TooLarge { .. }) => {
            return Ok(unread(task, None, task.limits.over("file_bytes"), named.as_deref()));
        }
        Err(error) => return Err(TaskError::Path(error.message())),
    };
    let digest = digest_of(task, &sources);
    let reading = match read_many(&sources, &task.limits) {
        Ok(reading) => reading,
        Err(reason) => return Ok(unread(task, digest, reason, named.as_deref())),
    };
    see(&reading.document);
    let format = reading.format;
    let misnamed: Vec<Notice> = task.files.iter().filter_map(|file| misnamed(&file.path, format)).collect();
    let mut structure = structured(reading.document);
    let laid_out = lay_out(&mut structure, &sources, &task.pages, &task.limits);
    drop(sources);
    let versions = task.versions.iter();
    let versions = versions.filter_map(|file| other_version(&structure, &task.path, file, &task.limits));
    let versions: Vec<Notice> = versions.collect();
    let words = opening(&structure.document);
    let (certification, why) = choose(task, named, &words, &structure.document, shelf)?;
    let told = why.map(|message| Notice { kind: NoticeKind::Recognised, message, page: None });
    let Some(certification) = certification else {
        let subject = Subject::of(structure);
        let checked = Checked::nothing(&subject);
        let mut dossier = judged(subject, None, checked);
        (dossier.path, dossier.format) = (shown_path(&task.path), Some(format));
        dossier.digest = digest;
        dossier.notices.splice(
            0..0,
            told.into_iter().chain(task.notices.iter().cloned()).chain(misnamed).chain(laid_out),
        );
        return Ok(dossier);
    };
    let mut notices = Vec::new();
    let is_main = matches!(task.rules, Rules::Named { why: None, .. });
    let main =
        document(&certification, &task.path, (task.role.as_deref(), is_main), digest, format, structure)?;
    if matches!(task.rules, Rules::Named { .. }) && main.role == certification.main_document() {
        notices.extend(other_words(&certification, &words, shelf));
    }
    let told_before = notices.len();
    let beside = beside(task, &certification, &main.role, &mut notices)?;
    // What could not be read, or told from another, may be what is looked for.
    let complete = task.complete && notices.len() == told_before;
    let mut documents: Vec<Document> = std::iter::once(main).chain(beside).collect();
    let rank = |one: &Document| certification.documents.iter().position(|known| known.id == one.role);
    documents.sort_by_key(rank);
    let (path, format, digest) = match documents.first() {
        Some(first) => (shown_path(&first.path), Some(first.format), first.digest.clone()),
        None => (shown_path(&task.path), None, None),
    };
    let mut dossier = together::judge(documents, &certification, task, complete);
    (dossier.path, dossier.format, dossier.digest) = (path, format, digest);
    dossier.notices.splice(
        0..0,
        told.into_iter()
            .chain(task.notices.iter().cloned())
            .chain(misnamed)
            .chain(versions)
            .chain(notices)
            .chain(laid_out),
    );
    dossier.reconsider();
    Ok(dossier)
}

/// That a file is read as something else than its name says: a PDF called `.docx`, a web page read as the text it is.
fn misnamed(path: &Path, format: Format) -> Option<Notice> {
    let extension = path.extension()?.to_string_lossy().to_lowercase();
    let names: &[&str] = match format {
        Format::Pdf => &["pdf"],
        Format::Docx => &["docx", "docm", "dotx", "dotm"],
        Format::Odt => &["odt", "ott", "fodt"],
        Format::Pptx => &["pptx", "pptm", "ppsx", "potx"],
        Format::Odp => &["odp", "otp"],
        Format::Markdown => &["md", "markdown", "mdown", "mkd", "mkdn", "mdtxt", "txt", "text"],
    };
    if names.contains(&extension.as_str()) {
        return None;
    }
    let (path, read) = (shown_path(path), words_of(format));
    let message = say!(
        "{path} : lu comme {read} ; le nom dit « .{extension} ». Vérifiez que c'est le bon fichier, ou corrigez son nom.",
        "{path}: read as {read}; its name says “.{extension}”. Check that it is the right file, or put its name right."
    );
    Some(Notice { kind: NoticeKind::Recognised, message, page: None })
}

fn words_of(format: Format) -> String {
    if format == Format::Markdown { "Markdown".to_owned() } else { format.id().to_uppercase() }
}

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
fn document(
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

/// The documents handed in beside the main one. Of two that claim the same role, the one of which it was said has it;
/// where nobody said so, neither has, and both are told.
fn beside(
    task: &Task,
    certification: &Certification,
    main: &str,
    notices: &mut Vec<Notice>,
) -> Result<Vec<Document>, TaskError> {
    let mut all: Vec<Document> = Vec::new();
    for one in &task.companions {
        match companion(task, one, certification) {
            Ok(Ok(document)) => all.push(document),
            Ok(Err(reason)) => notices.push(unread_beside(certification, one, reason)),
            Err(error) if one.role.is_some() => return Err(error),
            Err(error) => notices.push(unread_beside(certification, one, error.message())),
        }
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
    Ok(out)
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

pub(super) fn unread(
    task: &Task,
    digest: Option<String>,
    reason: Unreadable,
    certification: Option<&Certification>,
) -> Dossier {
    let dossier = match certification {
        Some(certification) => super::unread(&task.path, digest, reason, certification),
        None => unreadable(&task.path, digest, reason),
    };
    Dossier { notices: task.notices.clone(), ..dossier }
}

/// The digest of a dossier, where the task asks for it: that of its file, or that of the digests of its files.
pub(super) fn digest_of(task: &Task, sources: &[Source]) -> Option<String> {
    task.digests.then(|| match sources {
        [source] => source.digest(),
        sources => {
            let all: Vec<String> = sources.iter().map(Source::digest).collect();
            digest(all.join("\n").as_bytes())
        }
    })
}

/// That a document handed in beside the dossier could not be read, and why.
fn unread_beside(certification: &Certification, companion: &Companion, reason: Message) -> Notice {
    let path = &companion.file.path;
    let role = companion.role.clone().or_else(|| claimed(&certification.documents, path));
    let title = role.map(|role| certification.title_of(&role)).unwrap_or_default();
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
