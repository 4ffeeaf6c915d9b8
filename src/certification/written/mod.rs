//! A rule file as it is written: what TOML may say, before anything is checked.
//!
//! Every name that can be wrong keeps its place in the file, so that [`super::validate`] can point at it. Kinds of
//! requirement are told by the name of their table (`[requirement.length]`), not by a tag, because spans survive
//! only so.

mod conditions;
mod documents;
mod requirement;

pub use conditions::{Absence, When};
pub use documents::{
    Agreement, Blank, Field, Fields, Filled, FixedText, Order, PageNumbers, Passage, Repeat, SessionDocument,
};
pub use requirement::{
    Band, Codes, Coverage, Form, Group, KINDS, Language, Length, Listing, Mention, Presence, Protection,
    Requirement, Thing,
};

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::lexicon::Nature;

/// A rule file.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RuleFile {
    /// Version of the rule language.
    #[schemars(with = "u32")]
    pub schema: Spanned<u32>,
    /// Name of the certification as its authority writes it.
    pub title: Option<String>,
    /// Short names for `--certification`.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub short: Vec<Spanned<String>>,
    /// Only a base for others: not listed, not usable by itself.
    #[serde(default)]
    pub base: bool,
    /// A training centre's own rules, shown beside those of a certification and never instead of them.
    #[serde(default)]
    pub overlay: bool,
    /// For an overlay: ids of the certifications it goes with (`ais-2018/titre`, or `ais-2018` for all of that folder);
    /// all where it is absent.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub applies_to: Vec<Spanned<String>>,
    /// Id of the rule file this one completes.
    #[schemars(with = "Option<String>")]
    pub extends: Option<Spanned<String>>,
    /// Where its sentences come from.
    pub source: Option<Source>,
    /// How a document shows that it is meant for this certification.
    pub recognise: Option<Recognise>,
    /// Ranges by name, for requirements to refer to; one of the same name in the base is replaced.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Band>")]
    pub parameters: BTreeMap<String, Spanned<Band>>,
    /// Documents of a session; one of the same id in the base is replaced.
    #[serde(default)]
    pub document: Vec<SessionDocument>,
    /// Passages of a form.
    #[serde(default)]
    pub passage: Vec<Passage>,
    /// Activities (activités-types, blocs) with their competencies.
    #[serde(default)]
    pub activity: Vec<Activity>,
    /// Ids of the activities in force, in order; all where it is absent.
    #[schemars(with = "Option<Vec<String>>")]
    pub activities: Option<Vec<Spanned<String>>>,
    /// Ids of the requirements in force, in order; all where it is absent.
    #[schemars(with = "Option<Vec<String>>")]
    pub requirements: Option<Vec<Spanned<String>>>,
    /// Requirements, new or completing one of the same id in the base.
    #[serde(default)]
    pub requirement: Vec<Requirement>,
    /// What is due when, counted back from the session; one of the same id in the base is replaced.
    #[serde(default)]
    pub deadline: Vec<Deadline>,
    /// Small texts with the answers they must get.
    #[serde(default)]
    pub example: Vec<Example>,
    /// Topics that the lexicon does not have.
    #[serde(default)]
    pub topic: Vec<Topic>,
    /// More words for topics of the lexicon.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Vec<String>>")]
    pub aliases: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
}

/// The text that the rules quote.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Source {
    /// Name of the text ("RC AIS, arrêté du 06/04/2018").
    pub name: String,
    /// Who issued it.
    pub authority: Option<String>,
    /// Code in the national directory.
    pub code: Option<String>,
    /// Address of the text.
    pub url: Option<String>,
    /// First day it is in force (YYYY-MM-DD).
    #[schemars(with = "Option<String>")]
    pub valid_from: Option<Spanned<String>>,
    /// Last day it is in force (YYYY-MM-DD).
    #[schemars(with = "Option<String>")]
    pub valid_until: Option<Spanned<String>>,
    /// What is known of a later edition.
    pub later: Option<Bilingual>,
    /// Last day on which that later edition is registered (YYYY-MM-DD), where it is known.
    #[schemars(with = "Option<String>")]
    pub later_until: Option<Spanned<String>>,
    /// How far the sources carry, where the text itself was not seen.
    pub confidence: Option<Bilingual>,
}

