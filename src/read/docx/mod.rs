//! DOCX: WordprocessingML in a package, transitional or strict, with any prefix.
//!
//! Order of work: styles, numbering and notes first, since the main text needs them; then one pass over the main
//! text; then the running heads and feet of the sections that were met.

mod drawing;
mod elements;
mod fields;
mod numbering;
mod paragraph;
mod props;
mod story;
mod styles;

use std::collections::HashMap;

use self::numbering::Numbering;
use self::paragraph::Draft;
use self::props::{HeadReference, Section};
use self::story::{NoteKey, Shared, Story, Walk};
use self::styles::Styles;
use super::breaks::Pages;
use super::opc::{self, Relationships};
use super::package::Package;
use super::xml::{Ns, Stop, Xml};
use super::{Limits, Unreadable};
use crate::document::{Block, Document, Notice, NoticeKind, PageFacts, Role};
use crate::say;

/// Reads `bytes`.
///
/// # Errors
/// Where there is nothing to judge.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Unreadable> {
    let mut package = Package::open(bytes, limits)?;
    let main = opc::main_part(&mut package, "word", "document.xml")?
        .ok_or_else(|| Unreadable::Damaged("le texte du document Word manque dans le fichier".into()))?;
    let rels = Relationships::of(&mut package, &main)?;
    let mut document = Document::default();
    opc::properties(&mut package, &mut document.properties, &mut document.pages)?;
    let styles = part(&mut package, &rels, "styles", Styles::read)?;
    let numbering = part(&mut package, &rels, "numbering", Numbering::read)?;
    let settings = part(&mut package, &rels, "settings", Settings::read)?;
    document.properties.notes_left_out = settings.notes_left_out;
    if document.properties.language.is_none() {
        document.properties.language.clone_from(&styles.language);
    }
    let mut shared = Shared {
        styles: &styles,
        numbering,
        notes: HashMap::new(),
        characters: 0,
        most_characters: limits.characters,
    };
    read_notes(&mut package, &rels, NoteKey::Foot, &mut shared)?;
    read_notes(&mut package, &rels, NoteKey::End, &mut shared)?;
    let text = package.text(&main)?.unwrap_or_default();
    let body = Body::read(&text, &main, &mut package, &mut shared)?;
    let sections = body.place(&mut document);
    let orphans = std::mem::take(&mut shared.notes);
    document.blocks.extend(orphan_notes(orphans));
    read_heads(&mut package, &rels, &sections, &settings, &mut shared, &mut document.blocks)?;
    read_comments(&mut package, &rels, &mut shared, &mut document.blocks)?;
    document.notices.extend(package.damage());
    if document.blocks.is_empty() && !document.notices.is_empty() {
        return Err(Unreadable::Damaged("le texte du document Word ne peut pas être lu".into()));
    }
    Ok(document)
}

/// Reads the part of a kind with `read`; what that says of damage becomes the package's.
fn part<T: Default>(
    package: &mut Package<'_>,
    rels: &Relationships,
    kind: &str,
    read: impl FnOnce(&str, &Limits) -> (T, Result<(), Stop>),
) -> Result<T, Unreadable> {
    let name = part_name(rels, kind);
    let Some(text) = package.text(&name)? else { return Ok(T::default()) };
    let (made, end) = read(&text, package.limits());
    if let Err(stop) = end {
        stop.damage()?;
        package.note_damage(&name);
    }
    Ok(made)
}

/// Name of the part of a kind: by relationship, else where Word puts it.
fn part_name(rels: &Relationships, kind: &str) -> String {
    rels.by_kind(kind).map_or_else(|| format!("word/{kind}.xml"), str::to_owned)
}

/// What matters of `settings.xml`.
#[derive(Debug, Default)]
struct Settings {
    notes_left_out: bool,
    even_and_odd: bool,
}

impl Settings {
    fn read(text: &str, limits: &Limits) -> (Self, Result<(), Stop>) {
        let mut xml = Xml::new(text, limits);
        let mut settings = Self::default();
        let read = (|| {
            let Some(_root) = xml.child(0)? else { return Ok(()) };
            while let Some(tag) = xml.child(1)? {
                match (tag.ns, tag.local) {
                    (Ns::W, "doNotIncludeSubdocsInStats") => settings.notes_left_out = props::on(&tag),
                    (Ns::W, "evenAndOddHeaders") => settings.even_and_odd = props::on(&tag),
                    _ => {}
                }
            }
            Ok(())
        })();
        (settings, read)
    }
}

/// The main text as it was walked.
struct Body {
    drafts: Vec<Draft>,
    sections: Vec<Section>,
    pages: Pages,
    image_height: f32,
    body_size: Option<f32>,
    imported: u32,
}

impl Body {
    fn read(
        text: &str,
        name: &str,
        package: &mut Package<'_>,
        shared: &mut Shared<'_>,
    ) -> Result<Self, Unreadable> {
        let mut xml = Xml::new(text, package.limits());
        let mut walk = Walk::new(&mut xml, shared, Story::Body);
        if let Err(stop) = walk.run() {
            stop.damage()?;
            package.note_damage(name);
        }
        let sections = walk.sections;
        let pages = walk.breaks.replay(|section| sections.get(section).is_none_or(|s| !s.continuous));
        let body_size = walk.sizes.iter().max_by_key(|(_, count)| *count).map(|(half, _)| *half as f32 / 2.0);
        Ok(Self {
            drafts: walk.out,
            sections,
            pages,
            image_height: walk.image_height,
            body_size,
            imported: walk.imported,
        })
    }

