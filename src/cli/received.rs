//! What `receive`, `verify` and `summaries` share: which files are whose, and what each is held against.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use clap::Args;
use conforme::assess::{Companion, Input, Shelf, Task};
use conforme::batch::Outcome;
use conforme::calendar::{Calendar, Date};
use conforme::certification::{DOSSIER, RESUME};
use conforme::check::{Deposit, deadlines};
use conforme::discover::{DiscoverError, discover};
use conforme::document::NoticeKind;
use conforme::dossier::Dossier;
use conforme::finding::Status;
use conforme::handed_in::{self, HandedIn};
use conforme::measure::PageMethod;
use conforme::message::{Message, counted};
use conforme::pages::PagesFrom;
use conforme::pseudonym::Disguise;
use conforme::receipt::{Due, Facts, File, Receipt, Role, Session, Unexamined};
use conforme::say;
use conforme::source::digest_of;

use super::args::Settings;
use super::choose::{Chooser, Terms};
use super::console::Console;
use super::failure::Failure;
use super::pseudonyms::{Names, PseudonymArgs};
use super::session::SessionArgs;
use super::told;

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
    /// Finds what every candidate handed in on `date`.
    pub(super) fn candidates(
        &self,
        chooser: &mut Chooser,
        date: Date,
        console: &Console,
    ) -> Result<Candidates, Failure> {
        self.session.zone()?;
        self.pseudonyms.hide(console);
        let (found, errors) = discover(&self.paths);
        for error in &errors {
            console.note(&told::discovery(error));
        }
        let mut handed_in = handed_in::gather(&self.paths, found);
        let nobodys = handed_in::add_unexamined(&self.paths, &mut handed_in);
        let terms =
            handed_in.iter_mut().map(|one| configured(one, chooser)).collect::<Result<Vec<_>, _>>()?;
        let mut known: Vec<_> = handed_in.into_iter().zip(terms).collect();
        take_companions(&mut known);
        let names = Names(self.pseudonyms.salt());
        let mut everybody = names.0.clone().map(Disguise::new);
        let mut all = Vec::with_capacity(known.len());
        let mut first = None;
        for (handed_in, terms) in known {
            let received = self.received(&handed_in, &terms, &names, chooser, date)?;
            if let Some(everybody) = &mut everybody {
                everybody.know(&handed_in.candidate, received.paths().iter().map(String::as_str));
            }
            first.get_or_insert(terms);
            all.push((handed_in, received));
        }
        let terms = first.ok_or_else(|| {
            Failure::Path(say!(
                "aucun dossier à recevoir. Donnez le dossier qui contient les fichiers remis (DOCX, ODT, PDF, Markdown).",
                "no dossier to receive. Give the folder that holds the files handed in (DOCX, ODT, PDF, Markdown)."
            ))
        })?;
        self.pseudonyms.show(console, everybody.as_ref());
        let failed = errors.iter().any(|error| !matches!(error, DiscoverError::Own(_)));
        Ok(Candidates { all, terms, nobodys, failed })
    }

    fn received(
        &self,
        handed_in: &HandedIn,
        terms: &Terms,
        names: &Names,
        chooser: &Chooser,
        date: Date,
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
        let near = files.first().map(|file| file.path.clone()).unwrap_or_default();
        let session = self.session.in_force(terms)?;
        let mut received = Received {
            candidate: names.candidate(handed_in),
            disguise: None,
            files,
            unexamined,
            more,
            bare: chooser.task(near, terms)?,
            date,
            resume_date: None,
            session: session.date.map(|day| Session::of(day, &session.calendar)),
        };
        received.disguise = names.disguise(&handed_in.candidate, &received.paths());
        Ok(received)
    }
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
        let near = dossiers.chain(&handed_in.resumes).chain(&handed_in.others).next();
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
            handed_in.take(&file.path, role.as_deref() == Some(RESUME));
            owners.extend(std::path::absolute(&file.path).map(|path| (path, name.clone())));
        }
    }
    for (handed_in, _) in known.iter_mut() {
        let own = handed_in.candidate.clone();
        let owner = |path: &Path| owners.get(&std::path::absolute(path).ok()?);
        handed_in.forget(&|path| owner(path).is_some_and(|owner| *owner != own));
    }
    known.retain(|(handed_in, _)| !handed_in.is_empty());
}

