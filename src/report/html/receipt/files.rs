//! The files of a receipt.

use maud::{Markup, html};

use crate::message::Lang;
use crate::receipt::{File, Receipt, Role};
use crate::report::html::{Column, Text, head, scrolling};
use crate::report::words::{self, pick};

pub(super) fn received(receipt: &Receipt, lang: Lang) -> Markup {
    if receipt.files.is_empty() {
        return html! { p { (no_file(receipt, lang)) } };
    }
    let table = html! {
        table.figures {
            (head(&[
                Column::Words(pick(lang, "Fichier", "File")),
                Column::Words(pick(lang, "Pris pour", "Taken for")),
                Column::Figures(pick(lang, "Octets", "Bytes")),
                Column::Words(pick(lang, "Empreinte (SHA-256)", "Digest (SHA-256)")),
            ]))
            tbody { @for file in &receipt.files { (row(file, lang)) } }
        }
    };
    scrolling(pick(lang, "Fichiers reçus", "Files received"), &table)
}

pub(super) fn unexamined(receipt: &Receipt, lang: Lang) -> Markup {
    let table = html! {
        table.figures {
            (head(&[
                Column::Words(pick(lang, "Fichier", "File")),
                Column::Figures(pick(lang, "Octets", "Bytes")),
                Column::Words(pick(lang, "Empreinte (SHA-256)", "Digest (SHA-256)")),
            ]))
            tbody {
                @for file in &receipt.unexamined {
                    tr {
                        th scope="row" { (Text(&file.name)) }
                        td.number { (bytes(file.size, lang)) }
                        td { (digest(&file.digest, lang)) }
                    }
                }
            }
        }
    };
    html! {
        p { (Text(pick(
            lang,
            "Ils ont été reçus ; conforme ne les a pas lus. Leur empreinte permet de les reconnaître.",
            "They were received; conforme did not read them. Their digest tells them again.",
        ))) }
        (scrolling(pick(lang, "Fichiers non examinés", "Files not examined"), &table))
    }
}

fn row(file: &File, lang: Lang) -> Markup {
    html! {
        tr {
            th scope="row" { (Text(&file.name)) }
            td {
                (Text(taken_for(file, lang)))
                @if let Some(why) = &file.unread {
                    br; span.where { (pick(lang, "illisible : ", "unreadable: ")) (Text(why.get(lang))) }
                }
            }
            td.number { (bytes(file.size, lang)) }
            td { (digest(&file.digest, lang)) }
        }
    }
}

fn bytes(size: u64, lang: Lang) -> String {
    words::number(lang, usize::try_from(size).unwrap_or(usize::MAX))
}

/// What it was judged as, where its name says something else or nothing.
fn taken_for(file: &File, lang: Lang) -> &str {
    file.looks_like.as_ref().map_or_else(|| role(file.role, lang), |title| title.get(lang))
}

fn role(role: Role, lang: Lang) -> &'static str {
    match role {
        Role::Dossier => pick(lang, "dossier de projet", "dossier de projet"),
        Role::PerhapsDossier => pick(lang, "peut-être le dossier", "perhaps the dossier"),
        Role::Resume => pick(lang, "résumé en français", "French résumé"),
        Role::Copy => pick(lang, "dossier, autre format", "dossier, other format"),
        Role::Other => pick(lang, "autre document", "other document"),
    }
}

fn no_file(receipt: &Receipt, lang: Lang) -> &'static str {
    if receipt.unexamined.is_empty() {
        pick(lang, "Aucun.", "None.")
    } else {
        pick(
            lang,
            "Aucun document que conforme ouvre ; voir ci-dessous.",
            "No document that conforme opens; see below.",
        )
    }
}

/// The digest as people read it.
fn digest(digest: &str, lang: Lang) -> Markup {
    html! {
        @if digest.is_empty() { (pick(lang, "à vérifier : non ouvert", "to be checked: not opened")) }
        @else { code.digest { (Text(digest.strip_prefix("sha256:").unwrap_or(digest))) } }
    }
}
