//! `count` and `outline`: one view of what was read, whatever the rules say of it.

use conforme::dossier::Report;
use conforme::finding::Verdict;
use conforme::report::{self, Format};

use super::args::ViewArgs;
use super::console::Console;
use super::failure::Failure;
use super::gather::{Gathered, format, gather};

pub(super) fn count(args: &ViewArgs, console: &Console) -> Result<u8, Failure> {
    view(args, console, report::count::render)
}

pub(super) fn outline(args: &ViewArgs, console: &Console) -> Result<u8, Failure> {
    view(args, console, report::outline::render)
}

/// Prints one view of what was read; JSON holds all of them.
fn view(
    args: &ViewArgs,
    console: &Console,
    render: fn(&Report, &report::Options) -> String,
) -> Result<u8, Failure> {
    let format = format(&args.format)?;
    let Gathered { tasks, shelf, mut failed } = gather(args, true, console)?;
    let (dossiers, undone) = super::check::judge_all(&tasks, &shelf, console)?;
    failed |= undone;
    let report = Report::of(dossiers);
    let options = console.options(false);
    let text = match format {
        Format::Human => render(&report, &options),
        other => {
            report::render(&report, other, &options).map_err(|error| Failure::Report(error.to_string()))?
        }
    };
    if !report.dossiers.is_empty() || format != Format::Human {
        console.print(&text)?;
    }
    let unread = report.dossiers.iter().any(|dossier| dossier.verdict == Verdict::Illisible);
    Ok(if failed { super::FAILED } else { u8::from(unread) })
}
