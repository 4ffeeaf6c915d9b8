//! The hidden subcommands that work for another process of this program.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;

pub(super) fn worker() -> Result<u8, Failure> {
    let served = conforme::worker::serve(std::io::stdin(), std::io::stdout().lock());
    Ok(if served.is_ok() { super::OK } else { super::FAILED })
}

/// What is to be run, and where.
#[derive(Clone, Debug, Args)]
pub(super) struct KeeperArgs {
    /// Dossier de travail, retiré à la fin.
    #[arg(value_name = "DOSSIER")]
    room: PathBuf,
    /// Programme à lancer.
    #[arg(value_name = "FICHIER")]
    program: PathBuf,
    /// Ses arguments.
    #[arg(value_name = "TEXTE", trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<OsString>,
}

pub(super) fn keeper(args: &KeeperArgs) -> Result<u8, Failure> {
    let kept = conforme::pages::keep(&args.room, &args.program, &args.arguments, std::io::stdin());
    Ok(if kept.is_ok() { super::OK } else { super::FAILED })
}
