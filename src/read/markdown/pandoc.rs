//! What pandoc and its like write and CommonMark leaves as literal text: `:::` fences, `{…}` attributes, bracketed
//! spans, inline notes, `==marks==`, `x^2^`, layout commands of TeX, captions, Obsidian's pictures.
//!
//! Found by a first parse, which tells literal text from code, formulas and addresses, and then edited out.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::marks::{NOTE, NOTE_END, PAGE_BREAK_LINE};
use super::prepared::{Edit, Prepared};
use super::tex::{styled, without_layout};
use super::{css, shortcodes};

/// Takes the syntax out of `prepared`. Its words, and nothing else of it, stay.
pub(super) fn without_syntax(prepared: Prepared) -> Prepared {
    const SIGNS: [&str; 7] = [":::", "{", "^", "==", "\\", "\n: ", "![["];
    let text = &prepared.text;
    if !SIGNS.iter().any(|sign| text.contains(sign))
        && !text.match_indices(':').any(|(at, _)| emoji(text, at).is_some())
    {
        return prepared;
    }
    let edits = Scan { text: &prepared.text, literal: literal(&prepared.text) }.edits();
    if edits.is_empty() { prepared } else { prepared.edited(&edits) }
}

/// The ranges of `text` that are literal text to a Markdown parser, in order, those that touch joined.
fn literal(text: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut in_code = false;
    for (event, range) in Parser::new_ext(text, super::options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => match ranges.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => ranges.push(range),
            },
            _ => {}
        }
    }
    ranges
}

/// What is open in a paragraph.
#[derive(Default)]
struct Brackets {
    square: Vec<usize>,
    /// Where a command or a group begins that nobody sees, and why; none for any other brace.
    curly: Vec<Option<(Range<usize>, String)>>,
}

struct Scan<'a> {
    text: &'a str,
    literal: Vec<Range<usize>>,
}

