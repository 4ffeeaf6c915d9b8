//! The report for a person: the verdict first and what it rests on, then what to put right, what to look at, what is
//! in order, and last what was not checked.

use super::escape::visible;
use super::layout::{Page, pad, pad_left, tail, widest};
use super::style::paint;
use super::{Options, words};
use crate::dossier::{Dossier, Report};
use crate::finding::{Finding, Severity, Status, Verdict, Where};
use crate::measure::Measured;
use crate::message::Lang;

/// Columns of the labels of a finding.
const LABELS: usize = 13;
/// Passages shown of a finding before the others are only counted, unless all are asked for.
const PASSAGES: usize = 5;

pub(super) fn render(report: &Report, options: &Options) -> String {
    let mut page = Page::new(options);
    for dossier in &report.dossiers {
        one(&mut page, report, dossier, options);
    }
    if report.dossiers.len() > 1 {
        summary(&mut page, report, options);
    }
    not_verified(&mut page, options.lang);
    page.finish()
}

fn one(page: &mut Page, report: &Report, dossier: &Dossier, options: &Options) {
    let lang = options.lang;
    page.title(page.styles.strong, &dossier.path, '═');
    let style = verdict_style(page, dossier.verdict);
    page.paragraph(style, "", "", &words::verdict_sentence(lang, dossier));
    page.gap();
    if let Some(why) = &dossier.unreadable {
        page.field(2, LABELS, words::pick(lang, "Pourquoi", "Why"), why.message().get(lang));
        page.field(2, LABELS, words::pick(lang, "Que faire", "What to do"), why.help().get(lang));
    } else {
        grounds(page, report, dossier, lang);
    }
    to_fix(page, dossier, options);
    to_look_at(page, dossier, options);
    in_order(page, dossier, options);
    notices(page, dossier, lang);
}

fn verdict_style(page: &Page, verdict: Verdict) -> anstyle::Style {
    match verdict {
        Verdict::Conforme => page.styles.good,
        Verdict::NonConforme | Verdict::Illisible => page.styles.bad,
        Verdict::AVerifier => page.styles.warn,
    }
}

/// What the verdict rests on: rules, pages, characters.
fn grounds(page: &mut Page, report: &Report, dossier: &Dossier, lang: Lang) {
    let rules = &report.certification;
    if !rules.id.is_empty() {
        let text = format!("{} [{}]", rules.title, rules.id);
        page.field(2, LABELS, words::pick(lang, "Règles", "Rules"), &text);
    }
    let Some(measured) = &dossier.measured else { return };
    let mut label = words::pick(lang, "Longueur", "Length");
    for text in
        [pages_line(measured, lang), Some(characters_line(measured, dossier, lang))].into_iter().flatten()
    {
        page.field(2, LABELS, std::mem::take(&mut label), &text);
    }
    if let Some(expected) = words::expected_length(dossier, lang) {
        page.field(2, LABELS, words::pick(lang, "Demandé", "Asked for"), expected);
    }
}

fn pages_line(measured: &Measured, lang: Lang) -> Option<String> {
    let total = measured.pages.as_ref();
    let shown = measured.body_pages.as_ref().or(total)?;
    let mut text = words::pages(lang, shown);
    if measured.body_pages.is_some() && total.is_some_and(|total| total != shown) {
        text.push_str(words::pick(lang, " sans les annexes", " without the annexes"));
    }
    let mut remarks: Vec<String> = words::interval(lang, shown).into_iter().collect();
    if let Some(total) = total.filter(|total| *total != shown) {
        let all = words::pages(lang, total);
        remarks.push(match lang {
            Lang::Fr => format!("{all} en tout"),
            Lang::En => format!("{all} in all"),
        });
    }
    remarks.push(words::method(lang, shown.method).to_owned());
    Some(format!("{text} ({})", remarks.join(", ")))
}

fn characters_line(measured: &Measured, dossier: &Dossier, lang: Lang) -> String {
    let counted = words::characters(lang, measured.body.characters);
    let read = words::number(lang, measured.extracted.characters);
    let file = if is_plain_argument(&dossier.path) { dossier.path.as_str() } else { "…" };
    match lang {
        Lang::Fr => format!(
            "{counted} sans les espaces ni les annexes, sur {read} lus (détail : conforme count {file})"
        ),
        Lang::En => {
            format!("{counted} without spaces or annexes, of {read} read (detail: conforme count {file})")
        }
    }
}

/// True for a path that may be shown as part of a command to copy: nothing in it means anything to a shell.
fn is_plain_argument(path: &str) -> bool {
    !path.starts_with('-') && path.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_'))
}