/// A file that was received: where it is, how it is told, what it was taken for.
#[derive(Clone, Debug)]
pub(super) struct ReceivedFile {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) role: Role,
}

/// A file that came beside and is not read.
#[derive(Clone, Debug)]
pub(super) struct Beside {
    pub(super) path: PathBuf,
    pub(super) name: String,
}

/// Files that are not read and stand on a receipt before the others are only counted.
const UNEXAMINED: usize = 200;

/// What a receipt is to be made of.
#[derive(Debug)]
pub(super) struct Received {
    /// The candidate as they are told.
    pub(super) candidate: String,
    /// What hides their name, where that is wanted.
    pub(super) disguise: Option<Disguise>,
    pub(super) files: Vec<ReceivedFile>,
    pub(super) unexamined: Vec<Beside>,
    /// How many more there are that are not read.
    pub(super) more: usize,
    /// The task of checking it, without its files.
    pub(super) bare: Task,
    pub(super) date: Date,
    /// When the résumé came, where that is another day.
    pub(super) resume_date: Option<Date>,
    pub(super) session: Option<Session>,
}

impl Received {
    fn paths(&self) -> Vec<String> {
        self.files.iter().map(|file| file.path.to_string_lossy().into_owned()).collect()
    }

    fn of(&self, role: Role) -> impl Iterator<Item = &PathBuf> {
        self.files.iter().filter(move |file| file.role == role).map(|file| &file.path)
    }

    /// The task of checking it; none where it is not known which file is the dossier.
    pub(super) fn task(&self) -> Option<Task> {
        let files: Vec<Input> = self.of(Role::Dossier).map(Input::at).collect();
        let path = files.first()?.path.clone();
        let resumes: Vec<_> = self.of(Role::Resume).collect();
        let companions = match resumes.as_slice() {
            [resume] => vec![Companion { role: Some(RESUME.to_owned()), file: Input::at(resume) }],
            _ => Vec::new(),
        };
        let pages = self.twin().map(|path| PagesFrom::Twin(Input::at(path))).into_iter().collect();
        Some(Task { path, files, companions, pages, ..self.bare.clone() })
    }

    /// The PDF of a dossier that is none itself.
    fn twin(&self) -> Option<&PathBuf> {
        let is_pdf = |path: &&PathBuf| path.extension().is_some_and(|name| name.eq_ignore_ascii_case("pdf"));
        if self.of(Role::Dossier).any(|path| is_pdf(&path)) { None } else { self.of(Role::Copy).find(is_pdf) }
    }

    /// The receipt, with what came of the task.
    pub(super) fn receipt(&self, outcome: Option<Outcome>, shelf: &Shelf) -> Result<Receipt, Failure> {
        let mut remarks = self.remarks();
        let (unexamined, unread) = self.unexamined();
        remarks.extend(unread);
        let mut dossier = match outcome {
            Some(Ok(dossier)) => Some(dossier),
            Some(Err(error)) => {
                remarks.push(error.message());
                None
            }
            None => None,
        };
        remarks.extend(dossier.as_ref().into_iter().flat_map(|dossier| self.other_pages(dossier)));
        if let Some(disguise) = &self.disguise {
            dossier
                .iter_mut()
                .filter_map(|dossier| dossier.unreadable.as_mut())
                .for_each(|why| disguise.unreadable(why));
            remarks.iter_mut().for_each(|remark| disguise.message(remark));
        }
        let certification = dossier.as_ref().map(|dossier| dossier.certification.clone()).unwrap_or_default();
        let deadlines = match &self.session {
            Some(session) if !certification.id.is_empty() => self.due(shelf, &certification.id, session)?,
            _ => Vec::new(),
        };
        let files = self.files.iter().map(file).collect::<Result<_, _>>()?;
        Ok(Receipt::of(Facts {
            candidate: self.candidate.clone(),
            date: self.date,
            resume_date: self.resume_date,
            session: self.session.clone(),
            files,
            unexamined,
            certification,
            dossier: dossier.as_ref(),
            deadlines,
            remarks,
        }))
    }

