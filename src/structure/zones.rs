//! Zones: cover, contents, body, annexes.

use super::annexes::Annexes;
use super::contents::{self, Contents};
use super::front::is_prose;
use super::headings::Mark;
use super::text::shown;
use super::{Zone, ZoneKind, sections};
use crate::document::{Block, Document, Kind};

/// The zone of every block.
pub(super) fn of(
    document: &Document,
    contents: &Contents,
    marks: &[Mark],
    annexes: Option<&Annexes>,
    front: usize,
) -> Vec<ZoneKind> {
    let mut zone_of = vec![ZoneKind::Body; document.blocks.len()];
    let mut paint = |range: std::ops::Range<usize>, kind: ZoneKind| {
        if let Some(zones) = zone_of.get_mut(range) {
            zones.fill(kind);
        }
    };
    paint(0..cover(document, contents, marks, front), ZoneKind::Cover);
    if let Some(part) = annexes {
        paint(part.blocks.clone(), ZoneKind::Annexes);
    }
    for table in &contents.tables {
        // A table of the annexes that stands among them is part of them.
        if !annexes
            .iter()
            .any(|part| part.blocks.start < table.blocks.start && part.blocks.contains(&table.blocks.start))
        {
            paint(table.blocks.clone(), ZoneKind::Contents);
        }
    }
    zone_of
}

/// One behind the last block of the cover: at least `front`, and all that precedes the contents and the first heading
/// where it is no prose.
fn cover(document: &Document, contents: &Contents, marks: &[Mark], front: usize) -> usize {
    let blocks = &document.blocks;
    let first_contents = contents.tables.first().map_or(usize::MAX, |table| table.blocks.start);
    let first_heading = marks.first().map_or(usize::MAX, |mark| mark.block);
    let limit = first_contents.min(first_heading);
    match blocks.get(..limit) {
        Some(before) if limit > front && !is_prose(before) => limit,
        _ => front,
    }
}

/// Runs of blocks of one zone, blank and out-of-flow blocks aside.
pub(super) fn runs(
    document: &Document,
    zone_of: &[ZoneKind],
    annexes: Option<&Annexes>,
    marks: &[Mark],
) -> Vec<Zone> {
    let mut zones: Vec<Zone> = Vec::new();
    for (at, &kind) in zone_of.iter().enumerate() {
        match zones.last_mut() {
            Some(zone) if zone.kind == kind => zone.blocks.end = at + 1,
            _ => zones.push(Zone {
                kind,
                blocks: at..at + 1,
                heading: None,
                first_page: None,
                last_page: None,
                line: None,
                confidence: 0.8,
            }),
        }
    }
    for zone in &mut zones {
        fill(zone, document, annexes, marks);
    }
    stretch_over_pages_without_text(&mut zones, document);
    zones
}

/// Tells the pages of the zones anew, after those of the blocks have changed.
pub(super) fn paginate(zones: &mut [Zone], document: &Document) {
    for zone in zones.iter_mut() {
        place(zone, document);
    }
    stretch_over_pages_without_text(zones, document);
}

/// The pages of a zone by those of its blocks.
fn place(zone: &mut Zone, document: &Document) {
    let blocks = document.blocks.get(zone.blocks.clone()).unwrap_or_default();
    let pages = || blocks.iter().filter(|block| block.in_flow()).filter_map(|block| block.place.page);
    zone.first_page = pages().next();
    zone.last_page = pages().next_back();
}

/// Pages without text belong to the zone before them: the last one ends with the document, the others where the next
/// begins.
fn stretch_over_pages_without_text(zones: &mut [Zone], document: &Document) {
    let mut next = document.pages.own().map(|pages| pages + 1);
    for zone in zones.iter_mut().rev() {
        if let (Some(next), Some(last)) = (next, zone.last_page) {
            zone.last_page = Some(last.max(next.saturating_sub(1)));
        }
        // A zone that begins under other text shares its page.
        next = zone.first_page.filter(|_| document.pages.own().is_some()).or(next);
    }
    for i in 1..zones.len() {
        let shared = zones.get(i).is_some_and(|zone| !opens_page(document, zone));
        let first = zones.get(i).and_then(|zone| zone.first_page);
        if let (true, Some(first), Some(before)) = (shared, first, zones.get_mut(i - 1)) {
            before.last_page = before.last_page.map(|last| last.max(first));
        }
    }
}

/// True where nothing of the text stands above `zone` on its first page.
pub(crate) fn opens_page(document: &Document, zone: &Zone) -> bool {
    let blocks = &document.blocks;
    let Some(first) = blocks.get(zone.blocks.start) else { return true };
    if first.cues.starts_page {
        return true;
    }
    let seen = |block: &&Block| block.in_flow() && (!block.is_blank() || block.kind == Kind::Image);
    match blocks.get(..zone.blocks.start).unwrap_or_default().iter().rev().find(seen) {
        Some(above) => {
            matches!((above.place.page, first.place.page), (Some(before), Some(at)) if before < at)
        }
        None => true,
    }
}

fn fill(zone: &mut Zone, document: &Document, annexes: Option<&Annexes>, marks: &[Mark]) {
    let blocks = document.blocks.get(zone.blocks.clone()).unwrap_or_default();
    let flow = || blocks.iter().filter(|block| block.in_flow());
    place(zone, document);
    zone.line = flow().find_map(|block| block.place.line);
    let opener = (zone.blocks.clone()).zip(blocks).find(|(_, block)| block.in_flow() && !block.is_blank());
    zone.heading = opener.filter(|_| zone.kind != ZoneKind::Cover).and_then(|(at, block)| match block.kind {
        Kind::Heading(_) => {
            marks.iter().find(|mark| mark.block == at).map(|mark| sections::heading(block, mark))
        }
        Kind::Contents => contents::is_named(block).then(|| shown(block, 300)),
        _ => None,
    });
    if let Some(part) =
        annexes.filter(|part| part.blocks.start == zone.blocks.start && zone.kind == ZoneKind::Annexes)
    {
        zone.heading = Some(part.heading.clone());
        zone.confidence = part.confidence;
    }
}
