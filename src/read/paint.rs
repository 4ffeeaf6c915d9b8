//! What DrawingML paints shapes and letters with.

use super::Limits;
use super::appearance::TextProps;
use super::colour::{middle, mix, modified};
use super::look::{PATTERN, WHITE};
use super::theme::{Theme, rgb};
use super::xml::{Node, Ns, Stop, Tag, Xml};

/// Part of a colour that shows from which it hides what lies under it.
const OPAQUE: f32 = 0.85;
/// Part of a colour below which nobody sees it.
const FAINT: f32 = 0.05;
/// Part of a colour below which the paper shows through it.
const PALE: f32 = 0.4;

/// What a shape paints itself and its letters with, element by element as they come.
#[derive(Clone, Debug, Default)]
pub(super) struct Paint {
    fill: Fill,
    /// The colour that its style fills it with, where nothing else does.
    styled: Option<u32>,
    /// Some of the fill is see-through.
    pub(super) seen_through: bool,
    /// The colour of its letters is about to be told.
    letters_due: bool,
    letters: Option<u32>,
}

/// A fill, as far as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
enum Fill {
    /// Nothing that is known.
    #[default]
    Unknown,
    /// Nothing: what lies under it shows.
    Nothing,
    /// It is about to be told.
    Due,
    /// It was not told: the style of the shape may do so.
    Open,
    /// Its colours are being told: one, or those of a gradient.
    Telling(Vec<Option<u32>>),
    /// 0xRRGGBB; in the middle of a gradient.
    Plain(u32),
}

impl Paint {
    /// One in that colour.
    pub(super) fn plain(colour: Option<u32>) -> Self {
        Self { fill: colour.map_or(Fill::Unknown, Fill::Plain), ..Self::default() }
    }

    /// One that fills its place with nothing.
    pub(super) fn nothing() -> Self {
        Self { fill: Fill::Nothing, ..Self::default() }
    }

    /// One that is not known.
    pub(super) fn forget(&mut self) {
        self.fill = Fill::Unknown;
    }

    /// The colour that it fills its place with, where that is known.
    pub(super) fn colour(&self) -> Option<u32> {
        match &self.fill {
            Fill::Plain(colour) => Some(*colour),
            Fill::Telling(colours) => told(colours),
            Fill::Due | Fill::Open => self.styled,
            _ => None,
        }
    }

    /// Takes what the style of the shape says, whose text is `style`, before it comes.
    pub(super) fn take_style(&mut self, style: &str, theme: &Theme) {
        let mut of_style = Self { fill: Fill::Open, ..Self::default() };
        let text = format!("<style>{style}</style>");
        let mut xml = Xml::new(&text, &Limits::default());
        // What is broken is left to whoever reads the shape.
        while let Ok(node) = xml.next() {
            match node {
                Node::Open(tag) => of_style.take(&tag, theme),
                Node::End => break,
                _ => {}
            }
        }
        (self.styled, self.letters) = (of_style.colour(), of_style.letters);
    }

    /// It is about to tell the colour of a fill that its theme describes.
    pub(super) fn refer(&mut self) {
        self.fill = Fill::Telling(Vec::new());
    }

    /// It fills its place with something, known or not.
    pub(super) fn paints(&self) -> bool {
        !matches!(self.fill, Fill::Nothing | Fill::Due | Fill::Open)
    }

    /// What its letters stand on.
    pub(super) fn ground(&self) -> u32 {
        self.colour().filter(|_| !self.seen_through).unwrap_or(PATTERN)
    }

    /// The colour of letters that have none of their own.
    pub(super) fn letters(&self) -> Option<u32> {
        self.letters
    }

