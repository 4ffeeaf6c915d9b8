//! DOCX: WordprocessingML in a package, transitional or strict, with any prefix.
//!
//! Order of work: styles, numbering and notes first, since the main text needs them; then one pass over the main
//! text; then the running heads and feet of the sections that were met.

mod drawing;
mod elements;
mod fields;
mod letters;
mod numbering;
mod paragraphs;
mod parts;
mod props;
mod runs;
mod story;
mod styles;
mod table_styles;
mod tables;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod unseen_tests;

use self::numbering::Numbering;
use self::props::Section;
use self::story::{NoteKey, Shared, Story, Walk};
use self::styles::Styles;
use super::opc::{self, Relationships};
use super::package::Package;
use super::xml::{Ns, Stop, Xml};
use super::{Limits, Unreadable};
use crate::document::{Document, Gap, Notice, NoticeKind};
use crate::hash::HashMap;
use crate::message::{Message, counted};
use crate::read::theme::Theme;
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
    let mut settings = part(&mut package, &rels, "settings", Settings::read)?;
    let mut theme = part(&mut package, &rels, "theme", Theme::read)?;
    theme.mapping = std::mem::take(&mut settings.colours);
    let styles = part(&mut package, &rels, "styles", |text, limits| Styles::read(text, limits, &theme))?;
    let numbering = part(&mut package, &rels, "numbering", Numbering::read)?;
    document.properties.notes_left_out = settings.notes_left_out;
    if document.properties.language.is_none() {
        document.properties.language.clone_from(&styles.language);
    }
    let mut shared = Shared {
        styles: &styles,
        theme: &theme,
        numbering,
        notes: HashMap::default(),
        characters: 0,
        most_characters: limits.characters,
    };
    parts::read_notes(&mut package, &rels, NoteKey::Foot, &mut shared)?;
    parts::read_notes(&mut package, &rels, NoteKey::End, &mut shared)?;
    let sections = read_body(&mut package, &main, &mut shared, &mut document)?;
    let orphans = std::mem::take(&mut shared.notes);
    document.blocks.extend(parts::orphan_notes(orphans));
    let heads = parts::shown_heads(&rels, &sections, &settings);
    parts::read_heads(&mut package, &heads, &mut shared, &mut document.blocks)?;
    parts::read_comments(&mut package, &rels, &mut shared, &mut document.blocks)?;
    package.finish(document)
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
    package.survive(&name, end)?;
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
    /// As [`Theme::mapping`].
    colours: HashMap<String, String>,
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
                    (Ns::W, "clrSchemeMapping") => {
                        let place = |name: &str| Some((name.to_owned(), tag.attr(name)?.into_owned()));
                        settings.colours = ["bg1", "t1", "bg2", "t2"].into_iter().filter_map(place).collect();
                    }
                    _ => {}
                }
            }
            Ok(())
        })();
        (settings, read)
    }
}

/// Reads the main text into `document`; gives its sections.
fn read_body(
    package: &mut Package<'_>,
    name: &str,
    shared: &mut Shared<'_>,
    document: &mut Document,
) -> Result<Vec<Section>, Unreadable> {
    let text = package.text(name)?.unwrap_or_default();
    let mut xml = Xml::new(&text, package.limits());
    let mut walk = Walk::new(&mut xml, shared, Story::Body);
    let end = walk.run();
    package.survive(name, end)?;
    let sections = walk.sections;
    let pages = walk.flow.breaks.replay(|section| sections.get(section).is_none_or(|s| !s.continuous));
    let page = sections.iter().filter_map(|section| section.page);
    let page = page.reduce(|a, b| (a.0.max(b.0), a.1.max(b.1)));
    walk.flow.place(&pages, page, document);
    let text_area = sections.last().and_then(|section| section.text_area);
    (document.pages.text_height, document.pages.text_width) = text_area.unzip();
    document.pages.size = sections.last().and_then(|section| section.page);
    if walk.imported > 0 {
        document.notices.push(imported(walk.imported));
        document.gaps.push(Gap::imported());
    }
    Ok(sections)
}

/// What to say of files that Word would take in only when it opens the document.
fn imported(n: u32) -> Notice {
    let Message { fr, en } =
        counted(n as usize, ["fichier importé", "fichiers importés"], ["imported file", "imported files"]);
    Notice {
        kind: NoticeKind::UnreliableText,
        message: say!(
            "Le document inclut {fr}, dont le texte n'est pas lu : ouvrez-le dans Word et enregistrez-le de nouveau.",
            "The document includes {en}, whose text is not read: open it in Word and save it again."
        ),
        page: None,
    }
}
