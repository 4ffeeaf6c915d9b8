//! A dossier's form without its content: what somebody who contests a finding can show without giving the dossier away.
//!
//! Structure, styles, places, figures and the words of the rules stay, so that the same checks give the same answers;
//! every other word is replaced by one of the same length, and pictures and properties are not in it.

mod anonymise;
mod contest;
mod vocabulary;

pub use contest::{Contest, Contested, Replay, Replayed, Uncontested, Unreplayed};

use serde::{Deserialize, Serialize};

use crate::assess;
use crate::certification::Certification;
use crate::document::{Document, Notice, Properties};
use crate::dossier::Dossier;
use crate::finding::Status;
use crate::message::Message;
use anonymise::Mask;
use vocabulary::Vocabulary;

/// Name and version of the format.
pub const FORMAT: &str = "conforme-contestation/1";

/// What is written down.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Bundle {
    /// [`FORMAT`].
    pub format: String,
    /// Version of the program that wrote it.
    pub version: String,
    /// Id of the certification.
    pub certification: String,
    /// Digest of its rules.
    pub rules: String,
    /// Format of the file it was made from ("docx").
    pub source: String,
    /// Ids of the requirements whose answers are contested; all where none is named.
    pub contested: Vec<String>,
    /// What was answered on the file itself.
    pub answers: Vec<Answer>,
    /// The document, without its content.
    pub document: Document,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Id of the requirement.
    pub requirement: String,
    /// The answer.
    pub status: Status,
}

/// Why a text is no bundle that can be read.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// It is no JSON, or not of this shape.
    #[error("not a conforme bundle: {0}")]
    NotABundle(#[from] serde_json::Error),
    /// It is of another version of the format.
    #[error("a bundle of format {0}, not {FORMAT}")]
    OtherFormat(String),
}

impl Bundle {
    /// The bundle of `document` as a reader gave it, on which `dossier` holds the answers. `salt` decides the letters
    /// that replace others and is not kept.
    pub fn of(
        document: &Document,
        dossier: &Dossier,
        certification: &Certification,
        contested: Vec<String>,
        salt: u64,
    ) -> Self {
        let vocabulary = Vocabulary::of(certification);
        Self {
            format: FORMAT.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            certification: certification.id.clone(),
            rules: certification.digest.clone(),
            source: dossier.format.map(|format| format.id().to_owned()).unwrap_or_default(),
            contested,
            answers: answers(dossier),
            document: without_content(document, &Mask::new(&vocabulary, salt)),
        }
    }

    /// Reads a bundle.
    ///
    /// # Errors
    /// Where `text` is none, or of another version of the format.
    pub fn parse(text: &str) -> Result<Self, BundleError> {
        let bundle: Self = serde_json::from_str(text)?;
        if bundle.format == FORMAT { Ok(bundle) } else { Err(BundleError::OtherFormat(bundle.format)) }
    }

    /// The bundle as JSON, a line a block, so that a person can look through it.
    pub fn to_json(&self) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        // Blocks begin with their kind; a line end between values is no part of any string.
        text.replace("},{\"kind\":", "},\n{\"kind\":") + "\n"
    }

    /// Judges the document of the bundle.
    pub fn judge(&self, certification: &Certification) -> Dossier {
        assess::judge_document(self.document.clone(), certification)
    }

    /// The answers that the bundle does not give as the file did: requirement, then the answer on the file and the one on
    /// the bundle.
    pub fn differences(&self, certification: &Certification) -> Vec<(String, Status, Option<Status>)> {
        let again = answers(&self.judge(certification));
        let found =
            |id: &str| again.iter().find(|answer| answer.requirement == id).map(|answer| answer.status);
        self.answers
            .iter()
            .map(|answer| (answer.requirement.clone(), answer.status, found(&answer.requirement)))
            .filter(|(_, was, is)| Some(*was) != *is)
            .collect()
    }
}

fn answers(dossier: &Dossier) -> Vec<Answer> {
    let answer = |finding: &crate::finding::Finding| Answer {
        requirement: finding.requirement.clone(),
        status: finding.status,
    };
    dossier.findings.iter().map(answer).collect()
}

fn without_content(document: &Document, mask: &Mask<'_>) -> Document {
    let mut out = document.clone();
    out.blocks.iter_mut().for_each(|block| mask.block(block));
    for declared in &mut out.declared {
        declared.title = mask.title(&declared.title);
    }
    out.properties = Properties { title: None, author: None, ..out.properties };
    for (n, file) in (1..).zip(&mut out.files) {
        *file = format!("fichier-{n}");
    }
    // What a reader had to say may quote the text; that it had something to say stays.
    let silent = |notice: Notice| Notice { message: Message::same(notice.kind.id()), ..notice };
    out.notices = out.notices.into_iter().map(silent).collect();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certification::Library;
    use crate::read::{Limits, read};
    use crate::source::Source;

    fn bundle(path: &str) -> (String, Bundle, Certification) {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dossiers").join(path);
        let bytes = std::fs::read(&path).expect("a fixture");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let source = Source::new(path, bytes);
        let certification = Library::built_in().load("ais-2018/ccp1").expect("a certification");
        let reading = read(&source, &Limits::default()).expect("a dossier");
        let dossier = assess::judge_document(reading.document.clone(), &certification);
        (text, Bundle::of(&reading.document, &dossier, &certification, Vec::new(), 7), certification)
    }

    #[test]
    fn a_bundle_gives_the_same_answers_and_the_same_figures_and_none_of_the_names() {
        for path in ["ccp1/dossier.md", "ccp1/dossier.docx"] {
            let (_, bundle, certification) = bundle(path);
            let again = Bundle::parse(&bundle.to_json()).expect("what was written can be read");
            assert_eq!(again.differences(&certification), [], "{path}");
            let json = again.to_json();
            for name in ["Yanis", "Delcambre", "yanis", "delcambre"] {
                assert!(!json.contains(name), "{path} still holds {name}");
            }
        }
    }

    #[test]
    fn counts_do_not_change() {
        let (_, bundle, certification) = bundle("ccp1/dossier.md");
        let source =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dossiers/ccp1/dossier.md");
        let source = Source::new(&source, std::fs::read(&source).expect("a fixture"));
        let original = assess::assess(&source, &certification, &[], &Limits::default());
        assert_eq!(
            bundle.judge(&certification).measured.map(|measured| measured.ledger),
            original.measured.map(|measured| measured.ledger)
        );
    }

    #[test]
    fn what_is_no_bundle_is_told() {
        assert!(matches!(Bundle::parse("{}"), Err(BundleError::NotABundle(_))));
    }
}
