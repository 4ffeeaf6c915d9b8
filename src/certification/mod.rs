//! Certifications: what a référentiel asks of a dossier, as data.
//!
//! A rule file is TOML under `rules/`; its path without `.toml` is its id. [`written`] is what may be written,
//! [`Certification`] what is used: bases merged, ids resolved, ranges checked. Nothing half valid gets through: a
//! fault is a [`RuleError`] that points into the file.

mod builtin;
mod error;
mod load;
mod select;
mod validate;
pub mod written;

pub use builtin::{BUILT_IN, Library};
pub use error::{RuleError, ToldError};
pub use select::{Recognition, SelectError};

use crate::calendar::Unit;
use std::sync::Arc;

use crate::finding::{Severity, Status};
use crate::lexicon::Lexicon;
use crate::message::Message;

/// The JSON Schema of a rule file, for editors that complete and check TOML.
pub fn schema() -> String {
    let schema = schemars::schema_for!(written::RuleFile);
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// A certification, or a part of one (a CCP, a bloc) that is judged by itself.
#[derive(Clone, Debug)]
pub struct Certification {
    /// Its id: the path of its file ("ais-2018/titre").
    pub id: String,
    /// Its name as the authority writes it.
    pub title: String,
    /// Short names for `--certification`.
    pub short: Vec<String>,
    /// The text it quotes.
    pub source: written::Source,
    /// How a document shows that it is meant for it.
    pub recognise: written::Recognise,
    /// Activities with their competencies.
    pub activities: Vec<Activity>,
    /// Requirements, in the order of the report.
    pub requirements: Vec<Requirement>,
    /// What is due when.
    pub deadlines: Vec<Deadline>,
    /// Small texts with the answers they must get.
    pub examples: Vec<Example>,
    /// The lexicon with the certification's own words.
    pub lexicon: Arc<Lexicon>,
    /// `sha256:` of its file and of those it extends, in order.
    pub digest: String,
}

/// Something due before the session. See [`written::Deadline`].
#[derive(Clone, Debug)]
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
}

/// A small text with the answers it must get.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// The text, in Markdown.
    pub text: String,
    /// Ids of requirements with the answer each must get.
    pub expect: Vec<(String, Status)>,
}

/// An activity (activité-type, bloc) in force.
#[derive(Clone, Debug)]
pub struct Activity {
    /// Its id.
    pub id: String,
    /// Its name in the référentiel.
    pub name: String,
    /// Its competencies.
    pub competencies: Vec<Competency>,
}

/// A competency.
#[derive(Clone, Debug)]
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
#[derive(Clone, Debug)]
pub struct Requirement {
    /// Its id, unique in the certification.
    pub id: String,
    /// Its short name.
    pub title: Message,
    /// What it weighs.
    pub severity: Severity,
    /// The référentiel's sentence.
    pub quote: String,
    /// Where the sentence stands.
    pub reference: String,
    /// What to do where it is not met.
    pub help: Message,
    /// What is asked.
    pub asks: Asks,
}

/// What a requirement asks.
#[derive(Clone, Debug)]
pub enum Asks {
    /// A part of the document.
    Presence(Presence),
    /// A length.
    Length(Length),
    /// A language.
    Language(Language),
    /// A listing of the competencies.
    Listing(Listing),
    /// The form of a part.
    Form(Form),
    /// Things that the text of a part deals with.
    Mention(Mention),
    /// Competencies covered.
    Coverage(Vec<Group>),
}

/// A part that must be there. See [`written::Presence`].
#[derive(Clone, Debug, Default)]
pub struct Presence {
    /// Topics, any of which makes the part.
    pub topics: Vec<String>,
    /// Topic of the part it belongs to.
    pub within: Option<String>,
    /// ISO 639-1 code of the language its text must have to be it.
    pub language: Option<String>,
    /// Phrases whose presence makes its absence uncertain.
    pub mention: Vec<String>,
    /// Topics it is made up of.
    pub made_of: Vec<String>,
    /// It is handed in apart.
    pub apart: bool,
}

/// A length that must be kept. See [`written::Length`].
#[derive(Clone, Debug)]
pub struct Length {
    /// What is measured.
    pub of: Extent,
    /// ISO 639-1 code of the passage's language.
    pub language: Option<String>,
    /// Some readings leave the cover and the contents out.
    pub perhaps_without_cover_and_contents: bool,
    /// The text itself leaves the cover and the contents out.
    pub without_cover_and_contents: bool,
    /// Measures of which one within its band is enough.
    pub decides: Vec<Measure>,
    /// The bands.
    pub bands: Vec<(Measure, Band)>,
    /// It is handed in apart.
    pub apart: bool,
}

/// What a length is measured of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Everything but the annexes.
    Body,
    /// The annexes.
    Annexes,
    /// The part about a topic.
    Topic(String),
}

/// A measure that a length can be given in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Pages.
    Pages,
    /// Words.
    Words,
    /// Characters without spaces.
    Characters,
    /// Rendered lines.
    Lines,
}

/// A range, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// At least.
    pub min: Option<u32>,
    /// At most.
    pub max: Option<u32>,
    /// The value the référentiel gives with « environ », where it does.
    pub about: Option<u32>,
}

/// A language that a part must be written in.
#[derive(Clone, Debug)]
pub struct Language {
    /// Topic of the part.
    pub of: String,
    /// ISO 639-1 code.
    pub language: String,
}

/// A listing of the competencies.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Topic of its heading.
    pub topic: String,
}

/// The form of a part.
#[derive(Clone, Debug)]
pub struct Form {
    /// Topic of the part.
    pub of: String,
    /// The form.
    pub is: Shape,
    /// A table is grouped by activity.
    pub by_activity: bool,
}

/// A form that a part can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A table.
    Table,
    /// A picture.
    Image,
}

/// Things that the text of a part deals with. See [`written::Mention`].
#[derive(Clone, Debug)]
pub struct Mention {
    /// Topics of the parts that are searched; the whole body where there are none.
    pub within: Vec<String>,
    /// The things, each with the phrases of which any shows it.
    pub of: Vec<(Message, Vec<String>)>,
    /// Never answered by the tool.
    pub for_a_person: bool,
}

/// A group of competencies to cover.
#[derive(Clone, Debug)]
pub struct Group {
    /// All of these ids.
    pub all_of: Vec<String>,
    /// And at least `at_least` of these ids.
    pub any_of: Vec<String>,
    /// How many of `any_of`.
    pub at_least: usize,
    /// The sentence that binds the group.
    pub quote: Option<String>,
}

impl Certification {
    /// Every competency with its activity, in order.
    pub fn competencies(&self) -> impl Iterator<Item = (&Activity, &Competency)> {
        self.activities.iter().flat_map(|activity| activity.competencies.iter().map(move |c| (activity, c)))
    }

    /// The requirement of that id.
    pub fn requirement(&self, id: &str) -> Option<&Requirement> {
        self.requirements.iter().find(|requirement| requirement.id == id)
    }
}

impl Measure {
    /// The name in rule files and reports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::Words => "words",
            Self::Characters => "characters",
            Self::Lines => "lines",
        }
    }
}

impl Band {
    /// True where `value` lies in the range.
    pub fn holds(&self, value: u32) -> bool {
        self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max)
    }
}
