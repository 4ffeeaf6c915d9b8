//! What `receive`, `verify` and `summaries` share: which files are whose, and what each is held against.

use std::path::{Path, PathBuf};

use clap::Args;
use conforme::assess::{Companion, Input, Rules, Shelf, Task};
use conforme::batch::Outcome;
use conforme::calendar::{Calendar, Date};
use conforme::check::deadlines;
use conforme::discover::discover;
use conforme::finding::Status;
use conforme::handed_in::{self, HandedIn};
use conforme::message::Message;
use conforme::pseudonym::Salt;
use conforme::receipt::{Due, Facts, File, Receipt, Role, Session};
use conforme::say;
use conforme::source::digest;

use super::choose::Chooser;
use super::console::Console;
use super::failure::Failure;
use super::isolation::IsolationArgs;
use super::told;

/// Where the session's files are, and what to hold them against.
#[derive(Clone, Debug, Args)]
pub(super) struct SessionArgs {
    /// Les fichiers ou dossiers remis : au mieux, un dossier par candidat.
    #[arg(required = true, value_name = "CHEMIN")]
    pub(super) paths: Vec<PathBuf>,
    /// La certification, si ni conforme.toml ni les documents ne la disent. Voir « conforme list ».
    #[arg(short, long, value_name = "ID", env = "CONFORME_CERTIFICATION", hide_env = true)]
    pub(super) certification: Option<String>,
    /// Premier jour de la session (AAAA-MM-JJ).
    #[arg(long, value_name = "DATE")]
    pub(super) session: Option<Date>,
    /// Où se tient la session : metropole, alsace-moselle, reunion… ou un numéro de département.
    #[arg(long, value_name = "ZONE", default_value = "metropole")]
    pub(super) zone: String,
    #[command(flatten)]
    pub(super) pseudonyms: PseudonymArgs,
    #[command(flatten)]
    pub(super) isolation: IsolationArgs,
}

/// Sous quels noms les candidats sont dits.
#[derive(Clone, Debug, Args)]
pub(super) struct PseudonymArgs {
    /// Remplace les noms des candidats et des fichiers par des pseudonymes.
    #[arg(long)]
    pub(super) pseudonyms: bool,
    /// Ce qui rend les pseudonymes propres à votre centre, et les mêmes d'une fois à l'autre.
    #[arg(
        long,
        value_name = "TEXTE",
        env = "CONFORME_SALT",
        hide_env_values = true,
        requires = "pseudonyms"
    )]
    salt: Option<String>,
}

impl PseudonymArgs {
    /// The salt of the pseudonyms, where they are asked for.
    pub(super) fn salt(&self) -> Option<Salt> {
        let salt = || self.salt.clone().map_or_else(Salt::of_this_run, Salt::new);
        self.pseudonyms.then(salt)
    }

    /// Tells that the pseudonyms of this run will not come again, where nothing makes them.
    pub(super) fn tell(&self, console: &Console) {
        if self.pseudonyms && self.salt.is_none() {
            console.note(&say!(
                "pseudonymes de cette fois seulement : donnez --salt pour retrouver les mêmes plus tard.",
                "pseudonyms of this run only: give --salt to get the same ones later."
            ));
        }
    }
}

/// The candidates, with the names under which they are told.
pub(super) struct Candidates<'a> {
    pub(super) all: Vec<HandedIn>,
    /// Who chooses the rules of each.
    pub(super) chooser: Chooser<'a>,
    pub(super) names: Names,
    /// A path gave nothing; that was told.
    pub(super) failed: bool,
}

/// How candidates and files are called.
pub(super) struct Names(Option<Salt>);

impl SessionArgs {
    /// Finds what every candidate handed in.
    pub(super) fn candidates(&self, console: &Console) -> Result<Candidates<'_>, Failure> {
        let (found, errors) = discover(&self.paths);
        for error in &errors {
            console.note(&told::discovery(error));
        }
        let mut all = handed_in::gather(&self.paths, found);
        let mut chooser = Chooser::new(self.certification.as_deref());
        for handed_in in &mut all {
            chooser.name(handed_in)?;
        }
        if all.is_empty() {
            return Err(Failure::Path(say!(
                "aucun dossier à recevoir. Donnez le dossier qui contient les fichiers remis (DOCX, ODT, PDF, Markdown).",
                "no dossier to receive. Give the folder that holds the files handed in (DOCX, ODT, PDF, Markdown)."
            )));
        }
        let names = Names(self.pseudonyms.salt());
        Ok(Candidates { all, chooser, names, failed: !errors.is_empty() })
    }

    /// What `handed_in` is, to be checked against `rules`.
    pub(super) fn received(
        &self,
        handed_in: &HandedIn,
        names: &Names,
        rules: Rules,
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
        Ok(Received {
            candidate: names.candidate(handed_in),
            files: files.collect(),
            rules,
            date,
            session: self.session()?,
        })
    }

    /// The session as receipts tell it.
    pub(super) fn session(&self) -> Result<Option<Session>, Failure> {
        let zone = super::deadlines::zone(&self.zone)?;
        Ok(self.session.map(|date| Session { date: date.to_string(), zone: zone.id().to_owned() }))
    }
}

