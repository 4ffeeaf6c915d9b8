//! The form of a part, or of the whole document: a table, a list, a picture.

use std::ops::Range;

use super::Context;
use super::candidates::Match;
use super::draft::Answer;
use super::occurrences::{count, named, too_few};
use super::presence::place;
use crate::certification::{Form, Requirement, Shape};
use crate::document::{Block, Kind};
use crate::finding::{Status, Where};
use crate::lexicon::{Normalised, Phrase};
use crate::message::Message;
use crate::say;
use crate::structure::ZoneKind;

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Form) -> Answer {
    let Some((range, at)) = part(context, asks) else {
        return Answer::open(
            requirement,
            say!(
                "La partie concernée n'a pas été trouvée : rien à vérifier ici.",
                "The part concerned was not found: nothing to check here."
            ),
        )
        .waits();
    };
    let document = &context.dossier.structure.document;
    if asks.is == Shape::Cover {
        return cover(context, requirement);
    }
    let blocks = context.dossier.structure.blocks(range.clone());
    let image = blocks.iter().any(|block| block.kind == Kind::Image);
    let found = count(context, range.clone(), asks.is);
    if found > 0 && found < asks.at_least || found == 0 && matches!(asks.is, Shape::Entry | Shape::Link) {
        return too_few(context, requirement, asks, found, at);
    }
    if !has(blocks, asks.is) && found == 0 {
        // A picture may be of a table or a list; a format that knows no table may know no list and no picture either.
        if !document.knows_tables || (image && asks.is != Shape::Image) {
            return unknown(requirement).at(at);
        }
        return Answer::new(requirement, Status::NotMet, 0.8, lacking(asks.is)).found(none_of(asks)).at(at);
    }
    if !asks.cells.is_empty() && !holds_cells(blocks, &asks.cells) {
        let cells = asks.cells.join(", ");
        return Answer::new(
            requirement,
            Status::NotMet,
            0.6,
            say!(
                "Il y a un tableau, mais aucun dont des cases portent {cells}.",
                "There is a table, but none with cells that say {cells}."
            ),
        )
        .found(say!("aucune case « {cells} »", "no cell “{cells}”"))
        .at(at);
    }
    if asks.by_activity && !names_activities(context, range) {
        return Answer::new(
            requirement,
            Status::NotMet,
            0.6,
            say!(
                "Le tableau est là, mais les activités-types n'y sont pas nommées.",
                "The table is there, but it does not name the activities."
            ),
        )
        .found(say!("aucun nom d'activité-type", "no name of an activity"))
        .at(at);
    }
    let message = if asks.at_least > 1 || matches!(asks.is, Shape::Entry | Shape::Link) {
        let Message { fr, en } = named(asks.is, found);
        say!("Il y a {fr}", "There are {en}")
    } else {
        there(asks.is)
    };
    Answer::new(requirement, Status::Met, 0.85, message).at(at)
}

/// Whether the document opens with a cover. A picture before the first heading may be one.
fn cover(context: &Context<'_>, requirement: &Requirement) -> Answer {
    let structure = &context.dossier.structure;
    if structure.zones.iter().any(|zone| zone.kind == ZoneKind::Cover) {
        return Answer::new(requirement, Status::Met, 0.8, there(Shape::Cover));
    }
    let first = structure.document.blocks.iter().position(|block| matches!(block.kind, Kind::Heading { .. }));
    let before = structure.document.blocks.get(..first.unwrap_or_default()).unwrap_or_default();
    let properties = &structure.document.properties;
    // A program that makes pages of Markdown makes a cover of what is said before its text.
    let is_markdown = structure.document.blocks.iter().any(|block| block.place.line.is_some());
    if is_markdown && properties.title.is_some() {
        return match properties.author {
            Some(_) => Answer::new(requirement, Status::Met, 0.7, there(Shape::Cover)),
            None => unknown(requirement),
        };
    }
    if before.iter().any(|block| block.kind == Kind::Image) {
        return unknown(requirement);
    }
    Answer::new(requirement, Status::NotMet, 0.6, lacking(Shape::Cover))
        .found(say!("rien avant le premier titre de partie", "nothing before the first heading of a part"))
}

