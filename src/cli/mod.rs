//! The command line: the only place that knows clap, the environment, standard streams and exit codes.

mod args;
mod asked;
mod check;
mod choose;
mod clock;
mod compare;
mod config;
mod configs;
mod console;
mod deadlines;
mod decisions;
mod doctor;
mod english;
mod explain;
mod failure;
mod french;
mod gather;
mod here;
mod init;
mod inputs;
mod interrupt;
mod isolation;
mod joined;
mod judge;
mod list;
mod meant;
mod merge;
mod neighbours;
mod outcome;
mod output;
mod paged;
mod previous;
mod progress;
mod pseudonyms;
mod receipts;
mod receive;
mod received;
mod reception;
mod report_problem;
mod rules;
mod ruling;
mod session;
mod settle;
mod shell;
mod spared;
mod summaries;
mod told;
mod undone;
mod variables;
mod verify;
mod view;
mod within;
mod worker;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{FromArgMatches as _, Parser as _};
use conforme::message::Lang;
use conforme::report::inert;

use args::{Cli, Command};
use console::Console;
use failure::Failure;

/// Nothing to fix.
const OK: u8 = 0;
/// Something is to be fixed.
const FINDINGS: u8 = 1;
/// The tool could not do its work.
const FAILED: u8 = 2;
/// Interrupted; what was finished was reported.
const INTERRUPTED: u8 = 130;

/// Runs the command line and gives the exit code.
pub(crate) fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = help_asked(args.into_iter().collect());
    english::choose(&args);
    let cli = match parsed(&args) {
        Ok(cli) => cli,
        Err(error) => {
            let french = french::error(&error).filter(|_| english::lang() == Lang::Fr);
            let acts = |arg: &OsString| arg.to_string_lossy() != inert(&arg.to_string_lossy());
            match (french, french::from_environment(&error)) {
                (Some(text), _) => console::complain(&text),
                (None, Some((argument, variable))) => {
                    console::complain(&error.render().to_string().replace(&argument, &variable));
                }
                // clap writes its own message, and help to standard output with success. It quotes what was typed.
                (None, None) if error.use_stderr() && args.iter().any(acts) => {
                    console::complain(&error.to_string());
                }
                (None, None) => drop(error.print()),
            }
            return ExitCode::from(if error.use_stderr() { FAILED } else { OK });
        }
    };
    let console = Console::new(&cli.common);
    if !is_for_programs(&cli.command) {
        variables::unread().iter().for_each(|message| console.note(message));
    }
    let code = match execute(&cli, &console) {
        Ok(code) => code,
        Err(failure) => {
            console.release(None);
            console.fail(&failure);
            FAILED
        }
    };
    ExitCode::from(code)
}

/// What was typed. The texts of the command line are told in a language only where somebody is to read them.
fn parsed(args: &[OsString]) -> Result<Cli, clap::Error> {
    Cli::try_parse_from(args).or_else(|_| {
        let mut command = english::command();
        let found = command.try_get_matches_from_mut(args)?;
        Cli::from_arg_matches(&found).map_err(|error| error.format(&mut command))
    })
}

/// `conforme help check` as `conforme check --help`: what many type first.
fn help_asked(mut args: Vec<OsString>) -> Vec<OsString> {
    if args.get(1).is_some_and(|word| word == "help" || word == "aide") {
        args.remove(1);
        args.push("--help".into());
    }
    args
}

/// True for what is run by another program, at every start of a shell for one.
fn is_for_programs(command: &Command) -> bool {
    matches!(command, Command::Completions(_) | Command::Man(_) | Command::Worker | Command::Keeper(_))
}

fn execute(cli: &Cli, console: &Console) -> Result<u8, Failure> {
    match &cli.command {
        Command::Check(args) => check::check(args, console),
        Command::Count(args) => view::count(args, console),
        Command::Outline(args) => view::outline(args, console),
        Command::Compare(args) => compare::compare(args, console),
        Command::Merge(args) => merge::merge(args, console),
        Command::Init(args) => init::init(args, console),
        Command::Config(args) => config::config(args, console),
        Command::List => list::list(console),
        Command::Deadlines(args) => deadlines::deadlines(args, console),
        Command::Explain(args) => explain::explain(args, console),
        Command::Rules(command) => rules::rules(command, console),
        Command::Receive(args) => receive::receive(args, console),
        Command::Verify(args) => verify::verify(args, console),
        Command::Summaries(args) => summaries::summaries(args, console),
        Command::Completions(args) => shell::completions(args, console),
        Command::Man(args) => shell::man(args, console),
        Command::Doctor => doctor::doctor(console),
        Command::Worker => worker::worker(),
        Command::Keeper(args) => worker::keeper(args),
        Command::ReportProblem(args) => report_problem::report_problem(args, console),
    }
}
