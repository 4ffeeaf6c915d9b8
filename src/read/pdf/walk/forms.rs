//! What `Do` draws: forms, whose content is walked, and pictures.

use lopdf::{Dictionary, Object, Stream};

use super::Walker;
use super::marked::Open;
use crate::read::pdf::geometry::{Matrix, Rect};
use crate::read::pdf::tokens::Tokens;

/// Bytes, as they stand in the file, of a form that is a few plain areas.
const SIMPLE: usize = 2_000;

impl<'f> Walker<'_, 'f, '_> {
    /// `Do`: a form is walked, a picture noted.
    pub(super) fn external(&mut self, tokens: &Tokens<'_>, resources: Option<&'f Dictionary>) {
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
    pub(super) fn form(
        &mut self,
        form: &'f Stream,
        ctm: Matrix,
        resources: Option<&'f Dictionary>,
        off: bool,
    ) {
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
}
