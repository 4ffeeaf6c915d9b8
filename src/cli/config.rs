//! `conforme config`: what is in force, and where each value comes from.

mod faults;

use std::path::Path;

use conforme::batch;
use conforme::config::{Config, FailOn, Isolation, Moment};
use conforme::message::{Message, counted};
use conforme::read::{BOUNDS, Limits};
use conforme::say;

use super::args::ConfigArgs;
use super::configs::Configs;
use super::console::Console;
use super::failure::Failure;

/// A setting in force.
struct Setting {
    key: &'static str,
    value: String,
    from: Message,
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
    let mut text = String::new();
    let file = match &config {
        Some(config) => {
            let file = config.file.display();
            say!("fichier : {file}", "file: {file}")
        }
        None => say!("fichier : aucun conforme.toml", "file: no conforme.toml"),
    };
    text += &format!("{}\n\n", file.get(console.lang));
    let settings = settings(args, config.as_deref());
    let keys = settings.iter().map(|setting| setting.key.len()).max().unwrap_or_default();
    let values =
        settings.iter().map(|setting| setting.value.chars().count()).max().unwrap_or_default().min(48);
    for Setting { key, value, from } in &settings {
        text += &format!("{key:keys$}  {value:values$}  ({})\n", from.get(console.lang));
    }
    if let Some(config) = config.as_deref() {
        text += &cohort(config, console);
    }
    console.print(&text)?;
    config.map_or(Ok(super::OK), |config| faults::tell(&config, console))
}

/// Every setting, with its value and where it comes from.
fn settings(args: &ConfigArgs, config: Option<&Config>) -> Vec<Setting> {
    let pick = |key, variable, typed: Option<String>, file: Option<String>, default: Message| {
        let line = config.and_then(|config| config.lines.get(key)).copied().unwrap_or_default();
        match (typed, file) {
            (Some(value), _) => Setting { key, from: typed_or_set(variable, &value), value },
            (None, Some(value)) => Setting {
                key,
                value,
                from: say!("conforme.toml, ligne {line}", "conforme.toml, line {line}"),
            },
            (None, None) => Setting { key, value: default.fr, from: say!("par défaut", "default") },
        }
    };
    let of = |get: fn(&Config) -> Option<String>| config.and_then(get);
    let list = |values: &[String]| (!values.is_empty()).then(|| values.join(", "));
    vec![
        pick(
            "certification",
            "CONFORME_CERTIFICATION",
            args.settings.certification.clone(),
            of(|config| config.certification.clone()),
            Message::same("–"),
        ),
        pick(
            "session.date",
            "CONFORME_SESSION",
            args.session.session.map(|date| date.to_string()),
            of(|config| config.session.as_ref()?.date.map(|date| date.to_string())),
            Message::same("–"),
        ),
        pick(
            "session.zone",
            "CONFORME_ZONE",
            args.session.zone.clone(),
            of(|config| {
                config.lines.get("session.zone")?;
                Some(config.session.as_ref()?.calendar.zone.id().to_owned())
            }),
            Message::same("metropole"),
        ),
        pick(
            "session.depot",
            "CONFORME_DEPOT",
            std::env::var("CONFORME_DEPOT").ok(),
            of(|config| config.session.as_ref()?.handed_in.depot.map(|date| date.to_string())),
            Message::same("–"),
        ),
        pick(
            "session.resume-date",
            "CONFORME_RESUME_DATE",
            std::env::var("CONFORME_RESUME_DATE").ok(),
            of(|config| config.session.as_ref()?.handed_in.resume.map(|date| date.to_string())),
            Message::same("–"),
        ),
        pick(
            "session.closed",
            "",
            None,
            of(|config| {
                let days: Vec<String> =
                    config.session.as_ref()?.calendar.closed.keys().map(ToString::to_string).collect();
                (!days.is_empty()).then(|| days.join(", "))
            }),
            Message::same("–"),
        ),
        pick(
            "session.worked",
            "",
            None,
            of(|config| list_of(config.session.as_ref()?.calendar.worked.iter().map(ToString::to_string))),
            Message::same("–"),
        ),
        pick(
            "formats",
            "CONFORME_FORMAT",
            list(&args.format.format),
            of(|config| (!config.formats.is_empty()).then(|| config.formats.join(", "))),
            Message::same("human"),
        ),
        pick(
            "fail-on",
            "CONFORME_FAIL_ON",
            args.fail_on.fail_on.map(|one| one.id().to_owned()),
            of(|config| config.fail_on.map(|one| one.id().to_owned())),
            Message::same(FailOn::default().id()),
        ),
        pick(
            "jobs",
            "CONFORME_JOBS",
            args.settings.jobs.map(|jobs| jobs.to_string()),
            of(|config| config.jobs.map(|jobs| jobs.to_string())),
            Message::same(batch::default_jobs().to_string()),
        ),
        pick(
            "isolation",
            "CONFORME_ISOLATION",
            args.settings.isolation.isolation.map(|one| one.id().to_owned()),
            of(|config| config.isolation.map(|one| one.id().to_owned())),
            Message::same(Isolation::default().id()),
        ),
        pick(
            "limits",
            "CONFORME_LIMIT",
            list(&args.settings.isolation.limit),
            of(|config| list_of(changed(&config.limits))),
            Message::same("–"),
        ),
        pick(
            "overlays",
            "",
            None,
            of(|config| list_of(config.overlays.iter().map(|path| path.display().to_string()))),
            Message::same("–"),
        ),
        pick(
            "documents.dossier",
            "",
            None,
            of(|config| Some(config.dossier.as_ref()?.as_str().to_owned())),
            Message::same("–"),
        ),
        pick(
            "documents.*",
            "",
            None,
            of(|config| {
                list_of(
                    config.companions.iter().map(|(role, pattern)| format!("{role} = {}", pattern.as_str())),
                )
            }),
            Message::same("–"),
        ),
        pick(
            "ignore",
            "",
            None,
            of(|config| list_of(config.ignored.iter().map(|pattern| pattern.as_str().to_owned()))),
            Message::same("–"),
        ),
        pick(
            "severities",
            "",
            None,
            of(|config| {
                list_of(config.severities.iter().map(|(id, severity)| format!("{id} = {}", severity.id())))
            }),
            Message::same("–"),
        ),
        pick(
            "cache-dir",
            "CONFORME_CACHE_DIR",
            args.settings.cache_dir.as_deref().map(shown),
            None,
            Message::same(super::judge::cache_folder().as_deref().map_or_else(|| "–".to_owned(), shown)),
        ),
    ]
}

/// The limits that are not the default ones.
fn changed(limits: &Limits) -> impl Iterator<Item = String> {
    let default = Limits::default();
    let changed = BOUNDS.iter().filter(move |bound| bound.value(limits) != bound.value(&default));
    changed.map(move |bound| format!("{}={}", bound.name, bound.value(limits)))
}

fn list_of(values: impl Iterator<Item = String>) -> Option<String> {
    let values: Vec<String> = values.collect();
    (!values.is_empty()).then(|| values.join(", "))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Whether a value was typed or comes from the environment. A value that stands in both is the same.
fn typed_or_set(variable: &'static str, value: &str) -> Message {
    if std::env::var(variable).is_ok_and(|set| set == value) {
        Message::new(format!("variable {variable}"), format!("variable {variable}"))
    } else {
        say!("ligne de commande", "command line")
    }
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
