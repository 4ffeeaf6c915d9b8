//! `conforme config`: what is in force, and where each value comes from.

mod faults;
mod settings;

use std::path::PathBuf;

use clap::Args;
use conforme::config::{Config, Moment};
use conforme::message::{Message, counted};
use conforme::say;
use conforme::source::shown;
use serde_json::{Value, json};

use super::args::{FailOnArgs, FormatArgs, Settings};
use super::configs::Configs;
use super::console::Console;
use super::failure::Failure;
use super::session::SessionArgs;
use settings::{From, NOTHING, Setting, in_force};

#[derive(Clone, Debug, Args)]
pub(super) struct ConfigArgs {
    /// Le dossier dont il s'agit.
    #[arg(value_name = "DOSSIER", default_value = ".")]
    folder: PathBuf,
    #[command(flatten)]
    session: SessionArgs,
    #[command(flatten)]
    format: FormatArgs,
    #[command(flatten)]
    fail_on: FailOnArgs,
    #[command(flatten)]
    settings: Settings,
}

pub(super) fn config(args: &ConfigArgs, console: &Console) -> Result<u8, Failure> {
    if !args.folder.is_dir() {
        let folder = args.folder.display();
        return Err(Failure::Path(match args.folder.exists() {
            true => {
                say!("{folder} est un fichier : donnez un dossier.", "{folder} is a file: give a folder.")
            }
            false => say!("{folder} : ce dossier n'existe pas.", "{folder}: no such folder."),
        }));
    }
    let config = Configs::new(&args.settings.config).of_folder(&args.folder)?;
    let settings = in_force(args, config.as_deref());
    if asks_json(args, &settings) {
        console.print(&json(config.as_deref(), &settings)?)?;
        return config.map_or(Ok(super::OK), |config| faults::tell(&config, console));
    }
    let mut text = String::new();
    let file = match &config {
        Some(config) => {
            let file = config.file.display();
            say!("fichier : {file}", "file: {file}")
        }
        None => say!("fichier : aucun conforme.toml", "file: no conforme.toml"),
    };
    text += &format!("{}\n\n", file.get(console.lang));
    let keys = settings.iter().map(|setting| setting.key.len()).max().unwrap_or_default();
    let values =
        settings.iter().map(|setting| setting.value.chars().count()).max().unwrap_or_default().min(48);
    for Setting { key, value, from } in &settings {
        text += &format!("{key:keys$}  {value:values$}  ({})\n", from.message().get(console.lang));
    }
    if let Some(config) = config.as_deref() {
        text += &cohort(config, console);
    }
    console.print(&text)?;
    config.map_or(Ok(super::OK), |config| faults::tell(&config, console))
}

/// True where somebody typed that JSON is wanted. In the environment or the file it is how dossiers are reported.
fn asks_json(args: &ConfigArgs, settings: &[Setting]) -> bool {
    let is_typed = |one: &Setting| one.key == "formats" && matches!(one.from, From::CommandLine);
    settings.iter().any(is_typed) && matches!(args.format.format.as_slice(), [only] if only == "json")
}

/// The settings for programs. A value that nobody gave is null.
fn json(config: Option<&Config>, settings: &[Setting]) -> Result<String, Failure> {
    let of = |Setting { key, value, from }: &Setting| {
        let value = Some(value).filter(|value| *value != NOTHING);
        let line = if let From::File(line) = from { Some(line) } else { None };
        let variable = if let From::Variable(variable) = from { Some(variable) } else { None };
        json!({ "key": key, "value": value, "from": from.id(), "line": line, "variable": variable })
    };
    // The formats that were typed are those of this answer.
    let all = settings.iter().filter(|one| one.key != "formats").map(of);
    let file = config.map(|config| shown(&config.file));
    let told = json!({ "file": file, "settings": all.collect::<Vec<Value>>() });
    let text = serde_json::to_string_pretty(&told).map_err(|error| Failure::Report(error.to_string()))?;
    Ok(text + "\n")
}

/// Groups, candidates and waivers, as far as there are any.
fn cohort(config: &Config, console: &Console) -> String {
    let mut lines = Vec::new();
    for group in &config.groups {
        let (name, certification) = (&group.name, group.certification.as_deref().unwrap_or("–"));
        let candidates = group.candidates.join(", ");
        lines.push(say!(
            "groupe « {name} » : {certification} ; {candidates}",
            "group “{name}”: {certification}; {candidates}"
        ));
    }
    let (candidates, problems) = config.candidates();
    if !candidates.is_empty() {
        let count = candidates.len();
        let Message { fr, en } = counted(count, ["candidat", "candidats"], ["candidate", "candidates"]);
        lines.push(say!("{fr} avec un dossier", "{en} with a dossier"));
    }
    lines.extend(problems.iter().map(conforme::config::Problem::message));
    let today = super::clock::Clock::now().day(&config.session.clone().unwrap_or_default());
    let moment = Moment { deposit: today, today };
    for grant in &config.waivers {
        let (rule, candidate, by) = (&grant.rule, &grant.candidate, &grant.granted_by);
        let (fr, en) = if grant.has_expired(moment) {
            (" ; expirée", "; expired")
        } else if grant.is_in_force(moment) {
            ("", "")
        } else {
            (" ; pas encore en vigueur", "; not in force yet")
        };
        lines.push(say!(
            "dérogation : {rule}, pour {candidate}, par {by}{fr}",
            "waiver: {rule}, for {candidate}, by {by}{en}"
        ));
    }
    let told: String = lines.iter().map(|line| format!("{}\n", line.get(console.lang))).collect();
    if told.is_empty() { told } else { format!("\n{told}") }
}
