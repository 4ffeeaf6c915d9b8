//! Pages of two columns, and sheets of two pages: what stands on the left is read before what stands on the right.

use super::blocks::Group;

/// Characters that may stand across the gutter (a title, a foot), in percent.
const ACROSS: usize = 20;

/// Characters that each column has at least, in percent.
const COLUMN: usize = 20;

/// The side of every group (left, right, none for those across the gutter), where the page has two columns.
pub(super) fn sides(groups: &[Group]) -> Option<Vec<Option<Side>>> {
    let left = groups.iter().map(|g| g.rect.left).fold(f64::INFINITY, f64::min);
    let right = groups.iter().map(|g| g.rect.right).fold(f64::NEG_INFINITY, f64::max);
    let width = right - left;
    if groups.len() < 4 || width <= 0.0 {
        return None;
    }
    let weights: Vec<usize> = groups.iter().map(weight).collect();
    let total: usize = weights.iter().sum();
    let gutter = (30..=70).map(|percent| left + width * f64::from(percent) / 100.0).min_by_key(|x| {
        let across: usize =
            groups.iter().zip(&weights).filter(|(g, _)| crosses(g, *x)).map(|(_, w)| *w).sum();
        (across, ((x - left) / width * 1000.0 - 500.0).abs() as usize)
    })?;
    let sides: Vec<Option<Side>> = groups.iter().map(|group| side(group, gutter)).collect();
    let share = |wanted: Option<Side>| {
        sides
            .iter()
            .zip(&weights)
            .filter(|(side, _)| **side == wanted)
            .map(|(_, weight)| weight)
            .sum::<usize>()
            * 100
    };
    let columns = share(None) <= total * ACROSS
        && share(Some(Side::Left)) >= total * COLUMN
        && share(Some(Side::Right)) >= total * COLUMN
        && gap(groups, &sides) > 0.015 * width
        && !is_table(groups, &sides);
    columns.then_some(sides)
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

fn weight(group: &Group) -> usize {
    group.lines.iter().flat_map(|line| &line.runs).map(|run| run.text.len()).sum()
}

fn crosses(group: &Group, x: f64) -> bool {
    group.rect.left < x && x < group.rect.right
}

fn side(group: &Group, gutter: f64) -> Option<Side> {
    if crosses(group, gutter) {
        None
    } else if group.rect.right <= gutter {
        Some(Side::Left)
    } else {
        Some(Side::Right)
    }
}

/// The space between the columns.
fn gap(groups: &[Group], sides: &[Option<Side>]) -> f64 {
    let of = |wanted| {
        groups.iter().zip(sides).filter(move |(_, side)| **side == Some(wanted)).map(|(group, _)| group)
    };
    let left = of(Side::Left).map(|group| group.rect.right).fold(f64::NEG_INFINITY, f64::max);
    let right = of(Side::Right).map(|group| group.rect.left).fold(f64::INFINITY, f64::min);
    right - left
}

/// True where what stands on one side stands beside something on the other: rows, not columns.
fn is_table(groups: &[Group], sides: &[Option<Side>]) -> bool {
    let tops = |wanted| -> Vec<f64> {
        let on = groups.iter().zip(sides).filter(|(_, side)| **side == Some(wanted));
        on.map(|(group, _)| group.rect.top).collect()
    };
    let (left, right) = (tops(Side::Left), tops(Side::Right));
    let (few, many) = if left.len() < right.len() { (left, right) } else { (right, left) };
    let beside = few.iter().filter(|top| many.iter().any(|other| (*top - other).abs() < 3.0)).count();
    beside * 2 >= few.len()
}
