//! `conforme.toml` as it is written, before anything is checked. Every value that can be wrong keeps its place.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

/// The file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ConfigFile {
    pub(super) certification: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) overlays: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) formats: Vec<Spanned<String>>,
    pub(super) fail_on: Option<Spanned<String>>,
    pub(super) jobs: Option<Spanned<usize>>,
    pub(super) isolation: Option<Spanned<String>>,
    pub(super) session: Option<Session>,
    /// Folders and files that are nobody's.
    #[serde(default)]
    pub(super) ignore: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) documents: Documents,
    #[serde(default)]
    pub(super) severities: BTreeMap<Spanned<String>, Spanned<String>>,
    /// Bounds of one dossier.
    #[serde(default)]
    pub(super) limits: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
    #[serde(default)]
    pub(super) group: Vec<Group>,
    #[serde(default)]
    pub(super) candidate: Vec<Candidate>,
    #[serde(default)]
    pub(super) waiver: Vec<Waiver>,
}

/// The session, and the days that its centre works.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Session {
    pub(super) date: Option<Spanned<toml::Value>>,
    pub(super) zone: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) closed: Vec<Closed>,
    #[serde(default)]
    pub(super) worked: Vec<Spanned<toml::Value>>,
    /// When dossiers were handed in.
    pub(super) depot: Option<Spanned<toml::Value>>,
    /// When résumés were, if on another day.
    pub(super) resume_date: Option<Spanned<toml::Value>>,
}

/// A day on which the centre is closed: the day alone, or with why (see [`ClosedFor`]).
pub(super) type Closed = Spanned<toml::Value>;

/// A day on which the centre is closed, with why.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ClosedFor {
    pub(super) date: toml::Value,
    #[serde(default)]
    pub(super) reason: String,
}

/// Where documents lie, by role: `dossier`, and any other that a certification knows.
pub(super) type Documents = BTreeMap<Spanned<String>, Spanned<String>>;

/// Candidates who sit for the same.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Group {
    pub(super) name: Spanned<String>,
    pub(super) certification: Option<Spanned<String>>,
    pub(super) candidates: Vec<Spanned<String>>,
    pub(super) session: Option<Session>,
}

/// A candidate of whom more is to be said than a pattern tells.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Candidate {
    pub(super) name: Spanned<String>,
    pub(super) certification: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) documents: Documents,
    pub(super) depot: Option<Spanned<toml::Value>>,
    pub(super) resume_date: Option<Spanned<toml::Value>>,
}

/// A waiver (dérogation).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Waiver {
    pub(super) rule: Spanned<String>,
    pub(super) candidate: Spanned<String>,
    pub(super) reason: Spanned<String>,
    pub(super) granted_by: Spanned<String>,
    pub(super) granted_on: Option<Spanned<toml::Value>>,
    pub(super) expires_on: Option<Spanned<toml::Value>>,
}
