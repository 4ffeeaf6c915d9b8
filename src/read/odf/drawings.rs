//! Frames, pictures and shapes: where they float, what they paint, how much room they give.

use super::styles::Family;
use super::walk::{Drawing, Frame, Story, Walk};
use crate::read::appearance::SMALLEST;
use crate::read::flow::{Float, Placeholder};
use crate::read::look::{PATTERN, points};
use crate::read::xml::{Stop, Tag};

impl<'a> Walk<'_, 'a> {
    /// Opens a drawing or a part of one.
    pub(super) fn open_drawing(&mut self, tag: &Tag<'a>) -> Result<Option<Frame>, Stop> {
        let frame = match tag.local {
            "frame" => {
                self.note_floating(tag);
                self.placeholders.push(placeholder(tag));
                self.enter_drawing(tag);
                let side = |name: &str| tag.attr(name).and_then(|length| points(&length));
                let height = side("height");
                let styled = self.styles.get(Family::Graphic, tag.attr("style-name").as_deref());
                let float = float(tag, styled.over == Some(false));
                self.drawings.push(Drawing {
                    width: side("width"),
                    height,
                    start: self.flow.mark(),
                    float,
                    over: styled.over == Some(true),
                    in_line: tag.attr("anchor-type").is_none_or(|anchor| anchor != "page"),
                    ..Drawing::default()
                });
                Frame::Drawing
            }
            "image" | "object" | "object-ole" | "plugin" => {
                if let Some(drawing) = self.drawings.last_mut() {
                    drawing.image = true;
                }
                Frame::Plain { text: false }
            }
            "text-box" => {
                self.note_floating(tag);
                self.enter_drawing(tag);
                self.open_text_box(tag);
                self.shapes += 1;
                Frame::Shape
            }
            "custom-shape" | "rect" => {
                self.note_floating(tag);
                let styled = self.styles.get(Family::Graphic, tag.attr("style-name").as_deref());
                let filled = styled.text.ground.is_some_and(|colour| colour != PATTERN);
                let cover = float(tag, false).filter(|_| filled && styled.over == Some(true));
                if let Some(cover) = cover.filter(|_| self.in_flow()) {
                    self.flow.cover(cover);
                }
                self.enter_drawing(tag);
                self.shapes += 1;
                Frame::Shape
            }
            "ellipse" | "circle" | "line" | "polyline" | "polygon" | "path" | "regular-polygon"
            | "connector" | "measure" | "caption" | "g" => {
                self.note_floating(tag);
                self.enter_drawing(tag);
                self.shapes += 1;
                Frame::Shape
            }
            "enhanced-geometry" | "glue-point" => return self.pass(),
            "a" => Frame::Plain { text: self.in_text() },
            _ => Frame::Plain { text: false },
        };
        Ok(Some(frame))
    }

    /// Opens a frame or a shape: what it lies over shows where it paints nothing itself, and that is not known.
    fn enter_drawing(&mut self, tag: &Tag<'a>) {
        let inner = !self.drawings.is_empty() && tag.local == "text-box";
        // On a slide, a frame grows with its table.
        let in_text = self.story == Story::Body;
        self.enter(Family::Graphic, tag);
        let side = |name: &str| tag.attr(name).and_then(|length| points(&length));
        let beyond = |at: &str, size: &str, before: f32| {
            let end = side(at).map(|at| at + side(size).unwrap_or(f32::INFINITY));
            side(at).is_some_and(|at| at > 1_250.0) || end.is_some_and(|end| end < before)
        };
        if let Some(around) = self.around.last_mut() {
            around.ground = around.ground.or((!inner).then_some(PATTERN));
            around.away = beyond("x", "width", -150.0) || beyond("y", "height", -900.0);
            let flat = |name: &str| side(name).is_some_and(|side| side < SMALLEST);
            around.hidden |= in_text && tag.local == "frame" && (flat("width") || flat("height"));
        }
    }

    /// Opens the text box of a frame: it grows with its text where it has a least height alone.
    fn open_text_box(&mut self, tag: &Tag<'a>) {
        let grows = tag.attr("min-height").is_some() || tag.attr("chain-next-name").is_some();
        let Some(drawing) = self.drawings.last_mut() else { return };
        if !grows {
            drawing.room = drawing.width.zip(drawing.height);
        } else if drawing.width.is_none_or(|width| width >= SMALLEST)
            && let Some(frame) = self.around.iter_mut().nth_back(1)
        {
            frame.hidden = false;
        }
    }

    /// Notes where a picture or shape floats over or under the text.
    fn note_floating(&mut self, tag: &Tag<'a>) {
        if self.in_flow() && tag.attr("anchor-type").is_some_and(|anchor| anchor != "as-char") {
            self.floated = Some(self.flow.breaks.here());
        }
    }
}

/// Where a frame or a shape floats, `behind` the text or not; none where that is not told, or it stands in the line.
fn float(tag: &Tag<'_>, behind: bool) -> Option<Float> {
    let side = |name: &str| tag.attr(name).and_then(|length| points(&length));
    let anchor = match tag.attr("anchor-type").as_deref() {
        Some("page") => 1 + tag.number::<u32>("anchor-page-number").unwrap_or_default(),
        Some("as-char") | None => return None,
        Some(_) => 0,
    };
    let at = (side("x").unwrap_or_default(), side("y").unwrap_or_default());
    let height = tag.number("z-index").unwrap_or_default();
    Some(Float { at, size: (side("width")?, side("height")?), from: (anchor, anchor), behind, height })
}

/// What a frame is on a slide.
fn placeholder(tag: &Tag<'_>) -> Placeholder {
    match tag.attr("class").as_deref() {
        Some("title") => Placeholder::Title,
        Some("header" | "footer" | "date-time") => Placeholder::Foot,
        Some("page-number") => Placeholder::Number,
        _ => Placeholder::Text,
    }
}
