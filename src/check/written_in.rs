//! A passage that must be in a language: its text decides.

use super::Context;
use super::absent::unsure;
use super::draft::Answer;
use super::hollow;
use super::passage::{FEW_WORDS, Passage, passages};
use super::presence::place;
use super::stray;
use super::subject::Subject;
use crate::certification::{Presence, Requirement};
use crate::document::Kind;
use crate::finding::{Severity, Status};
use crate::message::{Message, language_name};
use crate::say;

/// The answer on the passage that `asks` wants in `language`.
pub(super) fn check(
    context: &Context<'_>,
    requirement: &Requirement,
    asks: &Presence,
    language: &str,
) -> Answer {
    if let Some(answer) = apart(context, requirement, asks, language) {
        return answer;
    }
    for topic in &asks.topics {
        let found = passages(context, topic, Some(language));
        let Some(best) = found.first() else { continue };
        if best.tally.count.words < FEW_WORDS {
            return empty_passage(context, requirement, asks, best);
        }
        return match best.language {
            Some(is) if is.id() == language => {
                hollow::check(context, requirement, best.candidate, &best.blocks)
                    .unwrap_or_else(|| met_passage(context, requirement, best, is.id()))
            }
            Some(is) => other_language(context, requirement, asks, best, is.id()),
            None => too_short(context, requirement, best),
        };
    }
    if asks.apart {
        return not_given(requirement);
    }
    stray::check(context, requirement, asks, language)
}

/// What is due apart was not given.
pub(super) fn not_given(requirement: &Requirement) -> Answer {
    let message = say!(
        "Il n'est pas dans le dossier et n'a pas été donné à part : rien à vérifier ici.",
        "It is not in the dossier and was not given apart: nothing to check here."
    );
    Answer::new(requirement, Status::NotJudged, 0.5, message).weighs(Severity::Info)
}

/// What a document of its own answers, in whatever language it is.
pub(super) fn handed_in(requirement: &Requirement, subject: &Subject) -> Answer {
    let count = subject.count(0..subject.structure.document.blocks.len());
    let words = count.words;
    let answer = if words < FEW_WORDS {
        let message = say!(
            "Le document remis à part n'a que {words} mots : regardez-le vous-même.",
            "The document handed in apart has only {words} words: look at it yourself."
        );
        Answer::open(requirement, message)
    } else {
        let message = say!("Remis à part, {words} mots", "Handed in apart, {words} words");
        Answer::new(requirement, Status::Met, 0.9, message)
    };
    answer.counts(count.characters, count.words)
}

fn met_passage(
    context: &Context<'_>,
    requirement: &Requirement,
    passage: &Passage<'_>,
    language: &str,
) -> Answer {
    let title = &passage.candidate.title;
    let count = passage.tally.count;
    let words = count.words;
    Answer::new(requirement, Status::Met, 0.95, say!("« {title} », {words} mots", "“{title}”, {words} words"))
        .found(Message::same(title.clone()))
        .at(place(context, passage.candidate))
        .part(passage.candidate.block)
        .counts(count.characters, count.words)
        .language(Some(language))
        .serves(passage.candidate.section)
}

