//! Letters of another alphabet that look like the Latin ones they stand among.

use super::places::{self, number};
use crate::check::Subject;
use crate::document::{Notice, NoticeKind};
use crate::message::Message;
use crate::say;

/// Words from which they are told: one or two come from a formula or a foreign name.
const FROM: usize = 3;

/// Cyrillic, Greek, Armenian, Cherokee and Coptic letters and Roman numerals that are drawn like a Latin letter (Unicode
/// `confusables.txt`), each followed by that letter.
const LOOKALIKES: &str = "АAВBЕEКKМMНHОOРPСCТTУYХXЅSІIЈJҮYԌGаaеeоoрpсcуyхxѕsіiјjԁdԛqԝwһhӏlүyвbкkмmнhтt\
                          ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνvιiκkρpυuαaτtγyօoսuհhոn\
                          ᎠDᎢTᎪAᎫJᎬEᎳWᎷMᎻHᎽYᏀGᏃZᏏbᏔWᏙVᏚSᏞLᏟCᏢPᏦKᏴBᎥiᏂh\
                          ⲀAⲂBⲈEⲎHⲒIⲔKⲘMⲚNⲞOⲢPⲤCⲦTⲨYⲬXⲟoⲣpⲥcⲓi\
                          ⅠIⅤVⅩXⅬLⅭCⅮDⅯMⅰiⅴvⅹxⅼlⅽcⅾdⅿm";

/// Words in which a letter of another alphabet stands in place of a Latin one.
pub(super) fn of(subject: &Subject) -> Option<Notice> {
    let mut words = 0;
    let mut blocks = Vec::new();
    let mut example = None;
    for (at, block) in subject.structure.document.blocks.iter().enumerate().filter(|(_, b)| b.in_flow()) {
        let text = block.text();
        if !text.chars().any(is_foreign) {
            continue;
        }
        let before = words;
        for word in text.split(|c: char| !c.is_alphabetic()) {
            if let Some((foreign, latin)) = mixed(word) {
                words += 1;
                example.get_or_insert_with(|| (word.to_owned(), foreign, latin));
            }
        }
        if words > before {
            blocks.push(at);
        }
    }
    let (word, foreign, latin) = example.filter(|_| words >= FROM)?;
    let code = format!("U+{:04X}", u32::from(foreign));
    let (Message { fr: n, en: m }, Message { fr: at, en: there }) =
        (number(words), places::of(subject, &blocks));
    let message = say!(
        "{n} mots où une lettre d'un autre alphabet tient la place d'une lettre latine ({at} ; par exemple « {word} », où {code} ressemble à « {latin} »). Une recherche de ces mots ne les trouve pas.",
        "{m} words in which a letter of another alphabet stands for a Latin one ({there}; for example “{word}”, where {code} looks like “{latin}”). A search for these words does not find them."
    );
    Some(places::notice(subject, NoticeKind::Integrity, message, &blocks))
}

/// The first look-alike of a word that also has Latin letters, with the letter it stands for. A word of one alphabet
/// is a word of another language, and a single sign beside one letter is a unit or a variable (`Δt`, `kΩ`).
fn mixed(word: &str) -> Option<(char, char)> {
    // Full-width letters are Latin ones: a word of nothing else cannot be found either.
    let latin = word.chars().filter(|&c| is_latin(c) || is_wide(c)).count();
    if latin < 2 {
        return None;
    }
    word.chars().find_map(|c| Some((c, lookalike(c)?)))
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}') && c.is_alphabetic()
}

/// True for letters of the blocks that all look-alikes are in, which hardly any text of a dossier has.
fn is_foreign(c: char) -> bool {
    matches!(
        c,
        '\u{370}'..='\u{58f}' | '\u{13a0}'..='\u{13f5}' | '\u{2160}'..='\u{217f}' | '\u{2c80}'..='\u{2cff}'
    ) || is_wide(c)
}

/// True for a full-width Latin letter, as texts in Chinese and Japanese set them.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}')
}

fn lookalike(c: char) -> Option<char> {
    if !is_foreign(c) {
        return None;
    }
    if is_wide(c) {
        return char::from_u32(u32::from(c) - 0xfee0);
    }
    let mut pairs = LOOKALIKES.chars();
    while let (Some(foreign), Some(latin)) = (pairs.next(), pairs.next()) {
        if foreign == c {
            return Some(latin);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_letter_among_latin_ones_is_told() {
        assert_eq!(mixed("sécur\u{456}té"), Some(('\u{456}', 'i')));
        assert_eq!(mixed("sécurité"), None);
        assert_eq!(mixed("Δt"), None);
        assert_eq!(mixed("Москва"), None);
        assert_eq!(mixed("ｓécurité"), Some(('ｓ', 's')));
        assert_eq!(mixed("ｓｅｒｖｅｕｒ"), Some(('ｓ', 's')));
        assert_eq!(mixed("séⅽurⅰté"), Some(('ⅽ', 'c')));
        assert_eq!(mixed("Ꮪerveur"), Some(('Ꮪ', 'S')));
        assert_eq!(mixed("ⲣrojet"), Some(('ⲣ', 'p')));
        assert_eq!(mixed("Ⅳ"), None);
    }

    #[test]
    fn every_lookalike_has_its_latin_letter() {
        assert!(LOOKALIKES.chars().count().is_multiple_of(2));
        assert!(LOOKALIKES.chars().skip(1).step_by(2).all(|c| c.is_ascii_alphabetic()));
        assert!(LOOKALIKES.chars().step_by(2).all(is_foreign));
    }
}
