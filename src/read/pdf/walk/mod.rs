//! The walk over a page's content: the operators that text depends on, and nothing that only draws.

mod annotations;
mod clip;
mod colour;
mod contents;
mod cover;
mod faint;
mod forms;
mod graphics;
mod ground;
mod line;
mod marked;
mod outline;
mod path;
mod plain;
mod resources;
mod show;
mod state;

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use lopdf::Dictionary;

use super::file::File;
use super::font::Fonts;
use super::geometry::{Matrix, Rect};
use super::layers::Layers;
use super::page::{Glyph, Mark, Page};
use super::pages::PageEntry;
use super::tokens::Tokens;
use crate::hash::HashMap;
use ground::{Fill, Filled, Ground};
use marked::Open;
use state::State;

/// Bytes of content of a glyph, and glyphs that room is made for at first.
const BYTES: usize = 24;
const MOST_RESERVED: usize = 4_096;

/// Glyphs that are counted together: walks that count each of theirs wait for one another.
const COUNTED: usize = 1_024;

/// Shapes and lines of a page from which they are a drawing and no rules around its text.
pub(super) const PICTURED: usize = 12;

/// What the walks over all pages share.
pub(super) struct Shared<'f, 'l> {
    /// The file.
    pub(super) file: &'f File<'l>,
    /// Its fonts.
    pub(super) fonts: Fonts,
    /// Its layers.
    pub(super) layers: Layers,
    /// Glyphs of all pages so far.
    pub(super) glyphs: AtomicUsize,
}

/// Walks over page `number`.
pub(super) fn walk(shared: &Shared<'_, '_>, entry: &PageEntry<'_>, number: u32) -> Page {
    let (view, width, height) = entry.view();
    let page = Page { number, width, height, marks: vec![Mark::default()], ..Page::default() };
    let mut walker = Walker {
        shared,
        file: shared.file,
        page,
        state: State::new(view),
        saved: Vec::new(),
        lost_saves: 0,
        text: Matrix::IDENTITY,
        line: Matrix::IDENTITY,
        fonts: HashMap::default(),
        ground: Ground::default(),
        open: Vec::new(),
        owner: 0,
        operators: shared.file.limits.page_operators,
        looks_under: cover::MOST_LOOKS,
        reaches: Vec::new(),
        joined: (0, Vec::new()),
        forms: Vec::new(),
        palettes: Vec::new(),
        longer: Vec::new(),
        added: 0,
        unsaid: Vec::new(),
        unsaid_letters: 0,
        uncounted: 0,
        looked_plain: 0,
    };
    walker.page.broken = entry.dict.is_none();
    if let Some(dict) = entry.dict {
        let (content, whole) = contents::of_page(shared.file, dict);
        walker.page.broken |= !whole;
        walker.page.glyphs.reserve((content.len() / BYTES).min(MOST_RESERVED));
        walker.run(&content, entry.resources);
        walker.state = State::new(view);
        walker.open.clear();
        walker.annotations(dict);
        walker.doubt_longer();
        walker.keep_unsaid();
        walker.hide_faint();
    }
    walker.count();
    if walker.operators == 0 {
        shared.file.reach("page_operators");
    }
    walker.page
}

/// A walk in progress.
struct Walker<'s, 'f, 'l> {
    shared: &'s Shared<'f, 'l>,
    file: &'f File<'l>,
    page: Page,
    state: State,
    saved: Vec<State>,
    /// `q` that were not saved for want of room.
    lost_saves: usize,
    /// The text matrix.
    text: Matrix,
    /// The matrix of the line's start.
    line: Matrix,
    /// Index in the page of the fonts met so far, by address of their dictionary.
    fonts: HashMap<usize, u16>,
    ground: Ground,
    /// Marked content that is open.
    open: Vec<Open>,
    /// Address of the form that is walked; 0 for the page.
    owner: usize,
    /// Operators that may still be run.
    operators: usize,
    /// Glyphs that may still be looked for under what is painted.
    looks_under: usize,
    /// The boxes around the glyphs so far, so many at a time.
    reaches: Vec<Rect>,
    /// Areas that were filled since so many glyphs, those joined that make a larger one.
    joined: (usize, Vec<Rect>),
    /// Addresses of the forms that are walked, the innermost last.
    forms: Vec<usize>,
    /// Colours of the indexed spaces met so far, by address of what describes them.
    palettes: Vec<(usize, Vec<Option<u32>>)>,
    /// Glyphs whose text is longer than what is drawn, and the characters that it has more.
    longer: Vec<usize>,
    added: usize,
    /// Glyphs that are said to be no text, with the first of them as it was drawn, and how many letters they are.
    unsaid: Vec<(Range<usize>, Glyph)>,
    unsaid_letters: usize,
    /// Glyphs that the other walks do not know of yet.
    uncounted: usize,
    /// Pictures that were looked at for their one colour.
    looked_plain: usize,
}

