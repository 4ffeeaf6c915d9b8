//! Which rules are in force beside the certification's own: a training centre's, and from which stage on.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use conforme::assess::{Shelf, Task};
use conforme::certification::{Stage, is_overlay};
use conforme::message::Message;
use conforme::say;
use conforme::source::regular;

use super::failure::Failure;

/// What the command line says of them.
#[derive(Clone, Debug, Args)]
pub(super) struct RulingArgs {
    /// Consignes de l'organisme de formation (TOML, « overlay = true »), dites à part des règles officielles ; peut être
    /// répété.
    #[arg(long, value_name = "FICHIER")]
    pub(super) overlay: Vec<PathBuf>,
    /// Où en est le dossier : brouillon, depot, reception. Ce qui n'est exigé que plus tard est dit pour information.
    #[arg(long, value_name = "STADE", default_value = "depot", value_parser = stages())]
    pub(super) stage: Stage,
}

fn stages() -> impl TypedValueParser<Value = Stage> {
    PossibleValuesParser::new(Stage::ALL.map(Stage::id)).try_map(|name| Stage::from_str(&name))
}

impl RulingArgs {
    /// Puts what it says into the tasks. A fault of an overlay is told before anything is checked.
    pub(super) fn apply(&self, tasks: &mut [Task]) -> Result<(), Failure> {
        for file in &self.overlay {
            let is_rules = regular::text(file, regular::SETTINGS).is_ok_and(|text| !is_overlay(&text));
            if is_rules {
                return Err(Failure::Path(not_an_overlay(file)));
            }
        }
        for task in tasks.iter_mut() {
            task.stage = self.stage;
            // What is received is all that there is, where more than one document of it is here.
            task.complete |= self.stage == Stage::Reception && !task.companions.is_empty();
            task.overlays.extend(self.overlay.iter().cloned());
        }
        if !self.overlay.is_empty() {
            let sets: BTreeSet<&[PathBuf]> = tasks.iter().map(|task| task.overlays.as_slice()).collect();
            for overlays in sets {
                let shelf = Shelf::with(overlays).map_err(|error| Failure::Path(error.told().message()))?;
                shelf.library().load_all()?;
            }
        }
        Ok(())
    }
}

fn not_an_overlay(file: &Path) -> Message {
    let file = file.display();
    say!(
        "{file} : ce ne sont pas les consignes d'un organisme (« overlay = true » manque). Pour juger d'après ce fichier seul : --certification {file}",
        "{file}: not a centre's rules (“overlay = true” is missing). To judge by this file alone: --certification {file}"
    )
}
