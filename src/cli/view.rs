//! `count` and `outline`: one view of what was read, whatever the rules say of it.

use conforme::dossier::Report;
use conforme::finding::Verdict;
use conforme::report::{self, Options};

use super::args::ViewArgs;
use super::check::{Done, judge_all};
use super::console::Console;
use super::failure::Failure;
use super::gather::{Gathered, gather};
use super::output::Outputs;

pub(super) fn count(args: &ViewArgs, console: &Console) -> Result<u8, Failure> {
    view(args, console, report::count::render)
}

pub(super) fn outline(args: &ViewArgs, console: &Console) -> Result<u8, Failure> {
    view(args, console, report::outline::render)
}

/// Prints one view of what was read; JSON holds all of them.
fn view(args: &ViewArgs, console: &Console, render: fn(&Report, &Options) -> String) -> Result<u8, Failure> {
    let (Gathered { tasks, terms, config, failed, .. }, shelves) = gather(args, true, console)?;
    let outputs = Outputs::prepare(&args.format.format)?;
    let Done { judged, undone, stopped } =
        judge_all(tasks, terms, &shelves, &args.settings, config.as_deref(), console)?;
    let report = Report::of(judged.into_iter().map(|one| one.dossier).collect());
    outputs.write(&report, &console.options(false), console, Some(render))?;
    let unread = report.dossiers.iter().any(|dossier| dossier.verdict == Verdict::Illisible);
    Ok(match (stopped, failed || undone) {
        (true, _) => super::INTERRUPTED,
        (_, true) => super::FAILED,
        _ => u8::from(unread),
    })
}
