//! Whether the words of a page are words: a text layer may say other letters than those that are shown.
//!
//! No dictionary is needed. Half of any French or English prose are small words that everybody knows by heart, and where
//! letters are mistaken for others these are mistaken too: « ei », « lcs » and « soni » are words of nothing. And where one
//! letter stands for another everywhere, a letter is missing that no page does without.

use std::sync::LazyLock;

use crate::hash::HashMap;

/// Small words of French and English.
const SMALL: [&str; 91] = [
    "le", "la", "les", "un", "une", "des", "du", "au", "aux", "de", "et", "est", "sont", "dans", "pour",
    "par", "sur", "qui", "que", "ont", "avec", "ce", "cette", "ces", "il", "elle", "ils", "elles", "nous",
    "vous", "on", "en", "ne", "pas", "plus", "se", "son", "sa", "ses", "leur", "leurs", "mais", "comme",
    "être", "avoir", "ai", "nos", "notre", "mon", "ma", "mes", "tout", "tous", "toute", "toutes", "entre",
    "sans", "sous", "chaque", "aussi", "donc", "the", "of", "and", "is", "was", "were", "by", "with", "from",
    "to", "that", "which", "this", "for", "are", "it", "in", "as", "at", "my", "our", "their", "has", "have",
    "had", "not", "be", "or", "an", "you",
];

/// What is mistaken for what.
const MISTAKEN: [(&str, &str); 17] = [
    ("t", "i"),
    ("e", "c"),
    ("n", "u"),
    ("u", "n"),
    ("m", "rn"),
    ("l", "1"),
    ("l", "i"),
    ("i", "l"),
    ("c", "e"),
    ("t", "f"),
    ("t", "l"),
    ("o", "0"),
    ("s", "5"),
    ("a", "o"),
    ("h", "b"),
    ("r", "i"),
    ("é", "6"),
];

/// What comes out and is a word all the same, or the name of something.
const REAL: [&str; 69] = [
    "eu", "sou", "out", "ou", "ni", "ii", "ie", "dc", "cn", "cc", "dn", "ia", "ci", "si", "no", "so", "us",
    "me", "io", "id", "ip", "if", "ll", "mo", "al", "el", "fo", "lo", "ue", "uns", "cet", "celle", "celles",
    "arc", "done", "oui", "fous", "noire", "anssi", "vons", "cas", "pai", "loi", "foi", "moi", "soi", "lui",
    "fit", "lit", "vit", "dit", "font", "vont", "mont", "lie", "vie", "cil", "cela", "oil", "ail", "bas",
    "boy", "cat", "fat", "rat", "ant", "bad", "sui", "suis",
];

/// Words of which a page must have so many, and the percent that must be mistaken, of at least so many kinds.
const PERCENT: usize = 4;
const FEWEST: usize = 5;
const KINDS: usize = 3;

/// The commonest letters of French and English, with the thousandth part of all letters that each is at least in prose,
/// and how often rarer one may be on a page of so many letters, which may be of tables and names.
const LETTERS: [(u8, usize); 9] = [
    (b'e', 115),
    (b'a', 70),
    (b'i', 65),
    (b's', 60),
    (b'n', 65),
    (b't', 65),
    (b'r', 55),
    (b'l', 40),
    (b'o', 50),
];
const RARER: usize = 12;
const ENOUGH: usize = 800;
/// Different letters from which a text is prose, and not a few labels over and over.
const VARIED: usize = 16;

/// Small words, and what they are mistaken for; false for these.
static KNOWN: LazyLock<HashMap<String, bool>> = LazyLock::new(|| {
    let mut known: HashMap<String, bool> = HashMap::default();
    for word in SMALL {
        for (right, wrong) in MISTAKEN.into_iter().filter(|(right, _)| word.contains(right)) {
            for all in [word.replacen(right, wrong, 1), word.replace(right, wrong)] {
                if !REAL.contains(&all.as_str()) {
                    known.insert(all, false);
                }
            }
        }
    }
    known.extend(SMALL.iter().map(|word| ((*word).to_owned(), true)));
    known
});

/// What the words of a text tell.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    /// Words of some length, and those of them that nobody could pronounce.
    long: (usize, usize),
    /// Letters that no French or English text has within words, and signs that mean nothing.
    strange: (usize, usize),
    /// Small words as they are written, and mistaken.
    small: (usize, usize),
    /// The first kinds of mistaken ones.
    kinds: Vec<String>,
    /// Small letters from a to z in words.
    letters: [usize; 26],
}

impl Words {
    /// Takes in a text.
    pub(super) fn take(&mut self, text: &str) {
        if !text.is_ascii() {
            let mut in_word = false;
            for c in text.chars() {
                let letter = is_strange_letter(c) || in_word && is_no_sign(c);
                self.strange.0 += usize::from(letter);
                self.strange.1 += usize::from(!letter && is_no_sign(c));
                in_word = c.is_alphabetic();
            }
        }
        text.split(|c: char| !c.is_alphanumeric()).for_each(|word| self.take_word(word));
    }