impl<'f> Walker<'_, 'f, '_> {
    fn run(&mut self, content: &[u8], resources: Option<&'f Dictionary>) {
        let (saved, open) = (self.saved.len(), self.open.len());
        let mut tokens = Tokens::new(content);
        while let Some(operator) = tokens.next_operator() {
            if self.operators == 0 {
                break;
            }
            self.operators -= 1;
            self.operate(operator, &tokens, resources, saved);
        }
        while self.open.len() > open {
            self.end_marked();
        }
        self.saved.truncate(saved);
    }

    fn operate(
        &mut self,
        operator: &[u8],
        tokens: &Tokens<'_>,
        resources: Option<&'f Dictionary>,
        floor: usize,
    ) {
        match operator {
            b"q" => self.save(),
            b"Q" => self.restore(floor),
            b"cm" => {
                if let Some(matrix) = tokens.numbers() {
                    self.state.ctm = Matrix(matrix).then(&self.state.ctm);
                }
            }
            b"gs" => self.graphics_state(tokens, resources),
            b"Do" => self.external(tokens, resources),
            b"BMC" | b"BDC" => self.begin_marked(tokens, resources),
            b"EMC" => self.end_marked(),
            b"g" | b"rg" | b"k" | b"cs" | b"sc" | b"scn" => {
                self.state.fill = self.colour(operator, self.state.fill.space, tokens, resources);
            }
            b"G" | b"RG" | b"K" | b"CS" | b"SC" | b"SCN" => {
                let operator = operator.to_ascii_lowercase();
                self.state.stroke = self.colour(&operator, self.state.stroke.space, tokens, resources);
            }
            b"re" | b"m" | b"l" | b"c" | b"v" | b"y" => self.ground.path(operator, tokens, &self.state.ctm),
            b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => {
                self.page.painted += 1;
                let (paint, seen_through) = (self.state.fill, self.state.transparent);
                let colour = paint.colour.filter(|_| !seen_through);
                let opaque = colour.is_some() || paint.shaded && !seen_through;
                let dark = if seen_through { self.is_dark_veil() } else { paint.dark };
                let fill = Fill { colour, dark, opaque };
                match self.ground.fill(fill, &mut self.state.clip) {
                    Some(Filled::Rect(rect)) => self.cover_joined(rect),
                    Some(Filled::Outline(outline, rect)) => self.cover_within(rect, Some(&outline), false),
                    None => {}
                }
            }
            b"W" | b"W*" => self.ground.clip(),
            b"w" => self.state.line_width = tokens.number(0).unwrap_or(1.0).abs(),
            b"S" | b"s" => {
                self.page.painted += 1;
                self.cover_with_bar();
                self.ground.stroke();
                self.ground.end_path(&mut self.state.clip);
            }
            b"n" => self.ground.end_path(&mut self.state.clip),
            b"sh" => {
                self.page.painted += PICTURED;
                self.shade(tokens, resources);
            }
            b"BI" => self.draw_inline(tokens, resources),
            _ => self.text_operator(operator, tokens, resources),
        }
    }

    /// Counts glyphs over all pages; false where the bound is reached.
    fn may_add(&mut self, glyphs: usize) -> bool {
        let before = self.shared.glyphs.load(Ordering::Relaxed).saturating_add(self.uncounted);
        self.uncounted += glyphs;
        if self.uncounted >= COUNTED {
            self.count();
        }
        let may = before < self.file.limits.characters;
        if !may {
            self.file.reach("characters");
        }
        may
    }

    /// Tells the other walks how many glyphs this one has met.
    fn count(&mut self) {
        self.shared.glyphs.fetch_add(std::mem::take(&mut self.uncounted), Ordering::Relaxed);
    }
}
