//! Answers kept from one run to the next, so that what has not changed is not checked again.
//!
//! The key of an answer is a digest of all that decides it: the bytes of the files, the task, the rules, the version.
//! An entry that cannot be read, or is not what was written, is as good as none, and the folder can be deleted at any
//! time. What could not be read is never kept, nor pages that LibreOffice could not give: the reason may lie outside the file.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::assess::{Shelf, Task, TaskError, lacks_pages};
use crate::batch::{Executor, Outcome};
use crate::certification::BUILT_IN;
use crate::dossier::Dossier;
use crate::pages::PagesFrom;
use crate::source::{digest, regular};
use crate::written::beside;

/// Entries that nobody has asked for since are deleted.
const KEPT: Duration = Duration::from_secs(60 * 24 * 3600);

/// What tells programs of one version apart: the digest of the sources that this one was made of.
pub const SOURCES: &str = env!("CONFORME_SOURCES");

/// A folder of answers.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
    /// What every key begins with.
    base: String,
}

/// An entry as it is written: a line with its key and the digest of its body, then the body.
fn entry(key: &str, body: &[u8]) -> Vec<u8> {
    let mut entry = format!("{key} {}\n", digest(body)).into_bytes();
    entry.extend_from_slice(body);
    entry
}

/// The body of an entry; none where it is another's, or was changed since.
fn body<'e>(entry: &'e [u8], key: &str) -> Option<&'e [u8]> {
    let end = entry.iter().position(|byte| *byte == b'\n')?;
    let (head, body) = (std::str::from_utf8(entry.get(..end)?).ok()?, entry.get(end + 1..)?);
    (head.split_once(' ')? == (key, digest(body).as_str())).then_some(body)
}

impl Cache {
    /// The cache in `folder`, which need not be there yet. `build` tells apart programs of one version.
    pub fn new(folder: impl Into<PathBuf>, build: &str) -> Self {
        let rules: Vec<&str> = BUILT_IN.iter().map(|(_, text)| *text).collect();
        let base = digest(rules.join("\u{1e}").as_bytes());
        let base = format!("{} {build} {} {base}", env!("CARGO_PKG_VERSION"), crate::measure::PROFILE);
        Self { folder: folder.into(), base }
    }

    /// Deletes what nobody has asked for in a long time. Faults are of no account.
    pub fn prune(&self) {
        let Ok(shelves) = std::fs::read_dir(&self.folder) else { return };
        let old = |path: &Path| {
            let touched = std::fs::metadata(path).and_then(|meta| meta.modified()).ok();
            touched.and_then(|at| SystemTime::now().duration_since(at).ok()).is_some_and(|age| age > KEPT)
        };
        let entries =
            shelves.flatten().filter_map(|shelf| std::fs::read_dir(shelf.path()).ok()).flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            if path.extension().is_some_and(|extension| extension == "json") && old(&path) {
                let _ = std::fs::remove_file(path);
            }
        }
    }

    /// The key of a task whose files are at hand; none where one cannot be read.
    fn key(&self, task: &Task) -> Option<String> {
        let mut all = format!("{}\n{}\n", self.base, serde_json::to_string(task).ok()?);
        let companions = task.companions.iter().map(|one| &one.file);
        let twins = task.pages.iter().filter_map(PagesFrom::twin);
        for file in task.files.iter().chain(companions).chain(&task.versions).chain(twins) {
            all.push_str(&file.open(task.limits.file_bytes).ok()?.digest());
        }
        for one in &task.pages {
            if let PagesFrom::LibreOffice { renderer, .. } = one {
                all.push_str(&renderer.stamp());
            }
        }
        // A rule file that is added is made of those beside it that it names as well.
        for (id, text) in
            task.overlays.iter().map(|path| Shelf::read(path).ok()).collect::<Option<Vec<_>>>()?.concat()
        {
            all.push_str(&format!("{id}\n{}", digest(text.as_bytes())));
        }
        Some(digest(all.as_bytes()).trim_start_matches("sha256:").to_owned())
    }

    fn place(&self, key: &str) -> PathBuf {
        self.folder.join(key.get(..2).unwrap_or("00")).join(format!("{key}.json"))
    }

    fn get(&self, key: &str) -> Option<Dossier> {
        let path = self.place(key);
        let bytes = regular::bytes(&path, regular::REPORT).ok()?;
        let dossier = serde_json::from_slice(body(&bytes, key)?).ok()?;
        // Asked for again: not to be deleted as old. Where it cannot be marked, it will be made anew one day.
        let _ = std::fs::File::options()
            .append(true)
            .open(&path)
            .and_then(|file| file.set_modified(SystemTime::now()));
        Some(dossier)
    }

    /// Keeps an answer. A cache that cannot be written only makes the next run slower.
    fn put(&self, key: &str, dossier: &Dossier) -> Option<()> {
        let path = self.place(key);
        let folder = path.parent()?;
        self.make(folder)?;
        let body = serde_json::to_vec(dossier).ok()?;
        let mut file = beside(&path).ok()?;
        file.write_all(&entry(key, &body)).ok()?;
        file.persist(path).ok()?;
        Some(())
    }

    /// Makes a folder that only its owner may look into: entries quote dossiers.
    fn make(&self, folder: &Path) -> Option<()> {
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).ok()?;
        // Tools that keep backups, or look for what to publish, pass over a folder that says what it is.
        let tag = self.folder.join("CACHEDIR.TAG");
        if !tag.exists() {
            std::fs::write(tag, "Signature: 8a477f597d28d172789f06886806bc55\n# conforme\n").ok()?;
        }
        Some(())
    }
}

