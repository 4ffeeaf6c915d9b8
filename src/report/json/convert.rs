//! From the results to the types of the JSON contract.

use super::{
    Certification, Change, Changes, Count, Counts, Dossier, Evidence, HandedIn, LedgerLine, Notice,
    OutlineEntry, PageMeasure, Pages, Passage, Report, Requirement, SCHEMA_VERSION, Summary, Tool,
    Unreadable, Waiver, Zone,
};
use crate::finding::{self, Finding, Verdict, Where};
use crate::measure::{self, Measured, PROFILE};
use crate::message::Lang;
use crate::{document, dossier, read};

impl Report {
    /// The report as the contract has it, its messages in `lang`.
    ///
    /// # Errors
    /// Where a dossier cannot be read back.
    pub fn new(report: &dossier::Report, lang: Lang) -> Result<Self, dossier::Lost> {
        let dossiers = report.dossiers.iter().map(|one| Ok(dossier(&*one?, lang)));
        Ok(Self::with(report, dossiers.collect::<Result<_, dossier::Lost>>()?, lang))
    }
}

impl<L> Report<L> {
    /// The same with `dossiers` for its list.
    pub(super) fn with(report: &dossier::Report, dossiers: L, lang: Lang) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            tool: Tool { name: "conforme".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
            counting_profile: PROFILE.to_owned(),
            language: match lang {
                Lang::Fr => "fr".to_owned(),
                Lang::En => "en".to_owned(),
            },
            certification: certification(&report.certification),
            certifications: report.certifications().into_iter().filter_map(certification).collect(),
            dossiers,
            summary: Summary::of(report.dossiers.briefs().map(|one| one.verdict)),
            notices: report.notices.iter().map(|one| notice(one, lang)).collect(),
            shard: report.shard.map(|shard| shard.to_string()),
            changes: report.changes.as_ref().map(|one| changes(one, lang)),
        }
    }
}

impl Summary {
    /// Counts verdicts.
    pub fn of(verdicts: impl Iterator<Item = Verdict>) -> Self {
        let mut summary = Self::default();
        for verdict in verdicts {
            *match verdict {
                Verdict::Conforme => &mut summary.conforme,
                Verdict::NonConforme => &mut summary.non_conforme,
                Verdict::AVerifier => &mut summary.a_verifier,
                Verdict::Illisible => &mut summary.illisible,
            } += 1;
        }
        summary
    }
}

fn changes(changes: &dossier::Changes, lang: Lang) -> Changes {
    let points = |list: &[dossier::Change]| -> Vec<Change> {
        let point = |one: &dossier::Change| Change {
            path: one.path.clone(),
            requirement: one.requirement.clone(),
            title: one.title.get(lang).to_owned(),
            status: one.status.map(|status| status.id().to_owned()),
        };
        list.iter().map(point).collect()
    };
    Changes {
        new: points(&changes.new),
        fixed: points(&changes.fixed),
        waived: points(&changes.waived),
        dropped: points(&changes.dropped),
        unchanged: points(&changes.unchanged),
        waiting: points(&changes.waiting),
        added: changes.added.clone(),
        removed: changes.removed.clone(),
    }
}

fn certification(summary: &dossier::CertificationSummary) -> Option<Certification> {
    (!summary.id.is_empty()).then(|| Certification {
        id: summary.id.clone(),
        title: summary.title.clone(),
        digest: summary.digest.clone(),
        source: summary.source.clone(),
        length: summary.length.clone(),
    })
}

pub(super) fn dossier(one: &dossier::Dossier, lang: Lang) -> Dossier {
    let measured = one.measured.as_ref();
    Dossier {
        path: one.path.clone(),
        candidate: one.candidate.clone(),
        format: one.format.map(|format| format.id().to_owned()),
        digest: one.digest.clone(),
        certification: Some(one.certification.id.clone()).filter(|id| !id.is_empty()),
        verdict: one.verdict.id().to_owned(),
        unreadable: one.unreadable.as_ref().map(|why| unreadable(why, lang)),
        pages: measured.map(pages).unwrap_or_default(),
        counts: measured.map(counts).unwrap_or_default(),
        ledger: measured.map(|m| ledger(m, lang)).unwrap_or_default(),
        zones: one.zones.iter().map(zone).collect(),
        outline_trust: one.outline_trust.id().to_owned(),
        outline: one.outline.iter().map(outline_entry).collect(),
        documents: one.documents.iter().map(|one| handed_in(one, lang)).collect(),
        requirements: requirements(one, lang),
        notices: notices(one, lang),
    }
}

/// The remarks on a dossier; why it could not be read is the first of them.
fn notices(one: &dossier::Dossier, lang: Lang) -> Vec<Notice> {
    let why = one.unreadable.as_ref().map(|why| Notice {
        kind: Notice::UNREADABLE.to_owned(),
        message: why.message().get(lang).to_owned(),
        page: None,
    });
    why.into_iter().chain(one.notices.iter().map(|one| notice(one, lang))).collect()
}

fn handed_in(one: &dossier::HandedIn, lang: Lang) -> HandedIn {
    HandedIn {
        role: one.role.clone(),
        title: one.title.get(lang).to_owned(),
        path: one.path.clone(),
        format: one.format.id().to_owned(),
        digest: one.digest.clone(),
        recognised_by: one.recognised_by.clone(),
    }
}

fn unreadable(why: &read::Unreadable, lang: Lang) -> Unreadable {
    Unreadable {
        kind: why.id().to_owned(),
        message: why.message().get(lang).to_owned(),
        help: why.help().get(lang).to_owned(),
    }
}

