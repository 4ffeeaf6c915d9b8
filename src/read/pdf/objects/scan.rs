//! Objects as they are written, read where they stand and only as the standard has them: what is written in any other way
//! gives nothing here, for the more patient reader to make something of.

use lopdf::{Dictionary, Object, StringFormat};

/// Arrays and dictionaries within each other.
const DEPTH: usize = 90;
/// Parentheses within each other in a string.
const PARENTHESES: usize = 90;

/// Bytes of memory that a value takes, whatever it is.
const VALUE: usize = size_of::<Object>();

/// A place in the bytes of a file, or of an object stream.
pub(super) struct Scanner<'d> {
    data: &'d [u8],
    pub(super) at: usize,
    /// Bytes of memory that what is read may still take.
    room: u64,
}

impl<'d> Scanner<'d> {
    /// At `at` in `data`.
    pub(super) fn new(data: &'d [u8], at: usize) -> Self {
        Self::within(data, at, u64::MAX)
    }

    /// At `at` in `data`, where what is read takes no more than `room` bytes of memory.
    pub(super) fn within(data: &'d [u8], at: usize, room: u64) -> Self {
        Self { data, at, room }
    }

    /// The bytes of memory that what comes may still take; none where something had to be left for want of it.
    pub(super) fn room(&self) -> u64 {
        self.room
    }

    /// Takes the room of a value of so many bytes beside its own size.
    fn take(&mut self, bytes: usize) -> Option<()> {
        let left = self.room.checked_sub((bytes + VALUE) as u64);
        self.room = left.unwrap_or_default();
        left.map(|_| ())
    }

    fn peek(&self) -> Option<u8> {
        self.data.get(self.at).copied()
    }

    /// Passes white space and comments.
    pub(super) fn skip_space(&mut self) {
        while let Some(c) = self.peek() {
            if is_space(c) {
                self.at += 1;
            } else if c == b'%' {
                while self.peek().is_some_and(|c| c != b'\r' && c != b'\n') {
                    self.at += 1;
                }
            } else {
                break;
            }
        }
    }

    /// Passes `word`, where it stands here.
    pub(super) fn eat(&mut self, word: &[u8]) -> Option<()> {
        self.is_at(word).then(|| self.at += word.len())
    }

    /// Passes `word`, where it stands here by itself.
    pub(super) fn keyword(&mut self, word: &[u8]) -> Option<()> {
        self.eat(word)?;
        self.ends().then_some(())
    }

    /// True where `word` stands here.
    pub(super) fn is_at(&self, word: &[u8]) -> bool {
        self.data.get(self.at..).is_some_and(|rest| rest.starts_with(word))
    }

    /// Passes the end of a line.
    pub(super) fn end_of_line(&mut self) -> Option<()> {
        self.eat(b"\r\n").or_else(|| self.eat(b"\n")).or_else(|| self.eat(b"\r"))
    }

    /// No word goes on here.
    fn ends(&self) -> bool {
        self.peek().is_none_or(|c| !is_regular(c))
    }

    /// Digits, and nothing else that belongs to them.
    pub(super) fn unsigned(&mut self) -> Option<u64> {
        let value = self.digits()?;
        self.ends().then_some(value)
    }

    fn digits(&mut self) -> Option<u64> {
        let start = self.at;
        let mut value = 0u64;
        while let Some(c @ b'0'..=b'9') = self.peek() {
            value = value.checked_mul(10)?.checked_add(u64::from(c - b'0'))?;
            self.at += 1;
        }
        (self.at > start).then_some(value)
    }

    /// The number and the generation before `obj`.
    pub(super) fn header(&mut self) -> Option<(u32, u16)> {
        self.skip_space();
        let number = u32::try_from(self.unsigned()?).ok()?;
        self.skip_space();
        let generation = u16::try_from(self.unsigned()?).ok()?;
        self.skip_space();
        self.keyword(b"obj")?;
        self.skip_space();
        Some((number, generation))
    }

    /// A dictionary, from its opening on.
    pub(super) fn dictionary(&mut self) -> Option<Dictionary> {
        self.dictionary_within(DEPTH)
    }

