//! The language of a passage: French, English or another, and « too short to tell » rather than a guess.
//!
//! Function words decide, because a French dossier is full of English technical words and never of English function
//! words. Where they are too few for the length of the text, whatlang's trigrams are asked.

use std::ops::Range;
use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use super::ledger;
use crate::document::{Block, Kind, is_letter_or_digit};
use crate::hash::HashMap;
use crate::structure::Structure;

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// French.
    French,
    /// English.
    English,
    /// Another one, by its ISO 639-1 code.
    Other(&'static str),
}

/// How the text of a range is shared among languages, in characters (spaces not counted).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// Characters of passages in French.
    pub french: usize,
    /// Characters of passages in English.
    pub english: usize,
    /// Characters of passages in another language.
    pub other: usize,
    /// Characters of passages too short, or too mixed, to tell.
    pub unknown: usize,
}

/// Letters below which trigrams are not asked: they would guess.
const ENOUGH_LETTERS: usize = 80;

/// Bytes of the longest function word.
const LONGEST: usize = 9;

impl Language {
    /// ISO 639-1: `fr`, `en`…: stable, never translated.
    pub fn id(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
            Self::Other(code) => code,
        }
    }

    /// The language of `text`; none where it is too short or too mixed to tell.
    pub fn of(text: &str) -> Option<Self> {
        Evidence::of(text).language(text)
    }

    /// The language that a word in small letters tells; none where it tells neither French nor English.
    pub fn of_word(word: &str) -> Option<Self> {
        static KNOWN: LazyLock<HashMap<&str, Language>> = LazyLock::new(|| {
            let french = FRENCH.iter().map(|&word| (word, Language::French));
            french.chain(ENGLISH.iter().map(|&word| (word, Language::English))).collect()
        });
        (1..=LONGEST).contains(&word.len()).then(|| KNOWN.get(word).copied()).flatten()
    }
}

impl std::iter::Sum for Shares {
    fn sum<I: Iterator<Item = Self>>(shares: I) -> Self {
        shares.fold(Self::default(), |a, b| Self {
            french: a.french + b.french,
            english: a.english + b.english,
            other: a.other + b.other,
            unknown: a.unknown + b.unknown,
        })
    }
}

impl Shares {
    /// Shares of the text of blocks `range`, sentence by sentence. Code, headings and what is outside the text flow are
    /// left aside.
    pub fn of(structure: &Structure, range: Range<usize>) -> Self {
        let mut shares = Self::default();
        let mut text = String::new();
        for block in structure.blocks(range).iter().filter(|block| is_prose(block)) {
            ledger::join(&mut text, block);
            shares.add(&text);
        }
        shares
    }

    /// Shares of one text, sentence by sentence.
    pub fn of_text(text: &str) -> Self {
        let mut shares = Self::default();
        shares.add(text);
        shares
    }

    /// The language of more than half of what could be told; none where nothing could.
    pub fn majority(&self) -> Option<Language> {
        let known = self.french + self.english + self.other;
        if known == 0 || known * 4 < self.unknown {
            None
        } else if self.french * 2 > known {
            Some(Language::French)
        } else if self.english * 2 > known {
            Some(Language::English)
        } else {
            None
        }
    }

    fn add(&mut self, paragraph: &str) {
        let evidence = Evidence::of(paragraph);
        let whole = evidence.language(paragraph);
        if !evidence.is_mixed() {
            return self.count(whole, letters(paragraph));
        }
        for sentence in paragraph.split_inclusive(['.', '!', '?', ';', '\n']) {
            self.count(Evidence::of(sentence).decide().or(whole), letters(sentence));
        }
    }

    fn count(&mut self, language: Option<Language>, characters: usize) {
        *match language {
            Some(Language::French) => &mut self.french,
            Some(Language::English) => &mut self.english,
            Some(Language::Other(_)) => &mut self.other,
            None => &mut self.unknown,
        } += characters;
    }
}

