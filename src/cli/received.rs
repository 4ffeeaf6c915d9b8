//! What `receive`, `verify` and `summaries` share: which files are whose, and what each is held against.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use conforme::assess::Companion;
use conforme::calendar::{Date, english_date, french_date};
use conforme::config::{Config, Moment, Problem, Stray, Why};
use conforme::discover::{DiscoverError, Found, discover, natural_order};
use conforme::handed_in::{self, HandedIn, Places, vacant};
use conforme::pseudonym::Disguise;
use conforme::receipt::{Role, Session};
use conforme::say;

use super::args::Settings;
use super::choose::{Chooser, Terms, documents, shelf};
use super::clock::Clock;
use super::console::Console;
use super::decisions::Decisions;
use super::failure::Failure;
use super::gather::{folder_of, says_where};
use super::pseudonyms::{Names, PseudonymArgs};
use super::reception::{Beside, Received, ReceivedFile, UNEXAMINED};
use super::session::SessionArgs;
use super::told;
use super::within::{Lies, is_under};

/// Where the session's files are, and what to hold them against.
#[derive(Clone, Debug, Args)]
pub(super) struct HandedInArgs {
    /// Les fichiers ou dossiers remis : au mieux, un dossier par candidat.
    #[arg(required = true, value_name = "CHEMIN")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) session: SessionArgs,
    #[command(flatten)]
    pub(super) pseudonyms: PseudonymArgs,
    #[command(flatten)]
    pub(super) settings: Settings,
}

/// What was handed in, each with what its receipt is to be made of.
pub(super) struct Candidates {
    pub(super) all: Vec<(HandedIn, Received)>,
    /// What holds for the first: that is in force for the run.
    pub(super) terms: Terms,
    /// Files that are nobody's.
    pub(super) nobodys: Vec<PathBuf>,
    /// A path gave nothing; that was told.
    pub(super) failed: bool,
}

impl HandedInArgs {
    /// Finds what every candidate handed in on `date`, or on the day of their session that it is.
    pub(super) fn candidates(
        &self,
        chooser: &mut Chooser,
        date: Option<Date>,
        console: &Console,
    ) -> Result<Candidates, Failure> {
        let clock = Clock::now();
        self.session.zone()?;
        self.pseudonyms.hide(console);
        let (found, errors) = discover(&self.paths);
        let documents = Arc::new(match found.first() {
            Some(first) => {
                let terms = chooser.terms(&first.path)?;
                let task = chooser.task(first.path.clone(), &terms)?;
                documents(&*shelf(&chooser.shelves, &task.overlays)?, &task.rules)?
            }
            None => Vec::new(),
        });
        let places = Places::of(&self.paths, self.folders(&found, chooser)?);
        let mut handed_in = handed_in::gather(&places, found, &documents);
        let nobodys = handed_in::add_unexamined(&places, &mut handed_in);
        let ignored = ignored(&nobodys, chooser)?;
        let is_ignored = |path: &Path| ignored.contains(path);
        let nobodys = handed_in::add_unread(&places, &mut handed_in, nobodys, &is_ignored);
        // A folder without a document is none where nothing was handed in.
        let lies = Lies::default();
        let is_anybodys = |folder: &Path| {
            handed_in.iter().any(|one| one.unexamined.iter().any(|path| lies.is_under(path, folder)))
        };
        let errors = errors
            .into_iter()
            .filter(|error| !matches!(error, DiscoverError::NoDocument(folder) if is_anybodys(folder)));
        let errors: Vec<DiscoverError> = errors.collect();
        for error in &errors {
            console.note(&told::discovery(error));
        }
        let terms =
            handed_in.iter_mut().map(|one| configured(one, chooser)).collect::<Result<Vec<_>, _>>()?;
        let mut known: Vec<_> = handed_in.into_iter().zip(terms).collect();
        take_companions(&mut known);
        let failed = self.tell_shared(chooser, console)?;
        self.take_strays(&mut known, chooser)?;
        self.take_vacant(&mut known, chooser)?;
        let names = Names(self.pseudonyms.salt());
        let mut everybody = names.0.clone().map(Disguise::new);
        let mut all = Vec::with_capacity(known.len());
        let mut first = None;
        for (handed_in, terms) in known {
            let received = Received {
                documents: Arc::clone(&documents),
                ..self.received(&handed_in, &terms, &names, chooser, (date, &clock))?
            };
            if let Some(everybody) = &mut everybody {
                everybody.know(&handed_in.candidate, received.paths().iter().map(String::as_str));
            }
            first.get_or_insert(terms);
            all.push((handed_in, received));
        }
        let terms = first.ok_or_else(|| {
            Failure::Path(say!(
                "aucun fichier à recevoir. Donnez le dossier qui contient les fichiers remis (DOCX, ODT, PDF, Markdown).",
                "no file to receive. Give the folder that holds the files handed in (DOCX, ODT, PDF, Markdown)."
            ))
        })?;
        if self.pseudonyms.pseudonyms {
            // The order of the names would tell who is who.
            all.sort_by(|(_, a), (_, b)| natural_order(&a.candidate, &b.candidate));
        }
        self.pseudonyms.show(console, everybody.as_ref());
        let failed = failed || errors.iter().any(|error| !matches!(error, DiscoverError::Own(_)));
        Ok(Candidates { all, terms, nobodys, failed })
    }

