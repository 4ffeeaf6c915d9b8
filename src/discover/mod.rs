//! Finds dossiers: in paths, folders and patterns as somebody gives them. What conforme wrote there itself is none.
//!
//! A folder is one dossier where it is written as a book (`SUMMARY.md`, `mkdocs.yml`, Markdown files numbered as
//! chapters); else every document in it, at any depth, is a dossier of its own, but for a PDF beside the document of the
//! same stem that it was made from. The order is the natural one of the
//! names (`chapitre-2` before `chapitre-10`), and the same on every machine.

mod book;
mod matching;
mod names;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use book::Book;
use names::{Entry, is_document, is_project_file};

pub(crate) use matching::matching_caseless;
pub use matching::{Matched, matching};
pub use names::{is_archive, is_markdown};

use crate::message::Message;
use crate::names::caseless;
use crate::own::is_own;
use crate::say;
use crate::source::folder_of;

/// A dossier that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What to call it: its file, or the folder that is the dossier.
    pub path: PathBuf,
    /// Its files in reading order: one, or the chapters of a book.
    pub files: Vec<PathBuf>,
    /// How it was recognised.
    pub by: FoundBy,
    /// What the book names and is not there, as written.
    pub missing: Vec<String>,
    /// Documents of the folder that were left out of the dossier.
    pub left_out: Vec<PathBuf>,
    /// The PDF of the same stem that lies beside it and was found with it: no dossier of its own.
    pub twin: Option<PathBuf>,
}

/// How a dossier was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// A document by itself.
    File,
    /// The chapters that a `SUMMARY.md` lists (mdBook, GitBook).
    Summary,
    /// The pages that a `mkdocs.yml` lists.
    MkDocs,
    /// Markdown files numbered as chapters.
    Numbered,
}

