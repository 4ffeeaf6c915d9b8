//! Makes blocks: what is open, what it stands in, how its text looks. Knows neither Markdown events nor HTML tags.

use super::marks::{NOTE, NOTE_END, PAGE_BREAK};
use crate::document::{
    Block, Cell, Context, Cues, Doubt, Heading, Kind, KnownBy, ListItem, NoteKind, Place, Role, Run, Style,
};

/// What the text that follows looks like; counts of what is open around it, so that nesting works out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: u32,
    pub(super) italic: u32,
    pub(super) monospace: u32,
    pub(super) hidden: u32,
    pub(super) centered: u32,
    /// In a formula.
    pub(super) math: u32,
    /// In something that is not shown as text at all (a script, a drawing).
    pub(super) skipped: u32,
    /// In a link to a heading of the document.
    pub(super) anchor: u32,
    /// In what a page shows only when somebody opens it, or too pale to be read.
    pub(super) closed: u32,
}

/// What a block was read from, beyond what the model holds; for [`super::contents`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Trace {
    /// Characters of its text that link to a heading of the document.
    pub(super) anchored: usize,
    /// Number of the outermost list it stands in, from 1; 0 for none.
    pub(super) list: u32,
}

/// The block that is being made.
#[derive(Debug, Default)]
struct Open {
    block: Block,
    trace: Trace,
    label: Option<String>,
}

/// Makes the blocks of one file.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub(super) blocks: Vec<Block>,
    pub(super) traces: Vec<Trace>,
    pub(super) explicit_breaks: u32,
    pub(super) rules: u32,
    /// Points that pictures are taken to be high.
    pub(super) picture_height: f32,
    pub(super) look: Look,
    /// The lists around, outermost first: the number of the next item, or none for bullets.
    pub(super) lists: Vec<Option<u64>>,
    /// Outermost lists so far.
    list_number: u32,
    /// Tables so far.
    tables: u32,
    /// The cell that text goes to.
    pub(super) cell: Option<Cell>,
    /// Text belongs to a note.
    pub(super) in_note: bool,
    /// The next block starts a page.
    page_break: bool,
    /// Label that the next block takes.
    label: Option<String>,
    open: Option<Open>,
    /// Blocks that inline notes stand in.
    hosts: Vec<Open>,
    /// Notes and pictures of the open block, which follow it.
    after: Vec<(Block, Trace)>,
    /// Alternative text of the picture that is being read.
    picture: Option<String>,
}

impl Builder {
    /// Opens a block; what was open is finished.
    pub(super) fn open(&mut self, kind: Kind, line: u32) {
        self.close();
        self.open = Some(self.fresh(kind, line));
    }

    /// Opens a heading.
    pub(super) fn open_heading(&mut self, level: u8, line: u32) {
        self.open(Kind::Heading(Heading { level: Some(level), known_by: KnownBy::Markup }), line);
    }

    /// Opens a paragraph unless something is open.
    pub(super) fn ensure_open(&mut self, line: u32) {
        if self.open.is_none() {
            self.open(Kind::Paragraph, line);
        }
    }

    fn fresh(&mut self, kind: Kind, line: u32) -> Open {
        let list = self.lists.last().map(|item| ListItem {
            depth: u8::try_from(self.lists.len()).unwrap_or(u8::MAX),
            ordered: item.is_some(),
        });
        let note = self.in_note.then_some(NoteKind::Footnote);
        let cues = Cues { starts_page: std::mem::take(&mut self.page_break), ..Cues::default() };
        let block = Block {
            kind,
            runs: Vec::new(),
            place: Place { line: Some(line), ..Place::default() },
            cues: Cues { centered: self.look.centered > 0, ..cues },
            context: Context { cell: self.cell, list, note, ..Context::default() },
        };
        let list = if self.lists.is_empty() { 0 } else { self.list_number };
        Open { block, trace: Trace { anchored: 0, list }, label: self.label.take() }
    }

    /// Finishes what is open; a block without anything in it is dropped and leaves its page break and label to the
    /// next one.
    pub(super) fn close(&mut self) {
        while !self.hosts.is_empty() {
            self.end_inline_note();
        }
        if let Some(open) = self.open.take() {
            self.finish(open);
        }
        for (mut block, trace) in std::mem::take(&mut self.after) {
            block.cues.starts_page |= std::mem::take(&mut self.page_break);
            self.blocks.push(block);
            self.traces.push(trace);
        }
    }

