//! Letters of another alphabet that look like the Latin ones they stand among.

use super::places::{self, number};
use crate::check::Subject;
use crate::document::{Notice, NoticeKind};
use crate::message::Message;
use crate::say;

/// Words from which they are told: one or two come from a formula or a foreign name.
const FROM: usize = 3;

/// Cyrillic, Greek, Armenian, Cherokee, Coptic, phonetic and raised letters and Roman numerals that are drawn like a Latin letter (Unicode
/// `confusables.txt`), each followed by that letter.
const LOOKALIKES: &str = "АAВBЕEКKМMНHОOРPСCТTУYХXЅSІIЈJҮYԌGаaеeоoрpсcуyхxѕsіiјjԁdԛqԝwһhӏlүyвbкkмmнhтt\
                          ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνvιiκkρpυuαaτtγyօoսuհhոn\
                          ᎠDᎢTᎪAᎫJᎬEᎳWᎷMᎻHᎽYᏀGᏃZᏏbᏔWᏙVᏚSᏞLᏟCᏢPᏦKᏴBᎥiᏂh\
                          ⲀAⲂBⲈEⲎHⲒIⲔKⲘMⲚNⲞOⲢPⲤCⲦTⲨYⲬXⲟoⲣpⲥcⲓi\
                          ⅠIⅤVⅩXⅬLⅭCⅮDⅯMⅰiⅴvⅹxⅼlⅽcⅾdⅿm\
                          ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢzᶜcᶠfʰhʲjˡlʳrˢsʷwʸyˣxᶻz\
                          ɑaɡgɩiᵃaᵇbᵈdᵉeᵍgⁱiᵏkᵐmⁿnᵒoᵖpᵗtᵘuᵛv";

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
        for word in text.split(|c: char| !c.is_alphabetic() && !is_enclosed(c)) {
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

/// The first look-alike of a word that also has Latin letters, with the letter it stands for. A word of one alphabet is a
/// word of another language, and a sign beside a few letters is a unit, a variable or a century (`kΩ`, `ρgh`, `Ⅴe`).
fn mixed(word: &str) -> Option<(char, char)> {
    /// Letters that the index of a variable has at most.
    const INDEX: usize = 3;
    // Full-width letters are Latin ones: a word of nothing else cannot be found either.
    let styled = |c: char| is_wide(c) || is_enclosed(c) || is_small_capital(c);
    let latin = word.chars().filter(|&c| is_latin(c) || styled(c)).count();
    let (at, (foreign, letter)) =
        word.chars().enumerate().find_map(|(at, c)| Some((at, (c, lookalike(c)?))))?;
    let last = latin == at;
    let sign = is_sign(foreign) && word.chars().filter(|&c| !is_latin(c)).count() == 1;
    let variable = sign && latin <= INDEX && (at == 0 || last);
    let raised = is_raised(foreign) && word.chars().skip(at + 1).all(is_raised);
    let least = if is_sign(foreign) || styled(foreign) { 2 } else { 1 };
    (latin >= least && !variable && !raised).then_some((foreign, letter))
}

/// True for letters of the alphabets and numerals that formulas and dates are written with.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}' | '\u{2160}'..='\u{217f}')
}

/// True for the small raised letters of « 1ᵉʳ » and « Mᵐᵉ », which end a word.
fn is_raised(c: char) -> bool {
    matches!(c, '\u{1d2c}'..='\u{1d6a}' | '\u{2071}' | '\u{207f}' | '\u{2b0}'..='\u{2b8}' | '\u{2e0}'..='\u{2e4}' | '\u{1d9c}'..='\u{1dbf}')
}

/// True for a small letter that has the shape of a capital, as phonetic script writes some.
fn is_small_capital(c: char) -> bool {
    matches!(c, '\u{1d00}'..='\u{1d2b}' | 'ʙ' | 'ɢ' | 'ʜ' | 'ɪ' | 'ʟ' | 'ɴ' | 'ʀ' | 'ʏ' | 'ꜰ' | 'ꜱ')
}

