//! Bullets and numbers that a word processor puts before a paragraph.

use super::pieces::Piece;
use crate::document::{Role, Run};
use crate::read::pdf::page::{Flags, Page};

/// True for a bullet or a number that the text of its line stands well apart from.
pub(super) fn is_label(text: &str) -> bool {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => is_bullet(c) || c.is_alphanumeric() || matches!(c, '-' | '–' | '—'),
        _ => text.chars().count() <= 10 && is_number(text),
    }
}

/// "1", "1.2.", "IV -", "a)", "(2)".
fn is_number(text: &str) -> bool {
    let core = text.trim_matches(|c: char| {
        matches!(c, '(' | ')' | '.' | '-' | '–' | '°' | ':' | '/') || c.is_whitespace()
    });
    !core.is_empty()
        && core.split('.').all(|part| {
            let digits = part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
            let roman = part.bytes().all(|b| b"IVXLCivxlc".contains(&b));
            digits || roman || part.chars().count() == 1
        })
}

/// True for a character that only ever is a bullet at the start of a line.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '◦'
            | '‣'
            | '⁃'
            | '∙'
            | '●'
            | '○'
            | '◉'
            | '■'
            | '□'
            | '▪'
            | '▫'
            | '◆'
            | '◇'
            | '❖'
            | '►'
            | '▶'
            | '▸'
            | '▹'
            | '➢'
            | '➤'
            | '➔'
            | '➜'
            | '✓'
            | '✔'
            | '✗'
            | '✘'
            | '❑'
            | '❒'
            | '❏'
            | '◼'
            | '◾'
            | '✦'
            | '✧'
            | '★'
            | '☆'
            | '·'
            | '\u{e000}'..='\u{f8ff}'
    )
}

/// Gives the bullet at the start of the line of `parts` a run of its own. True where there is one.
pub(super) fn mark(page: &Page, parts: &[Piece], runs: &mut Vec<Run>) -> bool {
    if runs.first().is_some_and(|run| run.role == Role::Label) {
        return true;
    }
    let Some(run) = runs.first().filter(|run| run.role == Role::Text) else { return false };
    let Some(c) = run.text.chars().next() else { return false };
    let glyphs = parts.iter().flat_map(|piece| page.glyphs.get(piece.first..piece.last).unwrap_or_default());
    let Some(glyph) = glyphs.into_iter().find(|glyph| !glyph.flags.has(Flags::DROPPED | Flags::SPACE)) else {
        return false;
    };
    let look = page.fonts.get(usize::from(glyph.font)).map(|font| &font.look);
    // The Symbol font has Greek letters too; what Wingdings has for letters is none.
    let pictogram =
        look.is_some_and(|look| look.pictograms && (!c.is_alphanumeric() || !look.name.contains("ymbol")));
    let rest = &run.text[c.len_utf8()..];
    let apart = rest.starts_with(char::is_whitespace) || (rest.is_empty() && runs.len() > 1);
    // Word draws the hollow bullet of the second level as the letter o of Courier New.
    let letter_o = c == 'o'
        && apart
        && look.is_some_and(|look| look.monospace)
        && runs.get(1).is_some_and(|next| !next.style.monospace);
    if !((is_bullet(c) || pictogram) && (apart || rest.is_empty() || pictogram) || letter_o) {
        return false;
    }
    split(runs, c.len_utf8());
    true
}

/// Splits the first `length` bytes, and the white space after them, off into a label.
fn split(runs: &mut Vec<Run>, length: usize) {
    let Some(run) = runs.first_mut() else { return };
    let blank = run.text.get(length..).map_or(0, |rest| rest.len() - rest.trim_start().len());
    let rest = run.text.split_off(length + blank);
    run.role = Role::Label;
    let style = run.style;
    if !rest.is_empty() {
        runs.insert(1, Run { text: rest, role: Role::Text, style });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_words() {
        for label in ["•", "1", "1.2.3", "IV.", "a)", "(2)", "\u{f0b7}", "-", "2.1 -"] {
            assert!(is_label(label), "{label}");
        }
        for word in ["Le", "Annexe", "v2", "3 ans"] {
            assert!(!is_label(word), "{word}");
        }
    }
}