    fn finish(&mut self, open: Open) {
        let Open { mut block, trace, label } = open;
        trim(&mut block);
        if block.runs.is_empty() {
            self.page_break |= block.cues.starts_page;
            self.label = label;
            return;
        }
        (block.cues.bold, block.cues.italic) = whole_look(&block);
        if block.is_blank() && block.heading().is_some() {
            // A heading that nobody sees heads nothing.
            block.kind = Kind::Paragraph;
        }
        if let Some(label) = label {
            block.runs.insert(0, Run::with_role(format!("{label} "), Role::Label));
        }
        self.blocks.push(block);
        self.traces.push(trace);
    }

    /// Adds text to what is open, with the look of the moment.
    pub(super) fn text(&mut self, text: &str, line: u32) {
        let role = match self.look {
            Look { hidden: 1.., .. } => Role::Hidden,
            Look { math: 1.., .. } => Role::Math,
            _ => Role::Text,
        };
        self.text_of(role, text, line);
    }

    /// Adds text of a role of its own.
    pub(super) fn text_of(&mut self, role: Role, text: &str, line: u32) {
        if self.look.skipped > 0 || text.is_empty() {
            return;
        }
        // Within markup that is no text to Markdown (HTML, code, formulas) the marks mean nothing.
        if !text.is_ascii() && text.contains([NOTE, NOTE_END, PAGE_BREAK]) {
            return self.text_of(role, &text.replace([NOTE, NOTE_END, PAGE_BREAK], ""), line);
        }
        if let Some(alternative) = &mut self.picture {
            alternative.push_str(text);
            return;
        }
        let style = Style {
            bold: self.look.bold > 0,
            italic: self.look.italic > 0,
            monospace: self.look.monospace > 0,
            doubt: (self.look.closed > 0 && role == Role::Text).then_some(Doubt::Folded),
            ..Style::default()
        };
        self.ensure_open(line);
        let Some(open) = &mut self.open else { return };
        if self.look.anchor > 0 {
            open.trace.anchored += text.chars().filter(|c| !c.is_whitespace()).count();
        }
        match open.block.runs.last_mut() {
            Some(run) if run.role == role && run.style == style => run.text.push_str(text),
            _ => open.block.runs.push(Run { text: text.to_owned(), role, style }),
        }
    }

    /// A line break inside the open block. A line that is wholly bold so far becomes a block of its own, since that is
    /// how headings are written without markup.
    pub(super) fn line_break(&mut self, next_line: u32) {
        let alone = self.open.as_ref().is_some_and(|open| {
            open.block.kind == Kind::Paragraph
                && open.block.context.cell.is_none()
                && open.block.runs.iter().any(|run| run.style.bold)
                && whole_look(&open.block).0
        });
        if alone && self.look.bold == 0 && self.hosts.is_empty() && self.picture.is_none() {
            self.open(Kind::Paragraph, next_line);
        } else {
            self.text("\n", next_line);
        }
    }

    /// A line across the text.
    pub(super) fn rule(&mut self) {
        self.close();
        self.rules = self.rules.saturating_add(1);
    }

    /// An explicit page break: what is open goes on after it as a block of the same kind.
    pub(super) fn page_break(&mut self, line: u32) {
        let kind = self.open.as_ref().map(|open| open.block.kind.clone());
        self.close();
        self.page_break = true;
        self.explicit_breaks = self.explicit_breaks.saturating_add(1);
        if let Some(kind) = kind {
            self.open(kind, line);
        }
    }

    /// What follows is a note inside the text.
    pub(super) fn start_inline_note(&mut self, line: u32) {
        self.ensure_open(line);
        self.hosts.extend(self.open.take());
        let outer = std::mem::replace(&mut self.in_note, true);
        self.open = Some(self.fresh(Kind::Paragraph, line));
        self.in_note = outer;
    }

    /// The note inside the text is over.
    pub(super) fn end_inline_note(&mut self) {
        let Some(host) = self.hosts.pop() else { return };
        if let Some(Open { mut block, trace, .. }) = self.open.replace(host) {
            trim(&mut block);
            if !block.runs.is_empty() {
                self.after.push((block, trace));
            }
        }
    }

    /// A picture begins; text goes to its alternative text until [`Self::end_picture`].
    pub(super) fn start_picture(&mut self) {
        self.picture.get_or_insert_default();
    }

