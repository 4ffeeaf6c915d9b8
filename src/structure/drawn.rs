//! Titles that a page holds in part only, because the rest is drawn: the contents know the whole.

use std::collections::HashMap;

use super::contents::{Contents, key};
use super::declared::{Titles, tell};
use super::numbering::{self, Family};
use super::presume::Ground;
use super::text::{numbered, weight_within};
use crate::document::{Block, Document, Kind};

/// A number as it is compared.
type Number = (Family, Vec<u32>);

/// Finds the large lines that hold nothing but the number of a title of the contents, or its number and its beginning,
/// and gives them that title. `titles` gets it, by block.
pub(super) fn complete(document: &mut Document, contents: &Contents, ground: &Ground, titles: &mut Titles) {
    let mut entries: HashMap<Number, &str> = HashMap::new();
    for entry in &contents.entries {
        if let Some(number) = numbering::parse(&entry.title).filter(|number| !number.rest.is_empty()) {
            // The same number twice says nothing.
            let known = entries.insert((number.family, number.value), entry.title.as_str());
            if known.is_some() {
                return;
            }
        }
    }
    if entries.is_empty() {
        return;
    }
    let mut found: Vec<(usize, String)> = Vec::new();
    for (at, block) in document.blocks.iter().enumerate() {
        if let Some(title) = cut_title(block, &entries, ground).filter(|_| !titles.contains_key(&at)) {
            found.push((at, title));
        }
    }
    for (at, title) in found {
        tell(document, &title, document.blocks.get(at).and_then(|block| block.place.page));
        titles.insert(at, title);
    }
}

fn cut_title(block: &Block, entries: &HashMap<Number, &str>, ground: &Ground) -> Option<String> {
    let plain = matches!(block.kind, Kind::Paragraph | Kind::Heading(_)) && block.context.cell.is_none();
    let large = block.cues.size.zip(ground.size).is_some_and(|(size, body)| size > body * 1.2);
    let placed = block.cues.position.is_some();
    if !plain || !large || !placed || weight_within(block, 120).is_none() {
        return None;
    }
    let text = numbered(block, 240);
    let number = numbering::parse(&text)?;
    let title = entries.get(&(number.family, number.value))?;
    let (whole, part) = (key(title), key(number.rest));
    let cut = part.is_empty() || (whole.len() > part.len() && whole.starts_with(&part) && part.len() > 8);
    cut.then(|| (*title).to_owned())
}
