//! The text of a line: glyphs become runs of one look and role, gaps become spaces.

use super::lines::LineLook;
use super::pieces::Piece;
use crate::document::{Role, Run, Style};
use crate::read::pdf::page::{Artifact, Flags, Glyph, Page};
use crate::read::pdf::tags::Tags;

/// A gap, in ems, that is a space.
const SPACE: f32 = 0.15;

/// Characters that a label has at most.
const LONGEST_LABEL: usize = 12;

/// A gap, in ems, that is a tab.
const TAB: f32 = 2.0;

/// The text of a line with what most of it looks like.
pub(super) struct Text {
    pub(super) runs: Vec<Run>,
    pub(super) look: LineLook,
    pub(super) size: f32,
    pub(super) colour: u32,
    pub(super) first_word: f32,
    pub(super) element: Option<u32>,
    pub(super) artifact: Option<Artifact>,
}

/// The text of the line made of `parts`; none where nothing is left of it.
pub(super) fn text(page: &Page, parts: &[Piece], marks: &Marks) -> Option<Text> {
    let glyphs: Vec<&Glyph> = parts
        .iter()
        .flat_map(|piece| page.glyphs.get(piece.first..piece.last).unwrap_or_default())
        .filter(|glyph| !glyph.flags.has(Flags::DROPPED))
        .collect();
    let first = glyphs.iter().find(|glyph| !glyph.flags.has(Flags::SPACE))?;
    let artifact = page.marks.get(usize::from(first.mark)).and_then(|mark| mark.artifact);
    let mut builder = Builder::new(page, marks, SPACE);
    glyphs.iter().for_each(|glyph| builder.take(glyph));
    if builder.spaces_by_gap >= 3 && builder.spaces_by_gap * 5 > builder.letters * 2 {
        // Letters set apart: what parts words is wider than what parts letters.
        let mut again = Builder::new(page, marks, tracking(page, &glyphs) + SPACE);
        glyphs.iter().for_each(|glyph| again.take(glyph));
        builder = again;
    }
    let (look, size, colour) = majority(page, &glyphs);
    let element = marks.most(&glyphs);
    Some(Text {
        first_word: builder.first_word,
        runs: builder.finish()?,
        look,
        size,
        colour,
        element,
        artifact,
    })
}

/// The usual gap between letters, in ems.
fn tracking(page: &Page, glyphs: &[&Glyph]) -> f32 {
    let mut gaps: Vec<f32> = glyphs
        .windows(2)
        .filter(|pair| pair.iter().all(|glyph| is_letter(page, glyph)))
        .map(|pair| (pair[1].along - pair[0].end()) / pair[0].size.max(0.1))
        .collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(0.0).clamp(0.0, 1.0)
}

/// What the marked content of a page is in the structure tree.
pub(super) struct Marks(Vec<MarkFacts>);

#[derive(Clone, Copy, Default)]
struct MarkFacts {
    block: Option<u32>,
    label: bool,
}

impl Marks {
    /// Of all marks of `page`.
    pub(super) fn of(page: &Page, tags: &Tags) -> Self {
        let facts = page.marks.iter().map(|mark| {
            let element = tags.element(page.number, mark.owner, mark.mcid?)?;
            Some(MarkFacts { block: tags.block_of(element), label: tags.is_label(element) })
        });
        Self(facts.map(Option::unwrap_or_default).collect())
    }

    fn facts(&self, glyph: &Glyph) -> MarkFacts {
        self.0.get(usize::from(glyph.mark)).copied().unwrap_or_default()
    }

    fn is_label(&self, glyph: &Glyph) -> bool {
        self.facts(glyph).label
    }

    /// The block that most glyphs belong to; labels stand beside theirs.
    fn most(&self, glyphs: &[&Glyph]) -> Option<u32> {
        let mut blocks: Vec<(u32, usize)> = Vec::new();
        for alike in glyphs.chunk_by(|a, b| a.mark == b.mark) {
            let facts = alike.first().map(|glyph| self.facts(glyph)).unwrap_or_default();
            if let (Some(block), false) = (facts.block, facts.label) {
                count(&mut blocks, block, alike.len());
            }
        }
        most_of(&blocks).or_else(|| glyphs.iter().find_map(|glyph| self.facts(glyph).block))
    }
}

