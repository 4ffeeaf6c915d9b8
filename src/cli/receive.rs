//! `conforme receive`: a receipt for each candidate.

mod same_files;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Args;
use conforme::calendar::{Date, english_date, french_date};
use conforme::message::{Lang, Message, counted};
use conforme::receipt::Receipt;
use conforme::report::receipt as written;
use conforme::say;
use conforme::source::regular;
use conforme::written::write_whole;

use super::asked;
use super::choose::Chooser;
use super::console::Console;
use super::failure::Failure;
use super::outcome::Ending;
use super::receipts::receipts;
use super::received::{Candidates, HandedInArgs};
use super::reception::Received;
use super::session::day;
use super::spared::Spared;
use same_files::SameFiles;

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
    let Candidates { all, terms, nobodys, failed } =
        args.handed_in.candidates(&mut chooser, args.date, console)?;
    let decided = all.iter().filter_map(|(_, one)| one.decided());
    asked::refuse_unknown(decided, &chooser.shelves)?;
    tell_nobodys(&nobodys, args, console);
    let received =
        all.into_iter().map(|(_, one)| Received { resume_date: args.resume_date.or(one.resume_date), ..one });
    let received: Vec<Received> = received.collect();
    if args.date.is_none() {
        tell_past(&received, console);
    }
    let mut spared = Spared::default();
    spared.add(received.iter().flat_map(Received::all_paths));
    std::fs::create_dir_all(&args.output).map_err(|error| unwritable(&args.output, &error))?;
    let receipts = receipts(&received, &chooser, &terms, console)?;
    let mut writing = Writing { args, spared, lang: console.lang, taken: BTreeMap::new() };
    let mut same = SameFiles::default();
    let mut tally = Tally::default();
    for receipt in receipts.iter() {
        let receipt = receipt?;
        same.add(&receipt);
        match writing.write(&receipt) {
            Ok(path) => {
                tally.written += 1;
                tally.to_check += usize::from(receipt.is_to_be_checked());
                console.tell(&line(&receipt, &path))?;
            }
            Err(failure) => {
                console.fail(&failure);
                tally.unwritten += 1;
            }
        }
    }
    same.tell(console);
    tally.tell(&args.output, console)?;
    let ending = Ending {
        stopped: receipts.len() < received.len(),
        failed: failed || tally.unwritten > 0,
        to_fix: tally.to_check > 0,
    };
    Ok(ending.code())
}

/// Tells which sessions were over on the day from which everything that was received is dated.
fn tell_past(received: &[Received], console: &Console) {
    let sessions = received.iter().filter_map(|one| Some((one.session.as_ref()?.calendar()?.0, one.date)));
    let past = sessions.filter(|(first_day, date)| first_day < date).map(|(first_day, _)| first_day);
    for first_day in past.collect::<BTreeSet<_>>() {
        let (fr, en) = (french_date(first_day), english_date(first_day));
        console.note(&say!(
            "la session du {fr} est passée : la réception est datée d'aujourd'hui. Corrigez la date de la session, ou donnez le jour de la réception avec --date.",
            "the session of {en} is over: the reception is dated today. Put the date of the session right, or give the day of reception with --date."
        ));
    }
}

/// What came of a candidate's files, and where the receipt is.
fn line(receipt: &Receipt, path: &Path) -> Message {
    let (candidate, path) = (&receipt.candidate, path.display());
    let Message { fr, en } = receipt.outcome();
    say!("{candidate} : {fr} ({path})\n", "{candidate}: {en} ({path})\n")
}

/// How many receipts were written, and how many of these somebody has to look at.
#[derive(Default)]
struct Tally {
    written: usize,
    to_check: usize,
    unwritten: usize,
}

impl Tally {
    fn tell(&self, folder: &Path, console: &Console) -> Result<(), Failure> {
        let Self { written, to_check, unwritten } = *self;
        let (fine, folder) = (written - to_check, folder.display());
        let Message { fr, en } = counted(written, ["reçu", "reçus"], ["receipt", "receipts"]);
        let total = say!(
            "\n{fr} dans {folder} : {fine} sans remarque, {to_check} à vérifier.\n",
            "\n{en} in {folder}: {fine} without remark, {to_check} to be checked.\n"
        );
        console.tell(&total)?;
        if unwritten > 0 {
            let Message { fr, en } = counted(
                unwritten,
                ["reçu n'a pas été écrit", "reçus n'ont pas été écrits"],
                ["receipt was not written", "receipts were not written"],
            );
            console.note(&say!("{fr} : voir ci-dessus.", "{en}: see above."));
        }
        Ok(())
    }
}

/// Where the receipts go.
struct Writing<'a> {
    args: &'a ReceiveArgs,
    spared: Spared,
    lang: Lang,
    /// The names that are taken, each with a file of the receipt that has it.
    taken: BTreeMap<String, String>,
}

impl Writing<'_> {
    /// Writes both files of a receipt, and gives the path of the JSON one.
    fn write(&mut self, receipt: &Receipt) -> Result<PathBuf, Failure> {
        let name = file_name(&receipt.candidate);
        // Systems differ in whether capitals make another file.
        match self.taken.entry(name.to_lowercase()) {
            Entry::Occupied(other) => return Err(Failure::Path(of_one_name(other.get(), receipt))),
            Entry::Vacant(free) => free.insert(first_file(receipt)),
        };
        let path = self.args.output.join(format!("{name}.json"));
        let page = self.args.output.join(format!("{name}.html"));
        self.spared.check(&path)?;
        self.spared.check(&page)?;
        let text = written::json(receipt).map_err(|error| Failure::Report(error.to_string()))?;
        self.check_replaced(&path, &text)?;
        write_whole(&path, text.as_bytes()).map_err(|error| unwritable(&path, &error))?;
        write_whole(&page, written::page(receipt, self.lang).as_bytes())
            .map_err(|error| unwritable(&page, &error))?;
        Ok(path)
    }

    /// Refuses to put `text` in the place of a receipt that says something else, unasked.
    fn check_replaced(&self, path: &Path, text: &str) -> Result<(), Failure> {
        let is_free = match regular::bytes(path, regular::RECEIPT) {
            Ok(there) => there == text.as_bytes(),
            Err(error) => error.kind() == std::io::ErrorKind::NotFound,
        };
        if is_free || self.args.replace {
            return Ok(());
        }
        let path = path.display();
        Err(Failure::Path(say!(
            "{path} : un reçu existe déjà, et il dit autre chose. Il n'a pas été touché : écrivez ailleurs avec --output, \
             ou remplacez-le avec --replace.",
            "{path}: there is a receipt already, and it says something else. It was left alone: write elsewhere with \
             --output, or replace it with --replace."
        )))
    }
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
