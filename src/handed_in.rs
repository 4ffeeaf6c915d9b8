//! Whose files are whose: what was found in a folder, gathered by candidate.
//!
//! A folder for each candidate is the clearest (`cohorte/dupont/dossier.pdf`); else the name of the file tells, without
//! the words that say what the document is (`dupont-dossier.pdf`, `dupont-resume.docx`).

mod nobodys;
mod vacant;

pub use crate::discover::is_archive;
pub use nobodys::{is_nobodys_resume, nobodys_resume};
pub use vacant::vacant;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::assess::{claimed, holds_annexes};
use crate::certification::{Library, RESUME, SessionDocument};
use crate::discover::{Found, FoundBy, files_in, is_for_programs, is_same, natural_order, preference};
use crate::message::Message;
use crate::names::{folded, own_words};
use crate::source::absolute;

/// What one candidate handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedIn {
    /// The candidate, as the folder or the file calls them.
    pub candidate: String,
    /// The folder that a configuration says is theirs, told whole; none where none does.
    pub home: Option<PathBuf>,
    /// Files that may be the dossier; more than one where nothing tells which.
    pub dossiers: Vec<Found>,
    /// The same dossier in another format (same name, other extension): the PDF that the jury reads, most often.
    pub copies: Vec<PathBuf>,
    /// The French résumé.
    pub resumes: Vec<PathBuf>,
    /// Other documents: slides, the dossier professionnel, annexes apart.
    pub others: Vec<PathBuf>,
    /// What no reader is for (archives, tables, pictures), and documents that are part of nothing.
    pub unexamined: Vec<PathBuf>,
    /// Of all these, which document somebody said that a file is, by its role.
    pub said: Vec<(PathBuf, String)>,
    /// Why no telling whether the dossier is theirs, where a configuration says that it is somebody else's too.
    pub shared: Option<Message>,
    /// What else of theirs could not be judged for that reason.
    pub doubts: Vec<Message>,
    /// What else is to be known.
    pub remarks: Vec<Message>,
}

/// What a file is, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Dossier,
    Resume,
    Other,
}

/// Where candidates are looked for.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The paths that were searched.
    roots: Vec<PathBuf>,
    /// Folders that a configuration says are a candidate's, each told whole, and whose.
    folders: BTreeMap<PathBuf, String>,
}

/// Whose a file is, as far as its folder or its name tells.
struct Whose {
    home: Option<PathBuf>,
    candidate: String,
    folded: String,
}

impl Places {
    /// Those of `roots`, in which `folders` are known to be a candidate's each.
    pub fn of(roots: &[PathBuf], folders: impl IntoIterator<Item = (PathBuf, String)>) -> Self {
        let folders = folders.into_iter().map(|(folder, name)| (absolute(&folder), name)).collect();
        Self { roots: roots.to_vec(), folders }
    }

    /// The folder of one candidate in which `path` lies: as a configuration says, else the one right under the root, but
    /// where that holds folders of candidates.
    fn own_folder(&self, path: &Path) -> Option<PathBuf> {
        self.whose(path).home.or_else(|| {
            let own = absolute(&own_folder(&self.roots, path)?);
            let below = self.folders.range(own.clone()..).next();
            (!below.is_some_and(|(folder, _)| folder.starts_with(&own))).then_some(own)
        })
    }

    fn whose(&self, path: &Path) -> Whose {
        let all = absolute(path);
        let configured = all.ancestors().find_map(|folder| self.folders.get_key_value(folder));
        let candidate = configured.map_or_else(|| candidate(&self.roots, path), |(_, name)| name.clone());
        Whose { home: configured.map(|(folder, _)| folder.clone()), folded: folded(&candidate), candidate }
    }
}

impl Whose {
    /// True where it is of `one`.
    fn is(&self, one: &HandedIn) -> bool {
        match (&self.home, &one.home) {
            (Some(folder), Some(home)) => folder == home,
            _ => self.folded == folded(&one.candidate),
        }
    }

