//! Annotations: what their appearances show is text of the page.

use lopdf::{Dictionary, Object, Stream};

use super::Walker;
use crate::read::pdf::font::text_of;
use crate::read::pdf::geometry::{Matrix, Rect};

/// Annotation flags: hidden, not to be viewed.
const NOT_SHOWN: i64 = 2 | 32;

/// More annotations than a page has.
const MAX_ANNOTATIONS: usize = 10_000;

impl<'f> Walker<'_, 'f, '_> {
    /// Walks over the appearances of the annotations of page `dict`.
    pub(super) fn annotations(&mut self, dict: &'f Dictionary) {
        let view = self.state.ctm;
        for item in self.file.array(dict, b"Annots").unwrap_or_default().iter().take(MAX_ANNOTATIONS) {
            if let Some(annotation) = self.file.to_dict(item)
                && self.is_shown(annotation)
                && let Some(rect) = self.file.numbers(annotation, b"Rect")
            {
                let rect = Rect::corners(rect);
                match self.appearance(annotation) {
                    Some(stream) => self.draw(stream, rect, &view),
                    None => self.write(annotation, rect, &view),
                }
            }
        }
    }

    fn is_shown(&self, annotation: &Dictionary) -> bool {
        let flags = self.file.integer(annotation, b"F").unwrap_or(0);
        let kind = self.file.name(annotation, b"Subtype").unwrap_or_default();
        flags & NOT_SHOWN == 0
            && !matches!(kind, b"Popup" | b"Link")
            && !self.shared.layers.is_off(self.file, annotation)
    }

    /// The normal appearance, in the state that the annotation is in.
    fn appearance(&self, annotation: &'f Dictionary) -> Option<&'f Stream> {
        let file = self.file;
        match file.get(file.dict(annotation, b"AP")?, b"N")? {
            Object::Stream(stream) => Some(stream),
            Object::Dictionary(states) => file.stream(states, file.name(annotation, b"AS")?),
            _ => None,
        }
    }

    /// Writes the text of an annotation that has no appearance, as viewers do: of a text box its contents, of a field
    /// its value.
    fn write(&mut self, annotation: &Dictionary, rect: Rect, view: &Matrix) {
        if self.file.dict(annotation, b"AP").is_some_and(|dict| !dict.is_empty()) {
            return;
        }
        if self.file.name(annotation, b"Subtype") == Some(b"Square") {
            // Viewers draw it in the colour of its inside.
            let opaque = self.file.number(annotation, b"CA").is_none_or(|alpha| alpha >= 1.0);
            let inside = self.file.array(annotation, b"IC").filter(|inside| !inside.is_empty() && opaque);
            inside.into_iter().for_each(|_| self.cover(view.apply_rect(rect), false));
            return;
        }
        let text = match self.file.name(annotation, b"Subtype") {
            Some(b"FreeText") => text_of(self.file, annotation, b"Contents"),
            Some(b"Widget") => self.field_value(annotation),
            _ => None,
        };
        let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return };
        let appearance = text_of(self.file, annotation, b"DA").unwrap_or_default();
        let size =
            appearance.split_whitespace().filter_map(|word| word.parse().ok()).find(|size| *size > 0.0);
        self.write_lines(&text, size.unwrap_or(10.0), rect, view);
    }

    /// The value of a text or choice field, its own or its parent's.
    fn field_value(&self, field: &Dictionary) -> Option<String> {
        let parent = self.file.dict(field, b"Parent");
        let inherited = |key: &[u8]| {
            let own = self.file.get(field, key).is_some();
            if own { Some(field) } else { parent.filter(|parent| self.file.get(parent, key).is_some()) }
        };
        match self.file.name(inherited(b"FT")?, b"FT") {
            Some(b"Tx" | b"Ch") => text_of(self.file, inherited(b"V")?, b"V"),
            _ => None,
        }
    }

    /// Fits the appearance's box, turned by its matrix, into `rect`.
    fn draw(&mut self, stream: &'f Stream, rect: Rect, view: &Matrix) {
        let matrix = self.file.numbers(&stream.dict, b"Matrix").map_or(Matrix::IDENTITY, Matrix::new);
        let bounds = self.file.numbers(&stream.dict, b"BBox").map(Rect::corners);
        let turned = matrix.apply_rect(bounds.unwrap_or(Rect { right: 1.0, bottom: 1.0, ..Rect::default() }));
        let fit = |from: f64, to: f64| if from > 0.0 { to / from } else { 1.0 };
        let (sx, sy) = (fit(turned.width(), rect.width()), fit(turned.height(), rect.height()));
        let place = Matrix([sx, 0.0, 0.0, sy, rect.left - turned.left * sx, rect.top - turned.top * sy]);
        self.state.ctm = *view;
        self.form(stream, matrix.then(&place).then(view), None, false);
    }
}