    /// An object that is no stream.
    pub(super) fn object(&mut self) -> Option<Object> {
        self.object_within(DEPTH)
    }

    /// True at the opening of a dictionary.
    pub(super) fn is_at_dictionary(&self) -> bool {
        self.is_at(b"<<")
    }

    fn object_within(&mut self, depth: usize) -> Option<Object> {
        let depth = depth.checked_sub(1)?;
        let from = self.at;
        self.take(0)?;
        let object = self.value(depth)?;
        if matches!(object, Object::String(..) | Object::Name(_)) {
            self.take(self.at - from)?;
        }
        Some(object)
    }

    fn value(&mut self, depth: usize) -> Option<Object> {
        match self.peek()? {
            b'0'..=b'9' => self.reference().map(Object::Reference).or_else(|| self.number()),
            b'+' | b'-' | b'.' => self.number(),
            b'/' => self.name().map(Object::Name),
            b'(' => self.literal(),
            b'<' if self.is_at_dictionary() => self.dictionary_within(depth).map(Object::Dictionary),
            b'<' => self.hexadecimal(),
            b'[' => self.array(depth),
            b't' => self.keyword(b"true").map(|()| Object::Boolean(true)),
            b'f' => self.keyword(b"false").map(|()| Object::Boolean(false)),
            b'n' => self.keyword(b"null").map(|()| Object::Null),
            _ => None,
        }
    }

    fn dictionary_within(&mut self, depth: usize) -> Option<Dictionary> {
        self.eat(b"<<")?;
        let mut out = Dictionary::new();
        loop {
            self.skip_space();
            if self.eat(b">>").is_some() {
                return Some(out);
            }
            let key = self.name()?;
            self.take(key.len())?;
            self.skip_space();
            out.set(key, self.object_within(depth)?);
        }
    }

    fn array(&mut self, depth: usize) -> Option<Object> {
        self.eat(b"[")?;
        let mut out = Vec::new();
        loop {
            self.skip_space();
            if self.eat(b"]").is_some() {
                return Some(Object::Array(out));
            }
            out.push(self.object_within(depth)?);
        }
    }

    /// A reference; stays where it is where there is none.
    fn reference(&mut self) -> Option<(u32, u16)> {
        let start = self.at;
        let found = self.try_reference();
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn try_reference(&mut self) -> Option<(u32, u16)> {
        let number = u32::try_from(self.unsigned()?).ok()?;
        self.skip_space();
        let generation = u16::try_from(self.unsigned()?).ok()?;
        self.skip_space();
        self.keyword(b"R")?;
        Some((number, generation))
    }

    fn number(&mut self) -> Option<Object> {
        let start = self.at;
        self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
        let whole = self.digits();
        if self.peek() != Some(b'.') {
            let value = i64::try_from(whole?).ok()?;
            let negative = self.data.get(start) == Some(&b'-');
            return self.ends().then_some(Object::Integer(if negative { -value } else { value }));
        }
        self.at += 1;
        let decimals = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        if whole.is_none() && self.at == decimals || !self.ends() {
            return None;
        }
        let text = std::str::from_utf8(self.data.get(start..self.at)?).ok()?;
        text.parse().ok().map(Object::Real)
    }

    fn name(&mut self) -> Option<Vec<u8>> {
        self.eat(b"/")?;
        let rest = self.data.get(self.at..)?;
        let plain = rest.iter().position(|&c| c == b'#' || !is_regular(c)).unwrap_or(rest.len());
        let mut out = rest.get(..plain)?.to_vec();
        self.at += plain;
        while let Some(c) = self.peek().filter(|&c| is_regular(c)) {
            self.at += 1;
            if c == b'#' {
                out.push(self.hex_digit()? << 4 | self.hex_digit()?);
            } else {
                out.push(c);
            }
        }
        Some(out)
    }

    fn hex_digit(&mut self) -> Option<u8> {
        let digit = char::from(self.peek()?).to_digit(16)?;
        self.at += 1;
        u8::try_from(digit).ok()
    }

    fn hexadecimal(&mut self) -> Option<Object> {
        self.eat(b"<")?;
        let (mut out, mut high) = (Vec::new(), None);
        loop {
            match self.peek()? {
                b'>' => break self.at += 1,
                c if is_space(c) => self.at += 1,
                _ => {
                    let digit = self.hex_digit()?;
                    match high.take() {
                        None => high = Some(digit << 4),
                        Some(high) => out.push(high | digit),
                    }
                }
            }
        }
        out.extend(high);
        Some(Object::String(out, StringFormat::Hexadecimal))
    }

    fn literal(&mut self) -> Option<Object> {
        self.eat(b"(")?;
        let (mut out, mut depth) = (Vec::new(), 1);
        loop {
            let c = self.peek()?;
            self.at += 1;
            match c {
                b'\\' => out.extend(self.escape()?),
                b'(' => {
                    depth += 1;
                    if depth > PARENTHESES {
                        return None;
                    }
                    out.push(c);
                }
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(Object::String(out, StringFormat::Literal));
                    }
                    out.push(c);
                }
                b'\r' => {
                    self.at += usize::from(self.peek() == Some(b'\n'));
                    out.push(b'\n');
                }
                c => out.push(c),
            }
        }
    }

    /// What stands after a backslash; nothing at the end of a line.
    fn escape(&mut self) -> Option<Option<u8>> {
        if let Some(c @ b'0'..=b'7') = self.peek() {
            let mut value = u16::from(c - b'0');
            self.at += 1;
            for _ in 0..2 {
                let Some(c @ b'0'..=b'7') = self.peek() else { break };
                value = value * 8 + u16::from(c - b'0');
                self.at += 1;
            }
            return Some(Some(value as u8));
        }
        if self.end_of_line().is_some() {
            return Some(None);
        }
        let c = self.peek()?;
        self.at += 1;
        Some(Some(match c {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 12,
            c => c,
        }))
    }
}

