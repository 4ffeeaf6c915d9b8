//! A receipt: what a candidate handed in, what it was held against, and what came out, so that it can be worked out
//! again later and held against this.
//!
//! A receipt says what is to be looked at, never who is at fault. It carries its own digest: whoever changes a figure by
//! hand is told so. A digest is no signature; who must prove a receipt to others signs the file.

mod compare;

pub use compare::{Difference, differences};

use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, Date};
use crate::dossier::{CertificationSummary, Dossier};
use crate::finding::{Finding, Severity, Status, Verdict};
use crate::measure::{Measured, PROFILE, PageMeasure};
use crate::message::{Lang, Message};
use crate::say;
use crate::source;

/// The name of the format.
pub const SCHEMA: &str = "conforme-receipt/1";

/// What was received, and what came out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// [`SCHEMA`].
    pub schema: String,
    /// The candidate, or a pseudonym.
    pub candidate: String,
    /// The day of reception (ISO 8601).
    pub date: String,
    /// The day on which the French résumé was handed in (ISO 8601), where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resume_date: Option<String>,
    /// What made it.
    pub tool: Tool,
    /// How it was counted.
    pub counting_profile: String,
    /// The rules in force; empty where none could be told.
    pub certification: Rules,
    /// The session, where one was given.
    pub session: Option<Session>,
    /// Every file, in the order in which it was read.
    pub files: Vec<File>,
    /// Files that came with them and that nothing was read of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unexamined: Vec<Unexamined>,
    /// `conforme`, `non-conforme`, `a-verifier`, `illisible`.
    pub verdict: String,
    /// The figures; none where nothing could be read.
    pub counts: Option<Counts>,
    /// How many answers of each kind.
    pub points: Points,
    /// Every requirement with its answer.
    pub answers: Vec<Answer>,
    /// What was due when.
    pub deadlines: Vec<Due>,
    /// What else is to be known.
    pub remarks: Vec<Text>,
    /// `sha256:` of all the above.
    pub digest: String,
}

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
    /// Its size in bytes.
    pub size: u64,
    /// `sha256:` of its bytes; empty where the system did not let them be read.
    pub digest: String,
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
}

