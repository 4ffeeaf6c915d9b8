//! The JSON report, version 1: the contract with other programs. Its own types, so that nothing inside can change it
//! by accident. Keys are English and stable, messages are in the language asked for, positions are 1-based, and what
//! is not known is `null`, never 0. Fields may be added, never changed.

use std::io;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

mod convert;
mod document;
mod parts;
mod past;
mod requirement;
mod results;
mod write;

pub use document::{Count, Counts, HandedIn, LedgerLine, OutlineEntry, PageMeasure, Pages, Unreadable, Zone};
pub use parts::{Passed, ResultsError, read_dossiers};
pub use requirement::{Evidence, Passage, Requirement, Waiver};
pub(super) use write::{Streamed, each, escaped_pretty, write_escaped};

use super::{Options, RenderError};
use crate::dossier;

/// Version of this contract, raised only when a field changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;

/// Writes the report as JSON, indented, with a line end.
pub(super) fn write(
    report: &dossier::Report,
    options: &Options,
    out: &mut dyn io::Write,
) -> Result<(), RenderError> {
    let dossiers = || each(&report.dossiers, move |_, one| vec![convert::dossier(one, options.lang)]);
    write_escaped(&Report::with(report, Streamed(dossiers), options.lang), out)
}

/// The answers of conforme to one run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "conforme report", extend("$id" = "urn:conforme:report:1"))]
pub struct Report<L = Vec<Dossier>> {
    /// Version of this format.
    #[schemars(extend("const" = 1))]
    pub schema_version: u32,
    /// The program that wrote it.
    pub tool: Tool,
    /// Name and version of the definition of a character and a word.
    pub counting_profile: String,
    /// Language of the messages (ISO 639-1).
    #[serde(default = "french")]
    #[schemars(extend("enum" = ["fr", "en"]))]
    pub language: String,
    /// The rule file in force; null where dossiers were only counted, or several were.
    pub certification: Option<Certification>,
    /// Every rule file in force, in the order in which dossiers were held against them.
    #[serde(default)]
    pub certifications: Vec<Certification>,
    /// The results, in the order of the files given.
    pub dossiers: L,
    /// How many dossiers have each verdict.
    pub summary: Summary,
    /// What there is to tell of the run as a whole.
    #[serde(default)]
    pub notices: Vec<Notice>,
    /// Which share of the dossiers these are, such as `2/8`, or shares, such as `1/8, 3/8`, that were merged while others
    /// were missing; null where they were not shared out, or are all there.
    #[serde(default)]
    pub shard: Option<String>,
    /// What has changed since the run that was given as a baseline; null where none was.
    #[serde(default)]
    pub changes: Option<Changes>,
}

/// What has changed since an earlier run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Changes {
    /// Points that were not there.
    pub new: Vec<Change>,
    /// Points that are there no more: what they ask is met now.
    pub fixed: Vec<Change>,
    /// Points that a waiver lets pass now.
    #[serde(default)]
    pub waived: Vec<Change>,
    /// Points that nothing asks any more: another certification, no date of the session.
    #[serde(default)]
    pub dropped: Vec<Change>,
    /// Points that were there and still are.
    pub unchanged: Vec<Change>,
    /// Points that merely wait for a part that is not there, which a point of its own tells: neither new nor fixed.
    #[serde(default)]
    pub waiting: Vec<Change>,
    /// Paths of dossiers that were not there.
    pub added: Vec<String>,
    /// Paths of dossiers that are there no more.
    pub removed: Vec<String>,
}

/// A point of a dossier that changed or did not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// Path of the dossier.
    pub path: String,
    /// Id of the requirement; `unreadable` for a file that cannot be read.
    pub requirement: String,
    /// Its short name; empty for a file that cannot be read.
    #[serde(default)]
    pub title: String,
    /// The answer now, or the earlier one of what is fixed, waived or dropped.
    #[schemars(extend("enum" = ["not-met", "not-judged", null]))]
    pub status: Option<String>,
}

/// The program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The rule file that judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Certification {
    /// Its id, such as `ais-2018/titre`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Digest of the rules as resolved, `sha256:` and hexadecimal digits.
    pub digest: String,
    /// Where its sentences come from.
    #[serde(default)]
    pub source: String,
    /// Id of the requirement that asks for the length of the whole, where one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<String>,
}

/// The number of dossiers of each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Summary {
    /// Everything required is met.
    pub conforme: usize,
    /// Something required is not met.
    pub non_conforme: usize,
    /// Something required could not be judged.
    pub a_verifier: usize,
    /// The file could not be read.
    pub illisible: usize,
}

/// The result for one dossier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dossier {
    /// The path as given, with `/`.
    pub path: String,
    /// Whose it is, where the configuration says so.
    #[serde(default)]
    pub candidate: Option<String>,
    /// The format that the content shows.
    #[schemars(extend("enum" = ["pdf", "docx", "odt", "markdown", "pptx", "odp", null]))]
    pub format: Option<String>,
    /// Digest of the bytes, `sha256:` and hexadecimal digits.
    pub digest: Option<String>,
    /// Id of the rule file that judged it; null where none did.
    #[serde(default)]
    pub certification: Option<String>,
    /// The answer for the whole dossier.
    #[schemars(extend("enum" = ["conforme", "non-conforme", "a-verifier", "illisible"]))]
    pub verdict: String,
    /// Why it could not be read, where the verdict is `illisible`.
    #[serde(default)]
    pub unreadable: Option<Unreadable>,
    /// Numbers of pages.
    pub pages: Pages,
    /// Characters without spaces and words.
    pub counts: Counts,
    /// What was read by kind of text, counted or not; the lines add up to `counts.extracted`.
    pub ledger: Vec<LedgerLine>,
    /// Cover, contents, body and annexes, in reading order.
    pub zones: Vec<Zone>,
    /// How surely the outline was read.
    #[serde(default = "poor")]
    #[schemars(extend("enum" = ["sure", "presumed", "poor"]))]
    pub outline_trust: String,
    /// Every heading as it was read.
    #[serde(default)]
    pub outline: Vec<OutlineEntry>,
    /// The documents of the session that were handed in, the one it is named after first.
    #[serde(default)]
    pub documents: Vec<HandedIn>,
    /// One entry for every requirement of the certification, in its order, document by document; then what the session's
    /// deadlines say. Those that nothing was held against say why in `unanswered`.
    pub requirements: Vec<Requirement>,
    /// What there is to tell beside.
    pub notices: Vec<Notice>,
}

/// A remark on the file, no judgement of the dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Notice {
    /// What it is about, a stable name.
    pub kind: String,
    /// The remark.
    pub message: String,
    /// Physical page, where it concerns one.
    #[serde(default)]
    pub page: Option<u32>,
}

impl Notice {
    /// Kind of the remark that says why a file could not be read.
    pub const UNREADABLE: &'static str = "unreadable";
}

fn french() -> String {
    "fr".to_owned()
}

fn poor() -> String {
    "poor".to_owned()
}

/// The JSON Schema (2020-12) of the report, indented, with a line end.
///
/// # Errors
/// Never in practice: the schema is plain data.
pub fn schema() -> Result<String, serde_json::Error> {
    let schema = schemars::SchemaGenerator::new(schemars::generate::SchemaSettings::draft2020_12())
        .into_root_schema_for::<Report>();
    escaped_pretty(&schema)
}
