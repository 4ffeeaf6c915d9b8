//! A dossier's result as plain data: what a whole check of one file gives, and what reports print.

use crate::document::Notice;
use crate::finding::{Finding, Verdict};
use crate::measure::{Count, Measured};
use crate::read::{Format, Unreadable};
use crate::structure::{OutlineTrust, ZoneKind};

/// The result of a run: the rule file, and every dossier in the order given.
#[derive(Clone, Debug)]
pub struct Report {
    /// The rule file in force.
    pub certification: CertificationSummary,
    /// The results, in the order of the files given.
    pub dossiers: Vec<Dossier>,
}

/// Which rule file judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CertificationSummary {
    /// Its id ("ais-2018/titre").
    pub id: String,
    /// Its title.
    pub title: String,
    /// `sha256:` of the rule as resolved.
    pub digest: String,
    /// Where its sentences come from ("RC AIS, arrêté du 06/04/2018").
    pub source: String,
}

/// The result for one file (or several files that are one dossier).
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The path as given, with `/`.
    pub path: String,
    /// Its format; none where it could not be told.
    pub format: Option<Format>,
    /// `sha256:` of the bytes; none where they could not be had.
    pub digest: Option<String>,
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
    /// One finding a requirement, in the order of the certification.
    pub findings: Vec<Finding>,
    /// What the reader and the checks had to tell beside.
    pub notices: Vec<Notice>,
}

/// A zone of the document.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    /// The heading as read, generated number included.
    pub heading: String,
    /// Level, 1 for the top.
    pub level: u8,
    /// How it is known to be a heading, a stable name: `markup`, `style`, `outline-level`, `tag`, `bookmark`,
    /// `contents`, `look`.
    pub known_by: &'static str,
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
