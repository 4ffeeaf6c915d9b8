//! A comparison as JSON, version 1. Keys are English and stable, positions are 1-based, what is not known is `null`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::compare::{self, TOLERANCE};
use crate::finding::Where;
use crate::measure::PROFILE;
use crate::report::json::{PageMeasure, Passage as Place, Tool, escaped_pretty};

/// Version of this contract, raised only when a field changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;

/// Two dossiers held side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "conforme comparison", extend("$id" = "urn:conforme:comparison:1"))]
pub struct Comparison {
    /// Version of this format.
    #[schemars(extend("const" = 1))]
    pub schema_version: u32,
    /// The program that wrote it.
    pub tool: Tool,
    /// Name and version of the definition of a character and a word.
    pub counting_profile: String,
    /// Both are the same dossier.
    pub same: bool,
    /// In what they differ: `text`, `counts`, `outline`, `competencies`.
    pub differs_in: Vec<String>,
    /// The share of characters that may differ.
    #[schemars(extend("default" = TOLERANCE))]
    pub tolerance: f64,
    /// Share of the text that both have, 0 to 1.
    pub common: f64,
    /// The certification whose competencies were compared.
    pub certification: Option<String>,
    /// The first dossier.
    pub a: Side,
    /// The second.
    pub b: Side,
    /// Characters and words by part.
    pub counts: Vec<CountPair>,
    /// Titles that differ.
    pub outline: Vec<Heading>,
    /// Competencies that only one names.
    pub competencies: Vec<Competency>,
    /// Passages that only one has, in reading order.
    pub passages: Vec<Difference>,
    /// Passages that both have, but not in the same place, in the reading order of the first.
    #[serde(default)]
    pub moved: Vec<Difference>,
}

/// One of the two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Side {
    /// The path as given, with `/`.
    pub path: String,
    /// Its format.
    pub format: String,
    /// `sha256:` of its bytes.
    pub digest: Option<String>,
    /// Its pages.
    pub pages: Option<PageMeasure>,
    /// Number of its titles.
    pub headings: usize,
    /// Its letters and digits that stand in the same place in the other.
    pub same: usize,
    /// Those that stand elsewhere in the other.
    pub moved: usize,
    /// Those that do not stand in the other.
    pub alone: usize,
    /// Not all of it could be read: what is missing in it may be there.
    #[serde(default)]
    pub in_part: bool,
}

/// The same figure of both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CountPair {
    /// `text`, `body`, `annexes`, `contents`.
    pub kind: String,
    /// Characters without spaces of the first.
    pub a_characters: usize,
    /// Characters without spaces of the second.
    pub b_characters: usize,
    /// Words of the first.
    pub a_words: usize,
    /// Words of the second.
    pub b_words: usize,
    /// By what share of the larger one the characters differ.
    pub gap: f64,
    /// A gap over the tolerance makes the dossiers differ.
    pub weighs: bool,
}

/// A title that differs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Heading {
    /// `missing`, `reworded`, `moved`, `not-a-title`, `level`.
    pub change: String,
    /// It makes the dossiers differ; else it may be how the file was read.
    pub weighs: bool,
    /// The title in the first.
    pub a: Option<HeadingPlace>,
    /// The title in the second.
    pub b: Option<HeadingPlace>,
}

/// A title, or where its words stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct HeadingPlace {
    /// The title as read.
    pub heading: String,
    /// Its level; null where it is no title.
    pub level: Option<u8>,
    /// Where.
    pub place: Place,
}

/// A competency that only one names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Competency {
    /// Id in the rule file.
    pub id: String,
    /// The official name.
    pub name: String,
    /// How the first names it: `exactly`, `paraphrased`, `by-code`, `nowhere`.
    pub a: String,
    /// How the second names it.
    pub b: String,
    /// Where it is named.
    pub place: Option<Place>,
}

/// A passage that only one has, what stands in one for what stands in the other, or what both have in two places.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Difference {
    /// What only the first has, or has here.
    pub a: Option<Passage>,
    /// What only the second has, or has here.
    pub b: Option<Passage>,
}

/// A passage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Passage {
    /// Where it begins, with the beginning of its text.
    pub place: Place,
    /// Page it ends on.
    pub last_page: Option<u32>,
    /// Its words that the other does not have, or has elsewhere.
    pub words: usize,
    /// Letters and digits of these words.
    pub characters: usize,
}

/// The comparison as JSON, indented, with a line end.
///
/// # Errors
/// Where the writer of JSON refuses it.
pub fn render(comparison: &compare::Comparison) -> Result<String, serde_json::Error> {
    escaped_pretty(&Comparison::new(comparison))
}

impl Comparison {
    /// The comparison as the contract has it.
    pub fn new(of: &compare::Comparison) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            tool: Tool { name: "conforme".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
            counting_profile: PROFILE.to_owned(),
            same: of.is_same(),
            differs_in: of.differs_in.iter().map(|aspect| aspect.id().to_owned()).collect(),
            tolerance: of.tolerance,
            common: rounded(of.common()),
            certification: of.certification.clone(),
            a: side(&of.a),
            b: side(&of.b),
            counts: of.counts.iter().map(count).collect(),
            outline: of.outline.iter().map(heading).collect(),
            competencies: of.competencies.iter().map(competency).collect(),
            passages: of.passages.iter().map(difference).collect(),
            moved: of.moved.iter().map(difference).collect(),
        }
    }
}

/// A share with the digits that mean something.
fn rounded(share: f64) -> f64 {
    (share * 1e5).round() / 1e5
}

fn side(of: &compare::Side) -> Side {
    Side {
        path: of.path.clone(),
        format: of.format.id().to_owned(),
        digest: of.digest.clone(),
        pages: of.pages.as_ref().map(PageMeasure::new),
        headings: of.headings,
        same: of.text.same,
        moved: of.text.moved,
        alone: of.text.alone,
        in_part: of.in_part,
    }
}

fn count(of: &compare::CountPair) -> CountPair {
    CountPair {
        kind: of.kind.id().to_owned(),
        a_characters: of.a.characters,
        b_characters: of.b.characters,
        a_words: of.a.words,
        b_words: of.b.words,
        gap: rounded(of.gap()),
        weighs: of.weighs(),
    }
}

fn place(of: &Where) -> Place {
    Place::new(of)
}

fn heading(of: &compare::HeadingDifference) -> Heading {
    let one = |of: &compare::HeadingPlace| HeadingPlace {
        heading: of.heading.clone(),
        level: of.level,
        place: place(&of.place),
    };
    Heading {
        change: of.change.id().to_owned(),
        weighs: of.weighs,
        a: of.a.as_ref().map(one),
        b: of.b.as_ref().map(one),
    }
}

fn competency(of: &compare::CompetencyDifference) -> Competency {
    Competency {
        id: of.id.clone(),
        name: of.name.clone(),
        a: of.a.id().to_owned(),
        b: of.b.id().to_owned(),
        place: of.place.as_ref().map(place),
    }
}

fn difference(of: &compare::Difference) -> Difference {
    let passage = |of: &compare::Passage| Passage {
        place: place(&of.place),
        last_page: of.last_page,
        words: of.words,
        characters: of.characters,
    };
    Difference { a: of.a.as_ref().map(passage), b: of.b.as_ref().map(passage) }
}
