//! `conforme receive`: a receipt for each candidate.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use clap::Args;
use conforme::calendar::{Date, english_date, french_date};
use conforme::message::{Message, counted};
use conforme::receipt::Receipt;
use conforme::report::receipt as written;
use conforme::say;
use conforme::source::regular;
use conforme::written::write_whole;

use super::choose::Chooser;
use super::console::Console;
use super::failure::Failure;
use super::receipts::receipts;
use super::received::{Candidates, HandedInArgs};
use super::reception::Received;
use super::session::day;
use super::spared::Spared;

/// Candidates with one and the same file who are named; of more it is only told that there are.
const SHARED: usize = 6;

#[derive(Clone, Debug, Args)]
#[command(
    after_help = "Un reçu dit ce qui a été remis et ce qui est « à vérifier » ; il n'accuse personne. Il porte sa \
                        propre empreinte : « conforme verify » dit plus tard si rien n'a changé."
)]
pub(super) struct ReceiveArgs {
    #[command(flatten)]
    handed_in: HandedInArgs,
    /// Où écrire les reçus : un fichier JSON et une page HTML par candidat.
    #[arg(short, long, value_name = "DOSSIER", default_value = "recus")]
    output: PathBuf,
    /// Jour de la réception ; sinon celui du dépôt dans conforme.toml, ou aujourd'hui.
    #[arg(long, value_name = "DATE", env = "CONFORME_DEPOT", hide_env = true, value_parser = day)]
    date: Option<Date>,
    /// Jour où le résumé en français a été remis, si c'est un autre : sa date limite est avant celle du dossier.
    #[arg(long, value_name = "DATE", env = "CONFORME_RESUME_DATE", hide_env = true, value_parser = day)]
    resume_date: Option<Date>,
    /// Remplace les reçus qui existent déjà et disent autre chose.
    #[arg(long)]
    replace: bool,
}

pub(super) fn receive(args: &ReceiveArgs, console: &Console) -> Result<u8, Failure> {
    let mut chooser = Chooser::new(&args.handed_in.settings);
    let Candidates { all, terms, nobodys, mut failed } =
        args.handed_in.candidates(&mut chooser, args.date, console)?;
    tell_nobodys(&nobodys, args, console);
    let received =
        all.into_iter().map(|(_, one)| Received { resume_date: args.resume_date.or(one.resume_date), ..one });
    let received: Vec<Received> = received.collect();
    let sessions = received.iter().filter_map(|one| Some((one.session.as_ref()?.calendar()?.0, one.date)));
    let past = sessions.filter(|(first_day, date)| args.date.is_none() && first_day < date);
    for past in past.map(|(first_day, _)| first_day).collect::<BTreeSet<_>>() {
        let (fr, en) = (french_date(past), english_date(past));
        console.note(&say!(
            "la session du {fr} est passée : la réception est datée d'aujourd'hui. Corrigez la date de la session, ou donnez le jour de la réception avec --date.",
            "the session of {en} is over: the reception is dated today. Put the date of the session right, or give the day of reception with --date."
        ));
    }
    let mut spared = Spared::default();
    spared.add(received.iter().flat_map(Received::all_paths));
    std::fs::create_dir_all(&args.output).map_err(|error| unwritable(&args.output, &error))?;
    let receipts = receipts(&received, &chooser, &terms, console)?;
    let stopped = receipts.len() < received.len();
    let (mut to_check, mut written_ones, mut unwritten) = (0, 0, 0);
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    let mut same = SameFiles::default();
    for receipt in receipts.iter() {
        let receipt = receipt?;
        same.add(&receipt);
        // Systems differ in whether capitals make another file.
        let written = match taken.entry(file_name(&receipt.candidate).to_lowercase()) {
            Entry::Occupied(other) => Err(Failure::Path(of_one_name(other.get(), &receipt))),
            Entry::Vacant(free) => {
                free.insert(first_file(&receipt));
                write(&receipt, args, &spared, console)
            }
        };
        match written {
            Ok(path) => {
                written_ones += 1;
                to_check += usize::from(receipt.is_to_be_checked());
                let (candidate, path) = (&receipt.candidate, path.display().to_string());
                let Message { fr, en } = receipt.outcome();
                let line = Message::new(
                    format!("{candidate} : {fr} ({path})\n"),
                    format!("{candidate}: {en} ({path})\n"),
                );
                console.print(line.get(console.lang))?;
            }
            Err(failure) => {
                console.fail(&failure);
                failed = true;
                unwritten += 1;
            }
        }
    }
    same.tell(console);
    let (n, fine) = (written_ones, written_ones - to_check);
    let folder = args.output.display();
    let Message { fr, en } = counted(n, ["reçu", "reçus"], ["receipt", "receipts"]);
    let total = say!(
        "\n{fr} dans {folder} : {fine} sans remarque, {to_check} à vérifier.\n",
        "\n{en} in {folder}: {fine} without remark, {to_check} to be checked.\n"
    );
    console.print(total.get(console.lang))?;
    if unwritten > 0 {
        let Message { fr, en } = counted(
            unwritten,
            ["reçu n'a pas été écrit", "reçus n'ont pas été écrits"],
            ["receipt was not written", "receipts were not written"],
        );
        console.note(&say!("{fr} : voir ci-dessus.", "{en}: see above."));
    }
    Ok(match (stopped, failed) {
        (true, _) => super::INTERRUPTED,
        (_, true) => super::FAILED,
        _ => u8::from(to_check > 0),
    })
}