fn renders(task: &Task) -> bool {
    task.pages.iter().any(|one| matches!(one, PagesFrom::LibreOffice { .. }))
}

/// An executor that asks the cache first.
#[derive(Debug)]
pub struct Cached<'a, E> {
    /// The cache.
    pub cache: &'a Cache,
    /// Who does what the cache does not hold.
    pub inner: E,
}

impl<E: Executor> Executor for Cached<'_, E> {
    fn execute(&self, task: &Task) -> Outcome {
        // What the key is made of is what is judged, whatever becomes of the files meanwhile.
        let at_hand = task.at_hand();
        let Some(key) = self.cache.key(&at_hand) else { return self.inner.execute(task) };
        if let Some(dossier) = self.cache.get(&key) {
            return Ok(dossier);
        }
        let outcome: Result<Dossier, TaskError> = self.inner.execute(&at_hand);
        if let Ok(dossier) = &outcome
            && dossier.unreadable.is_none()
            && !(renders(task) && lacks_pages(dossier))
        {
            let _ = self.cache.put(&key, dossier);
        }
        outcome
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use std::sync::Mutex;

    use super::*;
    use crate::assess::Rules;

    /// Somebody saves the file anew just before it is judged.
    struct Overtaken(Mutex<Vec<u8>>);

    impl Executor for Overtaken {
        fn execute(&self, task: &Task) -> Outcome {
            std::fs::write(&task.path, "# Après\n").unwrap();
            *self.0.lock().unwrap() = task.files[0].open(u64::MAX).unwrap().bytes.to_vec();
            Err(TaskError::NoCertification)
        }
    }

    #[test]
    fn an_entry_that_is_anothers_or_was_changed_is_none() {
        let whole = entry("clé", b"not-met");
        assert_eq!(body(&whole, "clé"), Some(&b"not-met"[..]));
        assert_eq!(body(&whole, "autre"), None);
        let changed = String::from_utf8(whole).unwrap().replace("not-met", "met");
        assert_eq!(body(changed.as_bytes(), "clé"), None);
        assert_eq!(body(b"{}", "clé"), None);
    }

    #[test]
    fn what_the_key_is_made_of_is_what_is_judged() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("dossier.md");
        std::fs::write(&path, "# Avant\n").unwrap();
        let cache = Cache::new(folder.path().join("cache"), SOURCES);
        let cached = Cached { cache: &cache, inner: Overtaken(Mutex::default()) };
        let _ = cached.execute(&Task::of(&path, Rules::OwnWords { or_none: true }));
        assert_eq!(*cached.inner.0.lock().unwrap(), b"# Avant\n");
    }
}
