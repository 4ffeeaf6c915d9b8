//! What `receive` and `summaries` share: which files are whose, and what each is held against.

mod everybody;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use conforme::calendar::{Date, english_date, french_date};
use conforme::certification::SessionDocument;
use conforme::config::{Config, Moment};
use conforme::discover::{DiscoverError, Found, discover, files_in, natural_order};
use conforme::handed_in::{self, HandedIn, Places};
use conforme::pseudonym::Disguise;
use conforme::receipt::{Role, Session};
use conforme::say;

use super::args::Settings;
use super::choose::{Chooser, Terms, documents, shelf};
use super::clock::Clock;
use super::console::Console;
use super::decisions::Decisions;
use super::failure::Failure;
use super::pseudonyms::{Names, PseudonymArgs};
use super::reception::{Beside, Received, ReceivedFile, UNEXAMINED};
use super::session::SessionArgs;
use super::told;
use super::within::Lies;
use everybody::Everybody;

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
        self.settings.one_certification()?;
        self.pseudonyms.hide(console);
        let (mut found, errors) = discover(&self.paths);
        let ignored = self.ignored(&found, chooser)?;
        found.retain(|one| !ignored.contains(&one.path));
        let documents = match found.first() {
            Some(first) => {
                let terms = chooser.terms(&first.path)?;
                let task = chooser.task(first.path.clone(), &terms)?;
                documents(&*shelf(&chooser.shelves, &task.overlays)?, &task.rules)?
            }
            None => Vec::new(),
        };
        let places = Places::of(&self.paths, self.folders(&found, chooser)?);
        let mut handed_in = handed_in::gather(&places, found, &documents);
        let is_ignored = |path: &Path| ignored.contains(path);
        let nobodys = handed_in::add_unexamined(&places, &mut handed_in, &is_ignored);
        let nobodys = handed_in::add_unread(&places, &mut handed_in, nobodys);
        let errors = without_unread(errors, &handed_in);
        errors.iter().for_each(|error| console.note(&told::discovery(error)));
        let everybody = Everybody::of(handed_in, &self.paths, chooser)?;
        let known = everybody.with_missing()?;
        let terms = known.first().map(|(_, terms)| terms.clone()).ok_or_else(|| {
            Failure::Path(say!(
                "aucun fichier à recevoir. Donnez le dossier qui contient les fichiers remis (DOCX, ODT, PDF, Markdown).",
                "no file to receive. Give the folder that holds the files handed in (DOCX, ODT, PDF, Markdown)."
            ))
        })?;
        let names = Names(self.pseudonyms.salt());
        let mut disguise = names.0.clone().map(Disguise::new);
        let reception = Reception { args: self, chooser, names, documents: Arc::new(documents), date, clock };
        let mut all = Vec::with_capacity(known.len());
        for (handed_in, terms) in known {
            let received = reception.received(&handed_in, terms)?;
            if let Some(disguise) = &mut disguise {
                disguise.know(&handed_in.candidate, received.paths().iter().map(String::as_str));
            }
            all.push((handed_in, received));
        }
        if let Some(disguise) = &disguise {
            // They name others.
            let told = all.iter_mut().flat_map(|(_, one)| one.shared.iter_mut().chain(&mut one.doubts));
            told.for_each(|message| disguise.message(message));
        }
        if self.pseudonyms.pseudonyms {
            // The order of the names would tell who is who.
            all.sort_by(|(_, a), (_, b)| natural_order(&a.candidate, &b.candidate));
        }
        self.pseudonyms.show(console, disguise.as_ref());
        let failed = errors.iter().any(|error| !matches!(error, DiscoverError::Own(_)));
        Ok(Candidates { all, terms, nobodys, failed })
    }

    /// What lies there or was `found` and a configuration says to be nobody's; a file that is named is somebody's.
    fn ignored(&self, found: &[Found], chooser: &mut Chooser) -> Result<HashSet<PathBuf>, Failure> {
        let mut ignored = HashSet::new();
        for path in files_in(&self.paths).into_iter().chain(found.iter().map(|one| one.path.clone())) {
            let is_named = path.is_file() && self.paths.contains(&path);
            let config = chooser.configs.of_dossier(&path)?.filter(|_| !is_named);
            if config.is_some_and(|config| config.ignores(&path)) {
                ignored.insert(path);
            }
        }
        Ok(ignored)
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
}

