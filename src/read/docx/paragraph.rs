//! A paragraph while it is read, and the block that it becomes.

use super::props::{RunProps, Section};
use crate::document::{Block, Context, Cues, Heading, Kind, Place, Role, Run, Style};
use crate::read::breaks::Point;

/// A block with the points between page breaks that it will be placed by.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) block: Block,
    /// Where its first visible piece stands; its start where it has none.
    pub(super) at: Point,
    /// Where the last visible piece before that stands.
    pub(super) before: Point,
}

/// A paragraph that is open.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    runs: Vec<Run>,
    /// Characters by colour.
    colours: Vec<(u32, usize)>,
    /// Look of a run that says nothing of its own.
    pub(super) base: RunProps,
    pub(super) heading: Option<Heading>,
    pub(super) code_style: bool,
    pub(super) contents_style: bool,
    /// Whether the first visible piece stands in a table of contents.
    pub(super) in_contents: Option<bool>,
    pub(super) cues: Cues,
    pub(super) context: Context,
    pub(super) at: Point,
    pub(super) before: Point,
    pub(super) seen: bool,
    pub(super) section: Option<Section>,
    /// Text boxes, notes and pictures that hang on it.
    pub(super) after: Vec<Draft>,
}

impl Paragraph {
    /// An empty paragraph that begins at a point between page breaks.
    pub(super) fn new(context: Context, here: Point) -> Self {
        Self { context, at: here, before: here, ..Self::default() }
    }

    /// Adds text.
    pub(super) fn push(&mut self, text: &str, role: Role, style: Style, colour: Option<u32>) {
        if let Some(colour) = colour.filter(|colour| *colour != 0) {
            let size = text.chars().count();
            match self.colours.iter_mut().find(|(known, _)| *known == colour) {
                Some((_, count)) => *count += size,
                None => self.colours.push((colour, size)),
            }
        }
        match self.runs.last_mut() {
            Some(run) if run.role == role && run.style == style => run.text.push_str(text),
            _ => self.runs.push(Run { text: text.to_owned(), role, style }),
        }
    }

    /// The finished block, and after it what hangs on it.
    pub(super) fn finish(mut self, kind: Kind) -> Vec<Draft> {
        let looks = Looks::of(&self.runs);
        let cues = Cues {
            size: looks.size.or(self.base.size),
            bold: looks.bold,
            italic: looks.italic,
            colour: self.colour(looks.characters),
            ..self.cues
        };
        let runs = std::mem::take(&mut self.runs);
        let kind = match kind {
            // An empty paragraph is no heading, whatever its style.
            Kind::Heading(_) if looks.characters == 0 => Kind::Paragraph,
            Kind::Paragraph if looks.characters > 0 && (self.code_style || looks.monospace) => Kind::Code,
            kind => kind,
        };
        let block = Block { kind, runs, place: Place::default(), cues, context: self.context };
        let mut drafts = Vec::with_capacity(1 + self.after.len());
        drafts.push(Draft { block, at: self.at, before: self.before });
        for mut draft in self.after {
            if draft.block.context.note.is_some() {
                (draft.at, draft.before) = (self.at, self.at);
            }
            drafts.push(draft);
        }
        drafts
    }

    /// The colour of more than half of the characters.
    fn colour(&self, characters: usize) -> Option<u32> {
        self.colours.iter().find(|(_, count)| count * 2 > characters).map(|(colour, _)| *colour)
    }
}

/// The look that the visible runs of a paragraph share.
struct Looks {
    characters: usize,
    size: Option<f32>,
    bold: bool,
    italic: bool,
    monospace: bool,
}

impl Looks {
    fn of(runs: &[Run]) -> Self {
        let mut sizes: Vec<(f32, usize)> = Vec::new();
        let (mut characters, mut letters) = (0, 0);
        let (mut bold, mut italic, mut monospace) = (true, true, true);
        for run in runs.iter().filter(|run| run.role == Role::Text) {
            let size = run.text.chars().filter(|c| !c.is_whitespace()).count();
            if size == 0 {
                continue;
            }
            characters += size;
            if let Some(points) = run.style.size {
                match sizes.iter_mut().find(|(known, _)| *known == points) {
                    Some((_, count)) => *count += size,
                    None => sizes.push((points, size)),
                }
            }
            if run.text.chars().any(char::is_alphanumeric) {
                letters += 1;
                bold &= run.style.bold;
                italic &= run.style.italic;
            }
            monospace &= run.style.monospace;
        }
        let size = sizes.into_iter().max_by_key(|(_, count)| *count).map(|(points, _)| points);
        let some = letters > 0;
        Self {
            characters,
            size,
            bold: bold && some,
            italic: italic && some,
            monospace: monospace && characters > 0,
        }
    }
}
