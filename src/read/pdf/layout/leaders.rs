//! Leader dots become runs of their own.

use crate::document::{Role, Run};

/// A character that leaders are made of.
pub(super) fn is_dot(c: char) -> bool {
    matches!(c, '.' | '…' | '‥' | '·' | '․' | '⋅')
}

/// Dots that a leader has at least.
const LEAST: usize = 4;

/// Splits leaders off the text of `runs`.
pub(super) fn mark(runs: Vec<Run>) -> Vec<Run> {
    if !runs.iter().any(|run| run.role == Role::Text && may_hold_leader(&run.text)) {
        return runs;
    }
    let mut out = Vec::with_capacity(runs.len() + 2);
    for run in runs {
        if run.role == Role::Text && may_hold_leader(&run.text) {
            split(&run, &mut out);
        } else {
            out.push(run);
        }
    }
    out
}

fn may_hold_leader(text: &str) -> bool {
    weight(text) >= LEAST
}

fn weight(text: &str) -> usize {
    text.chars()
        .map(|c| match c {
            '…' => 3,
            '‥' => 2,
            c => usize::from(is_dot(c)),
        })
        .sum()
}

fn split(run: &Run, out: &mut Vec<Run>) {
    let mut rest = run.text.as_str();
    let mut push = |text: &str, role: Role| {
        if !text.is_empty() {
            out.push(Run { text: text.to_owned(), role, style: run.style });
        }
    };
    while let Some((start, end)) = next_leader(rest) {
        push(&rest[..start], Role::Text);
        push(&rest[start..end], Role::Leader);
        rest = &rest[end..];
    }
    push(rest, Role::Text);
}

/// The first leader of `text`: dots and the spaces between them.
fn next_leader(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(start) = text.get(from..)?.find(is_dot).map(|at| from + at) {
        let tail = &text[start..];
        let stretch = tail.find(|c: char| !is_dot(c) && !c.is_whitespace()).unwrap_or(tail.len());
        let end = start + tail[..stretch].trim_end().len();
        if weight(&text[start..end]) >= LEAST {
            return Some((start, end));
        }
        from = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(text: &str) -> Vec<(String, Role)> {
        mark(vec![Run::plain(text)]).into_iter().map(|run| (run.text, run.role)).collect()
    }

    #[test]
    fn leaders_of_every_kind() {
        for dots in [".....", ". . . . .", "…….", "··········"] {
            let runs = roles(&format!("Contexte {dots} 7"));
            assert_eq!(runs.len(), 3, "{dots}");
            assert_eq!(runs[1], (dots.to_owned(), Role::Leader));
        }
    }

    #[test]
    fn an_ellipsis_is_no_leader() {
        assert_eq!(roles("et ainsi de suite... Puis, etc…").len(), 1);
    }
}
