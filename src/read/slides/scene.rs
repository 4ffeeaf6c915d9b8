//! What is painted on a PPTX slide so far, as far as it tells whether the text of the shape that is open can be seen. Where the
//! ground of a text is not known, nothing is said of its colour.

use std::rc::Rc;

use super::backdrop::{self, Backdrop};
use super::shapes::{Placed, Transform, is_off};
use crate::read::appearance::{Around, SMALLEST, TextProps};
use crate::read::flow::{Float, Flow, Mark};
use crate::read::paint::{self, Paint};
use crate::read::theme::Theme;
use crate::read::xml::{Stop, Tag, Xml};

/// Shapes of a slide that are followed.
const MOST_SHAPES: usize = 2_000;
/// Levels of an outline.
const LEVELS: usize = 9;

/// The slide that is walked.
#[derive(Debug, Default)]
pub(super) struct Scene {
    backdrop: Rc<Backdrop>,
    /// Width and height in points.
    size: Option<(f32, f32)>,
    /// What the slide itself paints behind its shapes.
    ground: Option<Option<u32>>,
    /// Shapes move while it is shown, or go away.
    moves: bool,
    groups: Vec<Placed>,
    /// Of the group that opened last.
    group: Transform,
    in_group: bool,
    shape: Shape,
    /// How many shapes there were.
    order: i64,
    /// What paints its place, with the colour where that is one; none of the places that are not known.
    painted: Vec<(Option<Float>, Option<u32>)>,
    /// Level of the paragraph that is open.
    pub(super) level: u8,
}

/// The shape that is open.
#[derive(Debug, Default)]
struct Shape {
    start: Mark,
    open: bool,
    picture: bool,
    hidden: bool,
    is_text: bool,
    plain_form: bool,
    /// It is as wide, or as high, as its text.
    grows: bool,
    place: Transform,
    paint: Paint,
    levels: [TextProps; LEVELS],
    /// Part of its size that its text is shrunk to.
    shrunk: Option<f32>,
}

impl Scene {
    /// The slide `text` before its first shape.
    pub(super) fn new(backdrop: &Rc<Backdrop>, size: Option<(f32, f32)>, text: &str) -> Self {
        let moves = ["animMotion", "presetClass=\"exit\"", "presetClass='exit'"];
        Self {
            backdrop: Rc::clone(backdrop),
            size,
            moves: moves.iter().any(|sign| text.contains(sign)),
            ..Self::default()
        }
    }

    /// The theme of the slide.
    pub(super) fn theme(&self) -> &Theme {
        &self.backdrop.theme
    }

    /// Takes the ground that the slide itself paints.
    pub(super) fn take_ground(&mut self, xml: &mut Xml<'_>) -> Result<(), Stop> {
        self.ground = Some(backdrop::ground(xml, &self.backdrop.theme)?);
        Ok(())
    }

    /// A group opens.
    pub(super) fn open_group(&mut self) {
        let outer = self.groups.last().copied().unwrap_or_default();
        self.groups.push(outer);
        (self.group, self.in_group) = (Transform::default(), true);
    }

    /// A group ends.
    pub(super) fn end_group(&mut self) {
        self.groups.pop();
    }

    /// A shape, a picture or a frame of that name opens where the flow stands.
    pub(super) fn open_shape(&mut self, name: &str, start: Mark) {
        self.order += 1;
        self.in_group = false;
        self.shape =
            Shape { start, open: true, picture: name != "sp" && name != "cxnSp", ..Shape::default() };
        if name == "cxnSp" {
            self.shape.paint = Paint::nothing();
        }
    }

    /// Takes what a shape or a group says of being shown.
    pub(super) fn hide(&mut self, tag: &Tag<'_>) {
        let hidden = tag.attr("hidden").is_some_and(|hidden| matches!(hidden.as_ref(), "1" | "true"));
        if self.shape.open {
            self.shape.hidden |= hidden;
        }
    }

    /// Takes what an element within a shape or a group says.
    pub(super) fn take(&mut self, tag: &Tag<'_>) {
        if self.in_group {
            self.group.take(tag);
            if let [.., outer, last] = self.groups.as_mut_slice() {
                *last = outer.within(&self.group);
            } else if let [last] = self.groups.as_mut_slice() {
                *last = Placed::default().within(&self.group);
            }
            return;
        }
        let shape = &mut self.shape;
        if !shape.open || shape.is_text && !tag.local.ends_with("utofit") && tag.local != "spAutoFit" {
            return;
        }
        match tag.local {
            "bodyPr" => {
                shape.is_text = true;
                shape.grows = tag.attr("wrap").is_some_and(|wrap| wrap == "none");
            }
            "spAutoFit" => shape.grows = true,
            "normAutofit" => {
                shape.shrunk = tag.number::<f32>("fontScale").map(|scale| scale / 100_000.0);
            }
            "prstGeom" => shape.plain_form = tag.attr("prst").is_some_and(|form| form == "rect"),
            _ => shape.place.take(tag),
        }
        shape.paint.take(tag, &self.backdrop.theme);
    }

