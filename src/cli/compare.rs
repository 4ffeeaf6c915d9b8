//! `conforme compare`: are two files the same dossier?

use std::path::Path;
use std::sync::Arc;

use conforme::assess::{Rules, Shelf, opening, structured};
use conforme::certification::Certification;
use conforme::check::Subject;
use conforme::compare::{Party, compare as held_side_by_side};
use conforme::discover::{Found, discover};
use conforme::message::Message;
use conforme::read::{Limits, read_many};
use conforme::report::{self, Format};
use conforme::say;
use conforme::source::Source;
use conforme::worker::in_time;

use super::args::{CompareArgs, ConfigFileArgs};
use super::choose::rules;
use super::configs::Configs;
use super::console::Console;
use super::failure::Failure;
use super::told::discovery;

pub(super) fn compare(args: &CompareArgs, console: &Console) -> Result<u8, Failure> {
    let format = match Format::from_id(&args.format) {
        Some(format @ (Format::Human | Format::Json)) => format,
        _ => return Err(Failure::Path(formats(&args.format))),
    };
    let limits = Limits::default();
    let (a, b) = rayon::join(|| party(&args.a, &limits), || party(&args.b, &limits));
    let (a, b) = (a?, b?);
    let shelf = Shelf::built_in();
    let certification = certification(args, &a.subject, &shelf)?;
    let comparison = held_side_by_side(&a, &b, certification.as_deref(), args.tolerance / 100.0);
    let text = match format {
        Format::Json => report::comparison::json::render(&comparison)
            .map_err(|error| Failure::Report(error.to_string()))?,
        _ => report::comparison::render(&comparison, &console.options(args.verbose)),
    };
    console.print(&text)?;
    Ok(if comparison.is_same() { super::OK } else { super::FINDINGS })
}

/// The certification that was asked for, that a `conforme.toml` names, or that the first document's words tell.
fn certification(
    args: &CompareArgs,
    subject: &Subject,
    shelf: &Shelf,
) -> Result<Option<Arc<Certification>>, Failure> {
    let config = Configs::new(&ConfigFileArgs::default()).of_dossier(&args.a)?;
    let candidate = config.as_ref().and_then(|config| config.candidate_of(&args.a));
    let chosen = rules(args.certification.as_deref(), config.as_deref(), candidate.as_deref(), true);
    let name = match chosen {
        Rules::Named { name, .. } => Some(name),
        Rules::OwnWords { .. } => {
            let told = shelf.recognise(&opening(&subject.structure.document)).map_err(Failure::Rule)?;
            told.map(|told| told.id)
        }
    };
    Ok(name.map(|name| shelf.find(&name)).transpose()?)
}

fn formats(name: &str) -> Message {
    say!(
        "format inconnu « {name} » pour une comparaison. Formats : human, json.",
        "unknown format “{name}” for a comparison. Formats: human, json."
    )
}

/// The one dossier that `path` is, read.
fn party(path: &Path, limits: &Limits) -> Result<Party, Failure> {
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
    let open = |file| Source::open(file, limits.file_bytes);
    let sources: Vec<Source> = files
        .iter()
        .map(|file| open(file).map_err(|error| Failure::Path(error.message())))
        .collect::<Result<_, _>>()?;
    let digest = match sources.as_slice() {
        [source] => Some(source.digest()),
        _ => None,
    };
    let bounds = limits.clone();
    let read = in_time(limits, move || {
        let reading = read_many(&sources, &bounds)?;
        Ok((reading.format, Subject::of(structured(reading.document))))
    });
    let read = read.unwrap_or_else(|ended| Err(ended.reason(limits)));
    let (format, subject) = read.map_err(|reason| {
        let (path, why, help) = (path.display(), reason.message(), reason.help());
        Failure::Path(Message::new(
            format!("{path} : {} {}", why.fr, help.fr),
            format!("{path}: {} {}", why.en, help.en),
        ))
    })?;
    Ok(Party { path: path.to_string_lossy().replace('\\', "/"), format, digest, subject })
}
