//! The JSON report, version 1: the contract with other programs. Its own types, so that nothing inside can change it
//! by accident. Keys are English and stable, messages are in the language asked for, positions are 1-based, and what
//! is not known is `null`, never 0. Fields may be added, never changed.

use std::io;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

mod convert;
mod parts;
mod past;
mod results;
mod write;

pub use parts::{Passed, ResultsError, read_dossiers};
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
    /// Which share of the dossiers these are, such as `2/8`; null where they were not shared out.
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
    /// One entry for every requirement, in the order of the certification, document by document.
    pub requirements: Vec<Requirement>,
    /// What there is to tell beside.
    pub notices: Vec<Notice>,
}

/// A document of the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HandedIn {
    /// Its role in the session, such as `dossier`, `resume`, `presentation`.
    pub role: String,
    /// What it is called, in the language of the report.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The path as given, with `/`.
    pub path: String,
    /// The format that the content shows.
    #[schemars(extend("enum" = ["pdf", "docx", "odt", "markdown", "pptx", "odp"]))]
    pub format: String,
    /// Digest of the bytes, `sha256:` and hexadecimal digits.
    pub digest: String,
    /// How its role was told.
    #[schemars(extend("enum" = ["said", "words", "format", "name", "default"]))]
    pub recognised_by: String,
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unreadable {
    /// A stable name.
    pub kind: String,
    /// What happened.
    pub message: String,
    /// What its owner can do.
    pub help: String,
}

/// Numbers of pages; each is null where it cannot be told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Pages {
    /// In all.
    pub total: Option<PageMeasure>,
    /// Without the annexes.
    pub body: Option<PageMeasure>,
    /// Without the annexes, nor pages that hold nothing but cover or contents.
    #[serde(default)]
    pub body_without_cover_and_contents: Option<PageMeasure>,
    /// Of the annexes.
    #[serde(default)]
    pub annexes: Option<PageMeasure>,
}

/// A number of pages, how sure it is and how it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PageMeasure {
    /// Best value.
    pub value: u32,
    /// Lowest plausible value.
    pub low: u32,
    /// Highest plausible value.
    pub high: u32,
    /// How it is known, surest first.
    #[schemars(extend("enum" = ["pdf", "twin-pdf", "recorded", "libreoffice", "rendered-breaks", "estimate"]))]
    pub method: String,
}

/// What was counted; null where the file could not be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// Everything that was read, before anything is set apart.
    pub extracted: Option<Count>,
    /// What counts, annexes left out.
    pub body: Option<Count>,
    /// The same, cover and contents left out too.
    pub body_without_cover_and_contents: Option<Count>,
    /// What counts in the annexes.
    pub annexes: Option<Count>,
}

/// Characters without spaces, and words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Count {
    /// Characters, white space not counted.
    pub characters: usize,
    /// Words.
    pub words: usize,
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LedgerLine {
    /// What kind of text, a stable name; further kinds may be added.
    pub kind: String,
    /// Whether it is in the counts.
    pub counted: bool,
    /// Characters, white space not counted.
    pub characters: usize,
    /// Words.
    pub words: usize,
    /// Why it counts or does not.
    pub why: String,
}

/// A part of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Zone {
    /// Its kind.
    #[schemars(extend("enum" = ["cover", "contents", "body", "annexes"]))]
    pub kind: String,
    /// The heading that opens it.
    pub heading: Option<String>,
    /// First physical page.
    pub first_page: Option<u32>,
    /// Last physical page.
    pub last_page: Option<u32>,
    /// Line of the source (Markdown).
    pub line: Option<u32>,
    /// Characters that count in it.
    #[serde(default)]
    pub characters: usize,
    /// Words that count in it.
    #[serde(default)]
    pub words: usize,
}

/// A heading, with what it heads and what it serves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OutlineEntry {
    /// The heading as read.
    pub heading: String,
    /// Level, 1 for the top.
    pub level: u8,
    /// How it is known to be a heading: `markup`, `style`, `outline-level`, `tag`, `bookmark`, `contents`, `look`.
    pub known_by: String,
    /// How sure that is, 0 to 1.
    pub confidence: f32,
    /// Physical page.
    pub page: Option<u32>,
    /// Line of the source (Markdown).
    pub line: Option<u32>,
    /// File, of a dossier of several files.
    pub file: Option<String>,
    /// The zone it stands in.
    #[schemars(extend("enum" = ["cover", "contents", "body", "annexes"]))]
    pub zone: String,
    /// Characters that count in it, sub-sections included.
    pub characters: usize,
    /// Words that count in it, sub-sections included.
    pub words: usize,
    /// Ids of the requirements it serves.
    pub serves: Vec<String>,
}

