//! The command line in English: what clap tells of it (help, usage errors, completions, manual).
//!
//! `english.txt` holds every French text of the command line, on the next line the same in English, and an empty line.

use std::ffi::OsString;
use std::sync::OnceLock;

use clap::builder::StyledStr;
use clap::{Arg, Command, CommandFactory};
use conforme::message::{Lang, Message};

use super::args::Cli;

const TEXTS: &str = include_str!("english.txt");

/// The language of this run, for what clap asks for where nothing can be handed down: values and their errors.
static LANG: OnceLock<Lang> = OnceLock::new();

/// Tells the language from what was typed or the environment, before clap reads it: its errors are in it, too.
pub(super) fn choose(args: &[OsString]) {
    let mut typed = args.iter().map(|arg| arg.to_string_lossy()).take_while(|arg| arg != "--");
    let mut said = std::env::var("CONFORME_LANG").ok();
    while let Some(arg) = typed.next() {
        match arg.strip_prefix("--lang") {
            Some("") => said = typed.next().map(Into::into),
            Some(rest) => said = rest.strip_prefix('=').map(str::to_owned).or(said),
            None => {}
        }
    }
    let _ = LANG.set(if said.as_deref() == Some("en") { Lang::En } else { Lang::Fr });
}

/// The language that was chosen.
pub(super) fn lang() -> Lang {
    LANG.get().copied().unwrap_or_default()
}

/// The command line in the language that was chosen.
pub(super) fn command() -> Command {
    match lang() {
        Lang::Fr => super::french::told(Cli::command()),
        Lang::En => translated(Cli::command()),
    }
}

/// Why a value is refused, in the language that was chosen.
pub(super) fn refusal(told: &Message) -> String {
    told.get(lang()).to_owned()
}

/// The help of a value in the language that was chosen.
pub(super) fn value(fr: &'static str) -> &'static str {
    match lang() {
        Lang::Fr => fr,
        Lang::En => english(fr).unwrap_or(fr),
    }
}

fn english(fr: &str) -> Option<&'static str> {
    TEXTS
        .split("\n\n")
        .filter_map(|pair| pair.trim().split_once('\n'))
        .find_map(|(french, english)| (french == fr).then_some(english))
}

fn in_english(text: Option<&StyledStr>) -> Option<&'static str> {
    english(&line(&text?.to_string()))
}

/// A text of several lines as the table holds it.
fn line(text: &str) -> String {
    text.replace('\n', "\\n")
}

fn translated(mut command: Command) -> Command {
    if let Some(text) = in_english(command.get_about()) {
        command = command.about(text);
    }
    if let Some(text) = in_english(command.get_after_help()) {
        command = command.after_help(text.replace("\\n", "\n"));
    }
    command.mut_args(translated_arg).mut_subcommands(translated)
}

fn translated_arg(mut arg: Arg) -> Arg {
    if let Some(text) = in_english(arg.get_help()) {
        arg = arg.help(text);
    }
    let names: Vec<_> =
        arg.get_value_names().unwrap_or_default().iter().filter_map(|name| english(name)).collect();
    if names.is_empty() { arg } else { arg.value_names(names) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::{Command, CommandFactory};

    use super::{TEXTS, english, line, translated};
    use crate::cli::args::Cli;

    /// Every text of the command line that somebody reads.
    fn texts(command: &Command, out: &mut BTreeSet<String>) {
        let told = [
            command.get_about(),
            command.get_after_help(),
            command.get_long_about(),
            command.get_before_help(),
        ];
        out.extend(told.into_iter().flatten().map(|text| line(&text.to_string())));
        for arg in command.get_arguments() {
            let told = [arg.get_help(), arg.get_long_help()];
            out.extend(told.into_iter().flatten().map(|text| line(&text.to_string())));
            if arg.get_action().takes_values() {
                out.extend(arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string));
            }
            let values = arg.get_possible_values();
            out.extend(values.iter().filter_map(|value| Some(value.get_help()?.to_string())));
            assert!(arg.get_help().is_some(), "{} of {} has no help", arg.get_id(), command.get_name());
        }
        for inner in command.get_subcommands() {
            assert!(inner.get_about().is_some(), "{} says nothing of itself", inner.get_name());
            texts(inner, out);
        }
    }

    #[test]
    fn every_text_has_its_english_and_every_english_its_text() {
        let mut french = BTreeSet::new();
        texts(&Cli::command(), &mut french);
        let missing: Vec<_> = french.iter().filter(|text| english(text).is_none()).collect();
        assert!(missing.is_empty(), "without English in english.txt:\n{missing:#?}");
        let idle: Vec<_> = TEXTS
            .split("\n\n")
            .filter_map(|pair| pair.trim().split_once('\n'))
            .filter(|(fr, _)| !french.contains(*fr))
            .collect();
        assert!(idle.is_empty(), "of no use in english.txt:\n{idle:#?}");
    }

    #[test]
    fn the_english_command_line_is_whole() {
        let mut command = translated(Cli::command());
        command.build();
        let help = command.find_subcommand_mut("check").map(|check| check.render_long_help().to_string());
        let help = help.unwrap_or_default();
        assert!(help.contains("The summary in French"), "{help}");
        assert!(!help.contains("FICHIER"), "{help}");
    }
}
