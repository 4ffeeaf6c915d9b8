//! What was changed in a text that must stand as it is. A slip of the pen changes nothing, nor do spaces, articles and a
//! gender chosen; another word, number or denial does.

use std::ops::Range;

use super::form_text::is_number;
use crate::hash::HashSet;

/// Words without which a sentence says the same: articles, and what `(e)` leaves of a word.
const LIGHT: &[&str] = &[
    "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "au", "aux", "ce", "cet", "cette", "ces",
    "e", "s", "es",
];

/// Words that make a sentence say the contrary, which no slip of the pen adds.
const DENYING: &[&str] =
    &["ne", "n", "pas", "non", "jamais", "aucun", "aucune", "ni", "sans", "peu", "presque", "sauf"];

/// Letters of the shorter word from which a slip can be told from another word, and of the longer one from which two
/// letters may be wrong.
const WORD: usize = 4;
const LONG_WORD: usize = 10;

/// A word of the document, and its block.
pub(super) type Read<'a> = (&'a str, usize);

/// A place where words of the text, by their number, gave way to words of the document, by theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alteration {
    pub(super) was: Range<usize>,
    pub(super) is: Range<usize>,
}

/// A text laid beside the words of a document from one of them on.
#[derive(Clone, Debug)]
pub(super) struct Laid {
    /// How many words of the text stand there in their order.
    pub(super) same: usize,
    /// The first that does, as a word of the document.
    pub(super) start: usize,
    /// What was changed.
    pub(super) alterations: Vec<Alteration>,
}

/// Lays `text` beside the words of `stream` in `window`.
pub(super) fn lay(text: &[String], stream: &[Read<'_>], window: Range<usize>) -> Option<Laid> {
    let pairs = pairs(text, stream.get(window.clone())?);
    let pairs: Vec<(usize, usize)> =
        pairs.into_iter().map(|(own, read)| (own, read + window.start)).collect();
    let (first, last) = (*pairs.first()?, *pairs.last()?);
    let blocks: HashSet<usize> = pairs.iter().filter_map(|(_, read)| Some(stream.get(*read)?.1)).collect();
    let held = Held { text, stream, blocks };
    let mut alterations: Vec<Alteration> = Vec::new();
    let before = first.1 - first.1.min(first.0)..first.1;
    alterations.extend(held.at_an_end(0..first.0, before));
    for two in pairs.windows(2) {
        if let [(own, read), (next, then)] = *two {
            alterations.extend(held.between(own + 1..next, read + 1..then));
        }
    }
    let missing = last.0 + 1..text.len();
    let after = last.1 + 1..(last.1 + 1 + missing.len()).min(stream.len());
    alterations.extend(held.at_an_end(missing, after));
    Some(Laid { same: pairs.len(), start: first.1, alterations })
}

/// The words that stand in both, in their order, as many as there can be and each as early as it can be.
fn pairs(text: &[String], window: &[Read<'_>]) -> Vec<(usize, usize)> {
    let width = window.len() + 1;
    let mut rest = vec![0u32; (text.len() + 1) * width];
    let at = |own: usize, read: usize| own * width + read;
    let is_same = |own: usize, read: usize| matches!((text.get(own), window.get(read)), (Some(one), Some((other, _))) if one == other);
    for own in (0..text.len()).rev() {
        for read in (0..window.len()).rev() {
            rest[at(own, read)] = if is_same(own, read) {
                rest[at(own + 1, read + 1)] + 1
            } else {
                rest[at(own + 1, read)].max(rest[at(own, read + 1)])
            };
        }
    }
    let (mut out, mut own, mut read) = (Vec::new(), 0, 0);
    while own < text.len() && read < window.len() {
        if is_same(own, read) {
            out.push((own, read));
            (own, read) = (own + 1, read + 1);
        } else if rest[at(own + 1, read)] >= rest[at(own, read + 1)] {
            own += 1;
        } else {
            read += 1;
        }
    }
    out
}

/// A text and the words among which it stands.
struct Held<'t> {
    text: &'t [String],
    stream: &'t [Read<'t>],
    /// Blocks in which some word of the text stands: others are the tops and bottoms of pages.
    blocks: HashSet<usize>,
}

impl Held<'_> {
    /// What was changed before the first or behind the last word that still stands.
    fn at_an_end(&self, was: Range<usize>, is: Range<usize>) -> Option<Alteration> {
        let words = self.text.get(was.clone()).unwrap_or_default();
        if words.iter().all(|word| LIGHT.contains(&word.as_str())) {
            return None;
        }
        self.between(was, is)
    }

    /// What was changed between two words that still stand.
    fn between(&self, was: Range<usize>, is: Range<usize>) -> Option<Alteration> {
        let own: Vec<&str> = self.text.get(was.clone())?.iter().map(String::as_str).collect();
        let read = self.of_its_blocks(is);
        let now: Vec<&str> = read.clone().filter_map(|at| Some(self.stream.get(at)?.0)).collect();
        let again = || {
            let beside = [was.start.checked_sub(1), Some(was.end)].into_iter().flatten();
            let beside: Vec<&str> = beside.filter_map(|at| Some(self.text.get(at)?.as_str())).collect();
            own.is_empty() && now.iter().all(|word| beside.contains(word))
        };
        let changed = !is_the_same(&own, &now) && !again();
        changed.then_some(Alteration { was, is: read })
    }

    /// The part of `is` that stands in a block with words of the text.
    fn of_its_blocks(&self, is: Range<usize>) -> Range<usize> {
        let own = |at: &usize| self.stream.get(*at).is_some_and(|(_, block)| self.blocks.contains(block));
        let start = is.clone().find(own).unwrap_or(is.end);
        let end = is.rev().find(own).map_or(start, |at| at + 1);
        start..end
    }
}

