//! Which rules are in force beside the certification's own: a training centre's, and from which stage on.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use conforme::assess::{Shelf, Task};
use conforme::certification::Stage;

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
        if !self.overlay.is_empty() {
            let shelf = Shelf::with(&self.overlay).map_err(|error| Failure::Path(error.told().message()))?;
            shelf.library().load_all()?;
        }
        for task in tasks {
            task.stage = self.stage;
            task.overlays.extend(self.overlay.iter().cloned());
        }
        Ok(())
    }
}
