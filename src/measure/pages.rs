//! Pages: by the best method at hand, always with value, interval and method.

use super::{PageMeasure, PageMethod};
use super::{estimate, slides};
use crate::document::{Kind, LaidOut, Layouter, PageFacts, Recorded};
use crate::structure::{Structure, Zone, ZoneKind};

/// The four page figures of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pages {
    pub(super) total: Option<PageMeasure>,
    pub(super) body: Option<PageMeasure>,
    pub(super) body_without_cover_and_contents: Option<PageMeasure>,
    pub(super) annexes: Option<PageMeasure>,
}

/// Pages of `structure`, whose counted text has `characters` characters.
pub(super) fn of(structure: &Structure, characters: usize) -> Pages {
    let total = total(structure, characters);
    let Some(total) = total else {
        return Pages::default();
    };
    let annexes = structure.annexes().map(|zone| annex_pages(structure, zone, &total));
    let body = match &annexes {
        None => total.clone(),
        Some(annexes) => body_pages(structure, annexes, &total),
    };
    let body_without = without_front(structure, &body);
    Pages {
        body: Some(body),
        body_without_cover_and_contents: Some(body_without),
        annexes,
        total: Some(total),
    }
}

/// What an estimate of a laid out text may be off by: the least and the most, as factors.
const LAID_OUT: (f64, f64) = (0.8, 1.57);

/// Pages in all.
fn total(structure: &Structure, characters: usize) -> Option<PageMeasure> {
    let facts = &structure.document.pages;
    if let Some(pages) = facts.exact {
        let method = if facts.counted_slides { PageMethod::Slides } else { PageMethod::Pdf };
        return Some(exactly(pages, method));
    }
    if let Some(LaidOut { pages, low, high, by }) = facts.laid_out {
        let method = match by {
            Layouter::TwinPdf => PageMethod::TwinPdf,
            Layouter::LibreOffice => PageMethod::LibreOffice,
        };
        return Some(PageMeasure { value: pages, low, high, method });
    }
    if facts.slides {
        return slides::of(structure);
    }
    let rendered = facts.by_rendered_breaks;
    let estimate = estimate::pages(structure);
    let room = room(structure);
    let said =
        facts.recorded.as_ref().filter(|said| room.as_ref().is_none_or(|room| said.pages <= room.high));
    if let Some(pages) = said.and_then(|said| believed(said, rendered, estimate, characters)) {
        return Some(pages);
    }
    if let Some(n) = rendered.filter(|&n| n > 1) {
        let marked = within(n, 0.9, 1.5, PageMethod::RenderedBreaks);
        // Marks of more pages than the text fills: they may be true, and are no lower bound.
        let low = room.filter(|room| n > room.high).map_or(marked.low, |room| room.low.min(marked.low));
        return Some(PageMeasure { low, ..marked });
    }
    // Without any layout (Markdown), line spacing, margins and picture sizes are still to be chosen: the référentiels
    // themselves reckon with pages of a third of what a close-set page holds.
    let laid_out = facts.body_size.is_some() || facts.text_height.is_some();
    let (low, high) = if laid_out { LAID_OUT } else { (0.6, 2.6) };
    estimate.map(|n| within(n, low, high, PageMethod::Estimate))
}

/// The fewest and the most pages that the text, the pictures and the breaks of `structure` fill. Pictures beside the text
/// take room that nobody knows.
fn room(structure: &Structure) -> Option<PageMeasure> {
    /// Pages that an estimate is off by however short the text, and pictures that fill one more.
    const SLACK: u32 = 2;
    const PICTURES: usize = 4;
    let facts = &structure.document.pages;
    let pictures = structure.document.blocks.iter().filter(|block| block.kind == Kind::Image).count();
    let filled = within(estimate::filled(structure)?, LAID_OUT.0, LAID_OUT.1, PageMethod::Estimate);
    let beside = u32::try_from(pictures / PICTURES).unwrap_or(u32::MAX);
    let more = SLACK.saturating_add(beside).saturating_add(facts.explicit_breaks);
    Some(PageMeasure { high: filled.high.saturating_add(more), ..filled })
}

