//! From a report as it was written back to results, so that other formats can be made of it. Its messages are in the
//! language of the report alone, and stand for both.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

use super::{
    Certification, Count, Dossier, Evidence, HandedIn, LedgerLine, Notice, OutlineEntry, PageMeasure,
    Passage, Requirement, Zone,
};
use crate::finding::{self, Finding, Unanswered, Where};
use crate::measure::{self, Measured};
use crate::message::Message;
use crate::{document, dossier, read};

/// What a stable name stands for.
fn known<'a, T: Deserialize<'a>>(id: &'a str) -> Result<T, Error> {
    let id: StrDeserializer<'a, Error> = id.into_deserializer();
    T::deserialize(id)
}

fn said(text: &str) -> Message {
    Message::same(text)
}

pub(super) fn dossier(one: &Dossier, certifications: &[Certification]) -> Result<dossier::Dossier, Error> {
    let (findings, unanswered) = findings(&one.requirements)?;
    let id = one.certification.as_deref().unwrap_or_default();
    let certification = certifications.iter().find(|rules| rules.id == id).map(|rules| {
        let Certification { id, title, digest, source, length } = rules.clone();
        dossier::CertificationSummary { id, title, digest, source, length }
    });
    Ok(dossier::Dossier {
        path: one.path.clone(),
        candidate: one.candidate.clone(),
        format: one.format.as_deref().map(known).transpose()?,
        digest: one.digest.clone(),
        certification: certification.unwrap_or_default(),
        verdict: known(&one.verdict)?,
        unreadable: one.unreadable.as_ref().map(|why| read::Unreadable::Told {
            id: why.kind.clone(),
            message: why.message.clone(),
            help: why.help.clone(),
        }),
        measured: measured(one)?,
        zones: one.zones.iter().map(zone).collect::<Result<_, _>>()?,
        outline: one.outline.iter().map(outline_entry).collect::<Result<_, _>>()?,
        outline_trust: known(&one.outline_trust)?,
        documents: one.documents.iter().map(handed_in).collect::<Result<_, _>>()?,
        findings,
        unanswered,
        notices: one
            .notices
            .iter()
            .filter(|one| one.kind != Notice::UNREADABLE)
            .map(notice)
            .collect::<Result<_, _>>()?,
        authors: Vec::new(),
    })
}

fn measured(one: &Dossier) -> Result<Option<Measured>, Error> {
    let Some(extracted) = one.counts.extracted else { return Ok(None) };
    let count = |of: Option<Count>| {
        of.map(|Count { characters, words }| count(characters, words)).unwrap_or_default()
    };
    Ok(Some(Measured {
        extracted: count(Some(extracted)),
        body: count(one.counts.body),
        body_without_cover_and_contents: count(one.counts.body_without_cover_and_contents),
        annexes: count(one.counts.annexes),
        ledger: one.ledger.iter().map(ledger_line).collect::<Result<_, _>>()?,
        pages: pages(one.pages.total.as_ref())?,
        body_pages: pages(one.pages.body.as_ref())?,
        body_pages_without_cover_and_contents: pages(one.pages.body_without_cover_and_contents.as_ref())?,
        annex_pages: pages(one.pages.annexes.as_ref())?,
    }))
}

fn count(characters: usize, words: usize) -> measure::Count {
    measure::Count { characters, words }
}

fn pages(of: Option<&PageMeasure>) -> Result<Option<measure::PageMeasure>, Error> {
    let Some(PageMeasure { value, low, high, method }) = of else { return Ok(None) };
    Ok(Some(measure::PageMeasure { value: *value, low: *low, high: *high, method: known(method)? }))
}

fn ledger_line(line: &LedgerLine) -> Result<measure::LedgerLine, Error> {
    Ok(measure::LedgerLine {
        kind: known(&line.kind)?,
        counted: line.counted,
        count: count(line.characters, line.words),
        why: said(&line.why),
    })
}

