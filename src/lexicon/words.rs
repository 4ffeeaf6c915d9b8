//! A text as words that can be compared.

use std::ops::Range;

use super::fold::{Class, class, push_folded};

/// A text cut into words, each as it is compared (without case, accents, ligatures…) and with its place in the text.
///
/// Invisible characters, hyphens at line ends, every kind of white space, of apostrophe and of bullet make no
/// difference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Normalised {
    folded: String,
    words: Vec<Word>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    folded: Range<usize>,
    source: Range<usize>,
    joint: Joint,
}

/// What stands between a word and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Joint {
    /// White space.
    #[default]
    Space,
    /// An apostrophe, or a hyphen or full stop without white space.
    Tight,
    /// Punctuation that parts phrases.
    Break,
}

impl Normalised {
    /// Cuts `text` into words.
    pub fn of(text: &str) -> Self {
        let mut cutter = Cutter { text, out: Self::default(), word: None, joint: Joint::Break };
        cutter.out.folded.reserve(text.len());
        cutter.cut();
        cutter.out
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// True for a text without any word.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Word `index` as it is compared; empty beyond the last.
    pub fn word(&self, index: usize) -> &str {
        self.words.get(index).and_then(|word| self.folded.get(word.folded.clone())).unwrap_or_default()
    }

    /// The words as they are compared, in order.
    pub fn words(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|index| self.word(index))
    }

    /// Where the words `range` stand in the text, in bytes; none for a range that holds no word.
    pub fn source(&self, range: Range<usize>) -> Option<Range<usize>> {
        let words = self.words.get(range)?;
        Some(words.first()?.source.start..words.last()?.source.end)
    }

    pub(super) fn joint(&self, index: usize) -> Joint {
        self.words.get(index).map(|word| word.joint).unwrap_or_default()
    }

    /// Joins the words `range` into one, as for letters that are spaced out (`S O M M A I R E`).
    pub(super) fn join(&mut self, range: Range<usize>) {
        let Some(words) = self.words.get(range.clone()) else { return };
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let joined = Word {
            folded: first.folded.start..last.folded.end,
            source: first.source.start..last.source.end,
            joint: first.joint,
        };
        self.words.splice(range, [joined]);
    }
}

struct Cutter<'a> {
    text: &'a str,
    out: Normalised,
    /// Start in the folded text and place in the source of the word that is open.
    word: Option<(usize, Range<usize>)>,
    joint: Joint,
}

impl Cutter<'_> {
    fn cut(&mut self) {
        let mut resume = 0;
        for (at, c) in self.text.char_indices() {
            let rest = self.text.get(at + c.len_utf8()..).unwrap_or_default();
            match class(c) {
                _ if at < resume => {}
                Class::Letter => self.letter(at, c),
                Class::Ignored => {}
                Class::Apostrophe => self.close(Joint::Tight),
                Class::Space => self.close(Joint::Space),
                Class::Hyphen => match line_end(rest).filter(|_| self.word.is_some()) {
                    Some(white) => resume = at + c.len_utf8() + white,
                    None => self.close(self.hyphen(rest)),
                },
                Class::Break if c == '.' && rest.starts_with(char::is_alphanumeric) => {
                    self.close(Joint::Tight)
                }
                Class::Break => self.close(Joint::Break),
            }
        }
        self.close(Joint::Break);
    }

    fn letter(&mut self, at: usize, c: char) {
        let start = self.out.folded.len();
        push_folded(c, &mut self.out.folded);
        let end = at + c.len_utf8();
        match &mut self.word {
            Some((_, source)) => source.end = end,
            None => self.word = Some((start, at..end)),
        }
    }

    fn close(&mut self, joint: Joint) {
        match self.word.take() {
            Some((start, source)) => {
                let folded = start..self.out.folded.len();
                if !folded.is_empty() {
                    self.out.words.push(Word { folded, source, joint: self.joint });
                    self.joint = joint;
                }
            }
            // The strongest of several marks between two words is what parts them.
            None if joint == Joint::Break => self.joint = Joint::Break,
            None if self.joint == Joint::Tight => self.joint = joint,
            None => {}
        }
    }

    /// A hyphen inside a word joins, one that stands alone parts phrases.
    fn hyphen(&self, rest: &str) -> Joint {
        if self.word.is_some() && rest.starts_with(char::is_alphanumeric) {
            Joint::Tight
        } else {
            Joint::Break
        }
    }
}

/// Bytes of white space after a hyphen that only cuts a word at the end of a line.
fn line_end(rest: &str) -> Option<usize> {
    let trimmed = rest.trim_start();
    let white = rest.get(..rest.len() - trimmed.len())?;
    (white.contains('\n') && trimmed.starts_with(char::is_lowercase)).then_some(white.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Normalised::of(text).words().map(str::to_owned).collect()
    }

    #[test]
    fn white_space_apostrophes_and_hyphens_of_every_kind_are_alike() {
        let plain = words("mise en œuvre de l'activité-type");
        assert_eq!(plain, ["mise", "en", "oeuvre", "de", "l", "activite", "type"]);
        assert_eq!(words("Mise\u{a0}en  oeu\u{200b}vre de l\u{2019}activité\u{2011}type"), plain);
        assert_eq!(words("mise en oeu-\n  vre de l\u{2bc}acti\u{ad}vite\u{301} type"), plain);
    }

    #[test]
    fn a_word_knows_its_place_in_the_source() {
        let text = "• L’Œuvre ﬁnale :";
        let normalised = Normalised::of(text);
        assert_eq!(normalised.source(1..3).map(|range| &text[range]), Some("Œuvre ﬁnale"));
        assert_eq!(normalised.source(2..9), None);
    }

    #[test]
    fn punctuation_parts_phrases_and_marks_inside_words_do_not() {
        let joints = |text| {
            let normalised = Normalised::of(text);
            (1..normalised.len()).map(|index| normalised.joint(index)).collect::<Vec<_>>()
        };
        use Joint::{Break, Space, Tight};
        assert_eq!(joints("a - b"), [Break]);
        assert_eq!(joints("a, b : c"), [Break, Break]);
        assert_eq!(joints("sous-réseau Vue.js"), [Tight, Space, Tight]);
        assert_eq!(joints("l' entreprise"), [Space]);
    }

    #[test]
    fn a_text_without_words_is_empty() {
        assert!(Normalised::of(" … • \u{f0b7} - ").is_empty());
    }
}