/// Where the file marks more pages than its text, pictures and breaks fill: how many it marks, and how many these may.
pub fn marked_beyond(structure: &Structure) -> Option<(u32, PageMeasure)> {
    let facts = &structure.document.pages;
    let marked = facts.by_rendered_breaks.filter(|_| facts.own().is_none() && !facts.slides)?;
    let room = room(structure)?;
    (marked > room.high).then_some((marked, room))
}

/// The recorded number, where Word or LibreOffice wrote it and nothing in the file speaks against it. A number of 1 is
/// the usual sign of a file that was never laid out before it was saved.
fn believed(
    said: &Recorded,
    rendered: Option<u32>,
    estimate: Option<u32>,
    characters: usize,
) -> Option<PageMeasure> {
    let application = said.application.as_deref().unwrap_or_default().to_ascii_lowercase();
    if !(application.contains("word")
        || application.contains("libreoffice")
        || application.contains("openoffice"))
    {
        return None;
    }
    // What the program counted beside the pages tells of which text they are: a converter copies both from its template.
    if said.characters.is_some_and(|said| 2 * characters > 3 * said || said > 2 * characters) {
        return None;
    }
    let pages = said.pages;
    let by_office = application.contains("office/");
    let likely = estimate.map(|n| within(n, LAID_OUT.0, LAID_OUT.1, PageMethod::Estimate));
    let fits = match (pages, rendered) {
        (0, _) => false,
        (1, Some(n)) if n > 1 => false,
        (1, _) => characters <= 6000,
        // LibreOffice counts and marks the pages of a text only as far as it was laid out last, and a conversion without
        // a window ends before the layout does: its marks bound the number from below, and so does the text.
        (pages, marked) if by_office => {
            marked.is_none_or(|n| n <= pages + 1)
                && likely.as_ref().is_none_or(|likely| (likely.low..=likely.high + 1).contains(&pages))
        }
        (pages, Some(n)) if n > 1 => n <= pages + 1 && f64::from(pages) <= 1.35 * f64::from(n) + 1.0,
        (pages, _) => estimate.is_none_or(|n| pages <= 2 * n + 2 && n <= 2 * pages + 2),
    };
    // Without a window, or marks that reach the last pages, nothing shows that the layout ended.
    let ended = !by_office || said.shown || pages == 1 || rendered.is_some_and(|n| n * 10 >= pages * 7);
    let high = likely.filter(|_| !ended).map_or(pages, |likely| likely.high.max(pages));
    fits.then_some(PageMeasure { value: pages, low: pages, high, method: PageMethod::Recorded })
}

/// Pages of the annexes: from the page they begin on to the end, or to the text that follows them.
fn annex_pages(structure: &Structure, zone: &Zone, total: &PageMeasure) -> PageMeasure {
    let place = Span::of(structure, zone, total);
    let pages = |first: u32| place.last.saturating_sub(first) + 1;
    let value = pages(place.first.value).min(total.value);
    let high = (pages(place.first.low) + (total.high - total.value)).min(total.high);
    PageMeasure {
        value,
        low: pages(place.first.high).min(total.low),
        high: by_text(structure, zone, total).map_or(high, |most| high.min(most).max(value)),
        method: total.method,
    }
}

/// The most pages that `zone` takes by its share of the text, where nothing tells pages and it has no pictures, whose
/// size is not known: a page more, since it may begin and end in the middle of one.
fn by_text(structure: &Structure, zone: &Zone, total: &PageMeasure) -> Option<u32> {
    let blocks = structure.blocks(zone.blocks.clone());
    if total.method != PageMethod::Estimate || blocks.iter().any(|block| block.kind == Kind::Image) {
        return None;
    }
    let before = |block| estimate::share_before(structure, block);
    let share = (before(zone.blocks.end) - before(zone.blocks.start)).max(0.0);
    Some((share * f64::from(total.high)).ceil() as u32 + 1)
}

