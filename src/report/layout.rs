//! Text laid out for a terminal: wrapped, indented, in columns. Makes what it prints inert.

use std::io;

use anstyle::Style;
use textwrap::core::display_width;
use textwrap::{Options as Wrapping, WordSeparator, WordSplitter, WrapAlgorithm};

use super::escape::{line_starts, visible};
use super::style::paint;
use super::words::bound;
use super::{Options, Styles};

/// Lines longer than this are hard to read, however wide the terminal.
const WIDEST: usize = 100;
/// Under this there is no room for two columns.
const NARROWEST: usize = 40;
/// A space that no line is broken at, while wrapping; it leaves as an ordinary space.
const GLUE: char = '\u{2007}';

/// A terminal page that is being written.
pub(super) struct Page {
    out: String,
    /// Nothing stands above, or an empty line does.
    fresh: bool,
    pub(super) width: usize,
    pub(super) styles: Styles,
}

impl Page {
    pub(super) fn new(options: &Options) -> Self {
        let width = options.width.clamp(NARROWEST, WIDEST);
        Self { out: String::new(), fresh: true, width, styles: options.styles }
    }

    /// The finished text, or what of it is not written yet.
    pub(super) fn finish(self) -> String {
        line_starts(self.out)
    }

    /// Writes what stands on the page so far; more may follow.
    pub(super) fn write_to(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        if !self.out.is_empty() {
            self.fresh = self.ends_in_a_gap();
        }
        out.write_all(line_starts(std::mem::take(&mut self.out)).as_bytes())
    }

    fn ends_in_a_gap(&self) -> bool {
        match self.out.as_str() {
            "" => self.fresh,
            // One empty line after what was written already is a gap too.
            "\n" => true,
            text => text.ends_with("\n\n"),
        }
    }

    /// An empty line, unless there is one already or nothing stands above.
    pub(super) fn gap(&mut self) {
        if !self.ends_in_a_gap() {
            self.out.push('\n');
        }
    }

    /// A title over a rule as long as it.
    pub(super) fn title(&mut self, style: Style, text: &str, rule: char) {
        self.gap();
        let mut widest = 0;
        for line in wrap(text, self.width, "", "") {
            widest = widest.max(display_width(&line));
            self.push(&paint(style, &line));
        }
        self.push(&rule.to_string().repeat(widest));
    }

    /// A paragraph; `first` and `rest` stand in front of its lines.
    pub(super) fn paragraph(&mut self, style: Style, first: &str, rest: &str, text: &str) {
        for line in wrap(text, self.width, first, rest) {
            let body = line.trim_start_matches(' ');
            let indent = line.len() - body.len();
            self.push(&format!("{}{}", &line[..indent], paint(style, body)));
        }
    }

    /// A text in two columns: a label, and what it says, wrapped beside it.
    pub(super) fn field(&mut self, indent: usize, column: usize, label: &str, text: &str) {
        let first = pad(label, column);
        let (margin, rest) = (" ".repeat(indent), " ".repeat(indent + column));
        for (i, line) in wrap(text, self.width, &rest, &rest).into_iter().enumerate() {
            let body = line.get(rest.len()..).unwrap_or_default();
            let head = if i == 0 { paint(self.styles.strong, &first) } else { " ".repeat(column) };
            self.push(&format!("{margin}{head}{body}"));
        }
    }

    /// A text with a quiet tag at the right end of its last line, or of a line of its own where there is no room.
    pub(super) fn tagged(&mut self, style: Style, first: &str, rest: &str, text: &str, tag: &str) {
        let tag = format!("[{}]", visible(tag));
        let mut lines = wrap(text, self.width, first, rest);
        let last = lines.pop().unwrap_or_default();
        for line in lines {
            self.push(&paint(style, &line));
        }
        let used = display_width(&last) + display_width(&tag);
        let tag = paint(self.styles.quiet, &tag);
        if used + 2 <= self.width {
            let space = " ".repeat(self.width - used);
            self.push(&format!("{}{space}{tag}", paint(style, &last)));
        } else {
            self.push(&paint(style, &last));
            let space = " ".repeat(self.width.saturating_sub(display_width(&tag)));
            self.push(&format!("{space}{tag}"));
        }
    }

    /// A line that is laid out already.
    pub(super) fn push(&mut self, line: &str) {
        self.out.push_str(line.trim_end_matches(' '));
        self.out.push('\n');
    }
}

/// `text`, made inert, on lines of at most `width` columns.
pub(super) fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let glued = bound(&visible(text), GLUE);
    let options = Wrapping::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(&glued, options).into_iter().map(|line| line.replace(GLUE, " ")).collect()
}

/// `text`, made inert, filled with spaces up to `width` columns.
pub(super) fn pad(text: &str, width: usize) -> String {
    let text = visible(text);
    let fill = width.saturating_sub(display_width(&text));
    format!("{text}{}", " ".repeat(fill))
}

/// `text` with spaces in front up to `width` columns.
pub(super) fn pad_left(text: &str, width: usize) -> String {
    let fill = width.saturating_sub(display_width(text));
    format!("{}{text}", " ".repeat(fill))
}

/// The beginning and the end of `text`, made inert, in at most `width` columns, with … where something was cut off
/// between them: whose it is stands at the beginning, what it is at the end.
pub(super) fn ends(text: &str, width: usize) -> String {
    let text = visible(text);
    if display_width(&text) <= width {
        return text.into_owned();
    }
    let front = width.saturating_sub(1) / 2;
    let columns = |c: char| display_width(c.encode_utf8(&mut [0; 4]));
    let mut taken = 0;
    let mut kept: String = text
        .chars()
        .take_while(|c| {
            taken += columns(*c);
            taken <= front
        })
        .collect();
    let mut back = String::new();
    let room = width.saturating_sub(display_width(&kept) + 1);
    for c in text.chars().rev() {
        if display_width(&back) + columns(c) > room {
            break;
        }
        back.insert(0, c);
    }
    kept.push('…');
    kept + &back
}

/// Columns that the widest of `texts` takes, once made inert.
pub(super) fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> usize {
    texts.map(|text| display_width(&visible(text))).max().unwrap_or(0)
}
