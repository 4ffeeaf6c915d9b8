//! What was read of a document, in the types of the contract.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    pub digest: Option<String>,
    /// How its role was told.
    #[schemars(extend("enum" = ["said", "words", "format", "name", "content", "default"]))]
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
    #[schemars(extend("enum" = ["pdf", "slides", "twin-pdf", "recorded", "libreoffice", "rendered-breaks", "estimate"]))]
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
