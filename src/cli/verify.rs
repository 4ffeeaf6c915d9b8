//! `conforme verify`: works a receipt out again and says same or not, and why.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use conforme::assess::{Rules, Task};
use conforme::certification::RESUME;
use conforme::discover::files_in;
use conforme::handed_in::is_of;
use conforme::message::Message;
use conforme::receipt::{Difference, File, Receipt, ReceiptError, Role, Unexamined, differences};
use conforme::say;
use conforme::source::{digest_of, regular};

use super::args::{ConfigFileArgs, Settings};
use super::choose::{Chooser, shelf};
use super::console::Console;
use super::decisions::Decisions;
use super::failure::Failure;
use super::isolation::IsolationArgs;
use super::receipts::receipts;
use super::reception::{Beside, Received, ReceivedFile};

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
    let certification = args.certification.clone();
    let settings = Settings { config, certification, isolation, no_cache: true, ..Settings::default() };
    let mut chooser = Chooser { or_none: true, ..Chooser::new(&settings) };
    let mut places = Places::default();
    let (mut differ, mut failed) = (false, false);
    for path in &args.receipts {
        match one(path, args, &mut chooser, &mut places, console) {
            Ok(verified) => {
                differ |= !verified.found.is_empty();
                let is_gone = verified.found.iter().any(|one| matches!(one, Difference::Gone(_)));
                let without_rules = verified.found.iter().any(|one| matches!(one, Difference::NoRules(_)));
                let is_unread = verified.found.iter().any(|one| matches!(one, Difference::Unread(_)));
                failed |= is_gone || is_unread || without_rules;
                if is_gone {
                    console.note(&gone(path, args));
                }
                if without_rules {
                    let path = path.display();
                    console.note(&say!(
                        "{path} : les règles de ce reçu ne viennent pas avec conforme ; donnez leur fichier avec --certification FICHIER.toml.",
                        "{path}: the rules of this receipt do not come with conforme; give their file with --certification FILE.toml."
                    ));
                }
                console.print(told(path, &verified).get(console.lang))?;
            }
            Err(failure) => {
                console.fail(&failure);
                failed = true;
            }
        }
    }
    Ok(if failed { super::FAILED } else { u8::from(differ) })
}

/// What came of one receipt.
struct Verified {
    receipt: Receipt,
    found: Vec<Difference>,
    moved: Vec<Message>,
}

fn one(
    path: &Path,
    args: &VerifyArgs,
    chooser: &mut Chooser,
    places: &mut Places,
    console: &Console,
) -> Result<Verified, Failure> {
    let receipt = open(path)?;
    let folders = folders(path, args);
    let mut files = Vec::with_capacity(receipt.files.len());
    let mut moved = Vec::new();
    let candidate = receipt.candidate.as_str();
    let mut at = |name: &str, size: u64, digest: &str| match places
        .locate(&Sought { name: Path::new(name), size, digest, candidate }, &folders)?
    {
        Located::ByName(path) => Some(path),
        Located::Another(path) => {
            let place = path.display();
            moved.push(say!(
                "{name} : il y a un fichier de ce nom, mais d'une autre empreinte et pas à la place de ce candidat : {place}. Il n'a pas été comparé.",
                "{name}: there is a file of that name, but with another digest and not in the place of this candidate: {place}. It was not compared."
            ));
            None
        }
        Located::ByDigest(path) => {
            let place = path.display();
            moved.push(say!(
                "{name} : retrouvé par son empreinte, ici : {place}",
                "{name}: found by its digest, here: {place}"
            ));
            Some(path)
        }
    };
    let judged = receipt.files.iter().any(|file| file.document.is_some());
    for file in &receipt.files {
        let Some(path) = at(&file.name, file.size, &file.digest) else { continue };
        let said = if judged { file.document.clone() } else { resume_of_old(file) };
        let said = said.filter(|_| file.role != Role::Dossier);
        files.push(ReceivedFile { path, name: file.name.clone(), role: file.role, said });
    }
    let unexamined = receipt.unexamined.iter();
    let unexamined = unexamined
        .filter_map(|Unexamined { name, size, digest }| {
            Some(Beside { path: at(name, *size, digest)?, name: name.clone() })
        })
        .collect();
    let near = files.first().map_or_else(|| path.to_owned(), |file| file.path.clone());
    let terms = chooser.terms(&near)?;
    let mut bare = chooser.task(near, &terms)?;
    let id = receipt.certification.id.clone();
    let known = rules_of(&receipt, &bare, chooser)?;
    let has_rules = known.is_some() || id.is_empty();
    bare.rules = match known {
        Some(name) => Rules::Named { name, why: None },
        None => Rules::OwnWords { or_none: true },
    };
    let date = |text: &str| text.parse().map_err(|_| not_a_receipt(path));
    let received = Received {
        candidate: receipt.candidate.clone(),
        disguise: None,
        files,
        unexamined,
        more: 0,
        bare,
        date: date(&receipt.date)?,
        resume_date: receipt.resume_date.as_deref().map(date).transpose()?,
        session: receipt.session.clone(),
        documents: Arc::default(),
        decisions: Decisions::Received(Box::new(receipt.clone())),
        remarks: Vec::new(),
    };
    let again = receipts(std::slice::from_ref(&received), chooser, &terms, console)?;
    let again = again.iter().next().transpose()?;
    let mut found = again.map(|again| differences(&receipt, &again)).unwrap_or_default();
    if !has_rules {
        // What other rules answer says nothing of the receipt.
        found.retain(Difference::is_about_files);
        found.push(Difference::NoRules(id));
    }
    Ok(Verified { receipt, found, moved })
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
    let asked = chooser.settings.certification.is_some();
    let has_id = shelf.library().ids().any(|known| known == wanted.id);
    Ok(match named {
        Some(one) if same || (asked && !has_id) => Some(one.id.clone()),
        _ => has_id.then(|| wanted.id.clone()),
    })
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

/// A file that is looked for.
struct Sought<'a> {
    name: &'a Path,
    size: u64,
    /// Empty where its bytes could not be read.
    digest: &'a str,
    candidate: &'a str,
}