    /// What came beside with its digest, and what there is to tell of it.
    fn unexamined(&self) -> (Vec<Unexamined>, Vec<Message>) {
        let (mut all, mut remarks) = (Vec::new(), Vec::new());
        for Beside { path, name } in &self.unexamined {
            match digest_of(path) {
                Ok((size, digest)) => all.push(Unexamined { name: name.clone(), size, digest }),
                Err(error) => remarks.push(Message::unread(Path::new(name), &error)),
            }
        }
        if self.more > 0 {
            let Message { fr, en } =
                counted(self.more, ["autre fichier", "autres fichiers"], ["more file", "more files"]);
            remarks.push(say!(
                "{fr} sans examen ni empreinte ici : un reçu en tient {UNEXAMINED} au plus.",
                "{en} neither examined nor listed here: a receipt holds {UNEXAMINED} at most."
            ));
        }
        (all, remarks)
    }

    /// Why the PDF beside the dossier did not tell its pages, where it did not.
    fn other_pages(&self, dossier: &Dossier) -> Vec<Message> {
        let pages = dossier.measured.as_ref().and_then(|measured| measured.pages.as_ref());
        if self.twin().is_none() || pages.is_some_and(|pages| pages.method == PageMethod::TwinPdf) {
            return Vec::new();
        }
        let notices = dossier.notices.iter().filter(|notice| notice.kind == NoticeKind::Pages);
        notices.map(|notice| notice.message.clone()).collect()
    }

    fn remarks(&self) -> Vec<Message> {
        let count = |role: Role| self.of(role).count();
        let mut out = Vec::new();
        if count(Role::PerhapsDossier) > 0 {
            out.push(say!(
                "Plusieurs fichiers peuvent être le dossier de projet : aucun n'a été vérifié. Ne laissez que le bon, ou \
                 appelez les autres autrement (annexes, resume, presentation).",
                "Several files may be the dossier de projet: none was checked. Leave only the right one, or give the others \
                 other names (annexes, resume, presentation)."
            ));
        } else if count(Role::Dossier) == 0 {
            out.push(say!(
                "Aucun dossier de projet parmi ces fichiers.",
                "No dossier de projet among these files."
            ));
        }
        if count(Role::Resume) > 1 {
            out.push(say!(
                "Plusieurs fichiers peuvent être le résumé : aucun n'a été vérifié.",
                "Several files may be the résumé: none was checked."
            ));
        }
        out
    }

    /// What the candidate's deadlines come to.
    fn due(&self, shelf: &Shelf, certification: &str, session: &Session) -> Result<Vec<Due>, Failure> {
        let certification = shelf.find(certification)?;
        let closed = session.closed.iter().filter_map(|day| Some((day.parse().ok()?, String::new())));
        let calendar =
            Calendar { closed: closed.collect(), ..Calendar::of(super::deadlines::zone(&session.zone)?) };
        let Ok(day) = session.date.parse::<Date>() else { return Ok(Vec::new()) };
        let has_resume = self.of(Role::Resume).next().is_some();
        let due = |of: &str, handed_in: Date| {
            let resume = of == RESUME;
            deadlines(&certification, &calendar, day, Deposit::on(handed_in), &[of]).into_iter().map(
                move |finding| {
                    let met = finding.status == Status::Met;
                    Due {
                        in_time: match self.resume_date {
                            _ if resume && !has_resume => None,
                            // It lies beside the dossier and may have come days before it: only « in time » is sure.
                            None if resume => met.then_some(true),
                            _ => Some(met),
                        },
                        id: finding.requirement,
                        title: finding.title.into(),
                        due: finding.expected.into(),
                    }
                },
            )
        };
        let resume = due(RESUME, self.resume_date.unwrap_or(self.date));
        let mut all: Vec<Due> = due(DOSSIER, self.date).chain(resume).collect();
        let place = |due: &Due| certification.deadlines.iter().position(|one| one.id == due.id);
        all.sort_by_key(place);
        Ok(all)
    }
}

/// A file as the receipt tells it.
fn file(received: &ReceivedFile) -> Result<File, Failure> {
    let (size, digest) =
        digest_of(&received.path).map_err(|error| Failure::Path(Message::unread(&received.path, &error)))?;
    Ok(File { name: received.name.clone(), role: received.role, size, digest })
}
