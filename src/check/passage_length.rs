//! How long a passage is, or a document of its own: words, characters, lines.

use super::Context;
use super::draft::Answer;
use super::length::{Figure, expected, is_beyond, show, verdict};
use super::passage::{FEW_WORDS, Passage, passages};
use super::presence::place;
use super::subject::Subject;
use crate::certification::{Length, Measure, Requirement};
use crate::finding::{Severity, Status};
use crate::measure::{Tally, lines};
use crate::say;

/// The length of a passage.
pub(super) fn of_topic(
    context: &Context<'_>,
    requirement: &Requirement,
    asks: &Length,
    topic: &str,
) -> Answer {
    if asks.apart
        && let Some(subject) = context.apart(&[topic.to_owned()])
    {
        return alone(requirement, asks, subject);
    }
    let found = passages(context, topic, asks.language.as_deref());
    let usable = found.first().filter(|passage| is_the_passage(passage, asks));
    if let Some(passage) = usable {
        let rendered = lines(&context.dossier.structure, passage.blocks.clone());
        return of_passage(requirement, asks, passage.tally, rendered).at(place(context, passage.candidate));
    }
    let message = if found.is_empty() {
        say!("Ce texte n'a pas été trouvé : rien à mesurer.", "This text was not found: nothing to measure.")
    } else {
        say!(
            "Il n'y a pas assez de texte de ce genre sous son titre : rien à mesurer.",
            "There is not enough text of this kind under its heading: nothing to measure."
        )
    };
    let answer = Answer::new(requirement, Status::NotJudged, 0.5, message).waits();
    if asks.apart { answer.weighs(Severity::Info) } else { answer }
}

/// The length of a document of its own.
pub(super) fn alone(requirement: &Requirement, asks: &Length, subject: &Subject) -> Answer {
    let all = 0..subject.structure.document.blocks.len();
    of_passage(requirement, asks, without_title(subject), lines(&subject.structure, all))
        .expected(expected(asks))
}

/// What counts in a document of its own, less its headings.
fn without_title(subject: &Subject) -> Tally {
    let mut sum = Tally::default();
    for index in 0..subject.structure.document.blocks.len() {
        if subject.block(index).is_some_and(|block| block.heading().is_none()) {
            sum += subject.tally(index..index + 1);
        }
    }
    sum
}

fn is_the_passage(passage: &Passage<'_>, asks: &Length) -> bool {
    passage.tally.count.words >= FEW_WORDS
        && asks.language.as_ref().is_none_or(|wanted| passage.language.is_none_or(|is| is.id() == wanted))
}

fn of_passage(requirement: &Requirement, asks: &Length, tally: Tally, rendered: Option<u32>) -> Answer {
    // Isolated punctuation is a word in a word processor; an answer that hangs on it alone is not given.
    let words = Figure {
        value: u32::try_from(tally.count.words).unwrap_or(u32::MAX),
        low: u32::try_from(tally.count.words - tally.wordless).unwrap_or(u32::MAX),
        high: u32::try_from(tally.count.words).unwrap_or(u32::MAX),
    };
    let figures: Vec<(Measure, Figure)> = [
        Some((Measure::Words, words)),
        Some((Measure::Characters, Figure::exact(tally.count.characters))),
        rendered.map(|n| (Measure::Lines, Figure { value: n, low: n, high: n })),
    ]
    .into_iter()
    .flatten()
    .collect();
    // Lines are known to some formats only: their absence leaves the other measures to decide.
    let known: Vec<Measure> = figures.iter().map(|(measure, _)| *measure).collect();
    let mut asks = asks.clone();
    asks.decides.retain(|measure| known.contains(measure));
    let (status, message) = verdict(&asks, &figures);
    Answer::new(requirement, status, if status == Status::NotJudged { 0.4 } else { 0.9 }, message)
        .found(show(&asks, &figures))
        .beyond(is_beyond(&asks, &figures))
        .counts(tally.count.characters, tally.count.words)
}
