//! What a check says. Plain data: no colour, no output format.

use serde::{Deserialize, Serialize};

use crate::message::Message;

/// The answer to a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It is met.
    Met,
    /// It is not met, and the reading was sure enough to say so.
    NotMet,
    /// The tool cannot tell; the message says why and what a person should look at.
    NotJudged,
}

/// What a requirement that is not met weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Should be looked at; does not fail the dossier.
    Warning,
    /// Fails the dossier.
    Error,
}

/// The answer for a whole dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Every requirement of severity error is met.
    Conforme,
    /// At least one requirement of severity error is not met.
    NonConforme,
    /// Nothing of severity error is not met, but something of that weight could not be judged.
    AVerifier,
    /// The file could not be read.
    Illisible,
}

/// The answer to one requirement, with all that a person needs to understand and act on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Id of the requirement.
    pub requirement: String,
    /// Role of the document of the session that it is about; empty where only one was looked at.
    #[serde(default)]
    pub document: String,
    /// The requirement's short name for people ("Contexte de l'entreprise").
    pub title: Message,
    /// The answer.
    pub status: Status,
    /// What a [`Status::NotMet`] weighs.
    pub severity: Severity,
    /// How sure the answer is, 0 to 1.
    pub confidence: f32,
    /// What was found (constat).
    pub found: Message,
    /// What is expected (attendu).
    pub expected: Message,
    /// The finding in one sentence.
    pub message: Message,
    /// What to do about it; empty where there is nothing to do.
    pub help: Message,
    /// Where.
    pub place: Where,
    /// Counted characters of the passage concerned.
    pub characters: Option<usize>,
    /// Words of the passage concerned.
    pub words: Option<usize>,
    /// Measured language of the passage concerned (ISO 639-1).
    pub language: Option<String>,
    /// The référentiel's own sentence.
    pub quote: String,
    /// Where that sentence stands.
    pub reference: String,
    /// Passages that a person should read, with their place (for what is not judged, for evidence).
    pub passages: Vec<Where>,
    /// Evidence per competency, for requirements about competencies; empty for others.
    pub competencies: Vec<Evidence>,
    /// The waiver in force for this requirement of this dossier.
    pub waiver: Option<Waiver>,
    /// Name of the training centre's own rules that ask for it; none where the référentiel does.
    pub overlay: Option<String>,
    /// What it is about was not found, which another answer tells: nothing is there to be judged, by nobody.
    #[serde(default)]
    pub waits: bool,
    /// The part that it waits for, as the answer that tells it to be missing is called; empty where that is not known.
    #[serde(default)]
    pub waits_for: Message,
    /// The stage from which on it is in force, where that is later than the one that was asked for.
    pub in_force_from: Option<String>,
}

/// A requirement that nothing of what was handed in was held against. It is no point of the dossier: it weighs nothing,
/// and only a report that owes every requirement an entry tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unanswered {
    /// How many findings of the dossier stand before it in the order of the certification.
    pub after: usize,
    /// Why.
    pub why: WhyUnanswered,
    /// The requirement as a finding that is not judged.
    pub finding: Finding,
}

/// Why nothing was held against a requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyUnanswered {
    /// A document that it is about is not among those that were read.
    NotHandedIn,
    /// The file could not be read.
    Unread,
    /// The documents that it compares are there and have nothing to compare.
    NothingToCompare,
}

/// A waiver (dérogation): who let a requirement be, and why. Only one that is in force stands in a [`Finding`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// Why it was granted.
    pub reason: String,
    /// Who granted it.
    pub granted_by: String,
    /// When, as written (ISO 8601).
    pub granted_on: Option<String>,
    /// Until when, as written (ISO 8601).
    pub expires_on: Option<String>,
}

/// A place in a document. Everything is 1-based; what is not known is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Where {
    /// The heading it stands under, or is, as read.
    pub heading: Option<String>,
    /// Titles from the top down to that heading.
    pub path: Vec<String>,
    /// Physical page.
    pub page: Option<u32>,
    /// Line of the source (Markdown).
    pub line: Option<u32>,
    /// File of a dossier of several files.
    pub file: Option<String>,
    /// The words concerned, shortened.
    pub excerpt: Option<String>,
}

/// Where a competency is listed and shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Id in the rule file.
    pub id: String,
    /// The official name.
    pub name: String,
    /// The activity (activité-type) or bloc it belongs to.
    pub activity: String,
    /// The dossier must cover it (alone, or as one of a group).
    pub required: bool,
    /// How it is named in the listing.
    pub listed: Named,
    /// Where it is listed.
    pub listed_at: Option<Where>,
    /// Where the body shows it.
    pub shown_at: Vec<Where>,
}

/// How a competency is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Named {
    /// Word for word, after normalisation.
    Exactly,
    /// In other words that are close enough.
    Paraphrased,
    /// By its code only.
    ByCode,
    /// Nowhere.
    Nowhere,
}

impl Finding {
    /// True where a waiver lets pass what is not met or not judged.
    pub fn is_waived(&self) -> bool {
        self.waiver.is_some() && self.status != Status::Met
    }
}

impl Status {
    /// `met`, `not-met`, `not-judged`: stable, never translated.
    pub fn id(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not-met",
            Self::NotJudged => "not-judged",
        }
    }
}

impl WhyUnanswered {
    /// `not-handed-in`, `unread`, `nothing-to-compare`: stable, never translated.
    pub fn id(self) -> &'static str {
        match self {
            Self::NotHandedIn => "not-handed-in",
            Self::Unread => "unread",
            Self::NothingToCompare => "nothing-to-compare",
        }
    }
}

impl Named {
    /// `exactly`, `paraphrased`, `by-code`, `nowhere`: stable, never translated.
    pub fn id(self) -> &'static str {
        match self {
            Self::Exactly => "exactly",
            Self::Paraphrased => "paraphrased",
            Self::ByCode => "by-code",
            Self::Nowhere => "nowhere",
        }
    }
}

impl Severity {
    /// `error`, `warning`, `info`: stable, never translated.
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

impl Verdict {
    /// `conforme`, `non-conforme`, `a-verifier`, `illisible`: stable, never translated.
    pub fn id(self) -> &'static str {
        match self {
            Self::Conforme => "conforme",
            Self::NonConforme => "non-conforme",
            Self::AVerifier => "a-verifier",
            Self::Illisible => "illisible",
        }
    }

    /// The verdict that follows from the findings of a dossier that could be read. It is that of the référentiel: what
    /// is waived weighs nothing, and neither does what only the training centre asks for.
    pub fn of(findings: &[Finding]) -> Self {
        let any = |status| {
            findings.iter().any(|f| {
                f.status == status && f.severity == Severity::Error && !f.is_waived() && f.overlay.is_none()
            })
        };
        if any(Status::NotMet) {
            Self::NonConforme
        } else if any(Status::NotJudged) {
            Self::AVerifier
        } else {
            Self::Conforme
        }
    }
}
