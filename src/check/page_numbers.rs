//! Numbers on the pages.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use super::draft::Answer;
use super::form_text::words;
use crate::certification::Requirement;
use crate::document::{Block, Kind, Role};
use crate::finding::Status;
use crate::say;

/// Pages below which a document needs no number.
const FEW: u32 = 2;

pub(super) fn check(context: &Context<'_>, requirement: &Requirement) -> Answer {
    let document = &context.dossier.structure.document;
    let is_number = |block: &&Block| {
        block.kind == Kind::PageNumber
            || !block.in_flow() && block.runs.iter().any(|run| run.role == Role::PageNumber)
    };
    if document.blocks.iter().any(|block| is_number(&block)) || follow_pages(&document.blocks) {
        let message = say!("Les pages sont numérotées", "The pages are numbered");
        return Answer::new(requirement, Status::Met, 0.85, message);
    }
    match document.pages.exact {
        Some(pages) if pages > FEW => Answer::new(
            requirement,
            Status::NotMet,
            0.7,
            say!(
                "Aucun numéro n'a été vu sur les {pages} pages.",
                "No number was seen on the {pages} pages."
            ),
        ),
        _ => Answer::open(
            requirement,
            say!(
                "Ce fichier ne dit pas si ses pages sont numérotées.",
                "This file does not tell whether pages are numbered."
            ),
        ),
    }
}

/// True where the heads or feet of most pages hold a number that grows with the pages.
fn follow_pages(blocks: &[Block]) -> bool {
    let mut by_offset: BTreeMap<i64, BTreeSet<u32>> = BTreeMap::new();
    let mut pages = BTreeSet::new();
    for block in blocks {
        let Some(page) = block.place.page else { continue };
        pages.insert(page);
        if !matches!(block.kind, Kind::RunningHead | Kind::RunningFoot) {
            continue;
        }
        for word in words(&block.text()) {
            let digits = word.trim_start_matches(char::is_alphabetic);
            if let Ok(number) = digits.parse::<i64>() {
                by_offset.entry(number - i64::from(page)).or_default().insert(page);
            }
        }
    }
    by_offset.values().any(|seen| 2 * seen.len() >= pages.len() && seen.len() > 1)
}
