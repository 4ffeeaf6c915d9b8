//! Zones: cover, contents, body, annexes.

use super::annexes::Annexes;
use super::contents::Contents;
use super::front::is_prose;
use super::headings::Mark;
use super::text::shown;
use super::{Zone, ZoneKind};
use crate::document::{Document, Kind};

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
pub(super) fn runs(document: &Document, zone_of: &[ZoneKind], annexes: Option<&Annexes>) -> Vec<Zone> {
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
        fill(zone, document, annexes);
    }
    zones
}

fn fill(zone: &mut Zone, document: &Document, annexes: Option<&Annexes>) {
    let blocks = document.blocks.get(zone.blocks.clone()).unwrap_or_default();
    let flow = || blocks.iter().filter(|block| block.in_flow());
    let pages = || flow().filter_map(|block| block.place.page);
    zone.first_page = pages().next();
    zone.last_page = pages().next_back();
    zone.line = flow().find_map(|block| block.place.line);
    let opener = flow().find(|block| !block.is_blank());
    zone.heading = opener
        .filter(|block| {
            matches!(block.kind, Kind::Heading(_) | Kind::Contents) && zone.kind != ZoneKind::Cover
        })
        .map(|block| shown(block, 300));
    if let Some(part) =
        annexes.filter(|part| part.blocks.start == zone.blocks.start && zone.kind == ZoneKind::Annexes)
    {
        zone.heading = Some(part.heading.clone());
        zone.confidence = part.confidence;
    }
}
