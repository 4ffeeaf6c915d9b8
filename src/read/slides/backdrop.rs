//! What lies behind the shapes of a PPTX slide: the colours of its theme, and the ground that its master and its layout paint.

use std::rc::Rc;

use crate::hash::HashMap;
use crate::read::opc::Relationships;
use crate::read::package::Package;
use crate::read::paint::Paint;
use crate::read::theme::Theme;
use crate::read::xml::{Ns, Stop, Tag, Xml};
use crate::read::{Limits, Unreadable};

/// What slides of one layout stand on.
#[derive(Debug, Default)]
pub(super) struct Backdrop {
    pub(super) theme: Theme,
    /// The one colour behind all shapes; none where that is not known.
    pub(super) ground: Option<u32>,
}

/// The backdrops met so far, by the part of their layout.
#[derive(Debug, Default)]
pub(super) struct Backdrops(HashMap<String, Rc<Backdrop>>);

/// What a layout or a master says of itself.
#[derive(Debug, Default)]
struct Sheet {
    ground: Option<Option<u32>>,
    /// Something of its own lies over its ground.
    pictured: bool,
    /// It names colours in another way than its master.
    renamed: bool,
}

impl Backdrops {
    /// The backdrop of the slide that has these relationships.
    pub(super) fn of(
        &mut self,
        package: &mut Package<'_>,
        slide: &Relationships,
    ) -> Result<Rc<Backdrop>, Unreadable> {
        let Some(layout) = slide.by_kind("slideLayout") else { return Ok(Rc::default()) };
        if let Some(known) = self.0.get(layout) {
            return Ok(Rc::clone(known));
        }
        let backdrop = Rc::new(read(package, layout)?);
        self.0.insert(layout.to_owned(), Rc::clone(&backdrop));
        Ok(backdrop)
    }
}

fn read(package: &mut Package<'_>, layout: &str) -> Result<Backdrop, Unreadable> {
    let rels = Relationships::of(package, layout)?;
    let Some(master) = rels.by_kind("slideMaster") else { return Ok(Backdrop::default()) };
    let rels = Relationships::of(package, master)?;
    let mut theme = match rels.by_kind("theme") {
        Some(part) => {
            let text = package.text(part)?.unwrap_or_default();
            let (theme, read) = Theme::read(&text, package.limits());
            package.survive(part, read)?;
            theme
        }
        None => Theme::default(),
    };
    let master = sheet(package, master, &mut theme)?;
    let layout = sheet(package, layout, &mut theme)?;
    let ground = layout.ground.or(master.ground).flatten();
    let plain = !(master.pictured || layout.pictured || layout.renamed);
    Ok(Backdrop { ground: ground.filter(|_| plain), theme })
}

fn sheet(package: &mut Package<'_>, part: &str, theme: &mut Theme) -> Result<Sheet, Unreadable> {
    let text = package.text(part)?.unwrap_or_default();
    // The names of colours stand behind what they paint.
    let end = names(&mut Xml::new(&text, package.limits()), theme);
    package.survive(part, end)?;
    let mut sheet = Sheet::default();
    let end = sheet.read(&text, package.limits(), theme);
    package.survive(part, end)?;
    Ok(sheet)
}

/// Takes what a master calls the colours of its theme.
fn names(xml: &mut Xml<'_>, theme: &mut Theme) -> Result<(), Stop> {
    let Some(_root) = xml.child(0)? else { return Ok(()) };
    while let Some(tag) = xml.child(1)? {
        if !tag.is(Ns::P, "clrMap") {
            continue;
        }
        for (attribute, place) in [("bg1", "bg1"), ("tx1", "t1"), ("bg2", "bg2"), ("tx2", "t2")] {
            if let Some(name) = tag.attr(attribute) {
                theme.mapping.insert(place.to_owned(), name.into_owned());
            }
        }
    }
    Ok(())
}

/// The ground that a `p:bg`, the innermost element, paints; none within where it is no plain colour.
pub(super) fn ground(xml: &mut Xml<'_>, theme: &Theme) -> Result<Option<u32>, Stop> {
    let depth = xml.depth();
    let mut paint = Paint::default();
    while let Some(tag) = xml.child(depth)? {
        // From 1002 on the fill of the theme is a gradient or a picture.
        let plain = tag.local == "bgPr" || tag.number::<u32>("idx").is_some_and(|idx| idx == 1001);
        if tag.local == "bgRef" && plain {
            paint.refer();
        } else if plain {
            paint.take(&tag, theme);
        }
        take_all(xml, &mut paint, theme)?;
    }
    Ok(paint.colour())
}

/// Takes what the innermost element says of a fill, however deep.
fn take_all(xml: &mut Xml<'_>, paint: &mut Paint, theme: &Theme) -> Result<(), Stop> {
    let depth = xml.depth();
    while let Some(tag) = xml.child(depth)? {
        paint.take(&tag, theme);
        if depth < DEEP {
            take_all(xml, paint, theme)?;
        }
    }
    Ok(())
}

/// Elements within each other that a fill goes down to.
const DEEP: usize = 20;

impl Sheet {
    fn read(&mut self, text: &str, limits: &Limits, theme: &Theme) -> Result<(), Stop> {
        let mut xml = Xml::new(text, limits);
        let Some(_root) = xml.child(0)? else { return Ok(()) };
        while let Some(tag) = xml.child(1)? {
            if tag.local == "clrMapOvr" {
                while let Some(tag) = xml.child(2)? {
                    self.renamed |= tag.local == "overrideClrMapping";
                }
            }
            if !tag.is(Ns::P, "cSld") {
                continue;
            }
            while let Some(tag) = xml.child(2)? {
                match tag.local {
                    "bg" => self.ground = Some(ground(&mut xml, theme)?),
                    "spTree" => {
                        while let Some(tag) = xml.child(3)? {
                            self.take_shape(&mut xml, &tag, theme)?;
                        }
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// A shape that is no place for text of the slides, or that paints such a place, lies over the ground.
    fn take_shape(&mut self, xml: &mut Xml<'_>, tag: &Tag<'_>, theme: &Theme) -> Result<(), Stop> {
        match tag.local {
            "sp" => {}
            "nvGrpSpPr" | "grpSpPr" | "extLst" | "cxnSp" => return Ok(()),
            _ => {
                self.pictured = true;
                return Ok(());
            }
        }
        let mut paint = Paint::default();
        let mut place = false;
        while let Some(tag) = xml.child(4)? {
            let properties = matches!(tag.local, "spPr" | "style");
            if properties {
                paint.take(&tag, theme);
                take_all(xml, &mut paint, theme)?;
            } else if tag.local == "nvSpPr" {
                while let Some(tag) = xml.child(5)? {
                    if tag.local == "nvPr" {
                        while let Some(tag) = xml.child(6)? {
                            place |= tag.local == "ph";
                        }
                    }
                }
            }
        }
        self.pictured |= !place || paint.paints();
        Ok(())
    }
}
