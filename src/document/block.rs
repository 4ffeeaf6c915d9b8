//! Blocks, their runs, and what is known of where and how they stand.

use serde::{Deserialize, Serialize};

/// A paragraph-like piece of the document: a heading, a paragraph, a list item, the paragraph of a table cell, a code
/// listing, a line of the table of contents, a picture. A PDF reader makes one block of the lines that belong together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its text in reading order; a line break inside is `\n`, a tab `\t`.
    pub runs: Vec<Run>,
    /// Where it is.
    pub place: Place,
    /// How it looks, in terms that no format owns.
    pub cues: Cues,
    /// What it stands in.
    pub context: Context,
}

/// What a block is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Kind {
    /// Running text, a list item or a table cell's paragraph (see [`Context`]).
    #[default]
    Paragraph,
    /// A heading that the file itself declares. Headings presumed from their look are found by
    /// [`crate::structure`], not by a reader.
    Heading(Heading),
    /// A code listing.
    Code,
    /// A line of a table of contents or of figures that the file itself declares as one.
    Contents,
    /// A picture; its alternative text is a run of role [`Role::AlternativeText`].
    Image,
    /// A running head, outside the text flow.
    RunningHead,
    /// A running foot, outside the text flow.
    RunningFoot,
    /// A page number, outside the text flow.
    PageNumber,
    /// A reviewer's comment.
    Comment,
}

/// A heading's level and how it is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 for the top; none where only the fact is known.
    pub level: Option<u8>,
    /// How it is known to be a heading.
    pub known_by: KnownBy,
}

/// How a heading is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KnownBy {
    /// Looks like one: size, weight, numbering, spacing. Presumed.
    Look,
    /// The table of contents names it.
    Contents,
    /// A bookmark of the file (PDF outline) that was found on its page.
    Bookmark,
    /// A tag of the structure tree (PDF H1…H6) that was found on its page.
    Tag,
    /// An outline level of the paragraph (DOCX, ODT).
    OutlineLevel,
    /// A heading style (DOCX, ODT).
    Style,
    /// Markup of the format itself (Markdown `#`, HTML `<h1>`).
    Markup,
}

impl KnownBy {
    /// The stable name, in kebab case.
    pub fn id(self) -> &'static str {
        match self {
            Self::Markup => "markup",
            Self::Style => "style",
            Self::OutlineLevel => "outline-level",
            Self::Tag => "tag",
            Self::Bookmark => "bookmark",
            Self::Contents => "contents",
            Self::Look => "look",
        }
    }
}

/// A stretch of text of one role and one look.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// The text. Ligatures that the file carries as one code are already the letters they stand for.
    pub text: String,
    /// What it is for the count.
    pub role: Role,
    /// How it looks.
    pub style: Style,
}

/// What a stretch of text is for the count (`COUNTING`, profile `traitement-de-texte`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// Text that a reader sees. Counted.
    #[default]
    Text,
    /// A number or bullet that the program generates (list and heading labels, generated bullets).
    Label,
    /// A page number inside a running head or a line of the contents.
    PageNumber,
    /// Leader dots between a title and its page number.
    Leader,
    /// A hyphen that only cuts a word at the end of a rendered line.
    LineEndHyphen,
    /// Text that cannot be seen: hidden by attribute, colour of its ground, invisible rendering, under 2 pt, layer off.
    Hidden,
    /// Text outside the page.
    OffPage,
    /// A tracked deletion, or the origin of a move.
    Deleted,
    /// The code of a field.
    FieldCode,
    /// A formula.
    Math,
    /// The alternative text of a picture.
    AlternativeText,
    /// A ruby reading.
    Ruby,
}

/// The look of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Style {
    /// Bold by weight or by font name.
    pub bold: bool,
    /// Italic or oblique.
    pub italic: bool,
    /// Fixed-width font, or inline code.
    pub monospace: bool,
    /// Why it may be that nobody sees it.
    pub doubt: Option<Doubt>,
    /// Size in points.
    pub size: Option<f32>,
}

/// Why a reader may not see a stretch of text that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// White or nearly so on a ground that is not known: it may be dark.
    Pale,
    /// Hardly of another colour than its ground, which is known.
    NearGround,
    /// Something is painted over it.
    Covered,
    /// It finds no place in a frame, a box or a row of fixed size.
    CutOff,
    /// It stands in a frame beside or below the page.
    BesidePage,
    /// Its lines or letters lie on one another.
    Crowded,
    /// It shows only where the reader unfolds it, or is pale.
    Folded,
    /// What is drawn is not what it says, or is masked.
    Unlike,
}

