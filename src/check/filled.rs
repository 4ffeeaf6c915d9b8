//! Blanks of a form's passage: is something written in them?

use std::ops::Range;

use super::Context;
use super::draft::Answer;
use super::fields::{not_recognised, passage_title};
use super::form_text::{Words, phrases, without};
use super::recurring::occurrences;
use crate::calendar;
use crate::certification::{Filled, Requirement};
use crate::document::{Kind, Role};
use crate::finding::Status;
use crate::lexicon::Normalised;
use crate::message::Message;
use crate::say;

const MONTHS: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Filled) -> Answer {
    let title = passage_title(context.certification, &asks.of);
    let all = occurrences(&context.form, context.certification, &asks.of);
    let Some(occurrence) = all.first() else { return not_recognised(requirement, &title) };
    let fixed = phrases(&asks.fixed);
    let mut rest: Words = Vec::new();
    let mut picture = false;
    for index in occurrence.blocks.clone() {
        let Some(block) = context.dossier.block(index) else { continue };
        if matches!(block.kind, Kind::RunningHead | Kind::RunningFoot | Kind::PageNumber | Kind::Comment) {
            continue;
        }
        picture |= block.kind == Kind::Image && block.runs.iter().all(|run| run.role != Role::Hidden);
        let words = context.form.block(index);
        let from = if index == occurrence.blocks.start { occurrence.opening } else { 0 };
        let hints = hints(&block.text());
        let own = words.iter().zip(hints.iter().chain(std::iter::repeat(&false))).skip(from);
        let own: Words = own.filter(|(_, is_hint)| !**is_hint).map(|(word, _)| word.clone()).collect();
        rest.extend(without(&own, &fixed));
    }
    let date = take_date(&mut rest);
    let dated = date.is_some();
    let written = rest.iter().any(|word| word.chars().any(char::is_alphabetic) && word.chars().count() > 1);
    let empty: Vec<&Message> = asks
        .blanks
        .iter()
        .filter(|(_, is_date)| if *is_date { !dated } else { !written })
        .map(|(title, _)| title)
        .collect();
    let at = context.dossier.place_without_excerpt(occurrence.blocks.start);
    let impossible = date.filter(|date| !date.exists() && asks.blanks.iter().any(|(_, is_date)| *is_date));
    if let (true, Some(Date { day, month, year })) = (empty.is_empty(), impossible) {
        return Answer::new(
            requirement,
            Status::NotMet,
            0.8,
            say!(
                "La date écrite n'existe pas : {day:02}/{month:02}/{year}.",
                "The date that is written does not exist: {year}-{month:02}-{day:02}."
            ),
        )
        .found(say!("{day:02}/{month:02}/{year}", "{year}-{month:02}-{day:02}"))
        .at(at);
    }
    if empty.is_empty() {
        return Answer::new(requirement, Status::Met, 0.85, say!("Remplie", "Filled in")).at(at);
    }
    let list = |get: fn(&Message) -> &str| empty.iter().map(|m| get(m)).collect::<Vec<_>>().join(", ");
    let (fr, en) = (list(|m| &m.fr), list(|m| &m.en));
    if picture {
        return Answer::open(
            requirement,
            say!(
                "Une image se trouve à cet endroit : vérifiez vous-même que {fr} y figure.",
                "A picture stands there: check for yourself that {en} is on it."
            ),
        )
        .at(at);
    }
    if !context.dossier.structure.document.knows_tables {
        return Answer::open(
            requirement,
            say!(
                "Rien n'y est écrit pour {fr}, mais ce PDF ne dit pas si une image s'y trouve (écriture à la main, signature) : regardez vous-même.",
                "Nothing is written there for {en}, but this PDF does not tell whether a picture stands there (handwriting, a signature): look for yourself."
            ),
        )
        .at(at);
    }
    Answer::new(
        requirement,
        Status::NotMet,
        0.8,
        say!("Laissé en blanc dans ce fichier : {fr}.", "Left blank in this file: {en}."),
    )
    .found(say!("en blanc : {fr}", "blank: {en}"))
    .at(at)
}