    /// Takes what an element within the shape says.
    pub(super) fn take(&mut self, tag: &Tag<'_>, theme: &Theme) {
        let is_colour = matches!(tag.local, "srgbClr" | "schemeClr" | "sysClr" | "prstClr");
        let refers = || tag.number::<u32>("idx").is_none_or(|idx| idx > 0);
        match (&mut self.fill, tag.local) {
            (_, "spPr" | "bgPr") => (self.fill, self.seen_through) = (Fill::Due, false),
            (Fill::Due, "solidFill" | "gradFill") => self.fill = Fill::Telling(Vec::new()),
            (Fill::Due, "noFill") => self.fill = Fill::Nothing,
            (Fill::Due, "blipFill" | "pattFill" | "grpFill") => self.fill = Fill::Unknown,
            (Fill::Due | Fill::Open, "fillRef" | "bgRef") if refers() => {
                self.fill = Fill::Telling(Vec::new())
            }
            (Fill::Due, "ln" | "effectLst" | "effectDag" | "style") => self.fill = Fill::Open,
            (
                Fill::Telling(colours),
                "ln" | "effectLst" | "effectDag" | "style" | "effectRef" | "fontRef",
            ) => {
                self.fill = told(colours).map_or(Fill::Unknown, Fill::Plain);
            }
            (Fill::Telling(colours), _) if is_colour => colours.push(named(tag, theme)),
            (Fill::Telling(_), "alpha") => self.seen_through |= share(tag) < OPAQUE,
            (Fill::Telling(colours), _) => {
                if let Some(last) = colours.last_mut() {
                    change(last, tag);
                }
            }
            _ => {}
        }
        if tag.local == "fontRef" {
            self.letters_due = true;
        } else if is_colour && std::mem::take(&mut self.letters_due) {
            self.letters = named(tag, theme);
        }
    }
}

/// The one colour that a fill with these comes to.
fn told(colours: &[Option<u32>]) -> Option<u32> {
    let colours: Option<Vec<u32>> = colours.iter().copied().collect();
    middle(&colours?)
}

/// The colour that an element names.
fn named(tag: &Tag<'_>, theme: &Theme) -> Option<u32> {
    let value = tag.attr("val").unwrap_or_default();
    match tag.local {
        "schemeClr" => theme.named(&value),
        "sysClr" => tag.attr("lastClr").and_then(|colour| rgb(&colour)),
        "prstClr" if value == "white" => Some(WHITE),
        "prstClr" if value == "black" => Some(0),
        "prstClr" => None,
        _ => rgb(&value),
    }
}

/// The share that an element tells in thousandths of a per cent.
fn share(tag: &Tag<'_>) -> f32 {
    tag.number::<f32>("val").unwrap_or(100_000.0) / 100_000.0
}

/// Changes `colour` by what an element within it says; what changes nothing of it is passed over.
fn change(colour: &mut Option<u32>, tag: &Tag<'_>) {
    let changes =
        ["lum", "sat", "hue", "red", "green", "blue", "tint", "shade", "gamma", "inv", "comp", "gray"];
    if changes.iter().any(|start| tag.local.starts_with(start)) {
        *colour = colour.and_then(|colour| modified(colour, tag.local, share(tag)));
    }
}

/// What the fill whose name `tag` has, the innermost element, paints letters with; none where it is no fill.
pub(super) fn letters(xml: &mut Xml<'_>, tag: &Tag<'_>, theme: &Theme) -> Result<Option<TextProps>, Stop> {
    let ghost = |ghost: bool| TextProps { ghost: Some(ghost), ..TextProps::default() };
    match tag.local {
        "noFill" => return Ok(Some(ghost(true))),
        "solidFill" => {}
        "gradFill" | "blipFill" | "pattFill" => return Ok(Some(ghost(false))),
        _ => return Ok(None),
    }
    let depth = xml.depth();
    let (mut colour, mut shown) = (None, 1.0);
    while let Some(tag) = xml.child(depth)? {
        colour = named(&tag, theme);
        while let Some(tag) = xml.child(depth + 1)? {
            match (tag.ns, tag.local) {
                (Ns::A, "alpha") => shown = share(&tag),
                // Of Word's letters it is how much of them does not show.
                (_, "alpha") => shown = 1.0 - tag.number::<f32>("val").unwrap_or(0.0) / 100_000.0,
                _ => change(&mut colour, &tag),
            }
        }
    }
    let colour = if shown < PALE { Some(mix(colour.unwrap_or(0), WHITE, shown)) } else { colour };
    Ok(Some(TextProps { colour, ..ghost(shown <= FAINT) }))
}
