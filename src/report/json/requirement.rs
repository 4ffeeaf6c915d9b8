//! The answer to a requirement, in the types of the contract.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// Why nothing was held against it: a document that it is about was not handed in, the file could not be read, or
    /// there was nothing to compare. Such an entry is no point of the dossier and weighs nothing in the verdict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = ["not-handed-in", "unread", "nothing-to-compare", null]))]
    pub unanswered: Option<String>,
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