    /// Takes what the shape gives to the letters of each level.
    pub(super) fn take_levels(&mut self, xml: &mut Xml<'_>) -> Result<(), Stop> {
        let depth = xml.depth();
        while let Some(level) = xml.child(depth)? {
            let at = level
                .local
                .strip_prefix("lvl")
                .and_then(|rest| rest.strip_suffix("pPr")?.parse::<usize>().ok());
            let slot = at.and_then(|at| self.shape.levels.get_mut(at.checked_sub(1)?));
            let Some(slot) = slot else { continue };
            while let Some(tag) = xml.child(depth + 1)? {
                if tag.local != "defRPr" {
                    continue;
                }
                slot.size = tag.number::<f32>("sz").map(|hundredths| hundredths / 100.0);
                while let Some(tag) = xml.child(depth + 2)? {
                    if let Some(paint) = paint::letters(xml, &tag, &self.backdrop.theme)? {
                        (slot.colour, slot.ghost) = (paint.colour, paint.ghost);
                    }
                }
            }
        }
        Ok(())
    }

    /// The shape that is open ends.
    pub(super) fn end_shape(&mut self, flow: &mut Flow) {
        let shape = std::mem::take(&mut self.shape);
        if !shape.open || shape.hidden {
            return;
        }
        let float = self.float(&shape);
        if let Some(float) = float {
            flow.set_float(shape.start, float);
            let opaque = shape.plain_form && shape.paint.colour().is_some() && !shape.paint.seen_through;
            let whole = self.size.is_some_and(|size| covers(&float, size));
            match opaque && !self.moves && self.painted.len() < MOST_SHAPES {
                true if whole => flow.lay_over_all(shape.start),
                true => flow.lay_over(float),
                false => {}
            }
        }
        if (shape.picture || shape.paint.paints()) && self.painted.len() < MOST_SHAPES {
            let colour = shape.paint.colour().filter(|_| shape.plain_form && !shape.paint.seen_through);
            self.painted.push((float, colour.filter(|_| !shape.picture)));
        }
    }

    /// True where letters of the shape have no width to stand in.
    fn is_flat(&self, float: Option<Float>) -> bool {
        float.is_some_and(|float| float.size.0 < SMALLEST) && !self.shape.grows
    }

    fn float(&self, shape: &Shape) -> Option<Float> {
        shape.place.float(&self.groups.last().copied().unwrap_or_default(), self.order)
    }

    /// What letters of the open shape have, and what they stand in; those `in_table` stand on what its style paints.
    pub(super) fn look(&self, own: TextProps, in_table: bool) -> (TextProps, Around) {
        let shape = &self.shape;
        let level = shape.levels.get(usize::from(self.level)).copied().unwrap_or_default();
        let default = TextProps { colour: shape.paint.letters(), ..TextProps::default() };
        let mut look = own.over(level).over(default);
        if let Some(shrunk) = shape.shrunk {
            look.scale = look.size.is_none().then_some(shrunk);
            look.size = look.size.map(|size| size * shrunk);
        }
        let float = self.float(shape);
        let ground = if in_table { None } else { self.ground_of(float.as_ref()) };
        if ground.is_none() {
            look.colour = None;
        }
        let off = float.zip(self.size).is_some_and(|(float, size)| is_off(&float, size));
        (look, Around { ground, hidden: shape.hidden || self.is_flat(float), away: off && !self.moves })
    }

    /// The colour under the text of a shape that lies there, where that is known.
    fn ground_of(&self, float: Option<&Float>) -> Option<u32> {
        let shape = &self.shape;
        if !shape.open || shape.picture || self.painted.len() >= MOST_SHAPES {
            return None;
        }
        if shape.paint.paints() {
            return shape.paint.colour().filter(|_| !shape.paint.seen_through);
        }
        for (place, colour) in self.painted.iter().rev() {
            match (place, float) {
                (Some(place), Some(float)) if !place.touches(float) => {}
                (Some(place), Some(float)) if place.holds(float) => return *colour,
                _ => return None,
            }
        }
        self.ground.unwrap_or(self.backdrop.ground)
    }
}

/// True where `float` lies over all of a slide of that width and height.
fn covers(float: &Float, (width, height): (f32, f32)) -> bool {
    let from_edge = float.at.0 <= 1.0 && float.at.1 <= 1.0;
    from_edge && float.at.0 + float.size.0 >= width - 1.0 && float.at.1 + float.size.1 >= height - 1.0
}
