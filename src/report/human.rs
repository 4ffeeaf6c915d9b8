//! The report for a person: the verdict first and what it rests on, then what to put right, what to look at, what is
//! in order, and last what was not checked.

mod cohort;

use std::io;

use super::competencies;
use super::layout::Page;
use super::overview::Gathering;
use super::summary::{self, Group};
use super::{Options, RenderError, run, words};
use crate::document::NoticeKind;
use crate::dossier::{Dossier, Report};
use crate::finding::{Finding, Status, Verdict, Where};
use crate::message::Lang;

/// Columns of the labels of a finding.
const LABELS: usize = 13;
/// Passages shown of a finding before the others are only counted, unless all are asked for.
const PASSAGES: usize = 5;

pub(super) fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> Result<(), RenderError> {
    let mut page = Page::new(options);
    let mut gathering = Gathering::of(report);
    for dossier in report.dossiers.iter() {
        let dossier = &*dossier?;
        one(&mut page, dossier, options);
        gathering.add(dossier);
        page.write_to(out)?;
    }
    if report.dossiers.len() > 1 {
        cohort::table(&mut page, &gathering.done(), options);
    }
    for part in run::parts(report, options.lang) {
        page.title(page.styles.strong, part.title, '─');
        for text in &part.lines {
            page.paragraph(anstyle::Style::new(), " -  ", "    ", text);
        }
    }
    not_verified(&mut page, options.lang);
    Ok(page.write_to(out)?)
}

fn one(page: &mut Page, dossier: &Dossier, options: &Options) {
    let lang = options.lang;
    page.title(page.styles.strong, &dossier.path, '═');
    let style = verdict_style(page, dossier.verdict);
    page.paragraph(style, "", "", &summary::verdict_sentence(lang, dossier));
    for notice in dossier.notices.iter().filter(|notice| notice.comes_first()) {
        page.gap();
        page.paragraph(page.styles.warn, "", "", &words::notice(lang, notice));
    }
    page.gap();
    if let Some(why) = &dossier.unreadable {
        page.field(2, LABELS, words::pick(lang, "Pourquoi", "Why"), why.message().get(lang));
        page.field(2, LABELS, words::pick(lang, "Que faire", "What to do"), why.help().get(lang));
    } else {
        grounds(page, dossier, lang);
    }
    documents(page, dossier, lang);
    findings(page, dossier, options);
    competencies::matrix(page, dossier, options);
    notices(page, dossier, lang);
}

/// The documents of the session, where there are several.
fn documents(page: &mut Page, dossier: &Dossier, lang: Lang) {
    if dossier.documents.len() < 2 {
        return;
    }
    let mut label = words::pick(lang, "Documents", "Documents");
    for one in &dossier.documents {
        let text = format!("{}{}{}", one.title.get(lang), words::colon(lang), one.path);
        page.field(2, LABELS, std::mem::take(&mut label), &text);
    }
}

fn verdict_style(page: &Page, verdict: Verdict) -> anstyle::Style {
    match verdict {
        Verdict::Conforme => page.styles.good,
        Verdict::NonConforme | Verdict::Illisible => page.styles.bad,
        Verdict::AVerifier => page.styles.warn,
    }
}

/// What the verdict rests on: rules, pages, characters.
fn grounds(page: &mut Page, dossier: &Dossier, lang: Lang) {
    let rules = &dossier.certification;
    if !rules.id.is_empty() {
        let text = format!("{} [{}]", rules.title, rules.id);
        page.field(2, LABELS, words::pick(lang, "Règles", "Rules"), &text);
    }
    let mut figures = summary::figures(dossier, lang);
    if let Some(last) = figures.last_mut() {
        let file = if is_plain_argument(&dossier.path) { dossier.path.as_str() } else { "…" };
        last.push_str(&format!(" ({}conforme count {file})", words::pick(lang, "détail : ", "detail: ")));
    }
    let mut label = words::pick(lang, "Longueur", "Length");
    for text in figures {
        page.field(2, LABELS, std::mem::take(&mut label), &text);
    }
    if let Some(expected) = summary::expected_length(dossier, lang) {
        page.field(2, LABELS, words::pick(lang, "Demandé", "Asked for"), expected);
    }
}

/// True for a path that may be shown as part of a command to copy: nothing in it means anything to a shell.
fn is_plain_argument(path: &str) -> bool {
    !path.starts_with('-') && path.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_'))
}

/// The findings by group; those to put right and to improve are numbered through.
fn findings(page: &mut Page, dossier: &Dossier, options: &Options) {
    let mut rank = 0;
    // Advice on every part of what is no dossier helps nobody.
    let unlike = dossier.notices.iter().any(|notice| notice.kind == NoticeKind::NotADossier);
    for (group, findings) in summary::groups(dossier) {
        let style = group_style(page, group);
        page.title(style, group.title(options.lang), '─');
        if matches!(group, Group::ToLookAt | Group::Waived | Group::Centre | Group::InOrder) {
            rank = 0;
        }
        for (i, finding) in findings.into_iter().enumerate() {
            if group == Group::InOrder && !options.verbose {
                in_a_line(page, " ✓  ", finding, options.lang);
                continue;
            }
            if group == Group::Waiting && !options.verbose
                || group <= Group::ToLookAt && unlike && !options.verbose
            {
                in_a_line(page, " -  ", finding, options.lang);
                continue;
            }
            if i > 0 {
                page.gap();
            }
            rank += 1;
            in_full(page, rank, finding, other_document(dossier, finding, options.lang), options);
        }
    }
}

