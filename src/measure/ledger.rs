//! The ledger: every character that was read, under exactly one kind, counted or not, and why.

use std::ops::Range;

use super::{Count, LedgerKind, LedgerLine, Tally, tally};
use crate::document::{Block, Kind, Role};
use crate::message::Message;
use crate::say;
use crate::structure::Structure;

/// What counts, block by block, so that any range of blocks is known at once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BlockCounts {
    /// What counts before each block; one longer than the blocks.
    sums: Vec<Tally>,
    /// The ledger of all blocks.
    ledger: Vec<LedgerLine>,
}

impl BlockCounts {
    /// Counts every block of `structure`.
    pub fn of(structure: &Structure) -> Self {
        let mut book = Book::new(structure);
        let mut sums = Vec::with_capacity(structure.document.blocks.len() + 1);
        let mut sum = Tally::default();
        sums.push(sum);
        for block in &structure.document.blocks {
            sum += book.enter(block);
            sums.push(sum);
        }
        Self { sums, ledger: book.lines() }
    }

    /// The ledger of the whole document.
    pub fn ledger(&self) -> &[LedgerLine] {
        &self.ledger
    }

    /// What counts in blocks `range`; bounds beyond the document are cut off.
    pub fn range(&self, range: Range<usize>) -> Tally {
        let last = self.sums.len().saturating_sub(1);
        let at = |i: usize| self.sums.get(i.min(last)).copied().unwrap_or_default();
        let (from, to) = (at(range.start), at(range.end.max(range.start)));
        Tally {
            count: Count {
                characters: to.count.characters - from.count.characters,
                words: to.count.words - from.count.words,
            },
            wordless: to.wordless - from.wordless,
            invisible: to.invisible - from.invisible,
        }
    }
}

/// The ledger of blocks `range`: a line for every kind that occurs, in the order of [`LedgerKind`].
pub fn ledger(structure: &Structure, range: Range<usize>) -> Vec<LedgerLine> {
    let mut book = Book::new(structure);
    for block in structure.blocks(range) {
        book.enter(block);
    }
    book.lines()
}

/// The ledger while it is being written, with what a block needs for scratch.
struct Book {
    notes_left_out: bool,
    tallies: [Count; LedgerKind::ALL.len()],
    text: String,
}

impl Book {
    fn new(structure: &Structure) -> Self {
        Self {
            notes_left_out: structure.document.properties.notes_left_out,
            tallies: [Count::default(); LedgerKind::ALL.len()],
            text: String::new(),
        }
    }

    /// Enters all of `block` and gives what counts of it.
    fn enter(&mut self, block: &Block) -> Tally {
        let kind = kind_of_text(block);
        let text = match block.runs.as_slice() {
            [run] if run.role == Role::Text => tally(&run.text),
            runs => {
                join(&mut self.text, block);
                let others = runs.iter().any(|run| run.role != Role::Text);
                let text = tally(&self.text);
                if others {
                    self.enter_others(block);
                }
                text
            }
        };
        self.add(kind, text);
        if is_counted(kind, self.notes_left_out) { text } else { Tally::default() }
    }

    /// Enters the runs of `block` that are no visible text, all runs of a role as one text.
    fn enter_others(&mut self, block: &Block) {
        for &(role, kind) in ROLES {
            self.text.clear();
            for run in block.runs.iter().filter(|run| run.role == role) {
                self.text.push_str(&run.text);
                if !matches!(role, Role::Hidden | Role::Deleted | Role::OffPage) {
                    self.text.push(' ');
                }
            }
            if !self.text.is_empty() {
                let tally = tally(&self.text);
                self.add(kind, tally);
            }
        }
    }

    fn add(&mut self, kind: LedgerKind, tally: Tally) {
        let mut count = tally.count;
        if kind == LedgerKind::LineEndHyphen {
            count.words = 0;
        }
        if let Some(line) = self.tallies.get_mut(kind as usize) {
            *line += count;
        }
        if let Some(line) = self.tallies.get_mut(LedgerKind::InvisibleCharacter as usize) {
            line.characters += tally.invisible;
        }
    }

    fn lines(&self) -> Vec<LedgerLine> {
        let line = |(&kind, &count): (&LedgerKind, &Count)| LedgerLine {
            kind,
            counted: is_counted(kind, self.notes_left_out),
            count,
            why: why(kind, self.notes_left_out),
        };
        LedgerKind::ALL
            .iter()
            .zip(&self.tallies)
            .filter(|(_, count)| **count != Count::default())
            .map(line)
            .collect()
    }
}

