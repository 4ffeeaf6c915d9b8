//! Where a candidate's documents lie: `{candidat}/dossier.*`. Capitals make no difference, nor how an accent is written:
//! on some systems they make none to the files themselves.

use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern as Glob};

use crate::discover::{bad_pattern, matching_caseless};
use crate::message::Message;
use crate::names::caseless;
use crate::say;
use crate::source::or_here;

/// The names of the place that stands for a candidate.
const PLACES: [&str; 2] = ["{candidat}", "{candidate}"];

const OPTIONS: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };

/// A pattern of paths, relative to its configuration file, that may hold the place of a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(String);

impl Pattern {
    /// The pattern, if it is one and stays in the folder it is read from.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn new(text: &str) -> Result<Self, Message> {
        let text = PLACES.iter().fold(text.replace('\\', "/"), |text, place| text.replace(place, PLACES[0]));
        let text = text.strip_prefix("./").unwrap_or(&text).to_owned();
        if text.is_empty() {
            return Err(say!("il est vide", "it is empty"));
        }
        let rest = text.replace(PLACES[0], "x");
        if rest.contains(['{', '}']) {
            return Err(say!(
                "entre accolades, seul {{candidat}} est connu",
                "in braces, only {{candidat}} is known"
            ));
        }
        Glob::new(&rest).map_err(|error| bad_pattern(error.msg))?;
        // In brackets each letter of a name would stand for itself alone.
        if text.match_indices(PLACES[0]).any(|(at, _)| text[..at].rfind('[') > text[..at].rfind(']')) {
            return Err(say!(
                "{{candidat}} ne peut pas être entre crochets, qui tiennent la place d'une seule lettre",
                "{{candidat}} cannot stand in brackets, which stand for a single letter"
            ));
        }
        Ok(Self(text))
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True where it tells candidates apart.
    pub fn names_candidates(&self) -> bool {
        self.0.contains(PLACES[0])
    }

    /// Files under `folder` that match, by name.
    pub(super) fn files(&self, folder: &Path) -> Vec<PathBuf> {
        self.expand(folder, "*")
    }

    /// Files under `folder` that match for the candidate of that name.
    pub(super) fn files_of(&self, folder: &Path, candidate: &str) -> Vec<PathBuf> {
        self.expand(folder, &Glob::escape(candidate))
    }

    fn expand(&self, folder: &Path, place: &str) -> Vec<PathBuf> {
        globbed(folder, &self.0.replace(PLACES[0], place))
    }

    /// The folders that stand for candidates and those beside them, each with whom; none where it is the name of a file
    /// that does, or where a candidate's folder may lie at any depth.
    pub(super) fn folders_of_candidates(&self, folder: &Path) -> Option<Vec<(PathBuf, String)>> {
        let segments: Vec<&str> = self.0.split('/').collect();
        let at = segments.iter().position(|segment| segment.contains(PLACES[0]))?;
        let before = segments.get(..at)?;
        if at + 1 == segments.len() || before.iter().any(|segment| segment.contains("**")) {
            return None;
        }
        let beside: Vec<&str> = before.iter().copied().chain(["*"]).collect();
        let all = globbed(folder, &beside.join("/")).into_iter().filter(|path| path.is_dir());
        let whole = Self(segments.get(at)?.to_string());
        let told = all.filter_map(|path| {
            let name = path.file_name()?.to_string_lossy().into_owned();
            let candidate = whole.candidate(&name).unwrap_or(name);
            Some((path, candidate))
        });
        Some(told.collect())
    }

    /// True where `path`, relative to the configuration's folder, is what it is meant for of that candidate.
    pub(super) fn means(&self, path: &str, candidate: &str) -> bool {
        let whole = caseless(&self.0).replace(PLACES[0], &Glob::escape(&caseless(candidate)));
        Glob::new(&whole).is_ok_and(|glob| glob.matches_with(&caseless(path), OPTIONS))
    }

    /// The pattern that would find in `place` what this one finds in `folder`, where it would find something.
    pub(super) fn seen_from(&self, folder: &Path, place: &Path) -> Option<String> {
        if self.files(place).is_empty() {
            return None;
        }
        let inside = relative(folder, place)?;
        Some(format!("{}/{}", Glob::escape(&inside), self.0))
    }

    /// The folders in which files are looked for; none where they may lie at any depth.
    pub(super) fn folders_of_files(&self, folder: &Path) -> Vec<PathBuf> {
        match self.0.rsplit_once('/') {
            None => vec![or_here(folder).to_owned()],
            Some((front, _)) if front.contains("**") => Vec::new(),
            Some((front, _)) => globbed(folder, &front.replace(PLACES[0], "*"))
                .into_iter()
                .filter(|path| path.is_dir())
                .collect(),
        }
    }

