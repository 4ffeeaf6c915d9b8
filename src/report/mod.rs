//! What is printed: one file for each format, all over the same plain [`Report`].
//!
//! A report reads no file and no clock, asks the environment nothing, and never filters: what is in the results is in
//! the output. The same results give the same bytes.

mod concise;
pub mod count;
mod escape;
mod human;
pub mod json;
mod layout;
pub mod outline;
mod style;
mod words;

pub use style::Styles;

use crate::dossier::Report;
use crate::message::Lang;

/// A format of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// For a person at a terminal.
    Human,
    /// One line a finding.
    Concise,
    /// The JSON contract, version 1.
    Json,
}

/// How to print, as far as it is not the format's own affair.
#[derive(Clone, Debug)]
pub struct Options {
    /// Language of what a person reads.
    pub lang: Lang,
    /// Columns of the terminal, for formats that wrap.
    pub width: usize,
    /// Styles of the terminal; [`Styles::plain`] for none.
    pub styles: Styles,
    /// Also what is met at length, and confidences.
    pub verbose: bool,
}

/// A report that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The writer of JSON refused it.
    #[error("the report cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl Format {
    /// Every format, in the order in which they are listed.
    pub const ALL: &'static [Self] = &[Self::Human, Self::Concise, Self::Json];

    /// The name to ask for it by.
    pub fn id(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Concise => "concise",
            Self::Json => "json",
        }
    }

    /// The format of that name, if there is one.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.id() == id)
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { lang: Lang::default(), width: 80, styles: Styles::plain(), verbose: false }
    }
}

/// The report in `format`, with its line end.
///
/// # Errors
/// Where the writer of the format refuses it; see [`RenderError`].
pub fn render(report: &Report, format: Format, options: &Options) -> Result<String, RenderError> {
    match format {
        Format::Human => Ok(human::render(report, options)),
        Format::Concise => Ok(concise::render(report, options)),
        Format::Json => Ok(json::render(report, options)?),
    }
}