fn group_style(page: &Page, group: Group) -> anstyle::Style {
    match group {
        Group::ToFix => page.styles.bad,
        Group::ToImprove | Group::ToLookAt | Group::Centre => page.styles.warn,
        Group::ToKnow | Group::Waiting | Group::Waived => page.styles.strong,
        Group::InOrder => page.styles.good,
    }
}

/// A finding in full: constat or reason, attendu, où, que faire, and the référentiel's own sentence.
fn in_full(page: &mut Page, rank: usize, finding: &Finding, document: &str, options: &Options) {
    let lang = options.lang;
    let title = if finding.title.is_empty() { &finding.message } else { &finding.title };
    page.tagged(page.styles.strong, &format!("{rank:>2}. "), "    ", title.get(lang), &finding.requirement);
    if finding.status == Status::NotJudged {
        field(page, words::pick(lang, "Pourquoi", "Why"), finding.message.get(lang));
    } else {
        let said = if finding.found.is_empty() { &finding.message } else { &finding.found };
        field(page, words::pick(lang, "Constat", "Found"), said.get(lang));
    }
    field(page, words::pick(lang, "Attendu", "Expected"), words::expected(lang, finding));
    field(page, words::pick(lang, "Document", "Document"), document);
    field(page, words::pick(lang, "Où", "Where"), &words::place(lang, &finding.place));
    passages(page, finding, options);
    field(page, words::pick(lang, "Que faire", "What to do"), finding.help.get(lang));
    field(page, words::rule_label(lang, finding), &words::rule_text(lang, finding));
    if let Some(waiver) = &finding.waiver {
        field(page, words::pick(lang, "Dérogation", "Waiver"), &words::waiver(lang, waiver));
    }
    confidence(page, finding, options);
}

/// The document that a finding is about, where it is another than the one that the result is named after.
fn other_document<'d>(dossier: &'d Dossier, finding: &Finding, lang: Lang) -> &'d str {
    let (first, others) = match dossier.documents.split_first() {
        Some((first, others)) if !others.is_empty() => (first, others),
        _ => return "",
    };
    let about = others.iter().find(|one| one.role == finding.document && one.role != first.role);
    about.map_or("", |one| one.title.get(lang))
}

/// A labelled line of a finding, where there is something to say.
fn field(page: &mut Page, label: &str, text: &str) {
    if !text.is_empty() {
        page.field(4, LABELS, label, text);
    }
}

fn confidence(page: &mut Page, finding: &Finding, options: &Options) {
    if options.verbose {
        let text = format!("{:.0} %", finding.confidence * 100.0);
        field(page, words::pick(options.lang, "Certitude", "Confidence"), &text);
    }
}

fn passages(page: &mut Page, finding: &Finding, options: &Options) {
    let lang = options.lang;
    let passages = words::passages(finding);
    let shown = if options.verbose { passages.len() } else { PASSAGES };
    let mut label = words::pick(lang, "À lire", "To read");
    for place in passages.iter().take(shown) {
        field(page, std::mem::take(&mut label), &words::passage(lang, place));
    }
    let more = passages.len().saturating_sub(shown);
    if more > 0 {
        let more = words::counted(
            lang,
            more,
            ["autre passage", "autres passages"],
            ["more passage", "more passages"],
        );
        field(page, "", &format!("… {more} (--verbose)"));
    }
}

/// A requirement in one line, with the place that serves it.
fn in_a_line(page: &mut Page, mark: &str, finding: &Finding, lang: Lang) {
    let place = words::place(lang, &Where { path: Vec::new(), ..finding.place.clone() });
    let why = if place.is_empty() { finding.found.get(lang) } else { &place };
    let title = finding.title.get(lang);
    let text = match (title.is_empty(), why.is_empty()) {
        (true, _) => finding.message.get(lang).to_owned(),
        (_, true) => title.to_owned(),
        _ => format!("{title}{}{why}", words::colon(lang)),
    };
    page.tagged(anstyle::Style::new(), mark, "    ", &text, &finding.requirement);
}

fn notices(page: &mut Page, dossier: &Dossier, lang: Lang) {
    let notices = dossier.notices.iter().filter(|notice| !notice.comes_first());
    for (i, notice) in notices.enumerate() {
        if i == 0 {
            page.title(page.styles.strong, words::notices_title(lang), '─');
        }
        page.paragraph(anstyle::Style::new(), " -  ", "    ", &words::notice(lang, notice));
    }
}

fn not_verified(page: &mut Page, lang: Lang) {
    page.title(page.styles.strong, words::not_verified_title(lang), '─');
    for text in words::not_verified(lang) {
        page.paragraph(anstyle::Style::new(), " -  ", "    ", text);
    }
}
