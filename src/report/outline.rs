//! Every heading as it was read, for `conforme outline`: what the tool saw, so that a person can see it too.

use std::io;

use super::layout::Page;
use super::{Options, RenderError, summary, words};
use crate::document::NoticeKind;
use crate::dossier::{Dossier, OutlineEntry, Report};
use crate::message::Lang;
use crate::structure::OutlineTrust;

/// Writes the outline of every dossier of the report, for a person.
///
/// # Errors
/// Where `out` does not take it, or a dossier cannot be read back.
pub fn write(report: &Report, options: &Options, out: &mut dyn io::Write) -> Result<(), RenderError> {
    let mut page = Page::new(options);
    for dossier in report.dossiers.iter() {
        let dossier = &*dossier?;
        one(&mut page, dossier, options);
        page.write_to(out)?;
    }
    Ok(())
}

fn one(page: &mut Page, dossier: &Dossier, options: &Options) {
    page.title(page.styles.strong, &dossier.path, '═');
    if dossier.unreadable.is_some() {
        unreadable(page, dossier, options.lang);
        return;
    }
    unsure(page, dossier, options.lang);
    page.paragraph(anstyle::Style::new(), "", "", &trust(dossier, options.lang));
    page.gap();
    for entry in &dossier.outline {
        heading(page, dossier, entry, options);
    }
}

/// What makes the text itself, and so all that is said of it, unsure.
pub(super) fn unsure(page: &mut Page, dossier: &Dossier, lang: Lang) {
    let unsure = |kind| matches!(kind, NoticeKind::Damaged | NoticeKind::UnreliableText);
    for notice in dossier.notices.iter().filter(|notice| unsure(notice.kind)) {
        page.paragraph(page.styles.warn, "", "", &words::notice(lang, notice));
        page.gap();
    }
}

/// Why a file could not be read, and what to do.
pub(super) fn unreadable(page: &mut Page, dossier: &Dossier, lang: Lang) {
    page.paragraph(page.styles.bad, "", "", &summary::verdict_sentence(lang, dossier));
    if let Some(why) = &dossier.unreadable {
        page.paragraph(anstyle::Style::new(), "  ", "  ", why.message().get(lang));
        page.paragraph(anstyle::Style::new(), "  ", "  ", why.help().get(lang));
    }
}

/// How many headings were read, and how far to trust that no other is there.
pub(super) fn trust(dossier: &Dossier, lang: Lang) -> String {
    let n = words::counted(
        lang,
        dossier.outline.len(),
        ["titre lu", "titres lus"],
        ["heading read", "headings read"],
    );
    let how = match dossier.outline_trust {
        OutlineTrust::Sure => words::pick(
            lang,
            "Le plan est sûr : le fichier déclare ses titres, ou son sommaire les confirme.",
            "The outline is sure: the file declares its headings, or its contents confirm them.",
        ),
        OutlineTrust::Presumed => words::pick(
            lang,
            "Le plan est supposé d'après l'aspect du texte (taille, gras, numéros) : une partie qui n'y est pas peut exister quand même.",
            "The outline is presumed from the look of the text (size, weight, numbers): a part that is not in it may exist all the same.",
        ),
        OutlineTrust::Poor => words::pick(
            lang,
            "Presque aucun titre n'a été reconnu : donnez à vos titres les styles « Titre 1 », « Titre 2 » de votre traitement de texte.",
            "Hardly any heading was recognised: give your headings the styles “Heading 1”, “Heading 2” of your word processor.",
        ),
    };
    format!("{n}. {how}")
}

/// The heading, and under it what is known of it.
fn heading(page: &mut Page, dossier: &Dossier, entry: &OutlineEntry, options: &Options) {
    let lang = options.lang;
    let margin = "  ".repeat(usize::from(entry.level.saturating_sub(1)).min(8));
    let style = if entry.level <= 1 { page.styles.strong } else { anstyle::Style::new() };
    page.paragraph(style, &margin, &format!("{margin}  "), &entry.heading);
    let under = format!("{margin}    ");
    page.paragraph(page.styles.quiet, &under, &under, &facts(entry, options));
    let served: Vec<String> = entry.serves.iter().map(|id| name_of(dossier, id, lang)).collect();
    if !served.is_empty() {
        let label = words::pick(lang, "→ répond à : ", "→ serves: ");
        page.paragraph(
            page.styles.good,
            &format!("{under}{label}"),
            &format!("{under}  "),
            &served.join(", "),
        );
    }
}

fn facts(entry: &OutlineEntry, options: &Options) -> String {
    let lang = options.lang;
    let mut facts = Vec::new();
    facts.extend(entry.file.clone());
    facts.extend(entry.page.map(|page| format!("page {page}")));
    facts.extend(entry.line.map(|line| format!("{} {line}", words::pick(lang, "ligne", "line"))));
    facts.push(match lang {
        Lang::Fr => format!("niveau {}", entry.level),
        Lang::En => format!("level {}", entry.level),
    });
    let known = words::known_by(lang, entry.known_by);
    facts.push(if options.verbose {
        format!("{known} ({:.0} %)", entry.confidence * 100.0)
    } else {
        known.to_owned()
    });
    facts.push(words::characters(lang, entry.count.characters));
    facts.push(words::words(lang, entry.count.words));
    facts.join(" · ")
}

/// The name of a requirement with its id; the id alone where it is not in the results.
fn name_of(dossier: &Dossier, id: &str, lang: Lang) -> String {
    match dossier.findings.iter().find(|finding| finding.requirement == id) {
        Some(finding) if !finding.title.is_empty() => format!("{} [{id}]", finding.title.get(lang)),
        _ => format!("[{id}]"),
    }
}
