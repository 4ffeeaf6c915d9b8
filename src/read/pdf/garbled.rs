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

/// What is left before a lost « fi », « fl » or « ff », and is no word.
const BEGINNINGS: [&str; 17] = [
    "modi", "véri", "identi", "authenti", "spéci", "certi", "noti", "plani", "simpli", "justi", "signi",
    "classi", "scienti", "béné", "clari", "quanti", "speci",
];

/// The same after one.
const ENDS: [&str; 46] = [
    "nition", "nitions", "guration", "gurer", "guré", "gurée", "gurés", "gurées", "gure", "gures", "dentiel",
    "dentiels", "ectuer", "ectué", "ectuée", "ectués", "ectuées", "ectif", "ectifs", "cace", "caces",
    "cacité", "cacement", "érent", "érente", "érents", "érentes", "érence", "érences", "culté", "cultés",
    "samment", "chage", "chages", "chiers", "nancier", "nanciers", "ciaire", "ciaires", "ltrer", "ltrage",
    "exible", "uidité", "ciency", "erent", "erences",
];

/// Bytes of the longest word that is looked up: every word of a text up to that is.
const LONGEST: usize = 8;
/// Pieces of words, and different ones, from which ligatures are taken for lost.
const PIECES: usize = 4;
const KINDS_OF_PIECES: usize = 3;

/// What a word that is looked up is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    /// A small word.
    Small,
    /// What one is mistaken for.
    Mistaken,
    /// The beginning or the end of a word whose ligature is lost.
    Beginning,
    End,
}

/// Small words, what they are mistaken for, and pieces of words.
static KNOWN: LazyLock<HashMap<String, Known>> = LazyLock::new(|| {
    let mut known: HashMap<String, Known> = HashMap::default();
    let pieces = BEGINNINGS.iter().map(|piece| (piece, Known::Beginning));
    known.extend(
        pieces.chain(ENDS.iter().map(|piece| (piece, Known::End))).map(|(p, k)| ((*p).to_owned(), k)),
    );
    for word in SMALL {
        for (right, wrong) in MISTAKEN.into_iter().filter(|(right, _)| word.contains(right)) {
            for all in [word.replacen(right, wrong, 1), word.replace(right, wrong)] {
                if !REAL.contains(&all.as_str()) {
                    known.insert(all, Known::Mistaken);
                }
            }
        }
    }
    known.extend(SMALL.iter().map(|word| ((*word).to_owned(), Known::Small)));
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
    /// Pieces of words that stand for themselves, and the first kinds of them.
    pieces: usize,
    kinds_of_pieces: Vec<String>,
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
        text.split(|c: char| !c.is_alphanumeric()).for_each(|word| self.take_word(text, word));
    }

    /// Takes in a word of `text`.
    fn take_word(&mut self, text: &str, word: &str) {
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
        let may_be_known =
            (2..=LONGEST).contains(&bytes.len()) && !bytes.first().is_some_and(u8::is_ascii_uppercase);
        let known = may_be_known.then(|| KNOWN.get(word)).flatten();
        match known {
            Some(Known::Small) => self.small.0 += 1,
            Some(Known::Mistaken) => {
                self.small.1 += 1;
                keep_kind(&mut self.kinds, word, KINDS);
            }
            Some(Known::Beginning) => self.take_piece(word, is_followed(text, word)),
            Some(Known::End) => self.take_piece(word, follows(text, word)),
            None => {}
        }
    }

    /// Takes in a piece of a word, where the rest is `beside` it: where a word is divided at the end of a line, there is a
    /// hyphen or nothing at all.
    fn take_piece(&mut self, piece: &str, beside: bool) {
        if beside {
            self.pieces += 1;
            keep_kind(&mut self.kinds_of_pieces, piece, KINDS_OF_PIECES);
        }
    }

    /// Pieces of words that the text has.
    pub(super) fn pieces(&self) -> usize {
        self.pieces
    }

    /// Words lack a ligature where they are parted.
    pub(super) fn are_parted(&self) -> bool {
        self.pieces >= PIECES && self.kinds_of_pieces.len() >= KINDS_OF_PIECES
    }

    /// Takes in what another text tells.
    pub(super) fn add(&mut self, other: &Self) {
        self.small = (self.small.0 + other.small.0, self.small.1 + other.small.1);
        for (all, more) in self.letters.iter_mut().zip(other.letters) {
            *all += more;
        }
        other.kinds.iter().for_each(|kind| keep_kind(&mut self.kinds, kind, KINDS));
        self.pieces += other.pieces;
        other.kinds_of_pieces.iter().for_each(|kind| {
            keep_kind(&mut self.kinds_of_pieces, kind, KINDS_OF_PIECES);
        });
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

/// Keeps `kind` among the first `most` different ones.
fn keep_kind(kinds: &mut Vec<String>, kind: &str, most: usize) {
    if kinds.len() < most && !kinds.iter().any(|known| known == kind) {
        kinds.push(kind.to_owned());
    }
}

/// Where `word`, which is cut from `text`, begins in it.
fn start(text: &str, word: &str) -> usize {
    word.as_ptr().addr().saturating_sub(text.as_ptr().addr())
}

/// True where a space and a small letter come after `word` in `text`, from which it is cut.
fn is_followed(text: &str, word: &str) -> bool {
    let after = text.get(start(text, word) + word.len()..).and_then(|rest| rest.strip_prefix(' '));
    after.is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

/// True where a letter and a space come before it.
fn follows(text: &str, word: &str) -> bool {
    let before = text.get(..start(text, word)).and_then(|rest| rest.strip_suffix(' '));
    before.is_some_and(|rest| rest.ends_with(char::is_alphabetic))
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

    #[test]
    fn words_that_lack_their_ligatures_are_told_from_words_that_are_divided() {
        let lacking = "La dé nition des besoins et la con guration du serveur suivent. Il faut modi er la règle, puis \
            véri er le pare-feu et l'e cacité du ltrage. Les di érents chiers sont dans le dépôt.";
        assert!(words(lacking).are_parted() && words(lacking).pieces() >= 7, "{:?}", words(lacking));
        // Divided at the end of lines, with a hyphen or without, as lines are taken in one by one.
        for lines in [
            [
                "La défi",
                "nition et la con",
                "guration sont à modi",
                "fier puis à véri",
                "fier selon l'identi",
            ],
            [
                "La défi-",
                "nition, la confi-",
                "guration, à modi-",
                "fier puis à véri-",
                "fier selon l'identi-",
            ],
        ] {
            let mut divided = Words::default();
            lines.iter().for_each(|line| divided.take(line));
            assert!(!divided.are_parted() && divided.pieces() == 0, "{divided:?}");
        }
        assert_eq!(words(&PROSE.repeat(3)).pieces(), 0);
        // A few may be anything.
        assert!(!words("le modi que la note, le modi que la note, le modi que la note").are_parted());
    }
}
