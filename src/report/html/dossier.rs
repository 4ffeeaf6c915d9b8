//! One dossier: the verdict, what to fix, the outline, the count, the competencies.

use maud::{Markup, html};

use super::{Text, competencies, heading, ledger, outline};
use crate::dossier::Dossier;
use crate::finding::{Finding, Status, Verdict, Where};
use crate::message::Lang;
use crate::names::own_words;
use crate::report::plain;
use crate::report::summary::{self, Group};
use crate::report::words::{self, pick};

/// Where a dossier stands in the page: the front of its ids, and the level of its headings.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) prefix: &'a str,
    pub(super) level: u8,
}

/// A section of a dossier that has something in it.
struct Part {
    id: String,
    title: String,
    body: Markup,
}

/// The page of a dossier that stands alone; `runs` is what there is to tell of the run as a whole.
pub(super) fn page(dossier: &Dossier, runs: &Markup, lang: Lang) -> Markup {
    let at = At { prefix: "", level: 2 };
    let parts = parts(dossier, at, lang);
    html! {
        header {
            (super::brand(lang))
            h1 { (Text(&name(dossier))) }
            p.path { (Text(&dossier.path)) }
            (verdict(dossier, lang))
            (grounds(dossier, lang))
        }
        nav aria-label=(pick(lang, "Parties du rapport", "Parts of the report")) {
            ul { @for part in &parts { li { a href={ "#" (part.id) } { (part.title) } } } }
        }
        main id="contenu" tabindex="-1" { (runs) @for part in &parts { (section(part, at)) } }
    }
}

/// What to call a dossier: its candidate, or its file; with the folder of that, where the file's name says only what it is.
pub(super) fn name(dossier: &Dossier) -> String {
    if let Some(candidate) = &dossier.candidate {
        return candidate.clone();
    }
    let mut parts = dossier.path.rsplit('/').filter(|part| !matches!(*part, "" | "." | ".."));
    let file = parts.next().unwrap_or(&dossier.path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let says_whose = own_words(stem).next().is_some();
    match parts.next().filter(|_| !says_whose) {
        Some(folder) => format!("{folder}/{file}"),
        None => file.to_owned(),
    }
}

/// A dossier among others.
pub(super) fn article(dossier: &Dossier, at: At<'_>, lang: Lang) -> Markup {
    let id = format!("{}dossier", at.prefix);
    let inner = At { level: at.level + 1, ..at };
    html! {
        article aria-labelledby=(id) {
            (heading(at.level, &id, &dossier.path))
            (verdict(dossier, lang))
            (figures(dossier, lang))
            @for part in &parts_without_closing(dossier, inner, lang) { (section(part, inner)) }
        }
    }
}

fn section(part: &Part, at: At<'_>) -> Markup {
    html! {
        section { (heading(at.level, &part.id, &part.title)) (part.body) }
    }
}

/// The name of a verdict's class in the style sheet.
pub(super) fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conforme => "good",
        Verdict::NonConforme | Verdict::Illisible => "bad",
        Verdict::AVerifier => "open",
    }
}

/// A sign for a verdict, so that colour is not alone.
pub(super) fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conforme => "✓",
        Verdict::NonConforme => "✗",
        Verdict::AVerifier => "?",
        Verdict::Illisible => "!",
    }
}

fn verdict(dossier: &Dossier, lang: Lang) -> Markup {
    html! {
        div.verdict.(class(dossier.verdict)) {
            p { span.sign aria-hidden="true" { (sign(dossier.verdict)) } " " (Text(&summary::verdict_sentence(lang, dossier))) }
            @if let Some(why) = &dossier.unreadable {
                p { (Text(why.message().get(lang))) }
                p { (Text(why.help().get(lang))) }
            }
        }
    }
}

/// What the verdict rests on.
fn grounds(dossier: &Dossier, lang: Lang) -> Markup {
    let rules = &dossier.certification;
    html! {
        dl.grounds {
            @if !rules.id.is_empty() {
                dt { (pick(lang, "Règles", "Rules")) }
                dd { (Text(&rules.title)) " " code.id { (Text(&rules.id)) } }
            }
            @for (i, figure) in summary::figures(dossier, lang).iter().enumerate() {
                @if i == 0 { dt { (pick(lang, "Longueur", "Length")) } }
                dd { (Text(figure)) }
            }
            @if let Some(expected) = summary::expected_length(dossier, lang) {
                dt { (pick(lang, "Demandé", "Asked for")) }
                dd { (Text(expected)) }
            }
            @if let Some(digest) = &dossier.digest {
                dt { (pick(lang, "Empreinte du fichier", "Digest of the file")) }
                dd { code.digest { (Text(digest)) } }
            }
        }
    }
}

fn figures(dossier: &Dossier, lang: Lang) -> Markup {
    let figures = summary::figures(dossier, lang);
    html! { @if !figures.is_empty() { ul { @for figure in figures { li { (Text(&figure)) } } } } }
}

