//! What `receive`, `verify` and `summaries` share: which files are whose, and what each is held against.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use conforme::assess::{Companion, Input, Shelf, Task, claimed};
use conforme::batch::Outcome;
use conforme::calendar::{Date, english_date, french_date};
use conforme::certification::{DOSSIER, RESUME, SessionDocument};
use conforme::check::{Deposit, deadlines};
use conforme::config::{Moment, Problem};
use conforme::discover::{DiscoverError, discover, may_be_a_dossier, natural_order};
use conforme::document::NoticeKind;
use conforme::dossier::Dossier;
use conforme::finding::Status;
use conforme::handed_in::{self, HandedIn};
use conforme::measure::PageMethod;
use conforme::message::Message;
use conforme::pages::PagesFrom;
use conforme::pseudonym::Disguise;
use conforme::receipt::{Due, Facts, File, Receipt, Role, Session};
use conforme::say;
use conforme::source::digest_of_file;

use super::args::Settings;
use super::choose::{Chooser, Terms, documents, shelf};
use super::clock::Clock;
use super::console::Console;
use super::decisions::Decisions;
use super::failure::Failure;
use super::gather::{is_under, says_where};
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
        for error in &errors {
            console.note(&told::discovery(error));
        }
        let documents = Arc::new(match found.first() {
            Some(first) => {
                let terms = chooser.terms(&first.path)?;
                let task = chooser.task(first.path.clone(), &terms)?;
                documents(&*shelf(&chooser.shelves, &task.overlays)?, &task.rules)?
            }
            None => Vec::new(),
        });
        let mut handed_in = handed_in::gather(&self.paths, found, &documents);
        let terms =
            handed_in.iter_mut().map(|one| configured(one, chooser)).collect::<Result<Vec<_>, _>>()?;
        let mut known: Vec<_> = handed_in.into_iter().zip(terms).collect();
        take_companions(&mut known);
        self.take_strays(&mut known, chooser)?;
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
                "aucun dossier à recevoir. Donnez le dossier qui contient les fichiers remis (DOCX, ODT, PDF, Markdown).",
                "no dossier to receive. Give the folder that holds the files handed in (DOCX, ODT, PDF, Markdown)."
            ))
        })?;
        self.pseudonyms.show(console, everybody.as_ref());
        let failed = errors.iter().any(|error| !matches!(error, DiscoverError::Own(_)));
        Ok(Candidates { all, terms, failed })
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
        let near = files.first().map(|file| file.path.clone()).unwrap_or_default();
        let session = self.session.in_force(terms)?;
        let today = clock.day(&session);
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
            bare: chooser.task(near, terms)?,
            date: day,
            resume_date: None,
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
    /// Adds who has a place among candidates and nothing there that the patterns of the configuration take for a dossier:
    /// whatever lies there is none.
    fn take_strays(&self, known: &mut Vec<(HandedIn, Terms)>, chooser: &mut Chooser) -> Result<(), Failure> {
        let before = known.len();
        for root in self.paths.iter().filter(|path| path.is_dir()) {
            let config = chooser.configs.of_folder(root)?.filter(|config| says_where(config));
            let Some(config) = config else { continue };
            for problem in config.candidates().1 {
                let Problem::Stray(stray) = problem else { continue };
                let place = stray.place.as_path();
                if !is_under(place, root) && !is_under(root, place) {
                    continue;
                }
                let mut any = false;
                for (one, _) in known.iter_mut() {
                    if one.set_aside(&|path| is_under(path, place)) {
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
            handed_in.take(&file.path, role.as_deref().unwrap_or_default());
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
    /// The document that somebody said it is.
    pub(super) said: Option<String>,
}

/// What a receipt is to be made of.
#[derive(Debug)]
pub(super) struct Received {
    /// The candidate as they are told.
    pub(super) candidate: String,
    /// What hides their name, where that is wanted.
    pub(super) disguise: Option<Disguise>,
    pub(super) files: Vec<ReceivedFile>,
    /// The task of checking it, without its files.
    pub(super) bare: Task,
    pub(super) date: Date,
    /// When the résumé came, where that is another day.
    pub(super) resume_date: Option<Date>,
    pub(super) session: Option<Session>,
    /// Documents of a session, whose names tell what a file is.
    pub(super) documents: Arc<Vec<SessionDocument>>,
    /// What was decided beside the rules.
    pub(super) decisions: Decisions,
    /// What else is to be known.
    pub(super) remarks: Vec<Message>,
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
        let companions = self.beside();
        let pages = self.twin().map(|path| PagesFrom::Twin(Input::at(path))).into_iter().collect();
        Some(Task { path, files, companions, pages, ..self.bare.clone() })
    }

    /// What is read beside the dossier, as `check` does: the résumé, where there is one, and every file that somebody
    /// said or whose name tells what it is, but for the PDF of another of them.
    fn beside(&self) -> Vec<Companion> {
        let resumes = self.files.iter().filter(|file| file.role == Role::Resume);
        let others = self.files.iter().filter(|file| {
            file.role == Role::Other
                && may_be_a_dossier(&file.path)
                && (file.said.is_some() || claimed(&self.documents, &file.path).is_some())
        });
        let one_resume = if resumes.clone().count() == 1 { 1 } else { 0 };
        let all: Vec<&ReceivedFile> = resumes.take(one_resume).chain(others).collect();
        let is_pdf_of_another = |file: &ReceivedFile| {
            let stem = file.path.with_extension("");
            is_pdf(&file.path)
                && all.iter().any(|other| !is_pdf(&other.path) && other.path.with_extension("") == stem)
        };
        all.iter()
            .filter(|file| file.said.is_some() || !is_pdf_of_another(file))
            .map(|file| Companion { role: file.said.clone(), file: Input::at(&file.path) })
            .collect()
    }

    /// The PDF of a dossier that is none itself.
    fn twin(&self) -> Option<&PathBuf> {
        let is_pdf = |path: &&PathBuf| is_pdf(path);
        if self.of(Role::Dossier).any(|path| is_pdf(&path)) { None } else { self.of(Role::Copy).find(is_pdf) }
    }

    /// The receipt, with what came of the task.
    pub(super) fn receipt(&self, outcome: Option<Outcome>, shelf: &Shelf) -> Result<Receipt, Failure> {
        let mut remarks = self.remarks();
        remarks.extend(self.remarks.iter().cloned());
        let mut dossier = match outcome {
            Some(Ok(mut dossier)) => {
                self.decisions.apply(&mut dossier);
                Some(dossier)
            }
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
        let files = self.files.iter().map(|one| self.file(one, dossier.as_ref()));
        let files = files.collect::<Result<_, _>>()?;
        Ok(Receipt::of(Facts {
            candidate: self.candidate.clone(),
            date: self.date,
            resume_date: self.resume_date,
            session: self.session.clone(),
            files,
            certification,
            dossier: dossier.as_ref(),
            deadlines,
            remarks,
        }))
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
        let Some((day, calendar)) = session.calendar() else { return Ok(Vec::new()) };
        let waives = |id: &str| self.task().is_some_and(|task| self.decisions.waive(id, &task));
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
                        waived: !met && waives(&finding.requirement),
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

impl Received {
    /// A file as the receipt tells it. What was judged has the digest of the bytes that were.
    fn file(&self, received: &ReceivedFile, dossier: Option<&Dossier>) -> Result<File, Failure> {
        let shown = received.path.to_string_lossy();
        let judged = dossier.iter().flat_map(|dossier| &dossier.documents).find(|one| one.path == shown);
        let in_parts = received.role == Role::Dossier && self.of(Role::Dossier).count() > 1;
        let size = |path: &Path| std::fs::metadata(path).map(|meta| meta.len());
        let (size, digest) = match judged.filter(|_| !in_parts) {
            Some(one) => {
                let size = size(&received.path)
                    .map_err(|error| Failure::Path(Message::unread(&received.path, &error)))?;
                (size, one.digest.clone())
            }
            None => digest_of_file(&received.path).map_err(|error| Failure::Path(error.message()))?,
        };
        let document = judged.map(|one| one.role.clone());
        Ok(File { name: received.name.clone(), role: received.role, document, size, digest })
    }
}

fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|name| name.eq_ignore_ascii_case("pdf"))
}