/// The language of more than half of all the text of blocks `range`, where function words alone tell: the majority of its
/// [`Shares`] then, at less cost. None where they do not.
pub(crate) fn mostly(structure: &Structure, range: Range<usize>) -> Option<Language> {
    let (mut french, mut english, mut all) = (0, 0, 0);
    let mut text = String::new();
    for block in structure.blocks(range).iter().filter(|block| is_prose(block)) {
        ledger::join(&mut text, block);
        let evidence = Evidence::of(&text);
        let characters = letters(&text);
        all += characters;
        match evidence.decide().filter(|_| !evidence.is_mixed()) {
            Some(Language::French) => french += characters,
            Some(Language::English) => english += characters,
            _ => {}
        }
    }
    let shares = [(french, Language::French), (english, Language::English)];
    shares.into_iter().find(|(part, _)| part * 2 > all).map(|(_, language)| language)
}

/// True for what is written in a language: not code, not a heading, not outside the flow.
fn is_prose(block: &Block) -> bool {
    let fixed = !block.runs.is_empty() && block.runs.iter().all(|run| run.style.monospace);
    matches!(block.kind, Kind::Paragraph) && !fixed
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_ascii_graphic() || !c.is_whitespace()).count()
}

/// Function words of a text.
#[derive(Clone, Copy, Debug, Default)]
struct Evidence {
    french: usize,
    english: usize,
    words: usize,
    letters: usize,
}

/// The letters of a word, as long as it may be a function word.
#[derive(Default)]
struct Letters {
    bytes: [u8; LONGEST],
    /// Bytes of the word, those that had no room included.
    length: usize,
}

impl Letters {
    fn push(&mut self, c: char) {
        let end = self.length + c.len_utf8();
        if let Some(room) = self.bytes.get_mut(self.length..end) {
            c.encode_utf8(room);
        }
        self.length = end;
    }

