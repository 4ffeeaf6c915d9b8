//! Reading reports that conforme wrote before: for a baseline, to be merged.

use std::path::Path;

use conforme::changes::Past;
use conforme::message::Message;
use conforme::report::json::{Report, SCHEMA_VERSION};
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
        None => read(path).and_then(|_| Err(damaged(path, "dossiers"))),
    }
}

/// Reads the JSON report at `path`.
pub(super) fn read(path: &Path) -> Result<Report, Failure> {
    let told = |message| told(path, message);
    let bytes = regular::bytes(path, regular::REPORT).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => told(say!("ce fichier n'existe pas.", "no such file.")),
        _ => Failure::Path(Message::unread(path, &error)),
    })?;
    let head: Option<Head> = serde_json::from_slice(&bytes).ok();
    let Some(head) = head.filter(|head| head.schema_version.is_some() && head.tool.is_some()) else {
        return Err(told(say!(
            "ce n'est pas un rapport JSON de conforme ; il s'en écrit un avec --format json=rapport.json.",
            "not a JSON report of conforme; --format json=report.json writes one."
        )));
    };
    let version = head.schema_version.unwrap_or_default();
    if version != SCHEMA_VERSION {
        let by = head.tool.map(|tool| tool.version).unwrap_or_default();
        return Err(told(say!(
            "rapport de la version {version} du format (conforme {by}), celle-ci ne lit que la {SCHEMA_VERSION}. Refaites-le avec cette version de conforme.",
            "a report of version {version} of the format (conforme {by}); this one reads only {SCHEMA_VERSION}. Make it again with this version of conforme."
        )));
    }
    serde_json::from_slice(&bytes).map_err(|error| damaged(path, &error.to_string()))
}

fn told(path: &Path, Message { fr, en }: Message) -> Failure {
    let shown = path.display();
    Failure::Path(say!("{shown} : {fr}", "{shown}: {en}"))
}

fn damaged(path: &Path, why: &str) -> Failure {
    told(path, say!("rapport abîmé. Refaites-le.", "damaged report ({why}). Make it again."))
}
