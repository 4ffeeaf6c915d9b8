//! PPTX: PresentationML in a package.

mod walk;

use std::rc::Rc;

use super::backdrop::Backdrops;
use super::deck::Slide;
use super::scene::Scene;
use super::shapes::EMU;
use crate::document::Block;
use crate::hash::HashSet;
use crate::read::Unreadable;
use crate::read::opc::{self, Relationships};
use crate::read::package::Package;
use crate::read::xml::{Ns, Stop, Xml};
use walk::Walk;

/// Reads the slides in the order they are shown.
///
/// # Errors
/// Where there is no presentation in the package or a bound is reached.
pub(super) fn read(package: &mut Package<'_>) -> Result<Vec<Slide>, Unreadable> {
    let main = opc::main_part(package, "ppt", "presentation.xml")?
        .ok_or_else(|| Unreadable::Damaged("la liste des diapositives manque dans le fichier".into()))?;
    let rels = Relationships::of(package, &main)?;
    let text = package.text(&main)?.unwrap_or_default();
    let mut list = List::default();
    let end = list.read(&mut Xml::new(&text, package.limits()));
    package.survive(&main, end)?;
    let List { ids, size } = list;
    let mut backdrops = Backdrops::default();
    if ids.len() > package.limits().pages {
        return Err(package.limits().over("pages"));
    }
    let mut slides = Vec::with_capacity(ids.len());
    let (mut table_count, mut characters) = (0, 0);
    let mut seen = HashSet::default();
    for name in ids.iter().filter_map(|id| rels.by_id(id)) {
        // Every slide is listed once; what is listed again is not read again.
        if !seen.insert(name) {
            package.note_damage(&main);
            continue;
        }
        let slide = read_slide(package, name, &mut table_count, size, &mut backdrops)?;
        characters +=
            slide.blocks.iter().flat_map(|block| &block.runs).map(|run| run.text.len()).sum::<usize>();
        // A letter has four bytes at the most.
        if characters / 4 > package.limits().characters {
            return Err(package.limits().over("characters"));
        }
        slides.push(slide);
    }
    Ok(slides)
}

/// What the presentation says of its slides.
#[derive(Default)]
struct List {
    /// Ids of the relationships to them, in order.
    ids: Vec<String>,
    /// Width and height of each in points.
    size: Option<(f32, f32)>,
}

impl List {
    fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Stop> {
        let Some(_root) = xml.child(0)? else { return Ok(()) };
        while let Some(tag) = xml.child(1)? {
            if tag.is(Ns::P, "sldSz") {
                let side = |name| tag.number::<f32>(name).map(|emu| emu / EMU).filter(|side| *side > 0.0);
                self.size = side("cx").zip(side("cy"));
            }
            if !tag.is(Ns::P, "sldIdLst") {
                continue;
            }
            while let Some(slide) = xml.child(2)? {
                self.ids.extend(slide.prefixed("id").map(Into::into));
            }
        }
        Ok(())
    }
}

fn read_slide(
    package: &mut Package<'_>,
    name: &str,
    table_count: &mut u32,
    size: Option<(f32, f32)>,
    backdrops: &mut Backdrops,
) -> Result<Slide, Unreadable> {
    let Some(text) = package.text(name)? else {
        package.note_damage(name);
        return Ok(Slide::default());
    };
    let rels = Relationships::of(package, name)?;
    let backdrop = match text.contains("overrideClrMapping") {
        false => backdrops.of(package, &rels)?,
        // It calls colours by other names than its master.
        true => Rc::default(),
    };
    let mut xml = Xml::new(&text, package.limits());
    let mut walk = Walk::new(&mut xml, *table_count, false);
    walk.scene = Scene::new(&backdrop, size, &text);
    let end = walk.run();
    *table_count = walk.table_count;
    let mut slide = Slide { hidden: walk.hidden_slide, blocks: walk.flow.into_blocks().collect() };
    package.survive(name, end)?;
    // The text of a diagram stands in a part of its own, as it is drawn.
    for diagram in rels.all_by_kind("diagramDrawing") {
        slide.blocks.extend(read_beside(package, diagram, false)?);
    }
    if let Some(notes) = rels.by_kind("notesSlide") {
        slide.blocks.extend(read_beside(package, notes, true)?);
    }
    Ok(slide)
}

/// The blocks of a part that belongs to a slide.
fn read_beside(package: &mut Package<'_>, name: &str, notes: bool) -> Result<Vec<Block>, Unreadable> {
    let Some(text) = package.text(name)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(&text, package.limits());
    let mut walk = Walk::new(&mut xml, 0, notes);
    let end = walk.run();
    let blocks = walk.flow.into_blocks().collect();
    package.survive(name, end)?;
    Ok(blocks)
}