/// Where runs of each role but [`Role::Text`] are entered.
const ROLES: &[(Role, LedgerKind)] = &[
    (Role::Label, LedgerKind::ListLabel),
    (Role::PageNumber, LedgerKind::PageNumber),
    (Role::Leader, LedgerKind::Leader),
    (Role::LineEndHyphen, LedgerKind::LineEndHyphen),
    (Role::Hidden, LedgerKind::Hidden),
    (Role::OffPage, LedgerKind::OffPage),
    (Role::Deleted, LedgerKind::Deleted),
    (Role::FieldCode, LedgerKind::FieldCode),
    (Role::Math, LedgerKind::Math),
    (Role::AlternativeText, LedgerKind::AlternativeText),
    (Role::Ruby, LedgerKind::Ruby),
];

/// Writes the visible text of `block` into `text`. A leader or a page number parts the words on its two sides.
pub(crate) fn join(text: &mut String, block: &Block) {
    text.clear();
    for run in &block.runs {
        match run.role {
            Role::Text => text.push_str(&run.text),
            Role::Leader | Role::PageNumber => text.push(' '),
            _ => {}
        }
    }
}

/// The kind that the visible text of `block` is entered under.
fn kind_of_text(block: &Block) -> LedgerKind {
    match &block.kind {
        Kind::RunningHead => LedgerKind::RunningHead,
        Kind::RunningFoot => LedgerKind::RunningFoot,
        Kind::PageNumber => LedgerKind::PageNumber,
        Kind::Comment => LedgerKind::Comment,
        _ if block.context.note.is_some() => LedgerKind::Note,
        _ if block.context.text_box => LedgerKind::TextBox,
        Kind::Contents => LedgerKind::Contents,
        Kind::Heading(_) => LedgerKind::Heading,
        Kind::Code => LedgerKind::Code,
        Kind::Paragraph | Kind::Image if block.context.cell.is_some() => LedgerKind::Table,
        Kind::Paragraph | Kind::Image if block.context.list.is_some() => LedgerKind::List,
        Kind::Paragraph | Kind::Image => LedgerKind::Text,
    }
}

/// True where text of `kind` is in the counts.
fn is_counted(kind: LedgerKind, notes_left_out: bool) -> bool {
    use LedgerKind::{Code, Contents, Heading, List, Note, Table, Text, TextBox};
    match kind {
        Note | TextBox => !notes_left_out,
        Text | Heading | Table | List | Code | Contents => true,
        _ => false,
    }
}

/// Why text of `kind` counts or does not.
fn why(kind: LedgerKind, notes_left_out: bool) -> Message {
    match kind {
        LedgerKind::Note | LedgerKind::TextBox if notes_left_out => say!(
            "le fichier demande de ne pas compter les zones de texte et les notes, comme le fait alors Word",
            "the file asks to leave text boxes and notes out, as Word then does"
        ),
        LedgerKind::Text => say!("texte courant", "running text"),
        LedgerKind::Heading => {
            say!("titres, comptés comme par un traitement de texte", "headings, as in a word processor")
        }
        LedgerKind::Table => say!("texte des tableaux", "text of tables"),
        LedgerKind::List => {
            say!("texte des listes, sans puces ni numéros", "text of lists, without bullets and numbers")
        }
        LedgerKind::Code => {
            say!("extraits de code, comptés comme du texte", "code listings, counted as text")
        }
        LedgerKind::Note => say!("notes de bas de page et de fin", "footnotes and endnotes"),
        LedgerKind::TextBox => say!("zones de texte, chacune une fois", "text boxes, each once"),
        LedgerKind::Contents => {
            say!(
                "lignes du sommaire et des tables, sans les points de suite",
                "lines of the contents, without leaders"
            )
        }
        _ => why_not(kind),
    }
}

