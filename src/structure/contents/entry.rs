//! A line of a table of contents: a title, leaders, a page number.

use crate::document::{Block, Role, Run, is_invisible};

/// A line that reads like one of a table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The title, trimmed.
    pub(super) title: String,
    /// The page number as printed.
    pub(super) page: Option<u32>,
    /// Leaders or a tab part the two: it can hardly be anything else.
    pub(super) strong: bool,
}

/// The lines of `text`, one a printed line, and more where several were run together behind their page numbers.
pub(super) fn lines(text: &str) -> Vec<Line> {
    text.split('\n').flat_map(parts).filter(|part| !part.trim().is_empty()).map(line).collect()
}

/// The page number at the end of one line and what stands before it.
pub(super) fn line(text: &str) -> Line {
    let text = text.trim();
    let bare = |text: &str| Line {
        title: text.trim_end_matches(is_leader).trim().to_owned(),
        page: None,
        strong: false,
    };
    let start = text.rfind(|c: char| !c.is_ascii_alphanumeric()).map_or(0, |i| i + last_len(text, i));
    let start = start_of_range(text, start);
    let (before, number) = text.split_at(start);
    let Some(page) = page_number(number.split(['-', '–']).next().unwrap_or_default()) else {
        // Leaders without a page number: it is in a block of its own, or its link is broken.
        return match leader_at(text) {
            Some(at) => leading(text.get(..at).unwrap_or_default()),
            None => bare(text),
        };
    };
    let before = without_page_word(before);
    let title = before.trim_end_matches(is_leader);
    let gap = before.get(title.len()..).unwrap_or_default();
    let strong = dots(gap) >= 3 || gap.contains('\t');
    let has_letter = title.chars().any(char::is_alphabetic);
    let parted = gap.chars().any(char::is_whitespace) || strong;
    let roman = !number.starts_with(|c: char| c.is_ascii_digit());
    if !has_letter || !parted || (roman && !strong) {
        return bare(text);
    }
    Line { title: title.trim().to_owned(), page: Some(page), strong }
}

fn leading(title: &str) -> Line {
    Line { title: title.trim().to_owned(), page: None, strong: title.chars().any(char::is_alphabetic) }
}

/// True where `text` holds five leader dots in a row.
pub(super) fn has_leader(text: &str) -> bool {
    leader_at(text).is_some()
}

/// Where the first stretch of five leader dots or more begins.
fn leader_at(text: &str) -> Option<usize> {
    let (mut run, mut start) = (0, 0);
    for (i, c) in text.char_indices() {
        if is_dot(c) {
            if run == 0 {
                start = i;
            }
            run += if c == '…' { 3 } else { 1 };
            if run >= 5 {
                return Some(start);
            }
        } else if !c.is_whitespace() {
            run = 0;
        }
    }
    None
}

/// True for « 12 », « p. 12 », « 12-14 » and nothing else.
pub(super) fn is_page_range(text: &str) -> bool {
    let text = text.trim().trim_start_matches("page").trim_start_matches(['p', 'P', '.', ' ', '\u{a0}']);
    let mut numbers = 0;
    let all = text.split(['-', '–', ' ', '\u{a0}', 'à']).filter(|part| !part.is_empty()).all(|part| {
        numbers += 1;
        part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit())
    });
    all && (1..=2).contains(&numbers)
}

/// The first number of `text`.
pub(super) fn first_number(text: &str) -> Option<u32> {
    let digits: String =
        text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// Cuts a text behind every « ..... 12 » that is followed by more.
fn parts(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut dots) = (Vec::new(), 0, 0);
    let mut in_number = false;
    for (i, c) in text.char_indices() {
        if c.is_ascii_digit() && dots >= 4 {
            in_number = true;
        } else if in_number && c.is_whitespace() {
            parts.push(text.get(start..i).unwrap_or_default());
            (start, dots, in_number) = (i, 0, false);
        } else if matches!(c, '.' | '…' | '_' | '·') {
            dots += if c == '…' { 3 } else { 1 };
        } else if !c.is_whitespace() {
            (dots, in_number) = (0, false);
        }
    }
    parts.push(text.get(start..).unwrap_or_default());
    parts
}

/// Where a range of pages (« 13-14 ») begins whose last number begins at `start`.
fn start_of_range(text: &str, start: usize) -> usize {
    let before = text.get(..start).unwrap_or_default();
    let Some(before) = before.strip_suffix(['-', '–']) else { return start };
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if (1..=3).contains(&digits) { before.len() - digits } else { start }
}