/// Why a path or pattern gave no dossier.
#[derive(Debug, thiserror::Error)]
pub enum DiscoverError {
    /// Nothing at that path.
    #[error("{0}: no such file")]
    Missing(PathBuf),
    /// A pattern that matches nothing.
    #[error("{0}: matches nothing")]
    NoMatch(String),
    /// Not a pattern: what is wrong with it.
    #[error("{pattern}: {reason}")]
    BadPattern {
        /// The pattern.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A folder without any document.
    #[error("{0}: no document in this folder")]
    NoDocument(PathBuf),
    /// A file that conforme wrote or is set up by, named as if it were a dossier.
    #[error("{0}: a file of conforme's own")]
    Own(PathBuf),
    /// A folder in so many others that it was not searched.
    #[error("{0}: too deep to be searched")]
    TooDeep(PathBuf),
    /// The system would not let it be read.
    #[error("{path}: {error}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
}

/// What is wrong with a pattern, by what its reader says in English.
pub fn bad_pattern(reason: &str) -> Message {
    if reason.contains("range") || reason.contains("character") {
        say!(
            "un crochet « [ » n'est pas fermé, ou ce qu'il tient n'est pas une suite de lettres ; « [[] » tient la place du crochet lui-même",
            "a bracket “[” is not closed, or holds no letters; “[[]” stands for the bracket itself"
        )
    } else {
        say!(
            "« ** » tient la place d'un dossier entier : « **/dossier.* »",
            "“**” stands for a whole folder: “**/dossier.*”"
        )
    }
}

/// Finds the dossiers of `paths`: each a file, a folder or a pattern (`cohorte/**/*.pdf`). One that fails does not stop
/// the others. A file that is named is a dossier whatever it is called; a `SUMMARY.md` or `mkdocs.yml` that is named
/// stands for its book. Nothing is found twice.
pub fn discover(paths: &[PathBuf]) -> (Vec<Found>, Vec<DiscoverError>) {
    let mut search = Search::default();
    for path in paths {
        search.argument(path);
    }
    (search.found, search.errors)
}

/// The dossier that `files` are, in the order given.
pub fn together(files: Vec<PathBuf>) -> Option<Found> {
    let path = files.first()?.clone();
    Some(Found { path, files, by: FoundBy::File, missing: Vec::new(), left_out: Vec::new(), twin: None })
}

/// The files that `folder` and those in it hold of a dossier in several files, in natural order: its Markdown, or where
/// there is none every document.
pub fn chapters_in(folder: &Path) -> Vec<PathBuf> {
    let documents: Vec<PathBuf> =
        files_in(&[folder.to_owned()]).into_iter().filter(|file| may_be_a_dossier(file)).collect();
    let markdown: Vec<PathBuf> = documents.iter().filter(|file| is_markdown(file)).cloned().collect();
    if markdown.is_empty() { documents } else { markdown }
}

/// The PDF of the same stem beside `file`, where there is one and `file` is none itself.
pub fn twin_pdf(file: &Path) -> Option<PathBuf> {
    if names::extension(file) == "pdf" {
        return None;
    }
    ["pdf", "PDF", "Pdf"].iter().map(|extension| file.with_extension(extension)).find(|twin| twin.is_file())
}

/// The natural order of names (`chapitre-2` before `chapitre-10`), the same on every machine.
pub fn natural_order(a: &str, b: &str) -> std::cmp::Ordering {
    names::natural(a, b)
}

/// Extensions in the order in which they are preferred where a candidate has several files: a source says more of its
/// structure than the PDF made from it.
const PREFERRED: [&str; 5] = ["docx", "odt", "md", "markdown", "pdf"];

/// The rank of a file among several of a candidate: the lowest is the dossier.
pub fn preference(file: &Path) -> usize {
    let extension = names::extension(file);
    PREFERRED.iter().position(|known| *known == extension).unwrap_or(PREFERRED.len())
}

/// True where both are called alike but for their extensions, and `other` is a document other than a PDF: the same dossier
/// in another format, whose text is to be the same. A PDF of that name is a twin (see [`twin_pdf`]).
pub fn is_version(dossier: &Path, other: &Path) -> bool {
    let stem = |path: &Path| caseless(&path.with_extension("").to_string_lossy());
    let is_text = |path: &Path| may_be_a_dossier(path) && names::extension(path) != "pdf";
    stem(dossier) == stem(other) && is_text(dossier) && is_text(other)
}

/// Documents that lie in `folder` itself and may be dossiers, in natural order; none where it cannot be read.
pub fn documents_in(folder: &Path) -> Vec<PathBuf> {
    let entries = names::entries(folder).unwrap_or_default().into_iter();
    entries.filter(|entry| !entry.is_dir && may_be_a_dossier(&entry.path)).map(|entry| entry.path).collect()
}

/// The folders that lie in `folder` itself, in natural order, but hidden ones and those that programs fill; none where it
/// cannot be read.
pub fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = names::entries(folder).unwrap_or_default().into_iter();
    entries.filter(|entry| entry.is_dir).map(|entry| entry.path).collect()
}

/// Every file in those of `paths` that are folders, in natural order, but hidden ones, what programs fill and what
/// conforme wrote there itself.
pub fn files_in(paths: &[PathBuf]) -> Vec<PathBuf> {
    fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
        for Entry { path, is_dir } in names::entries(folder).unwrap_or_default() {
            if !is_dir {
                files.extend(Some(path).filter(|path| !is_own(path)));
            } else if depth < MAX_DEPTH {
                walk(&path, depth + 1, files);
            }
        }
    }
    let mut files = Vec::new();
    paths.iter().filter(|path| path.is_dir()).for_each(|folder| walk(folder, 0, &mut files));
    files
}

