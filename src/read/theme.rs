//! The colours and fonts that a document names rather than tells: those of its theme.

use crate::hash::HashMap;
use crate::read::Limits;
use crate::read::appearance::FontName;
use crate::read::colour::mix;
use crate::read::look::{AUTOMATIC, WHITE};
use crate::read::xml::{Ns, Stop, Tag, Xml};

/// The colours of a theme, and which of them text and background take.
#[derive(Debug, Default)]
pub(super) struct Theme {
    /// By their place in the scheme (`dk1`, `lt1`, `accent1`…).
    colours: HashMap<String, u32>,
    /// Fonts of Latin text: that of titles and that of the text.
    fonts: [Option<FontName>; 2],
    /// Places that the document's settings give to `bg1`, `t1`, `bg2` and `t2`.
    pub(super) mapping: HashMap<String, String>,
}

impl Theme {
    /// Reads a theme part; also tells whether it was broken.
    pub(super) fn read(text: &str, limits: &Limits) -> (Self, Result<(), Stop>) {
        let mut theme = Self::default();
        let read = theme.parse(&mut Xml::new(text, limits));
        (theme, read)
    }

    fn parse(&mut self, xml: &mut Xml<'_>) -> Result<(), Stop> {
        let Some(_root) = xml.child(0)? else { return Ok(()) };
        while let Some(elements) = xml.child(1)? {
            if !elements.is(Ns::A, "themeElements") {
                continue;
            }
            while let Some(scheme) = xml.child(2)? {
                if scheme.is(Ns::A, "fontScheme") {
                    self.parse_fonts(xml)?;
                }
                if !scheme.is(Ns::A, "clrScheme") {
                    continue;
                }
                while let Some(place) = xml.child(3)? {
                    while let Some(tag) = xml.child(4)? {
                        // The last colour that the system gave is what an author saw.
                        let colour = tag.attr("lastClr").or_else(|| tag.attr("val"));
                        if let Some(colour) = colour.and_then(|colour| rgb(&colour)) {
                            self.colours.insert(place.local.to_owned(), colour);
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn parse_fonts(&mut self, xml: &mut Xml<'_>) -> Result<(), Stop> {
        while let Some(place) = xml.child(3)? {
            let at = usize::from(place.local == "minorFont");
            if !["majorFont", "minorFont"].contains(&place.local) {
                continue;
            }
            while let Some(tag) = xml.child(4)? {
                if let (true, Some(name), Some(font)) =
                    (tag.local == "latin", tag.attr("typeface"), self.fonts.get_mut(at))
                {
                    *font = FontName::of(&name);
                }
            }
        }
        Ok(())
    }

    /// The font at a place such as `minorHAnsi`.
    pub(super) fn font(&self, place: &str) -> Option<FontName> {
        let [major, minor] = self.fonts;
        if place.starts_with("major") { major } else { minor }
    }

    /// The colour that a drawing or a text names.
    pub(super) fn named(&self, name: &str) -> Option<u32> {
        let (mapped, usual) = match name {
            "background1" | "bg1" => ("bg1", "lt1"),
            "background2" | "bg2" => ("bg2", "lt2"),
            "text1" | "tx1" => ("t1", "dk1"),
            "text2" | "tx2" => ("t2", "dk2"),
            other => ("", other),
        };
        let place = match self.mapping.get(mapped).map_or(usual, String::as_str) {
            "dark1" => "dk1",
            "light1" => "lt1",
            "dark2" => "dk2",
            "light2" => "lt2",
            "hyperlink" => "hlink",
            "followedHyperlink" => "folHlink",
            other => other,
        };
        self.colours.get(place).copied()
    }

    /// The colour that `tag` gives in attribute `own`, or in those that name one of the theme, made lighter or darker,
    /// which come before it.
    pub(super) fn colour(&self, tag: &Tag<'_>, own: &str, [name, tint, shade]: [&str; 3]) -> Option<u32> {
        let part = |attribute| {
            let part = tag.attr(attribute).and_then(|part| u8::from_str_radix(&part, 16).ok());
            part.map_or(1.0, |part| f32::from(part) / 255.0)
        };
        let own = || tag.attr(own).and_then(|value| rgb(&value));
        match tag.attr(name).and_then(|name| self.named(&name)) {
            Some(colour) => Some(mix(mix(colour, WHITE, part(tint)), 0, part(shade))),
            None => own(),
        }
    }
}

/// A colour as it is written: six digits, or `auto`.
pub(super) fn rgb(value: &str) -> Option<u32> {
    if value == "auto" {
        return Some(AUTOMATIC);
    }
    u32::from_str_radix(value.trim_start_matches('#'), 16).ok().filter(|colour| *colour <= WHITE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_resolved_through_the_settings_and_mixed() {
        let text = "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:themeElements>\
            <a:clrScheme><a:dk1><a:sysClr val=\"windowText\" lastClr=\"000000\"/></a:dk1><a:lt1><a:srgbClr val=\"FFFFFF\"/></a:lt1>\
            <a:accent1><a:srgbClr val=\"4472C4\"/></a:accent1></a:clrScheme><a:fontScheme><a:majorFont>\
            <a:latin typeface=\"Aptos Display\"/><a:ea typeface=\"\"/></a:majorFont><a:minorFont><a:latin typeface=\"Aptos\"/>\
            </a:minorFont></a:fontScheme></a:themeElements></a:theme>";
        let (mut theme, read) = Theme::read(text, &Limits::default());
        assert!(read.is_ok());
        assert_eq!((theme.named("background1"), theme.named("tx1")), (Some(WHITE), Some(0)));
        let font = |place: &str| theme.font(place).map(|font| font.as_str().to_owned());
        assert_eq!(
            (font("minorHAnsi"), font("majorHAnsi")),
            (Some("Aptos".into()), Some("Aptos Display".into()))
        );
        assert_eq!((theme.named("accent1"), theme.named("accent2")), (Some(0x44_72c4), None));
        theme.mapping.insert("bg1".into(), "dark1".into());
        assert_eq!(theme.named("bg1"), Some(0));
    }
}