/// Where a file of the receipt is.
enum Located {
    /// Under its name.
    ByName(PathBuf),
    /// Under another name, with the same bytes (it was moved or renamed, or the receipt tells pseudonyms).
    ByDigest(PathBuf),
    /// Not there; one of its name is, which may be somebody else's.
    Another(PathBuf),
}

/// What lies in the folders where files are looked for: each searched once, however many receipts there are.
#[derive(Default)]
struct Places(HashMap<Vec<PathBuf>, Tree>);

/// Documents, by what they are found by.
struct Tree {
    all: Vec<PathBuf>,
    by_name: HashMap<OsString, Vec<usize>>,
    by_size: HashMap<u64, Vec<usize>>,
    digests: HashMap<usize, Option<String>>,
}

impl Tree {
    fn of(folders: &[PathBuf]) -> Self {
        let all = files_in(folders);
        let mut tree =
            Self { all, by_name: HashMap::new(), by_size: HashMap::new(), digests: HashMap::new() };
        for (at, path) in tree.all.iter().enumerate() {
            let name = path.file_name().unwrap_or_default().to_owned();
            tree.by_name.entry(name).or_default().push(at);
            if let Ok(meta) = std::fs::metadata(path) {
                tree.by_size.entry(meta.len()).or_default().push(at);
            }
        }
        tree
    }

    fn named(&self, name: &Path) -> Vec<&PathBuf> {
        let all = name.file_name().and_then(|name| self.by_name.get(name));
        all.into_iter().flatten().filter_map(|at| self.all.get(*at)).collect()
    }

    fn with_bytes_of(&mut self, size: u64, digest: &str) -> Vec<&PathBuf> {
        let Self { all, by_size, digests, .. } = self;
        let same_size = by_size.get(&size).into_iter().flatten().copied();
        let same = same_size.filter_map(|at| {
            let path = all.get(at)?;
            let own = digests.entry(at).or_insert_with(|| Some(digest_of(path, size).ok()?.1));
            (own.as_deref() == Some(digest)).then_some(path)
        });
        same.collect()
    }
}

impl Places {
    /// The file with the bytes of the one that is sought, in or under `folders`: that of the candidate rather than
    /// another's, that of the name rather than one of another name. Else the one of that name in the candidate's place, whose
    /// bytes are others. Many candidates hand in files of one name: anywhere else, it is not compared.
    fn locate(&mut self, sought: &Sought<'_>, folders: &[PathBuf]) -> Option<Located> {
        let name = sought.name;
        let plain = name.components().all(|part| matches!(part, std::path::Component::Normal(_)));
        let has_name = |path: &Path| plain && path.ends_with(name);
        let is_theirs = |path: &Path| is_of(folders, path, sought.candidate);
        let told: Vec<PathBuf> =
            folders.iter().map(|folder| folder.join(name)).filter(|path| plain && path.is_file()).collect();
        let is_same =
            |path: &&PathBuf| digest_of(path, sought.size).is_ok_and(|(_, digest)| digest == sought.digest);
        if let Some(path) = told.iter().find(is_same) {
            return Some(Located::ByName(path.clone()));
        }
        let tree = self.0.entry(folders.to_vec()).or_insert_with(|| Tree::of(folders));
        let same = tree.with_bytes_of(sought.size, sought.digest);
        let same = same.into_iter().min_by_key(|path| (!is_theirs(path), !has_name(path)));
        if let Some(path) = same.cloned() {
            return Some(if has_name(&path) { Located::ByName(path) } else { Located::ByDigest(path) });
        }
        let named: Vec<&PathBuf> = tree.named(name).into_iter().filter(|_| plain).collect();
        let is_whole = |path: &Path| name.components().count() > 1 && has_name(path);
        let all = told.iter().chain(named);
        let own = all.clone().find(|path| is_whole(path) || is_theirs(path));
        own.cloned().map(Located::ByName).or_else(|| all.clone().next().cloned().map(Located::Another))
    }
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
