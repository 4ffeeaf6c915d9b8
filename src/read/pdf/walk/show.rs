//! Text operators, and the glyphs that they show.

use std::sync::Arc;

use lopdf::Dictionary;

use super::Walker;
use super::ground::Under;
use super::line::Line;
use crate::read::look::{WHITE, is_nearly_same_colour, is_same_colour};
use crate::read::pdf::font::{Code, Font, push_plain};
use crate::read::pdf::geometry::{Matrix, Rect};
use crate::read::pdf::page::{Flags, Glyph, Lost};
use crate::read::pdf::tokens::{Operand, Tokens};

/// Bytes of text that one drawing stands for at most.
const LIGATURE: usize = 16;

impl<'f> Walker<'_, 'f, '_> {
    pub(super) fn text_operator(
        &mut self,
        operator: &[u8],
        tokens: &Tokens<'_>,
        resources: Option<&'f Dictionary>,
    ) {
        match operator {
            b"BT" => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            b"Tj" => self.show_last(tokens),
            b"TJ" => self.show_array(tokens),
            b"'" => {
                self.next_line(0.0, -self.state.leading);
                self.show_last(tokens);
            }
            b"\"" => {
                if let (Some(word), Some(character)) = (tokens.number(0), tokens.number(1)) {
                    (self.state.word_spacing, self.state.character_spacing) = (word, character);
                }
                self.next_line(0.0, -self.state.leading);
                self.show_last(tokens);
            }
            b"Td" | b"TD" => {
                if let Some([x, y]) = tokens.numbers() {
                    if operator == b"TD" {
                        self.state.leading = -y;
                    }
                    self.next_line(x, y);
                }
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tm" => {
                if let Some(matrix) = tokens.numbers() {
                    (self.text, self.line) = (Matrix(matrix), Matrix(matrix));
                }
            }
            b"Tf" => self.set_font(tokens, resources),
            _ => self.text_state(operator, tokens),
        }
    }

    fn text_state(&mut self, operator: &[u8], tokens: &Tokens<'_>) {
        let Some([value]) = tokens.numbers() else { return };
        match operator {
            b"Tc" => self.state.character_spacing = value,
            b"Tw" => self.state.word_spacing = value,
            b"Tz" => self.state.stretch = value / 100.0,
            b"TL" => self.state.leading = value,
            b"Ts" => self.state.rise = value,
            b"Tr" => self.state.mode = value as i32,
            _ => {}
        }
    }

    fn set_font(&mut self, tokens: &Tokens<'_>, resources: Option<&'f Dictionary>) {
        let [Operand::Name(name), Operand::Number(size)] = tokens.operands.as_slice() else { return };
        self.state.size = *size;
        let file = self.file;
        let dict = self.resource(resources, b"Font", tokens.bytes(*name)).and_then(|font| file.to_dict(font));
        self.state.font = match dict {
            Some(dict) => self.font_index(dict),
            None => self.plain_font(),
        };
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(&self.line);
        self.text = self.line;
    }

    fn show_last(&mut self, tokens: &Tokens<'_>) {
        if let Some(span) = tokens.last_text() {
            self.show(tokens.bytes(span));
        }
    }

    fn show_array(&mut self, tokens: &Tokens<'_>) {
        let vertical = self.font().is_some_and(|font| font.is_vertical());
        for operand in &tokens.operands {
            match operand {
                Operand::Text(span) => self.show(tokens.bytes(*span)),
                Operand::Number(value) => {
                    let by = -value / 1000.0 * self.state.size;
                    self.advance(if vertical { by } else { by * self.state.stretch }, vertical);
                }
                _ => {}
            }
        }
    }

    fn font(&self) -> Option<&Arc<Font>> {
        self.page.fonts.get(usize::from(self.state.font?))
    }

    fn advance(&mut self, by: f64, vertical: bool) {
        let (x, y) = if vertical { (0.0, by) } else { (by, 0.0) };
        self.text = Matrix::shift(x, y).then(&self.text);
    }

    fn show(&mut self, bytes: &[u8]) {
        // Taken and put back: the walks of all pages count who holds a font in one place, and would wait for one another.
        let fonts = std::mem::take(&mut self.page.fonts);
        if let Some(index) = self.state.font
            && let Some(font) = fonts.get(usize::from(index))
            && self.may_add(bytes.len())
        {
            self.show_in(font, index, bytes);
        }
        self.page.fonts = fonts;
    }

    fn show_in(&mut self, font: &Font, font_index: u16, bytes: &[u8]) {
        let vertical = font.is_vertical();
        let Some(mut line) = self.line_of(font, font_index, vertical) else { return };
        let start = line.along;
        let stretch = if vertical { 1.0 } else { self.state.stretch };
        let direction = if vertical { -1.0 } else { 1.0 };
        let replaced = self.is_replaced();
        let mut rest = bytes;
        while !rest.is_empty() {
            let code = font.next(rest);
            rest = rest.get(code.length..).unwrap_or_default();
            let width = f64::from(code.width) * font.unit * self.state.size * stretch;
            let mut spacing = self.state.character_spacing;
            if code.is_space_code {
                spacing += self.state.word_spacing;
            }
            self.emit(font, &code, &line, width * line.scale, replaced);
            line.along += (width + spacing * stretch * direction) * line.scale;
        }
        if line.scale != 0.0 {
            self.advance((line.along - start) / line.scale * direction, vertical);
        }
    }