/// The answer to one requirement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Requirement {
    /// Its id, stable.
    pub id: String,
    /// Role of the document of the session that it is about; null where only one was looked at.
    #[serde(default)]
    pub document: Option<String>,
    /// Its short name.
    #[serde(default)]
    pub title: String,
    /// The answer.
    #[schemars(extend("enum" = ["met", "not-met", "not-judged"]))]
    pub status: String,
    /// What `not-met` weighs.
    #[schemars(extend("enum" = ["error", "warning", "info"]))]
    pub severity: String,
    /// How sure the answer is, 0 to 1.
    pub confidence: f32,
    /// The heading concerned, as read.
    pub heading: Option<String>,
    /// Physical page.
    pub page: Option<u32>,
    /// Line of the source (Markdown).
    pub line: Option<u32>,
    /// File, of a dossier of several files.
    #[serde(default)]
    pub file: Option<String>,
    /// Titles from the top down to the heading.
    pub path: Vec<String>,
    /// The words concerned, shortened.
    #[serde(default)]
    pub excerpt: Option<String>,
    /// Characters of the passage concerned.
    pub characters: Option<usize>,
    /// Words of the passage concerned.
    pub words: Option<usize>,
    /// Measured language of the passage concerned (ISO 639-1).
    pub language: Option<String>,
    /// What was found.
    pub found: String,
    /// What is expected.
    pub expected: String,
    /// The finding in one sentence.
    pub message: String,
    /// What to do about it; empty where there is nothing to do.
    pub help: String,
    /// The référentiel's own sentence.
    pub quote: String,
    /// Where that sentence stands.
    pub reference: String,
    /// Passages that a person should read.
    #[serde(default)]
    pub passages: Vec<Passage>,
    /// The evidence for each competency, of requirements about competencies.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// The waiver in force for it. A requirement that is waived weighs nothing in the verdict.
    #[serde(default)]
    pub waiver: Option<Waiver>,
    /// Whose rule it is, where only the training centre asks for it: it weighs nothing in the verdict either.
    #[serde(default)]
    pub overlay: Option<String>,
    /// What it is about was not found, which another answer tells: nobody has anything to look at here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waits: bool,
    /// The part that it waits for, as the requirement is called that tells it to be missing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub waits_for: String,
    /// The stage (`depot`, `reception`) from which on it is in force, where that is later than the one asked for.
    #[serde(default)]
    pub in_force_from: Option<String>,
}

/// A waiver (dérogation).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Waiver {
    /// Why it was granted.
    pub reason: String,
    /// Who granted it.
    pub granted_by: String,
    /// When, as written.
    pub granted_on: Option<String>,
    /// Until when, as written.
    pub expires_on: Option<String>,
}

/// A place in the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Passage {
    /// The heading it stands under, or is.
    pub heading: Option<String>,
    /// Titles from the top down to that heading.
    pub path: Vec<String>,
    /// Physical page.
    pub page: Option<u32>,
    /// Line of the source (Markdown).
    pub line: Option<u32>,
    /// File, of a dossier of several files.
    pub file: Option<String>,
    /// The words concerned, shortened.
    pub excerpt: Option<String>,
}

/// Where a competency is listed and shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Its id in the rule file.
    pub id: String,
    /// Its official name.
    pub name: String,
    /// The activity (activité-type) or bloc it belongs to.
    pub activity: String,
    /// The dossier must cover it, alone or as one of a group.
    pub required: bool,
    /// How it is named where it is listed.
    #[schemars(extend("enum" = ["exactly", "paraphrased", "by-code", "nowhere"]))]
    pub listed: String,
    /// Where it is listed.
    pub listed_at: Option<Passage>,
    /// Where the text shows it.
    pub shown_at: Vec<Passage>,
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