/// True where `is` says what `was` says.
fn is_the_same(was: &[&str], is: &[&str]) -> bool {
    if was.concat() == is.concat() || is_gender(was, is) {
        return true;
    }
    let heavy = |words: &[&str]| -> Vec<String> {
        words.iter().filter(|word| !LIGHT.contains(word)).map(|word| (*word).to_owned()).collect()
    };
    let (was, is) = (heavy(was), heavy(is));
    if was.len() == is.len() {
        return was.iter().zip(&is).all(|(was, is)| was == is || is_slip(was, is));
    }
    // A word that a space cut in two, or two that a space is missing between.
    !was.is_empty() && !is.is_empty() && is_slip(&was.concat(), &is.concat()) && !denies(&is)
}

/// True where the text leaves the gender to be chosen, and it was: « auteur(e) », « autrice ».
fn is_gender(was: &[&str], is: &[&str]) -> bool {
    /// Letters that both have.
    const STEM: usize = 3;
    let ([word, "e"], [chosen]) = (was, is) else { return false };
    let common = word.chars().zip(chosen.chars()).take_while(|(one, other)| one == other).count();
    common >= STEM && chosen.chars().count() <= word.chars().count() + STEM
}

/// True for a slip of the pen: one letter too many, missing or wrong, or two that changed places; not the first one.
fn is_slip(was: &str, is: &str) -> bool {
    let (own, read) = (was.chars().count(), is.chars().count());
    let (short, long) = (own.min(read), own.max(read));
    let most = if long >= LONG_WORD { 2 } else { 1 };
    short >= WORD
        && long - short <= most
        && was.chars().next() == is.chars().next()
        && !is_number(was)
        && !is_number(is)
        && !DENYING.contains(&is)
        && strsim::osa_distance(was, is) <= most
}

/// True where one of the words denies.
pub(super) fn denies(words: &[impl AsRef<str>]) -> bool {
    words.iter().any(|word| DENYING.contains(&word.as_ref()))
}

#[cfg(test)]
mod tests {
    use super::super::form_text::words;
    use super::*;

    /// What was changed of `text` in `document`, whose lines are blocks.
    fn changes(document: &str, text: &str) -> Vec<(String, String)> {
        let blocks: Vec<Vec<String>> = document.lines().map(words).collect();
        let stream: Vec<Read<'_>> = blocks
            .iter()
            .enumerate()
            .flat_map(|(block, words)| words.iter().map(move |word| (word.as_str(), block)))
            .collect();
        let text = words(text);
        let laid = lay(&text, &stream, 0..stream.len()).unwrap();
        let of_text = |range: Range<usize>| text[range].join(" ");
        let of_stream =
            |range: Range<usize>| stream[range].iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" ");
        laid.alterations.into_iter().map(|it| (of_text(it.was), of_stream(it.is))).collect()
    }

    const TEXT: &str = "certifie sur l’honneur que les pièces de ce dossier sont exactes, et que deux à quatre \
                        annexes sont de l’auteur(e) des travaux.";

    fn with(from: &str, to: &str) -> Vec<(String, String)> {
        let altered = TEXT.replace(from, to);
        assert_ne!(altered, TEXT);
        changes(&format!("Je soussignée Zoé Roux, {altered} Fait à Lyon."), TEXT)
    }

    #[test]
    fn other_words_numbers_and_denials_are_told() {
        let told = |from: &str, to: &str| {
            let all = with(from, to);
            all.iter().map(|(was, is)| format!("{was}>{is}")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(told("exactes", "inexactes"), "exactes>inexactes");
        assert_eq!(told("sont exactes", "ne sont pas exactes"), ">ne >pas");
        assert_eq!(told("sont exactes", "sont presque exactes"), ">presque");
        assert_eq!(told("quatre", "cinq"), "quatre>cinq");
        assert_eq!(told("deux à quatre", "deux à 4"), "quatre>4");
        assert_eq!(told("sur l’honneur ", ""), "sur l honneur>");
        assert_eq!(told("certifie", "jure"), "certifie>jure");
        assert_eq!(told("des travaux", "des calculs"), "travaux>calculs");
    }

    #[test]
    fn slips_spaces_articles_and_a_gender_are_no_changes() {
        for (from, to) in [
            ("honneur", "honeur"),
            ("dossier", "dosiser"),
            ("exactes", "ex actes"),
            ("les pièces", "des pièces"),
            ("les pièces", "pièces"),
            ("exactes, et", "exactes et"),
            ("auteur(e)", "auteure"),
            ("auteur(e)", "autrice"),
            ("auteur(e)", "auteur"),
            ("sont exactes", "sont sont exactes"),
            ("sont exactes", "sont\nDossier de Zoé, page 3\nexactes"),
        ] {
            assert_eq!(with(from, to), [], "{from} > {to}");
        }
    }

    #[test]
    fn a_slip_keeps_the_first_letter_and_all_others_but_one() {
        assert!(is_slip("honneur", "honeur") && is_slip("professionnelle", "proffesionnelle"));
        assert!(!is_slip("conserve", "converse") && !is_slip("trois", "treize"));
        assert!(!is_slip("exacts", "inexacts") && !is_slip("peut", "veut") && !is_slip("par", "pas"));
    }
}
