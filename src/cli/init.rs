//! `conforme init`: a commented `conforme.toml` to start from.

use std::path::PathBuf;

use clap::Args;
use conforme::config::{FILE_NAME, TEMPLATE};
use conforme::say;

use super::console::Console;
use super::failure::Failure;

#[derive(Clone, Debug, Args)]
pub(super) struct InitArgs {
    /// Où l'écrire.
    #[arg(value_name = "DOSSIER", default_value = ".")]
    folder: PathBuf,
}

pub(super) fn init(args: &InitArgs, console: &Console) -> Result<u8, Failure> {
    let path = args.folder.join(FILE_NAME);
    let shown = path.strip_prefix(".").unwrap_or(&path).display().to_string();
    if path.symlink_metadata().is_ok() {
        return Err(Failure::Path(say!(
            "{shown} existe déjà : rien n'a été écrit. Modifiez-le, ou déplacez-le d'abord.",
            "{shown} is there already: nothing was written. Edit it, or move it away first."
        )));
    }
    super::output::write_file(&path, TEMPLATE)?;
    let text = say!(
        "{shown} écrit. Tout y est en commentaire : ôtez le # de ce qui doit valoir, puis « conforme config ».\n",
        "{shown} written. All of it is commented out: take the # off what is to hold, then “conforme config”.\n"
    );
    console.tell(&text)?;
    Ok(super::OK)
}