fn pages(measured: &Measured) -> Pages {
    let page = |measure: &Option<measure::PageMeasure>| measure.as_ref().map(PageMeasure::new);
    Pages {
        total: page(&measured.pages),
        body: page(&measured.body_pages),
        body_without_cover_and_contents: page(&measured.body_pages_without_cover_and_contents),
        annexes: page(&measured.annex_pages),
    }
}

fn counts(measured: &Measured) -> Counts {
    Counts {
        extracted: Some(count(measured.extracted)),
        body: Some(count(measured.body)),
        body_without_cover_and_contents: Some(count(measured.body_without_cover_and_contents)),
        annexes: Some(count(measured.annexes)),
    }
}

fn count(count: measure::Count) -> Count {
    Count { characters: count.characters, words: count.words }
}

fn ledger(measured: &Measured, lang: Lang) -> Vec<LedgerLine> {
    let line = |line: &measure::LedgerLine| LedgerLine {
        kind: line.kind.id().to_owned(),
        counted: line.counted,
        characters: line.count.characters,
        words: line.count.words,
        why: line.why.get(lang).to_owned(),
    };
    measured.ledger.iter().map(line).collect()
}

fn zone(zone: &dossier::ZoneSummary) -> Zone {
    Zone {
        kind: zone.kind.id().to_owned(),
        heading: zone.heading.clone(),
        first_page: zone.first_page,
        last_page: zone.last_page,
        line: zone.line,
        characters: zone.count.characters,
        words: zone.count.words,
    }
}

fn outline_entry(entry: &dossier::OutlineEntry) -> OutlineEntry {
    OutlineEntry {
        heading: entry.heading.clone(),
        level: entry.level,
        known_by: entry.known_by.id().to_owned(),
        confidence: entry.confidence,
        page: entry.page,
        line: entry.line,
        file: entry.file.clone(),
        zone: entry.zone.id().to_owned(),
        characters: entry.count.characters,
        words: entry.count.words,
        serves: entry.serves.clone(),
    }
}

/// Every requirement, in the order of the certification.
fn requirements(one: &dossier::Dossier, lang: Lang) -> Vec<Requirement> {
    let mut all = Vec::with_capacity(one.findings.len() + one.unanswered.len());
    let mut unanswered = one.unanswered.iter().peekable();
    for at in 0..=one.findings.len() {
        while let Some(next) = unanswered.next_if(|next| next.after <= at) {
            let why = Some(next.why.id().to_owned());
            all.push(Requirement { unanswered: why, ..requirement(&next.finding, lang) });
        }
        all.extend(one.findings.get(at).map(|finding| requirement(finding, lang)));
    }
    all
}

fn requirement(finding: &Finding, lang: Lang) -> Requirement {
    let place = &finding.place;
    let said = |message: &crate::message::Message| message.get(lang).to_owned();
    Requirement {
        id: finding.requirement.clone(),
        document: Some(finding.document.clone()).filter(|role| !role.is_empty()),
        title: said(&finding.title),
        status: finding.status.id().to_owned(),
        severity: finding.severity.id().to_owned(),
        confidence: finding.confidence,
        heading: place.heading.clone(),
        page: place.page,
        line: place.line,
        file: place.file.clone(),
        path: place.path.clone(),
        excerpt: place.excerpt.clone(),
        characters: finding.characters,
        words: finding.words,
        language: finding.language.clone(),
        found: said(&finding.found),
        expected: said(&finding.expected),
        message: said(&finding.message),
        help: said(&finding.help),
        quote: finding.quote.clone(),
        reference: finding.reference.clone(),
        passages: finding.passages.iter().map(Passage::new).collect(),
        evidence: finding.competencies.iter().map(evidence).collect(),
        waiver: finding.waiver.as_ref().map(waiver),
        overlay: finding.overlay.clone(),
        waits: finding.waits,
        waits_for: said(&finding.waits_for),
        in_force_from: finding.in_force_from.clone(),
        unanswered: None,
    }
}

fn waiver(waiver: &finding::Waiver) -> Waiver {
    Waiver {
        reason: waiver.reason.clone(),
        granted_by: waiver.granted_by.clone(),
        granted_on: waiver.granted_on.clone(),
        expires_on: waiver.expires_on.clone(),
    }
}

impl PageMeasure {
    /// A number of pages as the contract has it.
    pub fn new(of: &measure::PageMeasure) -> Self {
        Self { value: of.value, low: of.low, high: of.high, method: of.method.id().to_owned() }
    }
}

impl Passage {
    /// A place as the contract has it.
    pub fn new(place: &Where) -> Self {
        Self {
            heading: place.heading.clone(),
            path: place.path.clone(),
            page: place.page,
            line: place.line,
            file: place.file.clone(),
            excerpt: place.excerpt.clone(),
        }
    }
}

fn evidence(one: &finding::Evidence) -> Evidence {
    Evidence {
        id: one.id.clone(),
        name: one.name.clone(),
        activity: one.activity.clone(),
        required: one.required,
        listed: one.listed.id().to_owned(),
        listed_at: one.listed_at.as_ref().map(Passage::new),
        shown_at: one.shown_at.iter().map(Passage::new).collect(),
    }
}

fn notice(notice: &document::Notice, lang: Lang) -> Notice {
    Notice {
        kind: notice.kind.id().to_owned(),
        message: notice.message.get(lang).to_owned(),
        page: notice.page,
    }
}
