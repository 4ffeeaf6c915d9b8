//! Blocks: lines that make a paragraph, a heading, a cell, a listing.

use std::collections::BTreeMap;

use super::lines::Line;
use super::words::{ends_sentence, joins, starts_numbered};
use super::{items, order};
use crate::document::ListItem;
use crate::hash::HashMap;
use crate::read::pdf::geometry::Rect;

/// Lines of one block, in reading order.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// The lines, at least one.
    pub(crate) lines: Vec<Line>,
    /// The box around them on the page.
    pub(crate) rect: Rect,
    /// The list that it is an item of, where its text says so.
    pub(crate) item: Option<ListItem>,
    /// Distance of its baselines, once it has two.
    leading: Option<f32>,
}

/// How the document sets its paragraphs.
#[derive(Debug, Default)]
pub(crate) struct Habits {
    /// The usual distance of baselines, in ems, for every size of type.
    leadings: BTreeMap<u32, f32>,
    /// The tags tell paragraphs apart.
    tagged: bool,
}

/// How lines are tagged.
#[derive(Default)]
struct Tagged {
    lines: usize,
    with_element: usize,
    /// Lines of every element.
    elements: HashMap<u32, usize>,
}

impl Tagged {
    fn take(&mut self, line: &Line) {
        if line.artifact.is_none() {
            self.lines += 1;
            if let Some(element) = line.element {
                self.with_element += 1;
                *self.elements.entry(element).or_default() += 1;
            }
        }
    }

    /// True where most lines are tagged, and neither every line nor every page is one element.
    fn tell_paragraphs(&self) -> bool {
        let long = self.elements.values().filter(|lines| **lines > 40).sum::<usize>();
        let several = self.elements.values().filter(|lines| **lines > 1).count();
        self.with_element * 10 > self.lines * 6
            && long * 10 < self.with_element
            && several * 20 > self.elements.len()
    }
}

/// Blocks that a line may still continue: columns and cells are often written in turns.
const OPEN: usize = 6;

impl Habits {
    /// From the lines of all pages.
    pub(crate) fn of<'a>(pages: impl Iterator<Item = &'a [Line]>) -> Self {
        let mut seen: BTreeMap<u32, BTreeMap<u32, usize>> = BTreeMap::new();
        let mut tagged = Tagged::default();
        for lines in pages {
            lines.iter().for_each(|line| tagged.take(line));
            for pair in lines.windows(2) {
                let (a, b) = (&pair[0], &pair[1]);
                let step = (b.across - a.across) / a.size.max(0.1);
                if same_size(a, b) && a.angle == b.angle && (0.8..3.0).contains(&step) && overlap(a, b) > 0.3
                {
                    *seen
                        .entry(bucket(a.size))
                        .or_default()
                        .entry((step * 20.0).round() as u32)
                        .or_default() += 1;
                }
            }
        }
        let leadings = seen.into_iter().filter_map(|(size, steps)| Some((size, usual(&steps)?))).collect();
        Self { leadings, tagged: tagged.tell_paragraphs() }
    }

    /// The largest step, in points, from a line of `size` to the next line of its block.
    fn largest(&self, size: f32) -> f32 {
        let usual = self.leadings.get(&bucket(size)).copied().unwrap_or(1.4);
        size * (usual * 1.12 + 0.05).clamp(1.5, 2.8)
    }
}

/// The most frequent step in ems of those that were seen often enough.
fn usual(steps: &BTreeMap<u32, usize>) -> Option<f32> {
    let (step, count) = steps.iter().max_by_key(|(step, count)| (**count, std::cmp::Reverse(**step)))?;
    (*count >= 3).then_some(*step as f32 / 20.0)
}

fn bucket(size: f32) -> u32 {
    (size * 2.0).round() as u32
}

fn same_size(a: &Line, b: &Line) -> bool {
    (a.size - b.size).abs() <= 0.06 * a.size.max(b.size)
}

/// The common part of two lines, as a part of the shorter one.
fn overlap(a: &Line, b: &Line) -> f32 {
    let common = a.end.min(b.end) - a.start.max(b.start);
    common / (a.end - a.start).min(b.end - b.start).max(0.1)
}

/// Groups the lines of a page into blocks, in reading order.
pub(crate) fn groups(lines: Vec<Line>, habits: &Habits) -> Vec<Group> {
    let margins = margins(&lines);
    let mut out: Vec<(Group, f32)> = Vec::new();
    for (line, margin) in lines.into_iter().zip(margins) {
        let open = out.len().saturating_sub(OPEN);
        let found = out
            .iter()
            .enumerate()
            .skip(open)
            .rev()
            .find(|(i, (group, margin))| {
                continues(group, *margin, &line, habits)
                    && (i + 1 == out.len() || group.shares_element(&line) || must_go_on(group, &line))
            })
            .map(|(i, _)| i);
        match found.and_then(|i| out.get_mut(i)) {
            Some((group, known)) => {
                group.take(line);
                *known = known.max(margin);
            }
            None => out.push((Group::new(line), margin)),
        }
    }
    let mut groups = order::in_reading_order(out.into_iter().map(|(group, _)| group).collect());
    items::mark(&mut groups);
    groups
}

