//! Certifications as they are asked for: each is loaded once, whoever asks.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::TaskError;
use crate::certification::{
    Certification, Library, Recognition, RuleError, SelectError, Stage, file_beside, id_of, named_by,
};
use crate::message::Message;
use crate::source::regular;

/// How many rule files are read for one.
const MOST_FILES: usize = 32;

/// The rule files at hand, and the certifications that were loaded from them.
#[derive(Debug)]
pub struct Shelf {
    library: Library,
    /// Name and text of the rule files that were added to the built-in ones.
    added: Vec<(String, String)>,
    loaded: Mutex<BTreeMap<String, Arc<Certification>>>,
}

/// Why the shelf cannot be filled.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {error}")]
pub struct OverlayError {
    /// The rule file.
    pub path: PathBuf,
    /// What the system said.
    #[source]
    pub error: std::io::Error,
}

impl OverlayError {
    /// What a task that names the overlay comes to.
    pub fn told(&self) -> TaskError {
        TaskError::Rules(Message::unread(&self.path, &self.error))
    }
}

impl Shelf {
    /// The built-in rule files.
    pub fn built_in() -> Self {
        Self::of(Library::built_in())
    }

    /// The built-in rule files, those at `overlays`, and those beside them that they name.
    ///
    /// # Errors
    /// Where a file cannot be read. What it says is checked when it is asked for.
    pub fn with(overlays: &[PathBuf]) -> Result<Self, OverlayError> {
        let mut added: Vec<(String, String)> = Vec::new();
        for path in overlays {
            for (id, text) in Self::read(path)? {
                if !added.iter().any(|(known, _)| *known == id) {
                    added.push((id, text));
                }
            }
        }
        Ok(Self::built_in_with(added))
    }

    /// The built-in rule files, and others by name and text.
    pub fn built_in_with(added: Vec<(String, String)>) -> Self {
        let mut library = Library::built_in();
        for (name, text) in &added {
            library.insert(name.clone(), text.clone());
        }
        Self { added, ..Self::of(library) }
    }

    /// Name and text of the rule files that were added to the built-in ones.
    pub(crate) fn added(&self) -> &[(String, String)] {
        &self.added
    }

    /// The id of a rule file that a user adds: its path without `.toml`, told without `./` and `x/..`.
    pub fn id_of(path: &Path) -> String {
        id_of(path)
    }

    /// Id and text of the rule file at `path`, and then of those beside it that it names, and these again.
    ///
    /// # Errors
    /// Where one of them cannot be read. One that is not there is told when it is asked for.
    pub fn read(path: &Path) -> Result<Vec<(String, String)>, OverlayError> {
        let mut out: Vec<(String, String)> = Vec::new();
        let mut next = vec![path.to_owned()];
        while let Some(path) = next.pop() {
            let text = regular::text(&path, regular::SETTINGS)
                .map_err(|error| OverlayError { path: path.clone(), error })?;
            out.push((id_of(&path), text));
            let Some((_, text)) = out.last() else { break };
            let known = |file: &PathBuf| out.iter().any(|(id, _)| *id == id_of(file));
            let beside = named_by(text).into_iter().map(|other| file_beside(&path, &other));
            let beside: Vec<PathBuf> = beside.filter(|file| file.is_file() && !known(file)).collect();
            if out.len() + next.len() + beside.len() <= MOST_FILES {
                next.extend(beside);
            }
        }
        Ok(out)
    }

    /// The rule files of `library`.
    pub fn of(library: Library) -> Self {
        Self { library, added: Vec::new(), loaded: Mutex::default() }
    }

    /// The rule files.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The certification of that id or short name.
    ///
    /// # Errors
    /// Where there is none, or its rule file has a fault.
    pub fn find(&self, name: &str) -> Result<Arc<Certification>, SelectError> {
        if let Some(known) = self.loaded.lock().unwrap_or_else(PoisonError::into_inner).get(name) {
            return Ok(Arc::clone(known));
        }
        // Loaded without the lock held: two that ask at once both load it, and the answer is the same.
        let certification = Arc::new(self.library.find(name)?);
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        loaded.insert(certification.id.clone(), Arc::clone(&certification));
        loaded.insert(name.to_owned(), Arc::clone(&certification));
        Ok(certification)
    }

    /// The certification of that id or short name as it is in force at `stage`.
    ///
    /// # Errors
    /// Where there is none, or its rule file has a fault.
    pub fn find_at(&self, name: &str, stage: Stage) -> Result<Arc<Certification>, SelectError> {
        let key = format!("{name}@{}", stage.id());
        if let Some(known) = self.loaded.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(known));
        }
        let whole = self.find(name)?;
        // Mostly nothing comes later, and a certification is large.
        if whole.requirements.iter().all(|requirement| requirement.stage <= stage) {
            return Ok(whole);
        }
        let certification = Arc::new(Certification::clone(&whole).at(stage));
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        loaded.insert(key, Arc::clone(&certification));
        Ok(certification)
    }

    /// The certification that the beginning of a document tells.
    ///
    /// # Errors
    /// Where a rule file has a fault.
    pub fn recognise(&self, text: &str) -> Result<Option<Recognition>, Box<RuleError>> {
        self.library.recognise(text)
    }

    /// The certification that the name of a file tells.
    ///
    /// # Errors
    /// Where a rule file has a fault.
    pub fn recognise_name(&self, stem: &str) -> Result<Option<Recognition>, Box<RuleError>> {
        self.library.recognise_name(stem)
    }
}