fn is_space(c: u8) -> bool {
    matches!(c, b' ' | b'\t' | b'\n' | b'\r' | 0 | 12)
}

fn is_regular(c: u8) -> bool {
    !is_space(c) && !matches!(c, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What lopdf makes of the same bytes.
    fn patient(text: &str) -> Option<Object> {
        let mut dict = Dictionary::new();
        dict.set("N", 1);
        dict.set("First", 4);
        let stream = lopdf::Stream::new(dict, [b"7 0 ", text.as_bytes()].concat());
        lopdf::ObjectStream::new(&stream).ok()?.objects.remove(&(7, 0))
    }

    #[test]
    fn what_is_read_is_what_lopdf_reads() {
        for text in [
            "<</A/B#20c/D[1 -2 +3 4.50 -.5 6. 12 0 R true false null]/E<</F<>>>/A/G>>",
            "[(a(b)c\\)\\(\\\\\\n\\101\\7\\\r\nd\\e\re\r\nf\\400) <4 1 4> <4142>]",
            "% remark\n << /K % remark\n 1 /L(%)>>",
            "[0 65535 R 1 2 3 R[]/]",
            "-9223372036854775807",
            "/",
        ] {
            let mut scanner = Scanner::new(text.as_bytes(), 0);
            scanner.skip_space();
            let found = scanner.object();
            assert!(found.is_some(), "{text}");
            assert_eq!(found, patient(text), "{text}");
        }
    }

    #[test]
    fn what_is_written_in_another_way_is_left() {
        let deep = "[".repeat(200);
        for text in [
            "<</A>>",
            "<</A 1",
            "<</A 1/B 2>",
            "--5",
            "5-",
            "1.2.3",
            ".",
            "+",
            "/A#",
            "/A#4",
            "<4g>",
            "(a",
            "nul",
            "nulls",
            "99999999999999999999",
            "<</A 1 0 R2>>",
            "R",
            "",
            &deep,
        ] {
            assert_eq!(Scanner::new(text.as_bytes(), 0).object(), None, "{text}");
        }
        assert_eq!(Scanner::new(b"12 0 object", 0).header(), None);
        assert_eq!(Scanner::new(b" 12 3\nobj<<", 0).header(), Some((12, 3)));
    }
}
