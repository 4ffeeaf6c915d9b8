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

/// How many codes two of them may span.
const MOST: u32 = 20;

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
    let cites = |block: usize, words: &Normalised| {
        holds(words) || {
            let text = || context.dossier.block(block).map(|block| block.text()).unwrap_or_default();
            spans(words, text, &code)
        }
    };
    words
        .filter(|(block, words)| context.dossier.zone(*block) != ZoneKind::Contents && cites(*block, words))
        .map(|(block, _)| block)
        .collect()
}

/// True where `words`, those of a text, name two codes with all between them, of which `code` is one: « C1.1 à C1.3 ».
fn spans(words: &Normalised, text: impl FnOnce() -> String, code: &Normalised) -> bool {
    let size = code.len();
    let Some((series, number)) = numbered(code, 0, size) else { return false };
    let of_series =
        |at: usize| numbered(words, at, size).filter(|(other, _)| *other == series).map(|(_, number)| number);
    let starts: Vec<(usize, u32)> = (0..words.len())
        .filter_map(|at| Some((at, of_series(at)?)))
        .filter(|(_, from)| *from < number)
        .collect();
    if starts.is_empty() {
        return false;
    }
    let text = text();
    let is_joined = |before: usize, after: usize| {
        let place = |at: usize| words.source(at..at + 1);
        let (Some(before), Some(after)) = (place(before), place(after)) else { return false };
        let between = text.get(before.end..after.start).unwrap_or_default().trim();
        ["-", "–", "—", "→", "..."].contains(&between) || between == "…"
    };
    starts.into_iter().any(|(at, _)| {
        let next = at + size;
        let next = if ["a", "au", "to"].contains(&words.word(next)) {
            next + 1
        } else if is_joined(next - 1, next) {
            // « C1.1 - C1.3 - C1.6 » lists three codes.
            let behind = next + size;
            let goes_on = of_series(behind).is_some() && is_joined(behind - 1, behind);
            let before =
                at.checked_sub(size).is_some_and(|one| of_series(one).is_some() && is_joined(at - 1, at));
            if goes_on || before {
                return false;
            }
            next
        } else {
            return false;
        };
        of_series(next).is_some_and(|to| number <= to && to <= number + MOST)
    })
}

/// The code that stands in `words` from `at` on, without its number at the end, and that number.
fn numbered(words: &Normalised, at: usize, size: usize) -> Option<(String, u32)> {
    if size == 0 || at + size > words.len() {
        return None;
    }
    let all: Vec<&str> = (at..at + size).map(|at| words.word(at)).collect();
    let code = all.join(".");
    let series = code.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = code.get(series.len()..)?.parse().ok()?;
    series.contains(|c: char| c.is_ascii_alphabetic()).then(|| (series.to_owned(), number))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_codes_cites_all_between_its_ends() {
        let cites =
            |text: &str, code: &str| spans(&Normalised::of(text), || text.to_owned(), &Normalised::of(code));
        for text in
            ["Cas 1 (C1.1 à C1.4)", "C1.1-C1.4", "C1.2 – C1.3", "de C1.1 au C1.3", "from C1.1 to C1.3"]
        {
            assert!(cites(text, "C1.3"), "{text}");
            assert!(!cites(text, "C1.5") && !cites(text, "C2.2"), "{text}");
        }
        assert!(cites("C1.1 à C1.3", "C1.2") && cites("CP2 à CP4", "CP3"));
        assert!(
            !cites("C1.1, C1.3", "C1.2") && !cites("C1.1 et C1.3", "C1.2") && !cites("C1.3 à C1.1", "C1.2")
        );
        assert!(!cites("C1.1 à C2.3", "C1.2"));
        assert!(!cites("C1.1 - C1.3 - C1.6", "C1.2") && !cites("C1.1 - C1.3 - C1.6", "C1.5"));
    }
}
