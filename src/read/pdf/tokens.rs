//! The tokenizer of content streams. It goes on after anything it does not understand, since a page that stops at a
//! stray delimiter would silently lose the rest of its text.

mod classes;
mod numbers;
mod strings;

use classes::{is_delimiter, is_space};

/// An operand, flat: arrays and dictionaries stand as their opening, their items and their closing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Operand {
    /// A number.
    Number(f64),
    /// A name without its slash, in [`Tokens::bytes`].
    Name(Span),
    /// A decoded string, in [`Tokens::bytes`].
    Text(Span),
    /// `[`
    ArrayOpen,
    /// `]`
    ArrayClose,
    /// `<<`
    DictOpen,
    /// `>>`
    DictClose,
    /// `true`, `false`.
    Boolean(bool),
    /// `null`.
    Null,
}

/// A stretch of the scratch bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    start: u32,
    end: u32,
}

/// More operands than this before an operator are no content; the oldest are dropped.
const MAX_OPERANDS: usize = 65_536;

/// Bytes of the entries of an inline image at most: a palette takes some.
const HEADER: usize = 8_192;

/// Reads a content stream operator by operator.
pub(super) struct Tokens<'d> {
    data: &'d [u8],
    at: usize,
    /// The operands of the operator that was read last.
    pub(super) operands: Vec<Operand>,
    /// The entries and the data of the inline image that was passed last, as they are written.
    pub(super) image: Option<(&'d [u8], &'d [u8])>,
    bytes: Vec<u8>,
}

impl<'d> Tokens<'d> {
    /// At the start of `data`.
    pub(super) fn new(data: &'d [u8]) -> Self {
        Self { data, at: 0, operands: Vec::with_capacity(64), image: None, bytes: Vec::with_capacity(512) }
    }

    /// The bytes of a name or string of the current operands.
    pub(super) fn bytes(&self, span: Span) -> &[u8] {
        self.bytes.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// The number at `index`.
    pub(super) fn number(&self, index: usize) -> Option<f64> {
        match self.operands.get(index)? {
            Operand::Number(value) => Some(*value),
            _ => None,
        }
    }

    /// The last `N` operands, where they are numbers.
    pub(super) fn numbers<const N: usize>(&self) -> Option<[f64; N]> {
        let first = self.operands.len().checked_sub(N)?;
        let mut out = [0.0; N];
        for (i, slot) in out.iter_mut().enumerate() {
            *slot = self.number(first + i)?;
        }
        Some(out)
    }

    /// The last operand, where it is a name.
    pub(super) fn last_name(&self) -> Option<&[u8]> {
        match self.operands.last()? {
            Operand::Name(span) => Some(self.bytes(*span)),
            _ => None,
        }
    }

    /// The last operand, where it is a string.
    pub(super) fn last_text(&self) -> Option<Span> {
        match self.operands.last()? {
            Operand::Text(span) => Some(*span),
            _ => None,
        }
    }

    /// The next operator with its operands in place; none at the end.
    pub(super) fn next_operator(&mut self) -> Option<&'d [u8]> {
        self.operands.clear();
        self.bytes.clear();
        loop {
            self.skip_space();
            let c = *self.data.get(self.at)?;
            if self.operands.len() >= MAX_OPERANDS {
                self.operands.clear();
                self.bytes.clear();
            }
            match c {
                b'0'..=b'9' | b'+' | b'-' | b'.' => self.read_number(),
                b'/' => self.read_name(),
                b'(' => self.read_literal(),
                b'<' if self.data.get(self.at + 1) == Some(&b'<') => self.push(Operand::DictOpen, 2),
                b'<' => self.read_hexadecimal(),
                b'>' if self.data.get(self.at + 1) == Some(&b'>') => self.push(Operand::DictClose, 2),
                b'[' => self.push(Operand::ArrayOpen, 1),
                b']' => self.push(Operand::ArrayClose, 1),
                b')' | b'>' | b'{' | b'}' => self.at += 1,
                _ => {
                    let word = self.read_word();
                    match word {
                        b"true" | b"false" => self.push(Operand::Boolean(word == b"true"), 0),
                        b"null" => self.push(Operand::Null, 0),
                        b"BI" => {
                            self.pass_image();
                            return Some(word);
                        }
                        // Some writers set the text state within the array of a TJ.
                        b"Tc" | b"Tw" | b"Tz" | b"TL" | b"Ts" | b"Tr" if self.in_array() => {}
                        _ => return Some(word),
                    }
                }
            }
        }
    }

    fn in_array(&self) -> bool {
        self.operands.iter().rev().find(|o| matches!(o, Operand::ArrayOpen | Operand::ArrayClose))
            == Some(&Operand::ArrayOpen)
    }

    fn push(&mut self, operand: Operand, length: usize) {
        self.operands.push(operand);
        self.at += length;
    }

    fn skip_space(&mut self) {
        while let Some(&c) = self.data.get(self.at) {
            if is_space(c) {
                self.at += 1;
            } else if c == b'%' {
                while self.data.get(self.at).is_some_and(|&c| c != b'\n' && c != b'\r') {
                    self.at += 1;
                }
            } else {
                break;
            }
        }
    }

