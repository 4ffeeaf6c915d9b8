//! SARIF 2.1.0, for code scanning and editors.
//!
//! Every result has a physical location with a relative address, because code scanning refuses a file otherwise;
//! where the format has no lines it is line 1, and the heading and the page say where. Fingerprints hold no line and
//! no page, so that a finding stays the same one when text is added above it.

mod model;
mod rules;

use std::collections::{BTreeMap, HashMap};
use std::io;

use serde_json::{Value, json};

use self::model::{
    Artifact, ArtifactLocation, Bag, Descriptor, Driver, Invocation, Location, Log, LogicalLocation,
    Notification, PhysicalLocation, Region, Run, Suppression, Text, Tool,
};
use super::escape::{sarif_text, uri};
use super::ids::Ids;
use super::{Options, RenderError, fingerprint, json, words};
use crate::document::Notice;
use crate::dossier::{CertificationSummary, Dossier, Report};
use crate::finding::{Finding, Severity, Status, Waiver, Where};
use crate::measure::PROFILE;
use crate::message::Lang;
use crate::read::{Format, Unreadable};

/// The rule that a file which cannot be read breaks.
const UNREADABLE: &str = "illisible";

/// Where each rule stands among all.
type Places<'a> = HashMap<&'a str, usize>;

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> Result<(), RenderError> {
    let ids = Ids::of(report);
    let rules = rules::rules(report, ids, options.lang)?;
    let known: Places = rules.iter().enumerate().map(|(index, rule)| (rule.id.as_str(), index)).collect();
    let known = &known;
    let of_dossiers = || {
        json::each(&report.dossiers, move |index, dossier| {
            let at = Artefact::of(index, dossier, options);
            dossier.notices.iter().map(|notice| at.notification(notice, options.lang)).collect()
        })
    };
    let notifications = json::Streamed(|| {
        of_dossiers().chain(report.notices.iter().map(|one| Ok(of_run(one, options.lang))))
    });
    let artifacts =
        json::Streamed(|| json::each(&report.dossiers, move |_, dossier| vec![artifact(dossier, options)]));
    let results = json::Streamed(|| {
        json::each(&report.dossiers, move |index, dossier| {
            results(&Artefact::of(index, dossier, options), ids, known, options)
        })
    });
    let language = words::pick(options.lang, "fr", "en");
    let run = Run {
        tool: Tool {
            driver: Driver {
                name: "conforme",
                version: env!("CARGO_PKG_VERSION"),
                semantic_version: env!("CARGO_PKG_VERSION"),
                language,
                rules: &rules,
            },
        },
        language,
        column_kind: "unicodeCodePoints",
        invocations: [Invocation { execution_successful: true, tool_execution_notifications: notifications }],
        artifacts,
        results,
        properties: run_properties(report),
    };
    let schema = "https://json.schemastore.org/sarif-2.1.0.json";
    json::write_escaped(&Log { schema, version: "2.1.0", runs: [run] }, out)
}

/// What came of one dossier.
fn results(at: &Artefact, ids: Ids, rules: &Places<'_>, options: &Options) -> Vec<model::Finding> {
    let unreadable = at.dossier.unreadable.as_ref().map(|why| at.unreadable(why, rules, options.lang));
    let shown = at.dossier.findings.iter().filter(|one| !options.problems_only || is_problem(one));
    let shown = shown.map(|finding| at.result(finding, ids, rules, options.lang));
    unreadable.into_iter().chain(shown).collect()
}

/// What there is to tell of the run as a whole.
fn of_run(notice: &Notice, lang: Lang) -> Notification {
    Notification {
        descriptor: Descriptor { id: notice.kind.id() },
        level: "note",
        message: plain(notice.message.get(lang)),
        locations: Vec::new(),
    }
}

/// True for what somebody still has to look at.
fn is_problem(finding: &Finding) -> bool {
    finding.status != Status::Met && !finding.is_waived()
}

fn run_properties(report: &Report) -> Bag {
    let told = |rules: &CertificationSummary| json!({ "id": rules.id, "title": rules.title, "digest": rules.digest });
    let all: Vec<_> = report.certifications().into_iter().map(told).collect();
    BTreeMap::from([
        ("countingProfile", json!(PROFILE)),
        ("certification", told(&report.certification)),
        ("certifications", json!(all)),
    ])
}

/// `text`, or `other` where it is empty.
fn some<'a>(text: &'a str, other: &'a str) -> &'a str {
    if text.is_empty() { other } else { text }
}

fn plain(text: &str) -> Text {
    Text { text: sarif_text(text), markdown: None }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// The kind of the answer; a fault alone has a level.
fn kind(finding: &Finding) -> (&'static str, &'static str) {
    match finding.status {
        Status::Met => ("pass", "none"),
        Status::NotMet => ("fail", level(finding.severity)),
        Status::NotJudged if finding.passages.is_empty() => ("open", "none"),
        Status::NotJudged => ("review", "none"),
    }
}

fn artifact(dossier: &Dossier, options: &Options) -> Artifact {
    let digest = dossier.digest.as_deref().and_then(|digest| digest.strip_prefix("sha256:"));
    Artifact {
        location: ArtifactLocation { uri: uri(&dossier.path, options.base.as_deref()), index: None },
        mime_type: dossier.format.map(mime_type),
        roles: ["analysisTarget"],
        hashes: digest.map(|digest| ("sha-256", digest.to_owned())).into_iter().collect(),
        properties: BTreeMap::from([("verdict", json!(dossier.verdict.id()))]),
    }
}

fn mime_type(format: Format) -> &'static str {
    match format {
        Format::Pdf => "application/pdf",
        Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Format::Odt => "application/vnd.oasis.opendocument.text",
        Format::Markdown => "text/markdown",
        Format::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        Format::Odp => "application/vnd.oasis.opendocument.presentation",
    }
}