impl Scan<'_> {
    /// All edits, in order and without overlap.
    fn edits(&self) -> Vec<Edit> {
        let mut edits = Vec::new();
        let (mut brackets, mut fences) = (Brackets::default(), Vec::new());
        let mut previous_blank = true;
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            let end = start + line.len();
            if line.trim().is_empty() {
                brackets = Brackets::default();
                previous_blank = true;
            } else {
                match self.line_edit(start, line.trim_end(), previous_blank, &mut fences) {
                    Some(edit) => edits.push(edit),
                    None => self.inline_edits(start..end, &mut brackets, &mut edits),
                }
                previous_blank = false;
            }
            start = end;
        }
        edits.sort_by_key(|edit| (edit.start, edit.end));
        let mut done = 0;
        edits.retain(|edit| {
            let keep = edit.start >= done;
            done = if keep { edit.end } else { done };
            keep
        });
        edits
    }

    fn is_literal(&self, at: usize) -> bool {
        let index = self.literal.partition_point(|range| range.start <= at);
        index.checked_sub(1).and_then(|i| self.literal.get(i)).is_some_and(|range| range.contains(&at))
    }

    /// What a line that holds nothing but syntax becomes. Of the open `fences`, those that a style is given are elements.
    fn line_edit(
        &self,
        start: usize,
        line: &str,
        starts_block: bool,
        fences: &mut Vec<bool>,
    ) -> Option<Edit> {
        let lead = line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        let (inner, at) = (&line[lead..], start + lead);
        if !self.is_literal(at) {
            return None;
        }
        let replace = |end: usize, with: &str| Some(Edit { start: at, end, with: with.to_owned() });
        let end = start + line.len();
        if let Some(title) = div_title(inner) {
            if inner.trim_end_matches(':').is_empty() {
                return replace(end, if fences.pop() == Some(true) { "</div>" } else { title });
            }
            let style = style_of(inner);
            fences.push(style.is_some());
            return replace(end, &style.map_or(title.to_owned(), |style| format!("<div style=\"{style}\">")));
        }
        if let Some(text) = without_layout(inner) {
            return replace(end, &text);
        }
        if attributes(inner).is_some_and(|length| length == inner.len()) {
            return replace(end, "");
        }
        if inner.starts_with("{{<") && inner.contains("pagebreak") && inner.ends_with(">}}") {
            return replace(end, PAGE_BREAK_LINE);
        }
        let captions: &[&str] =
            if starts_block { &[": ", "Table: ", ":   ", ":\t"] } else { &[":   ", ":\t"] };
        let caption = captions.iter().find(|mark| inner.starts_with(*mark))?;
        replace(at + caption.len() - 1, "")
    }

    /// What stands inside a line of text. `brackets` holds the open ones of the paragraph.
    fn inline_edits(&self, line: Range<usize>, brackets: &mut Brackets, edits: &mut Vec<Edit>) {
        let bytes = self.text.as_bytes();
        let mut at = line.start;
        while at < line.end {
            let byte = bytes[at];
            let syntax = matches!(byte, b'[' | b']' | b'{' | b'}' | b'\\' | b'=' | b'^' | b':');
            if !syntax || !self.is_literal(at) || (at > 0 && bytes[at - 1] == b'\\') {
                at += 1;
                continue;
            }
            at = match byte {
                b'[' => {
                    brackets.square.push(at);
                    at + 1
                }
                b']' => self.close_bracket(at, &mut brackets.square, edits),
                b'{' => self.open_brace(at, brackets, edits),
                b'}' => {
                    if let Some(Some((open, style))) = brackets.curly.pop() {
                        push(edits, open, &format!("<span style=\"{style}\">"));
                        push(edits, at..at + 1, "</span>");
                    }
                    at + 1
                }
                b'\\' => self.unseen_by_tex(at, brackets),
                b'=' => self.highlight(at, line.end, edits),
                b':' => match emoji(self.text, at) {
                    Some((length, emoji)) => {
                        push(edits, at..at + length, emoji);
                        at + length
                    }
                    None => at + 1,
                },
                _ => self.superscript(at, line.end, edits),
            };
        }
    }

    /// `[text]{.class}` and `^[note]`; gives where to go on.
    fn close_bracket(&self, at: usize, brackets: &mut Vec<usize>, edits: &mut Vec<Edit>) -> usize {
        let Some(open) = brackets.pop() else { return at + 1 };
        if open > 0 && self.text.as_bytes()[open - 1] == b'^' && self.is_literal(open - 1) {
            push(edits, open - 1..open + 1, &String::from(NOTE));
            push(edits, at..at + 1, &String::from(NOTE_END));
        } else if let Some(picture) = self.embedded_picture(open, at) {
            push(edits, open - 2..at + 2, &picture);
        } else if let Some(length) = attributes(&self.text[at + 1..]) {
            let style = style_of(&self.text[at + 1..at + 1 + length]);
            let (before, after) = match style {
                Some(style) => (format!("<span style=\"{style}\">"), "</span>"),
                None => (String::new(), ""),
            };
            push(edits, open..open + 1, &before);
            push(edits, at..at + 1 + length, after);
            return at + 1 + length;
        }
        at + 1
    }

    /// A brace that opens attributes, a group in the colour of paper, or nothing that matters.
    fn open_brace(&self, at: usize, brackets: &mut Brackets, edits: &mut Vec<Edit>) -> usize {
        let on = self.attributes_after_markup(at, edits);
        if on > at + 1 {
            return on;
        }
        let colour = styled(&self.text[at + 1..]).filter(|_| self.text[at + 1..].starts_with("\\color"));
        let (style, length) = colour.unwrap_or_default();
        brackets.curly.push(style.map(|style| (at..at + 1 + length, style)));
        at + 1 + length
    }

    /// A command of TeX that leaves its argument unseen.
    fn unseen_by_tex(&self, at: usize, brackets: &mut Brackets) -> usize {
        let found = styled(&self.text[at..]).filter(|_| !self.text[at..].starts_with("\\color"));
        let Some((Some(style), length)) = found else { return at + 1 };
        brackets.curly.push(Some((at..at + length, style)));
        at + length
    }

    /// Obsidian's `![[picture.png|300]]` as a Markdown picture, given its inner brackets.
    fn embedded_picture(&self, open: usize, close: usize) -> Option<String> {
        let before = self.text.get(open.checked_sub(2)?..open)?;
        let name = self.text.get(open + 1..close)?.split('|').next()?;
        let (_, extension) = name.rsplit_once('.')?;
        let picture = ["png", "jpg", "jpeg", "gif", "svg", "webp", "bmp", "pdf"]
            .contains(&extension.to_ascii_lowercase().as_str());
        (before == "![" && picture && self.text[close..].starts_with("]]") && !name.contains(['<', '>']))
            .then(|| format!("![]({})", name.replace(' ', "%20")))
    }

    /// `{.class}` right after a link, a picture or code.
    fn attributes_after_markup(&self, at: usize, edits: &mut Vec<Edit>) -> usize {
        let after_markup =
            at > 0 && matches!(self.text.as_bytes()[at - 1], b')' | b'`' | b']') && !self.is_literal(at - 1);
        match attributes(&self.text[at..]).filter(|_| after_markup) {
            Some(length) => {
                push(edits, at..at + length, "");
                at + length
            }
            None => at + 1,
        }
    }

    /// `==marked==`, both ends on the line.
    fn highlight(&self, at: usize, end: usize, edits: &mut Vec<Edit>) -> usize {
        let run = self.text[at..end].bytes().take_while(|&b| b == b'=').count();
        let rest = &self.text[at + run..end];
        let opens = run == 2
            && !self.text[..at].ends_with(|c: char| c.is_alphanumeric() || "=<>!]".contains(c))
            && !rest.starts_with(char::is_whitespace);
        let close = opens.then(|| rest.find("==")).flatten().map(|found| at + run + found);
        let closed = close.filter(|&close| {
            close > at + run
                && self.is_literal(close)
                && !self.text[..close].ends_with(|c: char| c.is_whitespace() || "=<>!".contains(c))
                && !self.text[close + 2..end].starts_with(|c: char| c.is_alphanumeric() || c == '=')
        });
        let Some(close) = closed else { return at + run };
        push(edits, at..at + 2, "");
        push(edits, close..close + 2, "");
        at + 2
    }

    /// `x^2^`: an exponent without spaces, after a letter or a digit.
    fn superscript(&self, at: usize, end: usize, edits: &mut Vec<Edit>) -> usize {
        let after = self.text[..at].ends_with(|c: char| c.is_alphanumeric() || c == ')');
        let rest = &self.text[at + 1..end];
        let inner: usize = rest
            .chars()
            .take(20)
            .take_while(|&c| c.is_alphanumeric() || matches!(c, '-' | '+' | ',' | '.'))
            .map(char::len_utf8)
            .sum();
        if after && inner > 0 && rest[inner..].starts_with('^') {
            push(edits, at..at + 1, "");
            push(edits, at + 1 + inner..at + 2 + inner, "");
            return at + 2 + inner;
        }
        at + 1
    }
}