    /// The folders that the configurations of what was searched and `found` say are a candidate's, and whose.
    fn folders(&self, found: &[Found], chooser: &mut Chooser) -> Result<Vec<(PathBuf, String)>, Failure> {
        let mut all: Vec<Arc<Config>> = Vec::new();
        let mut add = |config: Option<Arc<Config>>| {
            all.extend(config.filter(|config| !all.iter().any(|known| Arc::ptr_eq(known, config))));
        };
        for root in self.paths.iter().filter(|path| path.is_dir()) {
            add(chooser.configs.of_folder(root)?);
        }
        for one in found {
            add(chooser.configs.of_dossier(&one.path)?);
        }
        Ok(all.iter().flat_map(|config| config.folders_of_candidates()).collect())
    }

    fn received(
        &self,
        handed_in: &HandedIn,
        terms: &Terms,
        names: &Names,
        chooser: &Chooser,
        (date, clock): (Option<Date>, &Clock),
    ) -> Result<Received, Failure> {
        let sure = handed_in.dossiers.len() == 1;
        let dossiers = handed_in.dossiers.iter().flat_map(|found| &found.files);
        let of = |role: Role| move |path: &PathBuf| (path.clone(), role);
        let files = dossiers
            .map(of(if sure { Role::Dossier } else { Role::PerhapsDossier }))
            .chain(handed_in.copies.iter().map(of(Role::Copy)))
            .chain(handed_in.resumes.iter().map(of(Role::Resume)))
            .chain(handed_in.others.iter().map(of(Role::Other)));
        let files = files.enumerate().map(|(at, (path, role))| ReceivedFile {
            name: names.file(handed_in, &path, &self.paths, at + 1),
            said: handed_in.said.iter().find(|(one, _)| *one == path).map(|(_, role)| role.clone()),
            path,
            role,
        });
        let files: Vec<_> = files.collect();
        let unexamined = handed_in.unexamined.iter().take(UNEXAMINED).enumerate().map(|(at, path)| Beside {
            name: names.file(handed_in, path, &self.paths, files.len() + at + 1),
            path: path.clone(),
        });
        let unexamined = unexamined.collect();
        let more = handed_in.unexamined.len().saturating_sub(UNEXAMINED);
        let near = files.first().map(|file| &file.path).or_else(|| handed_in.unexamined.first());
        let near = near.cloned().unwrap_or_default();
        let session = self.session.in_force(terms)?;
        let today = clock.day(&session);
        let date = date.or(session.handed_in.depot);
        let day = date.unwrap_or(today);
        let mut remarks = handed_in.remarks.clone();
        if date.is_none() {
            let (fr, en) = (french_date(day), english_date(day));
            remarks.push(say!(
                "Le jour de la réception n'a pas été donné : c'est celui où ce reçu a été fait, {fr}.",
                "The day of reception was not given: it is the one on which this receipt was made, {en}."
            ));
        }
        let decisions =
            Decisions::Configured { terms: terms.clone(), moment: Moment { deposit: day, today } };
        let mut received = Received {
            candidate: names.candidate(handed_in),
            disguise: None,
            files,
            unexamined,
            more,
            bare: chooser.task(near, terms)?,
            date: day,
            resume_date: session.handed_in.resume,
            documents: Arc::default(),
            decisions,
            remarks,
            session: session.date.map(|day| Session::of(day, &session.calendar)),
        };
        received.disguise = names.disguise(&handed_in.candidate, &received.paths());
        Ok(received)
    }
}

