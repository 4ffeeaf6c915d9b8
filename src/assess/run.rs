//! From a [`Task`] to a [`Dossier`].

use std::path::Path;

use super::choose::{choose, other_words};
use super::given::{beside, document};
use super::roles::opening;
use super::together::{self, Document};
use super::{Rules, Shelf, Task, TaskError, judged, shown_path, structured, unreadable};
use crate::certification::Certification;
use crate::check::{Checked, Subject};
use crate::document::{self, Notice, NoticeKind};
use crate::dossier::Dossier;
use crate::pages::{lay_out, other_version};
use crate::read::{Format, Unreadable, read_many};
use crate::say;
use crate::source::{Source, SourceError, digest};

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
        dossier.reconsider();
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
    let (beside, unread) = beside(task, &certification, &main.role, &mut notices)?;
    // What could not be read, or told from another, may be what is looked for.
    let complete = task.complete && notices.len() == told_before;
    let mut documents: Vec<Document> = std::iter::once(main).chain(beside).collect();
    let rank = |one: &Document| certification.documents.iter().position(|known| known.id == one.role);
    documents.sort_by_key(rank);
    let (path, format, digest) = match documents.first() {
        Some(first) => (shown_path(&first.path), Some(first.format), first.digest.clone()),
        None => (shown_path(&task.path), None, None),
    };
    let mut dossier = together::judge(documents, &unread, &certification, task, complete);
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
