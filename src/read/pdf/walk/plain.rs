//! What paints one colour all over without being an area that is filled: pictures of one colour, and stencils without holes;
//! and veils, through which what lies under them is seen darker.

use lopdf::{Dictionary, Object};

use super::state::Space;
use super::{PICTURED, Walker};
use crate::read::look::is_dark;
use crate::read::pdf::geometry::Rect;
use crate::read::pdf::tokens::Tokens;
use crate::read::pdf::{inflate, inline};

/// Bytes, as they stand in the file, of a picture that is looked at, and how many times larger it is at least once decoded,
/// unless it is [`TINY`]: a picture of one colour is small.
const SMALL: usize = 64 << 10;
const TIMES: usize = 100;
const TINY: usize = 256;
/// The same of a picture that needs no decoding.
const WRITTEN_OUT: usize = 4_096;
/// Bytes of a picture that is looked at, once decoded.
const DECODED: usize = 32 << 20;
/// Pictures of a page that are looked at, and whose places are kept.
const MOST_PLAIN: usize = 40;
const MOST_PICTURES: usize = 10_000;

/// What a picture is drawn into, before it is placed.
const UNIT: Rect = Rect { left: 0.0, top: 0.0, right: 1.0, bottom: 1.0 };

/// Shades by which the samples of a picture of one colour differ.
const SHADES: u8 = 3;

impl<'f> Walker<'_, 'f, '_> {
    /// True where what is filled now is seen through, but dark enough for white text whatever lies under it.
    pub(super) fn is_dark_veil(&self) -> bool {
        let state = &self.state;
        let Some(colour) = state.fill.colour.filter(|_| !state.blended && !state.masked) else {
            return false;
        };
        let over_white = [16, 8, 0].iter().fold(0, |mixed, at| {
            let part = f64::from(colour >> at & 0xff);
            mixed << 8 | (part * state.alpha + 255.0 * (1.0 - state.alpha)).round() as u32
        });
        is_dark(over_white)
    }

    /// The picture that lies in `place` is of one colour.
    fn paint_picture(&mut self, place: Rect, colour: u32) {
        let colour = Some(colour).filter(|_| !self.state.transparent && !self.state.blended);
        match (colour, self.state.clip.cut(place)) {
            (Some(colour), Some(rect)) => self.ground.paint(rect, colour),
            _ => self.ground.cover(place, false),
        }
        self.cover_with_picture(place, colour.is_some());
    }

    /// Draws the picture that `dict` describes and whose data are `raw`, as they stand in the file.
    pub(super) fn draw_picture(&mut self, dict: &Dictionary, raw: &[u8]) {
        let place = self.state.ctm.apply_rect(UNIT);
        if self.page.images.len() < MOST_PICTURES {
            self.page.images.push(place);
        }
        match self.plain_image(dict, raw) {
            Some(colour) => self.paint_picture(place, colour),
            None => {
                self.ground.cover(place, false);
                self.cover_with_image(dict, place);
            }
        }
    }

    /// Draws the inline image that was passed last.
    pub(super) fn draw_inline(&mut self, tokens: &Tokens<'_>, resources: Option<&'f Dictionary>) {
        let Some((header, raw)) = tokens.image else { return };
        self.page.painted += PICTURED;
        let mut dict = inline::entries(header);
        if let Ok(Object::Name(name)) = dict.get(b"ColorSpace")
            && let Some(space) = self.resource(resources, b"ColorSpace", name)
        {
            dict.set("ColorSpace", space.clone());
        }
        self.draw_picture(&dict, raw);
    }

    /// True for a picture that says where the colour of fills is painted.
    pub(super) fn is_stencil(&self, dict: &Dictionary) -> bool {
        matches!(self.file.get(dict, b"ImageMask"), Some(Object::Boolean(true)))
    }

    /// The colour of a picture where that is one all over and without holes; that of the fill where it is a stencil.
    pub(super) fn plain_image(&mut self, dict: &Dictionary, raw: &[u8]) -> Option<u32> {
        let size = |key: &[u8]| usize::try_from(self.file.integer(dict, key)?).ok();
        let (width, height) = (size(b"Width")?, size(b"Height")?);
        let is_stencil = self.is_stencil(dict);
        let space = if is_stencil { Space::Gray } else { self.space_of(self.file.get(dict, b"ColorSpace")) };
        let parts = match space {
            Space::Gray => 1,
            Space::Rgb => 3,
            Space::Cmyk => 4,
            _ => return None,
        };
        let bits = if is_stencil { 1 } else { size(b"BitsPerComponent")? };
        let row = width.checked_mul(parts * bits)?.div_ceil(8);
        let length = row.checked_mul(height).filter(|length| (1..=DECODED).contains(length))?;
        let is_written_out = !dict.has(b"Filter") && raw.len() <= WRITTEN_OUT;
        let is_small = raw.len() <= SMALL && raw.len().saturating_mul(TIMES) <= length
            || raw.len() <= TINY
            || is_written_out;
        let holes = [b"Mask".as_slice(), b"SMask", b"SMaskInData", b"Decode"];
        let is_plain = is_stencil && bits == 1 || bits == 8 && !is_stencil;
        if !is_small || !is_plain || self.looked_plain >= MOST_PLAIN || holes.iter().any(|key| dict.has(key))
        {
            return None;
        }
        self.looked_plain += 1;
        let data = inflate::decoded(dict, raw, length.saturating_add(1)).0.ok()?;
        let data = data.get(..length)?;
        if is_stencil {
            let whole = width / 8;
            let last = 0xff_u8.checked_shl(8 - (width % 8) as u32).unwrap_or(0);
            let paints = |row: &[u8]| {
                let bytes = row.iter().enumerate();
                bytes.map(|(at, byte)| if at < whole { *byte } else { *byte & last }).all(|byte| byte == 0)
            };
            return data.chunks(row).all(paints).then_some(self.state.fill.colour).flatten();
        }
        let first = data.get(..parts)?;
        let near = |sample: &[u8]| sample.iter().zip(first).all(|(a, b)| a.abs_diff(*b) <= SHADES);
        if !data.chunks_exact(parts).all(near) {
            return None;
        }
        let components: Vec<f64> = first.iter().map(|part| f64::from(*part) / 255.0).collect();
        space.paint(&components).colour
    }
}