impl Names {
    /// The candidate's name, or their pseudonym.
    pub(super) fn candidate(&self, handed_in: &HandedIn) -> String {
        match &self.0 {
            Some(salt) => salt.pseudonym(&handed_in.candidate),
            None => handed_in.candidate.clone(),
        }
    }

    /// The name of a file of `handed_in`, under `roots`; with pseudonyms, nothing of it is left but the extension.
    pub(super) fn file(&self, handed_in: &HandedIn, path: &Path, roots: &[PathBuf], number: usize) -> String {
        match &self.0 {
            Some(salt) => {
                let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
                format!("{}-{number}.{extension}", salt.pseudonym(&handed_in.candidate))
            }
            None => {
                let under =
                    roots.iter().filter(|root| root.is_dir()).find_map(|root| path.strip_prefix(root).ok());
                let name = under.map(|path| path.to_string_lossy().replace('\\', "/"));
                name.unwrap_or_else(|| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
            }
        }
    }
}

/// A file that was received: where it is, how it is told, what it was taken for.
#[derive(Clone, Debug)]
pub(super) struct ReceivedFile {
    pub(super) path: PathBuf,
    pub(super) name: String,
    pub(super) role: Role,
}

/// What a receipt is to be made of.
#[derive(Clone, Debug)]
pub(super) struct Received {
    pub(super) candidate: String,
    pub(super) files: Vec<ReceivedFile>,
    pub(super) rules: Rules,
    pub(super) date: Date,
    pub(super) session: Option<Session>,
}

impl Received {
    /// The task of checking it; none where it is not known which file is the dossier.
    pub(super) fn task(&self) -> Option<Task> {
        let of = |role: Role| {
            self.files.iter().filter(move |file| file.role == role).map(|file| file.path.clone())
        };
        let files: Vec<Input> = of(Role::Dossier).map(Input::at).collect();
        let first = files.first()?.path.clone();
        let resumes: Vec<PathBuf> = of(Role::Resume).collect();
        let companions = match resumes.as_slice() {
            [resume] => vec![Companion { role: Some("resume".to_owned()), file: Input::at(resume) }],
            _ => Vec::new(),
        };
        Some(Task { files, companions, ..Task::of(first, self.rules.clone()) })
    }

    /// The receipt, with what came of the task.
    pub(super) fn receipt(&self, outcome: Option<Outcome>, shelf: &Shelf) -> Result<Receipt, Failure> {
        let mut remarks = self.remarks();
        let dossier = match outcome {
            Some(Ok(dossier)) => Some(dossier),
            Some(Err(error)) => {
                remarks.push(error.message());
                None
            }
            None => None,
        };
        let certification = dossier.as_ref().map(|dossier| dossier.certification.clone()).unwrap_or_default();
        let has_resume = self.files.iter().any(|file| file.role == Role::Resume);
        let deadlines = match &self.session {
            Some(session) if !certification.id.is_empty() => {
                due(shelf, &certification.id, session, self.date, has_resume)?
            }
            _ => Vec::new(),
        };
        let files = self.files.iter().map(file).collect::<Result<_, _>>()?;
        Ok(Receipt::of(Facts {
            candidate: self.candidate.clone(),
            date: self.date,
            session: self.session.clone(),
            files,
            certification,
            dossier: dossier.as_ref(),
            deadlines,
            remarks,
        }))
    }

    fn remarks(&self) -> Vec<Message> {
        let count = |role: Role| self.files.iter().filter(|file| file.role == role).count();
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
}

/// A file as the receipt tells it.
fn file(received: &ReceivedFile) -> Result<File, Failure> {
    let bytes = std::fs::read(&received.path).map_err(|error| {
        let path = received.path.display();
        Failure::Path(say!("{path} : lecture impossible ({error}).", "{path}: cannot be read ({error})."))
    })?;
    Ok(File {
        name: received.name.clone(),
        role: received.role,
        size: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        digest: digest(&bytes),
    })
}

/// What the candidate's deadlines come to for what was received on `date`.
fn due(
    shelf: &Shelf,
    certification: &str,
    session: &Session,
    date: Date,
    resume: bool,
) -> Result<Vec<Due>, Failure> {
    let certification = shelf.find(certification)?;
    let calendar = Calendar::of(super::deadlines::zone(&session.zone)?);
    let Ok(day) = session.date.parse::<Date>() else { return Ok(Vec::new()) };
    let mut out = Vec::new();
    for finding in deadlines(&certification, &calendar, day, date, &["dossier", "resume"]) {
        let of = certification
            .deadlines
            .iter()
            .find(|one| one.id == finding.requirement)
            .map(|one| one.of.as_str());
        let met = finding.status == Status::Met;
        // A résumé that lies beside the dossier may have come days before it: only « in time » is sure.
        let in_time = if of == Some("resume") { (resume && met).then_some(true) } else { Some(met) };
        out.push(Due {
            id: finding.requirement,
            title: finding.title.into(),
            due: finding.expected.into(),
            in_time,
        });
    }
    Ok(out)
}
