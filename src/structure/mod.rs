//! From a [`Document`](crate::document::Document) to its [`Structure`]: zones, outline, running heads, contents.
//!
//! Knows no rule and no file format: all it uses is the model, with the format-neutral cues of its blocks.

use serde::{Deserialize, Serialize};

mod annex_titles;
mod annexes;
mod around;
mod contents;
mod declared;
mod drawn;
mod front;
mod furniture;
mod headings;
mod join;
mod levels;
mod masked;
mod nest;
mod numbering;
mod pattern;
mod presume;
mod sections;
mod siblings;
mod steps;
#[cfg(test)]
mod tests;
mod text;
mod title;
mod trust;
mod zones;

use std::ops::Range;

use crate::document::{Block, Document, KnownBy, LaidOut};

pub(crate) use numbering::{is_numbered, strip as without_number};

/// A document with its parts told apart.
///
/// It owns the document, whose blocks it has refined: headings presumed from their look are now
/// [`Kind::Heading`](crate::document::Kind::Heading), running heads, feet and page numbers are marked as such, leader
/// dots and line-end hyphens are runs of their own roles, and the lines of a table of contents are
/// [`Kind::Contents`](crate::document::Kind::Contents).
#[derive(Clone, Debug, Default)]
pub struct Structure {
    /// The refined document.
    pub document: Document,
    /// Zone of every block, parallel to `document.blocks`.
    pub zone_of: Vec<ZoneKind>,
    /// The zones in reading order. Body zones may be several (text after the annexes).
    pub zones: Vec<Zone>,
    /// Every heading with what it heads, in reading order; the tree is in `parent`.
    pub sections: Vec<Section>,
    /// Entries of the table of contents, as printed there.
    pub contents: Vec<ContentsEntry>,
    /// How surely the outline was read: whether a heading that is not in it is not in the document.
    pub outline: OutlineTrust,
}

/// A part of the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ZoneKind {
    /// Title page and what precedes the first heading or the contents.
    Cover,
    /// Table of contents, list of figures or tables.
    Contents,
    /// The text.
    #[default]
    Body,
    /// Annexes.
    Annexes,
}

/// A run of blocks of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// Its kind.
    pub kind: ZoneKind,
    /// Its blocks.
    pub blocks: Range<usize>,
    /// The heading that opens it, as read ("12. Annexes").
    pub heading: Option<String>,
    /// First physical page, where known.
    pub first_page: Option<u32>,
    /// Last physical page, where known.
    pub last_page: Option<u32>,
    /// Source line it starts at (Markdown).
    pub line: Option<u32>,
    /// How sure its start is, 0 to 1.
    pub confidence: f32,
}

/// A heading and what it heads.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Block of the heading.
    pub block: usize,
    /// The heading as read, with its generated label in front ("1.2 Contexte"), white space folded.
    pub heading: String,
    /// The heading without number, label, leader dots or final punctuation ("Contexte").
    pub title: String,
    /// Level in the outline, 1 for the top, without gaps from its parent.
    pub level: u8,
    /// How the heading is known.
    pub known_by: KnownBy,
    /// How sure it is that this is a heading, 0 to 1.
    pub confidence: f32,
    /// Section it stands in.
    pub parent: Option<usize>,
    /// Blocks from the heading to the next heading of the same or a higher level, the heading included.
    pub blocks: Range<usize>,
    /// Blocks from after the heading to the next heading of any level: its own text.
    pub own: Range<usize>,
    /// Zone it stands in.
    pub zone: ZoneKind,
}

/// An entry of a table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentsEntry {
    /// The title without leader dots and page number.
    pub title: String,
    /// The page number as printed.
    pub page: Option<u32>,
    /// Block it was read from.
    pub block: usize,
}

/// How surely the outline was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutlineTrust {
    /// Hardly any heading was found in a text that must have some.
    #[default]
    Poor,
    /// Headings are presumed from their look.
    Presumed,
    /// Headings are declared by the file, or presumed ones agree with its table of contents.
    Sure,
}

