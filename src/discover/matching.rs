//! The paths that a pattern stands for, whatever bytes their names hold.

use std::io;
use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern, PatternError};

use super::MAX_DEPTH;
use crate::names::caseless;
use crate::source::or_here;

const OPTIONS: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };

/// What a pattern stands for.
#[derive(Debug, Default)]
pub struct Matched {
    /// The paths, by name.
    pub paths: Vec<PathBuf>,
    /// Folders that could not be looked into, and why.
    pub unread: Vec<(PathBuf, io::Error)>,
}

/// What matches `pattern`, whose parts stand between `/`, under `folder`. A name that is not in UTF-8 is held against it
/// as it is shown. `**` leads through folders and not through links, so that no loop is followed.
///
/// # Errors
/// What is wrong with the pattern.
pub fn matching(folder: &Path, pattern: &str) -> Result<Matched, PatternError> {
    Pattern::new(pattern)?;
    let pattern = if cfg!(windows) { pattern.replace('\\', "/") } else { pattern.to_owned() };
    // What stands before the first sign is one path, with whatever starts it on this system.
    let sign = pattern.find(is_sign).unwrap_or(pattern.len());
    let start = pattern.get(..sign).and_then(|before| before.rfind('/')).map_or(0, |at| at + 1);
    let (front, rest) = pattern.split_at(start);
    let mut matched = Walk { matched: Matched::default(), caseless: false }.walk(folder.join(front), rest)?;
    if pattern.ends_with('/') {
        matched.paths.retain(|path| path.is_dir());
    }
    Ok(matched)
}

/// The same for a pattern of `/`-parted names below `folder` in which capitals make no difference, nor how an accent is
/// written.
///
/// # Errors
/// What is wrong with the pattern.
pub(crate) fn matching_caseless(folder: &Path, pattern: &str) -> Result<Matched, PatternError> {
    Walk { matched: Matched::default(), caseless: true }.walk(folder.to_owned(), pattern)
}

/// What stands between two `/`.
enum Part {
    /// A name.
    Name(String),
    /// Signs that stand for names.
    Signs(Pattern),
    /// `**`: folders at any depth.
    Folders,
}

/// A walk along the parts of a pattern.
struct Walk {
    matched: Matched,
    caseless: bool,
}

/// True for what stands for other letters, and for the letter in whose place one is shown that is none.
fn is_sign(c: char) -> bool {
    matches!(c, '*' | '?' | '[' | char::REPLACEMENT_CHARACTER)
}

impl Walk {
    fn walk(mut self, place: PathBuf, pattern: &str) -> Result<Matched, PatternError> {
        let parts = pattern.split('/').filter(|part| !matches!(*part, "" | "."));
        let parts = parts.map(|part| self.part(part)).collect::<Result<Vec<_>, _>>()?;
        self.follow(place, &parts);
        self.matched.paths.sort();
        self.matched.paths.dedup();
        Ok(self.matched)
    }

    fn part(&self, text: &str) -> Result<Part, PatternError> {
        Ok(match text {
            "**" => Part::Folders,
            text if text.contains(is_sign) => Part::Signs(Pattern::new(&self.folded(text))?),
            text => Part::Name(text.to_owned()),
        })
    }

    /// A name or a pattern as it is compared.
    fn folded(&self, text: &str) -> String {
        if self.caseless { caseless(text) } else { text.to_owned() }
    }

    fn follow(&mut self, place: PathBuf, parts: &[Part]) {
        let Some((part, rest)) = parts.split_first() else {
            self.matched.paths.push(place);
            return;
        };
        match part {
            // The very name goes before one that differs in its capitals.
            Part::Name(name) if place.join(name).symlink_metadata().is_ok() => {
                self.follow(place.join(name), rest);
            }
            Part::Name(_) if !self.caseless => {}
            Part::Name(name) => {
                let wanted = self.folded(name);
                self.follow_all(&place, rest, |name| name == wanted);
            }
            Part::Signs(signs) => self.follow_all(&place, rest, |name| signs.matches_with(name, OPTIONS)),
            Part::Folders => {
                let mut open = vec![(place, 0)];
                while let Some((folder, depth)) = open.pop() {
                    if depth < MAX_DEPTH {
                        let inner = self.entries(&folder).into_iter();
                        let inner = inner.filter(|(name, path)| {
                            !name.starts_with('.') && path.is_dir() && !path.is_symlink()
                        });
                        open.extend(inner.map(|(_, path)| (path, depth + 1)));
                    }
                    self.follow(folder, rest);
                }
            }
        }
    }

    /// Goes on from what in `place` has a name, as it is compared, that `fits`.
    fn follow_all(&mut self, place: &Path, rest: &[Part], fits: impl Fn(&str) -> bool) {
        for (name, path) in self.entries(place) {
            if fits(&self.folded(&name)) && (rest.is_empty() || path.is_dir()) {
                self.follow(path, rest);
            }
        }
    }

    /// What lies in `folder`: the name as it is shown, and the path.
    fn entries(&mut self, folder: &Path) -> Vec<(String, PathBuf)> {
        match std::fs::read_dir(or_here(folder)) {
            Ok(entries) => entries
                .flatten()
                .map(|entry| {
                    (entry.file_name().to_string_lossy().into_owned(), folder.join(entry.file_name()))
                })
                .collect(),
            Err(error) => {
                if self.matched.unread.iter().all(|(path, _)| path != folder) {
                    self.matched.unread.push((folder.to_owned(), error));
                }
                Vec::new()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    fn found(folder: &Path, pattern: &str) -> Vec<String> {
        let matched = matching(folder, pattern).unwrap();
        let under = |path: &PathBuf| path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
        matched.paths.iter().map(under).collect()
    }

    #[test]
    fn a_pattern_stands_for_what_a_shell_would_take() {
        let folder = tempfile::tempdir().unwrap();
        for file in ["a/dossier.md", "a/.dossier.md", "b/c/dossier.pdf", "b/dossier[1].md", ".d/dossier.md"] {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let found = |pattern| found(folder.path(), pattern);
        assert_eq!(found("*/dossier.*"), ["a/dossier.md"]);
        assert_eq!(found("**/dossier*"), ["a/dossier.md", "b/c/dossier.pdf", "b/dossier[1].md"]);
        assert_eq!(found("b/dossier[[]1[]].md"), ["b/dossier[1].md"]);
        assert_eq!(found("b/*/"), ["b/c"]);
        assert_eq!(found("./[ab]/c/*"), ["b/c/dossier.pdf"]);
        assert_eq!(found("a/dossier.md"), ["a/dossier.md"]);
        assert_eq!(found("a/dossier.pdf"), Vec::<String>::new());
        assert!(matching(folder.path(), "a[/x").is_err() && matching(folder.path(), "a**/x").is_err());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_not_utf_8_is_met_and_hides_no_other() {
        use std::os::unix::ffi::OsStrExt as _;
        let folder = tempfile::tempdir().unwrap();
        for name in [&b"normal"[..], b"bad\xff"] {
            let inner = folder.path().join(std::ffi::OsStr::from_bytes(name));
            std::fs::create_dir(&inner).unwrap();
            std::fs::write(inner.join("dossier.md"), "").unwrap();
        }
        assert_eq!(found(folder.path(), "*/dossier.*"), ["bad\u{fffd}/dossier.md", "normal/dossier.md"]);
        assert_eq!(found(folder.path(), "**/dossier.md").len(), 2);
        assert_eq!(found(folder.path(), "bad\u{fffd}/dossier.*").len(), 1);
    }
}
