//! Reading reports that conforme wrote before: for a baseline, to be merged.

use std::fs::File;
use std::io::{BufReader, Take};
use std::path::Path;

use conforme::changes::Past;
use conforme::message::Message;
use conforme::report::json::{Dossier, Passed, Report, SCHEMA_VERSION, read_dossiers};
use conforme::say;
use conforme::source::regular;

use super::failure::Failure;

/// The parts of a report that tell whether the rest can be read.
#[derive(serde::Deserialize)]
struct Head {
    schema_version: Option<u32>,
    tool: Option<conforme::report::json::Tool>,
}

/// The points of the JSON report at `path`.
pub(super) fn past(path: &Path) -> Result<Past, Failure> {
    let points = regular::reader(path, regular::REPORT).ok().and_then(|file| Past::read(file).ok()).flatten();
    // What is wrong with it, whoever reads it whole says.
    match points {
        Some(past) => Ok(past),
        None => head(path).and_then(|_| Err(damaged(path, "dossiers"))),
    }
}

/// The JSON report at `path` without its dossiers.
pub(super) fn head(path: &Path) -> Result<Report<Passed>, Failure> {
    match serde_json::from_reader::<_, Report<Passed>>(open(path)?) {
        Ok(report) if report.schema_version == SCHEMA_VERSION => Ok(report),
        read => Err(why(path, read.err())?),
    }
}

/// Gives each dossier of the JSON report at `path` to `take`.
pub(super) fn dossiers(path: &Path, take: &mut dyn FnMut(Dossier)) -> Result<(), Failure> {
    read_dossiers(open(path)?, take).map_err(|error| match why(path, Some(error)) {
        Ok(failure) | Err(failure) => failure,
    })
}

fn open(path: &Path) -> Result<BufReader<Take<File>>, Failure> {
    let file = regular::reader(path, regular::REPORT).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => told(path, say!("ce fichier n'existe pas.", "no such file.")),
        _ => Failure::Path(Message::unread(path, &error)),
    });
    file.map(BufReader::new)
}

/// Why what lies at `path` is no report that this version reads.
fn why(path: &Path, error: Option<serde_json::Error>) -> Result<Failure, Failure> {
    let error = match error {
        Some(error) if error.is_io() => return Ok(Failure::Path(Message::unread(path, &error.into()))),
        error => error.map(|error| error.to_string()).unwrap_or_default(),
    };
    let head: Option<Head> = serde_json::from_reader(open(path)?).ok();
    let Some(head) = head.filter(|head| head.schema_version.is_some() && head.tool.is_some()) else {
        return Ok(told(
            path,
            say!(
                "ce n'est pas un rapport JSON de conforme ; il s'en écrit un avec --format json=rapport.json.",
                "not a JSON report of conforme; --format json=report.json writes one."
            ),
        ));
    };
    let version = head.schema_version.unwrap_or_default();
    if version == SCHEMA_VERSION {
        return Ok(damaged(path, &error));
    }
    let by = head.tool.map(|tool| tool.version).unwrap_or_default();
    Ok(told(
        path,
        say!(
            "rapport de la version {version} du format (conforme {by}), celle-ci ne lit que la {SCHEMA_VERSION}. Refaites-le avec cette version de conforme.",
            "a report of version {version} of the format (conforme {by}); this one reads only {SCHEMA_VERSION}. Make it again with this version of conforme."
        ),
    ))
}

fn told(path: &Path, Message { fr, en }: Message) -> Failure {
    let shown = path.display();
    Failure::Path(say!("{shown} : {fr}", "{shown}: {en}"))
}

fn damaged(path: &Path, why: &str) -> Failure {
    told(path, say!("rapport abîmé. Refaites-le.", "damaged report ({why}). Make it again."))
}
