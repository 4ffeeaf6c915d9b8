//! What a file says, or lets see, of its pages.

use serde::{Deserialize, Serialize};

/// Facts about pages, unjudged; [`crate::measure`] makes a value with an interval of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PageFacts {
    /// The exact number, where the format has pages (PDF; slides of a presentation).
    pub exact: Option<u32>,
    /// The same text laid out in pages apart: in a PDF of the same name, or by a program.
    pub laid_out: Option<LaidOut>,
    /// What the program that saved the file recorded.
    pub recorded: Option<Recorded>,
    /// Pages counted by rendered and explicit breaks, breaks with nothing visible between them merged; none where the
    /// file has no rendered break at all.
    pub by_rendered_breaks: Option<u32>,
    /// Explicit page breaks and section starts, for an estimate.
    pub explicit_breaks: u32,
    /// Height in points that pictures take in the flow, for an estimate.
    pub image_height: f32,
    /// Height in points of the text area of a page, for an estimate (default A4 with 2.5 cm margins: 700).
    pub text_height: Option<f32>,
    /// Width in points of the text area of a page, for an estimate.
    pub text_width: Option<f32>,
    /// Size in points of most of the text, for an estimate.
    pub body_size: Option<f32>,
    /// Physical pages without any text (1-based), of formats that have pages.
    pub without_text: Vec<u32>,
    /// Physical pages (1-based) with glyphs that have no Unicode value or a text layer that is garbled.
    pub unreliable: Vec<u32>,
}

/// Pages of the same text, laid out apart; the places of the blocks are told on them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaidOut {
    /// Pages.
    pub pages: u32,
    /// Lowest plausible number.
    pub low: u32,
    /// Highest plausible number.
    pub high: u32,
    /// Who laid it out.
    pub by: Layouter,
}

/// Who laid a text out in pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layouter {
    /// The author's own program, whose PDF of the same name has the same text.
    #[default]
    TwinPdf,
    /// LibreOffice.
    LibreOffice,
}

impl PageFacts {
    /// The number of pages that the places of the blocks are told on, where there are pages.
    pub fn own(&self) -> Option<u32> {
        self.exact.or_else(|| self.laid_out.map(|laid_out| laid_out.pages))
    }
}

/// A page count that a program recorded when it saved the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Pages.
    pub pages: u32,
    /// The program ("Microsoft Office Word", "LibreOffice/7.4…").
    pub application: Option<String>,
}
