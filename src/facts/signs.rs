//! Characters that fill without saying anything: long rows of one sign, and type too small to read.

use unicode_normalization::char::compose;

use super::places::{self, number};
use crate::check::Subject;
use crate::document::{Block, Kind, Notice, NoticeKind, Role, is_visible, visible_letters};
use crate::message::Message;
use crate::say;
use crate::structure::ZoneKind;

/// Signs in a row from which it is one: rules and dotted lines to fill in are as long.
const ROW: usize = 20;
/// Signs in a row from which it is one in code, where rules part whole sections.
const ROW_OF_CODE: usize = 300;
/// Characters in such rows from which they are told.
const ROWS_FROM: usize = 500;
/// Points below which type is hardly read on paper.
const SMALL: f32 = 5.0;
/// Characters of such type from which it is told: exponents and labels of figures stay below.
const SMALL_FROM: usize = 400;

/// Signs of a word from which it is none, and characters in such words from which they are told: some addresses are long.
const LONG: usize = 100;
const LONG_FROM: usize = 2_000;
/// Characters of another kind from which they are told: bullets and formulas stay below.
const ODD_FROM: usize = 300;
/// The same for mathematical letters: the formulas of a dossier stay below.
const MATHEMATICAL_FROM: usize = 150;
/// Characters in a forced direction from which they are told.
const OVERRIDDEN_FROM: usize = 40;

/// Rows of one and the same sign, whatever the spaces between.
pub(super) fn rows(subject: &Subject) -> Option<Notice> {
    let (count, blocks) = tally(subject, true, |block| {
        let long = if block.kind == Kind::Code { ROW_OF_CODE } else { ROW };
        let (mut all, mut row, mut before) = (0, 0, '\0');
        for run in texts(block) {
            for c in run.text.chars() {
                if c == before {
                    row += 1;
                    all += if row == long { long } else { usize::from(row > long) };
                } else if is_visible(c) {
                    (row, before) = (1, c);
                }
            }
        }
        all
    });
    if count < ROWS_FROM {
        return None;
    }
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(count), places::of(subject, &blocks));
    let message = say!(
        "{n} caractères ne sont que des suites d'un même signe ({at}). Ils sont comptés.",
        "{m} characters are nothing but rows of one sign ({there}). They are counted."
    );
    Some(places::notice(subject, NoticeKind::Integrity, message, &blocks))
}

/// Type that is too small to read without help, but not hidden.
pub(super) fn small(subject: &Subject) -> Option<Notice> {
    let (count, blocks) = tally(subject, false, |block| {
        let small = texts(block).filter(|run| run.style.size.is_some_and(|size| size < SMALL));
        small.map(|run| visible_letters(&run.text)).sum()
    });
    if count < SMALL_FROM {
        return None;
    }
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(count), places::of(subject, &blocks));
    let message = say!(
        "{n} caractères sont plus petits que le corps {SMALL}, presque illisibles sur papier ({at}). Ils sont comptés.",
        "{m} characters are smaller than {SMALL} pt, hardly readable on paper ({there}). They are counted."
    );
    Some(places::notice(subject, NoticeKind::Integrity, message, &blocks))
}

/// Characters that no reader takes for text, or that are drawn otherwise than they are written.
pub(super) fn odd(subject: &Subject) -> Vec<Notice> {
    let kinds: [(usize, Count, Said); 5] = [
        (
            LONG_FROM,
            |text| words(text).filter(|length| *length >= LONG).sum(),
            |n| {
                say!(
                    "{n} caractères tiennent en « mots » de plus de 100 signes (données encodées, adresses ?)",
                    "{n} characters are in “words” of more than 100 signs (encoded data, addresses?)"
                )
            },
        ),
        (
            ODD_FROM,
            |text| text.chars().filter(|c| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)).count(),
            |n| {
                say!(
                    "{n} caractères sont à usage privé : ils ne disent rien sans leur police",
                    "{n} characters are of private use: they say nothing without their font"
                )
            },
        ),
        (ODD_FROM, piled, |n| {
            say!(
                "{n} signes sont posés sur, sous ou en travers de lettres qui n'en portent pas",
                "{n} marks stand over, under or across letters that bear none"
            )
        }),
        (
            MATHEMATICAL_FROM,
            |text| text.chars().filter(|c| matches!(c, '\u{1d400}'..='\u{1d7ff}')).count(),
            |n| {
                say!(
                    "{n} lettres sont des signes mathématiques qui en ont l'air : une recherche ne les trouve pas",
                    "{n} letters are mathematical signs that look like letters: a search does not find them"
                )
            },
        ),
        (OVERRIDDEN_FROM, overridden, |n| {
            say!(
                "{n} caractères sont écrits dans un autre ordre que celui où ils se lisent",
                "{n} characters are written in another order than they are read"
            )
        }),
    ];
    let texts: Vec<(usize, String)> = prose(subject, false)
        .map(|(at, block)| (at, block.text()))
        .filter(|(_, text)| may_be_odd(text))
        .collect();
    let told = |(from, count, said): (usize, Count, Said)| {
        let (n, blocks) = summed(texts.iter().map(|(at, text)| (*at, count(text))));
        (n >= from).then(|| {
            let (Message { fr, en }, Message { fr: at, en: there }) =
                (number(n), places::of(subject, &blocks));
            let (fr, en) = (said(&fr).fr, said(&en).en);
            let message = say!("{fr} ({at}). Ils sont comptés.", "{en} ({there}). They are counted.");
            places::notice(subject, NoticeKind::Integrity, message, &blocks)
        })
    };
    kinds.into_iter().filter_map(told).collect()
}