fn parts(dossier: &Dossier, at: At<'_>, lang: Lang) -> Vec<Part> {
    let mut parts = parts_without_closing(dossier, at, lang);
    parts.push(not_verified(at.prefix, lang));
    parts
}

fn parts_without_closing(dossier: &Dossier, at: At<'_>, lang: Lang) -> Vec<Part> {
    let mut parts: Vec<Part> = summary::groups(dossier)
        .into_iter()
        .map(|(group, findings)| group_part(group, &findings, at, lang))
        .collect();
    let part = |name: &str, title: &str, body: Markup| Part {
        id: format!("{}{name}", at.prefix),
        title: title.to_owned(),
        body,
    };
    let matrix = competencies::matrix(dossier, lang);
    parts.extend(matrix.map(|body| part("competences", pick(lang, "Compétences", "Competencies"), body)));
    if !dossier.outline.is_empty() {
        let title = pick(lang, "Plan tel qu'il a été lu", "Outline as it was read");
        parts.push(part("plan", title, outline::table(dossier, lang)));
        let title = pick(lang, "Longueur par partie", "Length by part");
        parts.push(part("longueurs", title, outline::budget(dossier, lang)));
    }
    if let Some(measured) = &dossier.measured {
        let title = pick(lang, "Ce qui a été compté", "What was counted");
        parts.push(part("comptage", title, ledger::table(measured, at.prefix, lang)));
    }
    if !dossier.notices.is_empty() {
        let body = html! { ul { @for one in &dossier.notices { li { (Text(&words::notice(lang, one))) } } } };
        parts.push(part("remarques", words::notices_title(lang), body));
    }
    parts
}

/// What no program can tell.
pub(super) fn closing(lang: Lang) -> Markup {
    section(&not_verified("", lang), At { prefix: "", level: 2 })
}

fn not_verified(prefix: &str, lang: Lang) -> Part {
    Part {
        id: format!("{prefix}non-verifie"),
        title: words::not_verified_title(lang).to_owned(),
        body: html! { ul { @for text in words::not_verified(lang) { li { (Text(text)) } } } },
    }
}

fn group_part(group: Group, findings: &[&Finding], at: At<'_>, lang: Lang) -> Part {
    let name = match group {
        Group::ToFix => "a-corriger",
        Group::ToImprove => "a-ameliorer",
        Group::ToKnow => "a-savoir",
        Group::ToLookAt => "a-regarder",
        Group::Waiting => "en-attente",
        Group::Waived => "derogations",
        Group::Centre => "organisme",
        Group::InOrder => "conforme",
    };
    let body = if matches!(group, Group::InOrder | Group::Waiting) {
        html! { ul.met { @for finding in findings { (in_a_line(finding, lang)) } } }
    } else {
        html! { ol.findings.(name) { @for finding in findings { li { (in_full(finding, at, lang)) } } } }
    };
    Part {
        id: format!("{}{name}", at.prefix),
        title: format!("{} – {}", group.title(lang), findings.len()),
        body,
    }
}

/// The title of a finding, or its message where it has none.
fn title(finding: &Finding, lang: Lang) -> &str {
    let title = finding.title.get(lang);
    if title.is_empty() { finding.message.get(lang) } else { title }
}

fn in_full(finding: &Finding, at: At<'_>, lang: Lang) -> Markup {
    let parts = plain::labelled(finding, lang);
    let own = |label: &str| label == words::rule_label(lang, finding);
    html! {
        div.head {
            @match at.level {
                2 => h3 { (Text(title(finding, lang))) },
                _ => h4 { (Text(title(finding, lang))) },
            }
            code.id { (Text(&finding.requirement)) }
        }
        @if finding.status == Status::NotJudged || finding.found.is_empty() {
            p { (Text(finding.message.get(lang))) }
        }
        dl {
            @for (i, (label, text)) in parts.iter().enumerate().filter(|(_, (label, _))| !own(label)) {
                @if i == 0 || parts.get(i - 1).is_none_or(|(before, _)| before != label) { dt { (label) } }
                dd { (Text(text)) }
            }
        }
        @if !finding.quote.is_empty() {
            figure.rule {
                blockquote { p { (Text(&words::quoted(lang, &finding.quote))) } }
                figcaption { (Text(&finding.reference)) }
            }
        }
    }
}

fn in_a_line(finding: &Finding, lang: Lang) -> Markup {
    let place = words::place(lang, &Where { path: Vec::new(), ..finding.place.clone() });
    let why = if place.is_empty() { finding.found.get(lang) } else { &place };
    html! {
        li {
            (Text(title(finding, lang)))
            @if !why.is_empty() { (words::colon(lang)) span.where { (Text(why)) } }
            " " code.id { (Text(&finding.requirement)) }
        }
    }
}
