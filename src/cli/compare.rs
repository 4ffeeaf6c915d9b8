//! `conforme compare`: are two files the same dossier?

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use conforme::assess::{Rules, Shelf};
use conforme::compare::{Comparison, Files, Pair, Uncompared};
use conforme::discover::{Found, discover};
use conforme::message::Message;
use conforme::read::{Limits, Unreadable};
use conforme::report::{self, Format};
use conforme::say;
use conforme::source::Input;
use conforme::worker::{Answer, Work};

use super::args::ConfigFileArgs;
use super::choose::named;
use super::configs::Configs;
use super::console::Console;
use super::english::refusal;
use super::failure::Failure;
use super::isolation::{IsolationArgs, once};
use super::told::discovery;

#[derive(Clone, Debug, Args)]
pub(super) struct CompareArgs {
    /// Le premier dossier (A) : un fichier, ou un dossier de fichiers Markdown.
    #[arg(value_name = "A")]
    a: PathBuf,
    /// Le second (B).
    #[arg(value_name = "B")]
    b: PathBuf,
    /// Écart admis, en pour cent des caractères.
    #[arg(long, value_name = "POURCENT", default_value_t = 100.0 * conforme::compare::TOLERANCE, value_parser = percent, allow_negative_numbers = true)]
    tolerance: f64,
    /// La certification dont les compétences sont comparées ; sinon, celle que le document nomme.
    #[arg(short, long, value_name = "ID", env = "CONFORME_CERTIFICATION", hide_env = true)]
    certification: Option<String>,
    /// Format de sortie : human ou json.
    #[arg(short, long, value_name = "FORMAT", default_value = "human")]
    format: String,
    /// Lister toutes les différences.
    #[arg(short, long)]
    verbose: bool,
    #[command(flatten)]
    isolation: IsolationArgs,
}

/// A number of percent, with a point or a comma.
fn percent(text: &str) -> Result<f64, String> {
    let said = || {
        let text =
            say!("un nombre entre 0 et 100, par exemple 0,5", "a number between 0 and 100, such as 0.5");
        refusal(&text)
    };
    let number: f64 =
        text.trim().trim_end_matches('%').trim().replace(',', ".").parse().map_err(|_| said())?;
    if (0.0..=100.0).contains(&number) { Ok(number) } else { Err(said()) }
}

pub(super) fn compare(args: &CompareArgs, console: &Console) -> Result<u8, Failure> {
    let format = match Format::from_id(&args.format) {
        Some(format @ (Format::Human | Format::Json)) => format,
        _ => return Err(Failure::Path(formats(&args.format))),
    };
    let comparison = held_side_by_side(args, console)?;
    let text = match format {
        Format::Json => report::comparison::json::render(&comparison)
            .map_err(|error| Failure::Report(error.to_string()))?,
        _ => report::comparison::render(&comparison, &console.options(args.verbose)),
    };
    console.print_rendered(&text)?;
    Ok(if comparison.is_same() { super::OK } else { super::FINDINGS })
}

/// What the comparison says; its certification is the one that was asked for, that a `conforme.toml` names, or that the
/// first document's words tell.
fn held_side_by_side(args: &CompareArgs, console: &Console) -> Result<Comparison, Failure> {
    let (a, b) = (files(&args.a)?, files(&args.b)?);
    let shelf = Arc::new(Shelf::built_in());
    let config = Configs::new(&ConfigFileArgs::default()).of_dossier(&args.a)?;
    let candidate = config.as_ref().and_then(|config| config.candidate_of(&args.a));
    let certification = match named(args.certification.as_deref(), config.as_deref(), candidate.as_deref()) {
        Some(Rules::Named { name, .. }) => Some(shelf.find(&name)?.id.clone()),
        Some(Rules::OwnWords { .. }) | None => None,
    };
    let limits = config.as_ref().map_or_else(Limits::default, |config| config.limits.clone());
    let limits = args.isolation.limits(limits)?;
    let isolation = args.isolation.isolation.or(config.and_then(|config| config.isolation));
    let pair = Pair { a, b, certification, tolerance: args.tolerance / 100.0, limits };
    match once(isolation.unwrap_or_default(), Work::Compare(Box::new(pair)), &shelf, console)? {
        Ok(Answer::Compared(outcome)) => outcome.map_err(failure),
        Ok(_) => Err(unread(&both(args), &Unreadable::Crashed("no answer".into()))),
        Err(reason) => Err(unread(&both(args), &reason)),
    }
}

fn both(args: &CompareArgs) -> String {
    format!("{}, {}", args.a.display(), args.b.display())
}

fn failure(error: Uncompared) -> Failure {
    match error {
        Uncompared::Path(message) => Failure::Path(message),
        Uncompared::Unreadable { path, reason } => unread(&path.display().to_string(), &reason),
        Uncompared::Rules(message) => Failure::Certification(message),
    }
}

fn unread(path: &str, reason: &Unreadable) -> Failure {
    let (why, help) = (reason.message(), reason.help());
    Failure::Path(Message::new(
        format!("{path} : {} {}", why.fr, help.fr),
        format!("{path}: {} {}", why.en, help.en),
    ))
}

fn formats(name: &str) -> Message {
    say!(
        "format inconnu « {name} » pour une comparaison. Formats : human, json.",
        "unknown format “{name}” for a comparison. Formats: human, json."
    )
}

/// The one dossier that `path` is.
fn files(path: &Path) -> Result<Files, Failure> {
    let (found, errors) = discover(&[path.to_owned()]);
    if let Some(error) = errors.first() {
        return Err(Failure::Path(discovery(error)));
    }
    let [Found { files, .. }] = found.as_slice() else {
        let (path, n) = (path.display(), found.len());
        return Err(Failure::Path(say!(
            "{path} contient {n} dossiers : dites lequel comparer.",
            "{path} holds {n} dossiers: say which one to compare."
        )));
    };
    Ok(Files { path: path.to_owned(), files: files.iter().map(Input::at).collect() })
}
