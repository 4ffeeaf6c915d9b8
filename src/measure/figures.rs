//! The figures of a dossier as plain data: what [`super`] measures, checks judge and reports print.

use serde::{Deserialize, Serialize};

use super::Count;
use crate::message::Message;

/// All figures of a document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// Everything that was read, before anything is set apart. The ledger's lines add up to it.
    pub extracted: Count,
    /// What counts before (and, if any, after) the annexes: « hors annexes ».
    pub body: Count,
    /// `body` less the cover and the contents.
    pub body_without_cover_and_contents: Count,
    /// What counts in the annexes.
    pub annexes: Count,
    /// What was counted and what was not, by kind.
    pub ledger: Vec<LedgerLine>,
    /// Pages in all.
    pub pages: Option<PageMeasure>,
    /// Pages before the annexes.
    pub body_pages: Option<PageMeasure>,
    /// Pages before the annexes, less those that hold nothing but cover or contents.
    pub body_pages_without_cover_and_contents: Option<PageMeasure>,
    /// Pages of the annexes; none where there are no annexes or it cannot be told.
    pub annex_pages: Option<PageMeasure>,
}

/// A number of pages, how sure it is and how it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageMeasure {
    /// Best value.
    pub value: u32,
    /// Lowest plausible value.
    pub low: u32,
    /// Highest plausible value.
    pub high: u32,
    /// How it is known.
    pub method: PageMethod,
}

/// How a number of pages is known, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageMethod {
    /// The format has pages.
    Pdf,
    /// The slides of a presentation program's file.
    Slides,
    /// A PDF of the same stem with the same text.
    TwinPdf,
    /// Recorded by the program that saved the file.
    Recorded,
    /// Rendered with an installed LibreOffice.
    #[serde(rename = "libreoffice")]
    LibreOffice,
    /// Rendered page breaks that the program left in the text.
    RenderedBreaks,
    /// Estimated from text, sizes and pictures.
    Estimate,
}

/// A line of the ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LedgerLine {
    /// What kind of text.
    pub kind: LedgerKind,
    /// Whether it is in the counts.
    pub counted: bool,
    /// How much.
    pub count: Count,
    /// Why it counts or does not.
    pub why: Message,
}

/// Kinds of text in the ledger. [`LedgerKind::id`] is what reports print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names are their own explanation; `why` of a ledger line gives the rest")]
#[serde(rename_all = "kebab-case")]
pub enum LedgerKind {
    Text,
    Heading,
    Table,
    List,
    Code,
    Note,
    TextBox,
    Contents,
    Leader,
    RunningHead,
    RunningFoot,
    PageNumber,
    ListLabel,
    LineEndHyphen,
    Comment,
    Deleted,
    FieldCode,
    Math,
    AlternativeText,
    Ruby,
    Hidden,
    OffPage,
    InvisibleCharacter,
}

impl LedgerKind {
    /// All of them, in the order in which a ledger lists them.
    pub const ALL: [Self; 23] = [
        Self::Text,
        Self::Heading,
        Self::Table,
        Self::List,
        Self::Code,
        Self::Note,
        Self::TextBox,
        Self::Contents,
        Self::Leader,
        Self::RunningHead,
        Self::RunningFoot,
        Self::PageNumber,
        Self::ListLabel,
        Self::LineEndHyphen,
        Self::Comment,
        Self::Deleted,
        Self::FieldCode,
        Self::Math,
        Self::AlternativeText,
        Self::Ruby,
        Self::Hidden,
        Self::OffPage,
        Self::InvisibleCharacter,
    ];

    /// The stable name, in kebab case.
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Heading => "heading",
            Self::Table => "table",
            Self::List => "list",
            Self::Code => "code",
            Self::Note => "note",
            Self::TextBox => "text-box",
            Self::Contents => "contents",
            Self::Leader => "leader",
            Self::RunningHead => "running-head",
            Self::RunningFoot => "running-foot",
            Self::PageNumber => "page-number",
            Self::ListLabel => "list-label",
            Self::LineEndHyphen => "line-end-hyphen",
            Self::Comment => "comment",
            Self::Deleted => "deleted",
            Self::FieldCode => "field-code",
            Self::Math => "math",
            Self::AlternativeText => "alternative-text",
            Self::Ruby => "ruby",
            Self::Hidden => "hidden",
            Self::OffPage => "off-page",
            Self::InvisibleCharacter => "invisible-character",
        }
    }
}

impl PageMethod {
    /// True for the number that the file itself has, or a PDF of it.
    pub fn is_sure(self) -> bool {
        matches!(self, Self::Pdf | Self::TwinPdf | Self::Slides)
    }

    /// `pdf`, `slides`, `twin-pdf`, `recorded`, `libreoffice`, `rendered-breaks`, `estimate`: stable, never translated.
    pub fn id(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Slides => "slides",
            Self::TwinPdf => "twin-pdf",
            Self::Recorded => "recorded",
            Self::LibreOffice => "libreoffice",
            Self::RenderedBreaks => "rendered-breaks",
            Self::Estimate => "estimate",
        }
    }
}

impl PageMeasure {
    /// True where low and high agree.
    pub fn is_exact(&self) -> bool {
        self.low == self.high
    }
}
