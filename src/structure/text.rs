//! Titles as they are compared and shown.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::document::{Block, Role, is_invisible, is_visible};

/// `text` for comparison: lower case, no accents, letters and digits only, words parted by one space.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut pending = false;
    let mut push = |c: char| {
        if !c.is_ascii_alphanumeric() && !c.is_alphanumeric() {
            pending |= !out.is_empty() && !is_combining_mark(c);
            return;
        }
        if std::mem::take(&mut pending) {
            out.push(' ');
        }
        match c {
            'œ' | 'Œ' => out.push_str("oe"),
            'æ' | 'Æ' => out.push_str("ae"),
            _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            _ => out.extend(c.to_lowercase()),
        }
    };
    for c in text.chars() {
        if c.is_ascii() {
            push(c);
        } else if !is_invisible(c) {
            decompose_compatible(c, &mut push);
        }
    }
    out
}

/// `text` with white space of every kind folded to single spaces, and nothing invisible.
pub(super) fn squash(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_space = true;
    for c in text.chars() {
        if c.is_ascii_graphic() {
            out.push(c);
            after_space = false;
        } else if c.is_whitespace() {
            if !after_space {
                out.push(' ');
            }
            after_space = true;
        } else if !is_invisible(c) && !c.is_control() {
            out.push(c);
            after_space = false;
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The visible text of `block` in at most about `most` characters, white space folded, leaders and page numbers of the
/// contents as one space.
pub(super) fn shown(block: &Block, most: usize) -> String {
    let mut text = String::new();
    for run in &block.runs {
        match run.role {
            Role::Text => text.push_str(start(&run.text, most * 4)),
            Role::Leader | Role::PageNumber => text.push(' '),
            _ => {}
        }
        if text.len() > most * 4 {
            break;
        }
    }
    squash(&text)
}

/// At most about `most` bytes of `text`.
fn start(text: &str, most: usize) -> &str {
    let end = (most..text.len()).find(|&at| text.is_char_boundary(at));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// The visible text of `block` with the number that stands before it, generated or not. Bullets are left away.
pub(super) fn numbered(block: &Block, most: usize) -> String {
    match block.label().filter(|label| label != "o" && label.contains(char::is_alphanumeric)) {
        Some(label) => squash(&format!("{label} {}", shown(block, most))),
        None => shown(block, most),
    }
}

/// Number of characters of visible text, white space not counted.
pub(super) fn weight(block: &Block) -> usize {
    let visible = block.runs.iter().filter(|run| run.role == Role::Text);
    visible.map(|run| letters(&run.text)).sum()
}

/// Visible characters of `text`, white space not counted.
fn letters(text: &str) -> usize {
    if text.is_ascii() {
        return text.bytes().filter(u8::is_ascii_graphic).count();
    }
    text.chars().filter(|&c| c.is_ascii_graphic() || !c.is_ascii() && is_visible(c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_part_titles() {
        assert_eq!(fold("  L’ÉQUIPE : « œuvre »\u{a0}!"), "l equipe oeuvre");
        assert_eq!(fold("Spéci\u{fb01}cations"), "specifications");
        assert_eq!(fold("E\u{301}\u{200b}tude"), "etude");
    }

    #[test]
    fn white_space_is_folded() {
        assert_eq!(squash(" a\u{a0}\tb\n c\u{200b} "), "a b c");
    }
}