    fn take_word(&mut self, word: &str) {
        let bytes = word.as_bytes();
        let first_or_small = bytes.iter().skip(1).all(u8::is_ascii_lowercase);
        if bytes.len() >= 4 && first_or_small && bytes.first().is_some_and(u8::is_ascii_alphabetic) {
            self.long.0 += 1;
            self.long.1 += usize::from(!bytes.iter().any(|b| b"aeiouyAEIOUY".contains(b)));
        }
        if bytes.len() >= 2 && first_or_small {
            for letter in bytes.iter().filter_map(|b| b.checked_sub(b'a')) {
                if let Some(count) = self.letters.get_mut(usize::from(letter)) {
                    *count += 1;
                }
            }
        }
        let may_be_small =
            (2..=8).contains(&bytes.len()) && !bytes.first().is_some_and(u8::is_ascii_uppercase);
        match may_be_small.then(|| KNOWN.get(word)).flatten() {
            Some(true) => self.small.0 += 1,
            Some(false) => {
                self.small.1 += 1;
                if self.kinds.len() < KINDS && !self.kinds.iter().any(|kind| kind == word) {
                    self.kinds.push(word.to_owned());
                }
            }
            None => {}
        }
    }

    /// Takes in what another text tells.
    pub(super) fn add(&mut self, other: &Self) {
        self.small = (self.small.0 + other.small.0, self.small.1 + other.small.1);
        for (all, more) in self.letters.iter_mut().zip(other.letters) {
            *all += more;
        }
        for kind in &other.kinds {
            if self.kinds.len() < KINDS && !self.kinds.contains(kind) {
                self.kinds.push(kind.clone());
            }
        }
    }

    /// So many words are none that what is read of a page with `glyphs` glyphs cannot be relied on.
    pub(super) fn are_unsure(&self, glyphs: usize) -> bool {
        let strange = self.strange.0 + self.strange.1;
        (strange >= 3 && strange * 200 > glyphs) || self.are_garbled(glyphs)
    }

    /// The same, where it is the words themselves: the signs before the items of a list may be of a font that does not say
    /// what they are.
    pub(super) fn are_garbled(&self, glyphs: usize) -> bool {
        (self.strange.0 >= 3 && self.strange.0 * 200 > glyphs)
            || (self.strange.1 >= 3 && self.strange.1 * 30 > glyphs)
            || (self.long.0 >= 40 && self.long.1 * 6 > self.long.0)
            || self.are_mistaken()
    }

    /// Letters are mistaken for others.
    pub(super) fn are_mistaken(&self) -> bool {
        let (right, wrong) = self.small;
        let often = wrong >= FEWEST && self.kinds.len() >= KINDS && wrong * 100 >= (right + wrong) * PERCENT;
        often || self.lack_a_letter()
    }

    /// One of the commonest letters hardly comes, in a text of some length.
    fn lack_a_letter(&self) -> bool {
        let all: usize = self.letters.iter().sum();
        let lacks = |(letter, usual): &(u8, usize)| {
            let count = self.letters.get(usize::from(letter - b'a')).copied().unwrap_or_default();
            count * RARER * 1000 < all * usual
        };
        let different = self.letters.iter().filter(|count| **count > 0).count();
        all >= ENOUGH && different >= VARIED && LETTERS.iter().any(lacks)
    }
}

/// True for a letter that stands for a ligature in fonts that do not say so ("Ɵ" for "ti").
fn is_strange_letter(c: char) -> bool {
    matches!(c, '\u{180}'..='\u{217}' | '\u{21c}'..='\u{24f}')
}

/// True for private codes and for the mark of what could not be decoded.
fn is_no_sign(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fffd}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "Le service informatique de la commune gère les postes des agents et ceux des écoles. Le matin, \
        nous lisons les alertes de la nuit, puis les demandes qui attendent dans la file sont prises dans leur ordre. Cette \
        règle est connue de tous, et elle évite que les plus pressés passent avant les autres. Quand une panne touche une \
        école entière, le technicien de garde y va sans attendre avec le matériel de secours, et le reste de la file est \
        repris par son collègue. Un bilan est fait chaque semaine avec la responsable pour voir ce qui a été long. ";

    fn words(text: &str) -> Words {
        let mut words = Words::default();
        words.take(text);
        words
    }

    /// With every so many words changed.
    fn mistaken(text: &str, every: usize) -> String {
        let change = |(at, word): (usize, &str)| {
            let known = [("t", "i"), ("e", "c"), ("n", "u"), ("l", "1")];
            let swap = known.iter().find(|(right, _)| word.contains(right)).filter(|_| at % every == 0);
            swap.map_or(word.to_owned(), |(right, wrong)| word.replacen(right, wrong, 1))
        };
        text.split_whitespace().enumerate().map(change).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_whose_letters_are_mistaken_are_told_and_prose_is_not() {
        assert!(!words(PROSE).are_mistaken());
        assert!(words(&mistaken(PROSE, 2)).are_mistaken());
        assert!(words(&mistaken(&PROSE.repeat(3), 7)).are_mistaken());
        assert!(words(&PROSE.repeat(3).replace('t', "i")).are_mistaken());
        assert!(words(&PROSE.repeat(3).replace('s', "x")).lack_a_letter());
    }

    #[test]
    fn english_code_and_lists_are_no_mistakes() {
        let english = "The team had to choose between two tools, and I was asked to compare them with the needs of the \
            users. I wrote a short report that shows what each of them does, what it costs and how long it takes to set \
            it up. We then agreed on the second one, which is free and easy to keep up to date. ";
        let code =
            "if (user) { return el.id; } for (let i = 0; i < n; i++) { if (i == lo) { al += io; } } else if ";
        let tools =
            "Docker, Kubernetes, Ansible, Terraform, nginx, PostgreSQL, Redis, Grafana, Prometheus, GitLab, ";
        let labels = "Test 12   Conforme   Test 13   Conforme   Test 14   Conforme   ";
        for text in [english, code, tools, labels] {
            assert!(!words(&text.repeat(12)).are_unsure(100_000), "{text}");
        }
    }
}
