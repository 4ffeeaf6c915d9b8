//! Where text that others wrote is made inert, one function for each grammar of output. A dossier, its file name and
//! everything a message quotes of them may hold control codes, markup, formulas or commands; none may act.
//!
//! Every report passes what it prints through here exactly once, except markup that it writes itself.

use std::borrow::Cow;
use std::fmt::Write;

use crate::measure::is_invisible;

/// True for a character that does something instead of being seen: control codes, direction overrides and
/// isolates, zero-width and other ignorable characters, line and paragraph separators, non-characters.
pub(super) fn is_active(c: char) -> bool {
    c.is_control()
        || is_invisible(c)
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}')
        || (u32::from(c) & 0xfffe) == 0xfffe
}

/// `text` on one line, with what cannot be seen shown as `[U+200B]`. Breaks and tabs become a space; soft hyphens
/// and variation selectors, which only concern the look, are dropped. `##[` and its likes, which start a command in
/// the logs of some CI systems wherever they stand, are broken by a space.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_active) && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '\u{ad}' | '\u{fe00}'..='\u{fe0f}' => {}
            '#' if out.ends_with('#') => out.push_str(" #"),
            c if is_active(c) => {
                let _ = write!(out, "[U+{:04X}]", u32::from(c));
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// A finished text for a terminal or a log: a line that a CI system would take for a command (`::error …`) gets a
/// mark in front. To be called on the whole output, since wrapping decides what starts a line.
pub(super) fn line_starts(output: String) -> String {
    let starts = |line: &str| line.trim_start().starts_with("::");
    if !output.lines().any(starts) {
        return output;
    }
    let mut out = String::with_capacity(output.len() + 16);
    for line in output.lines() {
        let text = line.trim_start();
        if starts(line) {
            out.push_str(&line[..line.len() - text.len()]);
            out.push_str("· ");
            out.push_str(text);
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}
