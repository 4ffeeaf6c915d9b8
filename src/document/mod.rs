//! The model that every reader makes and everything else works on. It knows no file format and imports nothing of
//! ours but the two-language [`Message`](crate::message::Message) of a notice.
//!
//! A [`Document`] is a flat list of [`Block`]s in reading order. Nesting that matters (a table cell, a list, a text
//! box, a note) stands in the block's [`Context`]; what a text *is* for the count (visible text, a generated label,
//! hidden text, a deletion…) stands in the [`Role`] of each [`Run`]. Nothing that was read is thrown away by a
//! reader: what does not count is kept with a role that says so, because the ledger shows it.

mod beginning;
mod block;
mod chars;
mod gap;
mod join;
mod notice;
mod pages;

pub use beginning::beginning;
pub use block::{
    Block, Cell, Context, Cues, Doubt, Heading, Kind, KnownBy, ListItem, NoteKind, Place, Position, Role,
    Run, Style,
};
pub use chars::{has_invisible, is_invisible, is_letter_or_digit, is_visible, visible_letters};
pub use gap::{Gap, Why};
pub use notice::{Notice, NoticeKind};
pub use pages::{Bare, LaidOut, Layouter, PageFacts, Recorded};

use serde::{Deserialize, Serialize};

/// A document as a reader understood it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Document {
    /// Everything that was read, in reading order.
    pub blocks: Vec<Block>,
    /// What the file says, or lets see, of its pages.
    pub pages: PageFacts,
    /// Headings that the file declares apart from its text (PDF bookmarks, the entries of a table-of-contents field),
    /// to be cross-checked against the page, never trusted alone.
    pub declared: Vec<Declared>,
    /// Properties of the file.
    pub properties: Properties,
    /// What the reader has to say: damage, pages without text, unreliable glyphs, bounds reached.
    pub notices: Vec<Notice>,
    /// What is known not to have been read; empty where all of it was.
    #[serde(default)]
    pub gaps: Vec<Gap>,
    /// Names of the files a dossier of several files was read from, in order; empty for a single file.
    /// [`Place::file`] indexes it.
    pub files: Vec<String>,
    /// The format tells a table from other text, so that a text without cells is no table.
    pub knows_tables: bool,
}

/// A heading that the file declares outside its text flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Declared {
    /// The title as declared.
    pub title: String,
    /// Depth, 1 for the top.
    pub level: u8,
    /// Physical page, 1-based, where the file says which.
    pub page: Option<u32>,
    /// What declares it.
    pub by: DeclaredBy,
}

/// Where a [`Declared`] heading comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeclaredBy {
    /// A bookmark (PDF outline).
    Bookmark,
    /// A heading of the structure tree (tagged PDF) whose text is not on the page.
    Tag,
}

/// Properties of the file that are no part of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Properties {
    /// Title property, or the front matter's `title`.
    pub title: Option<String>,
    /// Author property.
    pub author: Option<String>,
    /// Language the file declares (BCP 47), not the one measured.
    pub language: Option<String>,
    /// The program that made the file ("Microsoft Word", "LibreOffice Writer", "Skia/PDF m116 Google Docs Renderer").
    pub producer: Option<String>,
    /// The file is encrypted (and was opened with an empty password).
    pub encrypted: bool,
    /// Text boxes and notes are left out of the headline, as the file asks
    /// (DOCX `doNotIncludeSubdocsInStats`).
    pub notes_left_out: bool,
}
