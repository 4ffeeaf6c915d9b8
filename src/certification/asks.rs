//! What a requirement asks, checked: one type for every kind.

use serde::{Deserialize, Serialize};

use super::conditions::Absence;
use super::documents::{Agreement, Fields, Filled, Order, Repeat};
use crate::message::{Message, english_number, french_number};
use crate::say;

/// What a requirement asks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Asks {
    /// A part of the document.
    Presence(Presence),
    /// A length.
    Length(Length),
    /// A language.
    Language(Language),
    /// A listing of the competencies.
    Listing(Listing),
    /// The form of a part.
    Form(Form),
    /// Things that the text of a part deals with.
    Mention(Mention),
    /// What must not be there.
    Absence(Absence),
    /// Competencies covered.
    Coverage(Vec<Group>),
    /// Codes cited.
    Codes(Codes),
    /// The file's protection.
    Protection(Protection),
    /// Parts in an order.
    Order(Order),
    /// Agreement with another document of the session.
    Agreement(Agreement),
    /// A passage that comes again.
    Repeat(Repeat),
    /// Fields of a form.
    Fields(Fields),
    /// Blanks of a form.
    Filled(Filled),
    /// Texts that must stand as they are.
    FixedText(Vec<String>),
    /// Numbers on the pages.
    PageNumbers,
}

/// A part that must be there. See [`written::Presence`](super::written::Presence).
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Presence {
    /// Topics, any of which makes the part.
    pub topics: Vec<String>,
    /// Topic of the part it belongs to.
    pub within: Option<String>,
    /// ISO 639-1 code of the language its text must have to be it.
    pub language: Option<String>,
    /// Phrases whose presence makes its absence uncertain.
    pub mention: Vec<String>,
    /// Phrases that make a heading that comes near the part, where they stand under it.
    pub confirmed_by: Vec<String>,
    /// Topics it is made up of.
    pub made_of: Vec<String>,
    /// It is handed in apart.
    pub apart: bool,
}

/// A length that must be kept. See [`written::Length`](super::written::Length).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Length {
    /// What is measured.
    pub of: Extent,
    /// ISO 639-1 code of the passage's language.
    pub language: Option<String>,
    /// Some readings leave the cover and the contents out.
    pub perhaps_without_cover_and_contents: bool,
    /// The text itself leaves the cover and the contents out.
    pub without_cover_and_contents: bool,
    /// Measures of which one within its band is enough.
    pub decides: Vec<Measure>,
    /// The bands.
    pub bands: Vec<(Measure, Band)>,
    /// It is handed in apart.
    pub apart: bool,
}

/// What a length is measured of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Extent {
    /// Everything but the annexes.
    Body,
    /// The annexes.
    Annexes,
    /// The part about a topic.
    Topic(String),
}

/// A measure that a length can be given in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Measure {
    /// Pages.
    Pages,
    /// Words.
    Words,
    /// Characters without spaces.
    Characters,
    /// Rendered lines.
    Lines,
}

/// A range, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    /// At least.
    pub min: Option<u32>,
    /// At most.
    pub max: Option<u32>,
    /// The value the référentiel gives with « environ », where it does.
    pub about: Option<u32>,
}

/// A language that a part must be written in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Language {
    /// Topic of the part.
    pub of: String,
    /// ISO 639-1 code.
    pub language: String,
}

/// A listing of the competencies.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Listing {
    /// Topic of its heading.
    pub topic: String,
}

/// The form of a part.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Form {
    /// Topic of the part; none for the whole document.
    pub of: Option<String>,
    /// The form.
    pub is: Shape,
    /// What must stand by itself in some cell.
    pub cells: Vec<String>,
    /// A table is grouped by activity.
    pub by_activity: bool,
    /// How many there must be.
    pub at_least: usize,
}

/// A form that a part can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// A table.
    Table,
    /// A list.
    List,
    /// A picture.
    Image,
    /// An item of a list, or a paragraph where there are no items: a reference.
    Entry,
    /// An address that can be read in the text.
    Link,
    /// A cover: only the whole document has one.
    Cover,
}

/// Things that the text of a part deals with. See [`written::Mention`](super::written::Mention).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Mention {
    /// Topics of the parts that are searched; the whole body where there are none.
    pub within: Vec<String>,
    /// The things.
    pub of: Vec<Thing>,
    /// Left to a person, but for a document that is almost empty.
    pub for_a_person: bool,
}

/// A thing that a text deals with. See [`written::Thing`](super::written::Thing).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Thing {
    /// What, for people.
    pub title: Message,
    /// Phrases of which any shows it.
    pub any_of: Vec<String>,
    /// Words too common to show it: where they stand alone, a person has to look.
    pub vague: Vec<String>,
    /// In how many paragraphs at least.
    pub at_least: usize,
}

/// Codes that must be cited. See [`written::Codes`](super::written::Codes).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Codes {
    /// Ids of the competencies.
    pub of: Vec<String>,
    /// Something to see must go with each.
    pub with_evidence: bool,
}

/// The protection of the file.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Protection {
    /// True where a password must be needed, false where none may be.
    pub password: bool,
}

/// A group of competencies to cover.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Group {
    /// All of these ids.
    pub all_of: Vec<String>,
    /// And at least `at_least` of these ids.
    pub any_of: Vec<String>,
    /// How many of `any_of`.
    pub at_least: usize,
    /// The body must show each at work; to be named is not enough.
    pub shown: bool,
    /// The sentence that binds the group.
    pub quote: Option<String>,
}

impl Measure {
    /// The name in rule files and reports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::Words => "words",
            Self::Characters => "characters",
            Self::Lines => "lines",
        }
    }

    /// What one of it is, for people.
    pub fn one(self) -> Message {
        match self {
            Self::Pages => say!("page", "page"),
            Self::Words => say!("mot", "word"),
            Self::Characters => say!("caractère sans les espaces", "character without spaces"),
            Self::Lines => say!("ligne", "line"),
        }
    }

    /// What it counts, for people.
    pub fn unit(self) -> Message {
        match self {
            Self::Pages => say!("pages", "pages"),
            Self::Words => say!("mots", "words"),
            Self::Characters => say!("caractères sans les espaces", "characters without spaces"),
            Self::Lines => say!("lignes", "lines"),
        }
    }
}

impl Band {
    /// True where `value` lies in the range.
    pub fn holds(&self, value: u32) -> bool {
        self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max)
    }

    /// « 40 à 60 », « environ 1 200 (toléré : 960 à 1 440) ».
    pub fn told(&self) -> Message {
        let f = |n: u32| french_number(n.into());
        let e = |n: u32| english_number(n.into());
        let range = match (self.min, self.max) {
            (Some(min), Some(max)) if min == max => Message::new(f(min), e(min)),
            (Some(min), Some(max)) => {
                Message::new(format!("{} à {}", f(min), f(max)), format!("{} to {}", e(min), e(max)))
            }
            (Some(min), None) => Message::new(format!("au moins {}", f(min)), format!("at least {}", e(min))),
            (None, Some(max)) => Message::new(format!("au plus {}", f(max)), format!("at most {}", e(max))),
            (None, None) => Message::default(),
        };
        match self.about {
            Some(about) => Message::new(
                format!("environ {} (toléré : {})", f(about), range.fr),
                format!("about {} (tolerated: {})", e(about), range.en),
            ),
            None => range,
        }
    }
}
