//! What one candidate handed in, the task of checking it, and the receipt of it.

use std::path::{Path, PathBuf};

use conforme::assess::{Companion, Input, Shelf, Task};
use conforme::batch::Outcome;
use conforme::calendar::{Calendar, Date};
use conforme::certification::{DOSSIER, RESUME};
use conforme::check::{Deposit, deadlines};
use conforme::document::NoticeKind;
use conforme::dossier::Dossier;
use conforme::finding::Status;
use conforme::measure::PageMethod;
use conforme::message::{Message, counted};
use conforme::pages::PagesFrom;
use conforme::pseudonym::Disguise;
use conforme::receipt::{Due, Facts, File, Receipt, Role, Session, Unexamined};
use conforme::say;
use conforme::source::digest_of;

use super::failure::Failure;

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
pub(super) const UNEXAMINED: usize = 200;

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
    pub(super) fn paths(&self) -> Vec<String> {
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
