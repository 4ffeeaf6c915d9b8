//! Blanks of a form's passage: is something written in them?

use super::Context;
use super::draft::Answer;
use super::fields::{not_recognised, passage_title};
use super::form_text::{Words, phrases, without};
use super::recurring::occurrences;
use crate::certification::{Filled, Requirement};
use crate::document::{Kind, Role};
use crate::finding::Status;
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
        let words = if index == occurrence.blocks.start {
            words.get(occurrence.opening..).unwrap_or_default()
        } else {
            words
        };
        rest.extend(without(words, &fixed));
    }
    let dated = take_date(&mut rest);
    let written = rest.iter().any(|word| word.chars().any(char::is_alphabetic) && word.chars().count() > 1);
    let empty: Vec<&Message> = asks
        .blanks
        .iter()
        .filter(|(_, is_date)| if *is_date { !dated } else { !written })
        .map(|(title, _)| title)
        .collect();
    let at = context.dossier.place_without_excerpt(occurrence.blocks.start);
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
    Answer::new(
        requirement,
        Status::NotMet,
        0.8,
        say!("Laissé en blanc dans ce fichier : {fr}.", "Left blank in this file: {en}."),
    )
    .found(say!("en blanc : {fr}", "blank: {en}"))
    .at(at)
}

/// Takes a date out of `words` ("26 juin 2026", "02/07/2021"); true where there was one.
fn take_date(words: &mut Words) -> bool {
    let number = |word: &str, most: u32| word.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n));
    let year = |word: &str| {
        word.bytes().all(|b| b.is_ascii_digit())
            && (word.len() == 2 || word.len() == 4 && word.starts_with(['1', '2']))
    };
    let is_date = |window: &[String]| match window {
        [day, month, last] => {
            let day_ok = number(day.trim_end_matches("er"), 31) || year(day);
            let month_ok = number(month, 12) || MONTHS.contains(&month.as_str());
            day_ok && month_ok && (year(last) || year(day) && number(last, 31))
        }
        _ => false,
    };
    match words.windows(3).position(is_date) {
        Some(at) => {
            words.drain(at..at + 3);
            true
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::form_text::words;
    use super::*;

    #[test]
    fn dates_are_told_however_they_are_written() {
        for text in ["le 26 juin 2026", "02/07/2021", "25-10-2025", "1er août 2026", "2026-06-26", "10.04.23"]
        {
            assert!(take_date(&mut words(text)), "{text}");
        }
        for text in ["Fait à Cannes", "3 pages sur 12", "le", ""] {
            assert!(!take_date(&mut words(text)), "{text}");
        }
    }
}