fn is_letter(page: &Page, glyph: &Glyph) -> bool {
    match page.text.as_bytes().get(glyph.start as usize) {
        Some(byte) if byte.is_ascii() && glyph.length > 0 => byte.is_ascii_alphanumeric(),
        _ => page.text_of(glyph).chars().next().is_some_and(char::is_alphanumeric),
    }
}

struct Builder<'p> {
    page: &'p Page,
    marks: &'p Marks,
    space: f32,
    runs: Vec<Run>,
    key: (u16, Flags, bool, u32),
    /// Where the glyph before ends.
    pen: Option<f32>,
    /// White space that waits for the next glyph.
    pending: Option<char>,
    after_letter: bool,
    letters: usize,
    /// Spaces between two letters that only the gap tells.
    spaces_by_gap: usize,
    start: f32,
    first_word: f32,
    in_first_word: bool,
}

impl<'p> Builder<'p> {
    fn new(page: &'p Page, marks: &'p Marks, space: f32) -> Self {
        Self {
            page,
            marks,
            space,
            runs: Vec::new(),
            key: (0, Flags::default(), false, 0),
            pen: None,
            pending: None,
            after_letter: false,
            letters: 0,
            spaces_by_gap: 0,
            start: 0.0,
            first_word: 0.0,
            in_first_word: true,
        }
    }

    fn take(&mut self, glyph: &Glyph) {
        if glyph.flags.has(Flags::SPACE) {
            if self.pen.is_some() && self.pending.is_none() {
                self.pending =
                    self.page.text_of(glyph).chars().next().map(|c| if c == '\u{a0}' { c } else { ' ' });
            }
            return;
        }
        if let Some(pen) = self.pen {
            let gap = (glyph.along - pen) / glyph.size.max(0.1);
            if gap > TAB && self.pending.is_none() {
                self.pending = Some('\t');
            } else if gap > self.space && self.pending.is_none() {
                self.pending = Some(' ');
                self.spaces_by_gap += usize::from(self.after_letter && is_letter(self.page, glyph));
            }
        } else {
            self.start = glyph.along;
        }
        if self.pending.is_some() {
            self.in_first_word = false;
        }
        if self.in_first_word {
            self.first_word = glyph.end() - self.start;
        }
        self.after_letter = is_letter(self.page, glyph);
        self.letters += usize::from(self.after_letter);
        self.push(glyph);
        self.pen = Some(glyph.end());
    }

    fn push(&mut self, glyph: &Glyph) {
        let flags = glyph.flags.only(Flags::BOLD | Flags::HIDDEN | Flags::OFF_PAGE | Flags::DOUBTFUL);
        let key = (glyph.font, flags, self.marks.is_label(glyph), glyph.size.to_bits());
        let blank = self.pending.take();
        if self.runs.is_empty() || key != self.key {
            let (role, style) = (self.role(glyph), style(self.page, glyph));
            match self.runs.last_mut() {
                Some(run) if run.role == role && run.style == style => run.text.extend(blank),
                last => {
                    if let (Some(run), Some(blank)) = (last, blank) {
                        run.text.push(blank);
                    }
                    self.runs.push(Run { text: String::new(), role, style });
                }
            }
            self.key = key;
        } else if let (Some(run), Some(blank)) = (self.runs.last_mut(), blank) {
            run.text.push(blank);
        }
        if let Some(run) = self.runs.last_mut() {
            self.page.push_text(glyph, &mut run.text);
        }
    }

    fn role(&self, glyph: &Glyph) -> Role {
        if glyph.flags.has(Flags::OFF_PAGE) {
            Role::OffPage
        } else if glyph.flags.has(Flags::HIDDEN) {
            Role::Hidden
        } else if self.marks.is_label(glyph) {
            Role::Label
        } else {
            Role::Text
        }
    }

    fn finish(mut self) -> Option<Vec<Run>> {
        soften(&mut self.runs);
        // What is tagged as a label but is a text of its own is none.
        for run in &mut self.runs {
            if run.role == Role::Label && run.text.trim().chars().count() > LONGEST_LABEL {
                run.role = Role::Text;
            }
        }
        (!self.runs.is_empty()).then_some(self.runs)
    }
}

