//! Numbers as lists show them.

/// How a list shows its numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Numeral {
    /// 1, 2, 3.
    #[default]
    Decimal,
    /// 01, 02, 03.
    DecimalZero,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
    /// a, b, c, and after z aa, bb, cc.
    LowerLetter,
    /// A, B, C.
    UpperLetter,
    /// 1er, 2e, 3e.
    Ordinal,
    /// A bullet, no number.
    Bullet,
    /// Nothing.
    None,
}

impl Numeral {
    /// By the name that WordprocessingML gives it; one that is not known is decimal.
    pub(super) fn of_docx(name: &str) -> Self {
        match name {
            "bullet" => Self::Bullet,
            "none" => Self::None,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "decimalZero" => Self::DecimalZero,
            "ordinal" => Self::Ordinal,
            _ => Self::Decimal,
        }
    }

    /// By the `style:num-format` of OpenDocument.
    pub(super) fn of_odf(format: &str) -> Self {
        match format {
            "" => Self::None,
            "i" => Self::LowerRoman,
            "I" => Self::UpperRoman,
            "a" => Self::LowerLetter,
            "A" => Self::UpperLetter,
            _ => Self::Decimal,
        }
    }

    /// True where it counts.
    pub(super) fn is_number(self) -> bool {
        !matches!(self, Self::Bullet | Self::None)
    }
}

/// `value` as `numeral` shows it.
pub(super) fn write(numeral: Numeral, value: u32) -> String {
    match numeral {
        Numeral::Decimal => value.to_string(),
        Numeral::DecimalZero => format!("{value:02}"),
        Numeral::LowerRoman => roman(value).to_lowercase(),
        Numeral::UpperRoman => roman(value),
        Numeral::LowerLetter => letters(value, b'a'),
        Numeral::UpperLetter => letters(value, b'A'),
        Numeral::Ordinal if value == 1 => "1er".into(),
        Numeral::Ordinal => format!("{value}e"),
        Numeral::Bullet | Numeral::None => String::new(),
    }
}

/// Roman numerals; beyond what they can say, digits.
fn roman(mut value: u32) -> String {
    const STEPS: &[(u32, &str)] = &[
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if value == 0 || value >= 4000 {
        return value.to_string();
    }
    let mut out = String::new();
    for (step, sign) in STEPS {
        while value >= *step {
            out.push_str(sign);
            value -= step;
        }
    }
    out
}

/// a to z, then aa, bb, and so on; beyond 20 letters, digits.
fn letters(value: u32, first: u8) -> String {
    let Some(index) = value.checked_sub(1) else { return value.to_string() };
    let times = index / 26 + 1;
    if times > 20 {
        return value.to_string();
    }
    let letter = char::from(first + u8::try_from(index % 26).unwrap_or(0));
    std::iter::repeat_n(letter, times as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_writes_its_numbers() {
        assert_eq!(write(Numeral::UpperRoman, 1994), "MCMXCIV");
        assert_eq!(write(Numeral::LowerRoman, 4), "iv");
        assert_eq!(write(Numeral::UpperLetter, 27), "AA");
        assert_eq!(write(Numeral::LowerLetter, 0), "0");
        assert_eq!(write(Numeral::DecimalZero, 7), "07");
        assert_eq!(write(Numeral::UpperRoman, 1_000_000), "1000000");
        assert_eq!(write(Numeral::LowerLetter, u32::MAX), u32::MAX.to_string());
        assert_eq!(write(Numeral::Ordinal, 1), "1er");
    }
}
