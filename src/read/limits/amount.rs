//! Amounts as people type and read them.

use super::Unit;
use crate::message::{Message, english_number, french_number};
use crate::say;

/// Units of bytes; the French ones beside those of the rest of the world.
const BYTES: &[(&str, u64)] = &[
    ("", 1),
    ("b", 1),
    ("o", 1),
    ("kb", 1_000),
    ("ko", 1_000),
    ("kib", 1 << 10),
    ("kio", 1 << 10),
    ("mb", 1_000_000),
    ("mo", 1_000_000),
    ("mib", 1 << 20),
    ("mio", 1 << 20),
    ("gb", 1_000_000_000),
    ("go", 1_000_000_000),
    ("gib", 1 << 30),
    ("gio", 1 << 30),
];

/// Units of time.
const SECONDS: &[(&str, u64)] = &[("", 1), ("s", 1), ("min", 60), ("h", 3_600)];

impl Unit {
    /// The amount that `text` tells; none where it is none.
    pub(super) fn parse(self, text: &str) -> Option<u64> {
        let text = text.trim();
        let end = text.find(|c: char| !(c.is_ascii_digit() || c == '_')).unwrap_or(text.len());
        let (digits, unit) = text.split_at_checked(end)?;
        let number: u64 = digits.replace('_', "").parse().ok()?;
        let unit = unit.trim().to_lowercase();
        let units = match self {
            Self::Bytes => BYTES,
            Self::Seconds => SECONDS,
            Self::Number => &[("", 1)],
        };
        let (_, factor) = units.iter().find(|(name, _)| *name == unit)?;
        number.checked_mul(*factor)
    }

    /// The amount as a person reads it.
    pub(crate) fn shown(self, amount: u64) -> Message {
        let (fr, en) = (french_number(amount), english_number(amount));
        match self {
            Self::Number => Message::new(fr, en),
            Self::Seconds => Message::new(format!("{fr} s"), format!("{en} s")),
            Self::Bytes => {
                let scales = [(30, "Gio", "GiB"), (20, "Mio", "MiB"), (10, "Kio", "KiB")];
                let whole = |shift: &u32| amount >= 1 << shift && amount.is_multiple_of(1 << shift);
                match scales.iter().find(|(shift, ..)| whole(shift)) {
                    Some((shift, french, english)) => {
                        let amount = amount >> shift;
                        say!("{amount} {french}", "{amount} {english}")
                    }
                    None => say!("{fr} octets", "{en} bytes"),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_shown_in_the_largest_whole_unit() {
        let shown = |unit: Unit, amount| unit.shown(amount);
        assert_eq!(shown(Unit::Bytes, 256 << 20), Message::new("256 Mio", "256 MiB"));
        assert_eq!(shown(Unit::Bytes, 2 << 30), Message::new("2 Gio", "2 GiB"));
        assert_eq!(shown(Unit::Bytes, 1_500), Message::new("1\u{202f}500 octets", "1,500 bytes"));
        assert_eq!(shown(Unit::Seconds, 120), Message::same("120 s"));
    }
}
