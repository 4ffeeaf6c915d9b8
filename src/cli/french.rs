//! The command line in French, as far as clap would speak English: headings, values, its own flags, usage errors.

use clap::builder::PossibleValue;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};

/// A space before the colon that clap puts after a heading.
const OPTIONS: &str = "Options\u{a0}";

/// `command` with what clap adds to it told in French.
pub(super) fn told(command: Command) -> Command {
    let versioned = command.get_version().is_some();
    let command = command.disable_version_flag(true).mut_args(arg).mut_subcommands(told);
    let about = command.get_about().map(bound);
    let command = if let Some(about) = about { command.about(about) } else { command };
    let after = command.get_after_help().map(bound);
    let command = if let Some(after) = after { command.after_help(after) } else { command };
    let command = if versioned { command.arg(version()) } else { command };
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help_heading(OPTIONS);
    command
        .disable_help_flag(true)
        .arg(help.help("Affiche cette aide\u{a0}; plus en détail avec --help"))
        .subcommand_help_heading("Commandes\u{a0}")
        .subcommand_value_name("COMMANDE")
        .help_template(
            "{before-help}{about-with-newline}\nUtilisation\u{a0}: {usage}\n\n{all-args}{after-help}",
        )
}

/// A text whose signs stay on the line of the word before them, as French sets them.
fn bound(text: impl ToString) -> String {
    conforme::report::bound(&text.to_string())
}

fn version() -> Arg {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    version.help("Affiche la version").help_heading(OPTIONS)
}

/// Its values and its default at the end of its help, where clap would tell them in English.
fn arg(arg: Arg) -> Arg {
    let heading = if arg.is_positional() { "Arguments\u{a0}" } else { OPTIONS };
    let arg = arg.help_heading(heading);
    let help = arg.get_help().map(bound).unwrap_or_default();
    if !arg.get_action().takes_values() {
        return if help.is_empty() { arg } else { arg.help(help) };
    }
    let values = arg.get_possible_values();
    let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
    let names =
        if names.is_empty() { String::new() } else { format!(" [valeurs\u{a0}: {}]", names.join(", ")) };
    let each: Vec<String> = values
        .iter()
        .filter_map(|one| Some(format!("- {}\u{a0}: {}", one.get_name(), bound(one.get_help()?))))
        .collect();
    let default: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    let hidden = default.is_empty() || arg.is_hide_default_value_set();
    let default = if hidden { String::new() } else { format!("[défaut\u{a0}: {}]", default.join(", ")) };
    let space = if default.is_empty() { "" } else { " " };
    let long = if each.is_empty() {
        format!("{help}{names}{space}{default}")
    } else {
        format!("{help}\n\n{}\n\n{default}", each.join("\n")).trim_end().to_owned()
    };
    arg.help(format!("{help}{names}{space}{default}"))
        .long_help(long)
        .hide_possible_values(true)
        .hide_default_value(true)
}

