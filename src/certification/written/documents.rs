//! The documents of a session, and what only some of them have: an order, a form to fill in.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Band, Bilingual};

/// A document that a session has. The first of a file is the one its requirements are about where they name none.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SessionDocument {
    /// Its role: `dossier`, `resume`, `presentation`, `dossier-professionnel`…
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// What people call it ("le support de présentation").
    pub title: Bilingual,
    /// Words of a file name that claim the role.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub names: Vec<Spanned<String>>,
    /// Phrases of a text that show the role, any of them.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub words: Vec<Spanned<String>>,
    /// Phrases that its title, on its first lines, begins with.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub titles: Vec<Spanned<String>>,
    /// Formats it can have; any where there are none.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub formats: Vec<Spanned<String>>,
    /// Its pages are slides, each with its title.
    #[serde(default)]
    pub slides: bool,
    /// Id of the rule file that judges it, where that is not this one.
    #[schemars(with = "Option<String>")]
    pub rules: Option<Spanned<String>>,
}

/// A passage of a form, which may come again: an example, a declaration.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Passage {
    /// Its id.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// What people call it ("l'exemple").
    pub title: Bilingual,
    /// Phrases that open it at the beginning of a paragraph, a title or a cell.
    #[schemars(with = "Vec<String>")]
    pub opens: Vec<Spanned<String>>,
    /// A number follows the phrase ("Exemple n°1"); the same number again goes on with the same passage.
    #[serde(default)]
    pub numbered: bool,
    /// The phrase opens it wherever it stands in a paragraph.
    #[serde(default)]
    pub anywhere: bool,
    /// Phrases at the beginning of a paragraph that end it, beside its coming again.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub ends: Vec<Spanned<String>>,
    /// Id of the passage it stands in.
    #[schemars(with = "Option<String>")]
    pub within: Option<Spanned<String>>,
}

/// Parts in an order.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Order {
    /// Ids of the requirements that ask for the parts, in the order they must have.
    #[schemars(with = "Vec<String>")]
    pub of: Vec<Spanned<String>>,
}

/// Two documents of a session that say the same.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Agreement {
    /// The other document.
    #[schemars(with = "String")]
    pub with: Spanned<String>,
    /// `project` (the words and names of the project), `competencies`, or `presence` (it was handed in too).
    #[schemars(with = "String")]
    pub on: Spanned<String>,
    /// With `presence`: the other document must be handed in. Where it is not among all that a candidate handed in, that
    /// is not met; where it is not known whether these are all, it is not judged.
    #[schemars(with = "Option<bool>")]
    pub due: Option<Spanned<bool>>,
}

/// A passage that comes a number of times, or that has a number of pages each time.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Repeat {
    /// The passage.
    #[schemars(with = "String")]
    pub of: Spanned<String>,
    /// How many times, within each passage that it stands in.
    #[schemars(with = "Option<Band>")]
    pub times: Option<Spanned<Band>>,
    /// How many pages each; judged where the file has pages of its own.
    #[schemars(with = "Option<Band>")]
    pub pages: Option<Spanned<Band>>,
}

/// Fields to fill in, each time a passage comes.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fields {
    /// The passage.
    #[schemars(with = "String")]
    pub of: Spanned<String>,
    /// The fields, in their order.
    pub field: Vec<Field>,
    /// What the empty form shows in their place ("Cliquez ici pour taper du texte").
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub placeholders: Vec<Spanned<String>>,
}

/// A field of a form.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Field {
    /// Its label as the form prints it.
    #[schemars(with = "String")]
    pub label: Spanned<String>,
    /// Words of the form inside the field, which are no answer.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub parts: Vec<Spanned<String>>,
    /// May be left empty.
    #[serde(default)]
    pub optional: bool,
}

/// Blanks of a passage that must be filled.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Filled {
    /// The passage.
    #[schemars(with = "String")]
    pub of: Spanned<String>,
    /// The blanks.
    pub blank: Vec<Blank>,
    /// The form's own words, which fill nothing.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub fixed: Vec<Spanned<String>>,
}

/// A blank.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Blank {
    /// What belongs there ("le lieu").
    pub title: Bilingual,
    /// `text` or `date`.
    #[schemars(with = "String")]
    pub is: Spanned<String>,
}

/// Texts of a form that must stand as they are.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FixedText {
    /// The texts.
    #[schemars(with = "Vec<String>")]
    pub texts: Vec<Spanned<String>>,
}

/// Numbers on the pages.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PageNumbers {}