fn last_len(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

fn page_number(token: &str) -> Option<u32> {
    if token.is_empty() || token.len() > 6 {
        return None;
    }
    if token.len() <= 3 && token.bytes().all(|b| b.is_ascii_digit()) {
        return token.parse().ok();
    }
    crate::structure::numbering::roman(&token.to_ascii_uppercase())
}

/// `text` without the « p. » or « page » that it may end with.
fn without_page_word(text: &str) -> &str {
    let trimmed = text.trim_end_matches([' ', '\u{a0}', '.']);
    for word in ["page", "Page", "pages", "p", "P"] {
        if let Some(rest) = trimmed.strip_suffix(word)
            && rest.ends_with(|c: char| is_leader(c))
        {
            return rest;
        }
    }
    text
}

/// What may stand between a title and its page number. Some producers put an invisible character before the number.
fn is_leader(c: char) -> bool {
    c.is_whitespace() || is_dot(c) || is_invisible(c)
}

fn dots(gap: &str) -> usize {
    gap.chars().map(|c| if c == '…' { 3 } else { usize::from(is_dot(c)) }).sum()
}

/// Sets the leaders of a line of the contents apart as runs of [`Role::Leader`].
pub(super) fn part_leaders(block: &mut Block) {
    if !block
        .runs
        .iter()
        .any(|run| run.role == Role::Text && run.text.contains(['.', '…', '_', '·', '․', '‥']))
    {
        return;
    }
    let runs = std::mem::take(&mut block.runs);
    let mut dotted = false;
    for run in runs {
        if run.role != Role::Text {
            block.runs.push(run);
            continue;
        }
        part_run(&mut block.runs, run, &mut dotted);
    }
}

/// Cuts `run` at its stretches of leader dots. A stretch is three dots or more, spaces between them allowed; `dotted`
/// tells that the run before ended with one, so that fewer go on with it.
fn part_run(out: &mut Vec<Run>, run: Run, dotted: &mut bool) {
    let text = run.text.as_str();
    let mut plain = 0;
    let mut at = 0;
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    while let Some(offset) = text.get(at..).and_then(|rest| rest.find(is_dot)) {
        let start = at + offset;
        let rest = text.get(start..).unwrap_or_default();
        let long = rest.find(|c: char| !is_leader(c)).unwrap_or(rest.len());
        let stretch = rest.get(..long).unwrap_or_default().trim_end();
        let goes_on = start == 0 && *dotted;
        if dots(stretch) >= 3 || goes_on {
            pieces.push((start, start + stretch.len()));
        }
        at = start + long.max(1);
    }
    *dotted =
        pieces.last().is_some_and(|(_, end)| text.get(*end..).is_some_and(|rest| rest.trim().is_empty()));
    for (start, end) in pieces {
        push(out, &run, plain, start, Role::Text);
        push(out, &run, start, end, Role::Leader);
        plain = end;
    }
    push(out, &run, plain, text.len(), Role::Text);
}

fn is_dot(c: char) -> bool {
    matches!(c, '.' | '…' | '·' | '_' | '․' | '‥')
}

fn push(out: &mut Vec<Run>, run: &Run, start: usize, end: usize, role: Role) {
    if let Some(text) = run.text.get(start..end).filter(|text| !text.is_empty()) {
        out.push(Run { text: text.to_owned(), role, style: run.style });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (String, Option<u32>, bool) {
        let line = line(text);
        (line.title, line.page, line.strong)
    }

    #[test]
    fn lines_of_all_kinds() {
        assert_eq!(parse("1.2 Contexte ........ 12"), ("1.2 Contexte".into(), Some(12), true));
        assert_eq!(parse("Contexte . . . . . 7"), ("Contexte".into(), Some(7), true));
        assert_eq!(parse("1.2 Contexte . . . . \u{2060}7"), ("1.2 Contexte".into(), Some(7), true));
        assert_eq!(parse("Contexte\t7"), ("Contexte".into(), Some(7), true));
        assert_eq!(parse("Contexte ….…… p. 7"), ("Contexte".into(), Some(7), true));
        assert_eq!(parse("Résumé .......... viii"), ("Résumé".into(), Some(8), true));
        assert_eq!(parse("2. Panier\t13-14"), ("2. Panier".into(), Some(13), true));
        assert_eq!(parse("Contexte ..............."), ("Contexte".into(), None, true));
        assert_eq!(parse("Contexte du projet 7"), ("Contexte du projet".into(), Some(7), false));
        assert_eq!(parse("Annexes (si prévues)"), ("Annexes (si prévues)".into(), None, false));
        assert_eq!(parse("Mission civil"), ("Mission civil".into(), None, false));
    }

    #[test]
    fn lines_run_together_are_parted() {
        let titles: Vec<_> =
            lines("Un ..... 3 Deux ..... 4\nTrois\t5").into_iter().map(|l| (l.title, l.page)).collect();
        assert_eq!(titles, [("Un".into(), Some(3)), ("Deux".into(), Some(4)), ("Trois".into(), Some(5))]);
    }

    #[test]
    fn leaders_become_runs_of_their_own_and_nothing_is_lost() {
        let mut block =
            Block { runs: vec![Run::plain("1. Un...... "), Run::plain(".. 3")], ..Block::default() };
        part_leaders(&mut block);
        let all: String = block.runs.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(all, "1. Un...... .. 3");
        assert_eq!(block.text(), "1. Un  3");
    }
}