/// Words by which a document shows what it is meant for.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Recognise {
    /// At least one of these phrases must be in the document.
    #[serde(default)]
    pub any_of: Vec<String>,
    /// And at least one of these, where given.
    #[serde(default)]
    pub and_any_of: Vec<String>,
    /// And none of these, unless one of the codes is there.
    #[serde(default)]
    pub none_of: Vec<String>,
    /// Its numbers in a directory (`RNCP37674`), each as good as one of the phrases.
    #[serde(default)]
    pub codes: Vec<String>,
    /// Three of these phrases (competencies, say) tell it where nothing else is told.
    #[serde(default)]
    pub several_of: Vec<String>,
    /// The phrases must stand at the very beginning, or at least three times: one in passing is about something else.
    #[serde(default)]
    pub prominent: bool,
    /// The phrases are printed on a form: what has them is that form, whatever else it names.
    #[serde(default)]
    pub form: bool,
    /// Words of a file name that tell it where the text does not.
    #[serde(default)]
    pub names: Vec<String>,
}

/// A text in both languages.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// French.
    pub fr: String,
    /// English; the French where it is absent.
    #[serde(default)]
    pub en: String,
}

/// An activity (activité-type, bloc).
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Activity {
    /// Its id.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// Its name in the référentiel.
    pub name: String,
    /// Its competencies.
    #[serde(default)]
    pub competency: Vec<Competency>,
}

/// A competency.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Competency {
    /// Its id.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// Its name in the référentiel.
    pub name: String,
    /// Its official code, where the référentiel gives one.
    pub code: Option<String>,
    /// Words of the body that show it at work.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub evidence: Vec<Spanned<String>>,
}

/// Something due « au moins … jours avant la session ».
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Deadline {
    /// Its id.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// What is due: the id of a document, or, for the organiser, another name that no check looks at.
    #[schemars(with = "String")]
    pub of: Spanned<String>,
    /// Its short name for people.
    pub title: Bilingual,
    /// How many days before the session.
    pub days: u32,
    /// `ouvres`, `ouvrables`, `calendaires` or `francs`.
    #[schemars(with = "String")]
    pub unit: Spanned<String>,
    /// `candidat` or `organisateur`.
    #[schemars(with = "String")]
    pub who: Spanned<String>,
    /// The référentiel's sentence, to the letter.
    pub quote: String,
    /// Where the sentence stands.
    pub reference: String,
}

/// A small text with the answers it must get.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// The text, in Markdown. `{{230 mots}}` and `{{230 words}}` stand for that much French or English.
    #[serde(default)]
    pub text: String,
    /// How many pages the text is taken to fill, evenly: a length in pages cannot be tried otherwise.
    pub pages: Option<u32>,
    /// The file opens with a password only (the text is not read).
    #[serde(default)]
    pub password: bool,
    /// Ids of requirements with `met`, `not-met` or `not-judged`.
    #[schemars(with = "BTreeMap<String, String>")]
    pub expect: BTreeMap<Spanned<String>, Spanned<String>>,
    /// The document it is an example of; the first of the certification where it is absent.
    #[schemars(with = "Option<String>")]
    pub document: Option<Spanned<String>>,
}

/// A topic of a certification's own.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Topic {
    /// Its id, which no topic of the lexicon has.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// What people call it.
    pub name: Bilingual,
    /// Titles that are about it.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub aliases: Vec<Spanned<String>>,
    /// Topics whose words count for it too: of the lexicon, or of the file.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub includes: Vec<Spanned<String>>,
    /// What a part about it is.
    #[serde(default)]
    pub is: Vec<Nature>,
}
