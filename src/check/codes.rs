//! Codes of competencies: each cited, and something to see with each.

use super::Context;
use super::draft::Answer;
use crate::certification::{Codes, Competency, Requirement};
use crate::document::{Block, Kind};
use crate::finding::{Status, Where};
use crate::lexicon::{Normalised, Phrase, PhraseMatch};
use crate::message::{Message, counted};
use crate::say;
use crate::structure::ZoneKind;

/// How many blocks after a code the evidence may stand, where no section holds both.
const NEAR: usize = 12;

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Codes) -> Answer {
    let wanted: Vec<&Competency> =
        context.certification.competencies().map(|(_, c)| c).filter(|c| asks.of.contains(&c.id)).collect();
    let mut missing: Vec<&str> = Vec::new();
    let mut bare: Vec<(&str, usize)> = Vec::new();
    let mut first: Option<usize> = None;
    for competency in &wanted {
        let code = competency.code.as_deref().unwrap_or(&competency.id);
        let cited = cited(context, code);
        match cited.first() {
            None => missing.push(code),
            Some(block) => {
                first = Some(first.map_or(*block, |first| first.min(*block)));
                if asks.with_evidence && !cited.iter().any(|block| is_shown(context, *block)) {
                    bare.push((code, *block));
                }
            }
        }
    }
    let (cited, all) = (wanted.len() - missing.len(), wanted.len());
    let Message { fr, .. } = counted(cited, ["code cité", "codes cités"], ["", ""]);
    let found = say!("{fr} sur {all}", "{cited} of {all} codes cited");
    let at = first.map(|block| context.dossier.place(block)).unwrap_or_default();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        return Answer::new(
            requirement,
            Status::NotMet,
            0.8,
            say!("Codes introuvables : {missing}", "Codes not found: {missing}"),
        )
        .found(found)
        .at(at);
    }
    if bare.is_empty() {
        let message = if asks.with_evidence {
            say!(
                "Chaque code est cité, avec quelque chose à voir",
                "Every code is cited, with something to see"
            )
        } else {
            say!("Chaque code est cité", "Every code is cited")
        };
        return Answer::new(requirement, Status::Met, 0.8, message).found(found).at(at);
    }
    let codes: Vec<&str> = bare.iter().map(|(code, _)| *code).collect();
    let codes = codes.join(", ");
    let passages: Vec<Where> = bare.iter().map(|(_, block)| context.dossier.place(*block)).collect();
    Answer::open(
        requirement,
        say!(
            "Aucune preuve visible (tableau, image, code, annexe) près de : {codes}. Relisez ces passages.",
            "No evidence to be seen (table, picture, code, annexe) near: {codes}. Read these passages."
        ),
    )
    .found(found)
    .passages(passages)
}

/// Blocks that cite a code, the table of contents aside.
fn cited(context: &Context<'_>, code: &str) -> Vec<usize> {
    let code = Normalised::of(code);
    let holds = |words: &Normalised| {
        let last = words.len().checked_sub(code.len()).filter(|_| !code.is_empty());
        last.is_some_and(|last| {
            (0..=last).any(|at| code.words().enumerate().all(|(i, word)| words.word(at + i) == word))
        })
    };
    let words = context.dossier.words.iter().enumerate();
    words
        .filter(|(block, words)| context.dossier.zone(*block) != ZoneKind::Contents && holds(words))
        .map(|(block, _)| block)
        .collect()
}

/// True where a table, a picture, a listing of code or the mention of an annexe goes with what block `at` says.
fn is_shown(context: &Context<'_>, at: usize) -> bool {
    let structure = &context.dossier.structure;
    let end = structure
        .section_of(at)
        .and_then(|section| structure.sections.get(section))
        .map_or(at + NEAR, |section| section.blocks.end);
    let annexe = ["annexe", "figure", "capture d'écran", "pièce jointe", "lien"].map(Phrase::new);
    let blocks = structure.blocks(at..end.min(structure.document.blocks.len()));
    let shows =
        |block: &Block| matches!(block.kind, Kind::Image | Kind::Code) || block.context.cell.is_some();
    let words = context.dossier.words.get(at..at + blocks.len()).unwrap_or_default();
    blocks.iter().any(shows)
        || annexe.iter().any(|phrase| phrase.stands_in_any(words, PhraseMatch::is_literal))
}