/// The `errors` of a search, but for folders without a document in which somebody handed in something else.
fn without_unread(errors: Vec<DiscoverError>, handed_in: &[HandedIn]) -> Vec<DiscoverError> {
    let lies = Lies::default();
    let is_anybodys = |folder: &Path| {
        handed_in.iter().any(|one| one.unexamined.iter().any(|path| lies.is_under(path, folder)))
    };
    let is_error =
        |error: &DiscoverError| !matches!(error, DiscoverError::NoDocument(folder) if is_anybodys(folder));
    errors.into_iter().filter(is_error).collect()
}

/// What receipts are made of beside what was handed in.
struct Reception<'a, 'c> {
    args: &'a HandedInArgs,
    chooser: &'a Chooser<'c>,
    names: Names,
    documents: Arc<Vec<SessionDocument>>,
    /// The day, where it was given.
    date: Option<Date>,
    clock: Clock,
}

impl Reception<'_, '_> {
    fn received(&self, handed_in: &HandedIn, terms: Terms) -> Result<Received, Failure> {
        let files = self.files(handed_in);
        let unexamined = self.unexamined(handed_in, files.len() + 1);
        let near = files.first().map(|file| &file.path).or_else(|| handed_in.unexamined.first());
        let bare = self.chooser.task(near.cloned().unwrap_or_default(), &terms)?;
        let session = self.args.session.in_force(&terms)?;
        let today = self.clock.day(&session);
        let date = self.date.or(session.handed_in.depot);
        let day = date.unwrap_or(today);
        let mut remarks = handed_in.remarks.clone();
        if date.is_none() {
            let (fr, en) = (french_date(day), english_date(day));
            remarks.push(say!(
                "Le jour de la réception n'a pas été donné : c'est celui où ce reçu a été fait, {fr}.",
                "The day of reception was not given: it is the one on which this receipt was made, {en}."
            ));
        }
        let mut received = Received {
            candidate: self.names.candidate(handed_in),
            disguise: None,
            files,
            unexamined,
            shared: handed_in.shared.clone(),
            doubts: handed_in.doubts.clone(),
            more: handed_in.unexamined.len().saturating_sub(UNEXAMINED),
            bare,
            date: day,
            resume_date: session.handed_in.resume,
            session: session.date.map(|day| Session::of(day, &session.calendar)),
            documents: Arc::clone(&self.documents),
            decisions: Decisions::Configured { terms, moment: Moment { deposit: day, today } },
            remarks,
        };
        received.disguise = self.names.disguise(&handed_in.candidate, &received.paths());
        Ok(received)
    }

    /// The documents, with what each was taken for.
    fn files(&self, handed_in: &HandedIn) -> Vec<ReceivedFile> {
        let of_dossier = if handed_in.dossiers.len() == 1 { Role::Dossier } else { Role::PerhapsDossier };
        let dossiers = handed_in.dossiers.iter().flat_map(|found| &found.files);
        let of = |role: Role| move |path: &PathBuf| (path.clone(), role);
        let all = dossiers
            .map(of(of_dossier))
            .chain(handed_in.copies.iter().map(of(Role::Copy)))
            .chain(handed_in.resumes.iter().map(of(Role::Resume)))
            .chain(handed_in.others.iter().map(of(Role::Other)));
        all.zip(1..)
            .map(|((path, role), number)| ReceivedFile {
                name: self.names.file(handed_in, &path, &self.args.paths, number),
                said: handed_in.said.iter().find(|(one, _)| *one == path).map(|(_, role)| role.clone()),
                path,
                role,
            })
            .collect()
    }

    /// What came beside and is not read, numbered from `first` on.
    fn unexamined(&self, handed_in: &HandedIn, first: usize) -> Vec<Beside> {
        let all = handed_in.unexamined.iter().take(UNEXAMINED).zip(first..);
        all.map(|(path, number)| Beside {
            name: self.names.file(handed_in, path, &self.args.paths, number),
            path: path.clone(),
        })
        .collect()
    }
}
