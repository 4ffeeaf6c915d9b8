//! A report that holds one text wherever a dossier, its file name or a rule can bring one in.

use conforme::document::{KnownBy, Notice, NoticeKind};
use conforme::dossier::{CertificationSummary, Dossier, OutlineEntry, Report, ZoneSummary};
use conforme::finding::{
    Evidence, Finding, Named, Severity, Status, Unanswered, Verdict, Waiver, Where, WhyUnanswered,
};
use conforme::message::Message;
use conforme::read::Unreadable;
use conforme::structure::{OutlineTrust, ZoneKind};

/// A report that is full of `text`.
pub(crate) fn report(text: &str) -> Report {
    let notices = vec![Notice { kind: NoticeKind::Waiver, message: Message::same(text), page: None }];
    Report { notices, ..Report::of(dossiers(text)) }
}

/// Its dossiers.
pub(crate) fn dossiers(text: &str) -> Vec<Dossier> {
    let own = || text.to_owned();
    let findings = vec![
        finding(text, Status::NotMet, Severity::Error),
        finding(text, Status::NotMet, Severity::Warning),
        finding(text, Status::NotMet, Severity::Info),
        finding(text, Status::NotJudged, Severity::Error),
        Finding { waiver: Some(waiver(text)), ..finding(text, Status::NotMet, Severity::Error) },
        finding(text, Status::Met, Severity::Error),
    ];
    let read = Dossier {
        path: own(),
        candidate: Some(own()),
        format: None,
        certification: certification(text),
        digest: Some(own()),
        verdict: Verdict::of(&findings),
        unreadable: None,
        measured: super::not_in_order().measured,
        zones: vec![ZoneSummary {
            kind: ZoneKind::Body,
            heading: Some(own()),
            first_page: Some(1),
            last_page: Some(2),
            line: None,
            count: Default::default(),
        }],
        outline: vec![entry(text)],
        outline_trust: OutlineTrust::Presumed,
        authors: Vec::new(),
        documents: vec![],
        findings,
        unanswered: vec![Unanswered {
            after: 1,
            why: WhyUnanswered::NotHandedIn,
            finding: finding(text, Status::NotJudged, Severity::Error),
        }],
        notices: vec![Notice { kind: NoticeKind::Integrity, message: Message::same(text), page: None }],
    };
    let unread = Dossier {
        unreadable: Some(Unreadable::Damaged(own())),
        verdict: Verdict::Illisible,
        measured: None,
        findings: vec![],
        unanswered: vec![],
        outline: vec![],
        zones: vec![],
        ..read.clone()
    };
    vec![read, unread]
}

fn certification(text: &str) -> CertificationSummary {
    let own = || text.to_owned();
    CertificationSummary { id: own(), title: own(), digest: own(), source: own(), length: None }
}

fn finding(text: &str, status: Status, severity: Severity) -> Finding {
    let said = || Message::same(text);
    Finding {
        requirement: text.to_owned(),
        document: String::new(),
        title: said(),
        status,
        severity,
        confidence: 0.9,
        found: said(),
        expected: said(),
        message: said(),
        help: said(),
        place: place(text),
        characters: None,
        words: None,
        language: Some(text.to_owned()),
        quote: text.to_owned(),
        reference: text.to_owned(),
        passages: vec![place(text)],
        competencies: vec![Evidence {
            id: text.to_owned(),
            name: text.to_owned(),
            activity: text.to_owned(),
            required: true,
            listed: Named::Exactly,
            listed_at: Some(place(text)),
            shown_at: vec![place(text)],
        }],
        waiver: None,
        waits: false,
        waits_for: Message::default(),
        overlay: None,
        in_force_from: None,
    }
}

fn place(text: &str) -> Where {
    Where {
        heading: Some(text.to_owned()),
        path: vec![text.to_owned(), text.to_owned()],
        page: Some(3),
        line: None,
        file: Some(text.to_owned()),
        excerpt: Some(text.to_owned()),
    }
}

fn waiver(text: &str) -> Waiver {
    Waiver {
        reason: text.to_owned(),
        granted_by: text.to_owned(),
        granted_on: Some(text.to_owned()),
        expires_on: Some(text.to_owned()),
    }
}

fn entry(text: &str) -> OutlineEntry {
    OutlineEntry {
        heading: text.to_owned(),
        level: 1,
        known_by: KnownBy::Look,
        confidence: 0.5,
        page: None,
        line: None,
        file: Some(text.to_owned()),
        zone: ZoneKind::Body,
        count: Default::default(),
        serves: vec![text.to_owned()],
    }
}
