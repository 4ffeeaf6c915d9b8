//! The whole way of one dossier: read, structure, measure, check. What every command and every worker runs.
//!
//! A [`Task`] says all that one dossier needs, as plain data; [`run`] is the one way from it to a [`Dossier`].

mod choose;
mod examples;
mod fetch;
mod given;
mod headed;
mod part;
mod roles;
mod run;
mod session;
mod shelf;
mod task;
mod together;
mod without_main;

pub use examples::{misfits, silent_aliases, untried};
pub use fetch::{handed, lacks_pages, unjudged};
pub(crate) use roles::holds_annexes;
pub use roles::{Recognised, RecognisedBy, by_name, claimed, opening, recognise};
pub use run::{run, run_showing};
pub use session::{Session, sessions};
pub use shelf::{OverlayError, Shelf};
pub use task::{Companion, Rules, Task, TaskError};
pub use without_main::without_main;

pub use crate::source::Input;

use std::path::Path;

use crate::certification::{Asks, Certification, Extent, Requirement};
use crate::check::{self, Beside, Checked, Subject, check, of_protected};
use crate::document::Document;
use crate::dossier::{CertificationSummary, Dossier, OutlineEntry, ZoneSummary};
use crate::finding::Verdict;
use crate::read::{Limits, Reading, Unreadable, read};
use crate::source::Source;
use crate::structure::Structure;

/// Reads and judges one source, as the document that `certification` is mainly about. `others` are documents handed in
/// beside it, already prepared.
pub fn assess(
    source: &Source,
    certification: &Certification,
    others: &[check::Companion],
    limits: &Limits,
) -> Dossier {
    assess_as(certification.main_document(), source, certification, others, limits)
}

/// Reads and judges one source as the document of role `role`.
fn assess_as(
    role: &str,
    source: &Source,
    certification: &Certification,
    others: &[check::Companion],
    limits: &Limits,
) -> Dossier {
    match read(source, limits) {
        Ok(reading) => judge_as(role, source, reading, certification, (others, false)),
        Err(reason) => unread(&source.path, Some(source.digest()), reason, certification),
    }
}

/// Judges what was read as the document `role` of its certification, with `others`, which are all of its session where
/// that is `complete`.
fn judge_as(
    role: &str,
    source: &Source,
    reading: Reading,
    certification: &Certification,
    (others, complete): (&[check::Companion], bool),
) -> Dossier {
    let subject = Subject::of(structured(reading.document));
    let others: Vec<&check::Companion> = others.iter().collect();
    let checked = check(certification, role, &subject, Beside { others: &others, complete });
    let beside = others.iter().flat_map(|one| author(&one.subject));
    let authors = author(&subject).chain(beside).collect();
    let mut dossier = Dossier {
        authors,
        path: shown_path(&source.path),
        format: Some(reading.format),
        digest: Some(source.digest()),
        ..judged(subject, Some(certification), checked)
    };
    dossier.reconsider();
    dossier
}

/// Reads and structures a source, without judging it.
///
/// # Errors
/// Where there is nothing to judge.
pub fn prepare(source: &Source, limits: &Limits) -> Result<Subject, Unreadable> {
    Ok(Subject::of(structured(read(source, limits)?.document)))
}

/// The structure of what was read, as every command sees it.
pub fn structured(document: Document) -> Structure {
    let partial = document.pages.marks_are_partial();
    let mut structure = Structure::of(without_guessed_pages(document));
    if partial {
        structure.forget_pages();
    }
    structure
}

/// The document without page numbers that only count explicit breaks: nobody can find such a page.
fn without_guessed_pages(mut document: Document) -> Document {
    let known = document.pages.exact.is_some() || document.pages.by_rendered_breaks.is_some();
    if !known {
        for block in &mut document.blocks {
            block.place.page = None;
        }
    }
    document
}

/// Judges a document that a reader gave earlier, by what is asked of the main document; it has neither path nor digest.
pub fn judge_document(document: Document, certification: &Certification) -> Dossier {
    let subject = Subject::of(structured(document));
    let checked = check(certification, certification.main_document(), &subject, Beside::default());
    judged(subject, Some(certification), checked)
}

fn author(subject: &Subject) -> impl Iterator<Item = String> + use<> {
    subject.structure.document.properties.author.clone().into_iter()
}

