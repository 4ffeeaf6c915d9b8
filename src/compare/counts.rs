//! Characters and words of both, by part.

use serde::{Deserialize, Serialize};

use crate::check::Subject;
use crate::measure::Count;
use crate::structure::ZoneKind;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CountKind {
    /// All that counts, but for the table of contents, which a program makes or not.
    Text,
    /// The text without cover, contents and annexes.
    Body,
    /// The annexes.
    Annexes,
    /// The table of contents.
    Contents,
}

/// The same figure of both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountPair {
    /// What is counted.
    pub kind: CountKind,
    /// In the first.
    pub a: Count,
    /// In the second.
    pub b: Count,
}

impl CountKind {
    /// `text`, `body`, `annexes`, `contents`: stable, never translated.
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Body => "body",
            Self::Annexes => "annexes",
            Self::Contents => "contents",
        }
    }
}

impl CountPair {
    /// By what share of the larger one the characters differ, 0 to 1.
    pub fn gap(&self) -> f64 {
        let most = self.a.characters.max(self.b.characters).max(1);
        self.a.characters.abs_diff(self.b.characters) as f64 / most as f64
    }

    /// True where a gap makes two dossiers differ. Where a part begins is read from each file, so that only the whole
    /// text weighs.
    pub fn weighs(&self) -> bool {
        self.kind == CountKind::Text
    }
}

/// The figures of both.
pub(super) fn pairs(a: &Subject, b: &Subject) -> Vec<CountPair> {
    let pair = |kind: CountKind, zones: &[ZoneKind]| CountPair { kind, a: sum(a, zones), b: sum(b, zones) };
    use ZoneKind::{Annexes, Body, Contents, Cover};
    vec![
        pair(CountKind::Text, &[Cover, Body, Annexes]),
        pair(CountKind::Body, &[Body]),
        pair(CountKind::Annexes, &[Annexes]),
        pair(CountKind::Contents, &[Contents]),
    ]
}

fn sum(subject: &Subject, zones: &[ZoneKind]) -> Count {
    let mut sum = Count::default();
    for zone in subject.structure.zones.iter().filter(|zone| zones.contains(&zone.kind)) {
        sum += subject.count(zone.blocks.clone());
    }
    sum
}
