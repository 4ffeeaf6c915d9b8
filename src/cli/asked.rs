//! Requirements that a configuration names: each must be asked by some rule file.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use conforme::assess::{Rules, Task};
use conforme::batch::Shelves;
use conforme::certification::Certification;
use conforme::config::Config;
use conforme::message::Message;
use conforme::say;

use super::choose::{Terms, shelf};
use super::failure::Failure;
use super::meant::meant;

/// The ids that a waiver or a weight may be for.
pub(super) fn ids(certification: &Certification) -> impl Iterator<Item = &str> {
    let requirements = certification.requirements.iter().map(|requirement| requirement.id.as_str());
    requirements.chain(certification.deadlines.iter().map(|deadline| deadline.id.as_str()))
}

/// What dossiers are held against: the rule files that are added, and the name, where somebody said it.
type Judging<'a> = BTreeSet<(Vec<PathBuf>, Option<&'a str>)>;

/// Refuses a configuration of these `tasks` that gives a waiver or a weight to what none of the rule files at hand asks: a
/// slip would be seen on the day when the waiver is wanted.
pub(super) fn refuse_unknown<'a>(
    tasks: impl Iterator<Item = (&'a Task, &'a Terms)>,
    shelves: &Shelves,
) -> Result<(), Failure> {
    let mut all: Vec<(Arc<Config>, Judging<'a>)> = Vec::new();
    for (task, terms) in tasks {
        let Some(config) = &terms.config else { continue };
        if config.waivers.is_empty() && config.severities.is_empty() {
            continue;
        }
        let name = match &task.rules {
            Rules::Named { name, .. } => Some(name.as_str()),
            Rules::OwnWords { .. } => None,
        };
        let rules = (task.overlays.clone(), name);
        match all.iter_mut().find(|(known, _)| Arc::ptr_eq(known, config)) {
            Some((_, known)) => {
                known.insert(rules);
            }
            None => all.push((Arc::clone(config), BTreeSet::from([rules]))),
        }
    }
    all.iter().try_for_each(|(config, rules)| refuse(config, rules, shelves))
}

fn refuse(config: &Config, rules: &Judging<'_>, shelves: &Shelves) -> Result<(), Failure> {
    let waived = config.waivers.iter().map(|grant| grant.rule.as_str());
    let mut named: BTreeSet<&str> = config.severities.keys().map(String::as_str).chain(waived).collect();
    for (overlays, name) in rules {
        if let Some(name) = name {
            let certification = shelf(shelves, overlays)?.find(name)?;
            for id in ids(&certification) {
                named.remove(id);
            }
        }
    }
    if named.is_empty() {
        return Ok(());
    }
    // It may be of a certification that others have, who are not among these.
    let mut known: BTreeSet<String> = BTreeSet::new();
    for overlays in rules.iter().map(|(overlays, _)| overlays).collect::<BTreeSet<_>>() {
        let mut files = overlays.clone();
        files.extend(config.rule_files().into_iter().filter(|file| !overlays.contains(file)));
        let certifications = shelf(shelves, &files)?.library().load_all()?;
        known.extend(certifications.iter().flat_map(ids).map(str::to_owned));
    }
    let mut unknown = named.into_iter().filter(|id| !known.contains(*id));
    unknown.next().map_or(Ok(()), |id| Err(Failure::Path(told(config, id, &known))))
}

/// That no rule file asks `id`.
fn told(config: &Config, id: &str, known: &BTreeSet<String>) -> Message {
    let file = config.file.display();
    let Message { fr, en } = meant(id, known.iter().map(String::as_str));
    match config.waivers.iter().find(|grant| grant.rule == id) {
        Some(grant) => {
            let candidate = &grant.candidate;
            say!(
                "{file} : dérogation pour {candidate} : aucune exigence « {id} » dans aucune règle.{fr} « conforme explain » les nomme.",
                "{file}: waiver for {candidate}: no requirement “{id}” in any rules.{en} “conforme explain” names them."
            )
        }
        None => say!(
            "{file}, [severities] : aucune exigence « {id} » dans aucune règle.{fr} « conforme explain » les nomme.",
            "{file}, [severities]: no requirement “{id}” in any rules.{en} “conforme explain” names them."
        ),
    }
}