    /// Writes `text` into `rect` without any font of the file.
    pub(super) fn write_lines(&mut self, text: &str, size: f64, rect: Rect, view: &Matrix) {
        let Some(font) = self.plain_font() else { return };
        let lines = text.lines().flat_map(|line| line.split('\r'));
        for (i, line) in (0u32..).zip(lines) {
            let base = rect.bottom - size * (1.0 + 1.2 * f64::from(i));
            self.state.ctm = Matrix::shift(rect.left, base).then(view);
            (self.text, self.state.size, self.state.rise) = (Matrix::IDENTITY, size, 0.0);
            if !self.may_add(line.len()) {
                return;
            }
            let Some(plain) = self.page.fonts.get(usize::from(font)).cloned() else { return };
            let Some(mut start) = self.line_of(&plain, font, false) else { return };
            for c in line.chars() {
                let width = 0.5 * size * start.scale;
                self.push_glyph(&start, width, false, |text| push_plain(c, text));
                start.along += width;
            }
        }
    }

    fn emit(&mut self, font: &Font, code: &Code, line: &Line, width: f64, replaced: bool) {
        if code.text.is_none() {
            self.page.unknown += 1;
            if !replaced {
                self.leave_out(line, width);
                return;
            }
        }
        self.page.unknown += usize::from(code.guessed);
        self.push_glyph(line, width, replaced, |text| font.push(code.text, text));
    }

    /// Takes down where a glyph is left out.
    fn leave_out(&mut self, line: &Line, width: f64) {
        /// Such glyphs of a page: where there are more, its text is not to be relied on at all.
        const MOST: usize = 400;
        if self.page.lost.len() < MOST {
            let lost = Lost {
                before: self.page.glyphs.len(),
                along: (line.along, line.along + width),
                across: line.across,
            };
            self.page.lost.push(lost);
        }
    }

    /// Adds a glyph of `width` at the place where `line` is, with the text that `write` adds to the page's; another text is
    /// to stand for it where it is `replaced`.
    fn push_glyph(&mut self, line: &Line, width: f64, replaced: bool, write: impl FnOnce(&mut String)) {
        let Ok(start) = u32::try_from(self.page.text.len()) else { return };
        write(&mut self.page.text);
        let text = self.page.text.get(start as usize..).unwrap_or_default();
        let blank = text.chars().all(char::is_whitespace);
        // A code that stands for a whole text counts as such.
        let many = text.len() > LIGATURE;
        let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
        if length == u16::MAX || many && !self.may_add(usize::from(length)) {
            self.page.text.truncate(start as usize);
            return;
        }
        if length == 0 && !replaced {
            return;
        }
        let (along, width) = if width < 0.0 { (line.along + width, -width) } else { (line.along, width) };
        let mut glyph = Glyph {
            along: along as f32,
            across: line.across as f32,
            width: width as f32,
            size: line.size as f32,
            start,
            length,
            font: line.font_index,
            mark: line.mark,
            angle: line.angle,
            colour: line.colour,
            flags: line.flags,
        };
        if blank {
            glyph.flags.set(if length == 0 { Flags::DROPPED } else { Flags::SPACE });
        } else {
            if many {
                glyph.flags.set(Flags::UNLIKE);
            }
            self.look_around(&mut glyph, line.check_ground);
        }
        self.page.glyphs.push(glyph);
    }

    /// Tells whether the glyph is on the page and can be seen on its ground.
    fn look_around(&self, glyph: &mut Glyph, check_ground: bool) {
        let rect = glyph.rect();
        let base = if glyph.angle == 0 { f64::from(glyph.across) } else { (rect.top + rect.bottom) / 2.0 };
        let (width, height) = (self.page.width, self.page.height);
        if rect.right < 0.0 || rect.left > width || base < 0.0 || base > height {
            glyph.flags.set(Flags::OFF_PAGE);
        } else if self.state.clip.leaves_out(&rect) {
            glyph.flags.set(Flags::COVERED);
        } else if check_ground {
            let middle = ((rect.left + rect.right) / 2.0, rect.top * 0.5 + rect.bottom * 0.5);
            match self.ground.under(middle.0, middle.1) {
                Under::Colour(ground) if is_same_colour(ground, glyph.colour) => {
                    glyph.flags.set(Flags::HIDDEN);
                }
                Under::Colour(ground) if is_nearly_same_colour(ground, glyph.colour) => {
                    glyph.flags.set(Flags::NEAR_GROUND);
                }
                Under::Unknown if is_same_colour(WHITE, glyph.colour) => glyph.flags.set(Flags::DOUBTFUL),
                _ => {}
            }
        }
    }
}
