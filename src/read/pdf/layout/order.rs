//! Reading order: content order, mended where a block is written after what stands below it.

use super::blocks::Group;
use super::columns::{self, Side};

/// Blocks of a page beyond which content order is taken as it is.
const MANY: usize = 600;
/// Lines of the longest heading in a margin.
const HEAD_LINES: usize = 4;

/// Orders `groups` so that none comes after a block that stands below it in the same column; where that leaves a
/// choice, content order decides.
pub(super) fn in_reading_order(groups: Vec<Group>) -> Vec<Group> {
    let n = groups.len();
    if !(2..=MANY).contains(&n) || is_ordered(&groups) {
        return groups;
    }
    let columns = columns::sides(&groups).map(|sides| Columns::of(&groups, sides));
    // In columns nothing stands in the margin.
    let beside = if columns.is_none() { side_headings(&groups) } else { vec![None; n] };
    let precedes = |i: usize, j: usize| {
        precedes(&groups[i], &groups[j])
            || beside[j] == Some(i)
            || beside[i].is_some_and(|head| is_next(&groups, head, i, j))
            || columns.as_ref().is_some_and(|columns| columns.precede(&groups, i, j))
    };
    let after = |i: usize| (0..n).filter(|&j| i != j && precedes(i, j)).collect::<Vec<usize>>();
    let before: Vec<Vec<usize>> = (0..n).map(after).collect();
    let mut waits_for = vec![0usize; n];
    before.iter().flatten().for_each(|&j| waits_for[j] += 1);
    let mut slots: Vec<Option<Group>> = groups.into_iter().map(Some).collect();
    let mut out = Vec::with_capacity(n);
    while out.len() < n {
        let next = (0..n).find(|&i| slots[i].is_some() && waits_for[i] == 0);
        // A circle of blocks that overlap: content order breaks it.
        let Some(next) = next.or_else(|| (0..n).find(|&i| slots[i].is_some())) else { break };
        out.extend(slots[next].take());
        for &j in &before[next] {
            waits_for[j] = waits_for[j].saturating_sub(1);
        }
    }
    out
}

/// For every group the heading that stands in the margin to its left, at the height of its first line.
fn side_headings(groups: &[Group]) -> Vec<Option<usize>> {
    let heads: Vec<usize> = (0..groups.len()).filter(|&at| may_head(&groups[at])).collect();
    let beside = |at: usize, head: usize| {
        let (Some(first), Some(own)) = (groups[head].lines.first(), groups[at].lines.first()) else {
            return false;
        };
        let (name, text) = (&groups[head].rect, &groups[at].rect);
        let same_line = (first.across - own.across).abs() < 0.6 * own.size;
        let plain = !own.look.starts_bold && own.size < 1.1 * first.size;
        at != head && first.angle == own.angle && same_line && plain && name.right <= text.left
    };
    (0..groups.len()).map(|at| heads.iter().copied().find(|&head| beside(at, head))).collect()
}

/// True for a few lines in bold.
fn may_head(group: &Group) -> bool {
    group.lines.len() <= HEAD_LINES && group.lines.iter().all(|line| line.look.bold && !line.recurs)
}

/// True where `next` stands in the column of the heading `head`, below the text `at` that is beside that.
fn is_next(groups: &[Group], head: usize, at: usize, next: usize) -> bool {
    let (head, at, next) = (&groups[head].rect, &groups[at].rect, &groups[next].rect);
    next.top >= at.bottom - 2.0 && next.left < head.right && head.left < next.right
}

fn is_ordered(groups: &[Group]) -> bool {
    groups.windows(2).all(|pair| pair[0].rect.bottom <= pair[1].rect.top + 2.0)
}

/// The columns of a page.
struct Columns {
    sides: Vec<Option<Side>>,
    /// Tops of what stands across both.
    across: Vec<f64>,
}

impl Columns {
    fn of(groups: &[Group], sides: Vec<Option<Side>>) -> Self {
        let across =
            groups.iter().zip(&sides).filter(|(_, side)| side.is_none()).map(|(g, _)| g.rect.top).collect();
        Self { sides, across }
    }

    /// True where `i` stands in the left column and `j` in the right one, and nothing across both has `j` above and
    /// `i` below it.
    fn precede(&self, groups: &[Group], i: usize, j: usize) -> bool {
        let (Some(Some(Side::Left)), Some(Some(Side::Right))) = (self.sides.get(i), self.sides.get(j)) else {
            return false;
        };
        let (a, b) = (&groups[i].rect, &groups[j].rect);
        !self.across.iter().any(|top| b.bottom <= top + 2.0 && *top < a.top)
    }
}

/// True where `a` stands above `b` in the same column.
fn precedes(a: &Group, b: &Group) -> bool {
    let common = a.rect.right.min(b.rect.right) - a.rect.left.max(b.rect.left);
    let narrow = a.rect.width().min(b.rect.width()).max(1.0);
    let overlap = (a.rect.bottom - b.rect.top).max(0.0);
    common > 0.3 * narrow && a.rect.top < b.rect.top && overlap < 0.4 * a.rect.height().min(b.rect.height())
}