/// A usage error in French; none where it is no error, or of a kind that the program never meets.
pub(super) fn error(error: &Error) -> Option<String> {
    let of = |kind: ContextKind| error.get(kind).map(shown).unwrap_or_default();
    let (argument, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let (valid, reason) = (of(ContextKind::ValidValue), std::error::Error::source(error));
    let argument = match from_environment(error) {
        Some((_, variable)) => variable,
        None => argument,
    };
    let valid = if valid.is_empty() { valid } else { format!("\n  valeurs possibles : {valid}") };
    let said = match error.kind() {
        ErrorKind::UnknownArgument => format!("option inconnue « {argument} »."),
        ErrorKind::InvalidSubcommand => {
            format!("commande inconnue « {} ».", of(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand => "dites quelle commande.".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("il manque : {argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("« {argument} » attend une valeur.{valid}"),
        ErrorKind::InvalidValue => format!("valeur inconnue « {value} » pour « {argument} ».{valid}"),
        ErrorKind::ValueValidation => match reason {
            Some(reason) => format!("valeur « {value} » refusée pour « {argument} » : {reason}"),
            None => format!("valeur « {value} » refusée pour « {argument} »."),
        },
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            prior if prior.is_empty() || prior == argument => {
                format!("« {argument} » ne peut être donné qu'une fois.")
            }
            prior => format!("« {argument} » ne va pas avec « {prior} »."),
        },
        ErrorKind::TooManyValues => format!("une valeur de trop pour « {argument} » : « {value} »."),
        ErrorKind::NoEquals => format!("« {argument} » s'écrit avec le signe = avant sa valeur."),
        ErrorKind::InvalidUtf8 => "un argument n'est pas écrit en UTF-8.".to_owned(),
        _ => return None,
    };
    let mut text = format!("conforme : {said}\n");
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    for near in near.map(of).into_iter().filter(|near| !near.is_empty()) {
        text += &format!("  Vouliez-vous dire « {near} » ?\n");
    }
    let usage = of(ContextKind::Usage);
    if let Some(usage) = usage.trim().strip_prefix("Usage:") {
        text += &format!("\nUtilisation : {}\n", usage.trim());
    }
    Some(text + "\nPour en savoir plus : --help\n")
}

/// The argument (`--jobs <N>`) whose value is wrong, and the variable that gave it, where nobody typed it.
pub(super) fn from_environment(error: &Error) -> Option<(String, String)> {
    let (argument, value) =
        (shown(error.get(ContextKind::InvalidArg)?), shown(error.get(ContextKind::InvalidValue)?));
    let long = argument.strip_prefix("--")?.split([' ', '=']).next()?;
    // `receive` calls the day of deposit `--date`.
    let long = if long == "date" { "depot" } else { long };
    let variable = format!("CONFORME_{}", long.to_uppercase().replace('-', "_"));
    let is_typed = std::env::args_os().skip(1).any(|typed| typed.to_string_lossy().contains(&value));
    let is_set = std::env::var(&variable).is_ok_and(|set| set == value);
    (is_set && !is_typed).then_some((argument, variable))
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(all) => all.join(", "),
        ContextValue::StyledStrs(all) => all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        ContextValue::None => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::{error, told};
    use crate::cli::args::Cli;

    const ENGLISH: [&str; 7] =
        ["Usage:", "Options:", "Arguments:", "Commands:", "[default", "ossible values", "Print "];

    fn whole(command: &mut Command) {
        for help in [command.render_help().to_string(), command.render_long_help().to_string()] {
            for word in ENGLISH {
                assert!(!help.contains(word), "« {word} » in {help}");
            }
            assert!(help.contains("--help"), "{help}");
        }
        command.get_subcommands_mut().for_each(whole);
    }

    #[test]
    fn help_is_in_french() {
        let mut command = told(Cli::command());
        command.build();
        whole(&mut command);
        let help = command.render_help().to_string().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            help.replace('\u{a0}', " ").contains("[valeurs : auto, always, never] [défaut : auto]"),
            "{help}"
        );
    }

    #[test]
    fn usage_errors_are_in_french() {
        let cases: [(&[&str], &str); 9] = [
            (&["check", "--shrad", "1/2"], "option inconnue « --shrad ».\n  Vouliez-vous dire « --shard » ?"),
            (&["chek"], "commande inconnue « chek ».\n  Vouliez-vous dire « check » ?"),
            (&["receive"], "il manque : <CHEMIN>..."),
            (
                &["check", "--color", "bleu"],
                "valeur inconnue « bleu » pour « --color <COLOR> ».\n  valeurs possibles : auto",
            ),
            (&["check", "--session"], "« --session <DATE> » attend une valeur."),
            (
                &["check", "--session", "demain"],
                "refusée pour « --session <DATE> » : une date s'écrit AAAA-MM-JJ",
            ),
            (&["check", "--jobs", "0"], "« --jobs <N> » : un nombre d'au moins 1"),
            (
                &["check", "--config", "a", "--no-config"],
                "« --config <FICHIER> » ne va pas avec « --no-config ».",
            ),
            (&["check", "--depot", "2026-12-01", "--depot", "2026-12-02"], "ne peut être donné qu'une fois"),
        ];
        for (typed, said) in cases {
            let args = std::iter::once(&"conforme").chain(typed);
            let text = told(Cli::command()).try_get_matches_from(args).err().and_then(|e| error(&e));
            let text = text.unwrap_or_default();
            assert!(text.contains(said), "{typed:?}: {text}");
            assert!(!text.contains("Usage:"), "{text}");
        }
    }
}
