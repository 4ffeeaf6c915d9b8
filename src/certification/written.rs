//! A rule file as it is written: what TOML may say, before anything is checked.
//!
//! Every name that can be wrong keeps its place in the file, so that [`super::validate`] can point at it. Kinds of
//! requirement are told by the name of their table (`[requirement.length]`), not by a tag, because spans survive
//! only so.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

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
    /// Id of the rule file this one completes.
    #[schemars(with = "Option<String>")]
    pub extends: Option<Spanned<String>>,
    /// Where its sentences come from.
    pub source: Option<Source>,
    /// How a document shows that it is meant for this certification.
    pub recognise: Option<Recognise>,
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
    /// How far the sources carry, where the text itself was not seen.
    pub confidence: Option<String>,
}

/// Words by which a document shows what it is meant for.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Recognise {
    /// At least one of these phrases must be in the document.
    #[serde(default)]
    pub any_of: Vec<String>,
    /// And at least one of these, where given.
    #[serde(default)]
    pub and_any_of: Vec<String>,
    /// And none of these.
    #[serde(default)]
    pub none_of: Vec<String>,
}

/// A text in both languages.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// French.
    pub fr: String,
    /// English.
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

/// A requirement.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Requirement {
    /// Its id.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// Its short name for people.
    pub title: Option<Bilingual>,
    /// What it weighs.
    #[schemars(with = "Option<String>")]
    pub severity: Option<Spanned<String>>,
    /// The référentiel's sentence, to the letter.
    pub quote: Option<String>,
    /// Where the sentence stands.
    pub reference: Option<String>,
    /// What to do where it is not met.
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
    /// The competencies covered.
    pub coverage: Option<Coverage>,
}

/// Something due « au moins … jours avant la session ».
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Deadline {
    /// Its id.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// What is due: `dossier`, `resume`, or another name that no check looks at.
    pub of: String,
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
    /// The text, in Markdown.
    pub text: String,
    /// Ids of requirements with `met`, `not-met` or `not-judged`.
    #[schemars(with = "BTreeMap<String, String>")]
    pub expect: BTreeMap<Spanned<String>, Spanned<String>>,
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
    #[schemars(with = "Vec<String>")]
    pub aliases: Vec<Spanned<String>>,
}

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
    /// Never answered by the tool: the passages are shown for a person to judge.
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
}

/// The form of a part.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Form {
    /// Topic of the part.
    #[schemars(with = "String")]
    pub of: Spanned<String>,
    /// `table` or `image`.
    #[schemars(with = "String")]
    pub is: Spanned<String>,
    /// The table is grouped by activity.
    #[serde(default)]
    pub by_activity: bool,
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

/// A range, or a value with a tolerance (`about = 1200, tolerance = 0.2`).
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
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
    /// The sentence that binds this group.
    pub quote: Option<String>,
}
