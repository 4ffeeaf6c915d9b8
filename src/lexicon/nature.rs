//! What a part about a topic is, whatever its words: said in the lexicon, so that no check knows a topic by its id.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a part about a topic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// It tells of the work and shows none of it (an abstract).
    Summary,
    /// It thanks people, and shows no work either.
    Thanks,
    /// Text in another language belongs there (a bibliography, what somebody found on an English site).
    Extracts,
    /// It says where the work takes place, and shows none of it either.
    Setting,
    /// It says what is wanted of the work, and shows none of it.
    Aims,
    /// A list of words, which name no parts.
    Glossary,
    /// The table of contents, which is no section of the outline.
    Contents,
    /// The annexes, which are no sections of the body.
    Annexes,
    /// It lists competencies.
    Competencies,
    /// It tells beforehand what the dossier is about, as far as no part of its own does.
    Opening,
    /// It belongs to the dossier as a whole: deep in a chapter, its title is about something there.
    Whole,
}
