//! Properties of paragraphs and sections as they are written, before styles are resolved.

use std::borrow::Cow;

use crate::read::appearance::{SMALLEST, TextProps, leading, tight};
use crate::read::colour::mix;
use crate::read::flow::Room;
use crate::read::look::{AUTOMATIC, PATTERN, WHITE};
use crate::read::theme::Theme;
use crate::read::xml::{Ns, Stop, Tag, Xml};

/// Points of indentation that leave no room on any page.
pub(super) const BEYOND: f32 = 560.0;

/// What a paragraph's `w:pPr` says; what it does not say is left to styles.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ParaLook {
    pub(super) centered: Option<bool>,
    pub(super) page_break_before: Option<bool>,
    /// Points.
    pub(super) space_before: Option<f32>,
    pub(super) space_after: Option<f32>,
    /// 0 for the top level, 9 for body text.
    pub(super) outline: Option<u8>,
    /// The list it is in; 0 for none.
    pub(super) num_id: Option<i32>,
    /// Depth in that list, from 0.
    pub(super) num_level: Option<u8>,
    /// What its text stands on, as [`TextProps::ground`].
    pub(super) ground: Option<u32>,
    /// As [`TextProps::line`].
    pub(super) line: Option<f32>,
    /// Distance of lines by single spacing, where it goes with the size of the text.
    pub(super) line_spacing: Option<f32>,
    /// As [`TextProps::away`].
    pub(super) away: Option<bool>,
    /// It stands in a frame that holds nothing.
    pub(super) flat: Option<bool>,
    /// It stands in a frame of that size.
    pub(super) room: Option<Room>,
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
    /// Width and height of the page in points.
    pub(super) page: Option<(f32, f32)>,
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
            space_after: self.space_after.or(base.space_after),
            outline: self.outline.or(base.outline),
            num_id: self.num_id.or(base.num_id),
            num_level: self.num_level.or(base.num_level),
            ground: self.ground.or(base.ground),
            line: self.line.or(base.line),
            line_spacing: self.line_spacing.or(base.line_spacing),
            away: self.away.or(base.away),
            flat: self.flat.or(base.flat),
            room: self.room.or(base.room),
        }
    }

    /// Distance of lines by single spacing, of text of `size` points.
    pub(super) fn leading(self, size: Option<f32>) -> Option<f32> {
        leading(self.line, self.line_spacing, size)
    }

    /// What it leaves to the text of its paragraphs.
    pub(super) fn text(self) -> TextProps {
        let ghost = self.flat.filter(|flat| *flat);
        TextProps { ground: self.ground, line: self.line, away: self.away, ghost, ..TextProps::default() }
    }
}

/// Reads the innermost element as a `w:pPr`. The properties of the paragraph mark and tracked former properties are
/// passed over.
pub(super) fn para_props<'a>(xml: &mut Xml<'a>, theme: &Theme) -> Result<ParaProps<'a>, Stop> {
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
            _ => look(&tag, &mut props.look, theme),
        }
    }
    Ok(props)
}