/// Writes both files, and gives the path of the JSON one. A receipt that says something else is not replaced unasked.
fn write(
    receipt: &Receipt,
    args: &ReceiveArgs,
    spared: &Spared,
    console: &Console,
) -> Result<PathBuf, Failure> {
    let name = file_name(&receipt.candidate);
    let path = args.output.join(format!("{name}.json"));
    let page = args.output.join(format!("{name}.html"));
    spared.check(&path)?;
    spared.check(&page)?;
    let text = written::json(receipt).map_err(|error| Failure::Report(error.to_string()))?;
    let there = regular::bytes(&path, regular::RECEIPT);
    let free = match &there {
        Ok(there) => there == text.as_bytes(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    };
    if !free && !args.replace {
        let path = path.display();
        return Err(Failure::Path(say!(
            "{path} : un reçu existe déjà, et il dit autre chose. Il n'a pas été touché : écrivez ailleurs avec --output, \
             ou remplacez-le avec --replace.",
            "{path}: there is a receipt already, and it says something else. It was left alone: write elsewhere with \
             --output, or replace it with --replace."
        )));
    }
    write_whole(&path, text.as_bytes()).map_err(|error| unwritable(&path, &error))?;
    write_whole(&page, written::page(receipt, console.lang).as_bytes())
        .map_err(|error| unwritable(&page, &error))?;
    Ok(path)
}

/// A candidate's name as a file name that every system takes.
fn file_name(candidate: &str) -> String {
    let safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
    let name: String = candidate.chars().map(|c| if safe(c) { c } else { '_' }).collect();
    let name = name.trim();
    // Windows takes these for devices, whatever their extension.
    let is_device = |name: &str| {
        let name = name.to_ascii_uppercase();
        let port = name.strip_prefix("COM").or(name.strip_prefix("LPT"));
        ["CON", "PRN", "AUX", "NUL"].contains(&name.as_str())
            || port.is_some_and(|n| {
                matches!(n, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
            })
    };
    match name {
        "" => "candidat".to_owned(),
        name if is_device(name) => format!("{name}_"),
        name => name.to_owned(),
    }
}

/// The name of a file of the receipt, by which a person tells it from another of the same candidate.
fn first_file(receipt: &Receipt) -> String {
    let mut names = receipt.files.iter().map(|file| &file.name);
    names.next().or(receipt.unexamined.first().map(|file| &file.name)).cloned().unwrap_or_default()
}

/// That two candidates would have the same receipt, and what to do. `first` is a file of the one before.
fn of_one_name(first: &str, second: &Receipt) -> Message {
    let name = &second.candidate;
    let second = first_file(second);
    say!(
        "{name} : deux candidats du même nom, {first} et {second}. Le reçu du second n'a pas été écrit : le premier y serait \
         perdu. Donnez à l'un un autre nom (celui de son dossier, ou {{candidat}} dans conforme.toml), ou recevez-les \
         l'un après l'autre avec un autre --output.",
        "{name}: two candidates of one name, {first} and {second}. The receipt of the second was not written: the first \
         would be lost. Give one another name (that of the folder, or {{candidat}} in conforme.toml), or receive one after \
         the other with another --output."
    )
}

/// Tells of files that no candidate's receipt names; only how many, where names are not to be seen.
fn tell_nobodys(nobodys: &[PathBuf], args: &ReceiveArgs, console: &Console) {
    const NAMED: usize = 5;
    if nobodys.is_empty() {
        return;
    }
    let Message { fr, en } = counted(nobodys.len(), ["fichier", "fichiers"], ["file", "files"]);
    let names = if args.handed_in.pseudonyms.pseudonyms {
        String::new()
    } else {
        let shown: Vec<String> =
            nobodys.iter().take(NAMED).map(|path| path.display().to_string().replace('\\', "/")).collect();
        format!(" ({}{})", shown.join(", "), if nobodys.len() > NAMED { ", …" } else { "" })
    };
    console.note(&say!(
        "{fr} sur aucun reçu{names} : ce n'est pas un document, et aucun candidat n'a ce nom.",
        "{en} on no receipt{names}: no document, and no candidate has that name."
    ));
}

/// Files that several candidates handed in: a slip, most likely, and not for the receipts themselves, which name no other
/// candidate.
#[derive(Default)]
struct SameFiles {
    /// Who handed in what first, by its digest.
    first: HashMap<String, (String, String)>,
    /// Everybody of those that are several.
    several: BTreeMap<String, Vec<(String, String)>>,
}

impl SameFiles {
    fn add(&mut self, receipt: &Receipt) {
        for file in receipt.files.iter().filter(|file| !file.digest.is_empty()) {
            let own = (receipt.candidate.clone(), file.name.clone());
            match self.first.get(&file.digest) {
                None => {
                    self.first.insert(file.digest.clone(), own);
                }
                Some(first) => {
                    let all = self.several.entry(file.digest.clone()).or_insert_with(|| vec![first.clone()]);
                    if all.iter().all(|(candidate, _)| *candidate != own.0) {
                        all.push(own);
                    }
                }
            }
        }
    }

    fn tell(&self, console: &Console) {
        for all in self.several.values().filter(|all| all.len() > 1) {
            let list = |colon: &str| {
                let each =
                    all.iter().take(SHARED).map(|(candidate, file)| format!("{candidate}{colon}{file}"));
                let more = if all.len() > SHARED { " ; …" } else { "" };
                format!("{}{more}", each.collect::<Vec<_>>().join(" ; "))
            };
            let (fr, en) = (list(" : "), list(": "));
            console.note(&say!(
                "à vérifier : le même fichier est arrivé pour plusieurs candidats ({fr}) ; peut-être une erreur de dépôt.",
                "to be checked: the same file came in for several candidates ({en}); perhaps a slip."
            ));
        }
    }
}

/// A path that could not be written, and what to do.
pub(super) fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
    let (path, Message { fr, en }) = (path.display(), Message::system(error));
    Failure::Path(say!(
        "{path} : écriture impossible ({fr}). Choisissez un autre emplacement avec --output.",
        "{path}: cannot be written ({en}). Choose another place with --output."
    ))
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn every_system_takes_the_name() {
        assert_eq!(file_name("Zoé d'Arc / 2"), "Zoé d_Arc _ 2");
        for (candidate, name) in [("con", "con_"), ("LPT1", "LPT1_"), ("Conan", "Conan"), ("  ", "candidat")]
        {
            assert_eq!(file_name(candidate), name);
        }
    }
}
