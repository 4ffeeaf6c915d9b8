//! The walk over a page's content: the operators that text depends on, and nothing that only draws.

mod annotations;
mod colour;
mod cover;
mod faint;
mod ground;
mod marked;
mod outline;
mod plain;
mod show;
mod state;

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use lopdf::{Dictionary, Object, Stream};

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

/// States that `q` may save; a file with more has lost count.
const MAX_SAVED: usize = 2_000;

/// Bytes, as they stand in the file, of a form that is a few plain areas.
const SIMPLE: usize = 2_000;

/// Bytes of content of a glyph, and glyphs that room is made for at first.
const BYTES: usize = 24;
const MOST_RESERVED: usize = 4_096;

/// Glyphs that are counted together: walks that count each of theirs wait for one another.
const COUNTED: usize = 1_024;

/// Opacity below which nobody sees what is painted.
const FAINT: f32 = 0.05;
/// Shapes and lines of a page from which they are a drawing and no rules around its text.
pub(super) const PICTURED: usize = 12;
/// Opacity below which few do.
const PALE: f32 = 0.15;

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
        let (content, whole) = contents(shared.file, dict);
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

/// The content of a page, its streams parted by white space, and whether that is all of it.
fn contents(file: &File<'_>, dict: &Dictionary) -> (Vec<u8>, bool) {
    match file.get(dict, b"Contents") {
        Some(Object::Stream(stream)) => {
            let (data, whole) = file.content(stream);
            (data.unwrap_or_default(), whole)
        }
        Some(Object::Array(parts)) => {
            let (mut out, mut all) = (Vec::new(), true);
            for part in parts {
                let Some(Object::Stream(stream)) = file.resolve(part) else {
                    all &= !file.is_lost_object(part);
                    continue;
                };
                let (data, whole) = file.content(stream);
                all &= whole;
                let Some(data) = data else { continue };
                if out.is_empty() {
                    out = data;
                } else {
                    out.extend_from_slice(&data);
                }
                out.push(b'\n');
            }
            (out, all)
        }
        _ => (
            Vec::new(),
            !dict.as_hashmap().get(b"Contents".as_slice()).is_some_and(|it| file.is_lost_object(it)),
        ),
    }
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

    fn save(&mut self) {
        if self.saved.len() < MAX_SAVED {
            self.saved.push(self.state.clone());
        } else {
            self.lost_saves += 1;
        }
    }

    fn restore(&mut self, floor: usize) {
        if self.lost_saves > 0 {
            self.lost_saves -= 1;
        } else if self.saved.len() > floor
            && let Some(state) = self.saved.pop()
        {
            self.state = state;
        }
    }

    fn graphics_state(&mut self, tokens: &Tokens<'_>, resources: Option<&'f Dictionary>) {
        let Some(dict) = tokens.last_name().and_then(|name| self.resource(resources, b"ExtGState", name))
        else {
            return;
        };
        let Some(dict) = self.file.to_dict(dict) else { return };
        if let Some([font, size]) = self.file.array(dict, b"Font")
            && let (Some(font), Some(size)) = (self.file.to_dict(font), self.file.to_number(size))
        {
            self.state.font = self.font_index(font);
            self.state.size = f64::from(size);
        }
        if let Some(alpha) = self.file.number(dict, b"ca") {
            self.state.transparent = alpha < 1.0;
            self.state.faint = self.state.faint_group || alpha < FAINT;
            self.state.pale = alpha < PALE;
            self.state.alpha = f64::from(alpha);
        }
        if let Some(alpha) = self.file.number(dict, b"CA") {
            self.state.line_transparent = alpha < 1.0;
            self.state.line_faint = alpha < FAINT;
        }
        if let Some(mode) = self.file.get(dict, b"BM") {
            let lightens = |mode: &[u8]| matches!(mode, b"Screen" | b"Lighten" | b"ColorDodge");
            let lightens = matches!(mode, Object::Name(name) if lightens(name));
            self.state.lightens = self.state.lightens_group || lightens;
            self.state.blended =
                !matches!(mode, Object::Name(name) if matches!(name.as_slice(), b"Normal" | b"Compatible"));
        }
        if let Some(mask) = self.file.get(dict, b"SMask") {
            self.state.masked = !matches!(mask, Object::Name(_));
            self.state.blended |= self.state.masked;
        }
    }

    /// The entry `name` of the resources of a kind.
    fn resource(&self, resources: Option<&'f Dictionary>, kind: &[u8], name: &[u8]) -> Option<&'f Object> {
        let file: &'f File<'_> = self.file;
        file.dict(resources?, kind)?.as_hashmap().get(name)
    }

    fn font_index(&mut self, dict: &'f Dictionary) -> Option<u16> {
        let key = std::ptr::from_ref(dict) as usize;
        if let Some(index) = self.fonts.get(&key) {
            return Some(*index);
        }
        let index = u16::try_from(self.page.fonts.len()).ok()?;
        self.page.fonts.push(self.shared.fonts.get(self.file, dict));
        self.fonts.insert(key, index);
        Some(index)
    }

    /// `Do`: a form is walked, a picture noted.
    fn external(&mut self, tokens: &Tokens<'_>, resources: Option<&'f Dictionary>) {
        let Some(name) = tokens.last_name() else { return };
        let found = self.resource(resources, b"XObject", name).and_then(|object| self.file.resolve(object));
        let Some(Object::Stream(stream)) = found else { return };
        let off = self.shared.layers.is_off(self.file, &stream.dict);
        match self.file.name(&stream.dict, b"Subtype") {
            Some(b"Form") => {
                let matrix = self.file.numbers(&stream.dict, b"Matrix").map_or(Matrix::IDENTITY, Matrix::new);
                let ctm = matrix.then(&self.state.ctm);
                self.form(stream, ctm, resources, off);
            }
            Some(b"Image") if !off => {
                self.draw_picture(&stream.dict, self.file.raw(stream));
            }
            _ => {}
        }
    }

    /// Walks over a form that `ctm` places.
    fn form(&mut self, form: &'f Stream, ctm: Matrix, resources: Option<&'f Dictionary>, off: bool) {
        let address = std::ptr::from_ref(form) as usize;
        // A form within itself is drawn by no reader.
        if self.forms.contains(&address) {
            return;
        }
        if self.forms.len() >= self.file.limits.recursion {
            self.file.reach("recursion");
            return;
        }
        let own = self.file.dict(&form.dict, b"Resources");
        if let Some(own) = own
            && !own.has(b"Font")
            && !own.has(b"XObject")
        {
            // Nothing in it can show text; what it draws may lie under text, or over it.
            let place =
                self.file.numbers(&form.dict, b"BBox").map(|place| ctm.apply_rect(Rect::corners(place)));
            match (place, off) {
                (_, true) => {}
                (Some(place), false) if self.file.raw(form).len() <= SIMPLE => {
                    self.draw_simple(form, ctm, place, own);
                }
                (Some(place), false) => self.ground.cover(place, false),
                (None, false) => self.ground.cover_all(),
            }
            return;
        }
        let (content, whole) = self.file.content(form);
        self.page.broken |= !whole;
        let Some(content) = content else { return };
        let state = self.state.clone();
        let (text, line, owner) = (self.text, self.line, self.owner);
        self.state.ctm = ctm;
        if let Some(place) = self.file.numbers(&form.dict, b"BBox") {
            self.state.clip = self.state.clip.within(&ctm, Rect::corners(place));
        }
        let group = form.dict.has(b"Group");
        self.state.faint_group |= self.state.faint && group;
        self.state.lightens_group |= self.state.lightens && group;
        self.state.blended_group |= group && (self.state.transparent || self.state.blended);
        self.owner = address;
        self.forms.push(address);
        if off {
            self.open.push(Open::layer_off());
        }
        self.run(&content, own.or(resources));
        if off {
            self.end_marked();
        }
        self.forms.pop();
        (self.text, self.line, self.owner) = (text, line, owner);
        self.state = state;
    }

    /// Paints a form that is a few plain areas.
    fn draw_simple(&mut self, form: &'f Stream, ctm: Matrix, place: Rect, resources: &'f Dictionary) {
        let Some(content) = self.file.data(form) else { return };
        let state = self.state.clone();
        let address = std::ptr::from_ref(form) as usize;
        self.state.ctm = ctm;
        self.state.clip = self.state.clip.and(place);
        self.state.blended_group |= form.dict.has(b"Group") && (self.state.transparent || self.state.blended);
        self.forms.push(address);
        self.run(&content, Some(resources));
        self.forms.pop();
        self.state = state;
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

    /// A font for text that comes without one.
    fn plain_font(&mut self) -> Option<u16> {
        if let Some(index) = self.fonts.get(&0) {
            return Some(*index);
        }
        let index = u16::try_from(self.page.fonts.len()).ok()?;
        self.page.fonts.push(Arc::new(super::font::Font::plain()));
        self.fonts.insert(0, index);
        Some(index)
    }
}
