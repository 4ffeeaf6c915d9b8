//! The fields of a form, each time its passage comes: are they there, and is something written in them?

use super::Context;
use super::draft::Answer;
use super::form_text::{FormText, Words, leading_numbers, phrases, without, words};
use super::recurring::{Occurrence, occurrences};
use super::subject::Subject;
use crate::certification::{Asks, Certification, Field, Fields, Requirement};
use crate::document::Kind;
use crate::finding::{Status, Where};
use crate::lexicon::Normalised;
use crate::message::Message;
use crate::say;

/// How many words of a long label must stand as printed: its end may be on another line.
const LABEL_WORDS: usize = 6;
/// How many faults are told.
const SHOWN: usize = 6;

/// What was found of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Filled,
    Empty,
    Missing,
}

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Fields) -> Answer {
    let all = occurrences(&context.form, context.certification, &asks.of);
    let title = passage_title(context.certification, &asks.of);
    if all.is_empty() {
        return not_recognised(requirement, &title);
    }
    let read: Vec<(&Occurrence, Vec<State>)> = all
        .iter()
        .map(|occurrence| (occurrence, states(context.dossier, &context.form, asks, occurrence)))
        .collect();
    let written: Vec<_> = read.iter().filter(|(_, states)| states.contains(&State::Filled)).collect();
    let needed = asks.fields.iter().filter(|field| !field.optional).count() * read.len();
    let missing = read.iter().flat_map(|(_, states)| asks.fields.iter().zip(states));
    let missing = missing.filter(|(field, state)| !field.optional && **state == State::Missing).count();
    if 2 * missing > needed {
        return Answer::open(
            requirement,
            say!(
                "La plupart des rubriques du formulaire n'ont pas été reconnues : est-ce bien ce formulaire ?",
                "Most of the form's fields were not recognised: is this the form?"
            ),
        );
    }
    let mut faults: Vec<Message> = Vec::new();
    let mut places: Vec<Where> = Vec::new();
    for (occurrence, states) in &written {
        for (field, state) in asks.fields.iter().zip(states) {
            if field.optional || *state == State::Filled {
                continue;
            }
            let name = name(context.certification, &asks.of, occurrence);
            faults.push(fault(&name, field, *state));
            places.push(context.dossier.place(occurrence.blocks.start));
        }
    }
    let (count, blank) = (written.len(), read.len() - written.len());
    if faults.is_empty() && count > 0 {
        let fields = asks.fields.len();
        let mut message = say!(
            "Les {fields} rubriques sont remplies, {count} fois",
            "The {fields} fields are filled, {count} time(s)"
        );
        if blank > 0 {
            message.fr += &format!(" ({blank} de plus, laissé vide : à supprimer)");
            message.en += &format!(" ({blank} more left blank: to be removed)");
        }
        return Answer::new(requirement, Status::Met, 0.9, message)
            .at(context.dossier.place_without_excerpt(all[0].blocks.start));
    }
    if count == 0 {
        return Answer::new(
            requirement,
            Status::NotMet,
            0.8,
            say!("Le formulaire n'est rempli nulle part.", "The form is filled in nowhere."),
        )
        .at(context.dossier.place_without_excerpt(all[0].blocks.start));
    }
    let more = faults.len().saturating_sub(SHOWN);
    faults.truncate(SHOWN);
    let join = |get: fn(&Message) -> &str| faults.iter().map(get).collect::<Vec<_>>().join(" ; ");
    let (mut fr, mut en) = (join(|m| &m.fr), join(|m| &m.en));
    if more > 0 {
        fr += &format!(" ; et {more} autre(s)");
        en += &format!("; and {more} more");
    }
    let place = places.first().cloned().unwrap_or_default();
    Answer::new(requirement, Status::NotMet, 0.8, Message::new(format!("{fr}."), format!("{en}.")))
        .found(Message::new(fr, en))
        .at(place)
        .passages(places.into_iter().take(SHOWN).collect())
}

fn fault(name: &Message, field: &Field, state: State) -> Message {
    let label = &field.label;
    let (fr, en) = match state {
        State::Missing => ("introuvable", "not found"),
        _ => ("vide", "empty"),
    };
    Message::new(format!("{}, « {label} » : {fr}", name.fr), format!("{}, “{label}”: {en}", name.en))
}

