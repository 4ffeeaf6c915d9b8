//! `completions` and `man`: what a shell and a manual want to know, made from the command line itself.

use clap::{Args, Command};
use clap_complete::Shell;
use conforme::say;

use super::console::Console;
use super::failure::Failure;

#[derive(Clone, Debug, Args)]
pub(super) struct CompletionsArgs {
    /// L'interpréteur de commandes.
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

#[derive(Clone, Debug, Args)]
pub(super) struct ManArgs {
    /// La page d'une commande (check, receive…) au lieu de la page générale.
    #[arg(value_name = "COMMANDE")]
    command: Option<String>,
}

pub(super) fn completions(args: &CompletionsArgs, console: &Console) -> Result<u8, Failure> {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut super::english::command(), "conforme", &mut out);
    print(out, console)
}

pub(super) fn man(args: &ManArgs, console: &Console) -> Result<u8, Failure> {
    let mut whole = super::english::command();
    whole.build();
    let command = match &args.command {
        None => whole,
        Some(name) => subcommand(&whole, name)?,
    };
    let mut out = Vec::new();
    clap_mangen::Man::new(command).render(&mut out).map_err(Failure::Output)?;
    print(out, console)
}

/// The command of that name, called as it is typed (`conforme-check`).
fn subcommand(whole: &Command, name: &str) -> Result<Command, Failure> {
    whole.find_subcommand(name).cloned().ok_or_else(|| {
        let known: Vec<&str> = whole.get_subcommands().map(Command::get_name).collect();
        let known = known.join(", ");
        Failure::Path(say!(
            "commande inconnue « {name} ». Commandes : {known}.",
            "unknown command “{name}”. Commands: {known}."
        ))
    })
}

fn print(bytes: Vec<u8>, console: &Console) -> Result<u8, Failure> {
    console.print(&String::from_utf8_lossy(&bytes))?;
    Ok(super::OK)
}