impl ZoneKind {
    /// `cover`, `contents`, `body`, `annexes`: stable, never translated.
    pub fn id(self) -> &'static str {
        match self {
            Self::Cover => "cover",
            Self::Contents => "contents",
            Self::Body => "body",
            Self::Annexes => "annexes",
        }
    }
}

impl OutlineTrust {
    /// `sure`, `presumed`, `poor`: stable, never translated.
    pub fn id(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Presumed => "presumed",
            Self::Poor => "poor",
        }
    }
}

impl Structure {
    /// Tells the parts of `document` apart.
    pub fn of(mut document: Document) -> Self {
        let ground = presume::Ground::of(&document);
        furniture::mark(&mut document, ground.size.unwrap_or(11.0));
        let mut drawn = declared::settle(&mut document);
        let contents = contents::mark(&mut document);
        join::cut_titles(&mut document, &contents, &ground);
        drawn::complete(&mut document, &contents, &ground, &mut drawn);
        let front = front::of(&document, &contents, &drawn);
        let pattern = pattern::lines(&document, &ground);
        let mut marks = headings::mark(&mut document, &contents, &ground, &drawn, front, &pattern);
        steps::sift(&mut document, &mut marks, &ground);
        let labels = siblings::settle(&mut document, &mut marks, &ground);
        let mut levels = levels::of(&document, &marks);
        title::set_apart(&mut document, &mut marks, &mut levels);
        let annexes = annexes::find(&mut document, &marks, &levels, &contents);
        let zone_of = zones::of(&document, &contents, &marks, annexes.as_ref(), front);
        let zones = zones::runs(&document, &zone_of, annexes.as_ref(), &marks);
        let sections = sections::of(&document, &marks, &levels, &zone_of);
        let outline = trust::of(&document, (&marks, labels), &sections, &contents, &pattern);
        Self { document, zone_of, zones, sections, contents: contents.entries, outline }
    }

    /// Tells the blocks on the pages of a layout of the same text: `pages` is parallel to the blocks.
    pub fn paginate(&mut self, pages: &[Option<u32>], laid_out: LaidOut) {
        for (block, page) in self.document.blocks.iter_mut().zip(pages) {
            block.place.page = *page;
        }
        self.document.pages.laid_out = Some(laid_out);
        zones::paginate(&mut self.zones, &self.document);
    }

    /// Forgets on which pages everything stands, which was good enough to tell a cover by, and is not to be told.
    pub fn forget_pages(&mut self) {
        self.document.blocks.iter_mut().for_each(|block| block.place.page = None);
        zones::paginate(&mut self.zones, &self.document);
    }

    /// The annexes, the first stretch of them where text stands between.
    pub fn annexes(&self) -> Option<&Zone> {
        self.zones.iter().find(|zone| zone.kind == ZoneKind::Annexes)
    }

    /// True where nothing of the text stands above `zone` on its first page.
    pub fn opens_page(&self, zone: &Zone) -> bool {
        zones::opens_page(&self.document, zone)
    }

    /// The page number that the contents print beside the heading of `zone`.
    pub fn printed_page(&self, zone: &Zone) -> Option<u32> {
        let heading = contents::key(zone.heading.as_deref()?);
        self.contents.iter().find(|entry| contents::key(&entry.title) == heading)?.page
    }

    /// The blocks of a range.
    pub fn blocks(&self, range: Range<usize>) -> &[Block] {
        self.document.blocks.get(range).unwrap_or_default()
    }

    /// Titles from the top down to section `index`, itself included, as read.
    pub fn path(&self, index: usize) -> Vec<String> {
        let mut path = Vec::new();
        let mut next = Some(index);
        while let Some(section) = next.and_then(|i| self.sections.get(i)) {
            path.push(section.heading.clone());
            next = section.parent;
        }
        path.reverse();
        path
    }

    /// The innermost section that holds block `block`.
    pub fn section_of(&self, block: usize) -> Option<usize> {
        self.sections.iter().rposition(|section| section.block <= block && section.blocks.contains(&block))
    }
}