    /// The picture is over.
    pub(super) fn end_picture(&mut self, line: u32) {
        if let Some(alternative) = self.picture.take() {
            self.add_picture(&alternative, line, None);
        }
    }

    /// Adds a picture, of a height in points where known.
    pub(super) fn add_picture(&mut self, alternative: &str, line: u32, height: Option<f32>) {
        /// Height that a picture of unknown size is taken to have, a quarter of a page.
        const USUAL_HEIGHT: f32 = 180.0;
        let Open { mut block, trace, label } = self.fresh(Kind::Image, line);
        // A page break and a label that wait are for the block that the picture stands in, if it has text.
        self.label = label;
        self.page_break = std::mem::take(&mut block.cues.starts_page);
        let alternative = alternative.trim();
        if !alternative.is_empty() {
            block.runs.push(Run::with_role(alternative, Role::AlternativeText));
        }
        self.picture_height += height.unwrap_or(USUAL_HEIGHT);
        self.after.push((block, trace));
        if self.open.is_none() {
            self.close();
        }
    }

    /// A list begins; `first` is the number of its first item, none for bullets.
    pub(super) fn start_list(&mut self, first: Option<u64>) {
        self.close();
        if self.lists.is_empty() {
            self.list_number += 1;
        }
        self.lists.push(first);
    }

    /// The innermost list is over.
    pub(super) fn end_list(&mut self) {
        self.close();
        self.lists.pop();
        self.label = None;
    }

    /// An item of the innermost list begins.
    pub(super) fn start_item(&mut self) {
        self.close();
        self.label = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                Some(format!("{}.", number.saturating_sub(1)))
            }
            Some(None) => Some("•".to_owned()),
            None => None,
        };
    }

    /// A table begins.
    pub(super) fn start_table(&mut self) {
        self.close();
        self.tables += 1;
        self.cell = Some(Cell { table: self.tables, row: 0, column: 0 });
    }

    /// A row of the table begins.
    pub(super) fn start_row(&mut self) {
        self.close();
        if let Some(cell) = &mut self.cell {
            *cell = Cell { row: cell.row + 1, column: 0, ..*cell };
        }
    }

    /// A cell of the row begins.
    pub(super) fn start_cell(&mut self) {
        self.close();
        if let Some(cell) = &mut self.cell {
            cell.row = cell.row.max(1);
            cell.column += 1;
        }
    }

    /// The table is over.
    pub(super) fn end_table(&mut self) {
        self.close();
        self.cell = None;
    }

    /// The open heading is none after all.
    pub(super) fn demote_heading(&mut self) {
        if let Some(open) = &mut self.open {
            open.block.kind = Kind::Paragraph;
        }
    }

    /// True where nothing is open, or nothing is in it yet.
    pub(super) fn is_at_start(&self) -> bool {
        self.open.as_ref().is_none_or(|open| open.block.runs.is_empty())
    }

    /// True where the text so far ends in white space.
    pub(super) fn ends_in_space(&self) -> bool {
        let last = self.open.as_ref().and_then(|open| open.block.runs.last());
        last.is_none_or(|run| run.text.ends_with(char::is_whitespace))
    }
}

/// Takes white space off both ends of the text; of code, only empty lines.
fn trim(block: &mut Block) {
    let code = block.kind == Kind::Code;
    let is_space = |c: char| c.is_whitespace() && (!code || c == '\n');
    while let Some(run) = block.runs.last_mut() {
        run.text.truncate(run.text.trim_end_matches(is_space).len());
        if !run.text.is_empty() {
            break;
        }
        block.runs.pop();
    }
    let empty = block.runs.iter().take_while(|run| run.text.chars().all(is_space)).count();
    block.runs.drain(..empty);
    if let Some(run) = block.runs.first_mut() {
        run.text.drain(..run.text.len() - run.text.trim_start_matches(is_space).len());
    }
}

/// Whether all letters and digits of its visible text are bold, and whether all are italic.
fn whole_look(block: &Block) -> (bool, bool) {
    let mut lettered = false;
    let (mut bold, mut italic) = (true, true);
    for run in block.runs.iter().filter(|run| run.role == Role::Text) {
        if run.text.chars().any(char::is_alphanumeric) {
            lettered = true;
            bold &= run.style.bold;
            italic &= run.style.italic;
        }
    }
    (lettered && bold, lettered && italic)
}
