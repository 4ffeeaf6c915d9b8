//! `conforme verify`: works a receipt out again and says same or not, and why.

mod places;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use conforme::assess::{Rules, Task};
use conforme::certification::RESUME;
use conforme::message::Message;
use conforme::receipt::{Difference, File, Receipt, ReceiptError, Role, Unexamined, differences};
use conforme::say;
use conforme::source::regular;

use super::args::{ConfigFileArgs, Settings};
use super::choose::{Chooser, documents, shelf};
use super::console::Console;
use super::decisions::Decisions;
use super::failure::Failure;
use super::isolation::IsolationArgs;
use super::outcome::Ending;
use super::receipts::receipts;
use super::reception::{Beside, Received, ReceivedFile};
use places::{Located, Places, Sought};

#[derive(Clone, Debug, Args)]
pub(super) struct VerifyArgs {
    /// Les reçus (fichiers JSON).
    #[arg(required = true, value_name = "REÇU")]
    receipts: Vec<PathBuf>,
    /// Où sont les fichiers reçus ; sinon ils sont cherchés autour du reçu et ici.
    #[arg(long = "in", value_name = "DOSSIER")]
    folders: Vec<PathBuf>,
    /// Le fichier de règles du reçu, s'il ne vient pas avec conforme (mon-titre.toml).
    #[arg(short, long, value_name = "FICHIER", env = "CONFORME_CERTIFICATION", hide_env = true)]
    certification: Option<String>,
    #[command(flatten)]
    config: ConfigFileArgs,
    #[command(flatten)]
    isolation: IsolationArgs,
}

pub(super) fn verify(args: &VerifyArgs, console: &Console) -> Result<u8, Failure> {
    let (config, isolation) = (args.config.clone(), args.isolation.clone());
    // Worked out anew, whatever was kept.
    let certification = args.certification.iter().cloned().collect();
    let settings = Settings { config, certification, isolation, no_cache: true, ..Settings::default() };
    let mut chooser = Chooser { or_none: true, ..Chooser::new(&settings) };
    let mut places = Places::default();
    let (mut to_fix, mut failed) = (false, false);
    for path in &args.receipts {
        match one(path, args, &mut chooser, &mut places, console) {
            Ok(verified) => {
                to_fix |= !verified.found.is_empty();
                failed |= tell_missing(path, &verified, args, console);
                console.tell(&told(path, &verified))?;
            }
            Err(failure) => {
                console.fail(&failure);
                failed = true;
            }
        }
    }
    Ok(Ending { stopped: false, failed, to_fix }.code())
}

/// What came of one receipt.
struct Verified {
    receipt: Receipt,
    found: Vec<Difference>,
    moved: Vec<Message>,
}

/// Works out the receipt at `path` again.
fn one(
    path: &Path,
    args: &VerifyArgs,
    chooser: &mut Chooser,
    places: &mut Places,
    console: &Console,
) -> Result<Verified, Failure> {
    let receipt = open(path)?;
    let mut search = Search::new(places, folders(path, args), &receipt.candidate);
    let files = search.files(&receipt);
    let unexamined = search.unexamined(&receipt);
    let Search { moved, replaced, .. } = search;
    let near = files.first().map_or_else(|| path.to_owned(), |file| file.path.clone());
    let terms = chooser.terms(&near)?;
    let mut bare = chooser.task(near, &terms)?;
    let known = rules_of(&receipt, &bare, chooser)?;
    let has_rules = known.is_some() || receipt.certification.id.is_empty();
    bare.rules = match known {
        Some(name) => Rules::Named { name, why: None },
        None => Rules::OwnWords { or_none: true },
    };
    // A file that could not be read is known by its name alone.
    let known_documents = documents(&*shelf(&chooser.shelves, &bare.overlays)?, &bare.rules)?;
    let date = |text: &str| text.parse().map_err(|_| not_a_receipt(path));
    let received = Received {
        candidate: receipt.candidate.clone(),
        disguise: None,
        files,
        unexamined,
        shared: None,
        doubts: Vec::new(),
        more: 0,
        bare,
        date: date(&receipt.date)?,
        resume_date: receipt.resume_date.as_deref().map(date).transpose()?,
        session: receipt.session.clone(),
        documents: Arc::new(known_documents),
        decisions: Decisions::Received(Box::new(receipt.clone())),
        remarks: Vec::new(),
    };
    let again = receipts(std::slice::from_ref(&received), chooser, &terms, console)?;
    let again = again.iter().next().transpose()?;
    let mut found = again.map(|again| differences(&receipt, &again)).unwrap_or_default();
    found.splice(0..0, replaced);
    if !has_rules {
        // What other rules answer says nothing of the receipt.
        found.retain(Difference::is_about_files);
        found.push(Difference::NoRules(receipt.certification.id.clone()));
    }
    Ok(Verified { receipt, found, moved })
}

