//! What is printed: one file for each format, all over the same plain [`Report`].
//!
//! A report reads no file and no clock, asks the environment nothing, and never filters: what is in the results is in
//! the output. The same results give the same bytes.

pub mod comparison;
mod competencies;
mod concise;
pub mod count;
mod csv;
mod escape;
mod fingerprint;
mod github;
mod gitlab;
mod html;
mod human;
mod ids;
pub mod json;
mod junit;
mod layout;
mod markdown;
pub mod outline;
mod overview;
mod plain;
pub mod receipt;
mod run;
mod sarif;
mod style;
pub mod summaries;
mod summary;
mod waiting;
mod words;

pub use escape::{inert, inert_but_colours, inert_in_place};
pub use style::Styles;

use std::io;

use crate::dossier::{Lost, Report};
use crate::message::Lang;

/// A French text whose high signs (« : », « ; », « ? ») stay on the line of the word before them.
pub fn bound(text: &str) -> String {
    words::bound(text, '\u{a0}')
}

/// A format of output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// For a person at a terminal.
    Human,
    /// One line a finding.
    Concise,
    /// The JSON contract, version 1.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// JUnit XML.
    Junit,
    /// Annotations of GitHub Actions.
    Github,
    /// GitLab code quality.
    Gitlab,
    /// Markdown, for a summary or a message.
    Markdown,
    /// A table for a spreadsheet.
    Csv,
    /// One self-contained web page.
    Html,
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
    /// Also all passages and confidences.
    pub verbose: bool,
    /// The folder that paths in machine formats are told from, with `/`; what is under it gets a relative address.
    pub base: Option<String>,
    /// In SARIF, leave out what is met or waived: code scanning on GitHub takes every result for a fault.
    pub problems_only: bool,
}

/// A report that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The writer of JSON refused it.
    #[error("the report cannot be written as JSON: {0}")]
    Json(#[source] serde_json::Error),
    /// The writer of XML refused it.
    #[error("the report cannot be written as JUnit XML: {0}")]
    Junit(#[from] quick_junit::SerializeError),
    /// The output did not take it.
    #[error("{0}")]
    Output(#[source] std::io::Error),
    /// The writer of CSV refused it.
    #[error("the report cannot be written as CSV: {0}")]
    Csv(#[source] ::csv::Error),
    /// A finished dossier could not be read back.
    #[error(transparent)]
    Lost(#[from] Lost),
}

impl Format {
    /// Every format, in the order in which they are listed.
    pub const ALL: &'static [Self] = &[
        Self::Human,
        Self::Concise,
        Self::Json,
        Self::Sarif,
        Self::Junit,
        Self::Github,
        Self::Gitlab,
        Self::Markdown,
        Self::Csv,
        Self::Html,
    ];

    /// The name to ask for it by.
    pub fn id(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Html => "html",
        }
    }

    /// True where it tells the digests of the files.
    pub fn has_digests(self) -> bool {
        matches!(self, Self::Json | Self::Sarif | Self::Junit | Self::Html)
    }

    /// The format of that name, if there is one.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.id() == id)
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            lang: Lang::default(),
            width: 80,
            styles: Styles::plain(),
            verbose: false,
            base: None,
            problems_only: false,
        }
    }
}

impl From<serde_json::Error> for RenderError {
    fn from(error: serde_json::Error) -> Self {
        if error.is_io() { Self::Output(error.into()) } else { Self::Json(error) }
    }
}

impl From<::csv::Error> for RenderError {
    fn from(error: ::csv::Error) -> Self {
        if !error.is_io_error() {
            return Self::Csv(error);
        }
        match error.into_kind() {
            ::csv::ErrorKind::Io(error) => Self::Output(error),
            other => Self::Output(io::Error::other(format!("{other:?}"))),
        }
    }
}

impl From<io::Error> for RenderError {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// The report in `format`, with its line end.
///
/// # Errors
/// Where the writer of the format refuses it; see [`RenderError`].
pub fn render(report: &Report, format: Format, options: &Options) -> Result<String, RenderError> {
    let mut out = Vec::new();
    write(report, format, options, &mut out)?;
    String::from_utf8(out).map_err(|error| RenderError::Output(io::Error::other(error)))
}

/// Writes the report in `format`, with its line end, one dossier after the other: whatever the format, memory holds no
/// more than one of them at a time.
///
/// # Errors
/// Where the writer of the format refuses it, or `out`, or a dossier cannot be read back; see [`RenderError`].
pub fn write(
    report: &Report,
    format: Format,
    options: &Options,
    out: &mut dyn io::Write,
) -> Result<(), RenderError> {
    match format {
        Format::Json => json::write(report, options, out),
        Format::Sarif => sarif::write(report, options, out),
        Format::Human => human::write(report, options, out),
        Format::Concise => concise::write(report, options, out),
        Format::Junit => junit::write(report, options, out),
        Format::Github => github::write(report, options, out),
        Format::Gitlab => gitlab::write(report, options, out),
        Format::Markdown => markdown::write(report, options, out),
        Format::Csv => csv::write(report, options, out),
        Format::Html => html::write(report, options, out),
    }
}
