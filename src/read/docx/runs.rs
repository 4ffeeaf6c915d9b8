//! Properties of runs as they are written, before styles are resolved.

use std::borrow::Cow;

use super::props::{on, shade, twips};
use crate::read::appearance::{FontName, TextProps};
use crate::read::look::{PATTERN, WHITE, is_blank_font, is_monospace_font};
use crate::read::paint;
use crate::read::theme::Theme;
use crate::read::xml::{Ns, Stop, Tag, Xml};

/// Points that no stretch of text is fitted into.
const NARROW: f32 = 10.0;

/// Reads the innermost element as a `w:rPr`; gives the character style beside it.
pub(super) fn run_props<'a>(
    xml: &mut Xml<'a>,
    theme: &Theme,
) -> Result<(TextProps, Option<Cow<'a, str>>), Stop> {
    let depth = xml.depth();
    let mut props = TextProps::default();
    let mut style = None;
    let (mut marker, mut fill, mut outlined, mut drawn) = (None, TextProps::default(), false, None);
    let (mut complex, mut complex_size) = (false, None);
    while let Some(tag) = xml.child(depth)? {
        if tag.ns != Ns::W {
            match tag.local {
                "textFill" => fill = text_fill(xml, theme)?,
                "textOutline" => {
                    let outline = text_fill(xml, theme)?;
                    outlined = outline.ghost == Some(false);
                    drawn = outline.colour.filter(|_| outlined);
                }
                _ => {}
            }
            continue;
        }
        match tag.local {
            "rStyle" => style = tag.attr("val"),
            "b" => props.bold = Some(on(&tag)),
            "i" => props.italic = Some(on(&tag)),
            "vanish" => props.hidden = Some(on(&tag)),
            "sz" => props.size = tag.number::<f32>("val").map(|half| half / 2.0),
            "szCs" => complex_size = tag.number::<f32>("val").map(|half| half / 2.0),
            // Text that is set as that of another script has that one's size.
            "cs" | "rtl" => complex = on(&tag),
            "w" => props.scale = tag.number::<f32>("val").map(|percent| percent / 100.0),
            "spacing" => props.spacing = tag.number::<f32>("val").map(twips),
            // A stretch of text that is drawn as wide as that, whatever it says.
            "fitText" if tag.number::<f32>("val").is_some_and(|width| twips(width) < NARROW) => {
                props.scale = Some(0.0);
            }
            "position" => props.rise = tag.number::<f32>("val").map(|half| half / 2.0),
            "color" => props.colour = theme.colour(&tag, "val", ["themeColor", "themeTint", "themeShade"]),
            "shd" => props.ground = Some(shade(&tag, theme)),
            "highlight" => marker = tag.attr("val").and_then(|name| highlight(&name)),
            "rFonts" => {
                if let Some(font) = font(&tag) {
                    props.monospace = Some(font);
                }
                props.font = font_name(&tag, theme).or(props.font);
                if tag.attr("ascii").is_some_and(|name| is_blank_font(&name)) {
                    props.ghost = Some(true);
                }
            }
            _ => {}
        }
    }
    props.size = complex_size.filter(|_| complex).or(props.size);
    // A marker pen covers the shading.
    props.ground = marker.or(props.ground);
    // Letters that are drawn around in a colour of their own are seen by that.
    props.colour = drawn.or(fill.colour).or(props.colour);
    props.ghost = fill.ghost.map(|ghost| ghost && !outlined).or(props.ghost);
    Ok((props, style))
}

/// What a `w14:textFill` or `w14:textOutline` paints with.
fn text_fill(xml: &mut Xml<'_>, theme: &Theme) -> Result<TextProps, Stop> {
    let depth = xml.depth();
    let mut fill = TextProps::default();
    while let Some(tag) = xml.child(depth)? {
        fill = paint::letters(xml, &tag, theme)?.unwrap_or(fill);
    }
    Ok(fill)
}

/// The colour of a marker pen; none where it is taken away.
fn highlight(name: &str) -> Option<u32> {
    Some(match name {
        "none" => return None,
        "black" => 0,
        "blue" => 0x00_00ff,
        "cyan" => 0x00_ffff,
        "darkBlue" => 0x00_0080,
        "darkCyan" => 0x00_8080,
        "darkGray" => 0x80_8080,
        "darkGreen" => 0x00_8000,
        "darkMagenta" => 0x80_0080,
        "darkRed" => 0x80_0000,
        "darkYellow" => 0x80_8000,
        "green" => 0x00_ff00,
        "lightGray" => 0xc0_c0c0,
        "magenta" => 0xff_00ff,
        "red" => 0xff_0000,
        "yellow" => 0xff_ff00,
        "white" => WHITE,
        _ => PATTERN,
    })
}

/// The font that a `w:rFonts` names for Latin text, by itself or by its place in the theme, which goes before.
fn font_name(tag: &Tag<'_>, theme: &Theme) -> Option<FontName> {
    let placed = tag.attr("asciiTheme").or_else(|| tag.attr("hAnsiTheme"));
    let placed = placed.and_then(|place| theme.font(&place));
    placed.or_else(|| FontName::of(&tag.attr("ascii").or_else(|| tag.attr("hAnsi"))?))
}

/// Whether the font that a `w:rFonts` names is of fixed width; none where it names none for Latin text.
fn font(tag: &Tag<'_>) -> Option<bool> {
    if tag.attr("asciiTheme").is_some() {
        return Some(false);
    }
    tag.attr("ascii").or_else(|| tag.attr("hAnsi")).map(|name| is_monospace_font(&name))
}
