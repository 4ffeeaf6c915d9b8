//! How many tables, pictures, references or addresses a part holds.

use std::ops::Range;

use super::Context;
use super::draft::Answer;
use crate::certification::{Form, Requirement, Shape};
use crate::document::{Block, Kind};
use crate::finding::{Status, Where};
use crate::message::{Message, counted};
use crate::say;

/// What an address that can be read begins with, in small letters.
const ADDRESSES: [&str; 4] = ["http://", "https://", "www.", "doi.org/"];

/// How many of `shape` the blocks `range` hold.
pub(super) fn count(context: &Context<'_>, range: Range<usize>, shape: Shape) -> usize {
    let blocks = context.dossier.structure.blocks(range);
    match shape {
        Shape::Table => changes(blocks.iter().filter_map(|block| Some(block.context.cell?.table))),
        Shape::List => lists(blocks),
        Shape::Image => blocks.iter().filter(|block| block.kind == Kind::Image).count(),
        Shape::Entry => entries(blocks),
        Shape::Link => {
            let read = blocks.iter().filter(|block| block.in_flow() && block.kind != Kind::Contents);
            read.map(|block| addresses(&block.text())).sum()
        }
        Shape::Cover => 0,
    }
}

/// The answer where there are `found` of what is asked for, and more are wanted.
pub(super) fn too_few(
    context: &Context<'_>,
    requirement: &Requirement,
    asks: &Form,
    found: usize,
    at: Where,
) -> Answer {
    let least = asks.at_least;
    let Message { fr, en } = named(asks.is, found);
    let message = say!(
        "Il y en a trop peu : {fr}, pour {least} au moins.",
        "There are too few: {en}, of at least {least}."
    );
    let found = say!("{fr}", "{en}");
    // A format that tells no tables tells no lists and pictures either, and none tells an address behind a word.
    let is_sure = context.dossier.structure.document.knows_tables && asks.is != Shape::Link;
    if is_sure {
        return Answer::new(requirement, Status::NotMet, 0.7, message).found(found).at(at);
    }
    let message = match asks.is {
        Shape::Link => say!(
            "On en lit trop peu ({fr}, pour {least} au moins), mais un lien peut se cacher derrière un mot : comptez-les vous-même.",
            "Too few can be read ({en}, of at least {least}), but a link may stand behind a word: count them yourself."
        ),
        _ => say!(
            "On en voit trop peu ({fr}, pour {least} au moins), mais ce format ne les montre pas tous : comptez-les vous-même.",
            "Too few can be seen ({en}, of at least {least}), but this format does not show all of them: count them yourself."
        ),
    };
    Answer::open(requirement, message).found(found).at(at)
}

/// « 3 tableaux ».
pub(super) fn named(shape: Shape, n: usize) -> Message {
    let (fr, en) = match shape {
        Shape::Table => (["tableau", "tableaux"], ["table", "tables"]),
        Shape::List => (["liste", "listes"], ["list", "lists"]),
        Shape::Image => (["image", "images"], ["picture", "pictures"]),
        Shape::Entry => (["entrée", "entrées"], ["entry", "entries"]),
        Shape::Link => (["adresse", "adresses"], ["address", "addresses"]),
        Shape::Cover => (["page de garde", "pages de garde"], ["cover", "covers"]),
    };
    counted(n, fr, en)
}

/// How often the value differs from the one before.
fn changes(values: impl Iterator<Item = u32>) -> usize {
    let (mut n, mut last) = (0, None);
    for value in values {
        n += usize::from(last.replace(value) != Some(value));
    }
    n
}

/// Runs of items with nothing between them.
fn lists(blocks: &[Block]) -> usize {
    let (mut n, mut inside) = (0, false);
    for block in blocks.iter().filter(|block| block.in_flow() && !block.is_blank()) {
        let is_item = block.context.list.is_some();
        n += usize::from(is_item && !inside);
        inside = is_item;
    }
    n
}

/// The items of lists at their first depth, and rows of tables but for the head of each; where there are none of either,
/// the paragraphs.
fn entries(blocks: &[Block]) -> usize {
    let said = || blocks.iter().filter(|block| block.in_flow() && !block.is_blank());
    let items = said().filter(|block| block.context.list.is_some_and(|item| item.depth <= 1)).count();
    let rows = |row: bool| {
        let cells = said().filter_map(|block| block.context.cell);
        let mut all: Vec<(u32, u32)> =
            cells.map(|cell| (cell.table, if row { cell.row } else { 0 })).collect();
        all.dedup();
        all.len()
    };
    let listed = items + (rows(true) - rows(false));
    if listed > 0 {
        return listed;
    }
    said().filter(|block| block.kind == Kind::Paragraph && block.context.cell.is_none()).count()
}

/// The addresses in a text.
fn addresses(text: &str) -> usize {
    let is_one = |word: &&str| {
        let word = word.to_lowercase();
        ADDRESSES.iter().any(|start| word.find(start).is_some_and(|at| word.len() > at + start.len()))
    };
    text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | ';' | '|')).filter(is_one).count()
}

#[cfg(test)]
mod tests {
    use super::addresses;

    #[test]
    fn an_address_is_told_once() {
        assert_eq!(addresses("Voir https://www.exemple.fr/page, puis (www.autre.org)."), 2);
        assert_eq!(addresses("Le protocole http:// et le préfixe www. sont courants."), 0);
        assert_eq!(addresses("DUPONT A. 2024. https://doi.org/10.1000/182"), 1);
    }
}