/// True for a folder in which nothing was put that a person hands in: it holds files, and all of them are such as
/// programs write for programs.
pub fn is_for_programs(folder: &Path) -> bool {
    const WRITTEN: [&str; 16] = [
        "bat", "css", "csv", "html", "js", "json", "log", "ps1", "py", "sarif", "sh", "svg", "toml", "xml",
        "yaml", "yml",
    ];
    let mut any = names::is_tool_folder(folder);
    let mut open = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = open.pop() {
        for Entry { path, is_dir } in names::entries(&folder).unwrap_or_default() {
            if is_dir && depth < MAX_DEPTH {
                open.push((path, depth + 1));
            } else if is_project_file(&path) {
                any = true;
            } else if !is_dir && !WRITTEN.contains(&names::extension(&path).as_str()) && !is_own(&path) {
                return false;
            } else {
                any = true;
            }
        }
    }
    any
}

/// True for a file that may be a document handed in, by its name alone.
pub fn may_be_a_dossier(path: &Path) -> bool {
    is_document(path) && !is_project_file(path) && !is_own(path)
}

/// True where both lead to the same place, however it is told.
pub fn is_same(a: &Path, b: &Path) -> bool {
    a == b || std::path::absolute(a).is_ok_and(|a| std::path::absolute(b).is_ok_and(|b| a == b))
}

/// The path of a file or folder by which it is known again however it is told. What is neither (a pipe, a device, a link
/// to nothing) is known by where it lies: several that lead to the same device are several.
pub fn identity(path: &Path) -> PathBuf {
    if path.is_file() || path.is_dir() {
        path.canonicalize().unwrap_or_else(|_| path.to_owned())
    } else {
        in_its_folder(path)
    }
}

/// The path with its folder told whole and its own name as it is, where it may lead elsewhere.
pub fn in_its_folder(path: &Path) -> PathBuf {
    let folder = folder_of(path);
    let whole = folder.canonicalize().ok().zip(path.file_name());
    whole.map_or_else(|| path.to_owned(), |(folder, name)| folder.join(name))
}

/// How deep folders are followed.
const MAX_DEPTH: usize = 32;

/// Documents that were found together, by their paths without extension.
#[derive(Default)]
struct Beside {
    pdfs: HashMap<PathBuf, PathBuf>,
    sources: HashSet<PathBuf>,
}

impl Beside {
    fn of<'a>(paths: impl Iterator<Item = &'a PathBuf>) -> Self {
        let mut beside = Self::default();
        for path in paths {
            let stem = path.with_extension("");
            if names::extension(path) == "pdf" {
                beside.pdfs.insert(stem, path.clone());
            } else if names::is_source(path) {
                beside.sources.insert(stem);
            }
        }
        beside
    }
}

#[derive(Default)]
struct Search {
    found: Vec<Found>,
    errors: Vec<DiscoverError>,
    seen: HashSet<PathBuf>,
}

impl Search {
    fn argument(&mut self, path: &Path) {
        if path.is_dir() {
            self.folder_argument(path);
        } else if path.symlink_metadata().is_ok() {
            self.file_argument(path);
        } else {
            self.pattern(path);
        }
    }

    fn file_argument(&mut self, path: &Path) {
        if is_own(path) {
            self.errors.push(DiscoverError::Own(path.to_owned()));
            return;
        }
        match Book::announced_by(path) {
            Some(book) => self.add_book(path.parent().unwrap_or(path), book),
            None => self.add_file(path),
        }
    }

    fn folder_argument(&mut self, path: &Path) {
        let before = (self.found.len(), self.errors.len());
        let known = self.seen.len();
        self.folder(path, 0);
        if self.found.len() == before.0 && self.seen.len() == known {
            // A folder with nothing but a README is taken at its word.
            let readme = names::entries(path).unwrap_or_default().into_iter().find(|e| is_markdown(&e.path));
            match readme {
                Some(entry) if !entry.is_dir => self.add_file(&entry.path),
                _ if self.errors.len() > before.1 => {}
                _ if may_be_a_dossier(path) => self.add_file(path),
                _ => {
                    self.errors.push(DiscoverError::NoDocument(path.to_owned()));
                }
            }
        }
    }

