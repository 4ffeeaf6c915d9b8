//! The flow of an office document's text: paragraphs that nest through text boxes, and the blocks they become.

mod float;
mod room;

pub(super) use self::float::Float;
use self::float::{Beneath, Cover};
pub(super) use self::room::{Mark, Room};
use super::appearance::{FontName, Look};
use super::breaks::{Breaks, Pages, Point};
use crate::document::{Block, Context, Cues, Document, Heading, Kind, KnownBy, Place, Role, Run};

/// Colours or sizes that are told apart; a text with more of them has none that prevails.
const MOST_LOOKS: usize = 32;

/// A block with the points between page breaks that it will be placed by.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// The block, still without its page.
    pub(super) block: Block,
    /// Where its first visible piece stands; its start where it has none.
    pub(super) at: Point,
    /// Where the last visible piece before that stands.
    pub(super) before: Point,
    /// Where the box floats that it stands in.
    float: Option<Float>,
}

/// What the text of a shape is by the placeholder it fills.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Placeholder {
    /// The slide's title.
    Title,
    /// Anything that is said on the slide.
    #[default]
    Text,
    /// Date or footer.
    Foot,
    /// The slide's number.
    Number,
}

impl Placeholder {
    /// The kind of a paragraph in it.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Title => Kind::Heading(Heading { level: Some(1), known_by: KnownBy::Style }),
            Self::Text => Kind::Paragraph,
            Self::Foot => Kind::RunningFoot,
            Self::Number => Kind::PageNumber,
        }
    }
}

/// A paragraph that is open.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    runs: Vec<Run>,
    /// Characters by colour.
    colours: Vec<(u32, usize)>,
    /// Size in points of a run that says nothing of its own.
    pub(super) base_size: Option<f32>,
    /// The heading that its style or its outline level makes of it.
    pub(super) heading: Option<Heading>,
    /// Its style is for program code.
    pub(super) code_style: bool,
    /// Its style is for lines of a table of contents.
    pub(super) contents_style: bool,
    /// Whether the first visible piece stands in a table of contents.
    pub(super) in_contents: Option<bool>,
    /// What is known of its look apart from its runs.
    pub(super) cues: Cues,
    /// What it stands in.
    pub(super) context: Context,
    /// Width and height of the frame that it stands in alone, where they do not grow.
    pub(super) room: Option<Room>,
    at: Point,
    before: Point,
    seen: bool,
    /// Text boxes, notes and pictures that hang on it.
    after: Vec<Draft>,
}

/// The flow of one story.
#[derive(Debug, Default)]
pub(super) struct Flow {
    open: Vec<Paragraph>,
    out: Vec<Draft>,
    /// The page breaks met so far.
    pub(super) breaks: Breaks,
    last_visible: Point,
    /// What floats in front of the text.
    covers: Vec<Cover>,
    /// What something may lie over, where that is told at once.
    beneath: Beneath,
    /// Characters of visible text by size in half points.
    sizes: Vec<(u32, usize)>,
    /// The same by font.
    fonts: Vec<(FontName, usize)>,
    /// Height in points that pictures take in the flow.
    pub(super) image_height: f32,
}

impl Flow {
    /// Begins a paragraph, within the open one if there is one.
    pub(super) fn begin(&mut self, mut paragraph: Paragraph) {
        let here = self.breaks.here();
        (paragraph.at, paragraph.before) = (here, here);
        self.open.push(paragraph);
    }

    /// The innermost open paragraph.
    pub(super) fn top(&mut self) -> Option<&mut Paragraph> {
        self.open.last_mut()
    }

    /// Takes the innermost open paragraph out, to be given to [`Flow::end`].
    pub(super) fn take(&mut self) -> Option<Paragraph> {
        self.open.pop()
    }

    /// Number of open paragraphs.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// A page break that the author set before the text of the open paragraph.
    pub(super) fn break_before(&mut self) {
        self.breaks.explicit();
        let here = self.breaks.here();
        if let Some(paragraph) = self.open.last_mut().filter(|paragraph| !paragraph.seen) {
            paragraph.at = here;
        }
    }