/// The search for the files of a receipt.
struct Search<'a> {
    places: &'a mut Places,
    /// Where to look.
    folders: Vec<PathBuf>,
    candidate: &'a str,
    /// What is to be told of files that are not where the receipt has them.
    moved: Vec<Message>,
    /// Files in whose place others stand.
    replaced: Vec<Difference>,
}

impl<'a> Search<'a> {
    fn new(places: &'a mut Places, folders: Vec<PathBuf>, candidate: &'a str) -> Self {
        Self { places, folders, candidate, moved: Vec::new(), replaced: Vec::new() }
    }

    /// The documents that are there.
    fn files(&mut self, receipt: &Receipt) -> Vec<ReceivedFile> {
        let says_documents = receipt.files.iter().any(|file| file.document.is_some());
        let received = |file: &File| {
            let path = self.find(&file.name, file.size, &file.digest)?;
            let said = if says_documents { file.document.clone() } else { resume_of_old(file) };
            let said = said.filter(|_| file.role != Role::Dossier);
            Some(ReceivedFile { path, name: file.name.clone(), role: file.role, said })
        };
        receipt.files.iter().filter_map(received).collect()
    }

    /// What came beside, as far as it is there.
    fn unexamined(&mut self, receipt: &Receipt) -> Vec<Beside> {
        let beside = |Unexamined { name, size, digest }: &Unexamined| {
            Some(Beside { path: self.find(name, *size, digest)?, name: name.clone() })
        };
        receipt.unexamined.iter().filter_map(beside).collect()
    }

    fn find(&mut self, name: &str, size: u64, digest: &str) -> Option<PathBuf> {
        let sought = Sought { name: Path::new(name), size, digest, candidate: self.candidate };
        match self.places.locate(&sought, &self.folders)? {
            Located::ByName(path) => Some(path),
            Located::Another(path) => {
                let place = path.display();
                self.moved.push(say!(
                    "{name} : il y a un fichier de ce nom, mais d'une autre empreinte et pas à la place de ce candidat : {place}. Il n'a pas été comparé.",
                    "{name}: there is a file of that name, but with another digest and not in the place of this candidate: {place}. It was not compared."
                ));
                None
            }
            Located::Replaced(path) => {
                let (name, place) = (name.to_owned(), path.display().to_string());
                self.replaced.push(Difference::Replaced { name, place });
                Some(path)
            }
            Located::ByDigest(path) => {
                let place = path.display();
                self.moved.push(say!(
                    "{name} : retrouvé par son empreinte, ici : {place}",
                    "{name}: found by its digest, here: {place}"
                ));
                Some(path)
            }
        }
    }
}

/// Receipts did not always say as which document a file was judged: the résumé was the only one beside the dossier.
fn resume_of_old(file: &File) -> Option<String> {
    (file.role == Role::Resume).then(|| RESUME.to_owned())
}

/// The certification that has the rules of the receipt: those of the same text, else those of the same id; none where
/// there are neither. A rule file that is named outright is taken as it is.
fn rules_of(receipt: &Receipt, bare: &Task, chooser: &Chooser) -> Result<Option<String>, Failure> {
    let shelf = shelf(&chooser.shelves, &bare.overlays)?;
    let named = match &bare.rules {
        Rules::Named { name, .. } => Some(shelf.find(name)?),
        Rules::OwnWords { .. } => None,
    };
    let wanted = &receipt.certification;
    let same = named.as_ref().is_some_and(|one| one.digest == wanted.digest);
    let asked = !chooser.settings.certification.is_empty();
    let has_id = shelf.library().ids().any(|known| known == wanted.id);
    Ok(match named {
        Some(one) if same || (asked && !has_id) => Some(one.id.clone()),
        _ => has_id.then(|| wanted.id.clone()),
    })
}