    /// The word; nothing where it is longer than any function word.
    fn known_length(&self) -> &str {
        self.bytes.get(..self.length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

impl Evidence {
    fn of(text: &str) -> Self {
        let mut evidence = Self::default();
        let mut word = Letters::default();
        for c in text.chars() {
            if c.is_ascii_alphabetic() {
                evidence.letters += 1;
                word.push(c.to_ascii_lowercase());
            } else if !c.is_ascii() && is_letter_or_digit(c) && c.is_alphabetic() {
                evidence.letters += 1;
                c.to_lowercase().for_each(|c| word.push(c));
            } else if word.length > 0 {
                evidence.close(&word, matches!(c, '\'' | '’'));
                word = Letters::default();
            }
        }
        if word.length > 0 {
            evidence.close(&word, false);
        }
        evidence
    }

    fn close(&mut self, word: &Letters, elided: bool) {
        self.words += 1;
        let word = word.known_length();
        match Language::of_word(word) {
            Some(Language::French) => self.french += 1,
            _ if elided && matches!(word, "l" | "d" | "j" | "n" | "c" | "qu" | "s" | "m") => {
                self.french += 1;
            }
            Some(_) if !elided => self.english += 1,
            _ => {}
        }
    }

    /// True where its sentences may be in several languages.
    fn is_mixed(&self) -> bool {
        self.french.min(self.english) >= 2
    }

    /// What function words alone say: at least two of one language for every twenty words, and three times as many as
    /// of the other.
    fn decide(&self) -> Option<Language> {
        let (most, least) = (self.french.max(self.english), self.french.min(self.english));
        let enough = most >= 2 && most * 12 >= self.words;
        (enough && most >= 3 * least).then_some(if self.french > self.english {
            Language::French
        } else {
            Language::English
        })
    }

    /// The language of `text`, of which this is the evidence; none where it is too short or too mixed to tell.
    fn language(&self, text: &str) -> Option<Language> {
        self.decide().or_else(|| self.asks_trigrams().then(|| by_trigrams(text)).flatten())
    }

    /// True where function words are few for so much text: another language, perhaps.
    fn asks_trigrams(&self) -> bool {
        self.letters >= ENOUGH_LETTERS && self.words >= 12 && (self.french + self.english) * 12 < self.words
    }
}

fn by_trigrams(text: &str) -> Option<Language> {
    const PLAUSIBLE: &[(Lang, Language)] = &[
        (Lang::Fra, Language::French),
        (Lang::Eng, Language::English),
        (Lang::Spa, Language::Other("es")),
        (Lang::Por, Language::Other("pt")),
        (Lang::Ita, Language::Other("it")),
        (Lang::Deu, Language::Other("de")),
        (Lang::Nld, Language::Other("nl")),
        (Lang::Ara, Language::Other("ar")),
        (Lang::Rus, Language::Other("ru")),
    ];
    let detector = Detector::with_allowlist(PLAUSIBLE.iter().map(|(lang, _)| *lang).collect());
    let info = detector.detect(text).filter(|info| info.is_reliable())?;
    PLAUSIBLE.iter().find(|(lang, _)| *lang == info.lang()).map(|(_, language)| *language)
}

/// True for a word, in small letters, that tells French or English and nothing else.
pub fn is_function_word(word: &str) -> bool {
    Language::of_word(word).is_some()
}

/// Function words of French that neither English nor the neighbouring Romance languages have.
const FRENCH: [&str; 75] = [
    "les",
    "des",
    "du",
    "et",
    "est",
    "une",
    "dans",
    "pour",
    "avec",
    "sur",
    "au",
    "aux",
    "qui",
    "ce",
    "cette",
    "ces",
    "cet",
    "nous",
    "je",
    "il",
    "elle",
    "ils",
    "elles",
    "sont",
    "pas",
    "ont",
    "été",
    "mais",
    "à",
    "mon",
    "mes",
    "ses",
    "leur",
    "leurs",
    "vous",
    "être",
    "afin",
    "lors",
    "ainsi",
    "donc",
    "où",
    "était",
    "étaient",
    "nos",
    "notre",
    "votre",
    "sous",
    "chez",
    "dont",
    "puis",
    "très",
    "plusieurs",
    "avons",
    "ai",
    "suis",
    "peut",
    "fait",
    "tout",
    "tous",
    "sans",
    "entre",
    "aussi",
    "comme",
    "celui",
    "cela",
    "permet",
    "même",
    "depuis",
    "chaque",
    "par",
    "ou",
    "avoir",
    "faire",
    "doit",
    "le",
];

/// Function words of English that French does not have.
const ENGLISH: [&str; 62] = [
    "the", "of", "and", "to", "in", "is", "that", "for", "with", "was", "are", "this", "by", "be", "from",
    "which", "have", "has", "had", "we", "my", "not", "will", "were", "been", "can", "our", "their", "its",
    "at", "they", "these", "those", "you", "your", "he", "she", "his", "her", "into", "also", "when",
    "where", "who", "there", "then", "than", "all", "would", "should", "could", "because", "about", "each",
    "during", "through", "such", "it", "allows", "using", "able", "while",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_technical_words_do_not_make_french_english() {
        let text = "Le backend expose une API REST avec Express ; le frontend React consomme les endpoints via Axios, \
                    et le pipeline CI/CD de GitLab build les images Docker puis les push sur le registry.";
        assert_eq!(Language::of(text), Some(Language::French));
    }

    #[test]
    fn short_texts_are_not_guessed() {
        assert_eq!(Language::of("Docker Compose"), None);
        assert_eq!(Language::of("Application"), None);
        assert_eq!(Language::of(""), None);
        assert_eq!(Language::of("12 345 — 67 %"), None);
    }

    #[test]
    fn plain_sentences_are_told() {
        assert_eq!(Language::of("This project was carried out in a small team."), Some(Language::English));
        assert_eq!(Language::of("Ce projet a été mené dans une petite équipe."), Some(Language::French));
    }

    #[test]
    fn neighbouring_languages_are_neither() {
        let spanish = "El objetivo de la aplicación es que los usuarios puedan reservar una mesa en el restaurante de \
                       su elección y que los cocineros vean los pedidos en tiempo real desde la cocina.";
        assert_eq!(Language::of(spanish), Some(Language::Other("es")));
    }

    #[test]
    fn a_mixed_passage_is_shared_out() {
        let shares = Shares::of_text(
            "This project was made for the association of the town. Ce projet a été réalisé pour une association et \
             pour les habitants de la ville.",
        );
        assert!(shares.english > 30 && shares.french > 50, "{shares:?}");
    }
}
