//! Certifications: what a référentiel asks of a dossier, as data.
//!
//! A rule file is TOML under `rules/`; its path without `.toml` is its id. [`written`] is what may be written,
//! [`Certification`] what is used: bases merged, ids resolved, ranges checked. Nothing half valid gets through: a
//! fault is a [`RuleError`] that points into the file.

mod asks;
mod beside;
mod builtin;
mod compiled;
mod conditions;
mod documents;
mod error;
mod faults;
mod filler;
mod load;
mod overlay;
mod phrases;
mod relations;
mod select;
mod signs;
mod stage;
mod validate;
mod validity;
pub mod written;

pub use asks::{
    Asks, Band, Codes, Extent, Form, Group, Language, Length, Listing, Measure, Mention, Presence,
    Protection, Shape, Thing,
};
pub use beside::{file_beside, id_of, named_by};
pub use builtin::{BUILT_IN, Library};
use compiled::Addition;
pub(crate) use compiled::Compiled;
pub use conditions::{Absence, Ground, When};
pub use documents::{
    AgreeOn, Agreement, DOSSIER, Field, Fields, Filled, Order, Passage, RESUME, Repeat, RepeatCount,
    SessionDocument,
};
pub(crate) use error::{Origin, nearest};
pub use error::{RuleError, ToldError};
pub use overlay::{OverlaySummary, is_overlay};
pub use phrases::PhraseBook;
pub(crate) use select::parted;
pub use select::{Recognition, SelectError};
pub use stage::Stage;

use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use crate::calendar::Unit;
use crate::finding::{Severity, Status};
use crate::lexicon::SharedLexicon;
use crate::message::Message;

/// The JSON Schema of a rule file, for editors that complete and check TOML.
pub fn schema() -> String {
    let schema = schemars::schema_for!(written::RuleFile);
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// A certification, or a part of one (a CCP, a bloc) that is judged by itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Certification {
    /// Its id: the path of its file ("ais-2018/titre").
    pub id: String,
    /// Its name as the authority writes it.
    pub title: String,
    /// Short names for `--certification`.
    pub short: Vec<String>,
    /// The text it quotes.
    pub source: Source,
    /// How a document shows that it is meant for it.
    pub recognise: written::Recognise,
    /// Documents of a session; the first is the one it is mainly about.
    pub documents: Vec<SessionDocument>,
    /// Passages of a form.
    pub passages: Vec<Passage>,
    /// Activities with their competencies.
    pub activities: Vec<Activity>,
    /// Requirements, in the order of the report.
    pub requirements: Vec<Requirement>,
    /// What is due when.
    pub deadlines: Vec<Deadline>,
    /// Small texts with the answers they must get.
    pub examples: Vec<Example>,
    /// Topics with the words for titles that the file itself adds, those of its bases left out.
    pub own_aliases: Vec<(String, String)>,
    /// A training centre's own rules that were added.
    pub overlays: Vec<OverlaySummary>,
    /// What its files add to the lexicon, in order, but for the overlays.
    additions: Vec<Addition>,
    /// See [`Certification::phrase_book`]. Whoever changes requirements or competencies empties it.
    #[serde(with = "phrases::written")]
    phrase_book: OnceLock<Arc<PhraseBook>>,
    /// The lexicon with the certification's own words.
    #[serde(skip)]
    pub lexicon: SharedLexicon,
    /// `sha256:` of its file and of those it extends, in order.
    pub digest: String,
}

/// The text that the rules quote. See [`written::Source`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Source {
    /// Name of the text.
    pub name: String,
    /// Who issued it.
    pub authority: Option<String>,
    /// Code in the national directory.
    pub code: Option<String>,
    /// Address of the text.
    pub url: Option<String>,
    /// First day it is in force: a day of the calendar, YYYY-MM-DD.
    pub valid_from: Option<String>,
    /// Last day it is in force, likewise.
    pub valid_until: Option<String>,
    /// What is known of a later edition.
    pub later: Option<Message>,
    /// Last day on which that later edition is registered.
    pub later_until: Option<String>,
    /// How far the sources carry, where the text itself was not seen.
    pub confidence: Option<Message>,
}