/// Where a block is. Everything is 1-based.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Physical page: exact in a PDF; in DOCX and ODT counted by rendered and explicit breaks (see
    /// [`super::PageFacts`] for how far to trust it); a slide's number in a presentation.
    pub page: Option<u32>,
    /// Line in the source text (Markdown).
    pub line: Option<u32>,
    /// Index into [`super::Document::files`].
    pub file: u16,
}

/// How a block looks. Facts that a format cannot give stay at their default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cues {
    /// Size in points of most of its characters.
    pub size: Option<f32>,
    /// All of its letters are bold.
    pub bold: bool,
    /// All of its letters are italic.
    pub italic: bool,
    /// Centred on the page.
    pub centered: bool,
    /// A page break stands right before it (explicit, by style, or it is the first of its page in a PDF).
    pub starts_page: bool,
    /// White space above it, in points, where known.
    pub space_before: Option<f32>,
    /// White space that the file asks for below it, in points (DOCX, ODT).
    pub space_after: Option<f32>,
    /// Distance of its lines by that of single spacing, where the file says so (DOCX, ODT).
    pub line_spacing: Option<f32>,
    /// Colour of most of its characters as 0xRRGGBB, where it differs from black.
    pub colour: Option<u32>,
    /// Where it stands on its page (PDF).
    pub position: Option<Position>,
    /// Rendered lines it takes (PDF).
    pub lines: Option<u32>,
}

/// A rectangle as fractions of the page, origin at the top left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Left edge, 0 to 1.
    pub left: f32,
    /// Top edge, 0 to 1.
    pub top: f32,
    /// Right edge, 0 to 1.
    pub right: f32,
    /// Bottom edge, 0 to 1.
    pub bottom: f32,
}

/// What a block stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// The table cell it belongs to (the outermost one of nested tables).
    pub cell: Option<Cell>,
    /// The list it is an item of.
    pub list: Option<ListItem>,
    /// In a text box.
    pub text_box: bool,
    /// In a footnote or endnote.
    pub note: Option<NoteKind>,
}

/// A cell of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Number of the table in the document, from 1.
    pub table: u32,
    /// Row, from 1.
    pub row: u32,
    /// Column, from 1.
    pub column: u32,
}

/// An item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListItem {
    /// Depth, from 1.
    pub depth: u8,
    /// Numbered rather than bulleted.
    pub ordered: bool,
}

/// The kind of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoteKind {
    /// At the foot of a page.
    Footnote,
    /// At the end.
    Endnote,
}

impl Block {
    /// The text that counts: runs of role [`Role::Text`], joined.
    pub fn text(&self) -> String {
        self.runs.iter().filter(|run| run.role == Role::Text).map(|run| run.text.as_str()).collect()
    }

    /// The row of a table that it stands in: the table's number and the row's.
    pub fn row(&self) -> Option<(u32, u32)> {
        self.context.cell.map(|cell| (cell.table, cell.row))
    }

    /// The generated number or bullet, as shown ("1.2", "a)", "•"), trimmed; none where there is none.
    pub fn label(&self) -> Option<String> {
        let label: String =
            self.runs.iter().filter(|run| run.role == Role::Label).map(|run| run.text.as_str()).collect();
        let label = label.trim();
        (!label.is_empty()).then(|| label.to_owned())
    }

    /// The heading, where the block is one.
    pub fn heading(&self) -> Option<&Heading> {
        match &self.kind {
            Kind::Heading(heading) => Some(heading),
            _ => None,
        }
    }

    /// True where nothing in it counts as visible text.
    pub fn is_blank(&self) -> bool {
        self.runs.iter().filter(|run| run.role == Role::Text).all(|run| run.text.trim().is_empty())
    }

    /// True for text in the reading flow: not a running head or foot, a page number or a comment.
    pub fn in_flow(&self) -> bool {
        !matches!(self.kind, Kind::RunningHead | Kind::RunningFoot | Kind::PageNumber | Kind::Comment)
    }
}

impl Run {
    /// Visible text without any look.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Text of another role, without any look.
    pub fn with_role(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role, style: Style::default() }
    }
}
