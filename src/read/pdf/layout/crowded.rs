//! Lines that lie on one another: letters that nobody can read, though none lies on just the place of another.

use super::{Line, MUCH};
use crate::document::{Doubt, Role};

/// Part of the size of the type that the baselines of two lines are apart at most where they cannot be read, and at least
/// where one is no copy of the other.
const APART: std::ops::RangeInclusive<f32> = 0.05..=0.4;
/// Ems that a line is wide at least: indices and labels are shorter.
const WIDE: f32 = 6.0;
/// Lines that a line is compared with, on the average.
const COMPARED: usize = 50;

/// Doubts lines that others lie on, where there is much of them.
pub(super) fn doubt(lines: &mut [Line]) {
    let seen = |line: &Line| line.angle == 0 && !line.look.unseen && line.end - line.start > WIDE * line.size;
    let mut order: Vec<(f32, usize)> =
        (0..).zip(lines.iter()).filter(|(_, line)| seen(line)).map(|(at, line)| (line.across, at)).collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut crowded: Vec<usize> = Vec::new();
    let mut left = order.len().saturating_mul(COMPARED);
    for (n, &(across, at)) in order.iter().enumerate() {
        for &(below, other) in order.get(n + 1..).unwrap_or_default() {
            let (Some(a), Some(b)) = (lines.get(at), lines.get(other)) else { continue };
            let apart = (below - across) / a.size.max(b.size).max(0.1);
            if apart > *APART.end() || left == 0 {
                break;
            }
            left -= 1;
            let common = a.end.min(b.end) - a.start.max(b.start);
            if APART.contains(&apart) && common * 2.0 > (a.end - a.start).min(b.end - b.start) {
                crowded.extend([at, other]);
            }
        }
    }
    crowded.sort_unstable();
    crowded.dedup();
    let characters = |at: &usize| lines.get(*at).map_or(0, |line| line.text().chars().count());
    if crowded.iter().map(characters).sum::<usize>() < MUCH {
        return;
    }
    for at in crowded {
        let runs = lines.get_mut(at).map(|line| line.runs.iter_mut()).into_iter().flatten();
        runs.filter(|run| run.role == Role::Text).for_each(|run| run.style.doubt = Some(Doubt::Crowded));
    }
}
