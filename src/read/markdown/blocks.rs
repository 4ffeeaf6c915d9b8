//! Block syntax that CommonMark does not know and that would spoil the parse: the indented admonitions and tabs of
//! MkDocs, and pandoc's grid tables. Rewritten line by line before parsing; fenced code is left alone.

use super::prepared::Prepared;

/// Rewrites what there is; gives `text` back as it stands where there is none of it.
pub(super) fn plain_blocks(text: &str, first_line: u32) -> Prepared {
    let prepared = Prepared::as_is(text, first_line);
    let mut found = text.lines().map(str::trim_start);
    if !found.any(|line| line.starts_with('+') || admonition(line).is_some()) {
        return prepared;
    }
    let mut out = Prepared::default();
    let mut fence = Fence::default();
    let mut depth = Vec::new();
    let mut lines = prepared.lines().peekable();
    let mut grid = Vec::new();
    while let Some((line, origin)) = lines.next() {
        let line = dedent(line, &mut depth);
        let in_code = fence.over(line);
        if !in_code && is_border(line) {
            grid.push((line, origin));
            while let Some(&(next, at)) = lines.peek() {
                let next = dedent(next, &mut depth);
                if !next.starts_with(['+', '|']) {
                    break;
                }
                grid.push((next, at));
                lines.next();
            }
            push_grid(&mut out, &grid);
            grid.clear();
            continue;
        }
        match admonition(line.trim_start()).filter(|_| !in_code) {
            Some(title) => {
                depth.push(indent(line) + 4);
                out.push(&format!("{}{title}", " ".repeat(indent(line).min(3))), origin);
                out.push("", origin);
            }
            None => out.push(line, origin),
        }
    }
    out
}

/// Follows fenced code over the lines.
#[derive(Default)]
struct Fence(Option<(char, usize)>);

impl Fence {
    /// Takes the next line; true where it is part of fenced code, its fences included.
    fn over(&mut self, line: &str) -> bool {
        let inner = line.trim_start_matches([' ', '\t', '>']);
        let mark = inner.chars().next().unwrap_or(' ');
        let length = inner.chars().take_while(|&c| c == mark).count();
        let fence = matches!(mark, '`' | '~') && length >= 3;
        match self.0 {
            Some((open, least)) => {
                if fence && mark == open && length >= least && inner[length..].trim().is_empty() {
                    self.0 = None;
                }
                true
            }
            None => {
                if fence && !(mark == '`' && inner[length..].contains('`')) {
                    self.0 = Some((mark, length));
                }
                self.0.is_some()
            }
        }
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The line without the indentation of the admonitions it stands in; those that end before it are left.
fn dedent<'a>(line: &'a str, depth: &mut Vec<usize>) -> &'a str {
    if line.trim().is_empty() {
        return line;
    }
    // Depths are relative to the text of the admonition around, so the taken indentation adds up.
    let mut taken = 0;
    let mut kept = 0;
    for &deep in depth.iter() {
        if indent(line) < taken + deep {
            break;
        }
        taken += deep;
        kept += 1;
    }
    depth.truncate(kept);
    &line[taken..]
}

/// The title of an admonition (`!!! note "Titre"`, `??? tip`) or a tab (`=== "Titre"`), empty where it has none.
fn admonition(line: &str) -> Option<String> {
    let rest = ["!!! ", "??? ", "???+ ", "=== \"", "===+ \""].iter().find_map(|mark| {
        line.strip_prefix(mark)
            .map(|rest| if mark.ends_with('"') { &line[line.len() - rest.len() - 1..] } else { rest })
    })?;
    let (kinds, title) = match rest.split_once('"') {
        Some((kinds, title)) => (kinds, title.trim_end().strip_suffix('"')?),
        None => (rest, ""),
    };
    let plain = |kind: &str| kind.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let kinds: Vec<_> = kinds.split_whitespace().collect();
    (kinds.len() <= 3 && kinds.iter().all(|kind| plain(kind))).then(|| title.to_owned())
}

fn is_border(line: &str) -> bool {
    let line = line.trim_end();
    line.len() > 4
        && line.starts_with('+')
        && line.ends_with('+')
        && line.contains("---") | line.contains("===")
        && line.chars().all(|c| matches!(c, '+' | '-' | '=' | ':'))
}

/// Writes a grid table as a pipe table, which has the same cells; lines that make no grid table stay as they are.
fn push_grid(out: &mut Prepared, lines: &[(&str, u32)]) {
    let Some(rows) = grid_rows(lines) else {
        for (line, origin) in lines {
            out.push(line, *origin);
        }
        return;
    };
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(1);
    let rule = format!("|{}", "---|".repeat(width));
    out.push("", rows.first().map_or(1, |row| row.origin));
    for (index, row) in rows.iter().enumerate() {
        out.push(&format!("|{}|", row.cells.join("|")), row.origin);
        if index == 0 {
            out.push(&rule, row.origin);
        }
    }
    out.push("", rows.last().map_or(1, |row| row.origin));
}

#[derive(Default)]
struct Row {
    cells: Vec<String>,
    origin: u32,
}

/// The rows of a grid table; none where the lines do not line up.
fn grid_rows(lines: &[(&str, u32)]) -> Option<Vec<Row>> {
    let (first, _) = lines.first()?;
    let columns: Vec<usize> =
        first.trim_end().chars().enumerate().filter(|(_, c)| *c == '+').map(|(at, _)| at).collect();
    let mut rows: Vec<Row> = Vec::new();
    let mut open = false;
    for (line, origin) in &lines[1..] {
        let line = line.trim_end();
        if is_border(line) {
            open = false;
            continue;
        }
        let chars: Vec<char> = line.chars().collect();
        if !line.starts_with('|') || !line.ends_with('|') || chars.len() != columns.last()? + 1 {
            return None;
        }
        if !open {
            rows.push(Row { cells: vec![String::new(); columns.len() - 1], origin: *origin });
            open = true;
        }
        let row = rows.last_mut()?;
        for (cell, pair) in row.cells.iter_mut().zip(columns.windows(2)) {
            let text: String = chars.get(pair[0] + 1..pair[1])?.iter().collect();
            add_line(cell, text.trim());
        }
    }
    (!rows.is_empty()).then_some(rows)
}

/// Adds a line to a cell, without a list marker, and with its own bars escaped.
fn add_line(cell: &mut String, line: &str) {
    let line = ["- ", "* ", "+ "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line);
    cell.push(' ');
    cell.push_str(&line.replace('|', "\\|"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(text: &str) -> String {
        plain_blocks(text, 1).text
    }

    #[test]
    fn admonitions_lose_their_mark_and_indentation() {
        let text = "!!! note \"Attention\"\n    ## Titre\n\n    ??? tip\n        dedans\n\naprès\n";
        assert_eq!(rewritten(text), "Attention\n\n## Titre\n\n\n\ndedans\n\naprès\n");
        let prepared = plain_blocks(text, 1);
        assert_eq!(prepared.text.find("dedans").map(|at| prepared.line_at(at)), Some(5));
        let fenced = "```\n!!! note\n    x\n```\n";
        assert_eq!(rewritten(fenced), fenced);
    }

    #[test]
    fn grid_tables_become_pipe_tables() {
        let text = "+-----+------+\n| Nom | Rôle |\n+=====+======+\n| Ada | chef |\n|     | fin  |\n+-----+------+\n";
        assert_eq!(rewritten(text), "\n| Nom| Rôle|\n|---|---|\n| Ada | chef fin|\n\n");
        let drawing = "+---+\n| a |--> b\n+---+\n";
        assert_eq!(rewritten(drawing), drawing);
    }
}