type Count = fn(&str) -> usize;
type Said = fn(&str) -> Message;

/// True for a text with a word of many bytes, or a character that French prose hardly has.
fn may_be_odd(text: &str) -> bool {
    let usual =
        |c: char| matches!(c, '\0'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205f}' | '€');
    !text.chars().all(usual) || text.split(' ').any(|word| word.len() >= LONG)
}

/// Lengths of the words of a text, those that are short in bytes left out.
fn words(text: &str) -> impl Iterator<Item = usize> {
    let long = text.split_whitespace().filter(|word| word.len() >= LONG);
    long.map(visible_letters)
}

/// Marks that make no letter with what they stand on: those of an accent written apart make « é ».
fn piled(text: &str) -> usize {
    let mut base = '\0';
    let mark = |c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}');
    let stands_alone = |c: char| {
        let made = if mark(c) { compose(base, c) } else { Some(c) };
        base = made.unwrap_or(base);
        made.is_none()
    };
    text.chars().map(stands_alone).filter(|alone| *alone).count()
}

/// Characters within a direction that is forced on them.
fn overridden(text: &str) -> usize {
    let mut forced = false;
    let inside = |c: char| {
        match c {
            '\u{202d}' | '\u{202e}' => forced = true,
            '\u{202c}' | '\n' => forced = false,
            _ => {}
        }
        forced && is_visible(c)
    };
    text.chars().map(inside).filter(|inside| *inside).count()
}

/// The sum over the blocks of the text without the annexes, with its code or not, and those that add to it.
fn tally(subject: &Subject, code: bool, count: impl Fn(&Block) -> usize) -> (usize, Vec<usize>) {
    summed(prose(subject, code).map(|(at, block)| (at, count(block))))
}

/// The sum of what blocks count, and those that add to it.
fn summed(counts: impl Iterator<Item = (usize, usize)>) -> (usize, Vec<usize>) {
    let (blocks, counts): (Vec<usize>, Vec<usize>) = counts.filter(|(_, n)| *n > 0).unzip();
    (counts.iter().sum(), blocks)
}

/// The blocks of the text without the annexes, with its code or not.
fn prose(subject: &Subject, code: bool) -> impl Iterator<Item = (usize, &Block)> {
    let text = move |(at, block): &(usize, &Block)| {
        let prose = block.in_flow() && block.kind != Kind::Contents && (code || block.kind != Kind::Code);
        prose && subject.zone(*at) != ZoneKind::Annexes
    };
    subject.structure.document.blocks.iter().enumerate().filter(text)
}

fn texts(block: &Block) -> impl Iterator<Item = &crate::document::Run> {
    block.runs.iter().filter(|run| run.role == Role::Text)
}

#[cfg(test)]
mod tests {
    use super::piled;

    #[test]
    fn accents_written_apart_are_no_marks_on_letters_that_bear_none() {
        assert_eq!(piled("e\u{301}te\u{301}, c\u{327}a\u{300}, où, 1\u{fe0f}"), 0);
        assert_eq!(piled("r\u{335}e\u{335}seau\u{323}\u{301}"), 3);
        assert_eq!(piled("e\u{301}\u{301}"), 1);
    }
}
