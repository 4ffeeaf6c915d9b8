//! A receipt: what a candidate handed in, what it was held against, and what came out, so that it can be worked out
//! again later and held against this.
//!
//! A receipt says what is to be looked at, never who is at fault. It carries its own digest: whoever changes a figure by
//! hand is told so. A digest is no signature; who must prove a receipt to others signs the file.

mod compare;
mod facts;
mod outcome;
mod parts;

pub use compare::{Difference, differences};
pub use facts::Facts;
pub use parts::{
    Answer, Counts, Due, File, Pages, Points, Role, Rules, Session, Text, Tool, Unexamined, Waived,
};

use serde::{Deserialize, Serialize};

use crate::source;

/// The name of the format.
pub const SCHEMA: &str = "conforme-receipt/1";

/// What was received, and what came out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// [`SCHEMA`].
    pub schema: String,
    /// The candidate, or a pseudonym.
    pub candidate: String,
    /// The day of reception (ISO 8601).
    pub date: String,
    /// The day on which the French résumé was handed in (ISO 8601), where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resume_date: Option<String>,
    /// What made it.
    pub tool: Tool,
    /// How it was counted.
    pub counting_profile: String,
    /// The rules in force; empty where none could be told.
    pub certification: Rules,
    /// The session, where one was given.
    pub session: Option<Session>,
    /// Every file, in the order in which it was read.
    pub files: Vec<File>,
    /// Files that came with them and that nothing was read of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unexamined: Vec<Unexamined>,
    /// `conforme`, `non-conforme`, `a-verifier`, `illisible`.
    pub verdict: String,
    /// The figures; none where nothing could be read.
    pub counts: Option<Counts>,
    /// How many answers of each kind.
    pub points: Points,
    /// Every requirement with its answer.
    pub answers: Vec<Answer>,
    /// What was due when.
    pub deadlines: Vec<Due>,
    /// What else is to be known.
    pub remarks: Vec<Text>,
    /// `sha256:` of all the above.
    pub digest: String,
}

/// A receipt that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReceiptError {
    /// Not JSON, or not a receipt: what the reader says.
    #[error("not a receipt: {0}")]
    NotAReceipt(#[from] serde_json::Error),
    /// A receipt of another version.
    #[error("a receipt of format {0}")]
    OtherSchema(String),
}

impl Receipt {
    /// Reads one.
    ///
    /// # Errors
    /// Where it is none, or one of another version.
    pub fn read(text: &str) -> Result<Self, ReceiptError> {
        let value: serde_json::Value = serde_json::from_str(text)?;
        if let Some(schema) = value.get("schema").and_then(|schema| schema.as_str())
            && schema != SCHEMA
        {
            return Err(ReceiptError::OtherSchema(schema.to_owned()));
        }
        Ok(serde_json::from_value(value)?)
    }

    /// False where it was changed after it was made.
    pub fn is_intact(&self) -> bool {
        self.digest == self.own_digest()
    }

    /// The digest of all but the digest, whatever the file's white space.
    fn own_digest(&self) -> String {
        let bare = Self { digest: String::new(), ..self.clone() };
        source::digest(&serde_json::to_vec(&bare).unwrap_or_default())
    }

    /// True where somebody has to look at something.
    pub fn is_to_be_checked(&self) -> bool {
        self.verdict != "conforme"
            || self.deadlines.iter().any(Due::is_open)
            || self.files.iter().any(|file| file.unread.is_some())
    }
}
