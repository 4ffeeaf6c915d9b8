//! Every setting: what it is called, and where its value may come from.

use std::path::Path;

use conforme::batch;
use conforme::config::{Config, FailOn, Isolation, Session};
use conforme::message::Message;
use conforme::read::{BOUNDS, Limits};
use conforme::say;

use super::ConfigArgs;
use crate::cli::judge::cache_folder;

/// A setting in force.
pub(super) struct Setting {
    pub(super) key: &'static str,
    pub(super) value: String,
    pub(super) from: From,
}

/// Where a value comes from.
pub(super) enum From {
    /// What was typed.
    CommandLine,
    /// The variable of the environment.
    Variable(&'static str),
    /// A line of `conforme.toml`.
    File(usize),
    /// Nobody said anything.
    Default,
}

impl From {
    /// For people.
    pub(super) fn message(&self) -> Message {
        match self {
            Self::CommandLine => say!("ligne de commande", "command line"),
            Self::Variable(variable) => Message::same(format!("variable {variable}")),
            Self::File(line) => say!("conforme.toml, ligne {line}", "conforme.toml, line {line}"),
            Self::Default => say!("par défaut", "default"),
        }
    }

    /// For programs: `flag`, `environment`, `file`, `default`.
    pub(super) fn id(&self) -> &'static str {
        match self {
            Self::CommandLine => "flag",
            Self::Variable(_) => "environment",
            Self::File(_) => "file",
            Self::Default => "default",
        }
    }
}

/// Every setting, with its value and where it comes from.
pub(super) fn in_force(args: &ConfigArgs, config: Option<&Config>) -> Vec<Setting> {
    SETTINGS.iter().map(|one| one.in_force(args, config)).collect()
}

/// A setting, and how to get at what each place says of it.
struct Known {
    key: &'static str,
    /// The variable of the environment; empty where there is none.
    variable: &'static str,
    /// As the command line or the variable says.
    typed: fn(&ConfigArgs) -> Option<String>,
    /// As `conforme.toml` says.
    file: fn(&Config) -> Option<String>,
    /// Where nobody says.
    default: fn() -> String,
}

/// What stands where there is no value.
pub(super) const NOTHING: &str = "–";

/// A setting that nobody says anything of; the others differ from it.
const UNSAID: Known =
    Known { key: "", variable: "", typed: |_| None, file: |_| None, default: || NOTHING.to_owned() };

