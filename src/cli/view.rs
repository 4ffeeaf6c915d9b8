//! `count` and `outline`: one view of what was read, whatever the rules say of it.

use conforme::dossier::Report;
use conforme::finding::Verdict;
use conforme::report::{self, Format};
use conforme::say;

use super::args::ViewArgs;
use super::console::Console;
use super::failure::Failure;
use super::gather::{Gathered, Purpose, gather};
use super::judge::{Run, Settle};
use super::outcome::Ending;
use super::output::{Outputs, View};
use super::spared::Spared;

pub(super) fn count(args: &ViewArgs, console: &Console) -> Result<u8, Failure> {
    view("count", args, console, report::count::write)
}

pub(super) fn outline(args: &ViewArgs, console: &Console) -> Result<u8, Failure> {
    view("outline", args, console, report::outline::write)
}

/// The formats other than these tell of a check, not of what was read.
fn refuse_other_formats(name: &str, formats: &[String]) -> Result<(), Failure> {
    let known = [Format::Human.id(), Format::Json.id()];
    let of = |text: &String| text.split('=').next().unwrap_or_default().trim().to_owned();
    match formats.iter().map(of).find(|format| !known.contains(&format.as_str())) {
        Some(format) if Format::from_id(&format).is_some() => Err(Failure::Setting(say!(
            "« {name} » s'écrit en human ou en json ; {format} rend compte d'une vérification : conforme check.",
            "“{name}” is written as human or json; {format} tells of a check: conforme check."
        ))),
        _ => Ok(()),
    }
}

/// Prints one view of what was read; JSON holds all of them.
fn view(name: &str, args: &ViewArgs, console: &Console, write: View) -> Result<u8, Failure> {
    refuse_other_formats(name, &args.format.format)?;
    let (Gathered { tasks, terms, config, failed, strays, .. }, shelves) =
        gather(args, Purpose::View, console)?;
    let outputs = Outputs::prepare(&args.format.format, &Spared::of(&tasks, &terms))?;
    let as_it_is: Settle<'_> = &|_, _, _| Ok(());
    let run = Run { shelves: &shelves, settings: &args.settings, config: config.as_deref(), console };
    let mut done = run.judge(tasks, terms, as_it_is)?;
    done.failures.iter().for_each(|(message, _)| console.note(message));
    done.answer(strays, console.lang, as_it_is)?;
    let (stopped, failed) = (done.stopped, failed || !done.failures.is_empty());
    let report = Report::on(done.dossiers());
    outputs.write(&report, &console.options(false), console, Some(write))?;
    let to_fix = report.dossiers.briefs().any(|brief| brief.verdict == Verdict::Illisible);
    Ok(Ending { stopped, failed, to_fix }.code())
}
