//! Properties of runs, paragraphs and sections as they are written, before styles are resolved.

use std::borrow::Cow;

use crate::read::flow::TextProps;
use crate::read::look::{PATTERN, WHITE, is_monospace_font};
use crate::read::xml::{Ns, Stop, Tag, Xml};

/// What a paragraph's `w:pPr` says; what it does not say is left to styles.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ParaLook {
    pub(super) centered: Option<bool>,
    pub(super) page_break_before: Option<bool>,
    /// Points.
    pub(super) space_before: Option<f32>,
    /// 0 for the top level, 9 for body text.
    pub(super) outline: Option<u8>,
    /// The list it is in; 0 for none.
    pub(super) num_id: Option<i32>,
    /// Depth in that list, from 0.
    pub(super) num_level: Option<u8>,
    /// What its text stands on, as [`TextProps::ground`].
    pub(super) ground: Option<u32>,
}

/// A whole `w:pPr`.
#[derive(Debug, Default)]
pub(super) struct ParaProps<'a> {
    pub(super) style: Option<Cow<'a, str>>,
    pub(super) look: ParaLook,
    /// Of the section that ends with this paragraph.
    pub(super) section: Option<Section>,
}

/// A `w:sectPr`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Section {
    /// It goes on where the section before it ends, without a new page.
    pub(super) continuous: bool,
    /// Height and width of the text area in points.
    pub(super) text_area: Option<(f32, f32)>,
    /// It has a first page with running heads of its own.
    pub(super) title_page: bool,
    /// Running heads and feet.
    pub(super) heads: Vec<HeadReference>,
}

/// A reference to a running head or foot.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HeadReference {
    pub(super) foot: bool,
    /// `default`, `first` or `even`.
    pub(super) on: String,
    /// Id of the relationship.
    pub(super) id: String,
}

impl ParaLook {
    /// This, and what it leaves open from `base`.
    pub(super) fn over(self, base: Self) -> Self {
        Self {
            centered: self.centered.or(base.centered),
            page_break_before: self.page_break_before.or(base.page_break_before),
            space_before: self.space_before.or(base.space_before),
            outline: self.outline.or(base.outline),
            num_id: self.num_id.or(base.num_id),
            num_level: self.num_level.or(base.num_level),
            ground: self.ground.or(base.ground),
        }
    }
}

/// Reads the innermost element as a `w:rPr`; gives the character style beside it.
pub(super) fn run_props<'a>(xml: &mut Xml<'a>) -> Result<(TextProps, Option<Cow<'a, str>>), Stop> {
    let depth = xml.depth();
    let mut props = TextProps::default();
    let mut style = None;
    while let Some(tag) = xml.child(depth)? {
        if tag.ns != Ns::W {
            continue;
        }
        match tag.local {
            "rStyle" => style = tag.attr("val"),
            "b" => props.bold = Some(on(&tag)),
            "i" => props.italic = Some(on(&tag)),
            "vanish" => props.hidden = Some(on(&tag)),
            "sz" => props.size = tag.number::<f32>("val").map(|half| half / 2.0),
            "color" => props.colour = colour(&tag),
            "shd" => props.ground = Some(shade(&tag)),
            "highlight" => {
                let plain = matches!(tag.attr("val").as_deref(), Some("white" | "none"));
                props.ground = Some(if plain { WHITE } else { PATTERN });
            }
            "rFonts" => {
                if let Some(font) = font(&tag) {
                    props.monospace = Some(font);
                }
            }
            _ => {}
        }
    }
    Ok((props, style))
}

/// Reads the innermost element as a `w:pPr`. The properties of the paragraph mark and tracked former properties are
/// passed over.
pub(super) fn para_props<'a>(xml: &mut Xml<'a>) -> Result<ParaProps<'a>, Stop> {
    let depth = xml.depth();
    let mut props = ParaProps::default();
    while let Some(tag) = xml.child(depth)? {
        if tag.ns != Ns::W {
            continue;
        }
        match tag.local {
            "pStyle" => props.style = tag.attr("val"),
            "numPr" => numbering(xml, &mut props.look)?,
            "sectPr" => props.section = Some(section(xml)?),
            _ => look(&tag, &mut props.look),
        }
    }
    Ok(props)
}

