//! Advance widths of the fourteen standard fonts, for fonts that bring none.

use super::encoding::Encoding;
use super::look::Look;

/// A line per font: its name, then `glyph=width`.
static WIDTHS: &str = include_str!("tables/widths.txt");

/// Widths of the standard font that is nearest to `look`, for codes that have the glyph names `names`.
pub(super) fn standard(look: &Look, names: &[&str; 256]) -> [f32; 256] {
    if look.monospace {
        return [600.0; 256];
    }
    let font = nearest(look);
    let line = WIDTHS.lines().find(|line| line.split(' ').next() == Some(font)).unwrap_or_default();
    let mut entries: Vec<(&str, f32)> = line
        .split(' ')
        .filter_map(|entry| entry.split_once('='))
        .filter_map(|(name, width)| Some((name, width.parse().ok()?)))
        .collect();
    entries.sort_unstable_by_key(|entry| entry.0);
    names.map(|name| {
        entries
            .binary_search_by_key(&name, |entry| entry.0)
            .map_or(500.0, |at| entries.get(at).map_or(500.0, |e| e.1))
    })
}

/// The encoding that a standard font has of its own.
pub(super) fn own_encoding(look: &Look) -> Option<Encoding> {
    let name = look.name.to_lowercase();
    if name.contains("zapfdingbats") {
        Some(Encoding::ZapfDingbats)
    } else if name.starts_with("symbol") {
        Some(Encoding::Symbol)
    } else {
        None
    }
}

fn nearest(look: &Look) -> &'static str {
    let name = look.name.to_lowercase();
    let serif =
        ["times", "roman", "serif", "georgia", "garamond", "cambria"].iter().any(|kind| name.contains(kind))
            && !name.contains("sans");
    match (serif, look.bold, look.italic) {
        _ if name.contains("zapfdingbats") => "ZapfDingbats",
        _ if name.starts_with("symbol") => "Symbol",
        (false, false, _) => "Helvetica",
        (false, true, _) => "Helvetica-Bold",
        (true, false, false) => "Times-Roman",
        (true, true, false) => "Times-Bold",
        (true, false, true) => "Times-Italic",
        (true, true, true) => "Times-BoldItalic",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_by_name_and_weight() {
        let look = |name: &str, bold| Look { name: name.into(), bold, ..Look::default() };
        let names = Encoding::WinAnsi.names();
        assert_eq!(standard(&look("Arial", false), names)[usize::from(b'A')], 667.0);
        assert_eq!(standard(&look("TimesNewRoman", true), names)[usize::from(b'A')], 722.0);
        assert_eq!(standard(&Look { monospace: true, ..look("Courier", false) }, names)[65], 600.0);
    }
}
