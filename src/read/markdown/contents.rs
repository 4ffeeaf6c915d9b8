//! Tables of contents written in Markdown: lists of links to the document's own headings, lists under a heading named
//! so, and the marks that have a renderer make one.

use super::builder::{Builder, Trace};
use crate::document::{Block, Kind, Role};

/// The longest line that is taken for an entry, in characters.
const MAX_ENTRY: usize = 160;

/// Marks the lines of tables of contents as [`Kind::Contents`].
pub(super) fn mark(builder: &mut Builder) {
    let Builder { blocks, traces, .. } = builder;
    for block in blocks.iter_mut().filter(|block| is_placeholder(block)) {
        block.kind = Kind::Contents;
        block.runs.iter_mut().for_each(|run| run.role = Role::FieldCode);
    }
    mark_link_lists(blocks, traces);
    mark_under_headings(blocks, traces);
}

/// `[TOC]` and its like, which a renderer replaces.
fn is_placeholder(block: &Block) -> bool {
    const MARKS: [&str; 7] = ["[toc]", "[[toc]]", "[[_toc_]]", "{:toc}", "${toc}", "{{toc}}", "@[toc]"];
    if block.kind != Kind::Paragraph {
        return false;
    }
    let text = block.text();
    MARKS.iter().any(|mark| text.trim().eq_ignore_ascii_case(mark))
}

/// Lists of which most lines are links to headings of the document.
fn mark_link_lists(blocks: &mut [Block], traces: &[Trace]) {
    let mut start = 0;
    while let Some(trace) = traces.get(start) {
        let length = traces[start..].iter().take_while(|next| next.list == trace.list).count();
        let range = start..start + length;
        if trace.list > 0 {
            let (lines, linked) = blocks[range.clone()]
                .iter()
                .zip(&traces[range.clone()])
                .fold((0, 0), |(lines, linked), (block, trace)| {
                    (lines + 1, linked + usize::from(is_linked(block, trace)))
                });
            if lines >= 2 && linked * 2 > lines {
                blocks[range].iter_mut().for_each(set_contents);
            }
        }
        start += length;
    }
}

/// True where nearly all of the text is a link to a heading of the document.
fn is_linked(block: &Block, trace: &Trace) -> bool {
    let characters = block.text().chars().filter(|c| !c.is_whitespace()).count();
    trace.anchored > 0 && trace.anchored * 2 > characters
}

/// What stands under a heading that announces a table of contents, as far as it looks like entries.
fn mark_under_headings(blocks: &mut [Block], traces: &[Trace]) {
    let mut inside = false;
    for (block, trace) in blocks.iter_mut().zip(traces) {
        if block.heading().is_some() || (block.cues.bold && block.context.list.is_none()) {
            inside = announces_contents(&block.text());
            continue;
        }
        let entry = block.kind == Kind::Paragraph
            && block.text().chars().count() <= MAX_ENTRY
            && (trace.list > 0 || is_linked(block, trace) || block.context.cell.is_some());
        inside &= entry || block.kind == Kind::Contents;
        if inside {
            set_contents(block);
        }
    }
}

fn set_contents(block: &mut Block) {
    if block.kind == Kind::Paragraph {
        block.kind = Kind::Contents;
    }
}

/// True for "Sommaire", "1. Table des matières", "Sommaire (hors comptage)"…
fn announces_contents(title: &str) -> bool {
    const NAMES: [&str; 10] = [
        "sommaire",
        "table des matières",
        "table des matieres",
        "tables des matières",
        "table of contents",
        "contents",
        "table des figures",
        "liste des figures",
        "table des illustrations",
        "liste des tableaux",
    ];
    let title = title.to_lowercase();
    let title = title.trim_start_matches(|c: char| !c.is_alphabetic());
    NAMES.iter().filter_map(|name| title.strip_prefix(name)).any(|rest| {
        let rest = rest.trim_start();
        rest.is_empty() || rest.starts_with(['(', ':', '—', '–', '-', '.'])
    })
}
