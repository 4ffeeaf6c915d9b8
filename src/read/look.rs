//! What a colour and the name of a font or of a style tell, in any format.

/// The colour of paper, as 0xRRGGBB.
pub(super) const WHITE: u32 = 0xff_ffff;
/// Stands for a ground that is not one plain colour; like no colour.
pub(super) const PATTERN: u32 = 1 << 24;
/// Stands for the colour that contrasts with the ground; like no colour.
pub(super) const AUTOMATIC: u32 = 2 << 24;

/// True for two colours (0xRRGGBB) that no eye tells apart.
pub(super) fn is_same_colour(a: u32, b: u32) -> bool {
    is_within(a, b, 10)
}

/// True for two colours that hardly any eye tells apart: close to each other, or both pale, whatever their hue.
pub(super) fn is_nearly_same_colour(a: u32, b: u32) -> bool {
    /// Contrast, as that of the guidelines for the accessibility of web content, below which pale text is hardly read.
    const READ: f32 = 1.28;
    if a >> 24 != 0 || b >> 24 != 0 {
        return false;
    }
    if is_within(a, b, 24) {
        return true;
    }
    let (a, b) = (light(a), light(b));
    a.min(b) > 0.7 && (a.max(b) + 0.05) / (a.min(b) + 0.05) < READ
}

/// How much light a colour gives, 0 to 1.
fn light(colour: u32) -> f32 {
    let part = |at: u32| {
        let part = (colour >> at & 0xff) as f32 / 255.0;
        part * part
    };
    0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
}

/// True for a colour that white can be read on.
pub(super) fn is_dark(colour: u32) -> bool {
    colour >> 24 == 0 && light(colour) < 0.4
}

fn is_within(a: u32, b: u32, shades: u32) -> bool {
    a >> 24 == 0
        && b >> 24 == 0
        && [0, 8, 16].iter().all(|at| (a >> at & 0xff).abs_diff(b >> at & 0xff) <= shades)
}

/// True for the name of a font whose letters are empty.
pub(super) fn is_blank_font(name: &str) -> bool {
    let name = name.to_lowercase().replace([' ', '-', '_'], "");
    name.starts_with("adobeblank")
        || name.starts_with("adobenotdef")
        || matches!(name.as_str(), "blank" | "blankfont")
}

/// True for the name of a font that draws signs in the place of letters.
pub(super) fn is_symbol_font(name: &str) -> bool {
    const FONTS: [&str; 8] = [
        "wingdings",
        "webdings",
        "symbol",
        "zapfdingbats",
        "itc zapf dingbats",
        "marlett",
        "mt extra",
        "bookshelf",
    ];
    let name = name.to_lowercase();
    FONTS
        .iter()
        .any(|font| name.strip_prefix(font).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
}

/// True for the name of a fixed-width font.
pub(super) fn is_monospace_font(name: &str) -> bool {
    const PARTS: &[&str] = &[
        "consolas",
        "courier",
        "mono",
        "menlo",
        "monaco",
        "lucida console",
        "lucida sans typewriter",
        "fira code",
        "source code",
        "cascadia code",
        "inconsolata",
        "andale mono",
        "letter gothic",
        "terminal",
    ];
    let name = name.to_lowercase();
    PARTS.iter().any(|part| name.contains(part)) && !name.contains("monotype")
}

/// True for the name of a style that is made for program code, in lower case.
pub(super) fn is_code_style(name: &str) -> bool {
    let word = |wanted: &str| name.split(|c: char| !c.is_alphanumeric()).any(|word| word == wanted);
    name.contains("preformatted")
        || name.contains("préformaté")
        || name.contains("sourcecode")
        || name.contains("codeblock")
        || name.contains("blocdecode")
        || word("listing")
        || word("code") && !word("postal") && !word("barre") && !word("barres")
}

/// True for the name of a style of a table of contents or of figures, or of its title, in lower case.
pub(super) fn is_contents_style(name: &str) -> bool {
    let numbered = |prefix: &str| {
        name.strip_prefix(prefix)
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    };
    let kinds = ["toc ", "contents ", "figure index ", "illustration index ", "table index ", "user index "];
    kinds.into_iter().any(numbered)
        || matches!(
            name,
            "toc heading"
                | "contents heading"
                | "table of figures"
                | "figure index heading"
                | "illustration index heading"
                | "table index heading"
                | "user index heading"
        )
}

/// The character that a bullet of a symbol font stands for.
pub(super) fn symbol(c: char) -> char {
    match c {
        '\u{f0b7}' | '\u{f06c}' | '\u{f09f}' => '•',
        '\u{f0a7}' | '\u{f06e}' | '\u{f075}' => '▪',
        '\u{f06f}' | '\u{f0a8}' | '\u{f071}' | '\u{f072}' => '□',
        '\u{f0d8}' | '\u{f0d9}' => '➢',
        '\u{f0fc}' => '✓',
        '\u{f0fb}' => '✗',
        '\u{f0fe}' => '☑',
        '\u{f0e0}' | '\u{f0e8}' | '\u{f0ae}' => '→',
        '\u{f0df}' => '←',
        '\u{f0e1}' => '↑',
        '\u{f0e2}' => '↓',
        '\u{f076}' => '❖',
        '\u{f02d}' | '\u{f0be}' => '-',
        '\u{f0b0}' => '°',
        '\u{e000}'..='\u{f8ff}' => '▪',
        c if c.is_whitespace() || c.is_control() => '▪',
        c => c,
    }
}

/// A length with its unit, in points; a number without one is in points.
pub(super) fn points(length: &str) -> Option<f32> {
    let length = length.trim();
    let split = length.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(length.len());
    let (number, unit) = length.split_at_checked(split)?;
    let number: f32 = number.trim().parse().ok()?;
    let factor = match unit {
        "" | "pt" => 1.0,
        "in" | "inch" => 72.0,
        "cm" => 72.0 / 2.54,
        "mm" => 72.0 / 25.4,
        "px" => 0.75,
        "pc" => 12.0,
        _ => return None,
    };
    Some(number * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_points_whatever_their_unit() {
        assert_eq!(points("1in"), Some(72.0));
        assert_eq!(points("2.54cm").map(f32::round), Some(72.0));
        assert_eq!(points("12"), Some(12.0));
        assert_eq!(points("50%"), None);
        assert_eq!(points(""), None);
    }

    #[test]
    fn fonts_and_styles_of_code_are_told_by_name() {
        assert!(is_monospace_font("Courier New") && is_monospace_font("DejaVu Sans Mono"));
        assert!(is_symbol_font("Wingdings 2") && is_symbol_font("Symbol") && !is_symbol_font("Symbola"));
        assert!(!is_monospace_font("Calibri") && !is_monospace_font("Monotype Corsiva"));
        assert!(
            is_code_style("source code") && is_code_style("html preformatted") && is_code_style("bloc code")
        );
        assert!(!is_code_style("code postal") && !is_code_style("décodé"));
    }
}