fn empty_passage(
    context: &Context<'_>,
    requirement: &Requirement,
    asks: &Presence,
    passage: &Passage<'_>,
) -> Answer {
    let title = &passage.candidate.title;
    let blocks = context.dossier.structure.blocks(passage.candidate.range.clone());
    if blocks.iter().any(|block| block.kind == Kind::Image) {
        return unsure(
            requirement,
            say!(
                "Sous « {title} », il n'y a qu'une image : son texte ne se lit pas. Regardez-la, et remplacez-la par du texte.",
                "Under “{title}” there is only a picture: its text cannot be read. Look at it, and put text in its place."
            ),
            vec![place(context, passage.candidate)],
        );
    }
    let status = if asks.apart { Status::NotJudged } else { Status::NotMet };
    let words = passage.tally.count.words;
    let said = blocks.iter().any(|block| block.kind == Kind::Paragraph && !block.is_blank());
    let (message, found) = if words > 0 && said {
        let message = say!(
            "Le titre « {title} » est là, mais il n'y a dessous que {words} mots.",
            "The heading “{title}” is there, but only {words} words stand under it."
        );
        (message, say!("« {title} », {words} mots", "“{title}”, {words} words"))
    } else {
        let message = say!(
            "Le titre « {title} » est là, mais il n'y a pas de texte dessous.",
            "The heading “{title}” is there, but no text under it."
        );
        (message, say!("« {title} », sans texte", "“{title}”, without text"))
    };
    Answer::new(requirement, status, 0.85, message)
        .found(found)
        .at(place(context, passage.candidate))
        .counts(passage.tally.count.characters, passage.tally.count.words)
}

fn other_language(
    context: &Context<'_>,
    requirement: &Requirement,
    asks: &Presence,
    passage: &Passage<'_>,
    is: &str,
) -> Answer {
    let title = &passage.candidate.title;
    let (fr, en) = language_name(is);
    let status = if asks.apart { Status::NotJudged } else { Status::NotMet };
    let count = passage.tally.count;
    Answer::new(
        requirement,
        status,
        0.9,
        say!("Sous « {title} », le texte est en {fr}.", "The text under “{title}” is in {en}."),
    )
    .found(say!("un texte en {fr}", "a text in {en}"))
    .at(place(context, passage.candidate))
    .counts(count.characters, count.words)
    .language(Some(is))
    .serves(passage.candidate.section)
}

fn too_short(context: &Context<'_>, requirement: &Requirement, passage: &Passage<'_>) -> Answer {
    let title = &passage.candidate.title;
    let words = passage.tally.count.words;
    Answer::open(
        requirement,
        say!(
            "Sous « {title} » ({words} mots), la langue ne se laisse pas déterminer.",
            "Under “{title}” ({words} words), the language cannot be told."
        ),
    )
    .at(place(context, passage.candidate))
    .passages(vec![place(context, passage.candidate)])
}

/// The passage as a document of its own, handed in beside the dossier.
fn apart(
    context: &Context<'_>,
    requirement: &Requirement,
    asks: &Presence,
    language: &str,
) -> Option<Answer> {
    if !asks.apart {
        return None;
    }
    context.apart(&asks.topics).map(|subject| alone(requirement, subject, language))
}

/// What a document of its own answers: its language decides.
pub(super) fn alone(requirement: &Requirement, subject: &Subject, language: &str) -> Answer {
    let all = 0..subject.structure.document.blocks.len();
    let count = subject.count(all.clone());
    let is = subject.language(all);
    let words = count.words;
    let answer = match is {
        Some(is) if is.id() == language => Answer::new(
            requirement,
            Status::Met,
            0.95,
            say!("Remis à part, {words} mots", "Handed in apart, {words} words"),
        ),
        Some(is) => {
            let (fr, en) = language_name(is.id());
            Answer::new(
                requirement,
                Status::NotMet,
                0.9,
                say!("Le document remis à part est en {fr}.", "The document handed in apart is in {en}."),
            )
            .help(right_language(language))
        }
        None => Answer::open(
            requirement,
            say!(
                "La langue du document remis à part ne se laisse pas déterminer.",
                "The language of the document handed in apart cannot be told."
            ),
        )
        .help(right_language(language)),
    };
    answer.counts(count.characters, count.words).language(is.map(|is| is.id()))
}

/// What to do about a document that was handed in apart in another language: it was given, and need not be given again.
fn right_language(wanted: &str) -> Message {
    let (fr, en) = language_name(wanted);
    say!(
        "Écrivez ce texte en {fr}. S'il l'est déjà, vérifiez que c'est le bon fichier.",
        "Write this text in {en}. If it is already, check that this is the right file."
    )
}
