//! A requirement as it is written, one table for every kind.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Absence, Agreement, Bilingual, Fields, Filled, FixedText, Order, PageNumbers, Repeat, When};

/// A requirement.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Requirement {
    /// Its id.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// Its short name for people.
    pub title: Option<Bilingual>,
    /// The document it is about; the first of the certification where it is absent.
    #[schemars(with = "Option<String>")]
    pub document: Option<Spanned<String>>,
    /// What it weighs.
    #[schemars(with = "Option<String>")]
    pub severity: Option<Spanned<String>>,
    /// The référentiel's sentence, to the letter.
    pub quote: Option<String>,
    /// Where the sentence stands.
    pub reference: Option<String>,
    /// From when on it is in force: `brouillon` (always, where it is absent), `depot`, `reception`.
    #[schemars(with = "Option<String>")]
    pub stage: Option<Spanned<String>>,
    /// Only where one of these is there is it asked for.
    pub when: Option<When>,
    /// What to do where it is not met; `{name.min}`, `{name.max}` and `{name.about}` stand for a parameter's numbers.
    pub help: Option<Bilingual>,
    /// A part of the document.
    pub presence: Option<Presence>,
    /// A length.
    pub length: Option<Length>,
    /// A language.
    pub language: Option<Language>,
    /// A listing of the competencies.
    pub listing: Option<Listing>,
    /// The form of a part.
    pub form: Option<Form>,
    /// Things that the text of a part deals with.
    pub mention: Option<Mention>,
    /// What must not be there.
    pub absence: Option<Absence>,
    /// The competencies covered.
    pub coverage: Option<Coverage>,
    /// The codes of competencies, each cited.
    pub codes: Option<Codes>,
    /// The file's protection.
    pub protection: Option<Protection>,
    /// Parts in an order.
    pub order: Option<Order>,
    /// Agreement with another document of the session.
    pub agreement: Option<Agreement>,
    /// A passage that comes again.
    pub repeat: Option<Repeat>,
    /// Fields of a form.
    pub fields: Option<Fields>,
    /// Blanks of a form.
    pub filled: Option<Filled>,
    /// Texts that must stand as they are.
    pub fixed_text: Option<FixedText>,
    /// Numbers on the pages.
    pub page_numbers: Option<PageNumbers>,
}

impl Requirement {
    /// The kinds it names; exactly one is right.
    pub fn kinds(&self) -> Vec<&'static str> {
        KINDS.into_iter().filter(|(_, given)| given(self)).map(|(name, _)| name).collect()
    }

    /// Takes over the kind of another.
    pub(crate) fn take_kind(&mut self, other: &Self) {
        *self = Self {
            id: self.id.clone(),
            document: self.document.clone(),
            title: self.title.clone(),
            severity: self.severity.clone(),
            quote: self.quote.clone(),
            reference: self.reference.clone(),
            stage: self.stage.clone(),
            when: self.when.clone(),
            help: self.help.clone(),
            ..other.clone()
        };
    }
}

type Given = fn(&Requirement) -> bool;

/// Every kind, by the name of its table.
pub const KINDS: [(&str, Given); 17] = [
    ("presence", |r| r.presence.is_some()),
    ("length", |r| r.length.is_some()),
    ("language", |r| r.language.is_some()),
    ("listing", |r| r.listing.is_some()),
    ("form", |r| r.form.is_some()),
    ("mention", |r| r.mention.is_some()),
    ("absence", |r| r.absence.is_some()),
    ("coverage", |r| r.coverage.is_some()),
    ("codes", |r| r.codes.is_some()),
    ("protection", |r| r.protection.is_some()),
    ("order", |r| r.order.is_some()),
    ("agreement", |r| r.agreement.is_some()),
    ("repeat", |r| r.repeat.is_some()),
    ("fields", |r| r.fields.is_some()),
    ("filled", |r| r.filled.is_some()),
    ("fixed-text", |r| r.fixed_text.is_some()),
    ("page-numbers", |r| r.page_numbers.is_some()),
];

/// A part that must be there.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Presence {
    /// Topics of the lexicon, any of which makes the part.
    #[schemars(with = "Vec<String>")]
    pub topics: Vec<Spanned<String>>,
    /// Topic of the part it belongs to.
    #[schemars(with = "Option<String>")]
    pub within: Option<Spanned<String>>,
    /// Language of its text: the text decides, not the heading.
    #[schemars(with = "Option<String>")]
    pub language: Option<Spanned<String>>,
    /// Phrases whose presence in the text makes its absence uncertain.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub mention: Vec<Spanned<String>>,
    /// Phrases that such a part is written with: a heading that only comes near is the part where two of them stand
    /// under it.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub confirmed_by: Vec<Spanned<String>>,
    /// It is made up of these topics: enough of them make the part where no heading names it.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub made_of: Vec<Spanned<String>>,
    /// It is handed in apart: absent from the dossier is not judged.
    #[serde(default)]
    pub apart: bool,
}

