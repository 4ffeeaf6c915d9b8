//! The tokenizer of content streams. It goes on after anything it does not understand, since a page that stops at a
//! stray delimiter would silently lose the rest of its text.

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

/// Powers of ten that decimals of a number are divided by; what has more of them is nothing.
const POWERS: [f64; 19] = {
    let mut powers = [1.0; 19];
    let mut i = 1;
    while i < powers.len() {
        powers[i] = powers[i - 1] * 10.0;
        i += 1;
    }
    powers
};

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

    fn read_number(&mut self) {
        match self.plain_number() {
            Some(value) => self.operands.push(Operand::Number(value)),
            None => self.read_any_number(),
        }
    }

    /// A number as nearly all are written, which is passed.
    fn plain_number(&mut self) -> Option<f64> {
        /// Digits that a number holds whatever they are.
        const SAFE: usize = 17;
        let rest = self.data.get(self.at..)?;
        let negative = rest.first() == Some(&b'-');
        let first = usize::from(negative);
        let (mut value, mut at, mut point) = (0u64, first, None);
        let next = loop {
            match rest.get(at).copied() {
                Some(c @ b'0'..=b'9') => value = value.wrapping_mul(10).wrapping_add(u64::from(c - b'0')),
                Some(b'.') if point.is_none() => point = Some(at),
                next => break next,
            }
            at += 1;
        };
        let digits = at - first - usize::from(point.is_some());
        if !(1..=SAFE).contains(&digits) || next.is_some_and(|c| !is_delimiter(c)) {
            return None;
        }
        self.at += at;
        let power = POWERS.get(point.map_or(0, |point| at - point - 1))?;
        let value = value as f64 / power;
        Some(if negative { -value } else { value })
    }

    fn read_any_number(&mut self) {
        let rest = self.data.get(self.at..).unwrap_or_default();
        let (mut negative, mut value, mut digits, mut point) = (false, 0u64, 0usize, None);
        let mut length = 0;
        for (i, &c) in rest.iter().enumerate() {
            match c {
                b'0'..=b'9' => {
                    // Digits beyond what a number can hold move the point and are otherwise lost.
                    if value < 100_000_000_000_000_000 {
                        value = value * 10 + u64::from(c - b'0');
                    } else if point.is_none() {
                        value = value.saturating_mul(10);
                    } else {
                        point = point.map(|at| at + 1);
                    }
                    digits += 1;
                }
                b'.' if point.is_none() => point = Some(digits),
                b'-' if i == 0 => negative = true,
                // Writers have made "--5" and "12-34"; readers take the sign once and drop the rest.
                b'-' | b'+' | b'.' => {}
                _ => break,
            }
            length = i + 1;
        }
        self.at += length;
        let decimals = point.map_or(0, |at| digits - at.min(digits));
        let value = match POWERS.get(decimals) {
            Some(power) => value as f64 / power,
            None => 0.0,
        };
        if digits == 0 && self.data.get(self.at).is_some_and(|&c| !is_delimiter(c)) {
            return;
        }
        self.operands.push(Operand::Number(if negative { -value } else { value }));
    }

    fn read_name(&mut self) {
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

    fn read_hexadecimal(&mut self) {
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

    fn read_literal(&mut self) {
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

/// What every byte is: most of a page's content are numbers, of which every byte is asked for.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let (spaces, others) = (b" \n\r\t\x0c\0", b"()<>[]{}/%");
    let mut i = 0;
    while i < spaces.len() {
        classes[spaces[i] as usize] = SPACE;
        i += 1;
    }
    i = 0;
    while i < others.len() {
        classes[others[i] as usize] = DELIMITER;
        i += 1;
    }
    classes
};
const SPACE: u8 = 1;
const DELIMITER: u8 = 2;

fn is_space(c: u8) -> bool {
    CLASSES[usize::from(c)] == SPACE
}

fn is_delimiter(c: u8) -> bool {
    CLASSES[usize::from(c)] != 0
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