/// Pages that are no annexes. A page on which the annexes begin under other text belongs to both.
fn body_pages(structure: &Structure, annexes: &PageMeasure, total: &PageMeasure) -> PageMeasure {
    let shared = structure.annexes().map_or(0, |zone| u32::from(!structure.opens_page(zone)));
    let less = |total: u32, annexes: u32| total.saturating_sub(annexes.saturating_sub(shared)).max(1);
    let loose = total.method == PageMethod::Recorded && !total.is_exact();
    if loose || matches!(total.method, PageMethod::Estimate | PageMethod::RenderedBreaks) {
        // Body and annexes are off by the same factor, so the interval of the body is the total's, scaled.
        let value = less(total.value, annexes.value);
        let scaled =
            |end: u32| (f64::from(value) * f64::from(end) / f64::from(total.value.max(1))).round() as u32;
        let (low, high) = (scaled(total.low).max(1), scaled(total.high).min(total.high));
        return PageMeasure { value, low: low.min(value), high: high.max(value), method: total.method };
    }
    PageMeasure {
        value: less(total.value, annexes.value),
        low: less(total.low, annexes.high.min(total.low)),
        high: less(total.high, annexes.low),
        method: total.method,
    }
}

/// Where annexes begin and end, in pages of the total.
struct Span {
    first: PageMeasure,
    last: u32,
}

impl Span {
    fn of(structure: &Structure, zone: &Zone, total: &PageMeasure) -> Self {
        let facts = &structure.document.pages;
        let ends_with_document = zone.blocks.end >= structure.document.blocks.len();
        if facts.own().is_some() {
            let first = zone.first_page.unwrap_or(total.value);
            let last = if ends_with_document { total.value } else { zone.last_page.unwrap_or(total.value) };
            return Self { first: exactly(first, total.method), last };
        }
        let first = first_page(structure, zone, facts, total);
        let last = match zone.last_page.filter(|_| facts.by_rendered_breaks.is_some()) {
            _ if ends_with_document => total.value,
            Some(page) => rescaled(page, facts, total),
            None => by_share(structure, zone.blocks.end, total),
        };
        Self { last: last.max(first.value), first }
    }
}

/// The page a zone begins on where the format has no pages: the number that the contents print beside the page marks
/// rescaled to the total; certain only where both agree.
fn first_page(structure: &Structure, zone: &Zone, facts: &PageFacts, total: &PageMeasure) -> PageMeasure {
    let by_marks = zone
        .first_page
        .filter(|_| facts.by_rendered_breaks.is_some())
        .map(|page| rescaled(page, facts, total))
        .unwrap_or_else(|| by_share(structure, zone.blocks.start, total));
    let slack = 2 + total.value / 20;
    let around = |low: u32, value: u32, high: u32| PageMeasure {
        value: value.clamp(1, total.value),
        low: low.clamp(1, total.value),
        high: high.clamp(1, total.value),
        method: total.method,
    };
    match structure.printed_page(zone) {
        Some(page) if page == by_marks && total.is_exact() => around(page, page, page),
        Some(page) if page <= total.high => {
            let (low, high) = (page.min(by_marks), page.max(by_marks));
            around(low.saturating_sub(1), by_marks, high + 1)
        }
        _ => around(by_marks.saturating_sub(slack), by_marks, by_marks + slack),
    }
}

/// A page by the file's page marks on the scale of the total.
fn rescaled(page: u32, facts: &PageFacts, total: &PageMeasure) -> u32 {
    let marked = facts.by_rendered_breaks.unwrap_or(total.value).max(1);
    let share = f64::from(page.saturating_sub(1)) / f64::from(marked);
    1 + (share * f64::from(total.value)).round() as u32
}

/// The page of a block from the share of the estimated height that stands before it.
fn by_share(structure: &Structure, block: usize, total: &PageMeasure) -> u32 {
    let share = estimate::share_before(structure, block);
    1 + (share * f64::from(total.value)).floor() as u32
}

