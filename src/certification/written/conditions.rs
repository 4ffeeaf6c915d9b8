//! Prohibitions and conditions as they are written.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

/// What must not be there.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Absence {
    /// Topics none of which any part may be about.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub topics: Vec<Spanned<String>>,
    /// Phrases none of which the text may hold.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub any_of: Vec<Spanned<String>>,
    /// Where: `body` (everything but the annexes, where it is absent), `annexes`, or `document` (both).
    #[schemars(with = "Option<String>")]
    pub of: Option<Spanned<String>>,
    /// Never answered by the tool where something is found: the passages are shown for a person to judge.
    #[serde(default)]
    pub for_a_person: bool,
}

/// When a requirement is asked for: where any of these is there.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct When {
    /// Topics, one of which some part is about.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub topics: Vec<Spanned<String>>,
    /// Phrases, one of which the text holds.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub mention: Vec<Spanned<String>>,
    /// A document of the session that is handed in.
    #[schemars(with = "Option<String>")]
    pub document: Option<Spanned<String>>,
}
