//! Where text that others wrote is made inert, one function for each grammar of output. A dossier, its file name and
//! everything a message quotes of them may hold control codes, markup, formulas or commands; none may act.
//!
//! Every report passes what it prints through here exactly once, except markup that it writes itself.

use std::borrow::Cow;
use std::fmt::Write;

use crate::document::is_invisible;

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
    let mut chars = text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{fe00}'..='\u{fe0f}')).peekable();
    while let Some(c) = chars.next() {
        let begins = chars.peek().is_some_and(|next| *next == '[' || next.is_alphanumeric());
        match c {
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            '#' if begins && out.ends_with('#') => out.push_str(" #"),
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
    let command = |line: &str| line[lead(line)..].starts_with("::");
    if !output.lines().any(command) {
        return output;
    }
    let marked = |line: &str| {
        let (lead, text) = line.split_at(lead(line));
        let mark = if command(line) { "· " } else { "" };
        format!("{lead}{mark}{text}")
    };
    output.split('\n').map(marked).collect::<Vec<_>>().join("\n")
}

/// A text of several lines for a terminal, made inert; its line breaks are kept and nothing else, colours neither: they
/// may be anybody's. For what is said beside a report: a failure, a remark, a list.
pub fn inert(text: &str) -> String {
    line_starts(text.split('\n').map(visible).collect::<Vec<_>>().join("\n"))
}

/// As [`inert`], with the colours kept: for a text that was coloured here, after all that others wrote in it was made
/// inert.
pub fn inert_but_colours(text: &str) -> String {
    line_starts(text.split('\n').map(inert_line).collect::<Vec<_>>().join("\n"))
}

/// `text` with another letter of the same length for each that acts, so that places in it stay the same. Breaks and
/// tabs are kept.
pub fn inert_in_place(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(c),
            '\r' => out.push(' '),
            c if is_active(c) => (0..c.len_utf8()).for_each(|_| out.push('?')),
            c => out.push(c),
        }
    }
    out
}

fn inert_line(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find("\u{1b}[") {
        let (before, sequence) = rest.split_at(at);
        out.push_str(&visible(before));
        let length = colour(sequence).unwrap_or(0);
        out.push_str(&sequence[..length]);
        // Without a colour the escape itself is shown, and the search goes on behind it.
        let shown = if length == 0 { 1 } else { 0 };
        out.push_str(&visible(&sequence[..shown]));
        rest = &sequence[length + shown..];
    }
    out.push_str(&visible(rest));
    out
}

/// Bytes of the colour sequence that `text` starts with: `ESC [ digits and ; m`.
fn colour(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix("\u{1b}[")?;
    let end = parameters.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    parameters[end..].starts_with('m').then_some("\u{1b}[".len() + end + 1)
}

/// Bytes of white space and of our own colours in front of the text of a line.
fn lead(line: &str) -> usize {
    let text = line.trim_start();
    let at = line.len() - text.len();
    colour(text).map_or(at, |length| at + length + lead(&text[length..]))
}

/// Text inside Markdown: nothing in it is markup, a link, a mention or a reference to an issue.
pub(super) fn markdown(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.trim().chars().peekable();
    let (mut at_start, mut previous) = (true, ' ');
    while let Some(c) = chars.next() {
        let bound = chars.peek().is_some_and(|next| !next.is_whitespace());
        let marks = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '^' | '$' | '&' | '#' | '@'
            | '{' | '}' => true,
            // An address, a picture by name (`:smile:`), the body of a definition.
            ':' => bound || at_start,
            // A number of a list; the address of a site.
            '.' | ')' => at_start || previous.eq_ignore_ascii_case(&'w'),
            '-' | '+' | '=' => at_start,
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        out.push(c);
        // Sites look for these in the finished text, where no backslash helps.
        if matches!(c, '@' | '#') {
            out.push('\u{2060}');
        }
        at_start &= c.is_ascii_digit();
        previous = c;
    }
    out
}

/// A cell of a table for a spreadsheet: what would start a formula gets an apostrophe in front.
pub(super) fn csv_cell(text: &str) -> String {
    let text = visible(text);
    let first = text.trim_start().chars().next();
    if matches!(first, Some('=' | '+' | '-' | '@' | '|' | '%' | '＝' | '＋' | '－' | '＠')) {
        format!("'{text}")
    } else {
        text.into_owned()
    }
}

/// The text of a GitHub workflow command; its own line breaks are kept.
pub(super) fn command_data(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(|line| visible(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

/// A property of a GitHub workflow command.
pub(super) fn command_property(text: &str) -> String {
    visible(text).replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}

/// A message of SARIF, where `[text](target)` would be a link.
pub(super) fn sarif_text(text: &str) -> String {
    visible(text).replace("](", "] (")
}

/// `path` as told from `base`, with `/` and without `./` in front.
pub(super) fn relative<'a>(path: &'a str, base: Option<&str>) -> &'a str {
    let under = base.and_then(|base| path.strip_prefix(base.trim_end_matches('/'))?.strip_prefix('/'));
    let mut path = under.unwrap_or(path);
    while let Some(rest) = path.strip_prefix("./") {
        path = rest;
    }
    path
}

/// `path` as a relative address with percent signs; an absolute one that is not under `base` is a `file:` address.
pub(super) fn uri(path: &str, base: Option<&str>) -> String {
    let path = relative(path, base);
    let mut out = String::with_capacity(path.len() + 8);
    if path.starts_with('/') {
        out.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte))
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{inert, inert_but_colours, inert_in_place};

    #[test]
    fn nothing_acts_and_colours_stay_where_they_are_ours() {
        assert_eq!(inert("\u{1b}[1;31mfaute\u{1b}[0m\n"), "[U+001B][1;31mfaute[U+001B][0m\n");
        assert_eq!(inert_but_colours("\u{1b}[1;31mfaute\u{1b}[0m\n"), "\u{1b}[1;31mfaute\u{1b}[0m\n");
        assert_eq!(inert_but_colours("a\u{1b}[2Jb\u{1b}[c"), "a[U+001B][2Jb[U+001B][c");
        assert_eq!(inert_but_colours("x\n\u{1b}[1m::error::y"), "x\n\u{1b}[1m· ::error::y");
        assert_eq!(inert("x\n::error::y"), "x\n· ::error::y");
    }

    #[test]
    fn what_starts_a_command_in_a_log_is_broken_and_a_title_is_not() {
        assert_eq!(inert("##[error]x ##vso[task]"), "# #[error]x # #vso[task]");
        assert_eq!(inert("##\u{ad}[error]"), "# #[error]");
        assert_eq!(inert("## Titre\n### Autre"), "## Titre\n### Autre");
    }

    #[test]
    fn what_is_inert_in_its_place_is_as_long() {
        let text = "a\u{1b}[31m é\u{202e}b\r\n\tc\u{9b}2J";
        assert_eq!(inert_in_place(text), "a?[31m é???b \n\tc??2J");
        assert_eq!(inert_in_place(text).len(), text.len());
    }
}