/// The emoji that a short name such as `:warning:` at `at` stands for, and the name's length. Names inside words and
/// times of day are none.
fn emoji(text: &str, at: usize) -> Option<(usize, &'static str)> {
    let rest = &text[at + 1..];
    let length = rest
        .bytes()
        .take(40)
        .take_while(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-' | b'+'))
        .count();
    let after = rest[length..].strip_prefix(':').filter(|_| length > 0)?;
    let alone = !text[..at].ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
    let emoji = shortcodes::emoji(&rest[..length]).filter(|_| alone)?;
    Some((length + 2, emoji))
}

fn push(edits: &mut Vec<Edit>, range: Range<usize>, with: &str) {
    edits.push(Edit { start: range.start, end: range.end, with: with.to_owned() });
}

/// The title on a `:::` fence, mostly empty; none where the line is no fence.
fn div_title(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(":::")?.trim_start_matches(':').trim_end_matches(':').trim();
    if let Some(length) = attributes(rest) {
        return Some(rest[length..].trim());
    }
    let name = rest.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let title = name.trim().trim_start_matches('[').trim_end_matches(']');
    Some(attributes(title).map_or(title, |length| title[length..].trim()))
}

/// Length of the attributes that `text` starts with: `{#id .class key=value}`, `{-}`, kramdown's `{: .class}`.
fn attributes(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('{')?;
    let end = inner.find(['}', '\n', '{']).filter(|&end| inner[end..].starts_with('}'))?;
    let mut words = inner[..end].trim_start_matches(':').split_whitespace().peekable();
    words.peek()?;
    let mut quoted = false;
    for word in words {
        let starts = word.starts_with(['#', '.']) && word.len() > 1
            || matches!(word, "-" | "=")
            || word.split_once('=').is_some_and(|(key, _)| is_key(key));
        if !quoted && !starts {
            return None;
        }
        quoted ^= word.matches('"').count() % 2 == 1;
    }
    Some(end + 2)
}

/// The value of `style` among attributes, where it is one that hides its text: only then does it matter.
fn style_of(attributes: &str) -> Option<&str> {
    let (_, rest) = attributes.split_once("style=\"")?;
    let (style, _) = rest.split_once('"')?;
    (!style.contains(['<', '>']) && css::unseen(style)).then_some(style)
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        without_syntax(Prepared::as_is(text, 1)).text
    }

    #[test]
    fn pandoc_syntax_goes_and_its_words_stay() {
        assert_eq!(plain("::: {.note}\ntexte\n:::\n"), "\ntexte\n\n");
        assert_eq!(
            plain(
                "::: {style=\"display:none\"}\na [b]{style=\"color:white\"}\n:::\n[c]{style=\"color:red\"}\n"
            ),
            "<div style=\"display:none\">\na <span style=\"color:white\">b</span>\n</div>\nc\n"
        );
        assert_eq!(plain(":::tip Un titre\ntexte\n"), "Un titre\ntexte\n");
        assert_eq!(
            plain("[petites capitales]{.smallcaps} et [l](u){target=_blank}\n"),
            "petites capitales et [l](u)\n"
        );
        assert_eq!(plain("un mot^[la *note*] ici\n"), "un mot\u{fdd0}la *note*\u{fdd1} ici\n");
        assert_eq!(plain("un ==point fort==, et a == b\n"), "un point fort, et a == b\n");
        assert_eq!(plain("ok :+1:, 10:30:45\n"), "ok 👍, 10:30:45\n");
        assert_eq!(plain("le 1^er^ et 2^10\n"), "le 1er et 2^10\n");
        assert_eq!(plain("![[schema réseau.png|300]]\n"), "![](schema%20réseau.png)\n");
        assert_eq!(
            plain("| a |\n|---|\n| b |\n\n: Une légende {#tbl:x}\n"),
            "| a |\n|---|\n| b |\n\n Une légende {#tbl:x}\n"
        );
    }

    #[test]
    fn layout_commands_go_or_break_the_page() {
        assert_eq!(plain("fin\n\n\\newpage\n\n# T\n"), "fin\n\n\u{fdd2}\n\n# T\n");
        assert_eq!(plain("\\textbf{gras}\n"), "\\textbf{gras}\n");
        let white = |inner: &str| format!("a <span style=\"color:white\">{inner}</span> b\n");
        assert_eq!(plain("a \\textcolor{white}{un {deux} trois} b\n"), white("un {deux} trois"));
        assert_eq!(plain("a {\\color{white} un} b\n"), white(" un"));
        assert_eq!(plain("a \\phantom{un} b\n"), "a <span style=\"visibility:hidden\">un</span> b\n");
        assert_eq!(plain("a \\textcolor{blue}{un} b\n"), "a \\textcolor{blue}{un} b\n");
    }

    #[test]
    fn code_and_addresses_are_left_alone() {
        for text in [
            "```\n::: x\n\\newpage\n```\n",
            "`a^[b] {.c}` et <https://x.fr/a==b==c>\n",
            "[[ -f x ]] {json}\n",
            "a\\[b]{.c}\n",
        ] {
            assert_eq!(plain(text), text);
        }
    }
}
