//! What the masters of slides paint behind them, and the layers that are not shown.

use super::{Family, Styles};
use crate::hash::{HashMap, HashSet};
use crate::read::look::{PATTERN, WHITE};
use crate::read::xml::{Ns, Stop, Tag, Xml};

/// What is known of the slides of each master.
#[derive(Debug, Default)]
pub(in crate::read) struct Masters {
    /// The one colour behind all that a slide shows, by the name of its master; none where it is not one.
    grounds: HashMap<String, Option<u32>>,
    /// Layers that are not shown.
    hidden: HashSet<String>,
}

impl Masters {
    /// True for a layer of which nothing is shown.
    pub(in crate::read::odf) fn is_hidden(&self, layer: &str) -> bool {
        self.hidden.contains(layer)
    }
}

impl Styles {
    /// Reads the masters that `styles.xml` describes, whose automatic styles must not be dropped yet.
    pub(in crate::read) fn read_masters(&mut self, xml: &mut Xml<'_>) -> Result<(), Stop> {
        let Some(_root) = xml.child(0)? else { return Ok(()) };
        while let Some(tag) = xml.child(1)? {
            if !tag.is(Ns::Office, "master-styles") {
                continue;
            }
            while let Some(tag) = xml.child(2)? {
                match (tag.ns, tag.local) {
                    (Ns::Draw, "layer-set") => self.read_layers(xml)?,
                    (Ns::Style, "master-page") => self.read_master(xml, &tag)?,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn read_layers(&mut self, xml: &mut Xml<'_>) -> Result<(), Stop> {
        while let Some(layer) = xml.child(3)? {
            if let (Some("none" | "printer"), Some(name)) =
                (layer.attr("display").as_deref(), layer.attr("name"))
            {
                self.masters.hidden.insert(name.into_owned());
            }
        }
        Ok(())
    }

    fn read_master(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<(), Stop> {
        let name = tag.attr("name").unwrap_or_default().into_owned();
        let styled = self.get(Family::Page, tag.attr("style-name").as_deref());
        let mut ground = Some(styled.text.ground.unwrap_or(WHITE)).filter(|ground| *ground != PATTERN);
        while let Some(tag) = xml.child(3)? {
            // What is no place for text of the slides lies over the ground.
            if tag.ns == Ns::Draw && tag.attr("class").is_none() {
                ground = None;
            }
        }
        self.masters.grounds.insert(name, ground);
        Ok(())
    }

    /// The one colour behind all that the slide `page` shows, where that is known.
    pub(in crate::read) fn ground_of(&mut self, page: &Tag<'_>) -> Option<u32> {
        let master = page.attr("master-page-name").unwrap_or_default();
        let of_master = self.masters.grounds.get(master.as_ref()).copied().flatten()?;
        let styled = self.get(Family::Page, page.attr("style-name").as_deref());
        match styled.text.ground {
            Some(PATTERN) => None,
            own => Some(own.unwrap_or(of_master)),
        }
    }
}
