//! The graphics state: what saves it, restores it and changes it by name.

use lopdf::{Dictionary, Object};

use super::Walker;
use crate::read::pdf::tokens::Tokens;

/// States that `q` may save; a file with more has lost count.
const MAX_SAVED: usize = 2_000;

/// Opacity below which nobody sees what is painted.
const FAINT: f32 = 0.05;
/// Opacity below which few do.
const PALE: f32 = 0.15;

impl<'f> Walker<'_, 'f, '_> {
    pub(super) fn save(&mut self) {
        if self.saved.len() < MAX_SAVED {
            self.saved.push(self.state.clone());
        } else {
            self.lost_saves += 1;
        }
    }

    pub(super) fn restore(&mut self, floor: usize) {
        if self.lost_saves > 0 {
            self.lost_saves -= 1;
        } else if self.saved.len() > floor
            && let Some(state) = self.saved.pop()
        {
            self.state = state;
        }
    }

    pub(super) fn graphics_state(&mut self, tokens: &Tokens<'_>, resources: Option<&'f Dictionary>) {
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
}
