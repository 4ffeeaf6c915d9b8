//! What keeps the tool from doing its work: exit code 2.

use conforme::certification::{RuleError, SelectError, ToldError};
use conforme::dossier::Lost;
use conforme::message::{Lang, Message};
use conforme::report::{inert, inert_but_colours, inert_in_place};
use conforme::say;

/// A failure, told on standard error.
#[derive(Debug)]
pub(super) enum Failure {
    /// The certification cannot be told, or is unknown; the message lists what there is.
    Certification(Message),
    /// A rule file has a fault.
    Rule(Box<RuleError>),
    /// No such format.
    Format(String),
    /// A setting has no such value; the message tells what it may be.
    Setting(Message),
    /// No worker process can be had; the message says why.
    Isolation(Message),
    /// A path could not be read at all.
    Path(Message),
    /// Standard output failed.
    Output(std::io::Error),
    /// A report could not be written.
    Report(String),
}

impl Failure {
    /// The failure as it is printed: nothing that others wrote acts in it.
    pub(super) fn render(&self, lang: Lang, colour: bool) -> String {
        let message = match self {
            Self::Rule(error) => {
                let all = std::iter::once(&**error).chain(&error.others);
                let told = all.map(|one| rule_error(&one.told(lang, inert_in_place), lang, colour));
                return inert_but_colours(&told.collect::<String>());
            }
            Self::Certification(message) | Self::Setting(message) | Self::Path(message) => message.clone(),
            Self::Isolation(Message { fr, en }) => say!(
                "impossible d'isoler la lecture ({fr}). Sans isolation : --isolation none.",
                "cannot isolate reading ({en}). Without isolation: --isolation none."
            ),
            Self::Format(name) => {
                let known: Vec<&str> =
                    conforme::report::Format::ALL.iter().map(|format| format.id()).collect();
                let known = known.join(", ");
                say!(
                    "format inconnu « {name} ». Formats : {known}.",
                    "unknown format “{name}”. Formats: {known}."
                )
            }
            Self::Output(error) => {
                let Message { fr, en } = Message::system(error);
                say!("impossible d'écrire le résultat : {fr}", "cannot write the result: {en}")
            }
            Self::Report(error) => {
                say!("impossible de produire le rapport : {error}", "cannot make the report: {error}")
            }
        };
        inert(&format!("conforme : {}\n", message.get(lang)))
    }
}

/// The fault with its place in the file.
fn rule_error(error: &ToldError, lang: Lang, colour: bool) -> String {
    let theme =
        if colour { miette::GraphicalTheme::unicode() } else { miette::GraphicalTheme::unicode_nocolor() };
    let mut out = String::new();
    let handler = miette::GraphicalReportHandler::new_themed(theme).with_links(false);
    if handler.render_report(&mut out, error).is_err() {
        out = format!("conforme : {error}\n");
    }
    match lang {
        Lang::Fr => in_french(&out),
        Lang::En => out,
    }
}

/// The label that the renderer puts before what to write instead.
fn in_french(rendered: &str) -> String {
    let lines = rendered.split_inclusive('\n').map(|line| match line.split_once("help: ") {
        // Colours may stand before it, and nothing else.
        Some((before, rest)) if !before.contains(char::is_alphanumeric) || before.ends_with('m') => {
            format!("{before}aide : {rest}")
        }
        _ => line.to_owned(),
    });
    lines.collect()
}

impl From<Lost> for Failure {
    fn from(Lost(error): Lost) -> Self {
        let Message { fr, en } = Message::system(&error);
        Self::Path(say!(
            "des réponses déjà prêtes n'ont pas pu être relues sur le disque ({fr}). Recommencez, au besoin avec un autre dossier temporaire (variable TMPDIR).",
            "answers that were ready could not be read back from the disk ({en}). Start again, with another temporary folder if need be (variable TMPDIR)."
        ))
    }
}

impl From<SelectError> for Failure {
    fn from(error: SelectError) -> Self {
        match error {
            SelectError::Rule(error) => Self::Rule(error),
            SelectError::Unknown { name, nearest } => Self::Certification(match nearest {
                Some(nearest) => say!(
                    "certification inconnue « {name} ». Vouliez-vous dire « {nearest} » ? Voir : conforme list",
                    "unknown certification “{name}”. Did you mean “{nearest}”? See: conforme list"
                ),
                None => say!(
                    "certification inconnue « {name} ». Voir : conforme list",
                    "unknown certification “{name}”. See: conforme list"
                ),
            }),
        }
    }
}

impl From<Box<RuleError>> for Failure {
    fn from(error: Box<RuleError>) -> Self {
        Self::Rule(error)
    }
}