/// Findings that are not met, the gravest first, in the order of the certification.
fn to_fix(page: &mut Page, dossier: &Dossier, options: &Options) {
    let lang = options.lang;
    let groups = [
        (Severity::Error, page.styles.bad, words::pick(lang, "À corriger", "To put right")),
        (
            Severity::Warning,
            page.styles.warn,
            words::pick(
                lang,
                "À améliorer (n'empêche pas d'être conforme)",
                "To improve (does not fail the dossier)",
            ),
        ),
        (Severity::Info, page.styles.strong, words::pick(lang, "Bon à savoir", "Good to know")),
    ];
    let mut rank = 0;
    for (severity, style, title) in groups {
        let findings = with(dossier, Status::NotMet).filter(|finding| finding.severity == severity);
        for (i, finding) in findings.enumerate() {
            if i == 0 {
                page.title(style, title, '─');
            } else {
                page.gap();
            }
            rank += 1;
            fault(page, rank, finding, options);
        }
    }
}

fn with(dossier: &Dossier, status: Status) -> impl Iterator<Item = &Finding> {
    dossier.findings.iter().filter(move |finding| finding.status == status)
}

/// A finding in full: constat, attendu, où, que faire, and the référentiel's own sentence.
fn fault(page: &mut Page, rank: usize, finding: &Finding, options: &Options) {
    let lang = options.lang;
    head(page, rank, finding, lang);
    let said = if finding.found.is_empty() { &finding.message } else { &finding.found };
    field(page, words::pick(lang, "Constat", "Found"), said.get(lang));
    field(page, words::pick(lang, "Attendu", "Expected"), finding.expected.get(lang));
    field(page, words::pick(lang, "Où", "Where"), &words::place(lang, &finding.place));
    passages(page, finding, options);
    field(page, words::pick(lang, "Que faire", "What to do"), finding.help.get(lang));
    rule_text(page, finding, lang);
    confidence(page, finding, options);
}

fn head(page: &mut Page, rank: usize, finding: &Finding, lang: Lang) {
    let number = format!("{rank:>2}. ");
    let title = if finding.title.is_empty() { finding.message.get(lang) } else { finding.title.get(lang) };
    page.tagged(page.styles.strong, &number, "    ", title, &finding.requirement);
}

/// A labelled line of a finding, where there is something to say.
fn field(page: &mut Page, label: &str, text: &str) {
    if !text.is_empty() {
        page.field(4, LABELS, label, text);
    }
}