/// For every line, where the lines of its stack (same left edge, regular steps) end at most.
fn margins(lines: &[Line]) -> Vec<f32> {
    let mut out: Vec<f32> = lines.iter().map(|line| line.end).collect();
    let mut first = 0;
    for i in 0..lines.len() {
        let goes_on = lines.get(i + 1).is_some_and(|next| {
            let step = next.across - lines[i].across;
            let size = lines[i].size;
            lines[i].angle == next.angle
                && (0.5 * size..2.9 * size).contains(&step)
                && (next.start - lines[i].start).abs() < 4.0 * size
                && overlap(&lines[i], next) > 0.5
        });
        if !goes_on {
            let widest = out[first..=i].iter().copied().fold(f32::MIN, f32::max);
            out[first..=i].fill(widest);
            first = i + 1;
        }
    }
    out
}

/// True where `line` goes on with `group`, whose lines end at `margin` at most.
fn continues(group: &Group, margin: f32, line: &Line, habits: &Habits) -> bool {
    let Some(last) = group.lines.last() else { return false };
    if last.recurs != line.recurs {
        return false;
    }
    if let (true, Some(a), Some(b)) = (habits.tagged, last.element, line.element) {
        return a == b && goes_on_as_tagged(last, line);
    }
    if last.angle != line.angle
        || last.look.unseen != line.look.unseen
        || !same_size(last, line)
        || last.look.bold != line.look.bold && !(line.look.starts_bold && !line.look.bold && last.look.bold)
        || last.look.monospace != line.look.monospace
        || last.artifact.is_some() != line.artifact.is_some()
        || line.bullet
        || last.is_contents()
        || line.is_contents() && line.runs.len() > 1 && starts_numbered(line)
        || !near(group, last, line, habits)
    {
        return false;
    }
    if line.look.monospace {
        return overlap(last, line) > 0.0 || (line.start - last.start).abs() < 20.0 * line.size;
    }
    let text = line.text();
    let before = last.text();
    let lower = text.chars().next().is_some_and(char::is_lowercase);
    let sentence_goes_on = lower && !ends_sentence(&before);
    if starts_numbered(line) && !sentence_goes_on
        || group.lines.first().is_some_and(|first| items::opens_next(first, line))
    {
        return false;
    }
    let slack = margin.max(last.end) - last.end;
    let full = slack < line.first_word + 0.6 * line.size;
    if aligned(group, last, line) {
        full || sentence_goes_on || joins(&before)
    } else {
        centred(last, line) && (same_look(last, line) || lower)
    }
}

/// True where `line`, which is tagged as a part of the same block as `last`, also looks like it.
fn goes_on_as_tagged(last: &Line, line: &Line) -> bool {
    let step = line.across - last.across;
    last.angle == line.angle
        && last.look.unseen == line.look.unseen
        && (last.size / line.size.max(0.1) - 1.0).abs() < 0.3
        && (0.3 * line.size..3.2 * line.size).contains(&step)
        && (last.look.bold == line.look.bold || line.look.starts_bold)
}

/// True where the text of `line` can only be the rest of what `group` began, so that what was written between them
/// stands beside it: otherwise a new row of a table begins.
fn must_go_on(group: &Group, line: &Line) -> bool {
    let before = group.lines.last().map(Line::text).unwrap_or_default();
    let lower = line.text().chars().next().is_some_and(char::is_lowercase);
    (lower && !ends_sentence(&before)) || joins(&before)
}

fn near(group: &Group, last: &Line, line: &Line, habits: &Habits) -> bool {
    let step = line.across - last.across;
    if step <= 0.3 * line.size {
        return false;
    }
    match group.leading {
        Some(leading) => (step - leading).abs() <= 0.12 * leading + 0.6,
        None => step <= habits.largest(line.size),
    }
}

/// Left edges agree, or the first line of the block is set in or out.
fn aligned(group: &Group, last: &Line, line: &Line) -> bool {
    let shift = line.start - last.start;
    let em = line.size;
    if group.lines.len() == 1 {
        let hanging = last.bullet || starts_numbered(last) || items::opens(last);
        let limit = if hanging { 6.0 * em } else { 0.6 * em };
        (-4.5 * em..=limit).contains(&shift)
    } else {
        shift.abs() <= 0.6 * em
    }
}

fn centred(last: &Line, line: &Line) -> bool {
    (last.middle() - line.middle()).abs() < 0.8 * line.size
        && (line.start - last.start).abs() > 0.6 * line.size
}

fn same_look(a: &Line, b: &Line) -> bool {
    a.look == b.look && a.colour == b.colour
}

impl Group {
    fn new(line: Line) -> Self {
        Self { rect: line.rect, lines: vec![line], item: None, leading: None }
    }

    /// True where `line` is tagged as a part of the same block.
    fn shares_element(&self, line: &Line) -> bool {
        line.element.is_some() && self.lines.last().is_some_and(|last| last.element == line.element)
    }

    fn take(&mut self, line: Line) {
        if let Some(last) = self.lines.last() {
            self.leading.get_or_insert(line.across - last.across);
        }
        let corners = [self.rect, line.rect].into_iter().flat_map(|r| [(r.left, r.top), (r.right, r.bottom)]);
        self.rect = Rect::around(corners).unwrap_or(self.rect);
        self.lines.push(line);
    }
}