/// The file that results are about.
struct Artefact<'a> {
    index: usize,
    uri: String,
    dossier: &'a Dossier,
}

impl<'a> Artefact<'a> {
    fn of(index: usize, dossier: &'a Dossier, options: &Options) -> Self {
        Self { index, uri: uri(&dossier.path, options.base.as_deref()), dossier }
    }

    fn result(&self, finding: &Finding, ids: Ids, rules: &Places<'_>, lang: Lang) -> model::Finding {
        let (kind, level) = kind(finding);
        let id = ids.id(self.dossier, &finding.requirement);
        model::Finding {
            rule_index: index_of(rules, &id),
            rule_id: id.into_owned(),
            kind,
            level,
            message: plain(some(&words::titled(lang, finding), &finding.requirement)),
            locations: [self.location(&finding.place, lang)],
            related_locations: finding.passages.iter().map(|place| self.passage(place, lang)).collect(),
            partial_fingerprints: fingerprints(fingerprint::of_finding(&self.uri, self.dossier, finding)),
            suppressions: finding.waiver.iter().map(suppression).collect(),
            properties: properties(finding, lang),
        }
    }

    fn unreadable(&self, why: &Unreadable, rules: &Places<'_>, lang: Lang) -> model::Finding {
        let text = format!("{} {}", why.message().get(lang), why.help().get(lang));
        model::Finding {
            rule_id: UNREADABLE.to_owned(),
            rule_index: index_of(rules, UNREADABLE),
            kind: "fail",
            level: "error",
            message: plain(&text),
            locations: [self.location(&Where::default(), lang)],
            related_locations: Vec::new(),
            partial_fingerprints: fingerprints(fingerprint::of([self.uri.as_str(), UNREADABLE])),
            suppressions: Vec::new(),
            properties: BTreeMap::from([("reason", json!(why.id()))]),
        }
    }

    fn notification(&self, notice: &Notice, lang: Lang) -> Notification {
        Notification {
            descriptor: Descriptor { id: notice.kind.id() },
            level: "note",
            message: plain(notice.message.get(lang)),
            locations: vec![self.location(&Where { page: notice.page, ..Where::default() }, lang)],
        }
    }

    fn location(&self, place: &Where, lang: Lang) -> Location {
        let page = place.page.map(|page| ("page", json!(page)));
        let file = place.file.as_ref().map(|file| ("file", json!(file)));
        Location {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri: self.uri.clone(), index: Some(self.index) },
                region: Region { start_line: place.line.unwrap_or(1).max(1) },
            },
            logical_locations: logical(place).into_iter().collect(),
            message: Some(words::place(lang, place)).filter(|text| !text.is_empty()).map(|text| plain(&text)),
            properties: page.into_iter().chain(file).collect(),
        }
    }

    fn passage(&self, place: &Where, lang: Lang) -> Location {
        let mut location = self.location(place, lang);
        location.properties.extend(place.excerpt.as_ref().map(|excerpt| ("excerpt", json!(excerpt))));
        location
    }
}

fn index_of(rules: &Places<'_>, id: &str) -> usize {
    rules.get(id).copied().unwrap_or_default()
}

/// The heading, with the titles above it.
fn logical(place: &Where) -> Option<LogicalLocation> {
    let heading = place.heading.as_ref().or(place.path.last())?;
    let name = if place.path.is_empty() { heading.clone() } else { place.path.join(" › ") };
    Some(LogicalLocation { name: heading.clone(), fully_qualified_name: name, kind: "section" })
}

/// What makes a finding the same one from run to run. Code scanning on GitHub only looks at `primaryLocationLineHash`.
fn fingerprints(hash: String) -> BTreeMap<&'static str, String> {
    BTreeMap::from([("primaryLocationLineHash", format!("{hash}:1")), ("conformeRequirement/v1", hash)])
}

fn suppression(waiver: &Waiver) -> Suppression {
    let dates = [("grantedOn", &waiver.granted_on), ("expiresOn", &waiver.expires_on)];
    let dates = dates.into_iter().filter_map(|(key, date)| date.as_ref().map(|date| (key, json!(date))));
    Suppression {
        kind: "external",
        status: "accepted",
        justification: waiver.reason.clone(),
        properties: dates.chain([("grantedBy", json!(waiver.granted_by))]).collect(),
    }
}

fn properties(finding: &Finding, lang: Lang) -> Bag {
    let texts = [
        ("title", finding.title.get(lang)),
        ("found", finding.found.get(lang)),
        ("expected", finding.expected.get(lang)),
        ("help", finding.help.get(lang)),
        ("quote", &finding.quote),
        ("reference", &finding.reference),
    ];
    let texts = texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| (key, json!(text)));
    let facts = [
        ("status", json!(finding.status.id())),
        ("severity", json!(finding.severity.id())),
        ("confidence", json!((f64::from(finding.confidence) * 1000.0).round() / 1000.0)),
        ("page", json!(finding.place.page)),
        ("characters", json!(finding.characters)),
        ("words", json!(finding.words)),
    ];
    texts.chain(facts.into_iter().filter(|(_, fact)| *fact != Value::Null)).collect()
}