/// A soft hyphen that is drawn is a hyphen; at the end of the line it stays what it is, for the word to be rejoined.
fn soften(runs: &mut [Run]) {
    let last = runs.len().saturating_sub(1);
    for (i, run) in runs.iter_mut().enumerate() {
        if run.text.contains('\u{ad}') {
            let ends = i == last && run.text.ends_with('\u{ad}');
            run.text = run.text.replace('\u{ad}', "-");
            if ends {
                run.text.pop();
                run.text.push('\u{ad}');
            }
        }
    }
}

fn style(page: &Page, glyph: &Glyph) -> Style {
    let look = page.fonts.get(usize::from(glyph.font)).map(|font| &font.look);
    Style {
        bold: glyph.flags.has(Flags::BOLD) || look.is_some_and(|look| look.bold),
        italic: look.is_some_and(|look| look.italic),
        monospace: look.is_some_and(|look| look.monospace),
        doubt: glyph.flags.doubt(),
        size: Some((glyph.size * 10.0).round() / 10.0),
    }
}

/// Look, size and colour of most letters.
fn majority(page: &Page, glyphs: &[&Glyph]) -> (LineLook, f32, u32) {
    let mut most = Most::new();
    let letters = |glyph: &&&Glyph| {
        is_letter(page, glyph)
            || glyph.length > 1 && page.text_of(glyph).chars().skip(1).any(char::is_alphanumeric)
    };
    glyphs.iter().filter(letters).for_each(|glyph| most.take(page, glyph));
    if most.sizes.is_empty() {
        glyphs.iter().for_each(|glyph| most.take(page, glyph));
    }
    let size = most_of(&most.sizes).map_or(0.0, |tenths| tenths as f32 / 10.0);
    (most.look, size, most_of(&most.colours).unwrap_or(0))
}

/// What letters have in common, and how many have what.
struct Most {
    look: LineLook,
    /// Font and boldness of the glyph before, and how these look.
    before: Option<(u16, bool)>,
    style: Style,
    /// Size and colour of the first, which most of a line have.
    alike: Option<(u32, u32)>,
    /// Sizes in tenths of a point.
    sizes: Vec<(i32, usize)>,
    colours: Vec<(u32, usize)>,
}

impl Most {
    fn new() -> Self {
        let look = LineLook { bold: true, starts_bold: false, italic: true, monospace: true, unseen: false };
        let style = Style::default();
        Self { look, before: None, style, alike: None, sizes: Vec::new(), colours: Vec::new() }
    }

    fn take(&mut self, page: &Page, glyph: &Glyph) {
        let kind = Some((glyph.font, glyph.flags.has(Flags::BOLD)));
        if self.before != kind {
            self.style = style(page, glyph);
            self.look.starts_bold |= self.before.is_none() && self.style.bold;
            self.look.bold &= self.style.bold;
            self.look.italic &= self.style.italic;
            self.look.monospace &= self.style.monospace;
            self.before = kind;
        }
        let size = glyph.size.to_bits();
        match (self.alike == Some((size, glyph.colour)), self.sizes.first_mut(), self.colours.first_mut()) {
            (true, Some((_, sizes)), Some((_, colours))) => (*sizes, *colours) = (*sizes + 1, *colours + 1),
            _ => {
                count(&mut self.sizes, (glyph.size * 10.0).round() as i32, 1);
                count(&mut self.colours, glyph.colour, 1);
                self.alike.get_or_insert((size, glyph.colour));
            }
        }
    }
}

fn count<T: PartialEq>(counts: &mut Vec<(T, usize)>, one: T, times: usize) {
    match counts.iter_mut().find(|(known, _)| *known == one) {
        Some((_, count)) => *count += times,
        None => counts.push((one, times)),
    }
}

/// The most frequent value; of several the greatest.
fn most_of<T: Ord + Copy>(counts: &[(T, usize)]) -> Option<T> {
    counts.iter().max_by_key(|(one, count)| (*count, *one)).map(|(one, _)| *one)
}
