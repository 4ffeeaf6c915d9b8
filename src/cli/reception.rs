//! What one candidate handed in, the task of checking it, and the receipt of it.

mod due;
mod files;
mod remarks;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use conforme::assess::{Companion, Input, Rules, Shelf, Task, claimed, summary};
use conforme::batch::Outcome;
use conforme::calendar::Date;
use conforme::certification::{DOSSIER, SessionDocument};
use conforme::discover::{is_version, may_be_a_dossier};
use conforme::document::{Notice, NoticeKind};
use conforme::dossier::CertificationSummary;
use conforme::handed_in::nobodys_resume;
use conforme::message::{Message, counted};
use conforme::pages::PagesFrom;
use conforme::pseudonym::Disguise;
use conforme::receipt::{Facts, File, Receipt, Role, Session, Unexamined};
use conforme::say;

use super::choose::Terms;
use super::decisions::Decisions;
use super::failure::Failure;
use files::{identity, unread_beside};

/// A file that was received: where it is, how it is told, what it was taken for.
#[derive(Clone, Debug)]
pub(super) struct ReceivedFile {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) role: Role,
    /// The document that somebody said it is.
    pub(super) said: Option<String>,
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
    /// Documents of a session, whose names tell what a file is.
    pub(super) documents: Arc<Vec<SessionDocument>>,
    /// What was decided beside the rules.
    pub(super) decisions: Decisions,
    /// Why no telling whether the dossier is theirs.
    pub(super) shared: Option<Message>,
    /// What else could not be judged, as it may be somebody else's.
    pub(super) doubts: Vec<Message>,
    /// What else is to be known.
    pub(super) remarks: Vec<Message>,
}

impl Received {
    /// Where the documents lie, as text.
    pub(super) fn paths(&self) -> Vec<String> {
        self.files.iter().map(|file| file.path.to_string_lossy().into_owned()).collect()
    }

