//! Zones: cover, contents, body, annexes.

use super::annexes::Annexes;
use super::contents::Contents;
use super::headings::Mark;
use super::text::{shown, weight};
use super::{Zone, ZoneKind};
use crate::document::{Block, Document, Kind};

/// The zone of every block.
pub(super) fn of(
    document: &Document,
    contents: &Contents,
    marks: &[Mark],
    annexes: Option<&Annexes>,
) -> Vec<ZoneKind> {
    let mut zone_of = vec![ZoneKind::Body; document.blocks.len()];
    let mut paint = |range: std::ops::Range<usize>, kind: ZoneKind| {
        if let Some(zones) = zone_of.get_mut(range) {
            zones.fill(kind);
        }
    };
    paint(0..cover(document, contents, marks), ZoneKind::Cover);
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

/// One behind the last block of the cover: what precedes the contents and the first heading, where it is no prose.
fn cover(document: &Document, contents: &Contents, marks: &[Mark]) -> usize {
    let blocks = &document.blocks;
    let first_contents = contents.tables.first().map_or(usize::MAX, |table| table.blocks.start);
    let first_heading = marks.first().map_or(usize::MAX, |mark| mark.block);
    let second_page = blocks.iter().position(|block| block.place.page.is_some_and(|page| page > 1));
    let limit = first_contents.min(first_heading);
    let limit = match second_page {
        // A declared heading on the first page of a cover is its title.
        Some(page) if limit == usize::MAX => page,
        _ => limit,
    };
    if limit > blocks.len() {
        return 0;
    }
    let before = |end: usize| blocks.get(..end).unwrap_or_default();
    if !is_prose(before(limit)) {
        return limit;
    }
    second_page.filter(|&page| page < limit && !is_prose(before(page))).unwrap_or(0)
}

/// True where `blocks` read like text rather than like the lines of a cover: a long paragraph, two sentences, or much
/// of anything.
pub(super) fn is_prose(blocks: &[Block]) -> bool {
    let (mut all, mut sentences) = (0, 0);
    for block in blocks.iter().filter(|block| block.in_flow()) {
        let weight = weight(block);
        all += weight;
        let full_stop = || block.runs.last().is_some_and(|run| run.text.trim_end().ends_with('.'));
        sentences += usize::from(weight > 100 && full_stop());
        if weight > 300 || sentences > 1 || all > 1500 {
            return true;
        }
    }
    false
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
