//! A passage that comes a number of times, or takes a number of pages each time.

use std::collections::BTreeMap;

use super::Context;
use super::draft::Answer;
use super::fields::{is_blank, name, not_recognised, passage_title};
use super::recurring::{Occurrence, occurrences};
use crate::certification::{Band, Repeat, RepeatCount, Requirement};
use crate::document::Kind;
use crate::finding::{Status, Where};
use crate::message::{Message, counted};
use crate::say;

/// Words on a page before the next passage opens there, below which the page is not counted: the head of that passage.
const HEAD: usize = 40;

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Repeat) -> Answer {
    let all = occurrences(&context.form, context.certification, &asks.of);
    let title = passage_title(context.certification, &asks.of);
    if all.is_empty() {
        return not_recognised(requirement, &title);
    }
    let written: Vec<&Occurrence> = all.iter().filter(|o| !is_blank(context, o, &asks.of)).collect();
    let answer = match asks.count {
        RepeatCount::Times => times(context, requirement, asks, &all, &written, &title),
        RepeatCount::Pages => pages(context, requirement, asks, &written, &title),
    };
    answer.expected(expected(asks, &title))
}

fn expected(asks: &Repeat, title: &Message) -> Message {
    let band = |and: &str, most: &str| match (asks.band.min, asks.band.max) {
        (Some(min), Some(max)) => format!("{min} {and} {max}"),
        (Some(min), None) => format!("{min}"),
        (None, Some(max)) => format!("{most} {max}"),
        (None, None) => String::new(),
    };
    let (fr, en) = (band("à", "au plus"), band("to", "at most"));
    match asks.count {
        RepeatCount::Times => Message::new(format!("{} : {fr}", title.fr), format!("{}: {en}", title.en)),
        RepeatCount::Pages => Message::new(format!("{fr} pages"), format!("{en} pages")),
    }
}

/// How many times the passage comes within each passage around it.
fn times(
    context: &Context<'_>,
    requirement: &Requirement,
    asks: &Repeat,
    all: &[Occurrence],
    written: &[&Occurrence],
    title: &Message,
) -> Answer {
    let outer = context.certification.passage(&asks.of).and_then(|passage| passage.within.clone());
    let known = outer.is_none() || all.iter().all(|occurrence| occurrence.within.is_some());
    let group_of = groups(all, known && outer.is_some());
    let count = group_of.iter().max().map_or(1, |last| last + 1);
    let is_written = |occurrence: &Occurrence| written.contains(&occurrence);
    let counts: Vec<usize> = (0..count)
        .map(|group| all.iter().zip(&group_of).filter(|(o, of)| **of == group && is_written(o)).count())
        .collect();
    let outer_title = outer.map(|id| passage_title(context.certification, &id)).unwrap_or_default();
    let text = |outer: &str| {
        let each = counts.iter().enumerate().map(|(group, count)| {
            if outer.is_empty() { count.to_string() } else { format!("{outer} {} : {count}", group + 1) }
        });
        each.collect::<Vec<_>>().join(", ")
    };
    let shown = Message::new(text(&outer_title.fr), text(&outer_title.en));
    let at = |group: usize| {
        let first = all.iter().zip(&group_of).find(|(_, of)| **of == group);
        first.map(|(o, _)| context.dossier.place(o.blocks.start)).unwrap_or_default()
    };
    let bad = counts.iter().position(|count| !holds(&asks.band, *count));
    let (status, message) = match bad {
        None => (Status::Met, shown.clone()),
        Some(_) if !known => {
            let Message { fr, en } = &outer_title;
            let count = written.len();
            (
                Status::NotJudged,
                say!(
                    "{count} trouvé(s), mais pas de quoi dire à quelle {fr} chacun appartient.",
                    "{count} found, but nothing tells which {en} each belongs to."
                ),
            )
        }
        Some(_) => {
            let Message { fr, en } = &shown;
            (Status::NotMet, Message::new(format!("{} : {fr}.", title.fr), format!("{}: {en}.", title.en)))
        }
    };
    let sure = if status == Status::NotJudged { 0.4 } else { 0.85 };
    Answer::new(requirement, status, sure, message).found(shown).at(at(bad.unwrap_or(0)))
}