/// The result for a document with its answers. Path, format and digest are left to whoever read it.
fn judged(subject: Subject, certification: Option<&Certification>, checked: Checked) -> Dossier {
    let quotes = certification.iter().flat_map(|rules| &rules.requirements).map(|one| one.quote.as_str());
    let facts = crate::facts::of(&subject, quotes);
    let notices = checked.notices.into_iter();
    Dossier {
        path: String::new(),
        candidate: None,
        format: None,
        digest: None,
        certification: certification.map(summary).unwrap_or_default(),
        verdict: Verdict::of(&checked.findings),
        unreadable: None,
        zones: zones(&subject),
        outline: outline(&subject, &checked.serves),
        outline_trust: subject.structure.outline,
        authors: author(&subject).collect(),
        documents: Vec::new(),
        findings: checked.findings,
        unanswered: Vec::new(),
        notices: notices.chain(subject.structure.document.notices).chain(facts).collect(),
        measured: Some(subject.measured),
    }
}

/// The result for a file that could not be read: where the certification asks that it be protected, what its being so
/// says; else nothing.
fn unread(path: &Path, digest: Option<String>, reason: Unreadable, certification: &Certification) -> Dossier {
    let protected = matches!(reason, Unreadable::Password | Unreadable::Sealed)
        .then(|| of_protected(certification))
        .flatten();
    let without = Dossier { certification: summary(certification), ..unreadable(path, digest, reason) };
    match protected {
        None => without,
        Some(checked) => Dossier {
            verdict: Verdict::of(&checked.findings),
            unreadable: None,
            findings: checked.findings,
            ..without
        },
    }
}

/// The result for a file that gave nothing to judge.
pub fn unreadable(path: &Path, digest: Option<String>, reason: Unreadable) -> Dossier {
    Dossier {
        path: shown_path(path),
        candidate: None,
        format: None,
        digest,
        certification: CertificationSummary::default(),
        verdict: Verdict::Illisible,
        unreadable: Some(reason),
        measured: None,
        zones: Vec::new(),
        outline: Vec::new(),
        outline_trust: crate::structure::OutlineTrust::default(),
        authors: Vec::new(),
        documents: Vec::new(),
        findings: Vec::new(),
        unanswered: Vec::new(),
        notices: Vec::new(),
    }
}

/// What a report says of the rule file in force.
pub fn summary(certification: &Certification) -> CertificationSummary {
    let main = certification.main_document();
    CertificationSummary {
        id: certification.id.clone(),
        title: certification.title.clone(),
        digest: certification.digest.clone(),
        source: certification.source.name.clone(),
        length: certification
            .requirements
            .iter()
            .find(|one| asks_length(one, main))
            .map(|one| one.id.clone()),
    }
}

/// True for what asks for the length of all of the document of role `main` but its annexes.
fn asks_length(requirement: &Requirement, main: &str) -> bool {
    matches!(&requirement.asks, Asks::Length(asks) if asks.of == Extent::Body)
        && (requirement.document.is_empty() || requirement.document == main)
}

/// A path as reports print it, with `/` everywhere.
fn shown_path(path: &Path) -> String {
    crate::source::shown(path)
}

fn zones(subject: &Subject) -> Vec<ZoneSummary> {
    let summary = |zone: &crate::structure::Zone| ZoneSummary {
        kind: zone.kind,
        heading: zone.heading.clone(),
        first_page: zone.first_page,
        last_page: zone.last_page,
        line: zone.line,
        count: subject.count(zone.blocks.clone()),
    };
    subject.structure.zones.iter().map(summary).collect()
}

fn outline(subject: &Subject, serves: &[Vec<String>]) -> Vec<OutlineEntry> {
    let files = &subject.structure.document.files;
    let entry = |(section, serves): (&crate::structure::Section, &Vec<String>)| {
        let place = subject.block(section.block).map(|block| block.place).unwrap_or_default();
        OutlineEntry {
            heading: section.heading.clone(),
            level: section.level,
            known_by: section.known_by,
            confidence: section.confidence,
            page: place.page,
            line: place.line,
            file: files.get(usize::from(place.file)).cloned(),
            zone: section.zone,
            count: subject.count(section.blocks.clone()),
            serves: serves.clone(),
        }
    };
    subject.structure.sections.iter().zip(serves).map(entry).collect()
}
