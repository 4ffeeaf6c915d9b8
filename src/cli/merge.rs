//! `conforme merge`: the JSON reports of several shares, as one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use conforme::discover::natural_order;
use conforme::message::{Lang, Message};
use conforme::report::Options;
use conforme::report::json::{Certification, Report, Summary, Tool};
use conforme::say;
use conforme::shard::Shard;

use super::args::MergeArgs;
use super::console::Console;
use super::failure::Failure;
use super::output::Outputs;
use super::spared::Spared;

pub(super) fn merge(args: &MergeArgs, console: &Console) -> Result<u8, Failure> {
    let reports = args.reports.iter().map(|path| Ok((path.as_path(), super::previous::read(path)?)));
    let reports = reports.collect::<Result<Vec<_>, Failure>>()?;
    same_version(&reports)?;
    let missing = missing_shares(&reports);
    let merged = joined(reports)?;
    if merged.tool.version == env!("CARGO_PKG_VERSION") && merged.results().is_err() {
        return Err(Failure::Path(say!(
            "l'un de ces rapports a été modifié ou abîmé : une de ses valeurs n'est pas de celles que conforme écrit. Refaites-le.",
            "one of these reports was changed or damaged: one of its values is none that conforme writes. Make it again."
        )));
    }
    let mut spared = Spared::default();
    spared.add(&args.reports);
    args.output.iter().try_for_each(|path| spared.check(path))?;
    let to_fix = merged.summary.non_conforme + merged.summary.illisible > 0;
    let text = || merged.to_text().map_err(|error| Failure::Report(error.to_string()));
    let outputs = (!args.format.format.is_empty()).then(|| Outputs::prepare(&args.format.format, &spared));
    let outputs = outputs.transpose()?;
    match &args.output {
        Some(path) => super::output::write_file(path, &text()?)?,
        None if outputs.is_none() => console.print_rendered(&text()?)?,
        None => {}
    }
    if let Some(outputs) = outputs {
        let options = Options { lang: language(&merged), ..console.options(false) };
        outputs.write(&results(&merged)?, &options, console, None)?;
    }
    if let Some(message) = missing {
        console.note(&message);
        return Ok(super::FAILED);
    }
    Ok(if to_fix { super::FINDINGS } else { super::OK })
}

/// The language that the reports are in; no other can be made of them.
fn language(merged: &Report) -> Lang {
    if merged.language == "en" { Lang::En } else { Lang::Fr }
}

/// What the reports tell, for formats that this version writes.
fn results(merged: &Report) -> Result<conforme::dossier::Report, Failure> {
    let by = &merged.tool.version;
    let own = env!("CARGO_PKG_VERSION");
    match merged.results() {
        Ok(results) if by == own => Ok(results),
        _ => Err(Failure::Path(say!(
            "ces rapports sont de conforme {by}, celui-ci est {own} : il n'en fait que du JSON. Joignez-les avec conforme {by}, ou refaites-les.",
            "these reports are by conforme {by}, this is {own}: it makes only JSON of them. Merge them with conforme {by}, or make them again."
        ))),
    }
}

/// Refuses reports that were not made alike: their figures do not go together.
fn same_version(reports: &[(&Path, Report)]) -> Result<(), Failure> {
    let Some((first, model)) = reports.first() else { return Ok(()) };
    let made = |report: &Report| {
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

/// Shares that are not among the reports.
fn missing_shares(reports: &[(&Path, Report)]) -> Option<Message> {
    let shares: Vec<Shard> =
        reports.iter().filter_map(|(_, report)| report.shard.as_ref()?.parse().ok()).collect();
    let of = shares.first()?.of;
    let there: BTreeSet<u32> =
        shares.iter().filter(|shard| shard.of == of).map(|shard| shard.index).collect();
    let missing: Vec<String> =
        (1..=of).filter(|index| !there.contains(index)).map(|index| format!("{index}/{of}")).collect();
    if let Some(other) = shares.iter().find(|shard| shard.of != of) {
        return Some(say!(
            "les parts ne viennent pas du même partage : {of} parts d'un côté, {other} de l'autre.",
            "the shares are not of one division: {of} shares on one side, {other} on the other."
        ));
    }
    (!missing.is_empty()).then(|| {
        let list = missing.join(", ");
        say!(
            "il manque des parts : {list}. Le rapport écrit est incomplet.",
            "shares are missing: {list}. The report written is incomplete."
        )
    })
}

/// All dossiers in the natural order of their paths; one that stands in several reports alike is kept once.
fn joined(reports: Vec<(&Path, Report)>) -> Result<Report, Failure> {
    let mut certifications: Vec<Certification> = Vec::new();
    let mut notices = Vec::new();
    let mut dossiers = BTreeMap::new();
    let mut model = None;
    for (path, mut report) in reports {
        for certification in std::mem::take(&mut report.certifications) {
            if !certifications.contains(&certification) {
                certifications.push(certification);
            }
        }
        notices.append(&mut report.notices);
        for dossier in std::mem::take(&mut report.dossiers) {
            match dossiers.get(&dossier.path) {
                Some(other) if *other != dossier => {
                    let (report, path) = (path.display(), &dossier.path);
                    return Err(Failure::Path(say!(
                        "{report} : {path} est déjà dans un autre rapport, avec d'autres réponses. Ne joignez que des parts d'une même vérification.",
                        "{report}: {path} is already in another report, with other answers. Merge only shares of one check."
                    )));
                }
                _ => {
                    dossiers.insert(dossier.path.clone(), dossier);
                }
            }
        }
        model.get_or_insert(report);
    }
    let mut dossiers: Vec<_> = dossiers.into_values().collect();
    dossiers.sort_by(|a, b| natural_order(&a.path, &b.path));
    let verdicts = |verdict: &str| dossiers.iter().filter(|dossier| dossier.verdict == verdict).count();
    let summary = Summary {
        conforme: verdicts("conforme"),
        non_conforme: verdicts("non-conforme"),
        a_verifier: verdicts("a-verifier"),
        illisible: verdicts("illisible"),
    };
    let Some(model) = model else {
        return Err(Failure::Path(say!("aucun rapport à joindre.", "no report to merge.")));
    };
    let certification = match certifications.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    };
    Ok(Report {
        certification,
        certifications,
        dossiers,
        summary,
        notices,
        shard: None,
        changes: None,
        ..model
    })
}
