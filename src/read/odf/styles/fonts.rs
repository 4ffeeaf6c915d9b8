//! The fonts that a document declares, by the names that styles have for them.

use crate::hash::HashMap;
use crate::read::appearance::FontName;
use crate::read::look::is_monospace_font;
use crate::read::xml::{Ns, Stop, Tag, Xml};

/// The declared fonts.
#[derive(Debug, Default)]
pub(super) struct Fonts(HashMap<String, Font>);

#[derive(Debug)]
struct Font {
    is_monospace: bool,
    name: Option<FontName>,
}

impl Fonts {
    /// Reads the innermost element as an `office:font-face-decls`.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Stop> {
        let depth = xml.depth();
        while let Some(tag) = xml.child(depth)? {
            if let (true, Some(name)) = (tag.is(Ns::Style, "font-face"), tag.attr("name")) {
                let is_monospace = tag.attr("font-pitch").as_deref() == Some("fixed")
                    || is_monospace_font(&name)
                    || tag.attr("font-family").is_some_and(|family| is_monospace_font(&family));
                let family = tag.attr("font-family").and_then(|family| FontName::of(&family));
                self.0.insert(name.into_owned(), Font { is_monospace, name: family });
            }
        }
        Ok(())
    }

    /// Whether the font that a `style:text-properties` names is of fixed width; none where it names none.
    pub(super) fn is_monospace(&self, tag: &Tag<'_>) -> Option<bool> {
        if let Some(name) = tag.attr("font-name") {
            let declared = self.0.get(name.as_ref());
            return Some(declared.map_or_else(|| is_monospace_font(&name), |font| font.is_monospace));
        }
        tag.attr("font-family").map(|family| is_monospace_font(&family))
    }

    /// The font that a `style:text-properties` names.
    pub(super) fn name(&self, tag: &Tag<'_>) -> Option<FontName> {
        match tag.attr("font-name") {
            Some(name) => {
                self.0.get(name.as_ref()).and_then(|font| font.name).or_else(|| FontName::of(&name))
            }
            None => FontName::of(&tag.attr("font-family")?),
        }
    }
}