/// The blocks that are looked at, and where they begin.
fn part(context: &Context<'_>, asks: &Form) -> Option<(Range<usize>, Where)> {
    let Some(topic) = &asks.of else {
        return Some((0..context.dossier.structure.document.blocks.len(), Where::default()));
    };
    let about: Vec<Match<'_>> = context.candidates.sections_about(std::slice::from_ref(topic)).collect();
    let listing = |found: &&Match<'_>| {
        context.names.listing.as_ref().is_some_and(|range| range.start == found.candidate.range.start)
    };
    let shaped =
        |found: &&Match<'_>| has(context.dossier.structure.blocks(found.candidate.range.clone()), asks.is);
    let found = about.iter().find(listing).or_else(|| about.iter().find(shaped)).or_else(|| about.first())?;
    // The heading itself is no entry.
    let from = if asks.is == Shape::Entry { found.candidate.block + 1 } else { found.candidate.range.start };
    let end = found.candidate.range.end;
    Some((from.min(end)..end, place(context, found.candidate)))
}

fn has(blocks: &[Block], shape: Shape) -> bool {
    blocks.iter().any(|block| match shape {
        Shape::Table => block.context.cell.is_some(),
        Shape::List => block.context.list.is_some(),
        Shape::Image => block.kind == Kind::Image,
        Shape::Cover | Shape::Entry | Shape::Link => false,
    })
}

fn unknown(requirement: &Requirement) -> Answer {
    Answer::open(
        requirement,
        say!(
            "Ce format ne dit pas si c'est un tableau, une liste ou une image : regardez vous-même.",
            "This format does not tell whether it is a table, a list or a picture: look for yourself."
        ),
    )
}

fn lacking(shape: Shape) -> Message {
    match shape {
        Shape::Table => {
            say!("C'est une liste ou un texte, pas un tableau.", "It is a list or text, not a table.")
        }
        Shape::List => say!("C'est un texte, pas une liste.", "It is text, not a list."),
        Shape::Image => say!("Il n'y a aucune image.", "There is no picture."),
        Shape::Entry => say!("Il n'y a aucune entrée.", "There is no entry."),
        Shape::Link => say!("Il n'y a aucune adresse.", "There is no address."),
        Shape::Cover => say!("Aucune page de garde n'a été reconnue.", "No cover was recognised."),
    }
}

fn none_of(asks: &Form) -> Message {
    match (asks.is, asks.of.is_some()) {
        (Shape::Table, true) => say!("aucun tableau dans cette partie", "no table in this part"),
        (Shape::List, true) => say!("aucune liste dans cette partie", "no list in this part"),
        (Shape::Image, true) => say!("aucune image dans cette partie", "no picture in this part"),
        (Shape::Table, false) => say!("aucun tableau dans le document", "no table in the document"),
        (Shape::List, false) => say!("aucune liste dans le document", "no list in the document"),
        (Shape::Image, false) => say!("aucune image dans le document", "no picture in the document"),
        (Shape::Entry, _) => say!("aucune entrée", "no entry"),
        (Shape::Link, _) => say!("aucune adresse", "no address"),
        (Shape::Cover, _) => say!("aucune page de garde", "no cover"),
    }
}

fn there(shape: Shape) -> Message {
    match shape {
        Shape::Table => say!("Il y a un tableau", "There is a table"),
        Shape::List => say!("Il y a une liste", "There is a list"),
        Shape::Image => say!("Il y a une image", "There is a picture"),
        Shape::Entry => say!("Il y a une entrée", "There is an entry"),
        Shape::Link => say!("Il y a une adresse", "There is an address"),
        Shape::Cover => say!("Il y a une page de garde", "There is a cover"),
    }
}

/// True where one table has cells that say each of `wanted`, alone or beside others (« R/A »).
fn holds_cells(blocks: &[Block], wanted: &[String]) -> bool {
    let mut tables: Vec<u32> = blocks.iter().filter_map(|block| Some(block.context.cell?.table)).collect();
    tables.dedup();
    tables.iter().any(|table| {
        let cells: Vec<Normalised> = blocks
            .iter()
            .filter(|block| block.context.cell.is_some_and(|cell| cell.table == *table))
            .map(|block| Normalised::of(&block.text()))
            .collect();
        wanted.iter().all(|wanted| {
            let wanted = Normalised::of(wanted);
            cells.iter().any(|cell| cell.len() <= 4 && cell.words().any(|word| wanted.words().eq([word])))
        })
    })
}

/// True where the part names at least one activity, or speaks of activities by number.
fn names_activities(context: &Context<'_>, range: Range<usize>) -> bool {
    let names = context
        .certification
        .activities
        .iter()
        .map(|activity| activity.name.as_str())
        .chain(["activité type", "activité-type", "CCP 1", "bloc 1", "BC01", "AT1"])
        .map(Phrase::new);
    let words = context.dossier.words.get(range).unwrap_or_default();
    names.into_iter().any(|name| name.stands_in_any(words, |found| found.score >= 0.72))
}
