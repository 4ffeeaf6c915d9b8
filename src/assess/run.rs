//! From a [`Task`] to a [`Dossier`].

use std::path::Path;
use std::sync::Arc;

use super::structured;
use super::{Companion, Input, Rules, Shelf, Task, TaskError, judged, prepare, shown_path, unreadable};
use crate::certification::{Certification, SelectError};
use crate::check::Subject;
use crate::document::{Notice, NoticeKind};
use crate::dossier::Dossier;
use crate::message::Message;
use crate::pages::lay_out;
use crate::read::{Limits, Unreadable, read_many};
use crate::say;
use crate::source::{Source, SourceError, digest};

/// How many words from the beginning of a document may name its certification.
const OPENING_WORDS: usize = 1_500;

/// Does the task: reads the dossier and what is beside it, finds its rules, judges it. The rules come from `shelf`, which
/// is to hold the overlays that the task names.
///
/// # Errors
/// Where it could not be done at all; a dossier that cannot be read is an answer.
pub fn run(task: &Task, shelf: &Shelf) -> Result<Dossier, TaskError> {
    let named = match &task.rules {
        Rules::Named { name, .. } => Some(shelf.find(name)?),
        Rules::OwnWords { .. } => None,
    };
    let apart =
        task.companions.iter().map(|one| companion(one, &task.limits)).collect::<Result<Vec<_>, _>>()?;
    let sources = match task.files.iter().map(|file| open(file, &task.limits)).collect::<Result<Vec<_>, _>>()
    {
        Ok(sources) => sources,
        Err(Opening::TooLarge(bound)) => {
            let reason = Unreadable::Bound { name: "file_bytes".into(), value: bound };
            return Ok(unread(task, None, reason, named.as_deref()));
        }
        Err(Opening::Failed(error)) => return Err(error),
    };
    let digest = digest_of(&sources);
    let reading = match read_many(&sources, &task.limits) {
        Ok(reading) => reading,
        Err(reason) => return Ok(unread(task, Some(digest), reason, named.as_deref())),
    };
    let mut structure = structured(reading.document);
    let laid_out = lay_out(&mut structure, &sources, &task.pages, &task.limits);
    drop(sources);
    let subject = Subject::of(structure);
    let (certification, why) = choose(task, named, &subject, shelf)?;
    let other = match (&task.rules, &certification) {
        (Rules::Named { .. }, Some(certification)) => other_words(certification, &subject, shelf),
        _ => None,
    };
    let mut dossier = judged(subject, certification.as_deref(), &apart);
    dossier.path = shown_path(&task.path);
    dossier.format = Some(reading.format);
    dossier.digest = Some(digest);
    let told = why.map(|message| Notice { kind: NoticeKind::Recognised, message, page: None });
    let given = told.into_iter().chain(other).chain(task.notices.iter().cloned());
    dossier.notices.splice(0..0, given.chain(laid_out));
    Ok(dossier)
}

/// The certification, and how it was chosen where nobody said it outright.
type Choice = (Option<Arc<Certification>>, Option<Message>);

fn choose(
    task: &Task,
    named: Option<Arc<Certification>>,
    subject: &Subject,
    shelf: &Shelf,
) -> Result<Choice, TaskError> {
    let or_none = match &task.rules {
        Rules::Named { why, .. } => return Ok((named, why.clone())),
        Rules::OwnWords { or_none } => *or_none,
    };
    let told =
        shelf.recognise(&opening(subject)).map_err(|error| TaskError::from(SelectError::Rule(error)))?;
    match told {
        Some(told) => {
            let words: Vec<String> = told.words.iter().map(|word| format!("« {word} »")).collect();
            let (id, words) = (&told.id, words.join(", "));
            let why = say!(
                "Certification {id}, d'après les mots du document : {words}.",
                "Certification {id}, by the document's own words: {words}."
            );
            Ok((Some(shelf.find(id)?), Some(why)))
        }
        None if or_none => Ok((None, None)),
        None => Err(TaskError::NoCertification),
    }
}

/// A notice where the document's own words tell another certification than the one that was named.
fn other_words(certification: &Certification, subject: &Subject, shelf: &Shelf) -> Option<Notice> {
    // A fault in another rule file is told by whoever asks for it.
    let told = shelf.recognise(&opening(subject)).ok().flatten()?;
    let related = told.id.starts_with(&certification.id) || certification.id.starts_with(&told.id);
    if related || certification.recognise.any_of.is_empty() {
        return None;
    }
    let other = shelf.find(&told.id).ok()?;
    let (id, title) = (&certification.id, &other.title);
    let name = other.short.first().unwrap_or(&other.id);
    let words = told.words.first()?;
    Some(Notice {
        kind: NoticeKind::OtherCertification,
        message: say!(
            "D'après ses propres mots (« {words} »), ce document vise une autre certification : {title}. Il a été vérifié ici selon {id}. Si c'est une erreur, relancez avec --certification {name}.",
            "By its own words (« {words} »), this document is for another certification: {title}. It was checked here by {id}. If that is a mistake, check again with --certification {name}."
        ),
        page: None,
    })
}

fn unread(
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

/// The digest of a dossier: that of its file, or that of the digests of its files.
fn digest_of(sources: &[Source]) -> String {
    match sources {
        [source] => source.digest(),
        sources => {
            let all: Vec<String> = sources.iter().map(Source::digest).collect();
            digest(all.join("\n").as_bytes())
        }
    }
}

/// The beginning of the document, as text: the words by which its certification is told.
pub fn opening(subject: &Subject) -> String {
    let mut text = String::new();
    let mut words = 0;
    for block in &subject.structure.document.blocks {
        let piece = block.text();
        words += piece.split_whitespace().count();
        text.push_str(&piece);
        text.push('\n');
        if words > OPENING_WORDS {
            break;
        }
    }
    text
}

/// Why a file gave no bytes.
enum Opening {
    TooLarge(u64),
    Failed(TaskError),
}

fn open(file: &Input, limits: &Limits) -> Result<Source, Opening> {
    if let Some(content) = &file.content {
        if content.len() as u64 > limits.file_bytes {
            return Err(Opening::TooLarge(limits.file_bytes));
        }
        return Ok(Source { path: file.path.clone(), bytes: content.clone() });
    }
    Source::open(&file.path, limits.file_bytes).map_err(|error| match error {
        SourceError::TooLarge { bound, .. } => Opening::TooLarge(bound),
        error => Opening::Failed(TaskError::Path(error.message())),
    })
}

/// A document handed in beside the dossier; one that cannot be read is a failure, since nothing of it can be judged.
fn companion(companion: &Companion, limits: &Limits) -> Result<Subject, TaskError> {
    let told = |path: &Path, Message { fr, en }: Message| {
        let path = path.display();
        TaskError::Path(say!("{path} : {fr}", "{path}: {en}"))
    };
    let source =
        Source::open(&companion.path, limits.file_bytes).map_err(|error| TaskError::Path(error.message()))?;
    prepare(&source, limits).map_err(|reason| told(&companion.path, reason.message()))
}

impl From<SelectError> for TaskError {
    fn from(error: SelectError) -> Self {
        Self::Rules(match error {
            SelectError::Unknown { name, .. } => say!(
                "certification inconnue « {name} ». Voir : conforme list",
                "unknown certification “{name}”. See: conforme list"
            ),
            SelectError::Rule(error) => Message::same(error.to_string()),
        })
    }
}
