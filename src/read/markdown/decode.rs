//! From the bytes of a text file to its text: UTF-8, UTF-16 with a byte order mark, else Windows-1252.

use crate::document::{Notice, NoticeKind};
use crate::message::{Message, counted};
use crate::say;

/// The text, with `\n` as its only line end and without control or non-characters, and what had to be repaired.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) notices: Vec<Notice>,
}

/// Decodes `bytes`. Never fails: what is not valid is read as Windows-1252 and told.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let mut notices = Vec::new();
    let raw = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes, &mut notices),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes, &mut notices),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest, &mut notices),
        _ => utf8(bytes, &mut notices),
    };
    Decoded { text: clean(raw), notices }
}

/// UTF-8; bytes that are not valid are read one by one as Windows-1252. A file that is all Windows-1252 comes out
/// right too, since its accented letters stand between ASCII ones and hardly ever make valid UTF-8.
fn utf8(bytes: &[u8], notices: &mut Vec<Notice>) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut foreign = 0_usize;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|&byte| windows_1252(byte)));
        foreign += chunk.invalid().len();
    }
    if foreign > 0 {
        let Message { fr, en } =
            counted(foreign, ["octet a été lu", "octets ont été lus"], ["byte was read", "bytes were read"]);
        notices.push(Notice {
            kind: NoticeKind::UnreliableText,
            message: say!(
                "Le fichier n'est pas entièrement en UTF-8 : {fr} comme du Windows-1252. Enregistrez-le en UTF-8 pour que les accents soient sûrs.",
                "The file is not all UTF-8: {en} as Windows-1252. Save it as UTF-8 so that accents are certain."
            ),
            page: None,
        });
    }
    text
}

/// UTF-16; an unpaired surrogate or an odd byte at the end becomes U+FFFD and is told.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, notices: &mut Vec<Notice>) -> String {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut broken = rest.len();
    let units = pairs.iter().map(|pair| unit(*pair));
    let text = char::decode_utf16(units)
        .map(|c| {
            c.unwrap_or_else(|_| {
                broken += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    if broken > 0 {
        notices.push(Notice {
            kind: NoticeKind::Damaged,
            message: say!(
                "Le fichier UTF-16 est incomplet ou abîmé en {broken} endroit(s).",
                "The UTF-16 file is incomplete or damaged in {broken} place(s)."
            ),
            page: None,
        });
    }
    text
}

/// A byte of Windows-1252; its five unassigned codes become U+FFFD.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž', '\u{fffd}',
        '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Line ends become `\n`, form feeds and the like a space; control codes and non-characters (among which the reader's
/// own marks, see [`super::marks`]) go.
fn clean(raw: String) -> String {
    let stays = |c: char| match c {
        '\n' | '\t' | ' '..='~' => true,
        _ => !c.is_control() && !matches!(c, '\u{fdd0}'..='\u{fdef}'),
    };
    if raw.chars().all(stays) {
        return raw;
    }
    let mut text = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                text.push('\n');
            }
            '\n' | '\t' => text.push(c),
            '\u{b}' | '\u{c}' | '\u{85}' => text.push(' '),
            '\u{fdd0}'..='\u{fdef}' => {}
            _ if c.is_control() => {}
            _ => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "Élève\nŒuvre — 5 €";
        let utf16 = |unit: fn(u16) -> [u8; 2], mark: &[u8]| -> Vec<u8> {
            mark.iter().copied().chain(text.encode_utf16().flat_map(unit)).collect()
        };
        let windows = b"\xc9l\xe8ve\n\x8cuvre \x97 5 \x80".to_vec();
        let with_mark: Vec<u8> = b"\xef\xbb\xbf".iter().copied().chain(text.bytes()).collect();
        let all = [
            text.as_bytes().to_vec(),
            with_mark,
            utf16(u16::to_le_bytes, b"\xff\xfe"),
            utf16(u16::to_be_bytes, b"\xfe\xff"),
            windows,
        ];
        for bytes in all {
            assert_eq!(decode(&bytes).text, text);
        }
    }

    #[test]
    fn only_what_had_to_be_guessed_is_told() {
        assert!(decode("été".as_bytes()).notices.is_empty());
        assert_eq!(decode(b"\xe9t\xe9").notices.len(), 1);
        assert_eq!(decode(b"\xff\xfea\0b").notices.len(), 1);
    }

    #[test]
    fn line_ends_are_one_and_controls_go() {
        assert_eq!(decode(b"a\r\nb\rc\nd\x1b[31m\0\xef\xb7\x90").text, "a\nb\nc\nd[31m");
    }
}
