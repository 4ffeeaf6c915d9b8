//! From the paths on the command line to tasks.

use conforme::assess::{Input, Rules, Shelf, Task};
use conforme::discover::{DiscoverError, Found, FoundBy, discover};
use conforme::document::{Notice, NoticeKind};
use conforme::message::Message;
use conforme::report::Format;
use conforme::say;

use super::args::ViewArgs;
use super::choose::Chooser;
use super::console::Console;
use super::failure::Failure;

/// What there is to do.
pub(super) struct Gathered {
    pub(super) tasks: Vec<Task>,
    pub(super) shelf: Shelf,
    /// A path gave nothing; that was told.
    pub(super) failed: bool,
}

/// Finds the dossiers and chooses the rules of each. With `or_none`, a dossier whose certification nobody tells is read
/// all the same.
pub(super) fn gather(args: &ViewArgs, or_none: bool, console: &Console) -> Result<Gathered, Failure> {
    let shelf = Shelf::built_in();
    let (found, errors) = discover(&args.paths);
    for error in &errors {
        console.note(&told(error));
    }
    let mut chooser = Chooser::new(args.certification.as_deref(), or_none);
    let tasks = found.into_iter().map(|found| Ok(task(chooser.rules(&found.path)?, found)));
    let tasks = tasks.collect::<Result<Vec<_>, Failure>>()?;
    for task in &tasks {
        if let Rules::Named { name, .. } = &task.rules {
            shelf.find(name)?;
        }
    }
    Ok(Gathered { tasks, shelf, failed: !errors.is_empty() })
}

/// The format of that name.
pub(super) fn format(name: &str) -> Result<Format, Failure> {
    Format::from_id(name).ok_or_else(|| Failure::Format(name.to_owned()))
}

fn task(rules: Rules, found: Found) -> Task {
    let notices = notices(&found);
    let files = found.files.into_iter().map(|path| Input { path, content: None }).collect();
    Task { files, notices, ..Task::of(found.path, rules) }
}

/// What is to be told of a dossier of several files.
fn notices(found: &Found) -> Vec<Notice> {
    let mut notices = Vec::new();
    let mut tell = |kind, message| notices.push(Notice { kind, message, page: None });
    let count = found.files.len();
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
                format!("Un seul dossier, en {count} fichier(s), {fr}."),
                format!("One dossier, in {count} file(s), {en}."),
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
    notices
}

/// Why a path gave no dossier, and what to do.
pub(super) fn told(error: &DiscoverError) -> Message {
    match error {
        DiscoverError::Missing(path) => {
            let path = path.display();
            say!("{path} : ce fichier n'existe pas.", "{path}: no such file.")
        }
        DiscoverError::NoMatch(pattern) => {
            say!("{pattern} : ce motif ne désigne aucun fichier.", "{pattern}: this pattern matches no file.")
        }
        DiscoverError::BadPattern { pattern, reason } => {
            say!("{pattern} : motif mal formé ({reason}).", "{pattern}: not a pattern ({reason}).")
        }
        DiscoverError::NoDocument(path) => {
            let path = path.display();
            say!(
                "{path} : aucun document (DOCX, ODT, PDF, Markdown) dans ce dossier.",
                "{path}: no document (DOCX, ODT, PDF, Markdown) in this folder."
            )
        }
        DiscoverError::Io { path, error } => {
            let path = path.display();
            say!("{path} : lecture impossible ({error}).", "{path}: cannot be read ({error}).")
        }
    }
}
