//! Text that is drawn twice in the same place (fake bold, shadows) counts once.

use super::pieces::Piece;
use crate::hash::HashSet;
use crate::read::pdf::page::{Flags, Page};

/// How far two drawings of a glyph may lie apart, in ems: along and across the line.
const APART: (f32, f32) = (0.1, 0.2);

/// How many pieces a piece is compared with, on the average: more on the same line are a heap, not a text.
const COMPARED: usize = 200;

/// Drops glyphs that repeat one drawn before. True where glyphs may lie on others.
pub(super) fn drop_doubles(page: &mut Page, pieces: &[Piece]) -> bool {
    let mut heaped = false;
    for piece in pieces {
        drop_within(page, piece);
        heaped |= piece.is_dense();
    }
    let mut sorted: Vec<usize> = (0..pieces.len()).collect();
    sorted.sort_by(|&a, &b| {
        let key = |i: usize| (pieces[i].angle, pieces[i].across);
        key(a).0.cmp(&key(b).0).then(key(a).1.total_cmp(&key(b).1))
    });
    let mut left = pieces.len().saturating_mul(COMPARED);
    let mut gone = vec![false; pieces.len()];
    for (i, &a) in sorted.iter().enumerate() {
        for &b in sorted.iter().skip(i + 1) {
            if gone[a] || left == 0 {
                heaped |= left == 0;
                break;
            }
            if gone[b] {
                continue;
            }
            left -= 1;
            let (p, q) = (&pieces[a], &pieces[b]);
            if p.angle != q.angle || q.across - p.across > APART.1 * p.size.max(q.size) {
                break;
            }
            let common = p.end.min(q.end) - p.start.max(q.start);
            heaped |= common > 0.0;
            if common > 0.2 * p.size.min(q.size) && (p.size / q.size - 1.0).abs() < 0.1 {
                let (first, second) = if p.first < q.first { (a, b) } else { (b, a) };
                drop_repeated(page, &pieces[first], &pieces[second]);
                gone[second] = is_gone(page, &pieces[second]);
            }
        }
    }
    heaped
}

/// True where nothing of `piece` is left.
fn is_gone(page: &Page, piece: &Piece) -> bool {
    let glyphs = page.glyphs.get(piece.first..piece.last).unwrap_or_default();
    glyphs.iter().all(|glyph| glyph.flags.has(Flags::DROPPED | Flags::SPACE))
}

/// Drops a glyph that is drawn twice in a row, where it stands alone or the one before it was drawn twice too. The
/// last dot of a leader and the first of the next, in the same place, are two.
fn drop_within(page: &mut Page, piece: &Piece) {
    let mut before: Option<usize> = None;
    let mut alone = true;
    for i in piece.first..piece.last {
        let Some(glyph) = page.glyphs.get(i).filter(|glyph| !glyph.flags.has(Flags::DROPPED)) else {
            continue;
        };
        if glyph.flags.has(Flags::SPACE) {
            (before, alone) = (None, true);
            continue;
        }
        let over = before.is_some_and(|j| lies_on(page, j, i));
        if let Some(j) = before.filter(|&j| alone && over && is_double(page, j, i)) {
            drop(page, j, i);
            continue;
        }
        let gap = before.and_then(|j| page.glyphs.get(j)).map_or(0.0, |other| glyph.along - other.end());
        let glyph_follows_double =
            before.is_some_and(|j| j + 1 < i && page.glyphs[j + 1].flags.has(Flags::DROPPED));
        alone = before.is_none() || over || glyph_follows_double || gap.abs() > APART.0 * glyph.size;
        before = Some(i);
    }
}

fn lies_on(page: &Page, i: usize, j: usize) -> bool {
    let (Some(a), Some(b)) = (page.glyphs.get(i), page.glyphs.get(j)) else { return false };
    let size = a.size.max(b.size);
    (a.along - b.along).abs() < APART.0 * size && (a.across - b.across).abs() < APART.1 * size
}

/// Drops the words of `second` that `first` has in the same place. Single letters are not compared: where two
/// different texts run into one another, some letter of one may lie on the same letter of the other.
fn drop_repeated(page: &mut Page, first: &Piece, second: &Piece) {
    let known = words(page, first);
    for word in words(page, second) {
        let same = known.iter().find(|other| {
            other.len() == word.len() && word.iter().zip(other.iter()).all(|(&i, &j)| is_double(page, j, i))
        });
        if let Some(other) = same {
            word.iter().zip(other).for_each(|(&i, &j)| drop(page, j, i));
        }
    }
}

/// The glyphs of a piece in stretches without a gap.
fn words(page: &Page, piece: &Piece) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut pen: Option<f32> = None;
    for i in piece.first..piece.last {
        let Some(glyph) = page.glyphs.get(i).filter(|glyph| !glyph.flags.has(Flags::DROPPED)) else {
            continue;
        };
        if glyph.flags.has(Flags::SPACE) {
            pen = None;
            continue;
        }
        let goes_on = pen.is_some_and(|pen| (glyph.along - pen).abs() <= APART.0 * glyph.size);
        match out.last_mut() {
            Some(word) if goes_on => word.push(i),
            _ => out.push(vec![i]),
        }
        pen = Some(glyph.end());
    }
    out
}

/// Doubts glyphs that stand on others that they are no copies of, where there are many: nobody reads lines that lie in a
/// heap.
pub(super) fn doubt_heaps(page: &mut Page) {
    /// Side of the cell that two glyphs share, by their size: narrower than any letter.
    const CELL: f32 = 0.15;
    let mut taken: HashSet<(i32, i32, i16)> = HashSet::default();
    let mut heaped = Vec::new();
    for (i, glyph) in page.glyphs.iter().enumerate() {
        let away = Flags::DROPPED | Flags::SPACE | Flags::OFF_PAGE | Flags::HIDDEN;
        let side = CELL * glyph.size.max(1.0);
        let cell = |at: f32| (at / side) as i32;
        if !glyph.flags.has(away)
            && !taken.insert((cell(glyph.along + glyph.width / 2.0), cell(glyph.across), glyph.angle))
        {
            heaped.push(i);
        }
    }
    if heaped.len() >= super::MUCH {
        for i in heaped {
            page.glyphs[i].flags.set(Flags::HEAPED);
        }
    }
}

fn drop(page: &mut Page, kept: usize, dropped: usize) {
    let shifted = (page.glyphs[kept].along - page.glyphs[dropped].along).abs() > 0.01;
    let hidden = page.glyphs[dropped].flags.has(Flags::HIDDEN);
    page.glyphs[dropped].flags.set(Flags::DROPPED);
    if shifted && !hidden {
        page.glyphs[kept].flags.set(Flags::BOLD);
    }
    if !hidden {
        page.glyphs[kept].flags.clear(Flags::HIDDEN);
    }
}

fn is_double(page: &Page, i: usize, j: usize) -> bool {
    let (Some(a), Some(b)) = (page.glyphs.get(i), page.glyphs.get(j)) else { return false };
    !a.flags.has(Flags::DROPPED | Flags::SPACE)
        && a.angle == b.angle
        && lies_on(page, i, j)
        && page.text_of(a) == page.text_of(b)
}
