//! A dossier's result as plain data: what a whole check of one file gives, and what reports print.

mod archive;
mod spool;

use serde::{Deserialize, Serialize};

pub use archive::{Archive, Brief, Dossiers, Filed, Lost};
pub use spool::{Kept, Spool};

use crate::document::{KnownBy, Notice};
use crate::finding::{Finding, Status, Unanswered, Verdict};
use crate::measure::{Count, Measured};
use crate::message::Message;
use crate::read::{Format, Unreadable};
use crate::shard::Shard;
use crate::structure::{OutlineTrust, ZoneKind};

/// The result of a run: the rule file, and every dossier in the order given.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The rule file in force; its id is empty where there is none, or several (each dossier has its own).
    pub certification: CertificationSummary,
    /// The results, in the order of the files given.
    pub dossiers: Dossiers,
    /// What there is to tell of the run as a whole: waivers that serve nothing, an interruption.
    pub notices: Vec<Notice>,
    /// Which share of the dossiers these are, where they were shared out.
    pub shard: Option<Shard>,
    /// What has changed since an earlier run, where one was given.
    pub changes: Option<Changes>,
}

impl Report {
    /// The report on `dossiers`, in that order.
    pub fn of(dossiers: impl IntoIterator<Item = Dossier>) -> Self {
        Self::on(dossiers.into_iter().collect())
    }

    /// The report on dossiers that were put away.
    pub fn on(dossiers: Dossiers) -> Self {
        let mut report = Self { dossiers, ..Self::default() };
        if let [one] = report.certifications().as_slice() {
            report.certification = (*one).clone();
        }
        report
    }

    /// Every rule file that judged a dossier, in the order in which they first did.
    pub fn certifications(&self) -> Vec<&CertificationSummary> {
        let mut all: Vec<&CertificationSummary> = Vec::new();
        for one in self.dossiers.briefs().map(|brief| &*brief.certification) {
            if !one.id.is_empty() && !all.contains(&one) {
                all.push(one);
            }
        }
        all
    }
}

/// What has changed since an earlier run. What is to be put right, improved or looked at is a point; a point belongs to a
/// dossier, by its path, and a requirement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Points that were not there.
    pub new: Vec<Change>,
    /// Points that are there no more, in dossiers that are: what they ask is met now.
    pub fixed: Vec<Change>,
    /// Points that a waiver lets pass now.
    pub waived: Vec<Change>,
    /// Points that nothing asks any more in dossiers that are: another certification, no date of the session.
    pub dropped: Vec<Change>,
    /// Points that were there and still are.
    pub unchanged: Vec<Change>,
    /// Points that merely wait for a part that is not there, which a point of its own tells: neither new nor fixed.
    pub waiting: Vec<Change>,
    /// Paths of dossiers that were not there.
    pub added: Vec<String>,
    /// Paths of dossiers that are there no more.
    pub removed: Vec<String>,
}

/// A point of a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Path of the dossier.
    pub path: String,
    /// Id of the requirement; `unreadable` for a file that cannot be read.
    pub requirement: String,
    /// Its short name; that of the earlier run, in its language, where this one does not ask it; empty for a file that
    /// cannot be read.
    pub title: Message,
    /// The answer now, or the earlier one of what is fixed; none for a file that cannot be read.
    pub status: Option<Status>,
}

/// Which rule file judged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificationSummary {
    /// Its id ("ais-2018/titre").
    pub id: String,
    /// Its title.
    pub title: String,
    /// `sha256:` of the rule as resolved.
    pub digest: String,
    /// Where its sentences come from ("RC AIS, arrêté du 06/04/2018").
    pub source: String,
    /// Id of the requirement that asks for the length of the whole, where one does.
    #[serde(default)]
    pub length: Option<String>,
}

/// The result for one file (or several files that are one dossier).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// The path as given, with `/`.
    pub path: String,
    /// Whose it is, where a configuration says so.
    #[serde(default)]
    pub candidate: Option<String>,
    /// Its format; none where it could not be told.
    pub format: Option<Format>,
    /// `sha256:` of the bytes; none where they could not be had, or it was not asked for.
    pub digest: Option<String>,
    /// The rule file that judged it; its id is empty where it was not judged.
    pub certification: CertificationSummary,
    /// The verdict.
    pub verdict: Verdict,
    /// Why it could not be read, where the verdict is `illisible`.
    pub unreadable: Option<Unreadable>,
    /// The figures; none where it could not be read.
    pub measured: Option<Measured>,
    /// Its zones.
    pub zones: Vec<ZoneSummary>,
    /// Its outline.
    pub outline: Vec<OutlineEntry>,
    /// How surely the outline was read.
    pub outline_trust: OutlineTrust,
    /// The documents of the session that were handed in, the one it is named after first; empty where it was not judged.
    #[serde(default)]
    pub documents: Vec<HandedIn>,
    /// One finding a requirement, in the order of the certification, document by document.
    pub findings: Vec<Finding>,
    /// The requirements that nothing was held against.
    #[serde(default)]
    pub unanswered: Vec<Unanswered>,
    /// What the reader and the checks had to tell beside.
    pub notices: Vec<Notice>,
    /// Who its files say wrote them. No format tells it: it is for those who must hide a name.
    #[serde(default)]
    pub authors: Vec<String>,
}

impl Dossier {
    /// Draws the verdict from the findings anew. Where there are none, or a notice says what makes them beside the point, a
    /// person has to look.
    pub fn reconsider(&mut self) {
        if self.unreadable.is_some() {
            return;
        }
        self.verdict = match Verdict::of(&self.findings) {
            Verdict::Conforme
                if self.findings.is_empty() || self.notices.iter().any(Notice::leaves_in_doubt) =>
            {
                Verdict::AVerifier
            }
            verdict => verdict,
        };
    }
}

/// A document of the session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HandedIn {
    /// Its role ("dossier", "presentation").
    pub role: String,
    /// What people call it.
    pub title: Message,
    /// The path as given, with `/`.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// `sha256:` of its bytes; none where it was not asked for.
    pub digest: Option<String>,
    /// How its role was told, a stable name: `said`, `words`, `format`, `name`, `default`.
    pub recognised_by: String,
}

/// A zone of the document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ZoneSummary {
    /// Its kind.
    pub kind: ZoneKind,
    /// The heading that opens it.
    pub heading: Option<String>,
    /// First physical page.
    pub first_page: Option<u32>,
    /// Last physical page.
    pub last_page: Option<u32>,
    /// Source line (Markdown).
    pub line: Option<u32>,
    /// What counts in it.
    pub count: Count,
}

/// A heading, with what it heads and what it serves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutlineEntry {
    /// The heading as read, generated number included.
    pub heading: String,
    /// Level, 1 for the top.
    pub level: u8,
    /// How it is known to be a heading.
    pub known_by: KnownBy,
    /// How sure it is that this is a heading, 0 to 1.
    pub confidence: f32,
    /// Physical page.
    pub page: Option<u32>,
    /// Source line (Markdown).
    pub line: Option<u32>,
    /// File of a dossier of several files.
    pub file: Option<String>,
    /// Zone it stands in.
    pub zone: ZoneKind,
    /// What counts in it, sub-sections included.
    pub count: Count,
    /// Ids of the requirements it serves.
    pub serves: Vec<String>,
}
