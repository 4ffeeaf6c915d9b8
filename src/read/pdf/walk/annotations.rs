//! Annotations: what their appearances show is text of the page.

use lopdf::{Dictionary, Object, Stream};

use super::Walker;
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
                && let Some(stream) = self.appearance(annotation)
                && let Some(rect) = self.file.numbers(annotation, b"Rect")
            {
                self.draw(stream, Rect::corners(rect), &view);
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
