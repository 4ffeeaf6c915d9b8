//! `conforme merge`: the JSON reports of several shares, as one.

mod shares;

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use conforme::message::Lang;
use conforme::report::Options;
use conforme::report::json::{Passed, Report, ResultsError, Tool};
use conforme::say;

use super::args::FormatArgs;
use super::console::Console;
use super::failure::Failure;
use super::joined::Joined;
use super::output::Outputs;
use super::spared::Spared;
use shares::Shares;

#[derive(Clone, Debug, Args)]
pub(super) struct MergeArgs {
    /// Les rapports JSON, un par part.
    #[arg(required = true, value_name = "RAPPORT.json")]
    reports: Vec<PathBuf>,
    /// Écrit le rapport dans ce fichier au lieu de la sortie standard, en JSON.
    #[arg(short, long, value_name = "FICHIER")]
    output: Option<PathBuf>,
    #[command(flatten)]
    format: FormatArgs,
}

pub(super) fn merge(args: &MergeArgs, console: &Console) -> Result<u8, Failure> {
    let reports = args.reports.iter().map(|path| Ok((path.as_path(), super::previous::head(path)?)));
    let mut reports = reports.collect::<Result<Vec<_>, Failure>>()?;
    same_version(&reports)?;
    let mut shares = Shares::default();
    for (_, report) in &mut reports {
        let own = Shares::of(report);
        // What was missing then may be here now.
        let told = own.notice(language(report));
        report.notices.retain(|notice| Some(notice) != told.as_ref());
        shares.add(own);
    }
    let mut joined = Joined::of(reports)?;
    joined.head.shard = shares.told();
    let incomplete = shares.notice(language(&joined.head));
    joined.head.notices.extend(incomplete);
    joined.repeated.iter().for_each(|message| console.note(message));
    let merged = &joined.head;
    let results = (merged.tool.version == env!("CARGO_PKG_VERSION"))
        .then(|| merged.results(joined.dossiers()))
        .transpose()
        .map_err(|error| match error {
            ResultsError::Lost(lost) => lost.into(),
            ResultsError::Unknown(_) => Failure::Path(say!(
                "l'un de ces rapports a été modifié ou abîmé : une de ses valeurs n'est pas de celles que conforme écrit. Refaites-le.",
                "one of these reports was changed or damaged: one of its values is none that conforme writes. Make it again."
            )),
        })?;
    let mut spared = Spared::default();
    spared.add(&args.reports);
    args.output.iter().try_for_each(|path| spared.check(path))?;
    let to_fix = merged.summary.non_conforme + merged.summary.illisible > 0;
    let write = |out: &mut dyn Write| merged.write_with(|| joined.dossiers(), out);
    let outputs = (!args.format.format.is_empty()).then(|| Outputs::prepare(&args.format.format, &spared));
    let outputs = outputs.transpose()?;
    match &args.output {
        Some(path) => super::output::write_rendered(path, write)?,
        None if outputs.is_none() => console.write(write)?,
        None => {}
    }
    if let Some(outputs) = outputs {
        let options = Options { lang: language(merged), ..console.options(false) };
        let results = results.ok_or_else(|| of_another(merged))?;
        outputs.write(&results, &options, console, None)?;
    }
    if let Some(message) = shares.lack() {
        console.note(&message);
        return Ok(super::FAILED);
    }
    Ok(if to_fix { super::FINDINGS } else { super::OK })
}

/// The language that the reports are in; no other can be made of them.
fn language(merged: &Report<Passed>) -> Lang {
    if merged.language == "en" { Lang::En } else { Lang::Fr }
}

/// That only JSON is made of reports of another version.
fn of_another(merged: &Report<Passed>) -> Failure {
    let by = &merged.tool.version;
    let own = env!("CARGO_PKG_VERSION");
    Failure::Path(say!(
        "ces rapports sont de conforme {by}, celui-ci est {own} : il n'en fait que du JSON. Joignez-les avec conforme {by}, ou refaites-les.",
        "these reports are by conforme {by}, this is {own}: it makes only JSON of them. Merge them with conforme {by}, or make them again."
    ))
}

/// Refuses reports that were not made alike: their figures do not go together.
fn same_version(reports: &[(&Path, Report<Passed>)]) -> Result<(), Failure> {
    let Some((first, model)) = reports.first() else { return Ok(()) };
    let made = |report: &Report<Passed>| {
        let Tool { name, version } = &report.tool;
        format!("{name} {version}, {}, {}", report.counting_profile, report.language)
    };
    let wanted = made(model);
    match reports.iter().find(|(_, report)| made(report) != wanted) {
        None => Ok(()),
        Some((path, report)) => {
            let (first, path, found) = (first.display(), path.display(), made(report));
            Err(Failure::Path(say!(
                "ces rapports n'ont pas été faits de la même façon : {first} par {wanted} ; {path} par {found}. Refaites les parts avec une seule version et une seule langue.",
                "these reports were not made alike: {first} by {wanted}; {path} by {found}. Make the shares again with one version and one language."
            )))
        }
    }
}
