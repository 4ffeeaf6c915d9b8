//! The predefined CMaps whose codes are an encoding of a CJK platform.

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS};

/// An encoding of a CJK platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Platform {
    ShiftJis,
    EucJapanese,
    Simplified,
    Traditional,
    Korean,
}

impl Platform {
    /// The encoding of a predefined CMap.
    pub(super) fn named(name: &str) -> Option<Self> {
        let stem = name.trim_end_matches("-H").trim_end_matches("-V");
        if stem.contains("RKSJ") {
            Some(Self::ShiftJis)
        } else if stem == "EUC" {
            Some(Self::EucJapanese)
        } else if stem.starts_with("GB") {
            Some(Self::Simplified)
        } else if ["B5pc", "HKscs-B5", "ETen-B5", "ETenms-B5"].contains(&stem) {
            Some(Self::Traditional)
        } else if stem.starts_with("KSC") {
            Some(Self::Korean)
        } else {
            None
        }
    }

    /// First bytes of codes of two bytes.
    pub(super) fn lead_bytes(self) -> &'static [(u8, u8)] {
        match self {
            Self::ShiftJis => &[(0x81, 0x9f), (0xe0, 0xfc)],
            Self::EucJapanese => &[(0x8e, 0x8e), (0xa1, 0xfe)],
            Self::Simplified | Self::Traditional | Self::Korean => &[(0x81, 0xfe)],
        }
    }

    /// The character of a code of `length` bytes.
    pub(super) fn char(self, code: u32, length: usize) -> Option<char> {
        let bytes = code.to_be_bytes();
        let bytes = bytes.get(4usize.checked_sub(length)?..)?;
        let (text, damaged) = self.encoding().decode_without_bom_handling(bytes);
        text.chars().next().filter(|_| !damaged)
    }

    fn encoding(self) -> &'static Encoding {
        match self {
            Self::ShiftJis => SHIFT_JIS,
            Self::EucJapanese => EUC_JP,
            Self::Simplified => GB18030,
            Self::Traditional => BIG5,
            Self::Korean => EUC_KR,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_platforms() {
        assert_eq!(Platform::named("90ms-RKSJ-H"), Some(Platform::ShiftJis));
        assert_eq!(Platform::named("Identity-H"), None);
        assert_eq!(Platform::ShiftJis.char(0x82a0, 2), Some('あ'));
        assert_eq!(Platform::Simplified.char(0xc4e3, 2), Some('你'));
        assert_eq!(Platform::Korean.char(0x41, 1), Some('A'));
    }
}