/// `body` less the pages on which nothing but cover and contents stands, where pages are exact; else by their share of
/// the text.
fn without_front(structure: &Structure, body: &PageMeasure) -> PageMeasure {
    let front = front_pages(structure);
    if front == 0 && !tells_pages(structure) {
        return without_unplaced_front(structure, body);
    }
    let sure = body.method.is_sure();
    let slack = u32::from(!sure && front > 0);
    PageMeasure {
        value: body.value.saturating_sub(front).max(1),
        low: body.low.saturating_sub(front + slack).max(1),
        high: body.high.saturating_sub(front.saturating_sub(slack)).max(1),
        method: body.method,
    }
}

/// True where the text says on which page it stands.
fn tells_pages(structure: &Structure) -> bool {
    let pages = structure.document.blocks.iter().filter_map(|block| block.place.page);
    pages.max().is_some_and(|last| last > 1)
}

/// [`without_front`] where nothing says on which page a text stands: the cover has a page, the contents as many as their
/// lines fill, and one more page at the most is theirs; or they stand on one with something else.
fn without_unplaced_front(structure: &Structure, body: &PageMeasure) -> PageMeasure {
    /// Lines of contents on a page.
    const LINES: usize = 45;
    let lines = |kind: ZoneKind| {
        let zones = structure.document.blocks.iter().zip(&structure.zone_of);
        zones.filter(|(block, zone)| **zone == kind && block.in_flow() && !block.is_blank()).count()
    };
    let cover = u32::from(lines(ZoneKind::Cover) > 0);
    let contents = lines(ZoneKind::Contents).div_ceil(LINES) as u32;
    let likely = cover + contents;
    PageMeasure {
        value: body.value.saturating_sub(likely).max(1),
        low: body.low.saturating_sub(likely + u32::from(likely > 0)).max(1),
        high: body.high,
        method: body.method,
    }
}

/// Number of pages that hold cover or contents and nothing else of the text.
fn front_pages(structure: &Structure) -> u32 {
    let (mut pages, mut page, mut front, mut other) = (0, 0, false, false);
    for (block, zone) in structure.document.blocks.iter().zip(&structure.zone_of) {
        let Some(at) = block.place.page else { continue };
        if !block.in_flow() || block.is_blank() {
            continue;
        }
        if at != page {
            pages += u32::from(front && !other);
            (page, front, other) = (at, false, false);
        }
        match zone {
            ZoneKind::Cover | ZoneKind::Contents => front = true,
            ZoneKind::Body | ZoneKind::Annexes => other = true,
        }
    }
    pages + u32::from(front && !other)
}

fn exactly(pages: u32, method: PageMethod) -> PageMeasure {
    PageMeasure { value: pages, low: pages, high: pages, method }
}

fn within(n: u32, low: f64, high: f64, method: PageMethod) -> PageMeasure {
    let n = n.max(1);
    PageMeasure {
        value: n,
        low: ((f64::from(n) * low).floor() as u32).max(1),
        high: (f64::from(n) * high).ceil() as u32,
        method,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_an_unfinished_layout_is_not_believed() {
        let said = |pages, shown| Recorded {
            pages,
            characters: None,
            application: Some("LibreOffice/7.4".into()),
            shown,
        };
        for (pages, marked, expected, unseen) in [
            (27, Some(26), Some(27), Some(27)),
            (27, None, Some(27), Some(40)),
            (30, Some(12), Some(30), Some(40)),
            (15, None, None, None),
            (15, Some(15), None, None),
            (60, None, None, None),
            (20, Some(25), None, None),
        ] {
            let most = |shown| believed(&said(pages, shown), marked, Some(25), 25_000).map(|it| it.high);
            assert_eq!((most(true), most(false)), (expected, unseen), "{pages} {marked:?}");
        }
    }

    #[test]
    fn a_recorded_number_is_believed_where_it_was_counted_on_this_text() {
        let said = |characters| Recorded {
            pages: 1,
            characters,
            application: Some("Microsoft Word".into()),
            shown: false,
        };
        for (recorded, counted, expected) in [
            (None, 3500, Some(1)),
            (Some(3400), 3500, Some(1)),
            (Some(475), 3500, None),
            (Some(7100), 3500, None),
        ] {
            let believed = believed(&said(recorded), None, Some(1), counted).map(|it| it.value);
            assert_eq!(believed, expected, "{recorded:?}");
        }
    }
}