    fn read_word(&mut self) -> &'d [u8] {
        let start = self.at;
        while self.data.get(self.at).is_some_and(|&c| !is_delimiter(c)) {
            self.at += 1;
        }
        // A byte that starts nothing must still be passed.
        self.at = self.at.max(start + 1);
        self.data.get(start..self.at).unwrap_or_default()
    }

    /// Passes the entries, the data and `EI` of an inline image, and keeps what it is made of.
    fn pass_image(&mut self) {
        self.operands.clear();
        self.bytes.clear();
        self.image = None;
        let rest = self.data.get(self.at..).unwrap_or_default();
        let spaced = |i: usize, len: usize| {
            (i == 0 || is_space(rest[i - 1])) && rest.get(i + len).is_none_or(|&c| is_space(c))
        };
        let header = rest.get(..rest.len().min(HEADER)).unwrap_or_default();
        let Some(data) =
            (0..header.len().saturating_sub(1)).find(|&i| header[i..].starts_with(b"ID") && spaced(i, 2))
        else {
            return;
        };
        // Binary data may hold "EI" by chance: what follows the right one reads as content.
        let readable = |from: usize| {
            let ahead = &rest[from..rest.len().min(from + 24)];
            ahead.iter().all(|&c| is_space(c) || (32..127).contains(&c))
        };
        let end = (data + 2..rest.len().saturating_sub(1))
            .find(|&i| rest[i..].starts_with(b"EI") && spaced(i, 2) && readable(i + 2));
        self.at += end.map_or(rest.len(), |end| end + 2);
        let samples = rest.get(data + 3..end.unwrap_or(rest.len())).unwrap_or_default();
        self.image = Some((rest.get(..data).unwrap_or_default(), samples));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every operator with its operands, as text.
    fn all(data: &[u8]) -> Vec<String> {
        let mut tokens = Tokens::new(data);
        let mut out = Vec::new();
        while let Some(word) = tokens.next_operator() {
            let mut line = String::from_utf8_lossy(word).into_owned();
            for operand in &tokens.operands {
                line += &match operand {
                    Operand::Number(value) => format!(" {value}"),
                    Operand::Name(span) => format!(" /{}", String::from_utf8_lossy(tokens.bytes(*span))),
                    Operand::Text(span) => format!(" ({})", String::from_utf8_lossy(tokens.bytes(*span))),
                    other => format!(" {other:?}"),
                };
            }
            out.push(line);
        }
        out
    }

    #[test]
    fn operands_of_every_kind() {
        assert_eq!(
            all(b"/F#311 12.5 Tf [(a\\(b\\051) -.5 <4142 4>]TJ true(x(y)\\\n\\101)Tj"),
            ["Tf /F11 12.5", "TJ ArrayOpen (a(b)) -0.5 (AB@) ArrayClose", "Tj Boolean(true) (x(y)A)"]
        );
    }

    #[test]
    fn stray_delimiters_lose_nothing() {
        assert_eq!(all(b") (a) Tj >> } (b) Tj { > (c) Tj"), ["Tj (a)", "Tj DictClose (b)", "Tj (c)"]);
        assert_eq!(all(b"--5 0 Td 1-2 Tc"), ["Td -5 0", "Tc 12"]);
        assert_eq!(all(b"[(a) 0 Tc (b)] TJ"), ["TJ ArrayOpen (a) 0 (b) ArrayClose"]);
        assert_eq!(all(b"(never closed"), Vec::<String>::new());
    }

    #[test]
    fn numbers_of_any_length() {
        assert_eq!(
            all(b"0.00000000000000000000012 -0.25 3.14159265358979323846 Tm"),
            ["Tm 0 -0.25 3.141592653589793"]
        );
        assert_eq!(all(b"00012345678901234567890. 007.50 4. w"), ["w 12345678901234567000 7.5 4"]);
        assert_eq!(
            all(b"-0 +3 -.5 .25 12345678901234567 -12.34567890123456 1(a) w"),
            ["w -0 3 -0.5 0.25 12345678901234568 -12.34567890123456 1 (a)"]
        );
        assert_eq!(all(b". - -. 1.2.3 1 w"), ["w 0 -0 -0 1.23 1"]);
    }

    #[test]
    fn inline_images_are_passed() {
        assert_eq!(all(b"q BI /W 2 /H 1 ID \x80 EI\x81\xff EI Q (a) Tj"), ["q", "BI", "Q", "Tj (a)"]);
        let mut tokens = Tokens::new(b"BI /W 2 /H 1 ID \x3f\nEI Q BI (nothing) Tj");
        assert_eq!(tokens.next_operator(), Some(b"BI".as_slice()));
        assert_eq!(tokens.image, Some((b" /W 2 /H 1 ".as_slice(), b"\x3f\n".as_slice())));
        // What has no data is no image, and nothing after it is lost.
        for operator in [b"Q".as_slice(), b"BI", b"Tj"] {
            assert_eq!(tokens.next_operator(), Some(operator));
        }
        assert_eq!(tokens.image, None);
    }
}
