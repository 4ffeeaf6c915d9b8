//! Frames, pictures and shapes: where they float, what they paint, how much room they give.

use super::styles::{Family, Styled, length};
use super::walk::{Drawing, Frame, Story, Walk};
use crate::document::Role;
use crate::read::appearance::{Look, SMALLEST};
use crate::read::flow::{Float, Placeholder, image};
use crate::read::look::PATTERN;
use crate::read::xml::{Stop, Tag};

impl<'a> Walk<'_, 'a> {
    /// Opens a drawing or a part of one.
    pub(super) fn open_drawing(&mut self, tag: &Tag<'a>) -> Result<Option<Frame>, Stop> {
        let frame = match tag.local {
            "frame" => self.open_frame(tag),
            "object" if self.take_formula(tag) => return self.pass(),
            "image" | "object" | "object-ole" | "plugin" => {
                // The picture of a formula, for programs that know none, is no other.
                if let Some(drawing) = self.drawings.last_mut().filter(|drawing| !drawing.formula) {
                    drawing.image = true;
                }
                Frame::Plain { text: false }
            }
            "text-box" => {
                let frame = self.open_shape(tag);
                self.open_text_box(tag);
                frame
            }
            "custom-shape" | "rect" => {
                self.take_cover(tag);
                self.open_shape(tag)
            }
            "ellipse" | "circle" | "line" | "polyline" | "polygon" | "path" | "regular-polygon"
            | "connector" | "measure" | "caption" | "g" => self.open_shape(tag),
            "enhanced-geometry" | "glue-point" => return self.pass(),
            "a" => Frame::Plain { text: self.in_text() },
            _ => Frame::Plain { text: false },
        };
        Ok(Some(frame))
    }

    /// Takes the text of the formula that `tag` stands for; false where it is no formula.
    fn take_formula(&mut self, tag: &Tag<'a>) -> bool {
        let name = tag.attr("href").unwrap_or_default();
        let name = name.trim_start_matches("./").trim_end_matches('/').to_lowercase();
        let Some(text) = self.formulas.get(&name).cloned() else { return false };
        if let Some(drawing) = self.drawings.last_mut() {
            drawing.formula = true;
        }
        self.add(&text, Role::Math, Look::default());
        true
    }

    fn open_frame(&mut self, tag: &Tag<'a>) -> Frame {
        self.note_floating(tag);
        self.placeholders.push(placeholder(tag));
        self.enter_drawing(tag);
        let styled = self.styles.get(Family::Graphic, tag.attr("style-name").as_deref());
        self.drawings.push(Drawing {
            width: length(tag, "width"),
            height: length(tag, "height"),
            start: self.flow.mark(),
            float: if self.story == Story::Slide {
                self.on_slide(tag)
            } else {
                float(tag, styled.over == Some(false))
            },
            over: styled.over == Some(true),
            filled: is_opaque(&styled),
            in_line: tag.attr("anchor-type").is_none_or(|anchor| anchor != "page"),
            ..Drawing::default()
        });
        Frame::Drawing
    }

    fn open_shape(&mut self, tag: &Tag<'a>) -> Frame {
        self.note_floating(tag);
        self.enter_drawing(tag);
        self.shapes += 1;
        Frame::Shape
    }

    /// Takes what a filled shape covers that lies in front of text.
    fn take_cover(&mut self, tag: &Tag<'a>) {
        let styled = self.styles.get(Family::Graphic, tag.attr("style-name").as_deref());
        let filled = is_opaque(&styled);
        if self.story == Story::Slide {
            let cover = self.on_slide(tag).filter(|_| filled && !self.slide.moves);
            // It is about to open.
            cover
                .into_iter()
                .for_each(|cover| self.flow.lay_over(Float { height: cover.height + 1, ..cover }));
            return;
        }
        let cover = float(tag, false).filter(|_| filled && styled.over == Some(true));
        if let Some(cover) = cover.filter(|_| self.in_flow()) {
            self.flow.cover(cover);
        }
    }

    /// Opens a frame or a shape: what it lies over shows where it paints nothing itself, and that is not known.
    fn enter_drawing(&mut self, tag: &Tag<'a>) {
        let inner = !self.drawings.is_empty() && tag.local == "text-box";
        // On a slide, a frame is as high as what it holds.
        let in_text = self.story == Story::Body;
        self.enter(Family::Graphic, tag);
        let side = |name: &str| length(tag, name);
        let beyond = |at: &str, size: &str, before: f32| {
            let end = side(at).map(|at| at + side(size).unwrap_or(f32::INFINITY));
            side(at).is_some_and(|at| at > 1_250.0) || end.is_some_and(|end| end < before)
        };
        let shown = !matches!(tag.attr("display").as_deref(), Some("none" | "printer"))
            && !tag.attr("layer").is_some_and(|layer| self.styles.masters.is_hidden(&layer));
        let unknown = if self.story == Story::Slide { self.paints_on_slide(tag, inner) } else { !inner };
        if let Some(around) = self.around.last_mut() {
            around.hidden |= !shown;
            around.ground = around.ground.or(unknown.then_some(PATTERN));
            around.away = beyond("x", "width", -150.0) || beyond("y", "height", -900.0);
            let flat = |name: &str| side(name).is_some_and(|side| side < SMALLEST);
            around.hidden |= tag.local == "frame" && (flat("width") || in_text && flat("height"));
        }
    }

    /// Where a frame or a shape of a slide floats, above all that came before it.
    fn on_slide(&self, tag: &Tag<'_>) -> Option<Float> {
        let turned = tag.attr("transform").is_some();
        let at = length(tag, "x").zip(length(tag, "y")).filter(|_| !turned)?;
        let size = length(tag, "width").zip(length(tag, "height"))?;
        Some(Float { at, size, from: (1, 1), behind: false, height: self.slide.order })
    }

    /// A frame or a shape of a slide opens: true where what its text stands on is not known. What lies over nothing and paints
    /// nothing shows the ground of the slide.
    fn paints_on_slide(&mut self, tag: &Tag<'a>, inner: bool) -> bool {
        /// Shapes of a slide that are followed.
        const MOST: usize = 2_000;
        if inner {
            return false;
        }
        self.slide.order += 1;
        let styled = self.styles.get(Family::Graphic, tag.attr("style-name").as_deref());
        let float = self.on_slide(tag);
        let within = self.slide.places.len() >= MOST
            || self.slide.places.iter().any(|place| match (place, &float) {
                (Some(place), Some(float)) => place.touches(float),
                _ => true,
            });
        let bare = styled.paints == Some(false);
        if !bare && self.slide.places.len() < MOST {
            self.slide.places.push(float);
        }
        within || !bare
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

    /// Ends the innermost frame or picture.
    pub(super) fn finish_drawing(&mut self) {
        let Some(drawing) = self.drawings.pop() else { return };
        // On a slide, a frame grows with what it holds.
        if let Some(room) = drawing.room.filter(|_| self.story == Story::Body) {
            self.flow.fit(drawing.start, room);
        }
        if let Some(float) = drawing.float {
            self.flow.set_float(drawing.start, float);
        }
        let cover = drawing.float.filter(|_| drawing.over && (drawing.image || drawing.filled));
        if let Some(cover) = cover.filter(|_| self.in_flow()) {
            self.flow.cover(cover);
        }
        if drawing.image && self.story == Story::Slide {
            self.slide.places.push(drawing.float);
        }
        if !drawing.image {
            return;
        }
        let in_contents = self.indexes > 0;
        self.flow.see(in_contents);
        if self.in_flow() && drawing.in_line {
            self.flow.image_height += drawing.height.unwrap_or(0.0).clamp(0.0, 2_000.0);
        }
        let context = self.flow.top().map(|paragraph| paragraph.context).unwrap_or_default();
        self.flow.hang(image(drawing.alternative.trim(), context));
    }

    /// Notes where a picture or shape floats over or under the text.
    fn note_floating(&mut self, tag: &Tag<'a>) {
        if self.in_flow() && tag.attr("anchor-type").is_some_and(|anchor| anchor != "as-char") {
            self.floated = Some(self.flow.breaks.here());
        }
    }
}

/// True for what fills its place with one colour that nobody sees through.
fn is_opaque(styled: &Styled) -> bool {
    let filled = styled.text.ground.is_some_and(|colour| colour != PATTERN);
    filled && styled.paints != Some(false) && styled.seen_through != Some(true)
}

/// Where a frame or a shape floats, `behind` the text or not; none where that is not told, or it stands in the line.
fn float(tag: &Tag<'_>, behind: bool) -> Option<Float> {
    let anchor = match tag.attr("anchor-type").as_deref() {
        Some("page") => 1 + tag.number::<u32>("anchor-page-number").unwrap_or_default(),
        Some("as-char") | None => return None,
        Some(_) => 0,
    };
    let at = (length(tag, "x").unwrap_or_default(), length(tag, "y").unwrap_or_default());
    let height = tag.number("z-index").unwrap_or_default();
    Some(Float {
        at,
        size: (length(tag, "width")?, length(tag, "height")?),
        from: (anchor, anchor),
        behind,
        height,
    })
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