/// True for a letter in a circle, a square or brackets.
fn is_enclosed(c: char) -> bool {
    enclosed(c).is_some()
}

/// The letter in a circle, a square or brackets.
fn enclosed(c: char) -> Option<char> {
    const SMALL: [u32; 2] = [0x249c, 0x24d0];
    const CAPITAL: [u32; 5] = [0x24b6, 0x1_f110, 0x1_f130, 0x1_f150, 0x1_f170];
    let letter = |starts: &[u32], first: u8| {
        let at = starts.iter().find_map(|start| u32::from(c).checked_sub(*start).filter(|at| *at < 26))?;
        char::from_u32(u32::from(first) + at)
    };
    letter(&SMALL, b'a').or_else(|| letter(&CAPITAL, b'A'))
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}') && c.is_alphabetic()
}

/// True for letters of the blocks that all look-alikes are in, which hardly any text of a dossier has.
fn is_foreign(c: char) -> bool {
    // Nearly every letter of a text is below.
    c >= '\u{250}' && (is_of_such_a_block(c) || is_enclosed(c) || is_small_capital(c))
}

fn is_of_such_a_block(c: char) -> bool {
    matches!(
        c,
        '\u{250}'..='\u{2af}' | '\u{370}'..='\u{58f}' | '\u{13a0}'..='\u{13f5}' | '\u{2160}'..='\u{217f}' | '\u{2c80}'..='\u{2cff}'
    ) || is_wide(c)
        || is_raised(c)
}

/// True for a full-width Latin letter, as texts in Chinese and Japanese set them.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}')
}

fn lookalike(c: char) -> Option<char> {
    if !is_foreign(c) {
        return None;
    }
    if let Some(letter) = enclosed(c) {
        return Some(letter);
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
        assert_eq!(mixed("l\u{435}"), Some(('\u{435}', 'e')));
        for quiet in ["Δt", "kΩ", "μs", "ρgh", "τmax", "cosα", "Ⅴe", "Ⅹème", "Mᵐᵉ", "nᵒ", "\u{440}"]
        {
            assert_eq!(mixed(quiet), None, "{quiet}");
        }
        assert_eq!(mixed("prοjet"), Some(('ο', 'o')));
        assert_eq!(mixed("αuthentification"), Some(('α', 'a')));
        assert_eq!(mixed("imɑɡe"), Some(('ɑ', 'a')));
        assert_eq!(mixed("tᵉxte"), Some(('ᵉ', 'e')));
        assert_eq!(mixed("Москва"), None);
        assert_eq!(mixed("ｓécurité"), Some(('ｓ', 's')));
        assert_eq!(mixed("ｓｅｒｖｅｕｒ"), Some(('ｓ', 's')));
        assert_eq!(mixed("séⅽurⅰté"), Some(('ⅽ', 'c')));
        assert_eq!(mixed("Ꮪerveur"), Some(('Ꮪ', 'S')));
        assert_eq!(mixed("ⲣrojet"), Some(('ⲣ', 'p')));
        assert_eq!(mixed("Ⅳ"), None);
        assert_eq!(mixed("ⓢⓔⓡⓥⓔⓤⓡ"), Some(('ⓢ', 's')));
        assert_eq!(mixed("ꜱᴇʀᴠᴇᴜʀ"), Some(('ꜱ', 's')));
        assert_eq!(mixed("🄱🄰se"), Some(('🄱', 'B')));
        assert_eq!(mixed("ʳéˢeau"), Some(('ʳ', 'r')));
        assert_eq!([mixed("ⓘ"), mixed("Ⓐ"), mixed("Mˡˡᵉ")], [None; 3]);
    }

    #[test]
    fn every_lookalike_has_its_latin_letter() {
        assert!(LOOKALIKES.chars().count().is_multiple_of(2));
        assert!(LOOKALIKES.chars().skip(1).step_by(2).all(|c| c.is_ascii_alphabetic()));
        assert!(LOOKALIKES.chars().step_by(2).all(is_foreign));
    }
}
