//! Lines: pieces that belong side by side, as text with its look.

use super::pieces::Piece;
use super::runs::{self, Marks};
use super::{labels, leaders};
use crate::document::{Role, Run};
use crate::read::pdf::geometry::Rect;
use crate::read::pdf::page::{Artifact, Page, turn_back};
use crate::read::pdf::tags::Tags;

/// A line of text.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// Its text. No white space at either end.
    pub(crate) runs: Vec<Run>,
    /// The box around it on the page.
    pub(crate) rect: Rect,
    /// Writing direction in degrees.
    pub(crate) angle: i16,
    /// Where it begins along the writing direction, in points.
    pub(crate) start: f32,
    /// Where it ends.
    pub(crate) end: f32,
    /// Its baseline across the writing direction.
    pub(crate) across: f32,
    /// Size in points of most of its characters.
    pub(crate) size: f32,
    /// How its letters look.
    pub(crate) look: LineLook,
    /// Colour of most of its characters.
    pub(crate) colour: u32,
    /// Width of its first word.
    pub(crate) first_word: f32,
    /// Begins with a bullet.
    pub(crate) bullet: bool,
    /// First glyph: its place in content order.
    pub(crate) first: usize,
    /// The tagged block that most of it belongs to.
    pub(crate) element: Option<u32>,
    /// It is no part of the document's content.
    pub(crate) artifact: Option<Artifact>,
    /// It comes back at the same edge of another page: no text of its own page goes on from it, or in it.
    pub(crate) recurs: bool,
}

/// How the letters of a line look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LineLook {
    /// All bold.
    pub(crate) bold: bool,
    /// The first letter is bold.
    pub(crate) starts_bold: bool,
    /// All italic.
    pub(crate) italic: bool,
    /// All of fixed width.
    pub(crate) monospace: bool,
    /// Nothing of it counts: hidden, or outside the page.
    pub(crate) unseen: bool,
}

/// Pieces of one line, from left to right.
type Parts = Vec<Piece>;

/// Makes lines of `pieces`, in content order.
pub(super) fn lines(page: &Page, pieces: Vec<Piece>, tags: &Tags) -> Vec<Line> {
    let mut rows: Vec<Parts> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match rows.last_mut() {
            Some(parts) if follows(page, parts, &piece) => parts.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    merge_neighbours(&mut rows);
    let marks = Marks::of(page, tags);
    let mut out: Vec<Line> = rows.iter().filter_map(|parts| line(page, parts, &marks)).collect();
    out.sort_by_key(|line| line.first);
    out
}

/// True where `piece`, the next in content order, belongs to the line of `parts` in spite of the gap: after a bullet
/// or a number, as a page number, or as leader dots.
fn follows(page: &Page, parts: &[Piece], piece: &Piece) -> bool {
    let Some(last) = parts.last() else { return false };
    let size = last.size.max(piece.size);
    let gap = piece.start - last.end;
    if last.angle != piece.angle
        || last.off_page != piece.off_page
        || (last.across - piece.across).abs() > 0.25 * size
        || gap < 0.0
    {
        return false;
    }
    let before = plain_text(page, last);
    let text = plain_text(page, piece);
    let is_label = parts.len() == 1 && labels::is_label(&before) && gap < 6.0 * size;
    let is_number = (1..=3).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit())
        && before.chars().any(|c| c.is_alphabetic() || leaders::is_dot(c));
    is_label || is_number || text.chars().all(leaders::is_dot) || before.chars().all(leaders::is_dot)
}

fn plain_text(page: &Page, piece: &Piece) -> String {
    let glyphs = page.glyphs.get(piece.first..piece.last).unwrap_or_default();
    let text: String = glyphs.iter().map(|glyph| page.text_of(glyph)).collect();
    text.trim().to_owned()
}

