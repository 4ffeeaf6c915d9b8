//! A table for a spreadsheet: one row for each requirement of each dossier, but one only for all those of a document that
//! wait for what was not found; and one, without a dossier, for each remark on the run. UTF-8 with a mark and `;`, as Excel
//! in French expects; no cell can be taken for a formula.

use std::io;

use ::csv::{QuoteStyle, Terminator, WriterBuilder};

use super::escape::csv_cell;
use super::waiting::{Waiting, waiting, waits};
use super::{Options, RenderError, summary, words};
use crate::document::Notice;
use crate::dossier::{Dossier, Report};
use crate::finding::{Finding, Severity};
use crate::measure::PageMeasure;
use crate::message::Lang;

/// Tells a spreadsheet that the file is UTF-8.
const MARK: &str = "\u{feff}";

const HEADS: [[&str; 2]; 27] = [
    ["dossier", "dossier"],
    ["format", "format"],
    ["verdict", "verdict"],
    ["pages hors annexes", "pages without annexes"],
    ["pages au moins", "pages at least"],
    ["pages au plus", "pages at most"],
    ["caractères hors annexes", "characters without annexes"],
    ["mots hors annexes", "words without annexes"],
    ["identifiant", "id"],
    ["exigence", "requirement"],
    ["réponse", "answer"],
    ["poids", "weight"],
    ["certitude (%)", "confidence (%)"],
    ["page", "page"],
    ["ligne", "line"],
    ["titre", "heading"],
    ["message", "message"],
    ["constat", "found"],
    ["attendu", "expected"],
    ["que faire", "what to do"],
    ["dérogation", "waiver"],
    ["phrase du référentiel", "sentence of the référentiel"],
    ["référence", "reference"],
    ["certification", "certification"],
    ["document", "document"],
    ["à savoir d'abord", "to know first"],
    ["candidat", "candidate"],
];

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> Result<(), RenderError> {
    out.write_all(MARK.as_bytes())?;
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer(out);
    writer.write_record(HEADS.map(|[fr, en]| words::pick(options.lang, fr, en)))?;
    for dossier in report.dossiers.iter() {
        let dossier = &*dossier?;
        let facts = facts(dossier, options.lang);
        if dossier.findings.is_empty() {
            let answer = without_findings(dossier, options.lang);
            writer.write_record(row(dossier, facts.clone(), answer, "", options.lang))?;
        }
        for finding in dossier.findings.iter().filter(|finding| !waits(finding)) {
            let role = finding.document.as_str();
            writer.write_record(row(
                dossier,
                facts.clone(),
                answer(finding, options.lang),
                role,
                options.lang,
            ))?;
        }
        for one in waiting(dossier) {
            let (facts, answer) = (facts.clone(), gathered(&one, options.lang));
            writer.write_record(row(dossier, facts, answer, one.document, options.lang))?;
        }
    }
    for notice in &report.notices {
        writer.write_record(of_run(notice, options.lang))?;
    }
    Ok(writer.flush()?)
}

/// The row of what there is to tell of the run as a whole: it is about no dossier.
fn of_run(notice: &Notice, lang: Lang) -> Vec<String> {
    let mut cells = vec![String::new(); HEADS.len()];
    let told = [
        (8, notice.kind.id()),
        (9, words::pick(lang, "remarque sur la vérification", "remark on the check")),
        (16, notice.message.get(lang)),
    ];
    for (at, text) in told {
        if let Some(cell) = cells.get_mut(at) {
            *cell = csv_cell(text);
        }
    }
    cells
}

/// A row; `role` is that of the document that it is about.
fn row(dossier: &Dossier, facts: [String; 8], answer: [String; 15], role: &str, lang: Lang) -> Vec<String> {
    let first: Vec<&str> = dossier
        .notices
        .iter()
        .filter(|notice| notice.is_told_everywhere())
        .map(|notice| notice.message.get(lang))
        .collect();
    let candidate = dossier.candidate.clone().unwrap_or_default();
    let last = [dossier.certification.id.clone(), role.to_owned(), first.join(" "), candidate];
    facts.into_iter().chain(answer).chain(last).map(|cell| csv_cell(&cell)).collect()
}

fn facts(dossier: &Dossier, lang: Lang) -> [String; 8] {
    let measured = dossier.measured.as_ref();
    let pages = measured.and_then(summary::body_pages);
    let page =
        |number: fn(&PageMeasure) -> u32| pages.map(|pages| number(pages).to_string()).unwrap_or_default();
    [
        dossier.path.clone(),
        dossier.format.map(|format| format.id().to_owned()).unwrap_or_default(),
        words::verdict(lang, dossier.verdict).to_owned(),
        page(|pages| pages.value),
        page(|pages| pages.low),
        page(|pages| pages.high),
        measured.map(|measured| measured.body.characters.to_string()).unwrap_or_default(),
        measured.map(|measured| measured.body.words.to_string()).unwrap_or_default(),
    ]
}

/// The row of a dossier that could not be read, or that was only counted.
fn without_findings(dossier: &Dossier, lang: Lang) -> [String; 15] {
    let mut cells: [String; 15] = Default::default();
    if let Some(why) = &dossier.unreadable {
        cells[0] = why.id().to_owned();
        cells[8] = why.message().get(lang).to_owned();
        cells[11] = why.help().get(lang).to_owned();
    }
    cells
}

/// The row of what waits: the ids are in the place of the id.
fn gathered(waiting: &Waiting<'_>, lang: Lang) -> [String; 15] {
    let mut cells: [String; 15] = Default::default();
    cells[0] = waiting.ids();
    cells[1] = waiting.names(lang);
    cells[2] = waiting.title(lang);
    cells[8] = waiting.text(lang);
    cells
}

/// What a requirement weighs, whatever its answer: the words for what is not met would contradict one that is.
fn weight(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => words::pick(lang, "obligatoire", "compulsory"),
        Severity::Warning => words::pick(lang, "conseillée", "advised"),
        Severity::Info => words::pick(lang, "pour information", "for information"),
    }
}

fn answer(finding: &Finding, lang: Lang) -> [String; 15] {
    let place = &finding.place;
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    [
        finding.requirement.clone(),
        finding.title.get(lang).to_owned(),
        words::status(lang, finding).to_owned(),
        weight(lang, finding.severity).to_owned(),
        format!("{:.0}", finding.confidence * 100.0),
        number(place.page),
        number(place.line),
        place.heading.clone().unwrap_or_default(),
        finding.message.get(lang).to_owned(),
        finding.found.get(lang).to_owned(),
        finding.expected.get(lang).to_owned(),
        finding.help.get(lang).to_owned(),
        finding.waiver.as_ref().map(|waiver| words::waiver(lang, waiver)).unwrap_or_default(),
        finding.quote.clone(),
        finding.reference.clone(),
    ]
}