const SETTINGS: &[Known] = &[
    Known {
        key: "certification",
        variable: "CONFORME_CERTIFICATION",
        typed: |args| {
            let asked = &args.settings.certification;
            (!asked.is_empty()).then(|| asked.join(", "))
        },
        file: |config| config.certification.clone(),
        ..UNSAID
    },
    Known {
        key: "session.date",
        variable: "CONFORME_SESSION",
        typed: |args| args.session.session.map(|date| date.to_string()),
        file: |config| of_session(config, |session| session.date.map(|date| date.to_string())),
        ..UNSAID
    },
    Known {
        key: "session.zone",
        variable: "CONFORME_ZONE",
        typed: |args| args.session.zone.clone(),
        file: |config| {
            config.lines.get("session.zone")?;
            of_session(config, |session| Some(session.calendar.zone.id().to_owned()))
        },
        default: || "metropole".to_owned(),
    },
    Known {
        key: "session.depot",
        variable: "CONFORME_DEPOT",
        typed: |_| std::env::var("CONFORME_DEPOT").ok(),
        file: |config| of_session(config, |session| session.handed_in.depot.map(|date| date.to_string())),
        ..UNSAID
    },
    Known {
        key: "session.resume-date",
        variable: "CONFORME_RESUME_DATE",
        typed: |_| std::env::var("CONFORME_RESUME_DATE").ok(),
        file: |config| of_session(config, |session| session.handed_in.resume.map(|date| date.to_string())),
        ..UNSAID
    },
    Known {
        key: "session.closed",
        file: |config| of_session(config, |session| list(session.calendar.closed.keys())),
        ..UNSAID
    },
    Known {
        key: "session.worked",
        file: |config| of_session(config, |session| list(&session.calendar.worked)),
        ..UNSAID
    },
    Known {
        key: "formats",
        variable: "CONFORME_FORMAT",
        typed: |args| list(&args.format.format),
        file: |config| list(&config.formats),
        default: || "human".to_owned(),
    },
    Known {
        key: "fail-on",
        variable: "CONFORME_FAIL_ON",
        typed: |args| args.fail_on.fail_on.map(|one| one.id().to_owned()),
        file: |config| config.fail_on.map(|one| one.id().to_owned()),
        default: || FailOn::default().id().to_owned(),
    },
    Known {
        key: "jobs",
        variable: "CONFORME_JOBS",
        typed: |args| args.settings.jobs.map(|jobs| jobs.to_string()),
        file: |config| config.jobs.map(|jobs| jobs.to_string()),
        default: || batch::default_jobs().to_string(),
    },
    Known {
        key: "isolation",
        variable: "CONFORME_ISOLATION",
        typed: |args| args.settings.isolation.isolation.map(|one| one.id().to_owned()),
        file: |config| config.isolation.map(|one| one.id().to_owned()),
        default: || Isolation::default().id().to_owned(),
    },
    Known {
        key: "limits",
        variable: "CONFORME_LIMIT",
        typed: |args| list(&args.settings.isolation.limit),
        file: |config| list(changed(&config.limits)),
        ..UNSAID
    },
    Known {
        key: "overlays",
        file: |config| list(config.overlays.iter().map(|path| path.display())),
        ..UNSAID
    },
    Known {
        key: "documents.dossier",
        file: |config| Some(config.dossier.as_ref()?.as_str().to_owned()),
        ..UNSAID
    },
    Known {
        key: "documents.*",
        file: |config| {
            list(config.companions.iter().map(|(role, pattern)| format!("{role} = {}", pattern.as_str())))
        },
        ..UNSAID
    },
    Known {
        key: "ignore",
        file: |config| list(config.ignored.iter().map(|pattern| pattern.as_str())),
        ..UNSAID
    },
    Known {
        key: "severities",
        file: |config| {
            list(config.severities.iter().map(|(id, severity)| format!("{id} = {}", severity.id())))
        },
        ..UNSAID
    },
    Known {
        key: "cache-dir",
        variable: "CONFORME_CACHE_DIR",
        typed: |args| args.settings.cache_dir.as_deref().map(shown),
        default: || cache_folder().as_deref().map_or_else(UNSAID.default, shown),
        ..UNSAID
    },
];

impl Known {
    fn in_force(&self, args: &ConfigArgs, config: Option<&Config>) -> Setting {
        let (value, from) = if let Some(value) = (self.typed)(args) {
            let from = typed_or_set(self.variable, &value);
            (value, from)
        } else if let Some((config, value)) = config.and_then(|config| Some((config, (self.file)(config)?))) {
            let line = config.lines.get(self.key).copied().unwrap_or_default();
            (value, From::File(line))
        } else {
            ((self.default)(), From::Default)
        };
        Setting { key: self.key, value, from }
    }
}

/// Whether a value was typed or comes from the environment. A value that stands in both is the same.
fn typed_or_set(variable: &'static str, value: &str) -> From {
    if std::env::var(variable).is_ok_and(|set| set == value) {
        From::Variable(variable)
    } else {
        From::CommandLine
    }
}

fn of_session(config: &Config, said: impl Fn(&Session) -> Option<String>) -> Option<String> {
    said(config.session.as_ref()?)
}

/// The limits that are not the default ones.
fn changed(limits: &Limits) -> impl Iterator<Item = String> {
    let default = Limits::default();
    let changed = BOUNDS.iter().filter(move |bound| bound.value(limits) != bound.value(&default));
    changed.map(move |bound| format!("{}={}", bound.name, bound.value(limits)))
}

/// `values` with commas between; nothing where there are none.
fn list(values: impl IntoIterator<Item = impl ToString>) -> Option<String> {
    let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    (!values.is_empty()).then(|| values.join(", "))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
