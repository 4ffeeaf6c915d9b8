//! The listing of the competencies: a heading about it, or the names themselves close together.

use super::Context;
use super::absent::unsure;
use super::coverage::{self, FEW_CODES};
use super::draft::Answer;
use super::presence;
use crate::certification::{Listing, Presence, Requirement};
use crate::document::{Block, Kind};
use crate::finding::{Named, Status};
use crate::message::{Message, counted};
use crate::say;

/// How many names stand close together in a listing that no heading announces.
const NAMES: usize = 3;
/// Words below which text that is no list enumerates nothing.
const FEW_LISTED: usize = 40;
/// How many blocks such a listing takes at the most.
const CLOSE: usize = 40;

pub(super) fn check(context: &Context<'_>, requirement: &Requirement, asks: &Listing) -> Answer {
    let part = Presence { topics: vec![asks.topic.clone()], ..Presence::default() };
    let answer = presence::check(context, requirement, &part);
    if answer.finding.status == Status::Met {
        return unnamed(context, requirement).unwrap_or(answer);
    }
    if let (Some(listing), codes @ FEW_CODES..) = (&context.names.listing, coverage::codes(context)) {
        let place = context.dossier.place_without_excerpt(listing.start);
        let title = place.heading.clone().unwrap_or_default();
        return Answer::new(
            requirement,
            Status::Met,
            0.6,
            say!("« {title} », par {codes} codes", "“{title}”, by {codes} codes"),
        )
        .at(place);
    }
    if let Some((block, names)) = named_in_listing(context) {
        let place = context.dossier.place_without_excerpt(block);
        let title = place.heading.clone().unwrap_or_default();
        let Message { fr, en } = counted(
            names,
            ["compétence nommée", "compétences nommées"],
            ["competency named", "competencies named"],
        );
        let message = say!("« {title} », {fr}", "“{title}”, {en}");
        return Answer::new(requirement, Status::Met, 0.7, message).at(place);
    }
    match close_together(context) {
        Some((block, names)) => Answer::new(
            requirement,
            Status::Met,
            0.7,
            say!(
                "Aucun titre ne l'annonce, mais {names} compétences du référentiel sont énumérées",
                "No heading announces it, but {names} competencies of the référentiel are listed"
            ),
        )
        .at(context.dossier.place(block)),
        None => answer,
    }
}

/// The answer where a heading announces the listing, and a few words under it are no list and name no competency.
fn unnamed(context: &Context<'_>, requirement: &Requirement) -> Option<Answer> {
    let listing = context.names.listing.clone()?;
    let blocks = context.dossier.structure.blocks(listing.clone());
    let listed = |block: &Block| {
        block.kind == Kind::Image
            || block.context.cell.is_some()
            || block.context.list.is_some()
            || block.heading().is_none() && is_row(&block.text())
    };
    let few = context.dossier.count(listing.start + 1..listing.end).words < FEW_LISTED;
    let told = coverage::codes(context) > 0 || named_in_listing(context).is_some();
    if !few || told || blocks.iter().any(listed) {
        return None;
    }
    let place = context.dossier.place_without_excerpt(listing.start);
    let title = place.heading.clone().unwrap_or_default();
    Some(unsure(
        requirement,
        say!(
            "Le titre « {title} » est là, mais le peu de texte qui suit n'énumère rien et ne nomme aucune compétence du référentiel.",
            "The heading “{title}” is there, but the few words below it list nothing and name no competency of the référentiel."
        ),
        vec![place],
    ))
}

/// True for items in one line, parted by one and the same mark: « VLAN · Ansible · PRA · Zabbix · RACI ».
fn is_row(text: &str) -> bool {
    const ITEMS: usize = 5;
    ['·', '•', '|', ';', ',']
        .iter()
        .any(|mark| text.split(*mark).filter(|item| item.chars().any(char::is_alphabetic)).count() >= ITEMS)
}

/// The heading that announces the listing, and how many competencies are named under it, where any is.
fn named_in_listing(context: &Context<'_>) -> Option<(usize, usize)> {
    let listing = context.names.listing.as_ref()?;
    let inside = |block: &Option<usize>| block.is_some_and(|block| listing.contains(&block));
    let names = context.names.named.iter().filter(|(named, block)| *named != Named::Nowhere && inside(block));
    Some((listing.start, names.count())).filter(|(_, names)| *names > 0)
}

/// The first block of a stretch that names several competencies word for word, and how many.
fn close_together(context: &Context<'_>) -> Option<(usize, usize)> {
    let mut blocks: Vec<usize> = context
        .names
        .named
        .iter()
        .filter(|(named, _)| *named == Named::Exactly)
        .filter_map(|(_, block)| *block)
        .collect();
    blocks.sort_unstable();
    (0..blocks.len()).find_map(|first| {
        let names = blocks[first..].iter().take_while(|block| **block - blocks[first] <= CLOSE).count();
        (names >= NAMES.min(context.names.named.len().max(2))).then_some((blocks[first], names))
    })
}