/// Things that the text of a part deals with.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Mention {
    /// Topics of the parts that are searched; the whole body where there are none.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub within: Vec<Spanned<String>>,
    /// The things, all of which are to be dealt with.
    pub of: Vec<Thing>,
    /// Left to a person, but for a document that is almost empty: the passages are shown for a person to judge.
    #[serde(default)]
    pub for_a_person: bool,
}

/// A thing that a text deals with.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Thing {
    /// What, for people ("les tâches récurrentes").
    pub title: Bilingual,
    /// Any of these phrases shows it.
    #[schemars(with = "Vec<String>")]
    pub any_of: Vec<Spanned<String>>,
    /// Words too common to show it (`api`, `poste`): where no other phrase stands, they leave it to a person.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub vague: Vec<Spanned<String>>,
    /// In how many paragraphs at least; one where it is absent.
    #[schemars(with = "Option<usize>")]
    pub at_least: Option<Spanned<usize>>,
}

/// The form of a part.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Form {
    /// `body` (the whole document), or a topic.
    #[schemars(with = "String")]
    pub of: Spanned<String>,
    /// `table`, `list`, `image`, `entry` (an item of a list, or a paragraph: a reference), `link` (an address that can be
    /// read), or `cover` (of the whole document).
    #[schemars(with = "String")]
    pub is: Spanned<String>,
    /// Every one of these is by itself in some cell of the table (`["R", "A", "C", "I"]`).
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub cells: Vec<Spanned<String>>,
    /// The table is grouped by activity.
    #[serde(default)]
    pub by_activity: bool,
    /// How many there must be; one where it is absent.
    #[schemars(with = "Option<usize>")]
    pub at_least: Option<Spanned<usize>>,
}

/// A length that must be kept.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Length {
    /// `body` (everything but the annexes), `annexes`, or a topic.
    #[schemars(with = "String")]
    pub of: Spanned<String>,
    /// Language of the passage, where the topic's text is told by it.
    #[schemars(with = "Option<String>")]
    pub language: Option<Spanned<String>>,
    /// Zones that some readings of the text leave out: where the answer depends on them it is not judged.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub perhaps_without: Vec<Spanned<String>>,
    /// Zones that the text leaves out (`cover`, `contents`), beside the annexes.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub without: Vec<Spanned<String>>,
    /// Measures of which one within its band is enough (`soit … ou …`), or all that decide.
    #[schemars(with = "Vec<String>")]
    pub decides: Vec<Spanned<String>>,
    /// Pages.
    #[schemars(with = "Option<Band>")]
    pub pages: Option<Spanned<Band>>,
    /// Words.
    #[schemars(with = "Option<Band>")]
    pub words: Option<Spanned<Band>>,
    /// Characters without spaces.
    #[schemars(with = "Option<Band>")]
    pub characters: Option<Spanned<Band>>,
    /// Rendered lines.
    #[schemars(with = "Option<Band>")]
    pub lines: Option<Spanned<Band>>,
    /// It is handed in apart: absent from the dossier is not judged.
    #[serde(default)]
    pub apart: bool,
}

/// A range, a value with a tolerance (`about = 1200, tolerance = 0.2`), or the range that a parameter names.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Name of the parameter that gives the range, instead of what follows.
    pub parameter: Option<String>,
    /// At least.
    pub min: Option<u32>,
    /// At most.
    pub max: Option<u32>,
    /// « environ ».
    pub about: Option<u32>,
    /// Share of `about` that « environ » allows either way.
    pub tolerance: Option<f32>,
}

/// A language that a part must be written in.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Language {
    /// Topic of the part.
    #[schemars(with = "String")]
    pub of: Spanned<String>,
    /// ISO 639-1 code.
    #[schemars(with = "String")]
    pub language: Spanned<String>,
}

/// A listing of the competencies.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Listing {
    /// Topic of its heading.
    #[schemars(with = "String")]
    pub topic: Spanned<String>,
}

/// Competencies that must be covered.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Coverage {
    /// Groups, all of which must be satisfied.
    pub group: Vec<Group>,
}

/// A group of competencies.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Group {
    /// All of these.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub all_of: Vec<Spanned<String>>,
    /// And at least `at_least` of these.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub any_of: Vec<Spanned<String>>,
    /// How many of `any_of`; 1 where it is absent.
    #[schemars(with = "Option<usize>")]
    pub at_least: Option<Spanned<usize>>,
    /// To be named is not enough: the body must show each at work, by the words of its `evidence`.
    #[serde(default)]
    pub shown: bool,
    /// The sentence that binds this group.
    pub quote: Option<String>,
}

/// Codes of competencies that must be cited.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Codes {
    /// Ids of the competencies; all that are in force where it is absent.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub of: Vec<Spanned<String>>,
    /// A table, a picture, a listing of code, a link or an annexe must go with each: where none is seen it is not
    /// judged.
    #[serde(default)]
    pub with_evidence: bool,
}

/// The protection of the file that is handed in.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Protection {
    /// It opens with a password only.
    pub password: bool,
}