    /// True where it is meant for what lies at `path`, or for a folder that this lies in, however the path is told.
    pub(super) fn is_of(&self, folder: &Path, path: &Path) -> bool {
        let whole = self.0.replace(PLACES[0], "*");
        let Ok(glob) = Glob::new(&caseless(whole.trim_end_matches('/'))) else { return false };
        let Some(inside) = relative(folder, path).map(|inside| caseless(&inside)) else { return false };
        let bounds = inside.match_indices('/').map(|(at, _)| at).chain([inside.len()]);
        bounds.filter_map(|at| inside.get(..at)).any(|part| glob.matches_with(part, OPTIONS))
    }

    /// The candidate that `path`, relative to the configuration's folder, names.
    pub(super) fn candidate(&self, path: &str) -> Option<String> {
        let segments: Vec<&str> = path.split('/').collect();
        let before = self.0.split(PLACES[0]).next().unwrap_or_default();
        let deep = before.contains("**");
        let at = before.matches('/').count();
        let tried = if deep { segments.as_slice() } else { segments.get(at..=at).unwrap_or_default() };
        tried
            .iter()
            .find_map(|segment| parts_of(segment).find(|name| self.means(path, name)))
            .map(str::to_owned)
    }
}

/// All that a segment may call a candidate by: the whole of it, then parts, the longest first.
fn parts_of(segment: &str) -> impl Iterator<Item = &str> {
    let bounds: Vec<usize> = segment.char_indices().map(|(at, _)| at).chain([segment.len()]).collect();
    let count = bounds.len() - 1;
    (1..=count).rev().flat_map(move |length| {
        let spans: Vec<(usize, usize)> =
            (0..=count - length).map(|from| (bounds[from], bounds[from + length])).collect();
        spans.into_iter().map(move |(from, to)| &segment[from..to])
    })
}

/// What matches `pattern` under `folder`, by name.
fn globbed(folder: &Path, pattern: &str) -> Vec<PathBuf> {
    let found = matching_caseless(folder, pattern).map(|matched| matched.paths).unwrap_or_default();
    let found = found.into_iter().filter(|path| !is_lock(path));
    found.map(|path| path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)).collect()
}

/// What programs leave beside a document that is open.
fn is_lock(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('~') || name.ends_with('~') || name.starts_with(".~lock")
}

/// `file` as seen from `folder`, with `/`.
pub(super) fn relative(folder: &Path, file: &Path) -> Option<String> {
    let (folder, file) = (std::path::absolute(or_here(folder)).ok()?, std::path::absolute(file).ok()?);
    Some(file.strip_prefix(folder).ok()?.to_string_lossy().replace('\\', "/"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn a_path_names_its_candidate() {
        let name = |pattern: &str, path: &str| Pattern::new(pattern).unwrap().candidate(path);
        assert_eq!(name("{candidat}/dossier.*", "dupont/dossier.pdf").as_deref(), Some("dupont"));
        assert_eq!(name("./{candidate}/dossier.*", "dupont/dossier.pdf").as_deref(), Some("dupont"));
        assert_eq!(name("2026/{candidat}.docx", "2026/Le Goff.docx").as_deref(), Some("Le Goff"));
        assert_eq!(name("DP-{candidat}-*.pdf", "DP-le-goff-v2.pdf").as_deref(), Some("le-goff"));
        assert_eq!(name("{candidat}/{candidat}-dp.*", "a/a-dp.md").as_deref(), Some("a"));
        assert_eq!(name("{candidat}/{candidat}-dp.*", "a/b-dp.md"), None);
        assert_eq!(name("{candidat}/dossier.*", "dupont/resume.pdf"), None);
        assert_eq!(name("**/{candidat}/dossier.*", "mars/dupont/dossier.pdf").as_deref(), Some("dupont"));
        assert_eq!(name("{candidat}.md", "[a*].md").as_deref(), Some("[a*]"));
        assert_eq!(name("[0-9]{candidat}.md", "1dupont.md").as_deref(), Some("dupont"));
        assert_eq!(name("{candidat}/dossier.*", "Dupont/Dossier.PDF").as_deref(), Some("Dupont"));
        assert_eq!(name("{candidat}/résumé.*", "zoé/RE\u{301}SUME\u{301}.odt").as_deref(), Some("zoé"));
        assert_eq!(name("{candidat}/{candidat}-dp.*", "Dupont/DUPONT-dp.md").as_deref(), Some("Dupont"));
    }

    #[test]
    fn what_lies_under_a_place_is_of_it() {
        let here = std::path::absolute("c/modeles/2026/dossier.docx").unwrap();
        for (pattern, is_of) in [
            ("c/modeles", true),
            ("./C/Modeles/", true),
            ("*/mod*", true),
            ("c/mod", false),
            ("modeles", false),
        ] {
            let pattern = Pattern::new(pattern).unwrap();
            for path in [Path::new("c/modeles/2026/dossier.docx"), Path::new("./c/modeles"), &here] {
                assert_eq!(pattern.is_of(Path::new(""), path), is_of, "{pattern:?} {}", path.display());
            }
        }
    }

    #[test]
    fn what_is_no_pattern_is_told() {
        for text in ["", "{eleve}/x.pdf", "a[/x.pdf", "[{candidat}]/dossier.*", "x-[a{candidate}]"] {
            assert!(Pattern::new(text).is_err(), "{text}");
        }
    }
}