    /// Adds text to the open paragraph.
    pub(super) fn add(&mut self, text: &str, role: Role, look: Look, in_contents: bool) {
        let visible = matches!(role, Role::Text | Role::Math) && text.chars().any(|c| !c.is_whitespace());
        if visible {
            self.see(in_contents);
        }
        if role == Role::Text {
            self.tally_size(look.style.size, text.len());
            look.font.into_iter().for_each(|font| tally(&mut self.fonts, font, text.len()));
        }
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.push(text, role, look);
        }
    }

    /// Something visible stands at this point of the open paragraph.
    pub(super) fn see(&mut self, in_contents: bool) {
        let here = self.breaks.here();
        if let Some(paragraph) = self.open.last_mut()
            && !std::mem::replace(&mut paragraph.seen, true)
        {
            (paragraph.at, paragraph.before) = (here, self.last_visible);
            paragraph.in_contents = Some(in_contents);
        }
        self.last_visible = here;
        self.breaks.see();
    }

    /// Ends a paragraph that was taken out: it goes to the one that it hangs on, else to the story. True where it
    /// became a heading.
    pub(super) fn end(&mut self, paragraph: Paragraph, kind: Kind) -> bool {
        let (mark, room) = (self.mark(), paragraph.room);
        let drafts = paragraph.finish(kind);
        let heading = drafts.first().is_some_and(|draft| draft.block.heading().is_some());
        match self.open.last_mut() {
            Some(host) => host.after.extend(drafts),
            None => self.out.extend(drafts),
        }
        if let Some(room) = room {
            self.fit(mark, room);
        }
        heading
    }

    /// Hangs a block on the open paragraph, else puts it next.
    pub(super) fn hang(&mut self, block: Block) {
        let here = self.breaks.here();
        match self.open.last_mut() {
            Some(host) => host.after.push(Draft { block, at: here, before: here, ..Draft::default() }),
            None => self.out.push(Draft { block, at: here, before: here, ..Draft::default() }),
        }
    }

    /// The blocks, without pages.
    pub(super) fn into_blocks(self) -> impl Iterator<Item = Block> {
        self.out.into_iter().map(|draft| draft.block)
    }

    /// Puts the blocks into `document`, each on its page by `pages`, with what was learnt of pages, none of which is
    /// wider or higher than `page` where that is known.
    pub(super) fn place(mut self, pages: &Pages, page: Option<Room>, document: &mut Document) {
        document.pages.by_rendered_breaks = pages.by_rendered_breaks;
        document.pages.explicit_breaks = pages.explicit;
        document.pages.empty_breaks = pages.empty;
        self.doubt_covered(pages);
        document.pages.image_height = self.image_height;
        document.pages.body_size =
            self.sizes.iter().max_by_key(|(_, count)| *count).map(|(half, _)| *half as f32 / 2.0);
        document.pages.fonts =
            self.fonts.iter().map(|(font, count)| (font.as_str().to_owned(), *count)).collect();
        document.blocks.extend(self.out.into_iter().map(|mut draft| {
            draft.leave(page);
            draft.block.place.page = Some(pages.page(draft.at));
            draft.block.cues.starts_page = pages.broken_between(draft.before, draft.at);
            draft.block
        }));
    }

    fn tally_size(&mut self, size: Option<f32>, characters: usize) {
        let Some(size) = size.filter(|size| (1.0..1_000.0).contains(size)) else { return };
        let key = (size * 2.0).round() as u32;
        tally(&mut self.sizes, key, characters);
    }
}

impl Paragraph {
    /// An empty paragraph in `context`.
    pub(super) fn new(context: Context) -> Self {
        Self { context, ..Self::default() }
    }

    /// Adds text without anything else being noted of it.
    pub(super) fn push(&mut self, text: &str, role: Role, look: Look) {
        if let Some(colour) = look.colour.filter(|colour| *colour != 0) {
            let size = text.chars().filter(|c| !c.is_whitespace()).count();
            tally(&mut self.colours, colour, size);
        }
        match self.runs.last_mut() {
            Some(run) if run.role == role && run.style == look.style => run.text.push_str(text),
            _ => self.runs.push(Run { text: text.to_owned(), role, style: look.style }),
        }
    }

    /// Adds a generated number or bullet.
    pub(super) fn push_label(&mut self, label: &str) {
        if !label.is_empty() {
            self.runs.push(Run::with_role(label, Role::Label));
        }
    }

    /// True where it has text already.
    pub(super) fn has_text(&self) -> bool {
        !self.runs.is_empty()
    }

    /// The block alone, outside of the flow; what hangs on it is dropped.
    pub(super) fn into_block(self, kind: Kind) -> Option<Block> {
        self.finish(kind).into_iter().next().map(|draft| draft.block)
    }

    /// The finished block, and after it what hangs on it.
    fn finish(mut self, kind: Kind) -> Vec<Draft> {
        let looks = Looks::of(&self.runs);
        let cues = Cues {
            size: looks.size.or(self.base_size),
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
        drafts.push(Draft { block, at: self.at, before: self.before, ..Draft::default() });
        drafts.append(&mut self.after);
        drafts
    }

    /// The colour of more than half of the characters.
    fn colour(&self, characters: usize) -> Option<u32> {
        self.colours.iter().find(|(_, count)| count * 2 > characters).map(|(colour, _)| *colour)
    }
}

/// The block of a picture.
pub(super) fn image(alternative: &str, context: Context) -> Block {
    let run = Run::with_role(alternative, Role::AlternativeText);
    let runs = if alternative.is_empty() { Vec::new() } else { vec![run] };
    Block { kind: Kind::Image, runs, context: Context { list: None, ..context }, ..Block::default() }
}

/// Adds to the characters of one look.
fn tally<T: PartialEq>(looks: &mut Vec<(T, usize)>, look: T, characters: usize) {
    if let Some((_, count)) = looks.iter_mut().find(|(known, _)| *known == look) {
        *count += characters;
    } else if looks.len() < MOST_LOOKS {
        looks.push((look, characters));
    }
}

/// The look that the visible runs of a paragraph share.
#[derive(Default)]
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
        let mut looks = Self { bold: true, italic: true, monospace: true, ..Self::default() };
        let mut letters = false;
        for run in runs.iter().filter(|run| run.role == Role::Text) {
            let characters = run.text.chars().filter(|c| !c.is_whitespace()).count();
            if characters == 0 {
                continue;
            }
            looks.characters += characters;
            looks.monospace &= run.style.monospace;
            if run.text.chars().any(char::is_alphanumeric) {
                letters = true;
                looks.bold &= run.style.bold;
                looks.italic &= run.style.italic;
            }
            if let Some(points) = run.style.size {
                tally(&mut sizes, points, characters);
            }
        }
        looks.size = sizes.into_iter().max_by_key(|(_, count)| *count).map(|(points, _)| points);
        looks.bold &= letters;
        looks.italic &= letters;
        looks.monospace &= looks.characters > 0;
        looks
    }
}
