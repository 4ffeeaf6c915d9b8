//! How long a passage is, or a document of its own: words, characters, lines.

use std::ops::Range;

use super::Context;
use super::draft::Answer;
use super::length::{Figure, decide, expected, is_beyond, show, verdict};
use super::passage::{FEW_WORDS, Passage, passages_of_part};
use super::presence::place;
use super::subject::Subject;
use super::twice_said::{self, Beside};
use crate::certification::{Length, Measure, Requirement};
use crate::finding::{Severity, Status};
use crate::measure::{Tally, lines};
use crate::message::Message;
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
    let found = passages_of_part(context, requirement, topic, asks.language.as_deref());
    let usable = found.first().filter(|passage| is_the_passage(passage, asks));
    if let Some(passage) = usable {
        let rendered = lines(&context.dossier.structure, passage.blocks.clone());
        let beside = twice_said::of(context.dossier, passage.blocks.clone(), asks.language.as_deref());
        let pages = pages(context.dossier, &passage.blocks);
        return of_passage(requirement, asks, passage.tally, beside, (rendered, pages))
            .at(place(context, passage.candidate));
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
    let beside = twice_said::of(subject, all.clone(), asks.language.as_deref());
    let pages = subject.measured.pages.as_ref().map(Figure::pages);
    of_passage(requirement, asks, without_title(subject), beside, (lines(&subject.structure, all), pages))
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

/// A figure of which so much may not count.
fn less(value: usize, beside: usize) -> Figure {
    Figure { low: u32::try_from(value.saturating_sub(beside)).unwrap_or(u32::MAX), ..Figure::exact(value) }
}

/// The pages that a passage takes, where the file has pages of its own: it may begin and end in the midst of one.
fn pages(subject: &Subject, blocks: &Range<usize>) -> Option<Figure> {
    let facts = &subject.structure.document.pages;
    facts.exact?;
    let on = blocks.clone().filter_map(|index| subject.block(index)).filter(|block| !block.is_blank());
    let on: Vec<u32> = on.filter_map(|block| block.place.page).collect();
    let value = on.iter().max()?.saturating_sub(*on.iter().min()?).saturating_add(1);
    let low = if facts.slides { value } else { value.saturating_sub(1).max(1) };
    Some(Figure { value, low, high: value })
}

fn of_passage(
    requirement: &Requirement,
    asks: &Length,
    tally: Tally,
    beside: Beside,
    (rendered, pages): (Option<u32>, Option<Figure>),
) -> Answer {
    let figures = |beside: Beside| -> Vec<(Measure, Figure)> {
        // Isolated punctuation is a word in a word processor; an answer that hangs on it alone is not given.
        let words = less(tally.count.words, tally.wordless + beside.words);
        let characters = less(tally.count.characters, beside.characters);
        // How many lines and pages the rest takes is not known.
        let rendered = rendered
            .map(|n| Figure { low: if beside.words > 0 { 0 } else { n }, ..Figure::exact(n as usize) });
        let pages = pages.map(|pages| Figure { low: if beside.words > 0 { 0 } else { pages.low }, ..pages });
        [
            Some((Measure::Words, words)),
            Some((Measure::Characters, characters)),
            rendered.map(|lines| (Measure::Lines, lines)),
            pages.map(|pages| (Measure::Pages, pages)),
        ]
        .into_iter()
        .flatten()
        .collect()
    };
    let (strict, figures) = (figures(beside), figures(Beside::default()));
    // Lines are known to some formats only: their absence leaves the other measures to decide.
    let known: Vec<Measure> = figures.iter().map(|(measure, _)| *measure).collect();
    let mut asks = asks.clone();
    let unknown: Vec<Measure> = asks.decides.iter().filter(|it| !known.contains(it)).copied().collect();
    asks.decides.retain(|measure| known.contains(measure));
    if asks.decides.is_empty() {
        return without_measure(requirement, &asks, &figures, &unknown, tally);
    }
    let (mut status, mut message) = verdict(&asks, &figures);
    if beside.words > 0 {
        let words = beside.words;
        if status == Status::Met && decide(&asks, &strict) != Some(true) {
            status = Status::NotJudged;
        }
        let Message { fr, en } = message;
        let part = if fr.ends_with('.') { "" } else { " ;" };
        message = say!(
            "{fr}{part} {words} mots y sont dans des phrases déjà dites ou dans une autre langue : à vous de voir s'ils comptent.",
            "{en}{part} {words} words are in sentences that were said before or in another language: see for yourself whether they count."
        );
    }
    Answer::new(requirement, status, if status == Status::NotJudged { 0.4 } else { 0.9 }, message)
        .found(show(&asks, &figures))
        .beyond(is_beyond(&asks, &figures))
        .counts(tally.count.characters, tally.count.words)
}

/// The answer where the format tells none of the measures that decide, `unknown`.
fn without_measure(
    requirement: &Requirement,
    asks: &Length,
    figures: &[(Measure, Figure)],
    unknown: &[Measure],
    tally: Tally,
) -> Answer {
    let list = |get: fn(&Message) -> &str, and: &str| {
        unknown.iter().map(|measure| get(&measure.unit()).to_owned()).collect::<Vec<_>>().join(and)
    };
    let (fr, en) = (list(|m| &m.fr, " ni de "), list(|m| &m.en, " or "));
    let words = tally.count.words;
    let message = say!(
        "Ce format ne dit pas le nombre de {fr} de ce texte ({words} mots) : exportez-le en PDF, ou comptez vous-même.",
        "This format does not tell the number of {en} of this text ({words} words): export it to PDF, or count yourself."
    );
    Answer::open(requirement, message)
        .found(show(asks, figures))
        .counts(tally.count.characters, tally.count.words)
}