    fn pattern(&mut self, path: &Path) {
        let pattern = path.to_string_lossy();
        if !pattern.contains(['*', '?', '[']) {
            self.errors.push(DiscoverError::Missing(path.to_owned()));
            return;
        }
        let Matched { paths: mut matched, unread } = match matching(Path::new(""), &pattern) {
            Ok(matched) => matched,
            Err(error) => {
                let (pattern, reason) = (pattern.into_owned(), error.msg.to_owned());
                self.errors.push(DiscoverError::BadPattern { pattern, reason });
                return;
            }
        };
        self.errors.extend(unread.into_iter().map(|(path, error)| DiscoverError::Io { path, error }));
        matched.sort_by(|a, b| names::natural(&a.to_string_lossy(), &b.to_string_lossy()));
        matched.retain(|path| path.is_dir() || !names::is_ignored(path));
        if matched.is_empty() {
            self.errors.push(DiscoverError::NoMatch(pattern.to_string()));
        }
        let beside = Beside::of(matched.iter().filter(|path| is_document(path)));
        for path in matched.into_iter().filter(|path| !is_own(path)) {
            // A pattern such as `cohorte/*` meets whatever lies there; only what was named outright is read blindly.
            if path.is_dir() {
                self.folder(&path, 0);
            } else if is_document(&path)
                || path.extension().is_some() && pattern.ends_with(&names::suffix(&path))
            {
                self.add_one_of(&path, &beside);
            }
        }
    }

    /// What lies in a folder: a book, or documents and folders.
    fn folder(&mut self, path: &Path, depth: usize) {
        let entries = match names::entries(path) {
            Ok(entries) => entries,
            Err(error) => {
                self.errors.push(DiscoverError::Io { path: path.to_owned(), error });
                return;
            }
        };
        if let Some(book) = Book::of(path, &entries) {
            self.add_book(path, book);
            return;
        }
        let is_dossier = |entry: &Entry| !entry.is_dir && may_be_a_dossier(&entry.path);
        let beside = Beside::of(entries.iter().filter(|entry| is_dossier(entry)).map(|entry| &entry.path));
        for entry in entries {
            if entry.is_dir && depth < MAX_DEPTH {
                let before = (self.seen.len(), self.errors.len());
                self.folder(&entry.path, depth + 1);
                // « dossier.docx » as a folder, with nothing in it that is one: whoever opens it says so.
                if before == (self.seen.len(), self.errors.len()) && may_be_a_dossier(&entry.path) {
                    self.add_file(&entry.path);
                }
            } else if entry.is_dir {
                self.errors.push(DiscoverError::TooDeep(entry.path));
            } else if is_dossier(&entry) {
                self.add_one_of(&entry.path, &beside);
            }
        }
    }

    fn add_file(&mut self, path: &Path) {
        self.add_one_of(path, &Beside::default());
    }

    /// Adds a file of several that were found together: a PDF that is the twin of another of them goes with that one.
    fn add_one_of(&mut self, path: &Path, beside: &Beside) {
        let is_pdf = names::extension(path) == "pdf";
        let is_twin = is_pdf && beside.sources.contains(&path.with_extension(""));
        if !is_twin && self.is_new(path) {
            let is_source = names::is_source(path);
            let twin = beside.pdfs.get(&path.with_extension("")).filter(|_| is_source).cloned();
            self.found.extend(together(vec![path.to_owned()]).map(|found| Found { twin, ..found }));
        }
    }

    fn add_book(&mut self, folder: &Path, book: Book) {
        if self.is_new(folder) {
            let Book { files, by, missing, left_out } = book;
            self.found.push(Found { path: folder.to_owned(), files, by, missing, left_out, twin: None });
        }
    }

    fn is_new(&mut self, path: &Path) -> bool {
        self.seen.insert(identity(path))
    }
}