/// The passage around each, from 0; where they were not recognised, one begins where the numbers begin again.
fn groups(all: &[Occurrence], known: bool) -> Vec<usize> {
    let mut group = 0;
    let mut before = None;
    all.iter()
        .map(|occurrence| {
            if known {
                return occurrence.within.unwrap_or(0);
            }
            group +=
                usize::from(before.is_some() && occurrence.number.is_some() && occurrence.number <= before);
            before = occurrence.number;
            group
        })
        .collect()
}

fn holds(band: &Band, count: usize) -> bool {
    u32::try_from(count).is_ok_and(|count| band.holds(count))
}

/// How many pages each coming of the passage takes, where pages are those of the file.
fn pages(
    context: &Context<'_>,
    requirement: &Requirement,
    asks: &Repeat,
    written: &[&Occurrence],
    title: &Message,
) -> Answer {
    if context.dossier.structure.document.pages.exact.is_none() {
        return Answer::open(
            requirement,
            say!(
                "Ce format n'a pas de pages sûres : exportez-le en PDF pour le faire vérifier.",
                "This format has no sure pages: export it to PDF to have it checked."
            ),
        );
    }
    let lengths: Vec<(&Occurrence, u32)> = written
        .iter()
        .filter_map(|occurrence| Some((*occurrence, page_count(context, occurrence)?)))
        .collect();
    let Some(longest) = lengths.iter().map(|(_, pages)| *pages).max() else {
        return not_recognised(requirement, title);
    };
    let long: Vec<&(&Occurrence, u32)> =
        lengths.iter().filter(|(_, pages)| !asks.band.holds(*pages)).collect();
    if long.is_empty() {
        let Message { fr, en } = counted(longest as usize, ["page", "pages"], ["page", "pages"]);
        let message = say!("{fr} pour le plus long", "{en} for the longest");
        return Answer::new(requirement, Status::Met, 0.85, message);
    }
    let names: Vec<(Message, u32)> =
        long.iter().map(|(o, pages)| (name(context.certification, &asks.of, o), *pages)).collect();
    let list = |get: fn(&Message) -> &str, colon: &str| {
        let each = names.iter().map(|(name, pages)| format!("{}{colon} {pages} pages", get(name)));
        each.collect::<Vec<_>>().join(" ; ")
    };
    let found = Message::new(list(|m| &m.fr, " :"), list(|m| &m.en, ":"));
    let places: Vec<Where> =
        long.iter().map(|(occurrence, _)| context.dossier.place(occurrence.blocks.start)).collect();
    let place = places.first().cloned().unwrap_or_default();
    let message = Message::new(format!("{}.", found.fr), format!("{}.", found.en));
    Answer::new(requirement, Status::NotMet, 0.8, message).found(found).at(place).passages(places)
}

/// Pages from the one where the passage opens to the last with something of it.
fn page_count(context: &Context<'_>, occurrence: &Occurrence) -> Option<u32> {
    let page = |index: usize| context.dossier.block(index).and_then(|block| block.place.page);
    let first = page(occurrence.blocks.start)?;
    let next = page(occurrence.blocks.end);
    let on = |wanted: u32| {
        occurrence.blocks.clone().filter(move |index| page(*index) == Some(wanted)).filter(|index| {
            context.dossier.block(*index).is_some_and(|block| block.in_flow() || block.kind == Kind::Image)
        })
    };
    let pictures = |indices: &mut dyn Iterator<Item = usize>| {
        indices.filter(|index| context.dossier.block(*index).is_some_and(|b| b.kind == Kind::Image)).count()
    };
    let logos = logos(context);
    let mut last = occurrence.blocks.clone().filter_map(page).max()?;
    while last > first {
        let words: usize = on(last).map(|index| context.form.block(index).len()).sum();
        let picture = pictures(&mut on(last)) > logos;
        let is_head = next == Some(last) && words < HEAD;
        if (words > 0 || picture) && !is_head {
            break;
        }
        last -= 1;
    }
    Some(last - first + 1)
}

/// How many pictures every page has: those of its head.
fn logos(context: &Context<'_>) -> usize {
    let mut by_page: BTreeMap<u32, usize> = BTreeMap::new();
    for block in &context.dossier.structure.document.blocks {
        if let Some(page) = block.place.page {
            *by_page.entry(page).or_default() += usize::from(block.kind == Kind::Image);
        }
    }
    by_page.values().copied().min().unwrap_or_default()
}
