//! Certifications as they are asked for: each is loaded once, whoever asks.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::TaskError;
use crate::certification::{Certification, Library, Recognition, RuleError, SelectError, Stage};
use crate::message::Message;
use crate::source::regular;

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

    /// The built-in rule files, and those at `overlays`.
    ///
    /// # Errors
    /// Where a file cannot be read. What it says is checked when it is asked for.
    pub fn with(overlays: &[PathBuf]) -> Result<Self, OverlayError> {
        let read = |path: &PathBuf| match regular::text(path, regular::SETTINGS) {
            Ok(text) => Ok((Self::id_of(path), text)),
            Err(error) => Err(OverlayError { path: path.clone(), error }),
        };
        Ok(Self::built_in_with(overlays.iter().map(read).collect::<Result<_, _>>()?))
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
        let mut out = PathBuf::new();
        for part in path.with_extension("").components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir
                    if matches!(out.components().next_back(), Some(Component::Normal(_))) =>
                {
                    out.pop();
                }
                part => out.push(part),
            }
        }
        out.to_string_lossy().replace('\\', "/")
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
