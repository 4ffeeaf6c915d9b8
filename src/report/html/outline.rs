//! The outline with what each heading serves, and the length of the parts.

use maud::{Markup, html};

use super::{Column, Text, bar, head, scrolling};
use crate::dossier::{Dossier, OutlineEntry};
use crate::message::Lang;
use crate::report::outline::trust;
use crate::report::words::{self, pick};

/// Every heading as it was read.
pub(super) fn table(dossier: &Dossier, lang: Lang) -> Markup {
    let pages = dossier.outline.iter().any(|entry| entry.page.is_some());
    let place = if pages { pick(lang, "Page", "Page") } else { pick(lang, "Ligne", "Line") };
    let table = html! {
        table {
            (head(&[
                Column::Words(pick(lang, "Titre", "Heading")),
                Column::Figures(place),
                Column::Figures(pick(lang, "Niveau", "Level")),
                Column::Words(pick(lang, "Reconnu par", "Known by")),
                Column::Words(pick(lang, "Répond à", "Serves")),
            ]))
            tbody { @for entry in &dossier.outline { (row(dossier, entry, pages, lang)) } }
        }
    };
    html! {
        p { (Text(&trust(dossier, lang))) }
        (scrolling(pick(lang, "Plan", "Outline"), &table))
    }
}

fn row(dossier: &Dossier, entry: &OutlineEntry, pages: bool, lang: Lang) -> Markup {
    let place = if pages { entry.page } else { entry.line };
    let level = entry.level.clamp(1, 6);
    html! {
        tr {
            th scope="row" class={ "level-" (level) } { (Text(&entry.heading)) }
            td.number { @if let Some(place) = place { (place) } @else { "–" } }
            td.number { (entry.level) }
            td.known-by { (words::known_by(lang, entry.known_by)) }
            td {
                @for (i, id) in entry.serves.iter().enumerate() {
                    @if i > 0 { ", " }
                    (Text(name_of(dossier, id, lang)))
                }
            }
        }
    }
}

fn name_of<'a>(dossier: &'a Dossier, id: &'a str, lang: Lang) -> &'a str {
    let finding = dossier.findings.iter().find(|finding| finding.requirement == id);
    finding.map(|finding| finding.title.get(lang)).filter(|title| !title.is_empty()).unwrap_or(id)
}

/// The parts of the first level with their share of all that counts.
pub(super) fn budget(dossier: &Dossier, lang: Lang) -> Markup {
    let whole = dossier.measured.as_ref().map_or(0, |one| one.body.characters + one.annexes.characters);
    let table = html! {
        table.figures {
            (head(&[
                Column::Words(pick(lang, "Partie", "Part")),
                Column::Figures(pick(lang, "Caractères", "Characters")),
                Column::Figures(pick(lang, "Mots", "Words")),
                Column::Figures(pick(lang, "Part du total", "Share")),
                Column::Bare,
            ]))
            tbody {
                @for entry in dossier.outline.iter().filter(|entry| entry.level <= 1) {
                    tr {
                        th scope="row" { (Text(&entry.heading)) }
                        td.number { (words::number(lang, entry.count.characters)) }
                        td.number { (words::number(lang, entry.count.words)) }
                        td.number { (words::share(lang, entry.count.characters, whole)) }
                        td { (bar(entry.count.characters, whole)) }
                    }
                }
            }
        }
    };
    scrolling(pick(lang, "Longueur par partie", "Length by part"), &table)
}