/// Tells what to give so that the receipt can be held against the files; true where it could not be, or not whole.
fn tell_missing(path: &Path, verified: &Verified, args: &VerifyArgs, console: &Console) -> bool {
    let has = |is: fn(&Difference) -> bool| verified.found.iter().any(is);
    let is_gone = has(|one| matches!(one, Difference::Gone(_)));
    let is_without_rules = has(|one| matches!(one, Difference::NoRules(_)));
    if is_gone {
        console.note(&gone(path, args));
    }
    if is_without_rules {
        let path = path.display();
        console.note(&say!(
            "{path} : les règles de ce reçu ne viennent pas avec conforme ; donnez leur fichier avec --certification FICHIER.toml.",
            "{path}: the rules of this receipt do not come with conforme; give their file with --certification FILE.toml."
        ));
    }
    is_gone || is_without_rules || has(|one| matches!(one, Difference::Unread(_)))
}

/// That files are not there, and where they were looked for.
fn gone(path: &Path, args: &VerifyArgs) -> Message {
    let path = path.display();
    if args.folders.is_empty() {
        return say!(
            "{path} : des fichiers de ce reçu manquent ; dites où ils sont avec --in DOSSIER.",
            "{path}: files of this receipt are missing; say where they are with --in FOLDER."
        );
    }
    let folders: Vec<String> = args.folders.iter().map(|folder| folder.display().to_string()).collect();
    let folders = folders.join(", ");
    say!(
        "{path} : des fichiers de ce reçu ne sont pas dans {folders} ; donnez aussi l'endroit où ils sont (--in peut être répété).",
        "{path}: files of this receipt are not in {folders}; give the place where they are as well (--in can be repeated)."
    )
}

fn open(path: &Path) -> Result<Receipt, Failure> {
    let text = regular::text(path, regular::RECEIPT)
        .map_err(|error| Failure::Path(Message::unread(path, &error)))?;
    Receipt::read(&text).map_err(|error| match error {
        ReceiptError::NotAReceipt(_) => not_a_receipt(path),
        ReceiptError::OtherSchema(schema) => {
            let path = path.display();
            Failure::Path(say!(
                "{path} : reçu au format « {schema} », que cette version ne connaît pas. Prenez la version de conforme qui l'a fait.",
                "{path}: a receipt of format “{schema}”, unknown to this version. Take the version of conforme that made it."
            ))
        }
    })
}

fn not_a_receipt(path: &Path) -> Failure {
    let path = path.display();
    Failure::Path(say!(
        "{path} : ce n'est pas un reçu de conforme (conforme receive en écrit), ou il a été abîmé. Reprenez l'original.",
        "{path}: not a receipt of conforme (conforme receive writes them), or a damaged one. Go back to the original."
    ))
}

/// Where to look: the folders given, or those around the receipt, and the one that we are in.
fn folders(receipt: &Path, args: &VerifyArgs) -> Vec<PathBuf> {
    if !args.folders.is_empty() {
        return args.folders.clone();
    }
    let beside = receipt.parent().unwrap_or(Path::new("")).to_owned();
    let above = beside.join("..");
    vec![beside, above, PathBuf::from(".")]
}

fn told(path: &Path, verified: &Verified) -> Message {
    let (path, candidate) = (path.display(), &verified.receipt.candidate);
    let mut text = if verified.found.is_empty() {
        say!(
            "{path} ({candidate}) : identique. Les fichiers, les règles et les réponses sont ceux du reçu.\n",
            "{path} ({candidate}): same. The files, the rules and the answers are those of the receipt.\n"
        )
    } else {
        say!("{path} ({candidate}) : différent.\n", "{path} ({candidate}): not the same.\n")
    };
    let lines = verified.found.iter().map(Difference::message).chain(verified.moved.iter().cloned());
    for Message { fr, en } in lines {
        text.fr.push_str(&format!("  {fr}\n"));
        text.en.push_str(&format!("  {en}\n"));
    }
    text
}
