//! What a code stands for, in four bytes: nothing known, one character, or several.

/// The text of one code. [`Texts`] holds those of several characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mapped(u32);

/// First value that is an index into [`Texts`] instead of a code point.
const SEVERAL: u32 = 0x11_0000;

/// More texts of several characters than any font has.
const MAX_TEXTS: usize = 1 << 17;

impl Mapped {
    /// No Unicode value is known.
    pub(crate) const NONE: Self = Self(0);
    /// Known to stand for nothing that is read (a control code).
    pub(crate) const EMPTY: Self = Self(1);

    /// The character, where it is exactly one.
    pub(crate) fn char(self) -> Option<char> {
        if self.0 <= 1 { None } else { char::from_u32(self.0) }
    }

    /// True where no Unicode value is known.
    pub(crate) fn is_none(self) -> bool {
        self == Self::NONE
    }
}

/// Texts of several characters that codes of one font stand for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts(Vec<Box<str>>);

impl Texts {
    /// Maps to `text` as it is counted: ligatures as their letters, control codes as nothing.
    pub(crate) fn map(&mut self, text: &str) -> Mapped {
        if text.is_empty() || text == "\0" {
            return Mapped::NONE;
        }
        let mut plain = String::with_capacity(text.len());
        text.chars().for_each(|c| push_plain(c, &mut plain));
        let mut chars = plain.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Mapped::EMPTY,
            (Some(c), None) => Mapped(c as u32),
            _ if self.0.len() >= MAX_TEXTS => Mapped::EMPTY,
            _ => {
                self.0.push(plain.into_boxed_str());
                Mapped(SEVERAL + self.0.len() as u32 - 1)
            }
        }
    }

    /// Maps to `c` as it is counted.
    pub(crate) fn map_char(&mut self, c: char) -> Mapped {
        if c.is_ascii_graphic() { Mapped(c as u32) } else { self.map(c.encode_utf8(&mut [0; 4])) }
    }

    /// Adds what `mapped` stands for to `out`.
    pub(crate) fn push(&self, mapped: Mapped, out: &mut String) {
        if let Some(c) = mapped.char() {
            out.push(c);
        } else if mapped.0 >= SEVERAL
            && let Some(text) = self.0.get((mapped.0 - SEVERAL) as usize)
        {
            out.push_str(text);
        }
    }
}

/// Adds `c` as it is counted.
pub(crate) fn push_plain(c: char, out: &mut String) {
    match c {
        '\u{fb00}' => out.push_str("ff"),
        '\u{fb01}' => out.push_str("fi"),
        '\u{fb02}' => out.push_str("fl"),
        '\u{fb03}' => out.push_str("ffi"),
        '\u{fb04}' => out.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
        '\t' | '\n' | '\r' => out.push(' '),
        _ if c.is_control() => {}
        _ => out.push(c),
    }
}