fn look(tag: &Tag<'_>, look: &mut ParaLook) {
    match tag.local {
        "jc" => look.centered = Some(tag.attr("val").as_deref() == Some("center")),
        "pageBreakBefore" => look.page_break_before = Some(on(tag)),
        "spacing" => look.space_before = tag.number::<f32>("before").map(twips).or(look.space_before),
        "outlineLvl" => look.outline = tag.number("val"),
        "shd" => look.ground = Some(shade(tag)),
        _ => {}
    }
}

fn numbering(xml: &mut Xml<'_>, look: &mut ParaLook) -> Result<(), Stop> {
    let depth = xml.depth();
    while let Some(tag) = xml.child(depth)? {
        match tag.local {
            "numId" => look.num_id = tag.number("val"),
            "ilvl" => look.num_level = tag.number("val"),
            _ => {}
        }
    }
    Ok(())
}

/// Reads the innermost element as a `w:sectPr`.
pub(super) fn section(xml: &mut Xml<'_>) -> Result<Section, Stop> {
    let depth = xml.depth();
    let mut section = Section::default();
    let (mut page, mut margins) = (None, (1417.0, 1417.0));
    while let Some(tag) = xml.child(depth)? {
        if tag.ns != Ns::W {
            continue;
        }
        match tag.local {
            "type" => {
                section.continuous = matches!(tag.attr("val").as_deref(), Some("continuous" | "nextColumn"));
            }
            "titlePg" => section.title_page = on(&tag),
            "pgSz" => page = tag.number::<f32>("h").zip(tag.number::<f32>("w")),
            "pgMar" => {
                let sum =
                    |a, b| tag.number::<f32>(a).unwrap_or(0.0).abs() + tag.number::<f32>(b).unwrap_or(0.0);
                margins = (sum("top", "bottom"), sum("left", "right"));
            }
            "headerReference" | "footerReference" => section.heads.push(HeadReference {
                foot: tag.local == "footerReference",
                on: tag.attr("type").map_or_else(|| "default".to_owned(), Cow::into_owned),
                id: tag.attr("id").unwrap_or_default().into_owned(),
            }),
            _ => {}
        }
    }
    section.text_area = page
        .map(|(height, width)| (twips(height - margins.0), twips(width - margins.1)))
        .filter(|(height, width)| *height > 0.0 && *width > 0.0);
    Ok(section)
}

/// True unless the element says that it is off.
pub(super) fn on(tag: &Tag<'_>) -> bool {
    !matches!(tag.attr("val").as_deref(), Some("0" | "false" | "off"))
}

/// Points of a measure in twentieths.
fn twips(twips: f32) -> f32 {
    twips / 20.0
}

fn colour(tag: &Tag<'_>) -> Option<u32> {
    let value = tag.attr("val")?;
    if value == "auto" { Some(0) } else { rgb(&value) }
}

fn rgb(value: &str) -> Option<u32> {
    u32::from_str_radix(value.trim_start_matches('#'), 16).ok().filter(|colour| *colour <= WHITE)
}

/// The ground that a `w:shd` paints.
fn shade(tag: &Tag<'_>) -> u32 {
    let plain = matches!(tag.attr("val").as_deref(), None | Some("clear" | "nil"));
    match tag.attr("fill").as_deref() {
        Some("auto") if plain && tag.attr("themeFill").is_none() => WHITE,
        Some(fill) if plain => rgb(fill).unwrap_or(PATTERN),
        _ => PATTERN,
    }
}

/// Whether the font that a `w:rFonts` names is of fixed width; none where it names none for Latin text.
fn font(tag: &Tag<'_>) -> Option<bool> {
    if tag.attr("asciiTheme").is_some() {
        return Some(false);
    }
    tag.attr("ascii").or_else(|| tag.attr("hAnsi")).map(|name| is_monospace_font(&name))
}
