//! Who handed in what, as configurations say it: under which name, which file is the dossier, and of whom there is
//! nothing.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use conforme::assess::Companion;
use conforme::config::{Config, Problem, Stray, Why, names};
use conforme::discover::{is_same, natural_order};
use conforme::handed_in::{HandedIn, vacant};
use conforme::message::Message;
use conforme::source::folder_of;

use crate::cli::choose::{Chooser, Terms};
use crate::cli::failure::Failure;
use crate::cli::gather::says_where;
use crate::cli::told;
use crate::cli::within::Lies;

/// Everybody who handed in something, with what holds for each.
pub(super) struct Everybody<'a, 'c> {
    known: Vec<(HandedIn, Terms)>,
    /// The paths that were searched.
    roots: &'a [PathBuf],
    /// The configurations that say where dossiers lie.
    asked: Vec<Asked<'a>>,
    chooser: &'a mut Chooser<'c>,
    lies: Lies,
}

/// A configuration that says where dossiers lie.
struct Asked<'a> {
    config: Arc<Config>,
    /// What is wrong there.
    problems: Vec<Problem>,
    /// Documents that it says to be of several, by those who have them beside their dossier.
    shared: HashMap<String, Vec<PathBuf>>,
    /// The folders that were searched and that it holds for.
    folders: Vec<&'a Path>,
}

impl<'a, 'c> Everybody<'a, 'c> {
    /// Those of `handed_in`, which was found at `roots`.
    pub(super) fn of(
        mut handed_in: Vec<HandedIn>,
        roots: &'a [PathBuf],
        chooser: &'a mut Chooser<'c>,
    ) -> Result<Self, Failure> {
        let terms =
            handed_in.iter_mut().map(|one| configured(one, chooser)).collect::<Result<Vec<_>, _>>()?;
        let mut known: Vec<_> = handed_in.into_iter().zip(terms).collect();
        let asked = asked(roots, chooser)?;
        take_companions(&mut known, &asked);
        Ok(Self { known, roots, asked, chooser, lies: Lies::default() })
    }

    /// All of them, and who has a place among candidates and handed in no dossier.
    pub(super) fn with_missing(mut self) -> Result<Vec<(HandedIn, Terms)>, Failure> {
        let before = self.known.len();
        self.take_strays();
        self.take_vacant()?;
        if self.known.len() > before {
            self.known.sort_by(|(a, _), (b, _)| natural_order(&a.candidate, &b.candidate));
        }
        Ok(self.known)
    }

    /// Adds who has a place among candidates and nothing there that the patterns of a configuration take for a dossier:
    /// whatever lies there is none.
    fn take_strays(&mut self) {
        for Asked { config, problems, folders, .. } in std::mem::take(&mut self.asked) {
            for problem in problems {
                let Problem::Stray(stray) = problem else { continue };
                let is_meant = folders.iter().any(|folder| self.lies.meet(&stray.place, folder));
                if is_meant && matches!(stray.why, Why::Shared(_)) {
                    self.take_shared(&stray, &config);
                // Where several may be the dossier, the files are on the receipt as what may be it.
                } else if is_meant && !matches!(stray.why, Why::Several | Why::Loose(_)) {
                    self.take_stray(&stray, &config);
                }
            }
        }
    }

    fn take_stray(&mut self, stray: &Stray, config: &Arc<Config>) {
        let lies_there = |path: &Path| self.lies.is_under(path, &stray.place);
        let own = || Terms::of(config, stray.candidate.clone());
        let mut any = false;
        for (one, terms) in &mut self.known {
            let is_set_aside = one.set_aside(&lies_there);
            let is_unread = one.is_empty() && one.unexamined.iter().any(|path| lies_there(path));
            if is_unread {
                one.candidate.clone_from(&stray.candidate);
                *terms = own();
            }
            if is_set_aside || is_unread {
                one.remarks.push(stray.message());
                any = true;
            }
        }
        let is_known = self.known.iter().any(|(one, _)| one.candidate == stray.candidate);
        if !any && !is_known {
            self.known.push((without_anything(stray), own()));
        }
    }

    /// Tells who has, by their configuration, a dossier that is somebody else's too, and takes it for nobody's.
    fn take_shared(&mut self, stray: &Stray, config: &Arc<Config>) {
        let is_it = |path: &Path| stray.found.iter().any(|found| is_same(found, path));
        let Message { fr, en } = stray.message();
        let help = stray.help();
        let why = Message::new(format!("{fr} {}", help.fr), format!("{en} {}", help.en));
        let mut any = false;
        for (one, terms) in &mut self.known {
            let is_named = names(&one.candidate, &stray.candidate);
            if is_named {
                *terms = Terms::of(config, stray.candidate.clone());
                any = true;
            }
            if one.set_aside(&is_it) || is_named {
                one.shared.get_or_insert_with(|| why.clone());
            }
        }
        if !any {
            let one = HandedIn { shared: Some(why), ..HandedIn::of(stray.candidate.clone()) };
            self.known.push((one, Terms::of(config, stray.candidate.clone())));
        }
    }