/// Why text of a kind that never counts does not.
fn why_not(kind: LedgerKind) -> Message {
    match kind {
        LedgerKind::Leader => {
            say!(
                "points de suite entre un titre et sa page : pas du texte",
                "dots between a title and its page: no text"
            )
        }
        LedgerKind::RunningHead => say!("en-têtes répétés d'une page à l'autre", "running heads"),
        LedgerKind::RunningFoot => say!("pieds de page répétés d'une page à l'autre", "running feet"),
        LedgerKind::PageNumber => say!("numéros de page", "page numbers"),
        LedgerKind::ListLabel => {
            say!("puces et numéros produits par le logiciel", "bullets and numbers made by the program")
        }
        LedgerKind::LineEndHyphen => {
            say!("traits d'union de coupure en fin de ligne", "hyphens that only cut a word at a line's end")
        }
        LedgerKind::Comment => say!("commentaires de relecture", "reviewers' comments"),
        LedgerKind::Deleted => say!("suppressions suivies, non acceptées", "tracked deletions"),
        LedgerKind::FieldCode => {
            say!("codes de champs, invisibles à la lecture", "codes of fields, not shown")
        }
        LedgerKind::Math => say!(
            "formules, qu'un traitement de texte ne compte pas",
            "formulas, which word processors leave out"
        ),
        LedgerKind::AlternativeText => {
            say!("textes de remplacement des images", "alternative texts of pictures")
        }
        LedgerKind::Ruby => say!("annotations de prononciation", "ruby readings"),
        LedgerKind::Hidden => say!("texte que le lecteur ne voit pas", "text that a reader cannot see"),
        LedgerKind::OffPage => say!("texte hors de la page", "text outside the page"),
        LedgerKind::InvisibleCharacter => {
            say!(
                "caractères sans dessin (espaces de largeur nulle…)",
                "characters without any shape (zero-width spaces…)"
            )
        }
        _ => Message::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Cell, Context, Document, NoteKind, Run};
    use crate::measure::Measured;

    fn structure(blocks: Vec<Block>) -> Structure {
        Structure::of(Document { blocks, ..Document::default() })
    }

    fn of(runs: Vec<Run>, kind: Kind) -> Block {
        Block { kind, runs, ..Block::default() }
    }

    fn entered(lines: &[LedgerLine], kind: LedgerKind) -> Option<(usize, usize, bool)> {
        let line = lines.iter().find(|line| line.kind == kind)?;
        Some((line.count.characters, line.count.words, line.counted))
    }

    #[test]
    fn every_character_has_one_line_and_the_lines_add_up() {
        let hidden = Run::with_role("caché", Role::Hidden);
        let hyphen = Run::with_role("-", Role::LineEndHyphen);
        let blocks = vec![
            of(vec![Run::with_role("1.", Role::Label), Run::plain("Un mot\u{200b} entier")], Kind::Paragraph),
            of(vec![Run::plain("main"), hyphen, Run::plain("tenance"), hidden], Kind::Paragraph),
            of(
                vec![Run::plain("Titre"), Run::with_role(".....", Role::Leader), Run::plain("3")],
                Kind::Contents,
            ),
            of(vec![Run::plain("En tête")], Kind::RunningHead),
        ];
        let structure = structure(blocks);
        let measured = Measured::of(&structure);
        let lines = &measured.ledger;
        assert_eq!(entered(lines, LedgerKind::Text), Some((22, 4, true)));
        assert_eq!(entered(lines, LedgerKind::LineEndHyphen), Some((1, 0, false)));
        assert_eq!(entered(lines, LedgerKind::Contents), Some((6, 2, true)));
        assert_eq!(entered(lines, LedgerKind::Leader), Some((5, 1, false)));
        assert_eq!(entered(lines, LedgerKind::Hidden), Some((5, 1, false)));
        assert_eq!(entered(lines, LedgerKind::InvisibleCharacter), Some((1, 0, false)));
        let mut sum = Count::default();
        let mut counted = Count::default();
        for line in lines {
            sum += line.count;
            if line.counted {
                counted += line.count;
            }
            assert!(!line.why.is_empty());
        }
        assert_eq!(sum, measured.extracted);
        assert_eq!(counted, measured.body);
    }

    #[test]
    fn text_boxes_and_notes_leave_the_count_where_the_file_asks_for_it() {
        let note = Context { note: Some(NoteKind::Footnote), ..Context::default() };
        let cell = Context { cell: Some(Cell { table: 1, row: 1, column: 1 }), ..Context::default() };
        let blocks = vec![
            Block { context: note, ..of(vec![Run::plain("une note")], Kind::Paragraph) },
            Block { context: cell, ..of(vec![Run::plain("une case")], Kind::Paragraph) },
        ];
        let mut document = Document { blocks, ..Document::default() };
        document.properties.notes_left_out = true;
        let measured = Measured::of(&Structure::of(document));
        assert_eq!(entered(&measured.ledger, LedgerKind::Note), Some((7, 2, false)));
        assert_eq!(entered(&measured.ledger, LedgerKind::Table), Some((7, 2, true)));
        assert_eq!(measured.body.characters, 7);
        assert_eq!(measured.extracted.characters, 14);
    }

    #[test]
    fn ranges_add_up_to_the_whole() {
        let blocks = vec![
            of(vec![Run::plain("un deux")], Kind::Paragraph),
            of(vec![Run::plain("trois")], Kind::Paragraph),
        ];
        let counts = BlockCounts::of(&structure(blocks));
        assert_eq!(counts.range(0..1).count, Count { characters: 6, words: 2 });
        assert_eq!(counts.range(0..99).count, Count { characters: 11, words: 3 });
        assert_eq!(counts.range(5..9).count, Count::default());
    }
}