/// Something due before the session. See [`written::Deadline`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Deadline {
    /// Its id.
    pub id: String,
    /// What is due (`dossier`, `resume`…).
    pub of: String,
    /// Its short name.
    pub title: Message,
    /// How many days before the session, at least.
    pub days: u32,
    /// What they are counted in.
    pub unit: Unit,
    /// True where it binds the candidate, false where the organiser.
    pub by_candidate: bool,
    /// The référentiel's sentence.
    pub quote: String,
    /// Where the sentence stands.
    pub reference: String,
    /// Name of the training centre's own rules that ask for it; none where the référentiel does.
    pub overlay: Option<String>,
}

/// A small text with the answers it must get.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// The document it is an example of.
    pub document: String,
    /// The text, in Markdown, as the rule file writes it.
    text: String,
    /// How many pages the text is taken to fill.
    pub pages: Option<u32>,
    /// The file opens with a password only.
    pub password: bool,
    /// Texts of the documents handed in with it, by role, as the rule file writes them.
    with: Vec<(String, String)>,
    /// These are all that was handed in.
    pub complete: bool,
    /// Ids of requirements with the answer each must get.
    pub expect: Vec<(String, Status)>,
}

/// An activity (activité-type, bloc) in force.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Activity {
    /// Its id.
    pub id: String,
    /// Its name in the référentiel.
    pub name: String,
    /// Its competencies.
    pub competencies: Vec<Competency>,
}

/// A competency.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Competency {
    /// Its id.
    pub id: String,
    /// Its name in the référentiel.
    pub name: String,
    /// Its official code.
    pub code: Option<String>,
    /// Words of the body that show it at work.
    pub evidence: Vec<String>,
}

/// A requirement.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Requirement {
    /// Its id, unique in the certification.
    pub id: String,
    /// The document it is about.
    pub document: String,
    /// Its short name.
    pub title: Message,
    /// What it weighs.
    pub severity: Severity,
    /// The référentiel's sentence.
    pub quote: String,
    /// Where the sentence stands.
    pub reference: String,
    /// From when on it is in force.
    pub stage: Stage,
    /// It is not in force yet at the stage the certification was taken [`Certification::at`].
    pub not_yet: bool,
    /// Name of the training centre's own rules that ask for it; none where the référentiel does.
    pub overlay: Option<String>,
    /// When it is asked for; always where nothing is said.
    pub when: Option<When>,
    /// What to do where it is not met.
    pub help: Message,
    /// What is asked.
    pub asks: Asks,
}

impl Requirement {
    /// True where a person judges it: the passages are shown.
    pub fn is_for_a_person(&self) -> bool {
        matches!(&self.asks, Asks::Mention(asks) if asks.for_a_person)
            || matches!(&self.asks, Asks::Absence(asks) if asks.for_a_person)
    }
}

impl Example {
    /// The text, in Markdown, with as many words as it asks for.
    pub fn text(&self) -> String {
        filler::expand(&self.text)
    }

    /// The documents handed in with it: the role and the text of each, likewise.
    pub fn with(&self) -> impl Iterator<Item = (&str, String)> {
        self.with.iter().map(|(role, text)| (role.as_str(), filler::expand(text)))
    }

    /// What of the text the rule file writes itself, without the words that only fill it.
    pub fn written(&self) -> String {
        filler::drop(&self.text)
    }
}

impl Certification {
    /// Every competency with its activity, in order.
    pub fn competencies(&self) -> impl Iterator<Item = (&Activity, &Competency)> {
        self.activities.iter().flat_map(|activity| activity.competencies.iter().map(move |c| (activity, c)))
    }

    /// The document that it is mainly about.
    pub fn main_document(&self) -> &str {
        self.documents.first().map_or(DOSSIER, |document| document.id.as_str())
    }

    /// The title of the document of that role; empty where there is none.
    pub fn title_of(&self, role: &str) -> Message {
        self.document(role).map(|document| document.title.clone()).unwrap_or_default()
    }

    /// The document of that role.
    pub fn document(&self, role: &str) -> Option<&SessionDocument> {
        self.documents.iter().find(|document| document.id == role)
    }

    /// The passage of that id.
    pub fn passage(&self, id: &str) -> Option<&Passage> {
        self.passages.iter().find(|passage| passage.id == id)
    }

    /// The requirement of that id.
    pub fn requirement(&self, id: &str) -> Option<&Requirement> {
        self.requirements.iter().find(|requirement| requirement.id == id)
    }
}