    /// Adds who has a folder among those of candidates and nothing in it, where no pattern says where dossiers lie; and
    /// tells of whom nothing is a document.
    fn take_vacant(&mut self) -> Result<(), Failure> {
        for root in self.roots.iter().filter(|path| path.is_dir()) {
            if self.chooser.configs.of_folder(root)?.is_some_and(|config| says_where(&config)) {
                continue;
            }
            let files = self.known.iter().flat_map(|(one, _)| one.files().chain(&one.unexamined)).cloned();
            for place in vacant(root, &files.collect::<Vec<_>>()) {
                let terms = self.chooser.terms(&place)?;
                if !terms.config.as_ref().is_some_and(|config| config.ignores(&place)) {
                    self.known.push((without_anything(&Stray::without_document(place)), terms));
                }
            }
        }
        Ok(())
    }
}

/// The configurations that say where dossiers lie at `roots`, each asked once.
fn asked<'a>(roots: &'a [PathBuf], chooser: &mut Chooser) -> Result<Vec<Asked<'a>>, Failure> {
    let mut all: Vec<Asked<'a>> = Vec::new();
    for root in roots {
        let folder = Some(root.as_path()).filter(|root| root.is_dir());
        let config = chooser.configs.of_folder(folder.unwrap_or(folder_of(root)))?;
        let Some(config) = config.filter(|config| says_where(config)) else {
            continue;
        };
        match all.iter_mut().find(|one| Arc::ptr_eq(&one.config, &config)) {
            Some(known) => known.folders.extend(folder),
            None => {
                let (candidates, problems) = config.candidates();
                let shared = candidates.into_iter().map(|one| (one.name, one.shared)).collect();
                all.push(Asked { config, problems, shared, folders: folder.into_iter().collect() });
            }
        }
    }
    Ok(all)
}

/// Who handed in nothing, by what is told of their place.
fn without_anything(stray: &Stray) -> HandedIn {
    HandedIn { remarks: vec![stray.message()], ..HandedIn::of(stray.candidate.clone()) }
}

/// Gives what was handed in the name, the dossier and the roles that its configuration says, where it says so.
fn configured(handed_in: &mut HandedIn, chooser: &mut Chooser) -> Result<Terms, Failure> {
    let mut named = Vec::new();
    for (at, found) in handed_in.dossiers.iter().enumerate() {
        let terms = chooser.terms(&found.path)?;
        if terms.config.as_ref().is_some_and(|config| config.candidate_of(&found.path).is_some()) {
            named.push((at, terms));
        }
    }
    if let [(at, _)] = named.as_slice() {
        let dossier = handed_in.dossiers.swap_remove(*at);
        let others = std::mem::replace(&mut handed_in.dossiers, vec![dossier]);
        handed_in.others.extend(others.into_iter().flat_map(|found| found.files));
    }
    let Some((_, terms)) = named.into_iter().next() else {
        let dossiers = handed_in.dossiers.iter().map(|found| &found.path);
        let documents = dossiers.chain(&handed_in.resumes).chain(&handed_in.others);
        let near = documents.chain(&handed_in.unexamined).next();
        return near.map_or_else(|| Ok(Terms::default()), |path| chooser.terms(path));
    };
    if let Some(name) = &terms.candidate {
        handed_in.candidate.clone_from(name);
    }
    Ok(terms)
}

/// Gives candidates what their configuration says is theirs beside the dossier, wherever it lies.
fn take_companions(known: &mut Vec<(HandedIn, Terms)>, asked: &[Asked]) {
    let mut owners: HashMap<PathBuf, String> = HashMap::new();
    let shared = |config: &Arc<Config>, name: &str, path: &Path| {
        let all = asked.iter().filter(|one| Arc::ptr_eq(&one.config, config));
        let mut all = all.filter_map(|one| one.shared.get(name)).flatten();
        all.any(|other| is_same(other, path))
    };
    for (handed_in, terms) in known.iter_mut() {
        let (Some(name), Some(config)) = (&terms.candidate, &terms.config) else { continue };
        for Companion { role, file } in config.companions_of(name) {
            if shared(config, name, &file.path) {
                handed_in.doubts.push(told::shared(&file.path.display().to_string()));
                continue;
            }
            handed_in.take(&file.path, role.as_deref().unwrap_or_default());
            owners.extend(std::path::absolute(&file.path).map(|path| (path, name.clone())));
        }
    }
    for (handed_in, _) in known.iter_mut() {
        let own = handed_in.candidate.clone();
        let owner = |path: &Path| owners.get(&std::path::absolute(path).ok()?);
        handed_in.forget(&|path| owner(path).is_some_and(|owner| *owner != own));
    }
    known.retain(|(handed_in, _)| !handed_in.is_empty() || !handed_in.unexamined.is_empty());
}
