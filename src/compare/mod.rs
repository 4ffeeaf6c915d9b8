//! Are two files the same dossier? The source and the PDF that was handed in, two versions, two formats.
//!
//! Gives plain data; reports print it. What the formats do to the same text (see [`crate::align`]) is no difference,
//! and a title that one of the two files only shows by its look weighs nothing where its words are there.

mod competencies;
mod counts;
mod files;
mod outline;
mod passages;

pub use competencies::CompetencyDifference;
pub use counts::{CountKind, CountPair};
pub use files::{Files, Pair, Uncompared};
pub use outline::{HeadingDifference, HeadingPlace, OutlineChange};
pub use passages::{Difference, Passage};

use serde::{Deserialize, Serialize};

use crate::align::{Alignment, Shares, Text};
use crate::certification::Certification;
use crate::check::Subject;
use crate::measure::PageMeasure;
use crate::read::Format;

/// The share of characters by which the same dossier may differ from one format to another.
pub const TOLERANCE: f64 = 0.005;
/// Characters that weigh nothing in a short text: the labels of a drawing, which are text in a PDF and none in its source.
const FEW: f64 = 100.0;
/// How many times the tolerance they may be at most.
const MOST_TIMES: f64 = 4.0;

/// One of the two dossiers, read.
#[derive(Clone, Debug)]
pub struct Party {
    /// The path as given, with `/`.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// `sha256:` of its bytes; none for a dossier of several files.
    pub digest: Option<String>,
    /// What was read.
    pub subject: Subject,
}

/// What a comparison says of one of the two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// The path as given, with `/`.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// `sha256:` of its bytes; none for a dossier of several files.
    pub digest: Option<String>,
    /// Its pages, where they can be told.
    pub pages: Option<PageMeasure>,
    /// Number of its titles.
    pub headings: usize,
    /// How much of its text stands in the other.
    pub text: Shares,
    /// Not all of it could be read: what is missing in it may be there.
    #[serde(default)]
    pub in_part: bool,
}

/// In what two dossiers differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aspect {
    /// Passages that only one has are more than the tolerance.
    Text,
    /// Characters differ by more than the tolerance.
    Counts,
    /// Titles.
    Outline,
    /// Competencies that are named.
    Competencies,
}

/// Two dossiers held side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The first.
    pub a: Side,
    /// The second.
    pub b: Side,
    /// Id of the certification whose competencies were compared; none where it is not known.
    pub certification: Option<String>,
    /// The share of characters that may differ: the one asked for, or in a short text a hundred characters.
    pub tolerance: f64,
    /// In what they differ; empty for the same dossier.
    pub differs_in: Vec<Aspect>,
    /// Characters and words, by part.
    pub counts: Vec<CountPair>,
    /// Titles that differ.
    pub outline: Vec<HeadingDifference>,
    /// Competencies that only one names.
    pub competencies: Vec<CompetencyDifference>,
    /// Passages that only one has, in reading order.
    pub passages: Vec<Difference>,
    /// Passages that both have, but not in the same place, in the reading order of the first.
    #[serde(default)]
    pub moved: Vec<Difference>,
}

impl Aspect {
    /// `text`, `counts`, `outline`, `competencies`: stable, never translated.
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Counts => "counts",
            Self::Outline => "outline",
            Self::Competencies => "competencies",
        }
    }
}

impl Comparison {
    /// True where both are the same dossier.
    pub fn is_same(&self) -> bool {
        self.differs_in.is_empty()
    }

    /// The share of the text that both have, 0 to 1.
    pub fn common(&self) -> f64 {
        let shared = |shares: &Shares| shares.same + shares.moved;
        let all = (self.a.text.total() + self.b.text.total()).max(1);
        (shared(&self.a.text) + shared(&self.b.text)) as f64 / all as f64
    }
}

/// Holds `a` and `b` side by side; competencies by `certification`, where it is known. `tolerance` is the share of
/// characters, 0 to 1, that may differ; in a short text it is raised to what a hundred characters are, at most fourfold.
pub fn compare(a: &Party, b: &Party, certification: Option<&Certification>, tolerance: f64) -> Comparison {
    let (text_a, text_b) = (Text::of(&a.subject.structure), Text::of(&b.subject.structure));
    let alignment = Alignment::of(&text_a, &text_b);
    let side = |party: &Party, text: Shares| Side {
        path: party.path.clone(),
        format: party.format,
        digest: party.digest.clone(),
        pages: party.subject.measured.pages.clone(),
        headings: outline::compared(&party.subject.structure).count(),
        text,
        in_part: !party.subject.structure.document.gaps.is_empty(),
    };
    let (shares_a, shares_b) = (alignment.shares_of_a(&text_a), alignment.shares_of_b(&text_b));
    let shorter = shares_a.total().min(shares_b.total()).max(1);
    let tolerance = tolerance.max((FEW / shorter as f64).min(tolerance * MOST_TIMES));
    let mut comparison = Comparison {
        a: side(a, shares_a),
        b: side(b, shares_b),
        certification: certification.map(|certification| certification.id.clone()),
        tolerance,
        differs_in: Vec::new(),
        counts: counts::pairs(&a.subject, &b.subject),
        outline: outline::differences((&a.subject, &text_a), (&b.subject, &text_b), &alignment),
        competencies: certification
            .map(|c| competencies::differences(c, (&a.subject, &text_a), (&b.subject, &text_b), &alignment))
            .unwrap_or_default(),
        passages: passages::differences((&a.subject, &text_a), (&b.subject, &text_b), &alignment),
        moved: passages::moved((&a.subject, &text_a), (&b.subject, &text_b), &alignment),
    };
    let missing = comparison.a.text.missing().max(comparison.b.text.missing());
    // Where no more words are missing than may be, what is left of a gap are bullets, numbers and leader dots that one
    // file keeps in its text: no difference of the dossier.
    let real = |gap: f64| gap > tolerance && missing > tolerance.max(gap / 2.0);
    let told = [
        (Aspect::Text, missing > tolerance),
        (Aspect::Counts, comparison.counts.iter().any(|pair| pair.weighs() && real(pair.gap()))),
        (Aspect::Outline, comparison.outline.iter().any(|difference| difference.weighs)),
        (Aspect::Competencies, !comparison.competencies.is_empty()),
    ];
    comparison.differs_in =
        told.into_iter().filter(|(_, differs)| *differs).map(|(aspect, _)| aspect).collect();
    comparison
}
