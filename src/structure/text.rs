//! Titles as they are compared and shown.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use crate::document::{Block, Role, is_invisible, is_letter_or_digit, visible_letters};

/// `text` for comparison: lower case, no accents, letters and digits only, words parted by one space.
pub(super) fn fold(text: &str) -> String {
    let mut folded = Folded { out: String::with_capacity(text.len()), pending: false };
    let mut rest = text;
    loop {
        let (words, after) = plain_words(rest, u8::is_ascii_alphanumeric);
        folded.push_plain(words);
        let mut chars = after.chars();
        match chars.next() {
            None => return folded.out,
            Some(c) if c.is_ascii() => folded.part(),
            Some(c) if is_invisible(c) => {}
            Some(c) => decompose_compatible(c, |c| folded.push(c)),
        }
        rest = chars.as_str();
    }
}

/// A text that is being folded.
struct Folded {
    out: String,
    /// A space is due before the next letter.
    pending: bool,
}

impl Folded {
    fn part(&mut self) {
        self.pending |= !self.out.is_empty();
    }

    /// Words of ASCII letters and digits, parted by one space.
    fn push_plain(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        if std::mem::take(&mut self.pending) {
            self.out.push(' ');
        }
        let start = self.out.len();
        self.out.push_str(words);
        if let Some(words) = self.out.get_mut(start..) {
            words.make_ascii_lowercase();
        }
    }

    fn push(&mut self, c: char) {
        if !is_letter_or_digit(c) {
            if !is_combining_mark(c) {
                self.part();
            }
            return;
        }
        if std::mem::take(&mut self.pending) {
            self.out.push(' ');
        }
        match c {
            'œ' | 'Œ' => self.out.push_str("oe"),
            'æ' | 'Æ' => self.out.push_str("ae"),
            _ if c.is_ascii() => self.out.push(c.to_ascii_lowercase()),
            _ => self.out.extend(c.to_lowercase()),
        }
    }
}

/// `text` with white space of every kind folded to single spaces, and nothing invisible.
pub(super) fn squash(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut after_space, mut rest) = (true, text);
    loop {
        let (words, after) = plain_words(rest, u8::is_ascii_graphic);
        out.push_str(words);
        after_space &= words.is_empty();
        let mut chars = after.chars();
        let Some(c) = chars.next() else { break };
        if c.is_whitespace() {
            if !after_space {
                out.push(' ');
            }
            after_space = true;
        } else if !is_invisible(c) && !c.is_control() {
            out.push(c);
            after_space = false;
        }
        rest = chars.as_str();
    }
    out.truncate(out.trim_end().len());
    out
}

/// The beginning of `text` that is words of ASCII characters which `is_part` knows, with one space between two and none
/// behind the last; and the rest.
fn plain_words(text: &str, is_part: impl Fn(&u8) -> bool) -> (&str, &str) {
    let mut end = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte.is_ascii() && is_part(&byte) {
            end = at + 1;
        } else if byte != b' ' || at != end || end == 0 {
            break;
        }
    }
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// The visible text of `block` in at most about `most` characters, white space folded, leaders and page numbers of the
/// contents as one space.
pub(super) fn shown(block: &Block, most: usize) -> String {
    match block.runs.as_slice() {
        [only] if only.role == Role::Text => squash(start(&only.text, most * 4)),
        _ => behind(String::new(), block, most),
    }
}

/// `text`, and behind it what is [`shown`] of `block`.
fn behind(mut text: String, block: &Block, most: usize) -> String {
    let before = text.len();
    for run in &block.runs {
        match run.role {
            Role::Text => text.push_str(start(&run.text, most * 4)),
            Role::Leader | Role::PageNumber => text.push(' '),
            _ => {}
        }
        if text.len() - before > most * 4 {
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
        Some(label) => behind(format!("{label} "), block, most),
        None => shown(block, most),
    }
}

/// Number of characters of visible text, white space not counted.
pub(super) fn weight(block: &Block) -> usize {
    let visible = block.runs.iter().filter(|run| run.role == Role::Text);
    visible.map(|run| visible_letters(&run.text)).sum()
}

/// The [`weight`] of `block` where it is at most `most`. Of a long text no more is read than tells.
pub(super) fn weight_within(block: &Block, most: usize) -> Option<usize> {
    let mut sum = 0;
    for run in block.runs.iter().filter(|run| run.role == Role::Text) {
        let begins = start(&run.text, 4 * (most + 1));
        sum += visible_letters(begins);
        if sum > most {
            return None;
        }
        sum += visible_letters(run.text.get(begins.len()..).unwrap_or_default());
    }
    (sum <= most).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Run;

    #[test]
    fn case_accents_and_punctuation_do_not_part_titles() {
        assert_eq!(fold("  L’ÉQUIPE : « œuvre »\u{a0}!"), "l equipe oeuvre");
        assert_eq!(fold("Spéci\u{fb01}cations"), "specifications");
        assert_eq!(fold("E\u{301}\u{200b}tude"), "etude");
    }

    #[test]
    fn a_weight_is_told_up_to_a_bound() {
        let long = format!("  {}", "é\u{200b} a".repeat(40));
        let block = Block { runs: vec![Run::plain("été "), Run::plain(long)], ..Block::default() };
        assert_eq!(weight(&block), 83);
        assert_eq!(weight_within(&block, 83), Some(83));
        assert_eq!(weight_within(&block, 82), None);
        assert_eq!(weight_within(&block, 0), None);
        assert_eq!(weight_within(&Block::default(), 0), Some(0));
    }

    #[test]
    fn white_space_is_folded() {
        assert_eq!(squash(" a\u{a0}\tb\n c\u{200b} "), "a b c");
    }
}
