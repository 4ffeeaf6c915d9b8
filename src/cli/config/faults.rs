//! Names in `conforme.toml` that stand for nothing: certifications that there are not, requirements that none asks.

use std::collections::BTreeSet;
use std::sync::Arc;

use conforme::assess::Shelf;
use conforme::batch::Shelves;
use conforme::certification::{Certification, SelectError};
use conforme::config::Config;
use conforme::message::Message;
use conforme::say;

use crate::cli::asked::ids;
use crate::cli::choose::{own_file, shelf};
use crate::cli::console::Console;
use crate::cli::failure::Failure;
use crate::cli::meant::meant;
use crate::cli::settle::asks;
use crate::cli::{FAILED, FINDINGS, OK};

/// Tells what of `config` stands for nothing, and gives the exit code.
pub(super) fn tell(config: &Config, console: &Console) -> Result<u8, Failure> {
    let shelves = Shelves::default();
    let mut files = config.overlays.clone();
    files.extend(config.rule_files());
    let shelf = shelf(&shelves, &files)?;
    let find = |name: &str| {
        let own = own_file(name, config.folder());
        shelf.find(own.as_deref().map_or_else(|| name.to_owned(), Shelf::id_of).as_str())
    };
    let mut code = OK;
    let mut known: Vec<Arc<Certification>> = Vec::new();
    for name in named(config) {
        match find(name) {
            Ok(one) => known.push(one),
            Err(error @ SelectError::Unknown { .. }) => {
                console.fail(&error.into());
                code = FAILED;
            }
            Err(error) => return Err(error.into()),
        }
    }
    if code != OK {
        return Ok(code);
    }
    let of_all = if known.is_empty() { shelf.library().load_all()? } else { Vec::new() };
    let all = || known.iter().map(|one| &**one).chain(&of_all);
    let file = config.file.display();
    for grant in &config.waivers {
        let (rule, candidate) = (&grant.rule, &grant.candidate);
        let is_one = !candidate.contains(['*', '?']);
        let own = config.certification_of(candidate).filter(|_| is_one).map(find).transpose()?;
        let is_asked = own.map_or_else(|| all().any(|one| asks(one, rule)), |own| asks(&own, rule));
        if !is_asked {
            code = FINDINGS;
            let Message { fr, en } = meant(rule, all().flat_map(ids));
            console.note(&say!(
                "{file} : dérogation pour {candidate} : aucune exigence « {rule} » ; elle ne couvre rien. « conforme explain » les nomme.{fr}",
                "{file}: waiver for {candidate}: no requirement “{rule}”; it covers nothing. “conforme explain” names them.{en}"
            ));
        }
    }
    for rule in config.severities.keys().filter(|rule| !all().any(|one| asks(one, rule))) {
        code = FINDINGS;
        let Message { fr, en } = meant(rule, all().flat_map(ids));
        console.note(&say!(
            "{file} : aucune exigence « {rule} » ; sa gravité ne change rien.{fr}",
            "{file}: no requirement “{rule}”; its severity changes nothing.{en}"
        ));
    }
    Ok(code)
}

/// The certifications that are named, each once.
fn named(config: &Config) -> BTreeSet<&str> {
    let groups = config.groups.iter().filter_map(|group| group.certification.as_deref());
    let candidates = config.candidates.iter().filter_map(|one| one.certification.as_deref());
    config.certification.as_deref().into_iter().chain(groups).chain(candidates).collect()
}
