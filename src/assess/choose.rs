//! Which certification a document is judged by: the one that was named, or the one that the document tells.

use std::sync::Arc;

use super::part::only_part;
use super::roles::whole;
use super::{Rules, Shelf, Task, TaskError};
use crate::certification::{Certification, Recognition, RuleError, SelectError};
use crate::document::{Document, Notice, NoticeKind};
use crate::message::Message;
use crate::say;

/// The certification, and how it was chosen where nobody said it outright.
pub(super) type Choice = (Option<Arc<Certification>>, Option<Message>);

/// Chooses the certification: the one that was named, or the one that the document tells.
pub(super) fn choose(
    task: &Task,
    named: Option<Arc<Certification>>,
    opening: &str,
    document: &Document,
    shelf: &Shelf,
) -> Result<Choice, TaskError> {
    let or_none = match &task.rules {
        Rules::Named { why, .. } => return Ok((named, why.clone())),
        Rules::OwnWords { or_none } => *or_none,
    };
    let Some((told, by_name)) = told_by(task, opening, document, shelf).map_err(SelectError::Rule)? else {
        return if or_none { Ok((None, None)) } else { Err(TaskError::NoCertification) };
    };
    let certification = shelf.find_at(&told.id, task.stage)?;
    if !by_name && let Some(part) = only_part(shelf, &certification, document)? {
        return if or_none { Ok((None, None)) } else { Err(TaskError::Part(between(&certification, &part))) };
    }
    let words: Vec<String> = told.words.iter().map(|word| format!("« {word} »")).collect();
    let (id, words) = (&told.id, words.join(", "));
    let why = if by_name {
        say!(
            "Certification {id}, d'après le nom du fichier : {words}.",
            "Certification {id}, by the file's name: {words}."
        )
    } else {
        say!(
            "Certification {id}, d'après les mots du document : {words}.",
            "Certification {id}, by the document's own words: {words}."
        )
    };
    Ok((Some(certification), Some(why)))
}

/// What is to be told where a document names a titre, and the competencies of one of its parts alone.
fn between(whole: &Certification, part: &Certification) -> Message {
    let name = |one: &Certification| one.short.first().unwrap_or(&one.id).clone();
    let (whole_name, part_name, title, part_title) = (name(whole), name(part), &whole.title, &part.title);
    say!(
        "le dossier nomme « {title} », mais il ne cite que les compétences de « {part_title} » : dites lequel est visé, avec --certification {whole_name} ou --certification {part_name}.",
        "the dossier names “{title}”, but only the competencies of “{part_title}”: say which is meant, with --certification {whole_name} or --certification {part_name}."
    )
}

/// The certification that a document tells by its beginning, else by all of its text, else by its name (then true).
fn told_by(
    task: &Task,
    opening: &str,
    document: &Document,
    shelf: &Shelf,
) -> Result<Option<(Recognition, bool)>, Box<RuleError>> {
    if let Some(told) = shelf.recognise(opening)? {
        return Ok(Some((told, false)));
    }
    if let Some(told) = shelf.recognise(&whole(document))? {
        return Ok(Some((told, false)));
    }
    let stem = task.path.file_stem().unwrap_or_default().to_string_lossy();
    Ok(shelf.recognise_name(&stem)?.map(|told| (told, true)))
}

/// A notice where the document's own words tell another certification than the one that was named.
pub(super) fn other_words(certification: &Certification, opening: &str, shelf: &Shelf) -> Option<Notice> {
    // A fault in another rule file is told by whoever asks for it.
    let told = shelf.recognise(opening).ok().flatten()?;
    // A CCP is a part of the titre that its dossier names.
    let holds = |whole: Arc<Certification>| {
        let mut own = certification.competencies().peekable();
        own.peek().is_some()
            && own.all(|(_, one)| whole.competencies().any(|(_, other)| other.name == one.name))
    };
    let related = shelf.find(&told.id).is_ok_and(holds)
        || told.id.starts_with(&certification.id)
        || certification.id.starts_with(&told.id);
    if related || certification.recognise.any_of.is_empty() {
        return None;
    }
    let (id, title, name) = (&certification.id, &told.title, &told.name);
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