    /// Whoever that is, without any files yet.
    fn begin(self) -> HandedIn {
        HandedIn { home: self.home, ..HandedIn::of(self.candidate) }
    }
}

/// Gathers `found` by candidate, in the order in which they first occur. `documents` are those of a session, whose names
/// tell what a file is.
pub fn gather(places: &Places, found: Vec<Found>, documents: &[SessionDocument]) -> Vec<HandedIn> {
    let mut all: Vec<HandedIn> = Vec::new();
    for one in found {
        let whose = places.whose(&one.path);
        let known = all.iter().position(|other| whose.is(other));
        let at = known.unwrap_or_else(|| {
            all.push(whose.begin());
            all.len() - 1
        });
        if let Some(handed_in) = all.get_mut(at) {
            handed_in.add(one, documents);
        }
    }
    all.iter_mut().for_each(HandedIn::set_copies_apart);
    if all.len() > 1 {
        all.iter_mut().for_each(|one| one.know_nobodys_resume(places));
    }
    all
}

/// Gives everybody in `all`, which is what [`gather`] gave, the files of theirs in `places` that are not among what was
/// found there; and gives back those that are nobody's. Whose a file is, its folder or its name tells, else the documents
/// that it lies beside, where all are of one candidate. Where there are several candidates, one has no files in the
/// folder of another. What `is_ignored` is neither.
pub fn add_unexamined(
    places: &Places,
    all: &mut [HandedIn],
    is_ignored: &dyn Fn(&Path) -> bool,
) -> Vec<PathBuf> {
    let known: HashSet<PathBuf> = all.iter().flat_map(HandedIn::files).map(|path| absolute(path)).collect();
    let mut homes: HashMap<PathBuf, Option<usize>> = HashMap::new();
    for (at, one) in all.iter().enumerate() {
        for folder in one.files().filter_map(|path| Some(absolute(path).parent()?.to_owned())) {
            let home = homes.entry(folder).or_insert(Some(at));
            *home = home.filter(|known| *known == at);
        }
    }
    let several = all.len() > 1;
    let mut nobodys = Vec::new();
    let others = files_in(&places.roots).into_iter();
    for path in others.filter(|path| !known.contains(&absolute(path)) && !is_ignored(path)) {
        let whose = places.whose(&path);
        let named = all.iter().position(|one| whose.is(one));
        let own = places.own_folder(&path).filter(|_| several);
        let path_whole = absolute(&path);
        let above = path_whole.ancestors().skip(1);
        let mut above = above.take_while(|folder| own.as_ref().is_none_or(|own| folder.starts_with(own)));
        let at = named.or_else(|| above.find_map(|folder| homes.get(folder)).copied()?);
        match at.and_then(|at| all.get_mut(at)) {
            Some(one) => one.unexamined.push(path),
            None => nobodys.push(path),
        }
    }
    nobodys
}

/// Adds to `all` the candidates of whom there is nothing but files that are not read, and gives back the files of
/// `nobodys` that are still nobody's. A folder is a candidate's where a person put something there; of files that lie
/// loose, only archives and documents of kinds that are not read are taken for what somebody handed in.
pub fn add_unread(places: &Places, all: &mut Vec<HandedIn>, nobodys: Vec<PathBuf>) -> Vec<PathBuf> {
    let mut left = Vec::new();
    let mut folders: HashMap<PathBuf, bool> = HashMap::new();
    let before = all.len();
    for path in nobodys {
        let is_handed_in = match places.own_folder(&path) {
            None if own_folder(&places.roots, &path).is_some() => false,
            Some(folder) => *folders.entry(folder).or_insert_with_key(|folder| !is_for_programs(folder)),
            None => is_archive(&path) || is_unread_document(&path),
        };
        if !is_handed_in {
            left.push(path);
            continue;
        }
        let whose = places.whose(&path);
        match all.iter_mut().skip(before).find(|one| whose.is(one)) {
            Some(one) => one.unexamined.push(path),
            None => all.push(HandedIn { unexamined: vec![path], ..whose.begin() }),
        }
    }
    if all.len() > before {
        all.sort_by(|a, b| natural_order(&a.candidate, &b.candidate));
    }
    left
}

