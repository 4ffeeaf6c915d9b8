//! What a receipt is made of.

use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, Date};
use crate::certification::RESUME;
use crate::finding::{Severity, Status, Waiver};
use crate::message::{Lang, Message};

/// What made a receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// `conforme`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The rules in force.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Id of the certification.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `sha256:` of the rule files as resolved.
    pub digest: String,
}

/// When and where the session is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Its first day (ISO 8601).
    pub date: String,
    /// Its zone (`metropole`…).
    pub zone: String,
    /// Further days that are not worked there (ISO 8601).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<String>,
    /// Public holidays that are worked there all the same (ISO 8601).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub worked: Vec<String>,
}

impl Session {
    /// The session that begins on `day`.
    pub fn of(day: Date, calendar: &Calendar) -> Self {
        let closed = calendar.closed.keys().map(ToString::to_string).collect();
        let worked = calendar.worked.iter().map(ToString::to_string).collect();
        Self { date: day.to_string(), zone: calendar.zone.id().to_owned(), closed, worked }
    }

    /// Its first day and its calendar; none where the receipt says what is none.
    pub fn calendar(&self) -> Option<(Date, Calendar)> {
        let days = |all: &[String]| all.iter().map(|day| day.parse().ok()).collect::<Option<Vec<Date>>>();
        let closed = days(&self.closed)?.into_iter().map(|day| (day, String::new())).collect();
        let worked = days(&self.worked)?.into_iter().collect();
        Some((self.date.parse().ok()?, Calendar { zone: self.zone.parse().ok()?, closed, worked }))
    }
}

/// A file that was received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Its name, as handed in (or a pseudonym), with `/`.
    pub name: String,
    /// What it was taken for.
    pub role: Role,
    /// The document of the session that it was judged as; none where it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// What people call that document, where `role` does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looks_like: Option<Text>,
    /// Its size in bytes.
    pub size: u64,
    /// `sha256:` of its bytes; empty where the system did not let them be read.
    pub digest: String,
    /// Why it could not be read as a document, where that is so: it is empty, cut off, locked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<Text>,
}

impl File {
    /// True for what was taken for the dossier by its name, read or not.
    pub fn is_called_dossier(&self) -> bool {
        matches!(self.role, Role::Dossier | Role::PerhapsDossier)
    }

    /// True for the French résumé: by what it was judged as, else by its name.
    pub fn is_resume(&self) -> bool {
        self.document.as_deref().map_or(self.role == Role::Resume, |document| document == RESUME)
    }
}

/// A file that was received and not read: no document, or part of nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unexamined {
    /// Its name, as handed in (or a pseudonym), with `/`.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// `sha256:` of its bytes; empty where the system did not let them be read.
    pub digest: String,
}

/// What a file was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The dossier de projet, or a part of it.
    Dossier,
    /// One of several that may be the dossier: none was checked.
    PerhapsDossier,
    /// The French résumé.
    Resume,
    /// The dossier in another format.
    Copy,
    /// Something else.
    Other,
}

/// The figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// Characters without spaces and without the annexes.
    pub characters: usize,
    /// Words without the annexes.
    pub words: usize,
    /// Characters of everything that was read.
    pub characters_read: usize,
    /// Pages without the annexes.
    pub pages: Option<Pages>,
}

/// A number of pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pages {
    /// The number.
    pub value: u32,
    /// At least.
    pub low: u32,
    /// At most.
    pub high: u32,
    /// How it is known.
    pub method: String,
}

/// How many answers of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Points {
    /// Met.
    pub met: usize,
    /// Not met, severity error.
    pub to_fix: usize,
    /// Not met, lesser severity.
    pub to_improve: usize,
    /// Not judged.
    pub to_look_at: usize,
    /// Not judged for want of what another answer tells to be missing.
    #[serde(default, skip_serializing_if = "is_none")]
    pub waiting: usize,
    /// Let pass by a waiver.
    pub waived: usize,
}

/// A requirement with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Id of the requirement.
    pub id: String,
    /// Its short name.
    pub title: Text,
    /// `met`, `not-met`, `not-judged`.
    pub status: String,
    /// `error`, `warning`, `info`.
    pub severity: String,
    /// A waiver lets it pass.
    pub waived: bool,
    /// That waiver; none in receipts of old.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<Waived>,
    /// What it is about was not found, which another answer tells.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waits: bool,
    /// The part that it waits for; none where that is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits_for: Option<Text>,
}

impl Answer {
    /// True where somebody has to look at it; see [`Self::waits`] for what there is nothing to look at.
    pub fn is_open(&self) -> bool {
        self.status != Status::Met.id() && !self.waived
    }

    /// True for what is compulsory: it decides the verdict.
    pub fn weighs(&self) -> bool {
        self.severity == Severity::Error.id()
    }
}

/// Something that was due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// Id of the deadline.
    pub id: String,
    /// The document that it is about, by its role; empty in receipts of old.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub of: String,
    /// What was due.
    pub title: Text,
    /// By when.
    pub due: Text,
    /// Whether it was in time; none where it was not received, or nobody said on which day.
    pub in_time: Option<bool>,
    /// A waiver lets it pass.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waived: bool,
    /// That waiver; none in receipts of old.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<Waived>,
}

impl Due {
    /// True where somebody has to look at it.
    pub fn is_open(&self) -> bool {
        self.in_time != Some(true) && !self.waived
    }
}

/// A waiver as it was granted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waived {
    /// Why.
    pub reason: String,
    /// Who granted it.
    pub granted_by: String,
    /// When (ISO 8601).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted_on: Option<String>,
    /// The last day on which it holds (ISO 8601).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_on: Option<String>,
}

impl From<Waiver> for Waived {
    fn from(Waiver { reason, granted_by, granted_on, expires_on }: Waiver) -> Self {
        Self { reason, granted_by, granted_on, expires_on }
    }
}

impl From<Waived> for Waiver {
    fn from(Waived { reason, granted_by, granted_on, expires_on }: Waived) -> Self {
        Self { reason, granted_by, granted_on, expires_on }
    }
}

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// In French.
    pub fr: String,
    /// In English.
    pub en: String,
}

impl From<Message> for Text {
    fn from(message: Message) -> Self {
        Self { fr: message.fr, en: message.en }
    }
}

impl Text {
    /// The text in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}

/// True for none, which is not written.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_none(n: &usize) -> bool {
    *n == 0
}
