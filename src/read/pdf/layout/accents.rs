//! Accents that are drawn as glyphs of their own over or under a letter, as TeX's old fonts do.

use unicode_normalization::char::compose;

use crate::read::pdf::page::{Flags, Glyph, Page};

/// Makes one glyph of a letter and the accent that stands over it.
pub(super) fn compose_accents(page: &mut Page) {
    let bytes = page.text.as_bytes();
    let plain = |byte: &u8| byte.is_ascii() && !matches!(byte, b'`' | b'^');
    if bytes.iter().all(plain) {
        return;
    }
    // Glyphs that may be accents, which few are, by a look at their first bytes.
    let may_be = |glyph: &Glyph| !bytes.get(glyph.start as usize).is_some_and(plain);
    let candidates: Vec<usize> =
        (0..).zip(&page.glyphs).filter(|(_, glyph)| may_be(glyph)).map(|(i, _)| i).collect();
    for i in candidates {
        let Some(mark) = single_char(page, i).and_then(combining) else { continue };
        let letter =
            [i.checked_add(1), i.checked_sub(1)].into_iter().flatten().find(|&j| carries(page, i, j));
        if let Some(j) = letter {
            put_on(page, j, mark);
            page.glyphs[i].flags.set(Flags::DROPPED);
        }
    }
}

fn single_char(page: &Page, index: usize) -> Option<char> {
    let glyph =
        page.glyphs.get(index).filter(|glyph| glyph.length <= 3 && !glyph.flags.has(Flags::DROPPED))?;
    let mut chars = page.text_of(glyph).chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// The combining form of a spacing accent.
fn combining(accent: char) -> Option<char> {
    Some(match accent {
        '`' | '\u{2cb}' => '\u{300}',
        '´' | '\u{2ca}' => '\u{301}',
        'ˆ' | '^' => '\u{302}',
        '˜' => '\u{303}',
        '¯' | '\u{2c9}' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30a}',
        '˝' => '\u{30b}',
        'ˇ' => '\u{30c}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        _ => return None,
    })
}

/// True where the accent `i` stands over the letter `j`.
fn carries(page: &Page, i: usize, j: usize) -> bool {
    let (Some(accent), Some(letter)) = (page.glyphs.get(i), page.glyphs.get(j)) else { return false };
    let middle = accent.along + accent.width / 2.0;
    let slack = 0.05 * letter.size;
    single_char(page, j).is_some_and(|c| c.is_alphabetic() && combining(c).is_none())
        && accent.angle == letter.angle
        && (accent.across - letter.across).abs() < 0.6 * letter.size
        && near_size(accent, letter)
        && letter.along - slack < middle
        && middle < letter.end() + slack
}

fn near_size(a: &Glyph, b: &Glyph) -> bool {
    (a.size / b.size.max(0.01) - 1.0).abs() < 0.3
}

fn put_on(page: &mut Page, index: usize, mark: char) {
    let Some(letter) = single_char(page, index) else { return };
    let letter = match letter {
        'ı' => 'i',
        'ȷ' => 'j',
        other => other,
    };
    let Ok(start) = u32::try_from(page.text.len()) else { return };
    match compose(letter, mark) {
        Some(c) => page.text.push(c),
        None => page.text.extend([letter, mark]),
    }
    let length = page.text.len() - start as usize;
    let glyph = &mut page.glyphs[index];
    (glyph.start, glyph.length) = (start, length as u16);
}
