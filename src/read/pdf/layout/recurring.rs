//! Lines that come back at the edge of pages. Running heads and feet are written before or after the text of their page,
//! often in its own type and right beside it: without a look at the other pages they are taken for its first or last line.

use super::lines::Line;

/// Lines at each edge of a page that are looked at.
const OUTERMOST: usize = 3;
/// How far from its edge such a line stands, as a part of the page's height.
const BAND: f64 = 0.16;
/// How far its place may differ from page to page, in points.
const DRIFT: f32 = 2.0;
/// Characters of the longest.
const LONGEST: usize = 160;

/// A line at an edge.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    top: bool,
    text: String,
    page: usize,
    line: usize,
}

/// Marks the lines of `pages`, each with its height, that stand at the same place of two pages or more.
pub(crate) fn mark(pages: &mut [(&mut [Line], f64)]) {
    let mut seen: Vec<Seen> = Vec::new();
    for (page, (lines, height)) in pages.iter().enumerate() {
        for (top, line) in outermost(lines, *height) {
            let text = lines.get(line).map(masked).unwrap_or_default();
            if !text.is_empty() {
                seen.push(Seen { top, text, page, line });
            }
        }
    }
    seen.sort_unstable();
    for alike in seen.chunk_by(|a, b| a.top == b.top && a.text == b.text).filter(|alike| alike.len() > 1) {
        let across = |it: &Seen| pages.get(it.page).and_then(|(lines, _)| Some(lines.get(it.line)?.across));
        let places: Vec<(usize, f32)> = alike.iter().filter_map(|it| Some((it.page, across(it)?))).collect();
        for it in alike {
            let Some(line) = pages.get_mut(it.page).and_then(|(lines, _)| lines.get_mut(it.line)) else {
                continue;
            };
            let again =
                |&(page, across): &(usize, f32)| page != it.page && (across - line.across).abs() <= DRIFT;
            line.recurs |= places.iter().any(again);
        }
    }
}

/// The lines at the top (true) and at the bottom of a page.
fn outermost(lines: &[Line], height: f64) -> Vec<(bool, usize)> {
    let mut out = Vec::with_capacity(2 * OUTERMOST);
    for top in [true, false] {
        let distance = |line: &Line| if top { line.rect.top } else { height - line.rect.bottom };
        let mut nearest: Vec<(f64, usize)> = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.angle == 0 && !line.look.unseen)
            .map(|(i, line)| (distance(line), i))
            .filter(|(distance, _)| *distance <= BAND * height)
            .collect();
        nearest.sort_by(|a, b| a.0.total_cmp(&b.0));
        out.extend(nearest.into_iter().take(OUTERMOST).map(|(_, i)| (top, i)));
    }
    out
}

/// The letters of a line, with every digit alike; empty where it is too long, or says nothing.
fn masked(line: &Line) -> String {
    let text = line.text();
    if text.len() > LONGEST * 2 || !text.chars().any(char::is_alphabetic) {
        return String::new();
    }
    text.chars().filter(|c| !c.is_whitespace()).map(|c| if c.is_ascii_digit() { '#' } else { c }).collect()
}