/// Which words of `text` stand in brackets, as the hints of a template do: « Fait à [ville] ». What begins with a capital,
/// « Fait à [Lorient] », was written in them.
fn hints(text: &str) -> Vec<bool> {
    let mut within: Vec<Range<usize>> = Vec::new();
    let mut open = None;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('[' | '<' | '{', _) => open = Some(at),
            (']' | '>' | '}', Some(start)) => {
                let inside = text.get(start + 1..at).unwrap_or_default().trim_start();
                within.extend((!inside.starts_with(char::is_uppercase)).then_some(start..at));
                open = None;
            }
            _ => {}
        }
    }
    let words = Normalised::of(text);
    let is_hint = |at: usize| {
        let Some(place) = words.source(at..at + 1) else { return false };
        let next = within.partition_point(|range| range.end < place.start);
        within.get(next).is_some_and(|range| range.contains(&place.start))
    };
    (0..words.len()).map(is_hint).collect()
}

/// A date as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Date {
    day: u32,
    month: u32,
    year: u32,
}

impl Date {
    /// Of « 26 juin 2026 », « 02/07/2021 » or « 2026-06-26 », as words.
    fn of(window: &[String]) -> Option<Self> {
        let [first, month, last] = window else { return None };
        let number = |word: &str, most: u32| word.parse::<u32>().ok().filter(|n| (1..=most).contains(n));
        let year = |word: &str| {
            let is_year = word.bytes().all(|b| b.is_ascii_digit())
                && (word.len() == 2 || word.len() == 4 && word.starts_with(['1', '2']));
            word.parse::<u32>().ok().filter(|_| is_year)
        };
        let by_name = || MONTHS.iter().position(|name| name == month).map(|at| at as u32 + 1);
        let month = number(month, 12).or_else(by_name)?;
        if let (Some(day), Some(year)) = (number(first.trim_end_matches("er"), 31), year(last)) {
            return Some(Self { day, month, year });
        }
        Some(Self { day: number(last, 31)?, month, year: year(first)? })
    }

    /// True for a day that is on the calendar.
    fn exists(self) -> bool {
        let year = if self.year < 100 { 2000 + self.year } else { self.year };
        let narrow = |n: u32| i8::try_from(n).ok();
        let date = i16::try_from(year).ok().zip(narrow(self.month)).zip(narrow(self.day));
        date.is_some_and(|((year, month), day)| calendar::Date::new(year, month, day).is_ok())
    }
}

/// Takes a date out of `words`.
fn take_date(words: &mut Words) -> Option<Date> {
    let dates: Vec<(usize, Date)> =
        words.windows(3).enumerate().filter_map(|(at, window)| Some((at, Date::of(window)?))).collect();
    // A number of a telephone reads like a day that no calendar has.
    let (at, date) = dates.iter().find(|(_, date)| date.exists()).or_else(|| {
        let is_written = |(_, date): &&(usize, Date)| date.year > 99;
        dates.iter().find(is_written)
    })?;
    words.drain(*at..at + 3);
    Some(*date)
}

#[cfg(test)]
mod tests {
    use super::super::form_text::words;
    use super::*;

    #[test]
    fn dates_are_told_however_they_are_written() {
        for text in ["le 26 juin 2026", "02/07/2021", "25-10-2025", "1er août 2026", "2026-06-26", "10.04.23"]
        {
            assert!(take_date(&mut words(text)).is_some_and(Date::exists), "{text}");
        }
        for text in ["Fait à Cannes", "3 pages sur 12", "le", ""] {
            assert!(take_date(&mut words(text)).is_none(), "{text}");
        }
    }

    #[test]
    fn a_day_that_is_on_no_calendar_is_told() {
        let exists = |text: &str| take_date(&mut words(text)).is_some_and(Date::exists);
        assert!(exists("29 février 2028") && exists("30/04/26") && exists("2024-02-29"));
        assert!(!exists("31 février 2026") && !exists("29 février 2026") && !exists("31/04/2026"));
    }

    #[test]
    fn what_stands_in_brackets_is_a_hint() {
        let own = |text: &str| {
            let hints = hints(text);
            words(text)
                .into_iter()
                .zip(hints)
                .filter(|(_, hint)| !hint)
                .map(|(word, _)| word)
                .collect::<Vec<_>>()
        };
        assert_eq!(own("Fait à [ville du centre] le <date>"), ["fait", "a", "le"]);
        assert_eq!(own("Fait à Lyon (69)"), ["fait", "a", "lyon", "69"]);
    }
}
