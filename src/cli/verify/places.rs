//! Where the files of a receipt are, whatever became of their names.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use conforme::discover::files_in;
use conforme::handed_in::is_of;
use conforme::source::digest_of;

/// A file that is looked for.
pub(super) struct Sought<'a> {
    pub(super) name: &'a Path,
    pub(super) size: u64,
    /// Empty where its bytes could not be read.
    pub(super) digest: &'a str,
    pub(super) candidate: &'a str,
}

/// Where a file of the receipt is.
pub(super) enum Located {
    /// Under its name.
    ByName(PathBuf),
    /// Under another name, with the same bytes (it was moved or renamed, or the receipt tells pseudonyms).
    ByDigest(PathBuf),
    /// Somewhere else, and another file under its name in the place of its candidate.
    Replaced(PathBuf),
    /// Not there; one of its name is, which may be somebody else's.
    Another(PathBuf),
}

/// What lies in the folders where files are looked for: each searched once, however many receipts there are.
#[derive(Default)]
pub(super) struct Places(HashMap<Vec<PathBuf>, Tree>);

/// Documents, by what they are found by.
struct Tree {
    all: Vec<PathBuf>,
    by_name: HashMap<OsString, Vec<usize>>,
    by_size: HashMap<u64, Vec<usize>>,
    digests: HashMap<usize, Option<String>>,
}

impl Tree {
    fn of(folders: &[PathBuf]) -> Self {
        let all = files_in(folders);
        let mut tree =
            Self { all, by_name: HashMap::new(), by_size: HashMap::new(), digests: HashMap::new() };
        for (at, path) in tree.all.iter().enumerate() {
            let name = path.file_name().unwrap_or_default().to_owned();
            tree.by_name.entry(name).or_default().push(at);
            if let Ok(meta) = std::fs::metadata(path) {
                tree.by_size.entry(meta.len()).or_default().push(at);
            }
        }
        tree
    }

    fn named(&self, name: &Path) -> Vec<&PathBuf> {
        let all = name.file_name().and_then(|name| self.by_name.get(name));
        all.into_iter().flatten().filter_map(|at| self.all.get(*at)).collect()
    }

    fn with_bytes_of(&mut self, size: u64, digest: &str) -> Vec<&PathBuf> {
        let Self { all, by_size, digests, .. } = self;
        let same_size = by_size.get(&size).into_iter().flatten().copied();
        let same = same_size.filter_map(|at| {
            let path = all.get(at)?;
            let own = digests.entry(at).or_insert_with(|| Some(digest_of(path, size).ok()?.1));
            (own.as_deref() == Some(digest)).then_some(path)
        });
        same.collect()
    }
}

impl Places {
    /// The file with the bytes of the one that is sought, in or under `folders`: that of the candidate rather than
    /// another's, that of the name rather than one of another name. Else the one of that name in the candidate's place, whose
    /// bytes are others. Many candidates hand in files of one name: anywhere else, it is not compared.
    pub(super) fn locate(&mut self, sought: &Sought<'_>, folders: &[PathBuf]) -> Option<Located> {
        let name = sought.name;
        let plain = name.components().all(|part| matches!(part, Component::Normal(_)));
        let has_name = |path: &Path| plain && path.ends_with(name);
        let is_theirs = |path: &Path| is_of(folders, path, sought.candidate);
        let told: Vec<PathBuf> =
            folders.iter().map(|folder| folder.join(name)).filter(|path| plain && path.is_file()).collect();
        let is_same =
            |path: &&PathBuf| digest_of(path, sought.size).is_ok_and(|(_, digest)| digest == sought.digest);
        if let Some(path) = told.iter().find(is_same) {
            return Some(Located::ByName(path.clone()));
        }
        let tree = self.0.entry(folders.to_vec()).or_insert_with(|| Tree::of(folders));
        let same = tree.with_bytes_of(sought.size, sought.digest);
        let same = same.into_iter().min_by_key(|path| (!is_theirs(path), !has_name(path)));
        let same = same.cloned();
        let named: Vec<&PathBuf> = tree.named(name).into_iter().filter(|_| plain).collect();
        let is_whole = |path: &Path| name.components().count() > 1 && has_name(path);
        let is_in_place = |path: &PathBuf| is_whole(path) || is_theirs(path);
        let all = told.iter().chain(named);
        if let Some(path) = same {
            let is_there = has_name(&path) && is_in_place(&path) && !told.iter().any(is_in_place);
            let is_replaced = || all.clone().any(|other| *other != path && is_in_place(other));
            return Some(match has_name(&path) {
                _ if !is_there && is_replaced() => Located::Replaced(path),
                true => Located::ByName(path),
                false => Located::ByDigest(path),
            });
        }
        let own = all.clone().find(|path| is_in_place(path));
        own.cloned().map(Located::ByName).or_else(|| all.clone().next().cloned().map(Located::Another))
    }
}