/// Joins pieces that lie side by side although the content has something between them.
fn merge_neighbours(rows: &mut Vec<Parts>) {
    let mut sorted: Vec<usize> = (0..rows.len()).collect();
    let key = |parts: &Parts| parts.first().map_or((0, 0.0), |piece| (piece.angle, piece.across));
    sorted.sort_by(|&a, &b| {
        let (a, b) = (key(&rows[a]), key(&rows[b]));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    let columns = Columns::of(rows);
    for i in 0..sorted.len() {
        let mut next = i + 1;
        while let Some(&b) = sorted.get(next) {
            let a = sorted[i];
            match neighbours(&rows[a], &rows[b]) {
                None => break,
                Some(true) if !columns.part(&rows[a], &rows[b]) => {
                    let moved = std::mem::take(&mut rows[b]);
                    rows[a].extend(moved);
                    rows[a].sort_by(|p, q| p.start.total_cmp(&q.start));
                    sorted.remove(next);
                    next = i + 1;
                }
                Some(_) => next += 1,
            }
        }
    }
    rows.retain(|parts| !parts.is_empty());
}

/// The left edges of what may be columns.
struct Columns(Vec<f32>);

impl Columns {
    /// Ems that a line of a column is wide at least: labels and numbers that stand before a text are shorter.
    const WIDE: f32 = 8.0;
    /// Ems between columns at least: hardly ever is a space so wide.
    const APART: f32 = 0.3;
    /// Lines that begin at one edge, within so many points.
    const LINES: usize = 4;
    const EDGE: f32 = 0.5;

    fn of(rows: &[Parts]) -> Self {
        let wide = rows.iter().filter(|parts| Self::is_wide(parts));
        let mut edges: Vec<f32> = wide.filter_map(|parts| parts.first()).map(|piece| piece.start).collect();
        edges.sort_by(f32::total_cmp);
        Self(edges)
    }

    fn is_wide(parts: &Parts) -> bool {
        let ends = parts.first().zip(parts.last());
        ends.is_some_and(|(first, last)| last.end - first.start >= Self::WIDE * first.size)
    }

    fn is_edge(&self, at: f32) -> bool {
        let before = |limit: f32| self.0.partition_point(|edge| *edge < limit);
        before(at + Self::EDGE) - before(at - Self::EDGE) >= Self::LINES
    }

    /// True where two rows side by side are lines of two columns, however narrow the space between these.
    fn part(&self, a: &Parts, b: &Parts) -> bool {
        let start = |parts: &Parts| parts.first().map_or(0.0, |piece| piece.start);
        let (left, right) = if start(a) <= start(b) { (a, b) } else { (b, a) };
        let (Some(end), Some(size)) = (left.last(), right.first().map(|piece| piece.size)) else {
            return false;
        };
        Self::is_wide(left)
            && Self::is_wide(right)
            && start(right) - end.end >= Self::APART * size.min(end.size)
            && self.is_edge(start(left))
            && self.is_edge(start(right))
    }
}

/// Whether two rows lie side by side; none where `b` and all after it are too far down.
fn neighbours(a: &Parts, b: &Parts) -> Option<bool> {
    let (Some(a0), Some(a1), Some(b0), Some(b1)) = (a.first(), a.last(), b.first(), b.last()) else {
        return Some(false);
    };
    let (large, small) = (a0.size.max(b0.size), a0.size.min(b0.size));
    let shift = b0.across - a0.across;
    if a0.angle != b0.angle || shift > 0.5 * large {
        return None;
    }
    let level = if small < 0.85 * large { 0.5 } else { 0.15 };
    let gap = (b0.start - a1.end).max(a0.start - b1.end);
    Some(a0.off_page == b0.off_page && shift <= level * large && (-0.12 * small..0.5 * small).contains(&gap))
}

fn line(page: &Page, parts: &[Piece], marks: &Marks) -> Option<Line> {
    let (first, last) = (parts.first()?, parts.last()?);
    let text = runs::text(page, parts, marks)?;
    let mut runs = leaders::mark(text.runs);
    let bullet = labels::mark(page, parts, &mut runs);
    let largest = parts.iter().max_by(|p, q| p.size.total_cmp(&q.size))?;
    let (start, end) = (first.start, parts.iter().map(|p| p.end).fold(last.end, f32::max));
    let (top, bottom) = (largest.across - 0.75 * largest.size, largest.across + 0.22 * largest.size);
    Some(Line {
        rect: turn_back(first.angle, start, end, top, bottom),
        angle: first.angle,
        start,
        end,
        across: largest.across,
        size: text.size,
        look: LineLook {
            unseen: runs.iter().all(|run| matches!(run.role, Role::Hidden | Role::OffPage)),
            ..text.look
        },
        colour: text.colour,
        first_word: text.first_word,
        bullet,
        first: parts.iter().map(|piece| piece.first).min()?,
        element: text.element,
        artifact: text.artifact,
        recurs: false,
        runs,
    })
}

impl Line {
    /// Its text that counts.
    pub(crate) fn text(&self) -> String {
        self.runs.iter().filter(|run| run.role == Role::Text).map(|run| run.text.as_str()).collect()
    }

    /// The middle along the writing direction.
    pub(crate) fn middle(&self) -> f32 {
        (self.start + self.end) / 2.0
    }

    /// True where it ends with the page number of a table of contents.
    pub(crate) fn is_contents(&self) -> bool {
        let leader = self.runs.iter().any(|run| run.role == Role::Leader);
        let text = self.runs.last().map_or("", |run| run.text.trim_end());
        let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
        let parted = text.len() == digits || text.as_bytes().get(text.len() - digits - 1) == Some(&b'\t');
        digits > 0 && digits <= 3 && (leader || (parted && text.len() > digits))
    }
}
