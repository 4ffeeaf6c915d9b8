//! Items of lists that open with a number, a letter or a dash. Bullets are told line by line; these are told from the
//! text that begins so by the items beside them and by their indents.

use super::blocks::Group;
use super::lines::Line;
use crate::document::ListItem;

/// What opens an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Dash(char),
    /// The number, and the character behind it.
    Number(u32, char),
    /// The letter, and the character behind it.
    Letter(char, char),
    /// The place among the roman numbers, and the character behind it.
    Roman(usize, char),
}

/// Roman numbers as lists have them.
const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// Left edges of the items of one list agree within so many points.
const SAME_EDGE: f32 = 2.0;

/// Groups set in deeper, one less, that may stand between two items.
const BETWEEN: usize = 40;

/// Says of the groups of a page, in reading order, which of them are items of a list.
pub(super) fn mark(groups: &mut [Group]) {
    let marks: Vec<Option<Mark>> = groups.iter().map(of_group).collect();
    let Some(left) = groups.iter().filter_map(start).min_by(f32::total_cmp) else { return };
    let usual = usual_size(groups);
    let mut at = 0;
    while at < groups.len() {
        let items = run(groups, &marks, at, usual);
        let set_in = |&at: &usize| groups.get(at).is_some_and(|group| hangs(group) || is_set_in(group, left));
        if items.len() > 1 && items.iter().any(set_in) {
            for &item in &items {
                let ordered = !matches!(marks.get(item), Some(Some(Mark::Dash(_))));
                if let Some(group) = groups.get_mut(item) {
                    group.item = Some(ListItem { depth: 1, ordered });
                }
            }
        }
        at = items.last().map_or(at, |last| *last) + 1;
    }
}

/// The items of the list that the group at `at` opens: each under the one before, with nothing but what is set in deeper
/// between them.
fn run(groups: &[Group], marks: &[Option<Mark>], at: usize, usual: f32) -> Vec<usize> {
    let Some((first, mut last)) = groups.get(at).zip(marks.get(at).copied().flatten()) else {
        return Vec::new();
    };
    let Some(edge) = start(first).filter(|_| is_plain(first, usual)) else { return Vec::new() };
    let mut items = vec![at];
    for (i, group) in groups.iter().enumerate().skip(at + 1) {
        if items.last().is_some_and(|item| i - item > BETWEEN) {
            break;
        }
        let Some(start) = start(group) else { break };
        let mark = marks.get(i).copied().flatten();
        if (start - edge).abs() <= SAME_EDGE {
            let Some(mark) = mark.filter(|mark| mark.follows(last) && is_plain(group, usual)) else { break };
            items.push(i);
            last = mark;
        } else if start < edge {
            break;
        }
    }
    items
}

fn start(group: &Group) -> Option<f32> {
    group.lines.first().filter(|line| line.angle == 0).map(|line| line.start)
}

/// The size of most of the text.
fn usual_size(groups: &[Group]) -> f32 {
    let largest = groups.iter().max_by_key(|group| group.lines.len());
    largest.and_then(|group| group.lines.first()).map_or(f32::INFINITY, |line| line.size)
}

/// True for text that looks like text: a heading is bold or large.
fn is_plain(group: &Group, usual: f32) -> bool {
    group.lines.iter().all(|line| !line.look.bold && line.size <= usual * 1.06 && !line.is_contents())
}

/// True where its lines after the first begin further in, under its text.
fn hangs(group: &Group) -> bool {
    match group.lines.as_slice() {
        [first, second, ..] => (0.5 * first.size..6.0 * first.size).contains(&(second.start - first.start)),
        _ => false,
    }
}

fn is_set_in(group: &Group, left: f32) -> bool {
    group.lines.first().is_some_and(|line| line.start - left > 0.9 * line.size)
}

fn of_group(group: &Group) -> Option<Mark> {
    let line = group.lines.first()?;
    if line.bullet || line.look.unseen { None } else { of_line(line) }
}

/// True where `line` opens with what items open with.
pub(super) fn opens(line: &Line) -> bool {
    of_line(line).is_some()
}

/// True where `line` opens the item behind the one that `first` opens, at the same edge.
pub(super) fn opens_next(first: &Line, line: &Line) -> bool {
    let marks = || of_line(first).zip(of_line(line));
    (first.start - line.start).abs() <= SAME_EDGE && marks().is_some_and(|(first, next)| next.follows(first))
}

fn of_line(line: &Line) -> Option<Mark> {
    let text = line.text();
    let (word, rest) = text.trim_start().split_once(char::is_whitespace)?;
    if rest.trim().is_empty() {
        return None;
    }
    let mut chars = word.chars();
    if let (Some(dash @ ('-' | '–' | '—' | '*' | '+' | '>' | '→' | 'o')), None) = (chars.next(), chars.next())
    {
        return Some(Mark::Dash(dash));
    }
    let word = word.strip_prefix('(').unwrap_or(word).trim_end_matches('-');
    let end = word.chars().next_back().filter(|end| matches!(end, '.' | ')' | '°'))?;
    let name = word.strip_suffix(end)?;
    if (1..=2).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Mark::Number(name.parse().ok()?, end));
    }
    if let Some(place) = ROMAN.iter().position(|roman| *roman == name) {
        return Some(Mark::Roman(place, end));
    }
    let mut letters = name.chars();
    match (letters.next()?, letters.next()) {
        (letter, None) if letter.is_ascii_alphabetic() && end == ')' => Some(Mark::Letter(letter, end)),
        _ => None,
    }
}

impl Mark {
    /// True for the mark of the item behind the one that `before` opens.
    fn follows(self, before: Self) -> bool {
        match (before, self) {
            (Self::Dash(a), Self::Dash(b)) => a == b,
            (Self::Number(a, before), Self::Number(b, end)) => before == end && a.checked_add(1) == Some(b),
            (Self::Letter(a, before), Self::Letter(b, end)) => {
                before == end && u32::from(a) + 1 == u32::from(b)
            }
            (Self::Roman(a, before), Self::Roman(b, end)) => before == end && a + 1 == b,
            _ => false,
        }
    }
}
