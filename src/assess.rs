//! The whole way of one dossier: read, structure, measure, check. What every command and every worker runs.

use std::path::Path;

use crate::certification::Certification;
use crate::check::{Subject, check};
use crate::document::{Document, KnownBy};
use crate::dossier::{CertificationSummary, Dossier, OutlineEntry, ZoneSummary};
use crate::finding::Verdict;
use crate::message::Message;
use crate::read::{Limits, Reading, Unreadable, read};
use crate::say;
use crate::source::Source;
use crate::structure::Structure;

/// Reads and judges one source against `certification`. `apart` are documents handed in beside it, already prepared.
pub fn assess(source: &Source, certification: &Certification, apart: &[Subject], limits: &Limits) -> Dossier {
    match read(source, limits) {
        Ok(reading) => judge(source, reading, certification, apart),
        Err(reason) => unreadable(&source.path, Some(source.digest()), reason),
    }
}

/// Reads and structures a source, without judging it.
///
/// # Errors
/// Where there is nothing to judge.
pub fn prepare(source: &Source, limits: &Limits) -> Result<Subject, Unreadable> {
    Ok(Subject::of(Structure::of(without_guessed_pages(read(source, limits)?.document))))
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

/// Judges what was read.
pub fn judge(source: &Source, reading: Reading, certification: &Certification, apart: &[Subject]) -> Dossier {
    let subject = Subject::of(Structure::of(without_guessed_pages(reading.document)));
    let checked = check(certification, &subject, apart);
    Dossier {
        path: shown_path(&source.path),
        format: Some(reading.format),
        digest: Some(source.digest()),
        verdict: Verdict::of(&checked.findings),
        unreadable: None,
        zones: zones(&subject),
        outline: outline(&subject, &checked.serves),
        outline_trust: subject.structure.outline,
        findings: checked.findings,
        notices: subject.structure.document.notices,
        measured: Some(subject.measured),
    }
}

/// Runs the examples of a certification: what is answered otherwise than expected.
pub fn misfits(certification: &Certification) -> Vec<Message> {
    let mut out = Vec::new();
    for example in &certification.examples {
        let source = Source { path: "exemple.md".into(), bytes: example.text.as_bytes().to_vec() };
        let dossier = assess(&source, certification, &[], &Limits::default());
        for (id, expected) in &example.expect {
            let found = dossier.findings.iter().find(|finding| finding.requirement == *id);
            let found = found.map_or("-", |finding| finding.status.id());
            if found != expected.id() {
                let (name, expected) = (&example.name, expected.id());
                out.push(say!(
                    "« {name} », {id} : {found}, attendu {expected}",
                    "“{name}”, {id}: {found}, expected {expected}"
                ));
            }
        }
    }
    out
}

/// The result for a file that gave nothing to judge.
pub fn unreadable(path: &Path, digest: Option<String>, reason: Unreadable) -> Dossier {
    Dossier {
        path: shown_path(path),
        format: None,
        digest,
        verdict: Verdict::Illisible,
        unreadable: Some(reason),
        measured: None,
        zones: Vec::new(),
        outline: Vec::new(),
        outline_trust: crate::structure::OutlineTrust::default(),
        findings: Vec::new(),
        notices: Vec::new(),
    }
}

/// What a report says of the rule file in force.
pub fn summary(certification: &Certification) -> CertificationSummary {
    CertificationSummary {
        id: certification.id.clone(),
        title: certification.title.clone(),
        digest: certification.digest.clone(),
        source: certification.source.name.clone(),
    }
}

/// A path as reports print it, with `/` everywhere.
fn shown_path(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
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
            known_by: known_by(section.known_by),
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

fn known_by(known_by: KnownBy) -> &'static str {
    match known_by {
        KnownBy::Markup => "markup",
        KnownBy::Style => "style",
        KnownBy::OutlineLevel => "outline-level",
        KnownBy::Tag => "tag",
        KnownBy::Bookmark => "bookmark",
        KnownBy::Contents => "contents",
        KnownBy::Look => "look",
    }
}
