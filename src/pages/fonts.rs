//! Fonts that a document names and that its pages are not drawn with: lines break elsewhere then.

use crate::message::Message;
use crate::say;

/// Fonts whose letters are as wide as those of another, which stands for them without moving a line.
const ALIKE: [(&str, &str); 8] = [
    ("calibri", "carlito"),
    ("cambria", "caladea"),
    ("arialnarrow", "liberationsansnarrow"),
    ("arial", "liberationsans"),
    ("helvetica", "liberationsans"),
    ("timesnewroman", "liberationserif"),
    ("times", "liberationserif"),
    ("couriernew", "liberationmono"),
];
/// One part of the text in so many is set in a font that matters.
const MATTERS: usize = 20;

/// The fonts of `named`, each with the text that is set in it, that are not among the `drawn` ones nor replaced by one
/// of the same widths, most of the text first; only those that a good part of it is set in. None where nothing is known
/// of what was drawn.
pub(super) fn replaced(named: &[(String, usize)], drawn: &[(String, usize)]) -> Vec<String> {
    if drawn.is_empty() {
        return Vec::new();
    }
    let drawn: Vec<String> = drawn.iter().map(|(name, _)| plain(name)).collect();
    let has = |name: &str| drawn.iter().any(|one| one.starts_with(name));
    let is_drawn = |name: &str| {
        let alike = ALIKE.iter().filter(|(own, _)| name.starts_with(own));
        has(name) || alike.clone().any(|(_, other)| has(other))
    };
    let all: usize = named.iter().map(|(_, count)| count).sum();
    let mut out: Vec<&(String, usize)> = named
        .iter()
        .filter(|(name, count)| count * MATTERS >= all && !plain(name).is_empty() && !is_drawn(&plain(name)))
        .collect();
    out.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    out.into_iter().map(|(name, _)| name.clone()).collect()
}

/// That `fonts` were replaced; empty where none were.
pub(super) fn told(fonts: &[String]) -> Message {
    /// Fonts that are named before the others are only told to be there.
    const NAMED: usize = 3;
    if fonts.is_empty() {
        return Message::default();
    }
    let more = if fonts.len() > NAMED { ", …" } else { "" };
    let list = fonts.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    say!(
        " Police absente de cette machine et remplacée : {list}{more}. Les lignes ne se coupent pas aux mêmes endroits ; l'intervalle en tient compte. Installez-la, ou donnez le PDF.",
        " A font that this machine has not was replaced: {list}{more}. Lines do not break in the same places; the interval takes that into account. Install it, or give the PDF."
    )
}

/// The small letters and digits of a name.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::replaced;

    #[test]
    fn a_font_is_replaced_where_neither_it_nor_one_of_its_widths_is_drawn() {
        let named = |all: &[(&str, usize)]| -> Vec<(String, usize)> {
            all.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
        };
        let drawn = named(&[
            ("Carlito-Bold", 0),
            ("LiberationSerif", 0),
            ("TimesNewRomanPSMT", 0),
            ("DejaVuSans", 0),
        ]);
        let of = |all: &[(&str, usize)]| replaced(&named(all), &drawn);
        assert_eq!(of(&[("Calibri Light", 50), ("Times New Roman", 50), ("DejaVu Sans", 9)]), [""; 0]);
        assert_eq!(
            of(&[("Calibri", 500), ("Segoe UI", 100), ("Aptos", 400), ("Wingdings", 3)]),
            ["Aptos", "Segoe UI"]
        );
        assert_eq!(of(&[("Arial", 10)]), ["Arial"]);
        assert!(replaced(&named(&[("Aptos", 9)]), &[]).is_empty());
    }
}
