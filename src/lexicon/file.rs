//! `lexicon.toml` as it is written, and what can be wrong with it.

use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::nature::Nature;
use crate::message::Message;
use crate::say;

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct File {
    #[serde(default)]
    pub(super) words: Words,
    #[serde(default)]
    pub(super) denials: Denied,
    #[serde(default, rename = "topic")]
    pub(super) topics: Vec<Topic>,
}

/// Words that say little about what a title is about.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Words {
    /// Add hardly anything: `projet`, `application`.
    #[serde(default)]
    pub(super) light: Vec<Spanned<String>>,
    /// Open a title before what it is about: `présentation`, `description`.
    #[serde(default)]
    pub(super) lead_in: Vec<Spanned<String>>,
}

/// How a text says that something is not there.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Denied {
    /// In one sentence with what it is about: `non couverte`.
    #[serde(default)]
    pub(super) phrases: Vec<String>,
    /// All that a cell beside it says: `non`.
    #[serde(default)]
    pub(super) cells: Vec<String>,
    /// In one sentence with what shows a competency: `avant mon arrivée`.
    #[serde(default)]
    pub(super) work: Vec<String>,
    /// Of a thing that a text names to say that there is none.
    #[serde(default)]
    pub(super) lacking: Lacking,
}

/// How a text says of a thing that there is none, word by word.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Lacking {
    /// Shortly before it: `aucun`, `ni`.
    #[serde(default)]
    pub(super) none: Vec<String>,
    /// With a verb before or behind it: `pas`.
    #[serde(default)]
    pub(super) not: Vec<String>,
    /// Right before it: `sans`.
    #[serde(default)]
    pub(super) without: Vec<String>,
    /// Beginnings of the verbs that tell what was not done, behind it: `consult`.
    #[serde(default)]
    pub(super) done: Vec<String>,
    /// Beside one of these the words above deny something else: `problème`, `seulement`.
    #[serde(default)]
    pub(super) unless: Vec<String>,
}

/// A topic.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Topic {
    pub(super) id: Spanned<String>,
    pub(super) name: Name,
    #[serde(default)]
    pub(super) is: Vec<Nature>,
    #[serde(default)]
    pub(super) includes: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) aliases: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) alone: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) weak: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) vague: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) not: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) not_under: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) examples: Examples,
}

/// The name of a topic.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Name {
    pub(super) fr: String,
    pub(super) en: String,
}

/// Titles that must be found to be about the topic, and titles that must not.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Examples {
    #[serde(default, rename = "match")]
    pub(super) matching: Vec<String>,
    #[serde(default)]
    pub(super) no_match: Vec<String>,
}

/// What is wrong with a lexicon, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct LexiconError {
    /// What is wrong.
    pub problem: Problem,
    /// Bytes of the file that are wrong, where known.
    pub span: Option<Range<usize>>,
}

/// What can be wrong with a lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Not TOML, an unknown key or a value of the wrong kind; in the words of the TOML reader.
    Syntax(String),
    /// The id of a topic is not made of small letters, digits and hyphens.
    BadId(String),
    /// Two topics have this id.
    DuplicateTopic(String),
    /// A topic includes one that is not in the file.
    UnknownTopic(String),
    /// No title can ever be about this topic.
    NoAlias(String),
    /// A phrase has no word that could be looked for.
    NoWords(String),
    /// A phrase is given twice for one topic; the second is written like this.
    Repeated(String),
}

impl LexiconError {
    pub(super) fn new(problem: Problem, span: Range<usize>) -> Self {
        Self { problem, span: Some(span) }
    }

    /// What is wrong, in both languages.
    pub fn message(&self) -> Message {
        match &self.problem {
            Problem::Syntax(text) => {
                say!("le lexique ne peut pas être lu : {text}", "the lexicon cannot be read: {text}")
            }
            Problem::BadId(id) => {
                say!("« {id} » ne peut pas nommer un sujet", "\"{id}\" cannot name a topic")
            }
            Problem::DuplicateTopic(id) => {
                say!("le sujet « {id} » est défini deux fois", "the topic \"{id}\" is defined twice")
            }
            Problem::UnknownTopic(id) => say!("il n'y a pas de sujet « {id} »", "there is no topic \"{id}\""),
            Problem::NoAlias(id) => {
                say!("le sujet « {id} » n'a aucun titre", "the topic \"{id}\" has no alias")
            }
            Problem::NoWords(text) => {
                say!("« {text} » ne contient aucun mot à chercher", "\"{text}\" holds no word to look for")
            }
            Problem::Repeated(text) => {
                say!(
                    "« {text} » est donné deux fois pour ce sujet",
                    "\"{text}\" is given twice for this topic"
                )
            }
        }
    }

    /// What to do about it, where there is something to say.
    pub fn help(&self) -> Option<Message> {
        match &self.problem {
            Problem::Syntax(_) | Problem::DuplicateTopic(_) | Problem::UnknownTopic(_) => None,
            Problem::BadId(_) => Some(say!(
                "n'employez que des minuscules sans accent, des chiffres et des traits d'union",
                "use only small letters without accents, digits and hyphens"
            )),
            Problem::NoAlias(_) => {
                Some(say!("donnez au moins un titre dans `aliases`", "give at least one title in `aliases`"))
            }
            Problem::NoWords(_) => Some(say!(
                "pour chercher des mots grammaticaux tels quels, écrivez « = » devant : \"= ce que j'ai fait\"",
                "to look for function words as they stand, write \"=\" in front: \"= ce que j'ai fait\""
            )),
            Problem::Repeated(_) => Some(say!(
                "les formes d'un même mot (pluriel, accents, majuscules) comptent pour une seule",
                "forms of a word (plural, accents, capitals) count as one"
            )),
        }
    }
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().fr)
    }
}

/// Reads the file without looking at what it says.
pub(super) fn read(text: &str) -> Result<File, LexiconError> {
    toml::from_str(text).map_err(|error| LexiconError {
        span: error.span(),
        problem: Problem::Syntax(error.message().to_owned()),
    })
}
