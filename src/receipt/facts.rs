//! The receipt on what was received and what came out.

use super::{
    Answer, Counts, Due, File, Pages, Points, Receipt, Rules, SCHEMA, Session, Text, Tool, Unexamined,
};
use crate::calendar::Date;
use crate::dossier::{CertificationSummary, Dossier};
use crate::finding::{Finding, Severity, Status, Verdict};
use crate::measure::{Measured, PROFILE, PageMeasure};
use crate::message::Message;

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
        waiver: finding.waiver.clone().filter(|_| finding.is_waived()).map(Into::into),
        waits: finding.waits && finding.status == Status::NotJudged,
        waits_for: Some(finding.waits_for.clone().into()).filter(|part: &Text| !part.fr.is_empty()),
    }
}

/// Why nothing could be read, where nothing could.
fn remarks(dossier: Option<&Dossier>) -> Vec<Message> {
    let why = dossier.and_then(|dossier| dossier.unreadable.as_ref());
    why.map(|why| vec![why.message(), why.help()]).unwrap_or_default()
}
