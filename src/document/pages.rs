//! What a file says, or lets see, of its pages.

use serde::{Deserialize, Serialize};

/// Facts about pages, unjudged; [`crate::measure`] makes a value with an interval of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PageFacts {
    /// The exact number, where the format has pages (PDF; slides of a presentation).
    pub exact: Option<u32>,
    /// The exact number is that of the slides of a presentation program's file, which has no other pages.
    #[serde(default)]
    pub counted_slides: bool,
    /// Its pages are slides, of which the first is a title slide or one like the others, and no cover.
    #[serde(default)]
    pub slides: bool,
    /// Lines across the text (`---`) that part it where slides are written as Markdown.
    #[serde(default)]
    pub rules: u32,
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
    /// Width and height in points of most pages, where the file says so.
    #[serde(default)]
    pub size: Option<(f32, f32)>,
    /// Page breaks set by hand with nothing visible since the one before: pages without anything.
    #[serde(default)]
    pub empty_breaks: u32,
    /// Size in points of most of the text, for an estimate.
    pub body_size: Option<f32>,
    /// Fonts by name, with the bytes of visible text that are set in each; none are told of a format that has pages, where
    /// the name is that of the font that the pages are drawn with.
    #[serde(default)]
    pub fonts: Vec<(String, usize)>,
    /// Physical pages without any text (1-based), of formats that have pages.
    pub without_text: Vec<u32>,
    /// Physical pages without a drawing, or a picture larger than a logo, on which little text stands, of formats that have
    /// pages.
    #[serde(default)]
    pub bare: Vec<Bare>,
    /// Physical pages (1-based) with glyphs that have no Unicode value or a text layer that is garbled.
    pub unreliable: Vec<u32>,
}

/// A page with little on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bare {
    /// Its number, 1-based.
    pub page: u32,
    /// Characters that are seen on it, running heads included.
    pub characters: usize,
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
    /// True where the file marks far fewer pages than the program that saved it counted: LibreOffice marks a text only as
    /// far as it laid it out last, and a page told by such marks is not where a reader finds it.
    pub fn marks_are_partial(&self) -> bool {
        let marked = self.exact.is_none().then_some(self.by_rendered_breaks).flatten();
        let counted = self.recorded.as_ref().map(|recorded| recorded.pages);
        marked.zip(counted).is_some_and(|(marked, counted)| 10 * (marked + 1) < 9 * counted)
    }

    /// The number of pages that the places of the blocks are told on, where there are pages.
    pub fn own(&self) -> Option<u32> {
        self.exact.or_else(|| self.laid_out.map(|laid_out| laid_out.pages))
    }
}

/// A page count that a program recorded when it saved the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Pages.
    pub pages: u32,
    /// Characters without spaces that it counted at the same time.
    #[serde(default)]
    pub characters: Option<usize>,
    /// The program ("Microsoft Office Word", "LibreOffice/7.4…").
    pub application: Option<String>,
    /// The file can tell whether the program showed the text before it saved it, and does not say that it did not.
    #[serde(default)]
    pub shown: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_a_part_of_the_pages_are_known_by_what_was_counted() {
        let partial = |marked, counted| {
            let recorded = Some(Recorded { pages: counted, ..Recorded::default() });
            PageFacts { by_rendered_breaks: marked, recorded, ..PageFacts::default() }.marks_are_partial()
        };
        assert!(partial(Some(18), 50));
        for (marked, counted) in [(Some(28), 30), (Some(52), 1), (Some(2), 3), (None, 30)] {
            assert!(!partial(marked, counted), "{marked:?} of {counted}");
        }
    }
}
