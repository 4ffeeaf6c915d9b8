//! Variables of the environment that are called as those of conforme and are none: a slip changes nothing, without a word.

use std::collections::BTreeSet;

use clap::{Arg, Command, CommandFactory};
use conforme::message::Message;
use conforme::say;

use super::args::Cli;
use super::meant::meant;

/// What the name of every variable begins with.
const FRONT: &str = "CONFORME_";
/// What others set for themselves, without that front: the templates for CI, and cargo where it runs what it built.
const OF_OTHERS: [&str; 3] = ["IMAGE", "PATHS", "SOURCES"];

/// What is to be told of each variable that is set and that nothing reads.
pub(super) fn unread() -> Vec<Message> {
    let names = std::env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned());
    let set: BTreeSet<String> = names.filter(|name| is_ours(name)).collect();
    if set.is_empty() {
        return Vec::new();
    }
    let known = known(&Cli::command());
    let is_read = |name: &&String| {
        let same = |one: &String| one == *name || cfg!(windows) && one.eq_ignore_ascii_case(name);
        known.iter().any(same) || OF_OTHERS.iter().any(|one| same(&format!("{FRONT}{one}")))
    };
    set.iter().filter(|name| !is_read(name)).map(|name| told(name, &known)).collect()
}

fn is_ours(name: &str) -> bool {
    name.get(..FRONT.len()).is_some_and(|front| front.eq_ignore_ascii_case(FRONT))
}

/// Every variable that some command reads.
fn known(command: &Command) -> BTreeSet<String> {
    let own = command.get_arguments().filter_map(Arg::get_env);
    let own = own.map(|name| name.to_string_lossy().into_owned());
    own.chain(command.get_subcommands().flat_map(known)).collect()
}

fn told(name: &str, known: &BTreeSet<String>) -> Message {
    // What all have in common says nothing of what was meant.
    let bare = |name: &str| name.get(FRONT.len()..).unwrap_or_default().to_uppercase();
    let all: Vec<String> = known.iter().map(|one| bare(one)).collect();
    let near = conforme::near::near(&bare(name), all.iter().map(String::as_str));
    let Message { fr, en } = match near {
        Some(near) => {
            let near = format!("{FRONT}{near}");
            meant(&near, std::iter::once(near.as_str()))
        }
        None => Message::default(),
    };
    say!(
        "variable d'environnement inconnue : {name} ; elle ne change rien.{fr}",
        "unknown variable of the environment: {name}; it changes nothing.{en}"
    )
}