impl Due {
    /// True where somebody has to look at it.
    pub fn is_open(&self) -> bool {
        self.in_time != Some(true) && !self.waived
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

/// What a receipt is made from.
#[derive(Clone, Debug)]
pub struct Facts<'a> {
    /// The candidate, or a pseudonym.
    pub candidate: String,
    /// The day of reception.
    pub date: Date,
    /// The day on which the French résumé was handed in, where it is another.
    pub resume_date: Option<Date>,
    /// The session, where one was given.
    pub session: Option<Session>,
    /// Every file.
    pub files: Vec<File>,
    /// What came beside and was not read.
    pub unexamined: Vec<Unexamined>,
    /// The rules in force.
    pub certification: CertificationSummary,
    /// The result; none where nothing was checked (the remarks say why).
    pub dossier: Option<&'a Dossier>,
    /// What the deadlines came to.
    pub deadlines: Vec<Due>,
    /// What else is to be known.
    pub remarks: Vec<Message>,
}

/// A receipt that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReceiptError {
    /// Not JSON, or not a receipt: what the reader says.
    #[error("not a receipt: {0}")]
    NotAReceipt(#[from] serde_json::Error),
    /// A receipt of another version.
    #[error("a receipt of format {0}")]
    OtherSchema(String),
}

impl Receipt {
    /// The receipt on `facts`.
    pub fn of(facts: Facts<'_>) -> Self {
        let findings = facts.dossier.map_or(&[][..], |dossier| dossier.findings.as_slice());
        let verdict = facts.dossier.map_or(Verdict::AVerifier, |dossier| dossier.verdict);
        let CertificationSummary { id, title, digest, .. } = facts.certification;
        let mut receipt = Self {
            schema: SCHEMA.to_owned(),
            candidate: facts.candidate,
            date: facts.date.to_string(),
            resume_date: facts.resume_date.map(|day| day.to_string()),
            tool: Tool { name: "conforme".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
            counting_profile: PROFILE.to_owned(),
            certification: Rules { id, title, digest },
            session: facts.session,
            files: facts.files,
            unexamined: facts.unexamined,
            verdict: verdict.id().to_owned(),
            counts: facts.dossier.and_then(|dossier| dossier.measured.as_ref()).map(counts),
            points: points(findings),
            answers: findings.iter().map(answer).collect(),
            deadlines: facts.deadlines,
            remarks: remarks(facts.dossier).into_iter().chain(facts.remarks).map(Text::from).collect(),
            digest: String::new(),
        };
        receipt.digest = receipt.own_digest();
        receipt
    }

    /// Reads one.
    ///
    /// # Errors
    /// Where it is none, or one of another version.
    pub fn read(text: &str) -> Result<Self, ReceiptError> {
        let value: serde_json::Value = serde_json::from_str(text)?;
        if let Some(schema) = value.get("schema").and_then(|schema| schema.as_str())
            && schema != SCHEMA
        {
            return Err(ReceiptError::OtherSchema(schema.to_owned()));
        }
        Ok(serde_json::from_value(value)?)
    }

    /// False where it was changed after it was made.
    pub fn is_intact(&self) -> bool {
        self.digest == self.own_digest()
    }

    /// The digest of all but the digest, whatever the file's white space.
    fn own_digest(&self) -> String {
        let bare = Self { digest: String::new(), ..self.clone() };
        source::digest(&serde_json::to_vec(&bare).unwrap_or_default())
    }

    /// What came out, in words that accuse nobody.
    pub fn outcome(&self) -> Message {
        let n = self.points.to_fix + self.points.to_look_at;
        let due: Vec<&Due> = self.deadlines.iter().filter(|due| due.is_open()).collect();
        match (self.verdict.as_str(), due.as_slice()) {
            ("illisible", _) => {
                say!(
                    "à vérifier : le fichier n'a pas pu être lu",
                    "to be checked: the file could not be read"
                )
            }
            ("conforme", []) => {
                say!("reçu, rien à signaler sur la forme", "received, nothing to report on its form")
            }
            ("conforme", due) => {
                let titles = |of: fn(&Text) -> &String| {
                    due.iter().map(|due| of(&due.title).as_str()).collect::<Vec<_>>().join(" ; ")
                };
                let (fr, en) = (titles(|title| &title.fr), titles(|title| &title.en));
                say!("à vérifier : {fr}", "to be checked: {en}")
            }
            _ if self.files.is_empty() && !self.unexamined.is_empty() => say!(
                "à vérifier : aucun document que conforme sache ouvrir",
                "to be checked: no document that conforme can open"
            ),
            _ if self.files.is_empty() => {
                say!("à vérifier : rien n'a été remis", "to be checked: nothing was handed in")
            }
            _ if n == 0 => match self.remarks.first().filter(|_| self.answers.is_empty()) {
                Some(Text { fr, en }) => {
                    let (fr, en) = (first_sentence(fr), first_sentence(en));
                    say!("à vérifier : {fr}", "to be checked: {en}")
                }
                None => say!("à vérifier", "to be checked"),
            },
            _ if n == 1 => say!("à vérifier : 1 point", "to be checked: 1 point"),
            _ => say!("à vérifier : {n} points", "to be checked: {n} points"),
        }
    }

    /// True where somebody has to look at something.
    pub fn is_to_be_checked(&self) -> bool {
        self.verdict != "conforme" || self.deadlines.iter().any(Due::is_open)
    }
}

/// The first sentence of `text`, without its full stop.
fn first_sentence(text: &str) -> &str {
    text.split_once(". ").map_or(text, |(first, _)| first).trim_end_matches('.')
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

fn counts(measured: &Measured) -> Counts {
    let pages = measured.body_pages.as_ref().or(measured.pages.as_ref());
    Counts {
        characters: measured.body.characters,
        words: measured.body.words,
        characters_read: measured.extracted.characters,
        pages: pages.map(|pages: &PageMeasure| Pages {
            value: pages.value,
            low: pages.low,
            high: pages.high,
            method: pages.method.id().to_owned(),
        }),
    }
}

fn points(findings: &[Finding]) -> Points {
    let mut points = Points::default();
    for finding in findings {
        *match (finding.status, finding.severity) {
            (Status::Met, _) => &mut points.met,
            _ if finding.is_waived() => &mut points.waived,
            (Status::NotJudged, _) if finding.waits => &mut points.waiting,
            (Status::NotJudged, _) => &mut points.to_look_at,
            (Status::NotMet, Severity::Error) => &mut points.to_fix,
            (Status::NotMet, _) => &mut points.to_improve,
        } += 1;
    }
    points
}

fn answer(finding: &Finding) -> Answer {
    Answer {
        id: finding.requirement.clone(),
        title: finding.title.clone().into(),
        status: finding.status.id().to_owned(),
        severity: finding.severity.id().to_owned(),
        waived: finding.is_waived(),
        waits: finding.waits && finding.status == Status::NotJudged,
        waits_for: Some(finding.waits_for.clone().into()).filter(|part: &Text| !part.fr.is_empty()),
    }
}

/// True for none, which is not written.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_none(n: &usize) -> bool {
    *n == 0
}

/// Why nothing could be read, where nothing could.
fn remarks(dossier: Option<&Dossier>) -> Vec<Message> {
    let why = dossier.and_then(|dossier| dossier.unreadable.as_ref());
    why.map(|why| vec![why.message(), why.help()]).unwrap_or_default()
}