/// True for a document of a word processor, or a page, of a kind that is not read, by its name.
fn is_unread_document(path: &Path) -> bool {
    has_extension(
        path,
        &["ott", "dotx", "dotm", "wps", "wpd", "sxw", "html", "htm", "mht", "mhtml", "xps", "epub"],
    )
}

fn has_extension(path: &Path, known: &[&str]) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    known.contains(&extension.as_str())
}

impl HandedIn {
    /// A candidate who handed in nothing.
    pub fn of(candidate: String) -> Self {
        Self {
            candidate,
            home: None,
            dossiers: Vec::new(),
            copies: Vec::new(),
            resumes: Vec::new(),
            others: Vec::new(),
            unexamined: Vec::new(),
            said: Vec::new(),
            shared: None,
            doubts: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// The documents.
    pub fn files(&self) -> impl Iterator<Item = &PathBuf> {
        let dossiers = self.dossiers.iter().flat_map(|found| found.files.iter().chain(&found.twin));
        dossiers.chain(&self.copies).chain(&self.resumes).chain(&self.others)
    }

    fn add(&mut self, mut found: Found, documents: &[SessionDocument]) {
        let role = if found.by == FoundBy::File { role(documents, &found.path) } else { Role::Dossier };
        let twin = found.twin.take();
        match role {
            Role::Dossier => {
                self.copies.extend(twin);
                self.dossiers.push(found);
            }
            Role::Resume => {
                self.others.extend(twin);
                self.resumes.push(found.path);
            }
            Role::Other => self.others.extend(std::iter::once(found.path).chain(twin)),
        }
    }

    /// Of files that differ by their extension only, the one that says most of its structure is the dossier.
    fn set_copies_apart(&mut self) {
        let stem = |found: &Found| found.path.with_extension("");
        let Some(first) = self.dossiers.first().map(stem) else { return };
        if self.dossiers.len() > 1 && self.dossiers.iter().all(|one| stem(one) == first) {
            self.dossiers.sort_by_key(|found| preference(&found.path));
            self.copies.extend(self.dossiers.drain(1..).map(|found| found.path));
        }
    }

    /// Takes the file at `path` for the document `role` (the résumé: the only one), whatever its name says.
    pub fn take(&mut self, path: &Path, role: &str) {
        self.forget(&|other| is_same(other, path));
        self.said.push((path.to_owned(), role.to_owned()));
        if role == RESUME {
            self.others.append(&mut self.resumes);
            self.resumes.push(path.to_owned());
        } else {
            self.others.push(path.to_owned());
        }
    }

    /// Takes for something else than the dossier what `is_none` of the files that may be it; true where there was any.
    pub fn set_aside(&mut self, is_none: &dyn Fn(&Path) -> bool) -> bool {
        let (aside, kept): (Vec<_>, Vec<_>) = self.dossiers.drain(..).partition(|found| is_none(&found.path));
        self.dossiers = kept;
        let any = !aside.is_empty();
        self.others.extend(aside.into_iter().flat_map(|found| found.files));
        any
    }

    /// Leaves out the files that are not this candidate's.
    pub fn forget(&mut self, is_other: &dyn Fn(&Path) -> bool) {
        self.dossiers.retain(|found| !is_other(&found.path));
        for files in [&mut self.copies, &mut self.resumes, &mut self.others] {
            files.retain(|path| !is_other(path));
        }
        self.said.retain(|(path, _)| !is_other(path));
    }

    /// True where no document is left.
    pub fn is_empty(&self) -> bool {
        self.files().next().is_none()
    }
}

/// The folder right under the root that was searched in which the file at `path` lies; none for one that lies in the
/// root itself.
fn own_folder(roots: &[PathBuf], path: &Path) -> Option<PathBuf> {
    let mut roots = roots.iter().filter(|root| root.is_dir());
    let (root, under) = roots.find_map(|root| Some((root, path.strip_prefix(root).ok()?)))?;
    let mut parts = under.components();
    let folder = parts.next()?;
    parts.next().map(|_| root.join(folder))
}

/// The candidate's folder under the root that was searched, or what the file's name says beside what it is.
pub fn candidate(roots: &[PathBuf], path: &Path) -> String {
    if let Some(name) = own_folder(roots, path).as_deref().and_then(Path::file_name) {
        return name.to_string_lossy().into_owned();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let own: Vec<&str> = own_words(&stem).collect();
    if !own.is_empty() {
        return own.join("-");
    }
    // « dupont/dossier.pdf », or its folder, named outright: the folder tells.
    let folder = path.parent().and_then(Path::file_name);
    folder.map_or(stem, |name| name.to_string_lossy()).into_owned()
}

/// True where what lies at `path`, in or under one of `roots`, is in the folder of that candidate or has their name.
pub fn is_of(roots: &[PathBuf], path: &Path, of: &str) -> bool {
    // Told whole, a root that is the candidate's own folder has its name.
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let roots: Vec<PathBuf> = roots.iter().map(|root| whole(root)).collect();
    folded(&candidate(&roots, &whole(path))) == folded(of)
}

/// The documents of a session that any certification that comes with the program knows.
static KNOWN: LazyLock<Vec<SessionDocument>> =
    LazyLock::new(|| Library::built_in().known_documents().unwrap_or_default());

/// True for a file whose name does not say that it is something else than a dossier.
pub(crate) fn is_dossier_by_name(path: &Path) -> bool {
    role(&KNOWN, path) == Role::Dossier
}

fn role(documents: &[SessionDocument], path: &Path) -> Role {
    match claimed(documents, path) {
        Some(role) if role == RESUME => Role::Resume,
        Some(_) => Role::Other,
        None if holds_annexes(path) => Role::Other,
        None => Role::Dossier,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(paths: &[&str]) -> Vec<(String, usize, usize, usize, usize)> {
        let found = paths.iter().filter_map(|path| crate::discover::together(vec![PathBuf::from(path)]));
        gather(&Places::default(), found.collect(), &KNOWN)
            .into_iter()
            .map(|one| {
                (one.candidate, one.dossiers.len(), one.copies.len(), one.resumes.len(), one.others.len())
            })
            .collect()
    }

    #[test]
    fn names_tell_whose_a_file_is_and_what() {
        let all = gathered(&[
            "c/dupont-dossier.pdf",
            "c/Dupont_résumé.docx",
            "c/dupont-dossier.docx",
            "c/Le Gall dossier de projet v2.docx",
            "c/le-gall présentation.pptx",
            "c/le-gall annexes.pdf",
        ]);
        assert_eq!(all, [("dupont".into(), 1, 1, 1, 0), ("Le-Gall".into(), 1, 0, 0, 2)]);
    }

    #[test]
    fn every_name_that_the_rules_know_tells_what_a_file_is() {
        let all = gathered(&["c/dossier-dupont.docx", "c/dupont_CDC.odt", "c/Cahier des charges dupont.md"]);
        assert_eq!(all, [("dupont".into(), 1, 0, 0, 2)]);
    }

    #[test]
    fn two_files_that_may_be_the_dossier_stay_two() {
        assert_eq!(gathered(&["c/dupont.pdf", "c/dupont-final.pdf"]), [("dupont".into(), 2, 0, 0, 0)]);
    }

    #[test]
    fn where_a_name_only_says_what_it_is_the_folder_tells() {
        assert_eq!(gathered(&["dossier.pdf"]), [("dossier".into(), 1, 0, 0, 0)]);
        let two = gathered(&["c/dupont/dossier.pdf", "c/martin/dossier.pdf"]);
        assert_eq!(two, [("dupont".into(), 1, 0, 0, 0), ("martin".into(), 1, 0, 0, 0)]);
    }
}
