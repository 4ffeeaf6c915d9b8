//! Names and strings, whose bytes are decoded into one place.

use super::classes::is_delimiter;
use super::{Operand, Span, Tokens};

impl Tokens<'_> {
    pub(super) fn read_name(&mut self) {
        self.at += 1;
        let start = self.bytes.len() as u32;
        while let Some(&c) = self.data.get(self.at) {
            if is_delimiter(c) {
                break;
            }
            self.at += 1;
            let escaped = || Some(self.hex_at(self.at)? << 4 | self.hex_at(self.at + 1)?);
            match Some(c).filter(|&c| c == b'#').and_then(|_| escaped()) {
                Some(escaped) => {
                    self.bytes.push(escaped);
                    self.at += 2;
                }
                None => self.bytes.push(c),
            }
        }
        self.operands.push(Operand::Name(Span { start, end: self.bytes.len() as u32 }));
    }

    fn hex_at(&self, at: usize) -> Option<u8> {
        hex(*self.data.get(at)?)
    }

    pub(super) fn read_hexadecimal(&mut self) {
        self.at += 1;
        let start = self.bytes.len() as u32;
        // Glyph numbers in a row, as nearly all such strings are.
        let rest = self.data.get(self.at..).unwrap_or_default();
        for pair in rest.chunks_exact(2) {
            let (high, low) = (DIGITS[usize::from(pair[0])], DIGITS[usize::from(pair[1])]);
            if (high | low) == NO_DIGIT {
                break;
            }
            self.bytes.push(high << 4 | low);
        }
        self.at += 2 * (self.bytes.len() - start as usize);
        let mut high = None;
        while let Some(&c) = self.data.get(self.at) {
            self.at += 1;
            if c == b'>' {
                break;
            }
            match (hex(c), high.take()) {
                (Some(digit), None) => high = Some(digit),
                (Some(digit), Some(first)) => self.bytes.push(first << 4 | digit),
                (None, kept) => high = kept,
            }
        }
        if let Some(first) = high {
            self.bytes.push(first << 4);
        }
        self.operands.push(Operand::Text(Span { start, end: self.bytes.len() as u32 }));
    }

    pub(super) fn read_literal(&mut self) {
        self.at += 1;
        let start = self.bytes.len() as u32;
        let mut depth = 1;
        while let Some(&c) = self.data.get(self.at) {
            self.at += 1;
            match c {
                b'\\' => self.read_escape(),
                b'(' => {
                    depth += 1;
                    self.bytes.push(c);
                }
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                    self.bytes.push(c);
                }
                b'\r' => {
                    self.bytes.push(b'\n');
                    self.at += usize::from(self.data.get(self.at) == Some(&b'\n'));
                }
                _ => self.bytes.push(c),
            }
        }
        self.operands.push(Operand::Text(Span { start, end: self.bytes.len() as u32 }));
    }

    fn read_escape(&mut self) {
        let Some(&c) = self.data.get(self.at) else { return };
        self.at += 1;
        match c {
            b'n' => self.bytes.push(b'\n'),
            b'r' => self.bytes.push(b'\r'),
            b't' => self.bytes.push(b'\t'),
            b'b' => self.bytes.push(8),
            b'f' => self.bytes.push(12),
            b'\r' => self.at += usize::from(self.data.get(self.at) == Some(&b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut value = u32::from(c - b'0');
                for _ in 0..2 {
                    match self.data.get(self.at) {
                        Some(&d @ b'0'..=b'7') => {
                            value = value * 8 + u32::from(d - b'0');
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                self.bytes.push(value as u8);
            }
            other => self.bytes.push(other),
        }
    }
}

fn hex(c: u8) -> Option<u8> {
    Some(DIGITS[usize::from(c)]).filter(|digit| *digit != NO_DIGIT)
}

/// What every byte is worth as a hexadecimal digit.
const DIGITS: [u8; 256] = {
    let mut digits = [NO_DIGIT; 256];
    let all = b"0123456789abcdef";
    let mut i = 0;
    while i < all.len() {
        digits[all[i] as usize] = i as u8;
        digits[all[i].to_ascii_uppercase() as usize] = i as u8;
        i += 1;
    }
    digits
};
/// All bits, so that it shows in a digit and in any two of them.
const NO_DIGIT: u8 = 0xff;