    /// Puts the blocks into `document`, each on its page; gives the sections.
    fn place(self, document: &mut Document) -> Vec<Section> {
        for mut draft in self.drafts {
            draft.block.place.page = Some(self.pages.page(draft.at));
            draft.block.cues.starts_page = self.pages.broken_between(draft.before, draft.at);
            document.blocks.push(draft.block);
        }
        let text_area = self.sections.last().and_then(|section| section.text_area);
        document.pages = PageFacts {
            by_rendered_breaks: self.pages.by_rendered_breaks,
            explicit_breaks: self.pages.explicit,
            image_height: self.image_height,
            text_height: text_area.map(|(height, _)| height),
            text_width: text_area.map(|(_, width)| width),
            body_size: self.body_size,
            ..std::mem::take(&mut document.pages)
        };
        if self.imported > 0 {
            document.notices.push(Notice {
                kind: NoticeKind::UnreliableText,
                message: say!(
                    "Le document inclut {n} fichier(s) importé(s) dont le texte n'est pas lu : ouvrez-le dans Word et enregistrez-le de nouveau.",
                    "The document includes {n} imported file(s) whose text is not read: open it in Word and save it again.",
                    n = self.imported
                ),
                page: None,
            });
        }
        self.sections
    }
}

/// Reads the notes of a kind, for the main text to place.
fn read_notes(
    package: &mut Package<'_>,
    rels: &Relationships,
    key: NoteKey,
    shared: &mut Shared<'_>,
) -> Result<(), Unreadable> {
    let (kind, element) = match key {
        NoteKey::Foot => ("footnotes", "footnote"),
        NoteKey::End => ("endnotes", "endnote"),
    };
    each_story(
        package,
        &part_name(rels, kind),
        element,
        |tag_id, separator, xml, shared| {
            let mut walk = Walk::new(xml, shared, Story::of_note(key));
            if separator {
                return walk.xml.skip();
            }
            let end = walk.run();
            let blocks = walk.out.into_iter().map(|draft| draft.block).collect();
            shared.notes.insert((key, tag_id), blocks);
            end
        },
        shared,
    )
}

/// Reads the comments, which stand behind the text.
fn read_comments(
    package: &mut Package<'_>,
    rels: &Relationships,
    shared: &mut Shared<'_>,
    blocks: &mut Vec<Block>,
) -> Result<(), Unreadable> {
    each_story(
        package,
        &part_name(rels, "comments"),
        "comment",
        |_, _, xml, shared| {
            let mut walk = Walk::new(xml, shared, Story::Comment);
            let end = walk.run();
            blocks.extend(walk.out.into_iter().map(|draft| draft.block));
            end
        },
        shared,
    )
}

/// Calls `read` for every element of that name in a part that holds several stories, with its id and whether it only
/// draws a line between text and notes.
fn each_story<'s>(
    package: &mut Package<'_>,
    name: &str,
    element: &str,
    mut read: impl FnMut(i32, bool, &mut Xml<'_>, &mut Shared<'s>) -> Result<(), Stop>,
    shared: &mut Shared<'s>,
) -> Result<(), Unreadable> {
    let Some(text) = package.text(name)? else { return Ok(()) };
    let mut xml = Xml::new(&text, package.limits());
    let done: Result<(), Stop> = (|| {
        let Some(_root) = xml.child(0)? else { return Ok(()) };
        while let Some(tag) = xml.child(1)? {
            if tag.is(Ns::W, element) {
                let separator = tag.attr("type").is_some_and(|kind| {
                    matches!(kind.as_ref(), "separator" | "continuationSeparator" | "continuationNotice")
                });
                read(tag.number("id").unwrap_or(-1), separator, &mut xml, shared)?;
            }
        }
        Ok(())
    })();
    if let Err(stop) = done {
        stop.damage()?;
        package.note_damage(name);
    }
    Ok(())
}

/// Notes that nothing refers to: they are in the file, but Word does not show them.
fn orphan_notes(notes: HashMap<(NoteKey, i32), Vec<Block>>) -> Vec<Block> {
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

/// Reads the running heads and feet that the sections show, each once.
fn read_heads(
    package: &mut Package<'_>,
    rels: &Relationships,
    sections: &[Section],
    settings: &Settings,
    shared: &mut Shared<'_>,
    blocks: &mut Vec<Block>,
) -> Result<(), Unreadable> {
    let shown = |section: &Section, head: &HeadReference| match head.on.as_str() {
        "first" => section.title_page,
        "even" => settings.even_and_odd,
        _ => true,
    };
    let mut done: Vec<&str> = Vec::new();
    for section in sections {
        for head in section.heads.iter().filter(|head| shown(section, head)) {
            let Some(name) = rels.by_id(&head.id) else { continue };
            if done.contains(&name) {
                continue;
            }
            done.push(name);
            let Some(text) = package.text(name)? else { continue };
            let mut xml = Xml::new(&text, package.limits());
            let mut walk = Walk::new(&mut xml, shared, if head.foot { Story::Foot } else { Story::Head });
            let end = walk.run();
            blocks
                .extend(walk.out.into_iter().map(|draft| draft.block).filter(|block| !block.runs.is_empty()));
            if let Err(stop) = end {
                stop.damage()?;
                package.note_damage(name);
            }
        }
    }
    Ok(())
}