fn look(tag: &Tag<'_>, look: &mut ParaLook, theme: &Theme) {
    match tag.local {
        "jc" => look.centered = Some(tag.attr("val").as_deref() == Some("center")),
        "pageBreakBefore" => look.page_break_before = Some(on(tag)),
        "spacing" => {
            look.space_before = tag.number::<f32>("before").map(twips).or(look.space_before);
            look.space_after = tag.number::<f32>("after").map(twips).or(look.space_after);
            let rule = tag.attr("lineRule");
            let exact = rule.as_deref() == Some("exact");
            let goes_with_size = matches!(rule.as_deref(), None | Some("auto"));
            look.line = tag.number::<f32>("line").map(|line| match line / 240.0 {
                _ if exact => twips(line),
                times if goes_with_size => tight(times),
                _ => f32::INFINITY,
            });
            look.line_spacing = tag
                .number::<f32>("line")
                .filter(|_| goes_with_size)
                .map(|line| line / 240.0)
                .or(look.line_spacing);
        }
        "ind" => {
            let far = |side: &str| tag.number::<f32>(side).is_some_and(|indent| twips(indent).abs() > BEYOND);
            look.away = Some(["left", "start", "right", "end", "firstLine", "hanging"].into_iter().any(far));
        }
        "framePr" => {
            let far = |side: &str| {
                tag.number::<f32>(side).is_some_and(|at| !(-BEYOND..2.0 * BEYOND).contains(&twips(at)))
            };
            look.away = Some(far("x") || far("y"));
            let exact = tag.attr("hRule").as_deref() == Some("exact");
            let flat = |side: &str| tag.number::<f32>(side).is_some_and(|side| twips(side) < SMALLEST);
            look.flat = Some(flat("w") || exact && flat("h"));
            let size = || Some((twips(tag.number("w")?), twips(tag.number("h")?)));
            look.room = size().filter(|_| exact);
        }
        "outlineLvl" => look.outline = tag.number("val"),
        "shd" => look.ground = Some(shade(tag, theme)),
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

/// Height and width of A4, in twentieths of a point.
const A4: (f32, f32) = (16_838.0, 11_906.0);

/// Reads the innermost element as a `w:sectPr`.
pub(super) fn section(xml: &mut Xml<'_>) -> Result<Section, Stop> {
    let depth = xml.depth();
    let mut section = Section::default();
    let (mut page, mut margins, mut margined) = (None, (1417.0, 1417.0), false);
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
                margined = true;
            }
            "headerReference" | "footerReference" => section.heads.push(HeadReference {
                foot: tag.local == "footerReference",
                on: tag.attr("type").map_or_else(|| "default".to_owned(), Cow::into_owned),
                id: tag.attr("id").unwrap_or_default().into_owned(),
            }),
            _ => {}
        }
    }
    section.page = page.map(|(height, width)| (twips(width), twips(height)));
    // A4 is what programs lay out where the file says its margins alone.
    section.text_area = page
        .or(margined.then_some(A4))
        .map(|(height, width)| (twips(height - margins.0), twips(width - margins.1)))
        .filter(|(height, width)| *height > 0.0 && *width > 0.0);
    Ok(section)
}

/// True unless the element says that it is off.
pub(super) fn on(tag: &Tag<'_>) -> bool {
    !matches!(tag.attr("val").as_deref(), Some("0" | "false" | "off"))
}

/// Points of a measure in twentieths.
pub(super) fn twips(twips: f32) -> f32 {
    twips / 20.0
}

/// The ground that a `w:shd` paints.
pub(super) fn shade(tag: &Tag<'_>, theme: &Theme) -> u32 {
    let or_automatic = |colour: Option<u32>, automatic: u32| match colour {
        Some(AUTOMATIC) => automatic,
        colour => colour.unwrap_or(PATTERN),
    };
    match tag.attr("val").as_deref() {
        None | Some("clear" | "nil") => {
            or_automatic(theme.colour(tag, "fill", ["themeFill", "themeFillTint", "themeFillShade"]), WHITE)
        }
        Some("solid") => {
            or_automatic(theme.colour(tag, "color", ["themeColor", "themeTint", "themeShade"]), 0)
        }
        // Dots of the one on the other.
        Some(pattern) => {
            let share = pattern.strip_prefix("pct").and_then(|share| share.parse::<f32>().ok());
            let dots = theme.colour(tag, "color", ["themeColor", "themeTint", "themeShade"]);
            let fill = theme.colour(tag, "fill", ["themeFill", "themeFillTint", "themeFillShade"]);
            let (dots, fill) = (or_automatic(dots, 0), or_automatic(fill, WHITE));
            match share {
                Some(share) if dots != PATTERN && fill != PATTERN => mix(dots, fill, share / 100.0),
                _ => PATTERN,
            }
        }
    }
}
