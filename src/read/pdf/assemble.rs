//! From groups of lines to blocks of the document.

use super::layout::{Group, Line};
use super::page::{Artifact, Page};
use crate::document::{Block, Context, Cues, Kind, ListItem, Place, Position, Role, Run};

/// The facts of a page that outlive its glyphs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sheet {
    pub(super) number: u32,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Sheet {
    pub(super) fn of(page: &Page) -> Self {
        Self { number: page.number, width: page.width, height: page.height }
    }
}

/// A block, and the tagged element that it is.
pub(super) type Tagged = (Block, Option<u32>);

/// Makes blocks of the groups of a page.
pub(super) fn blocks(groups: Vec<Group>, sheet: &Sheet) -> Vec<Tagged> {
    let (left, right) = text_area(&groups);
    let spaces: Vec<Option<f32>> = (0..groups.len()).map(|i| space_before(&groups, i)).collect();
    groups
        .into_iter()
        .zip(spaces)
        .enumerate()
        .map(|(i, (group, space))| {
            let mut cues = cues(&group, sheet, left, right);
            cues.space_before = space;
            cues.starts_page = i == 0;
            let element = group.lines.first().and_then(|line| line.element);
            (block(group, sheet, cues), element)
        })
        .collect()
}

fn text_area(groups: &[Group]) -> (f64, f64) {
    let left = groups.iter().map(|g| g.rect.left).fold(f64::INFINITY, f64::min);
    let right = groups.iter().map(|g| g.rect.right).fold(f64::NEG_INFINITY, f64::max);
    (left, right)
}

/// White space between a group and the nearest one above it, of those that share some of its width.
fn space_before(groups: &[Group], index: usize) -> Option<f32> {
    let own = groups.get(index)?.rect;
    if groups.len() > 600 {
        return None;
    }
    groups
        .iter()
        .map(|group| group.rect)
        .filter(|r| r.left < own.right && own.left < r.right && r.top < own.top && r.bottom < own.top + 3.0)
        .map(|r| own.top - r.bottom)
        .min_by(f64::total_cmp)
        .map(|space| space.max(0.0) as f32)
}

fn cues(group: &Group, sheet: &Sheet, left: f64, right: f64) -> Cues {
    let lines = &group.lines;
    let chars = |line: &Line| line.runs.iter().map(|run| run.text.len()).sum::<usize>();
    let longest = lines.iter().max_by_key(|line| chars(line));
    let rect = group.rect;
    let middle = (rect.left + rect.right) / 2.0;
    let (width, area) = (sheet.width.max(1.0), (right - left).max(1.0));
    let balanced =
        (middle - (left + right) / 2.0).abs() < 0.02 * width || (middle - width / 2.0).abs() < 0.015 * width;
    let slack = rect.left - left > 0.06 * area && right - rect.right > 0.06 * area;
    let lone = rect.left - left < 1.0
        && right - rect.right < 1.0
        && rect.width() < 0.7 * width
        && rect.left > 0.15 * width;
    let fraction = |value: f64, whole: f64| (value / whole.max(1.0)).clamp(0.0, 1.0) as f32;
    Cues {
        line_spacing: None,
        size: longest.map(|line| line.size),
        bold: lines.iter().all(|line| line.look.bold),
        italic: lines.iter().all(|line| line.look.italic),
        centered: balanced && (slack || lone),
        starts_page: false,
        space_before: None,
        space_after: None,
        colour: longest.map(|line| line.colour).filter(|colour| *colour != 0),
        position: Some(Position {
            left: fraction(rect.left, sheet.width),
            top: fraction(rect.top, sheet.height),
            right: fraction(rect.right, sheet.width),
            bottom: fraction(rect.bottom, sheet.height),
        }),
        lines: u32::try_from(lines.len()).ok(),
    }
}

fn block(group: Group, sheet: &Sheet, cues: Cues) -> Block {
    let bullet = group.lines.first().is_some_and(|line| line.bullet);
    let list = bullet.then_some(ListItem { depth: 1, ordered: false }).or(group.item);
    let code = group.lines.len() > 1 && group.lines.iter().all(|line| line.look.monospace);
    let artifact = group.lines.first().and_then(|line| line.artifact);
    let mut runs: Vec<Run> = Vec::new();
    for line in group.lines {
        join(&mut runs, line.runs, code);
    }
    Block {
        kind: furniture(artifact, &cues, &runs).unwrap_or(if code { Kind::Code } else { Kind::Paragraph }),
        runs,
        place: Place { page: Some(sheet.number), ..Place::default() },
        cues,
        context: Context { list, ..Context::default() },
    }
}

/// The kind of a block that is tagged as an artifact, where it also stands as such.
fn furniture(artifact: Option<Artifact>, cues: &Cues, runs: &[Run]) -> Option<Kind> {
    let position = cues.position?;
    let kind = match artifact? {
        Artifact::Header if position.top < 0.3 => Kind::RunningHead,
        Artifact::Footer if position.bottom > 0.7 => Kind::RunningFoot,
        Artifact::Pagination if position.bottom < 0.2 => Kind::RunningHead,
        Artifact::Pagination if position.top > 0.8 => Kind::RunningFoot,
        _ => return None,
    };
    let digits = |run: &Run| run.text.trim().bytes().all(|b| b.is_ascii_digit());
    Some(if runs.iter().all(digits) { Kind::PageNumber } else { kind })
}

/// Adds the runs of the next line.
fn join(runs: &mut Vec<Run>, line: Vec<Run>, code: bool) {
    if let Some(last) = runs.last_mut() {
        if code {
            last.text.push('\n');
        } else if let Some(hyphen) = cut(last, &line) {
            let style = last.style;
            runs.push(Run { text: hyphen.to_string(), role: Role::LineEndHyphen, style });
        } else if !last.text.ends_with(char::is_whitespace) {
            last.text.push(' ');
        }
    }
    for run in line {
        match runs.last_mut() {
            Some(last) if last.role == run.role && last.style == run.style => last.text.push_str(&run.text),
            _ => runs.push(run),
        }
    }
}

/// Takes the hyphen off the end of `last` where it seems to cut a word that goes on with `next`.
fn cut(last: &mut Run, next: &[Run]) -> Option<char> {
    let hyphen = last.text.chars().next_back().filter(|c| matches!(c, '-' | '\u{2010}' | '\u{ad}'))?;
    let before = last.text[..last.text.len() - hyphen.len_utf8()].chars().next_back()?;
    let after = next.iter().find(|run| run.role == Role::Text)?.text.chars().next()?;
    let goes_on = after.is_lowercase() || (hyphen != '-' && after.is_alphanumeric());
    if last.role != Role::Text || !before.is_alphanumeric() || !goes_on {
        return None;
    }
    last.text.truncate(last.text.len() - hyphen.len_utf8());
    Some(hyphen)
}
