//! The list of the résumés as a page.

use maud::{Markup, html};

use super::{Text, stand_alone};
use crate::message::Lang;
use crate::report::summaries::{facts, source, title};
use crate::report::words::{self, pick};
use crate::summaries::{Entry, Summaries};

/// The page: self-contained, without script.
pub(in crate::report) fn page(list: &Summaries, lang: Lang) -> String {
    stand_alone(title(lang), &body(list, lang), lang)
}

fn body(list: &Summaries, lang: Lang) -> Markup {
    html! {
        header {
            (super::brand(lang))
            h1 { (title(lang)) }
            @for fact in facts(list, lang) { p { (Text(&fact)) } }
            @if let Some((quote, reference)) = &list.rule {
                figure.rule {
                    blockquote { p { (Text(&words::quoted(lang, quote))) } }
                    figcaption { (Text(reference)) }
                }
            }
        }
        nav aria-label=(pick(lang, "Candidats", "Candidates")) {
            ol { @for (i, entry) in list.entries.iter().enumerate() {
                li { a href={ "#c" (i + 1) } { (Text(&entry.candidate)) } }
            } }
        }
        main id="contenu" tabindex="-1" { @for (i, entry) in list.entries.iter().enumerate() { (one(i + 1, entry, lang)) } }
    }
}

fn one(n: usize, entry: &Entry, lang: Lang) -> Markup {
    html! {
        section.resume {
            h2 id={ "c" (n) } { (n) ". " (Text(&entry.candidate)) }
            p.where { (Text(&source(entry, lang))) }
            @for paragraph in entry.resume.iter().flat_map(|resume| &resume.paragraphs) { p { (Text(paragraph)) } }
            @if !entry.remarks.is_empty() {
                ul { @for remark in &entry.remarks { li { (Text(remark.get(lang))) } } }
            }
        }
    }
}
