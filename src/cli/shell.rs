//! `completions` and `man`: what a shell and a manual want to know, made from the command line itself.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Args, Command};
use clap_complete::Shell;
use conforme::calendar::Zone;
use conforme::certification::Library;
use conforme::config::FailOn;
use conforme::message::Lang;
use conforme::report::Format;
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
    let mut command = offering(super::english::command())?;
    clap_complete::generate(args.shell, &mut command, "conforme", &mut out);
    print(out, console)
}

/// The command line with the values that may be typed where any text may be, for a shell to offer.
fn offering(command: Command) -> Result<Command, Failure> {
    let certifications = Library::built_in().load_all()?;
    let certifications: Vec<String> =
        certifications.iter().flat_map(|one| one.short.iter().chain([&one.id])).cloned().collect();
    let values = |id: &str| -> Vec<String> {
        match id {
            "certification" => certifications.clone(),
            "format" => Format::ALL.iter().map(|format| format.id().to_owned()).collect(),
            "fail_on" => FailOn::ALL.iter().map(|one| one.id().to_owned()).collect(),
            "zone" => Zone::ALL.iter().map(|zone| zone.id().to_owned()).collect(),
            _ => Vec::new(),
        }
    };
    Ok(with_values(command, &values))
}

fn with_values(command: Command, values: &dyn Fn(&str) -> Vec<String>) -> Command {
    let offer = |arg: Arg| {
        let values = values(arg.get_id().as_str());
        let is_free = arg.get_possible_values().is_empty() && arg.get_default_values().is_empty();
        if values.is_empty() || !is_free { arg } else { arg.value_parser(PossibleValuesParser::new(values)) }
    };
    command.mut_args(offer).mut_subcommands(|inner| with_values(inner, values))
}

pub(super) fn man(args: &ManArgs, console: &Console) -> Result<u8, Failure> {
    let mut whole = super::english::command();
    whole.build();
    let command = match &args.command {
        None => {
            let each = say!(
                "La page d'une commande : conforme man COMMANDE (conforme man check | man -l -).",
                "The page of a command: conforme man COMMAND (conforme man check | man -l -)."
            );
            let after = whole.get_after_help().map(|after| format!("{after}\n")).unwrap_or_default();
            whole.after_help(format!("{after}{}", each.get(console.lang)))
        }
        Some(name) => subcommand(&whole, name)?,
    };
    let mut out = Vec::new();
    clap_mangen::Man::new(command).render(&mut out).map_err(Failure::Output)?;
    print(tidy(&String::from_utf8_lossy(&out), console.lang).into_bytes(), console)
}

/// The page with its values and closing remarks a line each, and the headings of its language.
fn tidy(page: &str, lang: Lang) -> String {
    let mut out = String::with_capacity(page.len());
    let mut in_remarks = false;
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix(".SH ") {
            in_remarks = heading == "EXTRA";
            let heading = match (heading, lang) {
                ("EXTRA", Lang::Fr) => "REMARQUES",
                ("EXTRA", Lang::En) => "NOTES",
                ("NAME", Lang::Fr) => "NOM",
                ("SUBCOMMANDS", Lang::Fr) => "COMMANDES",
                (other, _) => other.trim_end(),
            };
            out.push_str(&format!(".SH {heading}\n"));
            continue;
        }
        let is_text = !line.starts_with(['.', '\'']) && !line.is_empty();
        if line.starts_with("\\- ") || (in_remarks && is_text) {
            out.push_str(".br\n");
        }
        out.push_str(line);
        out.push('\n');
    }
    out
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
    console.print_rendered(&String::from_utf8_lossy(&bytes))?;
    Ok(super::OK)
}

#[cfg(test)]
mod tests {
    use super::tidy;
    use conforme::message::Lang;

    #[test]
    fn values_and_remarks_stand_a_line_each_under_headings_of_the_language() {
        let page = ".SH NAME\nconforme\n.SH EXTRA\nUn.\nDeux.\n.SH OPTIONS \n.TP\nLangue\n\n\\- fr\n\\- en\n";
        let french = ".SH NOM\nconforme\n.SH REMARQUES\n.br\nUn.\n.br\nDeux.\n.SH OPTIONS\n.TP\nLangue\n\n.br\n\\- fr\n.br\n\\- en\n";
        assert_eq!(tidy(page, Lang::Fr), french);
        assert!(tidy(page, Lang::En).contains(".SH NAME\n") && tidy(page, Lang::En).contains(".SH NOTES\n"));
    }
}
