//! What is known not to have been read.

use serde::{Deserialize, Serialize};

/// Text of the document that was not read, or not as it stands: what was not found may stand there, and what was counted is
/// not all there is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Why.
    pub why: Why,
    /// The part of the file that it is in, by its name there; empty where that is not known.
    pub part: String,
    /// Physical pages (1-based) that it is on; empty where that is not known.
    pub pages: Vec<u32>,
}

/// Why something was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// It is damaged.
    Damaged,
    /// The file ends before its end.
    CutOff,
    /// It stands in another file, which the program that opens the document would take in.
    Imported,
    /// What stands for its text does not say what is shown.
    Garbled,
}

impl Gap {
    /// In the part of the file called `part`.
    pub fn in_part(part: &str) -> Self {
        Self { why: Why::Damaged, part: part.to_owned(), pages: Vec::new() }
    }

    /// On `pages`.
    pub fn on_pages(why: Why, pages: &[u32]) -> Self {
        Self { why, part: String::new(), pages: pages.to_vec() }
    }

    /// What stands in a file that is taken in.
    pub fn imported() -> Self {
        Self { why: Why::Imported, part: String::new(), pages: Vec::new() }
    }

    /// Everything behind where the file ends.
    pub fn at_end() -> Self {
        Self { why: Why::CutOff, part: String::new(), pages: Vec::new() }
    }
}