/// What people call one coming of a passage: « exemple n° 3 (activité-type 1) ».
pub(super) fn name(certification: &Certification, id: &str, occurrence: &Occurrence) -> Message {
    let Message { mut fr, mut en } = passage_title(certification, id);
    if let Some(number) = occurrence.number {
        fr += &format!(" n° {number}");
        en += &format!(" {number}");
    }
    let around = certification.passage(id).and_then(|passage| passage.within.as_deref());
    if let (Some(around), Some(within)) = (around, occurrence.within) {
        let Message { fr: around_fr, en: around_en } = passage_title(certification, around);
        fr += &format!(" ({around_fr} {})", within + 1);
        en += &format!(" ({around_en} {})", within + 1);
    }
    Message::new(fr, en)
}

pub(super) fn passage_title(certification: &Certification, id: &str) -> Message {
    certification.passage(id).map(|passage| passage.title.clone()).unwrap_or_default()
}

/// The passages of the form were not recognised: nothing can be said of them.
pub(super) fn not_recognised(requirement: &Requirement, title: &Message) -> Answer {
    let Message { fr, en } = title;
    Answer::open(
        requirement,
        say!(
            "Rien n'a été reconnu qui s'appelle « {fr} » : vérifiez vous-même, et que c'est bien ce formulaire.",
            "Nothing was recognised as “{en}”: check for yourself, and that this is the form."
        ),
    )
}

/// True where the form asks fields of this passage and none of them is filled.
pub(super) fn is_blank(context: &Context<'_>, occurrence: &Occurrence, passage: &str) -> bool {
    let asks = context.certification.requirements.iter().find_map(|requirement| match &requirement.asks {
        Asks::Fields(fields) if fields.of == passage => Some(fields),
        _ => None,
    });
    asks.is_some_and(|asks| {
        let states = states(context.dossier, &context.form, asks, occurrence);
        states.contains(&State::Empty) && !states.contains(&State::Filled)
    })
}

/// What each field holds in one coming of the passage.
fn states(subject: &Subject, text: &FormText, asks: &Fields, occurrence: &Occurrence) -> Vec<State> {
    let mut found: Vec<Option<(usize, usize)>> = Vec::new();
    let mut from = occurrence.blocks.start;
    for field in &asks.fields {
        let label = words(&field.label);
        let at = (from..occurrence.blocks.end)
            .find_map(|block| label_end(subject, text, block, &label).map(|end| (block, end)));
        if let Some((block, _)) = at {
            from = block;
        }
        found.push(at);
    }
    let labels: Vec<(usize, usize)> = found.iter().flatten().copied().collect();
    asks.fields
        .iter()
        .zip(&found)
        .map(|(field, at)| {
            let Some((block, end)) = *at else { return State::Missing };
            let until = labels.iter().find(|(other, _)| *other > block);
            let until = until.map_or(occurrence.blocks.end, |(other, _)| *other);
            let fixed = phrases(asks.placeholders.iter().chain(&field.parts));
            if is_filled(subject, text, (block, end), until, &fixed) { State::Filled } else { State::Empty }
        })
        .collect()
}

/// How many words of a block belong to the label that it begins with.
fn label_end(subject: &Subject, text: &FormText, at: usize, label: &[String]) -> Option<usize> {
    let block = text.block(at);
    let numbers = leading_numbers(block);
    let rest = block.get(numbers..)?;
    let same = rest.iter().zip(label).take_while(|(a, b)| a == b).count();
    // A label of a word or two also begins sentences: it stands by itself, behind its number, or before a colon.
    let short = label.len() <= 2;
    let parted = || {
        let text = subject.block(at).map(|block| block.text()).unwrap_or_default();
        let end = Normalised::of(&text).source(0..numbers + same).map(|place| place.end);
        end.and_then(|end| text.get(end..)).is_some_and(|rest| rest.trim_start().starts_with(':'))
    };
    let alone = rest.len() == label.len() || numbers == 1 || short && whole(same, label) && parted();
    (same >= label.len().min(LABEL_WORDS) && (!short || whole(same, label) && alone))
        .then_some(numbers + same)
}

fn whole(same: usize, label: &[String]) -> bool {
    same == label.len()
}

/// True where something is written between a label and block `until`.
fn is_filled(
    subject: &Subject,
    text: &FormText,
    label: (usize, usize),
    until: usize,
    fixed: &[Words],
) -> bool {
    let (block, end) = label;
    if !without(text.block(block).get(end..).unwrap_or_default(), fixed).is_empty() {
        return true;
    }
    (block + 1..until).any(|index| {
        let Some(block) = subject.block(index) else { return false };
        match block.kind {
            Kind::RunningHead | Kind::RunningFoot | Kind::PageNumber | Kind::Comment => false,
            Kind::Image => true,
            _ => !without(text.block(index), fixed).is_empty(),
        }
    })
}
