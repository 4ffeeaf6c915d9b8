//! The ledger: a bar of what was read, counted or not, and the table that says the same in figures.

use maud::{Markup, PreEscaped, html};

use super::{Column, Text, head, scrolling};
use crate::measure::{Count, LedgerLine, Measured};
use crate::message::Lang;
use crate::report::words::{self, pick};

/// Colours that the style sheet has for kinds that count.
const COLOURS: usize = 6;

pub(super) fn table(measured: &Measured, prefix: &str, lang: Lang) -> Markup {
    let counted: Vec<&LedgerLine> = measured.ledger.iter().filter(|line| line.counted).collect();
    let left_out: Vec<&LedgerLine> = measured.ledger.iter().filter(|line| !line.counted).collect();
    let table = html! {
        table.figures {
            (head(&[
                Column::Bare,
                Column::Words(pick(lang, "Texte lu", "Text read")),
                Column::Figures(pick(lang, "Caractères", "Characters")),
                Column::Figures(pick(lang, "Mots", "Words")),
                Column::Words(pick(lang, "Pourquoi", "Why")),
            ]))
            (rows(pick(lang, "Compté", "Counted"), &counted, prefix, lang))
            (rows(pick(lang, "Non compté", "Not counted"), &left_out, prefix, lang))
        }
    };
    html! {
        (bar(&counted, &left_out, measured.extracted, prefix))
        (scrolling(pick(lang, "Ce qui a été compté", "What was counted"), &table))
        (zones(measured, lang))
    }
}

/// The class that gives a line its colour.
fn colour(index: usize, line: &LedgerLine) -> String {
    if line.counted { format!("kind-{}", index % COLOURS) } else { "left-out".to_owned() }
}

fn rows(title: &str, lines: &[&LedgerLine], prefix: &str, lang: Lang) -> Markup {
    let mut sum = Count::default();
    lines.iter().for_each(|line| sum += line.count);
    html! {
        @if !lines.is_empty() {
            tbody {
                tr.group { td {} th scope="rowgroup" { (title) } td.number { (words::number(lang, sum.characters)) }
                    td.number { (words::number(lang, sum.words)) } td {} }
                @for (i, line) in lines.iter().enumerate() {
                    tr {
                        td { (swatch(&colour(i, line), prefix)) }
                        th scope="row" { (words::ledger(lang, line.kind)) }
                        td.number { (words::number(lang, line.count.characters)) }
                        td.number { (words::number(lang, line.count.words)) }
                        td { (Text(line.why.get(lang))) }
                    }
                }
            }
        }
    }
}

fn swatch(class: &str, prefix: &str) -> Markup {
    html! {
        svg.swatch viewBox="0 0 10 10" aria-hidden="true" focusable="false" {
            (rectangle(class, prefix, 0, 10, 10))
        }
    }
}

/// A rectangle; what is left out is hatched, so that it is told apart without colour.
fn rectangle(class: &str, prefix: &str, x: usize, width: usize, height: usize) -> Markup {
    html! {
        @if class == "left-out" {
            rect.left-out x=(x) y="0" width=(width) height=(height) fill={ "url(#" (prefix) "hatch)" } {}
        } @else {
            rect class=(class) x=(x) y="0" width=(width) height=(height) {}
        }
    }
}

/// The bar, a thousand units wide, for the eye only: the table below says the same.
fn bar(counted: &[&LedgerLine], left_out: &[&LedgerLine], whole: Count, prefix: &str) -> Markup {
    let mut x = 0;
    let mut pieces = Vec::new();
    for lines in [counted, left_out] {
        for (i, line) in lines.iter().enumerate() {
            let width = (line.count.characters * 1000).checked_div(whole.characters).unwrap_or_default();
            pieces.push(rectangle(&colour(i, line), prefix, x, width.max(1), 40));
            x += width;
        }
    }
    html! {
        svg.ledger viewBox="0 0 1000 40" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            defs {
                pattern id={ (prefix) "hatch" } width="6" height="6" patternUnits="userSpaceOnUse"
                    patternTransform="rotate(45)" {
                    rect.hatch-ground width="6" height="6" {}
                    rect.hatch-line width="2.5" height="6" {}
                }
            }
            @for piece in pieces { (PreEscaped(piece.into_string())) }
        }
    }
}

/// The figures with and without cover, contents and annexes.
fn zones(measured: &Measured, lang: Lang) -> Markup {
    let rows = [
        (pick(lang, "Sans les annexes", "Without the annexes"), measured.body, &measured.body_pages),
        (
            pick(lang, "Sans annexes, page de garde ni sommaire", "Without annexes, cover and contents"),
            measured.body_without_cover_and_contents,
            &measured.body_pages_without_cover_and_contents,
        ),
        (pick(lang, "Annexes", "Annexes"), measured.annexes, &measured.annex_pages),
        (pick(lang, "Tout ce qui a été lu", "Everything that was read"), measured.extracted, &measured.pages),
    ];
    let table = html! {
        table.figures {
            (head(&[
                Column::Words(pick(lang, "Partie", "Part")),
                Column::Figures(pick(lang, "Caractères", "Characters")),
                Column::Figures(pick(lang, "Mots", "Words")),
                Column::Figures(pick(lang, "Pages", "Pages")),
            ]))
            tbody {
                @for (name, count, pages) in rows {
                    tr {
                        th scope="row" { (name) }
                        td.number { (words::number(lang, count.characters)) }
                        td.number { (words::number(lang, count.words)) }
                        td.number { @if let Some(pages) = pages { (words::page_cell(pages)) } @else { "–" } }
                    }
                }
            }
        }
    };
    scrolling(pick(lang, "Longueurs", "Lengths"), &table)
}
