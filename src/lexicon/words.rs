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
    folded: Place,
    source: Place,
    joint: Joint,
}

/// A range of bytes. No text that is read comes near four gigabytes, and a dossier has tens of thousands of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    start: u32,
    end: u32,
}

impl Place {
    fn of(range: Range<usize>) -> Self {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: narrow(range.start), end: narrow(range.end) }
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
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

/// Bytes of a word and the space behind it, for the first guess of how many there are.
const LETTERS_A_WORD: usize = 6;

impl Normalised {
    /// Cuts `text` into words.
    pub fn of(text: &str) -> Self {
        let mut cutter = Cutter { text, out: Self::default(), word: None, joint: Joint::Break };
        cutter.out.folded.reserve(text.len());
        cutter.out.words.reserve(text.len() / LETTERS_A_WORD);
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
        self.words.get(index).and_then(|word| self.folded.get(word.folded.range())).unwrap_or_default()
    }

    /// The words as they are compared, in order.
    pub fn words(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|index| self.word(index))
    }

    /// Where the words `range` stand in the text, in bytes; none for a range that holds no word.
    pub fn source(&self, range: Range<usize>) -> Option<Range<usize>> {
        let words = self.words.get(range)?;
        Some(words.first()?.source.range().start..words.last()?.source.range().end)
    }

    pub(super) fn joint(&self, index: usize) -> Joint {
        self.words.get(index).map(|word| word.joint).unwrap_or_default()
    }

    /// Joins the words `range` into one, as for letters that are spaced out (`S O M M A I R E`).
    pub(super) fn join(&mut self, range: Range<usize>) {
        let Some(words) = self.words.get(range.clone()) else { return };
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        let joined = Word {
            folded: Place { start: first.folded.start, end: last.folded.end },
            source: Place { start: first.source.start, end: last.source.end },
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
        let mut at = 0;
        loop {
            at = self.plain_letters(at);
            let mut chars = self.text.get(at..).unwrap_or_default().chars();
            let Some(c) = chars.next() else { break };
            let rest = chars.as_str();
            let next = at + c.len_utf8();
            match class(c) {
                Class::Letter => self.letter(at, c),
                Class::Ignored => {}
                Class::Apostrophe => self.close(Joint::Tight),
                Class::Space => self.close(Joint::Space),
                Class::Hyphen => match line_end(rest).filter(|_| self.word.is_some()) {
                    Some(white) => {
                        at = next + white;
                        continue;
                    }
                    None => self.close(self.hyphen(rest)),
                },
                Class::Break if c == '.' && rest.starts_with(char::is_alphanumeric) => {
                    self.close(Joint::Tight)
                }
                Class::Break => self.close(Joint::Break),
            }
            at = next;
        }
        self.close(Joint::Break);
    }

    /// Takes the letters and digits without accent that stand at `at`, all at once; where they end.
    fn plain_letters(&mut self, at: usize) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        let long = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let Some(letters) = self.text.get(at..at + long).filter(|letters| !letters.is_empty()) else {
            return at;
        };
        let start = self.out.folded.len();
        self.out.folded.push_str(letters);
        if let Some(folded) = self.out.folded.get_mut(start..) {
            folded.make_ascii_lowercase();
        }
        self.go_on(start, at..at + long);
        at + long
    }

    fn letter(&mut self, at: usize, c: char) {
        let start = self.out.folded.len();
        push_folded(c, &mut self.out.folded);
        self.go_on(start, at..at + c.len_utf8());
    }

    /// The word that is open, or one that begins at `start` of the folded text, goes on over `source`.
    fn go_on(&mut self, start: usize, source: Range<usize>) {
        match &mut self.word {
            Some((_, open)) => open.end = source.end,
            None => self.word = Some((start, source)),
        }
    }

    fn close(&mut self, joint: Joint) {
        match self.word.take() {
            Some((start, source)) => {
                let folded = start..self.out.folded.len();
                if !folded.is_empty() {
                    let (folded, source) = (Place::of(folded), Place::of(source));
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
