//! The language that a part is written in.

use super::Context;
use super::draft::Answer;
use super::passage::{FEW_WORDS, passages_of_part};
use super::presence::place;
use crate::certification::{Language, Requirement};
use crate::finding::Status;
use crate::message::language_name;
use crate::say;

/// The least part that a text has of itself and its version in another language together.
const BESIDE: f32 = 0.35;

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Language) -> Answer {
    let found = passages_of_part(context, requirement, &asks.of, Some(&asks.language));
    let (fr, en) = language_name(&asks.language);
    let expected = say!("un texte en {fr}", "a text in {en}");
    let Some(passage) = found.first().filter(|passage| passage.tally.count.words >= FEW_WORDS) else {
        return Answer::new(
            requirement,
            Status::NotJudged,
            0.5,
            say!(
                "Ce texte n'a pas été trouvé : rien à vérifier ici.",
                "This text was not found: nothing to check here."
            ),
        )
        .expected(expected)
        .waits();
    };
    // The whole of what stands under the heading, not only the stretch in the right language.
    let whole = (passage.candidate.block + 1).min(passage.candidate.range.end)..passage.candidate.range.end;
    let shares = context.dossier.shares(whole);
    let right = match asks.language.as_str() {
        "fr" => shares.french,
        _ => shares.english,
    };
    let known = shares.french + shares.english + shares.other;
    let part = right as f32 / known.max(1) as f32;
    let percent = (part * 100.0).round();
    let status = match passage.language {
        None => Status::NotJudged,
        // A text in the right language followed by its version in the other is no fault.
        Some(is) if is.id() == asks.language && part >= BESIDE => Status::Met,
        Some(is) if is.id() == asks.language => Status::NotJudged,
        Some(_) if part < 0.5 => Status::NotMet,
        Some(_) => Status::NotJudged,
    };
    let message = match status {
        Status::Met => say!("Le texte est en {fr}", "The text is in {en}"),
        Status::NotMet => say!(
            "Le texte n'est pas en {fr} ({percent} % seulement).",
            "The text is not in {en} (only {percent}%)."
        ),
        Status::NotJudged if passage.language.is_some_and(|is| is.id() == asks.language) => say!(
            "Seule une partie ({percent} %) de ce qui est écrit sous ce titre est en {fr} : voyez si le texte demandé y est en entier.",
            "Only part ({percent}%) of what stands under this heading is in {en}: see whether all of the text is there."
        ),
        Status::NotJudged => say!(
            "La langue de ce texte ne se laisse pas déterminer sûrement.",
            "The language of this text cannot be told surely."
        ),
    };
    let count = passage.tally.count;
    let is = passage.language.map(|is| is.id());
    let found = match is {
        Some(is) => {
            let (fr, en) = language_name(is);
            say!("un texte en {fr}", "a text in {en}")
        }
        None => say!("langue indéterminée", "language not told"),
    };
    Answer::new(requirement, status, if status == Status::NotJudged { 0.4 } else { 0.9 }, message)
        .found(found)
        .expected(expected)
        .at(place(context, passage.candidate))
        .counts(count.characters, count.words)
        .language(is)
}
