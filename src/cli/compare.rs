//! `conforme compare`: are two files the same dossier?

use std::path::Path;
use std::sync::Arc;

use conforme::assess::{Rules, Shelf};
use conforme::compare::{Comparison, Files, Pair, Uncompared};
use conforme::discover::{Found, discover};
use conforme::message::Message;
use conforme::read::{Limits, Unreadable};
use conforme::report::{self, Format};
use conforme::say;
use conforme::source::Input;
use conforme::worker::{Answer, Work};

use super::args::{CompareArgs, ConfigFileArgs};
use super::choose::named;
use super::configs::Configs;
use super::console::Console;
use super::failure::Failure;
use super::isolation::once;
use super::told::discovery;

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