    /// Every file that was received, read or not.
    pub(super) fn all_paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.files.iter().map(|file| &file.path).chain(self.unexamined.iter().map(|beside| &beside.path))
    }

    /// The task without its files, and what holds for the candidate, where a configuration says so.
    pub(super) fn decided(&self) -> Option<(&Task, &Terms)> {
        match &self.decisions {
            Decisions::Configured { terms, .. } => Some((&self.bare, terms)),
            Decisions::Received(_) => None,
        }
    }

    fn of(&self, role: Role) -> impl Iterator<Item = &PathBuf> {
        self.files.iter().filter(move |file| file.role == role).map(|file| &file.path)
    }

    /// The task of checking it; none where it is not known which file is the dossier.
    pub(super) fn task(&self) -> Option<Task> {
        let files: Vec<Input> = self.of(Role::Dossier).map(Input::at).collect();
        let Some(path) = files.first().map(|file| file.path.clone()) else { return self.without_dossier() };
        let companions = self.beside();
        let pages = self.twin().map(|path| PagesFrom::Twin(Input::at(path))).into_iter().collect();
        let complete = self.reads_all(&companions);
        let versions = self.of(Role::Copy).filter(|copy| is_version(&path, copy)).map(Input::at).collect();
        Some(Task { path, files, companions, versions, complete, pages, ..self.bare.clone() })
    }

    /// The task of checking what is called another document than the dossier; none where that may be one of several.
    fn without_dossier(&self) -> Option<Task> {
        if self.files.len() == 1 || self.of(Role::PerhapsDossier).next().is_some() {
            return self.lone();
        }
        let mut all = self.beside().into_iter();
        let Companion { role, file } = all.next()?;
        let (path, files) = (file.path.clone(), vec![file]);
        Some(Task { path, files, role, companions: all.collect(), found: true, ..self.bare.clone() })
    }

    /// The task of checking the only file, where its name says that it is another document than the dossier: what it
    /// holds may say otherwise.
    fn lone(&self) -> Option<Task> {
        let [file] = self.files.as_slice() else { return None };
        let claimed = claimed(&self.documents, &file.path).filter(|_| file.role == Role::Other);
        let is_known = file.role == Role::Resume || claimed.is_some() || file.said.is_some();
        // Nothing of it was read where nobody knew whose it is.
        let is_nobodys = match &self.decisions {
            Decisions::Received(receipt) => receipt.files.iter().all(|file| file.document.is_none()),
            Decisions::Configured { .. } => self.remarks.contains(&nobodys_resume().0),
        };
        // Slides are told from a dossier by what they hold, other documents by their names alone.
        let is_slides = |role: &String| self.documents.iter().any(|one| one.id == *role && one.slides);
        let role = file.said.clone().or(claimed.filter(|role| !is_slides(role)));
        (is_known && may_be_a_dossier(&file.path) && !is_nobodys).then(|| Task {
            path: file.path.clone(),
            files: vec![Input::at(&file.path)],
            role,
            ..self.bare.clone()
        })
    }

    /// True where all that was received is read, more than the dossier alone: what is not among it was not received.
    fn reads_all(&self, companions: &[Companion]) -> bool {
        let stem = |path: &Path| path.with_extension("");
        let is_read = |file: &ReceivedFile| {
            matches!(file.role, Role::Dossier | Role::Copy)
                || companions.iter().any(|one| stem(&one.file.path) == stem(&file.path))
        };
        !companions.is_empty()
            && self.unexamined.is_empty()
            && self.more == 0
            && self.files.iter().all(is_read)
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
        let is_sure = resumes.clone().count() == 1;
        let all: Vec<&ReceivedFile> = resumes.filter(|_| is_sure).chain(others).collect();
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
        let (mut dossier, failed) = match outcome {
            Some(Ok(mut dossier)) => {
                self.decisions.apply(&mut dossier);
                (Some(dossier), None)
            }
            Some(Err(error)) => (None, Some(error.message())),
            None => (None, None),
        };
        if let Some(dossier) = &mut dossier {
            let kind = NoticeKind::UnreadDocument;
            let doubts = self.doubts.iter().cloned();
            dossier.notices.extend(doubts.map(|message| Notice { kind, message, page: None }));
            dossier.reconsider();
        }
        let rules = match &dossier {
            Some(dossier) if !dossier.documents.is_empty() => Some(shelf.find(&dossier.certification.id)?),
            _ => None,
        };
        let main = rules.as_deref().map_or(DOSSIER, |rules| rules.main_document());
        let judged = dossier.iter().flat_map(|dossier| &dossier.documents).map(|one| one.role.as_str());
        let has_main = judged.clone().any(|role| role == main);
        let is_another = judged.count() > 0 && !has_main;
        let has_dossier = has_main || !is_another && self.of(Role::Dossier).next().is_some();
        let mut remarks = self.of_number(has_dossier, dossier.as_ref(), rules.as_deref());
        if let (Some(dossier), Some(message)) = (dossier.as_mut().filter(|_| is_another), remarks.first()) {
            // Of a lone file that was said to be another document, whoever judged it asked for no dossier.
            let kind = NoticeKind::NoMainDocument;
            dossier.notices.push(Notice { kind, message: message.clone(), page: None });
            dossier.reconsider();
        }
        remarks.extend(dossier.as_ref().into_iter().flat_map(|dossier| self.doubts(dossier)));
        remarks.extend(failed);
        remarks.extend(self.remarks.iter().cloned());
        let (unexamined, unread) = self.unexamined();
        remarks.extend(unread);
        remarks.extend(dossier.as_ref().into_iter().flat_map(|dossier| self.other_pages(dossier)));
        let (files, unread): (Vec<File>, Vec<Option<Message>>) =
            self.files.iter().map(|one| self.file(one, dossier.as_ref(), main)).unzip();
        remarks.extend(unread.into_iter().flatten());
        // What leaves the dossier in doubt has told of most of them.
        let told = |file: &&File| {
            let named = format!("À vérifier : {}", file.name);
            remarks.iter().any(|remark| remark.fr.starts_with(&named))
        };
        let untold: Vec<Message> =
            files.iter().filter(|file| !told(file)).filter_map(unread_beside).collect();
        remarks.extend(untold);
        if let Some(disguise) = &self.disguise {
            if let Some(dossier) = &mut dossier {
                dossier.unreadable.iter_mut().for_each(|why| disguise.unreadable(why));
                let waivers = dossier.findings.iter_mut().filter_map(|finding| finding.waiver.as_mut());
                waivers.for_each(|waiver| disguise.waiver(waiver));
            }
            remarks.iter_mut().for_each(|remark| disguise.message(remark));
        }
        let certification = match &dossier {
            Some(dossier) => dossier.certification.clone(),
            None => self.certification(shelf)?,
        };
        let deadlines = match &self.session {
            Some(session) if !certification.id.is_empty() => {
                self.due(shelf, &certification.id, session, &files)?
            }
            _ => Vec::new(),
        };
        if let Some(dossier) = &mut dossier {
            due::weigh(dossier, &deadlines);
        }
        Ok(Receipt::of(Facts {
            candidate: self.candidate.clone(),
            date: self.date,
            resume_date: self.resume_date.filter(|_| files.iter().any(File::is_resume)),
            session: self.session.clone(),
            files,
            unexamined,
            certification,
            dossier: dossier.as_ref(),
            deadlines: deadlines.into_iter().map(|one| one.due).collect(),
            remarks,
        }))
    }

    /// What the dossier was to be held against, where somebody said so; nothing where only its own words tell.
    fn certification(&self, shelf: &Shelf) -> Result<CertificationSummary, Failure> {
        match &self.bare.rules {
            Rules::Named { name, .. } => Ok(summary(&*shelf.find(name)?)),
            Rules::OwnWords { .. } => Ok(CertificationSummary::default()),
        }
    }

    /// What came beside with its digest, and what there is to tell of it.
    fn unexamined(&self) -> (Vec<Unexamined>, Vec<Message>) {
        let (mut all, mut remarks) = (Vec::new(), Vec::new());
        for Beside { path, name } in &self.unexamined {
            let (size, digest, unread) = identity(path, name, self.bare.limits.file_bytes);
            remarks.extend(unread);
            all.push(Unexamined { name: name.clone(), size, digest });
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
}

fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|name| name.eq_ignore_ascii_case("pdf"))
}