fn rule_text(page: &mut Page, finding: &Finding, lang: Lang) {
    if !finding.quote.is_empty() {
        let text = format!("{} ({})", words::quoted(lang, &finding.quote), finding.reference);
        field(page, words::pick(lang, "Référentiel", "Référentiel"), &text);
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
    let shown = if options.verbose { finding.passages.len() } else { PASSAGES };
    let mut label = words::pick(lang, "À lire", "To read");
    for place in finding.passages.iter().take(shown) {
        field(page, std::mem::take(&mut label), &passage(place, lang));
    }
    let more = finding.passages.len().saturating_sub(shown);
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

fn passage(place: &Where, lang: Lang) -> String {
    let mut text = words::place(lang, place);
    if let Some(excerpt) = &place.excerpt {
        if !text.is_empty() {
            text.push_str(words::pick(lang, " : ", ": "));
        }
        text.push_str(excerpt);
    }
    text
}

fn to_look_at(page: &mut Page, dossier: &Dossier, options: &Options) {
    let lang = options.lang;
    for (i, finding) in with(dossier, Status::NotJudged).enumerate() {
        if i == 0 {
            page.title(
                page.styles.warn,
                words::pick(lang, "À regarder vous-même", "To look at yourself"),
                '─',
            );
        } else {
            page.gap();
        }
        head(page, i + 1, finding, lang);
        field(page, words::pick(lang, "Pourquoi", "Why"), finding.message.get(lang));
        field(page, words::pick(lang, "Attendu", "Expected"), finding.expected.get(lang));
        field(page, words::pick(lang, "Où", "Where"), &words::place(lang, &finding.place));
        passages(page, finding, options);
        field(page, words::pick(lang, "Que faire", "What to do"), finding.help.get(lang));
        rule_text(page, finding, lang);
        confidence(page, finding, options);
    }
}

fn in_order(page: &mut Page, dossier: &Dossier, options: &Options) {
    let lang = options.lang;
    for (i, finding) in with(dossier, Status::Met).enumerate() {
        if i == 0 {
            page.title(page.styles.good, words::pick(lang, "Conforme", "In order"), '─');
        }
        let place = words::place(lang, &Where { path: Vec::new(), ..finding.place.clone() });
        let why = if place.is_empty() { finding.found.get(lang) } else { &place };
        let title = finding.title.get(lang);
        let text = match (title.is_empty(), why.is_empty()) {
            (true, _) => finding.message.get(lang).to_owned(),
            (_, true) => title.to_owned(),
            _ => format!("{title}{}{why}", words::pick(lang, " : ", ": ")),
        };
        page.tagged(anstyle::Style::new(), " ✓  ", "    ", &text, &finding.requirement);
        confidence(page, finding, options);
    }
}

fn notices(page: &mut Page, dossier: &Dossier, lang: Lang) {
    for (i, notice) in dossier.notices.iter().enumerate() {
        if i == 0 {
            let title = words::pick(lang, "Remarques sur le fichier", "Remarks on the file");
            page.title(page.styles.strong, title, '─');
        }
        let place = notice.page.map(|page| format!(" (page {page})")).unwrap_or_default();
        let text = format!("{}{place}", notice.message.get(lang));
        page.paragraph(anstyle::Style::new(), " -  ", "    ", &text);
    }
}

fn not_verified(page: &mut Page, lang: Lang) {
    page.title(page.styles.strong, words::not_verified_title(lang), '─');
    for text in words::not_verified(lang) {
        page.paragraph(anstyle::Style::new(), " -  ", "    ", text);
    }
}

/// A line for each dossier, when there are several.
fn summary(page: &mut Page, report: &Report, options: &Options) {
    let lang = options.lang;
    let many = report.dossiers.len();
    let title = words::counted(lang, many, ["dossier", "dossiers"], ["dossier", "dossiers"]);
    page.title(page.styles.strong, &title, '═');
    let heads = match lang {
        Lang::Fr => ["pages", "caractères", "à corriger", "à regarder"],
        Lang::En => ["pages", "characters", "to put right", "to look at"],
    };
    let verdicts = widest(report.dossiers.iter().map(|one| words::verdict(lang, one.verdict)));
    let columns = heads.map(|head| widest([head].into_iter()));
    let taken = verdicts + 2 + columns.iter().map(|width| width + 2).sum::<usize>();
    let names = widest(report.dossiers.iter().map(|one| one.path.as_str()))
        .min(page.width.saturating_sub(taken).max(12));
    let head: String =
        heads.iter().zip(columns).map(|(head, width)| format!("  {}", pad(head, width))).collect();
    page.push(&paint(page.styles.quiet, &format!("{}  {}{head}", pad("", names), pad("", verdicts))));
    for dossier in &report.dossiers {
        let style = verdict_style(page, dossier.verdict);
        let verdict = paint(style, &pad(words::verdict(lang, dossier.verdict), verdicts));
        let cells: String = cells(dossier, lang)
            .iter()
            .zip(columns)
            .map(|(cell, width)| format!("  {}", pad_left(cell, width)))
            .collect();
        page.push(&format!("{}  {verdict}{cells}", pad(&tail(&dossier.path, names), names)));
    }
    page.gap();
    page.paragraph(page.styles.strong, "", "", &totals(report, lang));
}

/// Pages, characters, faults and open points; « – » for what is not known.
fn cells(dossier: &Dossier, lang: Lang) -> [String; 4] {
    let unknown = || "–".to_owned();
    let Some(measured) = &dossier.measured else { return [unknown(), unknown(), unknown(), unknown()] };
    let pages = measured.body_pages.as_ref().or(measured.pages.as_ref());
    let tally = words::Tally::of(&dossier.findings);
    [
        pages.map_or_else(unknown, |pages| {
            if pages.is_exact() { pages.value.to_string() } else { format!("{}–{}", pages.low, pages.high) }
        }),
        words::number(lang, measured.body.characters),
        words::number(lang, tally.errors),
        words::number(lang, tally.open),
    ]
}

fn totals(report: &Report, lang: Lang) -> String {
    let order = [Verdict::Conforme, Verdict::NonConforme, Verdict::AVerifier, Verdict::Illisible];
    let parts: Vec<String> = order
        .into_iter()
        .filter_map(|verdict| {
            let n = report.dossiers.iter().filter(|one| one.verdict == verdict).count();
            (n > 0).then(|| format!("{} {}", words::number(lang, n), visible(&plural(lang, verdict, n))))
        })
        .collect();
    format!("{}.", parts.join(", "))
}

fn plural(lang: Lang, verdict: Verdict, n: usize) -> String {
    let word = words::verdict(lang, verdict);
    match (lang, verdict) {
        (Lang::Fr, Verdict::Conforme | Verdict::NonConforme | Verdict::Illisible) if n > 1 => {
            format!("{word}s")
        }
        _ => word.to_owned(),
    }
}