impl HandedInArgs {
    /// Tells, as `check` does, which file the configuration says to be of several candidates; true where any is.
    fn tell_shared(&self, chooser: &mut Chooser, console: &Console) -> Result<bool, Failure> {
        let mut told: Vec<Arc<Config>> = Vec::new();
        let mut any = false;
        for root in &self.paths {
            let folder = if root.is_dir() { root.clone() } else { folder_of(root) };
            let config = chooser.configs.of_folder(&folder)?.filter(|config| says_where(config));
            let Some(config) = config.filter(|config| told.iter().all(|one| !Arc::ptr_eq(one, config)))
            else {
                continue;
            };
            for problem in config.candidates().1 {
                if let Problem::Shared { file, .. } = &problem
                    && self.paths.iter().any(|root| is_under(file, root))
                {
                    console.note(&problem.message());
                    any = true;
                }
            }
            told.push(config);
        }
        Ok(any)
    }
}

impl HandedInArgs {
    /// Adds who has a place among candidates and nothing there that the patterns of the configuration take for a dossier:
    /// whatever lies there is none.
    fn take_strays(&self, known: &mut Vec<(HandedIn, Terms)>, chooser: &mut Chooser) -> Result<(), Failure> {
        let before = known.len();
        let lies = Lies::default();
        for root in self.paths.iter().filter(|path| path.is_dir()) {
            let config = chooser.configs.of_folder(root)?.filter(|config| says_where(config));
            let Some(config) = config else { continue };
            for problem in config.candidates().1 {
                let Problem::Stray(stray) = problem else { continue };
                if matches!(stray.why, Why::Several | Why::Loose(_)) {
                    // The files are on a receipt as what may be a dossier.
                    continue;
                }
                let place = stray.place.as_path();
                if !is_under(place, root) && !is_under(root, place) {
                    continue;
                }
                let mut any = false;
                for (one, terms) in known.iter_mut() {
                    let aside = one.set_aside(&|path| lies.is_under(path, place));
                    let unread =
                        one.is_empty() && one.unexamined.iter().any(|path| lies.is_under(path, place));
                    if unread {
                        one.candidate.clone_from(&stray.candidate);
                        let candidate = Some(stray.candidate.clone());
                        *terms = Terms { config: Some(Arc::clone(&config)), candidate };
                    }
                    if aside || unread {
                        one.remarks.push(stray.message());
                        any = true;
                    }
                }
                let named = known.iter().any(|(one, _)| one.candidate == stray.candidate);
                if !any && !named {
                    let mut one = HandedIn::of(stray.candidate.clone());
                    one.remarks.push(stray.message());
                    let terms = Terms { config: Some(Arc::clone(&config)), candidate: Some(stray.candidate) };
                    known.push((one, terms));
                }
            }
        }
        if known.len() > before {
            known.sort_by(|(a, _), (b, _)| natural_order(&a.candidate, &b.candidate));
        }
        Ok(())
    }
}

impl HandedInArgs {
    /// Adds who has a folder among those of candidates and nothing in it, where no pattern says where dossiers lie; and
    /// tells of whom nothing is a document.
    fn take_vacant(&self, known: &mut Vec<(HandedIn, Terms)>, chooser: &mut Chooser) -> Result<(), Failure> {
        let before = known.len();
        for root in self.paths.iter().filter(|path| path.is_dir()) {
            if chooser.configs.of_folder(root)?.is_some_and(|config| says_where(&config)) {
                continue;
            }
            let files = known.iter().flat_map(|(one, _)| one.files().chain(&one.unexamined)).cloned();
            for place in vacant(root, &files.collect::<Vec<_>>()) {
                let terms = chooser.terms(&place)?;
                if !terms.config.as_ref().is_some_and(|config| config.ignores(&place)) {
                    let stray = Stray::without_document(place);
                    let mut one = HandedIn::of(stray.candidate.clone());
                    one.remarks.push(stray.message());
                    known.push((one, terms));
                }
            }
        }
        if known.len() > before {
            known.sort_by(|(a, _), (b, _)| natural_order(&a.candidate, &b.candidate));
        }
        Ok(())
    }
}

/// Those of `files` that a configuration says are nobody's.
fn ignored(files: &[PathBuf], chooser: &mut Chooser) -> Result<HashSet<PathBuf>, Failure> {
    let mut all = HashSet::new();
    for path in files {
        if chooser.configs.of_dossier(path)?.is_some_and(|config| config.ignores(path)) {
            all.insert(path.clone());
        }
    }
    Ok(all)
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
fn take_companions(known: &mut Vec<(HandedIn, Terms)>) {
    let mut owners: HashMap<PathBuf, String> = HashMap::new();
    for (handed_in, terms) in known.iter_mut() {
        let (Some(name), Some(config)) = (&terms.candidate, &terms.config) else { continue };
        for Companion { role, file } in config.companions_of(name) {
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