fn zone(zone: &Zone) -> Result<dossier::ZoneSummary, Error> {
    Ok(dossier::ZoneSummary {
        kind: known(&zone.kind)?,
        heading: zone.heading.clone(),
        first_page: zone.first_page,
        last_page: zone.last_page,
        line: zone.line,
        count: count(zone.characters, zone.words),
    })
}

fn outline_entry(entry: &OutlineEntry) -> Result<dossier::OutlineEntry, Error> {
    Ok(dossier::OutlineEntry {
        heading: entry.heading.clone(),
        level: entry.level,
        known_by: known(&entry.known_by)?,
        confidence: entry.confidence,
        page: entry.page,
        line: entry.line,
        file: entry.file.clone(),
        zone: known(&entry.zone)?,
        count: count(entry.characters, entry.words),
        serves: entry.serves.clone(),
    })
}

fn handed_in(one: &HandedIn) -> Result<dossier::HandedIn, Error> {
    Ok(dossier::HandedIn {
        role: one.role.clone(),
        title: said(if one.title.is_empty() { &one.role } else { &one.title }),
        path: one.path.clone(),
        format: known(&one.format)?,
        digest: one.digest.clone(),
        recognised_by: one.recognised_by.clone(),
    })
}

/// The findings, and what was held against nothing.
fn findings(all: &[Requirement]) -> Result<(Vec<Finding>, Vec<Unanswered>), Error> {
    let (mut findings, mut unanswered) = (Vec::new(), Vec::new());
    for one in all {
        let finding = finding(one)?;
        match one.unanswered.as_deref().map(known).transpose()? {
            Some(why) => unanswered.push(Unanswered { after: findings.len(), why, finding }),
            None => findings.push(finding),
        }
    }
    Ok((findings, unanswered))
}

fn finding(one: &Requirement) -> Result<Finding, Error> {
    Ok(Finding {
        requirement: one.id.clone(),
        document: one.document.clone().unwrap_or_default(),
        title: said(&one.title),
        status: known(&one.status)?,
        severity: known(&one.severity)?,
        confidence: one.confidence,
        found: said(&one.found),
        expected: said(&one.expected),
        message: said(&one.message),
        help: said(&one.help),
        place: Where {
            heading: one.heading.clone(),
            path: one.path.clone(),
            page: one.page,
            line: one.line,
            file: one.file.clone(),
            excerpt: one.excerpt.clone(),
        },
        characters: one.characters,
        words: one.words,
        language: one.language.clone(),
        quote: one.quote.clone(),
        reference: one.reference.clone(),
        passages: one.passages.iter().map(place).collect(),
        competencies: one.evidence.iter().map(evidence).collect::<Result<_, _>>()?,
        waiver: one.waiver.as_ref().map(|waiver| finding::Waiver {
            reason: waiver.reason.clone(),
            granted_by: waiver.granted_by.clone(),
            granted_on: waiver.granted_on.clone(),
            expires_on: waiver.expires_on.clone(),
        }),
        overlay: one.overlay.clone(),
        waits: one.waits,
        waits_for: said(&one.waits_for),
        in_force_from: one.in_force_from.clone(),
    })
}

fn place(one: &Passage) -> Where {
    let Passage { heading, path, page, line, file, excerpt } = one.clone();
    Where { heading, path, page, line, file, excerpt }
}

fn evidence(one: &Evidence) -> Result<finding::Evidence, Error> {
    Ok(finding::Evidence {
        id: one.id.clone(),
        name: one.name.clone(),
        activity: one.activity.clone(),
        required: one.required,
        listed: known(&one.listed)?,
        listed_at: one.listed_at.as_ref().map(place),
        shown_at: one.shown_at.iter().map(place).collect(),
    })
}

pub(super) fn notice(one: &Notice) -> Result<document::Notice, Error> {
    Ok(document::Notice { kind: known(&one.kind)?, message: said(&one.message), page: one.page })
}
