//! The stories beside the main text: notes, comments, running heads and feet.

use super::props::{HeadReference, Section};
use super::story::{NoteKey, Shared, Story, Walk};
use super::{Settings, part_name};
use crate::document::{Block, Role};
use crate::hash::{HashMap, HashSet};
use crate::read::Unreadable;
use crate::read::opc::Relationships;
use crate::read::package::Package;
use crate::read::xml::{Ns, Stop, Tag, Xml};

/// Reads the notes of a kind, for the main text to place.
pub(super) fn read_notes(
    package: &mut Package<'_>,
    rels: &Relationships,
    key: NoteKey,
    shared: &mut Shared<'_>,
) -> Result<(), Unreadable> {
    let (kind, element) = match key {
        NoteKey::Foot => ("footnotes", "footnote"),
        NoteKey::End => ("endnotes", "endnote"),
    };
    each_story(package, &part_name(rels, kind), element, |tag, xml| {
        if is_separator(tag) {
            return xml.skip();
        }
        let mut walk = Walk::new(xml, shared, Story::of_note(key));
        let end = walk.run();
        let blocks: Vec<Block> = walk.flow.into_blocks().collect();
        shared.notes.entry((key, tag.number("id").unwrap_or(-1))).or_default().extend(blocks);
        end
    })
}

/// Reads the comments, which stand behind the text.
pub(super) fn read_comments(
    package: &mut Package<'_>,
    rels: &Relationships,
    shared: &mut Shared<'_>,
    blocks: &mut Vec<Block>,
) -> Result<(), Unreadable> {
    each_story(package, &part_name(rels, "comments"), "comment", |_, xml| {
        let mut walk = Walk::new(xml, shared, Story::Comment);
        let end = walk.run();
        blocks.extend(walk.flow.into_blocks());
        end
    })
}

/// True for what only draws a line between the text and its notes.
fn is_separator(tag: &Tag<'_>) -> bool {
    tag.attr("type").is_some_and(|kind| {
        matches!(kind.as_ref(), "separator" | "continuationSeparator" | "continuationNotice")
    })
}

/// Calls `read` for every element of that name in a part that holds several stories.
fn each_story(
    package: &mut Package<'_>,
    name: &str,
    element: &str,
    mut read: impl FnMut(&Tag<'_>, &mut Xml<'_>) -> Result<(), Stop>,
) -> Result<(), Unreadable> {
    let Some(text) = package.text(name)? else { return Ok(()) };
    let mut xml = Xml::new(&text, package.limits());
    let mut stories = || -> Result<(), Stop> {
        let Some(_root) = xml.child(0)? else { return Ok(()) };
        while let Some(tag) = xml.child(1)? {
            if tag.is(Ns::W, element) {
                read(&tag, &mut xml)?;
            }
        }
        Ok(())
    };
    let end = stories();
    package.survive(name, end)?;
    Ok(())
}

/// Notes that nothing refers to: they are in the file, but Word does not show them.
pub(super) fn orphan_notes(notes: HashMap<(NoteKey, i32), Vec<Block>>) -> Vec<Block> {
    let mut notes: Vec<_> = notes.into_iter().collect();
    notes.sort_unstable_by_key(|(key, _)| *key);
    let mut blocks: Vec<Block> = notes.into_iter().flat_map(|(_, blocks)| blocks).collect();
    for run in blocks.iter_mut().flat_map(|block| &mut block.runs) {
        if run.role == Role::Text {
            run.role = Role::Hidden;
        }
    }
    blocks
}

/// The parts that hold the running heads and feet that the sections show, each once.
pub(super) fn shown_heads<'r>(
    rels: &'r Relationships,
    sections: &[Section],
    settings: &Settings,
) -> Vec<(&'r str, Story)> {
    let is_shown = |section: &Section, head: &HeadReference| match head.on.as_str() {
        "first" => section.title_page,
        "even" => settings.even_and_odd,
        _ => true,
    };
    let mut done: HashSet<&str> = HashSet::default();
    let mut heads = Vec::new();
    for section in sections {
        for head in section.heads.iter().filter(|head| is_shown(section, head)) {
            if let Some(name) = rels.by_id(&head.id)
                && done.insert(name)
            {
                heads.push((name, if head.foot { Story::Foot } else { Story::Head }));
            }
        }
    }
    heads
}

/// Reads running heads and feet.
pub(super) fn read_heads(
    package: &mut Package<'_>,
    heads: &[(&str, Story)],
    shared: &mut Shared<'_>,
    blocks: &mut Vec<Block>,
) -> Result<(), Unreadable> {
    for (name, story) in heads {
        let Some(text) = package.text(name)? else { continue };
        let mut xml = Xml::new(&text, package.limits());
        let mut walk = Walk::new(&mut xml, shared, *story);
        let end = walk.run();
        package.survive(name, end)?;
        blocks.extend(walk.flow.into_blocks().filter(|block| !block.runs.is_empty()));
    }
    Ok(())
}
